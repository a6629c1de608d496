//! A private path from a VPC to an AWS service.
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html>

use super::{Kind, RouteTable, SecurityGroup, Subnet, Vpc};
use crate::aws::PolicyDocument;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::{AttrNames, CfnAttr, Ec2Arn, Read, Value};

/// A VPC endpoint.
#[derive(Debug)]
pub struct VpcEndpoint {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The service's full name: `com.amazonaws.ap-northeast-1.ssm`.
    pub service: String,
    /// How it is reached.
    pub path: EndpointPath,
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
    /// By a network interface in each of these subnets. The service's own names lead to it, in this VPC and in those of a
    /// [`Profile`](super::Profile) that it is given to.
    Interface {
        /// The subnets.
        subnets: Vec<Ref<Subnet>>,
        /// Who may connect.
        group: Ref<SecurityGroup>,
    },
}

impl Ref<VpcEndpoint> {
    /// Its ARN.
    #[must_use]
    pub fn arn(self) -> Value<'static> {
        let names = AttrNames { cloudformation: CfnAttr::Ref, terraform: "arn", terraform_suffix: "" };
        Value::Ec2Arn(Ec2Arn { of: Read { node: self.node(), names }, kind: "vpc-endpoint" })
    }
}

impl Kind for VpcEndpoint {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCEndpoint");
    const TERRAFORM: Option<&str> = Some("aws_vpc_endpoint");
    const NOUN: &str = "Endpoint";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, service, path, policy, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.set("ServiceName", "service_name", service);
        match path {
            EndpointPath::Gateway(tables) => {
                body.set("VpcEndpointType", "vpc_endpoint_type", "Gateway");
                body.list("RouteTableIds", "route_table_ids", tables);
            }
            EndpointPath::Interface { subnets, group } => {
                body.set("VpcEndpointType", "vpc_endpoint_type", "Interface");
                body.set("PrivateDnsEnabled", "private_dns_enabled", true);
                body.list("SubnetIds", "subnet_ids", subnets);
                body.list("SecurityGroupIds", "security_group_ids", [group]);
            }
        }
        if let Some(policy) = policy {
            body.set("PolicyDocument", "policy", policy);
        }
        body.tags(tags);
    }
}
