//! How much of AWS's quotas a plan uses. In comes a plan, out goes one line for each quota and scope. Counts what the
//! document makes, not what the account has besides.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::usage_hubs::groups;
use crate::blueprint::{NatType, Quotas};
use crate::diagnostic::Span;
use crate::net::Cidr;
use crate::network::{GroupOf, GroupPeer, Network, Rule, ScopeId};
use crate::plan::fabric::{Destination, Source};
use crate::plan::{AclAddress, AclEntryPlan, Plan, VpcPlan};

/// The use of one quota in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaUse {
    /// The key under `quotas`, such as `nat_gateways_per_zone`.
    pub key: &'static str,
    /// What AWS calls the quota, in short: `NAT gateways per zone`.
    pub name: &'static str,
    /// Where it is counted: `zone a`, ``VPC `shop` ``.
    pub scope: String,
    /// What is counted: `NAT gateways`, `ingress rules for IPv6`.
    pub what: String,
    /// How many the document makes.
    pub used: u64,
    /// How many the account may have: AWS's default, or what `quotas` says.
    pub limit: u64,
    /// The most that AWS grants anyone; `None` where it names no end.
    pub most: Option<u64>,
    /// Where to look.
    pub span: Span,
}

impl QuotaUse {
    /// Whether AWS raises the quota on request.
    #[must_use]
    pub fn adjustable(&self) -> bool {
        self.most.is_none_or(|most| self.limit < most)
    }

    /// Per cent of the limit.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.used * 100 / self.limit.max(1)
    }
}

/// Every use of every quota, the fullest first.
#[must_use]
pub fn usage(plan: &Plan<'_>) -> Vec<QuotaUse> {
    let mut counter = Counter::new(plan);
    for scope in plan.network.scope_ids() {
        counter.enter(scope);
        counter.region(plan);
        counter.hubs(plan);
        counter.sites(plan);
        counter.remote_access(plan);
    }
    for vpc in &plan.vpcs {
        counter.enter(vpc.vpc.scope);
        counter.vpc(vpc);
        counter.shared_groups(vpc);
        counter.groups(vpc);
        counter.acls(vpc);
    }
    fullest_first(counter.uses)
}

/// The uses of quotas by ways to sites, the fullest first.
#[must_use]
pub fn site_usage(plan: &Plan<'_>) -> Vec<QuotaUse> {
    let mut counter = Counter::new(plan);
    for scope in plan.network.scope_ids() {
        counter.enter(scope);
        counter.sites(plan);
    }
    fullest_first(counter.uses)
}

fn fullest_first(mut uses: Vec<QuotaUse>) -> Vec<QuotaUse> {
    // Compared as fractions with one denominator, so that rounding decides nothing.
    let share = |one: &QuotaUse| (u128::from(one.used) << 64) / u128::from(one.limit.max(1));
    uses.sort_by(|one, other| {
        (Reverse(share(one)), one.key, &one.scope, &one.what).cmp(&(
            Reverse(share(other)),
            other.key,
            &other.scope,
            &other.what,
        ))
    });
    uses
}

/// Counts in one account and Region at a time.
pub(super) struct Counter<'q> {
    network: &'q Network,
    /// Where it counts.
    pub(super) id: ScopeId,
    pub(super) quotas: &'q Quotas,
    uses: Vec<QuotaUse>,
}

/// Key, name, the most that AWS grants.
pub(super) type Quota = (&'static str, &'static str, Option<u64>);

