//! Renders that end by SIGKILL at any moment.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::network::{self, which};
use crate::command::Folder;
use crate::dice::Dice;

const KILLS: usize = 100;
/// Each makes the waits shorter, so that many of them mean that something else is wrong.
const MOST_LATE: usize = 300;
const LOCKS: usize = 30;

/// Kills that have to come before the render ends on its own; one that is late is tried again, with shorter waits from then on, so that
/// a machine that was slow while the times were taken does not decide. Half of them come at any time of the run; half while the
/// new tree stands beside the old one, which is short.
pub fn renders() -> String {
    let folder = Folder::new();
    network::write_both(&folder);
    let (trees, locks) = (network::trees(&folder), ["old.lock", "new.lock"].map(|name| folder.read(name)));
    network::render(&folder, "old");
    let (mut duration, mut writing) = timed(&folder);
    let mut dice = Dice::new(7);
    let (mut now, mut in_time, mut late, mut while_writing, mut swapped) = (1, 0, 0, 0, 0);
    while in_time < KILLS {
        assert!(late < MOST_LATE, "{late} kills came too late, {in_time} in time");
        let other = 1 - now;
        let mut child = start(&folder, ["old", "new"][other]);
        let beside = folder.path(format!("out/.scale.netgen-new-{}", child.id()));
        let wait = if in_time % 2 == 0 { &mut duration } else { &mut writing };
        if in_time % 2 == 1 {
            while !beside.exists() && running(&mut child) {
                std::hint::spin_loop();
            }
        }
        sleep(part(*wait, &mut dice));
        if running(&mut child) {
            in_time += 1;
        } else {
            late += 1;
            *wait = *wait * 9 / 10;
        }
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        while_writing += usize::from(beside.exists());
        let found = which(&folder.tree("out/scale"), &trees);
        swapped += usize::from(found == other);
        now = found;
        assert_eq!(["old.lock", "new.lock"].map(|name| folder.read(name)), locks, "a lock");
    }
    // The next render clears away what the dead ones left.
    network::render(&folder, "new");
    assert_eq!(which(&folder.tree("out/scale"), &trees), 1);
    assert_eq!(names(&folder, "out"), ["scale"]);
    assert_eq!(names(&folder, "."), ["alone", "new.lock", "new.yaml", "old.lock", "old.yaml", "out"]);
    assert!(while_writing >= KILLS / 10, "only {while_writing} while two trees were there");
    format!(
        "{in_time} kills before the end and {late} after it, {while_writing} while two trees were there; {swapped} times the new tree was in place"
    )
}

/// Kills while the lock is written: it is the old one or the new one, and no half of one stays beside it.
pub fn locks() -> String {
    let folder = Folder::new();
    let (documents, mut locks) = ([2, 3].map(|spokes| network::document("corp", spokes)), BTreeSet::new());
    // What a lock remembers of a VPC that went is the same from the second time on.
    for document in documents.iter().cycle().take(4) {
        folder.write("old.yaml", document);
        network::render(&folder, "old");
        locks.insert(folder.read("old.lock"));
    }
    let mut dice = Dice::new(11);
    let mut halves = 0;
    for document in documents.iter().cycle().take(LOCKS) {
        folder.write("old.yaml", document);
        let mut child = start(&folder, "old");
        let beside = folder.path(format!(".old.lock.netgen-new-{}", child.id()));
        while !beside.exists() && running(&mut child) {
            std::hint::spin_loop();
        }
        sleep(part(Duration::from_micros(300), &mut dice));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        halves += usize::from(beside.exists());
        assert!(locks.contains(&folder.read("old.lock")), "neither the old lock nor the new one");
    }
    // One of the two writes the lock, and clears away what the dead ones left.
    network::render(&folder, "old");
    folder.write("old.yaml", &documents[0]);
    network::render(&folder, "old");
    assert_eq!(names(&folder, "."), ["old.lock", "old.yaml", "out"]);
    assert!(halves > 0, "no kill came while the lock was written");
    format!("{LOCKS} kills, {halves} while the lock was written")
}

fn start(folder: &Folder, which: &str) -> Child {
    let mut command = folder.command(&["render", &format!("{which}.yaml"), "--out", "out/scale"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts")
}

fn running(child: &mut Child) -> bool {
    child.try_wait().expect("it is ours").is_none()
}

/// How long a render takes, and how long the new tree stands beside the old one.
#[expect(
    clippy::disallowed_methods,
    reason = "when a kill comes depends on how fast the machine is; the verdict does not"
)]
fn timed(folder: &Folder) -> (Duration, Duration) {
    let start_of_run = Instant::now();
    let mut child = start(folder, "new");
    let beside = folder.path(format!("out/.scale.netgen-new-{}", child.id()));
    let mut start_of_writing = None;
    while running(&mut child) {
        if start_of_writing.is_none() && beside.exists() {
            start_of_writing = Some(Instant::now());
        }
    }
    let end = Instant::now();
    (end - start_of_run, start_of_writing.map_or(Duration::from_millis(5), |start| end - start))
}

/// A random part of a time, in thousandths.
fn part(time: Duration, dice: &mut Dice) -> Duration {
    time * u32::try_from(dice.roll(1000)).expect("below 1000") / 1000
}

/// What is directly in a folder, sorted.
pub fn names(folder: &Folder, path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path(path)).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
