//! Running the real command in a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A small document with one VPC.
pub const DOCUMENT: &str = "\
netgen: 1
name: corp
region: eu-west-1
availability_zones: [a, b]
vpcs:
  shop:
    cidr: 10.0.0.0/16
    tiers:
      private: {prefix: 24, route: local}
";

/// A folder that goes away with the test.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A folder with [`DOCUMENT`] as `corp.yaml`.
    pub fn with_document() -> Self {
        let folder = Self::new();
        folder.write("corp.yaml", DOCUMENT);
        folder
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of a file");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        let path = self.path(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Runs git in the folder.
    pub fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.current_dir(self.path(".")).args(["-c", "user.name=n", "-c", "user.email=n@example.com"]);
        assert!(command.args(arguments).output().expect("git").status.success(), "{arguments:?}");
    }

    /// Commits everything.
    pub fn commit(&self) {
        self.git(&["add", "-A", "-f"]);
        self.git(&["commit", "-qm", "one"]);
    }

    /// The names of all files below a folder with their texts, sorted.
    pub fn tree(&self, name: impl AsRef<Path>) -> Vec<(String, String)> {
        let (root, mut files) = (self.path(name), Vec::new());
        let mut todo = vec![root.clone()];
        while let Some(folder) = todo.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    todo.push(path);
                } else {
                    let text = fs::read(&path).expect("a file");
                    let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
                    files.push((name, String::from_utf8_lossy(&text).into_owned()));
                }
            }
        }
        files.sort();
        files
    }

    /// The command with an environment that holds nothing.
    pub fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netgen"));
        command.args(arguments).current_dir(self.0.path()).env_clear().stdin(Stdio::null());
        command
    }

    pub fn netgen(&self, arguments: &[impl AsRef<OsStr>]) -> Run {
        Run::of(arguments, self.command(arguments).output())
    }

    /// The same with arguments in one line, separated by spaces.
    pub fn run(&self, line: &str) -> Run {
        self.netgen(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// The same with a text on standard input.
    pub fn run_with(&self, line: &str, text: &str) -> Run {
        let arguments: Vec<_> = line.split_whitespace().collect();
        let mut command = self.command(&arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads all of it");
        Run::of(&arguments, child.wait_with_output())
    }
}

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    what: String,
}

impl Run {
    pub fn of(arguments: &[impl AsRef<OsStr>], output: std::io::Result<Output>) -> Self {
        let output = output.expect("the command starts");
        let arguments: Vec<_> = arguments.iter().map(|one| one.as_ref().to_string_lossy()).collect();
        Self {
            status: output.status.code().expect("no signal ends it"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
            what: format!("netgen {}", arguments.join(" ")),
        }
    }

    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        let Self { out, err, what, .. } = &self;
        assert_eq!(self.status, status, "{what}\n--- standard output\n{out}\n--- standard error\n{err}");
        assert!(!err.contains("panicked"), "{what}\n{err}");
        self
    }

    /// Nothing stands on standard output.
    #[track_caller]
    pub fn no_result(self) -> Self {
        assert_eq!(self.out, "", "{}", self.what);
        self
    }

    /// Each text stands on standard error.
    #[track_caller]
    pub fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "{}: `{text}` is missing in\n{}", self.what, self.err);
        }
        self
    }

    /// Standard output has these texts.
    #[track_caller]
    pub fn prints(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text), "{}: `{text}` is missing in\n{}", self.what, self.out);
        }
        self
    }

    /// Nothing stands on standard error.
    #[track_caller]
    pub fn silent(self) -> Self {
        assert_eq!(self.err, "", "{}", self.what);
        self
    }
}
