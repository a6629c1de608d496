//! What goes where: results, messages, colours and statuses.

use crate::command::{DOCUMENT, Folder, Run};
use std::fs::OpenOptions;
use std::io;

const ESCAPE: char = '\u{1b}';

#[test]
fn usage_is_said_in_the_right_place() {
    let folder = Folder::new();
    for (line, status) in [("--help", 0), ("--version", 0), ("help render", 0), ("render --help", 0)] {
        let run = folder.run(line).ends(status).silent();
        assert!(!run.out.is_empty(), "{line}");
    }
    for line in [
        "",
        "frobnicate",
        "render",
        "render three-tier --frobnicate",
        "render three-tier -t cisco",
        "render three-tier --set vpcs.shop.nat",
        "render three-tier --check --stdout",
        "render three-tier --check --force",
        "render three-tier -o out --stdout",
        "plan three-tier --format yaml",
        "plan three-tier -q -v",
        "plan three-tier --out x",
        "verify",
        "verify out --format yaml",
    ] {
        let run = folder.run(line).ends(2).no_result();
        assert!(!run.err.is_empty(), "{line}");
    }
    assert!(folder.tree("").is_empty());
}

#[test]
fn each_command_ends_as_the_document_deserves() {
    let folder = Folder::with_document();
    folder.write("wrong.yaml", DOCUMENT.replace("[a, b]", "[a, a]"));
    folder.write("unreadable.yaml", DOCUMENT.replace("region", "regoin"));
    folder.write("both.yaml", "netgen: 1\nname: corp\nnmae: x\n");
    for command in ["render", "plan", "check", "render --check", "render --stdout"] {
        folder.run(&format!("{command} wrong.yaml")).ends(1).no_result().says(&["error[NG0108]", "error: 1 error,"]);
        folder.run(&format!("{command} unreadable.yaml")).ends(2).no_result().says(&["did you mean `region`"]);
        folder.run(&format!("{command} both.yaml")).ends(2).no_result();
        folder.run(&format!("{command} missing.yaml")).ends(3).no_result().says(&["there is no such file"]);
    }
    folder.run("render wrong.yaml").says(&["error: 1 error, 0 warnings; nothing was written"]);
    folder.run("plan wrong.yaml").says(&["error: 1 error, 0 warnings; there is no plan"]);
    assert_eq!(folder.tree("").len(), 4, "nothing was written");
    folder.run("check corp.yaml").ends(0).no_result().says(&["corp.yaml: no errors, no warnings"]);
    folder.run("check corp.yaml -q").ends(0).no_result().silent();
    let run = folder.run("plan corp.yaml").ends(0).silent();
    assert!(run.out.contains("10.0.0.0/16"), "{}", run.out);
    assert_eq!(folder.tree("").len(), 4, "nothing was written");
}

#[test]
fn warnings_stop_nothing() {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT.replace("10.0.0.0/16", "172.31.0.0/16"));
    folder.run("check corp.yaml").ends(0).no_result().says(&["warning[NG0223]", "warning: 0 errors, 1 warning"]);
    folder.run("check corp.yaml -q").ends(0).says(&["warning[NG0223]"]);
    let plan = folder.run("plan corp.yaml").ends(0).says(&["warning[NG0223]"]);
    assert!(!plan.out.contains("NG0223"));
    folder.run("render corp.yaml").ends(0).no_result().says(&["warning[NG0223]", "out/corp: "]);
}

#[test]
fn findings_for_tools_are_results() {
    let folder = Folder::with_document();
    folder.write("wrong.yaml", DOCUMENT.replace("[a, b]", "[a, a]"));
    let json = folder.run("check wrong.yaml --format json").ends(1).silent();
    let findings: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(findings[0]["code"], "NG0108");
    assert_eq!(findings[0]["file"], "wrong.yaml");
    let github = folder.run("check wrong.yaml --format github").ends(1).silent();
    assert!(github.out.starts_with("::error file=wrong.yaml,line=4,"), "{}", github.out);
    assert_eq!(folder.run("check corp.yaml --format json").ends(0).silent().out, "[]\n");
    assert_eq!(folder.run("check corp.yaml --format github").ends(0).silent().out, "");
}

