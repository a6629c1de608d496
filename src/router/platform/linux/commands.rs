//! How a Linux router is asked and changed: words of FRR, strongSwan and systemd. They are printed for people; nothing is run.

use super::places;
use crate::router::commands::{Commands, For};
use crate::router::switch;

pub(super) const COMMANDS: Commands = Commands {
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
