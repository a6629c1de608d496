//! `render --since`: what leads routers from an earlier version to this one, in a directory of its own; and what beside a tree no longer fits it.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::bind::{INTERFACE, TUNNELS};
use super::command::Folder;

pub const SITE: &str = include_str!("../lab/site.yaml");
const MORE: &str = "vpcs:\n  more: {cidr: 10.1.0.0/16, tiers: {private: {prefix: 22, route: transit}}, attach: {to: hub, segment: cloud}}\n";

/// A rendered site, and its document with a VPC more.
pub fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("hybrid.yaml", SITE);
    folder.write("old.yaml", SITE);
    folder.run("render hybrid.yaml").ends(0);
    folder.write("old.lock", folder.read("hybrid.lock"));
    folder.write("hybrid.yaml", SITE.replace("vpcs:\n", MORE));
    folder
}

pub fn update(folder: &Folder, name: &str) -> Vec<(String, String)> {
    folder.tree(name).into_iter().filter(|(path, _)| path.starts_with("routers/")).collect()
}

/// Another text in a tree, as an older netgen would have written it.
fn amend(folder: &Folder, path: &str, text: &str) {
    let manifest = "out/hybrid/netgen-manifest.json";
    let [old, new] = [folder.read(path), text.to_owned()].map(|text| netgen::digest::digest(text.as_bytes()));
    folder.write(manifest, folder.read(manifest).replace(&old, &new));
    folder.write(path, text);
}

#[test]
fn an_update_of_a_tree_and_of_a_document_are_the_same() {
    let folder = folder();
    let run = folder.run("render hybrid.yaml -o out/next --since out/hybrid").ends(0).no_result();
    run.says(&["out/next-update: ", "router tokyo/edge-1: 1 step\n", "router tokyo/edge-2: 1 step\n"]);
    let of_tree = update(&folder, "out/next-update");
    let names: Vec<&str> = of_tree.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["1.frr.conf", "1.rollback.frr.conf", "update.md"].map(|end| format!("routers/tokyo/edge-1.{end}"));
    assert_eq!(names[..3], expected);
    assert!(of_tree[0].1.contains("\nip prefix-list NG-AWS-IN seq 68097 permit 10.1.0.0/16\n"), "{}", of_tree[0].1);
    let file = folder.path("out/next-update/routers/tokyo/edge-1.1.frr.conf");
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!folder.read("out/next/netgen-manifest.json").contains("update"));
    folder.run("render hybrid.yaml -o out/other --since old.yaml").ends(0);
    assert_eq!(update(&folder, "out/other-update"), of_tree);
    // Nothing to do is said, and the directory says it too.
    folder.run("render hybrid.yaml -o out/next --since out/next").ends(0).says(&["router tokyo/edge-1: nothing to do"]);
    assert_eq!(update(&folder, "out/next-update"), []);
    assert!(folder.read("out/next-update/README.md").contains("- router tokyo/edge-2: nothing to do\n"));
    // What somebody else put there stays.
    folder.write("out/next-update/notes.txt", "mine");
    folder
        .run("render hybrid.yaml -o out/next --since out/hybrid")
        .ends(3)
        .says(&["not written by netgen: `notes.txt`"]);
}

/// Whatever netgen writes of a router, it reads back: of every document that is reviewed, its routers have nothing to do.
#[test]
fn an_unchanged_router_of_every_document_has_nothing_to_do() {
    let mut platforms: BTreeSet<String> = BTreeSet::new();
    let mut count = 0;
    for path in documents() {
        let folder = Folder::new();
        folder.write("it.yaml", std::fs::read(&path).unwrap());
        folder.run("render it.yaml -o out").ends(0);
        let head = |text: &str| Some(text.lines().next()?.split_once(" (")?.1.split_once(')')?.0.to_owned());
        let files = update(&folder, "out");
        platforms.extend(
            files.iter().filter(|(name, _)| name.rsplit('.').next() != Some("md")).filter_map(|(_, text)| head(text)),
        );
        let routers = files.iter().filter(|(name, _)| name.ends_with(".checks.md")).count();
        for old in ["out", "it.yaml"] {
            let run = folder.run(&format!("render it.yaml -o out --since {old}")).ends(0);
            let same = run.err.lines().filter(|line| line.ends_with(": nothing to do")).count();
            assert_eq!(same, routers, "{} since {old}: {}", path.display(), run.err);
        }
        count += routers;
    }
    assert!(
        count >= 20
            && platforms.is_superset(&["linux", "cisco-ios-xe", "juniper-srx", "juniper-mx"].map(str::to_owned).into()),
        "{count} {platforms:?}"
    );
}

