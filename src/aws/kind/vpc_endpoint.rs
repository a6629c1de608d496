//! A private path from a VPC to an AWS service.
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html>

use super::{Kind, RouteTable, SecurityGroup, Subnet, Vpc};
use crate::aws::PolicyDocument;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};
use crate::net::Region;
use crate::aws::value::{ResourceArn, Value};

/// A VPC endpoint.
#[derive(Debug)]
pub struct VpcEndpoint {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The service's full name: `com.amazonaws.ap-northeast-1.ssm`.
    pub service: String,
    /// The service's Region, where it is another one than the VPC's.
    pub service_region: Option<Region>,
    /// How it is reached.
    pub path: EndpointPath,
    /// Whether it has IPv6 beside IPv4, which the subnets and the service must have as well.
    pub dual_stack: bool,
    /// What may be done through it; AWS's default allows everything.
    pub policy: Option<PolicyDocument>,
    /// Its tags.
    pub tags: TagSet,
}

/// How an endpoint is reached.
#[derive(Debug)]
pub enum EndpointPath {
    /// By a route in these tables.
    Gateway(Vec<Ref<RouteTable>>),
    /// By a network interface in each of these subnets.
    Interface {
        /// The subnets.
        subnets: Vec<Ref<Subnet>>,
        /// The security groups of the interfaces.
        groups: Vec<Ref<SecurityGroup>>,
        /// Whether the service's own names lead to it.
        names: PrivateNames,
    },
}

/// Whether the service's own names lead to an interface endpoint, in its VPC and in those of a
/// [`Profile`](super::Profile) that it is given to.
#[derive(Clone, Copy, Debug)]
pub enum PrivateNames {
    /// They do not.
    Off,
    /// They do.
    On,
    /// They do, for a service that also has gateway endpoints. AWS's default for such a service is `OnlyInbound`, and it
    /// refuses that without a gateway endpoint.
    Everywhere,
    /// For questions that reach an inbound endpoint of the Resolver alone; in the VPC they lead to this gateway endpoint,
    /// which has to be there first.
    OnlyInbound(Ref<VpcEndpoint>),
}

impl PrivateNames {
    /// The options of its names, with the type of their records where the endpoint has IPv6.
    /// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DnsOptionsSpecification.html>
    fn describe(self, dual_stack: bool, body: &mut Body<'_>) {
        let only_inbound = match self {
            Self::Off | Self::On => None,
            Self::Everywhere => Some(false),
            Self::OnlyInbound(gateway) => {
                body.after(gateway);
                Some(true)
            }
        };
        if only_inbound.is_none() && !dual_stack {
            return;
        }
        body.block("DnsOptions", "dns_options", |body| {
            if dual_stack {
                body.set("DnsRecordIpType", "dns_record_ip_type", "dualstack");
            }
            if let Some(only_inbound) = only_inbound {
                let (c, t) =
                    ("PrivateDnsOnlyForInboundResolverEndpoint", "private_dns_only_for_inbound_resolver_endpoint");
                body.set(c, t, Value::OnlyInbound(only_inbound));
            }
        });
    }
}

impl Ref<VpcEndpoint> {
    /// Its ARN.
    #[must_use]
    pub fn arn(self) -> Value<'static> {
        Value::ResourceArn(ResourceArn::of(self.node(), "vpc-endpoint"))
    }
}

impl Kind for VpcEndpoint {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCEndpoint");
    const TERRAFORM: Option<&str> = Some("aws_vpc_endpoint");
    const NOUN: &str = "Endpoint";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "DnsOptions.PrivateDnsPreference",
            "DnsOptions.PrivateDnsSpecifiedDomains",
            "ResourceConfigurationArn",
            "ServiceName",
            "ServiceNetworkArn",
            "ServiceRegion",
            "VpcEndpointType",
            "VpcId",
        ],
        force_new: &["service_name", "vpc_endpoint_type", "vpc_id"],
        place: &["VpcId", "ServiceName", "ServiceRegion", "VpcEndpointType"],
        interrupts: &[
            Interrupt::both("SubnetIds", "subnet_ids", "a zone that is left loses the endpoint"),
            Interrupt::both("PolicyDocument", "policy", "calls feel a policy at once"),
        ],
        remade: "1 to 2 minutes",
        holds: &["VpcId", "SubnetIds", "SecurityGroupIds", "RouteTableIds"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, service, service_region, path, dual_stack, policy, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.set("ServiceName", "service_name", service);
        if let Some(region) = service_region {
            body.set("ServiceRegion", "service_region", region.as_str());
        }
        if *dual_stack {
            body.set("IpAddressType", "ip_address_type", "dualstack");
        }
        match path {
            EndpointPath::Gateway(tables) => {
                body.set("VpcEndpointType", "vpc_endpoint_type", "Gateway");
                if *dual_stack {
                    body.block("DnsOptions", "dns_options", |body| {
                        body.set("DnsRecordIpType", "dns_record_ip_type", "service-defined");
                    });
                }
                body.list("RouteTableIds", "route_table_ids", tables);
            }
            EndpointPath::Interface { subnets, groups, names } => {
                body.set("VpcEndpointType", "vpc_endpoint_type", "Interface");
                body.set("PrivateDnsEnabled", "private_dns_enabled", !matches!(names, PrivateNames::Off));
                names.describe(*dual_stack, body);
                body.list("SubnetIds", "subnet_ids", subnets);
                body.list("SecurityGroupIds", "security_group_ids", groups);
            }
        }
        if let Some(policy) = policy {
            body.set("PolicyDocument", "policy", policy);
        }
        body.tags(tags);
    }
}
