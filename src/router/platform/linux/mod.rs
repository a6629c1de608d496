//! Linux with FRR, strongSwan, nftables and systemd-networkd. In comes a router, out go its files. Tunnels are XFRM interfaces;
//! a virtual interface is a VLAN device.

mod bond;
mod frr;
mod places;
mod strongswan;
mod update;

use std::net::Ipv4Addr;

use serde::Serialize;

use super::{RouterPlatform, named};
use crate::router::bgp::Bgp;
use crate::router::checks::{Commands, For};
use crate::router::config::{Anchor, Carries, DirectConnect, Gre, RouterConfig, Vpn};
use crate::router::head::{Touches, head, host_routes, stays, uplinks};
use crate::router::names::interface;
use crate::router::render::{Fault, File, Template, render};
use crate::router::switch;
use crate::router::text::harmless;
use crate::router::update::Updates;
use strongswan::{connection_name, inside, strongswan};

/// Linux with FRR, strongSwan, nftables and systemd-networkd.
pub(super) struct Linux;

impl RouterPlatform for Linux {
    fn files(&self, router: &RouterConfig) -> Result<Vec<File>, Fault> {
        files(router)
    }

    fn updates(&self) -> &'static dyn Updates {
        &update::LinuxUpdates
    }

    fn commands(&self) -> &'static Commands {
        &COMMANDS
    }

    fn is_interface(&self, name: &str) -> bool {
        named(name, "._-")
    }

    fn is_lag(&self, name: &str) -> bool {
        self.is_interface(name) && !name.contains('.')
    }

    fn tells_lags(&self) -> bool {
        false
    }

    fn lag(&self) -> &'static str {
        "bond0"
    }

    fn stacks_vlans(&self) -> bool {
        true
    }

    fn added(&self, one: &DirectConnect) -> String {
        interface(&[one.name.as_str()])
    }

    fn watch(&self, [first, second]: [Ipv4Addr; 2]) -> String {
        format!(
            "- Watch each tunnel: an XFRM interface stays up without keys, so an `updown` script of the child adds the routes when it is \
             up and deletes them when it is down, with metric 100 over tunnel 1 and 200 over tunnel 2. {first} and {second} answer a ping."
        )
    }
}

const COMMANDS: Commands = Commands {
    ike: "swanctl --list-sas",
    esp: "ip -s xfrm state",
    rekey: "swanctl --rekey --child CHILD",
    in_vrf: "",
    rekeyed: "a new SPI, and no packet lost",
    bfd: "vtysh -c 'show bfd peers'",
    first_hop: "",
    bgp: "vtysh -c 'show bgp ipv4 unicast summary'",
    advertised: "vtysh -c 'show bgp ipv4 unicast neighbors NEIGHBOR advertised-routes'",
    ipv6: [
        "vtysh -c 'show bgp ipv6 unicast summary'",
        "vtysh -c 'show bgp ipv6 unicast neighbors NEIGHBOR advertised-routes'",
    ],
    best: "vtysh -c 'show bgp ipv4 unicast PREFIX'",
    ping: "ping -M do -s SIZE NEIGHBOR",
    ping_headers: 28,
    apply: places::apply,
    switch: switch::neighbors,
    open: "`vtysh`, `configure terminal`, the lines, `end`",
    confirm: "",
    keep: "`vtysh -c 'write memory'`",
    undo: "`sh ROUTER.rollback.sh`",
    strays: "are looked for on LAN and nowhere else",
    before: &[
        (
            For::Each,
            "`vtysh -c 'show running-config' | grep NG-` and `swanctl --list-conns | grep ^ng-` show nothing: where netgen's objects run already, \
             these files are not for this router; it takes an update (`netgen render --since`)",
        ),
        (For::Each, "`/etc/frr/daemons` has `bgpd=yes`: it is `no` after an installation"),
        (For::Bfd, "`/etc/frr/daemons` has `bfdd=yes`: it is `no` after an installation"),
        (
            For::Vpn,
            "`uname -r`, and `ip link add ng-probe type xfrm if_id 9 && ip link del ng-probe`: the kernel has XFRM interfaces",
        ),
        (
            For::DirectConnect,
            "for each VLAN: the `.network` file of its port has a line `VLAN=` with the device's name; on the way back it is removed by hand",
        ),
        (
            For::Lag,
            "`networkctl status` of each port of a LAG: no other `.network` file matches it, and `ip link show` has no device of the LAG's name",
        ),
        (For::Each, "`vtysh -C -f FILE` ends with status 0; `nft -c -f FILE` too, where there is a clamp"),
        (For::Vpn, "strongSwan loads its file in a second, throw-away charon"),
        (
            For::Vpn,
            "`swanctl --load-all` ends with status 0 even when a syntax error unloads what ran: count the connections it names",
        ),
        (For::Each, "`sysctl net.ipv4.ip_forward` is noted, for the way back"),
        (
            For::Shared,
            "`vtysh -c 'show running-config'`: every other neighbor has a `route-map … out` or `prefix-list … out`, for one without \
             hears the site's prefixes and what AWS announces; `network` lines that are there already are noted: the way back leaves \
             all of them",
        ),
        (
            For::Default,
            "`ip route show default`: the provider's default route is FRR's, with a distance above 20 (`ip route 0.0.0.0/0 NEXT_HOP 250`): one \
             of the kernel or of systemd-networkd keeps AWS's out",
        ),
        (
            For::HostRoutes,
            "`ip route show OUTSIDE`: there is no route to exactly AWS's outside address; this change adds one",
        ),
        (For::Shared, "`vtysh -c 'show running-config'`: `no bgp network import-check` is not there"),
    ],
};

