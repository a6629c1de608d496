//! What Terraform alone says.

/// What Terraform says and CloudFormation cannot, with the only value that it may have, and why.
pub const TERRAFORM_ALONE: &[(&str, &str, Option<&str>, &str)] = &[
    ("AWS::EC2::SecurityGroup", "name_prefix", None, "CloudFormation makes names from the stack's and the logical id"),
    ("AWS::IAM::Role", "name_prefix", None, "CloudFormation makes names from the stack's and the logical id"),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "transit_gateway_default_route_table_association",
        Some("false"),
        "Terraform's own default is true; CloudFormation follows the gateway, where it is off",
    ),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "transit_gateway_default_route_table_propagation",
        Some("false"),
        "Terraform's own default is true; CloudFormation follows the gateway, where it is off",
    ),
    (
        "AWS::EC2::TransitGatewayConnect",
        "transit_gateway_id",
        None,
        "CloudFormation takes the gateway of the attachment that carries the tunnels",
    ),
    (
        "AWS::EC2::TransitGatewayConnect",
        "transit_gateway_default_route_table_association",
        Some("false"),
        "Terraform's own default is true; CloudFormation follows the gateway, where it is off",
    ),
    (
        "AWS::EC2::TransitGatewayConnect",
        "transit_gateway_default_route_table_propagation",
        Some("false"),
        "Terraform's own default is true; CloudFormation follows the gateway, where it is off",
    ),
    ("AWS::DirectConnect::Connection", "skip_destroy", Some("true"), "CloudFormation has a policy for it"),
    ("AWS::EC2::VPCPeeringConnection", "auto_accept", Some("true"), "CloudFormation accepts by itself in an account"),
];
