//! The sheet of an update: what is done in which order, what it does to sessions, how it is seen to work and taken back. In come
//! the states and steps, out goes Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::rule::{Effect, Whose};
use super::state::{Config, Phase};
use super::statement::Statement;
use super::{Load, Step, Updates};
use crate::diagnostic::counted;
use crate::router::RouterConfig;
use crate::router::fits;
use crate::router::platform;

/// The worst that the way from one state to the next does to each session that is in both, and the sessions whose routes are judged anew.
pub fn effects(
    before: &Config,
    after: &Config,
    updates: &dyn Updates,
) -> (BTreeMap<String, Effect>, [BTreeSet<String>; 2]) {
    let mut effects: BTreeMap<String, Effect> = BTreeMap::new();
    let mut policies = BTreeSet::new();
    let (old, new) = (updates.neighbors(before), updates.neighbors(after));
    for (one, other) in [(before, after), (after, before)] {
        let all = one.0.iter().flat_map(|(ending, list)| list.iter().map(move |statement| (ending, statement)));
        for (ending, statement) in all.filter(|(ending, one)| other.find(ending, &one.at) != Some(one)) {
            let session = match statement.rule.whose {
                Whose::Neighbor | Whose::Limit => statement.captured.first().cloned(),
                _ => updates.session(one, ending, statement),
            };
            if statement.rule.effect == Effect::Policy {
                policies.extend(policy(statement));
            }
            let Some(session) = session.filter(|session| old.contains(session) && new.contains(session)) else {
                continue;
            };
            let worst = effects.entry(session).or_insert(Effect::Quiet);
            *worst = (*worst).max(statement.rule.effect);
        }
    }
    (effects, [" in", " out"].map(|way| users(after, &policies, way)))
}

/// The route map or the prefix list that a statement is of; the outward side for what is announced.
fn policy(statement: &Statement) -> Option<String> {
    let head = statement.at.first()?;
    let words: Vec<&str> = head.split(' ').collect();
    match words.as_slice() {
        ["route-map", name, ..] | ["ip", "prefix-list", name, ..] => Some((*name).to_owned()),
        _ => None,
    }
}

/// The neighbors that use one of the policies in one direction, by themselves or by a list in them.
fn users(config: &Config, policies: &BTreeSet<String>, way: &str) -> BTreeSet<String> {
    let all = || config.0.values().flatten();
    let mut maps: BTreeSet<&str> = policies.iter().map(String::as_str).collect();
    for one in all().filter(|one| one.words.starts_with("match ip address prefix-list ")) {
        let map = one.at.first().and_then(|head| head.split(' ').nth(1));
        maps.extend(map.filter(|_| policies.contains(one.last_word())));
    }
    let mut found = BTreeSet::new();
    for one in all().filter(|one| one.words.starts_with("neighbor ") && one.words.ends_with(way)) {
        let name = one.words.split(' ').nth(3).unwrap_or_default();
        found.extend(one.captured.first().filter(|_| maps.contains(name)).cloned());
    }
    found
}

/// The work sheet.
pub fn sheet(router: &RouterConfig, from: &str, steps: &[Step]) -> String {
    let updates = platform::of(router.platform).updates();
    let name = &router.router;
    let mut out = before(router, from, steps, updates);
    line(&mut out, "\n## Steps");
    for (number, step) in (1..).zip(steps) {
        let _ = write!(out, "\n{number}. {}\n\n", title(&step.phase));
        loads(&mut out, &format!("{name}.{number}."), &step.loads, "");
        for said in consequences(step, updates) {
            line(&mut out, &format!("   - {said}"));
        }
        line(&mut out, "\n   The way back:\n");
        loads(&mut out, &format!("{name}.{number}."), &step.back, "rollback.");
        if let Some(said) = refreshes(step, updates) {
            line(&mut out, &format!("   - {said}"));
        }
    }
    line(&mut out, "\n## After\n");
    line(&mut out, &format!("- [ ] every row of `{name}.checks.md` in the rendered tree, after the change"));
    line(&mut out, &format!("- [ ] kept: {}", updates.keep()));
    out
}

