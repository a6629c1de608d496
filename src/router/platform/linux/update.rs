//! Changes of a Linux router: FRR takes lines, strongSwan its whole file with one tunnel changed at a time, the rest are files that are
//! replaced as a whole.

use std::collections::BTreeSet;

use super::frr::FRR;
use crate::router::update::delta::delta;
use crate::router::update::link::neighbor_of;
use crate::router::update::print::{indented, whole};
use crate::router::update::rule::{Effect, Rule, Whose};
use crate::router::update::state::{Config, grammar};
use crate::router::update::statement::{Grammar, Statement, Syntax};
use crate::router::update::{Load, Updates};

/// Linux.
pub(super) struct LinuxUpdates;

const SWANCTL: &[Rule] = &[
    Rule::top("connections", 0).opens("connections"),
    Rule::within("connections", "#", 0).opens("connection"),
    Rule::within("connection", "netgen_unbound_remote_addrs = *", 0),
    Rule::within("connection", "proposals = ?", 0).does(Effect::Next),
    Rule::within("connection", "* = ?", 0).does(Effect::Resets),
    Rule::within("connection", "local", 0).opens("end"),
    Rule::within("connection", "remote", 0).opens("end"),
    Rule::within("end", "* = ?", 0).does(Effect::Resets),
    Rule::within("connection", "children", 0).opens("children"),
    Rule::within("children", "#", 0).opens("child"),
    Rule::within("child", "* = ?", 0).does(Effect::Next),
];

const SECRETS: &[Rule] = &[
    Rule::top("secrets", 0).opens("secrets"),
    Rule::within("secrets", "ike-*", 0).opens("secret"),
    Rule::within("secret", "id-1 = ?", 0).does(Effect::Next),
    Rule::within("secret", "id-2 = ?", 0).does(Effect::Next),
    Rule::within("secret", "secret = \"?\"", 0).does(Effect::Next),
];

const DAEMON: &[Rule] = &[Rule::top("charon", 0).opens("charon"), Rule::within("charon", "* = ?", 0)];

const NETDEV: &[Rule] = &[
    Rule::top("[NetDev]", 0),
    Rule::top("[Xfrm]", 0),
    Rule::top("[VLAN]", 0),
    Rule::top("[Bond]", 0),
    Rule::top("Name=*", 0),
    Rule::top("Description=ng ??", 0),
    Rule::top("Description=ng", 0),
    Rule::top("Kind=xfrm", 0),
    Rule::top("Kind=vlan", 0),
    Rule::top("Kind=gre", 0),
    Rule::top("[Tunnel]", 0),
    Rule::top("Local=*", 0),
    Rule::top("Remote=*", 0),
    Rule::top("TTL=64", 0),
    Rule::top("Kind=bond", 0),
    Rule::top("Mode=802.3ad", 0),
    Rule::top("MIIMonitorSec=100ms", 0),
    Rule::top("TransmitHashPolicy=layer3+4", 0),
    Rule::top("MinLinks=*", 0),
    Rule::top("MTUBytes=*", 0),
    Rule::top("InterfaceId=*", 0),
    Rule::top("Independent=yes", 0),
    Rule::top("Id=*", 0),
];

const NETWORK: &[Rule] = &[
    Rule::top("[Match]", 0),
    Rule::top("[Link]", 0),
    Rule::top("[Network]", 0),
    Rule::top("Name=*", 0),
    Rule::top("RequiredForOnline=no", 0),
    Rule::top("Address=*", 0),
    Rule::top("VLAN=*", 0),
    Rule::top("Bond=*", 0),
    Rule::top("LinkLocalAddressing=no", 0),
    Rule::top("LinkLocalAddressing=ipv6", 0),
    Rule::top("netgen-unbound-ipv6-address=*", 0),
    Rule::top("IPv6AcceptRA=no", 0),
    Rule::top("ConfigureWithoutCarrier=yes", 0),
];

const SYSCTL: &[Rule] = &[
    Rule::top("net.ipv4.ip_forward = 1", 0),
    Rule::top("net.ipv6.conf.all.forwarding = 1", 0),
    Rule::top("net.ipv4.conf.*.rp_filter = 2", 0),
];

const CLAMP: &[Rule] = &[
    Rule::top("table inet netgen_mss", 0),
    Rule::top("delete table inet netgen_mss", 0),
    Rule::top("table inet netgen_mss {", 0),
    Rule::top("chain forward {", 0),
    Rule::top("type filter hook forward priority mangle; policy accept;", 0),
    Rule::top(
        "oifname \"*\" tcp flags & (syn | rst) == syn tcp option maxseg size > ? tcp option maxseg size set ?",
        0,
    ),
    Rule::top(
        "iifname \"*\" tcp flags & (syn | rst) == syn tcp option maxseg size > ? tcp option maxseg size set ?",
        0,
    ),
    Rule::top("}", 0),
];

