//! Anchors, aliases and the merge key: copies of values, paid from one budget so that a few lines cannot become millions
//! of values.

use super::{Entry, Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

/// What all anchors and aliases of a document may cost together; see [`Anchor::cost`].
const BUDGET: usize = 250_000;

/// A value that aliases repeat.
pub struct Anchor {
    /// The value.
    pub node: Node,
    /// Lists and maps inside each other, 0 for a scalar.
    pub height: usize,
    /// One a value and one for every 64 bytes of text: what a copy takes.
    pub cost: usize,
}

/// The anchors of a document.
#[derive(Default)]
pub struct Anchors {
    known: BTreeMap<usize, Anchor>,
    spent: usize,
}

impl Anchors {
    /// Keeps a copy of an anchored value. `false`: the budget is spent.
    pub fn define(&mut self, anchor: usize, node: &Node) -> bool {
        // The parser numbers anchors from 1; 0 stands for none.
        if anchor == 0 {
            return true;
        }
        let (height, cost) = measure(node);
        self.spent = self.spent.saturating_add(cost);
        if self.spent <= BUDGET {
            self.known.insert(anchor, Anchor { node: node.clone(), height, cost });
        }
        self.spent <= BUDGET
    }

    /// The value of an alias and whether the budget still pays for it. `None` inside the anchored value itself.
    pub fn expand(&mut self, anchor: usize) -> Option<(&Anchor, bool)> {
        let found = self.known.get(&anchor)?;
        self.spent = self.spent.saturating_add(found.cost);
        Some((found, self.spent <= BUDGET))
    }
}

fn measure(node: &Node) -> (usize, usize) {
    let inside = |(height, cost): (usize, usize), node| {
        let (below, more) = measure(node);
        (height.max(below + 1), cost + more)
    };
    match &node.kind {
        Kind::Text(text) | Kind::Number(text) => (0, 1 + text.len() / 64),
        Kind::List(items) => items.iter().fold((1, 1), inside),
        Kind::Map(entries) => entries
            .iter()
            .fold((1, 1), |sum, entry| inside((sum.0, sum.1 + 1 + entry.key.value.len() / 64), &entry.value)),
        Kind::Null | Kind::Bool(_) | Kind::Integer(_) => (0, 1),
    }
}

/// Takes the merge key `<<` out of a map and adds what the map does not say itself; of several maps the first wins
/// (<https://yaml.org/type/merge.html>). `Err`: the node that is neither a map nor a list of maps.
pub fn merge(entries: &mut Vec<Entry>) -> Result<(), Node> {
    // A key in quotes is one character longer on either side, and only text.
    let is_merge = |entry: &Entry| entry.key.value == "<<" && entry.key.span.end - entry.key.span.start == 2;
    let Some(index) = entries.iter().position(is_merge) else { return Ok(()) };
    let value = entries.remove(index).value;
    let bases = match value.kind {
        Kind::List(items) => items,
        Kind::Map(_) => vec![value],
        _ => return Err(value),
    };
    let mut seen: BTreeSet<String> = entries.iter().map(|entry| entry.key.value.clone()).collect();
    for base in bases {
        let Kind::Map(more) = base.kind else { return Err(base) };
        entries.extend(more.into_iter().filter(|entry| seen.insert(entry.key.value.clone())));
    }
    Ok(())
}
