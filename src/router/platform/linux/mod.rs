//! Linux with FRR, strongSwan, nftables and systemd-networkd. In comes a router, out go its files. Tunnels are XFRM interfaces;
//! a virtual interface is a VLAN device.

mod bond;
mod commands;
mod device;
mod frr;
mod places;
mod strongswan;
mod update;

use std::net::Ipv4Addr;

use serde::Serialize;

use super::{RouterPlatform, named};
use crate::router::bgp::Bgp;
use crate::router::commands::Commands;
use crate::router::config::{Anchor, DirectConnect, RouterConfig};
use crate::router::head::{Touches, head, host_routes, stays, uplinks};
use crate::router::names::interface;
use crate::router::render::{Fault, File, Template, render};
use crate::router::update::Updates;
use commands::COMMANDS;
use device::{Device, devices, tunnel_device};
use strongswan::{connection_name, strongswan};

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

#[derive(Serialize)]
struct Frr {
    head: Vec<String>,
    bgp: Bgp,
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
