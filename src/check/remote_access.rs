//! NG1511, NG1514, NG1515, NG1517 and NG1518: addresses of people who dial in that somebody else has, groups that the longest prefix would
//! shut out, what the VPC does not reach, more people than an endpoint serves, and full tunnels that lead nowhere else.
//! <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html>

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, counted};
use crate::net::Cidr4;
use crate::network::{Network, RemoteAccess};
use crate::plan::fabric::packet::{Address, Family, Transport};
use crate::plan::fabric::walk::{Host, Place, Subnet, Walker};
use crate::plan::{AccessGrant, Plan, RemoteAccessPlan};

/// Connections of an endpoint by its associations, from 1 to 5.
/// <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/limits.html>
const CONNECTIONS: [u32; 5] = [7_000, 36_500, 66_500, 96_500, 126_000];

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let plan = facts.plan;
    if plan.remote_access.is_empty() {
        return;
    }
    let taken = taken(facts);
    let walker = Walker::new(plan);
    for one in &plan.remote_access {
        let access = plan.network.access(one.id);
        overlaps(access, one.block, &taken, diagnostics);
        nested_groups(access, one, diagnostics);
        ways(&walker, access, one, diagnostics);
        names(access, one, diagnostics);
        users(access, one, diagnostics);
        full_tunnel(access, one, diagnostics);
    }
}

/// A block with its owner.
struct Taken {
    block: Cidr4,
    whose: String,
    span: Span,
}

/// Everything that has addresses.
fn taken(facts: &Facts<'_>) -> Vec<Taken> {
    let network = facts.plan.network;
    let of = |one: &Spanned<Cidr4>, whose: String| Taken { block: one.value, whose, span: one.span };
    let vpcs = facts.blocks.iter();
    let vpcs = vpcs.map(|one| Taken { block: one.cidr, whose: format!("VPC `{}`", one.vpc.name), span: one.place() });
    let mut all: Vec<Taken> = vpcs.collect();
    for site in &network.sites {
        all.extend(site.prefixes.iter().map(|one| of(one, format!("site `{}`", site.name))));
    }
    for hub in &network.hubs {
        all.extend(hub.cidrs.iter().map(|one| of(one, format!("transit gateway `{}`", hub.name))));
        for segment in &hub.segments {
            all.extend(segment.prefixes.iter().map(|one| of(one, format!("segment `{}`", segment.name))));
        }
    }
    all.extend(network.on_premises.iter().map(|(name, one)| of(one, format!("`{name}`, on premises"))));
    for (_, peering, vpc) in network.peerings_with_others() {
        all.extend(vpc.blocks.iter().map(|one| of(one, format!("peering `{}`", peering.name))));
    }
    for plan in &facts.plan.sites {
        all.extend(plan.interfaces.iter().map(|one| {
            let uplink = network.uplink(one.uplink);
            Taken { block: one.link.block, whose: format!("the link of `{}`", uplink.name), span: uplink.span }
        }));
    }
    for (pool, plan) in network.pools.iter().zip(&facts.plan.pools) {
        if let Some(to) = &pool.delegated_to {
            all.push(Taken {
                block: plan.block,
                whose: format!("pool `{}`, which is `{}`'s", pool.name, to.value),
                span: pool.span,
            });
        }
        all.extend(pool.reserve.iter().map(|one| of(one, format!("a reserved range of pool `{}`", pool.name))));
    }
    let own = facts.plan.remote_access.iter().map(|one| {
        let access = network.access(one.id);
        Taken { block: one.block, whose: format!("remote access `{}`", access.name), span: access.block_span }
    });
    all.extend(own);
    all
}

