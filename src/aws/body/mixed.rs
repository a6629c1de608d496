//! The facts of a resource in a mixture of two networks: the same facts with other references, or with the rows of both.

use super::{Body, Fact, Names, Shape, nested};
use crate::aws::graph::NodeId;
use crate::aws::value::{Read, Value};

impl<'a> Body<'a> {
    /// Calls `with` for every value, in an order that depends on the facts alone.
    pub(in crate::aws) fn each_value_mut(&mut self, mut with: impl FnMut(Names, &mut Value<'a>)) {
        for fact in &mut self.facts {
            match fact {
                Fact::Set(names, value) | Fact::Single(names, value) => with(*names, value),
                Fact::List(names, start, end) | Fact::Keyed(names, _, start, end) => {
                    self.items[*start as usize..*end as usize].iter_mut().for_each(|value| with(*names, value));
                }
                Fact::Open(..) | Fact::Close => {}
            }
        }
    }

    /// Gives what the resource is made after other numbers; what has none is left out.
    pub(in crate::aws) fn map_afters(&mut self, map: impl Fn(NodeId) -> Option<NodeId>) {
        self.after = self.after.iter().filter_map(|(node, only)| Some((map(*node)?, *only))).collect();
    }

    /// Gives the steps before the resource the ids of other ones; a step about what is not there is left out.
    pub(in crate::aws) fn map_steps(&mut self, map: impl Fn(Read) -> Option<Read>) {
        self.steps = self.steps.iter().filter_map(|step| Some(step.about(map(step.of())?))).collect();
    }

    /// Adds the members of a series, or of a list, of another body that this one does not have, behind its own. `series` is its name in
    /// CloudFormation.
    pub(in crate::aws) fn unite(&mut self, other: &Self, series: &str) {
        self.unite_list(other, series);
        let (Some((_, end)), Some((from, to))) = (self.span_of(series), other.span_of(series)) else { return };
        let known: Vec<String> = self.members(series);
        let mut rows = Vec::new();
        for (place, (member, inner)) in nested(&other.facts[from..to]).enumerate() {
            if other.members(series).get(place).is_some_and(|text| known.contains(text)) {
                continue;
            }
            rows.push(member);
            for fact in inner {
                rows.push(self.taken(other, *fact));
            }
            rows.push(Fact::Close);
        }
        self.facts.splice(end..end, rows);
    }

    /// The same for a list of values.
    fn unite_list(&mut self, other: &Self, name: &str) {
        let find = |body: &Self| {
            body.facts.iter().enumerate().find_map(|(place, fact)| match fact {
                Fact::List(names, start, end) if names.cloudformation == Some(name) => {
                    Some((place, *names, *start, *end))
                }
                _ => None,
            })
        };
        let (Some((place, names, start, end)), Some((.., from, to))) = (find(self), find(other)) else { return };
        let text = |value: &Value<'_>| format!("{value:?}");
        let mut items = self.items(start, end).to_vec();
        let known: Vec<String> = items.iter().map(text).collect();
        items.extend(other.items(from, to).iter().copied().filter(|value| !known.contains(&text(value))));
        let start = self.count();
        self.items.extend(items);
        self.facts[place] = Fact::List(names, start, self.count());
    }

    /// The facts between the beginning and the end of a series.
    fn span_of(&self, name: &str) -> Option<(usize, usize)> {
        let is =
            |fact: &Fact<'_>| matches!(fact, Fact::Open(names, Shape::Series) if names.cloudformation == Some(name));
        let open = self.facts.iter().position(is)?;
        let mut depth = 0_usize;
        let close = self.facts[open..].iter().position(|fact| {
            match fact {
                Fact::Open(..) => depth += 1,
                Fact::Close => depth -= 1,
                Fact::Set(..) | Fact::List(..) | Fact::Keyed(..) | Fact::Single(..) => {}
            }
            depth == 0
        })?;
        Some((open + 1, open + close))
    }

    /// Each member of a series as a text that is the same for the same values.
    fn members(&self, series: &str) -> Vec<String> {
        let Some((from, to)) = self.span_of(series) else { return Vec::new() };
        let text = |fact: &Fact<'a>| match fact {
            Fact::List(names, start, end) | Fact::Keyed(names, _, start, end) => {
                format!("{names:?} {:?}", self.items(*start, *end))
            }
            other => format!("{other:?}"),
        };
        nested(&self.facts[from..to]).map(|(_, inner)| inner.iter().map(text).collect()).collect()
    }

    /// A fact of another body, with its items among those of this one.
    fn taken(&mut self, other: &Self, fact: Fact<'a>) -> Fact<'a> {
        let mut take = |start: u32, end: u32| {
            let from = self.count();
            self.items.extend_from_slice(other.items(start, end));
            (from, self.count())
        };
        match fact {
            Fact::List(names, start, end) => {
                let (start, end) = take(start, end);
                Fact::List(names, start, end)
            }
            Fact::Keyed(names, key, start, end) => {
                let (start, end) = take(start, end);
                Fact::Keyed(names, key, start, end)
            }
            other => other,
        }
    }
}
