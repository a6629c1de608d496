//! What a comparison of two documents takes, beside a render of one of them that writes no tree: both documents are read, planned and
//! made resources of, and nothing of them is printed, so it may take twice as much and no more.

use std::fs;
use std::process::Command;
use std::thread;

use super::{scale, stages};

/// Instructions of a comparison, in those of a render.
const MOST: f64 = 2.0;

const VPCS: usize = 100;

/// What is edited, and what it becomes: a VPC moves to another segment.
const EDIT: (&str, &str) = (
    "s0050: {pool: production, prefix: 20, attach: {to: hub, segment: production}}",
    "s0050: {pool: production, prefix: 20, attach: {to: hub, segment: shared}}",
);

/// Both counts and what one is of the other; an error if it is more than it may be.
pub fn judged() -> Result<String, String> {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(|error| error.to_string())?;
    let document = scale::document(VPCS);
    let edited = document.replacen(EDIT.0, EDIT.1, 1);
    if edited == document {
        return Err(format!("the document has no {}", EDIT.0));
    }
    for (name, text) in [("scale.yaml", &document), ("edited.yaml", &edited)] {
        fs::write(place.path().join(name), text).map_err(|error| error.to_string())?;
    }
    let netgen = env!("CARGO_BIN_EXE_netgen");
    let render = [netgen, "render", "scale.yaml", "--stdout=docs/README.md"];
    // The lock is there before anything counts.
    let first = Command::new(netgen).args(&render[1..]).current_dir(place.path()).output();
    first.map_err(|error| error.to_string())?;
    let diff = [netgen, "diff", "scale.yaml", "edited.yaml"];
    let (render, diff) = thread::scope(|scope| {
        let count = |name: &'static str, words: [&'static str; 4]| {
            let (place, counts) = (place.path(), place.path().join(name));
            scope.spawn(move || stages::counted(place, &counts, &words))
        };
        let (render, diff) = (count("render", render), count("diff", diff));
        let died = |_| "a thread died".to_owned();
        (render.join().map_err(died).flatten(), diff.join().map_err(died).flatten())
    });
    let (render, diff) = (render?, diff?);
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two counts")]
    let ratio = diff as f64 / render.max(1) as f64;
    let told = format!("diff of {VPCS} VPCs: {diff}, render without writing: {render}, {ratio:.2} times\n");
    if ratio > MOST { Err(format!("more than {MOST} times:\n{told}")) } else { Ok(told) }
}
