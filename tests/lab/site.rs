//! The site that is booted: the command renders `site.yaml` and binds it to what AWS would answer, and the lab takes the files as
//! they are.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::aws::{Aws, Tunnel};
use super::files::Files;
use super::shell::run;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/site.yaml");

/// AWS's side of the site, as AWS would know it.
pub const SITE: Aws = Aws {
    vpc: "10.0.0.0/16",
    host: "10.0.0.10",
    transit_asn: 64512,
    direct_asn: 64513,
    site_asn: 65000,
    link: ["169.254.32.1", "169.254.32.2"],
    link_key: "bgp_key_of_dx",
    customer: "203.0.113.10",
    proposals: ["aes256-sha384-ecp384", "aes256gcm16-ecp384"],
    tunnels: [
        Tunnel { outside: "198.51.100.1", inside: ["169.254.16.1", "169.254.16.2"], key: "pre_shared_key_1" },
        Tunnel { outside: "198.51.100.2", inside: ["169.254.16.5", "169.254.16.6"], key: "pre_shared_key_2" },
    ],
};

/// The routers' files, bound.
pub fn files() -> Result<Files, String> {
    let place = TempDir::with_prefix("netgen-site-").map_err(|error| error.to_string())?;
    let [vpn, direct, out, lock] = ["vpn.json", "dx.json", "site", "site.lock"].map(|name| place.path().join(name));
    for (file, answer) in [(&vpn, connections()), (&direct, interfaces())] {
        fs::write(file, answer).map_err(|error| error.to_string())?;
    }
    let word = |path: &Path| path.display().to_string();
    let [vpn, direct, out, lock] = [&vpn, &direct, &out, &lock].map(|path| word(path));
    let netgen = env!("CARGO_BIN_EXE_netgen");
    run(&[netgen, "render", DOCUMENT, "--lock", &lock, "-o", &out, "--bind", &vpn, "--bind", &direct])?;
    Files::read(&place.path().join("site-bound/routers/tokyo"))
}

/// The answer of `aws ec2 describe-vpn-connections`, with the second tunnel first.
fn connections() -> String {
    let option = |tunnel: &Tunnel| {
        let inside = format!("{}/30", before(tunnel.inside[0]));
        json!({"OutsideIpAddress": tunnel.outside, "TunnelInsideCidr": inside, "PreSharedKey": tunnel.key})
    };
    let options: Vec<_> = SITE.tunnels.iter().rev().map(option).collect();
    json!({"VpnConnections": [{"State": "available", "Options": {"TunnelOptions": options}}]}).to_string()
}

/// The answer of `aws directconnect describe-virtual-interfaces`.
fn interfaces() -> String {
    let [aws, own] = SITE.link.map(|address| format!("{address}/30"));
    let (own_asn, aws_asn, key) = (SITE.site_asn, SITE.direct_asn, SITE.link_key);
    json!({"virtualInterfaces": [{"virtualInterfaceState": "available", "vlan": 300, "asn": own_asn, "amazonSideAsn": aws_asn,
           "amazonAddress": aws, "customerAddress": own, "authKey": key}]})
    .to_string()
}

/// The address before an address: a /30 begins one before AWS's.
fn before(address: &str) -> String {
    let number = address.parse::<std::net::Ipv4Addr>().map_or(0, u32::from);
    std::net::Ipv4Addr::from(number.wrapping_sub(1)).to_string()
}
