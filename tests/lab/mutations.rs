//! Mistakes, each of which the course has to notice: what is changed in which file, and what the lab says then.

use super::files::Mutation;

const EDGE_1: &str = "edge-1.frr.conf";
const EDGE_2: &str = "edge-2.frr.conf";
const CONNECTIONS: &str = "edge-2.swanctl.conf";

/// The mistakes.
pub const MUTATIONS: &[Mutation] = &[
    Mutation {
        what: "the key of the other tunnel",
        file: "edge-2.secrets.conf",
        changes: &[("pre_shared_key_1", "pre_shared_key_2")],
        says: "tunnel 1: no association",
    },
    Mutation {
        what: "another key of the virtual interface",
        file: EDGE_1,
        changes: &[("password bgp_key_of_dx", "password bgp_key_of_dy")],
        says: "BGP over Direct Connect",
    },
    Mutation {
        what: "the transit gateways number on Direct Connect",
        file: EDGE_1,
        changes: &[("remote-as 64513", "remote-as 64512")],
        says: "BGP over Direct Connect",
    },
    Mutation {
        what: "the Direct Connect gateways number on the VPN",
        file: EDGE_2,
        changes: &[("remote-as 64512", "remote-as 64513")],
        says: "BGP over tunnel",
    },
    Mutation {
        what: "another group in phase 2",
        file: CONNECTIONS,
        changes: &[("aes256gcm16-ecp384", "aes256gcm16-ecp256")],
        says: "new keys of tunnel 1: the SPI is still",
    },
    Mutation {
        what: "another cipher in phase 1",
        file: CONNECTIONS,
        changes: &[("aes256-sha384-ecp384", "aes128-sha384-ecp384")],
        says: "tunnel 1: no association",
    },
    Mutation {
        what: "a filter that lets nothing in",
        file: EDGE_1,
        changes: &[("NG-AWS-IN seq 68096 permit 10.0.0.0/16", "NG-AWS-IN seq 68096 permit 10.1.0.0/16")],
        says: "what the router accepts",
    },
    Mutation {
        what: "a filter that lets nothing out",
        file: EDGE_1,
        changes: &[("NG-SITE-OUT seq 114856 permit 192.168.0.0/16", "NG-SITE-OUT seq 114856 permit 192.168.0.0/17")],
        says: "what AWS accepts",
    },
    Mutation {
        what: "a filter that lets longer prefixes out on the VPN",
        file: EDGE_2,
        changes: &[
            ("NG-SITE-OUT seq 114856 permit 192.168.0.0/16", "NG-SITE-OUT seq 114856 permit 192.168.0.0/16 le 24"),
            ("  network 192.168.0.0/16\n", "  network 192.168.0.0/16\n  network 192.168.1.0/24\n"),
        ],
        says: "what AWS accepts",
    },
    Mutation {
        what: "a policy of another name",
        file: EDGE_1,
        changes: &[("route-map NG-DX-1-OUT out", "route-map NG-DX-2-OUT out")],
        says: "what AWS accepts",
    },
    Mutation {
        what: "swapped preference",
        file: EDGE_2,
        changes: &[("set local-preference 350", "set local-preference 450")],
        says: "Direct Connect is preferred",
    },
    Mutation {
        what: "no session between the routers",
        file: EDGE_2,
        changes: &[("neighbor 192.168.1.2 activate", "no neighbor 192.168.1.2 activate")],
        says: "BGP between the routers",
    },
    Mutation {
        what: "the next hop of the other router unchanged",
        file: EDGE_1,
        changes: &[("neighbor 192.168.1.3 next-hop-self", "! next hop unchanged")],
        says: "Direct Connect is preferred",
    },
    Mutation {
        what: "an anchor that outlives the LAN",
        file: EDGE_1,
        changes: &[("ip route 192.168.0.0/16 eth0 250", "ip route 192.168.0.0/16 blackhole 250")],
        says: "the LAN of edge-1 is down: what AWS accepts from edge-1",
    },
    Mutation {
        what: "no BFD",
        file: EDGE_1,
        changes: &[("neighbor 169.254.32.1 bfd profile ng-dx", "! no BFD")],
        says: "BFD",
    },
    Mutation {
        what: "the inside address of the other tunnel",
        file: "edge-2.ng-inet-t1.network",
        changes: &[("Address=169.254.16.2/30", "Address=169.254.16.6/30")],
        says: "BGP over tunnel to 169.254.16.1",
    },
    Mutation {
        what: "no forwarding",
        file: "edge-1.sysctl.conf",
        changes: &[("net.ipv4.ip_forward = 1", "net.ipv4.ip_forward = 0")],
        says: "traffic over Direct Connect",
    },
    Mutation {
        what: "another group in phase 2 at AWS",
        file: "site-tokyo.json",
        changes: &[(
            "\"Phase2DHGroupNumbers\": [\n              {\n                \"Value\": 20",
            "\"Phase2DHGroupNumbers\": [\n              {\n                \"Value\": 19",
        )],
        says: "new keys of tunnel 1: the SPI is still",
    },
    Mutation {
        what: "another number of the site at AWS",
        file: "site-tokyo.json",
        changes: &[("\"BgpAsn\": 65000", "\"BgpAsn\": 65001")],
        says: "BGP over tunnel",
    },
    Mutation {
        what: "another prefix allowed at AWS",
        file: "direct-connect-main.json",
        changes: &[("\"10.0.0.0/16\"", "\"10.0.0.0/17\"")],
        says: "what the router accepts",
    },
    Mutation {
        what: "a VPC that the site does not learn of",
        file: "app.json",
        changes: &[(
            "\"TransitGatewayRouteTableId\": {\"Ref\": \"HubOnPremTransitGatewayTableId\"}",
            "\"TransitGatewayRouteTableId\": {\"Ref\": \"HubCloudTransitGatewayTableId\"}",
        )],
        says: "Direct Connect is silent",
    },
];

