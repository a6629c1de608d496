//! The stages, each as a run of this program that goes that far and no further.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};

use netgen::cloudformation::{self, Format};
use netgen::compile::{self, Input, Texts};
use netgen::diagnostic::{Diagnostics, Sources};
use netgen::plan::lock::Lock;
use netgen::report::{LockState, PlanFormat};
use netgen::{aws, check, plan, report, terraform};

use super::{growth, scale};

/// The first argument of a run that is measured.
pub const WORD: &str = "--run-up-to";

/// How far a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The document is made, and nothing is done with it.
    Nothing,
    Read,
    Plan,
    /// Every rule; no stage needs it first.
    Check,
    Graph,
    Yaml,
    Json,
    Terraform,
    Documents,
    /// The plan as JSON.
    PlanJson,
    /// The command `netgen render`, from its start to its end.
    Render,
}

impl Stage {
    /// Those of which counts are kept.
    pub const KEPT: &[Self] = &[
        Self::Nothing,
        Self::Read,
        Self::Plan,
        Self::Graph,
        Self::Yaml,
        Self::Json,
        Self::Terraform,
        Self::Documents,
        Self::Render,
    ];

    pub const ALL: &[Self] = &[
        Self::Nothing,
        Self::Read,
        Self::Plan,
        Self::Check,
        Self::Graph,
        Self::Yaml,
        Self::Json,
        Self::Terraform,
        Self::Documents,
        Self::PlanJson,
        Self::Render,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "start",
            Self::Read => "read",
            Self::Plan => "plan",
            Self::Check => "check",
            Self::Graph => "resources",
            Self::Yaml => "cloudformation_yaml",
            Self::Json => "cloudformation_json",
            Self::Terraform => "terraform",
            Self::Documents => "documents",
            Self::PlanJson => "plan_json",
            Self::Render => "render",
        }
    }

    /// What has to be there first, and does not count.
    pub fn after(self) -> Option<Self> {
        match self {
            Self::Nothing | Self::Render => None,
            Self::Read => Some(Self::Nothing),
            Self::Plan => Some(Self::Read),
            Self::Check | Self::Graph => Some(Self::Plan),
            Self::Yaml | Self::Json | Self::Terraform | Self::Documents | Self::PlanJson => Some(Self::Graph),
        }
    }
}

/// Goes as far as the first argument says.
pub fn run(stage: &str, kind: &str, parts: &str) -> ExitCode {
    let stage = Stage::ALL.iter().copied().find(|one| one.name() == stage).expect("a stage");
    let (_, make) = growth::KINDS.iter().find(|(name, _)| *name == kind).expect("a kind of document");
    let document = make(parts.parse().expect("a number"));
    if stage == Stage::Nothing {
        black_box(document);
        return ExitCode::SUCCESS;
    }
    let input = read(document);
    if stage > Stage::Read {
        further(stage, &input);
    }
    // Giving back what was made is no part of any stage.
    std::mem::forget(input);
    ExitCode::SUCCESS
}

fn read(document: String) -> Input {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("scale.yaml", document);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    compile::read(&texts, &mut sources, &mut diagnostics).expect("a good document")
}

fn further(stage: Stage, input: &Input) {
    let mut diagnostics = Diagnostics::default();
    let (plan, lock) = plan::plan(&input.network, &Lock::default(), &mut diagnostics).expect("a plan");
    if stage == Stage::Check {
        check::check(&plan, &mut diagnostics);
    } else if stage > Stage::Plan {
        let graph = aws::lower(&plan);
        let files = match stage {
            Stage::Yaml => cloudformation::render(&graph, &input.network, "scale.yaml", Format::Yaml, &mut diagnostics),
            Stage::Json => cloudformation::render(&graph, &input.network, "scale.yaml", Format::Json, &mut diagnostics),
            Stage::Terraform => terraform::render(&graph, &input.network, "scale.yaml"),
            Stage::Documents => report::documents(&plan, &graph, "scale.yaml"),
            Stage::PlanJson => {
                black_box(report::plan(&plan, &graph, &LockState::New, PlanFormat::Json));
                Vec::new()
            }
            _ => Vec::new(),
        };
        std::mem::forget((black_box(files), graph));
    }
    std::mem::forget((plan, lock));
}

/// Instructions of a run up to a stage, from the start of the process, for a document of so many parts.
pub fn measure(stage: Stage, kind: &str, parts: usize) -> Result<u64, String> {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(|error| error.to_string())?;
    let counts = place.path().join("counts");
    if stage == Stage::Render {
        fs::write(place.path().join("scale.yaml"), scale::document(parts)).map_err(|error| error.to_string())?;
        let words = [env!("CARGO_BIN_EXE_netgen"), "render", "scale.yaml", "--out", "out"];
        return counted(place.path(), &counts, &words);
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let own = own.to_str().ok_or("a path that is no text")?;
    counted(place.path(), &counts, &[own, WORD, stage.name(), kind, &parts.to_string()])
}

/// Instructions of a program in a folder; callgrind writes `counts`.
pub fn counted(folder: &Path, counts: &Path, words: &[&str]) -> Result<u64, String> {
    let mut valgrind = Command::new("valgrind");
    // The same environment everywhere: its size is copied at the start of a process.
    valgrind.env_clear().current_dir(folder);
    valgrind.args(["--tool=callgrind", "--error-exitcode=99"]);
    valgrind.arg(format!("--callgrind-out-file={}", counts.display())).args(words);
    let output = valgrind.output().map_err(|error| format!("valgrind cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("valgrind: {}", String::from_utf8_lossy(&output.stderr)));
    }
    total(counts)
}

/// The line `summary: N` or `totals: N` of callgrind's file.
/// <https://valgrind.org/docs/manual/cl-format.html>
fn total(file: &Path) -> Result<u64, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("callgrind's file: {error}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
    line.and_then(|number| number.trim().parse().ok()).ok_or_else(|| "callgrind's file has no sum".to_owned())
}
