//! One walk: from subnet to table to target, until the packet arrives or nothing leads on.

use super::super::packet::{Address, Family, Transport};
use super::super::{Destination, HubTarget, Ipv6Block, Route, Target};
use super::Walker;
use super::place::{Host, Place};
use super::trace::{Hop, Kind, Obstacle, Subnet, Trace, Translation};
use crate::blueprint::Role;
use crate::network::{AwsEnd, HubId, Purpose, SiteId, UplinkId, VpcId, Zone};
use crate::plan::Attachment;

/// Longer walks are circles.
const MOST_HOPS: usize = 48;

/// A walk that is under way.
pub(super) struct Step<'w, 'p> {
    pub(super) walker: &'w Walker<'p>,
    pub(super) from: Host,
    pub(super) to: Host,
    pub(super) source: Address,
    pub(super) destination: Address,
    pub(super) transport: Transport,
    /// For a reply: the walk of the request, and its two ends.
    pub(super) request: Option<(&'w Trace, Host, Host)>,
    /// NAT gateways of the request whose replacement the reply has yet to meet.
    pub(super) translations: Vec<Translation>,
    /// The zone that appliance mode and attachments without a zone of their own use for both directions.
    zone: Option<Zone>,
    pub(super) trace: Trace,
}

impl<'w, 'p> Step<'w, 'p> {
    pub(super) fn new(
        walker: &'w Walker<'p>,
        (from, to): (Host, Host),
        (source, destination): (Address, Address),
        transport: Transport,
        request: Option<(&'w Trace, Host, Host)>,
    ) -> Self {
        let (first, second) = request.map_or((from, to), |(_, from, to)| (from, to));
        let zone = first.subnet().or(second.subnet()).map(|subnet| subnet.zone);
        let zone = zone.or(walker.plan.network.home().zones.first().copied());
        let translations = request.map(|(there, ..)| there.translations.clone()).unwrap_or_default();
        let trace = Trace::default();
        Self { walker, from, to, source, destination, transport, request, translations, zone, trace }
    }

    /// Walks, and gives the record.
    pub(super) fn walk(mut self) -> Trace {
        if let (Place::Client(id, _), false) = (self.to.place, self.is_reply()) {
            self.towards_client(id);
            return self.trace;
        }
        match self.from.place {
            Place::Interface(subnet, _) => {
                self.opens(subnet);
                self.leaves(subnet);
            }
            Place::Client(id, subnet) => self.leaves_client(id, subnet),
            Place::Site(site) => self.leaves_site(site),
            Place::Behind(hub, segment) => {
                let segment = &self.walker.plan.network.hubs[hub.0].segments[segment.0];
                let name = format!("segment {}", segment.name);
                match segment.attachments.first() {
                    Some(one) => self.hub(hub, &Attachment::Existing(one.value.clone()), self.zone),
                    None => self.ends(Kind::NoRoute, name, None, "the segment has no attachment", String::new()),
                }
            }
            Place::Peer(peering) => self.leaves_peer(peering),
            Place::Internet => self.enters_from_internet(),
        }
        self.trace
    }

    /// Whether it is a reply.
    pub(super) fn is_reply(&self) -> bool {
        self.request.is_some()
    }

    /// A packet leaves an interface of a subnet.
    pub(super) fn leaves(&mut self, at: Subnet) {
        if self.trace.hops.len() > MOST_HOPS {
            return self.ends(Kind::Loop, self.tier(at), Some(at.zone), "the packet goes in a circle", String::new());
        }
        if self.subnet_of_destination() == Some(at) {
            return self.arrives();
        }
        self.leaves_subnet(at);
        let Some(route) = self.route(at) else { return self.no_route(at) };
        self.hop(self.tier(at), Some(at.zone), self.words(route), route.why);
        match route.target {
            Target::Local => self.delivers(at.vpc),
            Target::InternetGateway => self.internet_gateway(at),
            Target::EgressOnlyGateway => self.egress_only_gateway(at),
            Target::Nat(zone) => self.nat(at, zone),
            Target::RegionalNat => self.regional_nat(at),
            Target::TransitGateway => self.transit_gateway(at),
            Target::Firewall(zone) => self.firewall_endpoint(at, zone),
            Target::Peering(id) => self.peering(at, id),
            Target::VpnGateway(site) => {
                self.hop(
                    format!("vgw {}", self.vpc_name(at.vpc)),
                    None,
                    format!("-> site {}", self.site_name(site)),
                    "",
                );
                self.reaches_site(|to| to == site);
            }
            Target::Endpoint(_) => self.no_route(at),
        }
    }

    fn route(&self, at: Subnet) -> Option<&'p Route<Target>> {
        let table = &self.walker.table(at)?.routes;
        match self.destination {
            Address::V4(address) => table.lookup(address),
            Address::Own { vpc, .. } => table.lookup_v6(Ipv6Block::Vpc(vpc)),
            Address::V6(address) => table.lookup_v6_address(address),
            Address::Internet(Family::Ipv6) => table.get(Destination::DEFAULT_V6),
            Address::Internet(Family::Ipv4) => table.get(Destination::DEFAULT_V4),
        }
    }

