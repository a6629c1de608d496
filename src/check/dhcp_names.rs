//! NG0323: name servers of the document beside private names. Names of interface endpoints, Route 53 profiles and forwarding
//! rules are answered by the VPC's own Resolver alone; other servers answer with public addresses, or not at all.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html>

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::facts::Facts;
use crate::blueprint::{DnsServer, PrivateDns};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::plan::VpcPlan;

/// The Resolver's address in every VPC.
const RESOLVER: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 253);

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    // Inbound endpoints answer as the Resolver of their VPC does.
    let inbound = facts.plan.vpcs.iter().flat_map(|vpc| &vpc.sharing.inbound);
    let inbound: BTreeSet<Ipv4Addr> = inbound.map(|(_, address)| *address).collect();
    for vpc in &facts.plan.vpcs {
        let Some(dhcp) = &vpc.vpc.dhcp else { continue };
        let own = |address: &Ipv4Addr| *address == RESOLVER || vpc.cidrs().any(|cidr| second(cidr) == Some(*address));
        let other = dhcp.dns.iter().find_map(|server| match server {
            DnsServer::Address(address) if !own(address) && !inbound.contains(address) => Some(*address),
            _ => None,
        });
        let (Some(server), Some(names)) = (other, names(vpc)) else { continue };
        let message = format!("name server {server} does not know {names}");
        let finding = Diagnostic::new(Code::NamesPastResolver, message)
            .at(dhcp.span, "")
            .why("private names are answered by the VPC's own Resolver alone; other servers give the public addresses");
        diagnostics.push(finding.help(
            "remove `dns` and write `resolver: {outbound: {forward: …}}` for the domains of that server, or let it forward to an inbound endpoint (`resolver: {inbound: true}`)",
        ));
    }
}

/// The Resolver's own address in a block: the network's plus two.
fn second(cidr: Cidr4) -> Option<Ipv4Addr> {
    cidr.first().checked_add(2).map(Ipv4Addr::from_bits)
}

/// The private names that the VPC's Resolver answers.
fn names(vpc: &VpcPlan<'_>) -> Option<&'static str> {
    let has_names = |dns: PrivateDns| dns == PrivateDns::All;
    if vpc.vpc.endpoints.interface.values().any(|one| has_names(one.private_dns)) {
        return Some("the private names of the interface endpoints");
    }
    if vpc.sharing.follows.is_some() {
        return Some("the names that another VPC shares");
    }
    (!vpc.vpc.resolver.forward.is_empty()).then_some("the domains that are forwarded")
}
