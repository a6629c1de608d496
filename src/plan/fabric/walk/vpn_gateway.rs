//! Packets of a site that come in by a VPN gateway: into the only VPC that the site is joined to, or into one of several behind a Direct
//! Connect gateway.

use super::super::packet::Address;
use super::step::Step;
use crate::net::Cidr4;
use crate::network::VpcId;

impl Step<'_, '_> {
    /// A packet to an announced block comes to the VPC that has it, over IPv6 by its /56. No two behind one gateway have addresses in common.
    pub(super) fn by_vpn_gateway(&mut self, vpcs: &[VpcId], block: Option<Cidr4>) {
        let has = |id: &&VpcId| {
            if let Address::Own { vpc, .. } = self.destination {
                return vpc == **id;
            }
            let vpc = &self.walker.plan.vpcs[id.0];
            let mut further = vpc.vpc.secondary.iter().filter(|one| one.routable);
            Some(vpc.cidr) == block || further.any(|one| Some(one.cidr.value) == block)
        };
        let Some(vpc) = vpcs.iter().find(has).copied() else { return };
        self.hop(format!("vgw {}", self.vpc_name(vpc)), None, "-> the VPC".to_owned(), "");
        self.delivers(vpc);
    }
}
