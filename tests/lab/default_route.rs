//! A default route from AWS: hosts of the site use it, and the tunnels' own packets do not. In come the files of `default.yaml`, whose
//! connection has a `next_hop`.
//!
//! The tunnels are cables here: what decides is the router's table, and packets of a user-space ESP do not pass it.

use std::thread::sleep;
use std::time::Duration;

use super::files::{Files, unit_value};
use super::frr::Frr;
use super::shell::{Namespace, cable};
use super::world::TUNNELS;

/// AWS's outside addresses, and one on the internet.
pub const OUTSIDE: [&str; 2] = ["198.51.100.1", "198.51.100.2"];
const INTERNET: &str = "192.0.2.80";
/// The router's address towards the internet. The provider's router is the `next_hop` of the document.
const OWN: &str = "203.0.113.10/24";

/// Both ends come up, and the router's table is right and stays so.
pub fn run(files: &Files) -> Result<(), String> {
    let [router, provider, cloud] = [Namespace::new("default")?, Namespace::new("isp")?, Namespace::new("aws")?];
    cable((&router, "eth1"), (&provider, "eth1"))?;
    router.ip(&["address", "add", OWN, "dev", "eth1"])?;
    provider.ip(&["address", "add", "203.0.113.1/24", "dev", "eth1"])?;
    router.ip(&["address", "add", "192.168.1.2/24", "dev", "lo"])?;
    let aws = aws(&router, &cloud, files)?;
    let edge = Frr::start(&router, files.get("gate.frr.conf")?)?;
    let mut last = Err(String::new());
    for _ in 0..300 {
        last = is_right(&router);
        if last.is_ok() {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    last.map_err(|why| format!("a default route from AWS: {why}; {}{}", edge.log("bgpd"), aws.log("bgpd")))?;
    sleep(Duration::from_secs(2));
    is_right(&router).map_err(|why| format!("a default route from AWS, later: {why}"))
}

/// AWS's end of both tunnels, which announces a default route.
fn aws(router: &Namespace, cloud: &Namespace, files: &Files) -> Result<Frr, String> {
    let mut lines = vec!["router bgp 64512\n bgp router-id 169.254.16.1".to_owned()];
    lines.push(" no bgp ebgp-requires-policy\n no bgp network import-check".to_owned());
    for (n, tunnel) in TUNNELS.iter().enumerate() {
        cable((router, tunnel), (cloud, tunnel))?;
        let own = unit_value(files.get(&format!("gate.{tunnel}.network"))?, "Address")?;
        router.ip(&["address", "add", own, "dev", tunnel])?;
        let (address, _) = own.split_once('/').ok_or("an address without a length")?;
        cloud.ip(&["address", "add", &format!("169.254.16.{}/30", 1 + 4 * n), "dev", tunnel])?;
        lines.push(format!(" neighbor {address} remote-as 65000"));
    }
    let family = " address-family ipv4 unicast\n  network 0.0.0.0/0\n  network 10.0.0.0/16\n exit-address-family\nexit";
    lines.push(family.to_owned());
    Frr::start(cloud, &lines.join("\n"))
}

/// The internet is behind a tunnel, and AWS's outside addresses are not.
fn is_right(router: &Namespace) -> Result<(), String> {
    let internet = router.device_to(INTERNET)?;
    if !TUNNELS.contains(&internet.as_str()) {
        return Err(format!("the internet is reached by {internet:?}"));
    }
    for address in OUTSIDE {
        let outer = router.device_to(address)?;
        if outer != "eth1" {
            return Err(format!("the tunnel's own packets to {address} leave by {outer}"));
        }
    }
    Ok(())
}
