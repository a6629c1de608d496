//! The CloudFormation dialect: in come the resources of the graph, out go templates in YAML or JSON. It reads no
//! blueprint and decides no address.

pub mod json;
pub mod writer;
pub mod yaml;


use crate::aws::Graph;
use crate::diagnostic::Diagnostics;
use crate::network::Network;
use crate::write::Artifact;

/// The format of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML with comments and short-form functions.
    Yaml,
    /// JSON.
    Json,
}

/// The templates and the deployment order (`cloudformation/deploy.json`). `document` is the blueprint's file name.
#[must_use]
pub fn render(graph: &Graph, network: &Network, document: &str, format: Format, diagnostics: &mut Diagnostics) -> Vec<Artifact> {
    let _ = (graph, network, document, format, diagnostics);
    Vec::new()
}
