//! `docs/spokes/<vpc>.md`: what the owner of an attached VPC has to know, on one page.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use super::super::markdown::Rows;
use super::super::words::{self, join};
use super::place::place;
use crate::network::{End, Relation, SegmentId};
use crate::plan::fabric::Target;
use crate::plan::{Plan, VpcPlan};

#[derive(Serialize)]
pub(super) struct Spoke {
    name: String,
    cidr: String,
    /// Its account and Region, where there are several.
    place: Option<String>,
    hub: String,
    segment: String,
    reaches: Rows,
    tiers: Rows,
    /// The VPC whose endpoints it uses by name, and these services.
    has_names: bool,
    names_from: String,
    services: String,
}

/// The page of a VPC that belongs to a segment.
pub(super) fn view(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Option<Spoke> {
    let (id, segment) = plan.network.membership(vpc.id)?;
    let facts = hubs::all(plan).nth(id.0)?;
    let hub = facts.hub;
    let names = vpc.sharing.follows.map(|owner| plan.network.vpc(owner));
    let tiers = vpc.vpc.tiers.iter().zip(&vpc.tiers).enumerate();
    let tiers = Rows::of(tiers, |row, (index, (tier, planned))| {
        let block = planned.block.map_or_else(|| "-".to_owned(), |block| block.to_string());
        row.cell(&tier.name).cell(block).cell(ways(plan, vpc, index));
    });
    Some(Spoke {
        name: vpc.vpc.name.to_string(),
        cidr: vpc.cidr.to_string(),
        place: place(plan.network, vpc.vpc.scope).filter(|_| plan.network.scopes.len() > 1),
        hub: hub.name.to_string(),
        segment: hub.segment(segment).name.to_string(),
        reaches: reaches(&facts, segment, leaves(vpc)),
        tiers,
        has_names: names.is_some(),
        names_from: names.map_or_else(String::new, |owner| owner.name.to_string()),
        services: names.map_or_else(String::new, |owner| join(owner.endpoints.interface.keys(), ", ")),
    })
}

fn reaches(hub: &HubFacts<'_>, segment: SegmentId, own_exit: bool) -> Rows {
    let ends = hub.ends().filter_map(|end| {
        let how = match (hub.hub.relation(segment, end), end) {
            (Relation::None, End::Internet) if own_exit => "by gateways of its own, past the segment",
            (Relation::None, _) => return None,
            (Relation::Direct, End::Segment(_)) => "by the transit gateway",
            (Relation::Inspected, End::Segment(_)) => "through the firewall",
            (Relation::Direct, End::Internet) => "by NAT of the egress VPC",
            (Relation::Inspected, End::Internet) => "through the firewall, then by NAT of the egress VPC",
        };
        let members = match end {
            End::Internet => "-".to_owned(),
            End::Segment(other) => {
                let (vpcs, segment) = (hub.spokes(other).count(), hub.hub.segment(other));
                let vpcs = (vpcs > 0).then(|| words::count(vpcs, "VPC"));
                let sites = segment.sites.iter().map(|site| format!("site {}", hub.plan.network.site(*site).name));
                let existing = segment.attachments.iter().map(|one| one.value.to_string());
                let prefixes = segment.prefixes.iter().map(|prefix| prefix.value.to_string());
                let all: Vec<String> = vpcs.into_iter().chain(sites).chain(existing).chain(prefixes).collect();
                if all.is_empty() { "nobody yet".to_owned() } else { join(all, ", ") }
            }
        };
        Some((hub.end(end), how, members))
    });
    Rows::of(ends, |row, (to, how, members)| _ = row.cell(to).cell(how).cell(members))
}

fn ways(plan: &Plan<'_>, vpc: &VpcPlan<'_>, tier: usize) -> String {
    let Some(table) = vpc.tables.iter().find(|table| table.tier.0 == tier) else { return "-".to_owned() };
    let routes = table.routes.beyond().map(|route| {
        let target = match route.target {
            Target::Nat(_) => "NAT of the same zone".to_owned(),
            Target::RegionalNat => "regional NAT".to_owned(),
            other => words::target(plan.network, other),
        };
        format!("{} to the {target}", words::destination(route.destination))
    });
    let endpoints = table.routes.services().map(|one| format!("{} by its gateway endpoint", one.as_str()));
    let ways: Vec<String> = routes.chain(endpoints).collect();
    if ways.is_empty() { "stays inside the VPC".to_owned() } else { join(ways, ", ") }
}

/// Whether a tier of the VPC leaves to the internet by a gateway of the VPC's own.
fn leaves(vpc: &VpcPlan<'_>) -> bool {
    let mut routes = vpc.tables.iter().flat_map(|table| table.routes.beyond());
    routes.any(|route| route.destination.is_default() && vpc.is_own_exit(route.target))
}
