//! The Terraform dialect: in come the resources of the graph, out go the files of a root module for each account and Region, or of a
//! child module, whose caller configures the provider. It reads no blueprint,
//! decides no address and knows no single kind.
//!
//! Every resource is static and labelled by name: no `count`, no index, nothing that is unknown at plan time.

mod address;
mod addresses;
mod apply;
pub mod hcl;
mod meta;
mod module;
mod providers;
mod relabelled;
mod state;
mod terragrunt;
mod values;

use crate::artifact::Artifact;
use crate::aws::{
    Content, Graph, Left, LeftRoot, Level, Parameter, ProviderVersion, Request, Root, Roots, accepted_alone,
};
use crate::blueprint::{ProviderOwner, Terragrunt};
use crate::network::Network;
use address::At;
use hcl::Hcl;
pub use providers::{Provider, guards, providers};

/// The oldest Terraform that is tried: the first with every construct used everywhere.
const REQUIRED: Required = Required(1, 5);

/// The oldest Terraform that knows `removed`.
/// <https://developer.hashicorp.com/terraform/language/block/removed>
const REQUIRED_FOR_REMOVED: Required = Required(1, 7);

/// The oldest Terraform that will do, by its major and minor number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Required(u32, u32);

/// Names of files, without their ending, that are of no unit.
pub const FILES: &[&str] = &["providers", "relabelled", "removed", "variables", "versions"];

/// The first major version of the AWS provider whose arguments nobody knows.
const PROVIDER_END: u16 = ProviderVersion::END;

/// The files of all root modules, or of the child module. `document` is the blueprint's file name.
#[must_use]
pub fn render(graph: &Graph, network: &Network, document: &str) -> Vec<Artifact> {
    let roots = graph.roots();
    let mut out = Hcl::new();
    let mut artifacts = Vec::new();
    for left in &graph.left().roots {
        artifacts.extend(empty(graph, left, network, document, &mut out));
        artifacts.extend(addresses::of_left(graph, left));
    }
    for (root, content) in roots.iter() {
        let at = At { graph, roots, root };
        artifacts.extend(module(at, content, network, document, network.terraform.provider, &mut out));
        artifacts.extend(addresses::of_root(at, content));
    }
    if has_order(graph, roots) {
        artifacts.extend(apply::render(graph, roots, network, document));
    }
    if network.terraform.terragrunt != Terragrunt::None {
        artifacts.extend(terragrunt::render(graph, roots, network, document));
    }
    artifacts
}

/// The modules of what is asked of other teams, one for each gateway, in folders of their own. Their callers configure the provider.
#[must_use]
pub fn requests(requests: &[Request], network: &Network, document: &str) -> Vec<Artifact> {
    let (mut out, mut artifacts) = (Hcl::new(), Vec::new());
    for request in requests {
        let (graph, roots) = (&request.graph, request.graph.roots());
        for (root, content) in roots.iter() {
            let at = At { graph, roots, root };
            let files = module(at, content, network, document, ProviderOwner::Caller, &mut out);
            artifacts.extend(files.into_iter().map(|one| Artifact { path: request.path(network, &one.path), ..one }));
        }
    }
    artifacts
}

/// Whether there is more than the one root that everybody knows how to apply.
fn has_order(graph: &Graph, roots: &Roots) -> bool {
    roots.iter().nth(1).is_some() || !graph.left().roots.is_empty()
}

/// The path of a file of a root.
#[must_use]
pub fn file_path(graph: &Graph, root: Root, name: &str) -> String {
    format!("terraform/{}{name}.tf", graph.folders().root(root))
}

/// The paths of all files that follow from the graph: those of units, by the roots that they are in, and where there are several roots,
/// what only these have.
#[must_use]
pub fn files(graph: &Graph, roots: &Roots) -> Vec<String> {
    let mut files = Vec::new();
    for (root, content) in roots.iter() {
        files.extend(content.units.iter().map(|unit| file_path(graph, root, &graph.unit_of(*unit).file)));
        let between = [(content.inputs.is_empty(), "inputs"), (content.exports.is_empty(), "exports")];
        files.extend(between.into_iter().filter(|(none, _)| !none).map(|(_, name)| file_path(graph, root, name)));
        files.extend(addresses::path(root.level, &graph.folders().root(root)));
        if !graph.folders().root(root).is_empty() {
            files.extend(FILES.iter().map(|name| file_path(graph, root, name)));
        }
    }
    if has_order(graph, roots) {
        files.extend([apply::DATA.to_owned(), apply::SCRIPT.to_owned()]);
    }
    files.extend(roots.iter().map(|(root, _)| terragrunt::path(&graph.folders().root(root))));
    files
}

