//! What the executor finds, beside what `netgen diff` says of the same change.

use std::collections::BTreeSet;

use super::account::Refusal;
use super::common::dialects::form::Key;
use super::pairs::{Pair, versions};
use super::run::{self, Fault, Run, WHOLE, What};
use super::told::Told;
use super::tree::Tree;

/// Runs a pair; what of it `diff` does not say.
pub fn judge(pair: &Pair) -> Result<(Run, Vec<String>), String> {
    let (old, new) = versions(pair)?;
    if old.files == new.files {
        return Err("nothing changes".to_owned());
    }
    let told = Told::of(&old, &new);
    let [old, new] = [&old, &new].map(|one| Tree::read(&one.files, &one.routers));
    let (old, new) = (old?, new?);
    let mut account = run::deployed(&old).map_err(|refusal| format!("{refusal:?}"))?;
    let run = run::change(&mut account, &old, &new, WHOLE);
    let unsaid = unsaid(&run, &told, &old, &new);
    Ok((run, unsaid))
}

/// The faults that `diff` does not say.
pub fn unsaid(run: &Run, told: &Told, old: &Tree, new: &Tree) -> Vec<String> {
    let refused_of = |id: &str| told.effect(id) == "refused";
    let mut stay: BTreeSet<&Key> = BTreeSet::new();
    // What stays because it is refused holds what it needs, too.
    loop {
        let held = run.faults.iter().filter(|fault| match &fault.what {
            What::Refused(Refusal { by, .. }) => {
                refused_of(&fault.place.1) || by.as_ref().is_some_and(|by| stay.contains(by))
            }
            _ => false,
        });
        let held: BTreeSet<&Key> = held.map(|fault| fault.call.key()).collect();
        if held == stay {
            break;
        }
        stay = held;
    }
    let said = |fault: &&Fault| {
        let id = &fault.place.1;
        match &fault.what {
            What::Refused(_) => stay.contains(fault.call.key()),
            What::Cut(question, verdict) | What::Leak(question, verdict) => {
                told.says(question, verdict, &fault.open, [old, new])
            }
            What::Lost => matches!(told.effect(id), "removes" | "replaces"),
        }
    };
    let mut unsaid: Vec<String> = run.faults.iter().filter(|fault| !said(fault)).map(words).collect();
    let stopped = run.faults.iter().any(|fault| matches!(fault.what, What::Refused(_)) && !fault.is_late);
    let refused =
        |id: &str| run.faults.iter().any(|fault| matches!(fault.what, What::Refused(_)) && fault.place.1 == id);
    let untrue = told.resources.keys().filter(|id| !stopped && told.effect(id) == "refused" && !refused(id));
    unsaid.extend(untrue.map(|id| format!("{id} is not refused, as diff says")));
    unsaid
}

fn words(fault: &Fault) -> String {
    let Fault { what, stack, call, place, .. } = fault;
    let what = match what {
        What::Refused(refusal) => format!("refused: {} {}, for {:?}", refusal.code, refusal.what, refusal.by),
        What::Cut(question, verdict) => format!("cut: {question:?}: {}", verdict.end),
        What::Leak(question, _) => format!("leak: {question:?}"),
        What::Lost => "lost".to_owned(),
    };
    format!("{what}; stack {stack}, {call:?} of {}", place.1)
}
