//! Routing on Junos: filters, anchors and BGP.

use std::collections::BTreeSet;

use super::public;
use super::tree::{Statement, block, leaf, quoted, remark, word};
use crate::net::{Cidr4, Name};
use crate::router::config::{Anchor, Carries, DirectConnect, HostRoute, RouterConfig, Vpn};
use crate::router::names::object;
use crate::router::switch::Turn;
use crate::uplink::bfd::Bfd;
use crate::uplink::failover::HOLD_TIME;
use crate::uplink::preference::{Level, TunnelPreference, Tunnels, local_preference, maximum_prefix};

/// The policy towards the other routers of the site.
const IBGP: &str = "ng-ibgp";
/// The policy for what they send.
const IBGP_IN: &str = "ng-ibgp-accept";
/// The policy that says what an aggregate lives by.
const ANCHOR: &str = "ng-anchor";
/// The policy that puts all equal paths into the forwarding table.
const BALANCE: &str = "ng-balance";
/// A community list that holds every community.
const ANY: &str = "ng-any";

/// Prefix lists, communities and policies. A policy ends with reject, so nothing passes that is not listed.
pub(super) fn options(router: &RouterConfig) -> Statement {
    let prefixes = |list: &[crate::net::Cidr4]| list.iter().map(word).collect();
    let mut all = vec![
        block("prefix-list ng-aws-in", prefixes(&router.aws_prefixes)),
        block("prefix-list ng-site-out", prefixes(&router.site_prefixes)),
    ];
    for one in &router.direct_connects {
        if let Some(path) = one.public() {
            all.extend(public::options(one, path));
            continue;
        }
        let [inward, outward] = ["in", "out"].map(|way| object(&[one.name.as_str(), way]));
        let [list_in, list_out] = lists(one);
        if one.tunnels().is_some() {
            all.push(remark(format!("{}: the ends of its tunnels and nothing else", one.name)));
            all.push(block(format!("prefix-list {list_in}"), prefixes(router.accepted(one))));
            all.push(block(format!("prefix-list {list_out}"), prefixes(&router.announced(one))));
        }
        all.push(accept(&inward, &list_in, vec![leaf("local-preference", local_preference(one.rank))]));
        let community = Level::of(one.rank).map(|level| leaf("community set", community(level)));
        all.push(accept(&outward, &list_out, community.into_iter().collect()));
    }
    for vpn in &router.vpns {
        for (name, preference) in groups(vpn) {
            let [inward, outward] = ["in", "out"].map(|way| object(&[&name, way]));
            all.push(accept(&inward, "ng-aws-in", vec![leaf("local-preference", preference.local_preference)]));
            let mut then = vec![leaf("community delete", ANY)];
            if preference.med > 0 {
                then.push(leaf("metric", preference.med));
            }
            if preference.prepends > 0 {
                let numbers = vec![router.asn.to_string(); usize::from(preference.prepends)];
                then.push(quoted("as-path-prepend", numbers.join(" ")));
            }
            all.push(accept(&outward, "ng-site-out", then));
        }
    }
    if !router.peers.is_empty() {
        all.push(remark("between the routers of the site: what AWS announces and nothing else"));
        all.push(accept(IBGP_IN, "ng-aws-in", Vec::new()));
        let from = vec![leaf("protocol", "bgp"), leaf("prefix-list", "ng-aws-in")];
        let term = vec![block("from", from), block("then", vec![leaf("next-hop", "self"), word("accept")])];
        let inside = vec![block("term listed", term), leaf("then", "reject")];
        all.push(block(format!("policy-statement {IBGP}"), inside));
    }
    all.extend(anchor(router));
    if router.asked_paths().is_some() {
        all.push(block(
            format!("policy-statement {BALANCE}"),
            vec![block("then", vec![leaf("load-balance", "per-packet"), word("accept")])],
        ));
    }
    for level in levels(router) {
        all.push(leaf(&format!("community {} members", community(level)), level));
    }
    for (name, member) in public::communities(router) {
        all.push(leaf(&format!("community {name} members"), member));
    }
    if !router.vpns.is_empty() {
        all.push(leaf(&format!("community {ANY} members"), "*:*"));
    }
    block("policy-options", all)
}

/// The lists of what a virtual interface accepts and announces: those of the router, or its own where it carries tunnels.
fn lists(one: &DirectConnect) -> [String; 2] {
    match one.carries {
        Carries::Site => ["ng-aws-in".to_owned(), "ng-site-out".to_owned()],
        Carries::Tunnels(_) | Carries::Public(_) => ["in", "out"].map(|way| object(&[one.name.as_str(), way])),
    }
}

fn levels(router: &RouterConfig) -> Vec<Level> {
    let ranked = router.direct_connects.iter().filter(|one| one.public().is_none());
    let mut levels: Vec<Level> = ranked.filter_map(|one| Level::of(one.rank)).collect();
    levels.dedup();
    levels
}

fn community(level: Level) -> String {
    object(&["dx", level.word()])
}

