//! A strongSwan daemon of the test's own: in come a command that leads into some network and the daemon's settings, out comes a
//! running charon that swanctl can talk to. It ends with its value.

use std::fs;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// Where Debian has the daemon.
pub const PROGRAM: &str = "/usr/sbin/charon-systemd";
/// Folders that swanctl misses aloud.
const FOLDERS: [&str; 12] = [
    "x509", "x509ca", "x509ocsp", "x509aa", "x509ac", "x509crl", "pubkey", "private", "rsa", "ecdsa", "bliss", "pkcs8",
];
/// What the daemon needs for pre-shared keys and these ciphers; without the rest it starts faster and logs less.
const PLUGINS: &str =
    "random nonce aes sha1 sha2 hmac kdf gmp curve25519 openssl gcm pem pkcs1 pubkey x509 constraints";

/// A running charon.
pub struct Charon {
    child: Child,
    place: TempDir,
}

impl Charon {
    /// Starts one. `into` is what stands before the program, such as `ip netns exec NAME`; `kernel` are the plugins that it
    /// reaches the kernel through, `settings` a file that its own settings come from.
    pub fn start(into: &[&str], kernel: &str, settings: Option<&Path>) -> Result<Self, String> {
        let place = TempDir::with_prefix("netgen-charon-").map_err(|error| error.to_string())?;
        let root = place.path();
        let mut folders = FOLDERS.iter().chain(&["pkcs12", "conf.d"]);
        folders.try_for_each(|name| fs::create_dir(root.join(name))).map_err(|error| error.to_string())?;
        let include = settings.map(|file| format!("include {}\n", file.display())).unwrap_or_default();
        let own = format!(
            "charon-systemd {{\n  load = {PLUGINS} {kernel} socket-default vici\n  plugins {{\n    vici {{\n      socket = unix://{}\n    \
             }}\n    kernel-libipsec {{\n      load = yes\n    }}\n  }}\n  filelog {{\n    events {{\n      \
             path = {}\n      default = 1\n      flush_line = yes\n    }}\n  }}\n}}\n",
            root.join("vici").display(),
            root.join("events").display()
        );
        fs::write(root.join("strongswan.conf"), own + &include).map_err(|error| error.to_string())?;
        let log = fs::File::create(root.join("log")).map_err(|error| error.to_string())?;
        let errors = log.try_clone().map_err(|error| error.to_string())?;
        let words: Vec<&str> = into.iter().copied().chain([PROGRAM]).collect();
        let (first, rest) = words.split_first().ok_or("no program")?;
        let child = Command::new(first)
            .args(rest)
            .env("STRONGSWAN_CONF", root.join("strongswan.conf"))
            .env("SWANCTL_DIR", root)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .spawn()
            .map_err(|error| format!("{first} cannot be started: {error}"))?;
        let mut charon = Self { child, place };
        charon.wait()?;
        Ok(charon)
    }

    /// Waits until it listens, at most ten seconds: its socket is there a moment before.
    fn wait(&mut self) -> Result<(), String> {
        for _ in 0..1000 {
            if UnixStream::connect(self.path("vici")).is_ok() {
                return Ok(());
            }
            if self.child.try_wait().map_err(|error| error.to_string())?.is_some() {
                break;
            }
            sleep(Duration::from_millis(10));
        }
        Err(format!("charon does not start: {}", self.log()))
    }

    /// A file in the daemon's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// What the daemon said: what it printed, and what it noted while it ran.
    pub fn log(&self) -> String {
        ["log", "events"].map(|name| fs::read_to_string(self.path(name)).unwrap_or_default()).concat()
    }

    /// `swanctl` with these arguments, the verb first.
    pub fn swanctl(&self, arguments: &[&str]) -> Result<Output, String> {
        Command::new("swanctl")
            .args(arguments)
            .arg("--uri")
            .arg(format!("unix://{}", self.path("vici").display()))
            .env("SWANCTL_DIR", self.place.path())
            .env("STRONGSWAN_CONF", self.path("strongswan.conf"))
            .output()
            .map_err(|error| format!("swanctl cannot be started: {error}"))
    }
}

impl Drop for Charon {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
