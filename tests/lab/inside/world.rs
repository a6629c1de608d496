//! The site, the carriers and AWS, with tunnels inside Direct Connect, in network namespaces. In come the routers' files and AWS's side; out
//! comes a network that runs. Everything goes with its value.
//!
//! ```text
//!       lan ── edge-1 ══ carrier, bridge 1 ══ direct ── ends of tunnels at AWS ── cloud (VPC)
//!           └─ edge-2 ══ carrier, bridge 2 ══┘          │
//!                  └──── ends of tunnels over the internet
//! ```
//!
//! A charon of user-space ESP wants a namespace of its own, so the router's end of a tunnel is one behind the router. The address that the
//! tunnel begins at is on the router's loopback, as the files expect it, and on that end too: what comes from AWS's end of this tunnel is
//! handed there by a rule, and what the end sends is routed by the router. So the packets of a tunnel pass the virtual interface if BGP's
//! route leads there, and not at all otherwise. All else that is put in place of the real thing is as in the other lab.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use super::bgp::{self, BETWEEN, BETWEEN_ENDS};
use super::parts::Part;
use super::side::{Connection, Link, Side};
use super::watch;
use crate::charon::Charon;
use crate::lab::files::{Files, unit_value};
use crate::lab::frr::Frr;
use crate::lab::shell::{Namespace, cable};
use crate::lab::world::{EDGES, HOST, HOSTS, customer, device, initiate, internet, kernel, move_device};

/// A running network. Daemons end before their namespaces, so they stand first.
pub struct Inside {
    pub transit: Frr,
    pub direct: Frr,
    pub edges: [Option<Frr>; 2],
    pub ends: Vec<End>,
    pub side: Side,
    pub lan: Namespace,
    pub carrier: Namespace,
    /// The Direct Connect gateway, with AWS's ends of tunnels behind it.
    pub gateway: Namespace,
    /// The transit gateway and the VPC.
    pub cloud: Namespace,
    pub edge: [Namespace; 2],
    pub files: Files,
    /// What is broken now.
    pub broken: BTreeSet<Part>,
    place: TempDir,
}

/// A tunnel.
pub struct End {
    pub router: Charon,
    peer: Charon,
    pub near: Namespace,
    pub far: Namespace,
    /// Of the uplink, counted from 0 over all connections.
    pub connection: usize,
    /// `ng-dx-1-t1` on the router; at AWS it is `dx-1-t1`.
    pub name: String,
}

/// One network boots at a time: daemons that start are what a machine feels.
static BOOT: Mutex<()> = Mutex::new(());

impl Inside {
    /// Boots all of it.
    pub fn boot(files: &Files) -> Result<Self, String> {
        let alone = BOOT.lock().unwrap_or_else(PoisonError::into_inner);
        let side = Side::read(files)?;
        let place = TempDir::with_prefix("netgen-inside-").map_err(|error| error.to_string())?;
        let [lan, carrier, gateway, cloud] =
            [Namespace::new("lan")?, Namespace::new("dx")?, Namespace::new("direct")?, Namespace::new("aws")?];
        let edge = [Namespace::new("e1")?, Namespace::new("e2")?];
        site(&lan, &edge)?;
        for (n, link) in (1..).zip(&side.links) {
            virtual_interface(n, link, files, [&edge[router_of(&side, &link.uplink)?], &carrier, &gateway])?;
        }
        watch::begin(&carrier, &side)?;
        between(&gateway, &cloud, &side)?;
        let mut ends = Vec::new();
        for (n, connection) in side.connections.iter().enumerate() {
            for tunnel in [0, 1] {
                ends.push(End::start(
                    (n, connection),
                    tunnel,
                    [&edge[connection.router], &gateway, &cloud],
                    files,
                    &place,
                )?);
            }
        }
        kernel(&edge, files, &place)?;
        let direct = Frr::start(&gateway, &bgp::direct(&side))?;
        let start = |n: usize| Frr::start(&edge[n], files.get(&format!("edge-{}.frr.conf", n + 1))?).map(Some);
        let edges = [start(0)?, start(1)?];
        let transit = Frr::start(&cloud, &bgp::transit(&side))?;
        let (files, broken) = (files.clone(), BTreeSet::new());
        let world =
            Self { transit, direct, edges, ends, side, lan, carrier, gateway, cloud, edge, files, broken, place };
        drop(alone);
        world.initiate()?;
        Ok(world)
    }

