//! What people who dial in reach: the blocks behind each entry of `reaches`, what needs a route of the endpoint's own, and the name
//! servers. In come blocks and tiers that are decided; nothing here chooses an address.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::hub::Reach;
use super::place::addresses_of;
use super::types::{AclAddress, Origin, SubnetPlan, VpcPlan};
use crate::net::{AccessGroupId, Cidr4};
use crate::network::{Destination, RemoteAccess, RemoteAccessId};

/// The decisions about one Client VPN endpoint.
#[derive(Debug)]
pub struct RemoteAccessPlan {
    /// Its place in [`Network::remote_access`](crate::network::Network::remote_access).
    pub id: RemoteAccessId,
    /// The addresses of people's devices.
    pub block: Cidr4,
    /// Why this block.
    pub origin: Origin,
    /// The subnets of the associations, by zone.
    pub subnets: Vec<SubnetPlan>,
    /// What is reached, by address, each block once for each group.
    pub grants: Vec<AccessGrant>,
    /// What needs a route of the endpoint's own in each association, by address: AWS adds the VPC's.
    pub routes: Vec<Cidr4>,
    /// The name servers of people's devices; none leaves them those that they have.
    pub dns: Vec<Ipv4Addr>,
}

/// A block that is reached, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessGrant {
    /// The block.
    pub block: Cidr4,
    /// The group that reaches it; everybody if none is given.
    pub group: Option<AccessGroupId>,
    /// What of the document has it: `vpc/data`.
    pub of: String,
}

impl RemoteAccessPlan {
    /// What is reached, without blocks that are in others.
    #[must_use]
    pub fn outermost(&self) -> Vec<Cidr4> {
        let blocks: BTreeSet<Cidr4> = self.grants.iter().map(|grant| grant.block).collect();
        let is_inside = |block: &Cidr4| blocks.iter().any(|other| other != block && other.contains(*block));
        blocks.iter().copied().filter(|block| !is_inside(block)).collect()
    }

    /// The most narrow grants that hold an address. AWS lets the longest prefix decide.
    pub fn grants_for(&self, address: Option<Ipv4Addr>) -> impl Iterator<Item = &AccessGrant> {
        let holds = move |grant: &&AccessGrant| match address {
            Some(address) => grant.block.contains_address(address),
            None => grant.block == Cidr4::ANY,
        };
        let narrowest = self.grants.iter().filter(holds).map(|grant| grant.block.prefix()).max();
        self.grants.iter().filter(holds).filter(move |grant| Some(grant.block.prefix()) == narrowest)
    }
}

/// Plans an endpoint in a VPC that is planned.
pub(super) fn plan(
    reach: &Reach<'_>,
    (id, access): (RemoteAccessId, &RemoteAccess),
    (block, origin): (Cidr4, Origin),
    vpc: &VpcPlan<'_>,
) -> RemoteAccessPlan {
    let inside: Vec<Cidr4> = vpc.routable().collect();
    let mut grants: BTreeMap<(Cidr4, Option<AccessGroupId>), String> = BTreeMap::new();
    for grant in &access.reaches {
        let blocks = match &grant.to {
            Destination::Internet => vec![Cidr4::ANY],
            Destination::Block(block) => vec![*block],
            Destination::Place(place) => {
                let addresses = addresses_of(reach, access.vpc, (&inside, &vpc.tiers), place.of).into_iter();
                addresses
                    .filter_map(|address| if let AclAddress::V4(block) = address { Some(block) } else { None })
                    .collect()
            }
        };
        for block in blocks {
            grants.entry((block, grant.group.clone())).or_insert_with(|| grant.to.to_string());
        }
    }
    let grants: Vec<AccessGrant> =
        grants.into_iter().map(|((block, group), of)| AccessGrant { block, group, of }).collect();
    let blocks: BTreeSet<Cidr4> = grants.iter().map(|grant| grant.block).collect();
    // AWS adds the route of the VPC with the first association, and refuses a second one.
    let routes = blocks.iter().copied().filter(|block| !vpc.cidr.contains(*block)).collect();
    let resolver = vpc.cidr.host(2).filter(|address| blocks.iter().any(|block| block.contains_address(*address)));
    let dns = match &access.dns {
        Some(written) => written.iter().map(|one| one.value).collect(),
        None => resolver.into_iter().collect(),
    };
    let subnets = vpc.tiers[access.tier.0].subnets.clone();
    RemoteAccessPlan { id, block, origin, subnets, grants, routes, dns }
}
