//! The ledger: what each claimant held at the last run, and what it is granted now. It owns the old lock and the new one. A claim
//! goes in, what its claimant holds comes out; what is granted goes into the new lock. It never moves what is live: where a claim does
//! not agree with what is held, the planner says so. What is claimed no more stays reserved for its former owner.

use std::collections::BTreeSet;

use super::lock::{Entry, Lock, State, TableLayout, is_memory};
use super::space::Space;
use super::types::Origin;
use crate::net::Cidr4;

/// The old lock and the new one.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    old: &'a Lock,
    new: Lock,
}

/// A claim on one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<'c> {
    /// The lock's path of the claimant.
    pub path: &'c str,
    /// The length of the prefix.
    pub prefix: u8,
    /// The block that it is cut from.
    pub within: Cidr4,
}

/// What the claimant holds from earlier runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Nothing, or a freed block of another size or place, which is of no use to it any more.
    Nothing,
    /// A block as it is claimed.
    Fits(Cidr4),
    /// A live block of another size.
    OtherSize(Cidr4),
    /// A live block of that size that is elsewhere.
    Elsewhere(Cidr4),
}

impl<'a> Ledger<'a> {
    pub fn new(old: &'a Lock) -> Self {
        Self { old, new: Lock::default() }
    }

    /// The entry that a path had at the last run.
    pub fn had(&self, path: &str) -> Option<&'a Entry> {
        self.old.get(path)
    }

    /// What a claimant holds of what it claims.
    pub fn held(&self, claim: Claim<'_>) -> Held {
        let Some(entry) = self.old.get(claim.path) else { return Held::Nothing };
        let Some(block) = entry.ipv4.or(entry.block) else { return Held::Nothing };
        match (block.prefix() == claim.prefix, claim.within.contains(block)) {
            (true, true) => Held::Fits(block),
            _ if entry.state == State::Freed => Held::Nothing,
            (false, _) => Held::OtherSize(block),
            (true, false) => Held::Elsewhere(block),
        }
    }

    /// The entries that a path and all below it had at the last run.
    pub fn had_under<'p>(&'p self, path: &'p str) -> impl Iterator<Item = (&'p str, &'p Entry)> {
        self.old.under(path)
    }

    /// Whether a path has a live or pinned entry of the last run.
    pub fn was_live(&self, path: &str) -> bool {
        self.had(path).is_some_and(|entry| entry.state != State::Freed)
    }

    /// Whether a path or anything below it has a live or pinned entry of the last run.
    pub fn is_live_under(&self, path: &str) -> bool {
        self.had_under(path).any(|(_, entry)| entry.state != State::Freed)
    }

    /// Whether a path has been granted something in this run.
    pub fn is_granted(&self, path: &str) -> bool {
        self.new.get(path).is_some()
    }

    /// The blocks of all paths of one kind (`vpc`, `pool`) that are not among `live`.
    pub fn blocks_beside(&self, kind: &str, live: &BTreeSet<String>) -> Vec<Cidr4> {
        let own = self.old.under(kind).filter(|(path, _)| path.matches('/').count() == 1 && !live.contains(*path));
        own.filter_map(|(_, entry)| entry.ipv4.or(entry.block)).collect()
    }

    /// Grants an entry; what the document pins is marked. The word that names the claimant stays.
    pub fn grant(&mut self, path: String, origin: Origin, entry: Entry) {
        let state = if origin == Origin::Pinned { State::Pinned } else { State::Live };
        let word = entry.word.clone().or_else(|| self.had(&path)?.word.clone());
        self.new.insert(path, Entry { word, state, ..entry });
    }

    /// Remembers how the route tables of a tier are laid out, beside what it was granted.
    pub fn lay_out(&mut self, path: String, tables: TableLayout) {
        let granted = self.new.get(&path).cloned();
        let word = || self.had(&path).and_then(|entry| entry.word.clone());
        let entry = granted.unwrap_or_else(|| Entry { word: word(), ..Entry::default() });
        self.new.insert(path, Entry { tables: Some(tables), ..entry });
    }

    /// Grants an entry that the planner chose.
    pub fn choose(&mut self, path: String, entry: Entry) {
        self.grant(path, Origin::FirstFit, entry);
    }

    /// The new lock: all that was granted, and what was held and is claimed no more. That stays reserved for its former owner, but
    /// for a subnet outside the block that its tier has by now, and a rule number that another rule of the network ACL was given. Of
    /// what exists, all has left: what is in the document still is said by whoever knows the resources.
    pub fn close(self) -> Lock {
        let Self { old, mut new } = self;
        let numbered = new.iter().filter_map(|(path, entry)| Some((path.rsplit_once('/')?.0.to_owned(), entry.rule?)));
        let numbered: BTreeSet<(String, u32)> = numbered.collect();
        for (path, entry) in old.iter() {
            if new.get(path).is_some() {
                continue;
            }
            if is_memory(path) {
                new.insert(path.to_owned(), Entry { state: State::Left, ..entry.clone() });
                continue;
            }
            let parent = path.rsplit_once('/').and_then(|(parent, _)| new.get(parent));
            let lost = match (parent.and_then(|parent| parent.block), entry.ipv4) {
                (Some(block), Some(subnet)) => !block.contains(subnet),
                _ => false,
            };
            // The block of a tier that is there without one by now is no block of anybody's.
            let lost = lost || (entry.block.is_some() && new.under(path).next().is_some());
            let acl = path.rsplit_once('/').map(|(acl, _)| acl.to_owned());
            let lost = lost || acl.zip(entry.rule).is_some_and(|rule| numbered.contains(&rule));
            if !lost {
                new.insert(path.to_owned(), Entry { state: State::Freed, ..entry.clone() });
            }
        }
        new
    }
}

