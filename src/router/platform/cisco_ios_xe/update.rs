//! Changes of a router with IOS-XE: one file of lines for each step.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use crate::router::update::delta::delta;
use crate::router::update::link::other_end;
use crate::router::update::print::{Said, indented};
use crate::router::update::rule::{Effect, Gone, Rule, Whose};
use crate::router::update::state::Config;
use crate::router::update::statement::{Grammar, Statement, Syntax};
use crate::router::update::{Load, Updates};

/// IOS-XE.
pub(super) struct IosUpdates;

const FILE: &str = "cfg";

const RULES: &[Rule] = &[
    Rule::top("ip prefix-list # seq * permit *", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * deny *", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * deny * le 32", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * permit * ge 8 le 32", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * permit *", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * deny * le 128", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * permit * ge 56 le 56", 1).does(Effect::Policy),
    Rule::top("ip community-list standard # permit *", 1).does(Effect::Policy),
    Rule::top("route-map # permit 10", 2).opens("map").goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "match ip address prefix-list ?", 2).does(Effect::Policy),
    Rule::within("map", "match ipv6 address prefix-list ?", 2).does(Effect::Policy),
    Rule::within("map", "match community ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set local-preference ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set community ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set as-path prepend ??", 2).does(Effect::Policy),
    Rule::within("map", "set metric ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::top("crypto ikev2 proposal #", 3).opens("proposal"),
    Rule::within("proposal", "encryption ?", 3).does(Effect::Next),
    Rule::within("proposal", "integrity ?", 3).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("proposal", "prf ?", 3).goes(Gone::Upto(1)).does(Effect::Next),
    Rule::within("proposal", "group ?", 3).does(Effect::Next),
    Rule::top("crypto ikev2 policy #", 4).opens("policy"),
    Rule::within("policy", "match fvrf ?", 4),
    Rule::within("policy", "match address local *", 4),
    Rule::within("policy", "proposal *", 4),
    Rule::top("crypto ipsec transform-set # ??", 4).opens("transform").goes(Gone::Upto(4)).does(Effect::Next),
    Rule::within("transform", "mode tunnel", 4),
    Rule::top("crypto ikev2 keyring #", 5).opens("keyring").of(Whose::Session),
    Rule::within("keyring", "peer AWS", 5).opens("peer"),
    Rule::within("peer", "address ?", 5).does(Effect::Next),
    Rule::within("peer", "netgen-unbound-outside-address *", 5).goes(Gone::Nothing),
    Rule::within("peer", "pre-shared-key ?", 5).does(Effect::Next),
    Rule::within("peer", "netgen-unbound-pre-shared-key *", 5).goes(Gone::Nothing),
    Rule::top("crypto ikev2 profile #", 6).opens("profile").of(Whose::Session),
    Rule::within("profile", "match fvrf ?", 6).does(Effect::Resets),
    Rule::within("profile", "match identity remote address * 255.255.255.255", 6),
    Rule::within("profile", "netgen-unbound-outside-address *", 6).goes(Gone::Nothing),
    Rule::within("profile", "identity local address ?", 6).does(Effect::Next),
    Rule::within("profile", "authentication remote pre-share", 6),
    Rule::within("profile", "authentication local pre-share", 6),
    Rule::within("profile", "keyring local ?", 6),
    Rule::within("profile", "lifetime ?", 6).does(Effect::Next),
    Rule::within("profile", "dpd ? ? periodic", 6).does(Effect::Next),
    Rule::top("crypto ipsec profile #", 7).opens("ipsec").of(Whose::Session),
    Rule::within("ipsec", "set transform-set ?", 7).does(Effect::Next),
    Rule::within("ipsec", "set pfs ?", 7).does(Effect::Next),
    Rule::within("ipsec", "set security-association lifetime seconds ?", 7).does(Effect::Next),
    Rule::within("ipsec", "set security-association lifetime kilobytes disable", 7).does(Effect::Next),
    Rule::within("ipsec", "set security-association replay window-size ?", 7).does(Effect::Next),
    Rule::within("ipsec", "set ikev2-profile ?", 7).does(Effect::Next),
    Rule::top("interface Tunnel*", 8).opens("interface").of(Whose::Session),
    Rule::top("interface *", 16).before("vrrp ").opens("lan").goes(Gone::Container).of(Whose::Hosts),
    Rule::within("lan", "vrrp * ip ?", 16).of(Whose::Hosts),
    Rule::within("lan", "vrrp * priority ?", 17).of(Whose::Hosts),
    Rule::within("lan", "vrrp * preempt delay minimum ?", 18).of(Whose::Hosts),
    Rule::within("lan", "vrrp * track ? decrement ?", 19).of(Whose::Hosts),
    Rule::top("interface @", 8).opens("interface").of(Whose::Session),
    Rule::top("interface Port-channel*", 4).opens("lag"),
    Rule::within("lag", "mtu ?", 4).goes(Gone::Upto(1)),
    Rule::within("lag", "lacp min-bundle ?", 4).goes(Gone::Upto(2)),
    Rule::top("interface *", 5).before("channel-group ").opens("member").goes(Gone::Container),
    Rule::within("member", "channel-group ? mode active", 5).goes(Gone::Upto(1)),
    Rule::top("interface *", 3).opens("port").goes(Gone::Container),
    // It concerns everything on the port, so it is set back by hand.
    Rule::within("port", "mtu ?", 3).goes(Gone::Nothing),
    Rule::within("interface", "encapsulation dot1Q ?", 8).does(Effect::Resets),
    Rule::within("interface", "description ??", 8).goes(Gone::Upto(1)),
    Rule::within("interface", "ip address ? ?", 8).goes(Gone::Upto(2)).does(Effect::Resets),
    Rule::within("interface", "ip mtu ?", 8).goes(Gone::Upto(2)),
    Rule::within("interface", "ipv6 address *", 8).does(Effect::Resets),
    Rule::within("interface", "netgen-unbound-ipv6-address *", 8),
    Rule::within("interface", "ipv6 mtu ?", 8).goes(Gone::Upto(2)),
    Rule::within("interface", "ip tcp adjust-mss ?", 8).goes(Gone::Upto(3)),
    Rule::within("interface", "no ip redirects", 8),
    Rule::within("interface", "bfd interval ? min_rx ? multiplier ?", 8),
    Rule::within("interface", "no bfd echo", 8),
    Rule::within("interface", "tunnel source ?", 8).does(Effect::Resets),
    Rule::within("interface", "tunnel mode ipsec ipv4", 8),
    Rule::within("interface", "tunnel mode gre ip", 8),
    Rule::within("interface", "tunnel vrf ?", 8).does(Effect::Resets),
    Rule::within("interface", "tunnel destination ?", 8).does(Effect::Resets),
    Rule::within("interface", "netgen-unbound-tunnel-destination *", 8).goes(Gone::Nothing),
    Rule::within("interface", "tunnel protection ipsec profile ?", 8).does(Effect::Resets),
    // A tracked object follows one thing for all of its life, so that thing is a part of which object it is.
    Rule::top("track 8* interface * line-protocol", 14).goes(Gone::Upto(2)).of(Whose::Hosts),
    Rule::top("track 800 list boolean or", 15).opens("list").goes(Gone::Upto(2)).of(Whose::Hosts),
    Rule::within("list", "object *", 15).of(Whose::Hosts),
    Rule::top("track 9* interface * line-protocol", 8).goes(Gone::Upto(2)),
    Rule::top("track 9* ip route * * reachability", 8).goes(Gone::Upto(2)),
    Rule::top("ip route * * Null0 250 track ?", 9),
    Rule::top("ip route * 255.255.255.255 * *", 3),
    Rule::top("netgen-unbound-host-route *", 3),
    Rule::top("router bgp *", 10).opens("bgp").goes(Gone::Refused("its autonomous system has another number")),
    Rule::within("bgp", "bgp router-id ?", 10).goes(Gone::Upto(2)),
    Rule::within("bgp", "bgp log-neighbor-changes", 10),
    Rule::within("bgp", "neighbor * remote-as ?", 11).of(Whose::Neighbor).goes(Gone::Upto(2)).does(Effect::Resets),
    Rule::within("bgp", "neighbor * ebgp-multihop ?", 11).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Resets),
    Rule::within("bgp", "neighbor * description ??", 11).of(Whose::Neighbor).goes(Gone::Upto(3)),
    Rule::within("bgp", "neighbor * password ?", 11).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Resets),
    Rule::within("bgp", "netgen-unbound-bgp-key *", 11).of(Whose::Session).goes(Gone::Nothing),
    Rule::within("bgp", "netgen-unbound-ipv6-session *", 11).of(Whose::Session),
    Rule::within("bgp", "neighbor * timers ? ?", 11).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Next),
    Rule::within("bgp", "neighbor * fall-over bfd", 11).of(Whose::Neighbor),
    Rule::within("bgp", "neighbor * ha-mode graceful-restart disable", 11).of(Whose::Neighbor).does(Effect::Next),
    Rule::within("bgp", "address-family ipv4", 12).opens("family").goes(Gone::Container),
    Rule::within("family", "maximum-paths ?", 12),
    Rule::within("family", "network * mask *", 13).does(Effect::Policy),
    Rule::within("family", "neighbor * activate", 12).of(Whose::Neighbor).does(Effect::Resets),
    Rule::within("family", "neighbor * send-community", 12).of(Whose::Neighbor),
    Rule::within("family", "neighbor * soft-reconfiguration inbound", 12).of(Whose::Neighbor),
    Rule::within("family", "neighbor * route-map ? in", 12).of(Whose::Neighbor).does(Effect::Policy),
    Rule::within("family", "neighbor * route-map ? out", 12).of(Whose::Neighbor).does(Effect::Policy),
    Rule::within("family", "neighbor * maximum-prefix ? 80 restart 5", 12).of(Whose::Limit).goes(Gone::Upto(3)),
    Rule::within("family", "neighbor * next-hop-self", 12).of(Whose::Neighbor),
    Rule::within("family", "no neighbor * activate", 12).of(Whose::Neighbor).goes(Gone::Nothing),
    Rule::within("bgp", "address-family ipv6", 12).opens("family6").goes(Gone::Container),
    Rule::within("family6", "maximum-paths ?", 12),
    Rule::within("family6", "network *", 13).does(Effect::Policy),
    Rule::within("family6", "neighbor * activate", 12).of(Whose::Neighbor).does(Effect::Resets),
    Rule::within("family6", "neighbor * send-community", 12).of(Whose::Neighbor),
    Rule::within("family6", "neighbor * soft-reconfiguration inbound", 12).of(Whose::Neighbor),
    Rule::within("family6", "neighbor * route-map ? in", 12).of(Whose::Neighbor).does(Effect::Policy),
    Rule::within("family6", "neighbor * route-map ? out", 12).of(Whose::Neighbor).does(Effect::Policy),
    Rule::within("family6", "neighbor * maximum-prefix ? 80 restart 5", 12).of(Whose::Limit).goes(Gone::Upto(3)),
    Rule::within("family6", "neighbor * next-hop-self", 12).of(Whose::Neighbor),
];

