//! Names of places and advice, as a walk writes them down.

use super::super::packet::{Address, Family};
use super::super::{Destination, Ipv6Block, Route, Target};
use super::place::{Host, Place};
use super::step::Step;
use super::trace::Subnet;
use crate::network::{HubId, Network, PeeringId, Relation, SiteId, VpcId};
use crate::plan::Attachment;

impl Step<'_, '_> {
    fn network(&self) -> &Network {
        self.walker.plan.network
    }

    pub(super) fn vpc_name(&self, vpc: VpcId) -> String {
        self.network().vpc(vpc).name.to_string()
    }

    pub(super) fn site_name(&self, site: SiteId) -> String {
        self.network().site(site).name.to_string()
    }

    /// `shop/app`
    pub(super) fn tier(&self, at: Subnet) -> String {
        let vpc = self.network().vpc(at.vpc);
        format!("{}/{}", vpc.name, vpc.tier(at.tier).name)
    }

    /// An address as a person would say it.
    pub(super) fn shown(&self, address: Address) -> String {
        let ends = [&self.from, &self.to].into_iter().filter(|host| host.address == address);
        if let Some(subnet) = ends.into_iter().find_map(Host::subnet) {
            return self.tier(subnet);
        }
        if self.trace.translations.iter().any(|one| one.outside == address) {
            return "the NAT gateway".to_owned();
        }
        match address {
            Address::V4(address) => address.to_string(),
            Address::V6(address) => address.to_string(),
            Address::Own { vpc, .. } => format!("the IPv6 block of {}", self.vpc_name(vpc)),
            Address::Internet(Family::Ipv4) => "the internet (0.0.0.0/0)".to_owned(),
            Address::Internet(Family::Ipv6) => "the internet (::/0)".to_owned(),
        }
    }

    pub(super) fn destination_words(&self, destination: Destination) -> String {
        match destination {
            Destination::V4(block) => block.cidr.to_string(),
            Destination::V6(Ipv6Block::Everything) => "::/0".to_owned(),
            Destination::V6(Ipv6Block::Vpc(vpc)) => format!("/56 of {}", self.vpc_name(vpc)),
            Destination::V6(Ipv6Block::Site(prefix)) => prefix.to_string(),
            Destination::Service(_) => "service".to_owned(),
        }
    }

    /// What AWS announces to a site that leads to the destination: the longest prefix.
    pub(super) fn told(&self, site: SiteId) -> Option<String> {
        match self.destination {
            Address::Own { vpc, .. } if self.walker.plan.sites[site.0].announced_ipv6.contains(&vpc) => {
                Some(self.destination_words(Destination::V6(Ipv6Block::Vpc(vpc))))
            }
            _ => self.best_block(site).map(|block| block.to_string()),
        }
    }

    /// `10.0.0.0/12 -> transit gateway`
    pub(super) fn words(&self, route: &Route<Target>) -> String {
        let destination = self.destination_words(route.destination);
        let target = match route.target {
            Target::Local => "local".to_owned(),
            Target::InternetGateway => "internet gateway".to_owned(),
            Target::Nat(_) | Target::RegionalNat => "NAT gateway".to_owned(),
            Target::EgressOnlyGateway => "egress-only internet gateway".to_owned(),
            Target::TransitGateway => "transit gateway".to_owned(),
            Target::Firewall(_) => "firewall endpoint".to_owned(),
            Target::Peering(id) => format!("peering {}", self.network().peerings[id.0].name),
            Target::VpnGateway(_) => "VPN gateway".to_owned(),
            Target::Endpoint(_) => "gateway endpoint".to_owned(),
        };
        format!("{destination} -> {target}")
    }

    pub(super) fn attachment_words(&self, via: &Attachment) -> String {
        match via {
            Attachment::Vpc(vpc) => format!("VPC {}", self.vpc_name(*vpc)),
            Attachment::Existing(id) => id.to_string(),
            Attachment::Vpn(uplink) => {
                let site = self.network().site(uplink.site);
                format!("VPN {} of site {}", site.uplinks[uplink.index].name, site.name)
            }
            Attachment::Connect(site, vpc) => {
                format!(
                    "Connect attachment of site {} over VPC {}",
                    self.network().site(*site).name,
                    self.network().vpc(*vpc).name
                )
            }
            Attachment::Concentrator(_) => "VPN Concentrator".to_owned(),
            Attachment::DirectConnect(gateway) => {
                format!("Direct Connect gateway {}", self.network().dx_gateway(*gateway).name)
            }
        }
    }

    /// What would give a subnet a route to the destination.
    pub(super) fn change_for_route(&self, at: Subnet) -> String {
        let network = self.network();
        let vpc = network.vpc(at.vpc);
        let (name, tier) = (&vpc.name, vpc.tier(at.tier));
        if self.destination.family() == Family::Ipv6 && self.to.place != Place::Internet {
            return self.change_for_ipv6();
        }
        match (self.to.place, vpc.attach) {
            (Place::Peer(peering), _) => self.change_towards_peer(at, peering),
            (Place::Internet, None) => format!("vpcs.{name}.tiers.{}: `route: nat` or `route: internet`", tier.name),
            (Place::Internet, Some(attach)) => match attach.segment {
                Some(segment) => {
                    let segment = &network.hubs[attach.hub.0].segment(segment).name;
                    format!("segment `{segment}`: `reaches: [internet]`, and `route: transit` for tier `{}`", tier.name)
                }
                None => String::new(),
            },
            (Place::Site(site), _) => self.change_towards_site(at, site),
            (_, Some(attach)) if self.attached(&self.to) == Some(attach.hub) => {
                let reached = self.to.subnet().is_some_and(|to| self.reaches(at.vpc, to.vpc));
                if reached {
                    format!("vpcs.{name}.tiers.{}: `hub: true`", tier.name)
                } else {
                    self.change_for_segments(attach.hub)
                }
            }
            _ => format!("attach both VPCs to one transit gateway, or add a peering with `{name}`"),
        }
    }

