//! Two renders into one directory at the same time.

use std::process::Stdio;

use super::killed::names;
use super::network::{self, which};
use crate::command::{Folder, Run};

const ROUNDS: usize = 10;

/// One after the other, whoever is first: the tree is that of the last.
pub fn two_networks() -> String {
    let folder = Folder::new();
    network::write_both(&folder);
    let trees = network::trees(&folder);
    let mut won = [0, 0];
    for _ in 0..ROUNDS {
        both(&folder, ["old", "new"]);
        won[which(&folder.tree("out/scale"), &trees)] += 1;
        assert_eq!(names(&folder, "out"), ["scale"]);
    }
    format!("{ROUNDS} rounds, neither tree mixed with the other; {} and {} were last", won[0], won[1])
}

/// Two runs that both make the lock and the tree: they agree.
pub fn one_document() -> String {
    for _ in 0..ROUNDS {
        let folder = Folder::new();
        network::write_both(&folder);
        both(&folder, ["new", "new"]);
        let tree = folder.tree("out/scale");
        network::complete(&tree);
        folder.run("render new.yaml --out out/scale --check").ends(0);
        assert_eq!(names(&folder, "."), ["new.lock", "new.yaml", "old.yaml", "out"]);
    }
    format!("{ROUNDS} rounds, one lock and one tree")
}

fn both(folder: &Folder, documents: [&str; 2]) {
    let children = documents.map(|which| {
        let arguments = ["render".to_owned(), format!("{which}.yaml"), "--out".to_owned(), "out/scale".to_owned()];
        let child = folder.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        (arguments, child.expect("the command starts"))
    });
    for (arguments, child) in children {
        Run::of(&arguments, child.wait_with_output()).ends(0);
    }
}
