//! What the judge `terraform-change` must see: calls of which `diff` says nothing, and modules that say something else than they should.

use serde_json::Value;

use super::changed::pairs::{HUB, Pair, TIERS};
use super::standing::Objects;

/// Calls on what a document made.
pub struct Cut {
    pub what: &'static str,
    pub pair: Pair,
    /// Client, method, and arguments in JSON. `@KIND NAME` is the id of what stands; of an association it is that of the subnet's.
    pub calls: &'static [(&'static str, &'static str, &'static str)],
    /// What has to be said of it.
    pub says: &'static str,
}

/// A module that differs from what was rendered: in `file`, each `text` becomes `instead`.
pub struct Edit {
    pub what: &'static str,
    pub pair: Pair,
    pub file: &'static str,
    pub text: &'static str,
    pub instead: &'static str,
    pub says: &'static str,
}

const fn nothing_of(document: &'static str) -> Pair {
    Pair { name: "nothing", document, old: &[], new: &[] }
}

const fn cut(
    what: &'static str,
    document: &'static str,
    calls: &'static [(&'static str, &'static str, &'static str)],
    says: &'static str,
) -> Cut {
    Cut { what, pair: nothing_of(document), calls, says }
}

pub const CUTS: &[Cut] = &[
    cut(
        "a route deleted early",
        HUB,
        &[(
            "ec2",
            "delete_route",
            r#"{"RouteTableId": "@RouteTable orders-private", "DestinationCidrBlock": "0.0.0.0/0"}"#,
        )],
        "cut",
    ),
    cut(
        "an association to a table without routes",
        HUB,
        &[(
            "ec2",
            "replace_route_table_association",
            r#"{"RouteTableId": "@RouteTable orders-database",
                "AssociationId": "@SubnetRouteTableAssociation orders-private-a"}"#,
        )],
        "cut",
    ),
    cut(
        "an entry of an ACL that goes before the new one comes",
        TIERS,
        &[(
            "ec2",
            "delete_network_acl_entry",
            r#"{"NetworkAclId": "@NetworkAcl shop-private", "Egress": true, "RuleNumber": 2000}"#,
        )],
        "cut",
    ),
    cut(
        "entries of ACLs that let everybody in",
        TIERS,
        &[
            (
                "ec2",
                "create_network_acl_entry",
                r#"{"NetworkAclId": "@NetworkAcl shop-public", "Egress": true, "RuleNumber": 1,
                    "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}"#,
            ),
            (
                "ec2",
                "create_network_acl_entry",
                r#"{"NetworkAclId": "@NetworkAcl shop-public", "Egress": false, "RuleNumber": 1,
                    "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}"#,
            ),
            (
                "ec2",
                "create_network_acl_entry",
                r#"{"NetworkAclId": "@NetworkAcl shop-database", "Egress": true, "RuleNumber": 1,
                    "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}"#,
            ),
            (
                "ec2",
                "create_network_acl_entry",
                r#"{"NetworkAclId": "@NetworkAcl shop-database", "Egress": false, "RuleNumber": 1,
                    "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}"#,
            ),
        ],
        "leak",
    ),
    cut(
        "a propagation that is gone",
        HUB,
        &[(
            "ec2",
            "disable_transit_gateway_route_table_propagation",
            r#"{"TransitGatewayRouteTableId": "@TransitGatewayRouteTable hub-egress",
                "TransitGatewayAttachmentId": "@TransitGatewayAttachment sandbox"}"#,
        )],
        "cut",
    ),
    cut(
        "an association with a gateway's table that is gone",
        HUB,
        &[(
            "ec2",
            "disassociate_transit_gateway_route_table",
            r#"{"TransitGatewayRouteTableId": "@TransitGatewayRouteTable hub-development",
                "TransitGatewayAttachmentId": "@TransitGatewayAttachment sandbox"}"#,
        )],
        "cut",
    ),
    cut(
        "an attachment that is removed",
        HUB,
        &[(
            "ec2",
            "delete_transit_gateway_vpc_attachment",
            r#"{"TransitGatewayAttachmentId": "@TransitGatewayAttachment sandbox"}"#,
        )],
        "cut",
    ),
    cut(
        "a route to a firewall's endpoint that is gone",
        HUB,
        &[(
            "ec2",
            "delete_route",
            r#"{"RouteTableId": "@RouteTable inspection-attachment-a", "DestinationCidrBlock": "0.0.0.0/0"}"#,
        )],
        "cut",
    ),
    cut(
        "a NAT gateway that goes under its routes",
        TIERS,
        &[("ec2", "delete_nat_gateway", r#"{"NatGatewayId": "@NatGateway shop-nat-a"}"#)],
        "cut",
    ),
    cut(
        "an elastic IP that is released",
        TIERS,
        &[
            ("ec2", "delete_nat_gateway", r#"{"NatGatewayId": "@NatGateway shop-nat-a"}"#),
            ("ec2", "release_address", r#"{"AllocationId": "@EIP shop-nat-a"}"#),
        ],
        "lost",
    ),
];

pub const EDITS: &[Edit] = &[
    Edit {
        what: "a route under another label",
        pair: nothing_of(HUB),
        file: "terraform/vpc_orders.tf",
        text: "orders_private_default",
        instead: "orders_private_any",
        says: "0.0.0.0/0",
    },
    Edit {
        what: "a log group under another label",
        pair: nothing_of(TIERS),
        file: "terraform/vpc_shop.tf",
        text: "shop_flow_logs",
        instead: "shop_any_logs",
        says: "log",
    },
];

impl Cut {
    /// The arguments with ids of what stands.
    pub fn filled(&self, arguments: &str, standing: &Objects) -> Result<Value, String> {
        let mut value: Value = serde_json::from_str(arguments).map_err(|error| format!("{}: {error}", self.what))?;
        for (_, one) in value.as_object_mut().into_iter().flatten() {
            if let Some((kind, name)) = one.as_str().and_then(|text| text.strip_prefix('@')?.split_once(' ')) {
                *one = Value::from(id(standing, kind, name)?);
            }
        }
        Ok(value)
    }
}

fn id(standing: &Objects, kind: &str, name: &str) -> Result<String, String> {
    let kind = format!("AWS::EC2::{kind}");
    let is_called = |object: &Value| object["facts"]["Tags.Name"] == name;
    let is_named = |object: &Value| {
        let subnet = object["facts"]["SubnetId"].as_str().and_then(|id| standing.get(id));
        is_called(object) || subnet.is_some_and(is_called)
    };
    let found = standing.iter().find(|(_, object)| object["kind"] == kind && is_named(object));
    found.map(|(id, _)| id.clone()).ok_or_else(|| format!("there is no {kind} {name}"))
}
