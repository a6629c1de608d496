//! NG0973: VPCs that reach S3 through NAT gateways, which bill each byte, and not by a gateway endpoint, which costs nothing.
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>

use super::facts::Facts;
use crate::blueprint::{GatewayService, NatMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Purpose, RouteKind};
use crate::plan::VpcPlan;

/// About S3 alone: packages, images of containers and logs come from there. Who uses `DynamoDB` knows it, so the absence of its
/// endpoint beside that of S3 is a choice. Says nothing where the document speaks of it in `require`.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    if facts.plan.network.require.gateway_endpoints.is_some() {
        return;
    }
    for vpc in facts.plan.vpcs.iter().filter(|plan| pays_for_s3(plan)).map(|plan| plan.vpc) {
        let message = format!("VPC `{}` goes out by NAT and has no gateway endpoint for S3", vpc.name);
        let finding = Diagnostic::new(Code::NatWithoutEndpoint, message).at(vpc.span, "");
        let finding = finding.one_of("VPCs that go out by NAT without a gateway endpoint for S3", vpc.name.to_string());
        let why =
            "what is read from S3 passes the NAT gateway, which bills each gigabyte; gateway endpoints cost nothing";
        diagnostics.push(
            finding.why(why).help("write `endpoints: {gateway: [s3, dynamodb]}` for it, or below `defaults.vpc`"),
        );
    }
}

/// Whether hosts of a VPC reach S3 by its NAT gateways.
pub(super) fn pays_for_s3(plan: &VpcPlan<'_>) -> bool {
    let vpc = plan.vpc;
    let has_nat = !plan.nats.is_empty() || vpc.nat.mode == NatMode::Regional;
    // Gateway endpoints serve the hosts of their own VPC, never those that come by a transit gateway.
    let goes_out = has_nat && vpc.tiers_by_route(RouteKind::Nat).any(|(_, tier)| tier.purpose == Purpose::Workload);
    goes_out && !vpc.endpoints.gateway.contains(&GatewayService::S3)
}