    /// Asks for each tunnel once, when BGP leads to AWS's ends. Where it never does, that is the course's affair.
    fn initiate(&self) -> Result<(), String> {
        for _ in 0..100 {
            let way = |edge: &Namespace| edge.ip(&["route", "show", "exact", &self.side.block]).unwrap_or_default();
            if self.edge.iter().all(|edge| !way(edge).is_empty()) {
                break;
            }
            sleep(Duration::from_millis(100));
        }
        self.ends.iter().try_for_each(|end| initiate(&end.router, &end.name))
    }

    /// The host's packets go to one of the routers; first-hop redundancy is not the routers' affair.
    pub fn first_hop(&self, edge: usize) -> Result<(), String> {
        self.lan.ip(&["route", "replace", "default", "via", EDGES[edge]]).map(drop)
    }

    /// A file for what a program prints.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }
}

/// The router of an uplink.
fn router_of(side: &Side, uplink: &str) -> Result<usize, String> {
    let own = side.connections.iter().find(|one| one.uplink == uplink);
    own.map(|one| one.router).ok_or_else(|| format!("nothing runs inside {uplink}"))
}

/// The LAN with its hosts.
fn site(lan: &Namespace, edge: &[Namespace; 2]) -> Result<(), String> {
    lan.ip(&["link", "add", "name", "switch", "type", "bridge"])?;
    lan.ip(&["link", "set", "switch", "up"])?;
    for (n, own) in EDGES.iter().enumerate() {
        let port = format!("edge-{}", n + 1);
        cable((&edge[n], "eth0"), (lan, &port))?;
        lan.ip(&["link", "set", &port, "master", "switch"])?;
        edge[n].ip(&["address", "add", &format!("{own}/24"), "dev", "eth0"])?;
    }
    for host in std::iter::once(HOST).chain(HOSTS) {
        lan.ip(&["address", "add", &format!("{host}/24"), "dev", "switch"])?;
    }
    // A redirect would outlive the router that it names.
    for scope in ["all", "switch"] {
        lan.run(&["sysctl", "-qw", &format!("net.ipv4.conf.{scope}.accept_redirects=0")])?;
    }
    Ok(())
}

/// A virtual interface: a cable with the carrier's bridge between.
fn virtual_interface(
    n: usize,
    link: &Link,
    files: &Files,
    [edge, carrier, gateway]: [&Namespace; 3],
) -> Result<(), String> {
    let name = format!("ng-{}-vif", link.uplink);
    let bridge = format!("switch{n}");
    carrier.ip(&["link", "add", "name", &bridge, "type", "bridge"])?;
    carrier.ip(&["link", "set", &bridge, "up"])?;
    cable((edge, &name), (carrier, &format!("edge{n}")))?;
    cable((gateway, &name), (carrier, &format!("aws{n}")))?;
    for port in [format!("edge{n}"), format!("aws{n}")] {
        carrier.ip(&["link", "set", &port, "master", &bridge])?;
    }
    gateway.ip(&["address", "add", &format!("{}/30", link.ends[0]), "dev", &name])?;
    gateway.ip(&["link", "set", &name, "mtu", &link.mtu.to_string()])?;
    let routers = (1..=2).map(|number| format!("edge-{number}"));
    let of = |router: &String| Some((router.clone(), files.get(&format!("{router}.{name}.netdev")).ok()?));
    let (router, netdev) = routers.into_iter().find_map(|one| of(&one)).ok_or("a virtual interface of no router")?;
    if unit_value(netdev, "Id")? != link.vlan.to_string() {
        return Err(format!("{router} has {name} in another VLAN than {}", link.vlan));
    }
    device(edge, files, &router, &name)
}

