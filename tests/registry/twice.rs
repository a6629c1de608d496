//! What Terraform creates before it destroys: nothing that it reaches may be in its own way. The rule spreads from a resource to all that
//! it depends on, by references and by `depends_on`, so each of those has to stand twice for a while.
//! <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy>

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use netgen::aws::{Body, Graph, KindOf, NodeId, OnlyIn, Replaced};
use netgen::cloudformation::Format;
use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{Diagnostics, Sources};

/// Arguments that would force a replacement if netgen ever wrote another value. It does not: each is one text for every document.
const NEVER_CHANGES: &[(&str, &str)] = &[
    ("aws_networkfirewall_rule_group", "rule_group.stateful_rule_options.rule_order"),
    ("aws_networkfirewall_firewall_policy", "firewall_policy.stateful_engine_options.rule_order"),
];

/// Calls `with` for each document of the repository, by its file's name.
fn each(mut with: impl FnMut(&str, &Graph)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["blueprints", "tests/blueprints"] {
        for file in fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
            let document = sources.add("document.yaml", fs::read_to_string(&file).unwrap());
            let texts =
                Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
            let input = read(&texts, &mut sources, &mut diagnostics).unwrap();
            let compiled = compile(&input, "document.yaml", Format::Yaml, &mut diagnostics).unwrap();
            with(file.file_name().unwrap().to_str().unwrap(), &compiled.graph);
        }
    }
}

/// What each resource depends on in Terraform.
fn dependencies(graph: &Graph) -> BTreeMap<NodeId, BTreeSet<NodeId>> {
    let mut body = Body::default();
    let mut all: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
    for (id, _) in graph.nodes().filter(|(_, node)| node.kind.terraform().is_some()) {
        let own = all.entry(id).or_default();
        graph.describe(id, &mut body);
        for (_, value) in body.values().filter(|(names, _)| names.terraform.is_some()) {
            value.each_read(|read, only| {
                if only != OnlyIn::CloudFormation {
                    own.insert(read.node);
                }
            });
        }
        let afters = body.afters().iter().filter(|(_, only)| *only != OnlyIn::CloudFormation);
        own.extend(afters.map(|(other, _)| *other).filter(|other| graph.node(*other).kind.terraform().is_some()));
    }
    all
}

/// What the resources of some kinds reach, they among it.
fn reached(graph: &Graph, roots: impl Fn(KindOf) -> bool) -> BTreeSet<NodeId> {
    let dependencies = dependencies(graph);
    let mut todo: Vec<NodeId> = graph.nodes().filter(|(_, node)| roots(node.kind)).map(|(id, _)| id).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if seen.insert(id) {
            todo.extend(dependencies.get(&id).into_iter().flatten());
        }
    }
    seen
}

/// Why two of a resource cannot stand beside each other while one replaces the other.
fn in_its_own_way(graph: &Graph, id: NodeId) -> Option<String> {
    let node = graph.node(id);
    let (kind, change) = (node.kind.terraform()?, node.kind.change());
    if !matches!(change.replaced, Replaced::CreatedFirst) {
        return Some(format!("{kind}.{}: {:?}", node.label, change.replaced));
    }
    if change.place.is_empty() {
        return None;
    }
    let mut body = Body::default();
    graph.describe(id, &mut body);
    let said: Vec<_> = body.values().map(|(names, _)| names).collect();
    let is_place = |argument: &str| {
        let mut own = said.iter().filter(|names| names.terraform == Some(argument));
        own.all(|names| names.cloudformation.is_some_and(|property| change.place.contains(&property)))
    };
    let stays = |argument: &&&str| !is_place(argument) && !NEVER_CHANGES.contains(&(kind, argument));
    let clash = change.force_new.iter().find(stays);
    clash.map(|argument| format!("{kind}.{}: {argument} replaces it while its place stays", node.label))
}

#[test]
fn whatever_is_created_before_it_is_destroyed_stands_twice() {
    let mut kinds = BTreeSet::new();
    each(|document, graph| {
        let reached = reached(graph, |kind| kind.change().creates_before_destroy());
        let found: Vec<String> = reached.iter().filter_map(|id| in_its_own_way(graph, *id)).collect();
        assert!(found.is_empty(), "{document}: {found:#?}");
        kinds.extend(reached.iter().map(|id| graph.node(*id).kind));
    });
    let all = KindOf::ALL.iter().copied().filter(|kind| kind.change().creates_before_destroy());
    let unseen: Vec<KindOf> = all.filter(|kind| !kinds.contains(kind)).collect();
    assert!(unseen.is_empty(), "no document has {unseen:?}");
}

/// The kinds that are left out although something points to them in place: each of them reaches what is in its own way.
#[test]
fn what_reaches_something_that_stands_once_is_left_out() {
    let cases = [
        (KindOf::NatGateway, "aws_subnet."),
        (KindOf::NetworkAclAssociation, "aws_network_acl_rule."),
        (KindOf::ResolverEndpoint, "aws_route53_resolver_endpoint."),
        (KindOf::TransitGatewayAttachment, "aws_subnet."),
    ];
    let mut met = BTreeSet::new();
    each(|_, graph| {
        for (kind, obstacle) in cases {
            assert!(!kind.change().creates_before_destroy());
            let reached = reached(graph, |one| one == kind);
            let found: Vec<String> = reached.iter().filter_map(|id| in_its_own_way(graph, *id)).collect();
            met.extend(found.iter().any(|why| why.starts_with(obstacle)).then_some(kind));
        }
    });
    assert_eq!(met.len(), cases.len(), "{met:?}");
}

#[test]
fn users_point_to_it_by_arguments_that_change_in_place() {
    let mut met = BTreeSet::new();
    each(|_, graph| {
        let mut body = Body::default();
        for (id, node) in graph.nodes() {
            let Some(user) = node.kind.terraform() else { continue };
            graph.describe(id, &mut body);
            for (names, value) in body.values() {
                let Some(argument) = names.terraform else { continue };
                value.each_read(|read, _| {
                    let users = graph.node(read.node).kind.change().users;
                    let is_one =
                        |(kind, path): &&(&str, &str)| *kind == user && path.rsplit('.').next() == Some(argument);
                    if let Some(one) = users.iter().find(is_one) {
                        assert!(!node.kind.change().force_new.contains(&one.1), "{one:?} forces a replacement");
                        met.insert(*one);
                    }
                });
            }
        }
    });
    let all: BTreeSet<_> = KindOf::ALL.iter().flat_map(|kind| kind.change().users).copied().collect();
    let unmet: Vec<_> = all.difference(&met).collect();
    assert!(unmet.is_empty(), "no document has {unmet:?}");
}
