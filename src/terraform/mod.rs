//! The Terraform dialect: in come the resources of the graph, out go the files of a root module, or of a
//! child module, whose caller configures the provider. It reads no blueprint,
//! decides no address and knows no single kind.
//!
//! Every resource is static and labelled by name: no `count`, no index, nothing that is unknown at plan time.

pub mod hcl;
mod meta;
mod module;

use crate::artifact::Artifact;
use crate::aws::{Graph, Left, Parameter, ProviderVersion};
use crate::blueprint::ProviderOwner;
use crate::network::Network;
use hcl::Hcl;

/// The oldest Terraform that is tried: the first with every construct used here.
const REQUIRED_VERSION: &str = ">= 1.5";

/// The oldest Terraform that knows `removed`.
/// <https://developer.hashicorp.com/terraform/language/block/removed>
const REQUIRED_FOR_REMOVED: &str = ">= 1.7";

/// Names of files, without their ending, that are of no unit.
pub const FILES: &[&str] = &["providers", "removed", "variables", "versions"];

/// The first major version of the AWS provider whose arguments nobody knows.
const PROVIDER_END: &str = "7.0";

/// The files of the module. `document` is the blueprint's file name.
#[must_use]
pub fn render(graph: &Graph, network: &Network, document: &str) -> Vec<Artifact> {
    let mut out = Hcl::new();
    let header = format!("{}. Made by netgen from {document}; change that file and render again.", network.name);
    let mut artifacts = Vec::new();
    let mut file = |name: &str, out: &mut Hcl| {
        artifacts.push(Artifact { path: format!("terraform/{name}.tf"), text: out.as_str().to_owned() });
        out.clear();
    };
    if network.provider == ProviderOwner::Own {
        providers(&header, network, &mut out);
        file("providers", &mut out);
    }
    if graph.parameters().iter().any(|parameter| parameter.terraform().is_some()) {
        variables(&header, graph.parameters(), &mut out);
        file("variables", &mut out);
    }
    let mut provider = ProviderVersion::default();
    for unit in graph.unit_ids() {
        provider = provider.max(module::print(graph, unit, network, document, &mut out));
        file(&graph.unit_of(unit).file, &mut out);
    }
    let lets_go = graph.left().terraform().next().is_some();
    if lets_go {
        removed(&header, graph.left(), &mut out);
        file("removed", &mut out);
    }
    versions(&header, if lets_go { REQUIRED_FOR_REMOVED } else { REQUIRED_VERSION }, provider, &mut out);
    file("versions", &mut out);
    artifacts
}

fn versions(header: &str, required: &str, provider: ProviderVersion, out: &mut Hcl) {
    let ProviderVersion(major, minor) = provider;
    out.comment(header);
    out.blank();
    out.open_block("terraform", &[]);
    out.attribute("required_version");
    out.text(required);
    out.blank();
    out.open_block("required_providers", &[]);
    out.attribute("aws");
    out.open_object();
    out.object_key("source");
    out.text("hashicorp/aws");
    out.object_key("version");
    out.text(&format!(">= {major}.{minor}, < {PROVIDER_END}"));
    out.close_object();
    out.close_block();
    out.close_block();
}

fn providers(header: &str, network: &Network, out: &mut Hcl) {
    out.comment(header);
    out.blank();
    out.open_block("provider", &["aws"]);
    out.attribute("region");
    out.text(network.home().region.as_str());
    out.close_block();
}

/// What left the document and is not to be destroyed. Such a block does nothing where the state does not have the resource.
fn removed(header: &str, left: &Left, out: &mut Hcl) {
    out.comment(header);
    out.comment("Of earlier renders, and kept: apply takes each out of the state and destroys none. A block stays until --release.");
    out.comment("terraform destroy ignores these blocks and would destroy what the state still has, so apply first.");
    for (one, address) in left.resources.iter().filter_map(|one| Some((one, one.terraform.as_ref()?))) {
        out.blank();
        out.comment(&format!("--release {}", one.release));
        out.open_block("removed", &[]);
        out.attribute("from");
        out.raw(address);
        out.blank();
        out.open_block("lifecycle", &[]);
        out.attribute("destroy");
        out.flag(false);
        out.close_block();
        out.close_block();
    }
}

/// What the deployer chooses.
fn variables(header: &str, parameters: &[Parameter], out: &mut Hcl) {
    out.comment(header);
    for parameter in parameters {
        let Some(variable) = parameter.terraform() else { continue };
        out.blank();
        out.open_block("variable", &[&parameter.label]);
        out.attribute("type");
        out.raw("string");
        out.attribute("description");
        out.text(&parameter.description);
        if variable.sensitive {
            out.attribute("sensitive");
            out.flag(true);
        }
        out.blank();
        out.open_block("validation", &[]);
        out.attribute("condition");
        out.raw(format_args!("can(regex(\"{}\", var.{}))", variable.pattern, parameter.label));
        out.attribute("error_message");
        out.text(variable.advice);
        out.close_block();
        out.close_block();
    }
}
