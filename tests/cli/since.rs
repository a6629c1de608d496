//! `render --since`: what leads routers from an earlier version to this one, in a directory of its own; and what beside a tree no longer fits it.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::bind::{INTERFACE, TUNNELS};
use super::command::Folder;

const SITE: &str = include_str!("../lab/site.yaml");
const CRYPTO: &str = "tunnels: balanced, crypto: {phase1: {encryption: AES256, integrity: SHA2-512, dh_group: 21}, phase2: {encryption: AES256, integrity: SHA2-256, dh_group: 19}}";
const SECOND: &str = "      dx-2: {direct_connect: {router: edge-2, interface: eth2, connection: dxcon-ffabc124, gateway: main, vlan: 301, bfd: true}}
    prefer: [dx-1, dx-2, inet]";
const MORE: &str = "vpcs:\n  more: {cidr: 10.1.0.0/16, tiers: {private: {prefix: 22, route: transit}}, attach: {to: hub, segment: cloud}}\n";

/// A rendered site, and its document with a VPC more.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("hybrid.yaml", SITE);
    folder.write("old.yaml", SITE);
    folder.run("render hybrid.yaml").ends(0);
    folder.write("old.lock", folder.read("hybrid.lock"));
    folder.write("hybrid.yaml", SITE.replace("vpcs:\n", MORE));
    folder
}

