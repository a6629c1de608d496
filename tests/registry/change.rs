//! What each kind says of a change, against facts from elsewhere: AWS's registry schemas, CDK's data where it differs, and plans of
//! Terraform's provider. `tests/judges/schemas/change.json` has them with their sources. A kind that is too new for the file fails
//! here until its facts are added.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use netgen::aws::{KindOf, Replaced};
use serde_json::Value;

/// Arguments that no plan was made for, and the reason that they force a replacement like the ones beside them.
const ALIKE: &[(&str, &str, &str)] = &[
    ("aws_dx_private_virtual_interface", "bgp_asn_long", "the wide form of bgp_asn"),
    ("aws_dx_transit_virtual_interface", "bgp_asn_long", "the wide form of bgp_asn"),
    ("aws_ec2_client_vpn_authorization_rule", "access_group_id", "a rule is never changed"),
    ("aws_ec2_client_vpn_authorization_rule", "authorize_all_groups", "a rule is never changed"),
    ("aws_ec2_client_vpn_authorization_rule", "target_network_cidr", "a rule is never changed"),
    ("aws_ec2_client_vpn_route", "target_vpc_subnet_id", "a route is never changed"),
    ("aws_flow_log", "destination_options", "a flow log is never changed but for its tags"),
    ("aws_flow_log", "log_destination_type", "a flow log is never changed but for its tags"),
    ("aws_flow_log", "transit_gateway_id", "a flow log is never changed but for its tags"),
    ("aws_network_acl_rule", "icmp_code", "a rule is never changed"),
    ("aws_network_acl_rule", "icmp_type", "a rule is never changed"),
    ("aws_network_acl_rule", "ipv6_cidr_block", "a rule is never changed"),
    ("aws_vpn_concentrator", "transit_gateway_id", "its source demands a replacement, and 5.100 has no such resource"),
    ("aws_vpn_concentrator", "type", "its source demands a replacement, and 5.100 has no such resource"),
    ("aws_vpn_connection", "tunnel2_inside_cidr", "as tunnel1_inside_cidr"),
    (
        "aws_vpn_connection",
        "vpn_concentrator_id",
        "AWS modifies the customer gateway and the gateway of a connection alone",
    ),
];

fn facts() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/schemas/change.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn set(value: &Value) -> BTreeSet<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn list<'a>(names: &[&'a str]) -> BTreeSet<&'a str> {
    names.iter().copied().collect()
}

#[test]
fn a_kind_replaces_what_its_schema_replaces() {
    let facts = facts();
    for kind in KindOf::ALL {
        let change = kind.change();
        let Some(name) = kind.cloudformation() else {
            assert!(matches!(change.replaced, Replaced::Elsewhere), "{kind:?}: CloudFormation has it elsewhere");
            assert!(change.create_only.is_empty() && change.may_replace.is_empty(), "{kind:?}");
            continue;
        };
        let fact = &facts["cloudformation"][name];
        assert!(fact.is_object(), "{name} has no row in change.json");
        assert_eq!(list(change.create_only), set(&fact["create_only"]), "{name}: create-only");
        let may: BTreeSet<&str> = &set(&fact["conditional_create_only"]) | &set(&fact["cdk_replaces"]);
        assert_eq!(list(change.may_replace), may, "{name}: may replace");
        assert_eq!(fact["deleted_first"], change.is_deleted_first(), "{name}: deleted first");
        // What cannot be updated at all is replaced by any change: no change in place is left that could interrupt.
        if fact["updates"] == false {
            assert!(change.interrupts.iter().all(|one| one.cloudformation.is_none()), "{name} has no update");
        }
        let in_place = change.interrupts.iter().filter_map(|one| one.cloudformation);
        assert!(in_place.into_iter().all(|one| !change.create_only.contains(&one)), "{name}: replaced, not in place");
    }
}

#[test]
fn fifteen_types_are_deleted_first() {
    let types =
        KindOf::ALL.iter().filter(|kind| kind.change().is_deleted_first()).filter_map(|kind| kind.cloudformation());
    let types: BTreeSet<&str> = types.collect();
    let expected = [
        "AWS::DirectConnect::Connection",
        "AWS::DirectConnect::Lag",
        "AWS::DirectConnect::PrivateVirtualInterface",
        "AWS::DirectConnect::PublicVirtualInterface",
        "AWS::DirectConnect::TransitVirtualInterface",
        "AWS::EC2::SubnetNetworkAclAssociation",
        "AWS::EC2::SubnetRouteTableAssociation",
        "AWS::EC2::TransitGatewayConnectPeer",
        "AWS::EC2::TransitGatewayRoute",
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        "AWS::EC2::VPCDHCPOptionsAssociation",
        "AWS::EC2::VPCGatewayAttachment",
        "AWS::EC2::VPNConcentrator",
        "AWS::EC2::VPNConnection",
        "AWS::Route53Profiles::ProfileAssociation",
    ];
    assert_eq!(types, list(&expected));
}

#[test]
fn a_kind_forces_what_the_provider_was_seen_to_force() {
    let facts = facts();
    for kind in KindOf::ALL {
        let change = kind.change();
        let (Some(name), false) = (kind.terraform(), kind.is_data()) else {
            assert!(change.force_new.is_empty() && change.may_force_new.is_empty(), "{kind:?}");
            continue;
        };
        let fact = &facts["terraform"][name];
        assert!(fact.is_object(), "{name} has no row in change.json");
        let mut seen = set(&fact["force_new"]);
        seen.extend(ALIKE.iter().filter(|(of, ..)| *of == name).map(|(_, argument, _)| *argument));
        let said: BTreeSet<&str> = &list(change.force_new) | &list(change.may_force_new);
        assert_eq!(said, seen, "{name}");
        // One that was seen to go both ways depends on the values.
        let both = &set(&fact["force_new"]) & &set(&fact["in_place"]);
        assert!(both.is_subset(&list(change.may_force_new)) || name == "aws_vpn_connection", "{name}: {both:?}");
        let in_place = change.interrupts.iter().filter_map(|one| one.terraform);
        assert!(in_place.into_iter().all(|one| !change.force_new.contains(&one)), "{name}: replaced, not in place");
    }
}
