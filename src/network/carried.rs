//! What a transit gateway carries between segments with sites. In come two segments that reach each other, out goes whether AWS
//! documents a path between all of their members.

use std::collections::BTreeSet;

use super::{DxGatewayId, HubId, Network, SegmentId, Site};

/// What is carried between two segments of a transit gateway, as far as AWS documents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Packets between all members.
    All,
    /// Not those between some sites, which come by one Direct Connect gateway.
    NotSites,
    /// None: all members are such sites.
    Nothing,
    /// Packets between all members but some sites, which SiteLink leads to each other.
    SitesLinked,
    /// None: all members are such sites.
    SiteLink,
}

impl Network {
    /// What a transit gateway carries between two segments that reach each other. From one virtual interface of a Direct Connect
    /// gateway to another one AWS documents SiteLink alone.
    #[must_use]
    pub fn carried(&self, hub: HubId, one: SegmentId, other: SegmentId) -> Carried {
        let gateways = |segment: SegmentId| {
            let sites = self.hubs[hub.0].segment(segment).sites.iter().map(|site| self.site(*site));
            sites.map(Site::clear_gateway).collect::<Vec<_>>()
        };
        let (from, to) = (gateways(one), gateways(other));
        let known: BTreeSet<DxGatewayId> = to.iter().flatten().copied().collect();
        let mut shared: Vec<DxGatewayId> = if one == other {
            let twice = |gateway: &DxGatewayId| to.iter().flatten().filter(|of| *of == gateway).count() > 1;
            known.iter().copied().filter(|gateway| self.hubs[hub.0].segment(one).transit && twice(gateway)).collect()
        } else {
            from.iter().flatten().copied().filter(|gateway| known.contains(gateway)).collect()
        };
        let all = shared.len();
        shared.retain(|gateway| !self.dx_gateway(*gateway).has_site_link());
        let joined = |segment: SegmentId| {
            let vpcs = self.vpcs.iter().filter_map(|vpc| vpc.attach);
            let mut vpcs = vpcs.filter(|attach| attach.hub == hub && attach.segment == Some(segment));
            vpcs.next().is_some() || !self.hubs[hub.0].segment(segment).attachments.is_empty()
        };
        let by_one = known.len() == 1 && from.iter().chain(&to).all(|gateway| gateway.as_ref() == known.first());
        let is_whole = by_one && !joined(one) && !joined(other);
        match (all, shared.is_empty()) {
            (0, _) => Carried::All,
            (_, true) if is_whole => Carried::SiteLink,
            (_, true) => Carried::SitesLinked,
            (_, false) if is_whole => Carried::Nothing,
            (_, false) => Carried::NotSites,
        }
    }
}
