//! NG0869: a block of a transit gateway's own that somebody else has. AWS takes its ends of tunnels and Connect peers from it, so packets to
//! others in it would reach AWS, and the other way round.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html>

use super::facts::{Facts, overlaps};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;

/// A block with its owner.
struct Owned {
    cidr: Cidr4,
    /// Whether it is a transit gateway's own.
    is_gateways: bool,
    whose: String,
    span: Span,
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    if facts.plan.network.hubs.iter().all(|hub| hub.cidrs.is_empty()) {
        return;
    }
    let all = owned(facts);
    let mut sorted: Vec<&Owned> = all.iter().collect();
    sorted.sort_by_key(|one| (one.cidr, !one.is_gateways));
    for (outer, inner) in overlaps(&sorted, |one| one.cidr, |one, other| !one.is_gateways && !other.is_gateways) {
        let (own, other) = if outer.is_gateways { (outer, inner) } else { (inner, outer) };
        let message = format!("{} has {}, which overlaps {} of {}", own.whose, own.cidr, other.cidr, other.whose);
        let finding = Diagnostic::new(Code::GatewayBlock, message).at(own.span, "").also(other.span, "that one");
        let finding =
            finding.why("AWS takes addresses of its own from that block: packets to the others in it would go astray");
        diagnostics.push(finding.help("write a block that nobody else has: `cidrs: [10.255.0.0/24]`"));
    }
}

/// Everything that has addresses beside a transit gateway.
fn owned(facts: &Facts<'_>) -> Vec<Owned> {
    let network = facts.plan.network;
    let of = |cidr, whose, span| Owned { cidr, is_gateways: false, whose, span };
    let mut all = Vec::new();
    for hub in &network.hubs {
        let block = |block: &Spanned<Cidr4>| of(block.value, format!("transit gateway `{}`", hub.name), block.span);
        all.extend(hub.cidrs.iter().map(|one| Owned { is_gateways: true, ..block(one) }));
    }
    all.extend(facts.blocks.iter().map(|one| of(one.cidr, format!("VPC `{}`", one.vpc.name), one.place())));
    // Pools cut nothing from a gateway's block.
    for site in &network.sites {
        all.extend(site.prefixes.iter().map(|one| of(one.value, format!("site `{}`", site.name), one.span)));
    }
    for plan in &facts.plan.sites {
        let uplink = |id| network.uplink(id);
        all.extend(plan.interfaces.iter().map(|one| {
            let uplink = uplink(one.uplink);
            of(one.link.block, format!("the link of `{}`", uplink.name), uplink.span)
        }));
        all.extend(plan.interfaces.iter().filter_map(|one| {
            let (uplink, source) = (uplink(one.uplink), one.tunnels.as_ref()?.announced()?);
            Some(of(source, format!("the tunnels of `{}`", uplink.name), uplink.span))
        }));
    }
    all
}
