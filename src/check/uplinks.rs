//! NG0815: jumbo frames beside a VPN connection. NG0894: a port larger than its tunnels. NG0818: what a single failure takes away. NG0825: tunnels that
//! no router file has. NG0826: a Direct Connect gateway without uplinks.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{DxGateway, Routing, Site, Uplink};
use crate::plan::{Resilience, SitePlan};
use crate::uplink::bandwidth::{self, TunnelBandwidth};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for plan in &facts.plan.sites {
        let site = facts.plan.network.site(plan.site);
        jumbo(site, plan, diagnostics);
        capacity(site, plan, diagnostics);
        single(site, diagnostics);
        for (uplink, vpn) in site.vpns().filter(|(_, vpn)| vpn.routing.value == Routing::Static) {
            by_hand(site, uplink, vpn.routing.span, diagnostics);
        }
    }
    for gateway in facts.plan.direct_connect_gateways.iter().filter(|gateway| gateway.associations.is_empty()) {
        unused(facts.plan.network.dx_gateway(gateway.gateway), diagnostics);
    }
}

fn unused(gateway: &DxGateway, diagnostics: &mut Diagnostics) {
    let message = format!("no uplink leads to Direct Connect gateway `{}`", gateway.name);
    let finding = Diagnostic::new(Code::UnusedConnectGateway, message).at(gateway.span, "");
    let finding = finding.why("it would be made, and lead nowhere");
    diagnostics.push(finding.help(format!("write `gateway: {}` in an uplink, or remove it", gateway.name)));
}

/// A port carries more than the tunnels inside of it.
fn capacity(site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    for vpn in &plan.vpns {
        let uplink = &site.uplinks[vpn.uplink.index];
        let Some(speed) = uplink.interface().and_then(|direct| direct.speed) else { continue };
        let multipath = site.router(uplink.router).multipath;
        let (tunnels, most) = vpn.capacity(multipath);
        if speed.value.megabits() <= most {
            continue;
        }
        let (most, port) = (bandwidth::words(most), bandwidth::words(speed.value.megabits()));
        let message = format!("`{}` carries {most} of the {port} of its port", uplink.name);
        let finding = Diagnostic::new(Code::PortCapacity, message).at(speed.span, "");
        let why = match tunnels {
            1 => format!("one tunnel of {} at a time carries all packets", bandwidth::words(vpn.bandwidth.megabits())),
            _ => format!(
                "{tunnels} tunnels share it, and a flow uses one of them: {}",
                bandwidth::words(vpn.bandwidth.megabits())
            ),
        };
        let mut finding = finding.why(why);
        if vpn.bandwidth == TunnelBandwidth::Standard {
            finding = finding.help("write `bandwidth: large` in `ipsec`: 5 Gbps for each tunnel");
        }
        if tunnels == 1 && !multipath {
            finding = finding.help("write `multipath: true` for the router, and `tunnels: balanced`");
        }
        diagnostics.push(
            finding
                .help("add uplinks of the same rank on the port's other virtual interfaces, or order a smaller port"),
        );
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

fn by_hand(site: &Site, uplink: &Uplink, routing: Span, diagnostics: &mut Diagnostics) {
    let router = site.router(uplink.router);
    let message = format!("netgen writes the tunnels of `{}` for no router", uplink.name);
    let finding = Diagnostic::new(Code::RouterByHand, message).at(routing, "");
    let finding = finding.why("router files speak BGP, and this connection has static routes");
    let sheet = format!("routers/{}/handover/by-hand.md", site.name);
    diagnostics
        .push(finding.help(format!("write `routing: bgp`, or configure `{}` by hand after `{sheet}`", router.name)));
}
