//! Each root as a unit of Terragrunt: in come the roots and what each takes of others, out goes a `terragrunt.hcl` beside each, from the same
//! facts as `roots.json`. A unit says which roots come before it and hands on their values, so `terragrunt run --all` keeps the order.
//!
//! <https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#dependency>

use std::collections::BTreeMap;

use super::hcl::Hcl;
use crate::artifact::Artifact;
use crate::aws::{Content, Graph, Root, Roots, alias, form, scope_path};
use crate::blueprint::Terragrunt;
use crate::network::{Network, ScopeId};

/// The file of a unit.
const FILE: &str = "terragrunt.hcl";

/// The commands that may run before there is a value to hand on.
const WITHOUT_VALUES: [&str; 3] = ["init", "validate", "plan"];

/// A root as others name it.
struct Unit {
    /// `shop_eu_west_1_use`
    label: String,
    /// Below `terraform`, with a slash at its end; empty for that one itself.
    folder: String,
}

/// The units of all roots, also of those that hold nothing any more: they come first, since what they made reads what others have.
pub(super) fn render(graph: &Graph, roots: &Roots, network: &Network, document: &str) -> Vec<Artifact> {
    let header = format!("{}. Made by netgen from {document}; change that file and render again.", network.name);
    let empty: Vec<&str> = graph.left().roots.iter().map(|left| left.folder.as_str()).collect();
    let mut out = Hcl::new();
    let mut artifacts = Vec::new();
    for (index, folder) in empty.iter().enumerate() {
        begin(&header, network, folder, &mut out);
        order(folder, empty[..index].iter().copied(), &mut out);
        artifacts.push(Artifact { path: path(folder), text: out.as_str().to_owned() });
        out.clear();
    }
    for (root, content) in roots.iter() {
        let folder = graph.folders().root(root);
        begin(&header, network, &folder, &mut out);
        values(graph, network, &folder, content, &mut out);
        let told = |other: &Root| content.inputs.values().any(|input| input.from == *other);
        let waits = content.waits.iter().filter(|other| !told(other)).map(|other| graph.folders().root(*other));
        let waits: Vec<String> = waits.collect();
        order(&folder, empty.iter().copied().chain(waits.iter().map(String::as_str)), &mut out);
        artifacts.push(Artifact { path: path(&folder), text: out.as_str().to_owned() });
        out.clear();
    }
    artifacts
}

/// The path of a unit.
pub(super) fn path(folder: &str) -> String {
    format!("terraform/{folder}{FILE}")
}

fn begin(header: &str, network: &Network, folder: &str, out: &mut Hcl) {
    out.comment(header);
    out.comment("A unit of Terragrunt: terragrunt run --all plan (or apply) goes through all roots in their order.");
    if network.terraform.terragrunt == Terragrunt::UnitsWithRoot {
        out.blank();
        out.open_block("include", &["root"]);
        out.attribute("path");
        out.text(&format!("{}root.hcl", up(folder)));
        out.close_block();
    }
}

/// What a root takes of each other one.
fn values(graph: &Graph, network: &Network, folder: &str, content: &Content, out: &mut Hcl) {
    let mut by_root: BTreeMap<Root, Vec<(&str, &'static str)>> = BTreeMap::new();
    for (name, input) in &content.inputs {
        let form = form(graph.node(input.read.node).kind, input.read.names.terraform);
        by_root.entry(input.from).or_default().push((name, form.sample));
    }
    for (root, taken) in &by_root {
        let other = unit(graph, network, *root);
        out.blank();
        out.open_block("dependency", &[&other.label]);
        out.attribute("config_path");
        out.text(&relative(folder, &other.folder));
        out.blank();
        out.comment("Of the right form, and of nothing: for plans before that root tells its values.");
        out.attribute("mock_outputs");
        out.open_object();
        for (name, sample) in taken {
            out.object_key(name);
            out.text(sample);
        }
        out.close_object();
        out.attribute("mock_outputs_allowed_terraform_commands");
        out.texts(&WITHOUT_VALUES);
        out.attribute("mock_outputs_merge_strategy_with_state");
        out.text("shallow");
        out.close_block();
    }
    if by_root.is_empty() {
        return;
    }
    out.blank();
    out.attribute("inputs");
    out.open_object();
    for (root, taken) in &by_root {
        let label = unit(graph, network, *root).label;
        for (name, _) in taken {
            out.object_key(name);
            out.raw(format_args!("dependency.{label}.outputs.{name}"));
        }
    }
    out.close_object();
}

/// Roots that come before and hand on nothing.
fn order<'a>(folder: &str, before: impl Iterator<Item = &'a str>, out: &mut Hcl) {
    let paths: Vec<String> = before.map(|other| relative(folder, other)).collect();
    if paths.is_empty() {
        return;
    }
    out.blank();
    out.open_block("dependencies", &[]);
    out.attribute("paths");
    out.texts(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    out.close_block();
}

fn unit(graph: &Graph, network: &Network, root: Root) -> Unit {
    Unit { label: label(network, root.scope, &root.level.to_string()), folder: graph.folders().root(root) }
}

fn label(network: &Network, scope: ScopeId, level: &str) -> String {
    alias(&format!("{}/{level}", scope_path(network, scope)))
}

/// From a folder to another one, both below `terraform`.
fn relative(from: &str, to: &str) -> String {
    let path = format!("{}{to}", up(from));
    let path = path.trim_end_matches('/');
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

/// From a folder to `terraform`.
fn up(folder: &str) -> String {
    "../".repeat(folder.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_a_unit_to_another() {
        assert_eq!(relative("shop/eu-west-1/use/", ""), "../../..");
        assert_eq!(relative("shop/eu-west-1/use/", "core/eu-west-1/own/"), "../../../core/eu-west-1/own");
        assert_eq!(relative("", "core/eu-west-1/own/"), "core/eu-west-1/own");
        assert_eq!(up(""), "");
    }
}
