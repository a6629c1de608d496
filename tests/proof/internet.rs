//! The border to the internet: internet gateways, egress-only ones, and what comes in by them.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>

use std::net::IpAddr;

use super::net::Target;
use super::walk::{End, Walker};

impl<'n> Walker<'n, '_> {
    /// An internet gateway replaces private IPv4 addresses by public ones, where there is one.
    pub(super) fn internet_gateway(&mut self, from: &str) -> End {
        let subnet = &self.net.subnets[from];
        if self.destination.is_ipv6() {
            return self.leaves_by_six(&subnet.vpc.clone());
        }
        if let Some(nat) = self.way.hops.iter().rev().find_map(|hop| hop.strip_prefix("NAT ")) {
            return End::Internet(nat.to_owned());
        }
        let own = matches!(self.source, IpAddr::V4(address) if subnet.block.contains(&address));
        if !own || !self.net.edges.internet.contains(&subnet.vpc) {
            return End::Lost("the internet gateway takes no private address".to_owned());
        }
        if matches!(self.destination, IpAddr::V4(address) if address.is_private()) {
            return End::Lost("the internet gateway leads to no private address".to_owned());
        }
        End::Internet(String::new())
    }

    pub(super) fn egress_only(&mut self, gateway: &str) -> End {
        self.way.egress_only.insert(gateway.to_owned());
        self.sees(gateway);
        let vpc = self.net.edges.egress_only[gateway].clone();
        self.way.hops.push("egress-only gateway".to_owned());
        self.leaves_by_six(&vpc)
    }

    /// IPv6 addresses are public, so another VPC's is found there as well.
    fn leaves_by_six(&mut self, from: &str) -> End {
        let has_gateway = self.net.edges.internet.contains(from) || !self.way.egress_only.is_empty();
        let IpAddr::V6(destination) = self.destination else { return End::Lost("no IPv6".to_owned()) };
        if !has_gateway {
            return End::Lost("no gateway".to_owned());
        }
        if self.net.edges.subnet6(destination).is_some() { self.enter() } else { End::Internet(String::new()) }
    }

    /// Whether the default route of a subnet leads to the internet gateway: what AWS calls a public subnet.
    fn is_public(&self, subnet: &str) -> bool {
        let routes = self.net.subnets[subnet].table.as_ref().map(|table| &self.net.tables[table]);
        routes.into_iter().flatten().any(|(block, target)| block.prefix_len() == 0 && *target == Target::Internet)
    }

    /// A packet comes from the internet.
    pub(super) fn enter(&mut self) -> End {
        let net = self.net;
        self.way.hops.push("from the internet".to_owned());
        if let Some(one) = self.translated.pop_if(|one| one.subnet.is_none()) {
            // A regional NAT gateway hands on what it translated.
            self.destination = one.inside;
            let at = net.subnets.keys().find(|id| self.holds(id)).expect("a subnet");
            let vpc = net.subnets[at].vpc.clone();
            return self.deliver(&vpc, None);
        }
        let Some(at) = net.subnets.keys().find(|id| self.holds(id)) else {
            return End::NoRoute("the internet".to_owned());
        };
        self.sees_subnet(at);
        let vpc = &net.subnets[at].vpc;
        match self.destination {
            IpAddr::V4(address) => {
                let is_nat = self.translated.last().is_some_and(|one| one.outside == IpAddr::V4(address));
                if !net.edges.internet.contains(vpc) || !(is_nat || self.is_public(at)) {
                    return End::Lost("nothing stands for the address".to_owned());
                }
            }
            IpAddr::V6(_) => {
                let gateway = self.default6(at);
                let comes_in = match gateway {
                    Some(Target::EgressOnly(gateway)) => {
                        self.request.is_some_and(|request| request.egress_only.contains(gateway))
                    }
                    _ => net.edges.internet.contains(vpc),
                };
                if !comes_in {
                    return End::Lost("nothing lets it in".to_owned());
                }
            }
        }
        self.deliver(vpc, None)
    }

    fn default6(&self, subnet: &str) -> Option<&'n Target> {
        let net = self.net;
        let routes = net.edges.tables6.get(net.subnets[subnet].table.as_ref()?)?;
        routes.iter().find(|(block, _)| block.prefix_len() == 0).map(|(_, target)| target)
    }
}
