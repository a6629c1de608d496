//! What becomes of routers and of their sessions, as lines and for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::lines::line;
use crate::diff::{NetworkDiff, RouterDiff, RouterUpdate};
use crate::router::update::SessionEffect;

pub(super) fn routers(network: &NetworkDiff<'_>) -> Vec<Line> {
    network.routers.iter().flat_map(router).collect()
}

fn router(router: &RouterDiff<'_>) -> Vec<Line> {
    let name = router.name;
    match router.presence {
        Some(true) => return vec![line("+", format!("{name}: {} sessions", router.sessions.len()))],
        Some(false) => return vec![line("-", format!("{name}: {} sessions", router.sessions.len()))],
        None => {}
    }
    let sign = |came: bool| if came { "+" } else { "-" };
    let lines = router.lines.iter().map(|(came, text)| line(sign(*came), format!("{name}: {text}")));
    let sessions =
        router.sessions.iter().map(|(came, session)| line(sign(*came), format!("{name}: session {session}")));
    let changed = router.changed.iter().map(|(session, before, after)| {
        let what = match (after.is_empty(), before.is_empty()) {
            (true, _) => format!("without {}", before.join("; ")),
            (_, true) => format!("with {}", after.join("; ")),
            _ => format!("{}, before {}", after.join("; "), before.join("; ")),
        };
        line("!", format!("{name}: session {session}: {what}"))
    });
    lines.chain(sessions).chain(changed).chain(update(name, &router.update)).collect()
}

/// What the way there does to sessions.
fn update(name: &str, update: &RouterUpdate<'_>) -> Vec<Line> {
    match update {
        RouterUpdate::Whole => Vec::new(),
        RouterUpdate::Unknown => {
            let what = "which sessions are reset is not known: an earlier netgen made one of the two";
            vec![line("~", format!("{name}: {what}; `netgen render --since` says it"))]
        }
        RouterUpdate::Replaced(why) => {
            vec![line("!", format!("{name}: no update, since {why}: all of its sessions end, and new ones begin"))]
        }
        RouterUpdate::ByHand => {
            let what = "changed by hand, after its sheet of values: what its sessions feel is not known";
            vec![line("~", format!("{name}: {what}"))]
        }
        RouterUpdate::Felt(list) => {
            let quiet = (!update.resets()).then(|| line("~", format!("{name}: {}", SessionEffect::Quiet.said())));
            let felt = list.iter().map(|(session, effect)| {
                let sign = if *effect == SessionEffect::Resets { "!" } else { "~" };
                line(sign, format!("{name}: session {session}: {}", effect.said()))
            });
            felt.chain(quiet).collect()
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct RouterView<'a> {
    /// `tokyo/edge-1`
    name: &'a str,
    /// `added`, `removed` or `changed`
    change: &'static str,
    /// Lines that its configuration gains.
    with: Vec<&'a str>,
    /// Lines that its configuration loses.
    without: Vec<&'a str>,
    /// How it gets there: `whole` where it is new or gone, `updated`, `replaced`, `by-hand` after a sheet of values, or
    /// `unknown` where a record does not say what it loads
    update: &'static str,
    /// Why there is no update, where it is replaced: all of its sessions end then.
    because: Option<&'static str>,
    /// Sessions that stay and feel the update; none of them is reset where none says so.
    sessions_felt: Vec<FeltView<'a>>,
    /// New sessions.
    sessions_added: Vec<&'a str>,
    /// Sessions that go.
    sessions_removed: Vec<&'a str>,
    /// Sessions that change.
    sessions_changed: Vec<SessionView<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SessionView<'a> {
    /// `inet tunnel 1`
    name: &'a str,
    /// What it loses.
    before: &'a [&'a str],
    /// What it gains.
    after: &'a [&'a str],
}

#[derive(Serialize, JsonSchema)]
struct FeltView<'a> {
    /// `inet tunnel 1`, `peer 192.168.1.3`
    name: &'a str,
    /// `resets`, `next` where it is in force when the session next begins, or `refreshes` where routes are judged anew without a reset
    effect: &'static str,
    /// What people are told: also for how long.
    what: &'static str,
}

impl<'a> From<&'a RouterDiff<'_>> for RouterView<'a> {
    fn from(one: &'a RouterDiff<'_>) -> Self {
        let lines = |wanted: bool| {
            one.lines.iter().filter(|(came, _)| *came == wanted).map(|(_, line)| line.as_str()).collect()
        };
        let sessions =
            |wanted: bool| one.sessions.iter().filter(|(came, _)| *came == wanted).map(|(_, name)| *name).collect();
        Self {
            name: one.name,
            change: match one.presence {
                Some(true) => "added",
                Some(false) => "removed",
                None => "changed",
            },
            with: lines(true),
            without: lines(false),
            sessions_added: sessions(true),
            sessions_removed: sessions(false),
            update: how(&one.update),
            because: if let RouterUpdate::Replaced(why) = &one.update { Some(*why) } else { None },
            sessions_felt: felt(&one.update),
            sessions_changed: one
                .changed
                .iter()
                .map(|(name, before, after)| SessionView { name, before, after })
                .collect(),
        }
    }
}

const fn how(update: &RouterUpdate<'_>) -> &'static str {
    match update {
        RouterUpdate::Whole => "whole",
        RouterUpdate::Unknown => "unknown",
        RouterUpdate::Replaced(_) => "replaced",
        RouterUpdate::ByHand => "by-hand",
        RouterUpdate::Felt(_) => "updated",
    }
}

fn felt<'a>(update: &'a RouterUpdate<'_>) -> Vec<FeltView<'a>> {
    let RouterUpdate::Felt(list) = update else { return Vec::new() };
    let view = |(name, effect): &'a (std::borrow::Cow<'_, str>, SessionEffect)| {
        let word = match effect {
            SessionEffect::Quiet => "none",
            SessionEffect::Policy => "refreshes",
            SessionEffect::Next => "next",
            SessionEffect::Resets => "resets",
        };
        FeltView { name, effect: word, what: effect.said() }
    };
    list.iter().map(view).collect()
}
