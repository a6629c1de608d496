//! Sites: networks outside AWS, their routers, and what their uplinks join them to: a transit gateway or a VPC.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::connection::RouterLag;
use super::public::{PublicId, PublicInterface};
use super::uplink::{DirectConnect, Routing, Uplink, UplinkKind, Vpn};
use super::{HubId, Network, SegmentId, Tags, VpcId};
use crate::diagnostic::{Span, Spanned};
use crate::net::{
    Arn, Asn, Cidr4, Cidr6, ConnectionName, DirectConnectGatewayId, Email, InterfaceAddress, InterfaceName, Location,
    Name,
};
use crate::uplink::bandwidth::Bandwidth;
use crate::uplink::platform::Platform;

/// Index of a Direct Connect gateway in [`Network::direct_connect_gateways`](super::Network::direct_connect_gateways).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DxGatewayId(pub usize);

/// Index of a site in [`Network::sites`](super::Network::sites).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub usize);

/// Index of a router in [`Site::routers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouterId(pub usize);

/// An uplink: its site, and its index in [`Site::uplinks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UplinkId {
    /// The site.
    pub site: SiteId,
    /// Which of its uplinks.
    pub index: usize,
}

/// Where the /30s of tunnels and virtual interfaces come from.
#[derive(Clone, Copy, Debug)]
pub struct LinkPools {
    /// For the insides of tunnels; a part of 169.254.0.0/16.
    pub tunnels: Spanned<Cidr4>,
    /// For virtual interfaces.
    pub virtual_interfaces: Spanned<Cidr4>,
}

/// A Direct Connect gateway.
#[derive(Debug)]
pub struct DxGateway {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// Its id, if it exists already.
    pub existing: Option<DirectConnectGatewayId>,
    /// Its autonomous system: the other end of every BGP session on its virtual interfaces.
    pub asn: Spanned<Asn>,
    /// Whether its virtual interfaces have SiteLink where sites reach each other, and where that is written; nothing is said of it
    /// if it is not.
    pub site_link: Option<Spanned<bool>>,
    /// Tags for its resources.
    pub tags: Tags,
    /// Whether the gateway outlives its removal from the document.
    pub retain: bool,
}

/// A network outside AWS.
#[derive(Debug)]
pub struct Site {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The text that belongs to it.
    pub text: Span,
    /// Its autonomous system.
    pub asn: Spanned<Asn>,
    /// The networks of the site, by address; announced on every uplink, exactly.
    pub prefixes: Vec<Spanned<Cidr4>>,
    /// The IPv6 networks of the site, by address; announced on every uplink, exactly. Then all uplinks are virtual interfaces, and its
    /// end is a VPC with IPv6.
    pub ipv6_prefixes: Vec<Spanned<Cidr6>>,
    /// Where it is joined to AWS.
    pub end: AwsEnd,
    /// Where that is written.
    pub end_span: Span,
    /// Its routers, by name.
    pub routers: Vec<SiteRouter>,
    /// Its uplinks, by name.
    pub uplinks: Vec<Uplink>,
    /// Its public virtual interfaces, by name.
    pub publics: Vec<PublicInterface>,
    /// Where their order is written; of the site's name if it is not.
    pub prefer_span: Span,
    /// Where it is written that every uplink has to be encrypted.
    pub encrypted: Option<Span>,
    /// Notification targets of uplink alarms.
    pub alarms: Option<Alarms>,
    /// Whether nothing else runs on its routers, so that global settings may be made.
    pub greenfield: bool,
    /// Tags for its resources.
    pub tags: Tags,
    /// Whether what the other side depends on outlives its removal from the document.
    pub retain: bool,
}

/// What a site is joined to on AWS's side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AwsEnd {
    /// A segment of a transit gateway.
    Segment(HubId, SegmentId),
    /// VPCs of one Region and account, by name, each by a VPN gateway of its own. One at least; where there are several, one Direct
    /// Connect gateway is in front of all, and the site has no VPN connection, which ends on one VPN gateway.
    Vpcs(Vec<VpcId>),
}

