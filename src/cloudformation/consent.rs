//! NG0743: who accepts a peering where CloudFormation makes it. It takes a role for a VPC of another account, and netgen makes none where the
//! document does not make that VPC.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html>

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;

/// Refuses peerings that CloudFormation cannot accept, for those who render templates: Terraform asks, and leaves it to the owner.
pub fn check_consent(network: &Network, diagnostics: &mut Diagnostics) {
    for (_, peering, vpc) in network.peerings_with_others() {
        if peering.accepts.is_some() || network.apart(peering).account.is_none() {
            continue;
        }
        let called = network.called(peering.accepter.as_ref());
        let message = format!("CloudFormation cannot accept peering `{}` for {called}", peering.name);
        let finding =
            Diagnostic::new(Code::PeerRole, message).at(peering.span, "").also(vpc.id.span, "in another account");
        let finding =
            finding.why("it asks and accepts in one step, in another account with the rights of a role there");
        let help = "write the role that its owner gives you: `accepts: arn:aws:iam::444444444444:role/accept-peering`";
        diagnostics.push(finding.help(help).help("or render without CloudFormation, and the owner accepts by hand"));
    }
}
