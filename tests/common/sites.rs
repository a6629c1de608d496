//! Random documents with sites, each from a seed: all platforms, uplinks and ends at AWS. What netgen refuses is another test's affair.

use std::fmt::Write as _;

use super::site_edits::{fewer, turned};
use super::suites::{crypto, inside, options, unknown};
use super::watching::{ALARMS, OF_SITES};
use super::{connects, dice::Dice, dual, publics, several};

const PLATFORMS: [&str; 5] = ["linux", "cisco-ios-xe", "juniper-srx", "juniper-mx", "juniper-mx"];

/// Names of uplinks; long ones have to be shortened on routers.
const DIRECT: [&str; 4] = ["dx-1", "carrier-north-primary-circuit", "metro", "dx-2"];
const VPN: [&str; 4] = ["inet", "isp-south-of-the-river-backup-2", "lte", "isp-b"];

/// A document, from a seed.
pub fn document(seed: u64) -> String {
    let dice = &mut Dice::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(77));
    let hub = !dice.one_in(3);
    let count = 1 + usize::from(dice.one_in(3));
    // By dice of its own, so that all others fall as they always did.
    let ipsec = hub && Dice::new(seed.wrapping_add(0x5ec)).one_in(3);
    let mut text =
        format!("netgen: 1\nname: {}\nregion: eu-west-1\navailability_zones: [a, b]\n", dice.pick(&["lab", "corp-x"]));
    text += dice.pick(&["", "tags: {Owner: platform}\n", "retain: false\n"]);
    text += dice.pick(&["", "link_pools: {tunnels: 169.254.96.0/22, virtual_interfaces: 10.255.0.0/24}\n"]);
    text += "address_pools: {one: 10.0.0.0/12, two: {cidr: 10.32.0.0/12, reserve: [10.47.0.0/16]}}\n";
    // A Direct Connect gateway has one kind of end, and one end.
    text += dice.pick(&[
        "direct_connect_gateways: {main: {asn: 64513}}\n",
        "direct_connect_gateways: {main: {asn: 4200000200}}\n",
        "direct_connect_gateways: {main: {id: 5f294f92-bafb-4011-916d-9b0b12345678, asn: 64601}}\n",
    ]);
    let connect = hub && connects::are_there(seed);
    let ends = if hub { None } else { several::ends(seed) };
    if hub {
        transit(dice, count, ipsec || connect, &mut text);
        text += connects::vpc(connect);
    } else {
        lone(dice, &mut text);
        several::add(ends, &mut text);
    }
    text += "sites:\n";
    for number in 0..count {
        site(dice, number, (hub, ipsec, ends), &mut text);
    }
    connects::add(seed, connect, &mut text);
    text += dice.pick(OF_SITES);
    if hub && !ipsec && Dice::new(seed.wrapping_add(0x511)).one_in(2) {
        return text.replacen("asn: ", "site_link: true, asn: ", 1);
    }
    text
}

/// Spokes of a transit gateway, with a firewall between them and the sites now and then.
fn transit(dice: &mut Dice, count: usize, ipsec: bool, text: &mut String) {
    let own = dice.pick(&["asn: 64512", "asn: 4200000100", "id: tgw-0123456789abcdef0, asn: 64600"]);
    let firewall = dice.one_in(3);
    let announce = dice.pick(&["", "", ", announce: pools"]);
    let talk = dice.pick(&["", ", reaches: [on-prem]"]);
    let more = format!("{talk}{announce}");
    let on_prem = more.trim_start_matches(", ");
    let blocks = if count > 1 { "100.127.0.0/24" } else { "10.40.0.0/24, 100.127.4.0/22" };
    let own = if ipsec { format!("{own}, cidrs: [{blocks}]") } else { own.to_owned() };
    let reaches = if count > 1 { "on-prem, branches" } else { "on-prem" };
    let branches = if count > 1 { ", branches: {}" } else { "" };
    let inspection = if firewall { ", inspection: {through: look, between: [[cloud, on-prem]]}" } else { "" };
    let _ = writeln!(
        text,
        "transit_gateways: {{hub: {{{own}, segments: {{cloud: {{reaches: [{reaches}]}}, on-prem: {{{on_prem}}}{branches}}}{inspection}}}}}\nvpcs:"
    );
    if firewall {
        *text += "  look: {pool: two, prefix: 24, role: inspection, attach: {to: hub}}\n";
    }
    for number in 0..=dice.roll(3) {
        let block = match dice.roll(3) {
            0 => format!("cidr: 172.{}.0.0/20", 24 + number),
            _ => format!("pool: one, prefix: {}", 18 + dice.roll(2)),
        };
        let _ = writeln!(
            text,
            "  vpc-{number}: {{{block}, attach: {{to: hub, segment: cloud}}, tiers: {{app: {{prefix: 26, route: transit}}}}}}"
        );
    }
}

