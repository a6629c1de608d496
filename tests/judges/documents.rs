//! Two readers of the documents: markdown-it reads the Markdown, whose tables, links and lack of HTML are judged
//! (`tests/judges/markdown.py`), and Mermaid parses the charts (`tests/judges/mermaid.mjs`).

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::deployed::Account as Parser;
use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::setting;
use super::tree::{self, Tree};

const MARKDOWN_SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/markdown.py");
const MERMAID_SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/mermaid.mjs");

pub const MARKDOWN: Judge = Judge {
    name: "markdown",
    things: "tables",
    concerns: |tree| !tree.documents().is_empty(),
    find: || {
        let python = setting::python();
        let version = stdout_of(Command::new(&python).args([MARKDOWN_SCRIPT, "--version"]))?.trim().to_owned();
        Ok(Found { version, judge: Box::new(move |tree| count(Command::new(&python).arg(MARKDOWN_SCRIPT), tree)) })
    },
    faults: &[
        table("a cell too many", "`a \\| b` |", "`a | b` |", "4 cells below a head of 3"),
        table("a cell too few", "| 10.1.0.0/20 | `a", "| `a", "2 cells below a head of 3"),
        table("a table without its rule", "| --- | --- | --- |\n", "", "outside of any table"),
        table("a row that is torn off", "| public-b", "\n| public-b", "outside of any table"),
        table("a tag", "10.1.16.0/20", "<b>10.1.16.0/20", "HTML: <b>"),
        table("a link to nowhere", "(charts.md)", "(chart.md)", "chart.md, which is not there"),
    ],
};

pub const MERMAID: Judge = Judge {
    name: "mermaid",
    things: "charts",
    concerns: |tree| tree.documents().iter().any(|file| has_a_chart(file)),
    find: || {
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join(".judges/node");
        let (parser, hello) = Parser::start(Path::new("node"), MERMAID_SCRIPT, &[&packages.display().to_string()])?;
        let version = hello["version"].as_str().ok_or("Mermaid has no version")?.to_owned();
        let parser = Mutex::new(parser);
        Ok(Found { version, judge: Box::new(move |tree| charts(&parser, tree)) })
    },
    faults: &[
        chart("a label that is not closed", "[\"VPC sample\"]", "[\"VPC sample]", "Parse error"),
        chart("a subgraph that is not closed", "  end\n", "", "Parse error"),
        chart("a reserved word as a name", "    subnet_a[", "    end[", "Parse error"),
        chart("an arrow that is none", "-->", "-=>", "Parse error"),
        chart("a kind of chart that is none", "flowchart LR", "flowchrt LR", "No diagram type detected"),
    ],
};

const fn table(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "docs/sample.md", text, instead, says }
}

const fn chart(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "docs/charts.md", text, instead, says }
}

fn has_a_chart(file: &Path) -> bool {
    std::fs::read_to_string(file).is_ok_and(|text| text.contains("```mermaid"))
}

/// The charts that Mermaid parses.
fn charts(parser: &Mutex<Parser>, tree: &Tree) -> Verdict {
    let told = parser.lock().unwrap_or_else(PoisonError::into_inner).ask(&json!(tree.documents()))?;
    if let Some(wrong) = told["wrong"].as_str() {
        return Err(wrong.to_owned());
    }
    told["charts"].as_u64().and_then(|count| usize::try_from(count).ok()).ok_or_else(|| format!("not a number: {told}"))
}

/// It prints a number, or what it objects to.
fn count(judge: &mut Command, tree: &Tree) -> Verdict {
    let output = output(judge.args(tree.documents()))?;
    if !output.status.success() {
        return Err(said(&output));
    }
    let told = String::from_utf8_lossy(&output.stdout);
    told.trim().parse().map_err(|_| format!("not a number: {told}"))
}