/// What it is, and what is seen before it begins.
fn before(router: &RouterConfig, from: &str, steps: &[Step], updates: &dyn Updates) -> String {
    let (site, name, to) = (&router.site, &router.router, fits::facts(router));
    let mut out = format!("# Site {site}, router {name}: update\n\n");
    let count = counted(steps.len(), "step");
    let what = format!(
        "From facts `{from}` to facts `{to}`, in {count}. Not for a router on which nothing of netgen runs: that one takes"
    );
    line(&mut out, &what);
    line(
        &mut out,
        "the first installation. A step is seen to work before the next one; on the way back, the newest goes first.",
    );
    line(&mut out, "\n## Before\n");
    let seen = updates.seen();
    let runs = format!(
        "- [ ] the router runs what has the facts `{from}`, every session is established (`{seen}`), and its configuration is saved"
    );
    line(&mut out, &runs);
    if steps.iter().any(|step| matches!(step.phase, Phase::Session(_))) {
        line(
            &mut out,
            "- [ ] AWS's end of what comes is deployed; AWS's end of what goes is removed after the last step",
        );
    }
    line(
        &mut out,
        "- [ ] no file of a step has `unbound` in its name: `netgen render --since OLD --bind FILE` fills them",
    );
    out
}

fn title(phase: &Phase) -> String {
    match phase {
        Phase::Early => "What is new and no session's alone.".to_owned(),
        Phase::Session(names) if names.contains(", ") => {
            format!("The sessions with `{names}`, which share settings, and what carries them.")
        }
        Phase::Session(neighbor) => format!("The session with `{neighbor}` and what carries it, alone."),
        Phase::Hosts => "Which router hosts send to: they may move to the other one and back.".to_owned(),
        Phase::Late => "What no session needs any more.".to_owned(),
        Phase::Limits => "Limits, once no session has more routes than they let in.".to_owned(),
    }
}

fn loads(out: &mut String, name: &str, loads: &[Load], back: &str) {
    for load in loads {
        let file = load.file.as_ref().map(|(ending, text)| {
            let unbound = if super::is_unbound(text) { "unbound." } else { "" };
            format!("{name}{back}{unbound}{ending}")
        });
        line(out, &format!("   - {}", load.how.replace("FILE", &file.unwrap_or_default())));
    }
}

/// What a step does, and how that is seen.
fn consequences(step: &Step, updates: &dyn Updates) -> Vec<String> {
    let mut said = Vec::new();
    let with = |wanted: Effect| {
        let names =
            step.effects.iter().filter(move |(_, effect)| **effect == wanted).map(|(name, _)| format!("`{name}`"));
        names.collect::<Vec<_>>().join(", ")
    };
    let resets = with(Effect::Resets);
    if resets.is_empty() {
        said.push(Effect::Quiet.said().to_owned());
    } else {
        said.push(format!("{}: {resets}", Effect::Resets.said()));
    }
    let next = with(Effect::Next);
    if !next.is_empty() {
        said.push(format!("{}: {next}", Effect::Next.said()));
    }
    said.extend(refreshes(step, updates));
    said.push(format!("seen: `{}` has every session established, with as many routes as planned", updates.seen()));
    said
}

/// How routes are judged anew.
fn refreshes(step: &Step, updates: &dyn Updates) -> Option<String> {
    let [inward, outward] = &step.refreshed;
    if inward.is_empty() && outward.is_empty() {
        return None;
    }
    let Some([into, out]) = updates.refresh() else { return Some(Effect::Policy.said().to_owned()) };
    let each = |command: &str, names: &BTreeSet<String>| -> Vec<String> {
        names.iter().map(|name| format!("`{}`", command.replace("NEIGHBOR", name))).collect()
    };
    let commands: Vec<String> = each(into, inward).into_iter().chain(each(out, outward)).collect();
    Some(format!("then one session at a time, each seen before the next one: {}", commands.join(", ")))
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
