//! NG0968: one NAT gateway through which VPCs of several zones go out that are not its own VPC's.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::End;

/// A single NAT gateway is a choice that the document states, and within one VPC everybody sees whom it concerns. In a VPC that goes out for
/// others they do not: that is worth a warning.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let mut clients = vec![0; network.hubs.len()];
    for vpc in &network.vpcs {
        if let Some(attach) = vpc.attach
            && let Some(segment) = attach.segment
            && network.hubs[attach.hub.0].segment(segment).reaches.contains(&End::Internet)
        {
            clients[attach.hub.0] += 1;
        }
    }
    for (hub, clients) in network.hubs.iter().zip(clients).filter(|(_, clients)| *clients > 0) {
        let Some(egress) = hub.egress.and_then(|id| facts.plan.vpcs.iter().find(|plan| plan.id == id)) else {
            continue;
        };
        let [nat] = egress.nats.as_slice() else { continue };
        if network.zones_of(egress.vpc).len() < 2 {
            continue;
        }
        let zone = nat.zone.to_string();
        let count = if clients == 1 { "one VPC goes".to_owned() } else { format!("{clients} VPCs go") };
        let message = format!("{count} out through the only NAT gateway of VPC `{}`", egress.vpc.name);
        let finding = Diagnostic::new(Code::SharedNat, message).at(egress.vpc.span, "");
        let finding = finding.why(format!(
            "a failure of zone {zone}, or of that gateway, cuts every zone of all of them off from the internet"
        ));
        diagnostics.push(finding.help("write `nat: per-az` for it"));
    }
}
