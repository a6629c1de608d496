//! The sheet for troubleshooting: one table of symptoms as data, of which a router gets the rows that concern it. In comes a
//! router, out goes Markdown.

use std::fmt::Write;

use super::config::RouterConfig;
use super::platform;

/// Whom a symptom concerns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Concerns {
    /// Every router.
    All,
    /// One with a VPN connection.
    Vpn,
    /// One with a virtual interface.
    DirectConnect,
    /// One with a virtual interface that has BFD.
    Bfd,
    /// One beside other routers.
    Peers,
}

use Concerns::{All, Bfd, DirectConnect, Peers, Vpn};

/// What is seen, and what to look at first.
const SYMPTOMS: &[(Concerns, &str, &str)] = &[
    (
        Vpn,
        "no answer to IKE",
        "the outside address or the customer gateway's; UDP 500 and 4500 filtered; the route to AWS leads into the tunnel",
    ),
    (Vpn, "NO_PROPOSAL_CHOSEN at the beginning", "phase 1: cipher, hash, group. AWS writes tunnel logs to CloudWatch"),
    (Vpn, "AUTHENTICATION_FAILED", "the key of the other tunnel; a space at its end; the local identity behind NAT"),
    (Vpn, "up, and dead after about one hour", "phase 2 or its group: it is first used at the first rekey"),
    (Vpn, "drops after eight hours", "the rekey of IKE is refused; lifetimes"),
    (
        Vpn,
        "flaps every 30 to 60 seconds",
        "dead peer detection too tight, a busy CPU, two associations that fight, a NAT timeout",
    ),
    (
        Vpn,
        "TS_UNACCEPTABLE, or several associations",
        "policies of single networks; AWS takes one pair, 0.0.0.0/0 on both sides",
    ),
    (
        Vpn,
        "the tunnel is up, BGP is Active or Idle",
        "inside addresses swapped; the numbers crossed wrongly; BGP not allowed in the zone; too many prefixes",
    ),
    (DirectConnect, "no ARP entry for AWS", "the VLAN on the port or at the provider; frames without a tag"),
    (
        DirectConnect,
        "BGP is Active, ping works",
        "the key; TTL security or multihop, since AWS sends with TTL 1; the wrong number",
    ),
    (
        DirectConnect,
        "BGP is Idle after a change",
        "more prefixes announced than the quota of a virtual interface: AWS closes the session",
    ),
    (
        All,
        "BGP is up, nothing is received",
        "allowed prefixes at AWS are empty; the filter is not exact; the policy has another name",
    ),
    (
        All,
        "BGP is up, AWS has no route",
        "the site's network is down, so nothing anchors the prefix; association or propagation is missing at AWS",
    ),
    (
        Peers,
        "traffic to AWS takes the VPN while Direct Connect is up",
        "a longer prefix on the VPN; no session between the site's routers; local preference swapped",
    ),
    (
        All,
        "traffic from AWS takes the VPN while Direct Connect is up",
        "a longer prefix of the site on the VPN; a static route at AWS; the community on the wrong interface",
    ),
    (
        All,
        "small packets pass, large ones hang",
        "the clamp of TCP segments is missing in one direction; unreachables are off; a path below 1500 bytes",
    ),
    (
        Vpn,
        "traffic passes in one direction only",
        "AWS uses the other tunnel: both in one zone, no strict reverse path check",
    ),
    (Bfd, "BFD goes up and down", "echo mode; a CPU that cannot do 300 ms; graceful restart beside it"),
    (
        Peers,
        "the routers have moved, and hosts still hang for minutes",
        "hosts follow an ICMP redirect to the dead router: no redirects on the site's network",
    ),
    (
        All,
        "a failover takes 30 seconds and more",
        "no BFD, so the hold timer decides; the site's hosts do not follow to the other router",
    ),
];

/// The sheet, as Markdown.
pub(super) fn sheet(router: &RouterConfig) -> String {
    let concerns = |whom| match whom {
        All => true,
        Vpn => !router.vpns.is_empty(),
        DirectConnect => !router.direct_connects.is_empty(),
        Bfd => router.direct_connects.iter().any(|one| one.bfd.is_some()),
        Peers => !router.peers.is_empty(),
    };
    let mut out = format!("# Troubleshooting {}\n\n| what is seen | look at |\n| --- | --- |\n", router.router);
    for (_, seen, look) in SYMPTOMS.iter().filter(|(whom, ..)| concerns(*whom)) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {seen} | {look} |");
    }
    let commands = platform::of(router.platform).commands();
    let asked = [commands.ike, commands.esp, commands.bgp, commands.best];
    out.push_str("\nFirst commands:\n\n");
    for command in asked.iter().skip(if router.vpns.is_empty() { 2 } else { 0 }) {
        let _ = writeln!(out, "- `{command}`");
    }
    out
}
