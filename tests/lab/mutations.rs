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
        text: "pre_shared_key_1",
        instead: "pre_shared_key_2",
        says: "tunnel 1: no association",
    },
    Mutation {
        what: "another key of the virtual interface",
        file: EDGE_1,
        text: "password bgp_key_of_dx",
        instead: "password bgp_key_of_dy",
        says: "BGP over Direct Connect",
    },
    Mutation {
        what: "the transit gateways number on Direct Connect",
        file: EDGE_1,
        text: "remote-as 64513",
        instead: "remote-as 64512",
        says: "BGP over Direct Connect",
    },
    Mutation {
        what: "the Direct Connect gateways number on the VPN",
        file: EDGE_2,
        text: "remote-as 64512",
        instead: "remote-as 64513",
        says: "BGP over tunnel",
    },
    Mutation {
        what: "another group in phase 2",
        file: CONNECTIONS,
        text: "aes256gcm16-ecp384",
        instead: "aes256gcm16-ecp256",
        says: "new keys of tunnel 1: the SPI is still",
    },
    Mutation {
        what: "another cipher in phase 1",
        file: CONNECTIONS,
        text: "aes256-sha384-ecp384",
        instead: "aes128-sha384-ecp384",
        says: "tunnel 1: no association",
    },
    Mutation {
        what: "a filter that lets nothing in",
        file: EDGE_1,
        text: "NG-AWS-IN seq 10 permit 10.0.0.0/16",
        instead: "NG-AWS-IN seq 10 permit 10.1.0.0/16",
        says: "what the router accepts",
    },
    Mutation {
        what: "a filter that lets nothing out",
        file: EDGE_1,
        text: "NG-SITE-OUT seq 10 permit 192.168.0.0/16",
        instead: "NG-SITE-OUT seq 10 permit 192.168.0.0/17",
        says: "what AWS accepts",
    },
    Mutation {
        what: "a filter that lets longer prefixes out on the VPN",
        file: EDGE_2,
        text: "ip prefix-list NG-SITE-OUT seq 10 permit 192.168.0.0/16\n",
        instead: "ip prefix-list NG-SITE-OUT seq 10 permit 192.168.0.0/16 le 24\n",
        says: "what AWS accepts",
    },
    Mutation {
        what: "a policy of another name",
        file: EDGE_1,
        text: "route-map NG-DX-1-OUT out",
        instead: "route-map NG-DX-2-OUT out",
        says: "what AWS accepts",
    },
    Mutation {
        what: "swapped preference",
        file: EDGE_2,
        text: "set local-preference 350",
        instead: "set local-preference 450",
        says: "Direct Connect is preferred",
    },
    Mutation {
        what: "no session between the routers",
        file: EDGE_2,
        text: "neighbor 192.168.1.2 activate",
        instead: "no neighbor 192.168.1.2 activate",
        says: "BGP between the routers",
    },
    Mutation {
        what: "the next hop of the other router unchanged",
        file: EDGE_1,
        text: "neighbor 192.168.1.3 next-hop-self",
        instead: "! next hop unchanged",
        says: "Direct Connect is preferred",
    },
    Mutation {
        what: "an anchor that outlives the LAN",
        file: EDGE_1,
        text: "  network 192.168.1.0/24\n  aggregate-address 192.168.0.0/16 summary-only\n",
        instead: "  network 192.168.0.0/16\nexit\nexit\nip route 192.168.0.0/16 blackhole 250\nrouter bgp 65000\n address-family ipv4 unicast\n",
        says: "the LAN of edge-1 is down: what AWS accepts from edge-1",
    },
    Mutation {
        what: "no BFD",
        file: EDGE_1,
        text: "neighbor 169.254.32.1 bfd profile ng-dx",
        instead: "! no BFD",
        says: "BFD",
    },
    Mutation {
        what: "the inside address of the other tunnel",
        file: "edge-2.ng-inet-t1.network",
        text: "Address=169.254.16.2/30",
        instead: "Address=169.254.16.6/30",
        says: "BGP over tunnel to 169.254.16.1",
    },
    Mutation {
        what: "no forwarding",
        file: "edge-1.sysctl.conf",
        text: "net.ipv4.ip_forward = 1",
        instead: "net.ipv4.ip_forward = 0",
        says: "traffic over Direct Connect",
    },
];
