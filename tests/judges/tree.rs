//! Rendered trees on disk: the goldens, the sample that every judge must accept, and copies of it with a fault.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::TempDir;

use super::judge::Fault;

/// The small network in both dialects that every judge accepts.
pub const SAMPLE: &str = "sample";

/// A folder laid out as `netgen render` lays out its output directory.
pub struct Tree {
    /// The path below `snapshots/`, `sample`, or `kinds`; a copy with a fault has that of its original.
    pub name: String,
    pub root: PathBuf,
}

impl Tree {
    /// The templates in `cloudformation/` and in the folders of accounts there, without the deployment plan that lies beside them.
    pub fn templates(&self) -> Vec<PathBuf> {
        let files = ["json", "yaml", "yml"].into_iter().flat_map(|ending| self.below("cloudformation", ending));
        let mut files: Vec<PathBuf> = files.filter(|file| !file.ends_with("deploy.json")).collect();
        files.sort();
        files
    }

    /// The stack deployment files of Git sync, sorted.
    pub fn deployment_files(&self) -> Vec<PathBuf> {
        self.below("git-sync", "yaml")
    }

    /// The Markdown of the whole tree, sorted.
    pub fn documents(&self) -> Vec<PathBuf> {
        self.below("", "md")
    }

    /// The shell scripts of the whole tree, sorted.
    pub fn scripts(&self) -> Vec<PathBuf> {
        self.below("", "sh")
    }

    /// The files whose names have an ending in `folder` and in all folders there, sorted; none when there is no such folder.
    fn below(&self, folder: &str, ending: &str) -> Vec<PathBuf> {
        let (mut found, mut folders) = (Vec::new(), vec![self.root.join(folder)]);
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|found| found == ending) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The Terraform files in `terraform/` and in the folders of further root modules there.
    pub fn terraform_files(&self) -> Vec<PathBuf> {
        self.below("terraform", "tf")
    }
}

/// What a document renders, without plans and manifests, as far as it is asked for, in a folder that goes with the second one.
pub fn of(name: String, files: &BTreeMap<String, String>, is_wanted: impl Fn(&str) -> bool) -> (Tree, TempDir) {
    let place = scratch().expect("a folder");
    let is_data = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "json");
    for (path, text) in files.iter().filter(|(path, _)| is_wanted(path) && !is_data(path)) {
        let file = place.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    (Tree { name, root: place.path().to_owned() }, place)
}

/// Every tree below `snapshots/`, sorted by name, and that of `tests/kinds.rs`.
pub fn goldens() -> Vec<Tree> {
    let base = manifest().join("snapshots");
    let mut found = Vec::new();
    collect(&base, &base, &mut found);
    found.push(Tree { name: "kinds".to_owned(), root: manifest().join("tests/kinds") });
    found
}

fn collect(base: &Path, folder: &Path, found: &mut Vec<Tree>) {
    if folder.join("cloudformation").is_dir() || folder.join("terraform").is_dir() {
        let name = folder.strip_prefix(base).unwrap_or(folder).display().to_string();
        found.push(Tree { name, root: folder.to_owned() });
        return;
    }
    for inner in entries(folder).into_iter().filter(|path| path.is_dir()) {
        collect(base, &inner, found);
    }
}

/// The sample, or the golden tree of that name.
pub fn named(name: &str) -> Tree {
    let root =
        if name == SAMPLE { manifest().join("tests/judges/sample") } else { manifest().join("snapshots").join(name) };
    Tree { name: name.to_owned(), root }
}

/// A copy of a tree in which the fault's `text`, which must stand exactly once in `file`, has become `instead`. It goes with the `TempDir`.
pub fn seeded(fault: &Fault) -> Result<(Tree, TempDir), String> {
    let Fault { tree, file, text, instead, .. } = fault;
    let place = scratch().map_err(|error| error.to_string())?;
    copy(&named(tree).root, place.path()).map_err(|error| format!("cannot copy {tree}: {error}"))?;
    let target = place.path().join(file);
    let before = fs::read_to_string(&target).map_err(|error| format!("{}: {error}", target.display()))?;
    match before.matches(text).count() {
        1 => fs::write(&target, before.replace(text, instead)).map_err(|error| error.to_string())?,
        times => return Err(format!("{file} of {tree} has {text:?} {times} times, so the fault cannot be seeded")),
    }
    Ok((Tree { name: (*tree).to_owned(), root: place.path().to_owned() }, place))
}

/// A new folder below the build directory, which is never one that Terraform or cfn-lint looks for settings in.
pub fn scratch() -> io::Result<TempDir> {
    TempDir::with_prefix_in("judges-", env!("CARGO_TARGET_TMPDIR"))
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for path in entries(from) {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &target)? } else { fs::copy(&path, &target).map(drop)? }
    }
    Ok(())
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
