//! A graph that is a mixture of two: what stands between one network and the next while the one becomes the other. In come two graphs and
//! which resource of which is there, out goes one in which all references lead to what is there. Decides nothing.

mod map;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use map::Map;

use super::body::Body;
use super::graph::{Graph, Group, Node, NodeId, ParameterId, Unit, UnitId};
use super::kind::KindOf;
use super::names::logical_id;
use super::parameter::{Found, Lookup, Parameter, ParameterKind};
use super::policy::Json;
use super::value::{SecretKey, Value};
use crate::network::ScopeId;

/// One resource of a mixture.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which of the two graphs has it: 0 is the old one, 1 the new one.
    pub source: usize,
    /// What it is there.
    pub node: NodeId,
    /// The word that ends its names, for a copy that stands beside the resource itself. Nothing reads a copy.
    pub copy: Option<&'static str>,
    /// The same resource in the other graph, and the series, by its name in CloudFormation, whose members of both it has.
    pub united: Option<(NodeId, &'static str)>,
    /// Properties that have another value, by their names in CloudFormation.
    pub sets: Vec<(&'static str, Value<'static>)>,
}

/// Where the resources of a mixture come from.
#[derive(Debug)]
pub(super) struct Mixture {
    sources: [Rc<Graph>; 2],
    maps: [Map; 2],
    parts: Vec<Described>,
}

#[derive(Debug)]
struct Described {
    part: Part,
    /// Values that are not copied but borrowed, in the order in which the facts have them.
    owned: Vec<Owned>,
}

#[derive(Debug)]
enum Owned {
    Json(Json),
    Secret(SecretKey),
}

/// Mixes two graphs. The error names a resource that reads another one which is not there.
pub fn mix(sources: [Rc<Graph>; 2], parts: Vec<Part>) -> Result<Graph, String> {
    let mut graph = Graph::default();
    graph.lay_out(sources[1].folders().clone());
    let described = parts.into_iter().map(|part| Described { part, owned: Vec::new() }).collect();
    let maps = <[Map; 2]>::default();
    let mut mixture = Mixture { sources, maps, parts: described };
    mixture.place(&mut graph)?;
    mixture.parameters(&mut graph);
    for index in 0..mixture.parts.len() {
        mixture.own(index)?;
    }
    mixture.finish(&mut graph);
    graph.mixture = Some(mixture);
    Ok(graph)
}

