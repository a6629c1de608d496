//! The parts of `docs/README.md` about sites: what joins each of them, and how attachments are looked up.

use serde::Serialize;

use super::super::markdown::{Rows, Shell};
use super::super::sites::{self, Over, SiteFacts};
use super::super::words::{count, join, site_end};
use crate::aws::{Graph, UnitId};
use crate::check::site_usage;
use crate::cloudformation::{Links, lookup, stack_name};
use crate::net::Name;
use crate::network::{Network, RouterId, Uplink};
use crate::plan::{Plan, Resilience, RoutingPlan, VpnPlan};
use crate::router;
use crate::uplink::bandwidth::{self, TunnelBandwidth};
use crate::uplink::preference::Tunnels;

#[derive(Serialize)]
pub(super) struct Site {
    name: String,
    asn: u32,
    /// `segment on-prem of hub`
    at: String,
    own: String,
    announced: String,
    /// `dx-1, then inet`
    order: String,
    resilience: &'static str,
    availability: &'static str,
    /// `2 routers`
    routers: String,
    /// What one failure takes away; nothing, if none does.
    risk: Option<&'static str>,
    uplinks: Rows,
    /// Whether netgen writes files for one of its routers.
    has_files: bool,
    /// VPN connections with static routes, with commas.
    by_hand: Option<String>,
}

/// All sites, by name.
pub(super) fn sites(plan: &Plan<'_>) -> Vec<Site> {
    sites::all(plan).map(|facts| site(&facts)).collect()
}

fn site(facts: &SiteFacts<'_>) -> Site {
    let (network, site) = (facts.plan.network, facts.site);
    let resilience = Resilience::of(site);
    let ids = (0..site.routers.len()).map(RouterId);
    let has_files = ids.into_iter().any(|id| router::speaks(facts.decided, network, id));
    let by_hand = facts.decided.vpns.iter().filter(|vpn| matches!(vpn.routing, RoutingPlan::Static(_)));
    let by_hand: Vec<&Name> = by_hand.map(|vpn| &network.uplink(vpn.uplink).name).collect();
    Site {
        name: site.name.to_string(),
        asn: site.asn.value.get(),
        at: site_end(network, &site.end),
        own: facts.own(),
        announced: facts.announced(),
        order: facts.order(),
        resilience: resilience.level.name(),
        availability: resilience.level.availability(),
        routers: count(resilience.routers, "router"),
        risk: resilience.risk().map(|(what, _)| what),
        uplinks: uplinks(facts),
        has_files,
        by_hand: (!by_hand.is_empty()).then(|| join(by_hand, ", ")),
    }
}

/// One row for each uplink; both tunnels of a connection share one.
fn uplinks(facts: &SiteFacts<'_>) -> Rows {
    let sessions = facts.sessions();
    let first = sessions.iter().filter(|session| !matches!(session.over, Over::Tunnel(_, 2..) | Over::Peer(_, 2..)));
    let mut rows = Rows::of(first, |row, session| {
        let (way, detail) = match session.over {
            Over::Interface(one) => (
                format!("Direct Connect gateway {}", facts.plan.network.dx_gateway(one.gateway).name),
                format!("VLAN {} on {}, MTU {}", one.vlan, one.connection, one.mtu),
            ),
            Over::Peer(peer, _) => {
                let over = &facts.plan.network.vpc(peer.over).name;
                let detail = format!("GRE from {} to {}, MTU {}", peer.address, peer.gateway_address, peer.sizes.mtu);
                (format!("Connect peer over VPC {over}"), detail)
            }
            Over::Tunnel(vpn, _) => {
                let tunnels = match (&vpn.routing, vpn.mode) {
                    (RoutingPlan::Static(_), _) => "static routes, two tunnels",
                    (RoutingPlan::Bgp, Tunnels::Balanced) if session.router.multipath => "two equal tunnels",
                    (RoutingPlan::Bgp, Tunnels::Balanced) => "two equal tunnels, one of them used by the router,",
                    (RoutingPlan::Bgp, Tunnels::PrimaryBackup) => "tunnel 1, then tunnel 2",
                };
                let address = vpn.customer.address;
                let capacity = capacity(facts, session.uplink, vpn);
                ("VPN".to_owned(), format!("{tunnels} from {address}, MTU {}{capacity}", vpn.sizes.mtu))
            }
        };
        row.cell(session.order).cell(&session.uplink.name);
        row.cell(format!("{} ({})", session.router.name, session.router.platform)).cell(way).cell(detail);
    });
    for one in facts.publics() {
        rows.row(|row| {
            row.cell("").cell(one.name).cell(format!("{} ({})", one.router.name, one.router.platform));
            row.cell("AWS's public addresses").cell(format!("VLAN {} on {}", one.decided.vlan, one.decided.connection));
        });
    }
    rows
}

/// What the tunnels carry at most, against their port, where the document says more than what is usual.
fn capacity(facts: &SiteFacts<'_>, uplink: &Uplink, vpn: &VpnPlan) -> String {
    let speed = uplink.interface().and_then(|direct| direct.speed).map(|speed| speed.value);
    let accelerated = if vpn.accelerated { ", accelerated" } else { "" };
    if vpn.bandwidth == TunnelBandwidth::Standard && speed.is_none() {
        return accelerated.to_owned();
    }
    let router = facts.site.router(uplink.router);
    let (tunnels, most) = vpn.capacity(router.multipath);
    let each = bandwidth::words(vpn.bandwidth.megabits());
    let port = speed.map(|speed| format!(" of the port's {}", bandwidth::words(speed.megabits()))).unwrap_or_default();
    let share = match tunnels {
        1 => "one tunnel at a time".to_owned(),
        count => format!("{count} equal tunnels, {each} for each flow"),
    };
    format!("{accelerated}, {}{port} at most ({share})", bandwidth::words(most))
}

/// How full the quotas of ways to sites are, the fullest first.
pub(super) fn quotas(plan: &Plan<'_>) -> Rows {
    Rows::of(site_usage(plan), |row, one| {
        let percent = format!("{} %", one.percent());
        row.cell(one.name).cell(one.scope.replace('`', "")).cell(one.used).cell(one.limit).cell(percent);
    })
}

/// What is looked up for a stack.
#[derive(Serialize)]
pub(super) struct Lookup {
    stack: String,
    parameters: Vec<Looked>,
}

#[derive(Serialize)]
struct Looked {
    parameter: String,
    lines: Vec<Shell>,
}

/// The commands that print what CloudFormation cannot name, stack by stack.
pub(super) fn lookups(graph: &Graph, links: &Links, order: &[UnitId], network: &Network) -> Vec<Lookup> {
    let stacks = order.iter().map(|unit| {
        let stack = links.stack(*unit);
        let looked = stack.choices.iter().filter_map(|id| {
            let lookup = lookup(graph, stack, *id, network)?;
            let outputs = lookup.with.iter();
            let read = outputs.map(|(word, from)| Shell::read_output(word, from.region, &from.stack, from.output));
            let commands = read.chain([Shell::generated(lookup.command)]).collect();
            Some(Looked { parameter: graph.parameter_of(*id).logical_id.clone(), lines: commands })
        });
        Lookup { stack: stack_name(network, &graph.unit_of(*unit).name), parameters: looked.collect() }
    });
    stacks.filter(|stack| !stack.parameters.is_empty()).collect()
}
