//! NG0204: no VPC has addresses that the document says are in use elsewhere. Packets for them would stay in the VPC: its
//! local route is the most specific one.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>

use super::facts::{Facts, overlapping};
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let free = Free::new(facts);
    for (name, prefix) in &facts.plan.network.on_premises {
        for block in overlapping(&facts.blocks, |block| block.cidr, prefix.value) {
            let message = format!("VPC `{}` overlaps `{name}`, which is in use on premises", block.vpc.name);
            let finding = block
                .blame(Diagnostic::new(Code::OverlapOnPremises, message), block.cidr.to_string())
                .also(prefix.span, format!("`{name}` is {}", prefix.value))
                .why(
                    "the VPC's own route comes first: from inside it, nobody on premises at these addresses is reached",
                )
                .help(free.instead_of(block.cidr));
            diagnostics.push(finding);
        }
    }
}