/// A mistake that only two minutes without the provider show: AWS's end tries for a minute by itself.
pub const LONG: Mutation = Mutation {
    what: "tunnels that give up after one try",
    file: CONNECTIONS,
    changes: &[("keyingtries = 0", "keyingtries = 1")],
    says: "the provider is back, tunnel 1",
};

/// A mistake of a router on which BGP runs already.
pub const SHARED: Mutation = Mutation {
    what: "an aggregate that withdraws the routes of others",
    file: EDGE_1,
    changes: &[(
        "  network 192.168.0.0/16\n",
        "  network 192.168.0.0/16\n  aggregate-address 192.168.0.0/16 summary-only\n",
    )],
    says: "the existing neighbor with the change",
};

/// A mistake of a router to which AWS announces a default route.
pub const RECURSION: Mutation = Mutation {
    what: "a tunnel without a host route",
    file: "gate.frr.conf",
    changes: &[("ip route 198.51.100.2/32 203.0.113.1 eth1\n", "")],
    says: "the tunnel's own packets to 198.51.100.2 leave by ng-inet-t",
};

/// A mistake of a router with two equal tunnels.
pub const ONE_PATH: Mutation = Mutation {
    what: "one path of two",
    file: EDGE_2,
    changes: &[("  network 192.168.0.0/16\n", "  maximum-paths 1\n  network 192.168.0.0/16\n")],
    says: "both tunnels carry flows",
};

/// Mistakes of an update, in the first changes of the course.
pub const UPDATES: &[Mutation] = &[
    Mutation {
        what: "an update that begins a session anew",
        file: "1+edge-1.1.frr.conf",
        changes: &[(
            "router bgp 65000\n",
            "router bgp 65000\n neighbor 169.254.32.1 passive\n no neighbor 169.254.32.1 passive\n",
        )],
        says: "the sheet resets no session",
    },
    Mutation {
        what: "an update that forgets a filter",
        file: "2+edge-2.1.frr.conf",
        changes: &[("ip prefix-list NG-SITE-OUT seq 109588 permit 172.20.0.0/16\n", "")],
        says: "edge-2 does not run",
    },
];
