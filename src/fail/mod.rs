//! Single failures, answered before deployment. In comes a plan, out come its elements (zones, NAT gateways, firewall endpoints,
//! routers, uplinks, tunnels, Direct Connect connections and locations), which pairs lose reach when one of them fails, and which
//! uplink takes over, in which time and why. Nothing is chosen here, and nothing is printed.
//!
//! Routes of AWS name one target and never move by themselves: what a flow touches is what it depends on. So elements inside AWS
//! are found by walking each pair once in every zone and noting what it touched, and an element costs what it touches. Uplinks of
//! a site are an order that routers and AWS follow by BGP: there the best one that is left takes over.
//! `tests/fail/README.md` names the rules of AWS.

mod availability;
mod aws;
mod element;
mod levels;
mod site;
mod site_link;

use std::cell::OnceCell;

pub use availability::{Availability, MINUTES, PartLevel};
pub use element::Element;
pub use levels::{AS_OF, LEVELS, Level, Service};

use crate::network::Zone;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::Walker;
use crate::reach::{Class, classes};

/// A failure and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What fails.
    pub element: Element,
    /// Its name, as a command takes it: `zone/a`, `router/tokyo/edge-1`.
    pub name: String,
    /// Pairs that reach each other before and not after, although both ends are there.
    pub lost: Vec<Loss>,
    /// Pairs whose open connections end, and which open new ones at once.
    pub interrupted: Vec<Interruption>,
    /// The uplinks that take over, by site.
    pub takeovers: Vec<Takeover>,
    /// What the failure takes with it besides, in words: the subnets of a zone.
    pub note: Option<String>,
}

impl Failure {
    /// Whether it costs a pair, or moves traffic.
    #[must_use]
    pub fn has_consequences(&self) -> bool {
        !self.lost.is_empty() || !self.interrupted.is_empty() || !self.takeovers.is_empty()
    }
}

/// A pair that loses reach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The end that opens connections, and how many others are treated like it.
    pub from: String,
    /// The other end.
    pub to: String,
    /// The classes of both ends.
    pub classes: [usize; 2],
    /// The end, 0 or 1, that is one member of its class and stands for no other one.
    pub own: Option<usize>,
    /// The address family.
    pub family: Family,
    /// The zones of the first end that lose it; empty where it has none.
    pub zones: Vec<Zone>,
    /// What of it is left.
    pub kept: Kept,
}

/// A pair whose connections are cut.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interruption {
    /// The end that opens connections, and how many others are treated like it.
    pub from: String,
    /// The other end.
    pub to: String,
    /// The classes of both ends.
    pub classes: [usize; 2],
    /// The address family.
    pub family: Family,
    /// One in so many flows.
    pub flows: usize,
}

/// The part of a pair's traffic that a failure leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Other zones of the first end.
    OtherZones,
    /// Other flows: in appliance mode the transit gateway picks one of so many firewall endpoints for each flow, whatever the
    /// zone that it comes from.
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html>
    OtherFlows(usize),
    /// Nothing.
    Nothing,
}

/// An uplink or tunnel that takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takeover {
    /// The site.
    pub site: String,
    /// The uplink or tunnel.
    pub by: String,
    /// The worst-case detection in seconds, to which convergence adds
    /// [`CONVERGENCE`](crate::uplink::failover::CONVERGENCE); none where people do it.
    pub seconds: Option<u32>,
    /// Whether a flow's two directions surely take one router.
    pub together: bool,
    /// The mechanism that detects the failure.
    pub why: String,
    /// Whether TCP sessions survive, and why not.
    pub cut: Option<String>,
}

/// The flows of a network, walked when a question needs them: whoever asks for a tunnel does not wait for all the walks.
pub struct Flows<'w, 'p> {
    walker: &'w Walker<'p>,
    /// The classes of ends, where they are known.
    classes: Option<Vec<Class>>,
    aws: OnceCell<aws::Flows>,
}