const GRAMMARS: &[Grammar] = &[Grammar { ending: FILE, syntax: Syntax::Indented, rules: RULES }];

impl Updates for IosUpdates {
    fn grammars(&self) -> &'static [Grammar] {
        GRAMMARS
    }

    fn neighbors(&self, config: &Config) -> Vec<String> {
        let all = config.of(FILE).iter().filter(|one| one.rule.pattern == "neighbor * remote-as ?");
        all.filter_map(|one| one.captured.first().cloned()).collect()
    }

    fn session(&self, config: &Config, _: &str, statement: &Statement) -> Option<String> {
        let head = statement.at.first()?;
        if head.starts_with("router bgp ") && statement.rule.whose == Whose::Session {
            return marked(config.of(FILE), &statement.at);
        }
        if head.starts_with("interface ") {
            return neighbor_on(config, head);
        }
        let profile = ["crypto ikev2 keyring ", "crypto ikev2 profile ", "crypto ipsec profile "];
        let profile = profile.iter().find_map(|words| head.strip_prefix(words))?;
        let protection = format!("tunnel protection ipsec profile {profile}");
        let interface = config.of(FILE).iter().find(|one| one.words == protection)?;
        neighbor_on(config, interface.at.first()?)
    }

    fn loads(&self, _: &str, before: &Config, after: &Config) -> Vec<Load> {
        let lines = lines(before.of(FILE), after.of(FILE));
        let mut loads = Vec::new();
        if !lines.is_empty() {
            loads.push(Load {
                file: Some((FILE.to_owned(), indented(&lines))),
                how:
                    "`configure terminal revert timer 10`, `FILE`, `end`; `configure confirm` once it was seen to work"
                        .to_owned(),
            });
        }
        loads.extend(tunnels(before, after));
        let ports = before.of(FILE).iter().filter(|one| one.rule.inside == "port");
        for one in ports.filter(|one| after.find(FILE, &one.at).is_none()) {
            let port = one.at.first().map(String::as_str).unwrap_or_default();
            let how = format!(
                "`{port}`: its MTU is set back by hand to what was noted, if nothing else on it needs this one"
            );
            loads.push(Load { file: None, how });
        }
        loads
    }

    fn seen(&self) -> &'static str {
        "show ip bgp summary"
    }

    fn refresh(&self) -> Option<[&'static str; 2]> {
        Some(["clear bgp ipv4 unicast NEIGHBOR soft in", "clear bgp ipv4 unicast NEIGHBOR soft out"])
    }

    fn keep(&self) -> &'static str {
        "`copy running-config startup-config`"
    }
}

