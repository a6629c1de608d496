//! Facts of the built-in `three-tier`, read from what was rendered: from the templates in JSON, and from the HCL.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::pipeline::run;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use netgen::plan::lock::Lock;
use serde_json::Value;

const THREE_TIER: &str = include_str!("../blueprints/three-tier.yaml");

struct Rendered {
    resources: BTreeMap<String, Value>,
    hcl: Body,
}

fn rendered() -> Rendered {
    let outcome = run(THREE_TIER, &Lock::default(), true).unwrap();
    let template: Value = serde_json::from_str(&outcome.files["cloudformation/shop.json"]).unwrap();
    let resources = template["Resources"].as_object().unwrap().clone().into_iter().collect();
    Rendered { resources, hcl: outcome.files["terraform/vpc_shop.tf"].parse().unwrap() }
}

/// Logical ids of a type, with their properties.
fn of_type<'a>(rendered: &'a Rendered, kind: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    rendered.resources.iter().filter(move |(_, one)| one["Type"] == kind).map(|(id, one)| (id, &one["Properties"]))
}

fn reference(value: &Value) -> &str {
    value["Ref"].as_str().or(value["Fn::GetAtt"][0].as_str()).unwrap_or_else(|| panic!("{value} is no reference"))
}

/// Terraform resources of a type: label and block.
fn blocks<'a>(rendered: &'a Rendered, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Block)> {
    rendered
        .hcl
        .blocks()
        .filter(move |block| block.ident.as_str() == "resource" && block.labels[0].as_str() == kind)
        .map(|block| (block.labels[1].as_str(), block))
}

/// An argument as text, without quotes.
fn argument(block: &Block, name: &str) -> Option<String> {
    let value = &block.body.get_attribute(name)?.value;
    Some(match value {
        Expression::String(text) => text.to_string(),
        other => other.to_string().trim().to_owned(),
    })
}

#[test]
fn routing_tables_are_exactly_these() {
    let rendered = rendered();
    let mut tables: BTreeMap<&str, BTreeSet<String>> =
        of_type(&rendered, "AWS::EC2::RouteTable").map(|(id, _)| (id.as_str(), BTreeSet::new())).collect();
    for (_, route) in of_type(&rendered, "AWS::EC2::Route") {
        let to = route["DestinationCidrBlock"].as_str().or(route["DestinationIpv6CidrBlock"].as_str()).unwrap();
        let target =
            ["GatewayId", "NatGatewayId", "EgressOnlyInternetGatewayId"].iter().find(|key| route[**key].is_object());
        let target = reference(&route[*target.unwrap()]);
        tables.get_mut(reference(&route["RouteTableId"])).unwrap().insert(format!("{to} {target}"));
    }
    for (id, endpoint) in of_type(&rendered, "AWS::EC2::VPCEndpoint") {
        for table in endpoint["RouteTableIds"].as_array().into_iter().flatten() {
            tables.get_mut(reference(table)).unwrap().insert(id.clone());
        }
    }
    let set = |routes: &[&str]| routes.iter().map(|route| (*route).to_owned()).collect::<BTreeSet<String>>();
    let private = |zone: &str| {
        let nat = format!("0.0.0.0/0 Shop{zone}NatGateway");
        set(&[&nat, "::/0 ShopEgressOnlyInternetGateway", "ShopS3Endpoint", "ShopDynamodbEndpoint"])
    };
    let expected = BTreeMap::from([
        ("ShopPublicRouteTable", set(&["0.0.0.0/0 ShopInternetGateway", "::/0 ShopInternetGateway"])),
        ("ShopPrivateARouteTable", private("A")),
        ("ShopPrivateCRouteTable", private("C")),
        ("ShopPrivateDRouteTable", private("D")),
        ("ShopDatabaseRouteTable", set(&[])),
    ]);
    assert_eq!(tables, expected);
}

