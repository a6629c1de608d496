//! What a change of one resource does to others: replacements spread along references, and a new resource may want the place of one that
//! is still there.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, Force};
use super::effect::Effect;
use super::resource::{ResourceDiff, may_replace, replaced};
use crate::aws::{Dialect, KindOf};
use crate::record::{Record, ResourceRecord};

/// Carries replacements on to what reads them.
pub(super) fn spread(all: &mut [ResourceDiff<'_>], dialect: Dialect) {
    let places: BTreeMap<&str, usize> = all.iter().enumerate().map(|(index, one)| (one.key.as_str(), index)).collect();
    let mut readers: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
    for (index, one) in all.iter().enumerate() {
        // What is new reads what is there by then; what goes reads nothing any more.
        let Some(new) = one.new.filter(|_| one.old.is_some() && change::has(dialect, one.kind)) else { continue };
        for fact in &new.facts {
            let Some(name) = change::name(fact, dialect) else { continue };
            for read in &fact.reads {
                if let Some(place) = places.get(read.as_str()) {
                    readers.entry(*place).or_default().push((index, name));
                }
            }
        }
    }
    let readers: BTreeMap<usize, Vec<(usize, String)>> = readers
        .into_iter()
        .map(|(place, list)| (place, list.into_iter().map(|(index, name)| (index, name.to_owned())).collect()))
        .collect();
    drop(places);
    let mut open: Vec<usize> = (0..all.len()).filter(|index| weight(&all[*index], dialect) != Force::InPlace).collect();
    while let Some(index) = open.pop() {
        let source = weight(&all[index], dialect);
        for (reader, name) in readers.get(&index).into_iter().flatten() {
            let one = &mut all[*reader];
            let before = weight(one, dialect);
            let kind = one.kind;
            // What perhaps has another id, perhaps replaces what reads it.
            let forces = change::force(kind, dialect, name, &[], &[]).min(source);
            // The place holds the id of what is replaced, or not: where it does, the new one has another place.
            let keeps_place = one.new.is_some_and(has_place) && !kind.change().place.contains(&name.as_str());
            note(one.effects.get_mut(dialect), (dialect, kind), name, forces, keeps_place);
            if weight(&all[*reader], dialect) > before {
                open.push(*reader);
            }
        }
    }
}

/// How much of a resource is another one afterwards.
fn weight(one: &ResourceDiff<'_>, dialect: Dialect) -> Force {
    let mut own = one.effects.iter().filter(|(of, _)| *of == dialect).map(|(_, effect)| effect);
    match own.next() {
        Some(Effect::MayReplace { .. }) => Force::MayReplace,
        Some(effect) if effect.is_replacement() => Force::Replaces,
        _ => Force::InPlace,
    }
}

/// A property of a resource reads another id than before.
fn note(effect: &mut Option<Effect>, (dialect, kind): (Dialect, KindOf), name: &str, forces: Force, keeps_place: bool) {
    let add = |on: &mut Vec<String>| {
        if !on.iter().any(|one| one == name) {
            on.push(name.to_owned());
        }
    };
    match (forces, &mut *effect) {
        (Force::Replaces, Some(Effect::Replaces { on, .. } | Effect::Refused { on, .. }))
        | (Force::MayReplace, Some(Effect::MayReplace { on, .. })) => add(on),
        (Force::Replaces, _) => {
            *effect = Some(replaced(dialect, kind, vec![name.to_owned()], keeps_place));
        }
        (Force::MayReplace, None | Some(Effect::Updates | Effect::Interrupts { .. })) => {
            *effect = Some(may_replace(dialect, kind, vec![name.to_owned()]));
        }
        (_, None | Some(Effect::Updates)) => {
            let what: Vec<_> = change::interrupts(kind, dialect, name).collect();
            *effect = Some(if what.is_empty() { Effect::Updates } else { Effect::Interrupts { what } });
        }
        _ => {}
    }
}

/// What is made where something still stands that goes: CloudFormation removes only at the end, and Terraform orders neither.
pub(super) fn taken_places(all: &mut [ResourceDiff<'_>], dialect: Dialect) {
    let mut taken = BTreeMap::new();
    for one in all.iter().filter(|one| one.new.is_none() && change::has(dialect, one.kind)) {
        if let Some(place) = one.old.and_then(|old| place(one.kind, old)) {
            taken.insert(place, one.key.clone());
        }
    }
    for one in all.iter_mut().filter(|one| one.old.is_none() && change::has(dialect, one.kind)) {
        let Some(other) = one.new.and_then(|new| taken.get(&place(one.kind, new)?)) else { continue };
        let (why, instead) = match dialect {
            Dialect::CloudFormation => (
                format!("{other} has its place until the end of the update"),
                "take the old one out, deploy, and put the new one in",
            ),
            Dialect::Terraform => (
                format!("{other} has its place, and Terraform may make this one before that one goes"),
                "apply once more if it was refused",
            ),
        };
        let refused = Effect::Refused { on: Vec::new(), why, instead: instead.to_owned() };
        *one.effects.get_mut(dialect) = Some(refused);
    }
}

/// What Terraform makes before the old one goes although its kind does not ask for it: all that a resource depends on whose kind does.
/// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy>
pub(super) fn made_first(all: &mut [ResourceDiff<'_>], new: &Record) {
    let gap =
        |one: &ResourceDiff<'_>| matches!(one.effects.terraform, Some(Effect::Replaces { meanwhile: Some(_), .. }));
    if !all.iter().any(gap) {
        return;
    }
    let resources = || new.units.iter().flat_map(|unit| &unit.resources);
    let known: BTreeMap<String, &ResourceRecord> = resources().map(|one| (one.key(), one)).collect();
    let mut open: Vec<&ResourceRecord> = resources().filter(|one| one.kind.change().creates_before_destroy()).collect();
    let mut first: BTreeSet<&str> = BTreeSet::new();
    while let Some(one) = open.pop() {
        let facts = one.facts.iter().filter(|fact| change::name(fact, Dialect::Terraform).is_some());
        for read in facts.flat_map(|fact| &fact.reads).filter(|read| first.insert(read)) {
            open.extend(known.get(read));
        }
    }
    for one in all.iter_mut().filter(|one| first.contains(one.key.as_str())) {
        if let Some(Effect::Replaces { meanwhile, .. }) = &mut one.effects.terraform {
            *meanwhile = None;
        }
    }
}

/// Terraform destroys what goes, or is made anew, before it changes what points to it, unless the kind is made first. AWS refuses that where
/// the one that points holds it: then neither happens. Elsewhere the one points to nothing until it is changed.
pub(super) fn dangling(all: &mut [ResourceDiff<'_>]) {
    const WHAT: &str = "Terraform destroys what this points to before it changes this";
    let goes = |one: &ResourceDiff<'_>| {
        let goes = match &one.effects.terraform {
            Some(Effect::Removes) => true,
            Some(Effect::Replaces { meanwhile, .. }) => meanwhile.is_some(),
            _ => false,
        };
        goes && !one.kind.change().creates_before_destroy()
    };
    let gone: BTreeMap<String, usize> =
        all.iter().enumerate().filter(|(_, one)| goes(one)).map(|(at, one)| (one.key.clone(), at)).collect();
    let mut held: BTreeMap<usize, String> = BTreeMap::new();
    for one in all.iter_mut().filter(|one| one.new.is_some()) {
        let (kind, key) = (one.kind, one.key.as_str());
        let Some(effect @ (Effect::Updates | Effect::Interrupts { .. })) = &mut one.effects.terraform else { continue };
        let facts = one.old.into_iter().flat_map(|old| &old.facts);
        for fact in facts.filter(|fact| change::name(fact, Dialect::Terraform).is_some()) {
            let mut reads = fact.reads.iter().filter_map(|read| gone.get(read)).peekable();
            if fact.cloudformation.as_deref().is_some_and(|name| kind.change().holds.contains(&name)) {
                held.extend(reads.map(|at| (*at, key.to_owned())));
            } else if reads.peek().is_some() {
                match effect {
                    Effect::Interrupts { what } if !what.contains(&WHAT) => what.push(WHAT),
                    Effect::Interrupts { .. } => {}
                    _ => *effect = Effect::Interrupts { what: vec![WHAT] },
                }
            }
        }
    }
    for (at, by) in held {
        let on = match &mut all[at].effects.terraform {
            Some(Effect::Replaces { on, .. }) => std::mem::take(on),
            _ => Vec::new(),
        };
        let why = format!("{by} needs it until that one is changed, and Terraform destroys first");
        let instead = "take it out in a deployment of its own: `netgen steps`".to_owned();
        all[at].effects.terraform = Some(Effect::Refused { on, why, instead });
    }
}

/// Whether a resource has what no second one of its kind can have: a private NAT gateway has no elastic IP.
pub(super) fn has_place(resource: &ResourceRecord) -> bool {
    resource.kind.change().place.is_empty() || place(resource.kind, resource).is_some()
}

/// What no second resource of a kind can have: a name, a block, an entry of a table.
#[must_use]
pub fn place(kind: KindOf, resource: &ResourceRecord) -> Option<(KindOf, Vec<String>)> {
    let properties = change::properties(resource, Dialect::CloudFormation);
    let own = kind.change().place.iter().map(|name| format!("{:?}", properties.get(name))).collect();
    let is_there = kind.change().place.iter().any(|name| properties.contains_key(name));
    is_there.then_some((kind, own))
}
