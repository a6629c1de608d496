//! Client VPN: who dials into a VPC, and what they reach from there.

use std::net::Ipv4Addr;

use super::{Network, Place, PoolId, Tags, TierId, VpcId};
use crate::blueprint::TunnelProtocol;
use crate::diagnostic::{Span, Spanned};
use crate::net::{AccessGroupId, Arn, Banner, Cidr4, DirectoryId, Name};

/// Index of a remote access in [`Network::remote_access`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RemoteAccessId(pub usize);

/// A Client VPN endpoint.
#[derive(Debug)]
pub struct RemoteAccess {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The VPC that people dial into.
    pub vpc: VpcId,
    /// The tier whose subnets hold the associations.
    pub tier: TierId,
    /// Where the tier is named.
    pub tier_span: Span,
    /// The addresses of people's devices.
    pub block: ClientBlock,
    /// Where they are said.
    pub block_span: Span,
    /// How many are connected at a time, with the place that says so.
    pub users: Option<Spanned<u32>>,
    /// What is reached, in the order of the document.
    pub reaches: Vec<Grant>,
    /// Where the list begins.
    pub reaches_span: Span,
    /// How people prove who they are: one way, or certificates and one other.
    pub logins: Vec<Login>,
    /// The server's certificate.
    pub certificate: Arn,
    /// Whether only what is reached goes through the tunnel.
    pub split_tunnel: bool,
    /// The protocol of the tunnel.
    pub protocol: TunnelProtocol,
    /// Its port: 443 or 1194.
    pub port: u16,
    /// Name servers, two at most; `None`: those that follow from what is reached.
    pub dns: Option<Vec<Spanned<Ipv4Addr>>>,
    /// Days for which the log of connections is kept, if there is one.
    pub retention_days: Option<u32>,
    /// Hours after which people log in anew.
    pub session_hours: u32,
    /// Whether there is a page for self-service.
    pub self_service: bool,
    /// What people read when they connect.
    pub banner: Option<Banner>,
    /// Whether what nobody can write again outlives its removal from the document.
    pub retain: bool,
    /// Its tags.
    pub tags: Tags,
}

/// Where the addresses of people's devices come from.
#[derive(Clone, Copy, Debug)]
pub enum ClientBlock {
    /// This block.
    Pinned(Cidr4),
    /// One that is cut from a pool.
    Cut {
        /// The pool.
        pool: PoolId,
        /// The length of the prefix.
        prefix: u8,
        /// Whether the length follows from the number of users, so that a larger block that is held will do.
        derived: bool,
    },
}

/// Something that is reached.
#[derive(Debug)]
pub struct Grant {
    /// What.
    pub to: Destination,
    /// The group that reaches it; everybody if none is given.
    pub group: Option<AccessGroupId>,
    /// Where it is written.
    pub span: Span,
}

/// What is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Every address.
    Internet,
    /// A block.
    Block(Cidr4),
    /// A part of the document: the planner knows its blocks.
    Place(Place),
}

/// As the document has it.
impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Internet => f.write_str("internet"),
            Self::Block(block) => block.fmt(f),
            Self::Place(place) => place.fmt(f),
        }
    }
}

/// A way to prove who one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// Certificates that this authority in ACM signed.
    Certificates(Arn),
    /// A directory of AWS Directory Service.
    Directory(DirectoryId),
    /// A SAML provider in IAM, and that of the page for self-service.
    Saml {
        /// The provider.
        provider: Arn,
        /// That of the page.
        self_service: Option<Arn>,
    },
}

impl Login {
    /// In a sentence: `certificates`.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Certificates(_) => "a certificate of their own",
            Self::Directory(_) => "their name and password of the directory",
            Self::Saml { .. } => "the identity provider, in a browser",
        }
    }
}

impl Network {
    /// A remote access.
    #[must_use]
    pub fn access(&self, id: RemoteAccessId) -> &RemoteAccess {
        &self.remote_access[id.0]
    }
}
