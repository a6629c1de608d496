//! Client VPN, as written: who outside dials into a VPC, and what they reach from there.

use std::net::Ipv4Addr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Tags, yes};
use super::forms::ShortOr;
use super::group::Peer;
use crate::diagnostic::Spanned;
use crate::net::{AccessGroupId, Arn, Banner, Cidr4, DirectoryId, Name};

/// A Client VPN endpoint: people dial in over the internet, and reach from the subnets of a tier what `reaches` lists, with addresses of
/// these subnets. An association in each zone of the tier, routes and authorization rules follow from the list.
/// <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoteAccess {
    /// The VPC that people dial into.
    #[serde(rename = "in")]
    pub within: Spanned<Name>,
    /// The tier of it that holds the associations: one in each zone, in subnets of /27 or larger. What its subnets reach, people can reach.
    pub tier: Spanned<Name>,
    /// The addresses of people's devices, /22 to /12: a block, or `{pool: clients}` and, unless it follows from `users`, `prefix`. It never
    /// changes, and overlaps nothing.
    pub block: Spanned<ClientBlock>,
    /// How many are connected at a time. The block has twice as many addresses, as AWS advises. Half of the block unless given.
    pub users: Option<Spanned<u32>>,
    /// What is reached: `vpc` (the VPC itself), `vpc/<name>`, `tier/<name>`, `pool/<name>`, `site/<name>`, `segment/<name>`, `internet` or an
    /// IPv4 block, for everybody who is connected; or `{to: site/tokyo, group: …}` for a group of the directory or of the identity provider.
    pub reaches: Spanned<Vec<Spanned<Reachable>>>,
    /// How people prove who they are: by one way, or by certificates and one other.
    pub login: Spanned<Login>,
    /// The server's certificate: its ARN in ACM, of the Region of the VPC.
    pub certificate: Spanned<Arn>,
    /// Only what is reached goes through the tunnel; everything else goes out where people are.
    #[serde(default = "yes")]
    pub split_tunnel: bool,
    /// The protocol of the tunnel. A change replaces the endpoint.
    #[serde(default)]
    pub protocol: TunnelProtocol,
    /// The port: 443 or 1194.
    #[serde(default = "https")]
    pub port: Spanned<u16>,
    /// The name servers of people's devices, two at most. The Resolver of the VPC where its block is reached, and those of the device
    /// otherwise, unless given.
    pub dns: Option<Spanned<Vec<Spanned<Ipv4Addr>>>>,
    /// Who connected when: a log group. None unless given.
    pub logs: Option<Spanned<ConnectionLogs>>,
    /// Hours after which people log in anew: 8, 10, 12 or 24.
    #[serde(default = "day")]
    pub session_hours: Spanned<u32>,
    /// A page on which people fetch AWS's client and its configuration. Not with certificates alone.
    #[serde(default)]
    pub self_service: Spanned<bool>,
    /// A text that AWS's client shows when it connects.
    pub banner: Option<Spanned<Banner>>,
    /// Tags over those of the VPC.
    #[serde(default)]
    pub tags: Tags,
}

fn https() -> Spanned<u16> {
    Spanned::unplaced(443)
}

fn day() -> Spanned<u32> {
    Spanned::unplaced(24)
}

/// The addresses of people's devices.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "ShortOr<Cidr4, LongClientBlock>")]
#[schemars(with = "ShortOr<Cidr4, LongClientBlock>")]
pub enum ClientBlock {
    /// This block.
    Pinned(Cidr4),
    /// One that is cut from a pool.
    Cut(LongClientBlock),
}

impl From<ShortOr<Cidr4, LongClientBlock>> for ClientBlock {
    fn from(written: ShortOr<Cidr4, LongClientBlock>) -> Self {
        match written {
            ShortOr::Short(cidr) => Self::Pinned(cidr),
            ShortOr::Long(long) => Self::Cut(long),
        }
    }
}

/// A block that is cut from a pool.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongClientBlock {
    /// The pool.
    pub pool: Spanned<Name>,
    /// The size: 12 to 22. The smallest that has two addresses for each of `users` unless given.
    pub prefix: Option<Spanned<u8>>,
}

/// Something that is reached, and by whom.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "ShortOr<Peer, LongReachable>")]
#[schemars(with = "ShortOr<Peer, LongReachable>")]
pub struct Reachable {
    /// What.
    pub to: Peer,
    /// The group that reaches it; everybody if none is given.
    pub group: Option<AccessGroupId>,
}

impl From<ShortOr<Peer, LongReachable>> for Reachable {
    fn from(written: ShortOr<Peer, LongReachable>) -> Self {
        match written {
            ShortOr::Short(to) => Self { to, group: None },
            ShortOr::Long(LongReachable { to, group }) => Self { to, group: Some(group) },
        }
    }
}

/// Something that a group reaches.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongReachable {
    /// What.
    pub to: Peer,
    /// The group: its SID in a directory, or its name or id as the identity provider says it.
    pub group: AccessGroupId,
}

/// How people prove who they are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// By certificates: the ARN in ACM of the authority that signed them, or of one of them that it signed.
    pub certificates: Option<Spanned<Arn>>,
    /// By an identity provider: the ARN of a SAML provider in IAM.
    pub saml: Option<Spanned<Arn>>,
    /// The SAML provider of the page for self-service; that of `saml` unless given.
    pub self_service_saml: Option<Spanned<Arn>>,
    /// By a directory of AWS Directory Service: its id.
    pub directory: Option<Spanned<DirectoryId>>,
}

/// Who connected when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectionLogs {
    /// How many days the records are kept.
    #[serde(default = "quarter")]
    pub retention_days: Spanned<u32>,
}

fn quarter() -> Spanned<u32> {
    Spanned::unplaced(90)
}

/// What carries the tunnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TunnelProtocol {
    /// UDP, which is faster.
    #[default]
    Udp,
    /// TCP, for networks that let nothing else out.
    Tcp,
}

impl TunnelProtocol {
    /// `udp`
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Udp => "udp",
            Self::Tcp => "tcp",
        }
    }
}
