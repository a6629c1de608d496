//! Sites, their routers and uplinks, and Direct Connect gateways, as written.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use schemars::JsonSchema;
use serde::Deserialize;

use super::connection::RouterLag;
use super::document::Tags;
use super::forms::OneOrMany;
use super::monitoring::SwitchOrNumber;
use super::site_ends::SiteEnds;
use super::uplink::{Encryption, Uplink};
use crate::diagnostic::Spanned;
use crate::net::{
    Arn, Asn, Cidr4, Cidr6, DirectConnectGatewayId, Email, InterfaceAddress, InterfaceName, Invalid, Name,
};
use crate::uplink::bandwidth::Bandwidth;
use crate::uplink::platform::Platform;

/// Where the /30s between AWS and routers come from. The lock keeps those that were given out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LinkPools {
    /// For the insides of VPN tunnels: a part of 169.254.0.0/16, which is all that AWS takes there. Blocks that AWS keeps
    /// for itself are left out.
    pub tunnels: Spanned<Cidr4>,
    /// For Direct Connect virtual interfaces.
    pub virtual_interfaces: Spanned<Cidr4>,
}

/// A Direct Connect gateway: what the virtual interfaces of sites lead to. What it is associated with follows from the sites.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectConnectGateway {
    /// A gateway that exists already, which is the usual case: connections are ordered long before.
    pub id: Option<Spanned<DirectConnectGatewayId>>,
    /// Its autonomous system, 64512 to 65534 or 4200000000 to 4294967294, other than those of the transit gateway and of the
    /// sites: the routers talk to it. For a gateway that exists, what `aws directconnect
    /// describe-direct-connect-gateways` shows.
    pub asn: Spanned<Asn>,
    /// Whether sites that reach each other do so from one virtual interface of the gateway to another one (SiteLink): those of segments
    /// that reach each other, or all that are joined to VPCs. Billed by hour and GB; in clear; and AWS then goes by the shorter AS
    /// path, whatever the Region of a virtual interface. `false` turns it off where it was on. Nothing is said of it unless given.
    /// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/create-transit-vif-for-gateway.html>
    pub site_link: Option<Spanned<bool>>,
    /// Tags for the gateway, over those of the document.
    #[serde(default)]
    pub tags: Tags,
    /// Overrides the document's `retain` for this gateway.
    pub retain: Option<bool>,
}

/// The VPN gateway of a VPC that a site is joined to.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct VpnGateway {
    /// Its autonomous system: 64512 to 65534 or 4200000000 to 4294967294.
    pub asn: Spanned<Asn>,
    /// Whether sites with VPN connections alone reach each other through it (VPN CloudHub): it announces each of them to the
    /// others, and the filters of the routers accept that, or refuse it. Refused unless given, with a warning where there are two.
    pub between_sites: Option<Spanned<bool>>,
}

/// A network outside AWS: an office or a data centre.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its autonomous system, other than those of AWS's gateways.
    pub asn: Spanned<Asn>,
    /// The networks of the site. Announced to AWS on every uplink, exactly.
    pub prefixes: Spanned<Vec<Spanned<Cidr4>>>,
    /// The IPv6 networks of the site, /64 or shorter, announced as `prefixes` are: every virtual interface gets a second BGP session,
    /// whose addresses AWS assigns and `--bind` fills in. For a site of virtual interfaces alone that is joined to a VPC with
    /// `ipv6: true`.
    #[serde(default)]
    pub ipv6_prefixes: Vec<Spanned<Cidr6>>,
    /// What the site is joined to.
    pub attach: Spanned<SiteAttach>,
    /// Its routers, by name. They talk BGP to each other over their `lan` addresses.
    pub routers: BTreeMap<Spanned<Name>, Spanned<Router>>,
    /// Its ways to AWS, by name.
    pub uplinks: BTreeMap<Spanned<Name>, Spanned<Uplink>>,
    /// All uplinks, the most preferred first, in both directions; a list in the list makes its uplinks equal. Needed where
    /// there are two or more.
    #[serde(default)]
    pub prefer: Option<Spanned<Vec<Spanned<OneOrMany<Name>>>>>,
    /// `required`: every uplink is a VPN connection, over the internet or inside Direct Connect.
    pub encrypt: Option<Spanned<Encryption>>,
    /// Notification targets of uplink alarms; none unless given.
    pub alarms: Option<Spanned<Alarms>>,
    /// Nothing else runs on the routers, so that their files may make global settings. Otherwise files only add named objects.
    #[serde(default)]
    pub greenfield: bool,
    /// Tags for the site's resources, over those of the document.
    #[serde(default)]
    pub tags: Tags,
    /// Overrides the document's `retain` for the VPN connections of this site.
    pub retain: Option<bool>,
}

/// What a site is joined to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteAttach {
    /// A transit gateway (`hub`), or a VPC (`vpc/app`), which gets a VPN gateway; or several VPCs behind one Direct Connect gateway
    /// (`[vpc/app, vpc/data]`), each with a VPN gateway of its own. A site with several has Direct Connect uplinks alone, and the VPCs
    /// reach the site, not each other.
    pub to: Spanned<SiteEnds>,
    /// The segment of the transit gateway. A VPC has none.
    pub segment: Option<Spanned<Name>>,
}

/// A transit gateway or a VPC, as a site names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum AttachTo {
    /// A transit gateway.
    Hub(Name),
    /// A VPC.
    Vpc(Name),
}

