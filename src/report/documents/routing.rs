//! `docs/routing.md`: every route table, who may reach whom by security group, and every network ACL with its reasons.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use super::super::markdown::{Row, Rows};
use super::super::sites::{self, SiteFacts};
use super::super::words::{self, join};
use crate::blueprint::{NatMode, NatType};
use crate::network::{Acls, Network, Rule};
use crate::plan::fabric::VpcTable;
use crate::plan::{AclEntryPlan, AclPlan, Plan, VpcPlan};

#[derive(Serialize)]
pub(super) struct Routing {
    hubs: Vec<Hub>,
    vpcs: Vec<Vpc>,
    sites: Vec<Site>,
}

#[derive(Serialize)]
struct Site {
    name: String,
    at: String,
    asn: u32,
    /// The prefixes in each direction.
    told: Rows,
    sessions: Rows,
    /// Whether both kinds of uplinks are there.
    has_both: bool,
    has_publics: bool,
    publics: Rows,
    /// Whether no uplink has BGP.
    is_static: bool,
    /// Routers that cut TCP sessions at a failover; empty if there are none.
    keeps_state: String,
    /// How the other sites of a VPN gateway are treated; empty where there are none.
    cloud_hub: String,
    /// What `SiteLink` leads to; empty where there is none.
    between: String,
}

#[derive(Serialize)]
struct Hub {
    name: String,
    gateway: String,
    tables: Vec<HubTable>,
    has_firewall: bool,
    firewall: Rows,
}

#[derive(Serialize)]
struct HubTable {
    name: String,
    associations: String,
    routes: Rows,
}

#[derive(Serialize)]
struct Vpc {
    name: String,
    routes: Rows,
    /// `one in every zone, in tier public`
    nat: String,
    has_interfaces: bool,
    interfaces: String,
    interface_tier: String,
    ingress: Rows,
    egress: Rows,
    /// One of three: AWS's default, the preset, or as written.
    is_open: bool,
    is_tiered: bool,
    acls: Vec<Acl>,
}

#[derive(Serialize)]
struct Acl {
    tier: String,
    ingress: Rows,
    egress: Rows,
}

pub(super) fn view(plan: &Plan<'_>) -> Routing {
    Routing {
        hubs: hubs::all(plan).map(|facts| hub_view(&facts)).collect(),
        vpcs: plan.vpcs.iter().map(|vpc| vpc_view(plan, vpc)).collect(),
        sites: sites::all(plan).map(|facts| site_view(&facts)).collect(),
    }
}

fn site_view(facts: &SiteFacts<'_>) -> Site {
    let (site, order) = (facts.site, facts.order());
    let end = words::site_end(facts.plan.network, &site.end);
    let told = [(site.name.as_str(), "AWS", facts.own()), ("AWS", site.name.as_str(), facts.announced())];
    Site {
        name: site.name.to_string(),
        at: end,
        asn: site.asn.value.get(),
        told: Rows::of(told, |row, (from, to, prefixes)| {
            row.cell(from).cell(to).cell(prefixes).cell(&order);
        }),
        is_static: facts.is_static(),
        keeps_state: facts.keeps_state(),
        cloud_hub: facts.cloud_hub(),
        between: facts.site_link(),
        sessions: Rows::of(facts.sessions(), |row, session| {
            let asn = session.amazon_asn().map_or_else(|| "no BGP".to_owned(), |asn| format!("AS {asn}"));
            row.cell(session.order).cell(session.name()).cell(&session.router.name);
            row.cell(session.own()).cell(format!("{}, {asn}", session.amazon()));
            row.cell(session.out()).cell(facts.back(&session));
        }),
        has_publics: facts.publics().next().is_some(),
        publics: Rows::of(facts.publics(), |row, one| {
            row.cell(one.name).cell(&one.router.name).cell(one.decided.customer).cell(one.decided.amazon);
            row.cell(one.announced()).cell(one.carried());
            row.cell(format!("AWS's public prefixes of {}", one.decided.accepted));
        }),
        has_both: facts.decided.interfaces.iter().any(|one| one.tunnels.is_none()) && !facts.decided.vpns.is_empty(),
    }
}

fn hub_view(facts: &HubFacts<'_>) -> Hub {
    let table = |table: &crate::plan::HubTable| HubTable {
        name: table.name.clone(),
        associations: facts.associations(table),
        routes: Rows::of(facts.routes(table), |row, route| {
            row.cell(route.destination).cell(route.of).cell(route.kind).cell(route.via).cell(route.reason);
        }),
    };
    let rules = facts.firewall();
    Hub {
        name: facts.hub.name.to_string(),
        gateway: facts.gateway(),
        tables: facts.decided.tables.iter().map(table).collect(),
        has_firewall: !rules.is_empty(),
        firewall: Rows::of(rules, |row, rule| {
            row.cell(rule.group).cell(rule.number).cell(rule.action);
            row.cell(rule.source).cell(rule.source_of).cell(rule.destination).cell(rule.destination_of);
            row.cell(if rule.both_ways { "yes" } else { "no" }).cell(rule.reason);
        }),
    }
}

