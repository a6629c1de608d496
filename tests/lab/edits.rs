//! Eight changes of the site, one after the other, as a user makes them: the document is edited, rendered and bound, and what leads the routers
//! there is written with `--since` the tree before. In come edits, out go all files: each change has its number in front of their names.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::aws::Aws;
use super::files::{Files, unit_value};
use super::shell::run;
use super::site::{connections, interfaces};

/// The second virtual interface's key.
pub const SECOND_KEY: &str = "bgp_key_of_dx_2";
/// The tunnels' keys after they were changed.
pub const NEW_KEYS: [&str; 2] = ["another_shared_key_1", "another_shared_key_2"];

/// A change of the document.
pub struct Edit {
    pub what: &'static str,
    change: (&'static str, &'static str),
}

const PREFIXES: &str = "prefixes: [192.168.0.0/16]";
const BOTH: &str = "prefixes: [192.168.0.0/16, 172.20.0.0/16]";
const TURNED: &str = "prefixes: [172.20.0.0/16, 192.168.0.0/16]";
const ORDER: &str = "    prefer: [dx-1, inet]";
const SECOND: &str = "      dx-2: {direct_connect: {router: edge-2, interface: eth2, connection: dxcon-ffabc124, gateway: main, vlan: 301, bfd: true}}
    prefer: [dx-1, dx-2, inet]";
const TUNNELS: &str = "tunnels: balanced";
const CRYPTO: &str = "tunnels: balanced, crypto: {phase1: {encryption: AES256, integrity: SHA2-512, dh_group: 21}, phase2: {encryption: AES256, integrity: SHA2-256, dh_group: 19}}";

/// The changes, in order.
pub const EDITS: [Edit; 8] = [
    Edit {
        what: "a VPC more",
        change: (
            "vpcs:\n",
            "vpcs:\n  more: {cidr: 10.1.0.0/16, tiers: {private: {prefix: 22, route: transit}}, attach: {to: hub, segment: cloud}}\n",
        ),
    },
    Edit { what: "a prefix more", change: (PREFIXES, BOTH) },
    Edit { what: "the order of prefixes swapped", change: (BOTH, TURNED) },
    Edit { what: "a prefix less", change: (TURNED, PREFIXES) },
    Edit { what: "an uplink more", change: (ORDER, SECOND) },
    Edit { what: "an uplink less", change: (SECOND, ORDER) },
    Edit { what: "other ciphers", change: (TUNNELS, CRYPTO) },
    Edit { what: "other keys", change: ("", "") },
];

/// The files of every version, `0/edge-1.frr.conf`, and what leads there, `3+edge-1.1.frr.conf`.
pub fn files() -> Result<Files, String> {
    let place = TempDir::with_prefix("netgen-edits-").map_err(|error| error.to_string())?;
    let mut text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/site.yaml"))
        .map_err(|error| error.to_string())?;
    render(&place, 0, &text, &[])?;
    let templates = |number: usize| Files::read(&[&place.path().join(format!("{number}/cloudformation"))]);
    let deployed = Aws::read(&templates(0)?)?;
    let answers = |number: usize, tunnels: String| -> Result<Vec<String>, String> {
        let mut all = vec![tunnels, interfaces(&deployed)];
        all.extend(second(&place, number)?);
        let mut paths = Vec::new();
        for (n, answer) in all.into_iter().enumerate() {
            let path = place.path().join(format!("{number}-{n}.json")).display().to_string();
            fs::write(&path, answer).map_err(|error| error.to_string())?;
            paths.push(path);
        }
        Ok(paths)
    };
    render(&place, 0, &text, &answers(0, connections(&deployed))?)?;
    let mut files =
        Files::read(&[&place.path().join("0/cloudformation"), &place.path().join("0-bound/routers/tokyo")])?;
    add(&mut files, &place, 0)?;
    for (number, edit) in (1..).zip(&EDITS) {
        let (from, to) = edit.change;
        if !text.contains(from) {
            return Err(format!("{}: nothing to change", edit.what));
        }
        text = text.replacen(from, to, usize::from(!from.is_empty()));
        // Known are the keys of what is there; the links of what comes are known once it is rendered.
        render(&place, number, &text, &[])?;
        let mut tunnels = connections(&deployed);
        if edit.what == "other keys" {
            for (tunnel, key) in deployed.tunnels.iter().zip(NEW_KEYS) {
                tunnels = tunnels.replace(tunnel.key, key);
            }
        }
        render(&place, number, &text, &answers(number, tunnels)?)?;
        add(&mut files, &place, number)?;
    }
    Ok(files)
}

/// The files of a version, and what leads there.
fn add(files: &mut Files, place: &TempDir, number: usize) -> Result<(), String> {
    let folder = |name: String| place.path().join(name);
    let templates = Files::read(&[&folder(format!("{number}/cloudformation"))])?;
    let bound = Files::read(&[&folder(format!("{number}-bound/routers/tokyo"))])?;
    for (name, text) in templates.all().chain(bound.all()) {
        files.insert(&format!("{number}/{name}"), text.to_owned());
    }
    let update = folder(format!("{number}-update/routers/tokyo"));
    if update.is_dir() {
        for (name, text) in Files::read(&[&update])?.all() {
            files.insert(&format!("{number}+{name}"), text.to_owned());
        }
    }
    Ok(())
}

fn render(place: &TempDir, number: usize, text: &str, answers: &[String]) -> Result<(), String> {
    let word = |path: &Path| path.display().to_string();
    let [document, lock, out] =
        ["site.yaml".to_owned(), "site.lock".to_owned(), number.to_string()].map(|name| place.path().join(name));
    fs::write(&document, text).map_err(|error| error.to_string())?;
    let [document, lock, out] = [word(&document), word(&lock), word(&out)];
    let mut words = vec![env!("CARGO_BIN_EXE_netgen"), "render", &document, "--lock", &lock, "-o", &out];
    words.extend(["--template-format", "json"]);
    for answer in answers {
        words.extend(["--bind", answer]);
    }
    let before = number.checked_sub(1).map(|last| word(&place.path().join(last.to_string())));
    words.extend(before.iter().filter(|_| !answers.is_empty()).flat_map(|before| ["--since", before.as_str()]));
    run(&words).map(drop)
}

/// What AWS would answer of the second virtual interface, where there is one.
fn second(place: &TempDir, number: usize) -> Result<Option<String>, String> {
    let routers = Files::read(&[&place.path().join(format!("{number}/routers/tokyo"))])?;
    let Ok(unit) = routers.get("edge-2.ng-dx-2.network") else { return Ok(None) };
    let own = unit_value(unit, "Address")?;
    let aws = format!("{}/30", aws_end(own)?);
    let answer = json!({"virtualInterfaces": [{"virtualInterfaceState": "available", "vlan": 301, "asn": 65000, "amazonSideAsn": 64513,
                        "amazonAddress": aws, "customerAddress": own, "authKey": SECOND_KEY}]});
    Ok(Some(answer.to_string()))
}

/// AWS's address beside the router's on a /30.
pub fn aws_end(own: &str) -> Result<std::net::Ipv4Addr, String> {
    let own: std::net::Ipv4Addr = own.trim_end_matches("/30").parse().map_err(|_| format!("{own} is no address"))?;
    Ok((own.to_bits() - 1).into())
}
