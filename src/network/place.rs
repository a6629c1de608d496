//! Parts of a document that stand for their addresses in rules of security groups and network ACLs alike.

use std::collections::BTreeMap;
use std::fmt;

use super::resolve::known::{Known, segment_of, vpc_of};
use super::resolve::{did_you_mean, did_you_mean_one_of};
use super::{HubId, PoolId, SegmentId, SiteId, Tier, TierId, VpcId};
use crate::blueprint::{Blueprint, PlaceName};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;

/// A part of the document, by what has its addresses, with the name that the document gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What has the addresses.
    pub of: PlaceOf,
    /// `vpc/data`, `tier/app`.
    pub name: String,
}

/// What has the addresses of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceOf {
    /// All blocks of a VPC; of another one those that others reach.
    Vpc(VpcId),
    /// A tier of the same VPC.
    Tier(TierId),
    /// An address pool.
    Pool(PoolId),
    /// A site.
    Site(SiteId),
    /// VPCs, sites and declared prefixes of a segment.
    Segment(HubId, SegmentId),
}

/// The name that the document gives it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Where names of places are looked up: the document, and the VPC whose rules name them.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub blueprint: &'a Blueprint,
    pub pools: &'a BTreeMap<&'a Name, PoolId>,
    pub known: &'a Known<'a>,
    pub tiers: &'a [Tier],
    /// The VPC.
    pub vpc: &'a Spanned<Name>,
    /// The transit gateway that it is attached to.
    pub hub: Option<&'a Name>,
    /// Whether the VPC has IPv6.
    pub ipv6: bool,
}

impl Places<'_> {
    /// The VPC itself: `vpc`.
    pub fn own(&self) -> Option<Place> {
        let (id, _) = self.known.vpcs.get(&self.vpc.value)?;
        Some(Place { of: PlaceOf::Vpc(*id), name: "vpc".to_owned() })
    }

    /// Whether a place has addresses of IPv6 that rules can name: those of the VPC itself.
    pub fn has_ipv6(&self, place: &Place) -> bool {
        let own = self.own().is_some_and(|own| own.of == place.of);
        self.ipv6 && (own || matches!(place.of, PlaceOf::Tier(_)))
    }

    /// The place of a name; one that is not there is an error.
    pub fn find(&self, written: &Spanned<PlaceName>, diagnostics: &mut Diagnostics) -> Option<Place> {
        let span = written.span;
        let place = |of, kind: &str, name: &Name| Some(Place { of, name: format!("{kind}/{}", name.as_str()) });
        match &written.value {
            PlaceName::Vpc(name) => {
                let (id, _) = vpc_of(self.blueprint, self.known, &Spanned { value: name.clone(), span }, diagnostics)?;
                place(PlaceOf::Vpc(id), "vpc", name)
            }
            PlaceName::Tier(name) => {
                let found = self.tiers.iter().position(|tier| tier.name == *name);
                let help = || did_you_mean(name.as_str(), self.tiers.iter().map(|tier| tier.name.as_str()));
                let message = format!("there is no tier `{name}` in this VPC");
                let index = found_or(found, (Code::UnknownTier, message), span, help, diagnostics)?;
                place(PlaceOf::Tier(TierId(index)), "tier", name)
            }
            PlaceName::Pool(name) => {
                let found = self.pools.get(name).copied();
                let help = || did_you_mean_one_of(name, &self.blueprint.address_pools);
                let message = format!("there is no address pool `{name}`");
                let id = found_or(found, (Code::UnknownPool, message), span, help, diagnostics)?;
                place(PlaceOf::Pool(id), "pool", name)
            }
            PlaceName::Site(name) => {
                let found = self.blueprint.sites.keys().position(|site| site.value == *name);
                let help = || did_you_mean_one_of(name, &self.blueprint.sites);
                let message = format!("there is no site `{name}`");
                let index = found_or(found, (Code::UnknownPeer, message), span, help, diagnostics)?;
                place(PlaceOf::Site(SiteId(index)), "site", name)
            }
            PlaceName::Segment(name) => {
                let hubs = &self.blueprint.transit_gateways;
                let own = hubs.keys().position(|hub| Some(&hub.value) == self.hub);
                let Some(index) = own.or((hubs.len() == 1).then_some(0)) else {
                    let message = format!("segment `{name}` is of no transit gateway that the VPC is attached to");
                    let finding = Diagnostic::new(Code::UnknownPeer, message).at(span, "");
                    diagnostics.push(finding.help("attach the VPC, or name a VPC, a pool, a site or a CIDR"));
                    return None;
                };
                let (hub, written) = hubs.iter().nth(index)?;
                let name_of = (hub, &written.value);
                let segment = segment_of(self.known, name_of, &Spanned { value: name.clone(), span }, diagnostics)?;
                place(PlaceOf::Segment(HubId(index), segment), "segment", name)
            }
        }
    }
}

/// What was found, or an error with the closest name.
fn found_or<T>(
    found: Option<T>,
    (code, message): (Code, String),
    span: Span,
    help: impl FnOnce() -> String,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    if found.is_none() {
        diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help()));
    }
    found
}
