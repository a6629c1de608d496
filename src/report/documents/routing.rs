//! `docs/routing.md`: every route table, who may reach whom by security group, and every network ACL with its reasons.

use serde::Serialize;

use super::super::hubs::{self, FirewallRule, HubFacts, TableRoute};
use super::super::words::{self, join};
use crate::network::{Acls, Rule, SecurityGroup};
use crate::plan::{AclEntryPlan, AclPlan, Plan, TablePlan, VpcPlan};

#[derive(Serialize)]
pub(super) struct Routing {
    hubs: Vec<Hub>,
    vpcs: Vec<Vpc>,
}

#[derive(Serialize)]
struct Hub {
    name: String,
    gateway: String,
    tables: Vec<HubTable>,
    firewall: Vec<FirewallRule>,
}

#[derive(Serialize)]
struct HubTable {
    name: String,
    associations: String,
    routes: Vec<TableRoute>,
}

#[derive(Serialize)]
struct Vpc {
    name: String,
    routes: Vec<Route>,
    /// `one in every zone, in tier public`
    nat: String,
    has_interfaces: bool,
    interfaces: String,
    interface_tier: String,
    ingress: Vec<Access>,
    egress: Vec<Access>,
    /// One of three: AWS's default, the preset, or as written.
    is_open: bool,
    is_tiered: bool,
    acls: Vec<Acl>,
}

#[derive(Serialize)]
struct Route {
    /// Empty on the further rows of a table.
    table: String,
    subnets: String,
    destination: String,
    target: String,
}

/// A row of who may reach whom.
#[derive(Serialize)]
struct Access {
    from: String,
    to: String,
    what: String,
    why: String,
}

#[derive(Serialize)]
struct Acl {
    tier: String,
    ingress: Vec<Entry>,
    egress: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    number: u32,
    action: &'static str,
    address: String,
    protocol: String,
    why: String,
}

pub(super) fn view(plan: &Plan<'_>) -> Routing {
    Routing {
        hubs: hubs::all(plan).map(|facts| hub_view(&facts)).collect(),
        vpcs: plan.vpcs.iter().map(vpc_view).collect(),
    }
}

fn hub_view(facts: &HubFacts<'_>) -> Hub {
    let table = |table: &crate::plan::HubTable| HubTable {
        name: table.name.clone(),
        associations: facts.associations(table),
        routes: facts.routes(table),
    };
    Hub {
        name: facts.hub.name.to_string(),
        gateway: facts.gateway(),
        tables: facts.decided.tables.iter().map(table).collect(),
        firewall: facts.firewall(),
    }
}

fn vpc_view(vpc: &VpcPlan<'_>) -> Vpc {
    let meant = vpc.vpc;
    let holder = vpc.nats.first().map(|nat| format!(", in tier {}", meant.tier(nat.tier).name));
    Vpc {
        name: meant.name.to_string(),
        routes: vpc.tables.iter().flat_map(|table| routes(vpc, table)).collect(),
        nat: words::nat(meant.nat.mode).to_owned() + &holder.unwrap_or_default(),
        has_interfaces: vpc.endpoint_tier.is_some(),
        interfaces: join(&meant.endpoints.interface, ", "),
        interface_tier: vpc.endpoint_tier.map_or_else(String::new, |tier| meant.tier(tier).name.to_string()),
        ingress: meant.groups.iter().flat_map(|group| ingress(vpc, group)).collect(),
        egress: meant.groups.iter().flat_map(|group| egress(vpc, group)).collect(),
        is_open: matches!(meant.acls, Acls::Open),
        is_tiered: matches!(meant.acls, Acls::Tiered),
        acls: vpc.acls.iter().map(|acl| acl_view(vpc, acl)).collect(),
    }
}

fn routes(vpc: &VpcPlan<'_>, table: &TablePlan) -> Vec<Route> {
    let subnets = &vpc.tiers[table.tier.0].subnets;
    let zones = subnets.iter().map(|subnet| subnet.zone).filter(|zone| table.zone.is_none_or(|own| own == *zone));
    let mut ways: Vec<(String, String)> =
        words::local_routes(vpc).into_iter().map(|one| (one, "local".to_owned())).collect();
    ways.extend(
        table.routes.iter().map(|one| (words::destination(one.destination).into_owned(), words::target(one.target))),
    );
    ways.extend(table.endpoints.iter().map(|one| {
        let service = one.as_str();
        (format!("prefix list of {service}"), format!("{service} gateway endpoint"))
    }));
    let mut rows: Vec<Route> = ways
        .into_iter()
        .map(|(destination, target)| Route { table: String::new(), subnets: String::new(), destination, target })
        .collect();
    if let Some(first) = rows.first_mut() {
        first.table = words::table_name(vpc.vpc, table);
        first.subnets = format!("{} {}", vpc.vpc.tier(table.tier).name, join(zones, " "));
    }
    rows
}

fn access(from: &str, to: &str, rule: &Rule) -> Access {
    let why = rule.description.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    Access { from: from.to_owned(), to: to.to_owned(), what: rule.protocol.to_string(), why }
}

/// A group that accepts nothing has a row that says so.
fn ingress(vpc: &VpcPlan<'_>, group: &SecurityGroup) -> Vec<Access> {
    let name = group.name.as_str();
    if group.ingress.is_empty() {
        return vec![word("nobody", name, "-")];
    }
    group.ingress.iter().map(|rule| access(&words::peer(vpc.vpc, &rule.peer), name, rule)).collect()
}

fn egress(vpc: &VpcPlan<'_>, group: &SecurityGroup) -> Vec<Access> {
    let name = group.name.as_str();
    match group.egress.as_deref() {
        None => vec![word(name, "anywhere", "all")],
        Some([]) => vec![word(name, "nowhere", "-")],
        Some(rules) => rules.iter().map(|rule| access(name, &words::peer(vpc.vpc, &rule.peer), rule)).collect(),
    }
}

fn word(from: &str, to: &str, what: &str) -> Access {
    Access { from: from.to_owned(), to: to.to_owned(), what: what.to_owned(), why: "-".to_owned() }
}

fn acl_view(vpc: &VpcPlan<'_>, acl: &AclPlan) -> Acl {
    let entry = |entry: &AclEntryPlan| Entry {
        number: entry.number,
        action: words::action(entry.action),
        address: words::acl_address(entry.source),
        protocol: words::acl_protocol(entry.protocol),
        why: entry.why.clone(),
    };
    Acl {
        tier: vpc.vpc.tier(acl.tier).name.to_string(),
        ingress: acl.ingress.iter().map(entry).collect(),
        egress: acl.egress.iter().map(entry).collect(),
    }
}
