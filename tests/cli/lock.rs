//! The life of an address lock, as the command sees it.

use crate::command::{DOCUMENT, Folder};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::{fs, thread};

const WIDER: &str = "      private: {prefix: 24, route: local}\n      database: {prefix: 26, route: local}\n";

fn wider() -> String {
    DOCUMENT.replace("      private: {prefix: 24, route: local}\n", WIDER)
}

#[test]
fn only_render_writes_it() {
    let folder = Folder::with_document();
    for line in ["plan corp.yaml", "check corp.yaml", "render corp.yaml --check"] {
        folder.run(line);
        assert!(!folder.path("corp.lock").exists(), "{line}");
    }
    folder.run("render corp.yaml").ends(0).no_result().says(&["corp.lock: new, 5 entries", "out/corp: "]);
    let lock = folder.read("corp.lock");
    assert!(lock.starts_with("# netgen lock 2") && lock.contains("vpc/shop/tier/private/a"), "{lock}");
    let before = fs::metadata(folder.path("corp.lock")).expect("a lock").ino();
    let again = folder.run("render corp.yaml").ends(0).no_result();
    assert!(!again.err.contains("corp.lock") && again.err.contains(" unchanged"), "{}", again.err);
    assert_eq!(fs::metadata(folder.path("corp.lock")).expect("a lock").ino(), before, "not touched");
    assert_eq!(folder.read("corp.lock"), lock);
    folder.run("render corp.yaml -v").ends(0).says(&["corp.lock: unchanged"]);
    folder.run("render corp.yaml --check").ends(0).no_result().says(&["out/corp: up to date"]);
}

#[test]
fn what_comes_and_goes_moves_nothing_else() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    let first = folder.read("corp.lock");
    folder.write("corp.yaml", wider());
    folder
        .run("plan corp.yaml -v")
        .ends(0)
        .says(&["corp.lock: 3 added\n", "  added vpc/shop/tier/database/a: slot 0  ipv4 "]);
    folder.run("render corp.yaml").ends(0).says(&["corp.lock: 3 added\n"]);
    let second = folder.read("corp.lock");
    for line in first.lines().filter(|line| line.starts_with("vpc/")) {
        assert!(second.contains(line), "{line}");
    }
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml").ends(0).says(&["corp.lock: 3 freed"]);
    assert_eq!(folder.read("corp.lock").matches("freed").count(), 3);
    folder.write("corp.yaml", wider());
    folder.run("render corp.yaml").ends(0);
    assert_eq!(folder.read("corp.lock"), second, "the former owner has its own again");
}

#[test]
fn a_pipeline_may_not_change_it() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    for command in ["render", "plan", "check", "render --check"] {
        folder.run(&format!("{command} corp.yaml --locked")).ends(0);
    }
    folder.write("corp.yaml", wider());
    let refused = ["error[NG0612]: the lock `corp.lock` would change: 3 entries", "added vpc/shop/tier/database/a: "];
    let before = folder.tree("");
    for command in ["render", "plan", "check"] {
        folder.run(&format!("{command} corp.yaml --locked")).ends(1).no_result().says(&refused);
    }
    assert_eq!(folder.tree(""), before, "nothing was written");
    folder.run("check corp.yaml").ends(0);
}

#[test]
fn what_is_released_is_named() {
    let folder = Folder::with_document();
    folder.write("corp.yaml", wider());
    folder.run("render corp.yaml").ends(0);
    let lock = folder.read("corp.lock");
    // The document still has it: it gets the first free place, which is its own.
    let plan = folder.run("plan corp.yaml --release vpcs.shop.tiers.private").ends(0);
    assert!(plan.err.lines().all(|line| line.starts_with("released vpc/shop/tier/private")), "{}", plan.err);
    assert!(plan.err.contains("got the same again; nothing is replaced"), "{}", plan.err);
    assert_eq!(folder.read("corp.lock"), lock, "a plan writes nothing");
    folder
        .run("render corp.yaml --release vpcs.shop.tiers.privat")
        .ends(1)
        .says(&["error[NG0613]", "did you mean `vpcs.shop.tiers.private`"]);
    assert_eq!(folder.read("corp.lock"), lock, "an error writes nothing");
    // A tier that leaves first, then gives up its addresses.
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml").ends(0);
    folder
        .run("render corp.yaml --release vpcs.shop.tiers.database")
        .ends(0)
        .no_result()
        .says(&["freed: given up; others may get it"]);
    assert!(!folder.read("corp.lock").contains("database"));
    folder.run("render corp.yaml --release vpcs.shop.tiers.database").ends(1).says(&["error[NG0613]"]);
    folder.run("check corp.yaml --release vpcs.shop --locked").ends(0);
}

