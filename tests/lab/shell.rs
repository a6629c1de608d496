//! Commands in network namespaces. In come words, out comes what a program printed, or what it objected to.

use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// Runs a program that must end with status 0, and gives its standard output.
pub fn run(words: &[&str]) -> Result<String, String> {
    let output = output(words)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{}: {}{}", words.join(" "), output.status, text(&output)))
}

/// Runs a program to whatever end.
pub fn output(words: &[&str]) -> Result<Output, String> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    Command::new(program).args(arguments).output().map_err(|error| format!("{program} cannot be started: {error}"))
}

/// What a program printed on both channels.
pub fn text(output: &Output) -> String {
    format!("\n{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A network namespace of the lab; it goes with its value.
pub struct Namespace {
    pub name: String,
}

impl Namespace {
    /// Makes one. Its name says whose it is, so that two labs never meet.
    pub fn new(name: &str) -> Result<Self, String> {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}-{number}-{name}", std::process::id());
        run(&["ip", "netns", "add", &name])?;
        let made = Self { name };
        made.ip(&["link", "set", "lo", "up"])?;
        Ok(made)
    }

    /// `ip` in it.
    pub fn ip(&self, arguments: &[&str]) -> Result<String, String> {
        let words: Vec<&str> = ["ip", "-n", &self.name].iter().chain(arguments).copied().collect();
        run(&words)
    }

    /// What stands before a program that runs in it.
    pub fn into(&self) -> [&str; 4] {
        ["ip", "netns", "exec", &self.name]
    }

    /// Runs a program in it, which must end with status 0.
    pub fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let words: Vec<&str> = self.into().iter().chain(arguments).copied().collect();
        run(&words)
    }

    /// The device of the best route to an address.
    pub fn device_to(&self, address: &str) -> Result<String, String> {
        let route = self.ip(&["-json", "route", "get", address])?;
        let route: Value = serde_json::from_str(&route).map_err(|error| error.to_string())?;
        Ok(route[0]["dev"].as_str().unwrap_or_default().to_owned())
    }
}

const PREFIX: &str = "netgen";
/// How many namespaces this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

impl Drop for Namespace {
    fn drop(&mut self) {
        // It stays behind if something still runs in it; `clear` takes it then.
        let _ = run(&["ip", "netns", "del", &self.name]);
    }
}

/// Takes away what a killed lab left: namespaces of processes that are gone.
pub fn clear() {
    for line in run(&["ip", "netns", "list"]).unwrap_or_default().lines() {
        let name = line.split(' ').next().unwrap_or_default();
        let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-')).map(|(process, _)| process);
        let is_dead = |process: &str| {
            process.parse::<u32>().is_ok() && !std::path::Path::new(&format!("/proc/{process}")).exists()
        };
        if process.is_some_and(is_dead) {
            for process in run(&["ip", "netns", "pids", name]).unwrap_or_default().lines() {
                let _ = run(&["kill", "-9", process]);
            }
            let _ = run(&["ip", "netns", "del", name]);
        }
    }
}

/// A cable between two namespaces.
pub fn cable(one: (&Namespace, &str), other: (&Namespace, &str)) -> Result<(), String> {
    one.0.ip(&[
        "link",
        "add",
        one.1,
        "mtu",
        "1600",
        "type",
        "veth",
        "peer",
        "name",
        other.1,
        "netns",
        &other.0.name,
    ])?;
    other.0.ip(&["link", "set", other.1, "mtu", "1600", "up"])?;
    one.0.ip(&["link", "set", one.1, "up"]).map(drop)
}
