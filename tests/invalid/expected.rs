//! Findings as lines of text: those that a run had, and those that the comments of its document announce.

use crate::pipeline::Run;
use netgen::diagnostic::{Format, report};
use std::collections::BTreeSet;
use std::fmt;

/// One finding in one line.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    file: String,
    line: u64,
    /// `error[NG0203]`
    code: String,
    message: String,
}

impl Finding {
    /// `NG0203`
    pub fn number(&self) -> &str {
        self.code.split(['[', ']']).nth(1).unwrap_or_default()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}:{}: {}", self.code, self.file, self.line, self.message)
    }
}

/// The findings of a run, as tools are told them.
pub fn found(run: &Run) -> BTreeSet<Finding> {
    let json = report(&run.diagnostics, &run.sources, Format::Json);
    let findings: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let findings = findings.as_array().expect("an array");
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or("nowhere").to_owned();
    findings
        .iter()
        .map(|one| Finding {
            file: text(one, "file"),
            line: one["line"].as_u64().unwrap_or_default(),
            code: format!("{}[{}]", text(one, "severity"), text(one, "code")),
            message: text(one, "message"),
        })
        .collect()
}

/// The findings that a document announces.
pub fn said(name: &str, text: &str) -> BTreeSet<Finding> {
    let mut said = BTreeSet::new();
    // Those of comments on lines of their own, for the next line that is none.
    let mut waiting = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index as u64 + 1;
        let comment = ["# error[", "# warning["].iter().find_map(|start| line.find(start));
        let alone = line.trim_start().starts_with('#');
        if let Some((code, message)) = comment.and_then(|at| line[at + 2..].split_once(": ")) {
            match code.split_once(" at ") {
                Some((code, "nowhere")) => said.insert(made("nowhere", 0, code, message)),
                Some((code, place)) => {
                    let (file, line) = place.rsplit_once(':').expect("FILE:LINE");
                    said.insert(made(file, line.parse().expect("a line"), code, message))
                }
                None if alone => {
                    waiting.push((code.to_owned(), message.to_owned()));
                    true
                }
                None => said.insert(made(name, number, code, message)),
            };
        }
        if !alone {
            said.extend(waiting.drain(..).map(|(code, message)| made(name, number, &code, &message)));
        }
    }
    said.extend(waiting.drain(..).map(|(code, message)| made(name, 1, &code, &message)));
    said
}

fn made(file: &str, line: u64, code: &str, message: &str) -> Finding {
    Finding { file: file.to_owned(), line, code: code.to_owned(), message: message.to_owned() }
}
