//! What happens to each resource in each dialect. A replacement spreads: what reads a replaced resource in a property that cannot
//! change is replaced as well, so the whole of what goes is known before anything is deployed.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, Force};
use super::effect::Effect;
use super::kept::{is_protected, left, prevented, returns};
use super::order::Order;
use super::spread::{dangling, has_place, made_first, place, spread, taken_places};
use super::unordered;
use crate::aws::{Dialect, KindOf, Replaced};
use crate::record::{Record, ResourceRecord, UnitRecord};

/// What happens to one resource.
#[derive(Debug)]
pub struct ResourceDiff<'r> {
    /// `nat_gateway.shop_a`
    pub key: String,
    /// Its kind.
    pub kind: KindOf,
    /// Its unit; the new one, if it has one.
    pub unit: &'r UnitRecord,
    /// The unit that had it before, where that is another stack, or one in another account or Region.
    pub from: Option<&'r UnitRecord>,
    /// As it is deployed.
    pub old: Option<&'r ResourceRecord>,
    /// As it is going to be.
    pub new: Option<&'r ResourceRecord>,
    /// What each dialect does to it.
    pub effects: Effects,
    /// What it says anew, once for both dialects.
    pub properties: Vec<Property<'r>>,
}

/// An effect in each dialect that has the resource.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// In CloudFormation.
    pub cloudformation: Option<Effect>,
    /// In Terraform.
    pub terraform: Option<Effect>,
}

impl Effects {
    /// Those that there are.
    pub fn iter(&self) -> impl Iterator<Item = (Dialect, &Effect)> {
        let all = [(Dialect::CloudFormation, &self.cloudformation), (Dialect::Terraform, &self.terraform)];
        all.into_iter().filter_map(|(dialect, effect)| Some((dialect, effect.as_ref()?)))
    }

    pub(super) fn get_mut(&mut self, dialect: Dialect) -> &mut Option<Effect> {
        match dialect {
            Dialect::CloudFormation => &mut self.cloudformation,
            Dialect::Terraform => &mut self.terraform,
        }
    }
}

impl ResourceDiff<'_> {
    /// How long traffic feels an effect of the resource, as is usual in practice; empty where it does not, or where it stays so.
    #[must_use]
    pub fn lasts(&self, effect: &Effect) -> &'static str {
        let change = self.kind.change();
        match (effect, change.replaced) {
            (Effect::Interrupts { what }, _) => {
                what.iter().map(|what| self.felt_for(what)).find(|lasts| !lasts.is_empty()).unwrap_or_default()
            }
            (Effect::Replaces { meanwhile: Some(_), .. } | Effect::MayReplace { meanwhile: Some(_), .. }, how) => {
                match how {
                    Replaced::DeletedFirst(gap) => gap.lasts,
                    _ => change.remade,
                }
            }
            _ => "",
        }
    }

    /// What has to be done at the other end before an effect, and what is cut otherwise; empty where nothing has.
    #[must_use]
    pub fn goes_after(&self, effect: &Effect) -> &'static str {
        // A transit gateway loses the tables of a VPN connection although that is kept; a VPN gateway goes on with it as before.
        let reads = |one: &ResourceRecord| {
            one.facts.iter().any(|fact| fact.cloudformation.as_deref() == Some("TransitGatewayId"))
        };
        let goes = match effect {
            Effect::Removes | Effect::RemovesEarly { .. } => true,
            Effect::Keeps => self.old.is_some_and(reads),
            _ => false,
        };
        if goes { self.kind.change().goes_after } else { "" }
    }

    /// How long one thing lasts that traffic feels.
    #[must_use]
    pub fn felt_for(&self, what: &str) -> &'static str {
        self.kind.change().interrupts.iter().find(|one| one.what == what).map_or("", |one| one.lasts)
    }
}

/// A property that differs.
#[derive(Debug, PartialEq, Eq)]
pub struct Property<'r> {
    /// Its name in CloudFormation.
    pub cloudformation: Option<&'r str>,
    /// Its name in Terraform.
    pub terraform: Option<&'r str>,
    /// Lines that only the old one has.
    pub before: Vec<&'r str>,
    /// Lines that only the new one has.
    pub after: Vec<&'r str>,
}

pub(super) const DIALECTS: [Dialect; 2] = [Dialect::CloudFormation, Dialect::Terraform];

