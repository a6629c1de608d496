//! What AWS refuses, one by one: what is there twice, and what is deleted while others need it. Written down from what AWS's pages and codes
//! say, apart from the tables of the executor.

use std::collections::BTreeMap;

use super::account::{Account, Object};
use super::common::dialects::form::{Key, Leaf};
use super::{in_use, twice};

/// An object in words: `VpcId=@EC2::VPC v, CidrBlock=10.0.0.0/24`. What begins with `@` is another object.
fn object(kind: &'static str, name: &str, words: &str) -> Object {
    let leaf = |text: &str| match text.strip_prefix('@').and_then(|text| text.split_once(' ')) {
        Some((kind, name)) => {
            let kind =
                KINDS.iter().find(|one| one.trim_start_matches("AWS::") == kind).unwrap_or_else(|| panic!("{kind}"));
            Leaf::Read(Key { kind, name: name.to_owned() }, "id")
        }
        None => Leaf::text(text),
    };
    let facts = words.split(", ").filter_map(|word| word.split_once('='));
    let facts: BTreeMap<String, Leaf> = facts.map(|(name, text)| (name.to_owned(), leaf(text))).collect();
    Object { key: Key { kind, name: name.to_owned() }, facts, kept: false }
}

/// What others point to in these tests.
const KINDS: &[&str] = &[
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::RouteTable",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::EIP",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::VPNGateway",
    "AWS::EC2::CustomerGateway",
    "AWS::EC2::VPNConnection",
    "AWS::EC2::TransitGateway",
    "AWS::EC2::TransitGatewayAttachment",
    "AWS::EC2::TransitGatewayRouteTable",
    "AWS::EC2::DHCPOptions",
    "AWS::NetworkFirewall::Firewall",
    "AWS::NetworkFirewall::FirewallPolicy",
    "AWS::NetworkFirewall::RuleGroup",
    "AWS::Route53Resolver::ResolverEndpoint",
    "AWS::Route53Resolver::ResolverRule",
    "AWS::Route53Profiles::Profile",
    "AWS::DirectConnect::DirectConnectGateway",
    "AWS::IAM::Role",
];

