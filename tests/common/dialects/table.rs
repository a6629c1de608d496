//! What the kinds of resources, their properties and their attributes are called in both dialects, written down by hand from
//! the pages of CloudFormation and of Terraform's provider. What is not in here cannot be read: nothing is skipped.

/// A kind of resource.
#[derive(Debug, PartialEq)]
pub struct Kind {
    /// CloudFormation's type. It also names the kind.
    pub cloudformation: &'static str,
    /// Terraform's type; empty where Terraform says it on another resource.
    pub terraform: &'static str,
    /// The end of its logical ids; before it stand the words of Terraform's label.
    pub noun: &'static str,
    /// Attributes that others read: by CloudFormation (`Ref` or the name that `Fn::GetAtt` takes), by Terraform.
    pub reads: &'static [(&'static str, &'static str)],
    /// Properties. `*` is one word or place in a list, `**` at the end any number of them. `=` begins what CloudFormation says elsewhere.
    pub facts: &'static [(&'static str, &'static str)],
}

const TAGS: (&str, &str) = ("Tags.*", "tags.*");
const VPC: (&str, &str) = ("VpcId", "vpc_id");
const ID: &[(&str, &str)] = &[("Ref", "id")];

macro_rules! kinds {
    ($all:ident; $($cloudformation:literal $terraform:literal $noun:literal $reads:expr, [$($fact:expr),* $(,)?];)*) => {
        pub const $all: &[Kind] = &[$(Kind {
            cloudformation: $cloudformation, terraform: $terraform, noun: $noun, reads: $reads, facts: &[$($fact),*],
        }),*];
    };
}

#[path = "table/accounts.rs"]
mod accounts;
mod alone;
#[path = "table/sites.rs"]
mod sites;
#[path = "table/values.rs"]
mod values;

pub use alone::TERRAFORM_ALONE;

pub use values::meant;

/// All kinds.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    OTHERS.iter().chain(sites::SITES).chain(accounts::ACCOUNTS)
}

