//! Client VPN. In comes a document with its VPCs; out go remote accesses by name, each with its VPC, tier, block and what is reached, and
//! findings about what AWS does not take. Compares no addresses.

mod login;
mod options;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::known::{Known, vpc_of};
use super::scope::Scopes;
use super::tags::merged;
use super::{did_you_mean, did_you_mean_one_of};
use crate::blueprint::{self as written, Blueprint, Peer};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr, Name};
use crate::network::place::Places;
use crate::network::{
    ClientBlock, Destination, Grant, PoolId, Purpose, RemoteAccess, Scope, SubnetSize, TierId, Vpc, VpcId,
};

/// A block of Client VPN has /12 to /22.
/// <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html>
const SIZES: RangeInclusive<u8> = 12..=22;

/// A subnet with an association has /27 or more.
const SMALLEST_SUBNET: u8 = 27;

/// The remote accesses of a document, by name. `vpcs` are all of its VPCs.
pub(super) fn accesses(
    blueprint: &Blueprint,
    (known, scopes): (&Known<'_>, &Scopes),
    (pools, vpcs): (&BTreeMap<&Name, PoolId>, &[Vpc]),
    diagnostics: &mut Diagnostics,
) -> Vec<RemoteAccess> {
    let mut found = Vec::new();
    for (name, written) in &blueprint.remote_access {
        let mut own = Diagnostics::default();
        let end = vpc_of(blueprint, known, &written.value.within, &mut own);
        if let Some((id, _)) = end {
            let vpc = &vpcs[id.0];
            let access = Resolver {
                blueprint,
                known,
                pools,
                name,
                written: &written.value,
                id,
                vpc,
                scope: scopes.get(vpc.scope),
                scopes,
                diagnostics: &mut own,
            };
            found.extend(access.resolve());
        }
        diagnostics.append(own.anchored(name.span, written.span, &format!("in remote access `{}`", name.value)));
    }
    found
}

/// One remote access on its way from written to meant.
struct Resolver<'a> {
    blueprint: &'a Blueprint,
    known: &'a Known<'a>,
    pools: &'a BTreeMap<&'a Name, PoolId>,
    name: &'a Spanned<Name>,
    written: &'a written::RemoteAccess,
    id: VpcId,
    vpc: &'a Vpc,
    scope: &'a Scope,
    scopes: &'a Scopes,
    diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn resolve(mut self) -> Option<RemoteAccess> {
        let written = self.written;
        let tier = self.tier();
        let block = self.block();
        let reaches = self.reaches();
        let logins = self.logins();
        self.certificate();
        self.options();
        let retention_days = written.logs.as_ref().map(|logs| {
            super::service::retention(logs.value.retention_days, self.diagnostics);
            logs.value.retention_days.value
        });
        let tags = merged(&self.vpc.tags, &written.tags, self.diagnostics);
        Some(RemoteAccess {
            name: self.name.value.clone(),
            span: self.name.span,
            vpc: self.id,
            tier: tier?,
            tier_span: written.tier.span,
            block: block?,
            block_span: written.block.span,
            users: written.users,
            reaches,
            reaches_span: written.reaches.span,
            logins,
            certificate: written.certificate.value.clone(),
            split_tunnel: written.split_tunnel,
            protocol: written.protocol,
            port: written.port.value,
            dns: written.dns.as_ref().map(|dns| dns.value.clone()),
            retention_days,
            session_hours: written.session_hours.value,
            self_service: written.self_service.value,
            banner: written.banner.as_ref().map(|banner| banner.value.clone()),
            retain: self.vpc.retain,
            tags,
        })
    }

    fn error(
        &mut self,
        code: Code,
        message: impl Into<String>,
        span: Span,
        why: &'static str,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").why(why).help(help));
    }

    /// The tier of the associations: one of workloads, in subnets that are large enough, in a VPC of one block.
    fn tier(&mut self) -> Option<TierId> {
        let Spanned { value: name, span } = &self.written.tier;
        let found = self.vpc.tiers.iter().position(|tier| tier.name == *name);
        let Some(index) = found else {
            let known = did_you_mean(name.as_str(), self.vpc.tiers.iter().map(|tier| tier.name.as_str()));
            let message = format!("there is no tier `{name}` in VPC `{}`", self.vpc.name);
            self.diagnostics.push(Diagnostic::new(Code::UnknownTier, message).at(*span, "").help(known));
            return None;
        };
        let tier = &self.vpc.tiers[index];
        let help =
            "write a tier of workloads with `prefix: 27` or larger subnets, such as `access: {prefix: 27, route: nat}`";
        if tier.purpose != Purpose::Workload {
            let message = format!("tier `{name}` of VPC `{}` is netgen's own, for other things", self.vpc.name);
            self.error(Code::AccessTier, message, *span, "its route tables lead where these things send packets", help);
        }
        let SubnetSize { prefix, .. } = tier.size;
        if prefix > SMALLEST_SUBNET {
            let message = format!("tier `{name}` of VPC `{}` has subnets of /{prefix}", self.vpc.name);
            let why = "AWS wants a /27 or larger for an association, with 20 free addresses";
            self.error(Code::AccessTier, message, *span, why, help);
        }
        if let Some(further) = self.vpc.secondary.iter().find(|one| one.routable) {
            let message = format!("VPC `{}` has the further block {}", self.vpc.name, further.cidr.value);
            let why = "AWS adds a route for the VPC with the first association, and does not say whether that has all blocks: a second \
                       route of one is refused, a missing one leads nowhere";
            let help = "dial into a VPC with one block, or mark the further one `routable: false`";
            self.error(Code::AccessTier, message, self.written.within.span, why, help);
        }
        Some(TierId(index))
    }

    fn block(&mut self) -> Option<ClientBlock> {
        let Spanned { value: block, span } = &self.written.block;
        let users = self.written.users;
        let least = users.map(|users| least(users.value));
        let (prefix, place, block) = match block {
            written::ClientBlock::Pinned(cidr) => (cidr.prefix(), *span, Some(ClientBlock::Pinned(*cidr))),
            written::ClientBlock::Cut(long) => {
                let pool = self.pools.get(&long.pool.value).copied();
                if pool.is_none() && !self.blueprint.address_pools.contains_key(&long.pool) {
                    let known = did_you_mean_one_of(&long.pool.value, &self.blueprint.address_pools);
                    let message = format!("there is no address pool `{}`", long.pool.value);
                    self.diagnostics
                        .push(Diagnostic::new(Code::UnknownPool, message).at(long.pool.span, "").help(known));
                }
                let prefix = long.prefix.map_or_else(|| least.flatten().unwrap_or(*SIZES.end()), |prefix| prefix.value);
                let place = long.prefix.map_or(*span, |prefix| prefix.span);
                let derived = long.prefix.is_none();
                (prefix, place, pool.map(|pool| ClientBlock::Cut { pool, prefix, derived }))
            }
        };
        if self.fits(prefix, place) { block } else { None }
    }

    /// Whether AWS takes a block of that size, and it has room for everybody.
    fn fits(&mut self, prefix: u8, place: Span) -> bool {
        let users = self.written.users;
        if !SIZES.contains(&prefix) {
            let message = format!("the block of remote access `{}` cannot be a /{prefix}", self.name.value);
            let help = "write /22 to /12: twice as many addresses as people are connected at a time";
            self.error(Code::AccessBlock, message, place, "AWS takes no other sizes, and never changes it", help);
            return false;
        }
        match (users, users.map(|users| least(users.value))) {
            (Some(users), Some(None)) => {
                let message = format!("{} people are more than the largest block has addresses for", users.value);
                let why = "no block is larger than /12, and each connection takes two addresses";
                self.error(
                    Code::AccessBlock,
                    message,
                    users.span,
                    why,
                    "make two remote accesses, each for some of the people",
                );
                return false;
            }
            (Some(users), Some(Some(least))) if prefix > least => {
                let message = format!("a /{prefix} is too small for {} people", users.value);
                let why = "AWS keeps a part of the addresses for the endpoint's availability, so a block has twice as many as are connected";
                self.error(Code::AccessBlock, message, place, why, format!("write a /{least}, or leave `prefix` out"));
                return false;
            }
            _ => {}
        }
        true
    }

    fn reaches(&mut self) -> Vec<Grant> {
        let list = &self.written.reaches;
        if list.value.is_empty() {
            let message = format!("remote access `{}` reaches nothing", self.name.value);
            let why = "without an authorization rule AWS lets nobody through";
            self.error(
                Code::AccessReach,
                message,
                list.span,
                why,
                "write what is reached: `reaches: [vpc, vpc/data, internet]`",
            );
        }
        let by_directory = self.written.login.value.saml.is_some() || self.written.login.value.directory.is_some();
        let mut grants = Vec::new();
        for one in &list.value {
            let (span, group) = (one.span, one.value.group.clone());
            if let (Some(group), false) = (&group, by_directory) {
                let message = format!("group `{group}` needs a login with groups: people log in by certificates alone");
                let why = "groups are those of a directory or of an identity provider";
                self.error(
                    Code::AccessReach,
                    message,
                    span,
                    why,
                    "write `saml` or `directory` under `login`, or leave `group` out",
                );
            }
            let Some(to) = self.destination(&one.value.to, span) else { continue };
            let twin = grants.iter().find(|grant: &&Grant| grant.to == to && grant.group == group);
            if let Some(twin) = twin {
                let finding = Diagnostic::new(Code::DuplicateItem, format!("`{to}` is reached twice")).at(span, "");
                self.diagnostics.push(finding.also(twin.span, "first named here").help("remove one of them"));
                continue;
            }
            grants.push(Grant { to, group, span });
        }
        grants
    }

    fn destination(&mut self, peer: &Peer, span: Span) -> Option<Destination> {
        let hubs = &self.blueprint.transit_gateways;
        let hub = self.vpc.attach.and_then(|attach| hubs.keys().nth(attach.hub.0)).map(|name| &name.value);
        let own = Spanned { value: self.vpc.name.clone(), span };
        let (blueprint, pools, known, tiers) = (self.blueprint, self.pools, self.known, self.vpc.tiers.as_slice());
        let places = Places { blueprint, pools, known, tiers, vpc: &own, hub, ipv6: false };
        let help = "write `vpc`, `vpc/NAME`, `tier/NAME`, `pool/NAME`, `site/NAME`, `segment/NAME`, `internet` or an IPv4 block";
        match peer {
            Peer::Internet => Some(Destination::Internet),
            Peer::Cidr(Cidr::V4(block)) => Some(Destination::Block(*block)),
            Peer::Place(place) => {
                let written = Spanned { value: place.clone(), span };
                places.find(&written, self.diagnostics).map(Destination::Place)
            }
            Peer::Name(name) if name.as_str() == "vpc" => places.own().map(Destination::Place),
            Peer::Cidr(Cidr::V6(block)) => {
                let why = "the tunnel carries IPv4, and so do the routes of the endpoint";
                self.error(Code::AccessReach, format!("{block} is IPv6"), span, why, help);
                None
            }
            Peer::Name(_) | Peer::GroupOf(..) | Peer::SecurityGroup(_) | Peer::PrefixList(_) => {
                let why = "authorization rules and routes of the endpoint have blocks of addresses";
                self.error(Code::AccessReach, "this is no network that people could reach".to_owned(), span, why, help);
                None
            }
        }
    }
}

/// The longest prefix with two addresses for each user; `None` where even the largest block has fewer.
fn least(users: u32) -> Option<u8> {
    let wanted = u64::from(users) * 2;
    SIZES.rev().find(|prefix| 1_u64 << (32 - u32::from(*prefix)) >= wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_two_addresses_for_each_user() {
        let expected =
            [(0, Some(22)), (512, Some(22)), (513, Some(21)), (1024, Some(21)), (524_288, Some(12)), (524_289, None)];
        for (users, prefix) in expected {
            assert_eq!(least(users), prefix, "{users}");
        }
    }
}