/// A VPC with a VPN gateway.
fn lone(dice: &mut Dice, text: &mut String) {
    let gateway = dice.pick(&["", ", vpn_gateway: {asn: 64600}", ", vpn_gateway: {asn: 4200000100}"]);
    let more = dice.pick(&["", ", secondary_cidrs: [{cidr: 10.9.0.0/20}]"]);
    let ipv6 = dual::of_vpc(text.len() + gateway.len() + more.len());
    let _ = writeln!(
        text,
        "vpcs: {{vpc-0: {{cidr: 10.8.0.0/16{ipv6}{gateway}{more}, tiers: {{app: {{prefix: 24, route: local, hub: true}}, db: {{prefix: 24, route: local}}}}}}}}"
    );
}

/// What the uplinks of a site have in common.
struct Making {
    site: usize,
    platforms: Vec<&'static str>,
    hub: bool,
    /// Whether what comes by Direct Connect is encrypted.
    ipsec: bool,
}

/// The address that hosts send to, of two routers whose platforms make one.
fn first_hop(dice: &mut Dice, making: &Making, lan: &str) -> String {
    let shares = making.platforms.len() == 2 && !making.platforms.contains(&"linux") && !dice.one_in(3);
    let group = dice.pick(&["", ", protocol: vrrp", ", group: 77"]);
    let address = lan.replace('N', "1");
    let address = address.split('/').next().unwrap_or_default();
    if shares { format!(", virtual: {address}{group}") } else { String::new() }
}

fn site(dice: &mut Dice, number: usize, (hub, ipsec, ends): (bool, bool, Option<&str>), text: &mut String) {
    let counts = dice.pick(&[(1, 1), (2, 1), (0, 2), (1, 2), (2, 2), (0, 1), (1, 0), (2, 0)]);
    let (directs, vpns) = dual::uplinks(hub, text, several::uplinks(ends, counts));
    let routers = 1 + dice.roll((directs + vpns).min(3));
    // Tunnels end on a platform that has them: `juniper-mx` stands last.
    let ends_vpn = |router: usize| (directs..directs + vpns).any(|uplink| uplink % routers == router);
    let known = |router| &PLATFORMS[..if ipsec || ends_vpn(router) { 3 } else { 5 }];
    let platforms = (0..routers).map(|router| unknown(dice.pick(known(router)), text.len() + 7 * number, router));
    let platforms = platforms.collect();
    let asn = dice.pick(&[["65000", "65001"], ["4200000001", "4200000002"], ["64496", "2147483648"]])[number];
    let ipv6 = dual::wanted(hub, vpns, asn, text);
    let making = Making { site: number, platforms: dual::platforms(ipv6, platforms, text), hub, ipsec };
    let (lan, prefixes, learned) = dual::lan(ipv6, number, prefixes(dice, number));
    let end = match (hub, number) {
        (false, _) => ends.unwrap_or("{to: vpc/vpc-0}"),
        (true, 0) => "{to: hub, segment: on-prem}",
        // One Direct Connect gateway has one end.
        _ if directs > 0 => "{to: hub, segment: on-prem}",
        _ => dice.pick(&["{to: hub, segment: on-prem}", "{to: hub, segment: branches}"]),
    };
    let name = ["tokyo", "o-2"][number];
    let _ = writeln!(text, "  {name}:\n    asn: {asn}\n    prefixes: [{prefixes}]\n    attach: {end}");
    *text += &(dual::prefixes(ipv6, number, text) + dice.pick(&["", "    greenfield: true\n"]));
    *text += dice.pick(ALARMS);
    *text += "    routers:\n";
    let first_hop = first_hop(dice, &making, &lan);
    for (index, platform) in making.platforms.iter().enumerate() {
        let address = lan.replace('N', &(index + 2).to_string());
        let host = address.split('/').next().unwrap_or_default();
        let port = port(platform, 0);
        let multipath =
            if *platform == "linux" { "" } else { dice.pick(&["", ", multipath: true", ", multipath: false"]) };
        let _ = writeln!(
            text,
            "      edge-{index}: {{platform: {platform}, router_id: {host}, lan: {{interface: {port}, address: {address}{learned}{first_hop}}}{multipath}}}"
        );
    }
    *text += "    uplinks:\n";
    let groups = uplinks(dice, &making, [directs, vpns], text);
    publics::add(&making.platforms, number, asn, text);
    if directs + vpns > 1 {
        let _ = writeln!(text, "    prefer: [{}]", groups.join(", "));
    }
}