const VPCS: Quota = ("vpcs", "VPCs per Region", None);
const CIDRS: Quota = ("cidrs_per_vpc", "IPv4 CIDR blocks per VPC", Some(50));
const SUBNETS: Quota = ("subnets_per_vpc", "subnets per VPC", None);
const TABLES: Quota = ("route_tables_per_vpc", "route tables per VPC", None);
const ROUTES: Quota = ("routes_per_vpc_table", "routes per route table", Some(1000));
const EIPS: Quota = ("elastic_ips", "elastic IPs per Region", None);
const NATS: Quota = ("nat_gateways_per_zone", "NAT gateways per zone", None);
const GROUPS: Quota = ("security_groups", "security groups per Region", None);
/// Times the groups of one network interface it is at most 1,000.
pub(super) const GROUP_RULES: Quota = ("rules_per_security_group", "rules per security group", Some(1000));
const ACL_RULES: Quota = ("rules_per_network_acl", "rules per network ACL", Some(40));
const GATEWAY_ENDPOINTS: Quota = ("gateway_endpoints", "gateway endpoints per Region", None);
const INTERFACE_ENDPOINTS: Quota = ("interface_endpoints_per_vpc", "interface endpoints per VPC", None);

impl<'q> Counter<'q> {
    fn new(plan: &Plan<'q>) -> Self {
        let network = plan.network;
        Self { network, id: ScopeId::HOME, quotas: &network.home().quotas, uses: Vec::new() }
    }

    fn enter(&mut self, id: ScopeId) {
        (self.id, self.quotas) = (id, &self.network.scope(id).quotas);
    }

    /// What the account and Region are called, and where the Region is written.
    pub(super) fn place(&self) -> (String, Span) {
        let scope = self.network.scope(self.id);
        let region = format!("Region {}", scope.region);
        let account = self.network.account_of(self.id);
        (account.map_or_else(|| region.clone(), |one| format!("account {}, {region}", one.name)), scope.region_span)
    }
}

