//! NG0815: jumbo frames beside a VPN connection. NG0818: what a single failure takes away. NG0825: routers and uplinks without files.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{RouterId, Routing, Site};
use crate::plan::{Resilience, SitePlan};
use crate::router;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for plan in &facts.plan.sites {
        let site = facts.plan.network.site(plan.site);
        jumbo(site, plan, diagnostics);
        single(site, diagnostics);
        for index in 0..site.routers.len() {
            let id = RouterId(index);
            if router::speaks(plan, facts.plan.network, id) {
                aside(site, id, diagnostics);
            } else {
                by_hand(site, id, diagnostics);
            }
        }
    }
}

fn jumbo(site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    let Some(vpn) = plan.vpns.first() else { return };
    for (uplink, direct) in site.direct_connects().filter(|(_, direct)| direct.mtu.value > 1500) {
        let message = format!("`{}` has jumbo frames, and a VPN connection for the same prefixes", uplink.name);
        let finding = Diagnostic::new(Code::JumboBesideVpn, message).at(direct.mtu.span, "");
        let finding = finding.also(site.uplinks[vpn.uplink.index].span, "the VPN connection is here");
        let finding = finding.why("AWS uses 1500 bytes where a VPN connection announces the same prefixes");
        diagnostics.push(finding.help("write `mtu: 1500`, or remove it"));
    }
}

fn single(site: &Site, diagnostics: &mut Diagnostics) {
    let resilience = Resilience::of(site);
    let Some((what, help)) = resilience.risk() else { return };
    let message = format!("site `{}` depends on {what}", site.name);
    let level = resilience.level;
    let finding = Diagnostic::new(Code::SinglePoint, message).at(site.span, "");
    let finding = finding.why(format!(
        "resilience `{}`: AWS's side can give {}, and this failure takes all of it away",
        level.name(),
        level.availability()
    ));
    diagnostics.push(finding.help(help));
}

fn by_hand(site: &Site, id: RouterId, diagnostics: &mut Diagnostics) {
    let router = site.router(id);
    let message = format!("netgen writes no configuration for router `{}`", router.name);
    let finding = Diagnostic::new(Code::RouterByHand, message).at(router.span, "");
    let finding = finding.why("its files speak BGP, and all its uplinks have static routes");
    diagnostics.push(finding.help("write `routing: bgp`, or configure it from what AWS gives for the connection"));
}

/// An uplink with static routes on a router that has files: they say nothing of it.
fn aside(site: &Site, id: RouterId, diagnostics: &mut Diagnostics) {
    let router = site.router(id);
    let of_router = site.vpns().filter(|(uplink, _)| uplink.router == id);
    for (uplink, vpn) in of_router.filter(|(_, vpn)| vpn.routing.value == Routing::Static) {
        let message = format!("netgen writes no configuration for `{}` on router `{}`", uplink.name, router.name);
        let finding = Diagnostic::new(Code::RouterByHand, message).at(vpn.routing.span, "");
        let finding = finding.why("the router's files speak BGP, and this uplink has static routes");
        diagnostics.push(finding.help("write `routing: bgp`, or configure it from what AWS gives for the connection"));
    }
}
