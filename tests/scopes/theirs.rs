//! Transit gateways of other teams: what is made here, what is asked for, and that a VPC more concerns nobody else.

use std::collections::BTreeMap;

use super::common::pipeline;
use serde_json::Value;

const DOCUMENT: &str = include_str!("../blueprints/their-hub.yaml");

fn tree(text: &str) -> BTreeMap<String, String> {
    pipeline::tree(text).expect("a document that compiles")
}

/// Nothing that only the owner may make is made here, and nobody deploys in an account that the document only names by its id.
#[test]
fn what_is_the_owners_is_only_asked_for() {
    let files = tree(DOCUMENT);
    let words =
        ["AWS::EC2::TransitGatewayRoute", "aws_ec2_transit_gateway_route", "attachment_accepter", "444444444444"];
    let (asked, own): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.starts_with("requests/"));
    for (path, text) in own {
        assert!(!words.iter().any(|word| text.contains(word)), "{path}\n{text}");
    }
    let asked: String = asked.into_iter().map(|(_, text)| text.as_str()).collect();
    for word in &words[..3] {
        assert!(asked.contains(word), "{word}");
    }
    for vpc in ["orders", "catalog", "trial", "egress", "bench", "probe"] {
        assert!(asked.contains(&format!("variable \"{vpc}_transit_gateway_attachment_id\"")), "{vpc}");
    }
    // A gateway that accepts by itself, and an attachment of its own account: AWS refuses to accept these.
    let lab = &files["requests/lab/terraform/hub_lab.tf"];
    assert!(!lab.contains("accepter"), "{lab}");
}

/// Routes wait for the owner, behind all that can be made without.
#[test]
fn what_waits_for_the_owner_comes_last() {
    let deploy: Value = serde_json::from_str(&tree(DOCUMENT)["cloudformation/deploy.json"]).expect("JSON");
    let waits = |stack: &Value| {
        let steps = stack["before"].as_array().into_iter().flatten();
        steps.filter_map(|step| step["step"].as_str()).any(|step| step == "await-attachment")
    };
    let stacks = deploy["stacks"].as_array().expect("stacks");
    let waiting: Vec<bool> = stacks.iter().map(waits).collect();
    assert!(waiting.is_sorted() && waiting.iter().filter(|waits| **waits).count() == 5, "{waiting:?}");
}

/// Another VPC changes its own files, what is asked for, and the tables of the scripts.
#[test]
fn a_vpc_more_changes_what_is_asked_and_its_own() {
    let (before, after) = (
        tree(DOCUMENT),
        tree(&format!("{DOCUMENT}  returns: {{cidr: 10.64.64.0/22, attach: {{to: hub, segment: production}}}}\n")),
    );
    let tables = ["addresses.txt", "deploy.json", "deploy.sh", "roots.json", "apply.sh", "inputs.tf", "exports.tf"];
    for (path, text) in &after {
        let is_own = path.contains("returns") || path.starts_with("requests/hub/");
        let is_table = tables.iter().any(|name| path.ends_with(name));
        assert!(is_own || is_table || before.get(path) == Some(text), "{path}");
    }
    assert!(before.keys().all(|path| after.contains_key(path)));
}

const PEERS: &str = include_str!("../blueprints/peer-others.yaml");

/// A VPC of others is an id. Nobody but its owner accepts for it, by a role that he made, or he is asked; in one account and Region both dialects do.
#[test]
fn a_vpc_of_others_is_named_by_its_id() {
    let files = tree(PEERS);
    let properties = |name: &str, id: &str| {
        let template: Value =
            serde_json::from_str(&files[&format!("cloudformation/peering--{name}.json")]).expect("JSON");
        template["Resources"][id]["Properties"].clone()
    };
    let billing = properties("orders-billing", "OrdersBillingVpcPeering");
    for (key, value) in [
        ("PeerVpcId", "vpc-0123456789abcdef0"),
        ("PeerOwnerId", "444444444444"),
        ("PeerRoleArn", "arn:aws:iam::444444444444:role/network/accept-peering"),
    ] {
        assert_eq!(billing[key], value, "{billing}");
    }
    let module = &files["terraform/peering_with_orders_billing.tf"];
    assert!(module.contains("\"vpc-0123456789abcdef0\"") && !module.contains("auto_accept"), "{module}");
    let archive = properties("orders-archive", "OrdersArchiveVpcPeering");
    assert!(archive["PeerRegion"] == "eu-north-1" && archive["PeerRoleArn"].is_null(), "{archive}");
    let (lab, text) = files.iter().find(|(path, _)| path.ends_with("peering_with_stock_lab.tf")).expect("a file");
    assert!(lab.contains("shop/eu-west-1") && text.contains("auto_accept = true"), "{lab}\n{text}");
    let accepters = files.iter().filter(|(_, text)| text.contains("resource \"aws_vpc_peering_connection_accepter\""));
    let accepters: Vec<&String> = accepters.map(|(path, _)| path).collect();
    let north = "terraform/core/eu-north-1/use/peering_with_orders_archive_accepter.tf";
    assert_eq!(accepters, [north, "terraform/shop/eu-west-1/join/peering_orders_stock_accepter.tf"]);
    assert!(
        !files.iter().any(|(path, text)| path.starts_with("cloudformation/") && text.contains("AWS::IAM::Role")),
        "no role of its own"
    );
}
