//! A Client VPN endpoint: people dial in over the internet, and get to networks from subnets that it is associated with.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpnendpoint.html>

use super::{Kind, LogGroup, SecurityGroup, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};
use crate::net::{Arn, Banner, Cidr4};
use crate::network::Login;

/// A Client VPN endpoint.
#[derive(Debug)]
pub struct ClientVpnEndpoint {
    /// What it is for.
    pub description: String,
    /// The VPC of its associations.
    pub vpc: Ref<Vpc>,
    /// The group of the interfaces of its associations.
    pub group: Ref<SecurityGroup>,
    /// The addresses of people's devices, /22 to /12. Never changed.
    pub block: Cidr4,
    /// How people prove who they are: one way, or two.
    pub logins: Vec<Login>,
    /// The server's certificate in ACM.
    pub certificate: Arn,
    /// Whether only what has a route goes through the tunnel.
    pub split_tunnel: bool,
    /// `udp` or `tcp`.
    pub protocol: &'static str,
    /// 443 or 1194.
    pub port: u16,
    /// Name servers, two at most; none leaves devices those that they have.
    pub dns: Vec<std::net::Ipv4Addr>,
    /// Where connections are logged.
    pub logs: Option<Ref<LogGroup>>,
    /// 8, 10, 12 or 24.
    pub session_hours: u32,
    /// Whether there is a page for self-service.
    pub self_service: bool,
    /// What people read when they connect.
    pub banner: Option<Banner>,
    /// Its tags.
    pub tags: TagSet,
}

impl ClientVpnEndpoint {
    /// The name that people's devices look up, which differs for each of them in its first label. CloudFormation has no attribute for it.
    pub const DNS_NAME: Attr<Self> = Attr::reference("dns_name");
}

impl Kind for ClientVpnEndpoint {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::ClientVpnEndpoint");
    const TERRAFORM: Option<&str> = Some("aws_ec2_client_vpn_endpoint");
    const NOUN: &str = "ClientVpnEndpoint";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "AuthenticationOptions",
            "ClientCidrBlock",
            "EndpointIpAddressType",
            "TagSpecifications",
            "TrafficIpAddressType",
            "TransitGatewayConfiguration",
            "TransportProtocol",
        ],
        force_new: &["authentication_options", "client_cidr_block", "transport_protocol"],
        interrupts: &[Interrupt::both(
            "VpnPort",
            "vpn_port",
            "people are cut off, and connect again once they have fetched the configuration anew",
        )],
        holds: &["SecurityGroupIds", "VpcId"],
        made: "seconds, and minutes for each association",
        remade: "10 to 20 minutes with its associations, until people have fetched the configuration anew",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { description, vpc, group, block, logins, certificate, split_tunnel, .. } = self;
        let Self { protocol, port, dns, logs, session_hours, self_service, banner, tags, .. } = self;
        body.set("Description", "description", description);
        body.set("VpcId", "vpc_id", vpc);
        body.list("SecurityGroupIds", "security_group_ids", [group]);
        body.set("ClientCidrBlock", "client_cidr_block", *block);
        body.set("ServerCertificateArn", "server_certificate_arn", certificate.as_ref());
        body.set("TransportProtocol", "transport_protocol", *protocol);
        body.set("VpnPort", "vpn_port", port);
        body.set("SplitTunnel", "split_tunnel", split_tunnel);
        if !dns.is_empty() {
            body.list("DnsServers", "dns_servers", dns.iter().copied());
        }
        body.set("SessionTimeoutHours", "session_timeout_hours", session_hours);
        // The API's default and that of Terraform differ.
        body.set("SelfServicePortal", "self_service_portal", if *self_service { "enabled" } else { "disabled" });
        body.series("AuthenticationOptions", "authentication_options", |body| {
            for login in logins {
                body.member(|body| describe_login(login, body));
            }
        });
        logs_and_banner((*logs, banner.as_ref()), body);
        name_and_tags(tags, body);
    }
}

/// The facts of a way to log in. In Terraform they stand side by side, in CloudFormation in an object for each kind.
fn describe_login<'a>(login: &'a Login, body: &mut Body<'a>) {
    match login {
        Login::Certificates(chain) => {
            body.set("Type", "type", "certificate-authentication");
            body.group("MutualAuthentication", |body| {
                body.set("ClientRootCertificateChainArn", "root_certificate_chain_arn", chain.as_ref());
            });
        }
        Login::Directory(id) => {
            body.set("Type", "type", "directory-service-authentication");
            body.group("ActiveDirectory", |body| body.set("DirectoryId", "active_directory_id", id.as_ref()));
        }
        Login::Saml { provider, self_service } => {
            body.set("Type", "type", "federated-authentication");
            body.group("FederatedAuthentication", |body| {
                body.set("SAMLProviderArn", "saml_provider_arn", provider.as_ref());
                if let Some(page) = self_service {
                    body.set("SelfServiceSAMLProviderArn", "self_service_saml_provider_arn", page.as_ref());
                }
            });
        }
    }
}

/// The name, and in Terraform all tags.
fn name_and_tags<'a>(tags: &'a TagSet, body: &mut Body<'a>) {
    body.tags_in_terraform(tags, "a change of tags would replace the endpoint");
    body.series_only("TagSpecifications", "CloudFormation has no other place for the name", |body| {
        body.member(|body| {
            body.only(Dialect::CloudFormation, "ResourceType", "client-vpn-endpoint", "of tags");
            body.series_only("Tags", "the name, which never changes", |body| {
                body.member(|body| {
                    body.only(Dialect::CloudFormation, "Key", "Name", "of tags");
                    body.only(Dialect::CloudFormation, "Value", tags.name.as_str(), "of tags");
                });
            });
        });
    });
}

/// Where connections are logged, and what people read.
fn logs_and_banner<'a>((logs, banner): (Option<Ref<LogGroup>>, Option<&'a Banner>), body: &mut Body<'a>) {
    body.block("ConnectionLogOptions", "connection_log_options", |body| {
        body.set("Enabled", "enabled", logs.is_some());
        if let Some(logs) = logs {
            body.set("CloudwatchLogGroup", "cloudwatch_log_group", logs);
        }
    });
    if let Some(banner) = banner {
        body.block("ClientLoginBannerOptions", "client_login_banner_options", |body| {
            body.set("Enabled", "enabled", true);
            body.set("BannerText", "banner_text", banner.as_ref());
        });
    }
}
