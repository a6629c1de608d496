//! Which router configurations differ, and which of their sessions the way there interrupts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::record::{RouterRecord, SessionRecord};
use crate::router::Refused;
use crate::router::update::{SessionEffect, sessions};
use crate::uplink::platform::Platform;

/// A router whose configuration differs.
#[derive(Debug, PartialEq, Eq)]
pub struct RouterDiff<'r> {
    /// `tokyo/edge-1`
    pub name: &'r str,
    /// Whether it is new, or gone, or neither.
    pub presence: Option<bool>,
    /// Lines that came (`true`) and went: `announces 10.1.0.0/16`.
    pub lines: Vec<(bool, String)>,
    /// Sessions that came (`true`) and went.
    pub sessions: Vec<(bool, &'r str)>,
    /// Sessions that stay and change, each with what it loses and what it gains.
    pub changed: Vec<(&'r str, Vec<&'r str>, Vec<&'r str>)>,
    /// What the update does to sessions.
    pub update: RouterUpdate<'r>,
}

/// How a router gets from its earlier files to the present ones (`netgen render --since`).
#[derive(Debug, PartialEq, Eq)]
pub enum RouterUpdate<'r> {
    /// It is new, or gone.
    Whole,
    /// One of the two records does not say what the router loads: an earlier netgen made it.
    Unknown,
    /// There is no update, because of this: all of its sessions end, and those of now begin.
    Replaced(&'static str),
    /// Nothing is loaded into it: people change it by its sheet of values, and what its sessions feel is its device's affair.
    ByHand,
    /// The sessions that stay and feel it, and what each feels, in the order of preference; then those with other routers of the site, each
    /// called by the neighbor's address.
    Felt(Vec<(Cow<'r, str>, SessionEffect)>),
}

impl RouterUpdate<'_> {
    /// Whether a session that stays begins anew.
    #[must_use]
    pub fn resets(&self) -> bool {
        match self {
            Self::Whole | Self::Unknown | Self::ByHand => false,
            Self::Replaced(_) => true,
            Self::Felt(list) => list.iter().any(|(_, effect)| *effect == SessionEffect::Resets),
        }
    }
}

/// The routers that differ, in the order of the new network, then those that are gone.
pub(super) fn routers<'r>(old: &'r [RouterRecord], new: &'r [RouterRecord]) -> Vec<RouterDiff<'r>> {
    let find = |list: &'r [RouterRecord], name: &str| list.iter().find(|one| one.name == name);
    let mut list: Vec<RouterDiff<'r>> = new.iter().filter_map(|is| router(find(old, &is.name), Some(is))).collect();
    list.extend(old.iter().filter(|was| find(new, &was.name).is_none()).filter_map(|was| router(Some(was), None)));
    list
}

fn router<'r>(was: Option<&'r RouterRecord>, is: Option<&'r RouterRecord>) -> Option<RouterDiff<'r>> {
    if was == is {
        return None;
    }
    let name = is.or(was)?.name.as_str();
    let presence = (was.is_none() || is.is_none()).then_some(is.is_some());
    let lines = |one: Option<&RouterRecord>| one.map(lines).unwrap_or_default();
    let (before, after) = (lines(was), lines(is));
    let came = after.iter().filter(|line| !before.contains(line)).map(|line| (true, line.clone()));
    let went = before.iter().filter(|line| !after.contains(line)).map(|line| (false, line.clone()));
    let sessions = |one: Option<&'r RouterRecord>| one.map(|one| one.sessions.as_slice()).unwrap_or_default();
    let (old, new) = (sessions(was), sessions(is));
    let missing = |these: &'r [SessionRecord], others: &[SessionRecord], flag| {
        let own = these.iter().filter(|one| !others.iter().any(|other| other.name == one.name));
        own.map(|one| (flag, one.name.as_str())).collect::<Vec<_>>()
    };
    let mut changed = Vec::new();
    for (one, other) in old.iter().filter_map(|one| Some((one, new.iter().find(|other| other.name == one.name)?))) {
        let only = |these: &'r [String], others: &[String]| -> Vec<&'r str> {
            these.iter().filter(|line| !others.contains(line)).map(String::as_str).collect()
        };
        if one.facts != other.facts {
            changed.push((one.name.as_str(), only(&one.facts, &other.facts), only(&other.facts, &one.facts)));
        }
    }
    let update = was.zip(is).map_or(RouterUpdate::Whole, |(was, is)| update(was, is));
    let lines = came.chain(went).collect();
    let mut diff = RouterDiff { name, presence, lines, sessions: missing(new, old, true), changed, update };
    diff.sessions.extend(missing(old, new, false));
    let is_same = diff.lines.is_empty() && diff.sessions.is_empty() && diff.changed.is_empty();
    // What is loaded may be written otherwise and mean the same, and an earlier record does not say it at all.
    let is_quiet = match &diff.update {
        RouterUpdate::Unknown => true,
        RouterUpdate::Felt(list) => list.is_empty(),
        RouterUpdate::Whole | RouterUpdate::Replaced(_) | RouterUpdate::ByHand => false,
    };
    (!(is_same && is_quiet)).then_some(diff)
}

/// What the update from one to the other does to sessions, by the statements that differ.
fn update<'r>(was: &'r RouterRecord, is: &'r RouterRecord) -> RouterUpdate<'r> {
    if was.platform != is.platform {
        return RouterUpdate::Replaced("it runs another platform");
    }
    let platform = Platform::ALL.iter().copied().find(|one| one.name() == is.platform);
    let Some(platform) = platform.filter(|_| !was.files.is_empty() && !is.files.is_empty()) else {
        return RouterUpdate::Unknown;
    };
    match sessions(platform, &was.files, &is.files) {
        Ok(felt) => RouterUpdate::Felt(named(&felt, was, is)),
        Err(Refused::Other(why)) => RouterUpdate::Replaced(why),
        Err(Refused::ByHand(_)) => RouterUpdate::ByHand,
        Err(Refused::New | Refused::Foreign(_)) => RouterUpdate::Unknown,
    }
}

/// Sessions by what they are called. One that has another neighbor than before is another session under its name.
fn named<'r>(
    felt: &BTreeMap<String, SessionEffect>,
    was: &'r RouterRecord,
    is: &'r RouterRecord,
) -> Vec<(Cow<'r, str>, SessionEffect)> {
    let effect = |one: &'r SessionRecord| {
        let moved = was.sessions.iter().any(|other| other.name == one.name && other.neighbor != one.neighbor);
        let effect = if moved { Some(SessionEffect::Resets) } else { felt.get(&one.neighbor).copied() };
        Some((Cow::Borrowed(one.name.as_str()), effect?))
    };
    let own: Vec<_> = is.sessions.iter().filter_map(effect).collect();
    let is_own = |neighbor: &String| is.sessions.iter().any(|one| one.neighbor == *neighbor);
    let others = felt.iter().filter(|(neighbor, _)| !is_own(neighbor));
    own.into_iter().chain(others.map(|(neighbor, effect)| (Cow::Owned(format!("peer {neighbor}")), *effect))).collect()
}

fn lines(router: &RouterRecord) -> Vec<String> {
    let RouterRecord { name: _, platform, announces, accepts, settings, sessions: _, files: _ } = router;
    let mut lines = vec![format!("platform {platform}")];
    lines.extend(announces.iter().map(|prefix| format!("announces {prefix}")));
    lines.extend(accepts.iter().map(|prefix| format!("accepts {prefix}")));
    lines.extend(settings.iter().cloned());
    lines
}

#[cfg(test)]
#[path = "router_tests.rs"]
mod tests;
