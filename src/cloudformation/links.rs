//! What stacks read of each other: parameters of the one, outputs of the other, and the order in which they are deployed.
//! Found before anything is printed, so that nothing printed has to be moved or patched.

use std::collections::{BTreeMap, BTreeSet};

use super::taken::{Taken, is_taken};
use crate::aws::{
    Body, CfnAttr, Found, Graph, Later, OnlyIn, OutputValue, ParameterId, ParameterKind, Read, Step, UnitId, Value,
};
use crate::network::Network;

/// The links of all stacks, by unit.
#[derive(Debug, Default)]
pub struct Links {
    stacks: BTreeMap<UnitId, Stack>,
}

/// The links of one stack.
#[derive(Debug, Default)]
pub struct Stack {
    /// What it reads of other stacks, by the name of the parameter.
    pub imports: BTreeMap<String, Import>,
    /// Names of those parameters.
    names: BTreeMap<Read, String>,
    /// What it reads of other stacks without a parameter.
    taken: BTreeMap<Read, Taken>,
    /// What its deployer chooses.
    pub choices: BTreeSet<ParameterId>,
    /// Outputs of other stacks that its deployer needs to look something up.
    pub lookups: BTreeMap<Read, Import>,
    /// What has to be done first, in this order, with the outputs that it is about.
    pub steps: Vec<(Step, Import)>,
    /// Outputs that others read and that are not told anyway, by name.
    pub exports: BTreeMap<String, Read>,
    /// Stacks that have to be there first.
    pub after: BTreeSet<UnitId>,
    /// Whether it makes IAM resources, which the deployer must allow.
    pub makes_roles: bool,
    /// How many resources it has.
    pub resources: usize,
    /// How many keys it reads from Secrets Manager.
    pub secrets: usize,
}

/// A value of another stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The stack.
    pub from: UnitId,
    /// Its output.
    pub output: String,
}

impl Links {
    /// Finds all links of a graph.
    #[must_use]
    pub fn of(graph: &Graph, network: &Network) -> Self {
        let mut links = Self::default();
        let told: BTreeMap<Read, &str> = graph
            .outputs()
            .filter_map(|output| match &output.value {
                OutputValue::One(read) => Some((*read, output.logical_id.as_str())),
                OutputValue::Many(_) | OutputValue::Secret(_) => None,
            })
            .collect();
        let mut body = Body::default();
        for unit in graph.unit_ids() {
            let mut stack = Stack::default();
            for id in graph.unit_of(unit).nodes() {
                let kind = graph.node(id).kind;
                if kind.cloudformation().is_none() {
                    continue;
                }
                stack.resources += 1;
                stack.makes_roles |= kind.needs_capability_iam();
                graph.describe(id, &mut body);
                for (names, value) in body.values() {
                    if names.cloudformation.is_none() {
                        continue;
                    }
                    if let Value::Parameter(parameter)
                    | Value::Protected(parameter)
                    | Value::Later(Later { parameter, .. }) = value
                    {
                        stack.choices.insert(parameter);
                    }
                    if let Value::Json(json) = value {
                        json.each_parameter(&mut |parameter| {
                            stack.choices.insert(parameter);
                        });
                    }
                    stack.secrets += usize::from(matches!(value, Value::Secret(_)));
                    value.each_read(|read, only| {
                        if only != OnlyIn::Terraform {
                            links.read((graph, network), (unit, &mut stack), (read, is_taken(value)), &told);
                        }
                    });
                }
                for step in body.steps() {
                    links.step(graph, unit, &mut stack, *step, &told);
                }
                for (other, _) in body.afters() {
                    let other = graph.node(*other);
                    if other.unit != unit && other.kind.cloudformation().is_some() {
                        stack.after.insert(other.unit);
                    }
                }
            }
            for parameter in stack.choices.clone() {
                links.look_up(graph, unit, &mut stack, parameter, &told);
            }
            links.stacks.entry(unit).or_default().absorb(stack);
        }
        links
    }

    /// A value that a property reads. What is read once where it takes a parameter has that parameter everywhere.
    fn read(
        &mut self,
        (graph, network): (&Graph, &Network),
        (unit, stack): (UnitId, &mut Stack),
        (read, is_taken): (Read, bool),
        told: &BTreeMap<Read, &str>,
    ) {
        let known = stack.names.contains_key(&read) || is_taken && stack.taken.contains_key(&read);
        if known || graph.node(read.node).unit == unit {
            return;
        }
        let import = self.import(graph, read, told);
        stack.after.insert(import.from);
        if let Some(taken) = Taken::of(graph, network, unit, &import).filter(|_| is_taken) {
            stack.taken.insert(read, taken);
            return;
        }
        stack.taken.remove(&read);
        stack.names.insert(read, import.output.clone());
        stack.imports.insert(import.output.clone(), import);
    }

