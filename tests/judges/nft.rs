//! nftables takes every clamp of TCP segments: `nft -c`, in a network namespace without any rules.

use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::routers::{files, isolated};
use super::tree::{self, Tree};

pub const JUDGE: Judge = Judge {
    name: "nft",
    things: "files",
    concerns: |tree| !files(tree, ".nft").is_empty(),
    find,
    faults: &[
        fault(
            "a word that nftables does not know",
            "oifname \"ng-dx-1\"",
            "oifnam \"ng-dx-1\"",
            "No symbol type information",
        ),
        fault("a hook that is none", "hook forward", "hook forwards", "unknown chain hook"),
        fault("a brace that never closes", "  chain forward {", "  chain forward {{", "syntax error"),
        fault("a table that is not there", "delete table inet netgen_mss", "delete table inet other", "No such file"),
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-1.mss.nft", text, instead, says }
}

fn find() -> Result<Found, String> {
    let version = stdout_of(isolated("nft")?.arg("--version"))?;
    Ok(Found { version: version.trim().to_owned(), judge: Box::new(judge) })
}

fn judge(tree: &Tree) -> Verdict {
    let files = files(tree, ".nft");
    for file in &files {
        let output = output(isolated("nft")?.arg("--check").arg("--file").arg(file))?;
        if !output.status.success() {
            return Err(said(&output));
        }
    }
    Ok(files.len())
}
