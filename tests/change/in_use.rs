//! What AWS refuses to delete while others need it.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>

use ipnet::IpNet;

use super::account::{Account, Object, Refusal};
use super::common::dialects::form::Key;

/// What refuses a deletion: the type, AWS's code, the types that use it, and the property by which they do.
const USERS: &[(&str, &str, &str, &str)] = &[
    ("AWS::EC2::Subnet", "DependencyViolation", "AWS::EC2::NatGateway", "SubnetId"),
    ("AWS::EC2::Subnet", "DependencyViolation", "AWS::EC2::VPCEndpoint", "SubnetIds"),
    ("AWS::EC2::Subnet", "DependencyViolation", "AWS::EC2::TransitGatewayAttachment", "SubnetIds"),
    ("AWS::EC2::Subnet", "DependencyViolation", "AWS::NetworkFirewall::Firewall", "SubnetMappings"),
    ("AWS::EC2::Subnet", "DependencyViolation", "AWS::Route53Resolver::ResolverEndpoint", "IpAddresses"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::Subnet", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::RouteTable", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::NetworkAcl", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::SecurityGroup", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::VPCEndpoint", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::VPCGatewayAttachment", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "VPN gateway attachment", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::EgressOnlyInternetGateway", "VpcId"),
    ("AWS::EC2::VPC", "DependencyViolation", "AWS::EC2::TransitGatewayAttachment", "VpcId"),
    ("AWS::EC2::RouteTable", "DependencyViolation", "AWS::EC2::SubnetRouteTableAssociation", "RouteTableId"),
    ("AWS::EC2::RouteTable", "DependencyViolation", "AWS::EC2::VPCEndpoint", "RouteTableIds"),
    ("AWS::EC2::RouteTable", "DependencyViolation", "AWS::EC2::VPNGatewayRoutePropagation", "RouteTableIds"),
    ("AWS::EC2::NetworkAcl", "DependencyViolation", "AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId"),
    ("AWS::EC2::SecurityGroup", "DependencyViolation", "AWS::EC2::VPCEndpoint", "SecurityGroupIds"),
    ("AWS::EC2::SecurityGroup", "DependencyViolation", "AWS::Route53Resolver::ResolverEndpoint", "SecurityGroupIds"),
    ("AWS::EC2::SecurityGroup", "DependencyViolation", "AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId"),
    ("AWS::EC2::SecurityGroup", "DependencyViolation", "AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId"),
    ("AWS::EC2::EIP", "InvalidIPAddress.InUse", "AWS::EC2::NatGateway", "AllocationId"),
    ("AWS::EC2::InternetGateway", "DependencyViolation", "AWS::EC2::VPCGatewayAttachment", "InternetGatewayId"),
    ("AWS::EC2::DHCPOptions", "DependencyViolation", "AWS::EC2::VPCDHCPOptionsAssociation", "DhcpOptionsId"),
    ("AWS::EC2::CustomerGateway", "IncorrectState", "AWS::EC2::VPNConnection", "CustomerGatewayId"),
    ("AWS::EC2::VPNGateway", "IncorrectState", "VPN gateway attachment", "VpnGatewayId"),
    ("AWS::EC2::VPNGateway", "IncorrectState", "AWS::EC2::VPNConnection", "VpnGatewayId"),
    (
        "AWS::EC2::VPNGateway",
        "IncorrectState",
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "AssociatedGatewayId",
    ),
    ("AWS::EC2::TransitGateway", "IncorrectState", "AWS::EC2::TransitGatewayAttachment", "TransitGatewayId"),
    ("AWS::EC2::TransitGateway", "IncorrectState", "AWS::EC2::VPNConnection", "TransitGatewayId"),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "IncorrectState",
        "AWS::EC2::TransitGatewayConnect",
        "TransportTransitGatewayAttachmentId",
    ),
    (
        "AWS::EC2::TransitGatewayConnect",
        "IncorrectState",
        "AWS::EC2::TransitGatewayConnectPeer",
        "TransitGatewayAttachmentId",
    ),
    (
        "AWS::EC2::TransitGateway",
        "IncorrectState",
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "AssociatedGatewayId",
    ),
    (
        "AWS::EC2::TransitGatewayRouteTable",
        "IncorrectState",
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        "TransitGatewayRouteTableId",
    ),
    (
        "AWS::NetworkFirewall::FirewallPolicy",
        "InvalidOperationException",
        "AWS::NetworkFirewall::Firewall",
        "FirewallPolicyArn",
    ),
    (
        "AWS::NetworkFirewall::RuleGroup",
        "InvalidOperationException",
        "AWS::NetworkFirewall::FirewallPolicy",
        "FirewallPolicy.",
    ),
    (
        "AWS::Route53Resolver::ResolverEndpoint",
        "ResourceInUseException",
        "AWS::Route53Resolver::ResolverRule",
        "ResolverEndpointId",
    ),
    (
        "AWS::Route53Resolver::ResolverRule",
        "ResourceInUseException",
        "AWS::Route53Resolver::ResolverRuleAssociation",
        "ResolverRuleId",
    ),
    ("AWS::Route53Profiles::Profile", "ConflictException", "AWS::Route53Profiles::ProfileAssociation", "ProfileId"),
    (
        "AWS::DirectConnect::DirectConnectGateway",
        "DirectConnectClientException",
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "DirectConnectGatewayId",
    ),
    (
        "AWS::DirectConnect::DirectConnectGateway",
        "DirectConnectClientException",
        "AWS::DirectConnect::PrivateVirtualInterface",
        "DirectConnectGatewayId",
    ),
    (
        "AWS::DirectConnect::DirectConnectGateway",
        "DirectConnectClientException",
        "AWS::DirectConnect::TransitVirtualInterface",
        "DirectConnectGatewayId",
    ),
    ("AWS::IAM::Role", "DeleteConflict", "AWS::IAM::RolePolicy", "RoleName"),
];