kinds! {
    OTHERS;
    "AWS::EC2::VPC" "aws_vpc" "Vpc" &[("Ref", "id"), ("Ipv6CidrBlocks", "ipv6_cidr_block"), ("arn of Ref", "arn")], [
        ("CidrBlock", "cidr_block"), ("=Ipv6", "assign_generated_ipv6_cidr_block"),
        ("EnableDnsSupport", "enable_dns_support"), ("EnableDnsHostnames", "enable_dns_hostnames"), TAGS,
    ];
    "AWS::EC2::VPCCidrBlock" "aws_vpc_ipv4_cidr_block_association" "Cidr" &[("Id", "id")],
        [VPC, ("CidrBlock", "cidr_block")];
    "AWS::EC2::DHCPOptions" "aws_vpc_dhcp_options" "DhcpOptions" ID, [
        ("DomainName", "domain_name"), ("DomainNameServers.*", "domain_name_servers.*"),
        ("NtpServers.*", "ntp_servers.*"), TAGS,
    ];
    "AWS::EC2::VPCDHCPOptionsAssociation" "aws_vpc_dhcp_options_association" "DhcpOptionsAssociation" ID,
        [VPC, ("DhcpOptionsId", "dhcp_options_id")];
    "AWS::EC2::InternetGateway" "aws_internet_gateway" "InternetGateway" ID, [("=VpcId", "vpc_id"), TAGS];
    "AWS::EC2::VPCGatewayAttachment" "" "InternetGatewayAttachment" &[], [VPC, ("InternetGatewayId", "")];
    "AWS::EC2::EgressOnlyInternetGateway" "aws_egress_only_internet_gateway" "EgressOnlyInternetGateway" ID, [VPC, TAGS];
    "AWS::EC2::EIP" "aws_eip" "Eip" &[("AllocationId", "id"), ("Ref", "public_ip")], [("Domain", "domain"), TAGS];
    "AWS::EC2::NatGateway" "aws_nat_gateway" "NatGateway" ID, [
        ("ConnectivityType", "connectivity_type"), ("SubnetId", "subnet_id"), ("AllocationId", "allocation_id"),
        ("AvailabilityMode", "availability_mode"), VPC, TAGS,
    ];
    "AWS::EC2::Subnet" "aws_subnet" "Subnet" &[("Ref", "id"), ("arn of Ref", "arn")], [
        VPC, ("AvailabilityZone", "availability_zone"), ("AvailabilityZoneId", "availability_zone_id"),
        ("CidrBlock", "cidr_block"), ("Ipv6CidrBlock", "ipv6_cidr_block"),
        ("AssignIpv6AddressOnCreation", "assign_ipv6_address_on_creation"),
        ("MapPublicIpOnLaunch", "map_public_ip_on_launch"), TAGS,
    ];
    "AWS::EC2::RouteTable" "aws_route_table" "RouteTable" ID, [VPC, TAGS];
    "AWS::EC2::SubnetRouteTableAssociation" "aws_route_table_association" "RouteTableAssociation" ID,
        [("SubnetId", "subnet_id"), ("RouteTableId", "route_table_id")];
    "AWS::EC2::Route" "aws_route" "Route" ID, [
        ("RouteTableId", "route_table_id"), ("DestinationCidrBlock", "destination_cidr_block"),
        ("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block"), ("GatewayId", "gateway_id"),
        ("NatGatewayId", "nat_gateway_id"), ("EgressOnlyInternetGatewayId", "egress_only_gateway_id"),
        ("TransitGatewayId", "transit_gateway_id"), ("VpcEndpointId", "vpc_endpoint_id"),
        ("VpcPeeringConnectionId", "vpc_peering_connection_id"),
    ];
    "AWS::EC2::VPCPeeringConnection" "aws_vpc_peering_connection" "VpcPeering" ID,
        [
        VPC, ("PeerVpcId", "peer_vpc_id"), ("PeerOwnerId", "peer_owner_id"), ("PeerRegion", "peer_region"), ("PeerRoleArn", ""), TAGS,
    ];
    "AWS::EC2::NetworkAcl" "aws_network_acl" "NetworkAcl" ID, [VPC, TAGS];
    "AWS::EC2::SubnetNetworkAclAssociation" "aws_network_acl_association" "NetworkAclAssociation" ID,
        [("SubnetId", "subnet_id"), ("NetworkAclId", "network_acl_id")];
    "AWS::EC2::NetworkAclEntry" "aws_network_acl_rule" "NetworkAclEntry" &[("Id", "id")], [
        ("NetworkAclId", "network_acl_id"), ("RuleNumber", "rule_number"), ("Egress", "egress"),
        ("RuleAction", "rule_action"), ("CidrBlock", "cidr_block"), ("Ipv6CidrBlock", "ipv6_cidr_block"),
        ("Protocol", "protocol"), ("PortRange.From", "from_port"), ("PortRange.To", "to_port"),
        ("Icmp.Type", "icmp_type"), ("Icmp.Code", "icmp_code"),
    ];
    "AWS::EC2::SecurityGroup" "aws_security_group" "SecurityGroup" &[("GroupId", "id")],
        [VPC, ("GroupDescription", "description"), TAGS];
    "AWS::EC2::SecurityGroupIngress" "aws_vpc_security_group_ingress_rule" "Ingress" ID, [
        ("GroupId", "security_group_id"), ("SourceSecurityGroupId", "referenced_security_group_id"),
        ("SourcePrefixListId", "prefix_list_id"), ("CidrIp", "cidr_ipv4"), ("CidrIpv6", "cidr_ipv6"),
        ("IpProtocol", "ip_protocol"), ("FromPort", "from_port"), ("ToPort", "to_port"), ("Description", "description"),
    ];
    "AWS::EC2::SecurityGroupEgress" "aws_vpc_security_group_egress_rule" "Egress" ID, [
        ("GroupId", "security_group_id"), ("DestinationSecurityGroupId", "referenced_security_group_id"),
        ("DestinationPrefixListId", "prefix_list_id"), ("CidrIp", "cidr_ipv4"), ("CidrIpv6", "cidr_ipv6"),
        ("IpProtocol", "ip_protocol"), ("FromPort", "from_port"), ("ToPort", "to_port"), ("Description", "description"),
    ];
    "AWS::EC2::VPCEndpoint" "aws_vpc_endpoint" "Endpoint" &[("Ref", "id"), ("arn of Ref", "arn")], [
        VPC, ("ServiceName", "service_name"), ("VpcEndpointType", "vpc_endpoint_type"),
        ("ServiceRegion", "service_region"), ("RouteTableIds.*", "route_table_ids.*"),
        ("PrivateDnsEnabled", "private_dns_enabled"),
        ("IpAddressType", "ip_address_type"), ("DnsOptions.DnsRecordIpType", "dns_options.dns_record_ip_type"),
        ("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint",
            "dns_options.private_dns_only_for_inbound_resolver_endpoint"),
        ("SubnetIds.*", "subnet_ids.*"), ("SecurityGroupIds.*", "security_group_ids.*"),
        ("PolicyDocument.**", "policy.**"), TAGS,
    ];
    "AWS::EC2::FlowLog" "aws_flow_log" "FlowLog" ID, [
        ("ResourceId", "vpc_id"), ("ResourceId", "transit_gateway_id"), ("ResourceType", ""),
        ("TrafficType", "traffic_type"), ("MaxAggregationInterval", "max_aggregation_interval"),
        ("LogDestinationType", "log_destination_type"), ("LogDestination", "log_destination"), ("LogGroupName", ""),
        ("DeliverLogsPermissionArn", "iam_role_arn"), ("LogFormat", "log_format"),
        ("DestinationOptions.FileFormat", "destination_options.file_format"),
        ("DestinationOptions.HiveCompatiblePartitions", "destination_options.hive_compatible_partitions"),
        ("DestinationOptions.PerHourPartition", "destination_options.per_hour_partition"), TAGS,
    ];
    "AWS::Logs::LogGroup" "aws_cloudwatch_log_group" "LogGroup" &[("Ref", "name"), ("Arn", "streams"), ("arn of Ref", "arn")],
        [("LogGroupName", "name"), ("RetentionInDays", "retention_in_days"), TAGS];
    "AWS::IAM::Role" "aws_iam_role" "Role" &[("Ref", "name"), ("Arn", "arn")],
        [("AssumeRolePolicyDocument.**", "assume_role_policy.**"), TAGS];
    "AWS::IAM::RolePolicy" "aws_iam_role_policy" "RolePolicy" ID,
        [("RoleName", "role"), ("PolicyName", "name"), ("PolicyDocument.**", "policy.**")];
    "AWS::EC2::TransitGateway" "aws_ec2_transit_gateway" "TransitGateway" &[("Ref", "id"), ("TransitGatewayArn", "arn")], [
        ("Description", "description"), ("AmazonSideAsn", "amazon_side_asn"),
        ("DefaultRouteTableAssociation", "default_route_table_association"),
        ("DefaultRouteTablePropagation", "default_route_table_propagation"),
        ("AutoAcceptSharedAttachments", "auto_accept_shared_attachments"), ("DnsSupport", "dns_support"),
        ("VpnEcmpSupport", "vpn_ecmp_support"),
        ("SecurityGroupReferencingSupport", "security_group_referencing_support"),
        ("TransitGatewayCidrBlocks.*", "transit_gateway_cidr_blocks.*"), TAGS,
    ];
    "AWS::EC2::TransitGatewayRouteTable" "aws_ec2_transit_gateway_route_table" "TransitGatewayTable" ID,
        [("TransitGatewayId", "transit_gateway_id"), TAGS];
    "AWS::EC2::TransitGatewayAttachment" "aws_ec2_transit_gateway_vpc_attachment" "TransitGatewayAttachment" ID, [
        ("TransitGatewayId", "transit_gateway_id"), VPC, ("SubnetIds.*", "subnet_ids.*"),
        ("Options.ApplianceModeSupport", "appliance_mode_support"), ("Options.DnsSupport", "dns_support"), ("Options.Ipv6Support", "ipv6_support"),
        ("Options.SecurityGroupReferencingSupport", "security_group_referencing_support"), TAGS,
    ];
    "AWS::EC2::TransitGatewayRouteTableAssociation" "aws_ec2_transit_gateway_route_table_association"
        "TransitGatewayAssociation" ID, [
        ("TransitGatewayRouteTableId", "transit_gateway_route_table_id"),
        ("TransitGatewayAttachmentId", "transit_gateway_attachment_id"),
    ];
    "AWS::EC2::TransitGatewayRouteTablePropagation" "aws_ec2_transit_gateway_route_table_propagation"
        "TransitGatewayPropagation" ID, [
        ("TransitGatewayRouteTableId", "transit_gateway_route_table_id"),
        ("TransitGatewayAttachmentId", "transit_gateway_attachment_id"),
    ];
    "AWS::EC2::TransitGatewayRoute" "aws_ec2_transit_gateway_route" "TransitGatewayRoute" ID, [
        ("TransitGatewayRouteTableId", "transit_gateway_route_table_id"),
        ("DestinationCidrBlock", "destination_cidr_block"),
        ("TransitGatewayAttachmentId", "transit_gateway_attachment_id"), ("Blackhole", "blackhole"),
    ];
    "AWS::NetworkFirewall::Firewall" "aws_networkfirewall_firewall" "Firewall"
        &[("FirewallArn", "arn"), ("EndpointIds", "firewall_status")], [
        ("FirewallName", "name"), ("FirewallPolicyArn", "firewall_policy_arn"), VPC,
        ("DeleteProtection", "delete_protection"), ("SubnetMappings.*.SubnetId", "subnet_mapping.*.subnet_id"), TAGS,
    ];
    "AWS::NetworkFirewall::FirewallPolicy" "aws_networkfirewall_firewall_policy" "FirewallPolicy"
        &[("FirewallPolicyArn", "arn")], [
        ("FirewallPolicyName", "name"),
        ("FirewallPolicy.StatelessDefaultActions.*", "firewall_policy.stateless_default_actions.*"),
        ("FirewallPolicy.StatelessFragmentDefaultActions.*", "firewall_policy.stateless_fragment_default_actions.*"),
        ("FirewallPolicy.StatefulDefaultActions.*", "firewall_policy.stateful_default_actions.*"),
        ("FirewallPolicy.StatefulEngineOptions.RuleOrder", "firewall_policy.stateful_engine_options.rule_order"),
        ("FirewallPolicy.StatefulRuleGroupReferences.*.Priority", "firewall_policy.stateful_rule_group_reference.*.priority"),
        ("FirewallPolicy.StatefulRuleGroupReferences.*.ResourceArn",
            "firewall_policy.stateful_rule_group_reference.*.resource_arn"), TAGS,
    ];
    "AWS::NetworkFirewall::RuleGroup" "aws_networkfirewall_rule_group" "FirewallRuleGroup" &[("RuleGroupArn", "arn")], [
        ("RuleGroupName", "name"), ("Description", "description"), ("Type", "type"), ("Capacity", "capacity"),
        ("RuleGroup.StatefulRuleOptions.RuleOrder", "rule_group.stateful_rule_options.rule_order"),
        ("RuleGroup.RulesSource.StatefulRules.*.Action", "rule_group.rules_source.stateful_rule.*.action"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.Protocol", "rule_group.rules_source.stateful_rule.*.header.protocol"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.Source", "rule_group.rules_source.stateful_rule.*.header.source"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.SourcePort",
            "rule_group.rules_source.stateful_rule.*.header.source_port"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.Direction", "rule_group.rules_source.stateful_rule.*.header.direction"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.Destination",
            "rule_group.rules_source.stateful_rule.*.header.destination"),
        ("RuleGroup.RulesSource.StatefulRules.*.Header.DestinationPort",
            "rule_group.rules_source.stateful_rule.*.header.destination_port"),
        ("RuleGroup.RulesSource.StatefulRules.*.RuleOptions.*.Keyword",
            "rule_group.rules_source.stateful_rule.*.rule_option.*.keyword"),
        ("RuleGroup.RulesSource.StatefulRules.*.RuleOptions.*.Settings.*",
            "rule_group.rules_source.stateful_rule.*.rule_option.*.settings.*"), TAGS,
    ];
    "AWS::NetworkFirewall::LoggingConfiguration" "aws_networkfirewall_logging_configuration" "FirewallLogging" ID, [
        ("FirewallArn", "firewall_arn"),
        ("LoggingConfiguration.LogDestinationConfigs.*.LogType", "logging_configuration.log_destination_config.*.log_type"),
        ("LoggingConfiguration.LogDestinationConfigs.*.LogDestinationType",
            "logging_configuration.log_destination_config.*.log_destination_type"),
        ("LoggingConfiguration.LogDestinationConfigs.*.LogDestination.*",
            "logging_configuration.log_destination_config.*.log_destination.*"),
    ];
    "AWS::Route53Profiles::Profile" "aws_route53profiles_profile" "Profile" &[("Id", "id"), ("Arn", "arn")],
        [("Name", "name"), TAGS];
    "AWS::Route53Profiles::ProfileAssociation" "aws_route53profiles_association" "ProfileAssociation" &[("Id", "id")],
        [("Name", "name"), ("ProfileId", "profile_id"), ("ResourceId", "resource_id"), TAGS];
    "AWS::Route53Profiles::ProfileResourceAssociation" "aws_route53profiles_resource_association" "ProfileResource"
        &[("Id", "id")], [("Name", "name"), ("ProfileId", "profile_id"), ("ResourceArn", "resource_arn")];
    "AWS::Route53Resolver::ResolverEndpoint" "aws_route53_resolver_endpoint" "ResolverEndpoint"
        &[("ResolverEndpointId", "id")], [
        ("Name", "name"), ("Direction", "direction"), ("SecurityGroupIds.*", "security_group_ids.*"),
        ("IpAddresses.*.SubnetId", "ip_address.*.subnet_id"), ("IpAddresses.*.Ip", "ip_address.*.ip"), TAGS,
    ];
    "AWS::Route53Resolver::ResolverRule" "aws_route53_resolver_rule" "ResolverRule"
        &[("ResolverRuleId", "id"), ("Arn", "arn")], [
        ("Name", "name"), ("RuleType", "rule_type"), ("DomainName", "domain_name"),
        ("ResolverEndpointId", "resolver_endpoint_id"), ("TargetIps.*.Ip", "target_ip.*.ip"), TAGS,
    ];
    "AWS::Route53Resolver::ResolverRuleAssociation" "aws_route53_resolver_rule_association" "ResolverRuleAssociation"
        &[("ResolverRuleAssociationId", "id")],
        [("Name", "name"), ("ResolverRuleId", "resolver_rule_id"), ("VPCId", "vpc_id")];
    // No type of either dialect: a `VPCCidrBlock` that asks Amazon for IPv6, and a group that AWS makes.
    "IPv6 block" "" "Ipv6Cidr" &[("Id", "")], [VPC, ("AmazonProvidedIpv6CidrBlock", "")];
    "Default security group" "aws_default_security_group" "" &[], [("=VpcId", "vpc_id"), ("=Tags.*", "tags.*")];
}

