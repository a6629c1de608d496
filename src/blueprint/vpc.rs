//! A VPC, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Tags, yes};
use super::endpoint::Endpoints;
use super::forms::{OneOrMany, ShortOr};
use super::hub::{Attach, Resolver, Role};
use super::security::{NetworkAcls, SecurityGroup};
use super::site::VpnGateway;
use crate::diagnostic::Spanned;
use crate::net::{AllocationId, Arn, Cidr4, DomainName, Name, ZoneName};

/// A VPC: its block and what is cut from it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Vpc {
    /// The block, /16 to /28, when it is pinned. Otherwise give `pool` and `prefix`.
    pub cidr: Option<Spanned<Cidr4>>,
    /// The address pool that the block is cut from.
    pub pool: Option<Spanned<Name>>,
    /// The size of the block that is cut from `pool`: 16 to 28.
    pub prefix: Option<Spanned<u8>>,
    /// Further IPv4 blocks. A tier is put into one with `from`.
    pub secondary_cidrs: Vec<Spanned<SecondaryCidr>>,
    /// An IPv6 /56 from Amazon: a /64 for every subnet, an egress-only internet gateway for `nat` tiers.
    pub ipv6: bool,
    /// NAT gateways for `nat` tiers: one in each zone, a single one, or none.
    #[schemars(extend("default" = "per-az"))]
    pub nat: Spanned<Nat>,
    /// Room that is kept free.
    pub growth: Growth,
    /// Ranges of the VPC that are never allocated.
    pub reserve: Vec<Spanned<Cidr4>>,
    /// The transit gateway and the segment that the VPC belongs to.
    pub attach: Option<Spanned<Attach>>,
    /// The VPN gateway that the VPC gets when a site is joined to it (`attach: {to: vpc/app}` there).
    pub vpn_gateway: Option<Spanned<VpnGateway>>,
    /// What the VPC does for others: `egress`, `inspection`, or both. Its subnets follow from that.
    pub role: Option<Spanned<OneOrMany<Role>>>,
    /// The tiers, by name. Each has a subnet in every zone.
    pub tiers: BTreeMap<Spanned<Name>, Spanned<Tier>>,
    /// Private paths to AWS services.
    pub endpoints: Endpoints,
    /// Records of the traffic; none unless given.
    pub flow_logs: Option<Spanned<FlowLogs>>,
    /// Security groups, by name. What no ingress rule names is denied.
    pub security_groups: BTreeMap<Spanned<Name>, Spanned<SecurityGroup>>,
    /// Network ACLs: the preset `tiered`, or rules by tier. `open` leaves AWS's default ACL, which allows everything.
    #[schemars(extend("default" = "open"))]
    pub network_acls: Spanned<NetworkAcls>,
    /// DHCP options; AWS's own unless given.
    pub dhcp: Option<Spanned<Dhcp>>,
    /// Resolver endpoints: names of this VPC for others, names of others for this VPC.
    pub resolver: Option<Spanned<Resolver>>,
    /// Tags for the VPC's resources, over those of the document.
    pub tags: Tags,
    /// Overrides the document's `retain` for this VPC.
    pub retain: Option<bool>,
}

/// A further IPv4 block of a VPC.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondaryCidr {
    /// The block.
    pub cidr: Spanned<Cidr4>,
    /// Whether others reach it. `false` for a block that several VPCs repeat, such as 100.64.0.0/16.
    #[serde(default = "yes")]
    pub routable: bool,
}

/// NAT gateways of a VPC.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(from = "ShortOr<NatMode, LongNat>")]
#[schemars(with = "ShortOr<NatMode, LongNat>")]
pub struct Nat(pub LongNat);

impl From<ShortOr<NatMode, LongNat>> for Nat {
    fn from(written: ShortOr<NatMode, LongNat>) -> Self {
        match written {
            ShortOr::Short(mode) => Self(LongNat { mode, eips: BTreeMap::new() }),
            ShortOr::Long(nat) => Self(nat),
        }
    }
}

/// NAT gateways in the long form.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LongNat {
    /// How many there are.
    pub mode: NatMode,
    /// Elastic IPs that exist already, by zone. A zone that is not named gets a new one.
    pub eips: BTreeMap<Spanned<ZoneName>, Spanned<AllocationId>>,
}

/// How many NAT gateways a VPC has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NatMode {
    /// One in each zone: a zone that fails takes nothing else with it.
    #[default]
    PerAz,
    /// One for all zones, in the zone that the lock remembers.
    Single,
    /// None: `nat` tiers reach out over IPv6 only.
    None,
}

