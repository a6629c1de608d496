//! A network in two versions that no file has in common, and the trees that they render to.

use crate::command::{Folder, Run};
use crate::scale;

/// So many that a render takes long enough to be met in the middle.
const SPOKES: usize = 30;

/// The text of every file, by path.
pub type Tree = Vec<(String, String)>;

/// The document as `name` owns it: a tag on each resource.
pub fn document(owner: &str, spokes: usize) -> String {
    scale::document(spokes).replace("Owner: platform", &format!("Owner: {owner}"))
}

/// `old.yaml` and `new.yaml`: other tags, and addresses for one more spoke.
pub fn write_both(folder: &Folder) {
    folder.write("old.yaml", document("old", SPOKES));
    folder.write("new.yaml", document("new", SPOKES + 1));
}

/// The same network with the same addresses and other tags, so that the lock stays.
pub fn write_tagged(folder: &Folder) {
    folder.write("old.yaml", document("old", SPOKES));
    folder.write("new.yaml", document("new", SPOKES));
}

/// Renders `old.yaml` or `new.yaml` into `out/scale`, with the lock of that name.
pub fn render(folder: &Folder, which: &str) -> Run {
    folder.run(&format!("render {which}.yaml --out out/scale")).ends(0)
}

/// What both render to, in a folder of their own; the tree is named in the manifest, and every digest in there is right.
pub fn trees(folder: &Folder) -> [Tree; 2] {
    ["old", "new"].map(|which| {
        folder.run(&format!("render {which}.yaml --out alone/{which}")).ends(0);
        let tree = folder.tree(format!("alone/{which}"));
        complete(&tree);
        tree
    })
}

/// The manifest names every other file, with its digest.
#[track_caller]
pub fn complete(tree: &Tree) {
    let (_, manifest) = tree.iter().find(|(path, _)| path == netgen::write::MANIFEST).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(manifest).expect("JSON");
    let listed = manifest["files"].as_object().expect("files");
    assert_eq!(listed.len() + 1, tree.len(), "the manifest names other files than there are");
    for (path, text) in tree.iter().filter(|(path, _)| path != netgen::write::MANIFEST) {
        assert_eq!(listed[path], netgen::digest::digest(text.as_bytes()), "{path}");
    }
}

/// Which of the trees it is. Panics if it is a mixture.
#[track_caller]
pub fn which(tree: &Tree, trees: &[Tree; 2]) -> usize {
    complete(tree);
    let found = trees.iter().position(|one| one == tree);
    found.unwrap_or_else(|| panic!("neither the old nor the new tree: {} files", tree.len()))
}
