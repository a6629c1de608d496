//! What netgen renders for every built-in and for the documents below `tests/blueprints`, compared with the trees below
//! `snapshots/`: raw files with their real names, so that a reviewer can open them and a linter can read them.
//!
//! `SNAPSHOTS=overwrite cargo test --test golden` accepts what is rendered now. Read the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every document, by name: the built-ins, then those of the tests.
fn documents() -> Vec<(String, PathBuf)> {
    let mut documents = Vec::new();
    for folder in ["blueprints", "tests/blueprints"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                documents.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), path));
            }
        }
    }
    documents.sort();
    documents
}

fn netgen(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_netgen")).current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "netgen {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Renders a document in a folder of its own. Gives the text of every file, the lock and the plan.
fn render(name: &str, document: &Path) -> (BTreeMap<String, String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("{name}.yaml");
    // What a document was before is rendered first, under its name: then its tree says what left since.
    let before = Path::new(ROOT).join("tests/blueprints/before").join(&file);
    if before.exists() {
        fs::copy(before, folder.path().join(&file)).unwrap();
        netgen(folder.path(), &["render", &file, "-o", "out", "-q"]);
    }
    fs::copy(document, folder.path().join(&file)).unwrap();
    let plan = netgen(folder.path(), &["plan", &file, "--color", "never"]);
    netgen(folder.path(), &["render", &file, "-o", "out", "-q"]);
    let mut files = BTreeMap::new();
    collect(&folder.path().join("out"), "", &mut files);
    let lock = fs::read_to_string(folder.path().join(format!("{name}.lock"))).unwrap();
    files.insert(format!("{name}.lock"), lock);
    let manifest = files.remove("netgen-manifest.json").expect("a manifest");
    // It says what the templates say, for `netgen diff`, whose tests look at it.
    files.remove("netgen-plan.json").expect("a record");
    for path in files.keys().filter(|path| **path != format!("{name}.lock")) {
        assert!(manifest.contains(&format!("\"{path}\"")), "{path} is not in the manifest");
    }
    (files, String::from_utf8(plan.stdout).unwrap())
}

/// Every file below a folder, with its path from there.
fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the variable says whether to compare or to accept")]
fn every_document_renders_what_was_reviewed() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut stale = Vec::new();
    for (name, document) in documents() {
        let (files, plan) = render(&name, &document);
        let folder = Path::new(ROOT).join("snapshots").join(&name);
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("plan", plan);
        });
        let mut reviewed = BTreeMap::new();
        collect(&folder, "", &mut reviewed);
        reviewed.retain(|path, _| !path.starts_with("plan.snap"));
        if overwrite {
            accept(&folder, &files, &reviewed);
            continue;
        }
        for path in files.keys().chain(reviewed.keys()) {
            let (new, old) = (files.get(path), reviewed.get(path));
            if new != old && !stale.iter().any(|(known, _)| *known == format!("{name}/{path}")) {
                stale.push((format!("{name}/{path}"), difference(old, new)));
            }
        }
    }
    let list: Vec<String> = stale.iter().map(|(path, difference)| format!("snapshots/{path}: {difference}")).collect();
    assert!(list.is_empty(), "not what was reviewed (SNAPSHOTS=overwrite accepts it):\n{}", list.join("\n"));
}

fn accept(folder: &Path, files: &BTreeMap<String, String>, reviewed: &BTreeMap<String, String>) {
    for path in reviewed.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn difference(old: Option<&String>, new: Option<&String>) -> String {
    match (old, new) {
        (Some(_), None) => "no run makes it any more".to_owned(),
        (None, Some(_)) => "nobody has seen it yet".to_owned(),
        (Some(old), Some(new)) => {
            format!("\n{}", similar::TextDiff::from_lines(old, new).unified_diff().context_radius(2))
        }
        (None, None) => String::new(),
    }
}

/// A tree that belongs to no document would never be compared.
#[test]
fn every_tree_has_its_document() {
    let known: Vec<String> = documents().into_iter().map(|(name, _)| name).collect();
    for entry in fs::read_dir(Path::new(ROOT).join("snapshots")).unwrap() {
        let name = entry.unwrap().file_name().to_str().unwrap().to_owned();
        assert!(name == "invalid" || known.contains(&name), "snapshots/{name} has no document");
    }
}
