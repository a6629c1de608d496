//! VPN Concentrators: what a connection on one must not be.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html>

use super::rules::Rules;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Routing, Site, Uplink, Vpn};
use crate::uplink::bandwidth::TunnelBandwidth;

impl Rules<'_> {
    /// What a VPN Concentrator needs, and sites that meet at one.
    pub(super) fn concentrators(&self, found: &mut Diagnostics) {
        for site in self.sites {
            for (uplink, vpn) in site.vpns() {
                self.concentrator(site, uplink, vpn, found);
            }
        }
        let on = |site: &Site| site.vpns().find_map(|(_, vpn)| vpn.concentrator);
        // Two segments have two concentrators, so only sites of one segment are compared.
        for (first, site) in self.first_meetings(|site| on(site).and(site.segment())) {
            let (Some(one), Some(other)) = (on(first), on(site)) else { continue };
            let message =
                format!("sites `{}` and `{}` reach each other over one VPN Concentrator", first.name, site.name);
            let finding = Diagnostic::new(Code::ConcentratorTurn, message).at(other, "");
            let finding = finding.also(one, format!("`{}` ends there as well", first.name));
            let finding = finding.why(
                "both are behind one attachment of the transit gateway, and no page of AWS says that packets leave by the attachment that \
                 they came from",
            );
            found.push(
                finding
                    .help("try it before you rely on it, or remove `concentrator` for sites that talk to each other"),
            );
        }
    }

    fn concentrator(&self, site: &Site, uplink: &Uplink, vpn: &Vpn, found: &mut Diagnostics) {
        let Some(span) = vpn.concentrator else { return };
        let mut refuse = |message: String, why: &str, help: &str| {
            let finding = Diagnostic::new(Code::Concentrator, message).at(span, "");
            found.push(finding.also(site.end_span, "the site is joined here").why(why).help(help));
        };
        let name = &uplink.name;
        match site.segment() {
            None => refuse(
                format!("`{name}` leads to a VPN gateway, which has no VPN Concentrator"),
                "AWS attaches it to transit gateways alone",
                "remove `concentrator`, or join the site to a transit gateway",
            ),
            Some((hub, _)) if self.hubs[hub.0].is_theirs() => refuse(
                format!("`{name}` would end on a VPN Concentrator of another team's transit gateway"),
                "what is attached there is its owner's to make",
                "remove `concentrator`",
            ),
            Some(_) => {}
        }
        for (is_there, what, why, help) in not_there(vpn) {
            if is_there {
                refuse(format!("`{name}` {what}, and ends on a VPN Concentrator"), why, help);
            }
        }
        let is_beside = |other: &Uplink| other.vpn().is_none_or(|other| other.concentrator.is_none());
        if let Some(other) = site.uplinks.iter().find(|other| is_beside(other)) {
            refuse(
                format!("`{name}` ends on a VPN Concentrator, and `{}` does not", other.name),
                "no page of AWS says which of the two attachments the transit gateway takes for equal prefixes",
                "write `concentrator: true` for all uplinks of the site, or for none",
            );
        }
    }
}

/// What a connection on a VPN Concentrator is not: whether this one is, in words, why, and what to write instead.
fn not_there(vpn: &Vpn) -> [(bool, &'static str, &'static str, &'static str); 3] {
    [
        (
            vpn.routing.value == Routing::Static,
            "is static",
            "AWS takes BGP alone there: all its connections have one attachment, which no static route tells apart",
            "write `routing: bgp`, or remove `concentrator`",
        ),
        (
            vpn.bandwidth.value == TunnelBandwidth::Large,
            "has large tunnels",
            "all connections of a concentrator share 5 Gbps",
            "remove `bandwidth`, or `concentrator`",
        ),
        (
            vpn.accelerated.is_some(),
            "is accelerated",
            "no page of AWS says that it makes such a connection",
            "remove `accelerate`, or `concentrator`",
        ),
    ]
}
