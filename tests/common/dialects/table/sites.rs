//! The kinds that lead to sites.

use super::{ID, Kind, TAGS, VPC};

kinds! {
    SITES;
    "AWS::EC2::CustomerGateway" "aws_customer_gateway" "CustomerGateway" ID, [
        ("Type", "type"), ("IpAddress", "ip_address"), ("BgpAsn", "bgp_asn"), ("BgpAsnExtended", "bgp_asn_extended"),
        ("DeviceName", "device_name"), TAGS,
    ];
    "AWS::EC2::VPNGateway" "aws_vpn_gateway" "VpnGateway" ID,
        [("Type", ""), ("AmazonSideAsn", "amazon_side_asn"), TAGS];
    "AWS::EC2::VPNGatewayRoutePropagation" "aws_vpn_gateway_route_propagation" "VpnGatewayPropagation" ID,
        [("RouteTableIds.0", "route_table_id"), ("VpnGatewayId", "vpn_gateway_id")];
    "AWS::EC2::VPNConnectionRoute" "aws_vpn_connection_route" "VpnConnectionRoute" ID,
        [("VpnConnectionId", "vpn_connection_id"), ("DestinationCidrBlock", "destination_cidr_block")];
    "AWS::EC2::VPNConcentrator" "aws_vpn_concentrator" "VpnConcentrator"
        &[("VpnConcentratorId", "vpn_concentrator_id"), ("TransitGatewayAttachmentId", "transit_gateway_attachment_id")],
        [("Type", "type"), ("TransitGatewayId", "transit_gateway_id"), TAGS];
    "AWS::EC2::VPNConnection" "aws_vpn_connection" "VpnConnection"
        &[("Ref", "id"), ("", "transit_gateway_attachment_id"), ("", "customer_gateway_configuration")], [
        ("Type", "type"), ("CustomerGatewayId", "customer_gateway_id"), ("TransitGatewayId", "transit_gateway_id"),
        ("VpnGatewayId", "vpn_gateway_id"), ("VpnConcentratorId", "vpn_concentrator_id"), ("StaticRoutesOnly", "static_routes_only"),
        ("EnableAcceleration", "enable_acceleration"), ("TunnelBandwidth", "tunnel_bandwidth"),
        ("PreSharedKeyStorage", "preshared_key_storage"), ("OutsideIpAddressType", "outside_ip_address_type"),
        ("TransportTransitGatewayAttachmentId", "transport_transit_gateway_attachment_id"),
        ("VpnTunnelOptionsSpecifications.0.TunnelInsideCidr", "tunnel1_inside_cidr"),
        ("VpnTunnelOptionsSpecifications.0.PreSharedKey", "tunnel1_preshared_key"),
        ("VpnTunnelOptionsSpecifications.0.IKEVersions.*.Value", "tunnel1_ike_versions.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase1EncryptionAlgorithms.*.Value", "tunnel1_phase1_encryption_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase1IntegrityAlgorithms.*.Value", "tunnel1_phase1_integrity_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase1DHGroupNumbers.*.Value", "tunnel1_phase1_dh_group_numbers.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase1LifetimeSeconds", "tunnel1_phase1_lifetime_seconds"),
        ("VpnTunnelOptionsSpecifications.0.Phase2EncryptionAlgorithms.*.Value", "tunnel1_phase2_encryption_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase2IntegrityAlgorithms.*.Value", "tunnel1_phase2_integrity_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase2DHGroupNumbers.*.Value", "tunnel1_phase2_dh_group_numbers.*"),
        ("VpnTunnelOptionsSpecifications.0.Phase2LifetimeSeconds", "tunnel1_phase2_lifetime_seconds"),
        ("VpnTunnelOptionsSpecifications.0.RekeyMarginTimeSeconds", "tunnel1_rekey_margin_time_seconds"),
        ("VpnTunnelOptionsSpecifications.0.RekeyFuzzPercentage", "tunnel1_rekey_fuzz_percentage"),
        ("VpnTunnelOptionsSpecifications.0.ReplayWindowSize", "tunnel1_replay_window_size"),
        ("VpnTunnelOptionsSpecifications.0.DPDTimeoutSeconds", "tunnel1_dpd_timeout_seconds"),
        ("VpnTunnelOptionsSpecifications.0.DPDTimeoutAction", "tunnel1_dpd_timeout_action"),
        ("VpnTunnelOptionsSpecifications.0.StartupAction", "tunnel1_startup_action"),
        ("VpnTunnelOptionsSpecifications.0.EnableTunnelLifecycleControl", "tunnel1_enable_tunnel_lifecycle_control"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.LogEnabled",
         "tunnel1_log_options.cloudwatch_log_options.log_enabled"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.LogGroupArn",
         "tunnel1_log_options.cloudwatch_log_options.log_group_arn"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.LogOutputFormat",
         "tunnel1_log_options.cloudwatch_log_options.log_output_format"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.BgpLogEnabled",
         "tunnel1_log_options.cloudwatch_log_options.bgp_log_enabled"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.BgpLogGroupArn",
         "tunnel1_log_options.cloudwatch_log_options.bgp_log_group_arn"),
        ("VpnTunnelOptionsSpecifications.0.LogOptions.CloudwatchLogOptions.BgpLogOutputFormat",
         "tunnel1_log_options.cloudwatch_log_options.bgp_log_output_format"),
        ("VpnTunnelOptionsSpecifications.1.TunnelInsideCidr", "tunnel2_inside_cidr"),
        ("VpnTunnelOptionsSpecifications.1.PreSharedKey", "tunnel2_preshared_key"),
        ("VpnTunnelOptionsSpecifications.1.IKEVersions.*.Value", "tunnel2_ike_versions.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase1EncryptionAlgorithms.*.Value", "tunnel2_phase1_encryption_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase1IntegrityAlgorithms.*.Value", "tunnel2_phase1_integrity_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase1DHGroupNumbers.*.Value", "tunnel2_phase1_dh_group_numbers.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase1LifetimeSeconds", "tunnel2_phase1_lifetime_seconds"),
        ("VpnTunnelOptionsSpecifications.1.Phase2EncryptionAlgorithms.*.Value", "tunnel2_phase2_encryption_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase2IntegrityAlgorithms.*.Value", "tunnel2_phase2_integrity_algorithms.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase2DHGroupNumbers.*.Value", "tunnel2_phase2_dh_group_numbers.*"),
        ("VpnTunnelOptionsSpecifications.1.Phase2LifetimeSeconds", "tunnel2_phase2_lifetime_seconds"),
        ("VpnTunnelOptionsSpecifications.1.RekeyMarginTimeSeconds", "tunnel2_rekey_margin_time_seconds"),
        ("VpnTunnelOptionsSpecifications.1.RekeyFuzzPercentage", "tunnel2_rekey_fuzz_percentage"),
        ("VpnTunnelOptionsSpecifications.1.ReplayWindowSize", "tunnel2_replay_window_size"),
        ("VpnTunnelOptionsSpecifications.1.DPDTimeoutSeconds", "tunnel2_dpd_timeout_seconds"),
        ("VpnTunnelOptionsSpecifications.1.DPDTimeoutAction", "tunnel2_dpd_timeout_action"),
        ("VpnTunnelOptionsSpecifications.1.StartupAction", "tunnel2_startup_action"),
        ("VpnTunnelOptionsSpecifications.1.EnableTunnelLifecycleControl", "tunnel2_enable_tunnel_lifecycle_control"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.LogEnabled",
         "tunnel2_log_options.cloudwatch_log_options.log_enabled"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.LogGroupArn",
         "tunnel2_log_options.cloudwatch_log_options.log_group_arn"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.LogOutputFormat",
         "tunnel2_log_options.cloudwatch_log_options.log_output_format"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.BgpLogEnabled",
         "tunnel2_log_options.cloudwatch_log_options.bgp_log_enabled"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.BgpLogGroupArn",
         "tunnel2_log_options.cloudwatch_log_options.bgp_log_group_arn"),
        ("VpnTunnelOptionsSpecifications.1.LogOptions.CloudwatchLogOptions.BgpLogOutputFormat",
         "tunnel2_log_options.cloudwatch_log_options.bgp_log_output_format"),
        TAGS,
    ];
    "AWS::EC2::TransitGatewayConnect" "aws_ec2_transit_gateway_connect" "TransitGatewayConnect" ID, [
        ("TransportTransitGatewayAttachmentId", "transport_attachment_id"), ("Options.Protocol", "protocol"),
        TAGS,
    ];
    "AWS::EC2::TransitGatewayConnectPeer" "aws_ec2_transit_gateway_connect_peer" "TransitGatewayConnectPeer" ID, [
        ("TransitGatewayAttachmentId", "transit_gateway_attachment_id"),
        ("ConnectPeerConfiguration.TransitGatewayAddress", "transit_gateway_address"),
        ("ConnectPeerConfiguration.PeerAddress", "peer_address"),
        ("ConnectPeerConfiguration.InsideCidrBlocks.*", "inside_cidr_blocks.*"),
        ("ConnectPeerConfiguration.BgpConfigurations.0.PeerAsn", "bgp_asn"), TAGS,
    ];
    "AWS::DirectConnect::DirectConnectGateway" "aws_dx_gateway" "DirectConnectGateway"
        &[("DirectConnectGatewayId", "id")],
        [("DirectConnectGatewayName", "name"), ("AmazonSideAsn", "amazon_side_asn"), ("Tags.*", "")];
    "AWS::DirectConnect::DirectConnectGatewayAssociation" "aws_dx_gateway_association" "DirectConnectAssociation"
        &[("Ref", "id"), ("", "dx_gateway_owner_account_id")], [
        ("DirectConnectGatewayId", "dx_gateway_id"), ("AssociatedGatewayId", "associated_gateway_id"),
        ("AllowedPrefixesToDirectConnectGateway.*", "allowed_prefixes.*"),
    ];
    "AWS::DirectConnect::Connection" "aws_dx_connection" "DirectConnectConnection" &[("ConnectionId", "id")], [
        ("ConnectionName", "name"), ("Bandwidth", "bandwidth"), ("Location", "location"), ("ProviderName", "provider_name"),
        ("LagId", ""), ("skip_destroy", "skip_destroy"), TAGS,
    ];
    "AWS::DirectConnect::Lag" "aws_dx_lag" "DirectConnectLag" &[("LagId", "id")], [
        ("LagName", "name"), ("ConnectionsBandwidth", "connections_bandwidth"), ("Location", "location"),
        ("ProviderName", "provider_name"), ("MinimumLinks", ""), TAGS,
    ];
    "AWS::DirectConnect::PrivateVirtualInterface" "aws_dx_private_virtual_interface" "PrivateVirtualInterface"
        &[("VirtualInterfaceId", "id"), ("", "amazon_address"), ("", "bgp_auth_key"), ("", "vlan")], [
        ("VirtualInterfaceName", "name"), ("ConnectionId", "connection_id"), ("DirectConnectGatewayId", "dx_gateway_id"),
        ("Vlan", "vlan"), ("Mtu", "mtu"), ("EnableSiteLink", "sitelink_enabled"), ("BgpPeers.0.AddressFamily", "address_family"), ("BgpPeers.0.Asn", "bgp_asn"),
        ("BgpPeers.0.Asn", "bgp_asn_long"), ("BgpPeers.0.AmazonAddress", "amazon_address"),
        ("BgpPeers.0.CustomerAddress", "customer_address"), ("BgpPeers.0.AuthKey", "bgp_auth_key"),
        ("BgpPeers.1.AddressFamily", ""), ("BgpPeers.1.Asn", ""), ("BgpPeers.1.AuthKey", ""), TAGS,
    ];
    "AWS::DirectConnect::TransitVirtualInterface" "aws_dx_transit_virtual_interface" "TransitVirtualInterface"
        &[("VirtualInterfaceId", "id"), ("", "amazon_address"), ("", "bgp_auth_key"), ("", "vlan")], [
        ("VirtualInterfaceName", "name"), ("ConnectionId", "connection_id"), ("DirectConnectGatewayId", "dx_gateway_id"),
        ("Vlan", "vlan"), ("Mtu", "mtu"), ("EnableSiteLink", "sitelink_enabled"), ("BgpPeers.0.AddressFamily", "address_family"), ("BgpPeers.0.Asn", "bgp_asn"),
        ("BgpPeers.0.Asn", "bgp_asn_long"), ("BgpPeers.0.AmazonAddress", "amazon_address"),
        ("BgpPeers.0.CustomerAddress", "customer_address"), ("BgpPeers.0.AuthKey", "bgp_auth_key"), TAGS,
    ];
    "AWS::DirectConnect::PublicVirtualInterface" "aws_dx_public_virtual_interface" "PublicVirtualInterface"
        &[("VirtualInterfaceId", "id"), ("", "amazon_address"), ("", "bgp_auth_key"), ("", "vlan")], [
        ("VirtualInterfaceName", "name"), ("ConnectionId", "connection_id"), ("Vlan", "vlan"),
        ("BgpPeers.0.AddressFamily", "address_family"), ("BgpPeers.0.Asn", "bgp_asn"),
        ("BgpPeers.0.AmazonAddress", "amazon_address"), ("BgpPeers.0.CustomerAddress", "customer_address"),
        ("BgpPeers.0.AuthKey", "bgp_auth_key"), ("RouteFilterPrefixes.*", "route_filter_prefixes.*"), TAGS,
    ];
    "AWS::SNS::Topic" "aws_sns_topic" "Topic" &[("Ref", "arn")], [("TopicName", "name"), TAGS];
    "AWS::SNS::TopicPolicy" "aws_sns_topic_policy" "TopicPolicy" ID,
        [("Topics.0", "arn"), ("PolicyDocument.**", "policy.**")];
    "AWS::SNS::Subscription" "aws_sns_topic_subscription" "Subscription" ID,
        [("TopicArn", "topic_arn"), ("Protocol", "protocol"), ("Endpoint", "endpoint")];
    "AWS::CloudWatch::Alarm" "aws_cloudwatch_metric_alarm" "Alarm" ID, [
        ("AlarmName", "alarm_name"), ("AlarmDescription", "alarm_description"), ("Namespace", "namespace"),
        ("MetricName", "metric_name"), ("Dimensions.*", "dimensions.*"), ("Statistic", "statistic"), ("Period", "period"),
        ("EvaluationPeriods", "evaluation_periods"), ("ComparisonOperator", "comparison_operator"),
        ("Threshold", "threshold"), ("TreatMissingData", "treat_missing_data"), ("AlarmActions.*", "alarm_actions.*"),
        ("OKActions.*", "ok_actions.*"), ("Metrics.*.Id", "metric_query.*.id"),
        ("Metrics.*.Expression", "metric_query.*.expression"), ("Metrics.*.Period", "metric_query.*.period"),
        ("Metrics.*.ReturnData", "metric_query.*.return_data"), TAGS,
    ];
    "AWS::CloudWatch::CompositeAlarm" "aws_cloudwatch_composite_alarm" "CompositeAlarm" ID, [
        ("AlarmName", "alarm_name"), ("AlarmDescription", "alarm_description"), ("AlarmRule", "alarm_rule"),
        ("AlarmActions.*", "alarm_actions.*"), ("OKActions.*", "ok_actions.*"), TAGS,
    ];
    "AWS::CloudWatch::Dashboard" "aws_cloudwatch_dashboard" "Dashboard" ID,
        [("DashboardName", "dashboard_name"), ("DashboardBody.**", "dashboard_body.**"), ("Tags.*", "")];
    "AWS::Logs::QueryDefinition" "aws_cloudwatch_query_definition" "QueryDefinition" &[],
        [("Name", "name"), ("QueryString", "query_string"), ("LogGroupNames.*", "log_group_names.*")];
    "AWS::Events::Rule" "aws_cloudwatch_event_rule" "EventRule" &[("", "name")], [
        ("Name", "name"), ("Description", "description"), ("EventPattern.**", "event_pattern.**"),
        ("Targets.0.Id", ""), ("Targets.0.Arn", ""), TAGS,
    ];
    // What CloudFormation says in the rule, and what it cannot read.
    "Target of a rule" "aws_cloudwatch_event_target" "EventTarget" &[],
        [("=Rule", "rule"), ("=Targets.0.Id", "target_id"), ("=Targets.0.Arn", "arn")];
    // What CloudFormation says on the virtual interface, and what it cannot read.
    "Second session" "aws_dx_bgp_peer" "BgpPeer" &[("", "amazon_address"), ("", "bgp_auth_key"), ("", "customer_address")], [
        ("=VirtualInterfaceId", "virtual_interface_id"), ("=BgpPeers.1.AddressFamily", "address_family"),
        ("=BgpPeers.1.Asn", "bgp_asn"), ("=BgpPeers.1.AuthKey", "bgp_auth_key"),
    ];
    "Direct Connect attachment" "aws_ec2_transit_gateway_dx_gateway_attachment" "DirectConnectAttachment" &[("", "id")], [
        ("=TransitGatewayId", "transit_gateway_id"), ("=DirectConnectGatewayId", "dx_gateway_id"),
        ("=Filter", "filter.name"), ("=Owner", "filter.values.0"),
    ];
    "Link of a LAG" "aws_dx_connection_association" "DirectConnectLagMember" &[],
        [("=ConnectionId", "connection_id"), ("=LagId", "lag_id")];
    // A `VPCGatewayAttachment` too, of another gateway.
    "VPN gateway attachment" "aws_vpn_gateway_attachment" "VpnGatewayAttachment" ID,
        [VPC, ("VpnGatewayId", "vpn_gateway_id")];
    // CloudFormation has tags of a Client VPN endpoint where a change replaces it, and so the name alone.
    "AWS::EC2::ClientVpnEndpoint" "aws_ec2_client_vpn_endpoint" "ClientVpnEndpoint" ID, [
        ("Description", "description"), VPC, ("SecurityGroupIds.*", "security_group_ids.*"),
        ("ClientCidrBlock", "client_cidr_block"), ("ServerCertificateArn", "server_certificate_arn"),
        ("TransportProtocol", "transport_protocol"), ("VpnPort", "vpn_port"), ("SplitTunnel", "split_tunnel"),
        ("DnsServers.*", "dns_servers.*"), ("SessionTimeoutHours", "session_timeout_hours"),
        ("SelfServicePortal", "self_service_portal"),
        ("AuthenticationOptions.*.Type", "authentication_options.*.type"),
        ("AuthenticationOptions.*.MutualAuthentication.ClientRootCertificateChainArn",
            "authentication_options.*.root_certificate_chain_arn"),
        ("AuthenticationOptions.*.ActiveDirectory.DirectoryId", "authentication_options.*.active_directory_id"),
        ("AuthenticationOptions.*.FederatedAuthentication.SAMLProviderArn", "authentication_options.*.saml_provider_arn"),
        ("AuthenticationOptions.*.FederatedAuthentication.SelfServiceSAMLProviderArn",
            "authentication_options.*.self_service_saml_provider_arn"),
        ("ConnectionLogOptions.Enabled", "connection_log_options.enabled"),
        ("ConnectionLogOptions.CloudwatchLogGroup", "connection_log_options.cloudwatch_log_group"),
        ("ClientLoginBannerOptions.Enabled", "client_login_banner_options.enabled"),
        ("ClientLoginBannerOptions.BannerText", "client_login_banner_options.banner_text"),
        TAGS,
    ];
    "AWS::EC2::ClientVpnTargetNetworkAssociation" "aws_ec2_client_vpn_network_association" "ClientVpnAssociation"
        &[("Ref", "association_id")], [("ClientVpnEndpointId", "client_vpn_endpoint_id"), ("SubnetId", "subnet_id")];
    "AWS::EC2::ClientVpnRoute" "aws_ec2_client_vpn_route" "ClientVpnRoute" ID, [
        ("ClientVpnEndpointId", "client_vpn_endpoint_id"), ("DestinationCidrBlock", "destination_cidr_block"),
        ("TargetVpcSubnetId", "target_vpc_subnet_id"), ("Description", "description"),
    ];
    "AWS::EC2::ClientVpnAuthorizationRule" "aws_ec2_client_vpn_authorization_rule" "ClientVpnRule" ID, [
        ("ClientVpnEndpointId", "client_vpn_endpoint_id"), ("TargetNetworkCidr", "target_network_cidr"),
        ("AccessGroupId", "access_group_id"), ("AuthorizeAllGroups", "authorize_all_groups"),
        ("Description", "description"),
    ];
}