/// The kinds that Terraform has and CloudFormation does not, and why.
pub const TERRAFORM_KINDS: &[(&str, &str)] = &[
    ("Default security group", "CloudFormation cannot change a group that it did not make: its rules go by hand"),
    ("Target of a rule", "CloudFormation has the targets of a rule in the rule"),
    ("Second session", "CloudFormation has both sessions in the virtual interface"),
    ("Shared resource", "CloudFormation has the resource of a share in the share"),
    ("Share accepter", "CloudFormation cannot accept an invitation to a share"),
    ("Attachment accepter", "CloudFormation cannot accept an attachment"),
    ("Peering accepter", "CloudFormation accepts a peering with the request"),
    ("Link of a LAG", "CloudFormation has the LAG of a connection in the connection"),
    ("Direct Connect attachment", "Terraform reads what AWS made; CloudFormation gets its id from a parameter"),
];

/// The kinds that CloudFormation has and Terraform does not need, and why.
pub const CLOUDFORMATION_KINDS: &[(&str, &str)] =
    &[("Peer role", "Terraform accepts a peering with the credentials of the accepter's account")];

/// What CloudFormation says and Terraform cannot, and why.
pub const CLOUDFORMATION_ALONE: &[(&str, &str, &str)] = &[
    ("AWS::EC2::VPCPeeringConnection", "PeerRoleArn", "Terraform accepts with the accepter's own credentials"),
    ("AWS::EC2::VPNGateway", "Type", "Terraform knows the one type that there is"),
    ("AWS::DirectConnect::Connection", "LagId", "Terraform has a resource of its own for it"),
    ("AWS::DirectConnect::Lag", "MinimumLinks", "the provider has no argument for it"),
    ("AWS::CloudWatch::Dashboard", "Tags", "the provider has no tags of it"),
    ("AWS::DirectConnect::DirectConnectGateway", "Tags", "the oldest provider that is allowed has no tags of it"),
];