fn update(folder: &Folder, name: &str) -> Vec<(String, String)> {
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

/// What comes is tracked once it is there, and what goes no longer before it is gone; nothing is followed while its list changes.
#[test]
fn hosts_follow_an_uplink_more() {
    let folder = Folder::new();
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/blueprints/site-first-hop.yaml")).unwrap();
    let less = text
        .replace("      isp-b: {vpn: {router: edge-2, interface: ge-0/0/2, outside_ip: 203.0.113.21}}\n", "")
        .replace("isp-a, isp-b, isp-c", "isp-a, isp-c");
    folder.write("it.yaml", less);
    folder.run("render it.yaml -o out/old").ends(0);
    folder.write("it.yaml", &text);
    folder.run("render it.yaml -o out/new --since out/old").ends(0);
    let files = update(&folder, "out/new-update");
    let of = |end: &str| files.iter().find(|(name, _)| name.ends_with(end)).map(|(_, text)| text.as_str()).unwrap();
    let group = "interfaces ge-0/0/0 unit 0 family inet address 192.168.64.3/24 vrrp-group 20";
    assert!(
        files
            .iter()
            .any(|(_, text)| text.contains(&format!("set {group} track interface st0.1030 priority-cost 33\n")))
    );
    assert!(files.iter().all(|(_, text)| !text.contains("delete interfaces ge-0/0/0 unit 0\n")));
    assert!(of("cork/edge-2.update.md").contains("Which router hosts send to"), "{}", of("cork/edge-2.update.md"));
}

/// A tracked object follows one thing for all of its life; the priority follows no list that is being changed, there and back.
#[test]
fn a_priority_follows_no_list_that_changes() {
    let folder = Folder::new();
    let text = include_str!("../blueprints/site-first-hop.yaml");
    folder.write("it.yaml", text);
    folder.run("render it.yaml -o out/old").ends(0);
    let uplink = "      dx-0: {direct_connect: {router: edge-1, interface: TenGigabitEthernet0/0/1, connection: dxcon-ffabc129, gateway: main, vlan: 302}}\n      dx-1: {";
    folder.write("it.yaml", text.replace("      dx-1: {", uplink).replace("prefer: [dx-1", "prefer: [dx-0, dx-1"));
    folder.run("render it.yaml -o out/new --since out/old").ends(0);
    let lines = |name: &str| -> Vec<String> {
        let text = folder.read(format!("out/new-update/routers/bonn/edge-1.{name}"));
        text.lines().filter(|line| !line.starts_with('!')).map(|line| line.trim().to_owned()).collect()
    };
    let (port, first, second) =
        ("interface GigabitEthernet1", "TenGigabitEthernet0/0/1.302", "TenGigabitEthernet0/0/0.300");
    let track = |number: u16, what: &str| format!("track {number} interface {what} line-protocol");
    let off = [port, "no vrrp 10 track 800 decrement 131", "exit", "no track 801"].map(str::to_owned);
    let on = [port, "vrrp 10 track 800 decrement 131", "exit"].map(str::to_owned);
    let list = |no: &str| ["track 800 list boolean or".to_owned(), format!("{no}object 802"), "exit".to_owned()];
    let there = [&off[..], &[track(801, first), track(802, second)], &list(""), &on].concat();
    assert_eq!(lines("3.cfg"), there);
    let back = [&off[..], &[track(801, second)], &list("no "), &["no track 802".to_owned()], &on].concat();
    assert_eq!(lines("3.rollback.cfg"), back);
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

/// A line that somebody wrote into the earlier tree would be taken from the router.
#[test]
fn an_earlier_tree_is_as_netgen_wrote_it() {
    let folder = folder();
    let path = "out/hybrid/routers/tokyo/edge-1.unbound.frr.conf";
    let good = folder.read(path);
    folder.write(path, format!("{good}ip prefix-list NG-MINE seq 5 permit 10.1.0.0/16\n"));
    let line = "render hybrid.yaml -o out/next --since out/hybrid";
    folder.run(line).ends(2).says(&["`routers/tokyo/edge-1.unbound.frr.conf` was changed since netgen wrote it"]);
    std::fs::remove_file(folder.path(path)).unwrap();
    folder.run(line).ends(2).says(&["`routers/tokyo/edge-1.unbound.frr.conf` is missing"]);
    assert!(!folder.path("out/next").exists());
    // What netgen never wrote is nobody's earlier version.
    folder.write(path, good);
    folder.write("out/hybrid/routers/tokyo/edge-1.ng-mine.network", "[Match]\nName=eth0\n");
    folder.run(line).ends(0);
    assert!(update(&folder, "out/next-update").iter().all(|(_, text)| !text.contains("ng-mine")));
}

#[test]
fn another_network_is_no_earlier_version() {
    let folder = folder();
    folder.write("other.yaml", SITE.replace("name: hybrid", "name: other"));
    folder.run("render other.yaml").ends(0);
    for old in ["out/other", "other.yaml"] {
        let run = folder.run(&format!("render hybrid.yaml -o out/next --since {old}")).ends(2).no_result();
        run.says(&["the earlier version is of `other` and this one of `hybrid`"]);
        assert!(!folder.path("out/next").exists());
    }
}

/// The directory has a record of its own: a second run replaces what the first one wrote, and nothing else.
#[test]
fn an_update_replaces_an_update() {
    let folder = folder();
    folder.write("hybrid.yaml", SITE.replace("tunnels: balanced", CRYPTO));
    folder.write("vpn.json", TUNNELS);
    folder.write("dx.json", INTERFACE);
    let line = "render hybrid.yaml -o out/next --since old.yaml";
    folder.run(line).ends(0);
    let names = || update(&folder, "out/next-update").into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert!(names().iter().any(|name| name.ends_with("edge-2.2.unbound.swanctl.conf")), "{:?}", names());
    folder.run(&format!("{line} --bind vpn.json --bind dx.json")).ends(0);
    assert!(names().iter().all(|name| !name.contains("unbound")), "{:?}", names());
    // A copy under another name is somebody's.
    let path = "out/next-update/routers/tokyo/edge-2.2.swanctl.conf";
    folder.write("out/next-update/routers/tokyo/edge-2.mine.swanctl.conf", folder.read(path));
    folder.run(line).ends(3).says(&["not written by netgen: `routers/tokyo/edge-2.mine.swanctl.conf`"]);
    assert!(folder.path(path).exists());
}

/// What AWS says of an uplink that goes fills the earlier version, which is a document here: the uplink beside it is told whole.
#[test]
fn an_uplink_that_goes_is_filled_as_well() {
    let folder = Folder::new();
    folder.write("old.yaml", SITE.replace("    prefer: [dx-1, inet]", SECOND));
    folder.run("render old.yaml").ends(0);
    let unit = folder.read("out/hybrid/routers/tokyo/edge-2.ng-dx-2.network");
    let own = unit.lines().find_map(|line| line.strip_prefix("Address=")?.strip_suffix("/30")).unwrap();
    let aws = std::net::Ipv4Addr::from(own.parse::<std::net::Ipv4Addr>().unwrap().to_bits() - 1);
    let second = format!("[{{\"vlan\": 301, \"amazonAddress\": \"{aws}/30\", \"authKey\": \"hidden_key_4\"}}, ");
    folder.write("dx.json", INTERFACE.replacen('[', &second, 1));
    folder.write("vpn.json", TUNNELS);
    folder.write("hybrid.lock", folder.read("old.lock"));
    folder.write("hybrid.yaml", SITE.replace("tunnels: balanced", CRYPTO));
    folder.run("render hybrid.yaml -o out/next --since old.yaml --bind vpn.json --bind dx.json").ends(0);
    let files = update(&folder, "out/next-update");
    assert!(files.iter().all(|(name, _)| !name.contains("unbound")), "{files:?}");
    assert!(files.iter().any(|(name, text)| name.contains("edge-2.")
        && name.contains(".rollback.frr.conf")
        && text.contains("hidden_key_4")));
}

/// The files of what goes have whole names, and no step is empty.
#[test]
fn an_uplink_that_goes_is_taken_away_by_name() {
    let folder = Folder::new();
    folder.write("hybrid.yaml", SITE.replace("    prefer: [dx-1, inet]", SECOND));
    folder.write("old.yaml", folder.read("hybrid.yaml"));
    folder.write("vpn.json", TUNNELS);
    folder.write("dx.json", INTERFACE);
    folder.run("render old.yaml -o out/old").ends(0);
    folder.write("hybrid.lock", folder.read("old.lock"));
    let inet = SITE.lines().find(|line| line.starts_with("      inet: ")).unwrap();
    folder.write("hybrid.yaml", folder.read("old.yaml").replace(&format!("{inet}\n"), "").replace(", inet]", "]"));
    folder.run("render hybrid.yaml -o out/next --since old.yaml").ends(0);
    let sheet = folder.read("out/next-update/routers/tokyo/edge-2.update.md");
    for path in ["swanctl/conf.d/edge-2.swanctl.conf", "strongswan.d/edge-2.strongswan.conf"] {
        assert!(sheet.contains(&format!("`rm /etc/{path}`")), "{path}: {sheet}");
    }
    assert!(!sheet.contains("ends with"), "{sheet}");
    for step in sheet.split("\n\n   - ").skip(1) {
        assert!(!step.starts_with("no session is reset"), "{sheet}");
    }
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
