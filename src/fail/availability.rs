//! Availability of paths: what a path crosses in series, uplinks of a site in parallel, as if each failed by itself.
//!
//! A calculation from published service levels, not a promise: nobody measured anything, shared causes are left out, and so are the two
//! ends of a path.

use std::collections::{BTreeMap, BTreeSet};

use super::levels::Service;
use crate::net::Percent;
use crate::network::{HubId, PeeringId, Site, SiteId, VpcId};
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Flow, Trace};
use crate::plan::{Level as Spread, Plan, Resilience};

/// Minutes of a month of 365 / 12 days.
pub const MINUTES: f64 = 43_800.0;

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A transit gateway.
    Hub(HubId),
    /// The firewall of a VPC.
    Firewall(VpcId),
    /// A NAT gateway of a VPC.
    Nat(VpcId),
    /// A peering connection.
    Peering(PeeringId),
    /// The internet gateway of a VPC, or the egress-only one.
    Internet(VpcId),
    /// The uplinks of a site.
    Site(SiteId),
}

/// Pairs that cross the same parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// The pairs: both ends in words, and the family.
    pub pairs: Vec<(String, String, Family)>,
    /// The parts in series.
    pub parts: Vec<PartLevel>,
    /// The product: 0.9984.
    pub share: f64,
}

/// A part with its level.
#[derive(Clone, Debug, PartialEq)]
pub struct PartLevel {
    /// `transit gateway hub`
    pub words: String,
    /// 0.9995; 1 where nothing is published.
    pub share: f64,
    /// What it is made of.
    pub services: Vec<Service>,
    /// Whether a level is published.
    pub is_published: bool,
}

impl Availability {
    /// Minutes of a month without it.
    #[must_use]
    pub fn minutes(&self) -> f64 {
        (1.0 - self.share) * MINUTES
    }

    /// Whether it is less than required; what binary fractions round away is not.
    #[must_use]
    pub fn is_below(&self, required: Percent) -> bool {
        self.share < required.share() - 1e-9
    }
}

/// The parts of a flow, there and back.
pub(super) fn parts(flow: &Flow) -> BTreeSet<Part> {
    let of = |trace: &Trace| {
        let hubs = trace.hubs.iter().map(|hub| Part::Hub(*hub));
        let firewalls = trace.firewalls.iter().map(|(vpc, _)| Part::Firewall(*vpc));
        let nats = trace.translations.iter().map(|one| Part::Nat(one.nat.vpc));
        let peerings = trace.peerings.iter().map(|one| Part::Peering(*one));
        let internet = trace.internet.iter().map(|vpc| Part::Internet(*vpc));
        let sites = trace.sites.iter().map(|site| Part::Site(*site));
        hubs.chain(firewalls).chain(nats).chain(peerings).chain(internet).chain(sites).collect::<BTreeSet<_>>()
    };
    &of(&flow.there) | &of(&flow.back)
}

/// Availability by the parts that pairs cross, the lowest first.
pub(super) fn availability(
    plan: &Plan<'_>,
    pairs: impl Iterator<Item = (BTreeSet<Part>, (String, String, Family))>,
) -> Vec<Availability> {
    let mut groups: BTreeMap<BTreeSet<Part>, BTreeSet<(String, String, Family)>> = BTreeMap::new();
    for (parts, pair) in pairs {
        groups.entry(parts).or_default().insert(pair);
    }
    let group = |(parts, pairs): (BTreeSet<Part>, BTreeSet<_>)| {
        let parts: Vec<PartLevel> = parts.into_iter().map(|part| level(plan, part)).collect();
        let share = parts.iter().map(|part| part.share).product();
        Availability { pairs: pairs.into_iter().collect(), parts, share }
    };
    let mut all: Vec<Availability> = groups.into_iter().map(group).collect();
    all.sort_by(|one, other| one.share.total_cmp(&other.share).then_with(|| one.pairs.cmp(&other.pairs)));
    all
}

fn level(plan: &Plan<'_>, part: Part) -> PartLevel {
    let network = plan.network;
    let one = |service: Service, name: &str| PartLevel {
        words: format!("{} {name}", service.level().name),
        share: service.share(),
        services: vec![service],
        is_published: service.level().published.is_some(),
    };
    match part {
        Part::Hub(id) => one(Service::TransitGateway, network.hubs[id.0].name.as_str()),
        Part::Firewall(id) => one(Service::NetworkFirewall, network.vpc(id).name.as_str()),
        Part::Nat(id) => one(Service::NatGateway, network.vpc(id).name.as_str()),
        Part::Peering(id) => one(Service::Peering, network.peerings[id.0].name.as_str()),
        Part::Internet(id) => one(Service::InternetGateway, network.vpc(id).name.as_str()),
        Part::Site(id) => uplinks(plan, id),
    }
}

/// The uplinks of a site in parallel: Direct Connect has one level for all its connections, VPN one for each. VPN connections inside Direct
/// Connect have both in a row.
fn uplinks(plan: &Plan<'_>, id: SiteId) -> PartLevel {
    let site = plan.network.site(id);
    let (inside, outside) = (vpns(site, true), vpns(site, false));
    let direct = match Resilience::of(site).level {
        Spread::Maximum => Service::DirectConnectMaximum,
        Spread::High => Service::DirectConnectHigh,
        _ => Service::DirectConnectSingle,
    };
    let any = |count: usize| 1.0 - (0..count).map(|_| 1.0 - Service::Vpn.share()).product::<f64>();
    let mut ways: Vec<(f64, String, Vec<Service>)> = Vec::new();
    if site.direct_connects().next().is_some() {
        ways.push((direct.share(), direct.level().name.to_owned(), vec![direct]));
    } else if inside > 0 {
        let words = format!("{} with {} inside", direct.level().name, times(inside));
        ways.push((direct.share() * any(inside), words, vec![direct, Service::Vpn]));
    }
    if outside > 0 {
        ways.push((any(outside), times(outside), vec![Service::Vpn]));
    }
    if site.connects().next().is_some() {
        ways.push((Service::TransitGateway.share(), "Connect peers".to_owned(), vec![Service::TransitGateway]));
    }
    let share = 1.0 - ways.iter().map(|(share, ..)| 1.0 - share).product::<f64>();
    let words: Vec<&str> = ways.iter().map(|(_, words, _)| words.as_str()).collect();
    let own = if site.segment().is_some() { None } else { Some(Service::VpnGateway) };
    let mut services: Vec<Service> = Vec::new();
    for service in ways.iter().flat_map(|(.., services)| services).chain([&Service::Site]).copied().chain(own) {
        if !services.contains(&service) {
            services.push(service);
        }
    }
    PartLevel {
        words: format!("uplinks of {} ({})", site.name, words.join(" or ")),
        share,
        services,
        is_published: true,
    }
}

/// How many VPN connections a site has inside of Direct Connect, or over the internet.
fn vpns(site: &Site, inside: bool) -> usize {
    site.vpns().filter(|(_, vpn)| vpn.is_on_internet() != inside).count()
}

fn times(count: usize) -> String {
    let name = Service::Vpn.level().name;
    if count == 1 { name.to_owned() } else { format!("{count} times {name}") }
}
