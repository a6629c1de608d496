//! The router platforms that netgen knows, and what each can do: values that a platform cannot take are refused from these
//! before anything is rendered. The words of a platform are `router`'s affair.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use super::crypto::{Encryption, Group};

/// What a platform can do. A value that is missing here is refused before rendering.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "abilities, each by its own name")]
pub struct Capabilities {
    /// The oldest release that the words are for.
    pub floor: &'static str,
    /// Tunnels with IKEv2 and an interface each.
    pub vpn: bool,
    /// GRE tunnels of Connect peers.
    pub gre: bool,
    /// Groups for the key exchange.
    pub groups: &'static [Group],
    /// Ciphers, for both phases.
    pub encryptions: &'static [Encryption],
    /// Packets that its window against replays can have; none where it takes any number, or keeps its own.
    pub replay_windows: &'static [u32],
    /// The most characters of an interface's name.
    pub interface: usize,
    /// The most characters of a description.
    pub description: usize,
    /// Whether a packet may come back through the other tunnel. If not, `balanced` tunnels have to share a security zone.
    pub asymmetric: bool,
    /// Whether it drops packets of connections that it did not see begin, so that both directions must pass one router.
    pub stateful: bool,
    /// Whether the outside addresses of tunnels may be reached through another VRF than the packets inside are (front-door VRF).
    pub front_door: bool,
    /// Where the configuration clamps TCP segments.
    pub clamp: Clamped,
    /// The largest TCP segment in bytes that it clamps to.
    pub largest_clamp: u16,
    /// Whether a site prefix can be tied to one learned route inside it. Otherwise an aggregate announces it, which every longer
    /// route of BGP keeps alive.
    pub anchors_by_route: bool,
    /// Whether its files make a virtual address on the site's network: VRRP with a preempt delay, and a priority that follows uplinks.
    pub first_hop: bool,
    /// Whether its files carry a site's IPv6 prefixes.
    pub ipv6: bool,
    /// The hold time in seconds that it proposes to other routers of the site: the shortest that its maker advises.
    pub peer_hold_time: u32,
    /// Whether BGP multipath is the platform's default.
    pub multipath: bool,
    /// The MTU in bytes of a port with jumbo frames, as the platform counts it; `None` where VLANs need nothing of the port.
    pub port_mtu: Option<u16>,
    /// Interfaces as the platform shows them: towards the LAN, a port, towards the internet.
    pub interfaces: [&'static str; 3],
}

/// The uplinks on which a platform clamps TCP segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clamped {
    /// All.
    Everywhere,
    /// Tunnels: on a virtual interface its owner does it by hand.
    Tunnels,
}

macro_rules! platforms {
    ($($name:literal $variant:ident $capabilities:ident;)*) => {
        /// What a router runs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
        pub enum Platform { $(#[doc = concat!("`", $name, "`")] #[serde(rename = $name)] $variant,)* }

        impl Platform {
            /// Every platform.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As a document names it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it can do.
            #[must_use]
            pub const fn capabilities(self) -> &'static Capabilities {
                match self { $(Self::$variant => &$capabilities,)* }
            }
        }
    };
}

platforms! {
    "linux" Linux LINUX;
    "cisco-ios-xe" CiscoIosXe IOS_XE;
    "juniper-srx" JuniperSrx SRX;
    "juniper-mx" JuniperMx MX;
    "other" Other OTHER;
}

impl Platform {
    /// How it is said that it drops packets, where it is stateful: of an unknown device, that it may.
    #[must_use]
    pub const fn drops(self) -> &'static str {
        if matches!(self, Self::Other) { "may stand for a device that drops" } else { "drops" }
    }

    /// The platform of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

const CIPHERS: &[Encryption] =
    &[Encryption::Aes128, Encryption::Aes256, Encryption::Aes128Gcm16, Encryption::Aes256Gcm16];

/// The groups that hardware routers have: without 17 and 18.
const GROUPS: &[Group] = &[Group::G14, Group::G15, Group::G16, Group::G19, Group::G20, Group::G21];

const LINUX: Capabilities = Capabilities {
    floor: "FRR 8.4, strongSwan 5.8, kernel 4.19 with XFRM interfaces, systemd 250",
    vpn: true,
    gre: true,
    groups: &[Group::G14, Group::G15, Group::G16, Group::G17, Group::G18, Group::G19, Group::G20, Group::G21],
    encryptions: CIPHERS,
    replay_windows: &[],
    interface: 15,
    description: 80,
    asymmetric: true,
    stateful: false,
    front_door: false,
    largest_clamp: u16::MAX,
    clamp: Clamped::Everywhere,
    anchors_by_route: false,
    first_hop: false,
    ipv6: true,
    multipath: true,
    peer_hold_time: 10,
    port_mtu: None,
    interfaces: ["eth0", "eth1", "eth1"],
};

const IOS_XE: Capabilities = Capabilities {
    floor: "IOS-XE 16.9; above 250 Mbit/s of IPsec with an HSEC licence",
    vpn: true,
    gre: true,
    groups: GROUPS,
    encryptions: CIPHERS,
    replay_windows: &[64, 128, 256, 512, 1024],
    interface: 64,
    description: 200,
    asymmetric: true,
    stateful: false,
    front_door: true,
    largest_clamp: 1460,
    clamp: Clamped::Everywhere,
    anchors_by_route: true,
    first_hop: true,
    ipv6: true,
    multipath: false,
    peer_hold_time: 10,
    port_mtu: Some(9216),
    interfaces: ["GigabitEthernet1", "TenGigabitEthernet0/0/0", "GigabitEthernet2"],
};

const SRX: Capabilities = Capabilities {
    floor: "Junos 20 on an SRX whose CPU keeps up with the BFD timers, 1000 ms on branch models; not proven on a device",
    vpn: true,
    gre: false,
    groups: GROUPS,
    encryptions: CIPHERS,
    replay_windows: &[],
    interface: 32,
    description: 200,
    asymmetric: true,
    stateful: true,
    front_door: true,
    largest_clamp: u16::MAX,
    clamp: Clamped::Tunnels,
    anchors_by_route: true,
    first_hop: true,
    ipv6: false,
    multipath: false,
    peer_hold_time: 20,
    port_mtu: Some(9192),
    interfaces: ["ge-0/0/0", "xe-0/0/0", "ge-0/0/1"],
};

const MX: Capabilities = Capabilities {
    floor: "Junos 18; not proven on a device",
    vpn: false,
    groups: &[],
    encryptions: &[],
    stateful: false,
    front_door: false,
    ..SRX
};

/// Any device: everything that needs no file, and what is safe where nobody knows whether it keeps state.
const OTHER: Capabilities = Capabilities {
    floor: "any device with the values of its sheet; nothing is proven on it",
    vpn: true,
    gre: false,
    groups: LINUX.groups,
    encryptions: CIPHERS,
    replay_windows: &[],
    interface: 64,
    description: 80,
    asymmetric: false,
    stateful: true,
    front_door: true,
    largest_clamp: u16::MAX,
    clamp: Clamped::Everywhere,
    anchors_by_route: true,
    first_hop: true,
    ipv6: false,
    multipath: false,
    peer_hold_time: 20,
    port_mtu: None,
    interfaces: ["lan", "port1", "wan1"],
};