#[test]
fn plans_have_formats() {
    let folder = Folder::with_document();
    let json = folder.run("plan corp.yaml --format json").ends(0).silent();
    serde_json::from_str::<serde_json::Value>(&json.out).expect("JSON");
    let csv = folder.run("plan corp.yaml --format csv").ends(0).silent();
    let columns = csv.out.lines().next().expect("a head").split(',').count();
    assert!(columns > 4 && csv.out.lines().all(|line| line.split(',').count() == columns), "{}", csv.out);
    let markdown = folder.run("plan corp.yaml --format markdown").ends(0).silent();
    assert!(markdown.out.lines().any(|line| line.starts_with('|')), "{}", markdown.out);
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = Folder::new();
    folder.write("wrong.yaml", DOCUMENT.replace("[a, b]", "[a, a]"));
    for line in ["check wrong.yaml", "check wrong.yaml --color never", "check missing.yaml", "check", "--help"] {
        let run = folder.run(line);
        assert!(!run.err.contains(ESCAPE) && !run.out.contains(ESCAPE), "{line}");
    }
    for line in ["check wrong.yaml --color always", "check missing.yaml --color=always"] {
        assert!(folder.run(line).err.contains(ESCAPE), "{line}");
    }
    let with = |variable: &str| {
        let output = folder.command(&["check", "wrong.yaml"]).env(variable, "1").output();
        Run::of(&["check"], output).ends(1).err.contains(ESCAPE)
    };
    assert!(with("CLICOLOR_FORCE"));
    assert!(!with("NO_COLOR"));
}

#[test]
fn arguments_cannot_act_on_the_terminal() {
    let folder = Folder::new();
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}";
    for arguments in [
        vec!["explain", evil],
        vec!["plan", evil],
        vec!["init", evil],
        vec!["init", "three-tier", "no/\u{1b}[2J.yaml"],
        vec!["plan", "./\u{1b}[2J.yaml"],
        vec!["plan", "three-tier", evil],
        vec!["plan", "three-tier", "--set", evil],
        vec!["plan", "three-tier", "--set", "\u{1b}[2J=1"],
        vec!["render", "three-tier", "--lock", "no/\u{1b}[2J"],
        vec!["plan", "three-tier", "--lock", "x", "--release", evil],
        vec!["plan", "three-tier", "--format", evil],
        vec!["render", "three-tier", "-o", "\u{1b}[2J/.."],
        vec!["render", "three-tier", "--values", "\u{1b}[2J"],
        vec![evil],
    ] {
        let run = folder.netgen(&arguments);
        assert!(run.status >= 1, "{arguments:?} {run:?}");
        let run = run.no_result();
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.err.is_empty() && !run.err.contains(acts), "{arguments:?} {:?}", run.err);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::with_document();
    for (line, status) in
        [("schema", 0), ("explain", 0), ("plan corp.yaml", 0), ("--help", 0), ("init three-tier -", 0)]
    {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let arguments: Vec<_> = line.split(' ').collect();
        let output = folder.command(&arguments).stdout(writer).output();
        Run::of(&arguments, output).ends(status).silent();
    }
    // Nor is one of standard error.
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let output = folder.command(&["check", "corp.yaml"]).stderr(writer).output();
    Run::of(&["check"], output).ends(0);
}

#[test]
fn a_full_disk_is_one() {
    let folder = Folder::with_document();
    let full = OpenOptions::new().write(true).open("/dev/full").expect("a device that is always full");
    let output = folder.command(&["plan", "corp.yaml"]).stdout(full).output();
    Run::of(&["plan"], output).ends(3).says(&["cannot write to standard output"]);
}
