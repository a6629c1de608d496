//! `netgen list`, `explain`, `schema` and `completions`: what netgen knows without any document.

use super::args::{Cli, SchemaOf};
use super::console;
use super::failure::Failure;
use super::{DONE, IO};
use clap::CommandFactory as _;
use clap_complete::Shell;
use netgen::diagnostic::{Code, Severity, closest, visible};
use netgen::{blueprint, builtin, report};

/// The built-ins.
pub fn list() -> Result<u8, Failure> {
    let width = builtin::ALL.iter().map(|builtin| builtin.name.len()).max().unwrap_or(0);
    let lines = builtin::ALL.iter().map(|builtin| format!("{:width$}  {}\n", builtin.name, builtin.description));
    console::result(&lines.collect::<String>())?;
    Ok(DONE)
}

/// The page of a code, or all codes.
pub fn explain(code: Option<&str>) -> Result<u8, Failure> {
    let text = match code {
        None => Code::ALL.iter().map(|code| row(*code)).collect(),
        Some(number) => Code::from_number(number).ok_or_else(|| unknown(number))?.explanation().to_owned(),
    };
    console::result(&text)?;
    Ok(DONE)
}

fn row(code: Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{}  {severity:7}  {}\n", code.number(), code.title())
}

fn unknown(number: &str) -> Failure {
    let failure = Failure::usage(format!("there is no diagnostic `{}`", visible(number)));
    match closest(number, Code::ALL.iter().map(|code| code.number())) {
        Some(best) => failure.help(format!("did you mean `{best}`?")),
        None => failure.help("codes look like `NG0203`; `netgen explain` lists them"),
    }
}

/// The schema that editors check a document with.
pub fn schema(of: SchemaOf) -> Result<u8, Failure> {
    console::result(&match of {
        // A tree of JSON always serialises.
        SchemaOf::Blueprint => serde_json::to_string_pretty(blueprint::schema().as_value()).unwrap_or_default() + "\n",
        SchemaOf::Diff => report::diff_schema(),
    })?;
    Ok(DONE)
}

/// A completion script.
pub fn completions(shell: Shell) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "netgen", &mut script);
    let script = String::from_utf8(script).map_err(|_| Failure {
        status: IO,
        message: "the script is no text".to_owned(),
        help: Vec::new(),
    })?;
    console::result(&script)?;
    Ok(DONE)
}
