//! Commands that need no document: `list`, `explain`, `schema`, `completions` and `init`.

use crate::command::{DOCUMENT, Folder};
use netgen::diagnostic::Code;
use serde_json::Value;
use std::fs;

#[test]
fn built_ins_are_listed() {
    let run = Folder::new().run("list").ends(0).silent();
    for (name, line) in netgen::builtin::ALL.iter().map(|one| one.name).zip(run.out.lines()) {
        assert!(line.starts_with(&format!("{name:10}  ")), "{line}");
    }
    assert_eq!(run.out.lines().count(), netgen::builtin::ALL.len());
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new();
    let all = folder.run("explain").ends(0).silent();
    assert_eq!(all.out.lines().count(), Code::ALL.len());
    assert!(all.out.contains("NG0222  warning  ") && all.out.contains("NG0203  error    "), "{}", all.out);
    let page = folder.run("explain ng0001").ends(0).silent();
    assert_eq!(page.out, Code::Syntax.explanation());
    folder.run("explain NG02003").ends(2).no_result().says(&["there is no diagnostic `NG02003`", "did you mean `NG0"]);
    folder.run("explain x").ends(2).no_result().says(&["`netgen explain` lists them"]);
}

#[test]
fn completions_are_scripts() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = Folder::new().run(&format!("completions {shell}")).ends(0).silent();
        assert!(run.out.contains("render") && run.out.contains("template-format"), "{shell}");
    }
    Folder::new().run("completions tcsh").ends(2).no_result();
}

/// Editors read the schema from the repository; it is written by `netgen schema > blueprints/schema.json`.
#[test]
fn the_committed_schema_is_current() {
    let run = Folder::new().run("schema").ends(0).silent();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/schema.json");
    let committed = fs::read_to_string(path).expect("the committed schema");
    assert!(run.out == committed, "run `netgen schema > blueprints/schema.json`");
}

/// What an editor shows beside a key: every property of every object says what it is.
#[test]
fn the_schema_describes_every_property() {
    let run = Folder::new().run("schema").ends(0);
    let schema: Value = serde_json::from_str(&run.out).expect("JSON");
    assert!(schema.get("title").is_some() && schema.get("$id").is_none());
    let (mut described, mut bare) = (0, Vec::new());
    let mut todo = vec![(String::new(), &schema)];
    while let Some((path, value)) = todo.pop() {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                match property.get("description").and_then(Value::as_str) {
                    Some(text) if !text.is_empty() => described += 1,
                    _ => bare.push(format!("{path}/{name}")),
                }
            }
        }
        match value {
            Value::Object(map) => todo.extend(map.iter().map(|(name, value)| (format!("{path}/{name}"), value))),
            Value::Array(list) => todo.extend(list.iter().map(|value| (path.clone(), value))),
            _ => {}
        }
    }
    assert_eq!(bare, Vec::<String>::new());
    assert!(described > 80, "{described}");
    for (place, default) in [
        ("/$defs/Vpc/properties/nat/default", "per-az"),
        ("/$defs/Vpc/properties/network_acls/default", "open"),
        ("/$defs/FlowLogs/properties/traffic/default", "all"),
    ] {
        assert_eq!(schema.pointer(place), Some(&Value::from(default)), "{place}");
    }
}

#[test]
fn init_writes_a_document_to_start_from() {
    let folder = Folder::new();
    folder.run("init three-tier corp.yaml").ends(0).no_result().says(&["wrote corp.yaml; next: netgen plan corp.yaml"]);
    folder.run("check corp.yaml").ends(0).says(&["corp.yaml: no errors, no warnings"]);
    let text = folder.read("corp.yaml");
    assert_eq!(folder.run("init three-tier -").ends(0).silent().out, text);
    folder.run("init three-tier -q").ends(0).no_result().silent();
    assert_eq!(folder.read("three-tier.yaml"), text);
    folder.run("init three-tier corp").ends(0).says(&["next: netgen plan ./corp"]);
}

#[test]
fn init_destroys_nothing() {
    let folder = Folder::with_document();
    folder.run("init three-tier corp.yaml").ends(3).no_result().says(&["`corp.yaml` exists already", "--force"]);
    assert_eq!(folder.read("corp.yaml"), DOCUMENT);
    folder.run("init three-tier corp.yaml --force").ends(0);
    assert_ne!(folder.read("corp.yaml"), DOCUMENT);
    folder.run("init three-tier no/where.yaml").ends(3).says(&["cannot write `no/where.yaml`"]);
    folder.run("init three-tier no/where.yaml --force").ends(3).says(&["cannot write `no/where.yaml`"]);
    fs::create_dir(folder.path("folder")).expect("a folder");
    folder.run("init three-tier folder").ends(3);
    folder.run("init three-tier folder --force").ends(3).says(&["it is not a file"]);
    folder.run("init three-tier /dev/null --force").ends(3).says(&["it is not a file"]);
    folder.run("init three").ends(2).no_result().says(&["did you mean `three-tier`"]);
    let names: Vec<_> = folder.tree("").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["corp.yaml"], "nothing is left behind");
}