/// The two gateways of AWS, and the VPC's host.
fn between(gateway: &Namespace, cloud: &Namespace, side: &Side) -> Result<(), String> {
    cable((gateway, BETWEEN), (cloud, BETWEEN))?;
    for (place, own) in [gateway, cloud].iter().zip(BETWEEN_ENDS) {
        place.ip(&["address", "add", &format!("{own}/30"), "dev", BETWEEN])?;
        place.run(&["sysctl", "-qw", "net.ipv4.ip_forward=1"])?;
    }
    let (_, length) = side.vpc.split_once('/').ok_or("a VPC without a length")?;
    cloud.ip(&["address", "add", &format!("{}/{length}", side.host), "dev", "lo"]).map(drop)
}

impl End {
    /// Both ends of a tunnel, and what lies between them and the way that carries it.
    fn start(
        (n, connection): (usize, &Connection),
        tunnel: usize,
        [edge, gateway, cloud]: [&Namespace; 3],
        files: &Files,
        place: &TempDir,
    ) -> Result<Self, String> {
        let short = format!("{}-t{}", connection.uplink, tunnel + 1);
        let name = format!("ng-{short}");
        let own = &connection.tunnels[tunnel];
        let [near, far] = [Namespace::new(&format!("u-{short}"))?, Namespace::new(&format!("v-{short}"))?];
        if connection.is_inside {
            behind_router(&near, edge, (&short, &own.outside), &connection.customer, 2 * n + tunnel)?;
            behind_gateway(&far, gateway, (&short, &own.outside))?;
        } else {
            internet(&near, &far, &connection.customer, &own.outside)?;
        }
        let peer = own.start(&connection.customer, &far)?;
        move_device(&far, &peer, cloud, &short, &format!("{}/30", own.inside[0]))?;
        let router = customer(&near, edge, (&format!("edge-{}", connection.router + 1), &name), files, place)?;
        Ok(Self { router, peer, near, far, connection: n, name })
    }

    /// What AWS's end said.
    pub fn peer_log(&self) -> String {
        self.peer.log()
    }
}

/// The router's end of a tunnel, whose packets the router routes.
fn behind_router(
    near: &Namespace,
    edge: &Namespace,
    (port, aws): (&str, &str),
    own: &str,
    number: usize,
) -> Result<(), String> {
    const MACS: [&str; 2] = ["02:00:00:00:00:01", "02:00:00:00:00:02"];
    cable((edge, port), (near, "eth1"))?;
    for (place, name, mac) in [(edge, port, MACS[0]), (near, "eth1", MACS[1])] {
        place.ip(&["link", "set", name, "address", mac])?;
    }
    near.ip(&["address", "add", &format!("{own}/32"), "dev", "eth1"])?;
    near.ip(&["route", "add", &format!("{aws}/32"), "dev", "eth1"])?;
    near.ip(&["neigh", "add", aws, "lladdr", MACS[0], "dev", "eth1", "nud", "permanent"])?;
    edge.ip(&["neigh", "add", own, "lladdr", MACS[1], "dev", port, "nud", "permanent"])?;
    if !edge.ip(&["address", "show", "dev", "lo"])?.contains(own) {
        edge.ip(&["address", "add", &format!("{own}/32"), "dev", "lo"])?;
        // Rules for single tunnels come before what is the router's own.
        edge.ip(&["rule", "add", "pref", "100", "lookup", "local"])?;
        edge.ip(&["rule", "del", "pref", "0"])?;
    }
    let table = (101 + number).to_string();
    edge.ip(&["rule", "add", "pref", "10", "from", aws, "to", own, "lookup", &table])?;
    edge.ip(&["route", "add", &format!("{own}/32"), "dev", port, "table", &table]).map(drop)
}

/// AWS's end of a tunnel inside Direct Connect.
fn behind_gateway(far: &Namespace, gateway: &Namespace, (port, own): (&str, &str)) -> Result<(), String> {
    cable((gateway, port), (far, "eth1"))?;
    let [first, _] = BETWEEN_ENDS;
    far.ip(&["address", "add", &format!("{own}/32"), "dev", "eth1"])?;
    far.ip(&["route", "add", &format!("{first}/32"), "dev", "eth1"])?;
    far.ip(&["route", "add", "default", "via", first])?;
    gateway.ip(&["route", "add", &format!("{own}/32"), "dev", port]).map(drop)
}
