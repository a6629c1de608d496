//! Values of resource properties: literals, references, and the few expressions that both dialects can write.

use std::net::Ipv4Addr;

use crate::net::{Cidr, Cidr4, Cidr6};

use super::graph::{NodeId, ParameterId};
use super::policy::{Json, PolicyDocument};
pub use super::resource_arn::ResourceArn;

/// A value that both dialects can write.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// A whole number where AWS wants a text.
    Digits(u32),
    /// A whole number where CloudFormation wants a text, and Terraform a number.
    TextInCloudFormation(u32),
    /// True or false.
    Flag(bool),
    /// `enable` or `disable`: true or false in the words of a transit gateway.
    Switch(bool),
    /// Whether private names are for inbound endpoints of the Resolver alone: `OnlyInboundResolver` or `AllResolvers` in
    /// CloudFormation, true or false in Terraform.
    OnlyInbound(bool),
    /// A block of addresses.
    Cidr(Cidr),
    /// An address.
    Address(Ipv4Addr),
    /// A protocol: its number in CloudFormation, its name in Terraform.
    Protocol(IpProtocol),
    /// An attribute of another resource.
    Attr(Read),
    /// What the deployer chooses.
    Parameter(ParameterId),
    /// Protected: true in Terraform, and what the parameter says in CloudFormation, whose default is true.
    Protected(ParameterId),
    /// A key that stands in no file.
    Secret(&'a SecretKey),
    /// What CloudFormation cannot read of another resource, and is given as a parameter.
    Later(Later),
    /// A part of the IPv6 block that Amazon gives a VPC.
    Ipv6(Ipv6Part),
    /// The endpoint of a firewall in a zone.
    FirewallEndpoint(FirewallEndpoint<'a>),
    /// The ARN of something of this account, made of its id. CloudFormation gives none for it, or one with more behind.
    ResourceArn(ResourceArn),
    /// A document of its own: a policy, a pattern.
    Json(&'a Json),
}

/// An attribute of a resource: what is read, and by which names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read {
    /// The resource.
    pub node: NodeId,
    /// The attribute's names.
    pub names: AttrNames,
}

/// The names of an attribute in both dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttrNames {
    /// How CloudFormation reads it.
    pub cloudformation: CfnAttr,
    /// The attribute in Terraform.
    pub terraform: &'static str,
    /// What Terraform's attribute lacks at its end (`:*` behind the ARN of a log group).
    pub terraform_suffix: &'static str,
}

/// How CloudFormation reads an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CfnAttr {
    /// `!Ref`
    Ref,
    /// `!GetAtt`
    Att(&'static str),
    /// The first item of a list that `!GetAtt` gives.
    FirstOf(&'static str),
    /// A list that `!GetAtt` gives, its items joined by commas: an output and a parameter hold a text.
    Joined(&'static str),
}

/// One entry of a secret in Secrets Manager, which holds JSON. CloudFormation reads it when it makes the resource, Terraform
/// takes a sensitive variable: a data source would ask AWS at plan time.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretKey {
    /// The secret's name. Its grammar knows no `:` and no `}`, which would end the reference.
    pub secret: String,
    /// The entry.
    pub entry: &'static str,
    /// Terraform's variable.
    pub variable: ParameterId,
}

/// The attachment that AWS makes for a VPN connection or a Direct Connect gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later {
    /// CloudFormation: the parameter that brings its id.
    pub parameter: ParameterId,
    /// Terraform: where its id stands.
    pub terraform: Read,
}

/// A part of a VPC's Amazon-provided IPv6 block: number `index` of the parts that are `bits` longer than its /56.
///
/// With a plan for subnet n: `!Select [n, !Cidr [block, 256, 64]]` and `cidrsubnet(block, 8, n)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv6Part {
    /// The VPC.
    pub vpc: NodeId,
    /// How many bits longer than the VPC's /56: 8 for a /64.
    pub bits: u8,
    /// Which of them.
    pub index: u32,
}

/// The endpoint of a firewall in a zone, by the zone's full name.
///
/// CloudFormation gives an unordered list of `us-east-1a:vpce-0123`, so the endpoint is what stands between the zone's name
/// and the next comma of the joined list; no zone's name ends with another one's. Terraform gives objects with the zone in
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirewallEndpoint<'a> {
    /// The firewall.
    pub firewall: NodeId,
    /// `us-east-1a`
    pub zone: &'a str,
}

