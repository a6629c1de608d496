//! An executor of CloudFormation's updates, independent of netgen's own plan, lowering and diff: it deploys one rendered tree over
//! another, call by call, in many orders, refuses what AWS refuses, and walks the network in between with the tests' own walker.
//! What it finds is laid beside what `netgen diff` says.
//!
//! How to use it from elsewhere in these tests:
//!
//! ```ignore
//! let old = Tree::read(&files, &routers)?;           // path to text, as `common::pipeline::version` gives them
//! let mut account = run::deployed(&old)?;             // an account in which OLD stands
//! let run = run::change(&mut account, &old, &new, run::WHOLE);  // NEW over it; the account is changed
//! run.faults                                          // refusals, cuts, leaks, losses, each with the call before it
//! ```
//!
//! For several trees in a row, call `change` with the same account for each neighbouring two.

mod account;
#[path = "../common/mod.rs"]
mod common;
mod course;
mod faults;
mod in_use;
mod judge;
mod pairs;
#[path = "../proof/mod.rs"]
mod proof;
mod refused;
mod run;
mod steps;
#[path = "../diff/table.rs"]
mod table;
mod told;
mod tree;
mod twice;
mod update;
mod walks;

use std::io::Write as _;

#[test]
fn no_pair_is_cut_and_no_call_refused_unless_diff_said_so() {
    let mut wrong = Vec::new();
    let all = common::seeds::each_seed(pairs::PAIRS.len() as u64, |at| {
        let pair = &pairs::PAIRS[usize::try_from(at).expect("small")];
        (pair.name, judge::judge(pair))
    });
    for (name, judged) in all {
        let (run, faults) = match judged {
            Ok(judged) => judged,
            Err(report) => {
                wrong.push(format!("{name}: {report}"));
                continue;
            }
        };
        // A closed pipe is no reason to call a run failed.
        let _ = writeln!(
            std::io::stdout(),
            "{name}: {} calls, {} states, {} walks, {} faults, {} unsaid",
            run.calls,
            run.states,
            run.walks,
            run.faults.len(),
            faults.len()
        );
        wrong.extend(faults.into_iter().take(6).map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
