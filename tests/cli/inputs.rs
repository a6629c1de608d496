//! Which text a command reads, and what it says of one that it cannot read.

use crate::command::{DOCUMENT, Folder, Run};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;

#[test]
fn a_blueprint_is_a_name_a_path_or_standard_input() {
    let folder = Folder::with_document();
    folder.run("check three-tier").ends(0).says(&["three-tier.yaml: no errors"]);
    folder.run("check ./corp.yaml").ends(0).says(&["corp.yaml: no errors"]);
    folder.run_with("check -", DOCUMENT).ends(0).says(&["stdin: no errors"]);
    folder.run_with("check -", "netgen: 2\n").ends(2).says(&["--> standard input:1:9"]);
    folder.run("check -").ends(2).says(&["error[NG0005]: the document is empty"]);
    folder.run("check three-teir").ends(2).says(&[
        "no built-in blueprint `three-teir`",
        "did you mean `three-tier`",
        "path",
    ]);
    folder.run("check corp").ends(2).says(&["`netgen list` names the built-ins", "path such as `./corp.yaml`"]);
}

/// A file never changes what a name means.
#[test]
fn a_file_named_like_a_built_in_is_a_path() {
    let folder = Folder::new();
    folder.write("three-tier", DOCUMENT);
    folder.write("other", DOCUMENT);
    folder.run("check three-tier").ends(0).says(&["three-tier.yaml: no errors"]);
    folder.run("check ./three-tier").ends(0).says(&["three-tier: no errors"]);
    folder.run("check other").ends(2).says(&["a file has this name: write `./other`"]);
}

#[test]
fn what_is_no_file_is_said_so() {
    let folder = Folder::with_document();
    fs::create_dir(folder.path("folder.yaml")).expect("a folder");
    let mode = Mode::from_raw_mode(0o600);
    mknodat(CWD, folder.path("pipe.yaml"), FileType::Fifo, mode, 0).expect("a pipe");
    for (name, what) in [
        ("missing.yaml", "there is no such file"),
        ("folder.yaml", "it is a directory, not a file"),
        ("pipe.yaml", "it is a pipe, not a file"),
        ("/dev/null", "it is a device or a socket, not a file"),
        ("corp.yaml/x.yaml", "cannot read `corp.yaml/x.yaml`"),
    ] {
        folder.run(&format!("plan {name}")).ends(3).no_result().says(&["error: cannot read", what]);
        folder.run(&format!("plan corp.yaml -f {name}")).ends(3).no_result().says(&[what]);
        if name != "missing.yaml" {
            folder.run(&format!("plan corp.yaml --lock {name}")).ends(3).no_result().says(&[what]);
        }
    }
}

#[test]
fn what_is_no_text_is_said_so() {
    let folder = Folder::with_document();
    folder.write("latin.yaml", b"name: caf\xe9\n");
    folder.write("utf16.yaml", b"\xff\xfen\0");
    folder.write("nul.yaml", b"name: \0\n");
    folder.write("large.yaml", vec![b'#'; (16 << 20) + 1]);
    for (name, code) in [("latin", "NG0002"), ("utf16", "NG0002"), ("nul", "NG0002"), ("large", "NG0003")] {
        for line in [format!("plan {name}.yaml"), format!("plan corp.yaml -f {name}.yaml")] {
            folder.run(&line).ends(2).no_result().says(&[&format!("error[{code}]"), "error: 1 error"]);
        }
    }
    for name in ["latin", "utf16", "nul", "large"] {
        folder.run(&format!("plan corp.yaml --lock {name}.yaml")).ends(2).no_result();
    }
    let output = folder.command(&["plan", "-"]).stdin(fs::File::open(folder.path("large.yaml")).expect("it")).output();
    Run::of(&["plan", "-"], output).ends(2).says(&["error[NG0003]: `standard input` is larger than 16 MiB"]);
    folder.write("bom.yaml", format!("\u{feff}{DOCUMENT}"));
    folder.run("check bom.yaml").ends(0);
}

#[test]
fn overlays_and_settings_lie_over_the_document_in_their_order() {
    let folder = Folder::with_document();
    folder.write("a.yaml", "vpcs: {shop: {cidr: 10.1.0.0/16}}\n");
    folder.write("b.yaml", "vpcs: {shop: {cidr: 10.2.0.0/16}}\n");
    let block = |line: &str| {
        let out = folder.run(&format!("plan corp.yaml --format csv {line}")).ends(0).out;
        out.lines().any(|row| row.contains("10.1.")).then_some(1).or(out.contains("10.2.").then_some(2))
    };
    assert_eq!(block(""), None);
    assert_eq!(block("-f a.yaml"), Some(1));
    assert_eq!(block("-f a.yaml --values b.yaml"), Some(2));
    assert_eq!(block("-f b.yaml -f a.yaml"), Some(1));
    assert_eq!(block("--set vpcs.shop.cidr=10.2.0.0/16 -f a.yaml"), Some(2), "settings lie above files");
    folder.write("typo.yaml", "vpcs: {shop: {cdir: 10.1.0.0/16}}\n");
    folder.run("plan corp.yaml -f typo.yaml").ends(2).says(&["--> typo.yaml:1:15", "did you mean `cidr`"]);
    folder.run("plan corp.yaml --set vpcs.shop.cidr=10.1.0.1/16").ends(2).says(&["--> --set vpcs.shop.cidr:1:1"]);
    folder.run("plan corp.yaml --set vpcs..x=1").ends(2).says(&["error[NG0017]"]);
}

#[test]
fn hostile_file_names_are_names() {
    let folder = Folder::new();
    for name in [
        &b"a b'\"$(x).yaml"[..],
        b"\x1b[2J\x07.yaml",
        b"line\nbreak.yaml",
        b"\xff\xfe.yaml",
        "\u{202e}x.yaml".as_bytes(),
    ] {
        let name = OsStr::from_bytes(name);
        folder.write(name, DOCUMENT);
        let mut path = std::ffi::OsString::from("./");
        path.push(name);
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        for command in ["check", "plan", "render"] {
            let run = folder.netgen(&[OsStr::new(command), &path]).ends(0);
            assert!(!run.out.contains(acts) && !run.err.contains(acts), "{name:?}: {run:?}");
        }
        for (file, text) in folder.tree("out") {
            assert!(!text.contains(acts), "{file}: {name:?}");
        }
        assert!(folder.path(path).with_extension("lock").exists(), "{name:?}");
        folder.write(name, "netgen: 2\n");
        let run = folder.netgen(&[OsStr::new("check"), name]).ends(2);
        assert!(!run.err.contains(acts), "{name:?}: {}", run.err);
    }
}
