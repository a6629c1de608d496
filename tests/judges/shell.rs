//! Two readers of the shell scripts, the one that deploys the stacks and those that take a router's configuration back: dash parses them, so
//! that they need no more than a POSIX shell, and `ShellCheck` finds what a text could become besides one word.
//! <https://www.shellcheck.net>

use std::path::{Path, PathBuf};
use std::process::Command;

use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::setting;
use super::tree::Tree;

pub const JUDGE: Judge = Judge {
    name: "shell",
    things: "scripts",
    concerns: |tree| !tree.scripts().is_empty(),
    find,
    faults: &[
        fault("a word without quotes", "dirname -- \"$script\"", "dirname -- $script", "SC2086"),
        fault("a function of bash", "is_large() {", "function is_large {", "SC2113"),
        fault("a test of bash", "[ ! -t 0 ]", "[[ ! -t 0 ]]", "SC3010"),
        fault("a text that ends its quotes", "network='corp'", "network='corp''", "deploy.sh"),
        fault("a case that is not closed", "    *) die 2 \"what is", "    * die 2 \"what is", "deploy.sh"),
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: "hub-spoke", file: "cloudformation/deploy.sh", text, instead, says }
}

fn find() -> Result<Found, String> {
    let beside = setting::python().with_file_name("shellcheck");
    let program = if beside.is_file() { beside } else { PathBuf::from("shellcheck") };
    let version = stdout_of(Command::new(&program).arg("--version"))?;
    let version = version.lines().find_map(|line| line.strip_prefix("version: ")).unwrap_or("?").to_owned();
    stdout_of(Command::new("dash").args(["-c", "exit 0"]))?;
    Ok(Found { version: format!("ShellCheck {version}, dash"), judge: Box::new(move |tree| judge(&program, tree)) })
}

fn judge(program: &Path, tree: &Tree) -> Verdict {
    let scripts = tree.scripts();
    let mut objections = Vec::new();
    // No settings file may say what is looked at.
    let mut checks = vec![Command::new(program)];
    checks[0].args(["--norc", "--shell=dash"]).args(&scripts);
    checks.extend(scripts.iter().map(|script| {
        let mut dash = Command::new("dash");
        dash.arg("-n").arg(script);
        dash
    }));
    for check in &mut checks {
        let output = output(check)?;
        if !output.status.success() {
            objections.push(said(&output));
        }
    }
    if objections.is_empty() { Ok(scripts.len()) } else { Err(objections.join("\n")) }
}
