//! Where the files of a Linux router go. In comes a router, out goes the step of the work that loads them, as Markdown.

use std::fmt::Write as _;

use super::device::devices;
use crate::router::config::RouterConfig;

/// Where each file goes, and what reads it, in the order in which they are loaded.
pub(super) fn apply(router: &RouterConfig) -> String {
    let own = &router.router;
    let mut text =
        "each file to its place, owned by root; a file that is bound has no `unbound` in its name:".to_owned();
    let mut item = |file: &str, place: &str| {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n   - `{own}.{file}` {place}");
    };
    for device in devices(router) {
        for kind in ["netdev", "network"] {
            let name = &device.name;
            item(&format!("{name}.{kind}"), &format!("to `/etc/systemd/network/90-{name}.{kind}`"));
        }
    }
    for lag in &router.lags {
        let own = ["netdev", "network"].map(|kind| format!("{}.{kind}", lag.interface));
        for name in own.into_iter().chain(lag.members.iter().map(|member| format!("{member}.network"))) {
            item(&name, &format!("to `/etc/systemd/network/90-{name}`"));
        }
    }
    item(
        "sysctl.conf",
        &format!("to `/etc/sysctl.d/{own}.sysctl.conf`; `networkctl reload`, then `sysctl -p` with it"),
    );
    if router.mss.is_some() {
        let place = format!("to `/etc/nftables.d/{own}.mss.nft`; `nft -f` with it");
        let again =
            "`/etc/nftables.conf` has a line `include \"/etc/nftables.d/*.nft\"`, or it is gone after a restart";
        item("mss.nft", &format!("{place}; {again}"));
    }
    if !router.vpns.is_empty() {
        item("strongswan.conf", &format!("to `/etc/strongswan.d/{own}.strongswan.conf`; `swanctl --reload-settings`"));
        item("swanctl.conf", &format!("to `/etc/swanctl/conf.d/{own}.swanctl.conf`"));
        let place = format!("to `/etc/swanctl/conf.d/{own}.secrets.conf`, mode 0600; `swanctl --load-all`");
        item("secrets.conf", &place);
    }
    item(
        "frr.conf",
        "stays where it is: `vtysh`, `configure terminal`, the lines below, `end`, then `vtysh -f` with it; loaded a second time, FRR says to \
         `graceful-restart-disable` alone that it is not valid, and nothing changes",
    );
    text
}
