//! A security group. CloudFormation says its rules inline, unless the other end is a group; Terraform says every rule by
//! a resource of its own.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::{Cidr, PrefixListId};
use crate::network::Protocol;

/// A security group.
#[derive(Debug)]
pub struct SecurityGroup {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The beginning of its name in Terraform.
    pub prefix: String,
    /// What it is for. A change replaces the group.
    pub description: String,
    /// Rules for what comes in, groups aside.
    pub ingress: Vec<GroupRule<IngressPeer>>,
    /// Rules for what goes out, groups aside. Never empty: AWS would allow everything.
    pub egress: Vec<GroupRule<EgressPeer>>,
    /// Its tags.
    pub tags: TagSet,
}

/// A rule whose other end is no group.
#[derive(Clone, Debug)]
pub struct GroupRule<P> {
    /// The other end.
    pub peer: P,
    /// What it matches.
    pub protocol: Protocol,
    /// Why it is there.
    pub description: String,
}

/// Who sends.
#[derive(Clone, Debug)]
pub enum IngressPeer {
    /// A block of addresses.
    Cidr(Cidr),
    /// A managed prefix list.
    PrefixList(PrefixListId),
}

/// Who receives.
#[derive(Clone, Debug)]
pub enum EgressPeer {
    /// A block of addresses.
    Cidr(Cidr),
    /// A managed prefix list.
    PrefixList(PrefixListId),
}

impl Kind for SecurityGroup {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SecurityGroup");
    const TERRAFORM: Option<&str> = Some("aws_security_group");
    const NOUN: &str = "SecurityGroup";
    const ID: Attr<Self> = Attr::att("GroupId", "id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, prefix, description, ingress, egress, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        let why = "CloudFormation makes a name from the stack's and the logical id";
        body.only(Dialect::Terraform, "name_prefix", prefix, why);
        body.set("GroupDescription", "description", description);
        let why =
            "Terraform says each rule by a resource of its own; CloudFormation would keep an allow-all egress rule";
        if !ingress.is_empty() {
            body.series_only("SecurityGroupIngress", why, |body| {
                for rule in ingress {
                    body.member(|body| rule.describe(body));
                }
            });
        }
        body.series_only("SecurityGroupEgress", why, |body| {
            for rule in egress {
                body.member(|body| rule.describe(body));
            }
        });
        body.tags(tags);
    }
}

/// The facts about the other end of a rule.
pub trait RulePeer {
    /// The facts.
    fn describe<'a>(&'a self, body: &mut Body<'a>);
    /// Whether the other end speaks IPv6.
    fn is_v6(&self) -> bool;
}

impl RulePeer for IngressPeer {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        match self {
            Self::Cidr(cidr) => cidr_fact(*cidr, body),
            Self::PrefixList(id) => body.set("SourcePrefixListId", "prefix_list_id", id.as_str()),
        }
    }
    fn is_v6(&self) -> bool {
        matches!(self, Self::Cidr(Cidr::V6(_)))
    }
}

impl RulePeer for EgressPeer {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        match self {
            Self::Cidr(cidr) => cidr_fact(*cidr, body),
            Self::PrefixList(id) => body.set("DestinationPrefixListId", "prefix_list_id", id.as_str()),
        }
    }
    fn is_v6(&self) -> bool {
        matches!(self, Self::Cidr(Cidr::V6(_)))
    }
}

fn cidr_fact(cidr: Cidr, body: &mut Body<'_>) {
    match cidr {
        Cidr::V4(_) => body.set("CidrIp", "cidr_ipv4", Value::Cidr(cidr)),
        Cidr::V6(_) => body.set("CidrIpv6", "cidr_ipv6", Value::Cidr(cidr)),
    }
}

impl<P: RulePeer> GroupRule<P> {
    /// The facts of the rule: inline in CloudFormation, those of its resource in Terraform.
    pub(super) fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { peer, protocol, description } = self;
        peer.describe(body);
        protocol_facts(*protocol, peer.is_v6(), body);
        body.set("Description", "description", description);
    }
}

/// Protocol and ports of a rule. A rule about everything has no ports.
pub(super) fn protocol_facts(protocol: Protocol, v6: bool, body: &mut Body<'_>) {
    let (name, from, to) = match protocol {
        Protocol::All => ("-1", None, None),
        Protocol::Icmp if v6 => ("icmpv6", Some(-1), Some(-1)),
        Protocol::Icmp => ("icmp", Some(-1), Some(-1)),
        Protocol::Tcp(ports) => ("tcp", Some(i64::from(ports.from())), Some(i64::from(ports.to()))),
        Protocol::Udp(ports) => ("udp", Some(i64::from(ports.from())), Some(i64::from(ports.to()))),
    };
    body.set("IpProtocol", "ip_protocol", name);
    if let (Some(from), Some(to)) = (from, to) {
        body.set("FromPort", "from_port", from);
        body.set("ToPort", "to_port", to);
    }
}
