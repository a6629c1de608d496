//! The VPC at the other end of a peering: one of the plan, through whose tables a packet goes on, or one of others, of which the plan knows
//! the blocks alone. What its owner is asked for (routes back, groups, network ACLs) is taken for granted there.

use super::super::packet::Address;
use super::place::Place;
use super::step::Step;
use super::trace::{Kind, Subnet};
use crate::network::{PeerVpc, PeeringId};

impl Step<'_, '_> {
    /// A packet leaves a VPC by a peering.
    pub(super) fn peering(&mut self, at: Subnet, id: PeeringId) {
        let network = self.walker.plan.network;
        let peering = &network.peerings[id.0];
        let other = peering.other(at.vpc);
        self.trace.peerings.insert(id);
        self.hop(format!("peering:{}", peering.name), None, format!("-> {}", network.called(other)), "");
        match other {
            PeerVpc::Own(other) => self.delivers(other),
            PeerVpc::Theirs(_) if self.to.place == Place::Peer(id) => self.is_there(),
            PeerVpc::Theirs(vpc) => self.elsewhere(vpc.id.value.as_str()),
        }
    }

    /// A packet leaves the VPC of others. A peering is no transit: it leads into one VPC, and its owner is asked for routes to that one's
    /// routable blocks alone.
    /// <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations>
    pub(super) fn leaves_peer(&mut self, id: PeeringId) {
        let network = self.walker.plan.network;
        let peering = &network.peerings[id.0];
        let own = peering.requester;
        let name = peering.theirs().map(|vpc| vpc.id.value.to_string()).unwrap_or_default();
        let is_asked_for = match self.destination {
            Address::V4(address) => self.walker.vpc(own).routable().any(|block| block.contains_address(address)),
            _ => false,
        };
        if !is_asked_for {
            let what = format!("peering {} leads to the routable blocks of {} alone", peering.name, self.vpc_name(own));
            return self.ends(Kind::NoRoute, name, None, what, self.change_for_peering(id));
        }
        self.trace.peerings.insert(id);
        self.hop(name, None, format!("-> peering {}", peering.name), "a route that its owner is asked for");
        self.delivers(own);
    }
}
