//! What outputs may be.

use super::references::Target;

/// How the description of an output for people begins, and what the output is. Those for other stacks are followed to the
/// property that reads them.
pub const OUTPUTS: &[(&str, Target)] = &[
    ("The VPC ", ("AWS::EC2::VPC", "id")),
    ("Subnets of ", ("AWS::EC2::Subnet", "id")),
    ("Security group ", ("AWS::EC2::SecurityGroup", "id")),
    ("Public addresses ", ("AWS::EC2::EIP", "public_ip")),
    ("The transit gateway ", ("AWS::EC2::TransitGateway", "id")),
    ("The peering connection ", ("AWS::EC2::VPCPeeringConnection", "id")),
    ("The attachment of VPC ", ("AWS::EC2::TransitGatewayAttachment", "id")),
    ("The Direct Connect connection ", ("AWS::DirectConnect::Connection", "id")),
    ("The LAG ", ("AWS::DirectConnect::Lag", "id")),
    ("The Client VPN endpoint ", ("AWS::EC2::ClientVpnEndpoint", "id")),
    ("The Direct Connect gateway ", ("AWS::DirectConnect::DirectConnectGateway", "id")),
    ("The VPN connection ", ("AWS::EC2::VPNConnection", "id")),
    ("The VPN gateway ", ("AWS::EC2::VPNGateway", "id")),
    (BINDINGS, ("AWS::EC2::VPNConnection", "customer_gateway_configuration")),
    (BINDINGS, ("AWS::DirectConnect::PrivateVirtualInterface", "amazon_address")),
    (BINDINGS, ("AWS::DirectConnect::PrivateVirtualInterface", "bgp_auth_key")),
    (BINDINGS, ("AWS::DirectConnect::PrivateVirtualInterface", "vlan")),
    (BINDINGS, ("Second session", "amazon_address")),
    (BINDINGS, ("Second session", "bgp_auth_key")),
    (BINDINGS, ("Second session", "customer_address")),
    (BINDINGS, ("AWS::DirectConnect::PublicVirtualInterface", "amazon_address")),
    (BINDINGS, ("AWS::DirectConnect::PublicVirtualInterface", "bgp_auth_key")),
    (BINDINGS, ("AWS::DirectConnect::PublicVirtualInterface", "vlan")),
    (BINDINGS, ("AWS::DirectConnect::TransitVirtualInterface", "amazon_address")),
    (BINDINGS, ("AWS::DirectConnect::TransitVirtualInterface", "bgp_auth_key")),
    (BINDINGS, ("AWS::DirectConnect::TransitVirtualInterface", "vlan")),
];
/// How the description of an output for router files begins. Terraform alone has them.
pub const BINDINGS: &str = "For netgen render --bind";
pub const FOR_STACKS: &str = "For the stacks ";
