//! NG0983: /30s of tunnels and virtual interfaces that two documents use. A router has one interface at an address, and a gateway
//! of AWS takes the inside addresses of a tunnel once.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>

use super::Document;
use crate::check::overlaps;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::{Cidr4, Name};
use crate::network::UplinkId;

/// A link of an uplink.
#[derive(Clone, Copy)]
struct Held<'a> {
    cidr: Cidr4,
    document: usize,
    uplink: UplinkId,
    name: &'a Name,
    span: Span,
    /// The key of `link_pools` that it comes from.
    pool: &'static str,
}

pub(super) fn check(documents: &[Document<'_>], diagnostics: &mut Diagnostics) {
    let mut held: Vec<Held<'_>> = documents.iter().enumerate().flat_map(|(index, one)| links(index, *one)).collect();
    held.sort_by_key(|one| (one.cidr, one.document, one.uplink));
    let mut told = Vec::new();
    for (first, second) in overlaps(&held, |one| one.cidr, |one, other| one.document == other.document) {
        let (kept, moved) = if first.document < second.document { (first, second) } else { (second, first) };
        // Both tunnels of a connection are one finding.
        let pair = (kept.document, kept.uplink, moved.document, moved.uplink);
        if told.contains(&pair) {
            continue;
        }
        told.push(pair);
        let message = format!(
            "uplinks `{}` and `{}` of another document both have the link {}",
            moved.name, kept.name, moved.cidr
        );
        let finding = Diagnostic::new(Code::LinkBetween, message).at(moved.span, "").also(kept.span, "");
        let why = "a router has an address once, and a gateway of AWS takes the inside addresses of a tunnel once";
        let advice = format!("cut one document's links from another range: `link_pools: {{{}: …}}`", moved.pool);
        diagnostics.push(finding.why(why).help(advice));
    }
}

fn links(index: usize, document: Document<'_>) -> Vec<Held<'_>> {
    let network = document.network();
    let held = |uplink: UplinkId, cidr: Cidr4, pool: &'static str| {
        let one = network.uplink(uplink);
        Held { cidr, document: index, uplink, name: &one.name, span: one.span, pool }
    };
    let mut all = Vec::new();
    for site in &document.plan.sites {
        for vpn in &site.vpns {
            all.extend(vpn.tunnels.iter().map(|tunnel| held(vpn.uplink, tunnel.inside.block, "tunnels")));
        }
        all.extend(site.connects.iter().map(|one| held(one.uplink, one.inside, "tunnels")));
        let interfaces = site.interfaces.iter();
        all.extend(interfaces.map(|one| held(one.uplink, one.link.block, "virtual_interfaces")));
    }
    all
}