/// The lines. A priority follows no list that is being changed, and one group of VRRP goes before another takes its address.
fn lines(before: &[Statement], after: &[Statement]) -> Vec<Said> {
    let is_there = |one: &Statement, list: &[Statement]| list.contains(one);
    let followed = |one: &Statement| one.rule.rank == 14 || one.rule.rank == 15;
    let both = || before.iter().map(|one| (one, after)).chain(after.iter().map(|one| (one, before)));
    let moves = both().any(|(one, other)| followed(one) && !is_there(one, other));
    let follows = |one: &Statement| moves && one.rule.pattern.starts_with("vrrp * track ");
    let goes = |one: &Statement| one.rule.inside == "lan" && !after.iter().any(|other| other.at == one.at);
    let meanwhile: Vec<Statement> = before.iter().filter(|one| !follows(one) && !goes(one)).cloned().collect();
    let then: Vec<Statement> = after.iter().filter(|one| !follows(one)).cloned().collect();
    let mut lines = delta(before, &meanwhile);
    lines.extend(delta(&meanwhile, &then));
    lines.extend(delta(&then, after));
    lines
}

/// The neighbor whose lines a marker follows.
fn marked(lines: &[Statement], at: &[String]) -> Option<String> {
    let position = lines.iter().position(|one| one.at == at)?;
    let before = lines.get(..position)?.iter().rev();
    before.filter(|one| one.rule.whose == Whose::Neighbor).find_map(|one| one.captured.first().cloned())
}

