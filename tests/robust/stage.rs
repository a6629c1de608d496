//! What a case needs of the machine: a file system of its own, or a user who may not do everything.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::command::{Folder, Run};

/// `nobody` on all common systems.
const NOBODY: u32 = 65534;

/// `NETGEN_REQUIRE_JUDGES=1`: what cannot be staged is a failure.
#[expect(
    clippy::disallowed_methods,
    reason = "whether a case may be left out is the machine's affair; no verdict depends on it"
)]
pub fn required() -> bool {
    std::env::var("NETGEN_REQUIRE_JUDGES").is_ok_and(|value| value == "1")
}

/// A shell in a mount namespace of its own: what it mounts is gone when it ends. Its arguments are the script's, from `$1`.
pub fn mounting(folder: &Folder, script: &str, arguments: &[&str]) -> Result<Run, String> {
    let mut command = Command::new("unshare");
    if !is_root(folder) {
        command.arg("--map-root-user");
    }
    command.args(["--mount", "sh", "-c"]).current_dir(folder.path("."));
    let mut probe = Command::new("unshare");
    probe.args(command.get_args()).arg("mount -t tmpfs none . && exec true").current_dir(folder.path("."));
    match probe.output() {
        Err(error) => return Err(format!("unshare cannot be started: {error}")),
        Ok(output) if !output.status.success() => {
            return Err(format!("no tmpfs may be mounted: {}", String::from_utf8_lossy(&output.stderr).trim()));
        }
        Ok(_) => {}
    }
    command.args([&format!("set -eu\n{script}"), "sh"]).args(arguments);
    let output = command.output();
    Ok(Run::of(&["in a mount namespace"], output))
}

fn is_root(folder: &Folder) -> bool {
    fs::metadata(folder.path(".")).expect("a folder").uid() == 0
}

/// Runs netgen as somebody who has to ask for permission: root becomes `nobody`.
pub struct Somebody<'a> {
    folder: &'a Folder,
    program: PathBuf,
}

impl<'a> Somebody<'a> {
    /// The folder and all in it become that user's.
    pub fn of(folder: &'a Folder) -> Self {
        let program = folder.path("bin/netgen");
        fs::create_dir_all(folder.path("bin")).expect("a folder");
        // The build directory may be out of that user's reach.
        fs::copy(env!("CARGO_BIN_EXE_netgen"), &program).expect("a copy");
        if is_root(folder) {
            for path in [folder.path("."), folder.path("in"), folder.path("out")] {
                fs::create_dir_all(&path).expect("a folder");
                fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).expect("a mode");
            }
        } else {
            fs::create_dir_all(folder.path("in")).expect("a folder");
        }
        Self { folder, program }
    }

    /// Renders `in/old.yaml` or `in/new.yaml` into `out/scale`.
    pub fn render(&self, which: &str) -> Run {
        let arguments = ["render".to_owned(), format!("in/{which}.yaml"), "--out".to_owned(), "out/scale".to_owned()];
        let mut command = Command::new(&self.program);
        command.args(&arguments).current_dir(self.folder.path(".")).env_clear();
        if is_root(self.folder) {
            command.uid(NOBODY).gid(NOBODY);
        }
        // A case beside this one may start a program just now, and holds the copy open for writing until it has.
        loop {
            match command.output() {
                Err(busy) if busy.kind() == ErrorKind::ExecutableFileBusy => sleep(Duration::from_millis(10)),
                output => return Run::of(&arguments, output),
            }
        }
    }

    /// Takes rights away, and gives them back when dropped: a folder without them could not be removed.
    pub fn mode(&self, path: &str, mode: u32) -> Mode {
        let path = self.folder.path(path);
        let before = fs::metadata(&path).expect("a path").permissions().mode();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
        Mode { path, before }
    }
}

pub struct Mode {
    path: PathBuf,
    before: u32,
}

impl Drop for Mode {
    fn drop(&mut self) {
        // It may be gone, as a whole; then there is nothing to give back.
        let _ = fs::set_permissions(&self.path, fs::Permissions::from_mode(self.before));
    }
}