/// A kind by CloudFormation's type.
pub fn by_cloudformation(name: &str) -> Result<&'static Kind, String> {
    kinds().find(|kind| kind.cloudformation == name).ok_or_else(|| format!("unknown CloudFormation type {name}"))
}

/// A kind by Terraform's type.
pub fn by_terraform(name: &str) -> Result<&'static Kind, String> {
    let kind = kinds().find(|kind| kind.terraform == name && !name.is_empty());
    kind.ok_or_else(|| format!("unknown Terraform type {name}"))
}

impl Kind {
    /// What a property is called for both: its path in CloudFormation, with the places of lists.
    pub fn canonical(&self, path: &[String], terraform: bool) -> Result<String, String> {
        for (cloudformation, own) in self.facts {
            let pattern = if terraform { own } else { cloudformation };
            if let Some(stars) = matched(pattern, path) {
                return Ok(filled(cloudformation.trim_start_matches('='), stars));
            }
        }
        Err(format!("{} has an unknown property {}", self.cloudformation, path.join(".")))
    }

    /// Whether a Terraform block at this path stands for a place in a list.
    pub fn repeats(&self, path: &[String]) -> bool {
        let prefix: Vec<String> =
            path.iter().map(|part| if part.parse::<usize>().is_ok() { "*" } else { part }.to_owned()).collect();
        let prefix = format!("{}.*", prefix.join("."));
        self.facts.iter().any(|(_, own)| own.starts_with(&prefix))
    }

