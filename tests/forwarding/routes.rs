//! Routes of VPC tables as triples of table, destination and target, from the plan and from the texts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::proof::read::Resource;

/// Name of the table, destination, target.
pub type Triple = (String, String, String);

/// The routes that the plan lists as resources: without local, propagated and endpoint routes.
pub fn planned(plan: &Value) -> Vec<Triple> {
    let mut triples = Vec::new();
    let list = |value: &Value, key: &str| value[key].as_array().expect(key).clone();
    let text = |value: &Value, key: &str| value[key].as_str().expect(key).to_owned();
    for vpc in list(plan, "vpcs") {
        for table in list(&vpc, "route_tables") {
            let name = format!("{}-{}", text(&vpc, "name"), text(&table, "name").replace(' ', "-"));
            for route in list(&table, "routes") {
                let (destination, target) = (text(&route, "destination"), text(&route, "target"));
                if target != "local" && route["propagated"].is_null() && !destination.starts_with("prefix list") {
                    triples.push((name.clone(), destination, target));
                }
            }
        }
    }
    triples.sort();
    triples
}

/// The routes of a dialect, twins as often as they occur.
pub fn rendered(resources: &[Resource]) -> Vec<Triple> {
    let by_id: BTreeMap<&str, &Resource> = resources.iter().map(|one| (one.id.as_str(), one)).collect();
    let find = |id: &str| *by_id.get(id).unwrap_or_else(|| panic!("{id} is not there"));
    let mut triples: Vec<Triple> = resources
        .iter()
        .filter(|one| one.kind == "AWS::EC2::Route")
        .map(|route| {
            let table = route.reference("RouteTableId", "route_table_id").expect("a table");
            let v4 = route.text("DestinationCidrBlock", "destination_cidr_block");
            let v6 = route.text("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block");
            assert!(v4.is_some() != v6.is_some(), "{} has one destination", route.id);
            (find(&table).name(), v4.or(v6).expect("a destination"), target(route, &find))
        })
        .collect();
    triples.sort();
    triples
}

fn target<'r>(route: &Resource, find: &impl Fn(&str) -> &'r Resource) -> String {
    let zone = |text: String| text.chars().last().expect("a letter");
    let mut targets = Vec::new();
    targets.extend(route.reference("GatewayId", "gateway_id").map(|_| "internet gateway".to_owned()));
    targets.extend(route.reference("NatGatewayId", "nat_gateway_id").map(|id| {
        let gateway = find(&id);
        match (gateway.reference("SubnetId", "subnet_id"), gateway.text("AvailabilityMode", "availability_mode")) {
            (Some(subnet), None) => {
                format!("NAT {}", zone(find(&subnet).text("AvailabilityZone", "availability_zone").expect("a zone")))
            }
            (None, Some(mode)) => format!("{mode} NAT"),
            both => panic!("{id} stands in one place: {both:?}"),
        }
    }));
    let egress_only = route.reference("EgressOnlyInternetGatewayId", "egress_only_gateway_id");
    targets.extend(egress_only.map(|_| "egress-only gateway".to_owned()));
    targets.extend(route.reference("TransitGatewayId", "transit_gateway_id").map(|_| "transit gateway".to_owned()));
    let peering = route.reference("VpcPeeringConnectionId", "vpc_peering_connection_id");
    targets.extend(peering.map(|id| format!("peering {}", find(&id).name())));
    if route.reference("VpcEndpointId", "vpc_endpoint_id").is_some() {
        targets.push(format!("firewall {}", zone(route.endpoint_zone().expect("a zone"))));
    }
    assert_eq!(targets.len(), 1, "{} has one target", route.id);
    targets.remove(0)
}

/// Changes a dialect's files; false where there is nothing to change.
pub type Fault = fn(&mut BTreeMap<String, String>) -> bool;

pub const FAULTS: &[Fault] = &[drop_terraform_route, twin_in_terraform, other_destination, drop_template_route];

/// The first `aws_route` of the module.
fn first_route(files: &BTreeMap<String, String>) -> Option<(String, String)> {
    files.iter().find_map(|(path, text)| {
        let start = text.find("resource \"aws_route\" ")?;
        let end = start + text[start..].find("\n}\n")? + 3;
        Some((path.clone(), text[start..end].to_owned()))
    })
}

fn drop_terraform_route(files: &mut BTreeMap<String, String>) -> bool {
    let Some((path, route)) = first_route(files) else { return false };
    let text = files[&path].replacen(&route, "", 1);
    files.insert(path, text);
    true
}

fn twin_in_terraform(files: &mut BTreeMap<String, String>) -> bool {
    let Some((path, route)) = first_route(files) else { return false };
    let twin = route.replacen("\" {", "_twin\" {", 1);
    let text = format!("{}\n{twin}", files[&path]);
    files.insert(path, text);
    true
}

fn other_destination(files: &mut BTreeMap<String, String>) -> bool {
    let Some((path, route)) = first_route(files) else { return false };
    if !route.contains("\"0.0.0.0/0\"") {
        return false;
    }
    let text = files[&path].replacen(&route, &route.replace("\"0.0.0.0/0\"", "\"10.255.0.0/16\""), 1);
    files.insert(path, text);
    true
}

fn drop_template_route(files: &mut BTreeMap<String, String>) -> bool {
    let paths: Vec<String> = files.keys().filter(|path| path.starts_with("cloudformation/")).cloned().collect();
    for path in paths.iter().filter(|path| path.rsplit('.').next() == Some("json") && !path.ends_with("deploy.json")) {
        let mut template: Value = serde_json::from_str(&files[path]).expect("JSON");
        let Some(resources) = template["Resources"].as_object_mut() else { continue };
        let Some(id) = resources.iter().find(|(_, one)| one["Type"] == "AWS::EC2::Route").map(|(id, _)| id.clone())
        else {
            continue;
        };
        resources.remove(&id);
        files.insert(path.clone(), template.to_string());
        return true;
    }
    false
}
