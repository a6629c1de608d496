//! The border to the internet: internet gateways, which know public addresses alone, and egress-only gateways, which let replies in.

use super::super::packet::{Address, Family};
use super::super::{Destination, Target};
use super::place::Place;
use super::step::Step;
use super::trace::{Kind, Subnet, Translation};
use crate::network::RouteKind;

impl Step<'_, '_> {
    pub(super) fn internet_gateway(&mut self, at: Subnet) {
        let name = self.vpc_name(at.vpc);
        self.trace.internet.insert(at.vpc);
        match (self.to.place, self.destination) {
            (Place::Internet, _) => {
                self.hop(format!("igw {name}"), None, "-> internet".to_owned(), "");
                self.is_there();
            }
            (Place::Interface(..), Address::Own { .. }) => {
                self.hop(format!("igw {name}"), None, "-> internet".to_owned(), "the address is a public one");
                self.enters_from_internet();
            }
            _ => {
                let shown = self.shown(self.destination);
                let what = format!("{shown} has no route of its own, and the internet gateway drops what is private");
                let change = self.change_for_route(at);
                self.ends(Kind::Private, name, None, what, change);
            }
        }
    }

    /// A regional NAT gateway stands in no subnet: packets leave by the internet gateway at once, and replies come back into the subnet
    /// that asked, whose network ACL sees the address on the internet.
    pub(super) fn regional_nat(&mut self, at: Subnet) {
        let outside = Address::Internet(Family::Ipv4);
        let name = format!("nat {}", self.vpc_name(at.vpc));
        self.hop(name, Some(at.zone), "source becomes the NAT gateway's".to_owned(), "regional");
        self.trace.translations.push(Translation { nat: at, outside, inside: self.source });
        self.source = outside;
        self.internet_gateway(at);
    }

    pub(super) fn egress_only_gateway(&mut self, at: Subnet) {
        self.trace.egress_only.insert(at.vpc);
        self.trace.internet.insert(at.vpc);
        self.hop(format!("eigw {}", self.vpc_name(at.vpc)), None, "-> internet".to_owned(), "lets replies back in");
        match self.to.place {
            Place::Interface(..) => self.enters_from_internet(),
            _ => self.is_there(),
        }
    }

    /// A packet comes from the internet to an interface, or to a NAT gateway.
    pub(super) fn enters_from_internet(&mut self) {
        let Some(at) = self.subnet_of_destination() else {
            let what = "nothing is announced to the internet";
            return self.ends(Kind::NoRoute, "internet".to_owned(), None, what, String::new());
        };
        self.trace.internet.insert(at.vpc);
        if self.destination.family() == Family::Ipv6 {
            return self.enters_by_ipv6(at);
        }
        if !self.has_gateway(at) {
            return;
        }
        let tier = self.walker.vpc(at.vpc).vpc.tier(at.tier);
        if self.translations.is_empty() && tier.route != RouteKind::Internet {
            let what = "nothing on the internet stands for a private address";
            let change = format!("put a load balancer into a tier with `route: internet` in front of `{}`", tier.name);
            return self.ends(Kind::NoAddress, self.tier(at), Some(at.zone), what, change);
        }
        self.hop(format!("igw {}", self.vpc_name(at.vpc)), None, "-> the private address".to_owned(), "");
        self.enters_subnet(at);
        self.arrives();
    }

    fn enters_by_ipv6(&mut self, at: Subnet) {
        let table = self.walker.table(at);
        let default = table.and_then(|table| table.routes.get(Destination::DEFAULT_V6)).map(|route| route.target);
        let name = self.vpc_name(at.vpc);
        if default == Some(Target::EgressOnlyGateway) {
            if !self.request.is_some_and(|(there, ..)| there.egress_only.contains(&at.vpc)) {
                let what = "the egress-only internet gateway admits no connection from outside";
                let change = "give the tier `route: internet`".to_owned();
                return self.ends(Kind::EgressOnly, self.tier(at), Some(at.zone), what, change);
            }
            self.hop(format!("eigw {name}"), None, "reply comes in".to_owned(), "");
        } else {
            if !self.has_gateway(at) {
                return;
            }
            self.hop(format!("igw {name}"), None, "comes in".to_owned(), "");
        }
        self.enters_subnet(at);
        self.arrives();
    }

    /// Whether the VPC has an internet gateway; an obstacle if not.
    fn has_gateway(&mut self, at: Subnet) -> bool {
        let there = self.walker.has_internet_gateway(at.vpc);
        if !there {
            let (what, change) = ("the VPC has no internet gateway", "add a tier with `route: internet`".to_owned());
            self.ends(Kind::NoGateway, self.vpc_name(at.vpc), None, what, change);
        }
        there
    }
}