/// Room that is kept free.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Growth {
    /// For how many zones each tier keeps room: 1, 2, 4, 8 or 16.
    pub az_slots: Spanned<u32>,
}

/// A tier: one subnet in every zone, and where its traffic goes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The size of each subnet: 16 to 28.
    pub prefix: Option<Spanned<u8>>,
    /// The size of each subnet in hosts; AWS's five reserved addresses are added.
    pub hosts: Option<Spanned<u32>>,
    /// Where 0.0.0.0/0 (and `::/0`) goes.
    pub route: Spanned<RouteKind>,
    /// The block of the VPC that the tier is cut from: one of `secondary_cidrs`. The VPC's first block unless given.
    pub from: Option<Spanned<Cidr4>>,
    /// Pinned subnets, by zone. A zone that is not named is allocated.
    #[serde(default)]
    pub cidrs: BTreeMap<Spanned<ZoneName>, Spanned<Cidr4>>,
    /// Routes to what the VPC's segment reaches. On for `nat` and `transit` tiers unless given.
    pub hub: Option<bool>,
    /// Instances get a public IPv4 address at launch. Only for `internet` tiers.
    #[serde(default)]
    pub public_addresses: bool,
    /// Routes to the VPC's gateway endpoints. On for `nat` and `transit` tiers unless given.
    pub gateway_endpoints: Option<bool>,
    /// Tags for the tier's subnets, over those of the VPC.
    #[serde(default)]
    pub tags: Tags,
}

/// Where a tier's default route goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// To the internet gateway.
    Internet,
    /// To the NAT gateway of the same zone; over IPv6 to the egress-only internet gateway.
    Nat,
    /// To the transit gateway, if the VPC's segment reaches `internet`; over IPv6 to the egress-only internet gateway.
    Transit,
    /// Nowhere: the tier talks inside the VPC.
    Local,
}

/// Flow logs of a VPC.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowLogs {
    /// Where the records go.
    pub to: Spanned<FlowLogDestination>,
    /// Which traffic is recorded.
    #[serde(default)]
    pub traffic: Traffic,
    /// CloudWatch only: how many days the records are kept.
    pub retention_days: Option<Spanned<u32>>,
    /// S3 only: the bucket, with an optional folder.
    pub bucket_arn: Option<Spanned<Arn>>,
    /// Seconds over which packets are put together: 60 or 600.
    #[serde(default = "ten_minutes")]
    pub interval: Spanned<u32>,
    /// Which fields a record has.
    #[serde(default)]
    pub fields: FlowLogFields,
}

fn ten_minutes() -> Spanned<u32> {
    Spanned::unplaced(600)
}

/// Where flow-log records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowLogDestination {
    /// A log group of CloudWatch Logs, made with its role.
    Cloudwatch,
    /// A bucket that exists already.
    S3,
}

/// Which traffic flow logs record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Traffic {
    /// Everything.
    #[default]
    All,
    /// What was allowed.
    Accept,
    /// What was refused.
    Reject,
}

/// Which fields a flow-log record has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowLogFields {
    /// AWS's default (version 2).
    #[default]
    Default,
    /// With VPC, subnet, instance, TCP flags, original addresses, services, direction and path (versions 3 to 5).
    Extended,
}

/// What the VPC's DHCP server hands out.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html>
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Dhcp {
    /// The domain name.
    pub domain: Option<Spanned<DomainName>>,
    /// Up to four name servers: IPv4 addresses, or `AmazonProvidedDNS` alone.
    pub dns: Vec<Spanned<DnsServer>>,
    /// Up to four NTP servers.
    pub ntp: Vec<Spanned<std::net::Ipv4Addr>>,
}

/// A name server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum DnsServer {
    /// The resolver of the VPC.
    Amazon,
    /// A server of one's own.
    Address(std::net::Ipv4Addr),
}

impl TryFrom<String> for DnsServer {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "AmazonProvidedDNS" {
            return Ok(Self::Amazon);
        }
        text.parse().map(Self::Address).map_err(|_| {
            format!(
                "`{text}` is no name server\nwrite an IPv4 address, or `AmazonProvidedDNS` for the VPC's own resolver"
            )
        })
    }
}

impl Default for Growth {
    fn default() -> Self {
        Self { az_slots: Spanned::unplaced(4) }
    }
}

/// The port or ports of a rule.
pub type PortList = OneOrMany<crate::net::Ports>;
