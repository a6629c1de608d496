//! NG0880: SiteLink where AWS has none, and a transit gateway that would have nothing to announce beside it.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::AwsGateway;

/// The partition that has it.
const PARTITION: &str = "aws";

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for plan in &facts.plan.direct_connect_gateways {
        let gateway = network.dx_gateway(plan.gateway);
        let Some(asked) = gateway.site_link.filter(|asked| asked.value) else { continue };
        let region = &network.home().region;
        if region.partition() != PARTITION {
            let message = format!("there is no SiteLink in partition `{}`, which {region} is in", region.partition());
            let finding = Diagnostic::new(Code::SiteLink, message).at(asked.span, "");
            let finding = finding.why("AWS has it neither in GovCloud (US) nor in China");
            diagnostics.push(finding.help("remove `site_link`, and join one of the sites by VPN alone"));
        }
        let is_linked = network.sites_of(plan.gateway).any(|(site, _)| !network.site_linked(site).is_empty());
        let is_empty = |association: &&crate::plan::Association| {
            association.allowed.is_empty() && matches!(association.target, AwsGateway::TransitGateway(_))
        };
        if is_linked && plan.associations.iter().any(|one| is_empty(&one)) {
            let message = format!("Direct Connect gateway `{}` would lead to sites alone", gateway.name);
            let finding = Diagnostic::new(Code::SiteLink, message).at(asked.span, "");
            let finding =
                finding.why("the transit gateway has no route but those to the sites, which SiteLink carries");
            diagnostics.push(finding.help("let a segment of VPCs reach the sites"));
        }
    }
}
