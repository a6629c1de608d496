//! Packets that go on while something fails. In come two hosts, out comes how long nothing came back.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::shell::{Namespace, run};

/// A packet every so many milliseconds.
const INTERVAL: u32 = 20;
/// How many of them the next answer is waited for: two seconds.
const PATIENCE: u32 = 100;

/// A host that asks another one all the time.
pub struct Ping {
    child: Child,
    file: PathBuf,
}

impl Ping {
    /// Begins. `from` is the source's address, `file` where the answers are written.
    pub fn start(place: &Namespace, from: &str, to: &str, file: PathBuf) -> Result<Self, String> {
        let out = fs::File::create(&file).map_err(|error| error.to_string())?;
        let child = Command::new("ip")
            .args(["netns", "exec", &place.name, "ping", "-n", "-i", &format!("0.0{INTERVAL}"), "-I", from, to])
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("ping cannot be started: {error}"))?;
        Ok(Self { child, file })
    }

    /// Ends with the next answer, and gives the longest time without one in milliseconds, from the first to the last. A silence at
    /// the end counts as soon as it is over: on a busy machine, others hear an answer before this host does.
    pub fn gap(mut self) -> Result<u32, String> {
        let length = || fs::metadata(&self.file).map_or(0, |file| file.len());
        let before = length();
        for _ in 0..PATIENCE {
            if length() > before {
                break;
            }
            sleep(Duration::from_millis(INTERVAL.into()));
        }
        // Asked to end, it prints what it still has.
        run(&["kill", "-INT", &self.child.id().to_string()])?;
        self.child.wait().map_err(|error| error.to_string())?;
        let text = fs::read_to_string(&self.file).map_err(|error| error.to_string())?;
        let mut numbers: Vec<u32> = text.lines().filter_map(sequence).collect();
        numbers.sort_unstable();
        let longest = numbers.windows(2).map(|pair| pair[1] - pair[0] - u32::from(pair[1] != pair[0])).max();
        match longest {
            Some(lost) => Ok(lost * INTERVAL),
            None => Err(format!("no answer at all: {text}")),
        }
    }
}

impl Drop for Ping {
    fn drop(&mut self) {
        // It has ended, if it was asked for its gap.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sequence(line: &str) -> Option<u32> {
    line.contains("bytes from").then_some(())?;
    line.split_once("icmp_seq=")?.1.split(' ').next()?.parse().ok()
}

/// Whether one packet comes back within a second.
pub fn answers(place: &Namespace, from: &str, to: &str) -> bool {
    place.run(&["ping", "-n", "-c", "1", "-w", "1", "-I", from, to]).is_ok()
}
