//! From one site to another one past every VPC: by SiteLink of a Direct Connect gateway, and by a VPN gateway (VPN `CloudHub`).

use super::super::packet::{Address, Family};
use super::step::Step;
use crate::net::Cidr4;
use crate::network::{Site, SiteId, Uplink, UplinkKind};
use crate::plan::SitePlan;

impl Step<'_, '_> {
    /// The longest of the blocks that AWS announces to a site and that have the destination.
    pub(super) fn best_block(&self, id: SiteId) -> Option<Cidr4> {
        let SitePlan { announced, of_sites, .. } = &self.walker.plan().sites[id.0];
        match self.destination {
            Address::V4(address) => {
                let known = announced.iter().chain(of_sites).filter(|block| block.contains_address(address));
                known.max_by_key(|block| block.prefix()).copied()
            }
            Address::Internet(Family::Ipv4) => announced.iter().find(|block| **block == Cidr4::ANY).copied(),
            _ => None,
        }
    }

    /// A packet leaves a site by an uplink, for a block that AWS announces there. Whether it is another site's, which the Direct Connect
    /// gateway or the VPN gateway at the end of the uplink leads to: then it is there.
    pub(super) fn meets_site(&mut self, id: SiteId, uplink: &Uplink, block: Cidr4) -> bool {
        let (by, why, others) = match &uplink.kind {
            UplinkKind::DirectConnect(direct) => {
                let name = &self.walker.plan().network.dx_gateway(direct.gateway).name;
                (format!("dxgw {name}"), "SiteLink", self.walker.plan().sites[id.0].linked.clone())
            }
            UplinkKind::Vpn(_) => {
                let Some(vpc) = self.walker.plan().network.site(id).only_vpc() else { return false };
                (format!("vgw {}", self.vpc_name(vpc)), "VPN CloudHub", self.at_vpn_gateway(id))
            }
            // It leads to a transit gateway.
            UplinkKind::Connect(_) => return false,
        };
        let sites = &self.walker.plan().network.sites;
        let has = |site: &Site| site.prefixes.iter().any(|prefix| prefix.value == block);
        let Some(other) = others.into_iter().find(|other| has(&sites[other.0])) else { return false };
        self.hop(by, None, format!("{block} -> site {}", self.site_name(other)), why);
        self.reaches_site(|to| to == other);
        true
    }

    /// The other sites that the VPN gateway of a site leads to.
    fn at_vpn_gateway(&self, id: SiteId) -> Vec<SiteId> {
        let (network, of_sites) = (self.walker.plan().network, &self.walker.plan().sites[id.0].of_sites);
        if of_sites.is_empty() {
            return Vec::new();
        }
        let end = &network.site(id).end;
        let others = network.sites.iter().enumerate().map(|(index, other)| (SiteId(index), other));
        let others = others.filter(|(other, meant)| *other != id && meant.end == *end && meant.meets_at_vpn_gateway());
        others.map(|(other, _)| other).collect()
    }
}
