//! Junos: `juniper-srx` with tunnels and zones, `juniper-mx` for Direct Connect alone. In comes a router, out go its
//! configuration and the way back, each as `set` lines and in braces, from one tree of statements.

mod lag;
mod policy;
mod printer;
mod public;
mod srx;
mod tree;
mod update;

use std::net::Ipv4Addr;

use super::{RouterPlatform, named};
use crate::router::commands::{Commands, For};
use crate::router::config::{Carries, DirectConnect, RouterConfig};
use crate::router::head::{Touches, head, host_routes, uplinks};
use crate::router::lag::number_of;
use crate::router::names::object;
use crate::router::render::{Fault, File};
use crate::router::text::harmless;
use crate::router::update::Updates;
use crate::uplink::failover::PREEMPT_DELAY;
use crate::uplink::first_hop::share;
use tree::{Statement, block, leaf, quoted, remark, word};

/// A firewall of Juniper's, with tunnels and zones.
pub(super) struct Srx;

/// A router of Juniper's, for Direct Connect alone.
pub(super) struct Mx;

impl Junos for Srx {
    fn security(&self, router: &RouterConfig) -> Option<Statement> {
        Some(srx::security(router))
    }

    fn security_paths(&self, router: &RouterConfig) -> Vec<String> {
        srx::added(router)
    }
}

impl Junos for Mx {}

/// What differs between the systems that run Junos.
trait Junos: Sync {
    /// The tree of `security`.
    fn security(&self, _: &RouterConfig) -> Option<Statement> {
        None
    }

    /// The paths that take it back.
    fn security_paths(&self, _: &RouterConfig) -> Vec<String> {
        Vec::new()
    }
}

impl<T: Junos> RouterPlatform for T {
    fn files(&self, router: &RouterConfig) -> Result<Vec<File>, Fault> {
        files(self, router)
    }

    fn updates(&self) -> &'static dyn Updates {
        &update::JunosUpdates
    }

    fn commands(&self) -> &'static Commands {
        &COMMANDS
    }

    fn is_interface(&self, name: &str) -> bool {
        named(name, "/.:-")
    }

    fn is_lag(&self, name: &str) -> bool {
        number_of(name, lag::WORD).is_some()
    }

    fn lag(&self) -> &'static str {
        "ae0"
    }

    fn stacks_vlans(&self) -> bool {
        false
    }

    fn watch(&self, [first, second]: [Ipv4Addr; 2]) -> String {
        format!(
            "- Watch each tunnel: `vpn-monitor` with `destination-ip` {first} and {second}, so that `st0` goes down with it, and routes with a \
             `qualified-next-hop` for each tunnel, tunnel 2 with the higher `preference`."
        )
    }
}

const COMMANDS: Commands = Commands {
    ike: "show security ike security-associations detail",
    esp: "show security ipsec security-associations",
    rekey: "clear security ipsec security-associations index INDEX",
    in_vrf: "",
    rekeyed: "INDEX is what the list above shows for CHILD; a new SPI, and what is sent until then is lost",
    bfd: "show bfd session",
    first_hop: "show vrrp summary",
    bgp: "show bgp summary",
    advertised: "show route advertising-protocol bgp NEIGHBOR",
    ipv6: ["", ""],
    best: "show route PREFIX detail",
    ping: "ping NEIGHBOR size SIZE do-not-fragment",
    ping_headers: 28,
    apply: |_| {
        "`configure`, `load set FILE`, the lines below, `show | compare`, `commit check`, `commit confirmed 10`"
            .to_owned()
    },
    switch: policy::switch,
    open: "the lines, `show | compare`, `commit confirmed 10`",
    confirm: "`commit`",
    keep: "`show system commit`: no commit waits to be confirmed",
    undo: "nothing while the ten minutes run; later `load set ROUTER.rollback.set`, `show | compare`, `commit`",
    strays: "are dropped",
    before: &[
        (
            For::Each,
            "`show configuration | display set | match \" ng-\"` shows nothing: where netgen's objects run already, this file is not for this \
             router; it takes an update (`netgen render --since`)",
        ),
        (For::Each, "`show version`; `request system configuration rescue save`"),
        (
            For::Each,
            "`show configuration routing-options autonomous-system`: absent, or the site's number; and no `local-as` is the same number",
        ),
        (
            For::Each,
            "`show configuration interfaces`: the units of this file are free, and no port of a VLAN has a unit 0 without a tag",
        ),
        (
            For::Shared,
            "`show configuration protocols bgp`: every other group has an `export` policy that ends with a reject, for one without hears \
             what AWS announces",
        ),
        (
            For::Multipath,
            "`show configuration routing-options forwarding-table`: `ng-balance` of this file concerns every route and stands behind what is there",
        ),
        (
            For::Default,
            "`show route 0.0.0.0/0 exact`: a static default route has a preference above 170, or AWS's default route is not used beside it",
        ),
        (
            For::HostRoutes,
            "`show route OUTSIDE exact`: there is no route to exactly AWS's outside address; this change adds one",
        ),
        (
            For::FrontDoor,
            "`show route instance detail`: the routing instance of this file, of type virtual-router, has the interface that faces the internet; \
             `show route table VRF.inet.0 0.0.0.0/0`: by the provider's router",
        ),
        (
            For::Lag,
            "`show configuration chassis aggregated-devices` and `show lacp interfaces`: `device-count` is larger than the number of each LAG of this \
             file, which are free, and their ports carry nothing, no unit either; it is raised by hand, never lowered",
        ),
        (
            For::FirstHop,
            "`show vrrp summary` and `show configuration protocols vrrp`: no group of this number on the LAN; `asymmetric-hold-time` of this file \
             concerns every group; on an SRX the zone of the LAN has `host-inbound-traffic protocols vrrp`",
        ),
        (For::Vpn, "`show configuration security flow tcp-mss`: the value is noted, for the way back"),
    ],
};

