//! Which router configurations differ.

use super::network::RouterDiff;
use crate::record::{RouterRecord, SessionRecord};

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
    let mut diff =
        RouterDiff { name, presence, lines: came.chain(went).collect(), sessions: missing(new, old, true), changed };
    diff.sessions.extend(missing(old, new, false));
    Some(diff)
}

fn lines(router: &RouterRecord) -> Vec<String> {
    let RouterRecord { name: _, platform, announces, accepts, settings, sessions: _ } = router;
    let mut lines = vec![format!("platform {platform}")];
    lines.extend(announces.iter().map(|prefix| format!("announces {prefix}")));
    lines.extend(accepts.iter().map(|prefix| format!("accepts {prefix}")));
    lines.extend(settings.iter().cloned());
    lines
}
