//! What a judge is, and the tests that follow from one: a tree each, the sample, and the faults it must object to.

use std::io;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use libtest_mimic::{Completion, Failed, Trial};

use super::setting;
use super::tree::{self, Tree};
use crate::gate::Gate;

/// How many things were judged and found right, or the objection.
pub type Verdict = Result<usize, String>;

/// An outside program, or two, with an opinion on rendered trees.
pub struct Judge {
    pub name: &'static str,
    /// What it counts, in the plural: `templates`.
    pub things: &'static str,
    /// Whether a tree has anything for this judge. Cheap: it is asked when tests are only listed.
    pub concerns: fn(&Tree) -> bool,
    /// Looks for the program. The error says what is missing.
    pub find: fn() -> Result<Found, String>,
    /// What it must object to.
    pub faults: &'static [Fault],
}

/// A judge that is there.
pub struct Found {
    pub version: String,
    pub judge: Box<dyn Fn(&Tree) -> Verdict + Send + Sync>,
}

/// One wrong thing: in `file` of `tree`, `text` becomes `instead`, and the objection has to contain `says`.
#[derive(Clone, Copy)]
pub struct Fault {
    pub what: &'static str,
    /// `tree::SAMPLE`, or the path of a golden below `snapshots/`.
    pub tree: &'static str,
    pub file: &'static str,
    pub text: &'static str,
    pub instead: &'static str,
    pub says: &'static str,
}

/// A judge in this run: looked for once and only if a test asks, and counting what it did.
pub struct Seat {
    judge: &'static Judge,
    found: OnceLock<Result<Found, String>>,
    tally: Mutex<Tally>,
}

#[derive(Default)]
struct Tally {
    things: usize,
    trees: usize,
    objections: usize,
    /// The tests that failed, each with the start of what it said.
    failures: Vec<String>,
}

/// How much of a failure is said again at the end: the whole of it stands far above, and a log may keep only its end.
const SAID_AGAIN: usize = 2_000;

impl Seat {
    pub fn of(judge: &'static Judge) -> Self {
        Self { judge, found: OnceLock::new(), tally: Mutex::default() }
    }

    /// The tests of this judge: the goldens that concern it, the sample, and each fault.
    pub fn trials(self: &Arc<Self>, goldens: &[Arc<Tree>]) -> Vec<Trial> {
        let name = self.judge.name;
        let mut trials = Vec::new();
        let sample = tree::named(tree::SAMPLE);
        if (self.judge.concerns)(&sample) {
            let accepts = move |seat: &Self, found: &Found| seat.accepts(found, &sample).map(drop);
            trials.push(self.trial(format!("{name}::accepts_the_sample"), accepts));
        }
        for golden in goldens.iter().filter(|tree| (self.judge.concerns)(tree)).cloned() {
            trials.push(self.trial(format!("{name}::{}", golden.name), move |seat, found| {
                let things = seat.accepts(found, &golden)?;
                seat.count(|tally| (tally.things, tally.trees) = (tally.things + things, tally.trees + 1));
                Ok(())
            }));
        }
        for fault in self.judge.faults {
            let title = format!("{name}::objects_to::{}", fault.what.replace(' ', "_"));
            trials.push(self.trial(title, |seat, found| seat.objects(found, fault)));
        }
        trials
    }

    /// Who judged how much; `None` when no test asked.
    pub fn summary(&self) -> Option<String> {
        let Judge { name, things: noun, .. } = self.judge;
        let found = self.found.get()?;
        let tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let Tally { things, trees, objections, .. } = &*tally;
        Some(match found {
            Ok(Found { version, .. }) => {
                format!(
                    "judge {name} ({version}): {things} {noun} right in {trees} trees; {objections} seeded faults objected to"
                )
            }
            Err(why) => format!("judge {name}: MISSING, nothing judged: {why}"),
        })
    }

    fn trial(
        self: &Arc<Self>,
        title: String,
        run: impl Fn(&Self, &Found) -> Result<(), String> + Send + 'static,
    ) -> Trial {
        let seat = Arc::clone(self);
        Trial::ignorable_test(title.clone(), move || match seat.found.get_or_init(|| seat.find()) {
            Ok(found) => run(&seat, found).map(|()| Completion::Completed).map_err(|why| {
                let start: String = why.chars().take(SAID_AGAIN).collect();
                seat.count(|tally| tally.failures.push(format!("{title}: {start}")));
                Failed::from(why)
            }),
            Err(why) => absent(format!("{} is missing: {why}", seat.judge.name)),
        })
    }

    /// The tests that failed, with the start of what they said.
    pub fn failures(&self) -> Vec<String> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner).failures.clone()
    }

    fn find(&self) -> Result<Found, String> {
        (self.judge.find)().map_err(|why| why.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn accepts(&self, found: &Found, tree: &Tree) -> Verdict {
        match (found.judge)(tree)? {
            0 => Err(format!("{} found none of the {} it should have judged", self.judge.name, self.judge.things)),
            things => Ok(things),
        }
    }

    fn objects(&self, found: &Found, fault: &Fault) -> Result<(), String> {
        let (tree, _place) = tree::seeded(fault)?;
        match (found.judge)(&tree) {
            Ok(_) => Err(format!("{} accepted {}: {:?}", self.judge.name, fault.what, fault.instead)),
            Err(objection) if objection.contains(fault.says) => {
                self.count(|tally| tally.objections += 1);
                Ok(())
            }
            Err(other) => Err(format!("it objected, but said nothing of {:?}:\n{other}", fault.says)),
        }
    }

    fn count(&self, add: impl FnOnce(&mut Tally)) {
        add(&mut self.tally.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The outcome of a test that could not be held: ignored with its reason, or failed where judges are required.
pub fn absent(why: String) -> Result<Completion, Failed> {
    if setting::judges_required() { Err(Failed::from(why)) } else { Ok(Completion::ignored_with(why)) }
}

/// How many runs of Terraform go on at once: with its provider each takes more than a gigabyte.
static TERRAFORM: Gate = Gate::new(6);

/// Runs a program to its end. The error says that it could not be started, never what it found.
pub fn output(command: &mut Command) -> Result<Output, String> {
    let name = command.get_program().display().to_string();
    let _turn = (name == "terraform").then(|| TERRAFORM.turn());
    command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name} is not installed"),
        _ => format!("{name} cannot be started: {error}"),
    })
}

/// The standard output of a program that must end with status 0.
pub fn stdout_of(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().display().to_string();
    let output = output(command)?;
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(format!("{name} failed: {}", said(&output))) }
}

/// All that a program said, standard output first.
pub fn said(output: &Output) -> String {
    format!("{}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
