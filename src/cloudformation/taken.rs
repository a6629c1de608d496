//! What a stack reads of another one by itself: outputs that `Fn::GetStackOutput` brings when the stack is created or updated.

use super::links::Import;
use super::stack_name;
use super::writer::{Expression, StackOutput};
use crate::aws::{Graph, UnitId, Value};
use crate::blueprint::StackValues;
use crate::network::{Deployer, Network};

/// An output of another stack, as `Fn::GetStackOutput` names it.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
#[derive(Debug)]
pub struct Taken {
    /// Its stack, by AWS's name.
    stack: String,
    /// Its name.
    output: String,
    /// The Region of the stack, if that is another one.
    region: Option<String>,
    /// The role that reads it, if the stack is in another account.
    role: Option<String>,
}

impl Taken {
    /// An output for a stack; `None` where that takes a parameter: the document asks for parameters, or names no role of the other account.
    pub(super) fn of(graph: &Graph, network: &Network, unit: UnitId, import: &Import) -> Option<Self> {
        network.stack_values.as_ref().filter(|values| values.value == StackValues::GetStackOutput)?;
        let (own, other) = (graph.unit_of(unit).scope, graph.unit_of(import.from).scope);
        let account = network.account_of(other).filter(|_| network.scope(own).account != network.scope(other).account);
        let role = match account.map(|account| &account.deployer) {
            None => None,
            Some(Deployer::Role(arn)) => Some(arn.to_string()),
            Some(Deployer::Caller | Deployer::Profile(_)) => return None,
        };
        let region = &network.scope(other).region;
        Some(Self {
            stack: stack_name(network, &graph.unit_of(import.from).name),
            output: import.output.clone(),
            region: (network.scope(own).region != *region).then(|| region.to_string()),
            role,
        })
    }

    pub(super) fn role(&self) -> Option<&str> {
        self.role.as_deref()
    }

    pub(super) fn expression(&self) -> Expression<'_> {
        Expression::GetStackOutput(StackOutput {
            stack: &self.stack,
            output: &self.output,
            region: self.region.as_deref(),
            role: self.role.as_deref(),
        })
    }
}

/// Whether a value that is read stands where AWS takes the function: as a property. Inside of `Fn::Sub` it is refused, and of `Fn::Split` and
/// `Fn::Cidr` AWS says nothing.
pub(super) fn is_taken(value: Value<'_>) -> bool {
    matches!(value, Value::Attr(_))
}
