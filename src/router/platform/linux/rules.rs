//! The grammars of a Linux router's files: which statements they have, and what a change of each does. Tables go out to what compares two
//! configurations; no value of a router is in them.

use crate::router::update::rule::{Effect, Gone, Rule, Whose};
use crate::router::update::statement::{Grammar, Syntax};

const FRR: &[Rule] = &[
    Rule::top("ip prefix-list # seq * permit *", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * deny *", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * deny * le 32", 1).does(Effect::Policy),
    Rule::top("ip prefix-list # seq * permit * ge 8 le 32", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * permit *", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * deny * le 128", 1).does(Effect::Policy),
    Rule::top("ipv6 prefix-list # seq * permit * ge 56 le 56", 1).does(Effect::Policy),
    Rule::top("bgp community-list standard # seq * permit *", 1).does(Effect::Policy),
    Rule::top("route-map # permit 10", 2).opens("map").goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "match ip address prefix-list ?", 2).does(Effect::Policy),
    Rule::within("map", "match ipv6 address prefix-list ?", 2).does(Effect::Policy),
    Rule::within("map", "match community ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set local-preference ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set community ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::within("map", "set as-path prepend ??", 2).goes(Gone::Upto(3)).does(Effect::Policy),
    Rule::within("map", "set metric ?", 2).goes(Gone::Upto(2)).does(Effect::Policy),
    Rule::top("ip route */32 * *", 3),
    Rule::top("ip route * * 250", 3),
    Rule::top("netgen-unbound-host-route *", 3),
    Rule::top("router bgp *", 4).opens("bgp").goes(Gone::Refused("its autonomous system has another number")),
    Rule::within("bgp", "bgp router-id ?", 4).goes(Gone::Upto(2)),
    Rule::within("bgp", "bgp log-neighbor-changes", 4),
    Rule::within("bgp", "neighbor * remote-as ?", 5).of(Whose::Neighbor).goes(Gone::Upto(2)).does(Effect::Resets),
    Rule::within("bgp", "neighbor * ebgp-multihop ?", 5).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Resets),
    Rule::within("bgp", "neighbor * description ??", 5).of(Whose::Neighbor).goes(Gone::Upto(3)),
    Rule::within("bgp", "neighbor * password ?", 5).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Resets),
    Rule::within("bgp", "netgen-unbound-bgp-key *", 5).of(Whose::Session).goes(Gone::Nothing),
    Rule::within("bgp", "netgen-unbound-ipv6-session *", 5).of(Whose::Session),
    Rule::within("bgp", "neighbor * timers connect ?", 5).of(Whose::Neighbor).goes(Gone::Upto(4)),
    Rule::within("bgp", "neighbor * timers ? ?", 5).of(Whose::Neighbor).goes(Gone::Upto(3)).does(Effect::Next),
    Rule::within("bgp", "neighbor * bfd profile ?", 5).of(Whose::Neighbor).goes(Gone::Upto(3)),
    Rule::within("bgp", "neighbor * graceful-restart-disable", 5).of(Whose::Neighbor).does(Effect::Next),
    Rule::within("bgp", "address-family ipv4 unicast", 6).opens("family").goes(Gone::Container),
    Rule::within("family", "network *", 7).does(Effect::Policy),
    Rule::within("family", "aggregate-address *", 7).does(Effect::Policy),
    Rule::within("family", "neighbor * activate", 6).of(Whose::Neighbor).does(Effect::Resets),
    Rule::within("family", "neighbor * soft-reconfiguration inbound", 6).of(Whose::Neighbor),
    Rule::within("family", "neighbor * route-map ? in", 6).of(Whose::Neighbor),
    Rule::within("family", "neighbor * route-map ? out", 6).of(Whose::Neighbor),
    Rule::within("family", "neighbor * maximum-prefix ? 80 restart 5", 6).of(Whose::Limit).goes(Gone::Upto(3)),
    Rule::within("family", "neighbor * next-hop-self", 6).of(Whose::Neighbor),
    Rule::within("family", "no neighbor * activate", 6).of(Whose::Neighbor).goes(Gone::Nothing),
    Rule::within("bgp", "address-family ipv6 unicast", 6).opens("family6").goes(Gone::Container),
    Rule::within("family6", "network *", 7).does(Effect::Policy),
    Rule::within("family6", "neighbor * activate", 6).of(Whose::Neighbor).does(Effect::Resets),
    Rule::within("family6", "neighbor * soft-reconfiguration inbound", 6).of(Whose::Neighbor),
    Rule::within("family6", "neighbor * route-map ? in", 6).of(Whose::Neighbor),
    Rule::within("family6", "neighbor * route-map ? out", 6).of(Whose::Neighbor),
    Rule::within("family6", "neighbor * maximum-prefix ? 80 restart 5", 6).of(Whose::Limit).goes(Gone::Upto(3)),
    Rule::within("family6", "neighbor * next-hop-self", 6).of(Whose::Neighbor),
    Rule::top("bfd", 8).opens("bfd").goes(Gone::Container),
    Rule::within("bfd", "profile #", 8).opens("profile"),
    Rule::within("profile", "detect-multiplier ?", 8),
    Rule::within("profile", "receive-interval ?", 8),
    Rule::within("profile", "transmit-interval ?", 8),
];

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

/// The grammar of each file, by the end of its name.
pub(super) const GRAMMARS: &[Grammar] = &[
    file("frr.conf", Syntax::Indented, FRR),
    file("swanctl.conf", Syntax::Braces, SWANCTL),
    file("secrets.conf", Syntax::Braces, SECRETS),
    file("strongswan.conf", Syntax::Braces, DAEMON),
    file("sysctl.conf", Syntax::Lines, SYSCTL),
    file("mss.nft", Syntax::Lines, CLAMP),
    file(".netdev", Syntax::Lines, NETDEV),
    file(".network", Syntax::Lines, NETWORK),
];
