//! The kinds of Client VPN.

use super::{ID, Kind, VPC};

kinds! {
    ACCESS;
    // CloudFormation has tags of the endpoint where a change replaces it, and so the name alone.
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
        ("TagSpecifications.*.ResourceType", ""), ("TagSpecifications.*.Tags.*.Key", ""),
        ("TagSpecifications.*.Tags.*.Value", ""), ("=Tags.*", "tags.*"),
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