/// A kind, what stands, what is asked for beside it, and what AWS says; then what may stand beside it.
const TWICE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "AWS::EC2::Subnet",
        "VpcId=@EC2::VPC v, CidrBlock=10.0.0.0/24",
        "VpcId=@EC2::VPC v, CidrBlock=10.0.0.128/25",
        "InvalidSubnet.Conflict",
        "VpcId=@EC2::VPC v, CidrBlock=10.0.1.0/24",
    ),
    (
        "AWS::EC2::VPCCidrBlock",
        "VpcId=@EC2::VPC v, CidrBlock=100.64.0.0/16",
        "VpcId=@EC2::VPC v, CidrBlock=100.64.0.0/20",
        "InvalidVpc.Range",
        "VpcId=@EC2::VPC v, CidrBlock=100.65.0.0/16",
    ),
    (
        "AWS::EC2::Route",
        "RouteTableId=@EC2::RouteTable t, DestinationCidrBlock=0.0.0.0/0, NatGatewayId=a",
        "RouteTableId=@EC2::RouteTable t, DestinationCidrBlock=0.0.0.0/0, NatGatewayId=b",
        "RouteAlreadyExists",
        "RouteTableId=@EC2::RouteTable t, DestinationCidrBlock=10.0.0.0/8, NatGatewayId=b",
    ),
    (
        "AWS::EC2::SubnetRouteTableAssociation",
        "SubnetId=@EC2::Subnet s, RouteTableId=@EC2::RouteTable t",
        "SubnetId=@EC2::Subnet s, RouteTableId=@EC2::RouteTable u",
        "Resource.AlreadyAssociated",
        "SubnetId=@EC2::Subnet r, RouteTableId=@EC2::RouteTable t",
    ),
    (
        "AWS::EC2::NetworkAclEntry",
        "NetworkAclId=@EC2::NetworkAcl a, Egress=true, RuleNumber=100",
        "NetworkAclId=@EC2::NetworkAcl a, Egress=true, RuleNumber=100, Protocol=6",
        "NetworkAclEntryAlreadyExists",
        "NetworkAclId=@EC2::NetworkAcl a, Egress=false, RuleNumber=100",
    ),
    (
        "AWS::EC2::SecurityGroup",
        "VpcId=@EC2::VPC v, GroupName=web",
        "VpcId=@EC2::VPC v, GroupName=web",
        "InvalidGroup.Duplicate",
        "VpcId=@EC2::VPC v",
    ),
    (
        "AWS::EC2::SecurityGroupIngress",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=tcp, FromPort=443",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=tcp, FromPort=443, Description=x",
        "InvalidPermission.Duplicate",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=tcp, FromPort=80",
    ),
    (
        "AWS::EC2::SecurityGroupEgress",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=udp",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=udp",
        "InvalidPermission.Duplicate",
        "GroupId=@EC2::SecurityGroup g, IpProtocol=tcp",
    ),
    ("AWS::EC2::EIP", "Address=192.0.2.1", "Address=192.0.2.1", "AddressInUse", "Domain=vpc"),
    (
        "AWS::EC2::NatGateway",
        "AllocationId=@EC2::EIP e, SubnetId=@EC2::Subnet s",
        "AllocationId=@EC2::EIP e, SubnetId=@EC2::Subnet t",
        "Resource.AlreadyAssociated",
        "AllocationId=@EC2::EIP f, SubnetId=@EC2::Subnet s",
    ),
    (
        "AWS::EC2::VPCGatewayAttachment",
        "VpcId=@EC2::VPC v, InternetGatewayId=@EC2::InternetGateway i",
        "VpcId=@EC2::VPC v, InternetGatewayId=@EC2::InternetGateway j",
        "Resource.AlreadyAssociated",
        "VpcId=@EC2::VPC w, InternetGatewayId=@EC2::InternetGateway j",
    ),
    (
        "VPN gateway attachment",
        "VpcId=@EC2::VPC v, VpnGatewayId=@EC2::VPNGateway g",
        "VpcId=@EC2::VPC v, VpnGatewayId=@EC2::VPNGateway h",
        "VpnGatewayAttachmentLimitExceeded",
        "VpcId=@EC2::VPC w, VpnGatewayId=@EC2::VPNGateway h",
    ),
    (
        "AWS::EC2::VPNConnection",
        "TransitGatewayId=@EC2::TransitGateway t, VpnTunnelOptionsSpecifications.0.TunnelInsideCidr=169.254.6.0/30",
        "TransitGatewayId=@EC2::TransitGateway t, VpnTunnelOptionsSpecifications.1.TunnelInsideCidr=169.254.6.0/30",
        "InvalidParameterValue",
        "TransitGatewayId=@EC2::TransitGateway t, VpnTunnelOptionsSpecifications.0.TunnelInsideCidr=169.254.6.4/30",
    ),
    (
        "AWS::EC2::VPNConnectionRoute",
        "VpnConnectionId=@EC2::VPNConnection c, DestinationCidrBlock=192.168.0.0/16",
        "VpnConnectionId=@EC2::VPNConnection c, DestinationCidrBlock=192.168.0.0/16",
        "RouteAlreadyExists",
        "VpnConnectionId=@EC2::VPNConnection c, DestinationCidrBlock=172.16.0.0/16",
    ),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "TransitGatewayId=@EC2::TransitGateway t, VpcId=@EC2::VPC v",
        "TransitGatewayId=@EC2::TransitGateway t, VpcId=@EC2::VPC v, SubnetIds.0=@EC2::Subnet s",
        "DuplicateTransitGatewayAttachment",
        "TransitGatewayId=@EC2::TransitGateway t, VpcId=@EC2::VPC w",
    ),
    (
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment a, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment a, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable u",
        "Resource.AlreadyAssociated",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment b, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t",
    ),
    (
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment a, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment a, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t",
        "TransitGatewayRouteTablePropagation.Duplicate",
        "TransitGatewayAttachmentId=@EC2::TransitGatewayAttachment a, TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable u",
    ),
    (
        "AWS::EC2::TransitGatewayRoute",
        "TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t, DestinationCidrBlock=10.0.0.0/8, Blackhole=true",
        "TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t, DestinationCidrBlock=10.0.0.0/8",
        "RouteAlreadyExists",
        "TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable t, DestinationCidrBlock=10.0.0.0/9",
    ),
    (
        "AWS::EC2::VPCEndpoint",
        "VpcId=@EC2::VPC v, ServiceName=ssm, PrivateDnsEnabled=true",
        "VpcId=@EC2::VPC v, ServiceName=ssm, PrivateDnsEnabled=true",
        "InvalidParameter",
        "VpcId=@EC2::VPC v, ServiceName=ssm, PrivateDnsEnabled=false",
    ),
    (
        "AWS::EC2::VPCEndpoint",
        "VpcId=@EC2::VPC v, ServiceName=s3, RouteTableIds.0=@EC2::RouteTable t",
        "VpcId=@EC2::VPC v, ServiceName=s3, RouteTableIds.0=@EC2::RouteTable t",
        "InvalidParameter",
        "VpcId=@EC2::VPC v, ServiceName=s3, RouteTableIds.0=@EC2::RouteTable u",
    ),
    (
        "AWS::EC2::VPCPeeringConnection",
        "VpcId=@EC2::VPC v, PeerVpcId=@EC2::VPC w",
        "VpcId=@EC2::VPC w, PeerVpcId=@EC2::VPC v",
        "VpcPeeringConnectionAlreadyExists",
        "VpcId=@EC2::VPC v, PeerVpcId=@EC2::VPC x",
    ),
    (
        "AWS::EC2::FlowLog",
        "ResourceId=@EC2::VPC v, LogGroupName=l",
        "ResourceId=@EC2::VPC v, LogGroupName=l, Tags.Name=x",
        "FlowLogAlreadyExists",
        "ResourceId=@EC2::VPC v, LogGroupName=m",
    ),
    (
        "AWS::NetworkFirewall::Firewall",
        "FirewallName=f",
        "FirewallName=f, VpcId=@EC2::VPC v",
        "InvalidRequestException",
        "FirewallName=g",
    ),
    (
        "AWS::NetworkFirewall::FirewallPolicy",
        "FirewallPolicyName=p",
        "FirewallPolicyName=p",
        "InvalidRequestException",
        "FirewallPolicyName=q",
    ),
    (
        "AWS::NetworkFirewall::RuleGroup",
        "RuleGroupName=r",
        "RuleGroupName=r, Capacity=10",
        "InvalidRequestException",
        "RuleGroupName=s",
    ),
    (
        "AWS::NetworkFirewall::LoggingConfiguration",
        "FirewallArn=@NetworkFirewall::Firewall f",
        "FirewallArn=@NetworkFirewall::Firewall f",
        "InvalidRequestException",
        "FirewallArn=@NetworkFirewall::Firewall g",
    ),
    (
        "AWS::Route53Resolver::ResolverRuleAssociation",
        "VPCId=@EC2::VPC v, ResolverRuleId=@Route53Resolver::ResolverRule r",
        "VPCId=@EC2::VPC v, ResolverRuleId=@Route53Resolver::ResolverRule r, Name=x",
        "ResourceExistsException",
        "VPCId=@EC2::VPC w, ResolverRuleId=@Route53Resolver::ResolverRule r",
    ),
    (
        "AWS::Route53Profiles::ProfileAssociation",
        "ResourceId=@EC2::VPC v, ProfileId=a",
        "ResourceId=@EC2::VPC v, ProfileId=b",
        "ResourceExistsException",
        "ResourceId=@EC2::VPC w, ProfileId=a",
    ),
    (
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "DirectConnectGatewayId=@DirectConnect::DirectConnectGateway d, AssociatedGatewayId=@EC2::TransitGateway t",
        "DirectConnectGatewayId=@DirectConnect::DirectConnectGateway d, AssociatedGatewayId=@EC2::TransitGateway t",
        "DirectConnectClientException",
        "DirectConnectGatewayId=@DirectConnect::DirectConnectGateway d, AssociatedGatewayId=@EC2::TransitGateway u",
    ),
    (
        "AWS::DirectConnect::TransitVirtualInterface",
        "ConnectionId=c, Vlan=300",
        "ConnectionId=c, Vlan=300, Mtu=8500",
        "DirectConnectClientException",
        "ConnectionId=c, Vlan=301",
    ),
    (
        "AWS::DirectConnect::PublicVirtualInterface",
        "ConnectionId=c, Vlan=300",
        "ConnectionId=c, Vlan=300",
        "DirectConnectClientException",
        "ConnectionId=c, Vlan=301",
    ),
    (
        "AWS::DirectConnect::PrivateVirtualInterface",
        "ConnectionId=c, Vlan=300",
        "ConnectionId=c, Vlan=300",
        "DirectConnectClientException",
        "ConnectionId=d, Vlan=300",
    ),
    (
        "AWS::Logs::LogGroup",
        "LogGroupName=/vpc",
        "LogGroupName=/vpc, RetentionInDays=7",
        "ResourceAlreadyExistsException",
        "LogGroupName=/other",
    ),
    ("AWS::IAM::Role", "RoleName=r", "RoleName=r", "EntityAlreadyExists", "Path=/"),
    ("AWS::SNS::Topic", "TopicName=t", "TopicName=t", "AlreadyExists", "TopicName=u"),
    ("AWS::CloudWatch::Alarm", "AlarmName=a", "AlarmName=a", "AlreadyExists", "AlarmName=b"),
    ("AWS::CloudWatch::CompositeAlarm", "AlarmName=a", "AlarmName=a", "AlreadyExists", "AlarmName=b"),
    ("AWS::CloudWatch::Dashboard", "DashboardName=a", "DashboardName=a", "AlreadyExists", "DashboardName=b"),
    ("AWS::Events::Rule", "Name=e", "Name=e", "AlreadyExists", "Name=f"),
];

