//! What follows from the order in which stacks are deployed: each one is whole, its removals too, before the next one begins; and from that of
//! root modules, which `apply.sh` goes through twice: what goes is destroyed in the last one first, then each one is applied.

use std::collections::BTreeMap;

use super::change;
use super::effect::Effect;
use super::resource::ResourceDiff;
use crate::aws::Dialect;
use crate::record::{Record, ResourceRecord, UnitRecord};

/// The place of each stack and root module in the order of work: those of the new network, then those that nobody has any more, the last one
/// first.
pub(super) struct Order<'r> {
    stacks: BTreeMap<&'r str, usize>,
    roots: BTreeMap<&'r str, usize>,
}

impl<'r> Order<'r> {
    pub(super) fn of(old: &'r Record, new: &'r Record) -> Self {
        let stacks = new.units.iter().chain(old.units.iter().rev()).map(|unit| unit.stack.as_str());
        let roots = new.roots.iter().chain(old.roots.iter().rev()).map(String::as_str);
        Self { stacks: places(stacks), roots: places(roots) }
    }

    fn is_before(&self, one: &UnitRecord, other: &UnitRecord) -> bool {
        self.stacks.get(one.stack.as_str()) < self.stacks.get(other.stack.as_str())
    }

    /// What Terraform does to a resource that another root module has now: each root has a state of its own, and what leaves one is
    /// destroyed there, in a later root before any is applied.
    pub(super) fn moves_root(
        &self,
        (was, from): (&ResourceRecord, &UnitRecord),
        (is, to): (&ResourceRecord, &UnitRecord),
    ) -> Effect {
        let name = |root: &str| if root.is_empty() { "terraform/".to_owned() } else { format!("terraform/{root}/") };
        let (old, new) = (name(&was.root), name(&is.root));
        let place = |root: &str| self.roots.get(root).copied().unwrap_or_default();
        let is_behind = place(&was.root) > place(&is.root) && from.folder == to.folder;
        if (place(&was.root) < place(&is.root) || is_behind) && !was.retain {
            let words = format!("{old} destroys it before {new} makes it");
            return Effect::Replaces {
                on: vec![words],
                meanwhile: Some("there is none until the second root is applied"),
            };
        }
        let still = if was.retain { "keeps it" } else { "still has it" };
        let words = format!("{new} makes it while {old} {still}");
        // What two accounts or Regions have is two, whatever it is called.
        if from.folder != to.folder || was.kind.change().place.is_empty() {
            return Effect::Replaces { on: vec![words], meanwhile: None };
        }
        Effect::Refused {
            on: Vec::new(),
            why: words,
            instead: "take it out, apply all roots, and put it back; or import it into the one and remove it from the state of the other".to_owned(),
        }
    }

    /// What Terraform does to a resource of the root of all scopes that another account or Region has now: it looks for it there, and makes it.
    pub(super) fn changes_provider(to: &UnitRecord) -> Effect {
        let place = if to.folder.is_empty() { String::new() } else { format!(" in {}", to.folder) };
        let words = format!("terraform/ makes it{place}, and forgets the old one, which stays");
        Effect::Replaces { on: vec![words], meanwhile: None }
    }

    /// What Terraform destroys in one root while a resource of a later one still needs it: AWS refuses that. What goes in both is destroyed in
    /// the later one first.
    pub(super) fn early_roots(&self, all: &mut [ResourceDiff<'_>]) {
        let place = |one: &ResourceRecord| self.roots.get(one.root.as_str()).copied().unwrap_or_default();
        let goes = |one: &&ResourceDiff<'_>| {
            matches!(
                one.effects.terraform,
                Some(Effect::Removes | Effect::RemovesEarly { .. } | Effect::Replaces { .. })
            )
        };
        let at = all.iter().enumerate().filter(|(_, one)| goes(one));
        let gone: BTreeMap<&str, (usize, usize)> =
            at.filter_map(|(at, one)| Some((one.key.as_str(), (place(one.old?), at)))).collect();
        let mut refused = Vec::new();
        for (one, old, new) in all.iter().filter_map(|one| Some((one, one.old?, one.new?))) {
            if old.root != new.root || !change::has(Dialect::Terraform, one.kind) {
                continue;
            }
            for (property, read) in reads(old) {
                let Some((_, at)) = gone.get(read).filter(|(root, _)| *root < place(old)) else { continue };
                if one.kind.change().holds.contains(&property) {
                    refused.push((
                        *at,
                        format!("{} needs it until terraform/{}/ is applied, which comes later", one.key, old.root),
                    ));
                }
            }
        }
        for (at, why) in refused {
            let on = match &mut all[at].effects.terraform {
                Some(Effect::Replaces { on, .. }) => std::mem::take(on),
                _ => Vec::new(),
            };
            let instead = "take out what needs it, apply all roots, and put it back".to_owned();
            all[at].effects.terraform = Some(Effect::Refused { on, why, instead });
        }
    }

