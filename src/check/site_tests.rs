use std::fmt::Write as _;

use super::tests::{HEAD, found};

const VPC: &str =
    "vpcs: {app: {cidr: 10.0.0.0/16, vpn_gateway: {asn: 64512}, tiers: {t: {prefix: 24, route: local, hub: true}}}}\n";

/// Sites at the VPN gateway of VPC `app`, each with the uplinks that are given for it.
fn sites(quotas: &str, gateways: &str, uplinks: &[String]) -> String {
    let mut text = format!("{HEAD}quotas: {{{quotas}}}\n{VPC}{gateways}sites:\n");
    for (n, uplinks) in uplinks.iter().enumerate() {
        let _ = writeln!(
            text,
            "  s{n}:\n    asn: {}\n    prefixes: [172.16.{n}.0/24]\n    attach: {{to: vpc/app}}\n    routers: {{r: {{platform: linux, \
             router_id: 172.16.{n}.1, lan: {{interface: eth0, address: 172.16.{n}.1/24}}}}}}\n    {uplinks}",
            65000 + n
        );
    }
    text
}

fn quotas(text: &str) -> Vec<String> {
    found(text).into_iter().filter(|one| one.starts_with("NG050")).collect()
}

#[test]
fn vpn_connections_of_a_vpn_gateway_are_counted_and_raised_by_quotas() {
    let uplinks = |count: usize| -> Vec<String> {
        let one =
            |n| format!("uplinks: {{i: {{vpn: {{router: r, interface: eth1, outside_ip: 203.0.113.{}}}}}}}", n + 1);
        (0..count).map(one).collect()
    };
    assert_eq!(quotas(&sites("", "", &uplinks(10))), Vec::<String>::new());
    let said = "NG0502: the VPN gateway of VPC `app` has 11 VPN connections; the quota is 10";
    assert_eq!(quotas(&sites("", "", &uplinks(11))), [said]);
    assert_eq!(quotas(&sites("vpn_connections_per_vpn_gateway: 11", "", &uplinks(11))), Vec::<String>::new());
}

#[test]
fn vpn_gateways_of_a_region_are_counted() {
    let vpc = |n: usize| {
        format!(
            "  v{n}: {{cidr: 10.{n}.0.0/16, vpn_gateway: {{asn: 64512}}, tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}\n"
        )
    };
    let uplink =
        |n: usize| format!("uplinks: {{i: {{vpn: {{router: r, interface: eth1, outside_ip: 203.0.113.{}}}}}}}", n + 1);
    let text = |quota: &str| {
        let mut text = sites(&format!("vpcs: 9{quota}"), "", &(0..6).map(uplink).collect::<Vec<_>>());
        text = text.replace(VPC, &format!("vpcs:\n{}", (0..6).map(vpc).collect::<String>()));
        (0..6).fold(text, |text, n| text.replacen("vpc/app", &format!("vpc/v{n}"), 1))
    };
    assert_eq!(quotas(&text("")), ["NG0502: Region eu-west-1 has 6 VPN gateways; the quota is 5"]);
    assert_eq!(quotas(&text(", vpn_gateways: 6")), Vec::<String>::new());
}

/// A document of three sites, with the second and third one at VPCs of their own: a VPC is behind one Direct Connect gateway.
fn apart(text: &str) -> String {
    let vpc = |name: &str, second: u8| {
        format!("{name}: {{cidr: 10.{second}.0.0/16, tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}")
    };
    let mut text = text.replacen("vpcs: {app:", &format!("vpcs: {{{}, {}, app:", vpc("app1", 1), vpc("app2", 2)), 1);
    for (site, vpc) in [("  s1:\n", "app1"), ("  s2:\n", "app2")] {
        let at = text.find(site).unwrap();
        let rest = text.split_off(at).replacen("vpc/app}", &format!("vpc/{vpc}}}"), 1);
        text += &rest;
    }
    text
}

/// 17 equal virtual interfaces in each of three sites, each site with a Direct Connect gateway of its own.
#[test]
fn virtual_interfaces_of_a_connection_are_counted_and_raised_by_quotas() {
    let site = |s: usize, count: usize| {
        let uplink = |n: usize| {
            format!(
                "u{n}: {{direct_connect: {{router: r, interface: eth{}, connection: dxcon-ffabc123, gateway: g{s}, vlan: {}}}}}",
                n + 1,
                100 * s + n + 1
            )
        };
        let uplinks: Vec<String> = (0..count).map(uplink).collect();
        let names: Vec<String> = (0..count).map(|n| format!("u{n}")).collect();
        format!("uplinks: {{{}}}\n    prefer: [[{}]]", uplinks.join(", "), names.join(", "))
    };
    let gateways = "direct_connect_gateways: {g0: {asn: 64601}, g1: {asn: 64602}, g2: {asn: 64603}}\n";
    let fifty = [site(0, 17), site(1, 17), site(2, 16)];
    assert_eq!(quotas(&apart(&sites("", gateways, &fifty))), Vec::<String>::new());
    let more = [site(0, 17), site(1, 17), site(2, 17)];
    let said = "NG0502: connection `dxcon-ffabc123` has 51 private virtual interfaces; the quota is 50";
    assert_eq!(quotas(&apart(&sites("", gateways, &more))), [said]);
    assert_eq!(quotas(&apart(&sites("virtual_interfaces_per_connection: 51", gateways, &more))), Vec::<String>::new());
}

