//! Uplinks: what each is made of, with its defaults.

use std::net::Ipv4Addr;

use super::SiteResolver;
use super::carried::Begin;
use crate::blueprint::{
    self as written, BfdTiming, CryptoUplink, DirectConnectUplink, RoutingMode, SwitchOr, TunnelMode, VpnUplink,
};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::net::{Cidr4, Name};
use crate::network::resolve::did_you_mean_one_of;
use crate::network::{DirectConnect, DxGatewayId, RouterId, Routing, Transport, Uplink, UplinkKind, Vpn};
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::{Crypto, Hash, Proposal};
use crate::uplink::preference::{Rank, Tunnels};

/// The largest path MTU, in bytes: AWS takes packets of 1446 bytes in a tunnel at most, and jumbo frames in none.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-best-practice.html>
const LARGEST_PATH: u16 = 1500;

/// Of an uplink that has no place in the order yet.
const UNRANKED: Rank = Rank { of_site: 0, of_kind: 0 };

impl SiteResolver<'_> {
    /// The uplinks by name, not ranked yet. `None` if one of them has an error.
    pub(super) fn uplinks(&mut self) -> Option<Vec<Uplink>> {
        let site = self.site;
        let uplinks = || site.uplinks.iter().filter(|(_, uplink)| super::public::written(&uplink.value).is_none());
        if uplinks().next().is_none() {
            let message = format!("site `{}` has no uplinks", self.name.value);
            let help =
                "write `uplinks: {inet: {vpn: {router: edge-1, interface: ge-0/0/1, outside_ip: 203.0.113.10}}}`";
            self.error(Code::Site, message, self.name.span, help);
        }
        let uplinks: Vec<_> = uplinks().map(|(name, uplink)| self.uplink(name, uplink)).collect();
        uplinks.into_iter().collect()
    }

    fn uplink(&mut self, name: &Spanned<Name>, Spanned { value, span }: &Spanned<written::Uplink>) -> Option<Uplink> {
        let (router, interface, description, way) = match (&value.direct_connect, &value.vpn, &value.connect) {
            (Some(direct), None, None) => {
                let written = &direct.value;
                let interface = self.direct_connect(name, written);
                let way = interface.and_then(|interface| self.encrypted(name, written, interface));
                (&written.router, written.interface.clone(), &written.description, way)
            }
            (None, Some(vpn), None) => {
                let written = &vpn.value;
                let Begin { interface, outside, transport } = self.begin(name, written)?;
                let way = self.vpn_connection(name, written, (outside, transport));
                let way = way.map(|vpn| UplinkKind::Vpn(Box::new(vpn)));
                (&written.router, interface, &written.description, way)
            }
            (None, None, Some(connect)) => {
                let written = &connect.value;
                (&written.router, written.interface.clone(), &written.description, self.connect_peer(name, written))
            }
            _ => {
                let message = format!("uplink `{}` is not one of Direct Connect and VPN", name.value);
                self.error(Code::Site, message, *span, "write either `direct_connect: {…}` or `vpn: {…}`");
                return None;
            }
        };
        let id = self.router(router);
        Some(Uplink {
            name: name.value.clone(),
            span: name.span,
            router: id?,
            router_span: router.span,
            interface,
            description: description.as_ref().map(|text| text.value.clone()),
            rank: UNRANKED,
            kind: way?,
        })
    }

    pub(super) fn router(&mut self, name: &Spanned<Name>) -> Option<RouterId> {
        let routers = &self.site.routers;
        let found = routers.keys().position(|router| router.value == name.value).map(RouterId);
        if found.is_none() {
            let known = did_you_mean_one_of(&name.value, routers);
            let message = format!("there is no router `{}`", name.value);
            self.error(Code::UnknownRouter, message, name.span, known);
        }
        found
    }

    /// A tag is one of 802.1Q.
    pub(super) fn vlan(&mut self, vlan: Spanned<u16>) {
        if !(1..=4094).contains(&vlan.value) {
            let message = format!("{} is no VLAN", vlan.value);
            self.error(Code::UplinkValue, message, vlan.span, "write a tag from 1 to 4094");
        }
    }

    fn direct_connect(&mut self, name: &Spanned<Name>, written: &DirectConnectUplink) -> Option<DirectConnect> {
        self.vlan(written.vlan);
        if !matches!(written.mtu.value, 1500 | 8500) {
            let message = format!("a virtual interface cannot have an MTU of {}", written.mtu.value);
            self.error(Code::UplinkValue, message, written.mtu.span, "write 1500, or 8500 for jumbo frames");
        }
        if let Some(link) = &written.link {
            self.link(*link);
        }
        let gateways = self.gateways;
        let Some(named) = &written.gateway else {
            let message = format!("`{}` leads to no Direct Connect gateway", name.value);
            let help = "write `gateway: NAME`, or `public: {…}` for AWS's public addresses";
            self.error(Code::Site, message, name.span, help);
            return None;
        };
        let gateway = gateways.iter().position(|gateway| gateway.name == named.value).map(DxGatewayId);
        if gateway.is_none() {
            let name = &named.value;
            let known = did_you_mean_one_of(name, &self.blueprint.direct_connect_gateways);
            let message = format!("there is no Direct Connect gateway `{name}`");
            let help = if gateways.is_empty() {
                format!("write `direct_connect_gateways: {{{name}: {{asn: 64513}}}}` beside `sites`")
            } else {
                known
            };
            self.error(Code::UnknownGateway, message, named.span, help);
        }
        Some(DirectConnect {
            gateway: gateway?,
            gateway_span: named.span,
            connection: self.connection(&written.connection)?,
            hosted: written.hosted,
            location: self.location(written),
            vlan: written.vlan,
            mtu: written.mtu,
            bfd: self.bfd(written.bfd),
            speed: self.speed(written),
            link: written.link,
            key: written.key.as_ref().map(|key| key.value.secret.clone()),
        })
    }

    /// The timing, within what AWS takes.
    pub(super) fn bfd(&mut self, written: SwitchOr<BfdTiming>) -> Option<Bfd> {
        let BfdTiming { interval, multiplier } = match written {
            SwitchOr::Switch(false) => return None,
            SwitchOr::Switch(true) => return Some(Bfd::SHORTEST),
            SwitchOr::Long(timing) => timing,
        };
        let bfd = Bfd::new(interval.value, multiplier.value);
        if bfd.is_none() {
            let (message, wrong, help) = if Bfd::new(interval.value, Bfd::SHORTEST.multiplier).is_none() {
                let message = format!("BFD cannot have an interval of {} ms", interval.value);
                (message, interval.span, "write 300 to 9999: AWS takes no less")
            } else {
                let message = format!("BFD cannot have a multiplier of {}", multiplier.value);
                (message, multiplier.span, "write 3 to 50: AWS takes no less")
            };
            self.error(Code::UplinkValue, message, wrong, help);
        }
        Some(bfd.unwrap_or(Bfd::SHORTEST))
    }

    fn vpn_connection(
        &mut self,
        name: &Spanned<Name>,
        written: &VpnUplink,
        (outside, transport): (Spanned<Ipv4Addr>, Transport),
    ) -> Option<Vpn> {
        let inside = self.inside(name, written.inside.as_ref());
        let mode = self.mode(&written.router, written.tunnels);
        let routing = match written.routing.value {
            RoutingMode::Bgp => Routing::Bgp,
            RoutingMode::Static => Routing::Static,
        };
        let accelerated = written.accelerate.filter(|one| one.value).map(|one| one.span);
        let vpn = Vpn {
            outside,
            local_address: written.local_address,
            next_hop: written.next_hop,
            vrf: written.vrf.clone(),
            path_mtu: written.path_mtu,
            crypto: self.crypto(&written.crypto),
            options: self.options(&written.options, accelerated),
            bandwidth: written.bandwidth,
            accelerated,
            concentrator: written.concentrator.filter(|one| one.value).map(|one| one.span),
            lifecycle_control: written.options.lifecycle_control.is_some_and(|one| one.value),
            logs: self.tunnel_logs(written.logs.as_ref(), routing),
            tunnels: mode,
            routing: Spanned { value: routing, span: written.routing.span },
            inside,
            keys: written.keys.as_ref().map(|keys| keys.value.secret.clone()),
            transport,
        };
        self.next_hop(&vpn);
        self.vrf(&vpn);
        if vpn.sizes().is_none() || vpn.path_mtu.value > LARGEST_PATH {
            let message = format!("no tunnel fits a path MTU of {}", vpn.path_mtu.value);
            let help = "write the MTU of the path to AWS in bytes: 1500, or 1492 behind PPPoE";
            self.error(Code::UplinkValue, message, vpn.path_mtu.span, help);
            return None;
        }
        Some(vpn)
    }

    /// How the tunnels share the traffic: equally, where the router's platform can take a packet's answer on another interface.
    pub(super) fn mode(&self, router: &Spanned<Name>, written: Option<Spanned<TunnelMode>>) -> Tunnels {
        let platform = self.site.routers.get(router).map(|router| router.value.platform.value);
        let fits = platform.is_none_or(|platform| platform.capabilities().asymmetric);
        let usual = if fits { TunnelMode::Balanced } else { TunnelMode::PrimaryBackup };
        match written.map_or(usual, |mode| mode.value) {
            TunnelMode::Balanced => Tunnels::Balanced,
            TunnelMode::PrimaryBackup => Tunnels::PrimaryBackup,
        }
    }

    /// A next hop is another host on the way to AWS.
    fn next_hop(&mut self, vpn: &Vpn) {
        let Some(Spanned { value: hop, span }) = vpn.next_hop else { return };
        let own = hop == vpn.outside.value || vpn.local_address.is_some_and(|own| own.value == hop);
        let special = hop.is_unspecified() || hop.is_loopback() || hop.is_multicast() || hop.is_broadcast();
        if own || special {
            let message = format!("packets to AWS cannot leave by {hop}");
            self.error(Code::UplinkValue, message, span, "write the address of the provider's router on the interface");
        }
    }

    /// There is one way to AWS's outside addresses.
    fn vrf(&mut self, vpn: &Vpn) {
        let Some(Spanned { value: vrf, span }) = &vpn.vrf else { return };
        if vpn.next_hop.is_some() {
            let message = format!("packets to AWS cannot leave by a next hop and by VRF `{vrf}`");
            self.error(Code::UplinkValue, message, *span, "remove one of the two: the VRF has a route to the provider");
        }
    }

    pub(super) fn crypto(&mut self, written: &CryptoUplink) -> Crypto {
        let (one, two) = (written.phase1, &written.phase2);
        if let Some(integrity) = two.integrity.filter(|_| two.encryption.is_gcm()) {
            let message = format!("{} has no integrity beside it", two.encryption);
            let help = "remove `integrity`, or write `encryption: AES256`";
            self.error(Code::UplinkValue, message, integrity.span, help);
        }
        let hash = two.integrity.map_or(Hash::Sha384, |hash| hash.value);
        Crypto {
            phase1: Proposal { encryption: one.encryption, hash: one.integrity, group: one.dh_group },
            phase2: Proposal { encryption: two.encryption, hash, group: two.dh_group },
        }
    }

    /// The pinned /30s of both tunnels.
    pub(super) fn inside(
        &mut self,
        name: &Spanned<Name>,
        written: Option<&Spanned<Vec<Spanned<Cidr4>>>>,
    ) -> Option<[Spanned<Cidr4>; 2]> {
        let Spanned { value: list, span } = written?;
        let [one, two] = list.as_slice() else {
            let message = format!("`{}` has {} inside blocks", name.value, list.len());
            self.error(Code::Link, message, *span, "write one for each tunnel: `[169.254.16.0/30, 169.254.16.4/30]`");
            return None;
        };
        for block in [one, two] {
            if self.link(*block) && !Cidr4::LINK_LOCAL.contains(block.value) {
                let message = format!("a tunnel cannot have {} inside", block.value);
                self.error(Code::Link, message, block.span, "write a /30 of 169.254.0.0/16");
            }
        }
        Some([*one, *two])
    }

    /// Whether a pinned link is a /30.
    fn link(&mut self, link: Spanned<Cidr4>) -> bool {
        let fits = link.value.prefix() == 30;
        if !fits {
            let message = format!("the link {} is no /30", link.value);
            self.error(Code::Link, message, link.span, "write a /30: AWS has its first address, the router the second");
        }
        fits
    }

    /// Refuses a value beside a place of its own.
    pub(super) fn refuse(&mut self, finding: Diagnostic, span: Span) {
        self.diagnostics.push(finding.at(span, ""));
    }
}
