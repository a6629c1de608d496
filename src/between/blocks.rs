//! NG0980: no address is in two documents. Networks that are joined later, by a transit gateway, a peering or a site that both
//! reach, cannot have the same addresses, and neither document can see the other one's.
//! Blocks of a VPC of others behind a peering are not compared: it may be the other document's, whose id is in no document, and what is somebody
//! else's nobody here can move.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use std::collections::BTreeSet;

use super::Document;
use crate::check::{Facts, overlaps};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr4, Name};

/// A block of a document.
#[derive(Clone, Copy)]
struct Held<'a> {
    cidr: Cidr4,
    document: usize,
    kind: Kind,
    name: &'a Name,
    span: Span,
    /// A VPC's that is cut from a pool: the pool is compared in its place.
    is_cut: bool,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A VPC's, routable.
    Vpc,
    /// That of people who dial in.
    RemoteAccess,
    /// A network of a site.
    Site,
    /// A prefix that is in use on premises.
    OnPremises,
    /// A pool that is in no other one.
    Pool,
}

impl Held<'_> {
    fn words(&self) -> String {
        match self.kind {
            Kind::Vpc => format!("VPC `{}`", self.name),
            Kind::RemoteAccess => format!("remote access `{}`", self.name),
            Kind::Site => format!("site `{}`", self.name),
            Kind::OnPremises => format!("`{}` on premises", self.name),
            Kind::Pool => format!("pool `{}`", self.name),
        }
    }

    /// A pool gives out addresses for VPCs: only other VPCs and pools take them from it by chance.
    fn is_of_aws(&self) -> bool {
        matches!(self.kind, Kind::Vpc | Kind::RemoteAccess | Kind::Pool)
    }
}

pub(super) fn check(documents: &[Document<'_>], diagnostics: &mut Diagnostics) {
    let mut used: Vec<Held<'_>> = Vec::new();
    let mut pools: Vec<Held<'_>> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        used.extend(used_by(index, *document));
        pools.extend(pools_of(index, *document));
    }
    let mut told = BTreeSet::new();
    sweep(used.clone(), may_overlap, &mut told, diagnostics);
    // Two documents whose VPCs overlap have pools that do: the VPCs say more.
    let said = told.clone();
    pools.extend(used.into_iter().filter(|one| one.kind == Kind::Vpc && !one.is_cut));
    let is_fine = |one: &Held<'_>, other: &Held<'_>| {
        let pool = one.kind == Kind::Pool || other.kind == Kind::Pool;
        let lent = is_lent(documents, one, other) || is_lent(documents, other, one);
        one.document == other.document || !pool || lent || said.contains(&pair(one, other))
    };
    sweep(pools, is_fine, &mut told, diagnostics);
}

/// Whether a pool has a part that its document delegates to the document of another block, with that block in it.
fn is_lent(documents: &[Document<'_>], pool: &Held<'_>, block: &Held<'_>) -> bool {
    let (giver, taker) = (documents[pool.document], documents[block.document].network());
    let mut pools = giver.plan.pools.iter().zip(&giver.network().pools);
    let is_given = |to: &Spanned<Name>| to.value == taker.name;
    pool.kind == Kind::Pool
        && pools.any(|(plan, one)| one.delegated_to.as_ref().is_some_and(is_given) && plan.block.contains(block.cidr))
}

/// Blocks of one document are its own matter. A site may stand in several documents, under one name or as a prefix on premises.
fn may_overlap(one: &Held<'_>, other: &Held<'_>) -> bool {
    // Addresses of people who dial in are known inside their tunnels alone: those of two endpoints never meet.
    if one.kind == Kind::RemoteAccess && other.kind == Kind::RemoteAccess {
        return true;
    }
    let is_outside = |held: &Held<'_>| !matches!(held.kind, Kind::Vpc | Kind::RemoteAccess);
    let outside = is_outside(one) && is_outside(other);
    let same_site = one.name == other.name || one.kind == Kind::OnPremises || other.kind == Kind::OnPremises;
    one.document == other.document || (outside && same_site)
}

fn pair(one: &Held<'_>, other: &Held<'_>) -> (usize, usize) {
    (one.document.min(other.document), one.document.max(other.document))
}

fn sweep(
    mut held: Vec<Held<'_>>,
    may_overlap: impl Fn(&Held<'_>, &Held<'_>) -> bool,
    told: &mut BTreeSet<(usize, usize)>,
    diagnostics: &mut Diagnostics,
) {
    held.sort_by(|one, other| (one.cidr, one.document, one.name).cmp(&(other.cidr, other.document, other.name)));
    for (outer, inner) in overlaps(&held, |one| one.cidr, may_overlap) {
        told.insert(pair(&outer, &inner));
        // To blame is what can move: nothing on premises can, and of two the later document gives way.
        let order = |one: &Held<'_>| (one.is_of_aws(), one.document);
        let (moved, kept) = if order(&outer) < order(&inner) { (inner, outer) } else { (outer, inner) };
        let message = format!("{} overlaps {} of another document", moved.words(), kept.words());
        let finding = Diagnostic::new(Code::BlocksBetween, message)
            .at(moved.span, moved.cidr.to_string())
            .also(kept.span, format!("{} has {}", kept.words(), kept.cidr))
            .why("networks with the same addresses can never be connected, and neither document sees the other one");
        let advice = "give each document a pool of its own, or let one delegate a pool to the other (`pools_from`)";
        diagnostics.push(finding.help(advice));
    }
}

fn used_by(index: usize, document: Document<'_>) -> Vec<Held<'_>> {
    let network = document.network();
    let facts = Facts::of(document.plan);
    let vpcs = facts.blocks.iter().filter(|block| block.is_routable());
    let vpcs = vpcs.map(|block| (block.cidr, Kind::Vpc, &block.vpc.name, block.place(), block.is_cut()));
    let sites = network.sites.iter().flat_map(|site| site.prefixes.iter().map(move |one| (site, one)));
    let sites = sites.map(|(site, prefix)| (prefix.value, Kind::Site, &site.name, prefix.span, false));
    let on_premises = network.on_premises.iter();
    let on_premises = on_premises.map(|(name, prefix)| (prefix.value, Kind::OnPremises, name, prefix.span, false));
    let dialed = document.plan.remote_access.iter().map(|one| (one.block, network.access(one.id)));
    let dialed = dialed.map(|(block, one)| (block, Kind::RemoteAccess, &one.name, one.block_span, false));
    let all = vpcs.chain(sites).chain(on_premises).chain(dialed);
    all.map(|(cidr, kind, name, span, is_cut)| Held { cidr, document: index, kind, name, span, is_cut }).collect()
}

fn pools_of(index: usize, document: Document<'_>) -> impl Iterator<Item = Held<'_>> {
    let pools = document.plan.pools.iter().zip(&document.network().pools);
    let outermost = pools.filter(|(_, pool)| pool.within.is_none());
    outermost.map(move |(plan, pool)| Held {
        cidr: plan.block,
        document: index,
        kind: Kind::Pool,
        name: &pool.name,
        span: pool.span,
        is_cut: false,
    })
}