/// Who needs an object that is to go.
pub fn check(account: &Account, key: &Key) -> Result<(), Refusal> {
    let Some(object) = account.get(key) else { return Ok(()) };
    let refuse = |code, other: &Object| Err(Refusal { code, what: format!("{key:?}"), by: Some(other.key.clone()) });
    for (_, code, user, property) in USERS.iter().filter(|(kind, ..)| *kind == key.kind) {
        // Rules of its own go with a group.
        let own = |other: &&Object| other.read("GroupId") != Some(key);
        if let Some(other) = account.of(user).filter(own).find(|other| other.reads(property).any(|one| one == key)) {
            return refuse(code, other);
        }
    }
    match key.kind {
        "AWS::EC2::VPCGatewayAttachment" => {
            let vpc = object.read("VpcId");
            let mut mapped = account.of("AWS::EC2::NatGateway").filter(|nat| nat.leaf("AllocationId").is_some());
            let subnet = |nat: &&Object| nat.read("SubnetId").and_then(|key| account.get(key)?.read("VpcId")) == vpc;
            mapped.find(subnet).map_or(Ok(()), |nat| refuse("DependencyViolation", nat))
        }
        "AWS::EC2::VPCCidrBlock" => {
            let block = |one: &Object| one.text("CidrBlock").and_then(|text| text.parse::<IpNet>().ok());
            let inside = |one: &&Object| {
                one.read("VpcId") == object.read("VpcId")
                    && block(object).zip(block(one)).is_some_and(|(block, one)| block.contains(&one))
            };
            account.of("AWS::EC2::Subnet").find(inside).map_or(Ok(()), |one| refuse("DependencyViolation", one))
        }
        "IPv6 block" => {
            let six = |one: &&Object| one.read("VpcId") == object.read("VpcId") && one.leaf("Ipv6CidrBlock").is_some();
            account.of("AWS::EC2::Subnet").find(six).map_or(Ok(()), |one| refuse("DependencyViolation", one))
        }
        "AWS::NetworkFirewall::Firewall" if object.text("DeleteProtection") == Some("true") => {
            refuse("InvalidOperationException", object)
        }
        "AWS::EC2::CustomerGateway" => twin(account, object).map_or(Ok(()), |one| refuse("IncorrectState", one)),
        _ => Ok(()),
    }
}

/// An equal request for a customer gateway gets the one that there is: so whoever uses the twin uses this one.
fn twin<'a>(account: &'a Account, object: &Object) -> Option<&'a Object> {
    let same = |other: &&Object| {
        let place = ["IpAddress", "BgpAsn", "BgpAsnExtended", "DeviceName"];
        other.key != object.key && place.iter().all(|name| other.leaf(name) == object.leaf(name))
    };
    let twin = account.of("AWS::EC2::CustomerGateway").find(same)?;
    account.of("AWS::EC2::VPNConnection").find(|one| one.read("CustomerGatewayId") == Some(&twin.key))
}