#[derive(Serialize)]
struct Frr {
    head: Vec<String>,
    bgp: Bgp,
}

#[derive(Serialize)]
struct Device {
    head: Vec<String>,
    name: String,
    description: String,
    own: String,
    /// Its address over IPv6: a list of none or one.
    ipv6: Vec<String>,
    /// What it is an address of, where that is unbound.
    unbound_ipv6: Vec<String>,
    /// `no` or `ipv6`.
    link_local: &'static str,
    mtu: u16,
    arithmetic: Vec<String>,
    tunnel: Vec<u16>,
    gre: Vec<Ends>,
    vlan: Vec<u16>,
    port: Vec<String>,
    #[serde(skip)]
    is_clamped: bool,
}

/// The ends of a GRE tunnel.
#[derive(Serialize)]
struct Ends {
    local: Ipv4Addr,
    remote: Ipv4Addr,
}

#[derive(Serialize)]
struct Clamp {
    head: Vec<String>,
    mss: u16,
    devices: Vec<String>,
}

#[derive(Serialize)]
struct Kernel {
    head: Vec<String>,
    ipv6: bool,
    tunnels: Vec<String>,
}

#[derive(Serialize)]
struct Rollback {
    head: Vec<String>,
    bgp: Bgp,
    connections: Vec<String>,
    devices: Vec<String>,
    members: Vec<String>,
    clamp: bool,
    router: String,
}

fn files(router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let mut files = vec![frr(router)?];
    let devices = devices(router);
    if !router.vpns.is_empty() {
        files.extend(strongswan(router)?);
    }
    let gres = router.gres.iter().map(|one| interface(&[one.name.as_str()]));
    let tunnels: Vec<String> =
        router.vpns.iter().flat_map(|vpn| [1, 2].map(|n| tunnel_device(vpn, n))).chain(gres).collect();
    let what =
        if tunnels.is_empty() { "forwarding" } else { "forwarding and packets that come back by the other tunnel" };
    let forwarding = if router.ipv6.is_some() {
        "net.ipv4.ip_forward and net.ipv6.conf.all.forwarding of the whole host"
    } else {
        "net.ipv4.ip_forward of the whole host"
    };
    files.push(File::plain(
        "sysctl.conf",
        render(
            Template::LinuxSysctl,
            &Kernel { head: heading_of(router, what, &also(forwarding)), ipv6: router.ipv6.is_some(), tunnels },
        )?,
    ));
    if let Some(mss) = router.mss {
        let clamped = devices.iter().filter(|device| device.is_clamped);
        let names = clamped.map(|device| device.name.clone()).collect();
        let touches = also("the table inet netgen_mss");
        let head = heading_of(router, "the largest TCP segment of the site", &touches);
        let view = Clamp { head, mss, devices: names };
        files.push(File::plain("mss.nft", render(Template::LinuxMss, &view)?));
    }
    for device in &devices {
        files.push(File::plain(format!("{}.netdev", device.name), render(Template::LinuxNetdev, device)?));
        let text = render(Template::LinuxNetwork, device)?;
        let unbound = !device.unbound_ipv6.is_empty();
        files.push(File { unbound, ..File::plain(format!("{}.network", device.name), text) });
    }
    files.extend(bond::files(router)?);
    files.push(File::plain("rollback.sh", rollback(router, &devices)?));
    Ok(files)
}

fn heading(router: &RouterConfig, what: &str) -> Vec<String> {
    heading_of(router, what, &Touches::own())
}

fn heading_of(router: &RouterConfig, what: &str, touches: &Touches) -> Vec<String> {
    head(router, what, false, &format!("{}.rollback.sh", router.router), touches)
}

fn also(what: &str) -> Touches {
    Touches { also: vec![what.to_owned()], ..Touches::own() }
}

