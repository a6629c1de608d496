//! The site, AWS and what lies between, in network namespaces. In come the routers' files and AWS's side; out comes a network
//! that runs, of which every part can fail. Everything goes with its value.
//!
//! ```text
//!          lan (host, bridge) ── edge-1 ── carrier (bridge) ── aws (host)
//!                             └─ edge-2 ── ends of tunnels ─────┘
//! ```
//!
//! What is put in place of the real thing: a virtual interface is a cable of the VLAN device's name (many kernels of test
//! machines have no VLAN device), a tunnel is the TUN device of strongSwan's user-space ESP instead of an XFRM interface, and
//! since such a charon has one device, each tunnel has a charon of its own, which loads the same unedited files but reaches only
//! its own peer. A trap that BGP's first packet would spring is said to charon by hand, once. All else that a daemon or the kernel reads is
//! loaded as it is.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use super::aws::Aws;
use super::files::{Files, unit_value};
use super::frr::Frr;
use super::shell::{Namespace, cable};
use crate::charon::Charon;

/// The LAN's host.
pub const HOST: &str = "192.168.1.100";
/// More addresses of it, whose flows a router spreads over equal paths.
pub const HOSTS: [&str; 8] = [
    "192.168.1.101",
    "192.168.1.102",
    "192.168.1.103",
    "192.168.1.104",
    "192.168.1.105",
    "192.168.1.106",
    "192.168.1.107",
    "192.168.1.108",
];
/// Hosts enough that a hash over addresses, whose seed the kernel draws, leaves none of two paths out.
pub fn many_hosts() -> impl Iterator<Item = String> {
    (101..=124).map(|host| format!("192.168.1.{host}"))
}
/// The routers' addresses on the LAN.
pub const EDGES: [&str; 2] = ["192.168.1.2", "192.168.1.3"];
/// The device of the virtual interface, on both ends.
pub const DIRECT: &str = "ng-dx-1";
/// The devices of the tunnels on the router.
pub const TUNNELS: [&str; 2] = ["ng-inet-t1", "ng-inet-t2"];

/// A running network. Daemons end before their namespaces, so they stand first.
pub struct World {
    pub aws: Frr,
    pub edges: [Option<Frr>; 2],
    pub routers: Vec<Charon>,
    pub peers: Vec<Charon>,
    pub site: Aws,
    pub lan: Namespace,
    pub carrier: Namespace,
    pub cloud: Namespace,
    pub edge: [Namespace; 2],
    pub files: Files,
    /// Where the ends of the tunnels are; kept for as long as their daemons.
    outside: Vec<Namespace>,
    place: TempDir,
}

impl World {
    /// Boots all of it.
    pub fn boot(files: &Files, site: Aws) -> Result<Self, String> {
        let place = TempDir::with_prefix("netgen-lab-").map_err(|error| error.to_string())?;
        let [lan, carrier, cloud] = [Namespace::new("lan")?, Namespace::new("dx")?, Namespace::new("aws")?];
        let edge = [Namespace::new("e1")?, Namespace::new("e2")?];
        wires(&lan, &carrier, &cloud, &edge)?;
        addresses(&lan, &cloud, &edge, files, &site)?;
        let (mut routers, mut peers, mut outside) = (Vec::new(), Vec::new(), Vec::new());
        for n in [0, 1] {
            let [near, far] = [Namespace::new(&format!("u{n}"))?, Namespace::new(&format!("v{n}"))?];
            internet(&near, &far, &site.customer, &site.tunnels[n].outside)?;
            peers.push(site.tunnels[n].start(&site.customer, &far)?);
            let end = &site.tunnels[n].inside[0];
            move_device(&far, &peers[n], &cloud, &format!("tun{n}"), &format!("{end}/30"))?;
            routers.push(customer(&near, &edge[1], ("edge-2", TUNNELS[n]), files, &place)?);
            initiate(&routers[n], TUNNELS[n])?;
            outside.extend([near, far]);
        }
        kernel(&edge, files, &place)?;
        let aws = site.bgp(&cloud)?;
        let edges = [
            Some(Frr::start(&edge[0], files.get("edge-1.frr.conf")?)?),
            Some(Frr::start(&edge[1], files.get("edge-2.frr.conf")?)?),
        ];
        let files = files.clone();
        Ok(Self { aws, edges, routers, peers, site, lan, carrier, cloud, edge, files, outside, place })
    }

    /// The host's packets go to one of the routers; first-hop redundancy is not the routers' affair.
    pub fn gateway(&self, edge: usize) -> Result<(), String> {
        self.lan.ip(&["route", "replace", "default", "via", EDGES[edge]]).map(drop)
    }

