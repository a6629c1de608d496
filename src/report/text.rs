//! The plan for people at a terminal. Widths follow the content, and nothing passes 100 columns where it can be avoided.

use std::collections::BTreeMap;

use super::columns::{Columns, apart};
use super::words::{count, join, percent};
use super::{LockState, Resources, hourly, hub_text, left, remote_text, site_text, words};
use crate::aws::Graph;
use crate::blueprint::GatewayService;
use crate::check::usage;
use crate::net::Cidr4;
use crate::network::{Address, Network, Purpose, Zone};
use crate::plan::fabric::{Destination, Route, Target, VpcTable};
use crate::plan::lock::Change;
use crate::plan::{Headroom, Origin, Plan, TierPlan, VpcPlan};

/// From how many VPCs on a table of all of them comes first.
const MANY: usize = 4;

/// So many changes of the lock are listed.
const CHANGES: usize = 40;

/// The whole plan.
pub(super) fn print(plan: &Plan<'_>, graph: &Graph, lock: &LockState) -> String {
    let mut text = Text { plan, is_new: *lock == LockState::New, out: String::new() };
    text.head(lock);
    text.pools();
    hub_text::print(plan, &mut text.out);
    site_text::print(plan, &mut text.out);
    if plan.vpcs.len() >= MANY {
        text.overview();
    }
    let mut known = BTreeMap::new();
    for vpc in &plan.vpcs {
        text.vpc(vpc);
        text.routes(vpc, &mut known);
    }
    remote_text::print(plan, &mut text.out);
    text.changes(lock);
    left::print(plan, graph.left(), lock, &mut text.out);
    text.totals(graph);
    text.out
}

struct Text<'a> {
    plan: &'a Plan<'a>,
    /// Whether there is no lock yet, so that everything is new.
    is_new: bool,
    out: String,
}

