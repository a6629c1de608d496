//! Router files of random sites: the built-in `dx-vpn` with other numbers, prefixes, ciphers and ways of joining. In come
//! seeds, out come trees of what `netgen render --bind` writes, unbound and bound, without those of AWS's side.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use serde_json::json;
use tempfile::TempDir;

use super::judge::stdout_of;
use super::tree::{self, Tree};
use crate::common::dice::Dice;

/// How many random sites there are of each platform, and how many of them make one tree: programs that start slowly see many at once.
const SITES: [(&Platform, u64, u64); 3] = [(&LINUX, 20, 4), (&IOS_XE, 20, 20), (&JUNOS, 8, 8)];

/// A platform, and what its interfaces are called.
struct Platform {
    name: &'static str,
    /// To the LAN, to the internet, and the port of Direct Connect.
    interfaces: [&'static str; 3],
    groups: &'static [u8],
}

const LINUX: Platform =
    Platform { name: "linux", interfaces: ["eth0", "eth1", "eth2"], groups: &[14, 15, 16, 17, 18, 19, 20, 21] };
const IOS_XE: Platform = Platform {
    name: "cisco-ios-xe",
    interfaces: ["GigabitEthernet1", "GigabitEthernet2", "TenGigabitEthernet0/0/0"],
    groups: &[14, 15, 16, 19, 20, 21],
};
const JUNOS: Platform = Platform {
    name: "juniper-srx",
    interfaces: ["ge-0/0/0", "ge-0/0/1", "xe-0/0/2"],
    groups: &[14, 15, 16, 19, 20, 21],
};

/// The two ways of a site to AWS, the preferred one first. Each has a router of its own, or both the same.
const WAYS: [[&str; 2]; 4] =
    [["direct_connect", "vpn"], ["direct_connect", "vpn"], ["vpn", "vpn"], ["direct_connect", "direct_connect"]];

const PREFIXES: [&[&str]; 4] = [
    &["192.168.0.0/16"],
    &["192.168.1.0/24"],
    &["192.168.0.0/16", "172.20.0.0/14"],
    &["192.168.0.0/20", "10.96.0.0/11", "100.70.0.0/16"],
];
const NETWORKS: [&str; 3] = ["172.20.8.0/24", "10.99.0.0/24", "100.70.1.0/24"];

/// The files of all random sites, as trees. They go with their folders.
pub fn random() -> Vec<(Tree, TempDir)> {
    let mut trees = Vec::new();
    for (platform, count, together) in SITES {
        for first in (0..count).step_by(usize::try_from(together).expect("a few")) {
            let name = format!("random-{}-{first}", platform.name);
            let place = tree::scratch().expect("a folder");
            let root = place.path().join("tree");
            for seed in first..count.min(first + together) {
                let made = render(platform, seed, &place.path().join(seed.to_string()), &root.join("routers"));
                made.unwrap_or_else(|why| panic!("site {seed} of {name}: {why}"));
            }
            trees.push((Tree { name, root }, place));
        }
    }
    trees
}

fn render(platform: &Platform, seed: u64, place: &Path, routers: &Path) -> Result<(), String> {
    fs::create_dir(place).map_err(|error| error.to_string())?;
    let [document, out, lock] = ["site.yaml", "out", "site.lock"].map(|name| place.join(name));
    let dice = &mut Dice::new(seed);
    let ways = dice.pick(&WAYS);
    let vlans = [1 + dice.roll(4094), 1 + dice.roll(4094)];
    let text = text(platform, ways, vlans, dice);
    let write = |path: &Path, text: &str| fs::write(path, text).map_err(|error: io::Error| error.to_string());
    write(&document, &text)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_netgen"));
    command.arg("render").arg(&document).arg("--lock").arg(lock).arg("-o").arg(&out);
    for (n, way) in ways.iter().enumerate() {
        let answer = place.join(format!("aws-{n}.json"));
        write(&answer, &if *way == "vpn" { connection(n) } else { interface(n, vlans[n]) })?;
        command.arg("--bind").arg(&answer);
    }
    stdout_of(&mut command).map_err(|why| format!("{why}\n{text}"))?;
    for (from, state) in [("out/routers", "unbound"), ("out-bound/routers", "bound")] {
        let to = routers.join(format!("{seed}-{state}"));
        tree::copy(&place.join(from), &to).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Where a connection or an interface has its links, by its number.
fn inside(n: usize) -> [String; 2] {
    [0, 4].map(|offset| format!("169.254.{}.{}/30", 20 + n, 8 + offset))
}

fn link(n: usize) -> String {
    format!("169.254.40.{}/30", 16 * (n + 1))
}

/// What `aws ec2 describe-vpn-connections` would answer, with the second tunnel first.
fn connection(n: usize) -> String {
    let tunnel = |t: usize| {
        json!({"OutsideIpAddress": format!("198.51.100.{}", 10 * (n + 1) + t), "TunnelInsideCidr": inside(n)[t],
            "PreSharedKey": format!("key.of_tunnel_{n}{t}")})
    };
    json!({"VpnConnections": [{"State": "available", "Options": {"TunnelOptions": [tunnel(1), tunnel(0)]}}]})
        .to_string()
}

/// What `aws directconnect describe-virtual-interfaces` would answer.
fn interface(n: usize, vlan: usize) -> String {
    let address = format!("169.254.40.{}/30", 16 * (n + 1) + 1);
    json!({"virtualInterfaces": [{"vlan": vlan, "amazonAddress": address, "authKey": format!("key_of_interface_{n}")}]})
        .to_string()
}

fn text(platform: &Platform, ways: [&str; 2], vlans: [usize; 2], dice: &mut Dice) -> String {
    let asn = dice.pick(&["65000", "64600", "65534", "4200000001", "4294967294"]);
    let prefixes = dice.pick(&PREFIXES);
    let mut text = format!(
        "netgen: 1\nname: site\nregion: ap-northeast-1\navailability_zones: [a, c]\nvpcs:\n  app: {{cidr: 10.{}.0.0/16, attach: \
         {{to: hub, segment: cloud}}, tiers: {{private: {{prefix: 22, route: transit}}}}}}\ntransit_gateways:\n  hub: {{asn: {}, segments: \
         {{cloud: {{reaches: [on-prem]}}, on-prem: {{}}}}}}\ndirect_connect_gateways:\n  main: {{asn: {}}}\nsites:\n  tokyo:\n    asn: {asn}\n    \
         prefixes: [{}]\n    greenfield: {}\n    attach: {{to: hub, segment: on-prem}}\n    routers:\n",
        dice.roll(90),
        dice.pick(&[64512, 64900, 4_200_000_100_u32]),
        dice.pick(&[64513, 64901, 4_200_000_200_u32]),
        prefixes.join(", "),
        // FRR ties a prefix to no learned route, so beside others such a prefix is refused there.
        dice.one_in(2) || (platform.name == "linux" && prefixes.len() > 1),
    );
    // What a prefix besides the first one is announced for.
    let contributors =
        NETWORKS.iter().filter(|network| prefixes.iter().skip(1).any(|prefix| prefix[..3] == network[..3]));
    let contributors = contributors.copied().collect::<Vec<_>>().join(", ");
    // Both ways may end on one router.
    let routers: &[usize] = if dice.one_in(4) { &[2] } else { &[2, 3] };
    for n in routers {
        let _ = writeln!(
            text,
            "      edge-{n}: {{platform: {}, router_id: 192.168.1.{n}, lan: {{interface: {}, address: 192.168.1.{n}/24, contributors: \
             [{contributors}]}}}}",
            platform.name, platform.interfaces[0],
        );
    }
    text.push_str("    uplinks:\n");
    let only = ways[1] == "direct_connect";
    for (n, way) in ways.iter().enumerate() {
        let options = if *way == "vpn" {
            vpn(platform, n, routers.len() == 1, dice)
        } else {
            direct_connect(platform, n, vlans[n], only, dice)
        };
        let _ = writeln!(text, "      way-{n}: {{{way}: {{router: edge-{}, {options}}}}}", routers[n % routers.len()]);
    }
    text + "    prefer: [way-0, way-1]\n"
}

fn direct_connect(platform: &Platform, n: usize, vlan: usize, only: bool, dice: &mut Dice) -> String {
    // Frames that are larger than those of a VPN connection behind it would get nobody anything.
    let mtu = if only { dice.pick(&[1500, 8500]) } else { 1500 };
    format!(
        "interface: {}, connection: dxcon-ffabc12{n}, location: Eq{n}, gateway: main, vlan: {vlan}, mtu: {mtu}, bfd: {}, link: {}, description: \
         \"Carrier {n}, circuit 4711/A\"",
        platform.interfaces[2],
        dice.one_in(2),
        link(n),
    )
}

fn vpn(platform: &Platform, n: usize, alone: bool, dice: &mut Dice) -> String {
    // A pseudo-random function of its own is needed beside GCM, and not every platform can choose it.
    let phase1 = dice.pick(&[
        "AES128, integrity: SHA2-256",
        "AES256, integrity: SHA1",
        "AES256, integrity: SHA2-512",
        "AES128-GCM-16, integrity: SHA2-384",
        "AES256-GCM-16, integrity: SHA2-384",
    ]);
    let phase2 = dice.pick(&[
        "AES128, integrity: SHA1",
        "AES256, integrity: SHA2-256",
        "AES256, integrity: SHA2-384",
        "AES128-GCM-16",
        "AES256-GCM-16",
    ]);
    // Two connections of one router then share the address that they begin at.
    let nat = if alone || dice.one_in(3) { ", local_address: 10.200.1.2" } else { "" };
    format!(
        "interface: {}, outside_ip: 203.0.113.{}, inside: [{}], path_mtu: {}, tunnels: {}, crypto: {{phase1: {{encryption: {phase1}, \
         dh_group: {}}}, phase2: {{encryption: {phase2}, dh_group: {}}}}}{nat}",
        platform.interfaces[1],
        10 + n,
        inside(n).join(", "),
        dice.pick(&[1500, 1492]),
        dice.pick(&["balanced", "primary-backup"]),
        dice.pick(platform.groups),
        dice.pick(platform.groups),
    )
}