/// The neighbor on an interface: the other end of its link.
fn neighbor_on(config: &Config, interface: &str) -> Option<String> {
    let at = [interface.to_owned(), "ip address ? ?".to_owned()];
    let words = &config.find(FILE, &at)?.words;
    let mut numbers = words.split(' ').skip(2).map(str::parse::<Ipv4Addr>);
    let (own, mask) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let length = u8::try_from(mask.to_bits().leading_ones()).ok()?;
    other_end(own, length).map(|end| end.to_string())
}

/// Tunnels that keep their old values until they begin anew.
fn tunnels(before: &Config, after: &Config) -> Vec<Load> {
    let is_next =
        |one: &&Statement| one.rule.effect == Effect::Next && one.at.iter().any(|at| at.starts_with("crypto "));
    let changed = after.of(FILE).iter().filter(is_next).any(|one| {
        before.find(FILE, &one.at).is_some_and(|was| was != one)
            || (before.find(FILE, &one.at).is_none() && before.find(FILE, one.around()).is_some())
    });
    if !changed {
        return Vec::new();
    }
    let ends = after.of(FILE).iter().filter(|one| one.rule.inside == "peer" && one.rule.pattern == "address ?");
    let ends: BTreeSet<&str> = ends.map(Statement::last_word).collect();
    let ends: Vec<String> = ends.into_iter().map(|end| format!("`clear crypto ikev2 sa remote {end}`")).collect();
    let ends = if ends.is_empty() { "`clear crypto ikev2 sa remote OUTSIDE`".to_owned() } else { ends.join(", ") };
    let how = format!(
        "associations that are up keep their values: one tunnel at a time, once AWS's end of it has the new ones: {ends}"
    );
    vec![Load { file: None, how }]
}