fn documents() -> Vec<PathBuf> {
    let folders = ["blueprints", "tests/blueprints"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let all = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect()
}

#[test]
fn the_order_of_a_document_moves_no_line() {
    let folder = folder();
    let both = |list: &str| SITE.replace("prefixes: [192.168.0.0/16]", &format!("prefixes: [{list}]"));
    folder.write("hybrid.yaml", both("192.168.0.0/16, 172.20.0.0/16"));
    folder.run("render hybrid.yaml").ends(0);
    folder.write("hybrid.yaml", both("172.20.0.0/16, 192.168.0.0/16"));
    let run = folder.run("render hybrid.yaml -o out/next --since out/hybrid").ends(0);
    run.says(&["router tokyo/edge-1: nothing to do", "router tokyo/edge-2: nothing to do"]);
}

/// Keys that AWS changed are told from those of the bound directory beside the earlier tree; they are nowhere else.
#[test]
fn other_keys_are_one_step_for_each_tunnel() {
    let folder = folder();
    folder.write("hybrid.yaml", SITE);
    folder.write("vpn.json", TUNNELS);
    folder.write("dx.json", INTERFACE);
    folder.run("render hybrid.yaml --bind vpn.json --bind dx.json").ends(0);
    folder.write("new.json", TUNNELS.replace("hidden_key_1", "hidden_key_9"));
    let run = folder
        .run("render hybrid.yaml -o out/next --since out/hybrid --bind new.json --bind dx.json")
        .ends(0)
        .no_result();
    assert!(!run.err.contains("hidden_key_"), "{}", run.err);
    run.says(&["router tokyo/edge-1: nothing to do", "router tokyo/edge-2: 1 step\n"]);
    let files = update(&folder, "out/next-update");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected =
        ["1.rollback.secrets.conf", "1.secrets.conf", "update.md"].map(|end| format!("routers/tokyo/edge-2.{end}"));
    assert_eq!(names, expected);
    assert!(
        files[0].1.contains("\"hidden_key_1\"")
            && files[1].1.contains("\"hidden_key_9\"")
            && !files[2].1.contains("hidden_key_")
    );
    assert!(folder.tree("out/next").iter().all(|(_, text)| !text.contains("hidden_key_")));
    assert!(files[2].1.contains("`swanctl --terminate --ike ng-inet-t1`"), "{}", files[2].1);
}

#[test]
fn what_netgen_never_wrote_is_no_earlier_version() {
    let folder = folder();
    let path = "out/hybrid/routers/tokyo/edge-1.unbound.frr.conf";
    let good = folder.read(path);
    for line in [
        "neighbor 192.0.2.1 update-source eth0",
        "ip route 192.0.2.0/24 $(reboot) eth0",
        "ip prefix-list NG-AWS-IN seq 5 permit any;reload",
        "ip route 0.0.0.0/0 eth9 1",
        "route-map CUSTOMER permit 10",
        "ip prefix-list EVIL seq 5 permit 0.0.0.0/0",
    ] {
        amend(&folder, path, &format!("{good}{line}\n"));
        let run = folder.run("render hybrid.yaml -o out/next --since out/hybrid").ends(2).no_result();
        run.says(&["no update of router tokyo/edge-1: its earlier frr.conf has `"]);
        assert!(!folder.path("out/next").exists());
    }
    folder.write("out/empty/file", "");
    folder
        .run("render hybrid.yaml -o out/next --since out/empty")
        .ends(2)
        .says(&["`out/empty` holds no netgen-manifest.json"]);
    folder.run("render hybrid.yaml --check --since out/hybrid").ends(2);
}

/// The numbers of an earlier netgen were places in a list: each entry moves, and no list is empty meanwhile.
#[test]
fn numbers_of_an_earlier_netgen_are_moved() {
    let folder = folder();
    folder.write("hybrid.yaml", SITE);
    for router in ["edge-1.unbound.frr.conf", "edge-2.frr.conf"] {
        let path = format!("out/hybrid/routers/tokyo/{router}");
        let text = folder.read(&path).replace("seq 68096 ", "seq 10 ").replace("seq 114856 ", "seq 10 ");
        amend(&folder, &path, &text);
    }
    folder.run("render hybrid.yaml -o out/next --since out/hybrid").ends(0).says(&["router tokyo/edge-1: 1 step\n"]);
    let text = folder.read("out/next-update/routers/tokyo/edge-1.1.frr.conf");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('!')).collect();
    let guard = |no: &str, list: &str| format!("{no}ip prefix-list {list} seq 4294967294 deny 0.0.0.0/0 le 32");
    assert_eq!(
        lines,
        [
            &*guard("", "NG-AWS-IN"),
            &*guard("", "NG-SITE-OUT"),
            "no ip prefix-list NG-AWS-IN seq 10 permit 10.0.0.0/16",
            "no ip prefix-list NG-SITE-OUT seq 10 permit 192.168.0.0/16",
            "ip prefix-list NG-AWS-IN seq 68096 permit 10.0.0.0/16",
            "ip prefix-list NG-SITE-OUT seq 114856 permit 192.168.0.0/16",
            &*guard("no ", "NG-AWS-IN"),
            &*guard("no ", "NG-SITE-OUT"),
        ]
    );
}