/// A policy of one term: what is on the list passes, and nothing else.
pub(super) fn accept(name: &str, list: &str, mut then: Vec<Statement>) -> Statement {
    then.push(word("accept"));
    let term = vec![block("from", vec![leaf("prefix-list", list)]), block("then", then)];
    block(format!("policy-statement {name}"), vec![block("term listed", term), leaf("then", "reject")])
}

/// The site's prefixes that are aggregates.
fn aggregates(router: &RouterConfig) -> Vec<(Cidr4, Cidr4)> {
    let part = |anchor| if let Anchor::Learned(part) = anchor { part } else { router.lan.network };
    router.wide().map(|(prefix, anchor)| (prefix, part(anchor))).collect()
}

/// What the aggregates live by. Without it any longer route, such as that of a loopback, would keep a dead site announced.
fn anchor(router: &RouterConfig) -> Option<Statement> {
    let aggregates = aggregates(router);
    let exact = |part: &Cidr4| word(format!("route-filter {part} exact"));
    let accept = || block("then", vec![word("accept")]);
    let lan = |part: &Cidr4| *part == router.lan.network;
    let parts: BTreeSet<Cidr4> = aggregates.iter().map(|(_, part)| *part).collect();
    let mut terms = Vec::new();
    if let Some(lan) = parts.iter().find(|part| lan(part)) {
        terms.push(block("term lan", vec![block("from", vec![leaf("protocol", "direct"), exact(lan)]), accept()]));
    }
    let others: Vec<Statement> = parts.iter().filter(|part| !lan(part)).map(exact).collect();
    if !others.is_empty() {
        terms.push(block("term contributors", vec![block("from", others), accept()]));
    }
    terms.push(leaf("then", "reject"));
    (!aggregates.is_empty()).then(|| block(format!("policy-statement {ANCHOR}"), terms))
}

/// What keeps the site's prefixes announced.
pub(super) fn routing_options(router: &RouterConfig) -> Statement {
    let mut all = Vec::new();
    if router.greenfield {
        all.push(leaf("router-id", router.router_id));
    }
    all.push(remark("one for the whole device: the check before the change has seen that it is this one, or none"));
    all.push(leaf("autonomous-system", router.asn));
    let mut hosts = Vec::new();
    for HostRoute { tunnel, to, next_hop, .. } in router.host_routes() {
        hosts.push(match to {
            Some(to) => word(format!("route {to}/32 next-hop {next_hop}")),
            None => leaf("netgen-unbound-host-route", tunnel),
        });
    }
    if !hosts.is_empty() {
        all.push(remark("the tunnels' own packets leave by the provider's router, whatever default route is learned"));
        all.push(block("static", hosts));
    }
    let mut lines = Vec::new();
    for (prefix, part) in aggregates(router) {
        lines.push(remark(format!("announced while {part} is up, and withdrawn with it")));
        lines.push(word(format!("route {prefix} policy {ANCHOR}")));
    }
    if !lines.is_empty() {
        all.push(block("aggregate", lines));
    }
    if router.asked_paths().is_some() {
        all.push(remark("all equal paths of every route of the device are used, each flow on one of them"));
        all.push(leaf("forwarding-table export", BALANCE));
    }
    block("routing-options", all)
}

/// The sessions.
pub(super) fn protocols(router: &RouterConfig) -> Statement {
    let mut all = Vec::new();
    for one in &router.direct_connects {
        let mut more = vec![match &one.key {
            Some(key) => quoted("authentication-key", key.reveal()),
            None => leaf("netgen-unbound-bgp-key", &one.name),
        }];
        if let Some(Bfd { interval, multiplier }) = one.bfd {
            let timing = vec![leaf("minimum-interval", interval), leaf("multiplier", multiplier)];
            more.push(block("bfd-liveness-detection", timing));
        }
        let neighbors = vec![block(format!("neighbor {}", one.aws()), vec![leaf("peer-as", one.asn)])];
        all.push(external(router, (&[one.name.as_str()], router.most(one)), more, neighbors));
    }
    for vpn in &router.vpns {
        for (index, (name, _)) in groups(vpn).into_iter().enumerate() {
            let tunnels = vpn.tunnels.iter().enumerate();
            let own = tunnels.filter(|(number, _)| vpn.mode == Tunnels::Balanced || *number == index);
            let neighbor = |(_, tunnel): (usize, &crate::router::config::Tunnel)| {
                block(format!("neighbor {}", tunnel.aws()), vec![leaf("peer-as", vpn.asn)])
            };
            let most = maximum_prefix(router.aws_prefixes.len());
            all.push(external(router, (&[&name], most), Vec::new(), own.map(neighbor).collect()));
        }
    }
    if !router.peers.is_empty() {
        all.push(internal(router));
    }
    let mut protocols = vec![block("bgp", all)];
    if router.lan.first_hop.is_some() {
        protocols.push(remark(
            "concerns every group of VRRP: a priority that falls counts at once, one that rises after the hold time",
        ));
        protocols.push(block("vrrp", vec![word("asymmetric-hold-time")]));
    }
    block("protocols", protocols)
}

