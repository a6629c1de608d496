//! Values that go from one root to another: a variable here, which checks the form of what it is given, and an output of the same name
//! there. `roots.json` says which feeds which.

use super::address::{At, Attribute};
use super::hcl::Hcl;
use crate::aws::{Content, form};
use crate::network::Network;

/// What a root takes of others; whether that is anything.
pub(super) fn inputs(header: &str, at: At<'_>, content: &Content, network: &Network, out: &mut Hcl) -> bool {
    if content.inputs.is_empty() {
        return false;
    }
    out.comment(header);
    out.comment("Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.");
    for (name, input) in &content.inputs {
        let form = form(at.graph.node(input.read.node).kind, input.read.names.terraform);
        out.blank();
        out.open_block("variable", &[name]);
        out.attribute("type");
        out.raw("string");
        out.attribute("description");
        out.text(&format!("Output {name} of root {}", at.graph.folders().name(network, input.from)));
        if input.is_secret {
            out.attribute("sensitive");
            out.flag(true);
        }
        out.blank();
        out.open_block("validation", &[]);
        out.attribute("condition");
        out.raw(format_args!("can(regex(\"{}\", var.{name}))", form.pattern));
        out.attribute("error_message");
        out.text(form.advice);
        out.close_block();
        out.close_block();
    }
    true
}

/// What a root tells others, besides what its units tell people; whether that is anything.
pub(super) fn exports(header: &str, at: At<'_>, content: &Content, out: &mut Hcl) -> bool {
    if content.exports.is_empty() {
        return false;
    }
    out.comment(header);
    out.comment("For other roots, as roots.json says.");
    for (name, export) in &content.exports {
        out.blank();
        out.open_block("output", &[name]);
        out.attribute("description");
        out.text("For the roots that roots.json names");
        if export.is_secret {
            out.attribute("sensitive");
            out.flag(true);
        }
        out.attribute("value");
        out.raw(Attribute::bare(at.graph, export.read));
        out.close_block();
    }
    true
}
