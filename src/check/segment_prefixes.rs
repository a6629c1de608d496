//! NG0716, and NG0204 for what is behind segments: declared prefixes of two segments never overlap, and no VPC has addresses
//! inside one: its own route comes first, so nobody there would be reached.

use std::collections::BTreeSet;

use super::facts::{Block, Facts, overlaps};
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;
use crate::network::Segment;

/// A declared prefix or a VPC's block.
#[derive(Clone, Copy)]
enum Known<'f> {
    Prefix { hub: usize, segment: &'f Segment, prefix: Spanned<Cidr4> },
    Block(&'f Block<'f>),
}

impl Known<'_> {
    fn cidr(&self) -> Cidr4 {
        match self {
            Self::Prefix { prefix, .. } => prefix.value,
            Self::Block(block) => block.cidr,
        }
    }
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let mut prefixes = Vec::new();
    for (hub, meant) in facts.plan.network.hubs.iter().enumerate() {
        for segment in &meant.segments {
            prefixes.extend(segment.prefixes.iter().map(|prefix| Known::Prefix { hub, segment, prefix: *prefix }));
        }
    }
    if prefixes.is_empty() {
        return;
    }
    let by_address = |one: &Known<'_>| (one.cidr(), matches!(one, Known::Block(_)));
    prefixes.sort_by_key(by_address);
    let apart = |one: &Known<'_>, other: &Known<'_>| match (one, other) {
        (Known::Prefix { hub, segment, .. }, Known::Prefix { hub: same, segment: twin, .. }) => {
            hub != same || segment.name == twin.name
        }
        _ => true,
    };
    // What is said of sites is said by the rule of their addresses.
    let sites: BTreeSet<Span> =
        facts.plan.network.sites.iter().flat_map(|site| &site.prefixes).map(|prefix| prefix.span).collect();
    let of_site = |one: &Known<'_>| matches!(one, Known::Prefix { prefix, .. } if sites.contains(&prefix.span));
    for (outer, inner) in overlaps(&prefixes, Known::cidr, apart) {
        if of_site(&outer) && of_site(&inner) {
            continue;
        }
        two_segments(&outer, &inner, diagnostics);
    }
    let mut all: Vec<Known<'_>> =
        prefixes.into_iter().filter(|one| !of_site(one)).chain(facts.blocks.iter().map(Known::Block)).collect();
    all.sort_by_key(by_address);
    let free = Free::new(facts);
    let apart = |one: &Known<'_>, other: &Known<'_>| {
        matches!((one, other), (Known::Prefix { .. }, Known::Prefix { .. }) | (Known::Block(_), Known::Block(_)))
    };
    for pair in overlaps(&all, Known::cidr, apart) {
        let ((Known::Prefix { segment, prefix, .. }, Known::Block(block))
        | (Known::Block(block), Known::Prefix { segment, prefix, .. })) = pair
        else {
            continue;
        };
        let message =
            format!("VPC `{}` overlaps {}, a prefix of segment `{}`", block.vpc.name, prefix.value, segment.name);
        let finding = block.blame(Diagnostic::new(Code::OverlapOnPremises, message), block.cidr.to_string());
        let finding = finding.also(prefix.span, format!("`{}` says so here", segment.name));
        let why =
            "the VPC's own route comes first: from inside it, nobody behind the segment at these addresses is reached";
        diagnostics.push(finding.why(why).help(free.instead_of(block.cidr)));
    }
}

fn two_segments(outer: &Known<'_>, inner: &Known<'_>, diagnostics: &mut Diagnostics) {
    let (Known::Prefix { segment: first, prefix: around, .. }, Known::Prefix { segment, prefix, .. }) = (outer, inner)
    else {
        return;
    };
    let message = format!("segments `{}` and `{}` both have {}", first.name, segment.name, prefix.value);
    let finding = Diagnostic::new(Code::SegmentPrefixes, message)
        .at(prefix.span, "")
        .also(around.span, format!("`{}` has {}", first.name, around.value))
        .why("a table that knows one of the two sends packets for the other there as well")
        .help("declare for each segment only prefixes behind its own attachments");
    diagnostics.push(finding);
}
