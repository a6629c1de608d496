//! The ends of a question, and the hosts that stand for them.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use super::classes::{Node, host_in, zones_of};
use crate::net::{Cidr, Cidr4};
use crate::network::{
    GroupId, GroupPeer, HubId, Network, PeeringId, RemoteAccessId, SegmentId, Site, SiteId, TierId, VpcId, Zone,
};
use crate::plan::AclAddress;
use crate::plan::fabric::packet::{Address, Family};
use crate::plan::fabric::walk::{Host, Place, Subnet, Walker};

/// One end of a question.
#[derive(Clone, Debug)]
pub struct End {
    /// As it was asked.
    pub text: String,
    /// What it means.
    pub hosts: Hosts,
}

/// What an end means.
#[derive(Clone, Debug)]
pub enum Hosts {
    /// Interfaces in the subnets of tiers.
    Tiers {
        /// The VPC.
        vpc: VpcId,
        /// The tiers.
        tiers: Vec<TierId>,
        /// One zone alone.
        zone: Option<Zone>,
        /// The security group of the interfaces.
        group: Option<GroupId>,
    },
    /// One address of a subnet.
    Address {
        /// The VPC.
        vpc: VpcId,
        /// The tier.
        tier: TierId,
        /// The zone.
        zone: Zone,
        /// The address.
        address: Ipv4Addr,
    },
    /// People who dial into a VPC.
    RemoteAccess(VpcId, RemoteAccessId),
    /// All prefixes of a site.
    Site(SiteId),
    /// One address of a site.
    SiteAddress(SiteId, IpAddr),
    /// An address behind existing attachments.
    Behind(HubId, SegmentId, Ipv4Addr),
    /// An address of the VPC of others behind a peering.
    Peer(PeeringId, Ipv4Addr),
    /// The internet, or one address of it.
    Internet(Option<IpAddr>),
}

impl End {
    /// Whether it has addresses of a family.
    #[must_use]
    pub fn has(&self, network: &Network, family: Family) -> bool {
        match (&self.hosts, family) {
            (Hosts::Tiers { vpc, .. }, Family::Ipv6) => network.vpc(*vpc).ipv6,
            (Hosts::Internet(Some(address)) | Hosts::SiteAddress(_, address), family) => {
                address.is_ipv6() == (family == Family::Ipv6)
            }
            (Hosts::Site(site), Family::Ipv6) => network.site(*site).has_ipv6(),
            (Hosts::Address { .. } | Hosts::RemoteAccess(..) | Hosts::Behind(..) | Hosts::Peer(..), Family::Ipv6) => {
                false
            }
            _ => true,
        }
    }

    /// The VPC, if it is in one.
    #[must_use]
    pub fn vpc(&self) -> Option<VpcId> {
        match &self.hosts {
            Hosts::Tiers { vpc, .. } | Hosts::Address { vpc, .. } => Some(*vpc),
            _ => None,
        }
    }

    /// The IPv4 address that somebody outside of the document's VPCs has, if it is one.
    #[must_use]
    pub fn outside(&self) -> Option<Ipv4Addr> {
        match self.hosts {
            Hosts::SiteAddress(_, IpAddr::V4(address))
            | Hosts::Behind(_, _, address)
            | Hosts::Peer(_, address)
            | Hosts::Internet(Some(IpAddr::V4(address))) => Some(address),
            _ => None,
        }
    }

    /// Whether it is an interface without a security group, in a VPC that has some.
    #[must_use]
    pub fn lacks_group(&self, network: &Network) -> bool {
        let group = match &self.hosts {
            Hosts::Tiers { group, .. } => *group,
            _ => None,
        };
        group.is_none() && self.vpc().is_some_and(|vpc| !network.vpc(vpc).groups.is_empty())
    }