impl Text<'_> {
    fn head(&mut self, lock: &LockState) {
        let network = self.plan.network;
        let home = network.home();
        let names = match home.zones.as_slice() {
            [first, .., last] if home.zones_are_slots() => format!("{first} to {last}, bound at deployment"),
            zones => join(zones, " "),
        };
        let zones = format!("{} ({names})", count(home.zones.len(), "zone"));
        let lock = match lock {
            LockState::New => "new".to_owned(),
            LockState::Unchanged => "unchanged".to_owned(),
            LockState::Changes(changes) => count(changes.len(), "change"),
        };
        apart(&mut self.out, &format!("{}  {}  {zones}", network.name, home.region), &format!("lock: {lock}"));
    }

    /// `*` is written in the document, `+` is not in the lock yet. Nothing is marked before there is a lock.
    fn marked(&self, cidr: Cidr4, origin: Origin) -> String {
        let mark = match origin {
            Origin::Pinned => "*",
            Origin::FirstFit if !self.is_new => "+",
            Origin::FirstFit | Origin::Locked => "",
        };
        format!("{cidr}{mark}")
    }

    fn pools(&mut self) {
        if self.plan.pools.is_empty() {
            return;
        }
        let mut columns = Columns::default();
        for (pool, block) in self.plan.network.pools.iter().zip(&self.plan.pools) {
            let within = words::pool_place(self.plan, pool, "in ");
            // Most pools are written; only what was cut is worth a mark.
            let origin = if block.origin == Origin::Pinned { Origin::Locked } else { block.origin };
            columns.row([
                pool.name.to_string(),
                self.marked(block.block, origin),
                used(block.headroom),
                within.unwrap_or_default(),
            ]);
        }
        self.out.push_str("\npools\n");
        columns.print(&mut self.out, 2);
    }

    fn overview(&mut self) {
        let mut columns = Columns::default();
        columns.row(["vpc", "block", "pool", "used", "free", "tiers", "subnets"]);
        for vpc in &self.plan.vpcs {
            let pool = vpc.pool.map_or("-", |pool| self.plan.network.pools[pool.0].name.as_str());
            columns.row([
                vpc.vpc.name.to_string(),
                self.marked(vpc.cidr, vpc.origin),
                pool.to_owned(),
                percent(vpc.headroom, vpc.headroom.used),
                percent(vpc.headroom, vpc.headroom.free),
                vpc.tiers.len().to_string(),
                vpc.tiers.iter().map(|tier| tier.subnets.len()).sum::<usize>().to_string(),
            ]);
        }
        self.out.push('\n');
        columns.print(&mut self.out, 0);
    }

    fn vpc(&mut self, vpc: &VpcPlan<'_>) {
        self.out.push('\n');
        let head = self.vpc_head(vpc);
        apart(&mut self.out, &head, &used(vpc.headroom));
        let mut columns = Columns::default();
        let zones = self.plan.network.zones_of(vpc.vpc).iter().map(Zone::to_string);
        let heads = ["tier", "block", "route"].map(str::to_owned).into_iter();
        let workload = |tier: &crate::network::Tier| tier.purpose == Purpose::Workload;
        let free = vpc.vpc.tiers.iter().zip(&vpc.tiers).any(|(tier, plan)| workload(tier) && !plan.free.is_empty());
        columns.row(heads.chain(zones).chain(free.then(|| "free slot".to_owned())));
        let mut tiers: Vec<_> = vpc.vpc.tiers.iter().zip(&vpc.tiers).collect();
        tiers.sort_by_key(|(_, plan)| plan.block.or_else(|| plan.subnets.iter().map(|subnet| subnet.cidr).min()));
        for (tier, plan) in tiers {
            let block = plan.block.map_or_else(|| "-".to_owned(), |block| self.block(block, plan));
            let mut row = vec![tier.name.to_string(), block, words::route(tier.route).to_owned()];
            row.extend(self.plan.network.zones_of(vpc.vpc).iter().map(|zone| self.subnet(plan, *zone)));
            row.extend((free && workload(tier)).then(|| free_slot(plan)));
            columns.row(row);
        }
        for range in words::reserved(vpc.vpc) {
            columns.row(["reserved".to_owned(), range.to_string()]);
        }
        columns.print(&mut self.out, 2);
        self.legend(vpc);
        self.out.extend(words::nat_places(vpc).map(|places| format!("  {places}\n")));
        self.out.extend(room(vpc).map(|room| format!("  {room}\n")));
    }

    /// `vpc shop  10.0.0.0/16  + IPv6 /56 from Amazon`
    fn vpc_head(&self, vpc: &VpcPlan<'_>) -> String {
        let origin = if vpc.origin == Origin::Pinned { Origin::Locked } else { vpc.origin };
        let mut head = format!("vpc {}  {}", vpc.vpc.name, self.marked(vpc.cidr, origin));
        if let Address::Cut { pool, .. } = vpc.vpc.address {
            head.extend([" from ", self.plan.network.pools[pool.0].name.as_str()]);
        }
        for secondary in &vpc.vpc.secondary {
            let routable = if secondary.routable { "" } else { " (not routable)" };
            head.extend(["  + ", &secondary.cidr.value.to_string(), routable]);
        }
        if vpc.vpc.ipv6 {
            head += "  + IPv6 /56 from Amazon";
        }
        head
    }

    /// A block that only covers pins was chosen by nobody, so the pins carry the mark.
    fn block(&self, block: Cidr4, tier: &TierPlan) -> String {
        if tier.origin == Origin::Pinned { block.to_string() } else { self.marked(block, tier.origin) }
    }

    fn subnet(&self, tier: &TierPlan, zone: Zone) -> String {
        let subnet = tier.subnets.iter().find(|subnet| subnet.zone == zone);
        subnet.map_or_else(|| "-".to_owned(), |subnet| self.marked(subnet.cidr, subnet.origin))
    }

    /// Says what the marks mean, if there are any.
    fn legend(&mut self, vpc: &VpcPlan<'_>) {
        let origins: Vec<Origin> =
            vpc.tiers.iter().flat_map(|tier| &tier.subnets).map(|subnet| subnet.origin).collect();
        let pinned = origins.contains(&Origin::Pinned).then_some("* pinned in the document");
        let new = (!self.is_new && origins.contains(&Origin::FirstFit)).then_some("+ new, not in the lock yet");
        let marks: Vec<&str> = pinned.into_iter().chain(new).collect();
        if !marks.is_empty() {
            self.out.extend(["  ", &marks.join("   "), "\n"]);
        }
    }

    /// The tables, the widest reach first. What all of them have is said once, and so are tables like those of a VPC before.
    fn routes(&mut self, vpc: &VpcPlan<'_>, known: &mut BTreeMap<Vec<Vec<String>>, String>) {
        let of = if self.plan.vpcs.len() > 1 { format!(" of {}", vpc.vpc.name) } else { String::new() };
        self.out.extend(["\nroutes", &of]);
        let rows = table_rows(self.plan.network, vpc);
        if let Some(like) = known.get(&rows).filter(|_| vpc.vpc.secondary.is_empty()) {
            self.out.extend([": as those of ", like, "\n"]);
            return;
        }
        known.insert(rows.clone(), vpc.vpc.name.to_string());
        self.out.push('\n');
        let mut columns = Columns::default();
        let ipv6 = if vpc.vpc.ipv6 { "IPv6 /56 local" } else { "" };
        for (index, cidr) in vpc.cidrs().enumerate() {
            let (every, ipv6) = if index == 0 { ("every table", ipv6) } else { ("", "") };
            columns.row([every.to_owned(), format!("{cidr} local"), ipv6.to_owned()]);
        }
        for row in rows {
            columns.row(row);
        }
        columns.print(&mut self.out, 2);
    }

    fn changes(&mut self, lock: &LockState) {
        let LockState::Changes(changes) = lock else { return };
        self.out.push_str("\nlock\n");
        // What left is said below, in words.
        let changes: Vec<&Change> = changes.iter().filter(|change| !left::leaves(change)).collect();
        self.out.extend(changes.iter().take(CHANGES).map(|change| format!("  {change}\n")));
        if changes.len() > CHANGES {
            self.out.extend(["  and ", &(changes.len() - CHANGES).to_string(), " more\n"]);
        }
    }

    fn totals(&mut self, graph: &Graph) {
        let Resources { cloudformation, terraform, stacks } = Resources::of(graph);
        let stacks = count(stacks, "stack");
        let resources = format!("\nresources: {cloudformation} CloudFormation in {stacks}, {terraform} Terraform\n");
        self.out += &resources;
        if let Some(quota) = usage(self.plan).first() {
            let (name, percent) = (quota.name, quota.percent());
            let quota = format!("quotas: fullest is {name}, {percent} % ({} of {})\n", quota.used, quota.limit);
            self.out += &quota;
        }
        self.out += &hourly::line(self.plan);
    }
}

