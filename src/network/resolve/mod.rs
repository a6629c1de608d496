//! From a blueprint to a network: names looked up, defaults filled, contradictions refused.

mod address;
mod attach;
mod hub;
mod hub_checks;
mod service;
mod site;
mod tier;

use std::collections::{BTreeMap, BTreeSet};

use super::{Network, Pool, Tags, Vpc, Zone, acl, group, pool, reason, zone};
use crate::blueprint::{self as written, Blueprint, StackPart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, closest};
use crate::net::Name;
use hub::sorted;

/// Resolves a document. `None` if it means something wrong; all errors are in `diagnostics`.
#[must_use]
pub fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Network> {
    let mut own = Diagnostics::default();
    let network = network(blueprint, &mut own);
    diagnostics.append(own.explained(reason));
    (!diagnostics.has_errors()).then_some(network)
}

fn network(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Network {
    let zones = zone::resolve(&blueprint.availability_zones, diagnostics);
    let pools = pool::resolve(blueprint, diagnostics);
    let split = split(blueprint, diagnostics);
    let mut hubs = hub::hubs(blueprint, diagnostics);
    let gateways = site::gateways(blueprint, diagnostics);
    let vpcs: Vec<Vpc> = blueprint
        .vpcs
        .iter()
        .filter_map(|(name, vpc)| {
            let mut own = Diagnostics::default();
            let mut resolver =
                VpcResolver { blueprint, zones: &zones, pools: &pools, name, vpc: &vpc.value, diagnostics: &mut own };
            let meant = resolver.resolve(split.get(&name.value).cloned().unwrap_or_default(), vpc.span);
            diagnostics.append(own.anchored(name.span, vpc.span, &format!("in VPC `{}`", name.value)));
            meant
        })
        .collect();
    let sites = site::sites(blueprint, &gateways, (&vpcs, &mut hubs), diagnostics);
    if vpcs.len() == blueprint.vpcs.len() {
        attach::check_roles(&hubs, &vpcs, diagnostics);
    }
    Network {
        name: blueprint.name.value.clone(),
        region: blueprint.region.value.clone(),
        region_span: blueprint.region.span,
        zones,
        pools,
        on_premises: blueprint.on_premises.iter().map(|(name, cidr)| (name.value.clone(), *cidr)).collect(),
        hubs,
        link_pools: site::link_pools(blueprint, diagnostics),
        direct_connect_gateways: gateways,
        sites,
        vpcs,
        peerings: attach::peerings(blueprint, diagnostics),
        stacks: blueprint.stacks.mode,
        quotas: blueprint.quotas.clone(),
    }
}

/// "did you mean `database`?", or the names that there are.
pub(super) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    if let Some(best) = closest(name, known.clone()) {
        return format!("did you mean `{best}`?");
    }
    let list = known.map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ");
    if list.is_empty() { "there are none".to_owned() } else { format!("there are: {list}") }
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
                    .help(did_you_mean(name.value.as_str(), blueprint.vpcs.keys().map(|vpc| vpc.value.as_str()))),
            );
        }
        parts.insert(name.value.clone(), list.iter().map(|part| part.value).collect());
    }
    parts
}

/// One VPC on its way from written to meant.
struct VpcResolver<'a> {
    blueprint: &'a Blueprint,
    zones: &'a [Zone],
    pools: &'a [Pool],
    name: &'a Spanned<Name>,
    vpc: &'a written::Vpc,
    diagnostics: &'a mut Diagnostics,
}

impl VpcResolver<'_> {
    fn resolve(&mut self, split: BTreeSet<StackPart>, text: Span) -> Option<Vpc> {
        let address = self.address();
        let secondary = self.secondary();
        let mut tags: Tags = plain_tags(&self.blueprint.tags);
        tags.extend(plain_tags(&self.vpc.tags));
        let roles = self.roles();
        let mut tiers = self.tiers(&secondary, &tags);
        self.check_transit();
        self.service_tiers(&roles, &tags, &mut tiers);
        let nat = self.nat(&tiers);
        let endpoints = self.endpoints(&tiers);
        let flow_logs = self.vpc.flow_logs.as_ref().and_then(|logs| service::flow_logs(logs, self.diagnostics));
        let groups = group::resolve(&self.vpc.security_groups, self.diagnostics);
        let acls = acl::resolve(&self.vpc.network_acls.value, &tiers, self.diagnostics);
        let mut reserve = self.vpc.reserve.clone();
        duplicates(&reserve, "reserved range", self.diagnostics);
        reserve.sort_by_key(|range| range.value);
        Some(Vpc {
            name: self.name.value.clone(),
            span: self.name.span,
            text,
            address: address?,
            secondary,
            ipv6: self.vpc.ipv6,
            nat,
            az_slots: self.az_slots(),
            reserve,
            attach: self.attach(&roles),
            vpn_gateway: self.vpn_gateway(),
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
}

fn plain_tags(tags: &written::Tags) -> Tags {
    tags.iter().map(|(key, value)| (key.value.clone(), value.value.clone())).collect()
}
