//! Whether the outside addresses of AWS that files say can be right. In come a router and an address, out goes a finding if packets would
//! never get there; it never asks what else the files say.

use std::net::Ipv4Addr;

use super::ANSWERS;
use super::matching::Matching;
use crate::net::Cidr4;
use crate::router::config::{RouterConfig, Vpn};

impl Matching<'_> {
    /// Whether a tunnel can be built to an address. One inside of what the tunnel leads to would be reached through itself.
    /// A default route is kept off by the host routes of a next hop.
    pub(super) fn reachable(&mut self, router: &RouterConfig, vpn: &Vpn, what: &str, outside: Ipv4Addr) -> bool {
        let is_kept_off = |block: &Cidr4| block.prefix() == 0 && (vpn.next_hop.is_some() || vpn.vrf.is_some());
        let inside = |blocks: &[Cidr4]| {
            blocks.iter().find(|block| block.contains_address(outside) && !is_kept_off(block)).copied()
        };
        let carrier = router.direct_connects.iter().find(|one| Some(&one.name) == vpn.carrier.as_ref());
        let special = outside.is_loopback() || outside.is_multicast() || outside.is_link_local();
        let why = if special || outside.is_broadcast() || outside.octets()[0] == 0 {
            "no host has such an address".to_owned()
        } else if let Some(one) = carrier {
            if router.leads_to(one, outside) {
                return true;
            }
            format!("`{}` carries the tunnel, and AWS announces no such address there", one.name)
        } else if let Some(block) = inside(&router.aws_prefixes) {
            format!("it is inside {block}, which the tunnel itself leads to")
        } else if let Some(block) = inside(&router.site_prefixes) {
            format!("it is inside {block}, which is the site's own")
        } else {
            return true;
        };
        self.error(router, &format!("{what}: its outside address {outside} cannot be right: {why}"), &[ANSWERS]);
        false
    }

    /// Whether both tunnels of a connection would end at one address of AWS's; a finding if so.
    pub(super) fn same_end(&mut self, router: &RouterConfig, vpn: &Vpn) -> bool {
        let [first, second] = &vpn.tunnels;
        let same = first.outside.is_some() && first.outside == second.outside;
        if same {
            let message = format!("both tunnels of `{}` have the same outside address", vpn.name);
            self.error(router, &message, &["AWS gives each its own: ask again, and leave the answer as it is"]);
        }
        same
    }
}
