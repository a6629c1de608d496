//! What Terraform does in no order, since no resource of the two reads the other one: a row of a table goes, perhaps before the one that takes
//! over is there, or while the table is still in use; and a VPC gives up a block of which subnets still have a part.
//! CloudFormation removes last.

use std::collections::{BTreeMap, BTreeSet};

use super::acceptances;
use super::effect::Effect;
use super::resource::ResourceDiff;
use super::spread::place;
use crate::aws::KindOf;
use crate::record::rows::{container_of, destination, read};
use crate::record::{FactRecord, Record, ResourceRecord};

/// Says it of all that is removed, and of VPCs.
pub(super) fn apply(all: &mut [ResourceDiff<'_>], old: &Record, new: &Record) {
    acceptances::apply(all);
    let early: Vec<(usize, String)> = {
        let rows = Rows::of(all, [old, new]);
        let gone = all.iter().enumerate().filter(|(_, one)| one.effects.terraform == Some(Effect::Removes));
        gone.filter_map(|(at, one)| Some((at, rows.meanwhile(one.old?)?))).collect()
    };
    for (at, meanwhile) in early {
        all[at].effects.terraform = Some(Effect::RemovesEarly { meanwhile });
    }
    blocks(all);
}

/// The rows of tables.
struct Rows<'r> {
    /// Routes that come, by table.
    come: BTreeMap<&'r str, Vec<&'r ResourceRecord>>,
    /// Routes that stay as they are, by table.
    stay: BTreeMap<&'r str, Vec<&'r ResourceRecord>>,
    /// What turns from a table that goes to another one, by the table that goes.
    turn: BTreeMap<&'r str, String>,
}

impl<'r> Rows<'r> {
    fn of(all: &[ResourceDiff<'r>], [old, new]: [&'r Record; 2]) -> Self {
        let tables = |record: &'r Record| resources(record).map(ResourceRecord::key).collect::<BTreeSet<String>>();
        let before = tables(old);
        let (mut come, mut stay): (BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>) = Default::default();
        let differs: BTreeSet<&str> = all.iter().map(|one| one.key.as_str()).collect();
        for (one, table) in resources(new).filter(|one| is_route(one)).filter_map(|one| Some((one, container_of(one)?)))
        {
            let key = one.key();
            let is_new = !before.contains(&key);
            if is_new && before.contains(table) {
                come.entry(table).or_default().push(one);
            } else if !is_new && !differs.contains(key.as_str()) {
                stay.entry(table).or_default().push(one);
            }
        }
        let goes: BTreeSet<&str> = all.iter().filter(|one| one.new.is_none()).map(|one| one.key.as_str()).collect();
        let turns = all.iter().filter(|one| one.new.is_some() && one.kind != KindOf::Route);
        let turns =
            turns.filter_map(|one| Some((table_of(one.old?).filter(|table| goes.contains(table))?, one.key.clone())));
        Self { come, stay, turn: turns.collect() }
    }

    /// What holds between the removal of a row and what makes up for it; none where nobody notices.
    fn meanwhile(&self, row: &ResourceRecord) -> Option<String> {
        let table = container_of(row).filter(|_| is_route(row) || row.kind == KindOf::TransitGatewayPropagation)?;
        if let Some(user) = self.turn.get(table) {
            return Some(format!(
                "Terraform may destroy it while {user} still uses its table: what it leads is lost, and what it drops may pass"
            ));
        }
        let own = destination(row)?;
        let takes_over = |other: &&&ResourceRecord| {
            let block = destination(other).filter(|block| block.overlaps(own));
            block.is_some_and(|block| !self.is_led(table, row, block))
                && place(row.kind, row) != place(other.kind, other)
        };
        let other = self.come.get(table)?.iter().find(takes_over)?;
        Some(format!("Terraform may destroy it before {} is there: what both are about is lost", other.key()))
    }

    /// Whether a route that stays leads a block where the row leads it.
    fn is_led(&self, table: &str, row: &ResourceRecord, block: crate::net::Cidr) -> bool {
        let around = |other: &&&ResourceRecord| destination(other).is_some_and(|own| own.contains(block));
        let others = self.stay.get(table).into_iter().flatten().filter(around);
        others.into_iter().any(|other| leads(other).eq(leads(row)))
    }
}

fn resources(record: &Record) -> impl Iterator<Item = &ResourceRecord> {
    record.units.iter().flat_map(|unit| &unit.resources)
}

fn is_route(one: &ResourceRecord) -> bool {
    matches!(one.kind, KindOf::Route | KindOf::TransitGatewayRoute)
}

/// The table that an association points to.
fn table_of(one: &ResourceRecord) -> Option<&str> {
    match one.kind {
        KindOf::RouteTableAssociation => read(one, "RouteTableId"),
        KindOf::TransitGatewayAssociation => read(one, "TransitGatewayRouteTableId"),
        _ => None,
    }
}

/// What a route says beside its table and its block.
fn leads(route: &ResourceRecord) -> impl Iterator<Item = (Option<&str>, &[String])> {
    const ROW: [&str; 4] =
        ["RouteTableId", "TransitGatewayRouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock"];
    let is_row = |fact: &&FactRecord| fact.cloudformation.as_deref().is_some_and(|name| ROW.contains(&name));
    let facts = route.facts.iter().filter(move |fact| !is_row(fact));
    facts.map(|fact| (fact.cloudformation.as_deref(), fact.lines.as_slice()))
}

/// A VPC that gives up its IPv6 block: Terraform changes it before the subnets, and AWS keeps the block as long as one has a part of it.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/add-ipv4-cidr.html>
fn blocks(all: &mut [ResourceDiff<'_>]) {
    let block = |one: Option<&ResourceRecord>| {
        let mut facts = one.into_iter().flat_map(|one| &one.facts);
        facts
            .any(|fact| fact.terraform.as_deref() == Some("assign_generated_ipv6_cidr_block") && fact.lines == ["true"])
    };
    let has_part = |one: Option<&ResourceRecord>| one.is_some_and(|one| read(one, "Ipv6CidrBlock").is_some());
    let mut holders: BTreeMap<String, String> = BTreeMap::new();
    for one in all.iter().filter(|one| one.kind == KindOf::Subnet && has_part(one.old) && !has_part(one.new)) {
        if let Some(vpc) = one.old.and_then(|old| read(old, "VpcId")) {
            holders.entry(vpc.to_owned()).or_insert_with(|| one.key.clone());
        }
    }
    for one in all.iter_mut().filter(|one| one.kind == KindOf::Vpc && block(one.old) && !block(one.new)) {
        let (Some(Effect::Updates | Effect::Interrupts { .. }), Some(subnet)) =
            (&one.effects.terraform, holders.get(&one.key))
        else {
            continue;
        };
        one.effects.terraform = Some(Effect::Refused {
            on: Vec::new(),
            why: format!("{subnet} has a part of its IPv6 block until it is changed, and Terraform changes this first"),
            instead: "take the parts back in a deployment of their own: `netgen steps`".to_owned(),
        });
    }
}
