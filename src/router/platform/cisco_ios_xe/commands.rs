//! How a router with IOS-XE is asked, for the check list.

use crate::router::commands::{Commands, For};
use crate::router::switch;

/// The commands of IOS-XE.
pub(super) const COMMANDS: Commands = Commands {
    ike: "show crypto ikev2 sa",
    esp: "show crypto ipsec sa",
    rekey: "clear crypto sa peer OUTSIDE",
    in_vrf: "vrf VRF ",
    rekeyed: "a new SPI; what is sent until then is lost",
    bfd: "show bfd neighbors details",
    first_hop: "show vrrp brief",
    bgp: "show ip bgp summary",
    advertised: "show ip bgp neighbors NEIGHBOR advertised-routes",
    ipv6: ["show bgp ipv6 unicast summary", "show bgp ipv6 unicast neighbors NEIGHBOR advertised-routes"],
    best: "show ip bgp PREFIX",
    ping: "ping NEIGHBOR size SIZE df-bit",
    ping_headers: 0,
    apply: |_| "`configure terminal revert timer 10`, the lines below, then the file, `end`".to_owned(),
    switch: switch::neighbors,
    open: "`configure terminal revert timer 10`, the lines, `end`",
    confirm: "`configure confirm`",
    keep: "`copy running-config startup-config`",
    undo: "`configure revert now` while the timer runs; later paste `ROUTER.rollback.cfg`",
    strays: "are dropped",
    before: &[
        (
            For::Each,
            "`show running-config | include NG-` shows nothing: where netgen's objects run already, this file is not for this router; it \
             takes an update (`netgen render --since`)",
        ),
        (For::Each, "`show version` and `show license summary`: the release, and HSEC above 250 Mbit/s of IPsec"),
        (
            For::Each,
            "`show archive`: a path is set, so that `configure terminal revert timer 10` works; save the running configuration",
        ),
        (For::Each, "`show ip interface brief`: the tunnel and subinterface numbers of this file are free"),
        (
            For::Shared,
            "`show running-config | section router bgp`: every other neighbor has a `route-map … out` or `prefix-list … out`, for one \
             without hears the site's prefixes and what AWS announces; `network` lines that are there already are noted: the way back \
             leaves all of them",
        ),
        (
            For::Multipath,
            "`show running-config | section router bgp`: `maximum-paths` of this file concerns every prefix; an older value is noted for the \
             rollback",
        ),
        (
            For::Default,
            "`show ip route 0.0.0.0`: a static default route has a distance above 20, or AWS's default route is not used beside it",
        ),
        (
            For::HostRoutes,
            "`show ip route OUTSIDE`: there is no route to exactly AWS's outside address; this change adds one",
        ),
        (
            For::FrontDoor,
            "`show vrf`: the interface that faces the internet is in the VRF of this file; `show ip route vrf VRF 0.0.0.0`: by the provider's \
             router",
        ),
        (
            For::Lag,
            "`show etherchannel summary` and `show running-config interface`: the number of the port channel is free, and its ports carry nothing, \
             no subinterface either",
        ),
        (For::Wide, "`show track`: the numbers of this file are free"),
        (
            For::FirstHop,
            "`show vrrp`, `show running-config | include fhrp version` and `show track`: no group of this number on the LAN, no `fhrp version vrrp \
             v3`, whose commands are others, and the numbers of this file are free",
        ),
        (
            For::Each,
            "`show running-config | include ^router bgp`: no BGP, or the same number; IOS refuses a second one",
        ),
        (For::Vpn, "`show running-config | section crypto ikev2 policy`: none matches the same local address"),
    ],
};