/// As many sites as VPCs, all with overlaps: findings grow with the number of sites, never with its square.
#[test]
fn overlaps_of_many_sites_are_found_by_one_sweep() {
    const COUNT: usize = 200;
    let mut text = format!("{HEAD}quotas: {{vpcs: 999}}\nvpcs:\n");
    for n in 0..COUNT {
        let _ = writeln!(
            text,
            "  v{n}: {{cidr: 10.{n}.0.0/16, vpn_gateway: {{asn: 64512}}, tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}"
        );
    }
    text += "sites:\n";
    for n in 0..COUNT {
        let _ = writeln!(
            text,
            "  s{n}:\n    asn: 65000\n    prefixes: [10.0.0.0/8]\n    attach: {{to: vpc/v{n}}}\n    routers: {{r: {{platform: linux, \
             router_id: 10.0.0.1, lan: {{interface: eth0, address: 10.{n}.0.1/24}}}}}}\n    uplinks: {{i: {{vpn: {{router: r, \
             interface: eth1, outside_ip: 203.0.113.{n}}}}}}}"
        );
    }
    let found: Vec<String> = found(&text).into_iter().filter(|one| one.starts_with("NG0812")).collect();
    assert!(found.contains(&"NG0812: site `s0` has 10.0.0.0/8, which VPC `v0` has as well".to_owned()), "{found:?}");
    assert!(found.contains(&"NG0812: sites `s0` and `s7` both have 10.0.0.0/8".to_owned()));
    assert_eq!(found.len(), 3 * COUNT + COUNT - 1);
}

/// Several VPCs and one site in front of them.
fn several(vpcs: &str, quotas: &str, names: &[String], prefixes: &str) -> String {
    let ends: Vec<String> = names.iter().map(|name| format!("vpc/{name}")).collect();
    format!(
        "{HEAD}quotas: {{{quotas}}}\nvpcs:\n{vpcs}direct_connect_gateways: {{main: {{asn: 64513}}}}\nsites:\n  s:\n    asn: 65000\n    \
         prefixes: [{prefixes}]\n    attach: {{to: [{}]}}\n    routers: {{r: {{platform: linux, router_id: 192.168.1.1, lan: {{interface: eth0, \
         address: 192.168.1.1/24}}}}}}\n    uplinks: {{d: {{direct_connect: {{router: r, interface: eth1, connection: dxcon-ffabc123, gateway: \
         main, vlan: 300}}}}}}\n",
        ends.join(", ")
    )
}

#[test]
fn vpn_gateways_behind_a_direct_connect_gateway_are_counted() {
    let text = |count: usize| {
        let vpc =
            |n| format!("  v{n}: {{cidr: 10.{n}.0.0/16, tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}\n");
        let names: Vec<String> = (0..count).map(|n| format!("v{n}")).collect();
        let vpcs: String = (0..count).map(vpc).collect();
        several(&vpcs, "vpcs: 99, vpn_gateways: 99", &names, "192.168.0.0/16")
    };
    assert_eq!(quotas(&text(20)), Vec::<String>::new());
    let said = "NG0502: Direct Connect gateway `main` has 21 VPN gateways; the quota is 20";
    assert_eq!(quotas(&text(21)), [said]);
}

#[test]
fn a_prefix_joins_vpcs_only_where_it_covers_two_of_the_sites_own() {
    let joins = |names: &[&str], prefixes: &str| -> Vec<String> {
        let vpc =
            |n| format!("  v{n}: {{cidr: 10.{n}.0.0/16, tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}\n");
        let vpcs: String = (0..4).map(vpc).collect();
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let found = found(&several(&vpcs, "", &names, prefixes)).into_iter();
        found.filter(|one| one.starts_with("NG0885") || one.starts_with("NG0812")).collect()
    };
    assert_eq!(joins(&["v0", "v1"], "192.168.0.0/16"), Vec::<String>::new());
    assert_eq!(
        joins(&["v0", "v3"], "192.168.0.0/16, 10.0.0.0/14"),
        ["NG0885: 10.0.0.0/14 of site `s` joins VPCs `v0` and `v3`"]
    );
    // The other half of the range has one VPC of the site: that one is in the way as ever.
    let one = joins(&["v0", "v3"], "192.168.0.0/16, 10.2.0.0/15");
    let said = [
        "NG0812: site `s` has 10.2.0.0/15, which VPC `v2` has as well",
        "NG0812: site `s` has 10.2.0.0/15, which VPC `v3` has as well",
    ];
    assert_eq!(one, said);
}

#[test]
fn blocks_that_nobody_reaches_may_repeat_but_not_behind_one_direct_connect_gateway() {
    let hidden = "secondary_cidrs: [{cidr: 100.64.0.0/20, routable: false}], ";
    let vpc =
        |n| format!("  v{n}: {{cidr: 10.{n}.0.0/16, {hidden}tiers: {{t: {{prefix: 24, route: local, hub: true}}}}}}\n");
    let vpcs: String = (0..3).map(vpc).collect();
    let overlaps = |names: &[&str]| -> Vec<String> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let found = found(&several(&vpcs, "", &names, "192.168.0.0/16")).into_iter();
        found.filter(|one| one.starts_with("NG0886") || one.starts_with("NG0203")).collect()
    };
    assert_eq!(overlaps(&["v1"]), Vec::<String>::new());
    let said = "NG0886: VPCs `v0` and `v2` behind Direct Connect gateway `main` both have 100.64.0.0/20";
    assert_eq!(overlaps(&["v0", "v2"]), [said]);
}
