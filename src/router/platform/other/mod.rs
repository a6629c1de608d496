//! Any other device, such as `FortiOS`, PAN-OS, ASA, `OPNsense` or a Yamaha: netgen writes no file for it, but one sheet with every value that its
//! people enter. In comes a router, out goes that sheet; there is no rollback and no update, since nobody knows what stood there before.

mod ipsec;
mod sheet;
mod view;
mod words;

use std::net::Ipv4Addr;

use super::{RouterPlatform, named};
use crate::net::Name;
use crate::router::commands::{Commands, For};
use crate::router::config::RouterConfig;
use crate::router::render::{Fault, File, Template, render};
use crate::router::sections::SHEET;
use crate::router::switch::Turn;
use crate::router::update::state::Config;
use crate::router::update::statement::{Grammar, Statement};
use crate::router::update::{Load, Updates};

/// A device that netgen has no files for.
pub(super) struct Other;

impl RouterPlatform for Other {
    fn files(&self, router: &RouterConfig) -> Result<Vec<File>, Fault> {
        let text = render(Template::OtherValues, &sheet::sheet(router))?;
        let secret = router.direct_connects.iter().any(|one| one.key.is_some())
            || router.vpns.iter().flat_map(|vpn| &vpn.tunnels).any(|tunnel| tunnel.key.is_some());
        Ok(vec![File { ending: SHEET.to_owned(), text, unbound: router.is_unbound(), secret }])
    }

    fn updates(&self) -> &'static dyn Updates {
        &ByHand
    }

    fn commands(&self) -> &'static Commands {
        &COMMANDS
    }

    fn is_interface(&self, name: &str) -> bool {
        named(name, "/.:_-")
    }

    fn is_lag(&self, name: &str) -> bool {
        self.is_interface(name)
    }

    fn tells_lags(&self) -> bool {
        false
    }

    fn lag(&self) -> &'static str {
        "lag1"
    }

    fn stacks_vlans(&self) -> bool {
        false
    }

    fn watch(&self, [first, second]: [Ipv4Addr; 2]) -> String {
        format!(
            "- Watch each tunnel: a monitor asks {first} through tunnel 1 and {second} through tunnel 2, and takes the routes over a tunnel away \
             while nothing answers there; the routes over tunnel 2 are the worse ones."
        )
    }
}

/// People change the device: nothing of it is read, and no step is written.
struct ByHand;

impl Updates for ByHand {
    fn grammars(&self) -> &'static [Grammar] {
        &[]
    }

    fn by_hand(&self) -> Option<&'static str> {
        Some(SHEET)
    }

    fn neighbors(&self, _: &Config) -> Vec<String> {
        Vec::new()
    }

    fn session(&self, _: &Config, _: &str, _: &Statement) -> Option<String> {
        None
    }

    fn loads(&self, _: &str, _: &Config, _: &Config) -> Vec<Load> {
        Vec::new()
    }

    fn seen(&self) -> &'static str {
        COMMANDS.bgp
    }

    fn keep(&self) -> &'static str {
        COMMANDS.keep
    }
}

