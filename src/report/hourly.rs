//! What AWS bills by the hour, whether it is used or not: kinds and counts. In comes the plan, out goes a list. No prices: they
//! differ by Region and change, and traffic is billed besides. VPCs, subnets, peerings, gateway endpoints, virtual interfaces
//! without SiteLink and flow logs have no price by the hour.
//! <https://aws.amazon.com/vpc/pricing/>, <https://aws.amazon.com/privatelink/pricing/>,
//! <https://aws.amazon.com/transit-gateway/pricing/>, <https://aws.amazon.com/network-firewall/pricing/>,
//! <https://aws.amazon.com/vpn/pricing/>, <https://aws.amazon.com/directconnect/pricing/>,
//! <https://aws.amazon.com/route53/pricing/>

use std::collections::BTreeSet;

use serde::Serialize;

use super::columns::wrapped;
use crate::blueprint::{NatMode, NatType};
use crate::network::Purpose;
use crate::plan::{Plan, VpcPlan};

/// A kind of thing, and how many of it the network has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Hourly {
    /// `NAT gateways`
    pub what: &'static str,
    /// At least one.
    pub count: usize,
    /// `NAT gateway`
    #[serde(skip)]
    one: &'static str,
}

/// What is billed by the hour, in a fixed order; nothing that the network does not have.
pub(super) fn hourly(plan: &Plan<'_>) -> Vec<Hourly> {
    let sum = |count: fn(&VpcPlan<'_>) -> usize| plan.vpcs.iter().map(count).sum::<usize>();
    let ports: BTreeSet<_> = plan.network.connections().map(|(connection, _)| connection).collect();
    // AWS bills a regional gateway for each zone that it is in, with an address there.
    let regional = plan.vpcs.iter().filter(|vpc| vpc.vpc.nat.mode == NatMode::Regional);
    let regional: usize = regional.map(|vpc| plan.network.zones_of(vpc.vpc).len()).sum();
    let (nats, addresses) = (sum(|vpc| vpc.nats.len()) + regional, sum(nat_addresses) + regional);
    let all = [
        ("NAT gateway", "NAT gateways", nats),
        ("public IPv4 address of NAT gateways", "public IPv4 addresses of NAT gateways", addresses),
        (
            "transit gateway attachment",
            "transit gateway attachments",
            sum(|vpc| usize::from(vpc.vpc.attach.is_some())) + hybrid_attachments(plan),
        ),
        ("firewall endpoint", "firewall endpoints", sum(firewall_endpoints)),
        ("VPN connection", "VPN connections", plan.sites.iter().map(|site| site.vpns.len()).sum()),
        ("VPN Concentrator", "VPN Concentrators", concentrators(plan)),
        ("Direct Connect port", "Direct Connect ports", ports.len()),
        ("virtual interface with SiteLink", "virtual interfaces with SiteLink", linked(plan)),
        ("network interface of interface endpoints", "network interfaces of interface endpoints", sum(endpoints)),
        (
            "address of Resolver endpoints",
            "addresses of Resolver endpoints",
            sum(|vpc| vpc.sharing.inbound.len() + vpc.sharing.outbound.len()),
        ),
        (
            "association of Client VPN endpoints",
            "associations of Client VPN endpoints",
            plan.remote_access.iter().map(|one| one.subnets.len()).sum(),
        ),
        ("Route 53 profile", "Route 53 profiles", sum(|vpc| usize::from(vpc.sharing.profile))),
    ];
    let all = all.into_iter().filter(|(.., count)| *count > 0);
    all.map(|(one, what, count)| Hourly { what, count, one }).collect()
}

/// Attachments of sites to transit gateways.
fn hybrid_attachments(plan: &Plan<'_>) -> usize {
    let hybrid = plan.hybrid_routing.iter().map(|one| one.attachments.len()).sum::<usize>();
    // Attachments that carry tunnels alone are in no table.
    let carriers = plan
        .sites
        .iter()
        .flat_map(|site| site.vpns.iter().filter_map(|vpn| Some((vpn.transport.gateway()?, site.only_target()?))));
    hybrid + carriers.collect::<BTreeSet<_>>().len()
}

/// VPN Concentrators, each once.
fn concentrators(plan: &Plan<'_>) -> usize {
    let concentrators: BTreeSet<_> = plan
        .sites
        .iter()
        .flat_map(|site| site.vpns.iter().filter_map(|vpn| Some((site.only_target()?, vpn.concentrator?))))
        .collect();
    concentrators.len()
}

/// Virtual interfaces that lead to other sites.
fn linked(plan: &Plan<'_>) -> usize {
    plan.sites.iter().flat_map(|site| &site.interfaces).filter(|one| one.site_link == Some(true)).count()
}

/// One for each NAT gateway to the internet; a private one has none.
fn nat_addresses(vpc: &VpcPlan<'_>) -> usize {
    if vpc.vpc.nat.kind == NatType::Public { vpc.nats.len() } else { 0 }
}

/// One for each zone of a firewall.
fn firewall_endpoints(vpc: &VpcPlan<'_>) -> usize {
    let tiers = vpc.vpc.tiers.iter().zip(&vpc.tiers).filter(|(tier, _)| tier.purpose == Purpose::Firewall);
    tiers.map(|(_, planned)| planned.subnets.len()).sum()
}

/// One for each zone of each interface endpoint.
fn endpoints(vpc: &VpcPlan<'_>) -> usize {
    let Some(tier) = vpc.endpoint_tier else { return 0 };
    let all = vpc.tiers[tier.0].subnets.len();
    let chosen = |zones: usize| if zones == 0 { all } else { zones };
    vpc.vpc.endpoints.interface.values().map(|one| chosen(one.zones.len())).sum()
}

/// `billed by the hour: 2 NAT gateways, 1 VPN connection`, at most 100 columns wide.
pub(super) fn line(plan: &Plan<'_>) -> String {
    let words = hourly(plan);
    let words = words.iter().map(|one| format!("{} {}", one.count, if one.count == 1 { one.one } else { one.what }));
    let words: Vec<String> = words.collect();
    if words.is_empty() { "billed by the hour: nothing\n".to_owned() } else { wrapped("billed by the hour:", &words) }
}

#[cfg(test)]
#[path = "hourly_tests.rs"]
mod tests;