const fn file(ending: &'static str, syntax: Syntax, rules: &'static [Rule]) -> Grammar {
    Grammar { ending, syntax, rules }
}

const GRAMMARS: &[Grammar] = &[
    file("frr.conf", Syntax::Indented, FRR),
    file("swanctl.conf", Syntax::Braces, SWANCTL),
    file("secrets.conf", Syntax::Braces, SECRETS),
    file("strongswan.conf", Syntax::Braces, DAEMON),
    file("sysctl.conf", Syntax::Lines, SYSCTL),
    file("mss.nft", Syntax::Lines, CLAMP),
    file(".netdev", Syntax::Lines, NETDEV),
    file(".network", Syntax::Lines, NETWORK),
];

impl Updates for LinuxUpdates {
    fn grammars(&self) -> &'static [Grammar] {
        GRAMMARS
    }

    fn neighbors(&self, config: &Config) -> Vec<String> {
        let all = config.of("frr.conf").iter().filter(|one| one.rule.pattern == "neighbor * remote-as ?");
        all.filter_map(|one| one.captured.first().cloned()).collect()
    }

    fn session(&self, config: &Config, ending: &str, statement: &Statement) -> Option<String> {
        match (ending, statement.at.get(1)) {
            ("frr.conf", Some(_)) if statement.rule.whose == Whose::Session => {
                marked(config.of("frr.conf"), &statement.at)
            }
            ("swanctl.conf", Some(name)) => carried(config, name),
            ("secrets.conf", Some(name)) => carried(config, name.strip_prefix("ike-")?),
            _ => None,
        }
    }

    fn session_of_file(&self, config: &Config, ending: &str) -> Option<String> {
        let device = ending.strip_suffix(".netdev").or_else(|| ending.strip_suffix(".network"))?;
        neighbor_on(config, device)
    }

    fn both(&self, _: &str, old: &[Statement], new: &[Statement]) -> Vec<Statement> {
        let mut all = new.to_vec();
        let is_new = |one: &&Statement| !new.iter().any(|other| other.words == one.words);
        let devices: BTreeSet<&String> = new.iter().filter_map(|one| one.captured.first()).collect();
        let gone =
            old.iter().filter(is_new).filter(|one| one.captured.first().is_some_and(|own| !devices.contains(own)));
        // Behind the last line about a device: what follows closes the table.
        let at = all.iter().rposition(|one| one.words.trim() != "}").map_or(all.len(), |last| last + 1);
        all.splice(at..at, gone.cloned().collect::<Vec<_>>());
        all
    }

    fn loads(&self, router: &str, before: &Config, after: &Config) -> Vec<Load> {
        let mut loads = files(router, before, after);
        let lines = delta(before.of("frr.conf"), after.of("frr.conf"));
        let closes =
            lines.iter().any(|line| line.words.starts_with("no neighbor ") && line.words.split(' ').count() == 3);
        if !lines.is_empty() {
            let load =
                Load { file: Some(("frr.conf".to_owned(), indented(&lines))), how: "`vtysh -f FILE`".to_owned() };
            // A session closes before its tunnel does, and opens after it.
            let at = if closes { 0 } else { loads.len() };
            loads.insert(at, load);
        }
        loads.extend(tunnels(before, after));
        loads.extend(removed(router, before, after));
        loads
    }

    fn seen(&self) -> &'static str {
        "vtysh -c 'show bgp ipv4 unicast summary'"
    }

    fn keep(&self) -> &'static str {
        "`vtysh -c 'write memory'`"
    }
}

/// The neighbor whose lines a marker follows.
fn marked(frr: &[Statement], at: &[String]) -> Option<String> {
    let position = frr.iter().position(|one| one.at == at)?;
    let before = frr.get(..position)?.iter().rev();
    before.filter(|one| one.rule.whose == Whose::Neighbor).find_map(|one| one.captured.first().cloned())
}

/// The neighbor that a connection carries: on the device with its identifier.
fn carried(config: &Config, connection: &str) -> Option<String> {
    let at = ["connections", connection, "if_id_in = ?"].map(str::to_owned);
    let id = config.find("swanctl.conf", &at)?.last_word();
    let mut units = config.0.iter().filter_map(|(ending, unit)| Some((ending.strip_suffix(".netdev")?, unit)));
    let (device, _) = units.find(|(_, unit)| unit.iter().any(|one| one.words == format!("InterfaceId={id}")))?;
    neighbor_on(config, device)
}

/// The neighbor on a device: the other end of its link.
fn neighbor_on(config: &Config, device: &str) -> Option<String> {
    let unit = config.of(&format!("{device}.network"));
    neighbor_of(unit.iter().find_map(|one| one.words.strip_prefix("Address="))?)
}

