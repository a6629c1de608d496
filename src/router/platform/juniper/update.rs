//! Changes of a router with Junos: one file of `delete` and `set` lines for each step, which a commit takes at once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::ZONE;
use crate::router::update::link::neighbor_of;
use crate::router::update::rule::{Effect, Gone, Rule, Whose};
use crate::router::update::state::Config;
use crate::router::update::statement::{Grammar, Statement, Syntax};
use crate::router::update::{Load, Updates};

/// Junos.
pub(super) struct JunosUpdates;

const FILE: &str = "conf";

const RULES: &[Rule] = &[
    // Other LAGs of the device may need it, so it is never lowered.
    Rule::top("chassis", 0).opens("chassis").goes(Gone::Container),
    Rule::within("chassis", "aggregated-devices", 0).opens("aggregated").goes(Gone::Container),
    Rule::within("aggregated", "ethernet", 0).opens("ethernet").goes(Gone::Container),
    Rule::within("ethernet", "device-count ?", 0).goes(Gone::Nothing),
    Rule::top("interfaces", 0).opens("interfaces").goes(Gone::Container),
    Rule::within("interfaces", "*", 0).opens("port").goes(Gone::Container),
    Rule::within("port", "ether-options", 0).opens("ether").goes(Gone::Container),
    Rule::within("port", "gigether-options", 0).opens("ether").goes(Gone::Container),
    Rule::within("ether", "802.3ad ?", 0).goes(Gone::Upto(1)),
    Rule::within("port", "aggregated-ether-options", 0).opens("bundle"),
    Rule::within("bundle", "lacp", 0).opens("lacp"),
    Rule::within("lacp", "active", 0),
    Rule::within("bundle", "minimum-links ?", 0).goes(Gone::Upto(1)),
    // They concern everything on the port, so they are taken back by hand.
    Rule::within("port", "mtu ?", 0).goes(Gone::Nothing),
    Rule::within("port", "vlan-tagging", 0).goes(Gone::Nothing),
    Rule::within("port", "unit *", 0).before("family inet").opens("lan").goes(Gone::Container).of(Whose::Hosts),
    Rule::within("lan", "family inet", 0).opens("own").goes(Gone::Container).of(Whose::Hosts),
    Rule::within("own", "address *", 0).opens("address").goes(Gone::Container).of(Whose::Hosts),
    Rule::within("address", "vrrp-group *", 0).opens("hosts").of(Whose::Hosts),
    Rule::within("hosts", "virtual-address *", 0).of(Whose::Hosts),
    Rule::within("hosts", "priority ?", 0).goes(Gone::Upto(1)).of(Whose::Hosts),
    Rule::within("hosts", "preempt", 0).opens("preempt").of(Whose::Hosts),
    Rule::within("preempt", "hold-time ?", 0).goes(Gone::Upto(1)).of(Whose::Hosts),
    Rule::within("hosts", "accept-data", 0).of(Whose::Hosts),
    Rule::within("hosts", "track", 0).opens("followed").of(Whose::Hosts),
    Rule::within("followed", "interface *", 0).opens("cost").of(Whose::Hosts),
    Rule::within("cost", "priority-cost ?", 0).goes(Gone::Upto(1)).of(Whose::Hosts),
    Rule::within("followed", "priority-hold-time ?", 0).goes(Gone::Upto(1)).of(Whose::Hosts),
    Rule::within("port", "unit *", 0).opens("unit").of(Whose::Session),
    Rule::within("unit", "description \"??\"", 0).goes(Gone::Upto(1)),
    Rule::within("unit", "vlan-id ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("unit", "family inet", 0).opens("inet"),
    Rule::within("inet", "mtu ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("inet", "address *", 0).does(Effect::Resets),
    Rule::top("security", 0).opens("security").goes(Gone::Container),
    Rule::within("security", "ike", 0).opens("ike").goes(Gone::Container),
    Rule::within("ike", "proposal #", 0).opens("proposal").of(Whose::Common),
    Rule::within("proposal", "authentication-method pre-shared-keys", 0),
    Rule::within("proposal", "protocol esp", 0),
    Rule::within("proposal", "dh-group ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("proposal", "authentication-algorithm ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("proposal", "encryption-algorithm ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("proposal", "lifetime-seconds ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("ike", "policy #", 0).opens("keys").of(Whose::Session),
    Rule::within("keys", "proposals *", 0).does(Effect::Next),
    Rule::within("keys", "pre-shared-key ascii-text \"?\"", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("keys", "netgen-unbound-pre-shared-key *", 0).goes(Gone::Nothing),
    Rule::within("ike", "gateway #", 0).opens("gateway").of(Whose::Session),
    Rule::within("gateway", "ike-policy ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("gateway", "address *", 0).does(Effect::Resets),
    Rule::within("gateway", "netgen-unbound-outside-address *", 0).goes(Gone::Nothing),
    Rule::within("gateway", "dead-peer-detection", 0).opens("dead"),
    Rule::within("dead", "always-send", 0),
    Rule::within("dead", "interval ?", 0).goes(Gone::Upto(1)),
    Rule::within("dead", "threshold ?", 0).goes(Gone::Upto(1)),
    Rule::within("gateway", "local-identity inet ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("gateway", "external-interface ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("gateway", "local-address ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("gateway", "version v2-only", 0),
    Rule::within("security", "ipsec", 0).opens("ipsec").goes(Gone::Container),
    Rule::within("ipsec", "proposal #", 0).opens("proposal").of(Whose::Common),
    Rule::within("ipsec", "policy #", 0).opens("forward").of(Whose::Common),
    Rule::within("forward", "perfect-forward-secrecy", 0).opens("secrecy"),
    Rule::within("secrecy", "keys ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("forward", "proposals *", 0).does(Effect::Next),
    Rule::within("ipsec", "vpn #", 0).opens("vpn").of(Whose::Session),
    Rule::within("vpn", "bind-interface ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("vpn", "ike", 0).opens("uses"),
    Rule::within("uses", "gateway ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("uses", "ipsec-policy ?", 0).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("vpn", "establish-tunnels immediately", 0),
    Rule::within("security", "flow", 0).opens("flow").goes(Gone::Container),
    Rule::within("flow", "tcp-mss", 0).opens("segments").goes(Gone::Container),
    Rule::within("segments", "ipsec-vpn", 0).opens("clamp"),
    Rule::within("clamp", "mss ?", 0).goes(Gone::Upto(1)),
    Rule::within("security", "zones", 0).opens("zones").goes(Gone::Container),
    // That of all uplinks into VPCs goes with its last member; what Junos may keep of it is empty and does nothing.
    Rule::within("zones", "security-zone ng-aws", 0).opens("common zone").goes(Gone::Container),
    Rule::within("common zone", "interfaces", 0).opens("members").goes(Gone::Container),
    Rule::within("zones", "security-zone #", 0).opens("zone").of(Whose::Session),
    Rule::within("zone", "interfaces", 0).opens("members"),
    Rule::within("members", "@", 0).opens("member").of(Whose::Session),
    Rule::within("member", "host-inbound-traffic", 0).opens("inbound"),
    Rule::within("inbound", "system-services *", 0),
    Rule::within("inbound", "protocols *", 0),
    Rule::top("policy-options", 0).opens("policies").goes(Gone::Container),
    Rule::within("policies", "prefix-list #", 0).opens("list").does(Effect::Policy),
    Rule::within("list", "*", 0).does(Effect::Policy),
    Rule::within("policies", "policy-statement #", 0).opens("statement").does(Effect::Policy),
    Rule::within("statement", "term *", 0).opens("term").does(Effect::Policy),
    Rule::within("statement", "then reject", 0).does(Effect::Policy),
    Rule::within("term", "from", 0).opens("from").does(Effect::Policy),
    Rule::within("from", "prefix-list #", 0).does(Effect::Policy),
    Rule::within("from", "protocol *", 0).does(Effect::Policy),
    Rule::within("from", "route-filter * exact", 0).does(Effect::Policy),
    Rule::within("from", "route-filter * orlonger", 0).does(Effect::Policy),
    Rule::within("from", "route-filter * prefix-length-range *", 0).does(Effect::Policy),
    Rule::within("from", "community *", 0).does(Effect::Policy),
    Rule::within("term", "then reject", 0).does(Effect::Policy),
    Rule::within("term", "then", 0).opens("then").does(Effect::Policy),
    Rule::within("statement", "then", 0).opens("then").does(Effect::Policy),
    Rule::within("then", "local-preference ?", 0).goes(Gone::Upto(1)).does(Effect::Policy),
    Rule::within("then", "community set *", 0).does(Effect::Policy),
    Rule::within("then", "community delete *", 0).does(Effect::Policy),
    Rule::within("then", "metric ?", 0).goes(Gone::Upto(1)).does(Effect::Policy),
    Rule::within("then", "as-path-prepend \"??\"", 0).goes(Gone::Upto(1)).does(Effect::Policy),
    Rule::within("then", "next-hop self", 0).goes(Gone::Upto(1)).does(Effect::Policy),
    Rule::within("then", "load-balance per-packet", 0).goes(Gone::Upto(1)).does(Effect::Policy),
    Rule::within("then", "accept", 0).does(Effect::Policy),
    Rule::within("policies", "community # members *:*", 0).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("policies", "community # members ?", 0).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::top("routing-options", 0).opens("routing").goes(Gone::Container),
    Rule::within("routing", "router-id ?", 0).goes(Gone::Upto(1)),
    Rule::within("routing", "autonomous-system *", 0).goes(Gone::Refused("its autonomous system has another number")),
    Rule::within("routing", "static", 0).opens("static").goes(Gone::Container),
    Rule::within("static", "route * next-hop *", 0),
    Rule::within("static", "netgen-unbound-host-route *", 0),
    Rule::within("routing", "aggregate", 0).opens("aggregate").goes(Gone::Container),
    Rule::within("aggregate", "route * policy ?", 0).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("routing", "forwarding-table export #", 0),
    Rule::top("protocols", 0).opens("protocols").goes(Gone::Container),
    Rule::within("protocols", "bgp", 0).opens("bgp").goes(Gone::Container),
    Rule::within("protocols", "vrrp", 0).opens("vrrp").goes(Gone::Container),
    // It concerns every group of VRRP, so it stays.
    Rule::within("vrrp", "asymmetric-hold-time", 0).goes(Gone::Nothing),
    Rule::within("bgp", "group #", 0).opens("group").of(Whose::Session),
    Rule::within("group", "type ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("group", "multipath", 0),
    Rule::within("group", "hold-time ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("group", "import ?", 0).goes(Gone::Upto(1)),
    Rule::within("group", "export ?", 0).goes(Gone::Upto(1)),
    Rule::within("group", "graceful-restart disable", 0).does(Effect::Resets),
    Rule::within("group", "local-address ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("group", "authentication-key \"?\"", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("group", "netgen-unbound-bgp-key *", 0).goes(Gone::Nothing),
    Rule::within("group", "bfd-liveness-detection", 0).opens("bfd"),
    Rule::within("bfd", "minimum-interval ?", 0).goes(Gone::Upto(1)),
    Rule::within("bfd", "multiplier ?", 0).goes(Gone::Upto(1)),
    Rule::within("group", "family inet", 0).opens("family"),
    Rule::within("family", "unicast", 0).opens("unicast"),
    Rule::within("unicast", "accepted-prefix-limit", 0).opens("limit"),
    Rule::within("limit", "maximum ?", 0).of(Whose::Limit).goes(Gone::Upto(1)),
    Rule::within("limit", "teardown 80 idle-timeout ?", 0).goes(Gone::Upto(1)),
    Rule::within("group", "neighbor *", 0).opens("neighbor"),
    Rule::within("neighbor", "peer-as ?", 0).goes(Gone::Upto(1)).does(Effect::Resets),
    Rule::within("neighbor", "description \"??\"", 0).goes(Gone::Upto(1)),
];

const GRAMMARS: &[Grammar] = &[Grammar { ending: FILE, syntax: Syntax::Junos, rules: RULES }];

impl Updates for JunosUpdates {
    fn grammars(&self) -> &'static [Grammar] {
        GRAMMARS
    }

    fn neighbors(&self, config: &Config) -> Vec<String> {
        let all = config.of(FILE).iter().filter(|one| one.rule.block == "neighbor");
        all.filter_map(|one| one.captured.first().cloned()).collect()
    }

    fn together(&self, config: &Config) -> Vec<Vec<String>> {
        let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for one in config.of(FILE).iter().filter(|one| one.rule.block == "neighbor") {
            let group = one.at.get(2).map(String::as_str).unwrap_or_default();
            groups.entry(group).or_default().extend(one.captured.first().cloned());
        }
        groups.into_values().collect()
    }

    fn session(&self, config: &Config, _: &str, statement: &Statement) -> Option<String> {
        let at: Vec<&str> = statement.at.iter().map(String::as_str).collect();
        match at.as_slice() {
            ["interfaces", port, unit, ..] => neighbor_on(config, port, unit.strip_prefix("unit ")?),
            ["security", "ike" | "ipsec", named, ..] => {
                let (kind, name) = named.split_once(' ')?;
                if kind == "proposal" || (kind == "policy" && at.get(1) == Some(&"ipsec")) {
                    return None;
                }
                let at = ["security", "ipsec", &format!("vpn {name}"), "bind-interface ?"].map(str::to_owned);
                let (port, unit) = config.find(FILE, &at)?.last_word().rsplit_once('.')?;
                neighbor_on(config, port, unit)
            }
            ["security", "zones", _, "interfaces", member, ..] => {
                let (port, unit) = member.rsplit_once('.')?;
                neighbor_on(config, port, unit)
            }
            // That of a public virtual interface goes and comes with it; the other one has many members.
            ["security", "zones", zone] | ["security", "zones", zone, "interfaces"]
                if *zone != format!("security-zone {ZONE}") =>
            {
                let member =
                    |one: &&Statement| one.rule.block == "member" && one.at.get(2).is_some_and(|at| at == zone);
                let (port, unit) = config.of(FILE).iter().find(member)?.at.last()?.rsplit_once('.')?;
                neighbor_on(config, port, unit)
            }
            ["protocols", "bgp", group, rest @ ..] => {
                if let Some(neighbor) = rest.first().and_then(|one| one.strip_prefix("neighbor ")) {
                    return Some(neighbor.to_owned());
                }
                let of = |one: &&Statement| one.rule.block == "neighbor" && one.at.get(2).is_some_and(|at| at == group);
                config.of(FILE).iter().find(of)?.captured.first().cloned()
            }
            _ => None,
        }
    }

    fn loads(&self, _: &str, before: &Config, after: &Config) -> Vec<Load> {
        let text = lines(before, after);
        let mut loads = Vec::new();
        if !text.is_empty() {
            loads.push(Load {
                file: Some(("set".to_owned(), text)),
                how: "`configure`, `load set FILE`, `show | compare`, `commit check`, `commit confirmed 10`; `commit` once it was seen to \
                      work"
                    .to_owned(),
            });
        }
        let crypto = |one: &&Statement| one.rule.effect == Effect::Next;
        if after.of(FILE).iter().filter(crypto).any(|one| before.find(FILE, &one.at).is_some_and(|was| was != one)) {
            let how = "tunnels whose values change may begin anew at the commit, both of a connection at once: another uplink carries the \
                       traffic meanwhile";
            loads.push(Load { file: None, how: how.to_owned() });
        }
        let ports = before.of(FILE).iter().filter(|one| one.rule.inside == "port" && one.rule.gone == Gone::Nothing);
        for one in ports.filter(|one| after.find(FILE, &one.at).is_none()) {
            let port = one.at.get(1).map(String::as_str).unwrap_or_default();
            let how = format!("`{port}`: `{}` is taken back by hand, if nothing else on the port needs it", one.words);
            loads.push(Load { file: None, how });
        }
        loads
    }

    fn seen(&self) -> &'static str {
        "show bgp summary"
    }

    fn keep(&self) -> &'static str {
        "`show system commit`: no commit waits to be confirmed"
    }
}

/// The neighbor on a unit: the other end of its link.
fn neighbor_on(config: &Config, port: &str, unit: &str) -> Option<String> {
    let around = ["interfaces", port, &format!("unit {unit}"), "family inet"].map(str::to_owned);
    let address = config.of(FILE).iter().find(|one| one.around() == around && one.words.starts_with("address "))?;
    neighbor_of(address.captured.first()?)
}

/// What goes, then what comes. A commit takes all of it at once, so no order leaves a gap.
fn lines(before: &Config, after: &Config) -> String {
    let (old, new) = (before.of(FILE), after.of(FILE));
    let find = |list: &'_ [Statement], at: &[String]| list.iter().position(|one| one.at == at);
    let path = |list: &[Statement], one: &Statement| {
        let heads = (1..one.at.len()).filter_map(|length| list.get(find(list, one.at.get(..length)?)?));
        heads.fold(String::new(), |path, head| path + &head.words + " ")
    };
    let is_gone = |one: &Statement| find(new, &one.at).is_none() && taken(one).is_some();
    let mut out = String::new();
    for one in old.iter().filter(|one| is_gone(one)) {
        let above = (1..one.at.len()).filter_map(|length| old.get(find(old, one.at.get(..length)?)?));
        if above.into_iter().any(is_gone) {
            continue;
        }
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "delete {}{}", path(old, one), taken(one).unwrap_or_default());
    }
    for one in new.iter().filter(|one| one.rule.block.is_empty()) {
        let was = find(old, &one.at).and_then(|n| old.get(n));
        if was != Some(one) && !is_lowered(was, one) {
            let _ = writeln!(out, "set {}{}", path(new, one), one.words);
        }
    }
    out
}

/// Whether fewer LAGs than before would be left for others of the device.
fn is_lowered(was: Option<&Statement>, one: &Statement) -> bool {
    let count = |one: &Statement| one.words.strip_prefix("device-count ").and_then(|count| count.parse::<u16>().ok());
    was.and_then(count).zip(count(one)).is_some_and(|(was, count)| count < was)
}

fn taken(one: &Statement) -> Option<String> {
    match one.rule.gone {
        Gone::Words => Some(one.words.clone()),
        Gone::Upto(count) => Some(one.words.split(' ').take(count).collect::<Vec<_>>().join(" ")),
        Gone::Container | Gone::Nothing | Gone::Refused(_) => None,
    }
}
