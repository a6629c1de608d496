//! The sheet of VPN connections with static routes. No router file has them, so it says all that their owner has to write: both
//! tunnels, the routes, and what takes the routes of a dead tunnel away.

use super::{blocks, line};
use crate::artifact::Artifact;
use crate::network::{Network, Site, Uplink, UplinkKind, Vpn};
use crate::plan::{Plan, RoutingPlan, SitePlan, VpnPlan};
use crate::router::platform;
use crate::uplink::failover::HOLD_TIME;

/// `routers/<site>/handover/by-hand.md` of each site that has such a connection.
#[must_use]
pub fn by_hand(plan: &Plan<'_>) -> Vec<Artifact> {
    plan.sites.iter().filter_map(|site| sheet(plan.network, site)).collect()
}

fn sheet(network: &Network, plan: &SitePlan) -> Option<Artifact> {
    let site = network.site(plan.site);
    let mut vpns = plan.vpns.iter().filter(|vpn| matches!(vpn.routing, RoutingPlan::Static(_))).peekable();
    vpns.peek()?;
    let mut out = format!("# Site {}: by hand\n\n", site.name);
    line(
        &mut out,
        "The VPN connections below have static routes, and no router file of netgen's has them. For each of them:",
    );
    line(&mut out, "");
    line(&mut out, "1. Deploy AWS's side. It has its own static routes to the site.");
    line(
        &mut out,
        "2. Ask AWS for the outside addresses and the keys: `aws ec2 describe-vpn-connections`, `Options.TunnelOptions`.",
    );
    line(
        &mut out,
        "   A key in Secrets Manager is at `PreSharedKeyArn`. Tunnels are distinguished by their inside block, not by their order.",
    );
    line(
        &mut out,
        "3. Write both tunnels and the routes. Either end may begin. Each tunnel has one pair of traffic selectors, 0.0.0.0/0 on",
    );
    line(&mut out, "   both sides: AWS takes no other.");
    line(
        &mut out,
        &format!(
            "4. Shut tunnel 1, then tunnel 2 instead: the other one carries all, at the latest after {HOLD_TIME} s."
        ),
    );
    for vpn in vpns {
        connection(&mut out, site, plan, vpn);
    }
    Some(Artifact { path: format!("routers/{}/handover/by-hand.md", site.name.as_str()), text: out })
}

fn connection(out: &mut String, site: &Site, plan: &SitePlan, vpn: &VpnPlan) {
    let uplink = &site.uplinks[vpn.uplink.index];
    let router = site.router(uplink.router);
    line(out, &format!("\n## {} on {} ({})\n", uplink.name, router.name, router.platform));
    line(out, "| tunnel | outside, router | inside, AWS | inside, router |\n| --- | --- | --- | --- |");
    for (number, tunnel) in (1..).zip(&vpn.tunnels) {
        let (inside, address) = (tunnel.inside, vpn.customer.address);
        line(out, &format!("| {number} | {address} | {}/30 | {}/30 |", inside.amazon(), inside.router()));
    }
    let (phase1, phase2) = (vpn.crypto.phase1.words(1), vpn.crypto.phase2.words(2));
    let mss = plan.mss.unwrap_or(vpn.sizes.mss);
    line(out, &way(uplink));
    let [ike, esp] = vpn.options.hours();
    line(out, &format!("- IKEv2 with {phase1} for {ike}, ESP with {phase2} for {esp}, and nothing else offered."));
    if vpn.accelerated {
        line(
            out,
            "- The router begins and makes new keys before AWS would, with NAT traversal on: an edge location of AWS is between.",
        );
    }
    let interval = vpn.options.dpd_interval();
    line(
        out,
        &format!("- Dead peers are asked for every {interval} s and given up after three answers that do not come."),
    );
    line(out, &format!("- Tunnel MTU {}, TCP segments clamped to {mss} bytes in both directions.", vpn.sizes.mtu));
    line(
        out,
        "- A packet may come back through the other tunnel: both in one zone, no strict check of the reverse path.",
    );
    line(out, &format!("- Routes to {} over both tunnels, tunnel 1 before tunnel 2.", blocks(&plan.announced)));
    outside(out, uplink);
    let inside = vpn.tunnels.each_ref().map(|tunnel| tunnel.inside.amazon());
    line(out, &platform::of(router.platform).watch(inside));
}

/// The interface that the tunnels' packets pass, and which they are.
fn way(uplink: &Uplink) -> String {
    if let Some(path) = uplink.vpn().and_then(Vpn::public) {
        return format!(
            "\n- Public virtual interface `{}` carries the tunnels; UDP 500 and ESP pass there, and its session brings the routes to AWS's ends.",
            path.name.value
        );
    }
    // Behind NAT there is nothing but UDP.
    let behind_nat = uplink.vpn().is_some_and(Vpn::is_encapsulated);
    let packets = if behind_nat { "UDP 500 and UDP 4500" } else { "UDP 500, UDP 4500 and ESP" };
    format!("\n- `{}` faces the internet; {packets} pass there.", uplink.interface.value)
}

/// The way to AWS's outside addresses.
fn outside(out: &mut String, uplink: &Uplink) {
    let UplinkKind::Vpn(meant) = &uplink.kind else { return };
    if let Some(hop) = meant.next_hop.map(|hop| hop.value) {
        let why = "no default route may carry the tunnels' own packets";
        line(out, &format!("- Host routes to AWS's outside addresses by {hop}: {why}."));
    }
    if let Some(vrf) = meant.vrf.as_ref().map(|vrf| &vrf.value) {
        let interface = &uplink.interface.value;
        line(
            out,
            &format!(
                "- AWS's outside addresses are reached through VRF {vrf} of `{interface}`; tunnels and routes inside are outside of it."
            ),
        );
    }
}