impl Mixture {
    /// The facts of a resource.
    pub(super) fn describe<'a>(&'a self, index: u32, body: &mut Body<'a>) {
        let Described { part, owned } = &self.parts[index as usize];
        let map = &self.maps[part.source];
        self.sources[part.source].describe(part.node, body);
        body.map_afters(|node| map.node(node));
        body.map_steps(|read| map.read(read));
        let mut owned = owned.iter();
        body.each_value_mut(|names, value| {
            *value = match *value {
                Value::Json(_) | Value::Secret(_) => match owned.next() {
                    Some(Owned::Json(json)) => Value::Json(json),
                    Some(Owned::Secret(secret)) => Value::Secret(secret),
                    None => *value,
                },
                other => map.value(other).unwrap_or(other),
            };
            if let Some((_, set)) = part.sets.iter().find(|(name, _)| names.cloudformation == Some(name)) {
                *value = *set;
            }
        });
        if let Some((node, series)) = part.united {
            let (mut other, map) = (Body::default(), &self.maps[1 - part.source]);
            self.sources[1 - part.source].describe(node, &mut other);
            other.each_value_mut(|_, value| *value = map.value(*value).unwrap_or(*value));
            body.unite(&other, series);
        }
    }

    /// Gives every part its unit, its group and its number: first those of the units of the new graph, in its order.
    fn place(&mut self, graph: &mut Graph) -> Result<(), String> {
        let mut by_node: BTreeMap<(usize, NodeId), Vec<usize>> = BTreeMap::new();
        for (index, one) in self.parts.iter().enumerate() {
            by_node.entry((one.part.source, one.part.node)).or_default().push(index);
        }
        let mut keys: BTreeMap<(KindOf, String), NodeId> = BTreeMap::new();
        for source in [1, 0] {
            let from = Rc::clone(&self.sources[source]);
            for unit in from.units() {
                for group in &unit.groups {
                    for index in group.nodes.iter().filter_map(|node| by_node.get(&(source, *node))).flatten() {
                        let id = self.add(graph, *index, (unit, group))?;
                        let node = graph.node(id);
                        if self.parts[*index].part.copy.is_none() {
                            keys.insert((node.kind, node.label.clone()), id);
                        }
                    }
                }
            }
        }
        for source in [0, 1] {
            let nodes = self.sources[source].nodes();
            self.maps[source].nodes =
                nodes.map(|(_, node)| keys.get(&(node.kind, node.label.clone())).copied()).collect();
        }
        Ok(())
    }

    /// The account and Region of a unit, as the new graph counts them.
    fn scope(&self, source: usize, unit: &Unit) -> Result<ScopeId, String> {
        let [old, new] = [0, 1].map(|source| self.sources[source].folders());
        let scope = if source == 1 { Some(unit.scope) } else { new.same(old, unit.scope) };
        scope.ok_or_else(|| {
            format!(
                "{} goes, and the new document has nothing else in its account and Region; take it out by itself, in a deployment before or after",
                unit.title
            )
        })
    }

    fn add(&self, graph: &mut Graph, index: usize, (unit, group): (&Unit, &Group)) -> Result<NodeId, String> {
        let part = &self.parts[index].part;
        let of = self.sources[part.source].node(part.node);
        let place = place_of(graph, unit, self.scope(part.source, unit)?);
        let id = NodeId(number(graph.nodes.len()));
        let groups = &mut graph.units[place].groups;
        match groups.iter_mut().find(|one| one.heading == group.heading) {
            Some(group) => group.nodes.push(id),
            None => groups.push(Group { heading: group.heading.clone(), nodes: vec![id] }),
        }
        let (mut id_in_stack, mut label, mut remark) = (of.logical_id.clone(), of.label.clone(), of.remark.clone());
        if let Some(word) = part.copy {
            let noun = of.kind.noun();
            let stem = id_in_stack.strip_suffix(noun).unwrap_or_default();
            id_in_stack = [stem, &logical_id(&[word]), noun].concat();
            label = [&label, "_", word].concat();
            remark = format!("Stands beside {} for a step.", of.label);
        }
        graph.nodes.push(Node {
            kind: of.kind,
            index: number(index),
            unit: UnitId(number(place)),
            logical_id: id_in_stack,
            label,
            labels: if part.copy.is_some() { Vec::new() } else { of.labels.clone() },
            retain: of.retain && part.copy.is_none(),
            only_with: None,
            remark,
        });
        Ok(id)
    }

    /// The choices of both, by name.
    fn parameters(&mut self, graph: &mut Graph) {
        for source in [1, 0] {
            let from = Rc::clone(&self.sources[source]);
            let map: Vec<Option<ParameterId>> =
                from.parameters().iter().map(|one| self.parameter(graph, source, one)).collect();
            self.maps[source].parameters = map;
        }
        // What one of them cannot look up yet, or no longer, the other one can.
        for source in [1, 0] {
            let from = Rc::clone(&self.sources[source]);
            for (place, one) in self.maps[source].parameters.iter_mut().zip(from.parameters()) {
                let same = || graph.parameters.iter().position(|other| other.logical_id == one.logical_id);
                *place = place.or_else(|| same().map(|index| ParameterId(number(index))));
            }
        }
    }

    fn parameter(&self, graph: &mut Graph, source: usize, one: &Parameter) -> Option<ParameterId> {
        if let Some(place) = graph.parameters.iter().position(|other| other.logical_id == one.logical_id) {
            return Some(ParameterId(number(place)));
        }
        let map = &self.maps[source];
        let found = |found: &Found| match found {
            Found::Made(read) => map.read(*read).map(Found::Made),
            Found::Existing(id) => Some(Found::Existing(id.clone())),
        };
        let kind = match &one.kind {
            ParameterKind::Zone => ParameterKind::Zone,
            ParameterKind::Protection => ParameterKind::Protection,
            ParameterKind::Account => ParameterKind::Account,
            ParameterKind::Given => ParameterKind::Given,
            ParameterKind::Key(form) => ParameterKind::Key(*form),
            ParameterKind::Attachment(lookup) => ParameterKind::Attachment(Lookup {
                resource_type: lookup.resource_type,
                resource: found(&lookup.resource)?,
                gateway: found(&lookup.gateway)?,
                made_with: map.node(lookup.made_with)?,
                is_needed: lookup.is_needed,
            }),
        };
        let (logical_id, label, description) = (one.logical_id.clone(), one.label.clone(), one.description.clone());
        Some(graph.parameter(Parameter { logical_id, label, description, kind }))
    }

    /// Copies what a resource borrows, and looks whether all that it reads is there.
    fn own(&mut self, index: usize) -> Result<(), String> {
        let part = &self.parts[index].part;
        let (source, map) = (&self.sources[part.source], &self.maps[part.source]);
        let (mut body, mut owned, mut missing) = (Body::default(), Vec::new(), false);
        source.describe(part.node, &mut body);
        body.each_value_mut(|_, value| match *value {
            Value::Json(json) => match map.json(json) {
                Some(json) => owned.push(Owned::Json(json)),
                None => missing = true,
            },
            Value::Secret(key) => match map.parameter(key.variable) {
                Some(variable) => owned.push(Owned::Secret(SecretKey { variable, ..key.clone() })),
                None => missing = true,
            },
            other => missing |= map.value(other).is_none(),
        });
        let node = source.node(part.node);
        if missing {
            return Err(format!("{}.{} reads what is not there", node.kind.module(), node.label));
        }
        self.parts[index].owned = owned;
        Ok(())
    }

    /// What is known once every resource has its number: conditions, outputs, and what is retained.
    fn finish(&self, graph: &mut Graph) {
        for node in &mut graph.nodes {
            let part = &self.parts[node.index as usize].part;
            let of = self.sources[part.source].node(part.node);
            node.only_with = of.only_with.and_then(|parameter| self.maps[part.source].parameter(parameter));
        }
        let mut known: BTreeSet<String> = BTreeSet::new();
        for source in [1, 0] {
            let map = &self.maps[source];
            for unit in self.sources[source].units() {
                for output in unit.outputs.iter().filter_map(|one| map.output(one)) {
                    let is_here = output
                        .value
                        .reads()
                        .iter()
                        .all(|read| graph.unit_of(graph.node(read.node).unit).name == unit.name);
                    let to = graph.units.iter_mut().find(|one| one.name == unit.name).filter(|_| is_here);
                    if let Some(to) = to.filter(|_| known.insert(output.label.clone())) {
                        to.outputs.push(output);
                    }
                }
            }
            for (identity, id) in self.sources[source].retained() {
                if let Some(id) = map.node(id) {
                    graph.retained.entry(identity.to_owned()).or_insert(id);
                }
            }
        }
    }
}

/// The place of a unit, which is opened where there is none yet.
fn place_of(graph: &mut Graph, unit: &Unit, scope: ScopeId) -> usize {
    graph.units.iter().position(|one| one.name == unit.name).unwrap_or_else(|| {
        graph.units.push(Unit {
            owner: unit.owner,
            scope,
            name: unit.name.clone(),
            file: unit.file.clone(),
            title: unit.title.clone(),
            description: unit.description.clone(),
            groups: Vec::new(),
            outputs: Vec::new(),
        });
        graph.units.len() - 1
    })
}

/// Counts of what fits into memory fit into it.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
