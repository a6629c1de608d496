//! From a blueprint to a network: names looked up, defaults filled, contradictions refused.

mod account;
mod address;
mod attach;
mod endpoint;
mod hub;
mod hub_checks;
mod hub_gateway;
pub(super) mod known;
mod monitoring;
mod nat;
mod participant;
mod peering;
mod region;
mod remote_access;
mod scope;
mod service;
mod sharing;
mod site;
mod tags;
mod tier;

use std::collections::{BTreeMap, BTreeSet};

use super::place::Places;
use super::{Network, PoolId, Scope, ScopeId, Tags, Vpc, acl, group, named_by, pool, reason};
use crate::blueprint::{self as written, Blueprint, StackPart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, closest, listed};
use crate::net::Name;
use hub::sorted;
use tags::merged;

/// Resolves a document. `None` if it means something wrong; all errors are in `diagnostics`.
#[must_use]
pub fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Network> {
    let mut own = Diagnostics::default();
    let network = network(blueprint, &mut own);
    diagnostics.append(own.without_consequences().explained(reason));
    network.filter(|_| !diagnostics.has_errors())
}

fn network(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Network> {
    let tags = merged(&Tags::new(), &blueprint.tags, diagnostics);
    let scopes = scope::resolve(blueprint, diagnostics)?;
    let pools = pool::resolve(blueprint, diagnostics);
    let pool_ids = pools.iter().enumerate().map(|(index, pool)| (&pool.name, PoolId(index))).collect();
    let split = split(blueprint, diagnostics);
    let known = known::Known::of(blueprint);
    let mut hubs = hub::hubs(blueprint, &known, &scopes, diagnostics);
    let gateways = site::gateways(blueprint, diagnostics);
    let (direct_connections, lags) = site::connections(blueprint, diagnostics);
    let vpcs: Vec<Vpc> = blueprint
        .vpcs
        .iter()
        .filter_map(|(name, vpc)| {
            let mut own = Diagnostics::default();
            let id = scopes.of(vpc.value.account.as_ref(), vpc.value.region.as_ref());
            let mut resolver = VpcResolver {
                blueprint,
                id,
                scope: scopes.get(id),
                pools: &pool_ids,
                known: &known,
                name,
                vpc: &vpc.value,
                diagnostics: &mut own,
            };
            let meant = resolver.resolve(split.get(&name.value).cloned().unwrap_or_default(), vpc.span);
            diagnostics.append(own.anchored(name.span, vpc.span, &format!("in VPC `{}`", name.value)));
            meant
        })
        .collect();
    let sites = site::sites(blueprint, (&known, &scopes), &gateways, (&vpcs, &mut hubs), diagnostics);
    let is_whole = vpcs.len() == blueprint.vpcs.len();
    if is_whole {
        attach::check_roles(&hubs, &vpcs, diagnostics);
    }
    let peerings = peering::peerings(blueprint, &known, &scopes, diagnostics);
    let remote_access = if is_whole {
        remote_access::accesses(blueprint, (&known, &scopes), (&pool_ids, &vpcs), diagnostics)
    } else {
        Vec::new()
    };
    let monitoring = monitoring::monitoring(blueprint, diagnostics);
    let mut network = Network {
        name: blueprint.name.value.clone(),
        name_span: blueprint.name.span,
        tags,
        accounts: scopes.accounts,
        organization: scopes.organization,
        scopes: scopes.all,
        pools,
        on_premises: blueprint.on_premises.iter().map(|(name, cidr)| (name.value.clone(), *cidr)).collect(),
        hubs,
        link_pools: site::link_pools(blueprint, diagnostics),
        direct_connect_gateways: gateways,
        direct_connections,
        lags,
        sites,
        vpcs,
        peerings,
        remote_access,
        monitoring,
        stacks: blueprint.stacks.mode,
        stack_values: blueprint.stacks.values,
        git_sync: blueprint.stacks.git_sync.clone(),
        terraform: blueprint.terraform.clone(),
        require: blueprint.require.clone(),
        keep: blueprint.keep.clone(),
        accept: blueprint.accept.clone(),
    };
    // Names of groups and peerings are ids of the whole document.
    if is_whole {
        monitoring::check(&network, blueprint, diagnostics);
        site::check_ports(&network, diagnostics);
        sharing::requesters(&mut network);
        sharing::check(&network, diagnostics);
        peering::roles(&network, diagnostics);
        named_by::decide(&mut network, diagnostics);
    }
    Some(network)
}

/// Names that are compared with a misspelt one: a document with thousands of names and as many errors is checked in time.
const COMPARED: usize = 100;

/// "did you mean `database`?", or the names that there are, ten at most.
pub(super) fn did_you_mean<'a>(name: &str, known: impl ExactSizeIterator<Item = &'a str> + Clone) -> String {
    meant(name, known.clone().take(COMPARED)).unwrap_or_else(|| there_are(known))
}

