//! What the command line says about warnings.

use clap::Args;
use netgen::diagnostic::{Code, Diagnostics, Severity, closest};

/// Warnings that count as errors, and warnings that are left out.
#[derive(Args, Debug)]
pub struct Policy {
    /// Take a warning for an error: by its code, or `warnings` for all
    #[arg(long, value_name = "CODE|warnings", value_parser = denied)]
    deny: Vec<Denied>,
    /// Leave a warning out; what `--deny` names stays, and errors are never left out
    #[arg(long, value_name = "CODE", value_parser = allowed)]
    allow: Vec<Code>,
}

impl Policy {
    /// Warnings that are denied count as errors, then those that are allowed are left out.
    pub fn judge(&self, diagnostics: &mut Diagnostics) {
        diagnostics.deny(|code| self.deny.iter().any(|denied| denied.names(code)));
        diagnostics.extract(|one| one.severity() == Severity::Warning && self.allow.contains(&one.code));
    }
}

#[derive(Clone, Copy, Debug)]
enum Denied {
    Warnings,
    Code(Code),
}

impl Denied {
    fn names(self, code: Code) -> bool {
        match self {
            Self::Warnings => true,
            Self::Code(one) => one == code,
        }
    }
}

fn denied(text: &str) -> Result<Denied, String> {
    if text == "warnings" { Ok(Denied::Warnings) } else { code(text).map(Denied::Code) }
}

fn allowed(text: &str) -> Result<Code, String> {
    let code = code(text)?;
    match code.severity() {
        Severity::Warning => Ok(code),
        Severity::Error => Err(format!("{} is an error, and no option allows it", code.number())),
    }
}

fn code(text: &str) -> Result<Code, String> {
    Code::from_number(text).ok_or_else(|| match closest(text, Code::ALL.iter().map(|code| code.number())) {
        Some(best) => format!("there is no such diagnostic; did you mean {best}?"),
        None => "there is no such diagnostic; `netgen explain` lists them".to_owned(),
    })
}
