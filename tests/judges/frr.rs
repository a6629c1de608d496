//! FRR takes every `frr.conf`: `vtysh -C` knows each line, and `bgpd -C` means something by each line of BGP. A file that still
//! holds a marker is refused at that line and at no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::routers::{files, is_unbound, isolated, markers, program};
use super::tree::{self, Tree};

pub const JUDGE: Judge = Judge {
    name: "frr",
    things: "files",
    concerns: |tree| !files(tree, ".frr.conf").is_empty(),
    find,
    faults: &[
        fault("an unknown word", "remote-as 64513", "remot-as 64513", "% Unknown command"),
        fault("a name with a space", "NG-DX-1-IN in", "NG DX-1-IN in", "% Unknown command"),
        fault("a number beyond four bytes", "router bgp 65000", "router bgp 4294967296", "% Unknown command"),
        fault(
            "a neighbor that is no address",
            "neighbor 169.254.32.1 timers",
            "neighbor 300.0.0.1 timers",
            "bgpd refuses {18}",
        ),
        fault("a community that is none", "set community 7224:7300", "set community 99999:1", "bgpd refuses {12}"),
        fault("a neighbor before its number", "neighbor 169.254.32.1 remote-as 64513", "!", "Specify remote-as"),
        Fault {
            tree: tree::SAMPLE,
            what: "a marker that FRR would take for a key",
            file: "routers/tokyo/edge-3.unbound.frr.conf",
            text: "netgen-unbound-bgp-key dx-1",
            instead: "neighbor 169.254.32.1 password netgen-unbound-bgp-key",
            says: "the name and the markers in the text do not fit",
        },
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-1.frr.conf", text, instead, says }
}

/// Beginnings of lines that bgpd does not know although FRR does: the block of BFD is bfdd's, static routes are staticd's. Whether
/// they are right is vtysh's affair.
const FOREIGN: [&str; 6] =
    ["bfd", "profile ng-dx", "detect-multiplier ", "receive-interval ", "transmit-interval ", "ip route "];

fn find() -> Result<Found, String> {
    let vtysh = program(&["/usr/bin/vtysh", "/usr/local/bin/vtysh"], "frr")?;
    let bgpd = program(&["/usr/lib/frr/bgpd", "/usr/libexec/frr/bgpd"], "frr")?;
    let version = stdout_of(Command::new(bgpd).arg("--version"))?;
    let version = version.lines().next().unwrap_or_default().replace("bgpd version", "FRR");
    isolated(bgpd)?;
    Ok(Found { version, judge: Box::new(move |tree| judge(tree, vtysh, bgpd)) })
}

fn judge(tree: &Tree, vtysh: &str, bgpd: &str) -> Verdict {
    let files = files(tree, ".frr.conf");
    for file in &files {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        let expected = if is_unbound(file, &text)? { markers(&text) } else { BTreeSet::new() };
        grammar(vtysh, file, &expected)?;
        meaning(bgpd, file, &expected)?;
    }
    Ok(files.len())
}

/// vtysh refuses exactly the expected lines.
fn grammar(vtysh: &str, file: &Path, expected: &BTreeSet<usize>) -> Result<(), String> {
    let output = output(isolated(vtysh)?.arg("-C").arg("-f").arg(file))?;
    let refused: BTreeSet<usize> = said(&output).lines().filter_map(|line| number(line, "line ", ':')).collect();
    if refused == *expected && output.status.success() == expected.is_empty() {
        return Ok(());
    }
    Err(format!("vtysh refuses {refused:?}, expected {expected:?}: {}", said(&output)))
}

/// bgpd objects to exactly the expected lines, but for those that are bfdd's. Its status is always 0.
fn meaning(bgpd: &str, file: &Path, expected: &BTreeSet<usize>) -> Result<(), String> {
    let output = output(isolated(bgpd)?.arg("-C").arg("-f").arg(file))?;
    let said = said(&output);
    let mut refused = BTreeSet::new();
    for line in said.lines().filter(|line| line.contains("on config line")) {
        let text = line.rsplit(": ").next().unwrap_or_default().trim();
        let is_foreign = FOREIGN.iter().any(|start| text.starts_with(start));
        let foreign = line.contains("No such command") && is_foreign;
        if !foreign {
            refused.extend(number(line, "on config line ", ':'));
        }
    }
    if output.status.success() && refused == *expected {
        return Ok(());
    }
    Err(format!("bgpd refuses {refused:?}, expected {expected:?}: {said}"))
}

fn number(line: &str, before: &str, after: char) -> Option<usize> {
    line.split_once(before)?.1.split_once(after)?.0.parse().ok()
}