impl Counter<'_> {
    pub(super) fn add(&mut self, quota: Quota, limit: u32, used: usize, scope: &str, what: &str, span: Span) {
        let (key, name, most) = quota;
        let (scope, what) = (scope.to_owned(), what.to_owned());
        self.uses.push(QuotaUse { key, name, scope, what, used: used as u64, limit: u64::from(limit), most, span });
    }

    fn region(&mut self, plan: &Plan<'_>) {
        let (quotas, (region, span)) = (self.quotas, self.place());
        let vpcs: Vec<_> = plan.vpcs.iter().filter(|vpc| vpc.vpc.scope == self.id).collect();
        self.add(VPCS, quotas.vpcs, vpcs.len(), &region, "VPCs", span);
        let nats = || vpcs.iter().flat_map(|vpc| &vpc.nats);
        let public = vpcs.iter().filter(|vpc| vpc.vpc.nat.kind == NatType::Public);
        let new = public.flat_map(|vpc| &vpc.nats).filter(|nat| nat.eip.is_none()).count();
        self.add(EIPS, quotas.elastic_ips, new, &region, "new elastic IPs", span);
        let mut zones: BTreeMap<_, usize> = BTreeMap::new();
        for nat in nats() {
            *zones.entry(nat.zone).or_default() += 1;
        }
        for (zone, count) in zones {
            self.add(NATS, quotas.nat_gateways_per_zone, count, &format!("zone {zone}"), "NAT gateways", span);
        }
        let groups = vpcs.iter().map(|vpc| groups(vpc)).sum();
        self.add(GROUPS, quotas.security_groups, groups, &region, "security groups", span);
        let gateways = vpcs.iter().map(|vpc| vpc.vpc.endpoints.gateway.len()).sum();
        self.add(GATEWAY_ENDPOINTS, quotas.gateway_endpoints, gateways, &region, "gateway endpoints", span);
    }

    fn vpc(&mut self, plan: &VpcPlan<'_>) {
        let (quotas, vpc) = (self.quotas, plan.vpc);
        let (scope, span) = (format!("VPC `{}`", vpc.name), vpc.span);
        self.add(CIDRS, quotas.cidrs_per_vpc, 1 + vpc.secondary.len(), &scope, "IPv4 blocks", span);
        let subnets = plan.tiers.iter().map(|tier| tier.subnets.len()).sum();
        self.add(SUBNETS, quotas.subnets_per_vpc, subnets, &scope, "subnets", span);
        // The main table, which nobody uses, counts as well.
        let tables = plan.tables.len() + 1;
        self.add(TABLES, quotas.route_tables_per_vpc, tables, &scope, "route tables", span);
        let interface = vpc.endpoints.interface.len();
        self.add(
            INTERFACE_ENDPOINTS,
            quotas.interface_endpoints_per_vpc,
            interface,
            &scope,
            "interface endpoints",
            span,
        );
        let counted = plan.tables.iter().map(|table| {
            // What a VPN gateway propagates has a quota of its own.
            let counts = table.routes.iter().filter(|route| route.source != Source::Propagated);
            (counts.filter(|route| !matches!(route.destination, Destination::V6(_))).count(), table)
        });
        if let Some((count, fullest)) = counted.max_by_key(|(count, _)| *count) {
            let tier = vpc.tier(fullest.tier);
            let scope = format!("a route table of tier `{}` of VPC `{}`", tier.name, vpc.name);
            self.add(ROUTES, quotas.routes_per_vpc_table, count, &scope, "IPv4 routes", tier.span);
        }
    }

    /// Rules are counted for each direction and family.
    fn groups(&mut self, plan: &VpcPlan<'_>) {
        let vpc = plan.vpc;
        for group in &vpc.groups {
            let scope = format!("security group `{}` of VPC `{}`", group.name, vpc.name);
            // Without `egress` one rule for each family allows everything; an empty list becomes one that matches nothing.
            let egress = match group.egress.as_deref() {
                None => (1, usize::from(vpc.ipv6)),
                Some([]) => (1, 0),
                Some(rules) => families(rules, plan),
            };
            for (direction, (v4, v6)) in [("ingress", families(&group.ingress, plan)), ("egress", egress)] {
                for (family, count) in [("IPv4", v4), ("IPv6", v6)] {
                    let what = format!("{direction} rules for {family}");
                    self.add(GROUP_RULES, self.quotas.rules_per_security_group, count, &scope, &what, group.span);
                }
            }
        }
    }

    /// Rules are counted for each direction and family, the last one that denies everything among them.
    fn acls(&mut self, plan: &VpcPlan<'_>) {
        for acl in &plan.acls {
            let tier = plan.vpc.tier(acl.tier);
            let scope = format!("the network ACL of tier `{}` of VPC `{}`", tier.name, plan.vpc.name);
            for (direction, entries) in [("ingress", &acl.ingress), ("egress", &acl.egress)] {
                let is_v4 = |entry: &&AclEntryPlan| matches!(entry.source, AclAddress::V4(_));
                let v4 = entries.iter().filter(is_v4).count();
                for (family, count) in [("IPv4", v4 + 1), ("IPv6", entries.len() - v4 + 1)] {
                    let what = format!("{direction} rules for {family} (with the final deny)");
                    self.add(ACL_RULES, self.quotas.rules_per_network_acl, count, &scope, &what, tier.span);
                }
            }
        }
    }
}

/// Rules for IPv4 and for IPv6. One that names a group counts in both. One that names a prefix list counts as many times as
/// the list may have entries, which stands in AWS alone: here it counts once.
fn families(rules: &[Rule], plan: &VpcPlan<'_>) -> (usize, usize) {
    let mut counts = (0, 0);
    for rule in rules {
        let (v4, v6) = match &rule.peer {
            GroupPeer::Internet => (1, usize::from(plan.vpc.ipv6)),
            GroupPeer::Cidr(Cidr::V4(_)) => (1, 0),
            GroupPeer::Cidr(Cidr::V6(_)) => (0, 1),
            GroupPeer::Group(_) | GroupPeer::PrefixList(_) | GroupPeer::Existing(_) => (1, 1),
            GroupPeer::GroupOf(of) if of.is_reference() => (1, 1),
            GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
                let all = plan.places.get(place).map(Vec::as_slice).unwrap_or_default();
                let v4 = all.iter().filter(|address| matches!(address, AclAddress::V4(_))).count();
                (v4, all.len() - v4)
            }
        };
        counts.0 += if rule.protocol.is_of(false) { v4 } else { 0 };
        counts.1 += if rule.protocol.is_of(true) { v6 } else { 0 };
    }
    counts
}