    /// The hosts of a family that stand for it: of each subnet, one for each part that the filters of `vpcs` tell apart.
    #[must_use]
    pub fn hosts(&self, walker: &Walker<'_>, family: Family, vpcs: &[VpcId]) -> Vec<Host> {
        match &self.hosts {
            Hosts::Tiers { vpc, tiers, zone, group } => {
                let mut hosts = Vec::new();
                for tier in tiers {
                    let zones = walker.plan().vpcs[vpc.0].tiers[tier.0].subnets.iter().map(|subnet| subnet.zone);
                    for zone in zones.filter(|one| zone.is_none_or(|zone| zone == *one)) {
                        let at = Subnet { vpc: *vpc, tier: *tier, zone };
                        let addresses = addresses(walker, at, family, vpcs).into_iter();
                        hosts.extend(addresses.map(|address| Host { place: Place::Interface(at, *group), address }));
                    }
                }
                hosts
            }
            Hosts::Address { vpc, tier, zone, address } => {
                let at = Subnet { vpc: *vpc, tier: *tier, zone: *zone };
                vec![Host { place: Place::Interface(at, None), address: Address::V4(*address) }]
            }
            Hosts::RemoteAccess(vpc, id) => clients(walker, Node::RemoteAccess(*vpc, *id), family),
            Hosts::Site(site) => inside(walker, *site, family),
            Hosts::SiteAddress(site, address) => {
                vec![Host { place: Place::Site(*site), address: written(*address) }]
            }
            Hosts::Behind(hub, segment, address) => {
                vec![Host { place: Place::Behind(*hub, *segment), address: Address::V4(*address) }]
            }
            Hosts::Peer(peering, address) => {
                vec![Host { place: Place::Peer(*peering), address: Address::V4(*address) }]
            }
            Hosts::Internet(None) => vec![Host::internet(family)],
            Hosts::Internet(Some(address)) => vec![Host { place: Place::Internet, address: written(*address) }],
        }
    }
}

/// An address that was asked about.
fn written(address: IpAddr) -> Address {
    match address {
        IpAddr::V4(address) => Address::V4(address),
        IpAddr::V6(address) => Address::V6(address),
    }
}

/// A host of each prefix of a site, in a family.
fn inside(walker: &Walker<'_>, site: SiteId, family: Family) -> Vec<Host> {
    let addresses = site_addresses(walker.plan().network.site(site), family).into_iter();
    addresses.map(|address| Host { place: Place::Site(site), address }).collect()
}

/// People who dial in, by each association.
fn clients(walker: &Walker<'_>, node: Node, family: Family) -> Vec<Host> {
    zones_of(walker, node).into_iter().filter_map(|zone| host_in(walker, node, family, zone)).collect()
}

/// An address of each prefix of a site, in a family.
fn site_addresses(site: &Site, family: Family) -> Vec<Address> {
    let address = |block: Cidr4| Address::V4(block.host(10).unwrap_or(block.address()));
    match family {
        Family::Ipv4 => site.prefixes.iter().map(|prefix| address(prefix.value)).collect(),
        Family::Ipv6 => site.ipv6_prefixes.iter().filter_map(|prefix| prefix.value.host(10)).map(Address::V6).collect(),
    }
}

/// One address of each part of a subnet that rules treat alike. A rule that names half a subnet would otherwise speak for all of it.
fn addresses(walker: &Walker<'_>, at: Subnet, family: Family, vpcs: &[VpcId]) -> Vec<Address> {
    let Some(first) = walker.host(at, family) else { return Vec::new() };
    let subnets = walker.plan().vpcs[at.vpc.0].tiers[at.tier.0].subnets.iter();
    let subnet = subnets.into_iter().find(|subnet| subnet.zone == at.zone).map(|subnet| subnet.cidr);
    let (Family::Ipv4, Some(subnet)) = (family, subnet) else { return vec![first] };
    let mut parts = BTreeSet::new();
    for block in vpcs.iter().flat_map(|vpc| blocks(walker, *vpc)) {
        if subnet.contains(block) && block != subnet {
            let behind = block.last().checked_add(1).filter(|address| *address <= subnet.last());
            parts.extend([Some(subnet.first()), Some(block.first()), behind].into_iter().flatten());
        }
    }
    if parts.is_empty() {
        return vec![first];
    }
    parts.into_iter().map(|address| Address::V4(Ipv4Addr::from_bits(address))).collect()
}

/// The IPv4 blocks that filters of a VPC name.
fn blocks<'p>(walker: &Walker<'p>, vpc: VpcId) -> impl Iterator<Item = Cidr4> + use<'p> {
    let plan: &'p _ = &walker.plan().vpcs[vpc.0];
    let entries = plan.acls.iter().flat_map(|acl| acl.ingress.iter().chain(&acl.egress));
    let of_acls = entries.filter_map(|entry| match entry.source {
        AclAddress::V4(block) => Some(block),
        AclAddress::V6(_) | AclAddress::OwnV6(_) => None,
    });
    let rules = plan.vpc.groups.iter().flat_map(|group| group.ingress.iter().chain(group.egress.iter().flatten()));
    let of_groups = rules.filter_map(|rule| match rule.peer {
        GroupPeer::Cidr(Cidr::V4(block)) => Some(block),
        _ => None,
    });
    of_acls.chain(of_groups)
}
