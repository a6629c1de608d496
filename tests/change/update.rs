//! What CloudFormation calls to bring a stack from one template to another, and which call waits for which: what is new and what
//! changes in the order of references and `DependsOn`, and only then what goes, in the reverse order of the old template.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html>

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Object, Refusal, resolved};
use super::common::dialects::form::{Key, Leaf};
use super::table;
use super::tree::{Place, Said, Tree};
use super::{in_use, twice};

/// What a call does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// The object, by its key.
    Create(Key),
    Update(Key),
    Delete(Key),
}

/// A call that changes an account.
#[derive(Clone, Debug)]
pub struct Call {
    pub act: Act,
    pub place: Place,
    /// Whether it is of the clean-up, after everything else.
    pub late: bool,
    /// The calls that come before it.
    pub after: BTreeSet<usize>,
}

impl Act {
    /// The object that it concerns.
    pub fn key(&self) -> &Key {
        match self {
            Self::Create(key) | Self::Update(key) | Self::Delete(key) => key,
        }
    }
}

impl Call {
    pub fn key(&self) -> &Key {
        self.act.key()
    }
}

/// The calls of one update.
#[derive(Debug, Default)]
pub struct Update {
    pub calls: Vec<Call>,
    /// Objects that no stack has afterwards, though they stay.
    left: Vec<Place>,
}

/// The outermost name of a property's type in CloudFormation.
fn type_of(kind: &str) -> &str {
    match kind {
        "IPv6 block" => "AWS::EC2::VPCCidrBlock",
        "VPN gateway attachment" => "AWS::EC2::VPCGatewayAttachment",
        other => other,
    }
}

/// How an object gets to other facts.
enum How {
    Stays,
    InPlace,
    CreatedFirst,
    DeletedFirst,
}

fn how(was: &BTreeMap<String, Leaf>, is: &BTreeMap<String, Leaf>, kind: &str) -> How {
    if was == is {
        return How::Stays;
    }
    let kind = type_of(kind);
    let differs = |path: &&str| {
        let at = |facts: &BTreeMap<String, Leaf>| -> Vec<(String, Leaf)> {
            let below =
                |name: &str| name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            facts.iter().filter(|(name, _)| below(name)).map(|(name, leaf)| (name.clone(), leaf.clone())).collect()
        };
        at(was) != at(is)
    };
    if table::updates(kind) && !table::create_only(kind).iter().any(differs) {
        return How::InPlace;
    }
    if table::deleted_first(kind) { How::DeletedFirst } else { How::CreatedFirst }
}

/// The update of a stack that is being put together.
struct Draft<'a> {
    account: &'a Account,
    new: &'a Tree,
    update: Update,
    /// The objects that the places of the stack will have.
    becomes: BTreeMap<Place, Key>,
    /// Places to the calls after which what waits for them goes on.
    done: BTreeMap<Place, BTreeSet<usize>>,
    /// Old objects that go at the end.
    goes: Vec<(Place, Key)>,
}

impl Draft<'_> {
    fn add(&mut self, act: Act, place: &Place, after: BTreeSet<usize>) -> usize {
        self.update.calls.push(Call { act, place: place.clone(), late: false, after });
        self.update.calls.len() - 1
    }

    /// The new facts of a resource; nothing while what it reads is not there.
    fn facts(&self, said: &Said) -> Option<BTreeMap<String, Leaf>> {
        let key = |key: &Key| {
            let place = self.new.places.get(key)?;
            self.becomes.get(place).or_else(|| self.account.owned.get(place)).cloned()
        };
        said.facts.iter().map(|(name, leaf)| Some((name.clone(), resolved(leaf, &key)?))).collect()
    }

    fn place(&mut self, place: &Place, said: &Said) {
        let before = self.new.waits(place);
        let after: BTreeSet<usize> = before.iter().filter_map(|one| self.done.get(one)).flatten().copied().collect();
        let Some(facts) = self.facts(said) else {
            self.done.insert(place.clone(), after);
            return;
        };
        let old = self.account.owned.get(place).cloned();
        let standing = old.as_ref().and_then(|key| self.account.get(key));
        let is_other = old.as_ref().is_some_and(|key| key.kind != said.key.kind);
        let fresh = self.account.fresh(&said.key);
        let last = match (old, standing) {
            (Some(key), Some(object)) if !is_other => match how(&object.facts, &facts, said.key.kind) {
                How::Stays => {
                    self.becomes.insert(place.clone(), key);
                    self.done.insert(place.clone(), after);
                    return;
                }
                How::InPlace => {
                    self.becomes.insert(place.clone(), key.clone());
                    self.add(Act::Update(key), place, after)
                }
                How::DeletedFirst => {
                    self.becomes.insert(place.clone(), fresh.clone());
                    let deleted = self.add(Act::Delete(key), place, after);
                    self.add(Act::Create(fresh), place, BTreeSet::from([deleted]))
                }
                How::CreatedFirst => {
                    self.becomes.insert(place.clone(), fresh.clone());
                    self.goes.push((place.clone(), key));
                    self.add(Act::Create(fresh), place, after)
                }
            },
            (old, _) => {
                self.goes.extend(old.filter(|_| is_other).map(|key| (place.clone(), key)));
                self.becomes.insert(place.clone(), fresh.clone());
                self.add(Act::Create(fresh), place, after)
            }
        };
        self.done.insert(place.clone(), BTreeSet::from([last]));
    }

    /// The deletions at the end, each after those of what waited for it in the old template.
    fn clean_up(&mut self, old: &Tree) {
        let first = self.update.calls.len();
        let places: Vec<Place> = self.goes.iter().map(|(place, _)| place.clone()).collect();
        for (place, key) in std::mem::take(&mut self.goes) {
            let own = self.add(Act::Delete(key), &place, (0..first).collect());
            self.update.calls[own].late = true;
        }
        for (at, place) in places.iter().enumerate() {
            let waits = reachable(old, place);
            for (other, _) in places.iter().enumerate().filter(|(other, one)| *other != at && waits.contains(*one)) {
                self.update.calls[first + other].after.insert(first + at);
            }
        }
    }
}

