//! NG0971: VPCs without flow logs, where there is something to see in them.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Acls, Network, Purpose, RouteKind, Vpc};

/// Flow logs show what filters refuse and what the internet tries. A VPC is asked for them if it states filters or has a tier that
/// faces the internet, or if other VPCs of the network have them, so that one was forgotten. Says nothing where the document speaks of
/// them in `require`.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    if network.require.flow_logs.is_some() {
        return;
    }
    let others_have = network.vpcs.iter().any(|vpc| vpc.flow_logs.is_some());
    for vpc in lacking(network).filter(|vpc| others_have || is_exposed(vpc)) {
        let message = format!("VPC `{}` has no flow logs", vpc.name);
        let finding = Diagnostic::new(Code::NoFlowLogs, message).at(vpc.span, "");
        let finding = finding.one_of("VPCs without flow logs", vpc.name.to_string());
        let why = "without them nobody sees which connections a security group or a network ACL refused, or who tried";
        let help = "write `flow_logs: {to: cloudwatch, retention_days: 30}` for it, or below `defaults.vpc`";
        diagnostics.push(finding.why(why).help(help));
    }
}

fn lacking(network: &Network) -> impl Iterator<Item = &Vpc> {
    network.vpcs.iter().filter(|vpc| vpc.flow_logs.is_none() && !vpc.tiers.is_empty())
}

/// Whether it states who may talk, or is reached from the internet.
fn is_exposed(vpc: &Vpc) -> bool {
    let mut workloads = vpc.tiers.iter().filter(|tier| tier.purpose == Purpose::Workload);
    let states_acls = !matches!(vpc.acls, Acls::Open);
    !vpc.groups.is_empty() || states_acls || workloads.any(|tier| tier.route == RouteKind::Internet)
}
