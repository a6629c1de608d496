//! The Terraform dialect: in come the resources of the graph, out go the files of a root module. It reads no blueprint,
//! decides no address and knows no single kind.
//!
//! Every resource is static and labelled by name: no `count`, no index, nothing that is unknown at plan time.

pub mod hcl;
mod module;

use crate::aws::{Graph, Parameter, ProviderVersion};
use crate::network::Network;
use crate::write::Artifact;
use hcl::Hcl;

/// The oldest Terraform that is tried: the first with every construct used here.
const REQUIRED_VERSION: &str = ">= 1.5";

/// The first major version of the AWS provider whose arguments nobody knows.
const PROVIDER_END: &str = "7.0";

/// The files of the root module. `document` is the blueprint's file name.
#[must_use]
pub fn render(graph: &Graph, network: &Network, document: &str) -> Vec<Artifact> {
    let mut out = Hcl::new();
    let header = format!("{}. Made by netgen from {document}; change that file and render again.", network.name);
    let mut artifacts = Vec::new();
    let mut file = |name: &str, out: &mut Hcl| {
        artifacts.push(Artifact { path: format!("terraform/{name}.tf"), text: out.as_str().to_owned() });
        out.clear();
    };
    providers(&header, network, &mut out);
    file("providers", &mut out);
    if graph.parameters().iter().any(|parameter| parameter.terraform().is_some()) {
        variables(&header, graph.parameters(), &mut out);
        file("variables", &mut out);
    }
    let mut provider = ProviderVersion::default();
    for unit in graph.unit_ids() {
        provider = provider.max(module::print(graph, unit, network, document, &mut out));
        file(&graph.unit_of(unit).file, &mut out);
    }
    versions(&header, provider, &mut out);
    file("versions", &mut out);
    artifacts
}

fn versions(header: &str, provider: ProviderVersion, out: &mut Hcl) {
    let ProviderVersion(major, minor) = provider;
    out.comment(header);
    out.blank();
    out.open_block("terraform", &[]);
    out.attribute("required_version");
    out.text(REQUIRED_VERSION);
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
    out.text(network.region.as_str());
    out.close_block();
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
