//! Cisco's own YANG models of IOS-XE have a node for every line of every `.cfg`, and take its value: `tests/judges/ios_xe.py` with the
//! rows of `tests/judges/ios_xe.table`, and yanglint. A line without a row is an objection, and so is a row that no line uses.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use libtest_mimic::{Completion, Failed, Trial};

use super::judge::{Fault, Found, Judge, absent, output, said, stdout_of};
use super::routers::{files, is_unbound};
use super::setting;
use super::tree::{self, Tree};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/ios_xe.py");

pub const JUDGE: Judge = Judge {
    name: "ios-xe-yang",
    things: "files",
    concerns: |tree| !files(tree, ".cfg").is_empty(),
    find,
    faults: &[
        direct(
            "a misspelt command",
            "neighbor 169.254.32.1 fall-over bfd",
            "neighbor 169.254.32.1 fall-ovr bfd",
            "no row for",
        ),
        direct("a line in the mode of another", "  network 192.168", " network 192.168", "no row for"),
        direct("a line in no mode", "router bgp 65000", "! router bgp 65000", "stands in no mode"),
        direct(
            "a hold time that is too long",
            "neighbor 169.254.32.1 timers 10 30",
            "neighbor 169.254.32.1 timers 10 65536",
            "holdtime",
        ),
        direct("a prefix for a mask", "192.168.0.0 mask 255.255.0.0", "192.168.0.0 mask /16", "mask"),
        direct("a tracked object above all", "Null0 250 track 900", "Null0 250 track 1900", "track"),
        direct("a VLAN that is none", "dot1Q 300", "dot1Q 4095", "vlan-id"),
        direct("a clamp that is too small", "adjust-mss 1406", "adjust-mss 406", "adjust-mss"),
        direct("an interval that BFD has not", "min_rx 300", "min_rx 30", "min_rx"),
        direct("a threshold above all", "maximum-prefix 21 80", "maximum-prefix 21 101", "threshold"),
        direct("a direction that is none", "route-map NG-DX-1-OUT out", "route-map NG-DX-1-OUT outbound", "inout"),
        direct("a network without its mask", "permit 192.168.0.0/16", "permit 192.168.0.0", "seq[no='10']/ip"),
        tunnels("a cipher that is none", "encryption aes-cbc-256", "encryption aes-cbc-257", "aes-cbc-257"),
        tunnels("a group that is none", " group 20\n", " group 25\n", "group-25"),
        tunnels(
            "a group that is none for new keys",
            "crypto ipsec profile NG-INET-T1\n set transform-set NG-INET-ESP\n set pfs group20",
            "crypto ipsec profile NG-INET-T1\n set transform-set NG-INET-ESP\n set pfs group25",
            "group25",
        ),
        tunnels(
            "a window that IOS has not",
            "window-size 1024\n set ikev2-profile NG-INET-T2",
            "window-size 1000\n set ikev2-profile NG-INET-T2",
            "window-size",
        ),
        tunnels("a hash that is none", "integrity sha384", "integrity sha385", "sha385"),
        tunnels("a transform that is none", "esp-gcm 256", "esp-gcm 257", "key-bit"),
        tunnels("a range beyond the addresses", "address local 203.0.113.10", "address local 203.0.113.256", "local"),
        direct(
            "a marker in a file that is bound",
            " neighbor 169.254.32.1 password bgp_key_of_dx",
            " netgen-unbound-bgp-key dx-1",
            "the name and the markers in the text do not fit",
        ),
        Fault {
            tree: tree::SAMPLE,
            what: "a way back that takes back what cannot be there",
            file: "routers/tokyo/edge-4.rollback.cfg",
            text: "no interface TenGigabitEthernet0/0/0.300",
            instead: "no interface TenGigabitEthernt0/0/0.300",
            says: "TenGigabitEthernt",
        },
    ],
};

/// A fault in the file of a router with Direct Connect.
const fn direct(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-4.cfg", text, instead, says }
}

/// A fault in the file of a router with tunnels.
const fn tunnels(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-5.cfg", text, instead, says }
}

fn find() -> Result<Found, String> {
    let version = stdout_of(Command::new(setting::python()).args([SCRIPT, "--version"]))?.trim().to_owned();
    let judge = |tree: &Tree| {
        let files = files(tree, ".cfg");
        for file in &files {
            let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
            is_unbound(file, &text)?;
        }
        run(&[], &files).map(|()| files.len())
    };
    Ok(Found { version, judge: Box::new(judge) })
}

fn run(words: &[&str], files: &[PathBuf]) -> Result<(), String> {
    let output = output(Command::new(setting::python()).arg(SCRIPT).args(words).args(files))?;
    if output.status.success() { Ok(()) } else { Err(said(&output)) }
}

/// A row that no line of any tree uses says nothing about what netgen writes.
pub fn every_row_is_used(trees: &[Arc<Tree>]) -> Trial {
    let files: Vec<PathBuf> = trees.iter().flat_map(|tree| files(tree, ".cfg")).collect();
    Trial::ignorable_test("ios-xe-yang::every_row_is_used", move || match find() {
        Ok(_) => run(&["--unused"], &files).map(|()| Completion::Completed).map_err(Failed::from),
        Err(why) => absent(format!("ios-xe-yang is missing: {why}")),
    })
}