/// Files that are new or other than before, each with its place and what reads it.
fn files(router: &str, before: &Config, after: &Config) -> Vec<Load> {
    let mut loads = Vec::new();
    let mut kinds: Vec<(&str, String)> = Vec::new();
    for kind in [".netdev", ".network", "sysctl.conf", "mss.nft", "strongswan.conf", "secrets.conf", "swanctl.conf"] {
        kinds.extend(after.0.keys().filter(|ending| ending.ends_with(kind)).map(|ending| (kind, ending.clone())));
    }
    for (kind, ending) in kinds {
        let Some(known) = grammar(&LinuxUpdates, &ending) else { continue };
        let text = whole(after.of(&ending), known.syntax);
        if text == whole(before.of(&ending), known.syntax) {
            continue;
        }
        let how = place(router, kind, &ending, after);
        loads.push(Load { file: Some((ending, text)), how });
    }
    loads
}

/// Where a file goes, as the first installation has it.
fn path(router: &str, ending: &str) -> String {
    let folder = match ending {
        _ if ending.ends_with(".netdev") || ending.ends_with(".network") => {
            return format!("/etc/systemd/network/90-{ending}");
        }
        "sysctl.conf" => "/etc/sysctl.d",
        "mss.nft" => "/etc/nftables.d",
        "strongswan.conf" => "/etc/strongswan.d",
        _ => "/etc/swanctl/conf.d",
    };
    format!("{folder}/{router}.{ending}")
}

fn place(router: &str, kind: &str, ending: &str, after: &Config) -> String {
    let then = match kind {
        ".netdev" => {
            let mtu = after.of(ending).iter().find_map(|one| one.words.strip_prefix("MTUBytes=")).unwrap_or_default();
            let device = ending.trim_end_matches(".netdev");
            &format!("`networkctl reload`, and if the device is there, `ip link set {device} mtu {mtu}`")
        }
        ".network" => "`networkctl reload`",
        "sysctl.conf" => "`sysctl -p` with it",
        "mss.nft" => "`nft -f` with it",
        "strongswan.conf" => "`swanctl --reload-settings`",
        "secrets.conf" => "mode 0600; `swanctl --load-creds`",
        _ => "`swanctl --load-conns`, which says that it loaded all connections",
    };
    format!("`FILE` to `{}`; {then}", path(router, ending))
}

/// Connections that begin, begin anew, or end.
fn tunnels(before: &Config, after: &Config) -> Vec<Load> {
    let names = |config: &Config| -> BTreeSet<String> {
        let all = config.of("swanctl.conf").iter().filter(|one| one.rule.block == "connection");
        all.filter_map(|one| one.captured.first().cloned()).collect()
    };
    let of = |config: &Config, name: &str| -> Vec<Statement> {
        let secret = format!("ike-{name}");
        let own = |one: &&Statement| one.at.get(1).is_some_and(|at| *at == name || *at == secret);
        config.of("swanctl.conf").iter().chain(config.of("secrets.conf")).filter(own).cloned().collect()
    };
    let (old, new) = (names(before), names(after));
    let say = |how: String| Load { file: None, how };
    let mut loads = Vec::new();
    for name in old.union(&new) {
        let (end, begin) =
            (format!("`swanctl --terminate --ike {name}`"), format!("`swanctl --initiate --child {name}`"));
        match (old.contains(name), new.contains(name)) {
            (false, _) => loads.push(say(format!("{begin}, once AWS's end is there"))),
            (_, false) => loads.push(say(end)),
            _ if of(before, name) != of(after, name) => {
                loads.push(say(format!("once AWS's end of this tunnel has the new values: {end}, {begin}")));
            }
            _ => {}
        }
    }
    loads
}

/// Files that go, and devices with them.
fn removed(router: &str, before: &Config, after: &Config) -> Vec<Load> {
    let mut loads = Vec::new();
    for ending in before.0.keys().filter(|ending| !after.0.contains_key(*ending)) {
        let (then, file) = match ending.as_str() {
            // It is the router's own, of which netgen has lines alone.
            "frr.conf" => continue,
            "mss.nft" => ("; `nft delete table inet netgen_mss`", path(router, ending)),
            "sysctl.conf" => ("", path(router, ending)),
            "strongswan.conf" => ("; `swanctl --reload-settings`", path(router, ending)),
            "secrets.conf" => ("; `swanctl --load-creds`", path(router, ending)),
            "swanctl.conf" => ("; `swanctl --load-conns`", path(router, ending)),
            other => match other.strip_suffix(".netdev") {
                Some(device) => (&*format!(", `ip link delete {device}`"), path(router, ending)),
                None => ("", path(router, ending)),
            },
        };
        loads.push(Load { file: None, how: format!("`rm {file}`{then}") });
    }
    loads
}