    /// A step before the stack. Of the steps of its resources each is taken once; those of one resource follow each other, and a share is
    /// accepted before what is in it is seen.
    fn step(&mut self, graph: &Graph, unit: UnitId, stack: &mut Stack, step: Step, told: &BTreeMap<Read, &str>) {
        if graph.node(step.of().node).unit == unit || stack.steps.iter().any(|(known, _)| *known == step) {
            return;
        }
        let import = self.import(graph, step.of(), told);
        stack.after.insert(import.from);
        stack.steps.push((step, import));
    }

    /// What the deployer must know to look a parameter up.
    fn look_up(
        &mut self,
        graph: &Graph,
        unit: UnitId,
        stack: &mut Stack,
        parameter: ParameterId,
        told: &BTreeMap<Read, &str>,
    ) {
        let ParameterKind::Attachment(lookup) = &graph.parameter_of(parameter).kind else { return };
        let maker = graph.node(lookup.made_with).unit;
        if maker != unit {
            stack.after.insert(maker);
        }
        for (_, found) in lookup.of() {
            if let Found::Made(read) = found {
                let import = self.import(graph, *read, told);
                stack.after.insert(import.from);
                stack.lookups.insert(*read, import);
            }
        }
    }

    /// The output of a value.
    fn import(&mut self, graph: &Graph, read: Read, told: &BTreeMap<Read, &str>) -> Import {
        let from = graph.node(read.node).unit;
        let output = told.get(&read).map_or_else(|| output_name(graph, read), |name| (*name).to_owned());
        if !told.contains_key(&read) {
            self.stacks.entry(from).or_default().exports.insert(output.clone(), read);
        }
        Import { from, output }
    }

    /// The links of a stack.
    ///
    /// # Panics
    /// For a unit of another graph.
    #[must_use]
    pub fn stack(&self, unit: UnitId) -> &Stack {
        &self.stacks[&unit]
    }

    /// Whether a unit is a stack: CloudFormation takes no template without a resource.
    ///
    /// # Panics
    /// For a unit of another graph.
    #[must_use]
    pub fn is_stack(&self, unit: UnitId) -> bool {
        self.stack(unit).resources > 0
    }

    /// The order of deployment: what others read comes first, otherwise in the order of the units. What another team has to do first comes
    /// after all that can be done without. `Err` has the units that wait for each other.
    pub fn order(&self) -> Result<Vec<UnitId>, Vec<UnitId>> {
        let mut waiting: Vec<UnitId> = self.stacks.keys().copied().collect();
        let mut done: BTreeSet<UnitId> = BTreeSet::new();
        let mut order = Vec::with_capacity(waiting.len());
        let mut others = true;
        while !waiting.is_empty() {
            let before = order.len();
            waiting.retain(|unit| {
                let stack = &self.stacks[unit];
                let ready = !(others && stack.awaits()) && stack.after.iter().all(|other| done.contains(other));
                if ready {
                    order.push(*unit);
                    done.insert(*unit);
                }
                !ready
            });
            if order.len() == before && !std::mem::take(&mut others) {
                return Err(waiting);
            }
        }
        Ok(order)
    }
}

impl Stack {
    /// The parameter that stands for a value of another stack.
    #[must_use]
    pub fn parameter(&self, read: Read) -> Option<&str> {
        self.names.get(&read).map(String::as_str)
    }

    /// The output of another stack that is read without a parameter.
    #[must_use]
    pub(super) fn taken(&self, read: Read) -> Option<&Taken> {
        self.taken.get(&read)
    }

    /// Whether it reads outputs of other stacks without parameters.
    #[must_use]
    pub fn takes(&self) -> bool {
        !self.taken.is_empty()
    }

    /// The roles by which it does in other accounts.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<&str> {
        self.taken.values().filter_map(Taken::role).collect()
    }

    /// Whether another team has to do something first.
    fn awaits(&self) -> bool {
        self.steps.iter().any(|(step, _)| matches!(step, Step::AwaitAttachment(_)))
    }

    fn absorb(&mut self, other: Self) {
        let exports = std::mem::take(&mut self.exports);
        *self = other;
        self.exports.extend(exports);
    }
}

/// `ShopVpc` + `Id`, `ShopFlowLogsRole` + `Arn`
fn output_name(graph: &Graph, read: Read) -> String {
    let attribute = match read.names.cloudformation {
        CfnAttr::Ref => "Id",
        CfnAttr::Att(name) | CfnAttr::FirstOf(name) | CfnAttr::Joined(name) => name,
    };
    format!("{}{attribute}", graph.node(read.node).logical_id)
}

#[cfg(test)]
#[path = "links_tests.rs"]
mod tests;