/// A group of sessions with AWS: its name, and how many prefixes it may bring.
fn external(
    router: &RouterConfig,
    (name, most): (&[&str], usize),
    more: Vec<Statement>,
    neighbors: Vec<Statement>,
) -> Statement {
    let [inward, outward] = ["in", "out"].map(|way| object(&[name, &[way]].concat()));
    let limit = vec![leaf("maximum", most), leaf("teardown 80 idle-timeout", 5)];
    let mut all = vec![leaf("type", "external")];
    if router.asked_paths().is_some() {
        all.push(word("multipath"));
    }
    all.push(leaf("hold-time", HOLD_TIME));
    all.push(leaf("import", inward));
    all.push(leaf("export", outward));
    all.push(leaf("graceful-restart", "disable"));
    all.extend(more);
    all.push(block("family inet", vec![block("unicast", vec![block("accepted-prefix-limit", limit)])]));
    all.extend(neighbors);
    block(format!("group {}", object(name)), all)
}

fn internal(router: &RouterConfig) -> Statement {
    let mut all = vec![remark("without it nobody compares local preferences"), leaf("type", "internal")];
    all.push(leaf("local-address", router.lan.address));
    all.push(leaf("hold-time", router.platform.capabilities().peer_hold_time));
    all.push(leaf("import", IBGP_IN));
    all.push(leaf("export", IBGP));
    for peer in &router.peers {
        all.push(block(
            format!("neighbor {}", peer.address),
            vec![quoted("description", format!("ng {}", peer.router))],
        ));
    }
    block(format!("group {IBGP}"), all)
}

/// A connection's groups of sessions: one for both tunnels, or one each.
fn groups(vpn: &Vpn) -> Vec<(String, TunnelPreference)> {
    let of = |number| TunnelPreference::of(vpn.rank, vpn.mode, number);
    match vpn.mode {
        Tunnels::Balanced => vec![(vpn.name.to_string(), of(1))],
        Tunnels::PrimaryBackup => [1, 2].map(|number| (format!("{}-t{number}", vpn.name), of(number))).into(),
    }
}

/// The paths of what uses policies.
pub(super) fn users(router: &RouterConfig) -> Vec<String> {
    let direct = router.direct_connects.iter().map(|one| one.name.to_string());
    let vpns = router.vpns.iter().flat_map(groups).map(|(name, _)| name);
    let mut paths: Vec<String> =
        direct.chain(vpns).map(|name| format!("protocols bgp group {}", object(&[&name]))).collect();
    if !router.peers.is_empty() {
        paths.push(format!("protocols bgp group {IBGP}"));
    }
    if router.asked_paths().is_some() {
        paths.push(format!("routing-options forwarding-table export {BALANCE}"));
    }
    let hosts = router.host_routes().filter_map(|route| route.to);
    paths.extend(hosts.map(|to| format!("routing-options static route {to}/32")));
    paths.extend(aggregates(router).iter().map(|(prefix, _)| format!("routing-options aggregate route {prefix}")));
    paths
}

/// Closes or opens the sessions of uplinks: a group that is not active stays in the configuration.
pub(super) fn switch(router: &RouterConfig, uplinks: &[&Name], turn: Turn) -> Vec<String> {
    let verb = match turn {
        Turn::Close => "deactivate",
        Turn::Open => "activate",
    };
    let direct = router.direct_connects.iter().filter(|one| uplinks.contains(&&one.name));
    let vpns = router.vpns.iter().filter(|vpn| uplinks.contains(&&vpn.name));
    let names = direct.map(|one| one.name.to_string()).chain(vpns.flat_map(groups).map(|(name, _)| name));
    names.map(|name| format!("{verb} protocols bgp group {}", object(&[&name]))).collect()
}

/// The paths of policies, then of what they use.
pub(super) fn used(router: &RouterConfig) -> Vec<String> {
    let direct = router.direct_connects.iter().map(|one| one.name.to_string());
    let vpns = router.vpns.iter().flat_map(groups).map(|(name, _)| name);
    let policy =
        |name: String| ["in", "out"].map(|way| format!("policy-options policy-statement {}", object(&[&name, way])));
    let mut paths: Vec<String> = direct.chain(vpns).flat_map(policy).collect();
    if !router.peers.is_empty() {
        paths.extend([IBGP, IBGP_IN].map(|name| format!("policy-options policy-statement {name}")));
    }
    paths.extend(levels(router).into_iter().map(|level| format!("policy-options community {}", community(level))));
    if !router.vpns.is_empty() {
        paths.push(format!("policy-options community {ANY}"));
    }
    paths.extend(public::communities(router).iter().map(|(name, _)| format!("policy-options community {name}")));
    let own = router.direct_connects.iter().filter(|one| one.tunnels().is_some()).flat_map(lists);
    let publics = router.publics().map(|(one, _)| object(&[one.name.as_str(), "out"]));
    paths.extend(own.chain(publics).map(|list| format!("policy-options prefix-list {list}")));
    paths.extend(["ng-aws-in", "ng-site-out"].map(|list| format!("policy-options prefix-list {list}")));
    if !aggregates(router).is_empty() {
        paths.push(format!("policy-options policy-statement {ANCHOR}"));
    }
    if router.asked_paths().is_some() {
        paths.push(format!("policy-options policy-statement {BALANCE}"));
    }
    paths
}
