//! What joins things of several accounts and Regions. In comes a network whose things have their scopes; out come the sides of its
//! peerings, and findings about what no Region gives to another one.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, PeerVpc, VpcId};

/// The side whose scope sorts first asks for a peering: it follows from names alone, and from no order of the document.
pub(super) fn requesters(network: &mut Network) {
    for peering in &mut network.peerings {
        let scope = |id: VpcId| network.vpcs[id.0].scope;
        let Some((requester, accepter)) = peering.ends() else { continue };
        if scope(accepter) < scope(requester) {
            (peering.requester, peering.accepter) = (accepter, PeerVpc::Own(requester));
        }
    }
}

/// Refuses what is attached to a transit gateway of another Region.
pub(super) fn check(network: &Network, diagnostics: &mut Diagnostics) {
    for vpc in &network.vpcs {
        let Some(attach) = vpc.attach else { continue };
        let hub = &network.hubs[attach.hub.0];
        let [own, other] = [&network.scope(vpc.scope).region, &network.scope(hub.scope).region];
        if own == other {
            continue;
        }
        let message = format!("VPC `{}` is in {own}, and transit gateway `{}` in {other}", vpc.name, hub.name);
        let finding = Diagnostic::new(Code::OtherRegion, message).at(attach.span, "").also(hub.span, "the gateway");
        let finding =
            finding.why("a transit gateway, and the names and endpoints behind it, serve VPCs of their own Region");
        diagnostics.push(finding.help(format!("attach the VPC to a transit gateway with `region: {own}`")).relation());
    }
}
