//! NG0982: autonomous systems that two documents use. BGP drops a path that has its own AS in it (RFC 4271, section 9.1.2), so two
//! speakers of one AS hear nothing of each other once they are on one path: a Direct Connect gateway in front of both, a peering of
//! transit gateways, a router that is joined to both.

use std::collections::BTreeMap;

use super::Document;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Asn;

/// A speaker of BGP.
struct Speaker {
    document: usize,
    kind: Kind,
    /// What it is in words.
    words: String,
    /// By what two documents mean the same one: the id of what exists, the name of a site.
    identity: Option<String>,
    span: Span,
}

/// What speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Site,
    TransitGateway,
    ConnectGateway,
    VpnGateway,
}

pub(super) fn check(documents: &[Document<'_>], diagnostics: &mut Diagnostics) {
    let mut all: BTreeMap<Asn, Vec<Speaker>> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        for (asn, speaker) in speakers(index, *document) {
            let others = all.entry(asn).or_default();
            if let Some(other) = others.iter().find(|other| may_not(other, &speaker)) {
                let message =
                    format!("{} and {} of another document both have the ASN {asn}", speaker.words, other.words);
                let finding = Diagnostic::new(Code::AsnBetween, message).at(speaker.span, "");
                let finding = finding.also(other.span, format!("that of {}", other.words));
                let why =
                    "BGP drops a path that has its own AS in it: once both are on one path, neither hears of the other";
                diagnostics.push(finding.why(why).help("give one of them another private ASN: 64512 to 65534"));
            }
            others.push(speaker);
        }
    }
}

/// Two speakers that are not one, and may come to be on one path. A VPN gateway hears of no other gateway of AWS.
fn may_not(one: &Speaker, other: &Speaker) -> bool {
    let same = one.identity.is_some() && one.identity == other.identity && one.kind == other.kind;
    let apart = |one: &Speaker, other: &Speaker| one.kind == Kind::VpnGateway && other.kind != Kind::Site;
    one.document != other.document && !same && !apart(one, other) && !apart(other, one)
}

fn speakers(index: usize, document: Document<'_>) -> Vec<(Asn, Speaker)> {
    let network = document.network();
    let speaker = |kind, words, identity, span| Speaker { document: index, kind, words, identity, span };
    let mut all = Vec::new();
    for site in &network.sites {
        let words = format!("site `{}`", site.name);
        all.push((site.asn.value, speaker(Kind::Site, words, Some(site.name.to_string()), site.asn.span)));
    }
    for hub in &network.hubs {
        let Some(asn) = hub.asn else { continue };
        let id = hub.existing().map(ToString::to_string);
        let span = if asn.span.is_placed() { asn.span } else { hub.span };
        let words = format!("transit gateway `{}`", hub.name);
        all.push((asn.value, speaker(Kind::TransitGateway, words, id, span)));
    }
    for gateway in &network.direct_connect_gateways {
        let id = gateway.existing.as_ref().map(ToString::to_string);
        let span = if gateway.asn.span.is_placed() { gateway.asn.span } else { gateway.span };
        let words = format!("Direct Connect gateway `{}`", gateway.name);
        all.push((gateway.asn.value, speaker(Kind::ConnectGateway, words, id, span)));
    }
    for vpc in &network.vpcs {
        let Some(asn) = vpc.vpn_gateway else { continue };
        let span = if asn.span.is_placed() { asn.span } else { vpc.span };
        let words = format!("the VPN gateway of VPC `{}`", vpc.name);
        all.push((asn.value, speaker(Kind::VpnGateway, words, None, span)));
    }
    all
}
