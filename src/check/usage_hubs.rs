//! The quotas of what joins VPCs: transit gateways, their tables and routes, firewall rules, peerings, and the security groups
//! that everybody who shares something stands in.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html>

use std::collections::{BTreeMap, BTreeSet};

use super::usage::{Counter, GROUP_RULES, Quota};
use crate::network::{Gateway, Hub, VpcId};
use crate::plan::{FIREWALL_CAPACITY, FirewallGroup, HubPlan, Plan, VpcPlan};

const GATEWAYS: Quota = ("transit_gateways", "transit gateways per Region", None);
const TABLES: Quota = ("transit_gateway_tables", "route tables per transit gateway", None);
const ATTACHMENTS: Quota = ("transit_gateway_attachments", "attachments per transit gateway", None);
const ROUTES: Quota = ("transit_gateway_routes", "routes per transit gateway", None);
const PEERINGS: Quota = ("peerings_per_vpc", "peerings per VPC", Some(125));
/// Not raised by anybody: a rule group is made with its capacity.
const FIREWALL_RULES: Quota = ("firewall_rules", "rules per group of firewall rules", Some(FIREWALL_CAPACITY as u64));

impl Counter<'_> {
    pub(super) fn hubs(&mut self, plan: &Plan<'_>) {
        // What another team's gateway has is its owner's affair.
        let id = self.id;
        let is_ours = |hub: &Hub| hub.scope == id && !hub.is_theirs();
        let here = || plan.network.hubs.iter().filter(|hub| is_ours(hub));
        let new = here().filter(|hub| matches!(hub.gateway, Gateway::New(_))).count();
        if here().next().is_some() {
            let (region, span) = self.place();
            self.add(GATEWAYS, self.quotas.transit_gateways, new, &region, "transit gateways", span);
        }
        let blocks: BTreeMap<VpcId, usize> = plan.vpcs.iter().map(|vpc| (vpc.id, vpc.cidrs().count())).collect();
        for hub in plan.hubs.iter().filter(|hub| is_ours(&plan.network.hubs[hub.hub.0])) {
            self.hub(plan, hub, &blocks);
        }
        let mut peerings: BTreeMap<VpcId, usize> = BTreeMap::new();
        for peering in &plan.network.peerings {
            for vpc in [Some(peering.requester), peering.accepter.as_ref().own()].into_iter().flatten() {
                *peerings.entry(vpc).or_default() += 1;
            }
        }
        for (vpc, count) in peerings {
            let vpc = plan.network.vpc(vpc);
            if vpc.scope != self.id {
                continue;
            }
            let scope = format!("VPC `{}`", vpc.name);
            self.add(PEERINGS, self.quotas.peerings_per_vpc, count, &scope, "peerings", vpc.span);
        }
    }

    fn hub(&mut self, plan: &Plan<'_>, hub: &HubPlan, blocks: &BTreeMap<VpcId, usize>) {
        let (quotas, meant) = (self.quotas, &plan.network.hubs[hub.hub.0]);
        let (scope, span) = (format!("transit gateway `{}`", meant.name), meant.span);
        self.add(TABLES, quotas.transit_gateway_tables, hub.tables.len(), &scope, "route tables", span);
        let attached = hub.tables.iter().map(|table| table.associations.len()).sum();
        self.add(ATTACHMENTS, quotas.transit_gateway_attachments, attached, &scope, "attachments", span);
        // What is hidden by a blackhole is propagated all the same, and counts.
        let routes = hub.routes(plan.network, |vpc| blocks.get(&vpc).copied().unwrap_or_default());
        self.add(ROUTES, quotas.transit_gateway_routes, routes, &scope, "routes", span);
        for (group, word) in [(FirewallGroup::Pairs, "between segments"), (FirewallGroup::Internet, "to the internet")]
        {
            let count = hub.firewall.iter().filter(|rule| rule.group == group).count();
            if count > 0 {
                let what = format!("firewall rules {word}");
                self.add(FIREWALL_RULES, FIREWALL_CAPACITY, count, &scope, &what, meant.inspected_span);
            }
        }
    }

    /// Groups that netgen adds for what a VPC shares. Each block of those who use it is a rule.
    pub(super) fn shared_groups(&mut self, plan: &VpcPlan<'_>) {
        let (vpc, sharing) = (plan.vpc, &plan.sharing);
        let (own, clients) = (plan.cidrs().count(), sharing.clients.len());
        let mut count = |what: &str, direction: &str, rules: usize| {
            let scope = format!("the security group of {what} of VPC `{}`", vpc.name);
            let what = format!("{direction} rules for IPv4");
            self.add(GROUP_RULES, self.quotas.rules_per_security_group, rules, &scope, &what, vpc.span);
        };
        if vpc.endpoints.need_group() {
            let clients = if vpc.endpoints.central { clients } else { 0 };
            count("the interface endpoints", "ingress", own + clients);
        }
        // One rule for TCP and one for UDP.
        if !sharing.inbound.is_empty() {
            count("the resolver's inbound endpoint", "ingress", 2 * (own + clients));
        }
        if !sharing.outbound.is_empty() {
            let servers: BTreeSet<_> = vpc.resolver.forward.iter().flat_map(|(_, servers)| servers).collect();
            count("the resolver's outbound endpoint", "egress", 2 * servers.len());
        }
    }
}

/// How many security groups a VPC has: its own, the default one, and those of endpoints and resolver.
pub(super) fn groups(plan: &VpcPlan<'_>) -> usize {
    let added = [plan.vpc.endpoints.need_group(), !plan.sharing.inbound.is_empty(), !plan.sharing.outbound.is_empty()];
    plan.vpc.groups.len() + 1 + added.into_iter().filter(|one| *one).count()
}
