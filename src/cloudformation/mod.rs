//! The CloudFormation dialect: in come the resources of the graph, out go templates in YAML or JSON. It reads no
//! blueprint, decides no address and knows no single kind.

mod deploy;
pub mod json;
mod links;
mod nested;
mod template;
pub mod writer;
pub mod yaml;

pub(crate) use deploy::{lookup, stack_name};
pub use links::{Import, Links, Stack};

use crate::aws::{Graph, UnitId};
use crate::blueprint::StackMode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::Network;
use crate::write::Artifact;
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

/// The templates and the deployment order (`cloudformation/deploy.json`). `document` is the blueprint's file name.
#[must_use]
pub fn render(
    graph: &Graph,
    network: &Network,
    document: &str,
    format: Format,
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    let links = Links::of(graph);
    let mut artifacts = match format {
        Format::Yaml => templates(graph, &links, network, document, format, &mut Yaml::new(), diagnostics),
        Format::Json => templates(graph, &links, network, document, format, &mut Json::new(), diagnostics),
    };
    match links.order() {
        Ok(order) => {
            if network.stacks == StackMode::Nested {
                nested::check(graph, &links, &order, diagnostics);
                artifacts.push(root(graph, &links, &order, network, document, format));
            }
            let text = deploy::print(graph, &links, &order, network, format);
            artifacts.push(Artifact { path: "cloudformation/deploy.json".to_owned(), text });
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
    for unit in graph.unit_ids() {
        template::print(graph, links, unit, network, document, out);
        let owner = owner(network, &graph.unit_of(unit).name);
        check_limits(graph, links, unit, out.as_str().len(), owner, diagnostics);
        let path = format!("cloudformation/{}.{}", graph.unit_of(unit).name, format.extension());
        artifacts.push(Artifact { path, text: out.take() });
    }
    artifacts
}

/// Where the document says what a stack is about, and what to do if it is too large: of a VPC (`<vpc>` or `<vpc>-<part>`), of
/// a site, of a Direct Connect gateway or of the ways of a transit gateway.
fn owner(network: &Network, stack: &str) -> (Span, String) {
    let is_part = |vpc: &str| stack.strip_prefix(vpc).is_some_and(|part| part.is_empty() || part.starts_with('-'));
    let owners = network.vpcs.iter().filter(|vpc| is_part(vpc.name.as_str()));
    if let Some(vpc) = owners.max_by_key(|vpc| vpc.name.as_str().len()) {
        let help = format!("split parts of the VPC out: `stacks: {{split: {{{stack}: [security, endpoints, logs]}}}}`");
        return (vpc.span, help);
    }
    let is = |kind: &str, name: &str| stack.strip_prefix(kind) == Some(name);
    let site = network.sites.iter().find(|site| is("site-", site.name.as_str()));
    let gateway = network.direct_connect_gateways.iter().find(|one| is("direct-connect-", one.name.as_str()));
    let hub = network.hubs.iter().find(|hub| is("hybrid-routing-", hub.name.as_str()));
    let (span, help) = match (site, gateway, hub) {
        (Some(site), ..) => (site.span, "make two sites of it, each with some of the uplinks"),
        (_, Some(gateway), _) => (gateway.span, "use a second Direct Connect gateway"),
        (_, _, Some(hub)) => (hub.span, "give some of the sites a transit gateway of their own"),
        _ => (Span::NOWHERE, "make two documents of it"),
    };
    (span, help.to_owned())
}

/// What a stack may hold. Splitting it is the document's decision: nothing moves between stacks by itself.
fn check_limits(
    graph: &Graph,
    links: &Links,
    unit: UnitId,
    bytes: usize,
    (span, help): (Span, String),
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
    let name = &graph.unit_of(unit).name;
    for (used, most, what) in limits.into_iter().filter(|(used, most, _)| used > most) {
        diagnostics.push(
            Diagnostic::new(Code::StackTooLarge, format!("stack `{name}` would have {used} {what}"))
                .at(span, "")
                .why(format!("CloudFormation allows {most} {what} in a template"))
                .help(help.clone()),
        );
    }
}