    fn no_route(&mut self, at: Subnet) {
        let (tier, shown) = (self.tier(at), self.shown(self.destination));
        let what = format!("the route table has no route to {shown}");
        let change = self.change_for_route(at);
        self.ends(Kind::NoRoute, tier, Some(at.zone), what, change);
    }

    /// A packet is in a VPC that has the destination, or so the route says.
    pub(super) fn delivers(&mut self, vpc: VpcId) {
        match self.subnet_of_destination() {
            Some(subnet) if subnet.vpc == vpc => {
                self.enters_subnet(subnet);
                self.arrives();
            }
            _ => {
                let what = format!("{} has {} as well", self.vpc_name(vpc), self.shown(self.destination));
                self.ends(
                    Kind::Elsewhere,
                    self.vpc_name(vpc),
                    None,
                    what,
                    "give one of the two another block".to_owned(),
                );
            }
        }
    }

    /// The subnet that the destination address is in: of the far end, or of the NAT gateway that a reply goes to.
    pub(super) fn subnet_of_destination(&self) -> Option<Subnet> {
        match self.translations.last() {
            Some(last) => Some(last.nat),
            None => self.to.subnet(),
        }
    }

    /// The packet is in the subnet of its destination.
    pub(super) fn arrives(&mut self) {
        if let Some(Translation { nat, inside, .. }) = self.translations.pop() {
            let name = format!("nat {}", self.vpc_name(nat.vpc));
            self.hop(
                name,
                Some(nat.zone),
                "destination becomes the address inside".to_owned(),
                "reply to what it translated",
            );
            self.destination = inside;
            return self.leaves(nat);
        }
        if let Some(subnet) = self.to.subnet() {
            self.accepts(subnet);
            self.hop(self.tier(subnet), Some(subnet.zone), "arrives".to_owned(), "");
        }
        self.is_there();
    }

    /// The destination is reached. A reply with another source than the request went to is none.
    pub(super) fn is_there(&mut self) {
        if let (true, Some(last)) = (self.is_reply(), self.trace.translations.last()) {
            let (vpc, zone) = (self.vpc_name(last.nat.vpc), Some(last.nat.zone));
            let what = "the reply leaves with the address of the NAT gateway, from which nothing was asked";
            return self.ends(Kind::Translated, vpc, zone, what, "open the connection from this end".to_owned());
        }
        self.trace.arrived = true;
    }

    fn nat(&mut self, at: Subnet, zone: Zone) {
        let plan = self.walker.vpc(at.vpc);
        let Some(tier) = plan.nats.iter().find(|nat| nat.zone == zone).map(|nat| nat.tier) else {
            return self.no_route(at);
        };
        let nat = Subnet { vpc: at.vpc, tier, zone };
        if nat != at {
            self.enters_subnet(nat);
        }
        let outside = self.walker.host(nat, Family::Ipv4).unwrap_or(Address::Internet(Family::Ipv4));
        let away = if zone == at.zone { "" } else { "in another zone" };
        let name = format!("nat {}", self.vpc_name(at.vpc));
        self.hop(name, Some(zone), "source becomes the NAT gateway's".to_owned(), away);
        self.trace.translations.push(Translation { nat, outside, inside: self.source });
        self.source = outside;
        self.leaves(nat);
    }

    fn transit_gateway(&mut self, at: Subnet) {
        let Some(attach) = self.walker.vpc(at.vpc).vpc.attach else { return self.no_route(at) };
        let Some(subnet) = self.walker.subnet_for(at.vpc, Purpose::Attachment, at.zone) else {
            let what = "the attachment has no subnet in the zone";
            return self.ends(Kind::NoAttachment, self.tier(at), Some(at.zone), what, String::new());
        };
        if subnet != at {
            self.enters_subnet(subnet);
        }
        self.hub(attach.hub, &Attachment::Vpc(at.vpc), Some(at.zone));
    }