fn vpc_view(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Vpc {
    let meant = vpc.vpc;
    let holder = vpc.nats.first().map(|nat| {
        let (kind, tier) = (meant.nat.kind, &meant.tier(nat.tier).name);
        let kind = if kind == NatType::Private { ", private" } else { "" };
        let zone = if meant.nat.mode == NatMode::Single { format!(", zone {}", nat.zone) } else { String::new() };
        format!("{kind}, in tier {tier}{zone}")
    });
    Vpc {
        name: meant.name.to_string(),
        routes: routes(plan, vpc),
        nat: words::nat(meant.nat.mode).to_owned() + &holder.unwrap_or_default(),
        has_interfaces: vpc.endpoint_tier.is_some(),
        interfaces: join(meant.endpoints.interface.keys(), ", "),
        interface_tier: vpc.endpoint_tier.map_or_else(String::new, |tier| meant.tier(tier).name.to_string()),
        ingress: ingress(plan.network, vpc),
        egress: egress(plan.network, vpc),
        is_open: matches!(meant.acls, Acls::Open),
        is_tiered: matches!(meant.acls, Acls::Tiered),
        acls: vpc.acls.iter().map(|acl| acl_view(vpc, acl)).collect(),
    }
}

fn routes(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Rows {
    let mut rows = Rows::default();
    for table in &vpc.tables {
        // Only the first row of a table says which one it is.
        let mut first = true;
        for route in table.routes.iter() {
            rows.row(|row| {
                if std::mem::take(&mut first) {
                    row.cell(words::table_name(vpc.vpc, table)).cell(subnets(vpc, table));
                } else {
                    row.cell("").cell("");
                }
                let mut target = words::target(plan.network, route.target);
                if let Some(end) = words::far_end(plan.network, vpc, route.target) {
                    target = format!("{target} to {end}");
                }
                row.cell(words::destination(route.destination)).cell(target);
            });
        }
    }
    rows
}

/// `private a c`: the subnets that a table is associated with.
fn subnets(vpc: &VpcPlan<'_>, table: &VpcTable) -> String {
    let subnets = &vpc.tiers[table.tier.0].subnets;
    let zones = subnets.iter().map(|subnet| subnet.zone).filter(|zone| table.zone.is_none_or(|own| own == *zone));
    format!("{} {}", vpc.vpc.tier(table.tier).name, join(zones, " "))
}

/// The other end of a rule; of a group of another VPC also whether the rule refers to it.
fn peer(network: &Network, vpc: &VpcPlan<'_>, rule: &Rule) -> String {
    let peer = words::peer(vpc, &rule.peer);
    words::named_by(network, &rule.peer).map_or_else(|| peer.clone(), |by| format!("{peer}, {by}"))
}

/// The cells of who may reach whom.
fn access(row: &mut Row<'_>, from: &str, to: &str, rule: &Rule) {
    row.cell(from).cell(to).cell(rule.protocol);
    match &rule.description {
        Some(why) => row.cell(why),
        None => row.cell("-"),
    };
}

/// A group that accepts nothing has a row that says so.
fn ingress(network: &Network, vpc: &VpcPlan<'_>) -> Rows {
    let mut rows = Rows::default();
    for group in &vpc.vpc.groups {
        let name = group.name.as_str();
        if group.ingress.is_empty() {
            rows.row(|row| _ = row.cell("nobody").cell(name).cell("-").cell("-"));
        }
        for rule in &group.ingress {
            rows.row(|row| access(row, &peer(network, vpc, rule), name, rule));
        }
    }
    rows
}

fn egress(network: &Network, vpc: &VpcPlan<'_>) -> Rows {
    let mut rows = Rows::default();
    for group in &vpc.vpc.groups {
        let name = group.name.as_str();
        match group.egress.as_deref() {
            None => rows.row(|row| _ = row.cell(name).cell("anywhere").cell("all").cell("-")),
            Some([]) => rows.row(|row| _ = row.cell(name).cell("nowhere").cell("-").cell("-")),
            Some(rules) => {
                for rule in rules {
                    rows.row(|row| access(row, name, &peer(network, vpc, rule), rule));
                }
            }
        }
    }
    rows
}

fn acl_view(vpc: &VpcPlan<'_>, acl: &AclPlan) -> Acl {
    let entries = |entries: &[AclEntryPlan]| {
        Rows::of(entries, |row, entry| {
            row.cell(entry.number).cell(words::action(entry.action)).cell(words::acl_address(entry.source));
            row.cell(words::acl_protocol(entry.protocol)).cell(&entry.why);
        })
    };
    Acl { tier: vpc.vpc.tier(acl.tier).name.to_string(), ingress: entries(&acl.ingress), egress: entries(&acl.egress) }
}
