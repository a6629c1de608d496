//! `render --since`: what is no earlier version, what is replaced in the directory of an update, and what becomes of uplinks and hosts.

use super::bind::{INTERFACE, TUNNELS};
use super::command::Folder;
use super::since::{SITE, folder, update};

const CRYPTO: &str = "tunnels: balanced, crypto: {phase1: {encryption: AES256, integrity: SHA2-512, dh_group: 21}, phase2: {encryption: AES256, integrity: SHA2-256, dh_group: 19}}";
const SECOND: &str = "      dx-2: {direct_connect: {router: edge-2, interface: eth2, connection: dxcon-ffabc124, gateway: main, vlan: 301, bfd: true}}
    prefer: [dx-1, dx-2, inet]";

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
