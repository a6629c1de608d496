//! The CloudFormation dialect: in come the resources of the graph, out go templates in YAML or JSON. It reads no
//! blueprint, decides no address and knows no single kind.

mod before;
mod consent;
mod deploy;
mod git_sync;
pub mod json;
mod links;
mod nested;
mod script;
mod taken;
mod template;
pub mod writer;
pub mod yaml;

pub(crate) use before::{Before, Word, before};
pub use consent::check_consent;
pub(crate) use deploy::{lookup, stack_name};
pub use links::{Import, Links, Stack};

use crate::artifact::Artifact;
use crate::aws::{Graph, Request, UnitId};
use crate::blueprint::StackMode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;
use json::Json;
use writer::Writer;
use yaml::Yaml;

/// CloudFormation's limits of one template.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const MOST_RESOURCES: usize = 500;
const MOST_PARAMETERS: usize = 200;
const MOST_OUTPUTS: usize = 200;
/// Dynamic references: what is read from Secrets Manager.
const MOST_SECRETS: usize = 60;
/// Bytes of a template in S3.
const MOST_BYTES: usize = 1_000_000;

/// The format of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML with comments and short-form functions.
    Yaml,
    /// JSON.
    Json,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }
}

/// The templates, the deployment order (`cloudformation/deploy.json`), a script that follows it (`deploy.sh`) and what Git sync follows, on
/// request. `document` is the blueprint's file name.
#[must_use]
pub fn render(
    graph: &Graph,
    network: &Network,
    document: &str,
    format: Format,
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    linked(graph, &Links::of(graph, network), network, document, format, diagnostics)
}

/// As [`render`], for a graph whose links are known.
pub(crate) fn linked(
    graph: &Graph,
    links: &Links,
    network: &Network,
    document: &str,
    format: Format,
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    let mut artifacts = match format {
        Format::Yaml => templates(graph, links, network, document, format, &mut Yaml::new(), diagnostics),
        Format::Json => templates(graph, links, network, document, format, &mut Json::new(), diagnostics),
    };
    match links.order() {
        Ok(mut order) => {
            order.retain(|unit| links.is_stack(*unit));
            if network.stacks == StackMode::Nested {
                nested::check(graph, links, &order, diagnostics);
                artifacts.push(root(graph, links, &order, network, document, format));
            }
            let deployment = deploy::deployment(graph, links, &order, network, format);
            if network.stacks == StackMode::Separate {
                let stacks = order.iter().map(|unit| links.stack(*unit));
                let known = (graph, stacks);
                let files = git_sync::files(known, &deployment, network, document, &artifacts, diagnostics);
                artifacts.extend(files);
            }
            let text = deploy::print(&deployment);
            artifacts.push(Artifact { path: "cloudformation/deploy.json".to_owned(), text });
            let text = script::print(&deployment, network, document);
            artifacts.push(Artifact { path: "cloudformation/deploy.sh".to_owned(), text });
        }
        Err(circle) => {
            let names: Vec<String> = circle.iter().map(|unit| format!("`{}`", graph.unit_of(*unit).name)).collect();
            diagnostics.push(
                Diagnostic::new(Code::StackTooLarge, format!("stacks wait for each other: {}", names.join(", ")))
                    .why("none of them could be deployed first")
                    .help("change `stacks.split`"),
            );
        }
    }
    artifacts
}

/// The templates of what is asked of other teams, one for each gateway, in folders of their own.
pub fn requests(
    requests: &[Request],
    network: &Network,
    document: &str,
    format: Format,
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    let all = requests.iter().flat_map(|request| {
        let (graph, links) = (&request.graph, &Links::of(&request.graph, network));
        let templates = match format {
            Format::Yaml => templates(graph, links, network, document, format, &mut Yaml::new(), diagnostics),
            Format::Json => templates(graph, links, network, document, format, &mut Json::new(), diagnostics),
        };
        templates.into_iter().map(|one| Artifact { path: request.path(network, &one.path), ..one })
    });
    all.collect()
}

/// The path of a template below the folder of `deploy.json`: those of the first scope stand beside it.
fn template_path(graph: &Graph, unit: UnitId, format: Format) -> String {
    let unit = graph.unit_of(unit);
    format!("{}{}.{}", graph.folders().stacks(unit.scope), unit.name, format.extension())
}

/// The template that makes all other stacks.
fn root(graph: &Graph, links: &Links, order: &[UnitId], network: &Network, document: &str, format: Format) -> Artifact {
    let text = match format {
        Format::Yaml => {
            let mut out = Yaml::new();
            nested::print(graph, links, order, network, document, format, &mut out);
            out.as_str().to_owned()
        }
        Format::Json => {
            let mut out = Json::new();
            nested::print(graph, links, order, network, document, format, &mut out);
            out.as_str().to_owned()
        }
    };
    Artifact { path: format!("cloudformation/{}.{}", nested::ROOT, format.extension()), text }
}

fn templates<W: Writer>(
    graph: &Graph,
    links: &Links,
    network: &Network,
    document: &str,
    format: Format,
    out: &mut W,
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for unit in graph.unit_ids().filter(|unit| links.is_stack(*unit)) {
        template::print(graph, links, unit, network, document, out);
        check_limits(graph, links, unit, out.as_str().len(), network, diagnostics);
        let path = format!("cloudformation/{}", template_path(graph, unit, format));
        artifacts.push(Artifact { path, text: out.take() });
    }
    artifacts
}

/// What a stack may hold. Splitting it is the document's decision: nothing moves between stacks by itself.
fn check_limits(
    graph: &Graph,
    links: &Links,
    unit: UnitId,
    bytes: usize,
    network: &Network,
    diagnostics: &mut Diagnostics,
) {
    let stack = links.stack(unit);
    let own = graph.unit_of(unit).outputs.iter().filter(|output| output.value.is_in_cloudformation());
    let outputs = own.count() + stack.exports.len();
    let limits = [
        (stack.resources, MOST_RESOURCES, "resources"),
        (stack.choices.len() + stack.imports.len(), MOST_PARAMETERS, "parameters"),
        (outputs, MOST_OUTPUTS, "outputs"),
        (stack.secrets, MOST_SECRETS, "keys from Secrets Manager"),
        (bytes, MOST_BYTES, "bytes"),
    ];
    let (name, owner) = (&graph.unit_of(unit).name, graph.unit_of(unit).owner);
    for (used, most, what) in limits.into_iter().filter(|(used, most, _)| used > most) {
        diagnostics.push(
            Diagnostic::new(Code::StackTooLarge, format!("stack `{name}` would have {used} {what}"))
                .at(owner.span(network), "")
                .why(format!("CloudFormation allows {most} {what} in a template"))
                .help(owner.help(network)),
        );
    }
}
