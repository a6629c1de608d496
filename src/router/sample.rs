//! A site for the tests: Direct Connect on edge-1, VPN on edge-2.

use std::net::Ipv4Addr;

use super::config::{Carries, DirectConnect, FirstHop, Lan, Peer, RouterConfig, RouterLag, Tunnel, Vpn};
use super::secret::Secret;
use crate::net::Asn;
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::Crypto;
use crate::uplink::options::TunnelOptions;
use crate::uplink::platform::Platform;
use crate::uplink::preference::{Rank, Tunnels};

fn router(name: &str, platform: Platform, host: u8, other: (&str, u8)) -> RouterConfig {
    let address = |host| Ipv4Addr::new(192, 168, 1, host);
    RouterConfig {
        document: "hybrid.yaml".to_owned(),
        site: "tokyo".parse().unwrap(),
        router: name.parse().unwrap(),
        platform,
        asn: Asn::new(65000).unwrap(),
        router_id: address(host),
        lan: Lan {
            interface: platform.capabilities().interfaces[0].to_owned(),
            address: address(host),
            network: "192.168.1.0/24".parse().unwrap(),
            contributors: Vec::new(),
            first_hop: None,
        },
        site_prefixes: vec!["192.168.0.0/16".parse().unwrap()],
        aws_prefixes: vec!["10.0.0.0/16".parse().unwrap()],
        lags: Vec::new(),
        direct_connects: Vec::new(),
        vpns: Vec::new(),
        gres: Vec::new(),
        peers: vec![Peer { router: other.0.parse().unwrap(), address: address(other.1) }],
        mss: Some(1406),
        greenfield: false,
        multipath: platform.capabilities().multipath,
        ipv6: None,
    }
}

/// The router with the virtual interface.
pub(super) fn direct_connect(platform: Platform) -> RouterConfig {
    let uplink = DirectConnect {
        name: "dx-1".parse().unwrap(),
        description: "Carrier X, circuit 4711/A".to_owned(),
        rank: Rank { of_site: 0, of_kind: 0 },
        connection: "dxcon-ffabc123".parse().unwrap(),
        interface: platform.capabilities().interfaces[1].to_owned(),
        vlan: 300,
        link: "169.254.32.0/30".parse().unwrap(),
        asn: Asn::new(64513).unwrap(),
        key: None,
        mtu: 1500,
        bfd: Some(Bfd::SHORTEST),
        carries: Carries::Site,
        ipv6: None,
    };
    RouterConfig { direct_connects: vec![uplink], ..router("edge-1", platform, 2, ("edge-2", 3)) }
}

/// The router with the virtual interface, on a LAG of two ports.
pub(super) fn lag(platform: Platform) -> RouterConfig {
    let mut router = direct_connect(platform);
    let (interface, members) = match platform {
        Platform::Linux => ("bond0", ["eth1", "eth2"]),
        Platform::CiscoIosXe => ("Port-channel1", ["TenGigabitEthernet0/0/0", "TenGigabitEthernet0/0/1"]),
        Platform::JuniperSrx | Platform::JuniperMx => ("ae0", ["xe-0/0/0", "xe-0/0/1"]),
        Platform::Other => ("lag1", ["port1", "port2"]),
    };
    let members = members.map(str::to_owned).to_vec();
    router.lags = vec![RouterLag { interface: interface.to_owned(), members, minimum: Some(1) }];
    for one in &mut router.direct_connects {
        interface.clone_into(&mut one.interface);
    }
    router
}

/// The router with the virtual interface, which has the address that hosts send to.
pub(super) fn first_hop(platform: Platform) -> RouterConfig {
    let mut router = direct_connect(platform);
    let address = Ipv4Addr::new(192, 168, 1, 1);
    let until = Some(Rank { of_site: 1, of_kind: 0 });
    router.lan.first_hop = Some(FirstHop { address, group: 10, priority: 230, until });
    router
}

/// The router with the VPN connection.
pub(super) fn vpn(platform: Platform) -> RouterConfig {
    let tunnel = |number, inside: &str| Tunnel { number, inside: inside.parse().unwrap(), outside: None, key: None };
    let uplink = Vpn {
        name: "inet".parse().unwrap(),
        description: String::new(),
        rank: Rank { of_site: 1, of_kind: 0 },
        interface: platform.capabilities().interfaces[2].to_owned(),
        carrier: None,
        outside: Ipv4Addr::new(203, 0, 113, 10),
        local_address: None,
        next_hop: Some(Ipv4Addr::new(203, 0, 113, 1)),
        vrf: None,
        path_mtu: 1500,
        asn: Asn::new(64512).unwrap(),
        crypto: Crypto::default(),
        options: TunnelOptions::default(),
        accelerated: false,
        mode: Tunnels::Balanced,
        tunnels: [tunnel(101, "169.254.16.0/30"), tunnel(102, "169.254.16.4/30")],
    };
    RouterConfig { vpns: vec![uplink], ..router("edge-2", platform, 3, ("edge-1", 2)) }
}

/// The same router with all that AWS knows.
pub(super) fn bound(mut router: RouterConfig) -> RouterConfig {
    for one in &mut router.direct_connects {
        one.key = Some(Secret::bgp("bgp_key_of_dx").unwrap());
    }
    for tunnel in router.vpns.iter_mut().flat_map(|vpn| &mut vpn.tunnels) {
        let number = tunnel.number - 100;
        tunnel.outside = Some(Ipv4Addr::new(198, 51, 100, u8::try_from(number).unwrap()));
        tunnel.key = Some(Secret::pre_shared(&format!("pre_shared_key_{number}")).unwrap());
    }
    router
}
