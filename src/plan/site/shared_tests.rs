//! Customer gateways with several connections, sites that meet at a VPN gateway, and peerings of gateways.

use std::collections::BTreeMap;

use super::super::hub::Attachment;
use super::super::lock::{Entry, Lock};
use super::super::types::Plan;
use super::tests::{cidrs, planned};
use super::*;

const SHARED: &str = include_str!("shared_gateways.yaml");

/// The owners of customer gateways, by uplink: `site/uplink`.
fn gateways(plan: &Plan<'_>) -> BTreeMap<String, String> {
    let name = |id: UplinkId| format!("{}/{}", plan.network.site(id.site).name, plan.network.uplink(id).name);
    let vpns = plan.sites.iter().flat_map(|site| &site.vpns);
    vpns.map(|vpn| (name(vpn.uplink), name(vpn.customer.owner))).collect()
}

#[test]
fn connections_from_one_address_and_asn_share_a_customer_gateway() {
    let owners = planned(SHARED, &Lock::default(), |plan, _| gateways(plan)).unwrap();
    let expected = [
        ("dublin/inet-1", "dublin/inet-1"),
        ("dublin/inet-2", "dublin/inet-1"),
        ("tokyo-app/inet-1", "tokyo-app/inet-1"),
        ("tokyo-app/inet-2", "tokyo-app/inet-2"),
        ("tokyo-data/inet-1", "tokyo-app/inet-1"),
        ("tokyo-data/inet-2", "tokyo-data/inet-2"),
    ];
    assert_eq!(owners, expected.map(|(one, other)| (one.to_owned(), other.to_owned())).into());
}

/// A gateway that is there stays in its site, whatever comes before it by name, and the lock remembers it from then on.
#[test]
fn a_customer_gateway_stays_where_it_was_when_others_share_it() {
    let (start, rest) = SHARED.split_once("  tokyo-app:\n").unwrap();
    let (app, data) = rest.split_once("  tokyo-data:\n").unwrap();
    let app = app.replace("203.0.113.10", "203.0.113.9").replace("inet-1", "inet-0");
    let before = format!("{start}  tokyo-app:\n{app}  tokyo-data:\n{data}");
    let mut lock = planned(&before, &Lock::default(), |_, lock| lock.clone()).unwrap();
    assert!(lock.get("site/tokyo-data/uplink/inet-1/customer-gateway").is_none());
    for _ in 0..3 {
        let (owners, new) = planned(SHARED, &lock, |plan, lock| (gateways(plan), lock.clone())).unwrap();
        assert_eq!(owners["tokyo-app/inet-1"], "tokyo-data/inet-1");
        assert_eq!(owners["tokyo-data/inet-1"], "tokyo-data/inet-1");
        lock = new;
    }
}

/// Two sites that would need a gateway of each other: the first one owns both, so that stacks have an order.
#[test]
fn shared_customer_gateways_never_make_a_circle_of_stacks() {
    let both = SHARED.replace("203.0.113.12", "203.0.113.11");
    let mut lock = Lock::default();
    let address = |text: &str| text.parse::<Cidr4>().ok();
    for (site, uplink, ipv4) in
        [("tokyo-app", "inet-1", "203.0.113.10/32"), ("tokyo-data", "inet-2", "203.0.113.11/32")]
    {
        let path = format!("site/{site}/uplink/{uplink}/customer-gateway");
        lock.insert(path, Entry { ipv4: address(ipv4), ..Entry::default() });
    }
    let owners = planned(&both, &lock, |plan, _| gateways(plan)).unwrap();
    assert_eq!(
        (&*owners["tokyo-data/inet-1"], &*owners["tokyo-data/inet-2"]),
        ("tokyo-app/inet-1", "tokyo-app/inet-2")
    );
}

/// Two sites at one VPN gateway: each router accepts the other site where the document lets them reach each other, and else not.
#[test]
fn a_vpn_gateway_announces_sites_to_each_other_and_the_document_decides_what_routers_accept() {
    let text = include_str!("../../../blueprints/invalid/NG0864-two-sites-at-a-vpn-gateway.yaml");
    let with = |between: &str| text.replace("{asn: 64512}", &format!("{{asn: 64512{between}}}"));
    let accepted = |text: &str| {
        let configs = |plan: &Plan<'_>, _: &Lock| {
            let all = crate::router::configs(plan, "test.yaml");
            all.into_iter().map(|router| (format!("{}/{}", router.site, router.router), router.aws_prefixes)).collect()
        };
        planned::<BTreeMap<String, Vec<Cidr4>>>(text, &Lock::default(), configs).unwrap()
    };
    for apart in ["", ", between_sites: false"] {
        assert!(accepted(&with(apart)).values().all(|prefixes| *prefixes == cidrs(&["10.0.0.0/16"])), "{apart}");
    }
    let joined = accepted(&with(", between_sites: true"));
    assert_eq!(joined["osaka/edge-1"], cidrs(&["10.0.0.0/16", "192.168.0.0/16"]));
    assert_eq!(joined["tokyo/edge-2"], cidrs(&["10.0.0.0/16", "172.20.0.0/16"]));
}

/// A peering of gateways has static routes in every table that reaches its segment, and a plain attachment propagates.
#[test]
fn a_peering_of_gateways_has_static_routes_and_no_propagation() {
    let text = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs: {app: {cidr: 10.0.0.0/16, attach: {to: \
                hub, segment: cloud}, tiers: {p: {prefix: 24, route: transit}}}}\ntransit_gateways: {hub: {id: \
                tgw-0123456789abcdef0, segments: {cloud: {reaches: [far]}, far: {prefixes: [10.64.0.0/12, 10.96.0.0/16], \
                attachments: [{id: tgw-attach-0aaaaaaaaaaaaaaa2, kind: peering}]}}}}\n";
    let tables = |text: &str| {
        let look = |plan: &Plan<'_>, _: &Lock| {
            let hub = &plan.hubs[0];
            let peering = |one: &&Attachment| matches!(one, Attachment::Existing(_));
            let cloud = &hub.tables[0];
            let statics = cloud.statics.iter().filter(|route| matches!(route.via, Attachment::Existing(_)));
            let statics: Vec<Cidr4> = statics.map(|route| route.to.cidr).collect();
            let associated = hub.tables[1].associations.iter().filter(peering).count();
            (statics, cloud.propagations.iter().filter(peering).count(), associated)
        };
        planned(text, &Lock::default(), look).unwrap()
    };
    assert_eq!(tables(text), (cidrs(&["10.64.0.0/12", "10.96.0.0/16"]), 0, 1));
    for plain in ["tgw-attach-0aaaaaaaaaaaaaaa2", "{id: tgw-attach-0aaaaaaaaaaaaaaa2}"] {
        let text = text.replace("{id: tgw-attach-0aaaaaaaaaaaaaaa2, kind: peering}", plain);
        assert_eq!(tables(&text), (Vec::new(), 1, 1), "{plain}");
    }
    let own = text.replace(
        "{reaches: [far]}",
        "{reaches: [far], static: [{to: 10.64.0.0/12, via: tgw-attach-0aaaaaaaaaaaaaaa2}]}",
    );
    assert_eq!(tables(&own), (cidrs(&["10.64.0.0/12", "10.96.0.0/16"]), 0, 1), "one route per table and destination");
}
