//! NG0981: no two documents make something of one name in one account and Region. CloudFormation would update the stack of the
//! other document, and take away what that one made.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>

use std::collections::BTreeMap;

use super::{Document, may_meet};

use crate::aws::{Body, Fact, Graph, NodeId, Value};
use crate::cloudformation::stack_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::ScopeId;

/// Something with a name that its account and Region has once.
struct Named {
    document: usize,
    scope: ScopeId,
    /// What it is: `stack`, `log group`.
    noun: String,
    span: Span,
}

pub(super) fn check(documents: &[Document<'_>], diagnostics: &mut Diagnostics) {
    let mut all: BTreeMap<(&str, String), Vec<Named>> = BTreeMap::new();
    let alike = networks(documents, diagnostics);
    for (index, document) in documents.iter().enumerate() {
        for (kind, name, named) in names(index, *document) {
            let others = all.entry((kind, name.clone())).or_default();
            let meets = |other: &&Named| {
                other.document != index
                    && !alike.contains(&(other.document, index))
                    && may_meet((documents[other.document], other.scope), (*document, named.scope))
            };
            if let Some(other) = others.iter().find(meets) {
                let message = format!("two documents make the {} `{name}`", named.noun);
                diagnostics.push(finding(message, named.span, other.span));
            }
            others.push(named);
        }
    }
}

/// Pairs of documents of one name, which all names begin with: one finding for all that follows.
fn networks(documents: &[Document<'_>], diagnostics: &mut Diagnostics) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let network = document.network();
        let meets = |other: &Document<'_>| {
            let mut scopes = used(other.graph)
                .into_iter()
                .flat_map(|one| used(document.graph).into_iter().map(move |two| (one, two)));
            scopes.any(|(one, two)| may_meet((*other, one), (*document, two)))
        };
        for (first, other) in documents[..index].iter().enumerate() {
            if other.network().name == network.name && meets(other) {
                let message = format!("two documents are the network `{}` in one account and Region", network.name);
                diagnostics.push(finding(message, network.name_span, other.network().name_span));
                pairs.push((first, index));
            }
        }
    }
    pairs
}

/// The scopes in which a document makes something.
fn used(graph: &Graph) -> Vec<ScopeId> {
    let mut scopes: Vec<ScopeId> = graph.units().iter().map(|unit| unit.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

fn finding(message: String, span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(Code::NameBetween, message)
        .at(span, "")
        .also(other, "the first")
        .why("one would be deployed over the other, and take away what that one made")
        .help("give one of the documents another `name`; if they are in different accounts, write their ids in `accounts`")
}

/// Stacks, and resources whose name nothing else of their kind may have.
fn names(index: usize, document: Document<'_>) -> Vec<(&'static str, String, Named)> {
    let (network, graph) = (document.network(), document.graph);
    let mut body = Body::default();
    let mut all = Vec::new();
    for unit in graph.units() {
        let named = |noun: &str| Named {
            document: index,
            scope: unit.scope,
            noun: noun.to_owned(),
            span: unit.owner.span(network),
        };
        all.push(("stack", stack_name(network, &unit.name), named("stack")));
        for id in unit.nodes() {
            let kind = graph.node(id).kind;
            if let (Some(name), Some(cloudformation)) = (own_name(graph, id, &mut body), kind.cloudformation()) {
                all.push((cloudformation, name, named(kind.noun())));
            }
        }
    }
    all
}

/// The name of a resource, where it has one that stands by itself.
fn own_name<'a>(graph: &'a Graph, id: NodeId, body: &mut Body<'a>) -> Option<String> {
    let [property] = graph.node(id).kind.change().place else { return None };
    if !property.ends_with("Name") {
        return None;
    }
    graph.describe(id, body);
    body.facts().iter().find_map(|fact| match fact {
        Fact::Set(names, Value::Text(text)) if names.cloudformation == Some(property) => Some((*text).to_owned()),
        _ => None,
    })
}