/// `4.7 % used, 1.6 % kept for growth, 1.6 % reserved`; what is not there is not said.
fn used(headroom: Headroom) -> String {
    let parts = [
        (headroom.growth, "kept for growth"),
        (headroom.reserved, "reserved"),
        (headroom.freed, "freed, kept for the former owner"),
    ];
    let parts = parts.into_iter().filter(|(part, _)| *part > 0);
    let parts = parts.map(|(part, what)| format!("{} {what}", percent(headroom, part)));
    join(std::iter::once(format!("{} used", percent(headroom, headroom.used))).chain(parts), ", ")
}

fn free_slot(tier: &TierPlan) -> String {
    match (tier.free.as_slice(), tier.block) {
        ([], None) => "-".to_owned(),
        ([], Some(_)) => "none".to_owned(),
        ([slot], _) => slot.to_string(),
        ([slot, more @ ..], _) => format!("{slot} + {}", more.len()),
    }
}

/// So many destinations of one target share a line.
const BLOCKS: usize = 3;

/// The rows of all tables. Tables that route only inside the VPC share one.
fn table_rows(network: &Network, vpc: &VpcPlan<'_>) -> Vec<Vec<String>> {
    let mut tables: Vec<&VpcTable> = vpc.tables.iter().collect();
    tables.sort_by_key(|table| vpc.vpc.tier(table.tier).route);
    let (local, others): (Vec<_>, Vec<_>) =
        tables.into_iter().partition(|table| table.routes.iter().all(|route| route.target == Target::Local));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for table in others {
        let name = words::table_name(vpc.vpc, table);
        rows.extend(table_lines(network, table).into_iter().enumerate().map(|(index, cells)| {
            let name = if index == 0 { name.clone() } else { String::new() };
            std::iter::once(name).chain(cells).collect()
        }));
    }
    if !local.is_empty() {
        let names = join(local.iter().map(|table| words::table_name(vpc.vpc, table)), ", ");
        rows.push(vec![names, "only local".to_owned()]);
    }
    rows
}