#[test]
fn terraform_has_the_same_routing_tables() {
    let rendered = rendered();
    let mut tables: BTreeMap<String, BTreeSet<String>> = blocks(&rendered, "aws_route_table")
        .map(|(label, _)| (format!("aws_route_table.{label}.id"), BTreeSet::new()))
        .collect();
    for (_, route) in blocks(&rendered, "aws_route") {
        let to = argument(route, "destination_cidr_block").or(argument(route, "destination_ipv6_cidr_block")).unwrap();
        let target =
            ["gateway_id", "nat_gateway_id", "egress_only_gateway_id"].iter().find_map(|name| argument(route, name));
        tables
            .get_mut(&argument(route, "route_table_id").unwrap())
            .unwrap()
            .insert(format!("{to} {}", target.unwrap()));
    }
    let set = |routes: &[String]| routes.iter().cloned().collect::<BTreeSet<String>>();
    let private = |zone: &str| {
        set(&[
            format!("0.0.0.0/0 aws_nat_gateway.shop_{zone}.id"),
            "::/0 aws_egress_only_internet_gateway.shop.id".to_owned(),
        ])
    };
    let gateway = "aws_internet_gateway.shop.id";
    let expected = BTreeMap::from([
        (
            "aws_route_table.shop_public.id".to_owned(),
            set(&[format!("0.0.0.0/0 {gateway}"), format!("::/0 {gateway}")]),
        ),
        ("aws_route_table.shop_private_a.id".to_owned(), private("a")),
        ("aws_route_table.shop_private_c.id".to_owned(), private("c")),
        ("aws_route_table.shop_private_d.id".to_owned(), private("d")),
        ("aws_route_table.shop_database.id".to_owned(), set(&[])),
    ]);
    assert_eq!(tables, expected);
    let private: Vec<String> =
        ["a", "c", "d"].iter().map(|zone| format!("aws_route_table.shop_private_{zone}.id")).collect();
    for service in ["s3", "dynamodb"] {
        let (_, endpoint) =
            blocks(&rendered, "aws_vpc_endpoint").find(|(label, _)| *label == format!("shop_{service}")).unwrap();
        let tables = argument(endpoint, "route_table_ids").unwrap();
        let tables: Vec<&str> = tables.split(['[', ']', ',', ' ', '\n']).filter(|word| !word.is_empty()).collect();
        assert_eq!(tables, private);
    }
}

/// Each subnet has the table of its tier, and in the private tier that of its zone; each gateway stands in its zone.
#[test]
fn subnets_have_the_tables_of_their_zone() {
    let rendered = rendered();
    let associations: BTreeMap<&str, &str> = of_type(&rendered, "AWS::EC2::SubnetRouteTableAssociation")
        .map(|(_, one)| (reference(&one["SubnetId"]), reference(&one["RouteTableId"])))
        .collect();
    assert_eq!(associations.len(), 9);
    for zone in ["A", "C", "D"] {
        assert_eq!(associations[&*format!("ShopPublic{zone}Subnet")], "ShopPublicRouteTable");
        assert_eq!(associations[&*format!("ShopPrivate{zone}Subnet")], format!("ShopPrivate{zone}RouteTable"));
        assert_eq!(associations[&*format!("ShopDatabase{zone}Subnet")], "ShopDatabaseRouteTable");
        let nat = &rendered.resources[&format!("Shop{zone}NatGateway")];
        assert_eq!(reference(&nat["Properties"]["SubnetId"]), format!("ShopPublic{zone}Subnet"));
        let letter = zone.to_lowercase();
        for tier in ["Public", "Private", "Database"] {
            let subnet = &rendered.resources[&format!("Shop{tier}{zone}Subnet")]["Properties"];
            assert_eq!(subnet["AvailabilityZone"], format!("ap-northeast-1{letter}"));
        }
    }
}