/// The zone of both tunnels of every connection: AWS may answer on the other one.
const ZONE: &str = "ng-aws";

fn files(junos: &impl Junos, router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let unbound = router.is_unbound();
    let secret = router.direct_connects.iter().any(|one| one.key.is_some())
        || router.vpns.iter().flat_map(|vpn| &vpn.tunnels).any(|tunnel| tunnel.key.is_some());
    let (tree, back) = (statements(junos, router), printer::removal(router, junos.security_paths(router)));
    let undo = format!("{}.rollback.set", router.router);
    let mut files = Vec::new();
    for ending in ["set", "conf"] {
        let heading = head(router, &uplinks(router), unbound, &undo, &touches(router));
        let text = match ending {
            "set" => printer::set(&heading, &tree)?,
            _ => printer::curly(&heading, &tree)?,
        };
        files.push(File { ending: ending.to_owned(), text, unbound, secret });
    }
    files.push(File::plain("rollback.set", back?));
    Ok(files)
}

/// Units and settings of the device have no names of their own.
fn touches(router: &RouterConfig) -> Touches {
    let mut also = lag::touches(router);
    for one in &router.direct_connects {
        let mtu = if one.mtu > 1500 { " and mtu" } else { "" };
        also.push(format!("vlan-tagging{mtu} of {}, its unit {}", one.interface, one.vlan));
    }
    let tunnels = router.vpns.iter().flat_map(|vpn| &vpn.tunnels);
    also.extend(tunnels.map(|tunnel| format!("st0 unit {}", tunnel.number)));
    if !router.vpns.is_empty() && router.mss.is_some() {
        also.push("security flow tcp-mss ipsec-vpn".to_owned());
    }
    let identifier = if router.greenfield { "router-id and " } else { "" };
    also.push(format!("routing-options {identifier}autonomous-system"));
    if router.asked_paths().is_some() {
        also.push("routing-options forwarding-table".to_owned());
    }
    also.extend(first_hop_path(router).map(|path| format!("{path} and protocols vrrp asymmetric-hold-time")));
    also.extend(host_routes(router));
    if router.wide().next().is_some() {
        also.push("routing-options aggregate".to_owned());
    }
    Touches { also, ..Touches::own() }
}

fn statements(junos: &impl Junos, router: &RouterConfig) -> Vec<Statement> {
    let mut all: Vec<Statement> = lag::chassis(router).into_iter().collect();
    all.push(interfaces(router));
    all.extend(junos.security(router));
    all.push(policy::options(router));
    all.push(policy::routing_options(router));
    all.push(policy::protocols(router));
    all.retain(|statement| !statement.is_empty());
    all
}

