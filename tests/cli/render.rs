//! The output directory and what `--check`, `--stdout` and `--target` make of it.

use crate::command::{DOCUMENT, Folder};
use std::{fs, thread};

fn names(folder: &Folder, name: &str) -> Vec<String> {
    folder.tree(name).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_render_makes_a_tree() {
    let folder = Folder::with_document();
    let run = folder.run("render corp.yaml -v").ends(0).no_result();
    let files = names(&folder, "out/corp");
    for part in ["cloudformation/", "terraform/", "docs/", "netgen-manifest.json"] {
        assert!(files.iter().any(|file| file.starts_with(part)), "{part}: {files:?}");
    }
    for file in &files {
        assert!(run.err.contains(&format!("added {file}\n")), "{file}: {}", run.err);
    }
    assert!(run.err.ends_with(&format!("out/corp: {} added\n", files.len())), "{}", run.err);
    folder.run("render corp.yaml -q").ends(0).no_result().silent();
    folder.run("render corp.yaml").ends(0).says(&[&format!("out/corp: {} unchanged\n", files.len())]);
}

/// The same document gives the same bytes wherever it lies and however it is named on the command line.
#[test]
fn folders_do_not_show() {
    let folder = Folder::with_document();
    folder.write("deep/er/corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -o a").ends(0);
    folder.run("render deep/er/../er/corp.yaml -o b").ends(0);
    let absolute = folder.path("corp.yaml");
    folder.netgen(&["render", absolute.to_str().expect("a path"), "-o", "c"]).ends(0);
    assert_eq!(folder.tree("a"), folder.tree("b"));
    assert_eq!(folder.tree("a"), folder.tree("c"));
    // Another name is another comment, but the same network.
    folder.run_with("render - -o d", DOCUMENT).ends(0);
    let network = |out: &str| {
        let text = folder.read(format!("{out}/netgen-manifest.json"));
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")["network"].clone()
    };
    assert!(network("a").as_str().is_some_and(|digest| digest.starts_with("sha256:")));
    assert_eq!(network("a"), network("d"));
    folder.run("render corp.yaml -o e --template-format json -t cloudformation").ends(0);
    assert_eq!(network("a"), network("e"));
    folder.run("render corp.yaml -o f --lock f.lock --set vpcs.shop.cidr=10.1.0.0/16").ends(0);
    assert_ne!(network("a"), network("f"));
}

#[test]
fn targets_choose() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    let all = names(&folder, "out/corp").len();
    folder.run("render corp.yaml -t terraform").ends(0);
    let files = names(&folder, "out/corp");
    assert!(files.iter().all(|file| file.starts_with("terraform/") || file.starts_with("netgen-")), "{files:?}");
    folder.run("render corp.yaml --target terraform --target cloudformation -t docs").ends(0);
    assert_eq!(names(&folder, "out/corp").len(), all);
    folder.run("render corp.yaml -t cloudformation --template-format json").ends(0);
    let files = names(&folder, "out/corp");
    assert!(files.contains(&"cloudformation/shop.json".to_owned()), "{files:?}");
}

