//! The registries are complete: a file for each kind of resource and a kind for each file, a test document or a built-in
//! that renders each kind. What a kind says of changes is what was measured, and the stages keep their order.

#[path = "registry/change.rs"]
mod change;
mod common;
#[path = "registry/sizes.rs"]
mod sizes;
#[path = "registry/stages.rs"]
mod stages;
#[path = "registry/twice.rs"]
mod twice;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use netgen::aws::KindOf;

fn source(folder: &str) -> BTreeSet<String> {
    fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().trim_end_matches(".rs").to_owned())
        .filter(|name| name != "mod")
        .collect()
}

/// The Rust files below a folder, as paths from the repository's root.
fn rust_files(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if std::path::Path::new(&path).extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_kind_has_its_file_and_every_file_its_kind() {
    let kinds: BTreeSet<String> = KindOf::ALL.iter().map(|kind| kind.module().to_owned()).collect();
    assert_eq!(kinds.len(), KindOf::ALL.len());
    assert_eq!(kinds, source("src/aws/kind"));
}

#[test]
fn every_kind_is_rendered_by_a_golden() {
    let mut text = String::new();
    // Kinds that no language says yet are in the graph of `tests/kinds.rs` alone.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("snapshots"), root.join("tests/kinds")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "tf") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    for kind in KindOf::ALL {
        let cloudformation = kind.cloudformation().is_none_or(|name| text.contains(&format!("Type: {name}\n")));
        let word = if kind.is_data() { "data" } else { "resource" };
        let terraform = kind.terraform().is_none_or(|name| text.contains(&format!("{word} \"{name}\" ")));
        assert!(cloudformation && terraform, "no golden has {kind:?}");
    }
}