/// Whoever gives addresses up learns what is going to be replaced.
#[test]
fn a_release_tells_what_it_replaces() {
    let folder = Folder::with_document();
    folder.write("corp.yaml", wider().replace("prefix: 24", "prefix: 26"));
    folder.run("render corp.yaml").ends(0);
    // The larger tier takes the place that the smaller one gives up.
    folder.write(
        "corp.yaml",
        wider()
            .replace("prefix: 24", "prefix: 26")
            .replace("database: {", "aaa: {prefix: 22, route: local}\n      database: {"),
    );
    let run = folder.run("render corp.yaml --release vpcs.shop").ends(0);
    assert!(run.err.contains("; what has the old one is replaced"), "{}", run.err);
    assert!(run.err.contains("corp.lock: ") && run.err.contains(" changed"), "{}", run.err);
}

#[test]
fn a_damaged_one_is_refused_and_kept() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    let lock = folder.read("corp.lock");
    let (start, end) = lock.split_at(lock.len() / 2);
    let cases = [
        (String::new(), "NG0601"),
        (start.to_owned(), "NG060"),
        (lock.replace("10.0.0.0/24", "10.0.9.0/24"), "NG0601"),
        (format!("{start}\n<<<<<<< HEAD\n{end}"), "NG0603"),
        (lock.replace("# netgen lock 2", "# netgen lock 3"), "NG0602"),
        ("hello: world\n".to_owned(), "NG0600"),
    ];
    for (text, code) in cases {
        folder.write("corp.lock", &text);
        for command in ["render", "plan", "check", "render --check"] {
            let run = folder.run(&format!("{command} corp.yaml")).ends(2).no_result();
            assert!(run.err.contains(&format!("error[{code}")), "{code}: {}", run.err);
        }
        assert_eq!(folder.read("corp.lock"), text, "never rebuilt");
    }
    folder.write("corp.lock", lock.replace('\n', "\r\n"));
    folder.run("render corp.yaml --locked").ends(0);
}

/// The errors of both are reported together, and the one that cannot be read decides.
#[test]
fn a_broken_lock_hides_no_error_of_the_document() {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT.replace("[a, b]", "[a, a]"));
    folder.write("corp.lock", "x\n");
    folder.run("check corp.yaml").ends(2).says(&["error[NG0108]", "error[NG0600]", "2 errors"]);
}

#[test]
fn it_lies_where_the_user_says() {
    let folder = Folder::with_document();
    folder.write("over.yaml", "vpcs: {shop: {cidr: 10.7.0.0/16}}\n");
    for line in ["-f over.yaml", "--set vpcs.shop.nat=none", "--check -f over.yaml", "--stdout -f over.yaml"] {
        let run = folder.run(&format!("render corp.yaml {line}")).ends(2).no_result();
        run.says(&["needs `--lock FILE`", "`--lock corp.lock`"]);
    }
    assert_eq!(folder.tree("").len(), 2, "nothing was written");
    folder.run("render corp.yaml -f over.yaml --lock over.lock -o over").ends(0).says(&["over.lock: new"]);
    assert!(folder.read("over.lock").contains("10.7.0.0/24") && !folder.path("corp.lock").exists());
    folder.run("render three-tier").ends(0);
    folder.run_with("render -", DOCUMENT).ends(0);
    folder.run_with("render - --set vpcs.shop.nat=none", DOCUMENT).ends(0);
    assert_eq!(folder.tree("").iter().filter(|(name, _)| name.contains(".lock")).count(), 1, "that of before");
    folder.run("render three-tier --lock locks/shop.lock").ends(3).says(&["cannot open `locks`"]);
    folder.write("tags.yaml", "tags: {a: b}\n");
    folder.run("render three-tier --lock shop.lock -f tags.yaml").ends(0).says(&["shop.lock: new"]);
    for line in ["render three-tier --locked", "check - --locked", "plan three-tier --release vpcs.shop"] {
        folder.run(line).ends(2).no_result().says(&["needs an address lock", "--lock FILE"]);
    }
}

#[test]
fn it_is_replaced_in_one_step_and_in_its_place() {
    let folder = Folder::with_document();
    folder.write("real/x.lock", "");
    fs::remove_file(folder.path("real/x.lock")).expect("it is there");
    folder.run("render corp.yaml --lock real/x.lock").ends(0);
    fs::set_permissions(folder.path("real/x.lock"), fs::Permissions::from_mode(0o640)).expect("a mode");
    symlink("real/x.lock", folder.path("corp.lock")).expect("a link");
    folder.write("corp.yaml", wider());
    folder.run("render corp.yaml").ends(0).says(&["corp.lock: 3 added"]);
    assert!(folder.path("corp.lock").is_symlink(), "the link stays");
    assert!(folder.read("real/x.lock").contains("database"));
    let mode = fs::metadata(folder.path("real/x.lock")).expect("a lock").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(fs::read_dir(folder.path("real")).expect("a folder").count(), 1, "nothing is left behind");
}

