//! NG0146: more providers with an alias than a machine runs beside each other without noticing. Terraform starts a process for each provider
//! that a root uses.
//! <https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations>

use super::facts::Facts;
use crate::blueprint::RootLayout;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// As many aliases as go without a warning.
const MOST: usize = 8;

/// Megabytes of a process of the AWS provider, at most: what was seen of 5.100 and 6.
const MEGABYTES: usize = 300;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let aliases = network.scopes.len() - 1;
    let Some(roots) = network.terraform.roots.as_ref().filter(|roots| roots.value == RootLayout::One) else { return };
    if aliases <= MOST {
        return;
    }
    let message = format!("one root with {aliases} providers besides the usual one");
    let finding = Diagnostic::new(Code::ManyProviders, message).at(roots.span, "").why(format!(
        "Terraform runs a process for each account and Region, of up to {MEGABYTES} MB: about {} GB for a plan",
        (network.scopes.len() * MEGABYTES).div_ceil(1000)
    ));
    diagnostics.push(finding.help(
        "before the first render, leave out `terraform.roots`: each account and Region then has root modules of its own, which are applied one \
         after the other",
    ));
}
