//! `docs/address-plan.md`: every subnet with its addresses, and what is left.

use serde::Serialize;

use super::super::markdown::{Row, Rows};
use super::super::sites;
use super::super::words::{self, join, percent};
use super::place::place;
use crate::net::Cidr4;
use crate::plan::{Headroom, Plan, SubnetPlan, VpcPlan};

/// Characters of a bar.
const BAR: u64 = 20;

#[derive(Serialize)]
pub(super) struct AddressPlan {
    has_pools: bool,
    pools: Rows,
    /// All VPCs, where there are several.
    overview: Option<Overview>,
    vpcs: Vec<Vpc>,
    has_sites: bool,
    /// The networks of sites, and their routers' addresses there.
    sites: Rows,
    links: Rows,
    /// The pools of links.
    tunnel_pool: String,
    interface_pool: String,
}

#[derive(Serialize)]
struct Overview {
    /// Whether they are in several accounts or Regions.
    has_places: bool,
    vpcs: Rows,
}

#[derive(Serialize)]
struct Vpc {
    name: String,
    /// All its blocks.
    blocks: String,
    /// Why the first block is what it is.
    origin: String,
    /// Its account and Region, where there are several.
    place: Option<String>,
    has_ipv6: bool,
    subnets: Rows,
    blocks_of_tiers: Rows,
    headroom: Rows,
    has_tags: bool,
    tags: Rows,
}

pub(super) fn view(plan: &Plan<'_>) -> AddressPlan {
    AddressPlan {
        has_pools: !plan.network.pools.is_empty(),
        pools: pools(plan),
        overview: (plan.vpcs.len() > 1).then(|| overview(plan)),
        vpcs: plan.vpcs.iter().map(|vpc| vpc_view(plan, vpc)).collect(),
        has_sites: !plan.sites.is_empty(),
        sites: at_sites(plan),
        links: links(plan),
        tunnel_pool: plan.network.link_pools.tunnels.value.to_string(),
        interface_pool: plan.network.link_pools.virtual_interfaces.value.to_string(),
    }
}

fn overview(plan: &Plan<'_>) -> Overview {
    let has_places = plan.network.scopes.len() > 1;
    let vpcs = Rows::of(&plan.vpcs, |row, vpc| {
        row.cell(&vpc.vpc.name);
        if has_places {
            row.cell(place(plan.network, vpc.vpc.scope).unwrap_or_default());
        }
        row.cell(join(vpc.cidrs(), ", ")).cell(origin(plan, vpc)).cell(vpc.tiers.len());
        row.cell(percent(vpc.headroom, vpc.headroom.used)).cell(percent(vpc.headroom, vpc.headroom.free));
    });
    Overview { has_places, vpcs }
}

fn at_sites(plan: &Plan<'_>) -> Rows {
    let all = sites::all(plan).flat_map(|facts| facts.site.routers.iter().map(move |router| (facts, router)));
    Rows::of(all, |row, (facts, router)| {
        let lan = &router.lan;
        row.cell(&facts.site.name).cell(facts.own()).cell(&router.name).cell(&lan.interface.value);
        row.cell(lan.address.value.address).cell(lan.address.value.network);
    })
}

/// Both ends of every link, site by site.
fn links(plan: &Plan<'_>) -> Rows {
    let all = sites::all(plan).flat_map(|facts| facts.sessions().into_iter().map(move |session| (facts, session)));
    Rows::of(all, |row, (facts, session)| {
        row.cell(&facts.site.name).cell(session.name()).cell(session.link.block).cell(session.amazon());
        row.cell(session.own()).cell(&session.router.name).cell(words::source(session.link.origin));
    })
}