/// A tree that cannot be written comes after a lock that was, and the user learns that.
#[test]
fn it_is_written_first() {
    let folder = Folder::with_document();
    folder.write("out/corp/mine.txt", "mine");
    folder
        .run("render corp.yaml")
        .ends(3)
        .no_result()
        .says(&["not written by netgen: `mine.txt`", "`corp.lock` is written"]);
    assert!(folder.path("corp.lock").exists());
    assert_eq!(folder.tree("out/corp").len(), 1);
}

/// Of two renders that give out addresses from one lock, none loses what the other one wrote: both end well with the same
/// lock, or one is told to run again.
#[test]
fn two_renders_at_once_lose_nothing() {
    for _ in 0..5 {
        let folder = Folder::with_document();
        let setting = |tier: &str| format!("vpcs.shop.tiers.{tier}={{prefix: 26, route: local}}");
        let run = |tier: &str| {
            let (out, setting) = (format!("out-{tier}"), setting(tier));
            folder.netgen(&["render", "corp.yaml", "--lock", "corp.lock", "-o", &out, "--set", &setting])
        };
        let (one, two) = thread::scope(|scope| {
            let one = scope.spawn(|| run("one"));
            let two = scope.spawn(|| run("two"));
            (one.join().expect("it ends"), two.join().expect("it ends"))
        });
        let lock = folder.read("corp.lock");
        for (tier, run) in [("one", &one), ("two", &two)] {
            let known = lock.contains(&format!("vpc/shop/tier/{tier}/a"));
            let told = run.status == 3 && run.err.contains("was changed by somebody else meanwhile");
            assert!(
                (run.status == 0 && known) || (told && !folder.path(format!("out-{tier}")).exists()),
                "{run:?}\n{lock}"
            );
        }
        assert!(one.status == 0 || two.status == 0);
    }
}

/// An option that needs a lock never takes a name that is not there for an empty lock.
#[test]
fn a_lock_that_is_not_there_is_said_so() {
    let folder = Folder::with_document();
    for line in ["--locked", "--lock typo.lock --locked", "--release vpcs.shop", "--lock typo.lock --release vpcs.shop"]
    {
        for command in ["render", "render --check", "plan", "check"] {
            let name = if line.contains("typo") { "typo.lock" } else { "corp.lock" };
            let told = format!(
                "there is no lock `{name}`, and `{}` needs one",
                if line.contains("locked") { "--locked" } else { "--release" }
            );
            let run = folder.run(&format!("{command} corp.yaml {line}")).ends(3).no_result().says(&[&told]);
            assert!(!run.err.contains("would change"), "{}", run.err);
        }
    }
    assert_eq!(folder.tree("").len(), 1, "nothing was written");
    folder.run("render corp.yaml").ends(0);
    folder
        .run("plan corp.yaml --lock typo.lock --locked")
        .ends(3)
        .says(&["the lock beside the blueprint is `corp.lock`"]);
    folder.run("plan corp.yaml --lock new.lock").ends(0);
}

/// The manifest of a tree proves an earlier render: without its lock nothing may be renumbered.
#[test]
fn a_lost_lock_renumbers_nothing() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    let wider = DOCUMENT.replace("      private: {", "      large: {prefix: 22, route: local}\n      private: {");
    folder.write("corp.yaml", &wider);
    folder.run("render corp.yaml").ends(0);
    let lock = folder.read("corp.lock");
    let line = lock.lines().find(|line| line.starts_with("vpc/shop/tier/private/a ")).expect("an entry").to_owned();
    fs::remove_file(folder.path("corp.lock")).expect("a lock");
    let before = folder.tree("");
    for command in
        ["render", "render --force", "render --check", "render --stdout -t cloudformation", "render -o ./out/corp/"]
    {
        let told = [
            "the lock `corp.lock` is lost: `",
            "holds an earlier render of `corp`",
            "vpc/shop/tier/private/a: slot 0  ipv4 10.0.0.0/24, now slot 0  ipv4 10.0.",
            "restore `corp.lock`",
        ];
        folder.run(&format!("{command} corp.yaml")).ends(1).no_result().says(&told);
        assert_eq!(folder.tree(""), before, "{command}");
    }
    // Where nothing moves, a new lock is the old one; elsewhere and under another name the network is new.
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml --lock new.lock").ends(0);
    assert!(folder.read("new.lock").contains(&line));
    folder.write("corp.yaml", &wider);
    folder.run("render corp.yaml -o fresh").ends(0);
    assert!(!folder.read("corp.lock").contains(&line));
}
