//! `relabelled.tf`: resources that got other labels. In comes a root, out go blocks by which Terraform moves each in its state, wherever on
//! the way from its first label to that of now the state has it.
//! <https://developer.hashicorp.com/terraform/language/moved>

use std::collections::BTreeSet;

use super::address::At;
use super::hcl::Hcl;
use crate::aws::Content;

/// Prints the file of a root; whether there is anything in it.
pub(super) fn print(header: &str, at: At<'_>, content: &Content, out: &mut Hcl) -> bool {
    let all = || {
        let nodes = content.units.iter().flat_map(|unit| at.graph.unit_of(*unit).nodes()).filter(|id| at.has(*id));
        nodes.map(|id| at.graph.node(id)).filter(|node| !node.kind.is_data())
    };
    if all().all(|node| node.labels.is_empty()) {
        return false;
    }
    let now: BTreeSet<_> = all().filter_map(|node| Some((node.kind.terraform()?, node.terraform_label()))).collect();
    out.comment(header);
    out.comment("Other labels for what exists: Terraform moves it in the state, and changes nothing of it. A block does nothing where the state has");
    out.comment("no such label, so they stay.");
    for node in all() {
        let Some(kind) = node.kind.terraform() else { continue };
        // A label that something else has by now was never one of this.
        let is_own = |label: &&String| **label == node.terraform_label() || !now.contains(&(kind, label.as_str()));
        let labels: Vec<&String> = node.labels.iter().filter(is_own).collect();
        for pair in labels.windows(2) {
            out.blank();
            out.open_block("moved", &[]);
            for (name, label) in ["from", "to"].into_iter().zip(pair) {
                out.attribute(name);
                out.raw(format_args!("{kind}.{label}"));
            }
            out.close_block();
        }
    }
    true
}
