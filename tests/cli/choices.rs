//! `netgen choices`, against what AWS's rules say of small documents. The expectations are written by hand.

use crate::command::Folder;

const SEVERAL: &str = include_str!("../blueprints/site-several-vpcs.yaml");
const PUBLIC: &str = include_str!("../blueprints/site-public.yaml");
const HEAD: &str = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n";

/// A site `name` with one VPN connection.
fn office(name: &str, number: usize) -> String {
    format!(
        "  {name}: {{asn: {}, prefixes: [192.168.{number}.0/24], attach: {{to: vpc/app}}, routers: {{gw: {{platform: linux, router_id: \
         192.168.{number}.1, lan: {{interface: eth0, address: 192.168.{number}.1/24}}}}}}, uplinks: {{inet: {{vpn: {{router: gw, interface: \
         eth1, outside_ip: 203.0.113.{number}}}}}}}}}\n",
        65000 + number
    )
}

#[test]
fn several_vpcs_leave_direct_connect_alone() {
    let folder = Folder::new();
    folder.write("doc.yaml", SEVERAL);
    folder.run("choices doc.yaml").ends(0).prints(&[
        "site tokyo\n",
        "  Direct Connect: chosen: dx-1, dx-2\n",
        "  VPN: ruled out: `attach`: 3 VPCs, and a VPN connection ends on one VPN gateway\n",
        "  VPN over a public virtual interface: ruled out: `attach`: 3 VPCs",
        "  accelerated VPN: ruled out: `attach`: AWS has it on transit gateways alone\n",
        "VPCs app and data\n",
        "  peering: chosen: app-data\n  transit gateway: possible\n",
        "every other pair of VPCs: no way",
        "service level: 95 % (Direct Connect at one location), 99.9 % (Direct Connect at two locations)",
    ]);
}

/// Of one VPC, a VPN connection is as good as the virtual interface; `CloudHub` wants another site.
#[test]
fn one_vpc_leaves_a_vpn_connection_too() {
    let folder = Folder::new();
    folder.write(
        "doc.yaml",
        SEVERAL
            .replace("to: [vpc/app, vpc/data, vpc/tools]", "to: vpc/app")
            .replace("to: [vpc/tools, vpc/app, vpc/data]", "to: vpc/app"),
    );
    folder.run("choices doc.yaml").ends(0).prints(&[
        "  VPN: possible\n",
        "  VPN CloudHub: ruled out: `uplinks`: only sites with VPN connections and BGP alone are joined\n",
    ]);
}

#[test]
fn what_a_document_requires_rules_ways_out() {
    let folder = Folder::new();
    // Its segment says so.
    folder.run("choices dx-ipsec").ends(0).prints(&[
        "`encrypt: required`",
        "  VPN inside Direct Connect: chosen: dx-1, dx-2\n",
        "  Direct Connect: ruled out: `encrypt: required`: packets pass in clear\n",
    ]);
    folder.run("choices dx-vpn --set sites.tokyo.uplinks.dx-1.direct_connect.speed=25Gbps").ends(0).prints(&[
        "`speed: 25Gbps` of dx-1",
        "  VPN: chosen: inet\n",
        "  accelerated VPN: ruled out: `speed: 25Gbps` of dx-1: a connection carries 10000 Mbps at most\n",
    ]);
    folder
        .run("choices dx-vpn --set sites.tokyo.uplinks.dx-1.direct_connect.speed=10Gbps")
        .ends(0)
        .prints(&["  accelerated VPN: possible\n"]);
    folder.run("choices dx-vpn --set require.availability=99.96").ends(0).prints(&[
        "`require.availability: 99.96`",
        "  accelerated VPN: ruled out: `require.availability: 99.96`: AWS publishes 99.95 % at most\n",
    ]);
}

#[test]
fn sites_at_one_vpn_gateway_have_cloud_hub_where_the_document_says_so() {
    let folder = Folder::new();
    let text = |between: bool, offices: &[String]| {
        format!(
            "{HEAD}vpcs: {{app: {{cidr: 10.0.0.0/16, vpn_gateway: {{between_sites: {between}}}, tiers: {{data: {{prefix: 24, route: local, hub: \
             true}}}}}}}}\nsites:\n{}",
            offices.concat()
        )
    };
    let two = [office("bonn", 1), office("cork", 2)];
    folder.write("doc.yaml", text(true, &two));
    folder.run("choices doc.yaml").ends(0).prints(&["  VPN CloudHub: chosen: inet\n"]);
    folder.write("doc.yaml", text(false, &two));
    folder.run("choices doc.yaml").ends(0).prints(&["  VPN CloudHub: ruled out: `vpn_gateway.between_sites`"]);
    folder.write("doc.yaml", text(false, &two[..1]));
    folder.run("choices doc.yaml").ends(0).prints(&["  VPN CloudHub: ruled out: `attach`: no other site"]);
}

#[test]
fn a_firewall_between_segments_rules_a_peering_out() {
    let folder = Folder::new();
    folder.run("choices hub-spoke").ends(0).prints(&[
        "VPCs of segments production (2) and shared (1) of hub\n",
        "  peering: ruled out: `inspection.between`: no firewall is on the way\n  transit gateway: chosen: hub\n",
        "the 2 VPCs of segment production of hub\n",
    ]);
    folder.run("choices three-tier").ends(0).prints(&["there is nothing to choose\n"]);
}

/// Tunnels whose outside address the router announces on a public virtual interface come that way.
#[test]
fn a_vpn_from_an_announced_address_passes_the_public_interface() {
    let folder = Folder::new();
    folder.write("doc.yaml", PUBLIC.replace("outside_ip: 198.51.100.10}", "outside_ip: 203.0.113.10}"));
    let answer = folder.run("choices doc.yaml --format json").ends(0);
    let json: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    let chosen = |site: &str, way: &str| {
        let sites = json["sites"].as_array().expect("sites");
        let site = sites.iter().find(|one| one["of"] == format!("site {site}")).expect("the site");
        let way = site["ways"].as_array().expect("ways").iter().find(|one| one["way"] == way).expect("the way");
        way["chosen"].clone()
    };
    assert_eq!(chosen("tokyo", "VPN over a public virtual interface"), serde_json::json!(["inet"]));
    assert_eq!(chosen("tokyo", "VPN"), serde_json::json!(["inet-3"]));
    let pages = json["ways"].as_array().expect("ways").iter().filter_map(|way| way["page"].as_str());
    assert_eq!(pages.filter(|page| page.starts_with("https://docs.aws.amazon.com/")).count(), 6);
}

#[test]
fn a_document_with_errors_has_no_choices() {
    let folder = Folder::new();
    folder.write("doc.yaml", SEVERAL.replace("192.168.0.0/18", "10.0.0.0/8"));
    folder.run("choices doc.yaml").ends(2);
}