/// A resource and the unit that has it.
type Owned<'r> = (&'r UnitRecord, &'r ResourceRecord);

/// Compares all resources; those of which nothing changes are left out.
pub(super) fn compare<'r>(old: &'r Record, new: &'r Record) -> Vec<ResourceDiff<'r>> {
    let before = by_key(old);
    let after: BTreeSet<String> =
        new.units.iter().flat_map(|unit| unit.resources.iter().map(ResourceRecord::key)).collect();
    let (left, order) = (left(old), Order::of(old, new));
    // What a unit loses stands behind what it has.
    let gone = |unit: &'r UnitRecord| {
        let all = unit.resources.iter().map(move |one| (unit, one));
        all.filter(|(_, one)| !after.contains(&one.key())).map(|owned| one(owned.1.key(), Some(owned), None, &order))
    };
    let mut all: Vec<ResourceDiff<'r>> = Vec::new();
    for unit in &new.units {
        let resources = unit.resources.iter().map(|resource| (resource.key(), resource));
        all.extend(resources.map(|(key, is)| {
            let was = before.get(&key).copied();
            let mut diff = one(key, was, Some((unit, is)), &order);
            returns(&mut diff, &left);
            diff
        }));
        all.extend(old.units.iter().filter(|was| was.stack == unit.stack).flat_map(gone));
    }
    let is_gone = |was: &&UnitRecord| !new.units.iter().any(|unit| unit.stack == was.stack);
    all.extend(old.units.iter().filter(is_gone).flat_map(gone));
    for dialect in DIALECTS {
        spread(&mut all, dialect);
        taken_places(&mut all, dialect);
    }
    made_first(&mut all, new);
    prevented(&mut all);
    dangling(&mut all);
    unordered::apply(&mut all, old, new);
    order.early(&mut all);
    order.early_roots(&mut all);
    all.retain(|one| one.effects.iter().next().is_some());
    all
}

fn by_key(record: &Record) -> BTreeMap<String, Owned<'_>> {
    let units = record.units.iter();
    units.flat_map(|unit| unit.resources.iter().map(move |one| (one.key(), (unit, one)))).collect()
}

fn one<'r>(key: String, old: Option<Owned<'r>>, new: Option<Owned<'r>>, order: &Order<'_>) -> ResourceDiff<'r> {
    let (unit, resource) = new.or(old).expect("a key comes from one of the two");
    let mut effects = Effects::default();
    for dialect in DIALECTS.into_iter().filter(|dialect| change::has(*dialect, resource.kind)) {
        *effects.get_mut(dialect) = match (old, new) {
            (None, _) => Some(Effect::Adds),
            (Some((_, was)), None) if was.retain => Some(Effect::Keeps),
            (Some((_, was)), None) if is_protected(was) => Some(Effect::Refused {
                on: Vec::new(),
                why: "its delete protection is on".to_owned(),
                instead: "switch it off by hand, and deploy then".to_owned(),
            }),
            (Some(_), None) => Some(Effect::Removes),
            (Some((from, was)), Some((to, is))) => match dialect {
                Dialect::CloudFormation if from.folder != to.folder => Some(Order::moves_away(from, to)),
                Dialect::CloudFormation if from.stack != to.stack => Some(order.moves(was, from, to)),
                Dialect::Terraform if was.root != is.root => Some(order.moves_root((was, from), (is, to))),
                Dialect::Terraform if from.folder != to.folder => Some(Order::changes_provider(to)),
                _ => changes(dialect, was, is),
            },
        };
    }
    let moved = |from: &&UnitRecord| (&from.stack, &from.folder) != (&unit.stack, &unit.folder);
    let from = old.zip(new).map(|((from, _), _)| from).filter(moved);
    let properties = match (old, new) {
        (Some((_, was)), Some((_, is))) => properties(was, is),
        _ => Vec::new(),
    };
    ResourceDiff {
        key,
        kind: resource.kind,
        unit,
        from,
        old: old.map(|(_, one)| one),
        new: new.map(|(_, one)| one),
        effects,
        properties,
    }
}

