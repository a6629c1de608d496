//! Where a VPN connection begins, and what carries it: the internet, or a public virtual interface of the same router. What is between private
//! addresses is in `transport`.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html>

use std::net::Ipv4Addr;

use super::SiteResolver;
use crate::blueprint::{PublicUplink, VpnUplink};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::net::{InterfaceName, Name};
use crate::network::resolve::did_you_mean;
use crate::network::{PublicTransport, Transport};

/// The router's end of a VPN connection.
pub(super) struct Begin {
    /// The interface that faces the internet, that has the outside address, or the port of the virtual interface.
    pub interface: Spanned<InterfaceName>,
    /// The address that AWS sees.
    pub outside: Spanned<Ipv4Addr>,
    /// What carries the packets.
    pub transport: Transport,
}

impl SiteResolver<'_> {
    /// The router's end of a connection. `None` if it has an error that leaves nothing of it.
    pub(super) fn begin(&mut self, name: &Spanned<Name>, written: &VpnUplink) -> Option<Begin> {
        match &written.over {
            None => self.on_internet(name, written),
            Some(over) => self.carried(name, written, over),
        }
    }

    fn on_internet(&mut self, name: &Spanned<Name>, written: &VpnUplink) -> Option<Begin> {
        let (interface, outside) = (written.interface.clone(), written.outside_ip);
        if interface.is_none() || outside.is_none() {
            let what = if interface.is_none() { "by which interface" } else { "from which address" };
            let message = format!("nobody says {what} `{}` leaves", name.value);
            let help = "write `interface` and `outside_ip`, or `over` with a public virtual interface of the router";
            self.error(Code::Site, message, name.span, help);
        }
        Some(Begin { interface: interface?, outside: outside?, transport: Transport::Internet })
    }

    fn carried(&mut self, name: &Spanned<Name>, written: &VpnUplink, over: &Spanned<Name>) -> Option<Begin> {
        let site = self.site;
        let mut publics =
            site.uplinks.iter().filter_map(|(name, one)| Some((name, super::public::written(&one.value)?)));
        let found = publics.clone().enumerate().find(|(_, (known, _))| known.value == over.value);
        let Some((index, (_, (direct, public)))) = found else {
            self.no_public(over, publics.next().map(|(known, _)| known));
            return None;
        };
        if direct.router.value != written.router.value {
            let message = format!(
                "`{}` ends on router `{}`, and `{}` on `{}`",
                name.value, written.router.value, over.value, direct.router.value
            );
            let finding =
                Diagnostic::new(Code::CarriedVpn, message).also(direct.router.span, "the interface ends here");
            let finding = finding.why("the tunnels begin at the router that has the virtual interface");
            self.refuse(finding.help(format!("write `router: {}` for both", direct.router.value)), written.router.span);
        }
        self.of_the_internet(name, written);
        let outside = self.carried_address(name, written, (over, &public.value))?;
        let port = Spanned { value: direct.interface.value.clone(), span: over.span };
        let path = PublicTransport { index, name: over.clone(), source: written.interface.clone() };
        let interface = path.source.clone().unwrap_or(port);
        Some(Begin { interface, outside, transport: Transport::Public(path) })
    }

    fn no_public(&mut self, over: &Spanned<Name>, some: Option<&Spanned<Name>>) {
        let name = &over.value;
        if self.site.uplinks.keys().any(|known| known.value == *name) {
            let finding = Diagnostic::new(Code::CarriedVpn, format!("`{name}` is no public virtual interface"));
            let finding =
                finding.why("a VPN connection has public addresses, which nothing else on Direct Connect leads to");
            let help = match some {
                Some(public) => format!("write `over: {}`", public.value),
                None => "write `encrypt: ipsec` for a transit virtual interface, or make a public one".to_owned(),
            };
            return self.refuse(finding.help(help), over.span);
        }
        let known = did_you_mean(name.as_str(), self.site.uplinks.keys().map(|known| known.value.as_str()));
        self.error(Code::UnknownUplink, format!("there is no uplink `{name}`"), over.span, known);
    }

    /// Fields that a connection over the internet has and one over a public virtual interface has not.
    fn of_the_internet(&mut self, name: &Spanned<Name>, written: &VpnUplink) {
        let fields = [
            ("local_address", written.local_address.map(|one| one.span), "no NAT is between the router and AWS"),
            (
                "next_hop",
                written.next_hop.map(|one| one.span),
                "the session of the interface brings the routes to AWS's ends",
            ),
            (
                "vrf",
                written.vrf.as_ref().map(|one| one.span),
                "the session of the interface brings the routes to AWS's ends",
            ),
            (
                "accelerate",
                written.accelerate.filter(|one| one.value).map(|one| one.span),
                "AWS makes no accelerated connection over a public virtual interface",
            ),
        ];
        for (field, span, why) in fields {
            let Some(span) = span else { continue };
            let message = format!("`{}` is carried by a public virtual interface, and has no `{field}`", name.value);
            let finding = Diagnostic::new(Code::CarriedVpn, message).why(why);
            self.refuse(finding.help(format!("remove `{field}`, or `over`")), span);
        }
    }

    /// The address that AWS sees: that of the virtual interface, or one of a prefix that is announced there.
    fn carried_address(
        &mut self,
        name: &Spanned<Name>,
        written: &VpnUplink,
        (over, public): (&Spanned<Name>, &PublicUplink),
    ) -> Option<Spanned<Ipv4Addr>> {
        let own = public.customer_address.value.address;
        let address = written.outside_ip.map_or(own, |one| one.value);
        let span: Span = written.outside_ip.map_or(over.span, |one| one.span);
        if address == own {
            if let Some(interface) = &written.interface {
                let message = format!("{own} is the address of `{}`, and not of `{}`", over.value, interface.value);
                let finding = Diagnostic::new(Code::CarriedVpn, message);
                let finding = finding.also(public.customer_address.span, "it is here");
                let help = "remove `interface`, or write the interface's own address of the announced prefixes as `outside_ip`";
                self.refuse(finding.help(help), interface.span);
            }
            return Some(Spanned { value: address, span });
        }
        let is_announced = public.prefixes.value.iter().any(|prefix| prefix.value.contains_address(address));
        if !is_announced || address == public.amazon_address.value.address {
            let message = format!("AWS does not reach {address} over `{}`", over.value);
            let finding =
                Diagnostic::new(Code::CarriedVpn, message).also(public.prefixes.span, "this is announced there");
            let finding = finding.why("its packets to the router would take the internet");
            let help = format!("write an address of these prefixes, or remove `outside_ip` for {own}");
            self.refuse(finding.help(help), span);
            return None;
        }
        if written.interface.is_none() {
            let message = format!("nobody says which interface of `{}` has {address}", written.router.value);
            let finding = Diagnostic::new(Code::CarriedVpn, message).also(name.span, "its tunnels begin there");
            self.refuse(finding.help("write `interface: Loopback0`, or remove `outside_ip`"), span);
        }
        Some(Spanned { value: address, span })
    }
}
