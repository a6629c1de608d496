//! Facts of VPC endpoints, read from what was rendered: from the templates in JSON, and from the text of the HCL.

mod common;
#[path = "endpoints/random.rs"]
mod random;

use common::pipeline::run;
use netgen::plan::lock::Lock;
use serde_json::{Value, json};

/// A VPC whose endpoints are given: its resources in CloudFormation, and its file of Terraform.
fn rendered(region: &str, endpoints: &str) -> (Value, String) {
    let document = format!(
        "netgen: 1\nname: shop\nregion: {region}\navailability_zones: [a, b]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    \
         tiers: {{app: {{prefix: 24, route: local, gateway_endpoints: true}}}}\n    \
         security_groups: {{narrow: {{ingress: [{{from: 10.0.0.0/24, tcp: 443}}]}}}}\n    endpoints: {endpoints}\n"
    );
    let outcome = run(&document, &Lock::default(), true).unwrap();
    let template: Value = serde_json::from_str(&outcome.files["cloudformation/shop.json"]).unwrap();
    (template["Resources"].clone(), outcome.files["terraform/vpc_shop.tf"].clone())
}

/// The text of one endpoint of Terraform.
fn block<'a>(hcl: &'a str, label: &str) -> &'a str {
    let start = format!("resource \"aws_vpc_endpoint\" \"{label}\" {{");
    let rest = &hcl[hcl.find(&start).unwrap_or_else(|| panic!("no {label} in\n{hcl}"))..];
    &rest[..rest.find("\n}\n").unwrap()]
}

/// The value of an argument, without the blanks that align it.
fn argument<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    let line = block.lines().map(str::trim).find(|line| line.split(' ').next() == Some(name))?;
    line.split_once('=').map(|(_, value)| value.trim())
}

const INBOUND: (&str, &str) =
    ("PrivateDnsOnlyForInboundResolverEndpoint", "private_dns_only_for_inbound_resolver_endpoint");

#[test]
fn s3_beside_its_gateway_has_names_for_the_inbound_resolver_and_comes_after_it() {
    for endpoints in ["{gateway: [s3], interface: [s3]}", "{gateway: [s3], interface: [{s3: {private_dns: inbound}}]}"]
    {
        let (resources, hcl) = rendered("eu-west-1", endpoints);
        let interface = &resources["ShopS3InterfaceEndpoint"];
        assert_eq!(interface["Properties"]["PrivateDnsEnabled"], json!(true));
        assert_eq!(interface["Properties"]["DnsOptions"], json!({ INBOUND.0: "OnlyInboundResolver" }));
        assert_eq!(interface["DependsOn"], json!("ShopS3Endpoint"), "{interface:#}");
        let block = block(&hcl, "shop_s3_interface");
        assert_eq!(argument(block, "private_dns_enabled"), Some("true"));
        assert_eq!(argument(block, INBOUND.1), Some("true"));
        assert_eq!(argument(block, "depends_on"), Some("[aws_vpc_endpoint.shop_s3]"), "{block}");
    }
}

#[test]
fn s3_alone_or_by_choice_has_names_for_everybody() {
    for endpoints in ["{interface: [s3]}", "{gateway: [s3], interface: [{s3: {private_dns: true}}]}"] {
        let (resources, hcl) = rendered("eu-west-1", endpoints);
        let interface = &resources["ShopS3InterfaceEndpoint"];
        assert_eq!(interface["Properties"]["DnsOptions"], json!({ INBOUND.0: "AllResolvers" }));
        assert_eq!(interface["DependsOn"], Value::Null);
        let block = block(&hcl, "shop_s3_interface");
        assert_eq!(argument(block, INBOUND.1), Some("false"));
        assert_eq!(argument(block, "depends_on"), None);
    }
}

#[test]
fn services_without_private_names_do_not_ask_for_them() {
    let services =
        "[dynamodb, dynamodb-streams, iot.data, ssm, {kms: {private_dns: false}}, {s3: {private_dns: false}}]";
    let (resources, hcl) = rendered("eu-west-1", &format!("{{gateway: [dynamodb], interface: {services}}}"));
    for (id, label, names) in [
        ("ShopDynamodbInterfaceEndpoint", "shop_dynamodb_interface", false),
        ("ShopDynamodbStreamsEndpoint", "shop_dynamodb_streams", false),
        ("ShopIotDataEndpoint", "shop_iot_data", false),
        ("ShopKmsEndpoint", "shop_kms", false),
        ("ShopS3InterfaceEndpoint", "shop_s3_interface", false),
        ("ShopSsmEndpoint", "shop_ssm", true),
    ] {
        let properties = &resources[id]["Properties"];
        assert_eq!(
            (&properties["PrivateDnsEnabled"], &properties["DnsOptions"]),
            (&json!(names), &Value::Null),
            "{id}"
        );
        let block = block(&hcl, label);
        assert_eq!(argument(block, "private_dns_enabled"), Some(names.to_string().as_str()), "{label}");
        assert!(!block.contains("dns_options"), "{label}");
    }
}

