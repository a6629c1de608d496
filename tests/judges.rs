//! Outside programs judge what netgen renders: cfn-lint, Terraform with the real AWS provider, two YAML readers, two readers of shell scripts; and for router files FRR,
//! strongSwan, nftables, Cisco's YANG models of IOS-XE, and two readers of Junos's forms.
//!
//! In: every golden tree below `snapshots/`, that of `tests/kinds.rs`, the accepted files of the sample site's routers, and what random
//! documents and random sites render. Out: one test per judge and tree, and per judge one line that says who it was and how much it
//! judged. Each judge must also accept a small sample and object to faults seeded into it, so one that cannot say no is noticed.
//! Never: `ok` for a judge that did not run. A missing one is `ignored` with the reason, or a failure with `NETGEN_REQUIRE_JUDGES=1`.
//!
//! Three times as many run at once as there are cores: those that deploy wait for most of their time, and others for what they share.
//!
//! A new judge is one file beside the others in `tests/judges/` and one line in [`JUDGES`].

use std::io::{Write as _, stdout};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use common::pipeline::run;
use libtest_mimic::{Arguments, Completion, Trial};
use netgen::plan::lock::Lock;
use proof::random::Choices;
use tempfile::TempDir;

mod common;
#[path = "diff/pairs.rs"]
mod diff_pairs;
#[path = "common/gate.rs"]
mod gate;
mod proof;
mod judges {
    pub mod accounts;
    pub mod accounts_faults;
    pub mod accounts_roots;
    pub mod accounts_script;
    pub mod attachments;
    pub mod cfn_lint;
    pub mod change;
    pub mod changed;
    pub mod chosen;
    pub mod cloudformation_schema;
    pub mod copied;
    pub mod deployed;
    pub mod deployed_faults;
    pub mod deployed_site_faults;
    pub mod documents;
    pub mod frr;
    pub mod hier_config;
    pub mod ios_xe;
    pub mod judge;
    pub mod junos;
    pub mod nft;
    pub mod not_deployed;
    pub mod planned;
    pub mod planned_pairs;
    pub mod renamed;
    pub mod routers;
    pub mod runner;
    pub mod schema;
    pub mod setting;
    pub mod shell;
    pub mod sites;
    pub mod standing;
    pub mod strongswan;
    pub mod terraform;
    pub mod terraform_change;
    pub mod terraform_course;
    pub mod terraform_cuts;
    pub mod terraform_edits;
    pub mod terraform_fmt;
    pub mod terraform_forget;
    pub mod terraform_plan;
    pub mod terraform_schema;
    pub mod terraform_state;
    pub mod terragrunt;
    pub mod terragrunt_units;
    pub mod tree;
    pub mod yaml;
}
use judges::judge::{Judge, Seat, absent};
use judges::tree::Tree;
use judges::{
    accounts, cfn_lint, chosen, cloudformation_schema, deployed, documents, frr, hier_config, ios_xe, junos, nft,
    not_deployed, renamed, routers, runner, schema, shell, sites, strongswan, terraform_change, terraform_edits,
    terraform_fmt, terraform_forget, terraform_plan, terraform_schema, terragrunt, tree, yaml,
};

const JUDGES: &[&Judge] = &[
    &cfn_lint::JUDGE,
    &cloudformation_schema::JUDGE,
    &yaml::JUDGE,
    &shell::JUDGE,
    &terraform_fmt::JUDGE,
    &terraform_schema::MIRROR,
    &terraform_schema::KEPT,
    &terraform_plan::JUDGE,
    &terraform_forget::JUDGE,
    &deployed::JUDGE,
    &renamed::JUDGE,
    &runner::JUDGE,
    &documents::MARKDOWN,
    &documents::MERMAID,
    &frr::JUDGE,
    &strongswan::JUDGE,
    &nft::JUDGE,
    &ios_xe::JUDGE,
    &junos::JUDGE,
];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or_else(|| Some(3 * thread::available_parallelism().ok()?.get()));
    let mut random = random_trees();
    let more = routers::samples().into_iter().chain(sites::random()).chain(chosen::trees());
    random.extend(more.map(|(tree, place)| (Arc::new(tree), place)));
    let mut goldens: Vec<Arc<Tree>> = tree::goldens().into_iter().map(Arc::new).collect();
    goldens.extend(random.iter().map(|(tree, _)| Arc::clone(tree)));
    let seats: Vec<Arc<Seat>> = JUDGES.iter().map(|judge| Arc::new(Seat::of(judge))).collect();
    let mut trials = vec![there_are_goldens(goldens.len())];
    trials.push(ios_xe::every_row_is_used(&goldens));
    trials.push(schema::agrees_with_the_reader());
    trials.push(hier_config::finds_nothing_left());
    trials.push(not_deployed::trial(&goldens));
    trials.extend(accounts::trials());
    trials.extend(terragrunt::trials());
    trials.extend(terraform_change::trials());
    trials.extend(terraform_edits::trials());
    trials.extend(seats.iter().flat_map(|seat| seat.trials(&goldens)));
    let conclusion = libtest_mimic::run(&arguments, trials);
    let summaries = seats.iter().filter_map(|seat| seat.summary());
    for line in summaries.chain(seats.iter().flat_map(|seat| seat.failures())) {
        // A closed pipe is no reason to call a verdict wrong.
        let _ = writeln!(stdout(), "{line}");
    }
    conclusion.exit_code()
}

/// Seeds of random documents that are judged like goldens.
const SEEDS: [u64; 3] = [1, 2, 3];

/// What random documents render, each in a folder that goes when the judges are done.
fn random_trees() -> Vec<(Arc<Tree>, TempDir)> {
    let trees = SEEDS.iter().map(|seed| {
        let text = Choices::of(*seed).document();
        let files = run(&text, &Lock::default(), true).unwrap_or_else(|errors| panic!("seed {seed}: {errors}")).files;
        let (tree, place) = tree::of(format!("random-{seed}"), &files, |_| true);
        (Arc::new(tree), place)
    });
    trees.collect()
}

/// Judges that had nothing to judge have not passed anything.
fn there_are_goldens(count: usize) -> Trial {
    Trial::ignorable_test("goldens::there_are_some", move || match count {
        0 => absent("no tree below snapshots/ has a cloudformation/ or terraform/ folder".to_owned()),
        _ => Ok(Completion::Completed),
    })
}