/// A router of a site.
#[derive(Debug)]
pub struct SiteRouter {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// What it runs.
    pub platform: Platform,
    /// Its BGP identifier.
    pub router_id: Ipv4Addr,
    /// Its side of the site's network: an interface that exists already.
    pub lan: Lan,
    /// Its LAGs on which uplinks are, by interface.
    pub lags: Vec<RouterLag>,
    /// Whether BGP uses all of several equal paths to AWS.
    pub multipath: bool,
}

/// A router's side of the site's network.
#[derive(Debug)]
pub struct Lan {
    /// The interface.
    pub interface: Spanned<InterfaceName>,
    /// The router's address and the connected network.
    pub address: Spanned<InterfaceAddress>,
    /// The router's IPv6 address there, which the other routers of the site talk to.
    pub ipv6_address: Option<Spanned<Ipv6Addr>>,
    /// Other networks that are in the routing table as long as the site is alive, by address.
    pub contributors: Vec<Spanned<Cidr4>>,
    /// The address that hosts send to.
    pub first_hop: Option<FirstHop>,
}

/// An address that two routers of a site have in turn (VRRP version 2, RFC 3768).
#[derive(Clone, Copy, Debug)]
pub struct FirstHop {
    /// The address.
    pub address: Spanned<Ipv4Addr>,
    /// The number of the group, 1 to 255.
    pub group: u8,
}

/// Notification targets of uplink alarms, and what else is watched.
#[derive(Debug)]
pub struct Alarms {
    /// The topic.
    pub topic: Topic,
    /// Who gets mail from a new topic, by address.
    pub emails: Vec<Email>,
    /// The load of VPN connections, in percent of one tunnel: 1 to 100.
    pub load: Option<u32>,
    /// The traffic of virtual interfaces.
    pub traffic: Option<Bandwidth>,
    /// Whether there are alarms about prefixes that AWS does not accept.
    pub prefixes: bool,
    /// The light of dedicated connections, in dBm.
    pub light: Option<i64>,
    /// Whether there is an alarm that every uplink is down.
    pub cut_off: bool,
}

impl Alarms {
    /// Whether there is more than an alarm on each uplink that is down.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.load.is_some() || self.traffic.is_some() || self.prefixes || self.light.is_some() || self.cut_off
    }
}

/// A topic of Amazon SNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// One of the site's own.
    New,
    /// One that exists.
    Existing(Arn),
}

impl SiteRouter {
    /// Its LAG of that name.
    #[must_use]
    pub fn lag(&self, interface: &Spanned<InterfaceName>) -> Option<&RouterLag> {
        self.lags.iter().find(|lag| lag.interface.value == interface.value)
    }
}

impl Site {
    /// A router.
    #[must_use]
    pub fn router(&self, id: RouterId) -> &SiteRouter {
        &self.routers[id.0]
    }

    /// The transit gateway and segment that the site is in.
    #[must_use]
    pub fn segment(&self) -> Option<(HubId, SegmentId)> {
        match self.end {
            AwsEnd::Segment(hub, segment) => Some((hub, segment)),
            AwsEnd::Vpcs(_) => None,
        }
    }

    /// The VPCs whose VPN gateways it is joined to, by name; none where it is joined to a transit gateway.
    #[must_use]
    pub fn vpcs(&self) -> &[VpcId] {
        match &self.end {
            AwsEnd::Segment(..) => &[],
            AwsEnd::Vpcs(vpcs) => vpcs,
        }
    }

