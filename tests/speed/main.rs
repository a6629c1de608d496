//! How many instructions a network takes, stage by stage, held against counts that are kept. Unlike a time, a count is the same on a
//! busy machine, so a small loss is seen.
//!
//! In: hub-and-spoke with 1 and with 100 spokes. This program runs itself below `valgrind --tool=callgrind`, up to a stage; the stage
//! is what that takes more than up to the one before it. Out: a test per stage and size. Counts are those of the test build, which is
//! there anyway: what becomes slower there becomes slower in a release. Besides, eight times as many parts of several kinds of document
//! take at most 11.6 times the instructions, in each stage (`growth.rs`), and `netgen diff` of 100 VPCs at most twice those of a render
//! that writes no tree (`diff.rs`), and a resource of a network over several accounts at most a fifth more than one of a single account
//! (`accounts.rs`).
//!
//! Never: `ok` without valgrind, or with another compiler than that of the kept counts; such a run is `ignored` with the reason.
//! `SNAPSHOTS=overwrite cargo test --test speed` keeps the counts of now.

mod accounts;
mod counts;
mod diff;
mod growth;
mod stages;

#[path = "../common/scale.rs"]
mod scale;

use std::collections::BTreeMap;
use std::io::{Write as _, stdout};
use std::process::{Command, ExitCode};
use std::sync::{Arc, OnceLock};

use counts::{Counts, Machine};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use stages::Stage;

/// Spokes.
const SIZES: &[usize] = &[1, 100];

/// What a count may grow by, in percent, before somebody has to look. A compiler that cuts the crate into other parts, since a file
/// came or went, moves a stage whose code is the same by up to 13 percent; what grows step by step ends here all the same, since
/// counts are kept until somebody means to keep others.
const TOLERANCE: u64 = 15;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, stage, kind, parts] = arguments.as_slice()
        && word == stages::WORD
    {
        return stages::run(stage, kind, parts);
    }
    let measured = Arc::new(OnceLock::new());
    let cases = SIZES.iter().flat_map(|size| Stage::KEPT.iter().map(|stage| (*stage, *size)));
    let trials = cases.map(|(stage, size)| {
        let measured = Arc::clone(&measured);
        let name = format!("{}_{size}", stage.name());
        Trial::ignorable_test(name, move || judged(stage, size, measured.get_or_init(Measured::new)))
    });
    let growth = growth::measured()
        .map(|kind| Trial::ignorable_test(format!("growth_{kind}"), || ratio(|| growth::judged(kind))));
    let compared = Trial::ignorable_test("diff_is_at_most_two_renders", || ratio(diff::judged));
    let accounts = Trial::ignorable_test("accounts_cost_at_most_a_fifth", || ratio(accounts::judged));
    let arguments = Arguments::from_args();
    let conclusion = libtest_mimic::run(&arguments, trials.chain(growth).chain([compared, accounts]).collect());
    if let Some(measured) = measured.get() {
        measured.report();
    }
    conclusion.exit_code()
}

/// All counts of this run, or why there are none.
struct Measured {
    kept: Counts,
    now: Result<Counts, String>,
}

impl Measured {
    fn new() -> Self {
        let now = Machine::of_here().and_then(|machine| {
            let mut counts = BTreeMap::new();
            for size in SIZES {
                let mut before = BTreeMap::new();
                for stage in Stage::KEPT {
                    let whole = stages::measure(*stage, "spokes", *size)?;
                    let rest = stage.after().map_or(0, |earlier| before[&earlier]);
                    before.insert(*stage, whole);
                    counts.insert(format!("{} {size}", stage.name()), whole.saturating_sub(rest));
                }
            }
            Ok(Counts { machine, counts })
        });
        let measured = Self { kept: Counts::kept(), now };
        if let (Ok(now), true) = (&measured.now, counts::overwrite()) {
            now.keep();
        }
        measured
    }

    /// A line per count, for people.
    fn report(&self) {
        let Ok(now) = &self.now else { return };
        for (name, count) in &now.counts {
            let change = self.kept.counts.get(name).map(|kept| counts::change(*kept, *count)).unwrap_or_default();
            // A closed pipe is no reason to call a run failed.
            let _ = writeln!(stdout(), "{name:24} {:>10.1} million instructions {change}", counts::millions(*count));
        }
    }
}

/// Ratios do not depend on the compiler, so only valgrind has to be there.
fn ratio(judged: impl Fn() -> Result<String, String>) -> Result<Completion, Failed> {
    if let Err(error) = Command::new("valgrind").arg("--version").output() {
        let why = format!("valgrind cannot be started: {error}");
        return if counts::required() { Err(Failed::from(why)) } else { Ok(Completion::ignored_with(why)) };
    }
    let told = judged().map_err(Failed::from)?;
    // A closed pipe is no reason to call a run failed.
    let _ = write!(stdout(), "{told}");
    Ok(Completion::Completed)
}

fn judged(stage: Stage, size: usize, measured: &Measured) -> Result<Completion, Failed> {
    let name = format!("{} {size}", stage.name());
    let now = match &measured.now {
        Err(why) if counts::required() => return Err(Failed::from(why)),
        Err(why) => return Ok(Completion::ignored_with(why)),
        Ok(now) => now,
    };
    if counts::overwrite() {
        return Ok(Completion::ignored_with("the counts of now are kept"));
    }
    let kept = &measured.kept;
    if kept.machine != now.machine {
        return Ok(Completion::ignored_with(format!("counts are kept of {}, this is {}", kept.machine, now.machine)));
    }
    let (Some(before), after) = (kept.counts.get(&name).copied(), now.counts[&name]) else {
        return Err(Failed::from(format!("no count of {name} is kept")));
    };
    if after.saturating_sub(before) * 100 <= before * TOLERANCE {
        return Ok(Completion::Completed);
    }
    let change = counts::change(before, after);
    Err(Failed::from(format!("{name} took {before} instructions, now {after} ({change}); keep that if it is meant")))
}
