//! LAGs of Linux: bonds of systemd-networkd. In comes a router, out go their files.
//! <https://www.freedesktop.org/software/systemd/man/latest/systemd.netdev.html>

use serde::Serialize;

use super::{also, heading_of};
use crate::router::config::RouterConfig;
use crate::router::lag::Lag;
use crate::router::names::interface;
use crate::router::render::{Fault, File, Template, render};

#[derive(Serialize)]
struct Bond {
    head: Vec<String>,
    name: String,
    mtu: u16,
    minimum: Vec<u8>,
    vlans: Vec<String>,
}

#[derive(Serialize)]
struct Member {
    head: Vec<String>,
    name: String,
    bond: String,
}

/// The files of all bonds: the device, its network with the VLANs on it, and the network of each port.
pub(super) fn files(router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let mut files = Vec::new();
    for lag in &router.lags {
        let touches = also(&format!("the device {} and the ports {}", lag.interface, lag.members.join(" and ")));
        let bond = Bond {
            head: heading_of(router, &format!("LAG {} by LACP", lag.interface), &touches),
            name: lag.interface.clone(),
            mtu: router.lag_mtu(lag),
            minimum: lag.minimum.into_iter().collect(),
            vlans: vlans(router, lag),
        };
        files.push(File::plain(format!("{}.netdev", lag.interface), render(Template::LinuxBondNetdev, &bond)?));
        files.push(File::plain(format!("{}.network", lag.interface), render(Template::LinuxBondNetwork, &bond)?));
        for member in &lag.members {
            let head = heading_of(router, &format!("a port of LAG {}", lag.interface), &touches);
            let view = Member { head, name: member.clone(), bond: lag.interface.clone() };
            files.push(File::plain(format!("{member}.network"), render(Template::LinuxMember, &view)?));
        }
    }
    Ok(files)
}

/// The VLAN devices on a LAG.
fn vlans(router: &RouterConfig, lag: &Lag) -> Vec<String> {
    let own = router.direct_connects.iter().filter(|one| one.interface == lag.interface);
    own.map(|one| interface(&[one.name.as_str()])).collect()
}

/// The files that the rollback removes: those of the ports, then each bond with its own.
pub(super) fn members(router: &RouterConfig) -> Vec<String> {
    router.lags.iter().flat_map(|lag| lag.members.iter().cloned()).collect()
}
