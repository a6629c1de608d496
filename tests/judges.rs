//! Outside programs judge what netgen renders: cfn-lint, Terraform with the real AWS provider, two YAML readers.
//!
//! In: every golden tree below `snapshots/`, and that of `tests/kinds.rs`. Out: one test per judge and tree, and per judge one line that says who it was and how much it
//! judged. Each judge must also accept a small sample and object to faults seeded into it, so one that cannot say no is noticed.
//! Never: `ok` for a judge that did not run. A missing one is `ignored` with the reason, or a failure with `NETGEN_REQUIRE_JUDGES=1`.
//!
//! A new judge is one file beside the others in `tests/judges/` and one line in [`JUDGES`].

use std::io::{Write as _, stdout};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Trial};

mod judges {
    pub mod cfn_lint;
    pub mod judge;
    pub mod setting;
    pub mod terraform;
    pub mod terraform_fmt;
    pub mod terraform_plan;
    pub mod tree;
    pub mod yaml;
}
use judges::judge::{Judge, Seat, absent};
use judges::tree::Tree;
use judges::{cfn_lint, terraform_fmt, terraform_plan, tree, yaml};

const JUDGES: &[&Judge] = &[&cfn_lint::JUDGE, &yaml::JUDGE, &terraform_fmt::JUDGE, &terraform_plan::JUDGE];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let goldens: Vec<Arc<Tree>> = tree::goldens().into_iter().map(Arc::new).collect();
    let seats: Vec<Arc<Seat>> = JUDGES.iter().map(|judge| Arc::new(Seat::of(judge))).collect();
    let mut trials = vec![there_are_goldens(goldens.len())];
    trials.extend(seats.iter().flat_map(|seat| seat.trials(&goldens)));
    let conclusion = libtest_mimic::run(&arguments, trials);
    for line in seats.iter().filter_map(|seat| seat.summary()) {
        // A closed pipe is no reason to call a verdict wrong.
        let _ = writeln!(stdout(), "{line}");
    }
    conclusion.exit_code()
}

/// Judges that had nothing to judge have not passed anything.
fn there_are_goldens(count: usize) -> Trial {
    Trial::ignorable_test("goldens::there_are_some", move || match count {
        0 => absent("no tree below snapshots/ has a cloudformation/ or terraform/ folder".to_owned()),
        _ => Ok(Completion::Completed),
    })
}