#[test]
fn what_no_longer_fits_the_tree_is_said() {
    let folder = folder();
    folder.write("hybrid.yaml", SITE);
    folder.write("vpn.json", TUNNELS);
    folder.write("dx.json", INTERFACE);
    let run = folder.run("render hybrid.yaml --bind vpn.json --bind dx.json").ends(0);
    assert!(!run.err.contains("no longer fits"), "{}", run.err);
    folder.run("render hybrid.yaml --check").ends(0);
    folder.run("verify out/hybrid").prints(&["beside", "21 files of routers  ok"]);
    folder.write("hybrid.yaml", SITE.replace("vpcs:\n", MORE));
    let line = "`out/hybrid-bound` no longer fits router tokyo/edge-1, tokyo/edge-2: bind again with `--bind`";
    folder.run("render hybrid.yaml").ends(0).says(&[line]);
    folder.run("render hybrid.yaml --check").ends(1).says(&[line]);
    folder.run("verify out/hybrid").ends(1).prints(&["hybrid-bound: no longer fits router tokyo/edge-2"]);
}

/// OLD may have its lock and its values elsewhere, as for `netgen diff`; a rendered tree has them in it.
#[test]
fn the_earlier_document_has_a_lock_and_values_of_its_own() {
    let folder = folder();
    folder.run("render hybrid.yaml -o out/next --since old.yaml").ends(0);
    let update_of_old = update(&folder, "out/next-update");
    folder.write("elsewhere/of-old.lock", folder.read("old.lock"));
    folder.write("earlier.yaml", folder.read("old.yaml").replace("10.1.0.0", "10.2.0.0"));
    let old = "--since earlier.yaml --old-lock elsewhere/of-old.lock";
    folder.run(&format!("render hybrid.yaml -o out/other {old}")).ends(0);
    assert_eq!(update(&folder, "out/other-update"), update_of_old);
    let run = folder.run(&format!("render hybrid.yaml -o out/same {old} --old-set vpcs.more.cidr=10.1.0.0/16"));
    run.ends(2).says(&["vpcs.more"]);
    folder.write("more.yaml", "vpcs:\n  more: {cidr: 10.1.0.0/16, tiers: {private: {prefix: 22, route: transit}}, attach: {to: hub, segment: cloud}}\n");
    let run = folder.run(&format!("render hybrid.yaml -o out/same {old} --old-values more.yaml")).ends(0);
    run.says(&["router tokyo/edge-1: nothing to do"]);
    let run = folder.run("render hybrid.yaml -o out/next --since out/hybrid --old-lock old.lock").ends(2);
    run.says(&["is a rendered tree: it has its lock and its values in it"]);
    folder.run("render hybrid.yaml -o out/next --old-lock old.lock").ends(2).says(&["there is no OLD"]);
}