const COMMANDS: Commands = Commands {
    ike: "IKE security associations",
    esp: "IPsec security associations",
    rekey: "delete the IPsec security associations with OUTSIDE",
    in_vrf: "VRF VRF, ",
    rekeyed: "a new SPI; what is sent until then is lost",
    bfd: "BFD sessions",
    first_hop: "VRRP state",
    bgp: "BGP summary",
    advertised: "BGP routes advertised to NEIGHBOR",
    ipv6: ["", ""],
    best: "BGP paths to PREFIX",
    ping: "ping NEIGHBOR, IP packet of SIZE bytes, do not fragment",
    ping_headers: 0,
    apply: |router| {
        format!(
            "the values of `{}.values.md`, filters before sessions, entered by the device's own means, so that they undo themselves if nobody \
             keeps them, where it can do that",
            router.router
        )
    },
    switch: sessions,
    open: "by the device's own means",
    confirm: "",
    keep: "its configuration is saved so that it outlives a restart",
    undo: "by hand: what was entered by `ROUTER.values.md` is removed, what uses before what is used; what was there before stays",
    strays: "are dropped",
    before: &[
        (
            For::Each,
            "netgen has no file for this device: each value of its sheet has a place in it, or the difference is decided by its people",
        ),
        (For::Each, "its configuration is saved under a name that the rollback finds"),
        (For::Each, "objects that are entered have names that begin with `ng-`, and none is there"),
        (
            For::Shared,
            "every other BGP neighbor has filters of its own: one without hears the site's prefixes and what AWS announces",
        ),
        (For::Multipath, "equal paths concern every prefix of the device; what stood there is noted for the rollback"),
        (For::Default, "a static default route is preferred to one of BGP, or AWS's is not used beside it"),
        (For::HostRoutes, "there is no route to exactly AWS's outside addresses; this change adds one for each"),
        (
            For::FrontDoor,
            "the interface that faces the internet is in the VRF of the sheet, whose default route leads to the provider",
        ),
        (For::Lag, "the name of each LAG is free, and its ports carry nothing"),
        (For::FirstHop, "no VRRP group of this number is on the site's network"),
        (
            For::Vpn,
            "the device has tunnels by route, an interface each, with IKEv2 and the proposals of the sheet; it offers nothing else there",
        ),
        (
            For::Vpn,
            "a packet may come back through the other tunnel: one zone for both, no strict check of the reverse path",
        ),
        (
            For::Bfd,
            "the device has BFD with the timing of the sheet and without echo, or BFD is turned off in the document",
        ),
    ],
};

/// The sessions that are closed or opened, one a line.
fn sessions(router: &RouterConfig, uplinks: &[&Name], turn: Turn) -> Vec<String> {
    let direct = router.direct_connects.iter().map(|one| (&one.name, one.aws(), one.asn));
    let tunnels =
        router.vpns.iter().flat_map(|vpn| vpn.tunnels.iter().map(move |tunnel| (&vpn.name, tunnel.aws(), vpn.asn)));
    let verb = match turn {
        Turn::Close => "disabled",
        Turn::Open => "enabled",
    };
    let own = direct.chain(tunnels).filter(|(name, ..)| uplinks.contains(name));
    own.map(|(name, neighbor, asn)| format!("BGP neighbor {neighbor} (AS {asn}, {name}): {verb}")).collect()
}

#[cfg(test)]
mod tests {
    use crate::artifact::Artifact;
    use crate::diagnostic::Diagnostics;
    use crate::router::sections::SHEET;
    use crate::router::{Refused, RouterConfig, render, sample, update};
    use crate::uplink::platform::Platform;

    fn files(router: &RouterConfig) -> Vec<Artifact> {
        render(std::slice::from_ref(router), &mut Diagnostics::default()).expect("no finding").public
    }

    /// Nobody is told to change anything where only the head of the sheet differs, and no step is ever written.
    #[test]
    fn a_sheet_has_no_update_and_no_way_back() {
        let old = sample::direct_connect(Platform::Other);
        let mut renamed = old.clone();
        renamed.document = "another.yaml".to_owned();
        let mut other = old.clone();
        other.direct_connects[0].vlan = 301;
        let linux = sample::direct_connect(Platform::Linux);
        let all = |from: &RouterConfig, to: &RouterConfig| {
            let found = update(std::slice::from_ref(to), &files(from), &files(to));
            assert!(found.files.is_empty() && found.changed.is_empty());
            (found.same, found.refused.into_iter().map(|(_, why)| why).collect::<Vec<_>>())
        };
        assert_eq!(all(&old, &renamed), (vec!["tokyo/edge-1".to_owned()], Vec::new()));
        assert_eq!(all(&old, &other), (Vec::new(), vec![Refused::ByHand(SHEET)]));
        let replaced = vec![Refused::Other("it runs another platform")];
        assert_eq!(all(&linux, &old), (Vec::new(), replaced.clone()));
        assert_eq!(all(&old, &linux), (Vec::new(), replaced));
        assert!(files(&old).iter().all(|file| !file.path.contains("rollback")));
    }
}
