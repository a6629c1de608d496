//! Readers before broken input, printers before texts that nobody would write: no panic, no hang, no memory without end, and what is
//! printed reads back as what it was.
//!
//! In: what the repository has of documents, locks and templates, answers of AWS as they look, and what failed once
//! (`tests/fuzz/corpus/<target>/`), mutated.
//! Out: a test per target with the number of its cases. The cases of a run follow from seeds, so a failure comes again; its input is
//! left in the build folder and belongs into the corpus.
//!
//! `NETGEN_FUZZ_SECONDS=600 cargo test --test fuzz blueprint` tries one target for ten minutes, from where the usual run ends.

mod bind;
mod corpus;
mod limits;
mod mutate;
mod printers;
mod readers;

#[path = "../common/dice.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod dice;

use std::io::{Write as _, stdout};
use std::process::ExitCode;

use dice::Dice;
use libtest_mimic::{Arguments, Failed, Trial};
use limits::Budget;

/// Something that takes input.
pub struct Target {
    /// Also that of its folder in the corpus.
    pub name: &'static str,
    /// How many cases a usual run has.
    pub cases: u64,
    /// Seconds of the processor that one case may take. Tests are built to be compiled fast, not to run fast.
    pub seconds: u64,
    /// A fresh input of at most [`mutate::MOST`] bytes.
    pub make: fn(&mut Dice) -> Vec<u8>,
    /// Takes it. What is wrong is a panic.
    pub take: fn(&[u8]),
}

const TARGETS: &[Target] = &[
    readers::BLUEPRINT,
    readers::NETWORK,
    readers::OVERLAY,
    readers::LOCK,
    readers::TEMPLATE,
    bind::BIND,
    printers::TEMPLATE,
    printers::MODULE,
];

fn main() -> ExitCode {
    let trials = TARGETS.iter().flat_map(|target| {
        let fresh = Trial::test(target.name, move || tried(target));
        let kept = corpus::kept(target.name).into_iter().map(|(name, input)| {
            let of = name.clone();
            Trial::test(format!("{}::kept::{name}", target.name), move || kept(target, &of, &input))
        });
        std::iter::once(fresh).chain(kept).collect::<Vec<_>>()
    });
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials.collect());
    if let Some(most) = limits::memory() {
        // A closed pipe is no reason to call a run failed.
        let _ = writeln!(stdout(), "most memory: {} MB of {}", most >> 20, limits::MEMORY >> 20);
        if most > limits::MEMORY {
            return ExitCode::FAILURE;
        }
    }
    conclusion.exit_code()
}

/// Fresh cases, as many as the budget allows.
fn tried(target: &'static Target) -> Result<(), Failed> {
    let mut budget = Budget::of(target.cases);
    let mut count = 0;
    while budget.has_more(count) {
        let input = (target.make)(&mut Dice::new(count));
        limits::within(target, &input).map_err(|why| failed(target, &format!("case {count}"), &input, &why))?;
        count += 1;
    }
    let _ = writeln!(stdout(), "{}: {count} cases", target.name);
    Ok(())
}

/// What is kept, as it is.
fn kept(target: &'static Target, name: &str, input: &[u8]) -> Result<(), Failed> {
    limits::within(target, input).map_err(|why| failed(target, name, input, &why))
}

fn failed(target: &Target, case: &str, input: &[u8], why: &str) -> Failed {
    let place = limits::keep(target.name, input);
    Failed::from(format!("{} {case}: {why}\nthe input is in {}", target.name, place.display()))
}
