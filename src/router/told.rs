//! What is announced on virtual interfaces in both directions: the prefixes of the site and of AWS, or the ends of tunnels alone.

use std::collections::BTreeSet;

use super::config::{DirectConnect, RouterConfig, Tunnel};
use crate::net::{Asn, Cidr4};
use crate::plan::TunnelPath;

impl RouterConfig {
    /// The virtual interfaces that carry the site's prefixes, in clear.
    pub fn clear(&self) -> impl Iterator<Item = &DirectConnect> + Clone {
        self.direct_connects.iter().filter(|one| one.tunnels.is_none())
    }

    /// What AWS announces on a virtual interface, exactly.
    #[must_use]
    pub fn accepted<'c>(&'c self, one: &'c DirectConnect) -> &'c [Cidr4] {
        one.tunnels.as_ref().map_or(&self.aws_prefixes, |tunnels| &tunnels.blocks)
    }

    /// What the router announces on a virtual interface, exactly: the site, or where its tunnels begin.
    #[must_use]
    pub fn announced(&self, one: &DirectConnect) -> Vec<Cidr4> {
        let source = one.tunnels.as_ref().and_then(TunnelPath::announced);
        source.map_or_else(|| self.site_prefixes.clone(), |source| vec![source])
    }

    /// Where tunnels inside Direct Connect begin: each address once.
    #[must_use]
    pub fn sources(&self) -> Vec<Cidr4> {
        let sources = self.direct_connects.iter().filter_map(|one| one.tunnels.as_ref()?.announced());
        sources.collect::<BTreeSet<_>>().into_iter().collect()
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
    /// How many prefixes it brings.
    pub accepted: usize,
    /// What the router announces.
    pub announced: Vec<Cidr4>,
}

/// Every session with AWS.
pub(super) fn sessions(router: &RouterConfig) -> Vec<Session> {
    let direct = router.direct_connects.iter().map(|one| Session {
        name: one.name.to_string(),
        neighbor: one.aws().to_string(),
        asn: one.asn,
        accepted: router.accepted(one).len(),
        announced: router.announced(one),
    });
    let vpns = router.vpns.iter().flat_map(|vpn| {
        vpn.tunnels.iter().zip(1..).map(move |(tunnel, number): (&Tunnel, u8)| Session {
            name: format!("{} tunnel {number}", vpn.name),
            neighbor: tunnel.aws().to_string(),
            asn: vpn.asn,
            accepted: router.aws_prefixes.len(),
            announced: router.site_prefixes.clone(),
        })
    });
    direct.chain(vpns).collect()
}
