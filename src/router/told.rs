//! What is announced on virtual interfaces in both directions: the prefixes of the site and of AWS, the ends of tunnels alone, or public
//! prefixes.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::config::{DirectConnect, RouterConfig, Tunnel};
use crate::net::{Asn, Cidr4};
use crate::plan::TunnelPath;
use crate::uplink::preference::maximum_prefix;
use crate::uplink::public::{Accepted, MAXIMUM_PREFIX, Scope};

/// What passes over a virtual interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carries {
    /// The site's prefixes and AWS's, in clear.
    Site,
    /// Tunnels of a VPN connection alone.
    Tunnels(TunnelPath),
    /// Packets between public addresses: a public virtual interface, which has no place in the order of uplinks.
    Public(PublicPath),
}

/// What is announced on a public virtual interface in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPath {
    /// AWS's address on the link.
    pub aws: Ipv4Addr,
    /// The router's address on the link.
    pub own: Ipv4Addr,
    /// What the router announces, exactly.
    pub announced: Vec<Cidr4>,
    /// How far AWS carries it.
    pub scope: Scope,
    /// What of AWS's prefixes is accepted.
    pub accepted: Accepted,
    /// What is never accepted, nor anything inside.
    pub refused: Vec<Cidr4>,
}

impl RouterConfig {
    /// The virtual interfaces that carry the site's prefixes, in clear.
    pub fn clear(&self) -> impl Iterator<Item = &DirectConnect> + Clone {
        self.direct_connects.iter().filter(|one| one.carries == Carries::Site)
    }

    /// The public virtual interfaces.
    pub fn publics(&self) -> impl Iterator<Item = (&DirectConnect, &PublicPath)> + Clone {
        self.direct_connects.iter().filter_map(|one| Some((one, one.public()?)))
    }

    /// What AWS announces on a virtual interface, exactly; of a public one nobody knows it before.
    #[must_use]
    pub fn accepted<'c>(&'c self, one: &'c DirectConnect) -> &'c [Cidr4] {
        match &one.carries {
            Carries::Site => &self.aws_prefixes,
            Carries::Tunnels(tunnels) => &tunnels.blocks,
            Carries::Public(_) => &[],
        }
    }

    /// Whether AWS may announce an address on a virtual interface: of a public one, whatever is not refused there.
    #[must_use]
    pub fn leads_to(&self, one: &DirectConnect, address: Ipv4Addr) -> bool {
        let has = |blocks: &[Cidr4]| blocks.iter().any(|block| block.contains_address(address));
        one.public().map_or_else(|| has(self.accepted(one)), |path| !has(&path.refused))
    }

    /// The most prefixes that a virtual interface may bring.
    #[must_use]
    pub fn most(&self, one: &DirectConnect) -> usize {
        match one.carries {
            Carries::Public(_) => MAXIMUM_PREFIX,
            _ => maximum_prefix(self.accepted(one).len()),
        }
    }

    /// What the router announces on a virtual interface, exactly: the site, where its tunnels begin, or public prefixes.
    #[must_use]
    pub fn announced(&self, one: &DirectConnect) -> Vec<Cidr4> {
        match &one.carries {
            Carries::Site => self.site_prefixes.clone(),
            Carries::Tunnels(tunnels) => tunnels.announced().into_iter().collect(),
            Carries::Public(path) => path.announced.clone(),
        }
    }

    /// What the router originates besides the site: where tunnels inside Direct Connect begin, and public prefixes; each once.
    #[must_use]
    pub fn sources(&self) -> Vec<Cidr4> {
        let others = self.direct_connects.iter().filter(|one| one.carries != Carries::Site);
        others.flat_map(|one| self.announced(one)).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl DirectConnect {
    /// The tunnels that it carries, if it is there for nothing else.
    #[must_use]
    pub fn tunnels(&self) -> Option<&TunnelPath> {
        if let Carries::Tunnels(path) = &self.carries { Some(path) } else { None }
    }

    /// What a public one carries.
    #[must_use]
    pub fn public(&self) -> Option<&PublicPath> {
        if let Carries::Public(path) = &self.carries { Some(path) } else { None }
    }
}

/// A session with AWS.
pub(super) struct Session {
    /// The uplink, and its tunnel.
    pub name: String,
    /// AWS's address.
    pub neighbor: String,
    /// AWS's number.
    pub asn: Asn,
    /// How many prefixes it brings, in words.
    pub accepted: String,
    /// What the router announces.
    pub announced: Vec<Cidr4>,
}

/// Every session with AWS.
pub(super) fn sessions(router: &RouterConfig) -> Vec<Session> {
    let direct = router.direct_connects.iter().map(|one| Session {
        name: one.name.to_string(),
        neighbor: one.aws().to_string(),
        asn: one.asn,
        accepted: match one.public() {
            None => router.accepted(one).len().to_string(),
            Some(path) => format!("AWS's public prefixes of {}, and nothing private,", path.accepted),
        },
        announced: router.announced(one),
    });
    let vpns = router.vpns.iter().flat_map(|vpn| {
        vpn.tunnels.iter().zip(1..).map(move |(tunnel, number): (&Tunnel, u8)| Session {
            name: format!("{} tunnel {number}", vpn.name),
            neighbor: tunnel.aws().to_string(),
            asn: vpn.asn,
            accepted: router.aws_prefixes.len().to_string(),
            announced: router.site_prefixes.clone(),
        })
    });
    let peers = router.gres.iter().flat_map(|one| {
        one.aws().into_iter().zip(1_u8..).map(move |(aws, number)| Session {
            name: format!("{} session {number}", one.name),
            neighbor: aws.to_string(),
            asn: one.asn,
            accepted: router.aws_prefixes.len().to_string(),
            announced: router.site_prefixes.clone(),
        })
    });
    direct.chain(vpns).chain(peers).collect()
}