/// Uplinks of both kinds, Direct Connect first; their order, with equal ones in a list now and then.
fn uplinks(dice: &mut Dice, making: &Making, [directs, vpns]: [usize; 2], text: &mut String) -> Vec<String> {
    let routers = making.platforms.len();
    let mut groups: Vec<String> = Vec::new();
    for (is_direct, count) in [(true, directs), (false, vpns)] {
        let first = dice.roll(2) * 2;
        let mut names = Vec::new();
        for index in 0..count {
            let router = (if is_direct { index } else { directs + index }) % routers;
            let name = if is_direct { DIRECT[first + index] } else { VPN[first + index] };
            names.push(name);
            let uplink = if is_direct {
                direct(dice, making, index, router)
            } else {
                vpn(dice, making, index, router, (directs, vpns))
            };
            let _ = writeln!(text, "      {name}: {uplink}");
        }
        if dice.one_in(2) {
            names.reverse();
        }
        match names.as_slice() {
            [] => {}
            [one, other] if dice.one_in(5) => groups.push(format!("[{one}, {other}]")),
            names => groups.extend(names.iter().map(|name| (*name).to_owned())),
        }
    }
    groups
}

/// The network of routers with `N` for a router, the prefixes, and what is learned of others.
fn prefixes(dice: &mut Dice, site: usize) -> (&'static str, &'static str, &'static str) {
    let all = [
        [
            ("192.168.1.N/24", "192.168.0.0/16", ""),
            ("192.168.1.N/24", "192.168.1.0/24", ""),
            ("172.20.1.N/24", "172.20.0.0/16, 192.168.0.0/17", ", contributors: [192.168.5.0/24]"),
            ("10.47.1.N/24", "10.47.0.0/16", ", contributors: [10.47.2.0/24]"),
        ],
        [
            ("192.0.2.N/25", "192.0.2.0/24", ""),
            ("172.21.0.N/16", "172.21.0.0/16", ""),
            ("172.21.8.N/24", "172.21.0.0/18", ""),
            ("172.21.8.N/24", "172.21.0.0/18, 192.0.2.0/24", ", contributors: [192.0.2.0/24]"),
        ],
    ];
    dice.pick(&all[site])
}

/// An interface as a platform calls it.
pub fn port(platform: &str, number: usize) -> String {
    match platform {
        "linux" => format!("eth{number}"),
        "cisco-ios-xe" => format!("GigabitEthernet0/0/{number}"),
        "other" => format!("port{number}"),
        _ => format!("ge-0/0/{number}"),
    }
}

fn direct(dice: &mut Dice, making: &Making, index: usize, router: usize) -> String {
    let serial = 2 * making.site + index;
    let mut parts = vec![
        format!("router: edge-{router}"),
        format!("interface: {}", port(making.platforms[router], 1 + index)),
        format!("connection: dxcon-ffabc12{serial}"),
        "gateway: main".to_owned(),
        format!("vlan: {}", 100 + 10 * serial + dice.roll(10)),
        format!("bfd: {}", dice.pick(&["true", "false", "{interval: 1000, multiplier: 3}", "{multiplier: 5}"])),
    ];
    let link = format!("link: 10.254.{serial}.{}/30", 4 * dice.roll(60));
    for (odds, part) in [
        (3, link.as_str()),
        (if making.ipsec { usize::MAX } else { 4 }, "mtu: 8500"),
        (3, "key: {secret: corp/dx}"),
        (3, "location: EqDC2"),
        (5, "hosted: true"),
        (3, "description: \"Carrier X, circuit 4711/A\""),
    ] {
        if dice.one_in(odds) {
            parts.push(part.to_owned());
        }
    }
    if making.ipsec {
        let interface = match making.platforms[router] {
            "linux" => "lo",
            "cisco-ios-xe" => "Loopback10",
            "other" => "lo.10",
            _ => "lo0",
        };
        let more = ["", ", tunnels: balanced", ", tunnels: primary-backup", ", keys: {secret: corp/dx-vpn}"];
        let more = more[(serial + router + parts.len()) % more.len()];
        let address = format!("100.64.{}.{}", making.site, router + 1);
        let more = more.to_owned() + &inside(serial, router + parts.len());
        parts.push(format!("encrypt: ipsec, ipsec: {{interface: {interface}, address: {address}{more}}}"));
    }
    format!("{{direct_connect: {{{}}}}}", parts.join(", "))
}