/// A kind and its own words, who needs it and how, and what AWS says when it is deleted.
const IN_USE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "AWS::EC2::Subnet",
        "CidrBlock=10.0.0.0/24",
        "AWS::EC2::NatGateway",
        "SubnetId=@EC2::Subnet x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::Subnet",
        "CidrBlock=10.0.0.0/24",
        "AWS::EC2::VPCEndpoint",
        "SubnetIds.0=@EC2::Subnet y, SubnetIds.1=@EC2::Subnet x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::Subnet",
        "CidrBlock=10.0.0.0/24",
        "AWS::EC2::TransitGatewayAttachment",
        "SubnetIds.0=@EC2::Subnet x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::Subnet",
        "CidrBlock=10.0.0.0/24",
        "AWS::NetworkFirewall::Firewall",
        "SubnetMappings.0.SubnetId=@EC2::Subnet x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::Subnet",
        "CidrBlock=10.0.0.0/24",
        "AWS::Route53Resolver::ResolverEndpoint",
        "IpAddresses.0.SubnetId=@EC2::Subnet x",
        "DependencyViolation",
    ),
    ("AWS::EC2::VPC", "CidrBlock=10.0.0.0/16", "AWS::EC2::Subnet", "VpcId=@EC2::VPC x", "DependencyViolation"),
    (
        "AWS::EC2::VPCCidrBlock",
        "VpcId=@EC2::VPC v, CidrBlock=100.64.0.0/16",
        "AWS::EC2::Subnet",
        "VpcId=@EC2::VPC v, CidrBlock=100.64.1.0/24",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::RouteTable",
        "",
        "AWS::EC2::SubnetRouteTableAssociation",
        "RouteTableId=@EC2::RouteTable x",
        "DependencyViolation",
    ),
    ("AWS::EC2::RouteTable", "", "AWS::EC2::VPCEndpoint", "RouteTableIds.0=@EC2::RouteTable x", "DependencyViolation"),
    (
        "AWS::EC2::RouteTable",
        "",
        "AWS::EC2::VPNGatewayRoutePropagation",
        "RouteTableIds.0=@EC2::RouteTable x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::NetworkAcl",
        "",
        "AWS::EC2::SubnetNetworkAclAssociation",
        "NetworkAclId=@EC2::NetworkAcl x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::SecurityGroup",
        "",
        "AWS::EC2::SecurityGroupIngress",
        "GroupId=@EC2::SecurityGroup y, SourceSecurityGroupId=@EC2::SecurityGroup x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::SecurityGroup",
        "",
        "AWS::EC2::SecurityGroupEgress",
        "GroupId=@EC2::SecurityGroup y, DestinationSecurityGroupId=@EC2::SecurityGroup x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::SecurityGroup",
        "",
        "AWS::EC2::VPCEndpoint",
        "SecurityGroupIds.0=@EC2::SecurityGroup x",
        "DependencyViolation",
    ),
    ("AWS::EC2::EIP", "", "AWS::EC2::NatGateway", "AllocationId=@EC2::EIP x", "InvalidIPAddress.InUse"),
    (
        "AWS::EC2::InternetGateway",
        "",
        "AWS::EC2::VPCGatewayAttachment",
        "InternetGatewayId=@EC2::InternetGateway x",
        "DependencyViolation",
    ),
    (
        "AWS::EC2::CustomerGateway",
        "IpAddress=192.0.2.1",
        "AWS::EC2::VPNConnection",
        "CustomerGatewayId=@EC2::CustomerGateway x",
        "IncorrectState",
    ),
    ("AWS::EC2::VPNGateway", "", "VPN gateway attachment", "VpnGatewayId=@EC2::VPNGateway x", "IncorrectState"),
    ("AWS::EC2::VPNGateway", "", "AWS::EC2::VPNConnection", "VpnGatewayId=@EC2::VPNGateway x", "IncorrectState"),
    (
        "AWS::EC2::TransitGateway",
        "",
        "AWS::EC2::TransitGatewayAttachment",
        "TransitGatewayId=@EC2::TransitGateway x",
        "IncorrectState",
    ),
    (
        "AWS::EC2::TransitGateway",
        "",
        "AWS::EC2::VPNConnection",
        "TransitGatewayId=@EC2::TransitGateway x",
        "IncorrectState",
    ),
    (
        "AWS::EC2::TransitGatewayRouteTable",
        "",
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        "TransitGatewayRouteTableId=@EC2::TransitGatewayRouteTable x",
        "IncorrectState",
    ),
    (
        "AWS::EC2::DHCPOptions",
        "",
        "AWS::EC2::VPCDHCPOptionsAssociation",
        "DhcpOptionsId=@EC2::DHCPOptions x",
        "DependencyViolation",
    ),
    (
        "AWS::NetworkFirewall::FirewallPolicy",
        "",
        "AWS::NetworkFirewall::Firewall",
        "FirewallPolicyArn=@NetworkFirewall::FirewallPolicy x",
        "InvalidOperationException",
    ),
    (
        "AWS::NetworkFirewall::RuleGroup",
        "",
        "AWS::NetworkFirewall::FirewallPolicy",
        "FirewallPolicy.StatefulRuleGroupReferences.0.ResourceArn=@NetworkFirewall::RuleGroup x",
        "InvalidOperationException",
    ),
    (
        "AWS::Route53Resolver::ResolverEndpoint",
        "",
        "AWS::Route53Resolver::ResolverRule",
        "ResolverEndpointId=@Route53Resolver::ResolverEndpoint x",
        "ResourceInUseException",
    ),
    (
        "AWS::Route53Resolver::ResolverRule",
        "",
        "AWS::Route53Resolver::ResolverRuleAssociation",
        "ResolverRuleId=@Route53Resolver::ResolverRule x",
        "ResourceInUseException",
    ),
    (
        "AWS::Route53Profiles::Profile",
        "",
        "AWS::Route53Profiles::ProfileAssociation",
        "ProfileId=@Route53Profiles::Profile x",
        "ConflictException",
    ),
    (
        "AWS::DirectConnect::DirectConnectGateway",
        "",
        "AWS::DirectConnect::TransitVirtualInterface",
        "DirectConnectGatewayId=@DirectConnect::DirectConnectGateway x",
        "DirectConnectClientException",
    ),
    ("AWS::IAM::Role", "", "AWS::IAM::RolePolicy", "RoleName=@IAM::Role x", "DeleteConflict"),
];