/// All that a place waits for.
fn reachable(tree: &Tree, place: &Place) -> BTreeSet<Place> {
    let (mut found, mut todo) = (BTreeSet::new(), vec![place.clone()]);
    while let Some(next) = todo.pop() {
        for other in tree.waits(&next) {
            if found.insert(other.clone()) {
                todo.push(other);
            }
        }
    }
    found
}

/// The places of a stack, each after what it waits for.
fn sorted(tree: &Tree, stack: &str) -> Vec<Place> {
    fn visit(tree: &Tree, place: &Place, seen: &mut BTreeSet<Place>, order: &mut Vec<Place>) {
        if seen.insert(place.clone()) {
            tree.waits(place).iter().for_each(|other| visit(tree, other, seen, order));
            order.push(place.clone());
        }
    }
    let (mut seen, mut order) = (BTreeSet::new(), Vec::new());
    tree.of(stack).for_each(|(place, _)| visit(tree, place, &mut seen, &mut order));
    order
}

impl Update {
    /// The update of a stack; of one that the new tree lacks, its deletion.
    pub fn of(account: &Account, old: &Tree, new: &Tree, stack: &str) -> Self {
        let (update, becomes, done) = (Self::default(), BTreeMap::new(), BTreeMap::new());
        let mut draft = Draft { account, new, update, becomes, done, goes: Vec::new() };
        for place in sorted(new, stack) {
            draft.place(&place, &new.resources[&place]);
        }
        for (place, key) in account.owned.iter().filter(|(place, _)| place.0 == stack) {
            if new.resources.contains_key(place) {
                continue;
            }
            match account.get(key) {
                Some(object) if object.kept => draft.update.left.push(place.clone()),
                _ => draft.goes.push((place.clone(), key.clone())),
            }
        }
        let keeps = |(_, key): &(Place, Key)| account.get(key).is_some_and(|object| object.kept);
        draft.goes.retain(|one| !keeps(one));
        draft.clean_up(old);
        draft.update
    }

    /// Makes one of its calls, or says why AWS does not.
    pub fn call(&self, at: usize, account: &mut Account, new: &Tree) -> Result<(), Refusal> {
        let call = &self.calls[at];
        match &call.act {
            Act::Delete(key) => {
                in_use::check(account, key)?;
                account.delete(key);
                if account.owned.get(&call.place) == Some(key) {
                    account.owned.remove(&call.place);
                }
            }
            Act::Create(key) | Act::Update(key) => {
                let said = &new.resources[&call.place];
                let resolve = |(name, leaf): (&String, &Leaf)| Some((name.clone(), account.resolve(new, leaf)?));
                let facts: Option<BTreeMap<String, Leaf>> = said.facts.iter().map(resolve).collect();
                let missing =
                    || Refusal { code: "ValidationError", what: format!("{key:?} reads what is not there"), by: None };
                let object = Object { key: key.clone(), facts: facts.ok_or_else(missing)?, kept: said.kept };
                twice::check(account, &object)?;
                account.put(object);
                account.owned.insert(call.place.clone(), key.clone());
            }
        }
        Ok(())
    }

    /// Gives up a deletion at the end that was refused: CloudFormation leaves such an object to nobody and goes on.
    pub fn give_up(&self, at: usize, account: &mut Account) -> bool {
        let call = &self.calls[at];
        if call.late && account.owned.get(&call.place) == Some(call.key()) {
            account.owned.remove(&call.place);
        }
        call.late
    }

    /// What holds once all calls are made: policies that changed alone, and what no stack has any more.
    pub fn finish(&self, account: &mut Account, new: &Tree, stack: &str) {
        for place in &self.left {
            account.owned.remove(place);
        }
        for (place, said) in new.of(stack) {
            account.owned.get(place).cloned().into_iter().for_each(|key| account.keep(&key, said.kept));
        }
    }
}
