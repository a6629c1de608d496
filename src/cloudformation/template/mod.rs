//! Prints one stack, front to back.

mod document;
mod facts;
mod value;

use super::links::{Links, Stack};
use super::writer::{Expression, Writer};
use crate::aws::{Body, Graph, NodeId, OnlyIn, OutputValue, Parameter, ParameterId, UnitId};
use crate::network::Network;

/// Prints a template into the writer.
pub(super) fn print<W: Writer>(
    graph: &Graph,
    links: &Links,
    unit: UnitId,
    network: &Network,
    document: &str,
    out: &mut W,
) {
    let mut printer = Printer { graph, stack: links.stack(unit), unit, out, scratch: String::new() };
    printer.template(network, document);
}

/// The name of the condition that a parameter is given.
fn condition(graph: &Graph, parameter: ParameterId) -> String {
    format!("Has{}", graph.parameter_of(parameter).logical_id)
}

/// A parameter that no other stack feeds, behind an empty line; nothing for one that CloudFormation does not take.
pub(super) fn choice<W: Writer>(out: &mut W, parameter: &Parameter) {
    let Some(kind) = parameter.cloudformation() else { return };
    out.blank();
    out.key(&parameter.logical_id);
    out.open_map();
    out.key("Type");
    out.text(kind);
    if let Some(default) = parameter.default() {
        out.key("Default");
        out.text(default);
    }
    if !parameter.allowed().is_empty() {
        out.key("AllowedValues");
        out.open_list();
        for value in parameter.allowed() {
            out.item();
            out.text(value);
        }
        out.close_list();
    }
    out.key("Description");
    out.text(&parameter.description);
    out.close_map();
}

struct Printer<'a, W> {
    graph: &'a Graph,
    stack: &'a Stack,
    unit: UnitId,
    out: &'a mut W,
    /// For the text of one value, so that not each one asks for memory.
    scratch: String,
}

impl<'a, W: Writer> Printer<'a, W> {
    fn template(&mut self, network: &Network, document: &str) {
        let unit = self.graph.unit_of(self.unit);
        let header = format!(
            "{}: {}, {}. Made by netgen from {document}; change that file and render again.",
            network.name,
            unit.title,
            network.scope(unit.scope).region
        );
        self.out.comment(&header);
        for (step, import) in &self.stack.steps {
            let of = &self.graph.unit_of(import.from).name;
            let before =
                format!("Before this stack: {}, which is output {} of stack {of}.", step.words().what, import.output);
            self.out.comment(&before);
        }
        self.out.open_map();
        self.out.key("AWSTemplateFormatVersion");
        self.out.text("2010-09-09");
        self.out.key("Description");
        self.out.text(&unit.description);
        self.parameters();
        self.conditions();
        self.out.blank();
        self.out.key("Resources");
        self.out.open_map();
        let mut body = Body::default();
        for group in &unit.groups {
            self.out.blank();
            self.out.rule(&group.heading);
            for id in &group.nodes {
                self.resource(*id, &mut body);
            }
        }
        self.out.close_map();
        self.outputs();
        self.out.close_map();
    }

    /// What the deployer chooses, and what comes from other stacks.
    fn parameters(&mut self) {
        let stack = self.stack;
        if stack.choices.is_empty() && stack.imports.is_empty() {
            return;
        }
        let graph = self.graph;
        let choices: Vec<_> = stack.choices.iter().map(|id| graph.parameter_of(*id)).collect();
        let names = |default: Option<&str>| -> Vec<&str> {
            let own = choices.iter().filter(|parameter| parameter.default() == default && !parameter.is_needed());
            own.map(|parameter| parameter.logical_id.as_str()).collect()
        };
        self.out.blank();
        self.out.key("Metadata");
        self.out.open_map();
        self.out.key("AWS::CloudFormation::Interface");
        self.out.open_map();
        self.out.key("ParameterGroups");
        self.out.open_list();
        self.parameter_group("To choose once", &names(None));
        self.parameter_group("From other stacks", &stack.imports.keys().map(String::as_str).collect::<Vec<_>>());
        let needed = choices.iter().filter(|parameter| parameter.is_needed());
        let needed: Vec<&str> = needed.map(|parameter| parameter.logical_id.as_str()).collect();
        self.parameter_group("To look up before the stack is made", &needed);
        self.parameter_group("To look up once AWS made them", &names(Some("")));
        self.parameter_group("False at first, so that a failure can be taken back", &names(Some("true")));
        self.out.close_list();
        self.out.close_map();
        self.out.close_map();
        self.out.blank();
        self.out.key("Parameters");
        self.out.open_map();
        for own in choices {
            choice(self.out, own);
        }
        for (name, import) in &stack.imports {
            let from = &graph.unit_of(import.from).name;
            self.import(name, &format!("Output {} of stack {from}", import.output));
        }
        self.out.close_map();
    }

