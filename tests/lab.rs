//! The routers' files, booted: two `linux` routers with FRR and strongSwan in network namespaces against an AWS side that behaves
//! like AWS and is told what the templates of the same render say. In: the files as `netgen render --bind` writes them. Out: one test for the course that they have to stand, and one for each
//! mistake that has to make it fail.
//!
//! It needs root, network namespaces and the daemons. Where they are missing it says `skipped:` and why, or fails with
//! `NETGEN_REQUIRE_JUDGES=1`.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Failed, Trial};

#[path = "common/charon.rs"]
mod charon;
#[path = "common/gate.rs"]
mod gate;
#[path = "judges/setting.rs"]
#[allow(dead_code, reason = "the lab asks for one of them")]
mod setting;
mod lab {
    pub mod aws;
    pub mod course;
    pub mod default_route;
    pub mod edits;
    pub mod files;
    pub mod frr;
    pub mod mutations;
    pub mod ping;
    pub mod runs;
    pub mod shared;
    pub mod shell;
    pub mod site;
    pub mod stated;
    pub mod told;
    pub mod update;
    pub mod world;
    /// Tunnels inside Direct Connect.
    pub mod inside {
        pub mod bgp;
        pub mod course;
        pub mod parts;
        pub mod seeds;
        pub mod sessions;
        pub mod side;
        pub mod site;
        pub mod watch;
        pub mod world;
    }
}
use gate::Gate;
use lab::aws::Aws;
use lab::files::{Files, Mutation};
use lab::inside::course as encrypted;
use lab::inside::seeds::{SEEDS, Seed};
use lab::inside::site as inside;
use lab::mutations::{LONG, MUTATIONS, ONE_PATH, RECURSION, SHARED, UPDATES};
use lab::world::World;
use lab::{course, default_route, edits, frr, shared, shell, site, update};

