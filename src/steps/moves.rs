//! What has to happen between two networks, resource by resource. A change that AWS would refuse, or that has a way without a gap, is
//! made of several.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{Owned, Side};
use crate::aws::Value;
use crate::diff::{Diff, Effect, ResourceDiff};

/// A move, by its place in the list.
pub(super) type MoveId = usize;

/// What happens in one move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// The resource is made.
    Add,
    /// It becomes the new one.
    Change,
    /// It goes.
    Drop,
    /// It has what the old one and the new one say, as far as a list goes.
    Unite,
    /// Its protection goes, so that it can go itself.
    Loosen,
    /// A copy comes that stands beside it for a while.
    Copy,
    /// The copy goes.
    Uncopy,
}

/// One move of one resource.
#[derive(Clone, Debug)]
pub(super) struct Move {
    pub key: String,
    pub act: Act,
}

/// A copy of a resource of the new network under a name of its own.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    /// The resource, by key.
    pub of: String,
    /// What ends its names.
    pub word: &'static str,
    /// The properties that differ, by their names in CloudFormation.
    pub sets: Vec<(&'static str, Value<'static>)>,
    /// When it comes and goes.
    pub moves: [MoveId; 2],
}

/// What the keys of copies end with: of the two halves of a route, and of an entry of a network ACL.
pub(super) const COPIES: [&str; 3] = ["_lower_half", "_upper_half", "_meanwhile"];

/// Why one move is of an earlier deployment than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The new one has the place of the old one.
    Place,
    /// A row of a table or a list comes before another one of it goes.
    MakeFirst,
    /// Terraform destroys what goes before it changes what points to it.
    Dangling,
    /// The way must be whole before traffic takes it.
    Prepare,
    /// What the old way needs goes once no traffic takes it.
    Clean,
    /// No route of a transit gateway, and none that another one takes the row of, gets another target without a gap.
    Halves,
    /// Terraform destroys an entry of a network ACL before it makes the new one.
    Entry,
    /// What is protected cannot be deleted.
    Protected,
    /// A subnet gets traffic once its table, its routes and the endpoint that they lead to are there, and they go once it gets none.
    Zone,
    /// AWS does not allow the old one and the new one at once.
    Recreate,
    /// AWS refuses to delete what another stack still uses.
    InUse,
    /// AWS refuses to take a VPC's IPv6 block away while a subnet has a part of it.
    Block,
}

/// One move is not of a later deployment than another one; with a reason, it is of an earlier one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub before: MoveId,
    pub after: MoveId,
    pub why: Option<Why>,
}

/// All moves with what is known of their order.
#[derive(Debug)]
pub(super) struct Moves<'r> {
    pub old: Side<'r>,
    pub new: Side<'r>,
    pub list: Vec<Move>,
    pub edges: Vec<Edge>,
    pub copies: Vec<Copy>,
    by_key: BTreeMap<(String, Act), MoveId>,
    /// Moves that lead traffic elsewhere, all of them in one deployment.
    pub switches: Vec<MoveId>,
    /// Resources that are gone for a while.
    pub recreated: BTreeSet<String>,
}

impl<'r> Moves<'r> {
    /// The moves without any order.
    pub fn of(old: Side<'r>, new: Side<'r>, diff: &Diff<'r>) -> Self {
        let (list, edges, copies) = (Vec::new(), Vec::new(), Vec::new());
        let (by_key, switches, recreated) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let mut moves = Self { old, new, list, edges, copies, by_key, switches, recreated };
        moves.recreate(diff);
        for one in &diff.resources {
            if moves.recreated.contains(&one.key) {
                continue;
            }
            match (one.old, one.new) {
                (None, _) => moves.push(&one.key, Act::Add),
                (_, None) => moves.push(&one.key, Act::Drop),
                _ => moves.push(&one.key, Act::Change),
            };
        }
        moves.looked_up();
        for key in moves.recreated.clone() {
            let out = moves.push(&key, Act::Drop);
            let back = moves.push(&key, Act::Add);
            moves.edge(out, back, Some(Why::Recreate));
        }
        moves
    }

    /// What both dialects only look up: it is there as long as somebody reads it.
    fn looked_up(&mut self) {
        let known =
            |moves: &Self, key: &String| moves.list.iter().any(|one| one.key == *key) || moves.recreated.contains(key);
        let data = |one: &(&String, &Owned<'_>)| one.1.resource.kind.is_data();
        let keys = self
            .old
            .all
            .iter()
            .chain(&self.new.all)
            .filter(data)
            .map(|(key, _)| key.clone())
            .collect::<BTreeSet<String>>();
        for key in keys.into_iter().filter(|key| !known(self, key)).collect::<Vec<_>>() {
            match (self.old.get(&key), self.new.get(&key)) {
                (None, _) => self.push(&key, Act::Add),
                (_, None) => self.push(&key, Act::Drop),
                (Some(old), Some(new)) if old.facts != new.facts => self.push(&key, Act::Change),
                _ => continue,
            };
        }
    }

    pub fn push(&mut self, key: &str, act: Act) -> MoveId {
        let id = self.list.len();
        self.list.push(Move { key: key.to_owned(), act });
        self.by_key.insert((key.to_owned(), act), id);
        id
    }

    pub fn find(&self, key: &str, act: Act) -> Option<MoveId> {
        self.by_key.get(&(key.to_owned(), act)).copied()
    }

    /// The moves of one kind of act, with the key of their resource.
    pub fn acts(&self, act: Act) -> Vec<(MoveId, String)> {
        let all = self.list.iter().enumerate().filter(|(_, one)| one.act == act);
        all.map(|(id, one)| (id, one.key.clone())).collect()
    }

    pub fn edge(&mut self, before: MoveId, after: MoveId, why: Option<Why>) {
        if before != after {
            self.edges.push(Edge { before, after, why });
        }
    }

    /// What AWS refuses to make beside the old one goes first, with all that reads it.
    fn recreate(&mut self, diff: &Diff<'_>) {
        let refused = |one: &&ResourceDiff<'_>| {
            // What is retained would not be gone, only forgotten.
            let mut effects = one.effects.iter().filter(|_| one.new.is_none_or(|new| !new.retain));
            effects.any(|(_, effect)| matches!(effect, Effect::Refused { on, .. } if !on.is_empty()))
        };
        let mut open: Vec<String> = diff.resources.iter().filter(refused).map(|one| one.key.clone()).collect();
        while let Some(key) = open.pop() {
            if self.recreated.insert(key.clone()) {
                let stays = |reader: &&str| self.new.get(reader).is_some_and(|_| self.old.get(reader).is_some());
                open.extend(self.old.readers(&key).filter(stays).map(str::to_owned));
            }
        }
    }
}