#[test]
fn check_writes_nothing_and_shows_what_differs() {
    let folder = Folder::with_document();
    let run = folder.run("render corp.yaml --check").ends(1).says(&["`corp.lock` and ", "in `out/corp` would change"]);
    assert!(run.out.contains("corp.lock: new") && run.out.contains("missing: netgen-manifest.json"), "{}", run.out);
    assert_eq!(names(&folder, ""), ["corp.yaml"]);
    folder.run("render corp.yaml").ends(0);
    folder.run("render corp.yaml --check").ends(0).no_result();

    let template = folder.read("out/corp/cloudformation/shop.yaml");
    folder.write("out/corp/cloudformation/shop.yaml", template.replace("10.0.0.0/24", "10.0.77.0/24"));
    folder.write("out/corp/mine\u{1b}[2J.txt", "mine");
    let run = folder.run("render corp.yaml --check").ends(1).says(&["error: 2 files in `out/corp` would change"]);
    assert!(run.out.contains("\n-") && run.out.contains("10.0.77.0/24") && run.out.contains("\n+"), "{}", run.out);
    assert!(run.out.contains("not rendered any more: mine\\u{1b}[2J.txt"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'));

    folder.run("render corp.yaml --force").ends(0);
    folder.write("corp.yaml", DOCUMENT.replace("10.0.0.0/16", "10.1.0.0/16"));
    let run = folder.run("render corp.yaml --check --release vpcs.shop").ends(1);
    assert!(run.out.contains("  changed vpc/shop/tier/private/a: "), "{}", run.out);
}

#[test]
fn standard_output_takes_one_file() {
    let folder = Folder::with_document();
    folder
        .run("render corp.yaml --stdout")
        .ends(2)
        .no_result()
        .says(&["`--stdout` takes one file", "\n  cloudformation/shop.yaml\n"]);
    folder.run("render corp.yaml --stdout -t terraform").ends(2).no_result().says(&["\n  terraform/versions.tf\n"]);
    assert_eq!(names(&folder, ""), ["corp.yaml"], "an error writes no lock");
    let run = folder.run("render corp.yaml --stdout -t cloudformation").ends(0);
    assert!(run.out.contains("AWSTemplateFormatVersion") && !run.err.contains("AWSTemplate"), "{run:?}");
    assert_eq!(names(&folder, ""), ["corp.lock", "corp.yaml"], "what was printed has its addresses locked");
    let json = folder.run("render corp.yaml --stdout -t cloudformation --template-format json").ends(0).silent();
    serde_json::from_str::<serde_json::Value>(&json.out).expect("JSON");
    folder.run("render corp.yaml").ends(0);
    assert_eq!(folder.read("out/corp/cloudformation/shop.yaml"), run.out);
    folder.write("corp.yaml", format!("{DOCUMENT}stacks: {{git_sync: infra/net}}\n"));
    let synced = folder.run("render corp.yaml --stdout -t cloudformation").ends(0);
    assert_eq!(synced.out, run.out, "what Git sync is told is no template");
    folder
        .run("render corp.yaml --stdout=git-sync/shop.yaml")
        .ends(0)
        .prints(&["template-file-path: infra/net/cloudformation/shop.yaml\n"]);
    let two = format!("{DOCUMENT}  data: {{cidr: 10.1.0.0/16, tiers: {{private: {{prefix: 24, route: local}}}}}}\n");
    folder.write("corp.yaml", two);
    folder.run("render corp.yaml --stdout -t cloudformation").ends(2).no_result().says(&[
        "these are 2:",
        "shop.yaml",
        "data.yaml",
    ]);
}

/// `--force` drops what lies in the directory, so what the run reads may not lie there.
#[test]
fn no_directory_that_holds_the_input_is_replaced() {
    let folder = Folder::new();
    folder.write("net/corp.yaml", DOCUMENT);
    folder.write("net/over/x.yaml", "tags: {a: b}\n");
    folder.run("render net/corp.yaml -o net --force").ends(2).says(&["it holds `net/corp.yaml`"]);
    folder.run("render net/corp.yaml -o net/../net/ --force").ends(2);
    folder
        .run("render three-tier -f net/over/x.yaml -o net/over --force")
        .ends(2)
        .says(&["it holds `net/over/x.yaml`"]);
    folder
        .run("render three-tier --lock net/over/new.lock -o net/over --force")
        .ends(2)
        .says(&["it holds `net/over/new.lock`"]);
    assert_eq!(names(&folder, ""), ["net/corp.yaml", "net/over/x.yaml"]);
    folder.run("render net/corp.yaml -o net/out").ends(0);
    folder.run("render net/corp.yaml -o .").ends(2);
}

/// One network's directory is not another one's, even when nobody touched a file in it.
#[test]
fn the_directory_of_another_network_stops_a_render() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml -o out/net").ends(0);
    let before = folder.tree("out/net");
    folder.run("render three-tier -o out/net").ends(3).no_result().says(&[
        "`out/net` holds the network `corp`, and this one is `shop`",
        "--out",
        "--force",
    ]);
    assert_eq!(folder.tree("out/net"), before);
    folder.run("render three-tier -o out/net --force").ends(0);
    folder.run("render three-tier -o out/net").ends(0).says(&["unchanged"]);
}

#[test]
fn what_netgen_did_not_write_stops_a_render() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml").ends(0);
    folder.write("out/corp/notes.txt", "mine");
    folder.write("out/corp/terraform/terraform.tfstate", "{}");
    folder.run("render corp.yaml").ends(3).no_result().says(&["not written by netgen: `notes.txt`", "--force"]);
    folder.run("render corp.yaml --force").ends(0).says(&["1 removed"]);
    let files = names(&folder, "out/corp");
    assert!(files.contains(&"terraform/terraform.tfstate".to_owned()) && !files.contains(&"notes.txt".to_owned()));
    folder.write("occupied", "a file");
    folder.run("render corp.yaml -o occupied").ends(3).says(&["it exists and is not a directory"]);
}