/// The most labs at once: too many would make a machine look like a slow network.
const LABS: usize = 6;
static GATE: Gate = Gate::new(LABS);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Labs wait for their turn, but for those that wait for hold times nearly all of their time.
    let most = LABS + WAITING.len();
    arguments.test_threads = Some(arguments.test_threads.unwrap_or(most).min(most));
    let missing = if arguments.list { None } else { missing() };
    if let Some(why) = &missing {
        // A closed pipe is no reason to call a verdict wrong.
        let _ = writeln!(stdout(), "lab: skipped: {why}");
    }
    let mut trials = Vec::new();
    // The longest first, so that nothing else waits for them.
    for (name, states) in WAITING {
        trials.push(trial((*name).to_owned(), missing.clone(), || encrypted::walk(&inside::files()?, states)));
    }
    for course in COURSES {
        trials.push(trial(course.name.to_owned(), missing.clone(), || {
            let _turn = GATE.turn();
            (course.run)(&(course.files)()?)
        }));
    }
    trials.extend(leak_trials(missing.as_ref()));
    let mutations = COURSES.iter().flat_map(|course| course.mutations.iter().map(move |one| (course, one)));
    let mut mutations: Vec<_> = mutations.collect();
    mutations.sort_by_key(|(_, mutation)| mutation.what != LONG.what);
    for (course, mutation) in mutations {
        let name = format!("fails_with::{}", mutation.what.replace(' ', "_"));
        let too_long = "two minutes without a provider: NETGEN_LAB_LONG=1 waits for them";
        let is_left_out = mutation.what == LONG.what && !course::is_long();
        let missing = missing.clone();
        if is_left_out {
            trials.push(Trial::ignorable_test(name, move || Ok(Completion::ignored_with(too_long))));
        } else {
            trials.push(trial(name, missing, || fails(course, mutation)));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if missing.is_none() && !arguments.list {
        let _ = writeln!(stdout(), "lab ({}): {} networks did what they have to", versions(), conclusion.num_passed);
    }
    conclusion.exit_code()
}

/// Tunnels inside Direct Connect: that nothing leaves in clear, and that it would be seen.
fn leak_trials(missing: Option<&String>) -> Vec<Trial> {
    let turn = |run: fn(usize) -> Result<(), String>, n: usize| {
        move || {
            let _turn = GATE.turn();
            run(n)
        }
    };
    let mut trials = Vec::new();
    if setting::is_all("NETGEN_LAB_PAIRS") {
        let pairs = |n| encrypted::pairs(&inside::files()?, n);
        let one = |n| trial(format!("stands_all_pairs::{n}"), missing.cloned(), turn(pairs, n));
        trials.extend((0..encrypted::ELEMENTS).map(one));
    }
    for (n, seed) in SEEDS.iter().enumerate() {
        let name = format!("fails_with::{}", seed.what.replace(' ', "_"));
        trials.push(trial(name, missing.cloned(), turn(|n| leaks(&SEEDS[n]), n)));
    }
    trials
}

/// Whose daemons ran.
fn versions() -> String {
    let first = |words: &[&str]| shell::run(words).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
    let bgpd = first(&[&format!("{}/bgpd", frr::FOLDER), "--version"]).replace("bgpd version", "FRR");
    let swanctl = first(&["/usr/sbin/swanctl", "--help"]);
    format!("{bgpd}, {}", swanctl.split(' ').take(2).collect::<Vec<_>>().join(" "))
}

fn trial(name: String, missing: Option<String>, run: impl Fn() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::ignorable_test(name, move || match &missing {
        None => run().map(|()| Completion::Completed).map_err(Failed::from),
        Some(why) if setting::judges_required() => Err(Failed::from(why.clone())),
        Some(why) => Ok(Completion::ignored_with(format!("skipped: {why}"))),
    })
}

/// Why the lab cannot be built here.
fn missing() -> Option<String> {
    shell::clear();
    let programs = [format!("{}/bgpd", frr::FOLDER), charon::PROGRAM.to_owned(), "/usr/sbin/swanctl".to_owned()];
    if let Some(program) = programs.iter().find(|program| !Path::new(program).is_file()) {
        return Some(format!("{program} is not installed"));
    }
    for words in [&["ip", "-V"][..], &["nft", "--version"], &["ping", "-V"], &["vtysh", "-h"]] {
        if let Err(why) = shell::run(words) {
            return Some(why);
        }
    }
    shell::Namespace::new("probe").err().map(|why| format!("no network namespace is to be had: {why}"))
}

/// What a network has to stand, each in namespaces of its own.
struct Course {
    name: &'static str,
    files: fn() -> Result<Files, String>,
    run: fn(&Files) -> Result<(), String>,
    mutations: &'static [Mutation],
}

const COURSES: &[Course] = &[
    Course { name: "stands_the_course_of_the_vpn", files: site::files, run: stands_vpn, mutations: &[LONG, ONE_PATH] },
    Course { name: "stands_the_course", files: site::files, run: stands, mutations: MUTATIONS },
    Course { name: "takes_updates_while_packets_go", files: edits::files, run: update::run, mutations: UPDATES },
    Course { name: "keeps_an_existing_neighbor", files: site::files, run: shared::run, mutations: &[SHARED] },
    Course {
        name: "keeps_tunnels_out_of_a_default_route",
        files: site::of_default_route,
        run: default_route::run,
        mutations: &[RECURSION],
    },
    Course {
        name: "leaks_nothing_without_tunnels",
        files: inside::files,
        run: encrypted::leaks_nothing,
        mutations: &[],
    },
];

/// What breaks in networks whose tunnels run inside Direct Connect, each in namespaces of its own.
const WAITING: &[(&str, &[&[&str]])] = &[
    ("stands_silent_carriers", encrypted::CARRIERS),
    ("stands_dead_routers", encrypted::ROUTERS),
    ("stands_dark_ports", encrypted::LIGHTS),
    ("stands_silent_tunnels", encrypted::WAITING),
    ("stands_broken_backups", encrypted::BACKUPS),
];

fn stands(files: &Files) -> Result<(), String> {
    course::run(&mut World::boot(files, Aws::read(files)?)?)
}

fn stands_vpn(files: &Files) -> Result<(), String> {
    course::vpn_alone(&mut World::boot(files, Aws::read(files)?)?)
}

fn fails(course: &Course, mutation: &Mutation) -> Result<(), String> {
    let _turn = GATE.turn();
    noticed((course.run)(&(course.files)()?.with(mutation)?), mutation.says)
}

fn leaks(seed: &Seed) -> Result<(), String> {
    let changed = |files: Files, (file, before, after): &(&str, &str, &str)| files.changed(file, (before, after));
    let files = seed.mistakes.iter().try_fold(inside::files()?, changed)?;
    noticed(encrypted::leaks_nothing(&files), seed.says)
}

fn noticed(result: Result<(), String>, says: &str) -> Result<(), String> {
    match result {
        Ok(()) => Err("the lab noticed nothing".to_owned()),
        Err(why) if why.contains(says) => Ok(()),
        Err(why) => Err(format!("it failed, but not because of {says:?}: {why}")),
    }
}