/// The default routes in their columns and the endpoints, then further destinations by target.
fn table_lines(network: &Network, table: &VpcTable) -> Vec<Vec<String>> {
    let default = |wanted| {
        let route = table.routes.get(wanted);
        let words =
            |route: &Route<Target>| format!("{} {}", words::destination(wanted), words::target(network, route.target));
        route.map_or_else(String::new, words)
    };
    let services: Vec<_> = table.routes.services().map(GatewayService::as_str).collect();
    let endpoints = match services.as_slice() {
        [] => String::new(),
        [one] => format!("{one} endpoint"),
        _ => format!("{} endpoints", join(services, ", ")),
    };
    let first = vec![default(Destination::DEFAULT_V4), default(Destination::DEFAULT_V6), endpoints];
    let others: Vec<_> = table.routes.beyond().filter(|route| !route.destination.is_default()).collect();
    let same_target = others.chunk_by(|one, next| one.target == next.target);
    let others = same_target.flat_map(|routes| routes.chunks(BLOCKS)).map(|some| {
        let blocks = join(some.iter().map(|one| words::destination(one.destination)), ", ");
        vec![format!("{blocks} {}", words::target(network, some[0].target))]
    });
    let first = (!first.iter().all(String::is_empty)).then_some(first);
    first.into_iter().chain(others).collect()
}

/// How many more tiers fit of the largest and of the smallest size. Tiers in a secondary block have other space, so they
/// speak only where there is no tier in the first one.
fn room(vpc: &VpcPlan<'_>) -> Option<String> {
    let size = |index: usize| {
        let tier = &vpc.vpc.tiers[index];
        vpc.tiers[index].block.map_or(tier.size.prefix, Cidr4::prefix)
    };
    let workloads = || (0..vpc.tiers.len()).filter(|index| vpc.vpc.tiers[*index].purpose == Purpose::Workload);
    let mut tiers: Vec<usize> = workloads().filter(|index| vpc.vpc.tiers[*index].from.is_none()).collect();
    if tiers.is_empty() {
        tiers = workloads().collect();
    }
    let largest = tiers.iter().copied().min_by_key(|index| size(*index))?;
    let smallest = tiers.iter().copied().max_by_key(|index| size(*index))?;
    let room = |index: usize| vpc.room.get(index).copied().unwrap_or(0);
    let (name, other) = (&vpc.vpc.tiers[largest].name, &vpc.vpc.tiers[smallest].name);
    let number = room(largest);
    let text = match number {
        0 => format!("no room for another tier like {name}"),
        1 => format!("room for 1 more tier like {name}"),
        _ => format!("room for {number} more tiers like {name}"),
    };
    Some(match (number, room(smallest)) {
        _ if size(largest) == size(smallest) => text,
        (0, 0) => format!("{text} or {other}"),
        (0, more) => format!("{text}, but for {more} like {other}"),
        (_, more) => format!("{text}, or {more} like {other}"),
    })
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