impl TryFrom<String> for AttachTo {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        match text.strip_prefix("vpc/") {
            Some(name) => name.parse().map(Self::Vpc),
            None => text.parse().map(Self::Hub),
        }
    }
}

/// A router of a site.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Router {
    /// What it runs.
    pub platform: Spanned<Platform>,
    /// Its BGP identifier, an address of its own.
    pub router_id: Spanned<Ipv4Addr>,
    /// Its side of the site's network.
    pub lan: Spanned<Lan>,
    /// Its LAGs on which uplinks are, by interface: `{ae0: {members: [xe-0/0/0, xe-0/0/1]}}`.
    #[serde(default)]
    pub lags: BTreeMap<Spanned<InterfaceName>, Spanned<RouterLag>>,
    /// BGP multipath: all of several equal paths to AWS are used, such as both tunnels of a connection. On where the site is
    /// `greenfield`, otherwise off, since it concerns every other prefix of the router's BGP. FRR on `linux` has it by default.
    pub multipath: Option<Spanned<bool>>,
}

/// A router's side of the site's network.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lan {
    /// The interface. It exists already, and nothing but `virtual` adds to it.
    pub interface: Spanned<InterfaceName>,
    /// The router's address there, with the length of the network: `192.168.1.2/24`.
    pub address: Spanned<InterfaceAddress>,
    /// The router's IPv6 address there: `2001:db8:100::2`. Needed where the site has `ipv6_prefixes` and several routers, which tell
    /// each other over these addresses what AWS announces.
    pub ipv6_address: Option<Spanned<Ipv6Addr>>,
    /// Other networks that are in the router's routing table as long as the site is alive. Needed for site prefixes that the
    /// network at `address` is outside of: a prefix is announced while one of these, or the network, is there.
    #[serde(default)]
    pub contributors: Vec<Spanned<Cidr4>>,
    /// The address that hosts send to, inside the network at `address` and of no router: the router with the best uplink has it while one
    /// of its uplinks is up, then the other one. Two routers of a site name the same one. Nobody has it unless given, and the
    /// owner of the network moves hosts.
    #[serde(rename = "virtual")]
    pub virtual_address: Option<Spanned<Ipv4Addr>>,
    /// What the two routers agree on it with. `vrrp` (VRRP version 2, RFC 3768) unless given.
    pub protocol: Option<Spanned<FirstHopProtocol>>,
    /// The number of the VRRP group, 1 to 255, used by nobody else on that network. 10 unless given.
    pub group: Option<Spanned<u8>>,
}

/// A protocol by which routers agree on who has a virtual address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FirstHopProtocol {
    /// VRRP version 2.
    Vrrp,
}

/// Notification targets of alarms on tunnels, virtual interfaces and connections, and what else is watched.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Alarms {
    /// The Amazon SNS topic: `new`, or the ARN of one that exists.
    #[schemars(extend("default" = "new"))]
    pub topic: Spanned<Topic>,
    /// Who gets mail from a new topic. AWS asks each of them to confirm.
    pub email: Vec<Spanned<Email>>,
    /// Everything below that the site has something for, but `traffic`, unless it is said otherwise.
    pub all: bool,
    /// Alarms about the load of VPN connections, in percent of what one of the two tunnels carries: should one fail, the other has to carry
    /// all of it. 1 to 100; `true` means 80.
    pub load: Option<Spanned<SwitchOrNumber>>,
    /// Alarms about virtual interfaces that carry more than this rate in either direction: `800Mbps`.
    pub traffic: Option<Spanned<Bandwidth>>,
    /// Alarms about virtual interfaces on which AWS accepts fewer prefixes than the site has: sessions that are up and carry nothing.
    pub prefixes: Option<Spanned<bool>>,
    /// Alarms about the light of Direct Connect connections that nobody hosts, below so many dBm, -40 to 0; `true` means -14.
    pub light: Option<Spanned<SwitchOrNumber>>,
    /// An alarm that goes off when every uplink of the site is down.
    pub cut_off: Option<Spanned<bool>>,
}

/// A topic of Amazon SNS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Topic {
    /// One of the site's own.
    #[default]
    New,
    /// One that exists.
    Existing(Arn),
}

impl TryFrom<String> for Topic {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        if text == "new" {
            return Ok(Self::New);
        }
        let arn: Arn =
            text.parse().map_err(|error: Invalid| error.help("or write `new` for a topic of the site's own"))?;
        if arn.service() != "sns" {
            let example = "write an ARN such as `arn:aws:sns:ap-northeast-1:123456789012:noc`, or `new`";
            return Err(Invalid::new(format!("`{arn}` is no topic of Amazon SNS")).help(example));
        }
        Ok(Self::Existing(arn))
    }
}

impl Default for LinkPools {
    fn default() -> Self {
        Self { tunnels: Spanned::unplaced(TUNNELS), virtual_interfaces: Spanned::unplaced(VIRTUAL_INTERFACES) }
    }
}

impl Default for VpnGateway {
    fn default() -> Self {
        Self { asn: Spanned::unplaced(DEFAULT_ASN), between_sites: None }
    }
}

/// 169.254.16.0/20
const TUNNELS: Cidr4 = link_local(16);
/// 169.254.32.0/20
const VIRTUAL_INTERFACES: Cidr4 = link_local(32);
/// AWS's default.
const DEFAULT_ASN: Asn = Asn::new(64512).expect("a number of the private range");

const fn link_local(third: u8) -> Cidr4 {
    Cidr4::new(Ipv4Addr::new(169, 254, third, 0), 20).expect("an aligned block")
}
