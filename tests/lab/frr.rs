//! FRR in a namespace: zebra, bfdd and bgpd of its own, apart from any other by their path space. In comes a configuration, which
//! is loaded as `vtysh -f` loads it; out come answers of `show … json`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::shell::{Namespace, output, run, text};

const DAEMONS: [&str; 4] = ["zebra", "staticd", "bfdd", "bgpd"];
/// Where Debian has them.
pub const FOLDER: &str = "/usr/lib/frr";

/// The daemons of one router.
pub struct Frr {
    space: String,
    daemons: Vec<Child>,
    place: TempDir,
}

impl Frr {
    /// Starts the daemons with nothing, then loads the configuration.
    pub fn start(into: &Namespace, configuration: &str) -> Result<Self, String> {
        let fails = |error: std::io::Error| error.to_string();
        let place = TempDir::with_prefix("netgen-frr-").map_err(fails)?;
        let mut frr = Self { space: into.name.clone(), daemons: Vec::new(), place };
        let sockets = frr.sockets();
        fs::create_dir_all(&sockets).map_err(fails)?;
        run(&["chown", "frr:frr", &sockets.display().to_string()])?;
        for daemon in DAEMONS {
            let log = fs::File::create(frr.place.path().join(daemon)).map_err(fails)?;
            let errors = log.try_clone().map_err(fails)?;
            let child = Command::new("ip")
                .args(["netns", "exec", &into.name, &format!("{FOLDER}/{daemon}"), "-N", &frr.space, "-f", "/dev/null"])
                .args(["--log", "stdout"])
                .stdin(Stdio::null())
                .stdout(log)
                .stderr(errors)
                .spawn()
                .map_err(|error| format!("{daemon} cannot be started: {error}"))?;
            frr.daemons.push(child);
            frr.wait(daemon)?;
        }
        frr.load(configuration)?;
        Ok(frr)
    }

    /// Loads lines into the running configuration.
    pub fn load(&self, configuration: &str) -> Result<(), String> {
        let file = self.place.path().join("frr.conf");
        fs::write(&file, configuration).map_err(|error| error.to_string())?;
        let loaded = output(&["vtysh", "-N", &self.space, "-f", &file.display().to_string()])?;
        if loaded.status.success() { Ok(()) } else { Err(format!("vtysh -f: {}", text(&loaded))) }
    }

    fn sockets(&self) -> PathBuf {
        Path::new("/var/run/frr").join(&self.space)
    }

    /// Waits for a daemon's socket, at most ten seconds.
    fn wait(&self, daemon: &str) -> Result<(), String> {
        let socket = self.sockets().join(format!("{daemon}.vty"));
        for _ in 0..1000 {
            if socket.exists() {
                return Ok(());
            }
            sleep(Duration::from_millis(10));
        }
        Err(format!("{daemon} does not start: {}", self.log(daemon)))
    }

    /// What a daemon said.
    pub fn log(&self, daemon: &str) -> String {
        fs::read_to_string(self.place.path().join(daemon)).unwrap_or_default()
    }

    /// What runs.
    pub fn running(&self) -> Result<String, String> {
        run(&["vtysh", "-N", &self.space, "-c", "show running-config"])
    }

    /// The answer to `show`.
    pub fn show(&self, what: &str) -> Result<Value, String> {
        let answer = run(&["vtysh", "-N", &self.space, "-c", &format!("show {what} json")])?;
        serde_json::from_str(&answer).map_err(|error| format!("show {what}: {error}: {answer}"))
    }

    /// The state of a session.
    pub fn session(&self, neighbor: &str) -> Result<String, String> {
        let all = self.show("bgp ipv4 unicast summary")?;
        Ok(all["peers"][neighbor]["state"].as_str().unwrap_or("unknown").to_owned())
    }

    /// The prefixes that a neighbor sent and that were accepted.
    pub fn accepted(&self, neighbor: &str) -> Result<Vec<String>, String> {
        let all = self.show(&format!("bgp ipv4 unicast neighbors {neighbor} routes"))?;
        Ok(all["routes"].as_object().map(|routes| routes.keys().cloned().collect()).unwrap_or_default())
    }
}

impl Drop for Frr {
    fn drop(&mut self) {
        for daemon in &mut self.daemons {
            // It may have ended by itself.
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
        let _ = fs::remove_dir_all(self.sockets());
    }
}
