//! What a lock knows of what exists, as the command sees it.

use crate::command::{DOCUMENT, Folder};

/// The lock as the first version had it: addresses alone.
fn version_1(lock: &str) -> String {
    let addresses = lock.lines().filter(|line| ["pool/", "vpc/"].iter().any(|start| line.starts_with(start)));
    let addresses = addresses.map(|line| line.split("  tables ").next().unwrap_or_default().to_owned() + "\n");
    let header = "# netgen lock 1 - addresses that must not move. Commit this file. Change it by rendering, or with --release.\n";
    let text: String = std::iter::once(header.to_owned()).chain(addresses).collect();
    let digest = netgen::digest::digest(text.as_bytes());
    format!("{text}digest {digest}\n")
}

/// Version 1 keeps every address, becomes version 2 on the next render, and stops no pipeline.
#[test]
fn one_of_version_1_is_upgraded_and_moves_nothing() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    let (lock, tree) = (folder.read("corp.lock"), folder.tree("out"));
    let old = version_1(&lock);
    folder.write("corp.lock", &old);
    for command in ["plan", "check"] {
        folder.run(&format!("{command} corp.yaml --locked")).ends(0);
    }
    folder.run("render corp.yaml --locked").ends(0).says(&["corp.lock: version 1, kept by --locked"]);
    folder.run("render corp.yaml --check --locked").ends(0);
    assert_eq!((folder.read("corp.lock"), folder.tree("out")), (old.clone(), tree.clone()), "nothing moved");
    folder.run("render corp.yaml --check").ends(1).says(&["`corp.lock` would change"]);
    folder.run("render corp.yaml").ends(0).says(&["corp.lock: version 1 becomes 2"]);
    assert_eq!((folder.read("corp.lock"), folder.tree("out")), (lock, tree));
    // What changes besides is what `--locked` refuses, and no more.
    folder.write("corp.lock", &old);
    let private = "      private: {prefix: 24, route: local}\n";
    let wider = DOCUMENT.replace(private, &format!("{private}      database: {{prefix: 26, route: local}}\n"));
    folder.write("corp.yaml", wider);
    folder
        .run("render corp.yaml --locked")
        .ends(1)
        .says(&["error[NG0612]: the lock `corp.lock` would change: 3 entries"]);
}

/// What left the document and exists is known until it is given up by name.
#[test]
fn what_exists_is_known_until_it_is_released() {
    let folder = Folder::with_document();
    let both = format!("{DOCUMENT}  extra:\n    cidr: 10.9.0.0/24\n    tiers: {{a: {{prefix: 26, route: local}}}}\n");
    folder.write("corp.yaml", both);
    folder.run("render corp.yaml").ends(0);
    folder.write("corp.yaml", DOCUMENT);
    folder
        .run("render corp.yaml")
        .ends(0)
        .says(&["freed and kept for the former owner, 1 left the document and exist"]);
    let lock = folder.read("corp.lock");
    let line = lock.lines().find(|line| line.starts_with("stack/corp-extra ")).expect("the stack");
    assert!(line.ends_with("  left"), "{line}");
    folder.run("render corp.yaml --check").ends(0);
    folder.run("render corp.yaml --release stacks.corp-extr").ends(1).says(&["did you mean `stacks.corp-extra`"]);
    folder
        .run("render corp.yaml --release stacks.corp-extra")
        .ends(0)
        .says(&["released stack/corp-extra", "given up; no render speaks of it any more"]);
    assert!(!folder.read("corp.lock").contains("stack/corp-extra"));
    folder
        .run("plan corp.yaml --release stacks.corp-shop")
        .ends(0)
        .says(&["still in the document; nothing is given up"]);
}