fn overlaps(access: &RemoteAccess, block: Cidr4, taken: &[Taken], diagnostics: &mut Diagnostics) {
    let mut said: BTreeSet<Span> = BTreeSet::new();
    let well_known = Cidr4::LINK_LOCAL.overlaps(block) || Cidr4::LOOPBACK.overlaps(block);
    if well_known {
        let message =
            format!("remote access `{}` has {block}, which stands for something else on every host", access.name);
        let finding = Diagnostic::new(Code::AccessOverlap, message).at(access.block_span, "");
        diagnostics.push(finding.help("take the block from a pool: `block: {pool: clients}`"));
    }
    for one in taken.iter().filter(|one| one.span != access.block_span && one.block.overlaps(block)) {
        if !said.insert(one.span) {
            continue;
        }
        let message =
            format!("remote access `{}` has {block}, which overlaps {} of {}", access.name, one.block, one.whose);
        let finding =
            Diagnostic::new(Code::AccessOverlap, message).at(access.block_span, "").also(one.span, "that one");
        let finding =
            finding.why("people's devices take these addresses for those of each other, so nobody gets to the others");
        diagnostics
            .push(finding.help("write a block that nobody else has, or take it from a pool: `block: {pool: clients}`"));
    }
}

/// AWS lets the longest prefix decide: whoever is in the group of the wider rule alone is shut out of the narrower one.
fn nested_groups(access: &RemoteAccess, plan: &RemoteAccessPlan, diagnostics: &mut Diagnostics) {
    let groups = |block: Cidr4| -> BTreeSet<_> {
        plan.grants.iter().filter(|grant| grant.block == block).map(|grant| grant.group.as_ref()).collect()
    };
    let is_shut = |inner: &AccessGrant, outer: &AccessGrant| {
        let inside = groups(inner.block);
        !inside.contains(&None) && !inside.contains(&outer.group.as_ref())
    };
    let mut said = BTreeSet::new();
    for inner in &plan.grants {
        let around = |outer: &&AccessGrant| outer.block != inner.block && outer.block.contains(inner.block);
        let Some(outer) = plan.grants.iter().filter(around).find(|outer| is_shut(inner, outer)) else { continue };
        if !said.insert((inner.of.clone(), outer.of.clone())) {
            continue;
        }
        let message = format!(
            "`{}` ({}) is inside `{}` ({}), which others reach than those who reach the whole",
            inner.of, inner.block, outer.of, outer.block
        );
        let finding = Diagnostic::new(Code::AccessReach, message).at(span_of(access, &inner.of), "");
        let finding = finding.also(span_of(access, &outer.of), "the wider one");
        let finding =
            finding.why("AWS asks the rule with the longest prefix alone, so the others would be shut out of a part");
        diagnostics.push(finding.help("name the same groups for both, or blocks that are apart"));
    }
}

fn span_of(access: &RemoteAccess, of: &str) -> Span {
    let grant = access.reaches.iter().find(|grant| grant.to.to_string() == of);
    grant.map_or(access.reaches_span, |grant| grant.span)
}

/// People's packets leave from the associations: what the subnets of the tier do not reach, nobody reaches.
fn ways(walker: &Walker<'_>, access: &RemoteAccess, plan: &RemoteAccessPlan, diagnostics: &mut Diagnostics) {
    let mut said = BTreeSet::new();
    for grant in &plan.grants {
        let Some(to) = target(walker.plan(), grant.block) else { continue };
        let stopped = plan.subnets.iter().find_map(|subnet| {
            let at = Subnet { vpc: access.vpc, tier: access.tier, zone: subnet.zone };
            let from = Host { place: Place::Interface(at, None), address: walker.host(at, Family::Ipv4)? };
            let flow = walker.flow(&from, &to, Transport::Tcp(443));
            let obstacle = [&flow.there, &flow.back]
                .into_iter()
                .find_map(|trace| trace.obstacles.iter().find(|obstacle| !obstacle.kind.is_filter()));
            obstacle.map(|obstacle| (subnet.zone, obstacle.clone()))
        });
        let Some((zone, obstacle)) = stopped else { continue };
        if !said.insert(grant.of.clone()) {
            continue;
        }
        let network = walker.plan().network;
        let tier = &network.vpc(access.vpc).tier(access.tier).name;
        let message = format!("remote access `{}` cannot reach `{}` ({})", access.name, grant.of, grant.block);
        let finding = Diagnostic::new(Code::AccessWay, message).at(span_of(access, &grant.of), "");
        let finding = finding.also(access.tier_span, format!("from tier `{tier}`, zone {zone}"));
        let finding = finding
            .why(format!("people's packets leave from subnets of the tier, and at {} {}", obstacle.at, obstacle.what));
        let help = if obstacle.change.is_empty() {
            "dial into another tier, or reach less".to_owned()
        } else {
            obstacle.change
        };
        diagnostics.push(finding.help(help));
    }
}