impl<'w, 'p> Flows<'w, 'p> {
    /// The flows of a plan.
    #[must_use]
    pub fn new(walker: &'w Walker<'p>) -> Self {
        Self { walker, classes: None, aws: OnceCell::new() }
    }

    /// The flows of a plan between ends whose classes are known.
    #[must_use]
    pub fn between(walker: &'w Walker<'p>, classes: Vec<Class>) -> Self {
        Self { walker, classes: Some(classes), aws: OnceCell::new() }
    }

    fn aws(&self) -> &aws::Flows {
        self.aws.get_or_init(|| {
            let classes = self.classes.clone().unwrap_or_else(|| classes(self.walker, false));
            aws::flows(self.walker, &classes)
        })
    }

    /// Every single failure: zones, then gateways by VPC, then sites.
    #[must_use]
    pub fn failures(&self) -> Vec<Failure> {
        Element::all(self.walker.plan()).into_iter().map(|element| self.failure(element)).collect()
    }

    /// The availability of every path between two classes, the lowest first.
    #[must_use]
    pub fn availability(&self) -> Vec<Availability> {
        self.aws().availability(self.walker.plan(), None)
    }

    /// The same, with classes in other words.
    #[must_use]
    pub fn availability_in(&self, words: &[String]) -> Vec<Availability> {
        self.aws().availability(self.walker.plan(), Some(words))
    }

    /// What takes over when an element of a site fails, and which sites are cut off, without the pairs that are lost.
    #[must_use]
    pub fn takeovers(&self, element: Element) -> Failure {
        let plan = self.walker.plan();
        let (takeovers, cut_off) = site::takeovers(plan, &element);
        let names: Vec<&str> = cut_off.iter().map(|site| plan.network.site(*site).name.as_str()).collect();
        let cut = (!names.is_empty()).then(|| format!("{} is cut off", names.join(", ")));
        let moved = site_link::parted(plan, &element).words(plan.network);
        let note = joined(cut.into_iter().chain(site::publics(plan.network, &element)).chain(moved));
        let name = element.name(plan.network);
        Failure { name, element, lost: Vec::new(), interrupted: Vec::new(), takeovers, note }
    }

    /// The failure of one element.
    #[must_use]
    pub fn failure(&self, element: Element) -> Failure {
        let plan = self.walker.plan();
        let name = element.name(plan.network);
        let mut failure =
            Failure { name, element, lost: Vec::new(), interrupted: Vec::new(), takeovers: Vec::new(), note: None };
        match &failure.element {
            Element::Zone(zone) => {
                failure.lost = self.aws().touching(self.walker, &failure.element);
                // Appliances of a zone take their Connect peers with them.
                let (takeovers, cut_off) = site::takeovers(plan, &failure.element);
                failure.takeovers = takeovers;
                failure.lost.extend(cut_off.into_iter().flat_map(|site| self.aws().of_site(self.walker, site)));
                failure.interrupted = self.aws().interrupted(*zone);
                failure.note = Some(aws::subnets_of(plan, *zone));
            }
            Element::Nat(..) | Element::Firewall(..) => {
                failure.lost = self.aws().touching(self.walker, &failure.element);
            }
            _ => {
                let (takeovers, cut_off) = site::takeovers(plan, &failure.element);
                failure.takeovers = takeovers;
                let parted = site_link::parted(plan, &failure.element);
                let notes = site::publics(plan.network, &failure.element).into_iter();
                failure.note = joined(notes.chain(parted.words(plan.network)));
                failure.lost = cut_off.into_iter().flat_map(|site| self.aws().of_site(self.walker, site)).collect();
                failure.lost.extend(parted.lost.into_iter().flat_map(|pair| self.aws().of_sites(pair)));
            }
        }
        failure
    }
}

/// Notes as one, if there are any.
fn joined(notes: impl Iterator<Item = String>) -> Option<String> {
    let notes: Vec<String> = notes.collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

#[cfg(test)]
mod tests;
