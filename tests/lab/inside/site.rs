//! The site whose tunnels run inside Direct Connect: the command renders `inside.yaml` and binds it to what AWS would answer.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::side::Side;
use crate::lab::files::Files;
use crate::lab::shell::run;
use crate::lab::site::STATED;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/inside.yaml");

/// The files of the render: the routers' bound ones, AWS's templates, and what `netgen fail` states.
pub fn files() -> Result<Files, String> {
    let place = TempDir::with_prefix("netgen-inside-").map_err(|error| error.to_string())?;
    let word = |path: &Path| path.display().to_string();
    let [vpn, direct, out, lock] = ["vpn.json", "dx.json", "site", "site.lock"].map(|name| place.path().join(name));
    let render = |more: &[&str]| {
        let [out, lock] = [word(&out), word(&lock)];
        let netgen = env!("CARGO_BIN_EXE_netgen");
        let words = [netgen, "render", DOCUMENT, "--lock", &lock, "-o", &out, "--template-format", "json"];
        run(&[&words, more].concat())
    };
    render(&[])?;
    let templates = out.join("cloudformation");
    let side = Side::read(&Files::read(&[&templates])?)?;
    for (file, answer) in [(&vpn, connections(&side)), (&direct, interfaces(&side))] {
        fs::write(file, answer).map_err(|error| error.to_string())?;
    }
    render(&["--bind", &word(&vpn), "--bind", &word(&direct)])?;
    let mut files = Files::read(&[&templates, &place.path().join("site-bound/routers/tokyo")])?;
    files.insert(STATED, run(&[env!("CARGO_BIN_EXE_netgen"), "fail", DOCUMENT, "--format", "json"])?);
    Ok(files)
}

/// The answer of `aws ec2 describe-vpn-connections`.
fn connections(side: &Side) -> String {
    let connection = |one: &super::side::Connection| {
        let options: Vec<_> = one
            .tunnels
            .iter()
            .map(|tunnel| json!({"OutsideIpAddress": tunnel.outside, "TunnelInsideCidr": tunnel.prefix, "PreSharedKey": tunnel.key}))
            .collect();
        json!({"State": "available", "Options": {"TunnelOptions": options}})
    };
    json!({"VpnConnections": side.connections.iter().map(connection).collect::<Vec<_>>()}).to_string()
}

/// The answer of `aws directconnect describe-virtual-interfaces`.
fn interfaces(side: &Side) -> String {
    let interface = |one: &super::side::Link| {
        let [amazon, own] = [0, 1].map(|end| format!("{}/30", one.ends[end]));
        json!({"virtualInterfaceState": "available", "vlan": one.vlan, "asn": one.asn, "amazonSideAsn": side.direct_asn,
               "amazonAddress": amazon, "customerAddress": own, "authKey": one.key})
    };
    json!({"virtualInterfaces": side.links.iter().map(interface).collect::<Vec<_>>()}).to_string()
}
