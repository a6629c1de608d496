//! Walks of packets through the fabric, there and back.
//!
//! In come two hosts and a protocol; out goes what a packet meets on its way, hop by hop, and what stops it. A filter (network
//! ACL, security group, firewall) is noted and walked past, so that a second one behind it is found as well; a missing route
//! ends the walk. The reply is walked with the state that the request left behind: the addresses that NAT gateways replaced,
//! the firewall endpoints that know the connection, the egress-only gateways that let it out. Network ACLs keep no state.
//!
//! The order at an interface is group, ACL, route on the way out, and route, ACL, group on the way in. Packets between two
//! interfaces of one subnet meet groups alone.

mod client;
mod guard;
mod hub;
mod internet;
mod peer;
mod place;
mod site_link;
mod step;
mod trace;
mod treated;
mod vpn_gateway;
mod words;

pub use place::{Host, Place};
pub use trace::{Crossed, Hop, Kind, Obstacle, Subnet, Trace, Translation};
pub use treated::Treatments;

use std::collections::BTreeSet;

use super::super::types::{AclProtocol, Plan, VpcPlan};
use super::packet::{Address, Family, Transport};
use super::{Target, VpcTable};
use crate::net::Ports;
use crate::network::{Purpose, TierId, VpcId, Zone};
use hub::Hubs;
use step::Step;

/// The port of remote desktops, which the preset `tiered` closes in the range of replies: a connection whose client happens to
/// have this one of 64,512 ports gets no answer, and that is not what a question about reachability asks for.
const ADMINISTRATION: u16 = 3389;

/// A request and its reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The request.
    pub there: Trace,
    /// The reply, as if the request had arrived.
    pub back: Trace,
    /// Whether replies to some ephemeral ports arrive and to others do not.
    pub some_ports: bool,
}

impl Flow {
    /// Whether request and reply arrive.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.there.passes() && self.back.passes()
    }
}

/// A plan with its tables laid out for lookups.
#[derive(Debug)]
pub struct Walker<'p> {
    plan: &'p Plan<'p>,
    hubs: Hubs<'p>,
}

impl<'p> Walker<'p> {
    /// Lays out the tables of a plan.
    #[must_use]
    pub fn new(plan: &'p Plan<'p>) -> Self {
        Self { plan, hubs: Hubs::of(plan) }
    }

    /// What is walked.
    #[must_use]
    pub fn plan(&self) -> &'p Plan<'p> {
        self.plan
    }

    /// A request from one host to another, and its reply.
    #[must_use]
    pub fn flow(&self, from: &Host, to: &Host, transport: Transport) -> Flow {
        let there = self.there(from, to, transport);
        let mut clients = self.clients(from, to, transport).into_iter();
        let first = clients.next().unwrap_or(Ports::EPHEMERAL.from());
        let mut back = self.back(&there, from, to, transport, first);
        let mut some_ports = false;
        for client in clients {
            let other = self.back(&there, from, to, transport, client);
            some_ports |= other.passes() != back.passes();
            if back.passes() {
                back = other;
            }
        }
        Flow { there, back, some_ports }
    }

    /// Whether the request of a flow passes by another protocol or to another port as well: the same way, asked of the same filters.
    #[must_use]
    pub fn requests(&self, flow: &Flow, transport: Transport) -> bool {
        self.admits(&flow.there, transport)
    }

    /// The same of its reply, which does not depend on the port that the request went to.
    #[must_use]
    pub fn replies(&self, flow: &Flow, from: &Host, to: &Host, transport: Transport) -> bool {
        let clients = self.clients(from, to, transport);
        clients.into_iter().all(|client| self.admits(&flow.back, transport.reply(client)))
    }

    fn there(&self, from: &Host, to: &Host, transport: Transport) -> Trace {
        Step::new(self, (*from, *to), (from.address, to.address), transport, None).walk()
    }

    fn back(&self, there: &Trace, from: &Host, to: &Host, transport: Transport, client: u16) -> Trace {
        // What a NAT gateway sent is answered to that gateway.
        let destination = there.translations.last().map_or(from.address, |last| last.outside);
        let reply = transport.reply(client);
        Step::new(self, (*to, *from), (to.address, destination), reply, Some((there, *from, *to))).walk()
    }

    /// Ephemeral ports, one for each part of their range that an ACL near the two ends treats alike.
    fn clients(&self, from: &Host, to: &Host, transport: Transport) -> BTreeSet<u16> {
        let mut clients = BTreeSet::from([Ports::EPHEMERAL.from()]);
        let vpcs = [from, to].into_iter().filter_map(Host::subnet).map(|subnet| subnet.vpc);
        for acl in vpcs.flat_map(|vpc| &self.vpc(vpc).acls) {
            for entry in acl.ingress.iter().chain(&acl.egress) {
                let ((AclProtocol::Tcp(ports), Transport::Tcp(_)) | (AclProtocol::Udp(ports), Transport::Udp(_))) =
                    (entry.protocol, transport)
                else {
                    continue;
                };
                clients
                    .extend(starts(ports).filter(|port| *port >= Ports::EPHEMERAL.from() && *port != ADMINISTRATION));
            }
        }
        clients
    }

    pub(super) fn vpc(&self, id: VpcId) -> &'p VpcPlan<'p> {
        &self.plan.vpcs[id.0]
    }

    /// The route table of a subnet.
    pub(super) fn table(&self, at: Subnet) -> Option<&'p VpcTable> {
        let tables = self.vpc(at.vpc).tables.iter();
        tables.into_iter().find(|table| table.tier == at.tier && table.zone.is_none_or(|zone| zone == at.zone))
    }

    /// The subnet of a tier that netgen added for a purpose.
    pub(super) fn subnet_for(&self, vpc: VpcId, purpose: Purpose, zone: Zone) -> Option<Subnet> {
        let plan = self.vpc(vpc);
        let tier = TierId(plan.vpc.tiers.iter().position(|tier| tier.purpose == purpose)?);
        let there = plan.tiers[tier.0].subnets.iter().any(|subnet| subnet.zone == zone);
        there.then_some(Subnet { vpc, tier, zone })
    }

    /// Whether a VPC has an internet gateway.
    #[must_use]
    pub fn has_internet_gateway(&self, vpc: VpcId) -> bool {
        let targets = self.vpc(vpc).tables.iter().flat_map(|table| table.routes.iter()).map(|route| route.target);
        targets.into_iter().any(|target| matches!(target, Target::InternetGateway | Target::RegionalNat))
    }

    /// The host that stands for a subnet: an address that AWS does not reserve.
    #[must_use]
    pub fn host(&self, at: Subnet, family: Family) -> Option<Address> {
        let subnets = &self.vpc(at.vpc).tiers[at.tier.0].subnets;
        let subnet = subnets.iter().find(|subnet| subnet.zone == at.zone)?;
        match family {
            Family::Ipv4 => subnet.cidr.host(10).map(Address::V4),
            Family::Ipv6 => subnet.ipv6.map(|index| Address::Own { vpc: at.vpc, index }),
        }
    }
}

/// Where a range of ports begins, and where the range after it does.
pub fn starts(ports: Ports) -> impl Iterator<Item = u16> {
    [Some(ports.from()), ports.to().checked_add(1)].into_iter().flatten()
}
