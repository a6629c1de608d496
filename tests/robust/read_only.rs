//! Directories and files that netgen may not change or read.

use super::Told;
use super::killed::names;
use super::network::{self, Tree};
use super::stage::{self, Somebody};
use crate::command::Folder;

const SCRIPT: &str = r#"
mkdir small after
mount -t tmpfs none small
cp -R alone/old small/scale
mount -o remount,ro small
status=0
"$1" render new.yaml --out small/scale 2>said || status=$?
cp -R small/scale after/
exit "$status"
"#;

pub fn file_system() -> Told {
    let folder = Folder::new();
    network::write_tagged(&folder);
    let [old, _] = network::trees(&folder);
    stage::mounting(&folder, SCRIPT, &[env!("CARGO_BIN_EXE_netgen")])?.ends(3);
    let said = folder.read("said");
    assert!(said.contains("Read-only file system") && said.contains("render elsewhere with --out"), "{said}");
    assert_eq!(folder.tree("after/scale"), old, "the old tree");
    Ok("status 3, the old tree is whole".to_owned())
}

/// A folder with the old tree in `out/scale`, rendered by somebody from `in/`.
fn rendered(folder: &Folder) -> (Somebody<'_>, Tree) {
    let somebody = Somebody::of(folder);
    folder.write("in/old.yaml", network::document("old", 3));
    folder.write("in/new.yaml", network::document("new", 3));
    // Both locks are there: what follows is about the tree.
    for which in ["new", "old"] {
        somebody.render(which).ends(0);
    }
    (somebody, folder.tree("out/scale"))
}

/// With `path` at `mode` the render fails, says so and changes nothing; with its mode of old it succeeds.
fn refused(path: &str, mode: u32, says: &[&str]) -> String {
    let folder = Folder::new();
    let (somebody, old) = rendered(&folder);
    let guard = somebody.mode(path, mode);
    let run = somebody.render("new").ends(3).says(says);
    drop(guard);
    assert_eq!(folder.tree("out/scale"), old, "the old tree; {}", run.err);
    assert_eq!(names(&folder, "out"), ["scale"], "{}", run.err);
    somebody.render("new").ends(0);
    assert_ne!(folder.tree("out/scale"), old);
    run.err.trim().to_owned()
}

pub fn parent() -> String {
    refused("out", 0o555, &["cannot create `out/.scale.netgen-new-", "check its owner and mode"])
}

pub fn inside() -> String {
    refused("out/scale/terraform", 0o555, &["cannot change `out/scale/terraform`", "check its owner and mode"])
}

pub fn directory() -> String {
    refused("out/scale", 0o555, &["cannot change `out/scale`", "check its owner and mode"])
}

pub fn unreadable() -> String {
    refused("out/scale/docs/README.md", 0o000, &["cannot read `out/scale/docs/README.md`", "check its owner and mode"])
}

/// Where the lock cannot change, nothing does.
pub fn lock() -> String {
    let folder = Folder::new();
    let (somebody, old) = rendered(&folder);
    folder.write("in/new.yaml", network::document("new", 4));
    let guard = somebody.mode("in", 0o555);
    let run = somebody.render("new").ends(3).says(&["cannot write `", "in/new.lock`: Permission denied"]);
    drop(guard);
    assert_eq!(folder.tree("out/scale"), old, "the old tree");
    run.err.trim().to_owned()
}