    /// The carrier loses every frame, and no end sees its link go down; or carries them again.
    pub fn direct_connect(&self, works: bool) -> Result<(), String> {
        let state: &[&str] = if works { &["master", "switch"] } else { &["nomaster"] };
        self.carrier.ip(&[&["link", "set", "aws"], state].concat()).map(drop)
    }

    /// The provider of a tunnel loses every packet towards the router, and no link goes down; or carries them again.
    pub fn provider(&self, tunnel: usize, works: bool) -> Result<(), String> {
        let customer = format!("{}/32", self.site.customer);
        let way: &[&str] = if works { &[&customer, "dev", "eth1"] } else { &["blackhole", &customer] };
        self.outside[2 * tunnel + 1].ip(&[&["route", "replace"], way].concat()).map(drop)
    }

    /// A router's cable to the LAN.
    pub fn lan_of(&self, edge: usize, works: bool) -> Result<(), String> {
        self.edge[edge].ip(&["link", "set", "eth0", if works { "up" } else { "down" }]).map(drop)
    }

    /// The first router loses its power.
    pub fn kill_first(&mut self) -> Result<(), String> {
        self.carrier.ip(&["link", "set", "edge", "nomaster"])?;
        self.lan.ip(&["link", "set", "edge-1", "nomaster"])?;
        self.edges[0] = None;
        Ok(())
    }

    /// It starts again, with the same files.
    pub fn revive_first(&mut self) -> Result<(), String> {
        self.edge[0].ip(&["nexthop", "flush"])?;
        self.carrier.ip(&["link", "set", "edge", "master", "switch"])?;
        self.lan.ip(&["link", "set", "edge-1", "master", "switch"])?;
        self.edges[0] = Some(Frr::start(&self.edge[0], self.files.get("edge-1.frr.conf")?)?);
        Ok(())
    }

    /// A router's daemons.
    pub fn frr(&self, edge: usize) -> Result<&Frr, String> {
        self.edges[edge].as_ref().ok_or_else(|| format!("edge-{} is dead", edge + 1))
    }

    /// A file for what a program prints.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }
}

fn wires(lan: &Namespace, carrier: &Namespace, cloud: &Namespace, edge: &[Namespace; 2]) -> Result<(), String> {
    for bridge in [lan, carrier] {
        bridge.ip(&["link", "add", "name", "switch", "type", "bridge"])?;
        bridge.ip(&["link", "set", "switch", "up"])?;
    }
    cable((&edge[0], "eth0"), (lan, "edge-1"))?;
    cable((&edge[1], "eth0"), (lan, "edge-2"))?;
    cable((&edge[0], DIRECT), (carrier, "edge"))?;
    cable((cloud, DIRECT), (carrier, "aws"))?;
    for (bridge, port) in [(lan, "edge-1"), (lan, "edge-2"), (carrier, "edge"), (carrier, "aws")] {
        bridge.ip(&["link", "set", port, "master", "switch"])?;
    }
    Ok(())
}

fn addresses(
    lan: &Namespace,
    cloud: &Namespace,
    edge: &[Namespace; 2],
    files: &Files,
    site: &Aws,
) -> Result<(), String> {
    let address =
        |place: &Namespace, address: &str, device: &str| place.ip(&["address", "add", address, "dev", device]);
    address(lan, &format!("{HOST}/24"), "switch")?;
    for host in many_hosts() {
        address(lan, &format!("{host}/24"), "switch")?;
    }
    // A redirect to the router that is better now would outlive that router by minutes: the handover asks hosts not to follow.
    for scope in ["all", "switch"] {
        lan.run(&["sysctl", "-qw", &format!("net.ipv4.conf.{scope}.accept_redirects=0")])?;
    }
    for (place, own) in edge.iter().zip(EDGES) {
        address(place, &format!("{own}/24"), "eth0")?;
    }
    address(cloud, &format!("{}/{}", site.host, site.length), "lo")?;
    address(cloud, &format!("{}/30", site.link[0]), DIRECT)?;
    cloud.ip(&["link", "set", DIRECT, "mtu", &site.mtu.to_string()])?;
    let vlan = unit_value(files.get(&format!("edge-1.{DIRECT}.netdev"))?, "Id")?;
    if vlan != site.vlan.to_string() {
        return Err(format!("the router is in VLAN {vlan}, the virtual interface in {}", site.vlan));
    }
    cloud.run(&["sysctl", "-qw", "net.ipv4.ip_forward=1"])?;
    device(&edge[0], files, "edge-1", DIRECT)
}

