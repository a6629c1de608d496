//! References to the wrong kind of thing, each put into one dialect. The text stays well-formed, and no name is misspelt.

use serde_json::{Value, json};

use super::fault::Edit::{Block, Template};
use super::fault::{Fault, faults, properties};

faults! {
    "three-tier" "cloudformation/shop.json" {
        "a route in a VPC instead of a table": Template(|t| set(t, "ShopPublicDefaultRoute", "RouteTableId", "ShopVpc")),
        "a route to a NAT gateway's subnet": Template(|t| set(t, "ShopPrivateADefaultRoute", "NatGatewayId", "ShopPublicASubnet")),
        "a NAT gateway as internet gateway": Template(|t| set(t, "ShopPublicDefaultRoute", "GatewayId", "ShopANatGateway")),
        "the attachment instead of the gateway": Template(|t| {
            set(t, "ShopInternetGatewayAttachment", "InternetGatewayId", "ShopVpc");
        }),
        "a table associated to itself": Template(|t| {
            set(t, "ShopPrivateARouteTableAssociation", "SubnetId", "ShopPrivateARouteTable");
        }),
        "a subnet in a gateway": Template(|t| set(t, "ShopPublicASubnet", "VpcId", "ShopInternetGateway")),
        "a NAT gateway in a table": Template(|t| set(t, "ShopANatGateway", "SubnetId", "ShopPublicRouteTable")),
        "a NAT gateway with its address for the allocation": Template(|t| {
            set(t, "ShopANatGateway", "AllocationId", "ShopNatAEip");
        }),
        "an endpoint in subnets instead of tables": Template(|t| {
            properties(t, "ShopS3Endpoint")["RouteTableIds"][0] = json!({ "Ref": "ShopPrivateASubnet" });
        }),
        "a flow log of a gateway": Template(|t| set(t, "ShopFlowLog", "ResourceId", "ShopInternetGateway")),
        "an egress-only gateway of IPv4": Template(|t| {
            set(t, "ShopPrivateADefaultIpv6Route", "EgressOnlyInternetGatewayId", "ShopInternetGateway");
        }),
        "a group of a VPC's id": Template(|t| {
            let rules = t["Resources"].as_object_mut().unwrap().values_mut();
            let rule = rules.into_iter().find(|one| one["Type"] == "AWS::EC2::SecurityGroupIngress").unwrap();
            rule["Properties"]["GroupId"] = json!({ "Ref": "ShopVpc" });
        }),
        "a route that waits for a subnet": Template(|t| {
            t["Resources"]["ShopPublicDefaultRoute"]["DependsOn"] = json!("ShopPublicASubnet");
        }),
        "an output of a VPC that is a gateway": Template(|t| {
            t["Outputs"]["ShopVpcId"]["Value"] = json!({ "Ref": "ShopInternetGateway" });
        }),
    }
    "three-tier" "terraform/vpc_shop.tf" {
        "Terraform: a route in a VPC": Block("aws_route.shop_public_default", "aws_route_table.shop_public.id", "aws_vpc.shop.id"),
        "Terraform: a route to a subnet": Block(
            "aws_route.shop_private_a_default", "aws_nat_gateway.shop_a.id", "aws_subnet.shop_public_a.id"
        ),
        "Terraform: a public address for an allocation": Block("aws_nat_gateway.shop_a", "nat_a.id", "nat_a.public_ip"),
        "Terraform: an internet gateway for IPv6 only": Block(
            "aws_route.shop_private_a_default_ipv6", "aws_egress_only_internet_gateway.shop.id", "aws_internet_gateway.shop.id"
        ),
        "Terraform: a subnet of a table": Block("aws_subnet.shop_public_a", "aws_vpc.shop.id", "aws_route_table.shop_public.id"),
        "Terraform: an address that waits for the VPC": Block("aws_eip.shop_nat_a", "aws_internet_gateway.shop]", "aws_vpc.shop]"),
    }
    "hub-spoke" "terraform/hub_hub.tf" {
        "Terraform: a hub's table of a table": Block(
            "aws_ec2_transit_gateway_route_table.hub_production", "aws_ec2_transit_gateway.hub.id", "aws_ec2_transit_gateway_route_table.hub_shared.id"
        ),
    }
    "accounts" "cloudformation/hub.json" {
        "the id of what is shared in place of its ARN": Template(|t| {
            properties(t, "HubResourceShare")["ResourceArns"][0] = json!({ "Ref": "HubTransitGateway" });
        }),
    }
    "accounts" "terraform/network/ap-northeast-1/join/hub_hub_member_orders.tf" {
        "Terraform: an accepter of a table": Block(
            "aws_ec2_transit_gateway_vpc_attachment_accepter.orders",
            "var.orders_transit_gateway_attachment_id", "var.hub_production_transit_gateway_table_id"
        ),
    }
}

/// The property becomes a `Ref`; it must be there.
#[track_caller]
fn set(template: &mut Value, id: &str, name: &str, other: &str) {
    assert!(template["Resources"][other].is_object(), "no {other}");
    let property = &mut properties(template, id)[name];
    assert!(!property.is_null(), "{id} has no {name}");
    *property = json!({ "Ref": other });
}
