//! The virtual address of a site's network (VRRP): inside of it, of no router, and named alike by two routers.

use super::SiteResolver;
use crate::blueprint as written;
use crate::diagnostic::{Code, Diagnostic};
use crate::network::{FirstHop, SiteRouter};

/// The number of a VRRP group unless the document says another one.
const GROUP: u8 = 10;

impl SiteResolver<'_> {
    /// The virtual address of a router's network.
    pub(super) fn first_hop(&mut self, lan: &written::Lan) -> Option<FirstHop> {
        let Some(address) = lan.virtual_address else {
            let beside = lan.protocol.map(|one| ("protocol", one.span)).or(lan.group.map(|one| ("group", one.span)));
            if let Some((key, span)) = beside {
                let message = format!("`{key}` without an address that it is about");
                self.error(Code::FirstHop, message, span, "write `virtual: ADDRESS` beside it, or remove it");
            }
            return None;
        };
        let network = lan.address.value.network;
        let ends = [network.first(), network.last()];
        if !network.contains_address(address.value) || ends.contains(&address.value.to_bits()) {
            let message = format!("no host of {network} has the address {}", address.value);
            let help = "write a free address of the network at `address`: hosts have to reach it without a router";
            self.error(Code::FirstHop, message, address.span, help);
        }
        let group = lan.group.map_or(GROUP, |group| group.value);
        if let Some(written) = lan.group.filter(|group| group.value == 0) {
            self.error(Code::FirstHop, "VRRP has no group 0", written.span, "write a number from 1 to 255");
        }
        Some(FirstHop { address, group })
    }

    /// Two routers in one network have the same virtual address, and nobody has it as its own.
    pub(super) fn check_first_hops(&mut self, routers: &[SiteRouter]) {
        let with = || routers.iter().filter_map(|router| Some((router, router.lan.first_hop?)));
        let Some((first, hop)) = with().next() else { return };
        for router in routers {
            if router.lan.address.value.address == hop.address.value {
                let message =
                    format!("router `{}` has the virtual address {} as its own", router.name, hop.address.value);
                let finding = Diagnostic::new(Code::FirstHop, message).at(router.lan.address.span, "");
                let finding = finding.also(hop.address.span, "the virtual one").why(
                    "the owner of an address has priority 255 in VRRP and keeps it whatever becomes of its uplinks",
                );
                self.diagnostics.push(finding.help("give the hosts an address of their own to send to"));
            }
        }
        for (router, other) in with().skip(1) {
            let alike = other.address.value == hop.address.value && other.group == hop.group;
            if !alike || router.lan.address.value.network != first.lan.address.value.network {
                let message = format!("routers `{}` and `{}` differ in their virtual address", first.name, router.name);
                let finding = Diagnostic::new(Code::FirstHop, message).at(other.address.span, "");
                let finding = finding.also(hop.address.span, "the other one");
                self.diagnostics.push(finding.help("write the same `virtual` and `group` for both, in one network"));
            }
        }
        let count = with().count();
        if count != 2 {
            let message = format!(
                "{count} router{} the virtual address {}",
                if count == 1 { " has" } else { "s have" },
                hop.address.value
            );
            let help = "write the same `virtual` for two routers of the site, or remove it";
            self.error(Code::FirstHop, message, hop.address.span, help);
        }
    }
}