/// An account with a VPC of two blocks in it.
fn account() -> Account {
    let mut account = Account::default();
    account.put(object("AWS::EC2::VPC", "v", "CidrBlock=10.0.0.0/16"));
    account
}

#[test]
fn what_is_there_twice_is_refused_with_the_code_of_aws() {
    for (kind, first, second, code, other) in TWICE {
        let mut account = account();
        account.put(object(kind, "one", first));
        let said = twice::check(&account, &object(kind, "two", second));
        assert_eq!(said.as_ref().err().map(|refusal| refusal.code), Some(*code), "{kind}: {second}: {said:?}");
        let said = twice::check(&account, &object(kind, "two", other));
        assert!(said.is_ok(), "{kind}: {other}: {said:?}");
        // The same object may change in place.
        assert!(twice::check(&account, &object(kind, "one", second)).is_ok(), "{kind}");
    }
}

#[test]
fn what_others_need_is_not_deleted() {
    for (kind, words, user, use_, code) in IN_USE {
        let mut account = account();
        let own = object(kind, "x", words);
        account.put(own.clone());
        assert!(in_use::check(&account, &own.key).is_ok(), "{kind} alone");
        account.put(object(user, "user", use_));
        let said = in_use::check(&account, &own.key);
        assert_eq!(said.as_ref().err().map(|refusal| refusal.code), Some(*code), "{kind} for {user}: {said:?}");
    }
}

