//! Roots of graphs that were made by hand or by chance.

use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::aws::kind::{AlarmTopic, EventRule};
use crate::aws::owner::UnitOwner;
use crate::aws::unit_names::UnitNames;
use crate::aws::{Json, Ref, TagSet};
use crate::network::VpcId;

/// A resource in a scope, and the earlier ones that it reads.
type Made = (usize, Vec<usize>);

fn graph(made: &[Made]) -> Graph {
    let mut graph = Graph::default();
    let scopes = made.iter().map(|(scope, _)| scope + 1).max().unwrap_or(0);
    let places: Vec<_> = (0..scopes)
        .map(|scope| {
            let name = format!("unit-{scope}");
            let names = UnitNames { stack: name.clone(), file: name.clone(), title: name };
            let unit = graph.unit(UnitOwner::Vpc(VpcId(scope)), ScopeId(scope), names, String::new());
            graph.group(unit, "Rules")
        })
        .collect();
    let mut rules: Vec<Ref<EventRule>> = Vec::new();
    for (index, (scope, reads)) in made.iter().enumerate() {
        let pattern = Json::List(reads.iter().map(|read| Json::Read(rules[*read].read(EventRule::NAME))).collect());
        let rule = EventRule {
            name: format!("rule-{index}"),
            description: String::new(),
            pattern,
            topic: AlarmTopic::Existing("arn:aws:sns:eu-west-1:111111111111:topic".parse().expect("an ARN")),
            tags: TagSet { name: String::new(), others: Rc::default() },
        };
        rules.push(graph.add(places[*scope], &[&format!("rule-{index}")], rule));
    }
    graph
}

/// How often a path of reads crosses a scope, at most.
fn depth(made: &[Made], index: usize) -> usize {
    let (scope, reads) = &made[index];
    reads.iter().map(|read| depth(made, *read) + usize::from(made[*read].0 != *scope)).max().unwrap_or(0)
}

/// One resource for each scope, and for each what it may read.
fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (0_usize..4, prop::collection::vec(any::<prop::sample::Index>(), 0..3));
    prop::collection::vec(one, 1..14).prop_map(|all| {
        let reads = |index: usize, reads: &[prop::sample::Index]| {
            if index == 0 { Vec::new() } else { reads.iter().map(|read| read.index(index)).collect() }
        };
        all.iter().enumerate().map(|(index, (scope, of))| (*scope, reads(index, of))).collect()
    })
}

fn levels(made: &[Made]) -> Vec<String> {
    let graph = graph(made);
    let roots = Roots::of(&graph);
    graph.nodes().map(|(id, _)| roots.root(&graph, id).level.to_string()).collect()
}

#[test]
fn an_attachment_is_used_and_joined_before_a_route_leads_to_it() {
    // A gateway and its table in the first scope; VPC and attachment in the second; acceptance in the first again, and then the route.
    let made = [(0, vec![]), (0, vec![0]), (1, vec![]), (1, vec![2, 0]), (0, vec![1, 3]), (1, vec![2, 4])];
    assert_eq!(levels(&made), ["own", "own", "own", "use", "join", "route"]);
    let graph = graph(&made);
    let roots = Roots::of(&graph);
    let names: Vec<(String, Vec<&str>, Vec<&str>)> = roots
        .iter()
        .map(|(root, content)| {
            let inputs = content.inputs.keys().map(String::as_str).collect();
            (format!("{} {}", root.scope.0, root.level), inputs, content.exports.keys().map(String::as_str).collect())
        })
        .collect();
    let (gateway, table, vpc) = ("rule_0_event_rule_name", "rule_1_event_rule_name", "rule_2_event_rule_name");
    let (attachment, acceptance) = ("rule_3_event_rule_name", "rule_4_event_rule_name");
    assert_eq!(
        names,
        [
            ("0 own".to_owned(), vec![], vec![gateway, table]),
            ("1 own".to_owned(), vec![], vec![vpc]),
            ("1 use".to_owned(), vec![gateway, vpc], vec![attachment]),
            ("0 join".to_owned(), vec![table, attachment], vec![acceptance]),
            ("1 route".to_owned(), vec![vpc, acceptance], vec![]),
        ]
    );
    assert!(roots.too_deep.is_empty());
}

#[test]
fn what_reads_a_last_root_of_another_scope_is_a_fault() {
    let made = [(0, vec![]), (1, vec![0]), (0, vec![1]), (1, vec![2]), (0, vec![3])];
    assert_eq!(levels(&made), ["own", "use", "join", "route", "route"]);
    let graph = graph(&made);
    let fault = Roots::of(&graph).too_deep.iter().map(|id| graph.node(*id).label.clone()).collect::<Vec<_>>();
    assert_eq!(fault, ["rule_4"]);
}

#[test]
fn one_scope_has_one_root() {
    let graph = graph(&[(0, vec![]), (0, vec![0])]);
    let roots = Roots::of(&graph);
    assert_eq!(roots.iter().map(|(root, _)| root).collect::<Vec<_>>(), [Root::own(ScopeId(0))]);
}

proptest! {
    /// A root reads earlier roots alone, whatever reads what; and everything that is read is an output under the name of its variable.
    #[test]
    fn the_graph_of_roots_has_no_circle(made in made()) {
        let graph = graph(&made);
        let roots = Roots::of(&graph);
        let depths: Vec<usize> = (0..made.len()).map(|index| depth(&made, index)).collect();
        for ((id, _), depth) in graph.nodes().zip(&depths) {
            prop_assert_eq!(roots.root(&graph, id).level, Level::ALL[(*depth).min(3)]);
        }
        let is_deep = depths.iter().any(|depth| *depth > 3);
        prop_assert_eq!(!roots.too_deep.is_empty(), is_deep);
        if is_deep {
            return Ok(());
        }
        for (root, content) in roots.iter() {
            for (name, input) in &content.inputs {
                prop_assert!(input.from < root, "{:?} reads {:?}", root, input.from);
                let from = roots.iter().find(|(other, _)| *other == input.from).map(|(_, content)| content);
                prop_assert_eq!(from.and_then(|from| from.exports.get(name)).map(|one| one.read), Some(input.read));
            }
        }
        for ((id, _), (_, reads)) in graph.nodes().zip(&made) {
            let at = roots.root(&graph, id);
            for (other, _) in graph.nodes().filter(|(other, _)| reads.contains(&(other.index() as usize))) {
                let read = Read { node: other, names: EventRule::NAME.names() };
                prop_assert_eq!(roots.variable(at, read).is_some(), roots.root(&graph, other) != at);
            }
        }
    }
}
