//! Rules over a finished plan. In comes a [`Plan`], out go findings. Trusts nobody: overlaps, containment and counts are
//! computed again from the plan's addresses, whatever the planner meant. Chooses nothing and changes nothing.
//!
//! One rule is one file. No rule compares everything with everything: blocks are sorted once and swept.

mod acl_replies;
mod announced;
mod any_egress;
mod connect;
mod default_vpc_range;
mod delegated;
mod dhcp_names;
mod encrypted;
mod facts;
mod forbidden_range;
mod free;
mod gateway_blocks;
mod git_sync;
mod hub_reach;
mod hub_walk;
mod ipv6_transit;
mod many_providers;
mod name_collision;
mod nat_endpoints;
mod nearly_full;
mod never_meet;
mod no_flow_logs;
mod no_organization;
mod no_way_back;
mod on_premises;
mod one_end;
mod overlapping_vpcs;
mod own_exit;
mod peerings;
mod planner_fault;
mod pool_outside;
mod pool_overlap;
mod public_interfaces;
mod public_range;
mod quota;
mod recursion;
mod remote_access;
mod required;
mod reserve_outside;
mod restricted_secondary;
mod scopes;
mod segment_prefixes;
mod several_vpcs;
mod shared_nat;
mod single_nat;
mod site_addresses;
mod site_link;
mod stack_values;
mod states;
mod static_inside;
mod their_vpcs;
mod uplinks;
mod usage;
mod usage_access;
mod usage_hubs;
mod usage_sites;
mod vpc_outside_pool;
mod zone_letters;

pub use one_end::{GroupPair, group_pairs};
pub use usage::{QuotaUse, site_usage, usage};

use crate::diagnostic::Diagnostics;
use crate::plan::Plan;
pub(crate) use encrypted::Demands;
pub(crate) use facts::{Facts, overlaps};

/// A rule: what it looks at, and where its findings go.
type Rule = fn(&Facts<'_>, &mut Diagnostics);

/// Every rule, by the number of its code; the one that follows packets comes last, as it wants a network without errors.
const RULES: &[Rule] = &[
    name_collision::check,
    scopes::check,
    delegated::check,
    zone_letters::check,
    no_organization::check,
    stack_values::check,
    git_sync::check,
    many_providers::check,
    states::check,
    overlapping_vpcs::check,
    on_premises::check,
    segment_prefixes::check,
    static_inside::check,
    pool_overlap::check,
    pool_outside::check,
    restricted_secondary::check,
    forbidden_range::check,
    reserve_outside::check,
    public_interfaces::check,
    public_range::check,
    default_vpc_range::check,
    nearly_full::check,
    vpc_outside_pool::check,
    planner_fault::check,
    quota::check,
    peerings::check,
    their_vpcs::check,
    one_end::check,
    no_way_back::check,
    own_exit::check,
    ipv6_transit::check,
    site_addresses::check,
    several_vpcs::check,
    announced::check,
    recursion::check,
    connect::check,
    encrypted::check,
    gateway_blocks::check,
    uplinks::check,
    remote_access::check,
    site_link::check,
    acl_replies::check,
    dhcp_names::check,
    required::check,
    shared_nat::check,
    single_nat::check,
    no_flow_logs::check,
    any_egress::check,
    nat_endpoints::check,
    never_meet::check,
    hub_reach::check,
];

/// Applies every rule.
pub fn check(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let facts = Facts::of(plan);
    for rule in RULES {
        rule(&facts, diagnostics);
    }
}

#[cfg(test)]
mod acl_replies_tests;
#[cfg(test)]
mod hub_tests;
#[cfg(test)]
mod site_tests;
#[cfg(test)]
mod tests;
