//! NG0516: the size of endpoint policies. In comes a network, out go findings. A policy is counted as it is printed, since that
//! is what AWS counts. <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html>

use super::policy::PolicyDocument;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;

/// Characters of an endpoint policy, blanks among them.
const MOST: usize = 20_480;

/// Policies that AWS would refuse.
pub fn check_policies(network: &Network, diagnostics: &mut Diagnostics) {
    for (_, policy) in network.vpcs.iter().flat_map(|vpc| vpc.endpoints.policies()) {
        let length = PolicyDocument::written(&policy.statements, None).root.length();
        if length > MOST {
            let message = format!("an endpoint policy of {length} characters; AWS takes {MOST}");
            let finding = Diagnostic::new(Code::PolicySize, message)
                .at(policy.span, "")
                .why("AWS counts the policy as it is printed, and refuses the endpoint with a longer one");
            diagnostics.push(finding.help("join statements of equal actions, or name resources by `*`"));
        }
    }
}