    /// What happens to a resource of a stack of the same or another name in another account or Region: nothing moves from one to the other.
    pub(super) fn moves_away(from: &UnitRecord, to: &UnitRecord) -> Effect {
        let name = |unit: &UnitRecord| match unit.folder.as_str() {
            "" => format!("cloudformation/ ({})", unit.stack),
            folder => format!("cloudformation/{folder}/ ({})", unit.stack),
        };
        let words = format!("{} makes it anew, and {} stays until it is deleted", name(to), name(from));
        Effect::Replaces { on: vec![words], meanwhile: None }
    }

    /// What happens to a resource that another stack has now.
    pub(super) fn moves(&self, was: &ResourceRecord, from: &UnitRecord, to: &UnitRecord) -> Effect {
        let has_place = !was.kind.change().place.is_empty();
        if self.is_before(from, to) && !was.retain {
            let words = format!("stack {} deletes it before stack {} makes it", from.stack, to.stack);
            let meanwhile = Some("there is none until the second stack is deployed");
            return Effect::Replaces { on: vec![words], meanwhile };
        }
        let still = if was.retain { "keeps it" } else { "still has it" };
        let words = format!("stack {} makes it while stack {} {still}", to.stack, from.stack);
        if !has_place {
            return Effect::Replaces { on: vec![words], meanwhile: None };
        }
        Effect::Refused {
            on: Vec::new(),
            why: words,
            instead: "keep it in its stack, or refactor the stacks first".to_owned(),
        }
    }

    /// What a stack deletes while a later one still points to it: AWS refuses that, or the one points to nothing until its turn.
    pub(super) fn early(&self, all: &mut [ResourceDiff<'_>]) {
        let gone: BTreeMap<String, (&UnitRecord, usize)> = all
            .iter()
            .enumerate()
            .filter(|(_, one)| goes(one))
            .map(|(at, one)| (one.key.clone(), (one.from.unwrap_or(one.unit), at)))
            .collect();
        let mut refused = Vec::new();
        // What CloudFormation looks up, or does not have, points to nothing of its own.
        for one in all.iter_mut().filter(|one| change::has(Dialect::CloudFormation, one.kind)) {
            let (Some(old), unit, kind) = (one.old, one.from.unwrap_or(one.unit), one.kind) else { continue };
            for (property, read) in reads(old) {
                let Some((_, at)) = gone.get(read).filter(|(stack, _)| self.is_before(stack, unit)) else { continue };
                if kind.change().holds.contains(&property) {
                    refused.push((
                        *at,
                        format!("{} of stack {} needs it until that one is deployed", one.key, unit.stack),
                    ));
                } else {
                    points_to_nothing(&mut one.effects.cloudformation);
                }
            }
        }
        for (at, why) in refused {
            let instead = "delete it by hand afterwards: CloudFormation goes on and leaves it behind".to_owned();
            all[at].effects.cloudformation = Some(Effect::Refused { on: Vec::new(), why, instead });
        }
    }
}

/// Each name with the place where it stands first.
fn places<'r>(names: impl Iterator<Item = &'r str>) -> BTreeMap<&'r str, usize> {
    let mut places = BTreeMap::new();
    for name in names {
        let next = places.len();
        places.entry(name).or_insert(next);
    }
    places
}

/// Whether the old one is deleted at the end of its stack's update.
fn goes(one: &ResourceDiff<'_>) -> bool {
    match &one.effects.cloudformation {
        Some(Effect::Removes) => true,
        Some(Effect::Replaces { .. }) if one.from.is_some() => true,
        Some(Effect::Replaces { meanwhile, .. }) => meanwhile.is_none() && one.old.is_some_and(|old| !old.retain),
        _ => false,
    }
}

/// The properties that read others, each with what it reads.
fn reads(resource: &ResourceRecord) -> impl Iterator<Item = (&str, &str)> {
    let named = resource.facts.iter().filter_map(|fact| Some((change::name(fact, Dialect::CloudFormation)?, fact)));
    named.flat_map(|(name, fact)| fact.reads.iter().map(move |read| (name, read.as_str())))
}

fn points_to_nothing(effect: &mut Option<Effect>) {
    const WHAT: &str = "an earlier stack deletes what this points to";
    match effect {
        None | Some(Effect::Updates) => *effect = Some(Effect::Interrupts { what: vec![WHAT] }),
        Some(Effect::Interrupts { what }) if !what.contains(&WHAT) => what.push(WHAT),
        Some(Effect::Replaces { meanwhile, .. } | Effect::MayReplace { meanwhile, .. }) if meanwhile.is_none() => {
            *meanwhile = Some(WHAT);
        }
        _ => {}
    }
}
