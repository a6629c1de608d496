//! NG0145: `Fn::GetStackOutput` names a stack, and what a root template makes has names of CloudFormation's own.

use super::facts::Facts;
use crate::blueprint::{StackMode, StackValues};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let Some(values) = network.stack_values.as_ref().filter(|values| values.value == StackValues::GetStackOutput)
    else {
        return;
    };
    if network.stacks == StackMode::Nested {
        let finding = Diagnostic::new(Code::StackValues, "nested stacks cannot be read by name").at(values.span, "");
        let finding = finding
            .why("`Fn::GetStackOutput` names the stack, and CloudFormation gives a nested one a name of its own");
        diagnostics
            .push(finding.help("leave out `values`: the root template hands values on; or leave out `mode: nested`"));
    }
}
