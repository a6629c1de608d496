//! What the judges of router files share: which files a tree has, which of their lines are markers, and a network of their own
//! for daemons, so that none meets one of the machine's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::judge::{output, said};
use super::tree::{self, Tree};

/// The files below `routers/` whose names end so, sorted.
pub fn files(tree: &Tree, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![tree.root.join("routers")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The lines, from 1, that hold a marker where a command or an option would stand.
pub fn markers(text: &str) -> BTreeSet<usize> {
    let is_marker = |line: &str| line.starts_with("netgen-unbound-") || line.starts_with("netgen_unbound_");
    text.lines().zip(1..).filter(|(line, _)| is_marker(line.trim_start())).map(|(_, number)| number).collect()
}

/// Whether the file's name says that something in it has to be bound; an error if its text says otherwise.
pub fn is_unbound(path: &Path, text: &str) -> Result<bool, String> {
    let named = path.to_string_lossy().contains(".unbound.");
    if named == markers(text).is_empty() {
        return Err(format!("{}: the name and the markers in the text do not fit", path.display()));
    }
    Ok(named)
}

/// A program in a network without anything, as root there.
pub fn isolated(program: &str) -> Result<Command, String> {
    const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-root-user"]];
    let mut why = String::new();
    for way in WAYS {
        let tried = output(Command::new("unshare").args(way).arg("true"))?;
        if tried.status.success() {
            let mut command = Command::new("unshare");
            command.args(way).arg("--").arg(program);
            return Ok(command);
        }
        why = said(&tried);
    }
    Err(format!("a network namespace is not to be had: {why}"))
}

/// The first of these paths that is a file.
pub fn program(paths: &[&'static str], package: &str) -> Result<&'static str, String> {
    let found = paths.iter().find(|path| Path::new(path).is_file());
    found.copied().ok_or_else(|| format!("{} is not there; Debian has it in {package}", paths.join(" or ")))
}

/// The accepted files of the sample site on each platform, unbound and bound, as trees. They go with their folders.
pub fn samples() -> Vec<(Tree, TempDir)> {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/router/snapshots");
    let sample = |platform: &str, state: &str| {
        let place = tree::scratch().expect("a folder");
        tree::copy(&accepted.join(platform).join(state), &place.path().join("routers/tokyo")).expect("accepted files");
        (Tree { name: format!("router-sample-{platform}-{state}"), root: place.path().to_owned() }, place)
    };
    let platforms = ["linux", "cisco-ios-xe", "juniper-srx", "juniper-mx", "other"];
    platforms.iter().flat_map(|platform| ["unbound", "bound"].map(|state| sample(platform, state))).collect()
}