    /// A packet enters a transit gateway from an attachment.
    fn hub(&mut self, id: HubId, from: &Attachment, zone: Option<Zone>) {
        let walker: &'w Walker<'p> = self.walker;
        self.trace.hubs.insert(id);
        let Some(table) = walker.hubs.table(id, from) else {
            let name = walker.plan.network.hubs[id.0].name.to_string();
            return self.ends(Kind::NoRoute, name, None, "the attachment has no route table", String::new());
        };
        let Some(route) = table.lookup(self.destination) else {
            let what = format!("the table has no route to {}", self.shown(self.destination));
            let change = match self.destination {
                Address::Own { .. } => self.change_for_ipv6(),
                _ => self.change_for_segments(id),
            };
            return self.ends(Kind::NoRoute, table.name.clone(), None, what, change);
        };
        let block = self.destination_words(route.destination);
        let HubTarget::Attachment(via) = &route.target else {
            let what = format!("{block} is dropped: {}", route.why);
            let change = self.change_for_segments(id);
            return self.ends(Kind::Blackhole, table.name.clone(), None, what, change);
        };
        let what = format!("{block} -> {}", self.attachment_words(via));
        self.hop(table.name.clone(), None, what, route.why);
        match via {
            Attachment::Vpc(vpc) => self.enters_by_attachment(*vpc, zone),
            Attachment::Vpn(UplinkId { site: own, .. }) | Attachment::Connect(own, _) => {
                self.reaches_site(|site| site == *own);
            }
            Attachment::Concentrator(segment) => {
                let network = walker.plan.network;
                self.reaches_site(|to| Attachment::sites_on(network, id, *segment).any(|site| site == to));
            }
            Attachment::DirectConnect(gateway) => {
                let network = walker.plan.network;
                self.reaches_site(|to| network.sites_of(*gateway).any(|(site, _)| site == to));
            }
            Attachment::Existing(_) => match self.to.place {
                Place::Behind(hub, _) if hub == id => self.is_there(),
                _ => self.elsewhere("an existing attachment"),
            },
        }
    }

    /// The transit gateway keeps the zone of a packet; with appliance mode it keeps that of the flow.
    fn enters_by_attachment(&mut self, vpc: VpcId, zone: Option<Zone>) {
        let appliance = self.walker.vpc(vpc).vpc.roles.contains(&Role::Inspection);
        let wanted = if appliance { self.zone } else { zone };
        let zones = wanted.into_iter().chain(self.walker.plan.network.scope_of(vpc).zones.iter().copied());
        let subnet = zones.into_iter().find_map(|zone| self.walker.subnet_for(vpc, Purpose::Attachment, zone));
        match subnet {
            Some(subnet) => self.leaves(subnet),
            None => self.delivers(vpc),
        }
    }

    fn firewall_endpoint(&mut self, at: Subnet, zone: Zone) {
        let Some(subnet) = self.walker.subnet_for(at.vpc, Purpose::Firewall, zone) else { return self.no_route(at) };
        if subnet != at {
            self.enters_subnet(subnet);
        }
        self.inspects(at.vpc, zone);
        self.leaves(subnet);
    }

    /// A packet leaves a site by its most preferred uplink.
    fn leaves_site(&mut self, id: SiteId) {
        let network = self.walker.plan.network;
        let site = network.site(id);
        let name = format!("site/{}", site.name);
        let best = self.told(id);
        let uplinks = (0..site.uplinks.len()).min_by_key(|index| site.uplinks[*index].rank);
        let (Some(block), Some(index)) = (best, uplinks) else {
            let what = format!("AWS announces no route to {}", self.shown(self.destination));
            let change = match site.segment() {
                Some((hub, _)) => self.change_for_segments(hub),
                None => "join the site to a transit gateway that the VPC is attached to".to_owned(),
            };
            return self.ends(Kind::NoRoute, name, None, what, change);
        };
        let uplink = &site.uplinks[index];
        self.trace.sites.insert(id);
        self.hop(
            name,
            None,
            format!("{block} -> uplink {}", uplink.name),
            "announced by AWS; the most preferred uplink",
        );
        if self.best_block(id).is_some_and(|block| self.meets_site(id, uplink, block)) {
            return;
        }
        match &site.end {
            AwsEnd::Segment(hub, _) => {
                let hub = *hub;
                let from = Attachment::of(network, UplinkId { site: id, index });
                self.hub(hub, &from, self.zone);
            }
            AwsEnd::Vpcs(vpcs) => self.by_vpn_gateway(vpcs, self.best_block(id)),
        }
    }

    pub(super) fn reaches_site(&mut self, is_one: impl Fn(SiteId) -> bool) {
        match self.to.place {
            Place::Site(site) if is_one(site) => {
                self.trace.sites.insert(site);
                self.hop(format!("site/{}", self.site_name(site)), None, "arrives".to_owned(), "");
                self.is_there();
            }
            _ => self.elsewhere("another site"),
        }
    }

    pub(super) fn elsewhere(&mut self, what: &str) {
        let what = format!("{what} has {} as well", self.shown(self.destination));
        self.ends(Kind::Elsewhere, "internet".to_owned(), None, what, "give one of the two another block".to_owned());
    }

    pub(super) fn hop(&mut self, at: String, zone: Option<Zone>, what: String, why: &str) {
        self.trace.hops.push(Hop { at, zone, what, why: why.to_owned(), stops: false });
    }

    pub(super) fn ends(&mut self, kind: Kind, at: String, zone: Option<Zone>, what: impl Into<String>, change: String) {
        self.trace.stop(Obstacle { kind, at, zone, rule: None, what: what.into(), change });
    }
}
