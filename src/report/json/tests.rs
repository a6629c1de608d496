use super::super::testing;
use super::*;
use crate::plan::lock::Lock;
use serde_json::Value;

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_built_in_document_has_every_fact() {
    testing::three_tier(|plan, graph| {
        let json = parse(&print(plan, graph, &LockState::New));
        assert_eq!(json["netgen"], 2);
        assert_eq!(json["zones"], serde_json::json!(["a", "c", "d"]));
        assert_eq!(json["lock"], serde_json::json!({"state": "new", "changes": []}));
        assert_eq!(json["quotas"][0]["key"], "elastic_ips");
        assert_eq!((&json["quotas"][0]["used"], &json["quotas"][0]["limit"]), (&3.into(), &5.into()));
        let vpc = &json["vpcs"][0];
        assert_eq!((&vpc["block"], &vpc["reason"]), (&"10.0.0.0/16".into(), &"pinned".into()));
        let addresses = serde_json::json!({"total": 65536, "used": 3072, "growth": 1024, "reserved": 1024, "freed": 0, "free": 60416});
        assert_eq!(vpc["addresses"], addresses);
        let private = &vpc["tiers"][1];
        assert_eq!((&private["block"], &private["reason"]), (&"10.0.0.0/21".into(), &"first-fit".into()));
        assert_eq!(private["free_slots"], serde_json::json!(["10.0.6.0/23"]));
        assert_eq!(private["room"], 29);
        let subnet = serde_json::json!({
            "zone": "c", "cidr": "10.0.2.0/23", "reason": "first-fit", "usable": 507, "ipv6_index": 1, "route_table": "private c"
        });
        assert_eq!(private["subnets"][1], subnet);
        assert_eq!(vpc["nat"]["mode"], "per-az");
        assert_eq!(vpc["nat"]["gateways"][2], serde_json::json!({"zone": "d", "tier": "public", "elastic_ip": null}));
        assert_eq!(vpc["route_tables"].as_array().unwrap().len(), 5);
        let routes: Vec<String> = vpc["route_tables"][1]["routes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|route| format!("{} {}", route["destination"].as_str().unwrap(), route["target"].as_str().unwrap()))
            .collect();
        assert_eq!(
            routes,
            [
                "10.0.0.0/16 local",
                "IPv6 /56 local",
                "0.0.0.0/0 NAT a",
                "::/0 egress-only gateway",
                "prefix list of s3 s3 gateway endpoint",
                "prefix list of dynamodb dynamodb gateway endpoint",
            ]
        );
        assert_eq!(vpc["endpoints"]["tier"], "private");
        let db = vpc["security_groups"].as_array().unwrap().iter().find(|group| group["name"] == "db").unwrap();
        assert_eq!(db["ingress"][1], serde_json::json!({"peer": "app", "protocol": "tcp 5432", "description": null}));
        assert_eq!(db["egress"], serde_json::json!([]));
        assert_eq!(vpc["security_groups"][0]["egress"][0]["protocol"], "tcp 443");
        assert_eq!(vpc["network_acls"].as_array().unwrap().len(), 3);
        assert_eq!(vpc["network_acls"][0]["tier"], "database");
    });
}

#[test]
fn changes_of_the_lock_have_both_sides() {
    let mut lock = Lock::default();
    testing::with_lock(testing::MINIMAL, &lock.clone(), |_, _, _, new| lock = new.clone());
    let grown = testing::MINIMAL.replace("[a]", "[a, b]");
    testing::with_lock(&grown, &lock, |plan, graph, state, _| {
        let json = parse(&print(plan, graph, state));
        assert_eq!(json["lock"]["state"], "changed");
        let change =
            serde_json::json!({"path": "vpc/tiny/tier/only/b", "from": null, "to": "slot 1  ipv4 10.9.0.16/28"});
        assert_eq!(json["lock"]["changes"], serde_json::json!([change]));
        assert_eq!(json["vpcs"][0]["tiers"][0]["subnets"][0]["reason"], "locked");
    });
}

#[test]
fn equal_plans_give_equal_bytes() {
    let text = || {
        let mut text = String::new();
        testing::three_tier(|plan, graph| text = print(plan, graph, &LockState::New));
        text
    };
    assert_eq!(text(), text());
    assert!(text().starts_with("{\n  \"netgen\": 2,\n  \"name\": \"shop\",") && text().ends_with("}\n"));
}

#[test]
fn transit_gateways_have_relations_tables_and_rules_with_reasons() {
    testing::fresh(testing::HUB_SPOKE, |plan, graph| {
        let json = parse(&print(plan, graph, &LockState::New));
        let hub = &json["transit_gateways"][0];
        assert_eq!(hub["relations"].as_array().unwrap().len(), 4 * 5);
        let reason = "table development drops 10.0.0.0/12 (pool production)";
        let apart = serde_json::json!({"from": "development", "to": "production", "relation": "-", "reason": reason});
        assert_eq!(hub["relations"][1], apart);
        let classes = hub["segment_classes"].as_array().unwrap();
        let reaches = serde_json::json!([{"class": 2, "relation": "direct"}]);
        let alike = serde_json::json!({
            "segments": ["development", "staging"], "itself": "direct", "others": "-", "internet": "NAT", "reaches": reaches
        });
        assert_eq!((classes.len(), &classes[0]), (3, &alike));
        assert_eq!(hub["route_tables"].as_array().unwrap().len(), 6);
        let route = serde_json::json!({
            "kind": "static", "destination": "10.0.0.0/12", "of": "pool production", "via": "VPC inspection",
            "reason": "replies pass the firewall as well"
        });
        assert!(hub["route_tables"][4]["routes"].as_array().unwrap().contains(&route), "{hub}");
        assert_eq!(hub["firewall"][0]["action"], "pass");
        assert_eq!(hub["firewall"][0]["both_ways"], true);
    });
}

/// Where segments are many, classes stand for pairs, and the size follows the segments.
#[test]
fn many_segments_are_classes_without_pairs() {
    let text = |count: usize| {
        let mut text = "netgen: 1\nname: many\nregion: eu-west-1\navailability_zones: [a, b]\ntransit_gateways:\n  hub:\n    segments:\n      \
                        shared: {}\n"
            .to_owned();
        text.extend((0..count).map(|one| format!("      s{one}: {{reaches: [shared]}}\n")));
        let mut printed = String::new();
        testing::fresh(&text, |plan, graph| printed = print(plan, graph, &LockState::New));
        printed
    };
    let few = parse(&text(31));
    assert_eq!(few["transit_gateways"][0]["relations"].as_array().unwrap().len(), 32 * 33);
    let many = text(32);
    let json = parse(&many);
    let hub = &json["transit_gateways"][0];
    assert_eq!(hub.get("relations"), None);
    let of = |class: &Value| class["segments"].as_array().unwrap().len();
    let sizes: Vec<_> = hub["segment_classes"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 33, "{hub}");
    assert!(text(256).len() < 9 * many.len(), "{} and {}", text(256).len(), many.len());
}
