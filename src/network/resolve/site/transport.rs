//! A VPN connection inside a virtual interface (private-IP VPN): its two ends, and what carries it.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html>

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::SiteResolver;
use super::rules::Rules;
use crate::blueprint::{DirectConnectUplink, Encrypt};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::Name;
use crate::network::{DirectConnect, Routing, Site, TransitPath, Transport, Uplink, UplinkKind, Vpn};

/// The MTU of the path: tunnels take no jumbo frames, whatever the virtual interface does.
const PATH: u16 = 1500;

impl SiteResolver<'_> {
    /// What an uplink on Direct Connect is: its virtual interface in clear, or a VPN connection inside. `None` if that has an error.
    pub(super) fn encrypted(
        &mut self,
        name: &Spanned<Name>,
        written: &DirectConnectUplink,
        direct: DirectConnect,
    ) -> Option<UplinkKind> {
        match written.encrypt.value {
            Encrypt::Ipsec => self.tunnelled(name, written, direct),
            Encrypt::Macsec => {
                let finding = Diagnostic::new(Code::NotYet, "MACsec on Direct Connect is not supported yet");
                let finding = finding.why("no keys are associated with a connection yet, and no router has its lines");
                let help =
                    "write `encrypt: ipsec` with a VPN connection inside, or associate the keys by hand and remove it";
                self.refuse(finding.help(help), written.encrypt.span);
                None
            }
            Encrypt::None => {
                if let Some(ipsec) = &written.ipsec {
                    let message = format!("`{}` says how it is encrypted, and not that it is", name.value);
                    self.error(Code::Transport, message, ipsec.span, "write `encrypt: ipsec` beside it");
                }
                Some(UplinkKind::DirectConnect(Box::new(direct)))
            }
        }
    }

    /// A VPN connection inside a virtual interface.
    fn tunnelled(
        &mut self,
        name: &Spanned<Name>,
        written: &DirectConnectUplink,
        direct: DirectConnect,
    ) -> Option<UplinkKind> {
        let Some(Spanned { value: ipsec, .. }) = &written.ipsec else {
            let message = format!("nobody says where the tunnels of `{}` begin", name.value);
            let help =
                "write `ipsec: {interface: Loopback0, address: 10.255.255.1}` beside it, with a loopback of the router";
            self.error(Code::Transport, message, written.encrypt.span, help);
            return None;
        };
        if !is_customers(ipsec.address.value) {
            let message = format!("no tunnel inside Direct Connect begins at {}", ipsec.address.value);
            let help = "write an address of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";
            self.error(Code::Transport, message, ipsec.address.span, help);
        }
        if written.mtu.value > PATH {
            let message = format!("the tunnels of `{}` take no jumbo frames", name.value);
            let finding = Diagnostic::new(Code::Transport, message);
            let finding = finding.why("AWS takes packets of 1500 bytes at most around a tunnel, whatever carries them");
            self.refuse(finding.help("remove `mtu`"), written.mtu.span);
        }
        let vpn = Vpn {
            outside: ipsec.address,
            local_address: None,
            next_hop: None,
            vrf: None,
            path_mtu: Spanned { value: PATH, span: written.mtu.span },
            crypto: self.crypto(&ipsec.crypto),
            options: self.options(&ipsec.options, None),
            bandwidth: ipsec.bandwidth,
            accelerated: None,
            concentrator: None,
            lifecycle_control: ipsec.options.lifecycle_control.is_some_and(|one| one.value),
            logs: self.tunnel_logs(ipsec.logs.as_ref(), Routing::Bgp),
            tunnels: self.mode(&written.router, ipsec.tunnels),
            routing: Spanned { value: Routing::Bgp, span: written.encrypt.span },
            inside: self.inside(name, ipsec.inside.as_ref()),
            keys: ipsec.keys.as_ref().map(|keys| keys.value.secret.clone()),
            transport: Transport::Transit(Box::new(TransitPath { direct, source: ipsec.interface.clone() })),
        };
        Some(UplinkKind::Vpn(Box::new(vpn)))
    }
}

