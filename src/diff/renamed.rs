//! What is called otherwise: two records go in, out come the things that both have by their words and that have another name now.
//! Everything else of a record is made of words, so that nothing of them counts as lost or new.

use std::collections::BTreeMap;

use crate::plan::lock::RENAMED;
use crate::plan::release_path;
use crate::record::Record;

/// Something that is called otherwise, and stays what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What the document called it: `vpcs.orders`.
    pub before: String,
    /// What it calls it now: `vpcs.order`.
    pub after: String,
    /// The word that its resources go on being made of.
    pub word: String,
}

impl Renamed {
    /// What the old record says, in names of the new one.
    pub(super) fn text(&self, old: &str) -> String {
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let (before, after) = (last(&self.before), last(&self.after));
        let text = old.replace(&format!("`{before}`"), &format!("`{after}`"));
        // A place: `account shop, Region eu-west-1`.
        let is_account = self.before.starts_with("accounts.");
        if is_account { text.replace(&format!("account {before},"), &format!("account {after},")) } else { text }
    }
}

/// How many resources Terraform moves in its states to other labels, which changes none of them.
pub(super) fn relabelled(old: &Record, new: &Record) -> usize {
    let of = |record: &Record| -> BTreeMap<String, String> {
        let units = record.units.iter().flat_map(|unit| &unit.resources);
        units.filter_map(|one| Some((one.key(), one.address()?))).collect()
    };
    let is_plain =
        |record: &Record| record.units.iter().flat_map(|unit| &unit.resources).all(|one| one.terraform.is_none());
    if is_plain(old) && is_plain(new) {
        return 0;
    }
    let (old, new) = (of(old), of(new));
    new.iter().filter(|(key, address)| old.get(*key).is_some_and(|other| other != *address)).count()
}

/// All that was renamed between two networks, by what it is called now.
pub(super) fn renamed(old: &Record, new: &Record) -> Vec<Renamed> {
    let (before, after) = (names(old), names(new));
    let things: std::collections::BTreeSet<&(&str, &str)> = before.keys().chain(after.keys()).collect();
    let all = things.into_iter().filter_map(|thing| {
        let (scope, word) = *thing;
        let [was, is] = [&before, &after].map(|names| names.get(thing).copied().unwrap_or(word));
        let path = |name: &str| {
            let path = release_path(&format!("{RENAMED}/{scope}/{name}"));
            path.split_once('.').map_or_else(String::new, |(_, path)| path.to_owned())
        };
        (was != is).then(|| Renamed { before: path(was), after: path(is), word: word.to_owned() })
    });
    let mut all: Vec<Renamed> = all.collect();
    all.sort_by(|one, other| one.after.cmp(&other.after));
    all
}

/// The names of things that are called otherwise than their words, by scope and word.
fn names(record: &Record) -> BTreeMap<(&str, &str), &str> {
    let lines = record.lock.iter().filter_map(|line| line.strip_prefix(RENAMED)?.strip_prefix('/'));
    let names = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let (scope, name) = words.next()?.rsplit_once('/')?;
        // One that left the document is called nothing.
        match (words.next(), words.next(), words.last()) {
            (Some("word"), Some(word), last) if last != Some("left") => Some(((scope, word), name)),
            _ => None,
        }
    });
    names.collect()
}
