//! What a resource may wait for without reading it.

use super::references::After;

pub const AFTER: &[After] = &[
    ("AWS::DirectConnect::DirectConnectGatewayAssociation", &["VPN gateway attachment"]),
    ("AWS::EC2::ClientVpnAuthorizationRule", &["AWS::EC2::ClientVpnTargetNetworkAssociation"]),
    ("AWS::EC2::ClientVpnRoute", &["AWS::EC2::ClientVpnTargetNetworkAssociation"]),
    ("AWS::EC2::EIP", &["AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"]),
    ("AWS::EC2::FlowLog", &["AWS::IAM::RolePolicy"]),
    ("AWS::EC2::NatGateway", &["AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"]),
    ("AWS::EC2::NetworkAclEntry", &["IPv6 block"]),
    (
        "AWS::EC2::Route",
        &["AWS::EC2::TransitGatewayAttachment", "AWS::EC2::VPCGatewayAttachment", "Attachment accepter", "IPv6 block"],
    ),
    // A rule for the VPC itself reads its IPv6 block.
    ("AWS::EC2::SecurityGroup", &["IPv6 block"]),
    // A rule about a group of another VPC.
    ("AWS::EC2::SecurityGroupEgress", &["AWS::EC2::VPCPeeringConnection"]),
    ("AWS::EC2::SecurityGroupIngress", &["AWS::EC2::TransitGatewayAttachment", "AWS::EC2::VPCPeeringConnection"]),
    ("AWS::EC2::Subnet", &["AWS::EC2::VPCCidrBlock", "IPv6 block"]),
    ("AWS::EC2::SubnetNetworkAclAssociation", &["AWS::EC2::NetworkAclEntry", "AWS::EC2::SubnetNetworkAclAssociation"]),
    ("AWS::EC2::SubnetRouteTableAssociation", &["AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation"]),
    // What is shared with an account is there once the account may use it.
    ("AWS::EC2::TransitGatewayAttachment", &["AWS::RAM::PrincipalAssociation", "Share accepter"]),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", &["Attachment accepter"]),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", &["Attachment accepter"]),
    ("AWS::RAM::PrincipalAssociation", &["Shared resource"]),
    (
        "AWS::EC2::TransitGatewayRoute",
        &["AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::TransitGatewayRoute", "Attachment accepter"],
    ),
    ("AWS::EC2::VPNGatewayRoutePropagation", &["VPN gateway attachment"]),
    ("AWS::EC2::VPCEndpoint", &["AWS::EC2::VPCEndpoint"]),
    ("AWS::Route53Profiles::ProfileAssociation", &["AWS::RAM::PrincipalAssociation", "Share accepter"]),
    ("Share accepter", &["AWS::RAM::PrincipalAssociation"]),
];