#[test]
fn a_gateway_with_mapped_addresses_stays_attached() {
    let mut account = account();
    let attachment =
        object("AWS::EC2::VPCGatewayAttachment", "a", "VpcId=@EC2::VPC v, InternetGatewayId=@EC2::InternetGateway i");
    account.put(attachment.clone());
    account.put(object("AWS::EC2::Subnet", "s", "VpcId=@EC2::VPC v, CidrBlock=10.0.0.0/24"));
    assert!(in_use::check(&account, &attachment.key).is_ok());
    account.put(object("AWS::EC2::NatGateway", "n", "SubnetId=@EC2::Subnet s, AllocationId=@EC2::EIP e"));
    let said = in_use::check(&account, &attachment.key);
    assert_eq!(said.err().map(|refusal| refusal.code), Some("DependencyViolation"));
}

#[test]
fn a_protected_firewall_is_not_deleted() {
    let mut account = account();
    for (protection, code) in [("true", Some("InvalidOperationException")), ("false", None)] {
        let firewall = object("AWS::NetworkFirewall::Firewall", "f", &format!("DeleteProtection={protection}"));
        account.put(firewall.clone());
        assert_eq!(in_use::check(&account, &firewall.key).err().map(|refusal| refusal.code), code);
    }
}

#[test]
fn an_equal_customer_gateway_is_the_one_that_there_is() {
    let mut account = account();
    let words = "IpAddress=192.0.2.1, BgpAsn=65000";
    let (one, two) =
        (object("AWS::EC2::CustomerGateway", "one", words), object("AWS::EC2::CustomerGateway", "two", words));
    account.put(one.clone());
    assert!(twice::check(&account, &two).is_ok());
    account.put(two);
    assert!(in_use::check(&account, &one.key).is_ok());
    account.put(object("AWS::EC2::VPNConnection", "c", "CustomerGatewayId=@EC2::CustomerGateway two"));
    assert_eq!(in_use::check(&account, &one.key).err().map(|refusal| refusal.code), Some("IncorrectState"));
}

#[test]
fn a_subnet_lies_in_its_vpc() {
    let account = account();
    let outside = object("AWS::EC2::Subnet", "s", "VpcId=@EC2::VPC v, CidrBlock=10.1.0.0/24");
    assert_eq!(twice::check(&account, &outside).err().map(|refusal| refusal.code), Some("InvalidSubnet.Range"));
}
