//! What is there after each deployment, as resources of the old and of the new network.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::moves::{Act, Moves};
use super::order::Order;
use super::rules::union;
use crate::aws::{self, Graph, KindOf, NodeId, Part, Value};

/// Which resource of a graph has a key.
pub(super) struct Keys([BTreeMap<String, NodeId>; 2]);

impl Keys {
    pub fn of(graphs: &[Rc<Graph>; 2]) -> Self {
        let key = |kind: KindOf, label: &str| [kind.module(), ".", label].concat();
        Self(graphs.each_ref().map(|graph| graph.nodes().map(|(id, node)| (key(node.kind, &node.label), id)).collect()))
    }

    fn part(&self, source: usize, key: &str) -> Option<Part> {
        let node = *self.0[source].get(key)?;
        Some(Part { source, node, copy: None, united: None, sets: Vec::new() })
    }
}

/// The graph after so many deployments. The error names what reads something that is not there.
pub(super) fn graph(
    moves: &Moves<'_>,
    order: &Order,
    keys: &Keys,
    graphs: &[Rc<Graph>; 2],
    level: usize,
) -> Result<Graph, String> {
    let done = |key: &str, act: Act| moves.find(key, act).map(|id| order.levels[id] <= level);
    let mut parts = Vec::new();
    let mut all: Vec<&String> = moves.old.all.keys().chain(moves.new.all.keys()).collect();
    all.sort();
    all.dedup();
    for key in all {
        let version = match (done(key, Act::Drop), done(key, Act::Add), done(key, Act::Change)) {
            (_, Some(true), _) | (_, _, Some(true)) | (None, None, None) => 1,
            (Some(true), _, _) | (None, Some(false), _) => continue,
            (Some(false), _, _) | (_, _, Some(false)) => 0,
        };
        let Some(mut part) = keys.part(version, key) else { continue };
        if version == 0 && done(key, Act::Unite) == Some(true) {
            let kind = moves.new.get(key).map(|one| one.kind);
            part.united = keys.0[1].get(key).copied().zip(kind.and_then(union));
        }
        if version == 0 && done(key, Act::Loosen) == Some(true) {
            part.sets.push(("DeleteProtection", Value::Flag(false)));
        }
        parts.push(part);
    }
    for copy in &moves.copies {
        let [come, go] = copy.moves.map(|id| order.levels[id]);
        if come <= level && level < go {
            parts.extend(keys.part(1, &copy.of).map(|part| Part {
                copy: Some(copy.word),
                sets: copy.sets.clone(),
                ..part
            }));
        }
    }
    aws::mix(graphs.clone(), parts)
}
