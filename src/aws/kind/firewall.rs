//! A firewall of Network Firewall: an endpoint in each of its subnets, which routes send packets to.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewalls.html>

use super::{FirewallPolicy, Kind, Subnet, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Interrupt, Replaced};
use crate::aws::graph::{Attr, NodeId, ParameterId, Ref};
use crate::aws::value::{AttrNames, CfnAttr, FirewallEndpoint, Read, Value};

/// A firewall.
#[derive(Debug)]
pub struct Firewall {
    /// Its name: letters, digits and hyphens, at most 128. A change replaces the firewall.
    pub name: String,
    /// What it does.
    pub policy: Ref<FirewallPolicy>,
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// A subnet of its own in each zone.
    pub subnets: Vec<Ref<Subnet>>,
    /// AWS refuses to delete it, once CloudFormation's parameter says so.
    pub delete_protection: Option<ParameterId>,
    /// Its tags.
    pub tags: TagSet,
}

impl Firewall {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("FirewallArn", "arn");

    /// All endpoints: `us-east-1b:vpce-1,us-east-1a:vpce-2` in CloudFormation, in no order.
    pub(in crate::aws) fn endpoints(firewall: NodeId) -> Read {
        let cloudformation = CfnAttr::Joined("EndpointIds");
        Read { node: firewall, names: AttrNames { cloudformation, terraform: "firewall_status", terraform_suffix: "" } }
    }
}

impl Ref<Firewall> {
    /// The endpoint in a zone, by the zone's full name: `us-east-1a`.
    #[must_use]
    pub fn endpoint(self, zone: &str) -> Value<'_> {
        Value::FirewallEndpoint(FirewallEndpoint { firewall: self.node(), zone })
    }
}

impl Kind for Firewall {
    const CLOUDFORMATION: Option<&str> = Some("AWS::NetworkFirewall::Firewall");
    const TERRAFORM: Option<&str> = Some("aws_networkfirewall_firewall");
    const NOUN: &str = "Firewall";
    const ID: Attr<Self> = Self::ARN;
    const CHANGE: Change = Change {
        create_only: &["FirewallName", "NatGatewayMappings", "NoSourcePreservation", "VpcEndpoint", "VpcId"],
        force_new: &["name", "vpc_id"],
        place: &["FirewallName"],
        replaced: Replaced::Clashes(Clash {
            on: &["VpcId"],
            why: "a name of a firewall is there once",
            what: "the VPC with the firewall",
        }),
        interrupts: &[Interrupt::both(
            "SubnetMappings",
            "subnet_mapping",
            "a zone that is left loses its endpoint, and routes that still lead there drop what they get",
        )],
        remade: "10 to 20 minutes",
        holds: &["SubnetMappings", "FirewallPolicyArn"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, policy, vpc, subnets, delete_protection, tags } = self;
        body.set("FirewallName", "name", name);
        body.set("FirewallPolicyArn", "firewall_policy_arn", policy);
        body.set("VpcId", "vpc_id", vpc);
        let protection = delete_protection.map_or(Value::Flag(false), Value::Protected);
        body.set("DeleteProtection", "delete_protection", protection);
        body.series("SubnetMappings", "subnet_mapping", |body| {
            for subnet in subnets {
                body.member(|body| body.set("SubnetId", "subnet_id", subnet));
            }
        });
        body.tags(tags);
    }
}
