//! What mutation starts from, and what failed once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Documents: the built-ins, those that only test, those that are wrong.
pub static DOCUMENTS: LazyLock<Vec<String>> =
    LazyLock::new(|| texts(&["blueprints", "blueprints/invalid", "tests/blueprints"], "yaml"));

/// Locks of the goldens.
pub static LOCKS: LazyLock<Vec<String>> = LazyLock::new(|| texts(&folders("snapshots", ""), "lock"));

/// Templates of the goldens.
pub static TEMPLATES: LazyLock<Vec<String>> = LazyLock::new(|| texts(&folders("snapshots", "cloudformation"), "yaml"));

/// The inputs of a target that are kept.
pub fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = files(&Path::new(ROOT).join("tests/fuzz/corpus").join(target), "");
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read(&path).expect("a kept input"))
    };
    files.into_iter().map(read).collect()
}

/// The folders below one, each with something behind it.
fn folders(below: &str, end: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(ROOT).join(below)).expect("a folder").flatten();
    entries.map(|entry| format!("{below}/{}/{end}", entry.file_name().display())).collect()
}

fn texts<T: AsRef<Path>>(folders: &[T], ending: &str) -> Vec<String> {
    let files = folders.iter().flat_map(|folder| files(&Path::new(ROOT).join(folder), ending));
    let texts = files.map(|path| fs::read_to_string(path).unwrap_or_default());
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    assert!(!texts.is_empty(), "nothing to start from");
    texts
}

/// The files of a folder with that ending, sorted. A folder that is not there has none.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let ends = |path: &PathBuf| ending.is_empty() || path.extension().is_some_and(|found| found == ending);
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file() && ends(path)).collect();
    files.sort();
    files
}
