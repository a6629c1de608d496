//! How long a run and a case may take, and how much memory.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Target;

/// Bytes that all targets together may hold at one time.
pub const MEMORY: usize = 512 << 20;

/// After so long, by the clock on the wall, a case does not end, unless it was not given the processor.
const HANG: Duration = Duration::from_secs(120);

/// How often a case that was not given the processor gets as long again: a run of low priority on a busy machine waits.
const MORE: u32 = 10;

/// How many cases are tried: a number, or as many as fit into `NETGEN_FUZZ_SECONDS`.
pub struct Budget {
    cases: u64,
    until: Option<Instant>,
}

impl Budget {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a run goes on is up to whoever starts it; no verdict depends on it"
    )]
    pub fn of(cases: u64) -> Self {
        let seconds = std::env::var("NETGEN_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
        Self { cases, until: seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds)) }
    }

    #[expect(clippy::disallowed_methods, reason = "see above")]
    pub fn has_more(&mut self, tried: u64) -> bool {
        self.until.map_or(tried < self.cases, |until| Instant::now() < until)
    }
}

/// Lets a target take an input, in a thread of its own with a stack as small as any that netgen may meet.
pub fn within(target: &'static Target, input: &[u8]) -> Result<(), String> {
    let (done, wait) = channel();
    let (say, place) = channel();
    let bytes = input.to_vec();
    let run = move || {
        let _ = say.send(own_place());
        let before = processor(Path::new(OWN));
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.take)(&bytes)));
        let took = processor(Path::new(OWN)).zip(before).map(|(after, before)| after.saturating_sub(before));
        let _ = done.send((outcome.map_err(|panic| words(panic.as_ref())), took));
    };
    thread::Builder::new().stack_size(2 << 20).spawn(run).map_err(|error| error.to_string())?;
    let place = place.recv().ok().flatten();
    let starved = || place.as_deref().and_then(processor).is_some_and(|had| had < HANG);
    let mut answer = wait.recv_timeout(HANG);
    for _ in 0..MORE {
        if answer == Err(RecvTimeoutError::Timeout) && starved() {
            answer = wait.recv_timeout(HANG);
        }
    }
    match answer {
        Ok((Err(panic), _)) => Err(format!("it panicked: {panic}")),
        Ok((Ok(()), Some(took))) if took > Duration::from_secs(target.seconds) => Err(format!("it took {took:?}")),
        Ok((Ok(()), _)) => Ok(()),
        Err(RecvTimeoutError::Timeout) => Err(format!("it has not ended after {HANG:?}")),
        Err(RecvTimeoutError::Disconnected) => Err("its thread is gone".to_owned()),
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or(panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// Where the system says what a thread has had.
const OWN: &str = "/proc/thread-self";

/// The same place, as other threads name it.
fn own_place() -> Option<PathBuf> {
    Some(Path::new("/proc").join(fs::read_link(OWN).ok()?))
}

/// What a thread has had of the processor, where the system tells: other work on the machine must not count.
/// <https://docs.kernel.org/scheduler/sched-stats.html>
fn processor(place: &Path) -> Option<Duration> {
    let text = fs::read_to_string(place.join("schedstat")).ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The most bytes that this process had in memory, where the system tells.
pub fn memory() -> Option<usize> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kib| kib << 10)
}

/// Leaves an input where people find it.
pub fn keep(target: &str, input: &[u8]) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{target}-{}", netgen_digest(input)));
    // Without the file, the number of the case is still known.
    let _ = fs::write(&place, input);
    place
}

fn netgen_digest(input: &[u8]) -> String {
    let digest = netgen::digest::digest(input);
    digest.trim_start_matches("sha256:").chars().take(12).collect()
}
