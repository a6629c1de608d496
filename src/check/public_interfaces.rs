//! NG0871: a prefix or link of a public virtual interface that somebody else has: a VPC, a pool, a transit gateway's own block, or the site on
//! its uplinks. Public in name alone, it would lead packets of AWS's services elsewhere.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use super::facts::{Facts, overlaps};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Cidr4;

/// A block with its owner.
struct Owned {
    cidr: Cidr4,
    /// Of a public virtual interface: what it is there.
    public: Option<&'static str>,
    whose: String,
    span: Span,
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    if facts.plan.network.sites.iter().all(|site| site.publics.is_empty()) {
        return;
    }
    let all = owned(facts);
    let mut sorted: Vec<&Owned> = all.iter().collect();
    sorted.sort_by_key(|one| (one.cidr, one.public.is_none()));
    for (outer, inner) in overlaps(&sorted, |one| one.cidr, |one, other| one.public.is_some() == other.public.is_some())
    {
        let (own, other) = if outer.public.is_some() { (outer, inner) } else { (inner, outer) };
        let Some(part) = own.public else { continue };
        let message = format!("{part} {} of {} overlaps {} of {}", own.cidr, own.whose, other.cidr, other.whose);
        let finding = Diagnostic::new(Code::PublicPrefix, message).at(own.span, "").also(other.span, "that one");
        let finding =
            finding.why("AWS's public services would reach it over this interface, and others over their own way");
        diagnostics.push(finding.help("write public addresses that nobody else in the document has"));
    }
}

/// Everything that has addresses at AWS or at a site.
fn owned(facts: &Facts<'_>) -> Vec<Owned> {
    let network = facts.plan.network;
    let of = |cidr, whose, span| Owned { cidr, public: None, whose, span };
    let mut all: Vec<Owned> = Vec::new();
    all.extend(facts.blocks.iter().map(|one| of(one.cidr, format!("VPC `{}`", one.vpc.name), one.place())));
    for (pool, planned) in network.pools.iter().zip(&facts.plan.pools) {
        all.push(of(planned.block, format!("pool `{}`", pool.name), pool.span));
    }
    for hub in &network.hubs {
        let blocks = hub.cidrs.iter();
        all.extend(blocks.map(|block| of(block.value, format!("transit gateway `{}`", hub.name), block.span)));
    }
    for site in &network.sites {
        all.extend(site.prefixes.iter().map(|one| of(one.value, format!("site `{}`", site.name), one.span)));
        for one in &site.publics {
            let public = |part, cidr, span| Owned { public: Some(part), ..of(cidr, format!("`{}`", one.name), span) };
            all.extend(one.prefixes.iter().map(|prefix| public("prefix", prefix.value, prefix.span)));
            all.push(public("the link", one.amazon.value.block, one.amazon.span));
        }
    }
    all
}