fn frr(router: &RouterConfig) -> Result<File, Fault> {
    let unbound = router.lacks_ipv6()
        || router.direct_connects.iter().any(|one| one.key.is_none())
        || router.host_routes().any(|route| route.to.is_none());
    let undo = format!("{}.rollback.sh", router.router);
    let what = format!("BGP, {}", uplinks(router));
    let anchored = router.wide().filter(|(_, anchor)| *anchor == Anchor::Lan);
    let mut also: Vec<String> = anchored.map(|(prefix, _)| format!("a static route to {prefix}")).collect();
    also.extend(host_routes(router));
    also.push(format!("router bgp {}", router.asn));
    // FRR's names are written as those of IOS are, but for the profile of BFD.
    let touches = Touches { names: "NG- or ng-", also };
    let view = Frr { head: head(router, &what, unbound, &undo, &touches), bgp: Bgp::of(router) };
    let secret = router.direct_connects.iter().any(|one| one.key.is_some());
    Ok(File { ending: "frr.conf".to_owned(), text: render(Template::LinuxFrr, &view)?, unbound, secret })
}

fn tunnel_device(vpn: &Vpn, number: u8) -> String {
    interface(&[vpn.name.as_str(), &format!("t{number}")])
}

fn devices(router: &RouterConfig) -> Vec<Device> {
    let mut devices = Vec::new();
    for one in &router.direct_connects {
        let what = format!("Direct Connect {}, VLAN {} on {}", one.name, one.vlan, one.interface);
        devices.push(Device {
            head: heading(router, &what),
            name: interface(&[one.name.as_str()]),
            description: harmless(&format!("ng {} {}", one.name, one.description), 80),
            own: format!("{}/{}", one.own(), one.link.prefix()),
            ipv6: one.address6().into_iter().collect(),
            unbound_ipv6: one.unbound6(router).into_iter().collect(),
            link_local: if one.is_dual(router) { "ipv6" } else { "no" },
            mtu: one.mtu,
            arithmetic: Vec::new(),
            tunnel: Vec::new(),
            gre: Vec::new(),
            vlan: vec![one.vlan],
            // A LAG's own files name what is on it.
            port: router.lag(&one.interface).is_none().then(|| one.interface.clone()).into_iter().collect(),
            is_clamped: one.carries == Carries::Site,
        });
    }
    for vpn in &router.vpns {
        let Some(sizes) = vpn.sizes() else { continue };
        for (tunnel, number) in vpn.tunnels.iter().zip(1..) {
            devices.push(Device {
                head: heading(router, &format!("{}, tunnel {number} of 2, {}", vpn.name, inside(vpn, tunnel))),
                name: tunnel_device(vpn, number),
                description: harmless(&format!("ng {} tunnel {number} {}", vpn.name, vpn.description), 80),
                own: format!("{}/30", tunnel.own()),
                ipv6: Vec::new(),
                unbound_ipv6: Vec::new(),
                link_local: "no",
                mtu: sizes.mtu,
                arithmetic: vec![sizes.arithmetic()],
                tunnel: vec![tunnel.number],
                gre: Vec::new(),
                vlan: Vec::new(),
                port: Vec::new(),
                is_clamped: true,
            });
        }
    }
    devices.extend(router.gres.iter().map(|one| gre(router, one)));
    devices
}

/// The device of a Connect peer.
fn gre(router: &RouterConfig, one: &Gre) -> Device {
    let sizes = one.sizes();
    Device {
        head: heading(router, &one.words()),
        name: interface(&[one.name.as_str()]),
        description: harmless(&format!("ng {} {}", one.name, one.description), 80),
        own: format!("{}/{}", one.own(), one.inside.prefix()),
        ipv6: Vec::new(),
        unbound_ipv6: Vec::new(),
        link_local: "no",
        mtu: sizes.mtu,
        arithmetic: vec![sizes.arithmetic()],
        tunnel: Vec::new(),
        gre: vec![Ends { local: one.source, remote: one.remote }],
        vlan: Vec::new(),
        port: Vec::new(),
        is_clamped: true,
    }
}

fn rollback(router: &RouterConfig, devices: &[Device]) -> Result<String, Fault> {
    let names = router.vpns.iter().flat_map(|vpn| [1, 2].map(|n| connection_name(vpn, n)));
    let mut head = vec![
        format!("netgen: takes back what the files of router {} add, by name.", router.router),
        "Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.".to_owned(),
    ];
    head.extend(stays(router, "bgp router-id and bgp log-neighbor-changes"));
    render(
        Template::LinuxRollback,
        &Rollback {
            head,
            bgp: Bgp::of(router),
            connections: names.collect(),
            devices: devices
                .iter()
                .map(|device| &device.name)
                .chain(router.lags.iter().map(|lag| &lag.interface))
                .cloned()
                .collect(),
            members: bond::members(router),
            clamp: router.mss.is_some(),
            router: router.router.to_string(),
        },
    )
}
