//! Where IPv6 of a VPC goes: to the internet by a gateway of its own, or to its transit gateway. In come a VPC and a tier, out goes
//! a yes or no, which routes, attachments and findings read alike.
//!
//! Amazon chooses the /56 of a VPC at deployment, so no route of a document can name the one of another VPC. What a transit gateway
//! carries of IPv6 is what attachments propagate, and a tier sends all of it there: `::/0`. Firewall rules are of IPv4 alone, so
//! nothing is carried between segments that are inspected.

use super::{End, Hub, Network, Purpose, Relation, RouteKind, SegmentId, Tier, Vpc};

impl Hub {
    /// The segments whose VPCs exchange IPv6 with those of a segment: reached directly, on a gateway that carries IPv6.
    pub fn ipv6_peers(&self, of: SegmentId) -> impl Iterator<Item = SegmentId> + '_ {
        let direct = move |to: &SegmentId| self.relation(of, End::Segment(*to)) == Relation::Direct;
        self.reached(of).filter(move |to| self.ipv6 && direct(to))
    }
}

impl Network {
    /// Whether `::/0` of a `transit` tier leads to the egress-only gateway of its VPC: only where the segment reaches the internet
    /// and nothing inspects that. Elsewhere such a route would lead past the segment.
    #[must_use]
    pub fn has_own_ipv6_exit(&self, vpc: &Vpc) -> bool {
        vpc.attach.is_none_or(|attach| {
            attach.segment.is_none_or(|id| self.hubs[attach.hub.0].relation(id, End::Internet) == Relation::Direct)
        })
    }

    /// Whether a VPC with IPv6 belongs to a segment that exchanges it with some segment.
    #[must_use]
    pub fn may_use_ipv6_of_hub(&self, vpc: &Vpc) -> bool {
        let attach = vpc.attach.and_then(|attach| Some((&self.hubs[attach.hub.0], attach.segment?)));
        vpc.ipv6 && attach.is_some_and(|(hub, segment)| hub.ipv6_peers(segment).next().is_some())
    }

    /// Whether `::/0` of a tier leads to the transit gateway: it has routes there, and no IPv6 exit by a gateway of its VPC.
    #[must_use]
    pub fn sends_ipv6_to_hub(&self, vpc: &Vpc, tier: &Tier) -> bool {
        let stays = match tier.route {
            RouteKind::Internet | RouteKind::Nat | RouteKind::Firewall => false,
            RouteKind::Transit => !self.has_own_ipv6_exit(vpc),
            RouteKind::Local => true,
        };
        stays && tier.hub && tier.purpose == Purpose::Workload && self.may_use_ipv6_of_hub(vpc)
    }

    /// Whether the attachment of a VPC carries IPv6: some tier sends it there, and could answer.
    #[must_use]
    pub fn attaches_ipv6(&self, vpc: &Vpc) -> bool {
        vpc.tiers.iter().any(|tier| self.sends_ipv6_to_hub(vpc, tier))
    }
}
