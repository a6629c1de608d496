//! The words for transit gateways that several reports use: who reaches whom, what stands for whom, and what backs a way that
//! is not there. In comes a plan, out go texts.

use crate::network::{End, Hub, HubId, Network, Relation, SegmentId};
use crate::plan::{Attachment, Block, FirewallGroup, FirewallRulePlan, HubPlan, HubTable, Owner, Plan, TableOf};

use super::words::join;

/// Who reaches whom: a row for each segment, a column for each segment and one for the internet.
pub(super) struct Matrix {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<&'static str>)>,
}

/// The matrix of a transit gateway.
pub(super) fn matrix(network: &Network, hub: HubId) -> Matrix {
    let meant = &network.hubs[hub.0];
    let names = meant.segments.iter().map(|segment| segment.name.to_string());
    let row = |from: SegmentId| {
        let to = meant.segment_ids().map(End::Segment).chain([End::Internet]);
        let cells = to.map(|to| cell(network, hub, from, to)).collect();
        (meant.segment(from).name.to_string(), cells)
    };
    Matrix { columns: names.chain(["internet".to_owned()]).collect(), rows: meant.segment_ids().map(row).collect() }
}

/// `direct`, `inspected`, `NAT`, `inspected, NAT` or `-`.
fn cell(network: &Network, hub: HubId, from: SegmentId, to: End) -> &'static str {
    let meant = &network.hubs[hub.0];
    // Sites do not reach each other unless their segment says so.
    let only_sites = members(network, hub, from).next().is_none() && !meant.segment(from).transit;
    match (meant.relation(from, to), to) {
        (_, End::Segment(other)) if other == from && only_sites => "-",
        (Relation::None, _) => "-",
        (Relation::Direct, End::Segment(_)) => "direct",
        (Relation::Inspected, End::Segment(_)) => "inspected",
        (Relation::Direct, End::Internet) => "NAT",
        (Relation::Inspected, End::Internet) => "inspected, NAT",
    }
}

/// The VPCs of a segment, by name.
pub(super) fn members(network: &Network, hub: HubId, segment: SegmentId) -> impl Iterator<Item = &str> {
    let vpcs = network
        .vpcs
        .iter()
        .filter(move |vpc| vpc.attach.is_some_and(|attach| attach.hub == hub && attach.segment == Some(segment)));
    vpcs.map(|vpc| vpc.name.as_str())
}

/// What backs each way that is not there: `production to staging: …`.
pub(super) fn backing(plan: &Plan<'_>, hub: &HubPlan) -> Vec<String> {
    let (network, meant) = (plan.network, &plan.network.hubs[hub.hub.0]);
    let mut lines = Vec::new();
    for from in meant.segment_ids() {
        let Some(table) = hub.table(TableOf::Segment(from)) else { continue };
        for to in meant.segment_ids().map(End::Segment).chain([End::Internet]) {
            if cell(network, hub.hub, from, to) != "-" {
                continue;
            }
            let target = match to {
                End::Internet => "internet".to_owned(),
                End::Segment(to) => meant.segment(to).name.to_string(),
            };
            lines.push(format!("{} to {target}: {}", table.name, reason(plan, hub.hub, table, to)));
        }
    }
    lines
}

/// Why packets towards an end go nowhere.
fn reason(plan: &Plan<'_>, hub: HubId, table: &HubTable, to: End) -> String {
    let End::Segment(to) = to else { return format!("table {} has no default route", table.name) };
    let blocks = plan
        .vpcs
        .iter()
        .filter(|vpc| vpc.vpc.attach.is_some_and(|attach| attach.hub == hub && attach.segment == Some(to)));
    let mut blocks: Vec<_> = blocks.map(|vpc| vpc.cidr).collect();
    blocks.extend(plan.network.hubs[hub.0].segment(to).prefixes.iter().map(|prefix| prefix.value));
    let mut holes: Vec<Block> = Vec::new();
    let mut all = !blocks.is_empty();
    for block in blocks {
        let around = table.blackholes.iter().map(|hole| hole.to).filter(|hole| hole.cidr.contains(block));
        match around.max_by_key(|hole| hole.cidr.prefix()) {
            Some(hole) => holes.push(hole),
            None => all = false,
        }
    }
    holes.sort_unstable();
    holes.dedup();
    if all {
        let holes = join(holes.iter().map(|hole| block(plan.network, *hole)), ", ");
        return format!("blackhole {holes} in table {}", table.name);
    }
    format!("table {} has no route there", table.name)
}

/// `10.0.0.0/12 (pool production)`
pub(super) fn block(network: &Network, block: Block) -> String {
    match block.owner {
        Owner::Everything | Owner::Prefix => block.cidr.to_string(),
        Owner::Pool(pool) => format!("{} (pool {})", block.cidr, network.pools[pool.0].name),
        Owner::Vpc(vpc) => format!("{} (VPC {})", block.cidr, network.vpc(vpc).name),
    }
}

/// The VPC's name, or the id.
pub(super) fn attachment(network: &Network, attachment: &Attachment) -> String {
    match attachment {
        Attachment::Vpc(vpc) => network.vpc(*vpc).name.to_string(),
        Attachment::Existing(id) => id.to_string(),
    }
}

/// Names of attachments, in order; `-` for none.
pub(super) fn attachments(network: &Network, list: &[Attachment]) -> String {
    if list.is_empty() { "-".to_owned() } else { join(list.iter().map(|one| attachment(network, one)), ", ") }
}

/// Routes of a table: destination, target and why. What is propagated comes first.
pub(super) fn routes(plan: &Plan<'_>, table: &HubTable) -> Vec<[String; 3]> {
    let network = plan.network;
    let mut rows = Vec::new();
    for from in &table.propagations {
        match from {
            Attachment::Vpc(vpc) => {
                let blocks = plan.vpcs.iter().filter(|one| one.id == *vpc).flat_map(|one| {
                    let further = one.vpc.secondary.iter().filter(|block| block.routable).map(|block| block.cidr.value);
                    std::iter::once(one.cidr).chain(further)
                });
                let name = attachment(network, from);
                rows.extend(blocks.map(|block| [block.to_string(), name.clone(), "propagated".to_owned()]));
            }
            Attachment::Existing(id) => {
                rows.push(["what it announces".to_owned(), id.to_string(), "propagated".to_owned()]);
            }
        }
    }
    let statics = table.statics.iter();
    rows.extend(statics.map(|route| [block(network, route.to), attachment(network, &route.via), route.why.clone()]));
    let holes = table.blackholes.iter();
    rows.extend(holes.map(|hole| [block(network, hole.to), "blackhole".to_owned(), hole.why.clone()]));
    rows
}

/// A firewall rule: what happens, from, to, and why.
pub(super) fn rule(network: &Network, rule: &FirewallRulePlan) -> [String; 4] {
    let word = if rule.pass { "pass" } else { "drop" };
    let why = match rule.group {
        FirewallGroup::Pairs => format!("{}, from either side", rule.why),
        FirewallGroup::Internet => rule.why.clone(),
    };
    let ends = [rule.source, rule.destination].map(|end| match end.owner {
        Owner::Everything => "anywhere".to_owned(),
        _ => block(network, end),
    });
    let [source, destination] = ends;
    [word.to_owned(), source, destination, why]
}

/// What a hub is, in a few words: `ASN 64512`, or its id.
pub(super) fn gateway(hub: &Hub) -> String {
    match &hub.gateway {
        crate::network::Gateway::New(options) => format!("ASN {}", options.asn),
        crate::network::Gateway::Existing(id) => format!("existing {id}"),
    }
}
