//! A security group. CloudFormation says its rules inline, unless the other end is a group; Terraform says every rule by
//! a resource of its own.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html>

use super::{Kind, TransitGatewayAttachment, Vpc, VpcIpv6Cidr, VpcPeering};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::{Cidr, IcmpType, PrefixListId, SecurityGroupId};
use crate::network::Protocol;
use crate::plan::Ipv6Group;

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
    /// A security group that exists already.
    Existing(SecurityGroupId),
    /// A run of /64s of the VPC's own /56.
    Own(OwnAddresses),
}

/// Who receives.
#[derive(Clone, Debug)]
pub enum EgressPeer {
    /// A block of addresses.
    Cidr(Cidr),
    /// A managed prefix list.
    PrefixList(PrefixListId),
    /// A security group that exists already.
    Existing(SecurityGroupId),
    /// A run of /64s of the VPC's own /56.
    Own(OwnAddresses),
}

/// A run of /64s of the VPC's own /56.
#[derive(Clone, Copy, Debug)]
pub struct OwnAddresses {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Its /56.
    pub block: Ref<VpcIpv6Cidr>,
    /// The run.
    pub group: Ipv6Group,
}

/// What has to be there before a rule can refer to a group of another VPC: AWS refuses it between VPCs that nothing joins.
#[derive(Clone, Copy, Debug)]
pub enum Over {
    /// A peering connection.
    Peering(Ref<VpcPeering>),
    /// The attachments of both VPCs to a transit gateway.
    Hub([Ref<TransitGatewayAttachment>; 2]),
}

impl Over {
    pub(super) fn describe(self, body: &mut Body<'_>) {
        match self {
            Self::Peering(peering) => body.after(peering),
            Self::Hub(attachments) => attachments.into_iter().for_each(|attachment| body.after(attachment)),
        }
    }
}

impl OwnAddresses {
    fn describe(self, body: &mut Body<'_>) {
        // A run of n /64s is log2(n) bits shorter than one.
        let shorter = u8::try_from(self.group.size.trailing_zeros()).unwrap_or_default();
        let bits = Vpc::SUBNET_BITS.saturating_sub(shorter);
        body.set("CidrIpv6", "cidr_ipv6", self.vpc.ipv6_part(bits, self.group.index));
    }
}

impl Kind for SecurityGroup {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SecurityGroup");
    const TERRAFORM: Option<&str> = Some("aws_security_group");
    const NOUN: &str = "SecurityGroup";
    const ID: Attr<Self> = Attr::att("GroupId", "id");
    const CHANGE: Change = Change {
        create_only: &["GroupDescription", "GroupName", "VpcId"],
        force_new: &["description", "name_prefix", "vpc_id"],
        users: &[("aws_ec2_client_vpn_endpoint", "security_group_ids"), ("aws_vpc_endpoint", "security_group_ids"), ("aws_vpc_security_group_ingress_rule", "referenced_security_group_id"), ("aws_vpc_security_group_egress_rule", "referenced_security_group_id")],
        holds: &["VpcId"],
        ..Change::NOTHING
    };

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
        let own = ingress.iter().filter_map(|rule| rule.peer.own()).chain(egress.iter().filter_map(|rule| rule.peer.own()));
        // One /56 is enough: a VPC has no second one.
        if let Some(block) = own.map(|own| own.block).next() {
            body.after(block);
        }
    }
}

/// The facts about the other end of a rule.
pub trait RulePeer {
    /// The facts.
    fn describe<'a>(&'a self, body: &mut Body<'a>);
    /// Whether the other end speaks IPv6.
    fn is_v6(&self) -> bool;
    /// The run of the VPC's own /56 that is the other end.
    fn own(&self) -> Option<OwnAddresses>;
    /// Whether packets between the group and the other end can match: a block has packets of its own family.
    fn takes(&self, protocol: Protocol) -> bool;
}

impl RulePeer for IngressPeer {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        match self {
            Self::Cidr(cidr) => cidr_fact(*cidr, body),
            Self::PrefixList(id) => body.set("SourcePrefixListId", "prefix_list_id", id.as_str()),
            Self::Existing(id) => body.set("SourceSecurityGroupId", "referenced_security_group_id", id.as_str()),
            Self::Own(own) => own.describe(body),
        }
    }
    fn own(&self) -> Option<OwnAddresses> {
        match self {
            Self::Own(own) => Some(*own),
            _ => None,
        }
    }
    fn takes(&self, protocol: Protocol) -> bool {
        matches!(self, Self::PrefixList(_) | Self::Existing(_)) || protocol.is_of(self.is_v6())
    }
    fn is_v6(&self) -> bool {
        matches!(self, Self::Cidr(Cidr::V6(_)) | Self::Own(_))
    }
}

impl RulePeer for EgressPeer {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        match self {
            Self::Cidr(cidr) => cidr_fact(*cidr, body),
            Self::PrefixList(id) => body.set("DestinationPrefixListId", "prefix_list_id", id.as_str()),
            Self::Existing(id) => body.set("DestinationSecurityGroupId", "referenced_security_group_id", id.as_str()),
            Self::Own(own) => own.describe(body),
        }
    }
    fn own(&self) -> Option<OwnAddresses> {
        match self {
            Self::Own(own) => Some(*own),
            _ => None,
        }
    }
    fn takes(&self, protocol: Protocol) -> bool {
        matches!(self, Self::PrefixList(_) | Self::Existing(_)) || protocol.is_of(self.is_v6())
    }
    fn is_v6(&self) -> bool {
        matches!(self, Self::Cidr(Cidr::V6(_)) | Self::Own(_))
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
    let icmp = |name, one| {
        let (kind, code) = icmp_numbers(one);
        (name, Some(kind), Some(code))
    };
    let (name, from, to) = match protocol {
        Protocol::All => ("-1", None, None),
        Protocol::Icmp if v6 => icmp("icmpv6", None),
        Protocol::Icmp => icmp("icmp", None),
        Protocol::IcmpV4(one) => icmp("icmp", Some(one)),
        Protocol::IcmpV6(one) => icmp("icmpv6", one),
        Protocol::Tcp(ports) => ("tcp", Some(i64::from(ports.from())), Some(i64::from(ports.to()))),
        Protocol::Udp(ports) => ("udp", Some(i64::from(ports.from())), Some(i64::from(ports.to()))),
    };
    body.set("IpProtocol", "ip_protocol", name);
    if let (Some(from), Some(to)) = (from, to) {
        body.set("FromPort", "from_port", from);
        body.set("ToPort", "to_port", to);
    }
}

/// The numbers of a type of ICMP and its code; -1 stands for every one. No other form says "every code of a type": both numbers have to
/// be there, and a code is a number. cfn-lint to 1.58 takes that of `icmp` and not of `icmpv6` (E3688), of which AWS says the same.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IcmpTypeCode.html>
pub(super) fn icmp_numbers(one: Option<IcmpType>) -> (i64, i64) {
    one.map_or((-1, -1), |one| (i64::from(one.kind), one.code.map_or(-1, i64::from)))
}