/// The files of one root module, or of a module that its caller gives a provider.
fn module(
    at: At<'_>,
    content: &Content,
    network: &Network,
    document: &str,
    owner: ProviderOwner,
    out: &mut Hcl,
) -> Vec<Artifact> {
    let graph = at.graph;
    let header = format!("{}. Made by netgen from {document}; change that file and render again.", network.name);
    let mut artifacts = Vec::new();
    let mut file = |name: &str, out: &mut Hcl| {
        artifacts.push(Artifact { path: file_path(graph, at.root, name), text: out.as_str().to_owned() });
        out.clear();
    };
    let providers = providers::of(at, content, network);
    if owner == ProviderOwner::Own {
        providers::print(&header, &providers, out);
        file("providers", out);
    }
    let guards = providers::guards(&providers, network);
    if variables(&header, providers::chosen(graph, content, &guards), out) {
        file("variables", out);
    }
    if values::inputs(&header, at, content, network, out) {
        file("inputs", out);
    }
    if values::exports(&header, at, content, out) {
        file("exports", out);
    }
    let mut provider = ProviderVersion::default();
    for unit in &content.units {
        provider = provider.max(module::print(at, *unit, network, document, out));
        file(&graph.unit_of(*unit).file, out);
    }
    if relabelled::print(&header, at, content, out) {
        file("relabelled", out);
    }
    let folder = graph.folders().root(at.root);
    let accepted = accepted(at, content);
    let lets_go = !accepted.is_empty() || graph.left().of_root(&folder).next().is_some();
    if lets_go {
        removed(&header, (graph.left(), &accepted), &folder, out);
        file("removed", out);
    }
    versions(&header, (lets_go, provider, &providers::given(&providers, owner)), network, &folder, out);
    file("versions", out);
    artifacts
}

/// Acceptances that a root lets go: in that of what other scopes made, or of all scopes.
fn accepted(at: At<'_>, content: &Content) -> Vec<String> {
    let accepts = at.root.level == Level::Join || at.is_of_all();
    if accepts { accepted_alone(at.graph, &content.units) } else { Vec::new() }
}

/// The files of a root module of earlier renders that holds nothing any more: apply destroys what its state still has, so it needs the
/// provider with which that was made.
fn empty(graph: &Graph, left: &LeftRoot, network: &Network, document: &str, out: &mut Hcl) -> Vec<Artifact> {
    let header = format!("{}. Made by netgen from {document}; change that file and render again.", network.name);
    let mut artifacts = Vec::new();
    let mut file = |name: &str, out: &mut Hcl| {
        artifacts.push(Artifact { path: format!("terraform/{}{name}.tf", left.folder), text: out.as_str().to_owned() });
        out.clear();
    };
    if network.terraform.provider == ProviderOwner::Own {
        let providers = [providers::of_left(left, network)];
        providers::print(&header, &providers, out);
        file("providers", out);
        let guards = providers::guards(&providers, network);
        if !guards.is_empty() {
            variables(&header, guards.iter(), out);
            file("variables", out);
        }
    }
    let lets_go = graph.left().of_root(&left.folder).next().is_some();
    if lets_go {
        removed(&header, (graph.left(), &[]), &left.folder, out);
        file("removed", out);
    }
    versions(&header, (lets_go, ProviderVersion::default(), &[]), network, &left.folder, out);
    file("versions", out);
    artifacts
}

/// What a root module needs, and where its state lies. The aliases are those of providers that its caller gives it.
fn versions(
    header: &str,
    (lets_go, provider, aliases): (bool, ProviderVersion, &[String]),
    network: &Network,
    folder: &str,
    out: &mut Hcl,
) {
    let ProviderVersion(major, minor) = provider.max(network.provider_floor());
    let backend = network.terraform.backend.as_ref().map(|backend| &backend.value.s3);
    let required = if lets_go { REQUIRED_FOR_REMOVED } else { REQUIRED };
    let required = required.max(backend.map_or(REQUIRED, state::required));
    out.comment(header);
    out.blank();
    out.open_block("terraform", &[]);
    out.attribute("required_version");
    out.text(&format!(">= {}.{}", required.0, required.1));
    out.blank();
    out.open_block("required_providers", &[]);
    out.attribute("aws");
    out.open_object();
    out.object_key("source");
    out.text("hashicorp/aws");
    out.object_key("version");
    out.text(&format!(">= {major}.{minor}, < {PROVIDER_END}.0"));
    if !aliases.is_empty() {
        out.object_key("configuration_aliases");
        out.open_list();
        for alias in aliases {
            out.raw(format_args!("aws.{alias}"));
        }
        out.close_list();
    }
    out.close_object();
    out.close_block();
    if let Some(backend) = backend {
        out.blank();
        state::backend(backend, network, folder, out);
    }
    out.close_block();
}

/// What left the document and is not to be destroyed. Such a block does nothing where the state does not have the resource.
fn removed(header: &str, (left, accepted): (&Left, &[String]), folder: &str, out: &mut Hcl) {
    out.comment(header);
    let how = "Of earlier renders, and kept: apply takes each out of the state and destroys none.";
    let stays = if left.of_root(folder).next().is_some() { " A block stays until --release." } else { "" };
    out.comment(&format!("{how}{stays}"));
    out.comment("terraform destroy ignores these blocks and would destroy what the state still has, so apply first.");
    let retained = left.of_root(folder).map(|(one, address)| (format!("--release {}", one.release), address));
    let why = "Its gateway accepts by itself, and the attachment would be deleted with its acceptance.";
    let accepted = accepted.iter().map(|address| (why.to_owned(), address.as_str()));
    for (why, address) in retained.chain(accepted) {
        out.blank();
        out.comment(&why);
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

/// What the deployer chooses; whether that is anything.
fn variables<'a>(header: &str, parameters: impl Iterator<Item = &'a Parameter>, out: &mut Hcl) -> bool {
    let mut parameters = parameters.peekable();
    if parameters.peek().is_none() {
        return false;
    }
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
    true
}
