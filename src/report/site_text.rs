//! Sites for people at a terminal: every session with both ends, what passes over it, and in which order.

use super::columns::{Columns, apart};
use super::sites::{self, Over, Session, SiteFacts};
use super::words::site_end;
use crate::plan::{InterfaceKind, Plan, Resilience};
use crate::uplink::public::AMAZON_ASN;

/// A section for each site.
pub(super) fn print(plan: &Plan<'_>, out: &mut String) {
    for facts in sites::all(plan) {
        print_site(&facts, out);
    }
}

fn print_site(facts: &SiteFacts<'_>, out: &mut String) {
    let site = facts.site;
    out.push('\n');
    let end = site_end(facts.plan.network, &site.end);
    let level = Resilience::of(site).level;
    let levels = format!("{}, {}", level.name(), level.availability());
    apart(out, &format!("site {}  AS {}, at {end}", site.name, site.asn.value), &levels);
    let mut told = Columns::default();
    told.row(["to AWS".to_owned(), facts.own()]);
    told.row(["from AWS".to_owned(), facts.announced()]);
    if !facts.decided.linked.is_empty() {
        let what = "by SiteLink, in clear; AWS goes by the shorter AS path, whatever the Region";
        told.row(["to sites".to_owned(), format!("{} {what}", facts.linked())]);
    }
    told.print(out, 2);
    let mut columns = Columns::default();
    columns.row(["order", "uplink", "router", "AWS", "router", "over"]);
    for session in facts.sessions() {
        columns.row(cells(&session));
    }
    columns.print(out, 2);
    if facts.publics().next().is_some() {
        let mut columns = Columns::default();
        columns.row(["public", "router", "AWS", "router", "over", "to AWS", "carried to", "from AWS"]);
        for one in facts.publics() {
            columns.row([
                one.name.to_string(),
                one.router.name.to_string(),
                format!("{} AS {AMAZON_ASN}", one.decided.amazon.address),
                one.decided.customer.address.to_string(),
                format!("public VLAN {} of {}", one.decided.vlan, one.decided.connection),
                one.announced(),
                one.carried(),
                format!("public prefixes of {}", one.decided.accepted),
            ]);
        }
        columns.print(out, 2);
    }
}

fn cells(session: &Session<'_>) -> [String; 6] {
    let asn = session.amazon_asn().map_or_else(|| "static".to_owned(), |asn| format!("AS {asn}"));
    [
        session.order.to_string(),
        session.name(),
        session.router.name.to_string(),
        format!("{} {asn}", session.amazon()),
        session.own().to_string(),
        match session.over {
            Over::Interface(one) => {
                let kind = match one.kind {
                    InterfaceKind::Private => "private",
                    InterfaceKind::Transit => "transit",
                };
                let link = if one.site_link == Some(true) { ", SiteLink" } else { "" };
                format!("{kind} VLAN {} of {}, MTU {}{link}", one.vlan, one.connection, one.mtu)
            }
            Over::Peer(peer, _) => {
                let sizes = peer.sizes;
                format!("GRE {} to {}, MTU {}, MSS {}", peer.address, peer.gateway_address, sizes.mtu, sizes.mss)
            }
            Over::Tunnel(vpn, _) => {
                let from = session.from();
                format!("VPN from {from}, MTU {}, MSS {}", vpn.sizes.mtu, vpn.sizes.mss)
            }
        },
    ]
}