/// A wish that found no block.
pub(super) struct Refused<W> {
    pub wish: W,
    /// The prefix length of the largest block that was free just then.
    pub largest: Option<u8>,
}

/// Gives each wish the lowest block that fits: the largest first, ties by their order (a name, or the place in a list). Wishes that
/// found none come back.
pub(super) fn first_fit<W, O: Ord>(
    space: &mut Space,
    mut wishes: Vec<W>,
    size_and_order: impl Fn(&W) -> (u8, O),
    mut granted: impl FnMut(&W, Cidr4),
) -> Vec<Refused<W>> {
    wishes.sort_by_key(|wish| size_and_order(wish));
    let mut refused = Vec::new();
    for wish in wishes {
        let size = size_and_order(&wish).0;
        match space.allocate(size) {
            Some(block) => granted(&wish, block),
            None => refused.push(Refused { wish, largest: space.largest(size) }),
        }
    }
    refused
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Cidr4 {
        text.parse().expect("a block")
    }

    fn lock(state: State) -> Lock {
        let mut lock = Lock::default();
        let entry = Entry { ipv4: Some(block("10.1.0.0/16")), state, ..Entry::default() };
        lock.insert("vpc/shop".to_owned(), entry);
        lock
    }

    #[test]
    fn a_live_block_is_held_and_a_freed_one_only_where_it_fits() {
        let held = |state: State, prefix: u8, within: &str| {
            Ledger::new(&lock(state)).held(Claim { path: "vpc/shop", prefix, within: block(within) })
        };
        let own = block("10.1.0.0/16");
        for state in [State::Live, State::Pinned] {
            assert_eq!(held(state, 16, "10.0.0.0/8"), Held::Fits(own));
            assert_eq!(held(state, 20, "10.0.0.0/8"), Held::OtherSize(own));
            assert_eq!(held(state, 20, "172.16.0.0/12"), Held::OtherSize(own));
            assert_eq!(held(state, 16, "172.16.0.0/12"), Held::Elsewhere(own));
        }
        assert_eq!(held(State::Freed, 16, "10.0.0.0/8"), Held::Fits(own));
        assert_eq!(held(State::Freed, 20, "10.0.0.0/8"), Held::Nothing);
        assert_eq!(held(State::Freed, 16, "172.16.0.0/12"), Held::Nothing);
    }

    #[test]
    fn a_pinned_grant_is_marked() {
        let old = lock(State::Live);
        let mut ledger = Ledger::new(&old);
        ledger.grant("vpc/data".to_owned(), Origin::Pinned, Entry::default());
        ledger.grant("vpc/shop".to_owned(), Origin::Locked, Entry::default());
        let new = ledger.close();
        let states = ["vpc/data", "vpc/shop"].map(|path| new.get(path).map(|entry| entry.state));
        assert_eq!(states, [Some(State::Pinned), Some(State::Live)]);
    }

    #[test]
    fn the_largest_wish_comes_first_and_ties_go_by_name() {
        let mut space = Space::new(block("10.0.0.0/22"));
        let wishes = vec![("b", 24), ("a", 24), ("large", 23), ("none", 23)];
        let mut given = Vec::new();
        let left = first_fit(
            &mut space,
            wishes,
            |(name, prefix)| (*prefix, *name),
            |(name, _), block| {
                given.push(format!("{name} {block}"));
            },
        );
        assert_eq!(given, ["large 10.0.0.0/23", "none 10.0.2.0/23"]);
        let left: Vec<_> = left.into_iter().map(|one| (one.wish, one.largest)).collect();
        assert_eq!(left, [(("a", 24), None), (("b", 24), None)]);
    }
}
