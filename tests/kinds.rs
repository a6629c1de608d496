//! The kinds of a hub and its spokes in one small graph of three units, rendered in both dialects and compared with the
//! tree in `tests/kinds`, which the judges read too. `SNAPSHOTS=overwrite cargo test --test kinds` accepts what is rendered
//! now; read the difference before you commit it.

#[path = "kinds/graph.rs"]
mod graph;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use netgen::aws::{Graph, KindOf};
use netgen::cloudformation::{self, Format};
use netgen::diagnostic::{Diagnostics, Sources};
use netgen::network::Network;
use netgen::{blueprint, network, terraform};
use serde_json::{Value, json};

/// Gives the name and the Region; the resources are the graph's.
const DOCUMENT: &str = "
netgen: 1
name: kinds
region: us-east-1
availability_zones: [a, b]
vpcs: {shop: {cidr: 10.0.0.0/16, tiers: {app: {prefix: 24, route: local}}}}
";

fn network() -> Network {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("kinds.yaml", DOCUMENT);
    let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics);
    written.and_then(|written| network::resolve(&written, &mut diagnostics)).expect("a document without mistakes")
}

fn rendered(graph: &Graph) -> BTreeMap<String, String> {
    let (network, mut diagnostics) = (network(), Diagnostics::default());
    graph.check_names(&network, &mut diagnostics);
    let mut files = cloudformation::render(graph, &network, "kinds.yaml", Format::Yaml, &mut diagnostics);
    files.extend(terraform::render(graph, &network, "kinds.yaml"));
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kinds")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the variable says whether to compare or to accept")]
fn every_kind_prints_what_was_reviewed() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let files = rendered(&graph::graph());
    for (path, text) in &files {
        let place = folder().join(path);
        if overwrite {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, text).unwrap();
        }
        let reviewed = fs::read_to_string(&place).unwrap_or_default();
        let difference = similar::TextDiff::from_lines(&reviewed, text).unified_diff().context_radius(2).to_string();
        assert!(difference.is_empty(), "tests/kinds/{path} is not what was reviewed:\n{difference}");
    }
    for dialect in ["cloudformation", "terraform"] {
        for entry in fs::read_dir(folder().join(dialect)).unwrap() {
            let path = format!("{dialect}/{}", entry.unwrap().file_name().display());
            assert!(files.contains_key(&path), "no run makes tests/kinds/{path} any more");
        }
    }
}

#[test]
fn every_kind_of_a_hub_is_in_the_graph() {
    let graph = graph::graph();
    let kinds: BTreeSet<KindOf> = graph.nodes().map(|(_, node)| node.kind).collect();
    for kind in KindOf::ALL.iter().skip_while(|kind| **kind != KindOf::TransitGateway) {
        assert!(kinds.contains(kind), "{kind:?} is not in the graph");
    }
}

/// The value of a parameter comes from the output of the stack that makes the thing.
#[test]
fn what_another_stack_reads_of_the_hub_is_a_parameter() {
    let files = rendered(&graph::graph());
    let (hub, shop) = (&files["cloudformation/hub.yaml"], &files["cloudformation/shop.yaml"]);
    for (name, value) in [
        ("HubTransitGatewayId", "!Ref HubTransitGateway"),
        ("HubProdTransitGatewayTableId", "!Ref HubProdTransitGatewayTable"),
        ("HubProfileId", "!GetAtt HubProfile.Id"),
    ] {
        assert!(hub.contains(&format!(
            "  {name}:\n    Description: 'For the stacks that deploy.json names'\n    Value: {value}\n"
        )));
        assert!(
            shop.contains(&format!("  {name}:\n    Type: String\n    Description: 'Output {name} of stack hub'\n"))
        );
    }
    assert!(shop.contains("TransitGatewayId: !Ref HubTransitGatewayId\n"));
    assert!(shop.contains("TransitGatewayRouteTableId: !Ref HubProdTransitGatewayTableId\n"));
    assert!(files["terraform/shop.tf"].contains("= aws_ec2_transit_gateway_route_table.hub_prod.id\n"));
}

/// `EndpointIds` has no order, and an output holds no list: the stack that makes the firewall joins it.
#[test]
fn the_endpoint_of_a_zone_is_found_by_its_name() {
    let files = rendered(&graph::graph());
    let (shop, lab) = (&files["cloudformation/shop.yaml"], &files["cloudformation/lab.yaml"]);
    let own =
        "!Select [0, !Split [',', !Select [1, !Split ['us-east-1b:', !Join [',', !GetAtt ShopFirewall.EndpointIds]]]]]";
    assert!(shop.contains(&format!("VpcEndpointId: {own}\n")));
    assert!(shop.contains("  ShopFirewallEndpointIds:\n    Description: 'For the stacks that deploy.json names'\n    Value: !Join [',', !GetAtt ShopFirewall.EndpointIds]\n"));
    let other = "!Select [0, !Split [',', !Select [1, !Split ['us-east-1a:', !Ref ShopFirewallEndpointIds]]]]";
    assert!(lab.contains(&format!("VpcEndpointId: {other}\n")));
}

/// Computes the printed expression as CloudFormation does, for endpoints in any order.
#[test]
fn the_printed_expression_gives_the_endpoint_of_its_zone() {
    let (network, mut diagnostics) = (network(), Diagnostics::default());
    let files = cloudformation::render(&graph::graph(), &network, "kinds.yaml", Format::Json, &mut diagnostics);
    let route = |stack: &str, id: &str| -> Value {
        let file = files.iter().find(|file| file.path == format!("cloudformation/{stack}.json")).unwrap();
        let template: Value = serde_json::from_str(&file.text).unwrap();
        template["Resources"][id]["Properties"]["VpcEndpointId"].clone()
    };
    for endpoints in [["us-east-1a:vpce-1", "us-east-1b:vpce-2"], ["us-east-1b:vpce-2", "us-east-1a:vpce-1"]] {
        assert_eq!(computed(&route("shop", "Shop1020016Route"), &endpoints), json!("vpce-2"));
        assert_eq!(computed(&route("lab", "Lab1030016Route"), &endpoints), json!("vpce-1"));
    }
}

fn computed(value: &Value, endpoints: &[&str]) -> Value {
    let Some((function, arguments)) = value.as_object().and_then(|map| map.iter().next()) else { return value.clone() };
    let argument = |index: usize| computed(&arguments[index], endpoints);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    match function.as_str() {
        "Fn::GetAtt" => json!(endpoints),
        // The other stack's output.
        "Ref" => json!(endpoints.join(",")),
        "Fn::Join" => {
            let items: Vec<String> = argument(1).as_array().expect("a list").iter().map(text).collect();
            json!(items.join(&text(&argument(0))))
        }
        "Fn::Split" => json!(text(&argument(1)).split(&text(&argument(0))).collect::<Vec<_>>()),
        "Fn::Select" => argument(1)[usize::try_from(argument(0).as_u64().expect("an index")).unwrap()].clone(),
        other => panic!("{other} is not among them"),
    }
}