/// Somebody in a block, by whom the way there is asked; `None` where the document has nobody there.
fn target(plan: &Plan<'_>, block: Cidr4) -> Option<Host> {
    if block == Cidr4::ANY {
        return Some(Host::internet(Family::Ipv4));
    }
    let is_inside = |address: Ipv4Addr| block.contains_address(address);
    for vpc in &plan.vpcs {
        for (tier, planned) in vpc.tiers.iter().enumerate() {
            for subnet in &planned.subnets {
                let Some(address) = subnet.cidr.host(10).filter(|address| is_inside(*address)) else { continue };
                let at = Subnet { vpc: vpc.id, tier: crate::network::TierId(tier), zone: subnet.zone };
                if vpc.vpc.tiers[tier].purpose == crate::network::Purpose::Workload {
                    return Some(Host { place: Place::Interface(at, None), address: Address::V4(address) });
                }
            }
        }
    }
    site(plan.network, block)
}

fn site(network: &Network, block: Cidr4) -> Option<Host> {
    let inside = |prefix: &Spanned<Cidr4>| {
        let narrower = if prefix.value.contains(block) { block } else { prefix.value };
        (prefix.value.overlaps(block)).then(|| narrower.host(10)).flatten()
    };
    network.sites.iter().enumerate().find_map(|(index, site)| {
        let address = site.prefixes.iter().find_map(inside)?;
        let place = Place::Site(crate::network::SiteId(index));
        Some(Host { place, address: Address::V4(address) })
    })
}

/// Name servers that nobody is let through to.
fn names(access: &RemoteAccess, plan: &RemoteAccessPlan, diagnostics: &mut Diagnostics) {
    for server in access.dns.iter().flatten() {
        if access.split_tunnel && plan.grants_for(Some(server.value)).next().is_none() {
            let message = format!("name server {} of remote access `{}` is not reached", server.value, access.name);
            let finding = Diagnostic::new(Code::AccessWay, message).at(server.span, "");
            let finding = finding.also(access.reaches_span, "not among these");
            let finding = finding
                .why("AWS's client asks it through the tunnel, and the endpoint lets through what is reached alone");
            diagnostics.push(finding.help("add its network to `reaches`, or name another one"));
        }
    }
}

fn users(access: &RemoteAccess, plan: &RemoteAccessPlan, diagnostics: &mut Diagnostics) {
    let associations = plan.subnets.len();
    let most = CONNECTIONS.get(associations.clamp(1, CONNECTIONS.len()) - 1).copied().unwrap_or_default();
    let Some(users) = access.users.filter(|users| users.value > most) else { return };
    let message = format!("{} people, and {} for {most}", users.value, counted(associations, "association"));
    let finding = Diagnostic::new(Code::AccessUsers, message).at(users.span, "");
    let finding = finding.why("an endpoint has as many connections as its associations carry, one in each zone");
    diagnostics.push(finding.help("use more zones, or make two remote accesses, each for some of the people"));
}

fn full_tunnel(access: &RemoteAccess, plan: &RemoteAccessPlan, diagnostics: &mut Diagnostics) {
    if access.split_tunnel || plan.grants_for(None).next().is_some() {
        return;
    }
    let message =
        format!("remote access `{}` takes everything into the tunnel, and does not reach the internet", access.name);
    let finding =
        Diagnostic::new(Code::FullTunnel, message).at(access.span, "").also(access.reaches_span, "what is reached");
    let finding = finding.why("whoever is connected gets to nothing else: no browser, no mail, no calls");
    diagnostics.push(finding.help("add `internet` to `reaches`, or write `split_tunnel: true`"));
}