#[test]
fn services_have_their_real_names_in_both_dialects() {
    let others = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
    for (region, service, id, label, name, other_region) in [
        ("eu-west-1", "notebook", "ShopNotebookEndpoint", "shop_notebook", "aws.sagemaker.eu-west-1.notebook", None),
        ("us-east-1", "freetier", "ShopFreetierEndpoint", "shop_freetier", "aws.api.us-east-1.freetier", None),
        ("us-east-1", "iam", "ShopIamEndpoint", "shop_iam", "com.amazonaws.iam", None),
        ("eu-west-1", "iam", "ShopIamEndpoint", "shop_iam", "com.amazonaws.iam", Some("us-east-1")),
        ("cn-north-1", "ecr.api", "ShopEcrApiEndpoint", "shop_ecr_api", "cn.com.amazonaws.cn-north-1.ecr.api", None),
        ("us-iso-east-1", "sqs", "ShopSqsEndpoint", "shop_sqs", "gov.ic.c2s.us-iso-east-1.sqs", None),
        ("us-east-1", others, "ShopVpceSvc0123456789abcdef0Endpoint", "shop_vpce_svc_0123456789abcdef0", others, None),
        (
            "eu-west-1",
            others,
            "ShopVpceSvc0123456789abcdef0Endpoint",
            "shop_vpce_svc_0123456789abcdef0",
            others,
            Some("us-east-1"),
        ),
    ] {
        let (resources, hcl) = rendered(region, &format!("{{interface: [{service}]}}"));
        let properties = &resources[id]["Properties"];
        assert_eq!(properties["ServiceName"], json!(name), "{region} {service}");
        assert_eq!(properties["ServiceRegion"].as_str(), other_region, "{region} {service}");
        let block = block(&hcl, label);
        assert_eq!(argument(block, "service_name"), Some(format!("\"{name}\"").as_str()));
        let other_region = other_region.map(|region| format!("\"{region}\""));
        assert_eq!(argument(block, "service_region"), other_region.as_deref());
    }
}

#[test]
fn zones_and_groups_of_an_endpoint_are_its_own() {
    let (resources, hcl) = rendered("eu-west-1", "{interface: [{ssm: {zones: [b], groups: [narrow]}}]}");
    let properties = &resources["ShopSsmEndpoint"]["Properties"];
    assert_eq!(properties["SubnetIds"], json!([{ "Ref": "ShopAppBSubnet" }]));
    assert_eq!(properties["SecurityGroupIds"], json!([{ "Fn::GetAtt": ["ShopNarrowSecurityGroup", "GroupId"] }]));
    assert_eq!(resources["ShopEndpointsSecurityGroup"], Value::Null, "nobody uses it");
    let block = block(&hcl, "shop_ssm");
    assert_eq!(argument(block, "subnet_ids"), Some("[aws_subnet.shop_app_b.id]"));
    assert_eq!(argument(block, "security_group_ids"), Some("[aws_security_group.shop_narrow.id]"));
    let (resources, _) = rendered("eu-west-1", "{interface: [{ssm: {groups: [narrow]}}, kms]}");
    assert!(resources["ShopEndpointsSecurityGroup"].is_object(), "kms uses it");
}

/// A policy of the endpoint itself, else of its service, else the default, which is for services of AWS alone.
#[test]
fn the_closest_policy_is_taken_and_the_vpc_is_its_own() {
    let statement = |name: &str| {
        format!("{{{name}: {{actions: [\"*\"], conditions: {{StringEquals: {{\"aws:SourceVpc\": [$vpc]}}}}}}}}")
    };
    let interface = format!(
        "[ssm, kms, {{sqs: {{policy: {{}}}}}}, {{sns: {{policy: {}}}}}, com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0]",
        statement("Itself")
    );
    let policy =
        format!("{{default: {}, kms: {}, sns: {}}}", statement("Default"), statement("Service"), statement("Service"));
    let (resources, hcl) =
        rendered("eu-west-1", &format!("{{gateway: [s3], interface: {interface}, policy: {policy}}}"));
    for (id, label, sid) in [
        ("ShopS3Endpoint", "shop_s3", Some("Default")),
        ("ShopSsmEndpoint", "shop_ssm", Some("Default")),
        ("ShopKmsEndpoint", "shop_kms", Some("Service")),
        ("ShopSnsEndpoint", "shop_sns", Some("Itself")),
        ("ShopSqsEndpoint", "shop_sqs", None),
        ("ShopVpceSvc0123456789abcdef0Endpoint", "shop_vpce_svc_0123456789abcdef0", None),
    ] {
        let statement = &resources[id]["Properties"]["PolicyDocument"]["Statement"][0];
        assert_eq!(statement["Sid"].as_str(), sid, "{id}");
        let block = block(&hcl, label);
        assert_eq!(argument(block, "Sid"), sid.map(|sid| format!("\"{sid}\"")).as_deref(), "{label}");
        if sid.is_some() {
            let vpc = &statement["Condition"]["StringEquals"]["aws:SourceVpc"];
            assert_eq!(*vpc, json!([{ "Ref": "ShopVpc" }]), "{id}");
            assert_eq!(argument(block, "\"aws:SourceVpc\""), Some("[aws_vpc.shop.id]"), "{block}");
        }
    }
}
