//! The site that is booted: the command renders `site.yaml` and binds it to what AWS would answer, and the lab takes the files as
//! they are.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::aws::{Aws, LINK_KEY, Tunnel};
use super::default_route::OUTSIDE;
use super::files::Files;
use super::shell::run;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/site.yaml");

const DEFAULT_ROUTE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/default.yaml");

/// The files of the render: the routers' bound ones, and AWS's templates.
pub fn files() -> Result<Files, String> {
    let place = TempDir::with_prefix("netgen-site-").map_err(|error| error.to_string())?;
    let [vpn, direct, out, lock] = ["vpn.json", "dx.json", "site", "site.lock"].map(|name| place.path().join(name));
    let word = |path: &Path| path.display().to_string();
    let render = |more: &[&str]| {
        let [out, lock] = [word(&out), word(&lock)];
        let words = [
            env!("CARGO_BIN_EXE_netgen"),
            "render",
            DOCUMENT,
            "--lock",
            &lock,
            "-o",
            &out,
            "--template-format",
            "json",
        ];
        run(&[&words, more].concat())
    };
    render(&[])?;
    let templates = out.join("cloudformation");
    let deployed = Aws::read(&Files::read(&[&templates])?)?;
    for (file, answer) in [(&vpn, connections(&deployed)), (&direct, interfaces(&deployed))] {
        fs::write(file, answer).map_err(|error| error.to_string())?;
    }
    render(&["--bind", &word(&vpn), "--bind", &word(&direct)])?;
    let mut files = Files::read(&[&templates, &place.path().join("site-bound/routers/tokyo")])?;
    let fail = |document: &str| run(&[env!("CARGO_BIN_EXE_netgen"), "fail", document, "--format", "json"]);
    files.insert(STATED, fail(DOCUMENT)?);
    // Once Direct Connect is gone the connection is alone, as it is there.
    files.insert(STATED_OF_VPN, fail(DEFAULT_ROUTE)?);
    Ok(files)
}

/// What `netgen fail` states of the document, and of a site with the VPN connection alone.
pub const STATED: &str = "fail";
pub const STATED_OF_VPN: &str = "fail-vpn-alone";

/// The files of the site to which AWS announces a default route.
pub fn of_default_route() -> Result<Files, String> {
    let place = TempDir::with_prefix("netgen-default-").map_err(|error| error.to_string())?;
    let [vpn, out, lock] = ["vpn.json", "site", "site.lock"].map(|name| place.path().join(name).display().to_string());
    let option = |n: usize| json!({"OutsideIpAddress": OUTSIDE[n], "TunnelInsideCidr": format!("169.254.16.{}/30", 4 * n), "PreSharedKey": format!("pre_shared_key_{n}")});
    let answer =
        json!({"VpnConnections": [{"State": "available", "Options": {"TunnelOptions": [option(0), option(1)]}}]});
    fs::write(&vpn, answer.to_string()).map_err(|error| error.to_string())?;
    run(&[env!("CARGO_BIN_EXE_netgen"), "render", DEFAULT_ROUTE, "--lock", &lock, "-o", &out, "--bind", &vpn])?;
    Files::read(&[&place.path().join("site-bound/routers/tokyo")])
}

/// The answer of `aws ec2 describe-vpn-connections`, with the second tunnel first.
pub fn connections(aws: &Aws) -> String {
    let option = |tunnel: &Tunnel| json!({"OutsideIpAddress": tunnel.outside, "TunnelInsideCidr": tunnel.prefix, "PreSharedKey": tunnel.key});
    let options: Vec<_> = aws.tunnels.iter().rev().map(option).collect();
    json!({"VpnConnections": [{"State": "available", "Options": {"TunnelOptions": options}}]}).to_string()
}

/// The answer of `aws directconnect describe-virtual-interfaces`.
pub fn interfaces(aws: &Aws) -> String {
    let [amazon, own] = [0, 1].map(|end| format!("{}/30", aws.link[end]));
    json!({"virtualInterfaces": [{"virtualInterfaceState": "available", "vlan": aws.vlan, "asn": aws.link_asn,
           "amazonSideAsn": aws.direct_asn, "amazonAddress": amazon, "customerAddress": own, "authKey": LINK_KEY}]})
    .to_string()
}
