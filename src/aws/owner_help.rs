//! What to do when the stack of a VPC is too large. In comes a VPC, out goes the advice. It knows no limit.

use crate::blueprint::StackPart;
use crate::network::Vpc;

/// The parts of a VPC that can still be split out, as the document writes all of them.
pub(super) fn split_help(vpc: &Vpc) -> String {
    let all = [StackPart::Security, StackPart::Endpoints, StackPart::Logs];
    if all.iter().all(|part| vpc.split.contains(part)) {
        return format!("all parts of the VPC are split out already: make two VPCs of `{}`", vpc.name);
    }
    let words: Vec<&str> = all.into_iter().map(StackPart::word).collect();
    format!("split parts of the VPC out: `stacks: {{split: {{{}: [{}]}}}}`", vpc.name, words.join(", "))
}
