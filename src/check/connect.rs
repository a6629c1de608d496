//! NG0833: a GRE tunnel whose packets do not get from the appliance to the transit gateway, or back: its address, the route table and the network
//! ACL of its subnet, and what AWS announces inside the tunnel.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use std::net::Ipv4Addr;

use super::facts::Facts;
use crate::blueprint::AclAction;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{TierId, Uplink, Zone};
use crate::plan::fabric::Target;
use crate::plan::{AclAddress, AclEntryPlan, AclProtocol, ConnectPlan, SitePlan, VpcPlan};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for site in &facts.plan.sites {
        for peer in &site.connects {
            let uplink = network.uplink(peer.uplink);
            let span = uplink.connect().map_or(uplink.span, |connect| connect.address.span);
            let Some(vpc) = facts.plan.vpcs.iter().find(|vpc| vpc.id == peer.over) else { continue };
            inside_itself(site, peer, uplink, diagnostics);
            match subnet(vpc, peer.address) {
                Some(at) => on_the_way(vpc, peer, at, span, diagnostics),
                None => elsewhere(vpc, peer.address, span, diagnostics),
            }
        }
    }
}

/// The tier and the zone of the subnet that gives an address out: AWS keeps the first four of each, and the last.
fn subnet(vpc: &VpcPlan<'_>, address: Ipv4Addr) -> Option<(TierId, Zone)> {
    let own = |first: u32, last: u32| (first.saturating_add(4)..last).contains(&address.to_bits());
    vpc.tiers.iter().enumerate().find_map(|(index, tier)| {
        let subnet = tier.subnets.iter().find(|one| own(one.cidr.first(), one.cidr.last()))?;
        Some((TierId(index), subnet.zone))
    })
}

fn elsewhere(vpc: &VpcPlan<'_>, address: Ipv4Addr, span: Span, diagnostics: &mut Diagnostics) {
    let message = format!("no subnet of VPC `{}` gives out {address}", vpc.vpc.name);
    let finding = Diagnostic::new(Code::ConnectPath, message).at(span, "");
    let finding = finding.also(vpc.vpc.span, "the VPC is here");
    let finding = finding
        .why("the appliance's interface is in a subnet; AWS keeps the first four addresses of each, and the last");
    diagnostics.push(finding.help("write the address of the appliance's interface; `netgen plan` shows the subnets"));
}

/// A route and a filter of the appliance's subnet.
fn on_the_way(
    vpc: &VpcPlan<'_>,
    peer: &ConnectPlan,
    (tier, zone): (TierId, Zone),
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let (name, end) = (&vpc.vpc.tier(tier).name, peer.gateway_address);
    let mut tables = vpc.tables.iter().filter(|table| table.tier == tier && table.zone.is_none_or(|own| own == zone));
    let leads = tables.next().and_then(|table| table.routes.lookup(end)).map(|route| route.target);
    if leads != Some(Target::TransitGateway) {
        let message = format!("tier `{name}` of VPC `{}` does not send {end} to the transit gateway", vpc.vpc.name);
        let finding = Diagnostic::new(Code::ConnectPath, message).at(span, "");
        let finding =
            finding.why("AWS's end of the tunnel is there, and the appliance's packets follow the table of its subnet");
        diagnostics
            .push(finding.help("write `hub: true` for the tier, or put the appliance into one that reaches the hub"));
    }
    let Some(acl) = vpc.acls.iter().find(|acl| acl.tier == tier) else { return };
    for (entries, way) in [(&acl.ingress, "from"), (&acl.egress, "to")] {
        if lets_through(entries, end) {
            continue;
        }
        let message = format!("the network ACL of tier `{name}` of VPC `{}` drops GRE {way} {end}", vpc.vpc.name);
        let finding = Diagnostic::new(Code::ConnectPath, message).at(span, "");
        let finding = finding.why("GRE is IP protocol 47, which no entry for TCP, UDP or ICMP lets through");
        diagnostics.push(finding.help("let all protocols pass between the tier and the transit gateway's `cidrs`"));
    }
}

/// Whether packets of GRE between the subnet and an address pass: the first entry for all protocols that holds the address decides.
fn lets_through(entries: &[AclEntryPlan], end: Ipv4Addr) -> bool {
    let holds = |entry: &&AclEntryPlan| {
        entry.protocol == AclProtocol::All
            && matches!(entry.source, AclAddress::V4(block) if block.contains_address(end))
    };
    entries.iter().find(holds).is_some_and(|entry| entry.action == AclAction::Allow)
}

/// A route of AWS's, learned inside the tunnel, to where the tunnel ends.
fn inside_itself(site: &SitePlan, peer: &ConnectPlan, uplink: &Uplink, diagnostics: &mut Diagnostics) {
    let Some(around) = site.announced.iter().find(|block| block.contains_address(peer.gateway_address)) else { return };
    let message = format!("AWS announces {around} on `{}`, with its end {} in it", uplink.name, peer.gateway_address);
    let finding = Diagnostic::new(Code::ConnectPath, message).at(uplink.span, "");
    let finding = finding.why("the tunnel's own packets would follow that route into the tunnel");
    let help = "write `cidrs` of the transit gateway outside of what the site's segment reaches, and let that not reach the internet";
    diagnostics.push(finding.help(help));
}
