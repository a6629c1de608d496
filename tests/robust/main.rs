//! What happens to a rendered directory when a render is killed, meets another one, or is refused by the system: it is wholly the old
//! one or wholly the new one, and whoever was refused reads why.
//!
//! In: the real command and a network that takes a while. Never: `ok` for a case that the machine cannot stage; such a one is
//! `ignored` with the reason, or a failure with `NETGEN_REQUIRE_JUDGES=1`.

mod at_once;
mod killed;
mod network;
mod read_only;
mod space;
mod stage;

#[path = "../common/command.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod command;
#[path = "../common/dice.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod dice;
#[path = "../common/scale.rs"]
mod scale;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::io::{Write as _, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// What a case found, in a line for people; `Err` says why the machine cannot stage it. What is wrong is a panic.
type Told = Result<String, String>;

enum Case {
    /// On every machine.
    Always(fn() -> String),
    /// Where the machine can stage it.
    Staged(fn() -> Told),
}
use Case::{Always, Staged};

const CASES: &[(&str, Case)] = &[
    ("killed::a_killed_render_leaves_a_whole_tree", Always(killed::renders)),
    ("killed::a_killed_render_leaves_a_whole_lock", Always(killed::locks)),
    ("at_once::two_networks_into_one_directory", Always(at_once::two_networks)),
    ("at_once::one_document_twice", Always(at_once::one_document)),
    ("space::no_block_is_left", Staged(space::no_block)),
    ("space::no_inode_is_left", Staged(space::no_inode)),
    ("space::a_file_may_not_be_that_large", Always(space::file_size)),
    ("space::no_room_for_the_lock", Always(space::lock)),
    ("read_only::a_file_system", Staged(read_only::file_system)),
    ("read_only::the_parent", Always(read_only::parent)),
    ("read_only::a_folder_inside", Always(read_only::inside)),
    ("read_only::the_directory", Always(read_only::directory)),
    ("read_only::a_file_that_nobody_may_read", Always(read_only::unreadable)),
    ("read_only::where_the_lock_is", Always(read_only::lock)),
];

fn main() -> ExitCode {
    let trials = CASES.iter().map(|(name, case)| Trial::ignorable_test(*name, move || outcome(name, case))).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn outcome(name: &str, case: &Case) -> Result<Completion, Failed> {
    let run = || match case {
        Always(case) => Ok(case()),
        Staged(case) => case(),
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(told)) => {
            // A closed pipe is no reason to call a case failed.
            let _ = writeln!(stdout(), "{name}: {told}");
            Ok(Completion::Completed)
        }
        Ok(Err(why)) if stage::required() => Err(Failed::from(why)),
        Ok(Err(why)) => Ok(Completion::ignored_with(why)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Err(Failed::from(text.unwrap_or("it panicked").to_owned()))
        }
    }
}