/// An IP protocol of a network ACL entry.
/// <https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpProtocol {
    /// Every protocol.
    All,
    /// ICMP.
    Icmp,
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMPv6.
    IcmpV6,
}

impl IpProtocol {
    /// The number, -1 for all.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::All => -1,
            Self::Icmp => 1,
            Self::Tcp => 6,
            Self::Udp => 17,
            Self::IcmpV6 => 58,
        }
    }

    /// The name that Terraform takes; all and ICMPv6 have none there.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "-1",
            Self::Icmp => "icmp",
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::IcmpV6 => "58",
        }
    }
}

/// In which dialect something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlyIn {
    /// In both.
    Both,
    /// In CloudFormation.
    CloudFormation,
    /// In Terraform.
    Terraform,
}

impl Ipv6Part {
    /// What it is a part of.
    #[must_use]
    pub fn block(self) -> Read {
        super::kind::Vpc::ipv6_blocks(self.vpc)
    }
}

impl FirewallEndpoint<'_> {
    /// The endpoints of all zones, in which this one has to be found.
    #[must_use]
    pub fn all(self) -> Read {
        super::kind::Firewall::endpoints(self.firewall)
    }
}

impl Value<'_> {
    /// Calls `with` for everything that the value reads of other resources.
    pub fn each_read(self, mut with: impl FnMut(Read, OnlyIn)) {
        match self {
            Value::Attr(read) => with(read, OnlyIn::Both),
            Value::Ipv6(part) => with(part.block(), OnlyIn::Both),
            Value::FirewallEndpoint(endpoint) => with(endpoint.all(), OnlyIn::Both),
            Value::ResourceArn(arn) => with(arn.of, OnlyIn::Both),
            Value::Json(json) => json.each_read(&mut with),
            Value::Later(later) => with(later.terraform, OnlyIn::Terraform),
            Value::Text(_)
            | Value::Number(_)
            | Value::Digits(_)
            | Value::TextInCloudFormation(_)
            | Value::Flag(_)
            | Value::Switch(_)
            | Value::OnlyInbound(_)
            | Value::Cidr(_)
            | Value::Address(_)
            | Value::Protocol(_)
            | Value::Parameter(_)
            | Value::Protected(_)
            | Value::Secret(_) => {}
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<&bool> for Value<'_> {
    fn from(flag: &bool) -> Self {
        Value::Flag(*flag)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Number(i64::from(number))
    }
}

impl From<&u32> for Value<'_> {
    fn from(number: &u32) -> Self {
        Value::Number(i64::from(*number))
    }
}

impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Value::Number(i64::from(number))
    }
}

impl From<&u16> for Value<'_> {
    fn from(number: &u16) -> Self {
        Value::Number(i64::from(*number))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<Cidr4> for Value<'_> {
    fn from(cidr: Cidr4) -> Self {
        Value::Cidr(Cidr::V4(cidr))
    }
}

impl From<&Cidr4> for Value<'_> {
    fn from(cidr: &Cidr4) -> Self {
        Value::Cidr(Cidr::V4(*cidr))
    }
}

impl From<&Cidr> for Value<'_> {
    fn from(cidr: &Cidr) -> Self {
        Value::Cidr(*cidr)
    }
}

impl From<Ipv4Addr> for Value<'_> {
    fn from(address: Ipv4Addr) -> Self {
        Value::Address(address)
    }
}

impl From<&Cidr6> for Value<'_> {
    fn from(cidr: &Cidr6) -> Self {
        Value::Cidr(Cidr::V6(*cidr))
    }
}

impl<'a> From<&'a SecretKey> for Value<'a> {
    fn from(key: &'a SecretKey) -> Self {
        Value::Secret(key)
    }
}

impl<'a> From<&'a PolicyDocument> for Value<'a> {
    fn from(policy: &'a PolicyDocument) -> Self {
        Value::Json(&policy.root)
    }
}

impl<'a> From<&'a Json> for Value<'a> {
    fn from(json: &'a Json) -> Self {
        Value::Json(json)
    }
}
