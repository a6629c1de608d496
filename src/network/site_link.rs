//! SiteLink: which sites a Direct Connect gateway joins to each other, from one virtual interface to another one. In comes a network, out
//! go sites. Decides nothing that the document does not say, and looks at no address.

use super::{DxGateway, DxGatewayId, Network, Site, SiteId};

impl DxGateway {
    /// Whether its virtual interfaces have SiteLink where sites reach each other.
    #[must_use]
    pub fn has_site_link(&self) -> bool {
        self.site_link.is_some_and(|written| written.value)
    }
}

impl Site {
    /// The Direct Connect gateway that its virtual interfaces in clear lead to: one for all of them.
    #[must_use]
    pub fn clear_gateway(&self) -> Option<DxGatewayId> {
        self.direct_connects().next().map(|(_, direct)| direct.gateway)
    }
}

impl Network {
    /// The sites that SiteLink joins a site to, by name: those with virtual interfaces on its Direct Connect gateway that it reaches. At
    /// a transit gateway segments say which these are; sites that are joined to VPCs have nothing else that says it, and reach all others.
    #[must_use]
    pub fn site_linked(&self, id: SiteId) -> Vec<SiteId> {
        let site = self.site(id);
        let Some(gateway) = site.clear_gateway().filter(|gateway| self.dx_gateway(*gateway).has_site_link()) else {
            return Vec::new();
        };
        let others = self.sites.iter().enumerate().map(|(index, other)| (SiteId(index), other));
        let others = others.filter(|(other, meant)| *other != id && meant.clear_gateway() == Some(gateway));
        others.filter(|(_, other)| self.would_meet(site, other)).map(|(other, _)| other).collect()
    }

    fn would_meet(&self, one: &Site, other: &Site) -> bool {
        match (one.segment(), other.segment()) {
            (Some((hub, from)), Some((twin, to))) => hub == twin && self.hubs[hub.0].sites_meet(from, to),
            (None, None) => true,
            _ => false,
        }
    }
}