/// The same for the names of a map. Of more than two hundred names those are compared that are next to the misspelt one in
/// their order.
pub(super) fn did_you_mean_one_of<T>(name: &Name, known: &BTreeMap<Spanned<Name>, T>) -> String {
    let border = Spanned::unplaced(name.clone());
    let before = known.range(..&border).rev().take(COMPARED);
    let near = before.chain(known.range(&border..).take(COMPARED)).map(|(known, _)| known.value.shown());
    let mut near: Vec<&str> = near.collect();
    near.sort_unstable();
    meant(name.shown(), near.into_iter()).unwrap_or_else(|| there_are(known.keys().map(|known| known.value.shown())))
}

fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    closest(name, known).map(|best| format!("did you mean `{best}`?"))
}

fn there_are<'a>(known: impl ExactSizeIterator<Item = &'a str>) -> String {
    let total = known.len();
    if total == 0 { "there are none".to_owned() } else { format!("there are: {}", listed(known, total)) }
}

/// Refuses values that a list names twice.
pub(super) fn duplicates<T: Ord + std::fmt::Display>(list: &[Spanned<T>], what: &str, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&T, Span> = BTreeMap::new();
    for one in list {
        if let Some(first) = seen.insert(&one.value, one.span) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateItem, format!("{what} `{}` is named twice", one.value))
                    .at(one.span, "")
                    .also(first, "first named here")
                    .help("remove one of them"),
            );
        }
    }
}

fn split(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> BTreeMap<Name, BTreeSet<StackPart>> {
    let mut parts = BTreeMap::new();
    for (name, list) in &blueprint.stacks.split {
        if !blueprint.vpcs.contains_key(name) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownVpc, format!("there is no VPC `{}`", name.value))
                    .at(name.span, "")
                    .help(did_you_mean_one_of(&name.value, &blueprint.vpcs)),
            );
        }
        parts.insert(name.value.clone(), list.iter().map(|part| part.value).collect());
    }
    parts
}

/// One VPC on its way from written to meant.
struct VpcResolver<'a> {
    blueprint: &'a Blueprint,
    id: ScopeId,
    scope: &'a Scope,
    pools: &'a BTreeMap<&'a Name, PoolId>,
    known: &'a known::Known<'a>,
    name: &'a Spanned<Name>,
    vpc: &'a written::Vpc,
    diagnostics: &'a mut Diagnostics,
}

impl VpcResolver<'_> {
    fn resolve(&mut self, split: BTreeSet<StackPart>, text: Span) -> Option<Vpc> {
        let address = self.address();
        let secondary = self.secondary();
        let tags = merged(&plain_tags(&self.blueprint.tags), &self.vpc.tags, self.diagnostics);
        let roles = self.roles();
        let mut tiers = self.tiers(&secondary, &tags);
        self.check_transit();
        self.service_tiers(&roles, &tags, &mut tiers);
        let nat = self.nat(&tiers, &secondary);
        let endpoints = self.endpoints(&tiers);
        let flow_logs = self.vpc.flow_logs.as_ref().and_then(|logs| service::flow_logs(logs, self.diagnostics));
        let (blueprint, pools, vpc, ipv6) = (self.blueprint, self.pools, self.name, self.vpc.ipv6);
        let hub = self.vpc.attach.as_ref().map(|attach| &attach.value.to.value);
        let places = Places { blueprint, pools, known: self.known, tiers: &tiers, vpc, hub, ipv6 };
        let groups = group::resolve(&self.vpc.security_groups, places, self.diagnostics);
        let acls = acl::resolve(&self.vpc.network_acls.value, places, self.diagnostics);
        self.refuse_acls_of_role(&roles);
        let mut reserve = self.vpc.reserve.clone();
        duplicates(&reserve, "reserved range", self.diagnostics);
        reserve.sort_by_key(|range| range.value);
        Some(Vpc {
            name: self.name.value.clone(),
            span: self.name.span,
            text,
            scope: self.id,
            address: address?,
            secondary,
            ipv6: self.vpc.ipv6,
            nat,
            az_slots: self.az_slots(),
            reserve,
            attach: self.attach(&roles),
            vpn_gateway: self.vpn_gateway(),
            between_sites: self.vpc.vpn_gateway.as_ref().and_then(|gateway| gateway.value.between_sites),
            resolver: self.resolver(endpoints.tier.is_some()),
            roles,
            tiers,
            endpoints,
            flow_logs,
            groups,
            acls,
            dhcp: self.dhcp(),
            tags,
            retain: self.vpc.retain.unwrap_or(self.blueprint.retain),
            split,
        })
    }

    fn error(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help));
    }

    /// An error about something that nobody refers to, or that refers to nothing.
    fn relation(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help).relation());
    }
}

/// Tags of the document without their places, and without a `Name`, which is refused elsewhere.
fn plain_tags(tags: &written::Tags) -> Tags {
    let tags = tags.iter().filter(|(key, _)| key.value.as_str() != "Name");
    tags.map(|(key, value)| (key.value.clone(), value.value.clone())).collect()
}
