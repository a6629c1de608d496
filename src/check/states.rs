//! NG0149: where the states of Terraform lie, and what that says against itself.

use super::facts::Facts;
use crate::blueprint::ProviderOwner;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let terraform = &facts.plan.network.terraform;
    let Some(backend) = &terraform.backend else { return };
    let s3 = &backend.value.s3;
    let wrong = [
        (
            s3.role.is_some() && s3.profile.is_some(),
            "the backend has a role and a profile",
            "each names who reads and writes the states, and Terraform would use the one to take the other",
            "leave out `role` or `profile`; a profile of the AWS CLI can take a role by itself",
        ),
        (
            terraform.provider == ProviderOwner::Caller,
            "a module that another one calls has no state of its own",
            "with `terraform.provider: caller` its resources are in the state of the module that calls it, and Terraform does not read a \
             backend there",
            "leave out `terraform.backend`, and write the backend into the module that calls this one",
        ),
    ];
    for (_, message, why, help) in wrong.into_iter().filter(|(is_so, ..)| *is_so) {
        diagnostics.push(Diagnostic::new(Code::StateBackend, message).at(backend.span, "").why(why).help(help));
    }
}