    /// Whether a CloudFormation property is a list of objects.
    pub fn lists_objects(&self, path: &[String]) -> bool {
        let prefix = format!("{}.*.", path.join("."));
        self.facts.iter().any(|(cloudformation, _)| cloudformation.starts_with(&prefix))
    }

    /// What an attribute means: Terraform's name of it.
    pub fn read(&self, name: &str, terraform: bool) -> Result<&'static str, String> {
        let found =
            self.reads.iter().find(|(cloudformation, own)| name == if terraform { *own } else { *cloudformation });
        found
            .map(|(_, own)| *own)
            .ok_or_else(|| format!("{} has no attribute {name} that others read", self.cloudformation))
    }
}

/// What the stars of a pattern stand for.
fn matched(pattern: &str, path: &[String]) -> Option<Vec<String>> {
    let parts: Vec<&str> = pattern.split('.').collect();
    let mut stars = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if *part == "**" {
            stars.push(path.get(at..)?.join("."));
            return Some(stars);
        }
        let word = path.get(at)?;
        if *part == "*" {
            stars.push(word.clone());
        } else if part != word {
            return None;
        }
    }
    (parts.len() == path.len()).then_some(stars)
}

fn filled(pattern: &str, stars: Vec<String>) -> String {
    let mut stars = stars.into_iter();
    let parts = pattern
        .split('.')
        .map(|part| if part.starts_with('*') { stars.next().unwrap_or_default() } else { part.to_owned() });
    parts.collect::<Vec<_>>().join(".")
}