#[test]
fn two_renders_at_once_make_one_tree() {
    let folder = Folder::with_document();
    folder.run("render corp.yaml -o reference").ends(0);
    thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| folder.run("render corp.yaml"))).collect();
        for run in runs {
            run.join().expect("it ends").ends(0);
        }
    });
    assert_eq!(folder.tree("out/corp"), folder.tree("reference"));
    assert_eq!(fs::read_dir(folder.path("out")).expect("a folder").count(), 1, "nothing is left behind");
}

/// A spoke more is three new files of its own. Of the old ones only what lists all spokes changes: the order of deployment,
/// the manifest and the documents; the lock gains lines and loses none.
#[test]
fn another_spoke_changes_only_what_lists_them_all() {
    const HUB_SPOKE: &str = include_str!("../../blueprints/hub-spoke.yaml");
    let spoke = "  billing:    {pool: production,  prefix: 16, attach: {to: hub, segment: production}}\n  orders: ";
    let folder = Folder::new();
    folder.write("corp.yaml", HUB_SPOKE);
    folder.run("render corp.yaml -o out -q").ends(0);
    let (before, lock) = (folder.tree("out"), folder.read("corp.lock"));
    folder.write("corp.yaml", HUB_SPOKE.replacen("  orders: ", spoke, 1));
    folder.run("render corp.yaml -o out -q").ends(0);
    let after = folder.tree("out");

    let old = |file: &str| before.iter().find(|(name, _)| name == file).map(|(_, bytes)| bytes);
    let (kept, new): (Vec<_>, Vec<_>) = after.iter().partition(|(name, _)| old(name).is_some());
    let new: Vec<&str> = new.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(new, ["cloudformation/billing.yaml", "docs/spokes/billing.md", "terraform/vpc_billing.tf"]);
    assert_eq!(kept.len(), before.len(), "no file is gone");
    let changed: Vec<&str> =
        kept.iter().filter(|(name, bytes)| old(name) != Some(bytes)).map(|(name, _)| name.as_str()).collect();
    let (documents, others): (Vec<&str>, Vec<&str>) = changed.iter().partition(|name| name.starts_with("docs/"));
    let order = ["cloudformation/deploy.json", "cloudformation/deploy.sh"];
    assert_eq!(others, [&order[..], &["netgen-manifest.json", "netgen-plan.json"]].concat());
    assert!(documents.contains(&"docs/address-plan.md") && documents.contains(&"docs/routing.md"), "{documents:?}");

    let grown = folder.read("corp.lock");
    let entries = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("digest ")).map(str::to_owned).collect()
    };
    let (lock, grown) = (entries(&lock), entries(&grown));
    assert!(lock.iter().all(|line| grown.contains(line)), "{lock:#?}");
    let added: Vec<&String> = grown.iter().filter(|line| !lock.contains(line)).collect();
    assert!(
        !added.is_empty()
            && added.iter().all(|line| line.contains("/billing") || line.starts_with("stack/corp-billing")),
        "{added:#?}"
    );
}
