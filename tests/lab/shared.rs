//! A router on which BGP runs already: its neighbor keeps its session and its routes, while the change is loaded and after it was rolled
//! back. In come the files of edge-1, whose site is not `greenfield`.

use std::thread::sleep;
use std::time::Duration;

use super::files::Files;
use super::frr::Frr;
use super::shell::{Namespace, cable};

/// The neighbor that was there before.
const NEIGHBOR: &str = "192.168.1.50";
/// The router's own address.
const ROUTER: &str = "192.168.1.2";
/// What it announced before: longer routes of the site's prefix.
const ANNOUNCED: [&str; 2] = ["192.168.1.0/24", "192.168.7.0/24"];
/// How long what was loaded may do harm: an aggregate needs six seconds.
const HARM: Duration = Duration::from_secs(8);

const BEFORE: &str = "ip route 192.168.7.0/24 eth0
ip prefix-list OLD permit 192.168.1.0/24
ip prefix-list OLD permit 192.168.7.0/24
router bgp 65000
 bgp router-id 192.168.1.2
 no bgp ebgp-requires-policy
 neighbor 192.168.1.50 remote-as 65099
 address-family ipv4 unicast
  network 192.168.1.0/24
  network 192.168.7.0/24
  neighbor 192.168.1.50 prefix-list OLD out
 exit-address-family
exit
";

const OTHER: &str = "router bgp 65099
 bgp router-id 192.168.1.50
 no bgp ebgp-requires-policy
 neighbor 192.168.1.2 remote-as 65000
exit
";

/// Loads the change and takes it back.
pub fn run(files: &Files) -> Result<(), String> {
    let [router, other] = [Namespace::new("shared")?, Namespace::new("old")?];
    cable((&router, "eth0"), (&other, "eth0"))?;
    for (place, own) in [(&router, ROUTER), (&other, NEIGHBOR)] {
        place.ip(&["address", "add", &format!("{own}/24"), "dev", "eth0"])?;
    }
    let (edge, old) = (Frr::start(&router, BEFORE)?, Frr::start(&other, OTHER)?);
    let keeps = |when: &str| {
        let (session, prefixes) = (old.session(ROUTER)?, old.accepted(ROUTER)?);
        let flaps = edge.show(&format!("bgp neighbors {NEIGHBOR}"))?;
        let flaps = &flaps[NEIGHBOR]["connectionsDropped"];
        if session == "Established" && prefixes == ANNOUNCED && flaps.as_u64() == Some(0) {
            return Ok(());
        }
        Err(format!("the existing neighbor {when}: {session}, {prefixes:?}, {flaps} connections dropped"))
    };
    let mut up = Err(String::new());
    for _ in 0..200 {
        up = keeps("before the change");
        if up.is_ok() {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    up?;
    edge.load(files.get("edge-1.frr.conf")?)?;
    sleep(HARM);
    keeps("with the change")?;
    let rollback = files.get("edge-1.rollback.sh")?;
    let lines = rollback.split("<<'END'\n").nth(1).and_then(|rest| rest.split("\nEND\n").next());
    let lines = lines.ok_or("a rollback without lines for vtysh")?;
    edge.load(
        lines.trim_start_matches("configure terminal\n").trim_end_matches("write memory").trim_end_matches("end\n"),
    )?;
    sleep(HARM);
    keeps("after the rollback")?;
    let left = edge.show("bgp ipv4 unicast summary")?;
    let peers: Vec<&String> = left["peers"].as_object().into_iter().flat_map(serde_json::Map::keys).collect();
    if peers == [NEIGHBOR] { Ok(()) } else { Err(format!("after the rollback the neighbors are {peers:?}")) }
}
