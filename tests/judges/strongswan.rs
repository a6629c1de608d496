//! strongSwan takes every `swanctl.conf`, the keys beside it and the daemon's settings: a charon of the test's own, in a network
//! of its own, loads as many connections and keys as the files have. It refuses each connection that still holds a marker, and
//! takes it once the marker is filled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::judge::{Fault, Found, Judge, Verdict, said, stdout_of};
use super::routers::{files, is_unbound, isolated, markers, program};
use super::tree::{self, Tree};
use crate::common::charon::{Charon, PROGRAM};

pub const JUDGE: Judge = Judge {
    name: "strongswan",
    things: "files",
    concerns: |tree| !files(tree, ".swanctl.conf").is_empty(),
    find,
    faults: &[
        fault("an unknown option", "mobike = no", "mobik = no", "unknown option: mobik"),
        fault("a cipher that is none", "aes256-sha384-ecp384", "aes257-sha384-ecp384", "invalid value for: proposals"),
        fault("a time that is none", "dpd_delay = 10s", "dpd_delay = soon", "invalid value for: dpd_delay"),
        fault("an action that is none", "start_action = start", "start_action = go", "start_action"),
        fault("a brace that is missing", "connections {", "connections", "0 of 1 connections"),
        Fault {
            tree: tree::SAMPLE,
            what: "a key without an owner",
            file: "routers/tokyo/edge-2.secrets.conf",
            text: "secret =",
            instead: "secrets =",
            says: "0 of 1 keys",
        },
        Fault {
            tree: tree::SAMPLE,
            what: "a marker that strongSwan would read over",
            file: "routers/tokyo/edge-3.unbound.swanctl.conf",
            text: "netgen_unbound_remote_addrs = inet.t1",
            instead: "# netgen_unbound_remote_addrs = inet.t1",
            says: "the name and the markers in the text do not fit",
        },
        Fault {
            tree: tree::SAMPLE,
            what: "a setting that is not read",
            file: "routers/tokyo/edge-2.strongswan.conf",
            text: "install_routes = no",
            instead: "install_routes = no }",
            says: "charon",
        },
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { tree: tree::SAMPLE, what, file: "routers/tokyo/edge-2.swanctl.conf", text, instead, says }
}

fn find() -> Result<Found, String> {
    program(&[PROGRAM], "charon-systemd")?;
    let version = stdout_of(Command::new("swanctl").arg("--help"))?;
    let version = version.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    isolated(PROGRAM)?;
    Ok(Found { version, judge: Box::new(judge) })
}

fn judge(tree: &Tree) -> Verdict {
    let files = files(tree, ".swanctl.conf");
    let mut judged = 0;
    for file in &files {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        let settings = beside(file, "strongswan.conf");
        let charon = start(&settings)?;
        if is_unbound(file, &text)? {
            refuses(&charon, file, &text)?;
        } else {
            takes(&charon, file, &text)?;
            let keys = beside(file, "secrets.conf");
            takes_keys(&charon, &keys, connections(&text))?;
            judged += 1;
        }
        judged += 2;
    }
    Ok(judged)
}

/// The file of the same router with another ending.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let router = name.trim_end_matches(".swanctl.conf").trim_end_matches(".unbound");
    file.with_file_name(format!("{router}.{ending}"))
}

/// A charon with the router's settings, if it read them: it says nothing of what it cannot read.
fn start(settings: &Path) -> Result<Charon, String> {
    let command = isolated(PROGRAM)?;
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.display().to_string())
        .collect();
    let into: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != PROGRAM).collect();
    let charon = Charon::start(&into, "kernel-netlink", Some(settings))?;
    let log = charon.log();
    if log.contains("syntax error") || log.contains("invalid config file") {
        return Err(format!("charon does not read {}: {log}", settings.display()));
    }
    Ok(charon)
}

fn connections(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with("local_addrs")).count()
}

fn takes(charon: &Charon, file: &Path, text: &str) -> Result<(), String> {
    let expected = connections(text);
    let output = load(charon, "--load-conns", file)?;
    let loaded = said(&output).matches("loaded connection '").count();
    let whole = said(&output).contains(&format!("successfully loaded {expected} connections"));
    // A syntax error ends with status 0 as well, so the count decides.
    if output.status.success() && loaded == expected && whole {
        return Ok(());
    }
    Err(format!("charon takes {loaded} of {expected} connections of {}: {}", file.display(), said(&output)))
}

fn takes_keys(charon: &Charon, file: &Path, expected: usize) -> Result<(), String> {
    let output = load(charon, "--load-creds", file)?;
    let loaded = said(&output).matches("loaded ike secret '").count();
    if output.status.success() && loaded == expected {
        return Ok(());
    }
    Err(format!("charon takes {loaded} of {expected} keys: {}", said(&output)))
}

/// Each connection with a marker is refused because of it, and for no other reason.
fn refuses(charon: &Charon, file: &Path, text: &str) -> Result<(), String> {
    let expected = markers(text).len();
    let output = load(charon, "--load-conns", file)?;
    let said = said(&output);
    let refused = said.matches("failed: unknown option: netgen_unbound_").count();
    if output.status.success() || refused != expected || said.matches("loaded connection '").count() > 0 {
        return Err(format!("charon refuses {refused} of {expected} markers: {said}"));
    }
    let filled = charon.path("filled.conf");
    let text: Vec<String> = text.lines().map(fill).collect();
    let text = text.join("\n");
    fs::write(&filled, &text).map_err(|error| error.to_string())?;
    takes(charon, &filled, &text)
}

fn fill(line: &str) -> String {
    match line.trim_start().split_once(" = ") {
        Some((marker, _)) if marker.starts_with("netgen_unbound_") => {
            format!("{} = 198.51.100.1", marker.trim_start_matches("netgen_unbound_"))
        }
        _ => line.to_owned(),
    }
}

fn load(charon: &Charon, verb: &str, file: &Path) -> Result<Output, String> {
    charon.swanctl(&[verb, "--file", &file.display().to_string()])
}