    /// The VPC whose VPN gateway its VPN connections end on: its only one.
    #[must_use]
    pub fn only_vpc(&self) -> Option<VpcId> {
        match self.vpcs() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether it has IPv6 networks.
    #[must_use]
    pub fn has_ipv6(&self) -> bool {
        !self.ipv6_prefixes.is_empty()
    }

    /// Whether it has a VPN connection with BGP.
    #[must_use]
    pub fn speaks_by_vpn(&self) -> bool {
        self.vpns().any(|(_, vpn)| vpn.routing.value == Routing::Bgp)
    }

    /// Whether a VPN gateway that it is joined to carries packets between it and other sites: those with VPN connections alone,
    /// for AWS carries none from a VPN connection to a Direct Connect gateway.
    #[must_use]
    pub fn meets_at_vpn_gateway(&self) -> bool {
        self.speaks_by_vpn() && self.direct_connects().next().is_none()
    }

    /// Its virtual interfaces that carry its prefixes, in clear, by name.
    pub fn direct_connects(&self) -> impl Iterator<Item = (&Uplink, &DirectConnect)> {
        self.uplinks.iter().filter_map(|uplink| match &uplink.kind {
            UplinkKind::DirectConnect(direct) => Some((uplink, direct.as_ref())),
            UplinkKind::Vpn(_) | UplinkKind::Connect(_) => None,
        })
    }

    /// All its virtual interfaces, by name: those that carry its prefixes, and those that carry tunnels alone.
    pub fn interfaces(&self) -> impl Iterator<Item = (&Uplink, &DirectConnect)> {
        self.uplinks.iter().filter_map(|uplink| Some((uplink, uplink.interface()?)))
    }

    /// The connection under each of its virtual interfaces, with the location where it is said.
    pub fn connections(&self) -> impl Iterator<Item = (&ConnectionName, Option<&Location>)> {
        let own = self.interfaces().map(|(_, direct)| (&direct.connection, &direct.location));
        let all = own.chain(self.publics.iter().map(|one| (&one.connection, &one.location)));
        all.map(|(connection, location)| (&connection.value, location.as_ref().map(|location| &location.value)))
    }

    /// Its public virtual interfaces that carry VPN connections, by name.
    pub fn carrying(&self) -> impl Iterator<Item = &PublicInterface> {
        let carries = |index: usize| self.vpns().any(|(_, vpn)| vpn.public().is_some_and(|path| path.index == index));
        self.publics.iter().enumerate().filter(move |(index, _)| carries(*index)).map(|(_, one)| one)
    }

    /// The connection under an uplink, with the location where it is said: that of its virtual interface, or of the public one that carries
    /// it.
    #[must_use]
    pub fn connection_of<'s>(&'s self, uplink: &'s Uplink) -> Option<(&'s ConnectionName, Option<&'s Location>)> {
        let own = uplink.interface().map(|direct| (&direct.connection, &direct.location));
        let (connection, location) =
            own.or_else(|| self.public_of(uplink).map(|one| (&one.connection, &one.location)))?;
        Some((&connection.value, location.as_ref().map(|location| &location.value)))
    }

    /// The public virtual interface that carries an uplink, if one does.
    #[must_use]
    pub fn public_of(&self, uplink: &Uplink) -> Option<&PublicInterface> {
        self.publics.get(uplink.vpn()?.public()?.index)
    }

    /// Its VPN connections, by name: over the internet, and inside virtual interfaces.
    pub fn vpns(&self) -> impl Iterator<Item = (&Uplink, &Vpn)> {
        self.uplinks.iter().filter_map(|uplink| match &uplink.kind {
            UplinkKind::DirectConnect(_) | UplinkKind::Connect(_) => None,
            UplinkKind::Vpn(vpn) => Some((uplink, vpn.as_ref())),
        })
    }
}

impl Network {
    /// A site.
    #[must_use]
    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.0]
    }

    /// An uplink.
    #[must_use]
    pub fn uplink(&self, id: UplinkId) -> &Uplink {
        &self.site(id.site).uplinks[id.index]
    }

    /// A public virtual interface.
    #[must_use]
    pub fn public(&self, id: PublicId) -> &PublicInterface {
        &self.site(id.site).publics[id.index]
    }

    /// Every Direct Connect connection under a virtual interface, with the location where it is said.
    pub fn connections(&self) -> impl Iterator<Item = (&ConnectionName, Option<&Location>)> {
        self.sites.iter().flat_map(Site::connections)
    }

    /// A Direct Connect gateway.
    #[must_use]
    pub fn dx_gateway(&self, id: DxGatewayId) -> &DxGateway {
        &self.direct_connect_gateways[id.0]
    }

    /// The sites that have a virtual interface to a Direct Connect gateway, by name.
    pub fn sites_of(&self, gateway: DxGatewayId) -> impl Iterator<Item = (SiteId, &Site)> {
        let sites = self.sites.iter().enumerate().map(|(index, site)| (SiteId(index), site));
        sites.filter(move |(_, site)| site.interfaces().any(|(_, direct)| direct.gateway == gateway))
    }
}
