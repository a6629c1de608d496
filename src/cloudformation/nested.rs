//! The root template of `stacks: {mode: nested}`: one stack that makes all others, in one account and Region. In come the links
//! of all stacks, out goes a template that hands the outputs of one on as parameters of the next.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html>

use std::collections::BTreeSet;

use super::links::Links;
use super::writer::{Expression, Writer};
use super::{Format, template};
use crate::aws::{Graph, ParameterId, UnitId, logical_id};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;

/// The unit's name that the root template takes.
pub(super) const ROOT: &str = "root";

/// The parameter that says where the templates of the others are.
pub(super) const BASE: &str = "TemplateBase";

/// What to write there.
pub(super) const BASE_DESCRIPTION: &str =
    "Where the other templates are: https://BUCKET.s3.REGION.amazonaws.com/FOLDER, without a slash at the end";

/// Resources of a stack and all stacks inside it together.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const MOST_RESOURCES: usize = 2500;

/// Prints the root template into the writer.
pub(super) fn print<W: Writer>(
    graph: &Graph,
    links: &Links,
    order: &[UnitId],
    network: &Network,
    document: &str,
    format: Format,
    out: &mut W,
) {
    out.comment(&format!(
        "{}: all stacks, {}. Made by netgen from {document}; change that file and render again.",
        network.name,
        network.home().region
    ));
    out.open_map();
    out.key("AWSTemplateFormatVersion");
    out.text("2010-09-09");
    out.key("Description");
    out.text(&format!(
        "{} - makes all other stacks of the network; delete or update it, never one of them",
        network.name
    ));
    parameters(graph, links, order, out);
    out.blank();
    out.key("Resources");
    out.open_map();
    for unit in order {
        stack(graph, links, *unit, format, out);
    }
    out.close_map();
    out.close_map();
}

fn parameters<W: Writer>(graph: &Graph, links: &Links, order: &[UnitId], out: &mut W) {
    out.blank();
    out.key("Parameters");
    out.open_map();
    out.blank();
    out.key(BASE);
    out.open_map();
    out.key("Type");
    out.text("String");
    out.key("Description");
    out.text(BASE_DESCRIPTION);
    out.key("AllowedPattern");
    out.text("^https://.*[^/]$");
    out.close_map();
    for id in choices(links, order) {
        template::choice(out, graph.parameter_of(id));
    }
    out.close_map();
}

/// What the deployer chooses for any of the stacks.
pub(super) fn choices(links: &Links, order: &[UnitId]) -> BTreeSet<ParameterId> {
    order.iter().flat_map(|unit| links.stack(*unit).choices.iter().copied()).collect()
}

fn stack<W: Writer>(graph: &Graph, links: &Links, unit: UnitId, format: Format, out: &mut W) {
    let (own, stack) = (graph.unit_of(unit), links.stack(unit));
    let id = |unit: UnitId| format!("{}Stack", logical_id(&[&graph.unit_of(unit).name]));
    out.blank();
    out.key(&id(unit));
    out.open_map();
    out.key("Type");
    out.text("AWS::CloudFormation::Stack");
    let handed_on: BTreeSet<UnitId> = stack.imports.values().map(|import| import.from).collect();
    let after: Vec<String> = stack.after.difference(&handed_on).map(|other| id(*other)).collect();
    if !after.is_empty() {
        out.key("DependsOn");
        out.open_list();
        for other in &after {
            out.item();
            out.text(other);
        }
        out.close_list();
    }
    out.key("Properties");
    out.open_map();
    out.key("TemplateURL");
    out.expression(&Expression::Sub(&format!("${{{BASE}}}/{}.{}", own.name, format.extension())));
    if !stack.choices.is_empty() || !stack.imports.is_empty() {
        out.key("Parameters");
        out.open_map();
        for choice in &stack.choices {
            let name = &graph.parameter_of(*choice).logical_id;
            out.key(name);
            out.expression(&Expression::Ref(name));
        }
        for (name, import) in &stack.imports {
            out.key(name);
            out.expression(&Expression::GetAtt(&id(import.from), &format!("Outputs.{}", import.output)));
        }
        out.close_map();
    }
    out.close_map();
    out.close_map();
}

/// What one root can hold, and that no other stack has its name.
pub(super) fn check(graph: &Graph, links: &Links, order: &[UnitId], diagnostics: &mut Diagnostics) {
    let resources: usize = order.iter().map(|unit| links.stack(*unit).resources + 1).sum();
    if resources > MOST_RESOURCES {
        let message = format!("the nested stacks would have {resources} resources together");
        let finding = Diagnostic::new(Code::StackTooLarge, message)
            .why(format!("CloudFormation allows {MOST_RESOURCES} in one operation"));
        diagnostics.push(finding.help("write `stacks: {mode: separate}`, which has no such limit"));
    }
    if graph.units().iter().any(|unit| unit.name == ROOT) {
        let finding = Diagnostic::new(Code::NameCollision, "two stacks would be `root`")
            .why("`stacks: {mode: nested}` adds a template of that name");
        diagnostics.push(finding.help("rename the VPC or the transit gateway"));
    }
}