fn changes<'r>(dialect: Dialect, was: &'r ResourceRecord, is: &'r ResourceRecord) -> Option<Effect> {
    let (before, after) = (change::properties(was, dialect), change::properties(is, dialect));
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let changed: Vec<_> = names.into_iter().filter(|name| before.get(name) != after.get(name)).collect();
    if changed.is_empty() {
        return None;
    }
    let with = |wanted: Force| {
        let [old, new] =
            [&before, &after].map(|side| move |name: &str| side.get(name).map(Vec::as_slice).unwrap_or_default());
        let is = |name: &&&str| change::force(is.kind, dialect, name, old(name), new(name)) == wanted;
        changed.iter().filter(is).map(|name| (*name).to_owned()).collect::<Vec<String>>()
    };
    let (replaces, may) = (with(Force::Replaces), with(Force::MayReplace));
    if !replaces.is_empty() {
        let keeps_place = has_place(is) && place(is.kind, was) == place(is.kind, is);
        return Some(replaced(dialect, is.kind, replaces, keeps_place));
    }
    if !may.is_empty() {
        return Some(may_replace(dialect, is.kind, may));
    }
    let lines = |side: &BTreeMap<&str, Vec<&'r str>>, name: &str| side.get(name).cloned().unwrap_or_default();
    let felt = |name: &&str| change::felt(is.kind, dialect, name, &lines(&before, name), &lines(&after, name));
    let what: Vec<_> = changed.iter().flat_map(felt).collect();
    Some(if what.is_empty() { Effect::Updates } else { Effect::Interrupts { what } })
}

/// What is perhaps a replacement.
pub(super) fn may_replace(dialect: Dialect, kind: KindOf, on: Vec<String>) -> Effect {
    let meanwhile = match kind.change().replaced {
        Replaced::DeletedFirst(gap) if dialect == Dialect::CloudFormation => Some(gap.meanwhile),
        _ => None,
    };
    Effect::MayReplace { on, meanwhile }
}

/// A replacement; `keeps_place` says whether the new one wants the place of the old one.
pub(super) fn replaced(dialect: Dialect, kind: KindOf, on: Vec<String>, keeps_place: bool) -> Effect {
    if dialect == Dialect::Terraform {
        let gap = match kind.change().replaced {
            Replaced::DeletedFirst(gap) => gap.meanwhile,
            _ => "Terraform destroys the old one first",
        };
        let first = kind.change().creates_before_destroy();
        return Effect::Replaces { on, meanwhile: (!first).then_some(gap) };
    }
    match kind.change().replaced {
        Replaced::DeletedFirst(gap) => Effect::Replaces { on, meanwhile: Some(gap.meanwhile) },
        Replaced::Clashes(clash) if keeps_place => Effect::Refused {
            on,
            why: clash.why.to_owned(),
            instead: format!("take {} out, deploy, and put it back", clash.what),
        },
        _ => Effect::Replaces { on, meanwhile: None },
    }
}

/// What two resources of one key say differently, each property once.
fn properties<'r>(was: &'r ResourceRecord, is: &'r ResourceRecord) -> Vec<Property<'r>> {
    type Names<'r> = (Option<&'r str>, Option<&'r str>);
    let collect = |resource: &'r ResourceRecord| {
        let mut all: Vec<(Names<'r>, Vec<&'r str>)> = Vec::new();
        for fact in &resource.facts {
            let names = (fact.cloudformation.as_deref(), fact.terraform.as_deref());
            let lines = fact.lines.iter().map(String::as_str);
            match all.iter_mut().find(|(known, _)| *known == names) {
                Some((_, own)) => own.extend(lines),
                None => all.push((names, lines.collect())),
            }
        }
        all
    };
    let (before, after) = (collect(was), collect(is));
    let gone = before.iter().filter(|(names, _)| !after.iter().any(|(other, _)| other == names));
    let mut list = Vec::new();
    for (names, lines) in
        after.iter().map(|(names, lines)| (names, Some(lines))).chain(gone.map(|(names, _)| (names, None)))
    {
        let old =
            before.iter().find(|(other, _)| other == names).map(|(_, lines)| lines.as_slice()).unwrap_or_default();
        let new = lines.map(Vec::as_slice).unwrap_or_default();
        if old != new {
            let only = |these: &[&'r str], others: &[&'r str]| {
                let own: Vec<&str> = these.iter().copied().filter(|line| !others.contains(line)).collect();
                own
            };
            let (before, after) = (only(old, new), only(new, old));
            list.push(Property { cloudformation: names.0, terraform: names.1, before, after });
        }
    }
    list
}