/// A device gets what its units say.
pub fn device(place: &Namespace, files: &Files, router: &str, name: &str) -> Result<(), String> {
    let netdev = files.get(&format!("{router}.{name}.netdev"))?;
    let network = files.get(&format!("{router}.{name}.network"))?;
    let (of, matched) = (unit_value(netdev, "Name")?, unit_value(network, "Name")?);
    if of != name || matched != name {
        return Err(format!("the units of {name} are about {of} and {matched}"));
    }
    place.ip(&["link", "set", name, "mtu", unit_value(netdev, "MTUBytes")?, "up"])?;
    place.ip(&["address", "add", unit_value(network, "Address")?, "dev", name]).map(drop)
}

/// The internet between a router and one end at AWS.
pub fn internet(near: &Namespace, far: &Namespace, customer: &str, outside: &str) -> Result<(), String> {
    cable((near, "eth1"), (far, "eth1"))?;
    for (place, own, other) in [(near, customer, outside), (far, outside, customer)] {
        place.ip(&["address", "add", &format!("{own}/32"), "dev", "eth1"])?;
        place.ip(&["route", "add", &format!("{other}/32"), "dev", "eth1"])?;
    }
    Ok(())
}

/// The charon of one tunnel, with the router's own files, and its device on the router.
pub fn customer(
    near: &Namespace,
    edge: &Namespace,
    (router, tunnel): (&str, &str),
    files: &Files,
    place: &TempDir,
) -> Result<Charon, String> {
    let settings = place.path().join(format!("strongswan-{tunnel}.conf"));
    fs::write(&settings, files.get(&format!("{router}.strongswan.conf"))?).map_err(|error| error.to_string())?;
    let charon = Charon::start(&near.into(), "kernel-libipsec kernel-netlink", Some(&settings))?;
    near.ip(&["link", "set", "ipsec0", "netns", &edge.name, "name", tunnel])?;
    placeholder(near, &charon)?;
    device(edge, files, router, tunnel)?;
    for name in ["swanctl.conf", "secrets.conf"] {
        // User-space ESP has neither the kernel's traps nor `if_id`, without which a trap for 0.0.0.0/0 takes IKE's own packets.
        let text = files.get(&format!("{router}.{name}"))?.replace("start_action = trap", "start_action = none");
        fs::write(charon.path("conf.d").join(name), text).map_err(|error| error.to_string())?;
    }
    fs::write(charon.path("swanctl.conf"), "include conf.d/*.conf\n").map_err(|error| error.to_string())?;
    let loaded = charon.swanctl(&["--load-all", "--noprompt"])?;
    if loaded.status.success() { Ok(charon) } else { Err(super::shell::text(&loaded)) }
}

/// In place of the kernel, which tells charon of BGP's first packet: user-space ESP cannot. Whether it comes up is the course's affair.
pub fn initiate(charon: &Charon, tunnel: &str) -> Result<(), String> {
    charon.swanctl(&["--initiate", "--child", tunnel, "--timeout", "1"]).map(drop)
}

/// The device of AWS's end of a user-space tunnel goes to where packets are routed. AWS's MTU is that of the default ciphers.
pub fn move_device(from: &Namespace, charon: &Charon, to: &Namespace, name: &str, address: &str) -> Result<(), String> {
    from.ip(&["link", "set", "ipsec0", "netns", &to.name, "name", name])?;
    placeholder(from, charon)?;
    to.ip(&["link", "set", name, "mtu", "1446", "up"])?;
    to.ip(&["address", "add", address, "dev", name]).map(drop)
}

/// Without a device of this name, the daemon cannot set up what belongs to a tunnel. It has to have noticed before a tunnel comes
/// up, for it tries only once; that takes seconds on a machine that is busy.
fn placeholder(place: &Namespace, charon: &Charon) -> Result<(), String> {
    place.ip(&["tuntap", "add", "dev", "ipsec0", "mode", "tun"])?;
    place.ip(&["link", "set", "ipsec0", "up"])?;
    for _ in 0..600 {
        let log = charon.log();
        if log.rsplit("interface ipsec0 deleted").next().is_some_and(|rest| rest.contains("interface ipsec0 activated"))
        {
            return Ok(());
        }
        sleep(Duration::from_millis(50));
    }
    Err(format!("charon does not see its device: {}", charon.log()))
}

/// What the kernel is told: forwarding and the like, and the clamp.
pub fn kernel(edge: &[Namespace; 2], files: &Files, place: &TempDir) -> Result<(), String> {
    for (router, into) in ["edge-1", "edge-2"].iter().zip(edge) {
        for (name, command) in [("sysctl.conf", &["sysctl", "-q", "-p"][..]), ("mss.nft", &["nft", "-f"])] {
            let name = format!("{router}.{name}");
            let file = place.path().join(&name);
            fs::write(&file, files.get(&name)?).map_err(|error| error.to_string())?;
            into.run(&[command, &[&*file.display().to_string()]].concat())?;
        }
    }
    Ok(())
}