    /// What would carry IPv6 between the two ends.
    pub(super) fn change_for_ipv6(&self) -> String {
        let ends = [&self.from, &self.to].map(|host| host.subnet().map(|at| at.vpc));
        let hub = self.attached(&self.from).filter(|hub| self.attached(&self.to) == Some(*hub));
        let (Some(hub), [Some(one), Some(other)]) = (hub, ends) else {
            return "IPv6 crosses no peering, no VPN connection and no Direct Connect here; use IPv4".to_owned();
        };
        let meant = &self.network().hubs[hub.0];
        match self.network().relation(one, other) {
            Relation::None => self.change_for_segments(hub),
            Relation::Inspected => "the firewall inspects IPv4 alone, so IPv6 does not cross here; use IPv4".to_owned(),
            Relation::Direct if !meant.ipv6 => {
                format!("transit_gateways.{}: `ipv6: true`; or use IPv4", meant.name)
            }
            Relation::Direct => {
                "give both ends IPv6 and a tier with `hub: true` and no IPv6 exit of its own; or use IPv4".to_owned()
            }
        }
    }

    /// What would join a VPC with the VPC of others behind a peering.
    fn change_towards_peer(&self, at: Subnet, peering: PeeringId) -> String {
        let vpc = self.network().vpc(at.vpc);
        if self.network().peerings[peering.0].requester == at.vpc {
            return format!("vpcs.{}.tiers.{}: a `route` that is not `internet`", vpc.name, vpc.tier(at.tier).name);
        }
        self.change_for_peering(peering)
    }

    /// A peering that another VPC would have to have with the VPC of others.
    pub(super) fn change_for_peering(&self, peering: PeeringId) -> String {
        let other = self.network().peerings[peering.0].accepter.as_ref();
        format!("add a peering with {}: a peering serves one VPC, and nobody behind it", self.network().called(other))
    }

    fn change_towards_site(&self, at: Subnet, site: SiteId) -> String {
        let vpc = self.network().vpc(at.vpc);
        match (self.network().site(site).segment(), vpc.attach) {
            (Some((hub, to)), Some(attach)) if attach.hub == hub => {
                let end = crate::network::End::Segment(to);
                let meant = &self.network().hubs[hub.0];
                let reached = attach.segment.is_some_and(|own| meant.segment(own).reaches.contains(&end));
                if reached {
                    format!("vpcs.{}.tiers.{}: `hub: true`", vpc.name, vpc.tier(at.tier).name)
                } else {
                    self.change_for_segments(hub)
                }
            }
            (None, _) if vpc.vpn_gateway.is_some() => {
                format!("vpcs.{}.tiers.{}: `hub: true`", vpc.name, vpc.tier(at.tier).name)
            }
            _ => format!("join site `{}` and VPC `{}` to one transit gateway", self.site_name(site), vpc.name),
        }
    }

    fn reaches(&self, one: VpcId, other: VpcId) -> bool {
        self.network().relation(one, other) != crate::network::Relation::None
    }

    fn attached(&self, host: &Host) -> Option<HubId> {
        match host.place {
            Place::Interface(subnet, _) | Place::Client(_, subnet) => {
                self.network().vpc(subnet.vpc).attach.map(|attach| attach.hub)
            }
            Place::Site(site) => self.network().site(site).segment().map(|(hub, _)| hub),
            Place::Behind(hub, _) => Some(hub),
            Place::Peer(_) | Place::Internet => None,
        }
    }

    /// The segment of a host, by name.
    fn segment(&self, host: &Host) -> Option<String> {
        let (hub, segment) = match host.place {
            Place::Interface(subnet, _) | Place::Client(_, subnet) => self.network().membership(subnet.vpc)?,
            Place::Site(site) => self.network().site(site).segment()?,
            Place::Behind(hub, segment) => (hub, segment),
            Place::Peer(_) => return None,
            Place::Internet => return Some("internet".to_owned()),
        };
        Some(self.network().hubs[hub.0].segment(segment).name.to_string())
    }

    /// Which segments would have to reach each other.
    pub(super) fn change_for_segments(&self, hub: HubId) -> String {
        let name = &self.network().hubs[hub.0].name;
        match (self.segment(&self.from), self.segment(&self.to)) {
            (Some(one), Some(other)) if one == other => {
                format!("transit_gateways.{name}.segments.{one}: remove `isolated: true`")
            }
            (Some(one), Some(other)) if one == "internet" => {
                format!("transit_gateways.{name}.segments.{other}: `reaches: [internet]`")
            }
            (Some(one), Some(other)) => format!("transit_gateways.{name}.segments.{one}: `reaches: [{other}]`"),
            _ => format!("attach both ends to `{name}`"),
        }
    }
}