fn interfaces(router: &RouterConfig) -> Statement {
    let mut all = lag::interfaces(router);
    for one in &router.direct_connects {
        all.push(port(router, one));
    }
    let units = router.vpns.iter().flat_map(srx::units).collect::<Vec<_>>();
    if !units.is_empty() {
        all.push(block("st0", units));
    }
    all.extend(first_hop(router));
    block("interfaces", all)
}

/// The router's part in the virtual address, on the unit that is there already.
fn first_hop(router: &RouterConfig) -> Option<Statement> {
    let hop = router.lan.first_hop?;
    let direct = router.clear().filter(|one| hop.follows(one.rank));
    let direct = direct.map(|one| format!("{}.{}", one.interface, one.vlan));
    let tunnels = router.vpns.iter().filter(|vpn| hop.follows(vpn.rank)).flat_map(|vpn| &vpn.tunnels);
    let tunnels = tunnels.map(|tunnel| format!("st0.{}", tunnel.number));
    let mut all = vec![
        leaf("virtual-address", hop.address),
        leaf("priority", hop.priority),
        block("preempt", vec![leaf("hold-time", PREEMPT_DELAY)]),
        word("accept-data"),
    ];
    if hop.until.is_some() {
        let interfaces: Vec<String> = direct.chain(tunnels).collect();
        let cost = share(interfaces.len());
        let cost = |name| block(format!("interface {name}"), vec![leaf("priority-cost", cost)]);
        let mut track: Vec<Statement> = interfaces.into_iter().map(cost).collect();
        track.push(leaf("priority-hold-time", PREEMPT_DELAY));
        all.push(remark("all of these together take it behind the other router, which has the next best uplink then"));
        all.push(block("track", track));
    }
    let (interface, unit) = unit_of(&router.lan.interface);
    let address = format!("address {}/{}", router.lan.address, router.lan.network.prefix());
    let family = block("family inet", vec![block(address, vec![block(format!("vrrp-group {}", hop.group), all)])]);
    let why = remark(format!("hosts send to {} (VRRP), this router's own address is there already", hop.address));
    Some(block(interface, vec![why, block(format!("unit {unit}"), vec![family])]))
}

/// The path of the router's part in the virtual address.
fn first_hop_path(router: &RouterConfig) -> Option<String> {
    let hop = router.lan.first_hop?;
    let (interface, unit) = unit_of(&router.lan.interface);
    let address = format!("address {}/{}", router.lan.address, router.lan.network.prefix());
    Some(format!("interfaces {interface} unit {unit} family inet {address} vrrp-group {}", hop.group))
}

/// An interface and its unit.
fn unit_of(interface: &str) -> (&str, &str) {
    interface.split_once('.').unwrap_or((interface, "0"))
}

fn port(router: &RouterConfig, one: &DirectConnect) -> Statement {
    let limit = router.platform.capabilities().description;
    let mut family = Vec::new();
    if one.mtu > 1500 {
        family.push(leaf("mtu", one.mtu));
    }
    family.push(leaf("address", format!("{}/{}", one.own(), one.link.prefix())));
    let mut unit = vec![quoted("description", harmless(&format!("ng {} {}", one.name, one.description), limit))];
    unit.push(leaf("vlan-id", one.vlan));
    unit.push(block("family inet", family));
    let mut all = vec![remark(format!(
        "{}: Direct Connect, VLAN {}, AWS {}, this router {}",
        one.name,
        one.vlan,
        one.aws(),
        one.own()
    ))];
    if let Some(mss) = router.mss.filter(|_| one.carries == Carries::Site) {
        all.push(remark(format!("the site's lowest MSS is {mss}: clamp it here where the card can, by hand")));
    }
    if one.mtu > 1500 {
        all.push(remark("the port's MTU concerns everything on it: note the old value"));
        all.extend(router.platform.capabilities().port_mtu.map(|mtu| leaf("mtu", mtu)));
    }
    all.push(word("vlan-tagging"));
    all.push(block(format!("unit {}", one.vlan), unit));
    block(one.interface.clone(), all)
}

/// The interface with its unit.
fn with_unit(interface: &str) -> String {
    if interface.contains('.') { interface.to_owned() } else { format!("{interface}.0") }
}

/// `ng-inet-t1`
fn tunnel_name(vpn: &crate::net::Name, number: u8) -> String {
    object(&[vpn.as_str(), &format!("t{number}")])
}
