//! What an update does to the sessions of a router, of its earlier and its present files alone. In come the texts of both, out goes the worst
//! that happens to each session that stays, by the address of its neighbor. It says what the work sheet says, from the same steps.

use std::collections::BTreeMap;

use super::rule::Effect;
use super::state::grammar;
use super::statement::Syntax;
use super::{Refused, steps};
use crate::router::platform;
use crate::uplink::platform::Platform;

/// The texts of a router's files by their endings, without `unbound.`.
pub type Files = BTreeMap<String, String>;

/// Of a router's files those that its platform loads, without comments; of a sheet of values what stands below its head.
#[must_use]
pub fn loaded(platform: Platform, files: &Files) -> Files {
    let updates = platform::of(platform).updates();
    if let Some(ending) = updates.by_hand() {
        let sheet = files.get(ending).map(|text| (ending.to_owned(), super::values(text).to_owned()));
        return sheet.into_iter().collect();
    }
    let own = files.iter().filter_map(|(ending, text)| Some((ending, text, grammar(updates, ending)?)));
    let stripped = own.map(|(ending, text, grammar)| {
        let sign = if grammar.syntax == Syntax::Indented { '!' } else { '#' };
        let said = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with(sign));
        (ending.clone(), said.fold(String::new(), |text, line| text + line + "\n"))
    });
    stripped.collect()
}

/// The worst that the update does to each session that stays and feels anything, by neighbor; or why there is no update.
///
/// # Errors
///
/// [`Refused`], where the router is new, is replaced in another way, or its earlier files have a line that netgen never wrote.
pub fn sessions(platform: Platform, old: &Files, new: &Files) -> Result<BTreeMap<String, Effect>, Refused> {
    let mut worst: BTreeMap<String, Effect> = BTreeMap::new();
    for step in steps(platform, "router", old, new)? {
        let refreshed = step.refreshed.into_iter().flatten().map(|neighbor| (neighbor, Effect::Policy));
        for (neighbor, effect) in step.effects.into_iter().chain(refreshed) {
            let known = worst.entry(neighbor).or_insert(effect);
            *known = (*known).max(effect);
        }
    }
    worst.retain(|_, effect| *effect > Effect::Quiet);
    Ok(worst)
}