    /// A parameter that another stack feeds.
    fn import(&mut self, name: &str, description: &str) {
        self.out.blank();
        self.out.key(name);
        self.out.open_map();
        self.out.key("Type");
        self.out.text("String");
        self.out.key("Description");
        self.out.text(description);
        self.out.close_map();
    }

    fn parameter_group(&mut self, label: &str, names: &[&str]) {
        if names.is_empty() {
            return;
        }
        self.out.item();
        self.out.open_map();
        self.out.key("Label");
        self.out.pair(&[("default", label)]);
        self.out.key("Parameters");
        self.out.open_list();
        for name in names {
            self.out.item();
            self.out.text(name);
        }
        self.out.close_list();
        self.out.close_map();
    }

    /// What is made once a parameter is given.
    fn conditions(&mut self) {
        let mut parameters: Vec<_> =
            self.graph.unit_of(self.unit).nodes().filter_map(|id| self.graph.node(id).only_with).collect();
        parameters.sort_unstable();
        parameters.dedup();
        if parameters.is_empty() {
            return;
        }
        self.out.blank();
        self.out.key("Conditions");
        self.out.open_map();
        for parameter in parameters {
            self.out.key(&condition(self.graph, parameter));
            let name = Expression::Ref(&self.graph.parameter_of(parameter).logical_id);
            self.out.expression(&Expression::Not(&Expression::Equals(&name, &Expression::Text(""))));
        }
        self.out.close_map();
    }

    fn resource(&mut self, id: NodeId, body: &mut Body<'a>) {
        let node = self.graph.node(id);
        let Some(kind) = node.kind.cloudformation() else {
            if !node.kind.by_hand().is_empty() {
                self.out.blank();
                self.out.comment(node.kind.by_hand());
            }
            return;
        };
        self.graph.describe(id, body);
        self.out.blank();
        if !node.remark.is_empty() {
            self.out.comment(&node.remark);
        }
        self.out.key(&node.logical_id);
        self.out.open_map();
        self.out.key("Type");
        self.out.text(kind);
        if let Some(parameter) = node.only_with {
            self.out.key("Condition");
            self.out.text(&condition(self.graph, parameter));
        }
        self.depends_on(body);
        if node.retain {
            self.out.key("DeletionPolicy");
            self.out.text("RetainExceptOnCreate");
            self.out.key("UpdateReplacePolicy");
            self.out.text("Retain");
        }
        self.out.key("Properties");
        self.out.open_map();
        self.facts(body);
        if let Some(tags) = body.tag_set().filter(|_| body.no_cloudformation_tags().is_none()) {
            self.out.key("Tags");
            self.out.open_list();
            for (key, value) in tags.iter() {
                self.out.item();
                self.out.pair(&[("Key", key), ("Value", value)]);
            }
            self.out.close_list();
        }
        self.out.close_map();
        self.out.close_map();
    }

    /// What must be there first and is read by no property. Across stacks the order of deployment says it.
    fn depends_on(&mut self, body: &Body<'_>) {
        let own: Vec<&str> = body
            .afters()
            .iter()
            .filter(|(_, only)| *only != OnlyIn::Terraform)
            .map(|(other, _)| self.graph.node(*other))
            .filter(|other| other.unit == self.unit && other.kind.cloudformation().is_some())
            .map(|other| other.logical_id.as_str())
            .collect();
        match own.as_slice() {
            [] => {}
            [one] => {
                self.out.key("DependsOn");
                self.out.text(one);
            }
            several => {
                self.out.key("DependsOn");
                self.out.open_list();
                for one in several {
                    self.out.item();
                    self.out.text(one);
                }
                self.out.close_list();
            }
        }
    }

    fn outputs(&mut self) {
        let (graph, stack) = (self.graph, self.stack);
        let own = || graph.unit_of(self.unit).outputs.iter().filter(|output| output.value.is_in_cloudformation());
        if own().next().is_none() && stack.exports.is_empty() {
            return;
        }
        self.out.blank();
        self.out.key("Outputs");
        self.out.open_map();
        for output in own() {
            self.output(&output.logical_id, &output.description);
            match &output.value {
                OutputValue::One(read) => self.read(*read, |out, value| out.expression(&value)),
                OutputValue::Many(reads) => self.joined(reads),
                // Not among these.
                OutputValue::Secret(_) => {}
            }
            self.out.close_map();
        }
        for (name, read) in &stack.exports {
            self.output(name, "For the stacks that deploy.json names");
            self.read(*read, |out, value| out.expression(&value));
            self.out.close_map();
        }
        self.out.close_map();
    }

    fn output(&mut self, name: &str, description: &str) {
        self.out.blank();
        self.out.key(name);
        self.out.open_map();
        self.out.key("Description");
        self.out.text(description);
        self.out.key("Value");
    }
}