#[test]
fn the_database_hears_the_private_tier_and_itself_alone() {
    let rendered = rendered();
    let mut sources: Vec<String> = of_type(&rendered, "AWS::EC2::NetworkAclEntry")
        .filter(|(_, entry)| reference(&entry["NetworkAclId"]) == "ShopDatabaseNetworkAcl" && entry["Egress"] == false)
        .map(|(_, entry)| {
            assert_eq!(entry["RuleAction"], "allow");
            entry["CidrBlock"].as_str().map_or_else(|| entry["Ipv6CidrBlock"].to_string(), str::to_owned)
        })
        .collect();
    sources.sort();
    // The second run of four /64s is the database's, the first the private tier's.
    let run = |index: u32| {
        let block = r#"{"Fn::Select":[0,{"Fn::GetAtt":["ShopVpc","Ipv6CidrBlocks"]}]}"#;
        format!(r#"{{"Fn::Select":[{index},{{"Fn::Cidr":[{block},64,66]}}]}}"#)
    };
    assert_eq!(sources, ["10.0.0.0/21".to_owned(), "10.0.8.0/22".to_owned(), run(0), run(1)]);
}

#[test]
fn the_db_group_hears_the_app_group_on_two_ports_and_says_nothing() {
    let rendered = rendered();
    let rules: BTreeSet<(String, i64)> = of_type(&rendered, "AWS::EC2::SecurityGroupIngress")
        .filter(|(_, rule)| reference(&rule["GroupId"]) == "ShopDbSecurityGroup")
        .map(|(_, rule)| {
            assert_eq!(rule["FromPort"], rule["ToPort"]);
            (reference(&rule["SourceSecurityGroupId"]).to_owned(), rule["FromPort"].as_i64().unwrap())
        })
        .collect();
    let app = "ShopAppSecurityGroup".to_owned();
    assert_eq!(rules, BTreeSet::from([(app.clone(), 3306), (app, 5432)]));
    let group = &rendered.resources["ShopDbSecurityGroup"]["Properties"];
    assert!(group["SecurityGroupIngress"].is_null());
    assert_eq!(group["SecurityGroupEgress"].as_array().unwrap().len(), 1);
    assert_eq!(group["SecurityGroupEgress"][0]["CidrIp"], "127.0.0.1/32", "no packet goes there");
    assert_eq!(
        blocks(&rendered, "aws_vpc_security_group_ingress_rule")
            .filter(|(label, _)| label.starts_with("shop_db_"))
            .count(),
        2
    );
    let egress: Vec<String> = blocks(&rendered, "aws_vpc_security_group_egress_rule")
        .filter(|(label, _)| label.starts_with("shop_db_"))
        .map(|(_, rule)| argument(rule, "cidr_ipv4").unwrap())
        .collect();
    assert_eq!(egress, ["127.0.0.1/32"]);
}

/// What others depend on outlives its removal, in both dialects.
#[test]
fn elastic_ips_are_kept() {
    let rendered = rendered();
    for (id, one) in rendered.resources.iter().filter(|(_, one)| one["Type"] == "AWS::EC2::EIP") {
        assert_eq!(
            (&one["DeletionPolicy"], &one["UpdateReplacePolicy"]),
            (&"RetainExceptOnCreate".into(), &"Retain".into()),
            "{id}"
        );
        assert_eq!(one["DependsOn"], "ShopInternetGatewayAttachment");
    }
    assert_eq!(blocks(&rendered, "aws_eip").count(), 3);
    for (label, eip) in blocks(&rendered, "aws_eip") {
        let lifecycle = eip.body.blocks().find(|block| block.ident.as_str() == "lifecycle").unwrap();
        assert_eq!(argument(lifecycle, "prevent_destroy").as_deref(), Some("true"), "{label}");
    }
}

/// The same resources, tag for tag, in both dialects.
#[test]
fn tags_are_equal_in_both_dialects() {
    let rendered = rendered();
    let mut cloudformation: Vec<BTreeMap<String, String>> = Vec::new();
    for one in rendered.resources.values() {
        let tags = one["Properties"]["Tags"].as_array().into_iter().flatten();
        let tags: BTreeMap<String, String> = tags
            .map(|tag| (tag["Key"].as_str().unwrap().to_owned(), tag["Value"].as_str().unwrap().to_owned()))
            .collect();
        if !tags.is_empty() {
            cloudformation.push(tags);
        }
    }
    let mut terraform: Vec<BTreeMap<String, String>> = Vec::new();
    for block in rendered.hcl.blocks().filter(|block| block.ident.as_str() == "resource") {
        let Some(Expression::Object(tags)) = block.body.get_attribute("tags").map(|attribute| &attribute.value) else {
            continue;
        };
        // Only Terraform can empty the default security group.
        if block.labels[0].as_str() == "aws_default_security_group" {
            continue;
        }
        let tags = tags.iter().map(|(key, value)| {
            let key = key
                .as_ident()
                .map_or_else(|| key.as_expr().unwrap().as_str().unwrap().to_owned(), |ident| ident.as_str().to_owned());
            (key, value.expr().as_str().unwrap().to_owned())
        });
        terraform.push(tags.collect());
    }
    cloudformation.sort();
    terraform.sort();
    assert_eq!(cloudformation, terraform);
    assert!(
        cloudformation
            .iter()
            .all(|tags| ["Name", "CostCenter", "Environment", "Owner"].iter().all(|key| tags.contains_key(*key)))
    );
}