fn pools(plan: &Plan<'_>) -> Rows {
    Rows::of(plan.network.pools.iter().zip(&plan.pools), |row, (pool, block)| {
        // Where it comes from: a pool, or the document.
        let within = words::pool_place(plan, pool, "").unwrap_or_else(|| "-".to_owned());
        let headroom = block.headroom;
        row.cell(&pool.name).cell(block.block).cell(within).cell(words::source(block.origin));
        row.cell(percent(headroom, headroom.used)).cell(percent(headroom, headroom.free));
        row.cell(bar(headroom, headroom.total - headroom.free));
    })
}

fn vpc_view(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Vpc {
    let tiers = 0..vpc.tiers.len();
    let subnets = tiers.clone().flat_map(|tier| vpc.tiers[tier].subnets.iter().map(move |subnet| (tier, subnet)));
    Vpc {
        name: vpc.vpc.name.to_string(),
        blocks: join(vpc.cidrs(), ", "),
        origin: origin(plan, vpc),
        place: place(plan.network, vpc.vpc.scope).filter(|_| plan.network.scopes.len() > 1),
        has_ipv6: vpc.vpc.ipv6,
        subnets: Rows::of(subnets, |row, (tier, subnet)| subnet_cells(row, vpc, tier, subnet)),
        blocks_of_tiers: Rows::of(tiers, |row, tier| tier_cells(row, vpc, tier)),
        headroom: shares(vpc.headroom),
        has_tags: !vpc.vpc.tags.is_empty(),
        tags: Rows::of(vpc.vpc.tags.iter(), |row, (key, value)| _ = row.cell(key).cell(value)),
    }
}

fn origin(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> String {
    let from = vpc.pool.map_or_else(String::new, |pool| format!(" from pool {}", plan.network.pools[pool.0].name));
    format!("{}{from}", words::source(vpc.origin))
}

fn subnet_cells(row: &mut Row<'_>, vpc: &VpcPlan<'_>, tier: usize, subnet: &SubnetPlan) {
    // Which of the VPC's 256 /64s.
    let ipv6 = subnet.ipv6.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let table = words::table_of(vpc, tier, subnet.zone);
    let table = table.map_or_else(|| "-".to_owned(), |table| words::table_name(vpc.vpc, table));
    row.cell(&vpc.vpc.tiers[tier].name).cell(subnet.zone).cell(subnet.cidr).cell(subnet.cidr.usable());
    row.cell(ipv6).cell(table).cell(words::source(subnet.origin));
}

fn tier_cells(row: &mut Row<'_>, vpc: &VpcPlan<'_>, tier: usize) {
    let plan = &vpc.tiers[tier];
    let ipv6 = join(plan.ipv6.iter().map(|group| words::ipv6_group(*group)), ", ");
    row.cell(&vpc.vpc.tiers[tier].name);
    row.cell(plan.block.map_or_else(|| "-".to_owned(), |block| block.to_string()));
    row.cell(if ipv6.is_empty() { "-" } else { &ipv6 });
    // The subnet that the next zone gets, how many zones more fit, and how many more tiers of this size.
    row.cell(plan.free.first().map_or_else(|| "-".to_owned(), Cidr4::to_string));
    row.cell(plan.free.len()).cell(vpc.room.get(tier).copied().unwrap_or(0));
}

fn shares(headroom: Headroom) -> Rows {
    let rows = [
        ("in subnets", headroom.used),
        ("kept for further zones", headroom.growth),
        ("reserved", headroom.reserved),
        ("freed, kept for the former owner", headroom.freed),
        ("free", headroom.free),
    ];
    let rows = rows.into_iter().filter(|(what, addresses)| *addresses > 0 || *what == "free");
    Rows::of(rows, |row, (what, addresses)| {
        row.cell(what).cell(addresses).cell(percent(headroom, addresses)).cell(bar(headroom, addresses));
    })
}

/// Full and light squares; what is there has at least one.
fn bar(headroom: Headroom, part: u64) -> String {
    let full = (part * BAR).div_ceil(headroom.total.max(1)).min(BAR);
    (0..BAR).map(|at| if at < full { '■' } else { '□' }).collect()
}
