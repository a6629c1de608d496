//! What a transit gateway carries between segments with sites. In come two segments that reach each other, out goes whether AWS
//! documents a path between all of their members.

use std::collections::BTreeSet;

use super::{DxGatewayId, HubId, Network, SegmentId};

/// What is carried between two segments of a transit gateway, as far as AWS documents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Packets between all members.
    All,
    /// Not those between some sites, which come by one Direct Connect gateway.
    NotSites,
    /// None: all members are such sites.
    Nothing,
}

impl Network {
    /// What a transit gateway carries between two segments that reach each other. From one virtual interface of a Direct Connect
    /// gateway to another one AWS documents SiteLink alone.
    #[must_use]
    pub fn carried(&self, hub: HubId, one: SegmentId, other: SegmentId) -> Carried {
        let gateways = |segment: SegmentId| {
            let sites = self.hubs[hub.0].segment(segment).sites.iter().map(|site| self.site(*site));
            sites.map(|site| site.direct_connects().next().map(|(_, direct)| direct.gateway)).collect::<Vec<_>>()
        };
        let (from, to) = (gateways(one), gateways(other));
        let known: BTreeSet<DxGatewayId> = to.iter().flatten().copied().collect();
        let shared = if one == other {
            self.hubs[hub.0].segment(one).transit && known.len() < to.iter().flatten().count()
        } else {
            from.iter().flatten().any(|gateway| known.contains(gateway))
        };
        let joined = |segment: SegmentId| {
            let vpcs = self.vpcs.iter().filter_map(|vpc| vpc.attach);
            let mut vpcs = vpcs.filter(|attach| attach.hub == hub && attach.segment == Some(segment));
            vpcs.next().is_some() || !self.hubs[hub.0].segment(segment).attachments.is_empty()
        };
        let by_one = || known.len() == 1 && from.iter().chain(&to).all(|gateway| gateway.as_ref() == known.first());
        match shared {
            false => Carried::All,
            true if by_one() && !joined(one) && !joined(other) => Carried::Nothing,
            true => Carried::NotSites,
        }
    }
}
