//! `netgen fail`, against what AWS's and BGP's rules say of small documents. The expectations are written by hand.

use crate::command::Folder;

const HEAD: &str = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n";

/// Routes to a NAT gateway never move: with one gateway, its zone takes the other zone's way out with it.
#[test]
fn the_zone_of_a_single_nat_gateway_takes_the_other_zone_off_the_internet() {
    let folder = Folder::new();
    let vpc = "vpcs: {shop: {cidr: 10.0.0.0/16, nat: single, tiers: {public: {prefix: 26, route: internet}, app: {prefix: 24, route: nat}}}}\n";
    folder.write("doc.yaml", format!("{HEAD}{vpc}"));
    folder
        .run("fail doc.yaml zone/a")
        .ends(0)
        .prints(&["zone/a: 1 pair loses reach", "shop/app -> internet  ipv4  zone b\n"]);
    folder.run("fail doc.yaml zone/b").ends(0).prints(&["nothing else is cut or moves by the failure of zone/b"]);
    folder.run("fail doc.yaml nat/shop/a").ends(0).prints(&["shop/app -> internet  ipv4  zones a, b\n"]);
}

/// With a gateway in each zone, a zone takes its own subnets with it and nothing else.
#[test]
fn a_nat_gateway_in_each_zone_keeps_zones_apart() {
    let folder = Folder::new();
    let vpc = "vpcs: {shop: {cidr: 10.0.0.0/16, tiers: {public: {prefix: 26, route: internet}, app: {prefix: 24, route: nat}}}}\n";
    folder.write("doc.yaml", format!("{HEAD}{vpc}"));
    folder.run("fail doc.yaml zone/a").ends(0).prints(&["nothing else is cut or moves by the failure of zone/a"]);
    folder
        .run("fail doc.yaml nat/shop/b")
        .ends(0)
        .prints(&["shop/app -> internet  ipv4  zone b  (other zones keep it)"]);
}

/// BFD notices a virtual interface in 0.9 s; what moves onto a stateful router loses its sessions. A backup that carries nothing
/// costs nothing.
#[test]
fn the_backup_of_a_site_takes_over_and_its_own_failure_moves_nothing() {
    let folder = Folder::new();
    folder
        .run("fail dx-vpn uplink/tokyo/dx-1")
        .ends(0)
        .prints(&["site tokyo: inet takes over within 1 s (BFD", "TCP sessions are cut"]);
    folder
        .run("fail dx-vpn router/tokyo/edge-1")
        .ends(0)
        .prints(&["inet takes over within 10 s (BGP hold time 10 s between the routers)"]);
    folder.run("fail dx-vpn uplink/tokyo/inet").ends(0).prints(&["nothing else is cut or moves"]);
}

/// A site with one uplink is cut off, and every pair with it is named.
#[test]
fn the_only_uplink_of_a_site_cuts_it_off() {
    let folder = Folder::new();
    let site = "vpcs: {app: {cidr: 10.0.0.0/16, vpn_gateway: {asn: 64512}, tiers: {data: {prefix: 24, route: local, hub: true}}}}\n\
                sites: {tokyo: {asn: 65001, prefixes: [192.168.0.0/18], attach: {to: vpc/app}, routers: {gw: {platform: linux, \
                router_id: 192.168.1.1, lan: {interface: eth0, address: 192.168.1.1/24}}}, uplinks: {inet: {vpn: {router: gw, interface: eth1, \
                outside_ip: 203.0.113.10}}}}}\n";
    folder.write("doc.yaml", format!("{HEAD}{site}"));
    let cut = ["app/data -> site/tokyo  ipv4\n", "site/tokyo -> app/data  ipv4\n"];
    folder.run("fail doc.yaml uplink/tokyo/inet").ends(0).prints(&cut);
    folder.run("fail doc.yaml router/tokyo/gw").ends(0).prints(&cut);
    folder
        .run("fail doc.yaml tunnel/tokyo/inet/1")
        .ends(0)
        .prints(&["tunnel 2 of inet takes over within 30 s (BGP hold time 30 s)"]);
}

#[test]
fn an_unknown_element_has_a_suggestion_and_json_names_every_element() {
    let folder = Folder::new();
    folder.run("fail three-tier zone/b").ends(2).no_result().says(&["the network has no such element", "did you mean"]);
    folder
        .run("fail three-tier --format json")
        .ends(0)
        .prints(&["\"element\": \"nat/shop/a\"", "\"kept\": \"other zones\""]);
}

/// In appliance mode a hash picks the firewall's zone for each flow, so a NAT gateway behind it has a share of the flows of every zone,
/// and the zone's loss cuts connections that the other endpoints have not seen begin.
#[test]
fn what_stands_behind_a_firewall_has_its_share_of_every_zone() {
    let folder = Folder::new();
    folder.run("fail hub-spoke nat/egress/a").ends(0).prints(&[
        "orders/private and 1 more -> internet  ipv4  (1 in 3 flows: a hash picks the zone of each)",
        "sandbox/private -> internet  ipv4  zone a  (other zones keep it)",
    ]);
    folder
        .run("fail hub-spoke zone/b")
        .ends(0)
        .prints(&["zone/b: 3 pairs are interrupted", "1 in 3 open connections is cut, and new ones take another zone"]);
}

/// Series multiply, uplinks of a site are parallel, and what has no published level says so. By hand: 0.9995 x 0.9999 x 0.999 of a month
/// of 43,800 minutes, and 1 - 0.05 x 0.0005 in front of 0.9995.
#[test]
fn availability_is_calculated_from_published_levels() {
    let folder = Folder::new();
    folder.run("fail hub-spoke").ends(0).prints(&[
        "not a promise",
        "99.8401 %, 70.1 minutes a month: orders/private and 1 more -> internet ipv4",
        "transit gateway hub 99.95 % x Network Firewall inspection 99.99 % x NAT gateway egress 99.9 %; nothing is published for \
         internet gateway egress, which counts 1",
    ]);
    folder.run("fail dx-vpn").ends(0).prints(&[
        "99.9475 %, 23.0 minutes a month: app/private -> site/tokyo ipv4, site/tokyo -> app/private ipv4",
        "uplinks of tokyo (Direct Connect at one location or VPN connection) 99.9975 %",
    ]);
    folder.run("fail dx-vpn uplink/tokyo/dx-1").ends(0).prints(&["inet takes over"]);
}

#[test]
fn a_path_below_the_required_availability_ends_with_1() {
    let folder = Folder::new();
    let document = |required: &str| {
        let vpc = "vpcs: {shop: {cidr: 10.0.0.0/16, tiers: {public: {prefix: 26, route: internet}, app: {prefix: 24, route: nat}}}}\n";
        format!("{HEAD}require: {{availability: {required}}}\n{vpc}")
    };
    folder.write("doc.yaml", document("99.9"));
    folder.run("fail doc.yaml").ends(0).prints(&["requires 99.9 %, which every pair has"]);
    folder.write("doc.yaml", document("99.95"));
    folder.run("fail doc.yaml").ends(1).prints(&["requires 99.95 %, and 1 of"]);
    folder
        .run("fail doc.yaml zone/a --format json")
        .ends(1)
        .prints(&["\"required\": 99.95", "\"availability\": 99.9,"]);
    let zones = HEAD.replace("[a, b]", "[a]");
    folder.write("doc.yaml", format!("{zones}require: {{zones: 2}}\nvpcs: {{shop: {{cidr: 10.0.0.0/16, tiers: {{app: {{prefix: 24, route: local}}}}}}}}\n"));
    folder.run("fail doc.yaml").ends(1).says(&["NG0962"]);
}
