//! `docs/address-plan.md`: every subnet with its addresses, and what is left.

use serde::Serialize;

use super::super::words::{self, join, percent};
use crate::net::Cidr4;
use crate::plan::{Headroom, Plan, SubnetPlan, VpcPlan};

/// Characters of a bar.
const BAR: u64 = 20;

#[derive(Serialize)]
pub(super) struct AddressPlan {
    pools: Vec<Pool>,
    /// Whether a table of all VPCs is worth its lines.
    has_many: bool,
    vpcs: Vec<Vpc>,
}

#[derive(Serialize)]
struct Pool {
    name: String,
    block: String,
    /// Where it comes from: a pool, or the document.
    within: String,
    origin: &'static str,
    used: String,
    free: String,
    bar: String,
}

#[derive(Serialize)]
struct Vpc {
    name: String,
    /// All its blocks.
    blocks: String,
    /// Why the first block is what it is.
    origin: String,
    has_ipv6: bool,
    used: String,
    free: String,
    tiers: usize,
    subnets: Vec<Subnet>,
    blocks_of_tiers: Vec<Tier>,
    headroom: Vec<Share>,
    tags: Vec<Tag>,
}

#[derive(Serialize)]
struct Subnet {
    tier: String,
    zone: String,
    cidr: String,
    usable: u64,
    /// Which of the VPC's 256 /64s, or `-`.
    ipv6: String,
    table: String,
    origin: &'static str,
}

#[derive(Serialize)]
struct Tier {
    name: String,
    block: String,
    ipv6: String,
    /// The subnet that the next zone gets.
    next: String,
    /// How many zones more fit.
    slots: usize,
    /// How many more tiers of this size fit.
    room: u64,
}

#[derive(Serialize)]
struct Share {
    what: &'static str,
    addresses: u64,
    percent: String,
    bar: String,
}

#[derive(Serialize)]
struct Tag {
    key: String,
    value: String,
}

pub(super) fn view(plan: &Plan<'_>) -> AddressPlan {
    let vpcs: Vec<Vpc> = plan.vpcs.iter().map(|vpc| vpc_view(plan, vpc)).collect();
    AddressPlan { pools: pools(plan), has_many: vpcs.len() > 1, vpcs }
}

fn pools(plan: &Plan<'_>) -> Vec<Pool> {
    let all = &plan.network.pools;
    let view = |(pool, block): (&crate::network::Pool, &crate::plan::PoolPlan)| Pool {
        name: pool.name.to_string(),
        block: block.block.to_string(),
        within: pool.within.map_or_else(|| "-".to_owned(), |parent| all[parent.0].name.to_string()),
        origin: words::source(block.origin),
        used: percent(block.headroom, block.headroom.used),
        free: percent(block.headroom, block.headroom.free),
        bar: bar(block.headroom, block.headroom.total - block.headroom.free),
    };
    all.iter().zip(&plan.pools).map(view).collect()
}

fn vpc_view(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Vpc {
    let subnets = (0..vpc.tiers.len()).flat_map(|tier| {
        let own = &vpc.tiers[tier].subnets;
        own.iter().map(move |subnet| subnet_view(vpc, tier, subnet))
    });
    let from = vpc.pool.map_or_else(String::new, |pool| format!(" from pool {}", plan.network.pools[pool.0].name));
    let tag = |(key, value): (&crate::net::TagKey, &crate::net::TagValue)| Tag {
        key: key.to_string(),
        value: value.to_string(),
    };
    Vpc {
        name: vpc.vpc.name.to_string(),
        blocks: join(vpc.cidrs(), ", "),
        origin: format!("{}{from}", words::source(vpc.origin)),
        has_ipv6: vpc.vpc.ipv6,
        used: percent(vpc.headroom, vpc.headroom.used),
        free: percent(vpc.headroom, vpc.headroom.free),
        tiers: vpc.tiers.len(),
        subnets: subnets.collect(),
        blocks_of_tiers: (0..vpc.tiers.len()).map(|tier| tier_view(vpc, tier)).collect(),
        headroom: shares(vpc.headroom),
        tags: vpc.vpc.tags.iter().map(tag).collect(),
    }
}

fn subnet_view(vpc: &VpcPlan<'_>, tier: usize, subnet: &SubnetPlan) -> Subnet {
    let table = words::table_of(vpc, tier, subnet.zone);
    Subnet {
        tier: vpc.vpc.tiers[tier].name.to_string(),
        zone: subnet.zone.to_string(),
        cidr: subnet.cidr.to_string(),
        usable: subnet.cidr.usable(),
        ipv6: subnet.ipv6.map_or_else(|| "-".to_owned(), |number| number.to_string()),
        table: table.map_or_else(|| "-".to_owned(), |table| words::table_name(vpc.vpc, table)),
        origin: words::source(subnet.origin),
    }
}

fn tier_view(vpc: &VpcPlan<'_>, tier: usize) -> Tier {
    let plan = &vpc.tiers[tier];
    Tier {
        name: vpc.vpc.tiers[tier].name.to_string(),
        block: plan.block.map_or_else(|| "-".to_owned(), |block| block.to_string()),
        ipv6: if plan.ipv6.is_empty() {
            "-".to_owned()
        } else {
            join(plan.ipv6.iter().map(|group| words::ipv6_group(*group)), ", ")
        },
        next: plan.free.first().map_or_else(|| "-".to_owned(), Cidr4::to_string),
        slots: plan.free.len(),
        room: vpc.room.get(tier).copied().unwrap_or(0),
    }
}

fn shares(headroom: Headroom) -> Vec<Share> {
    let rows = [
        ("in subnets", headroom.used),
        ("kept for further zones", headroom.growth),
        ("reserved", headroom.reserved),
        ("freed, kept for the former owner", headroom.freed),
        ("free", headroom.free),
    ];
    let share = |(what, addresses)| Share {
        what,
        addresses,
        percent: percent(headroom, addresses),
        bar: bar(headroom, addresses),
    };
    rows.into_iter().filter(|(what, addresses)| *addresses > 0 || *what == "free").map(share).collect()
}

/// Full and light squares; what is there has at least one.
fn bar(headroom: Headroom, part: u64) -> String {
    let full = (part * BAR).div_ceil(headroom.total.max(1)).min(BAR);
    (0..BAR).map(|at| if at < full { '■' } else { '□' }).collect()
}