fn vpn(dice: &mut Dice, making: &Making, index: usize, router: usize, (directs, vpns): (usize, usize)) -> String {
    let serial = 2 * making.site + index;
    let mut parts = vec![
        format!("router: edge-{router}"),
        format!("interface: {}", port(making.platforms[router], 5 + index)),
        format!("outside_ip: 203.0.113.{}", 10 + serial),
    ];
    if dice.one_in(3) {
        // The same address before both connections, now and then.
        parts.push(format!("local_address: 198.18.0.{}", if dice.one_in(2) { 1 } else { 2 + serial }));
    }
    match dice.roll(6) {
        0 | 1 => parts.push("next_hop: 198.18.0.254".to_owned()),
        2 if making.platforms[router] != "linux" => parts.push(format!("vrf: {}", dice.pick(&["INET", "isp-2"]))),
        _ => {}
    }
    if dice.one_in(2) {
        parts.push(format!("path_mtu: {}", dice.pick(&[1492, 1400, 1454, 1280])));
    }
    if dice.one_in(2) {
        parts.push(format!("tunnels: {}", dice.pick(&["balanced", "primary-backup"])));
    }
    if vpns == 1 && (directs == 0 || !making.hub) && dice.one_in(5) {
        parts.push("routing: static".to_owned());
    }
    if dice.one_in(3) {
        let net = |tunnel: usize| format!("169.254.{}.{}/30", 64 + 4 * serial + 2 * tunnel, 4 * (serial + tunnel));
        let order = if dice.one_in(2) { [0, 1] } else { [1, 0] };
        parts.push(format!("inside: [{}, {}]", net(order[0]), net(order[1])));
    }
    if dice.one_in(3) {
        parts.push("keys: {secret: corp/vpn}".to_owned());
    }
    let is_static = parts.iter().any(|part| part == "routing: static");
    if !dice.one_in(3) {
        parts.push(crypto(dice, making.platforms[router]));
    }
    parts.extend(options(5 * serial + 3 * router + parts.concat().len(), (making.hub, is_static)));
    format!("{{vpn: {{{}}}}}", parts.join(", "))
}

/// A document and an edit of it: uplinks, prefixes, VPCs, ciphers, order and sizes come, go and change. Now and then another document as a whole.
pub fn edit(seed: u64) -> (String, String) {
    let dice = &mut Dice::new(seed.wrapping_mul(0x51ed_2705).wrapping_add(11));
    let old = document(seed);
    if dice.one_in(4) {
        return (old, document(seed.wrapping_add(1 + dice.roll(40) as u64)));
    }
    let mut new = old.clone();
    for _ in 0..=dice.roll(3) {
        new = edited(dice, &new);
    }
    new = several::edited(&new, seed);
    if dice.one_in(3) { (new, old) } else { (old, new) }
}

fn edited(dice: &mut Dice, text: &str) -> String {
    let swap = |from: &str, to: &str| text.replacen(from, to, 1);
    if let Some(other) = publics::edited(text) {
        return other;
    }
    match dice.roll(11) {
        0 => dual::edited(&swap("    prefixes: [", "    prefixes: [198.19.4.0/23, ")),
        1 => swap("    prefixes: [", "    prefixes: [198.19.9.9/32, "),
        2 if text.contains("cloud: {") => swap(
            "\nvpcs:\n",
            "\nvpcs:\n  more: {cidr: 172.31.0.0/20, attach: {to: hub, segment: cloud}, tiers: {app: {prefix: 26, route: transit}}}\n",
        ),
        3 => swap("encryption: AES128", "encryption: AES256"),
        4 => swap("dh_group: 14", "dh_group: 20"),
        5 => swap("bfd: true", "bfd: {interval: 1000, multiplier: 3}"),
        6 => swap("outside_ip:", "path_mtu: 1460, outside_ip:").replacen("dpd_timeout: 60", "dpd_timeout: 90", 1),
        7 => turned(text),
        8 => fewer(text),
        9 => swap("    attach: {to: hub", "    greenfield: true\n    attach: {to: hub"),
        _ => swap("tunnels: balanced", "tunnels: primary-backup"),
    }
}