impl Rules<'_> {
    /// What a VPN connection inside Direct Connect needs at its two ends, and that nothing else is on its way.
    pub(super) fn transports(&self, found: &mut Diagnostics) {
        let mut gateways: BTreeMap<usize, (&Uplink, bool)> = BTreeMap::new();
        for site in self.sites {
            let mut addresses: BTreeMap<Ipv4Addr, &Uplink> = BTreeMap::new();
            for (uplink, direct) in site.interfaces() {
                let vpn = uplink.vpn();
                if let Some(vpn) = vpn {
                    self.transport(site, (uplink, vpn), found);
                    let first = *addresses.entry(vpn.outside.value).or_insert(uplink);
                    if first.router != uplink.router {
                        let message = format!(
                            "tunnels of routers `{}` and `{}` begin at {}",
                            site.router(first.router).name,
                            site.router(uplink.router).name,
                            vpn.outside.value
                        );
                        let finding = Diagnostic::new(Code::Transport, message).at(vpn.outside.span, "");
                        let finding = finding.also(first.span, "the first is here");
                        found.push(finding.help("give each router a loopback with an address of its own"));
                    }
                }
                let (first, is_encrypted) = *gateways.entry(direct.gateway.0).or_insert((uplink, vpn.is_some()));
                if is_encrypted != vpn.is_some() {
                    let name = &self.gateways[direct.gateway.0].name;
                    let message =
                        format!("Direct Connect gateway `{name}` would carry packets in clear and encrypted ones");
                    let finding = Diagnostic::new(Code::MixedGateway, message).at(direct.gateway_span, "");
                    let finding = finding.also(first.span, "the other kind is here");
                    let finding = finding.why(
                        "what AWS announces on one virtual interface in clear it announces on all of them, and it prefers them to the tunnels",
                    );
                    found.push(finding.help("name another Direct Connect gateway for one of the two, or encrypt both"));
                }
            }
        }
    }

    /// The end at AWS, and names on the router.
    fn transport(&self, site: &Site, (uplink, vpn): (&Uplink, &Vpn), found: &mut Diagnostics) {
        let Some((hub, _)) = site.segment() else {
            let message =
                format!("`{}` leads to a VPN gateway, which has no tunnels inside Direct Connect", uplink.name);
            let finding = Diagnostic::new(Code::Transport, message).at(vpn.routing.span, "");
            let finding = finding.also(site.end_span, "the site is joined here");
            let finding = finding.why("AWS makes a VPN connection with private addresses on transit gateways alone");
            return found.push(finding.help("join the site to a transit gateway"));
        };
        let hub = &self.hubs[hub.0];
        if hub.cidrs.is_empty() {
            let message =
                format!("transit gateway `{}` has no block for the ends of tunnels inside Direct Connect", hub.name);
            let finding =
                Diagnostic::new(Code::Transport, message).at(vpn.routing.span, "").also(hub.span, "it is here");
            found.push(
                finding.help("write `cidrs: [10.255.0.0/24]` there, with a block that nobody has: /24 or larger"),
            );
        }
        let twin = uplink.interface_name();
        let others = site.uplinks.iter().map(|other| (&other.name, other.span));
        let mut others = others.chain(site.publics.iter().map(|other| (&other.name, other.span)));
        if let Some((_, other)) = others.find(|(name, _)| **name == twin) {
            let message = format!("the virtual interface of `{}` and uplink `{twin}` would have one name", uplink.name);
            let finding = Diagnostic::new(Code::Transport, message).at(other, "").also(uplink.span, "it is here");
            found.push(finding.help("choose another name for one of the two"));
        }
    }
}

/// Whether AWS takes an address for a customer gateway that it reaches by Direct Connect (RFC 1918, RFC 6598).
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html>
fn is_customers(address: Ipv4Addr) -> bool {
    address.is_private() || matches!(address.octets(), [100, 64..=127, ..])
}
