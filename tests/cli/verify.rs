//! `netgen verify`: what it prints and how it ends. The judges themselves are tested where they are.

use crate::command::Folder;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

fn rendered() -> Folder {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    folder
}

/// Without a `PATH` no program is there, so the table is the same everywhere.
#[test]
fn a_rendered_directory_is_right() {
    let folder = rendered();
    let before = folder.tree(".");
    let run = folder.run("verify out/corp").ends(0).says(&["out/corp: 2 judges agree, 3 skipped"]);
    let words: Vec<Vec<&str>> = run.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["judge", "version", "judged", "verdict"]);
    assert_eq!(words[1][..2], ["manifest", "netgen"]);
    assert!(words[1..3].iter().all(|row| row.last() == Some(&"ok")), "{}", run.out);
    assert!(run.out.lines().skip(3).all(|line| line.ends_with("skipped: not installed")), "{}", run.out);
    assert_eq!(folder.tree("."), before, "nothing is written");
}

#[test]
fn an_objection_is_status_1_in_both_formats() {
    let folder = rendered();
    folder.write("out/corp/docs/README.md", "mine\n");
    let run = folder.run("verify out/corp/").ends(1).says(&["error: 1 of 5 judges object to `out/corp/`"]);
    assert!(run.out.contains("\nmanifest\n  docs/README.md: changed since netgen wrote it\n"), "{}", run.out);
    let run = folder.run("verify out/corp --format json").ends(1);
    let read: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(read[0]["objections"][0], "docs/README.md: changed since netgen wrote it");
    assert_eq!((&read[1]["verdict"], &read[2]["verdict"]), (&"ok".into(), &"skipped".into()));
}

#[test]
fn what_is_no_rendered_directory_is_said() {
    let folder = Folder::with_document();
    folder.run("verify .").ends(2).no_result().says(&["`.` is no rendered directory", "`netgen render` makes"]);
    folder.run("verify nowhere").ends(3).no_result().says(&["cannot look at `nowhere`"]);
    folder.run("verify corp.yaml").ends(3).no_result().says(&["corp.yaml"]);
}

/// The copies that judges see go away whatever ends the command.
#[test]
fn nothing_stays_in_the_temporary_folder_after_a_signal() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = rendered();
        folder.write("bin/cfn-lint", "#!/bin/sh\necho $$ > ../../judge\nexec sleep 60\n");
        fs::set_permissions(folder.path("bin/cfn-lint"), fs::Permissions::from_mode(0o755)).expect("a mode");
        fs::create_dir(folder.path("tmp")).expect("a folder");
        let mut command = folder.command(&["verify", "out/corp"]);
        let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
        command.env("TMPDIR", folder.path("tmp")).env("PATH", path);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        for _ in 0..600 {
            if fs::read_to_string(folder.path("judge")).is_ok_and(|text| text.ends_with('\n')) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(fs::read_dir(folder.path("tmp")).expect("a folder").count(), 1, "copies");
        let judge = folder.read("judge");
        let kill = |id: &str| Command::new("/bin/sh").args(["-c", &format!("kill -{signal} {id}")]).status();
        assert!(kill(&child.id().to_string()).expect("a shell").success());
        let ended = child.wait().expect("it ends");
        assert!(ended.signal().is_some(), "{signal}: {ended:?}");
        assert_eq!(fs::read_dir(folder.path("tmp")).expect("a folder").count(), 0, "{signal}");
        let _ = kill(judge.trim());
    }
}
