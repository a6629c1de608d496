//! Security groups, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::forms::PortList;
use super::icmp::Icmp;
use crate::diagnostic::Spanned;
use crate::net::{Cidr, Description, Name, PrefixListId, SecurityGroupId};

/// A security group: who may open connections to its members, and where they may open them to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SecurityGroup {
    /// What the group is for. AWS cannot change it later.
    pub description: Option<Spanned<Description>>,
    /// Connections that members accept.
    pub ingress: Vec<Spanned<IngressRule>>,
    /// Connections that members open. Everything unless given; `[]` allows nothing.
    pub egress: Option<Vec<Spanned<EgressRule>>>,
}

/// Connections that are accepted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IngressRule {
    /// A security group of this VPC or one that exists already (`sg-…`), `vpc`, `vpc/<name>`, `vpc/<name>/group/<group>`,
    /// `tier/<name>`, `pool/<name>`, `site/<name>`, `segment/<name>`, `internet`, a CIDR, or a prefix list (`pl-…`).
    pub from: Spanned<Peer>,
    /// TCP ports: `443`, `[3306, 5432]`, `"8000-8100"`.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP ports.
    pub udp: Option<Spanned<PortList>>,
    /// `true`: all of ICMP (ICMPv6 for IPv6 addresses). `{type: 8, code: 0}`, or a list of such: these types of ICMP,
    /// which is IPv4's alone.
    #[serde(default)]
    pub icmp: Spanned<Icmp>,
    /// `true`: all of ICMPv6. `{type: 128}`, or a list of such: these types of ICMPv6.
    #[serde(default)]
    pub icmpv6: Spanned<Icmp>,
    /// Every protocol and port.
    #[serde(default)]
    pub all: bool,
    /// Why the rule is there.
    pub description: Option<Spanned<Description>>,
}

/// Connections that are opened.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EgressRule {
    /// A security group of this VPC or one that exists already (`sg-…`), `vpc`, `vpc/<name>`, `vpc/<name>/group/<group>`,
    /// `tier/<name>`, `pool/<name>`, `site/<name>`, `segment/<name>`, `internet`, a CIDR, or a prefix list (`pl-…`).
    pub to: Spanned<Peer>,
    /// TCP ports: `443`, `[3306, 5432]`, `"8000-8100"`.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP ports.
    pub udp: Option<Spanned<PortList>>,
    /// `true`: all of ICMP (ICMPv6 for IPv6 addresses). `{type: 8, code: 0}`, or a list of such: these types of ICMP,
    /// which is IPv4's alone.
    #[serde(default)]
    pub icmp: Spanned<Icmp>,
    /// `true`: all of ICMPv6. `{type: 128}`, or a list of such: these types of ICMPv6.
    #[serde(default)]
    pub icmpv6: Spanned<Icmp>,
    /// Every protocol and port.
    #[serde(default)]
    pub all: bool,
    /// Why the rule is there.
    pub description: Option<Spanned<Description>>,
}

/// The other end of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Peer {
    /// Every address: 0.0.0.0/0, and `::/0` in a VPC with IPv6.
    Internet,
    /// A security group, or in a network ACL a tier.
    Name(Name),
    /// An IPv4 or IPv6 block.
    Cidr(Cidr),
    /// A managed prefix list.
    PrefixList(PrefixListId),
    /// Blocks of a part of the document.
    Place(PlaceName),
    /// A security group of a VPC: `vpc/data/group/db`.
    GroupOf(Name, Name),
    /// A security group that exists already.
    SecurityGroup(SecurityGroupId),
}

/// A part of the document that stands for its addresses. `vpc` alone is read as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceName {
    /// `vpc/data`: the blocks of a VPC.
    Vpc(Name),
    /// `tier/app`: the block of a tier of this VPC.
    Tier(Name),
    /// `pool/corp`: the block of an address pool.
    Pool(Name),
    /// `site/tokyo`: the prefixes of a site.
    Site(Name),
    /// `segment/production`: what belongs to a segment of the VPC's transit gateway.
    Segment(Name),
}

impl Peer {
    /// A peer whose first word says what it is; `None` for every other text.
    fn place(text: &str) -> Option<Result<Self, String>> {
        let parts: Vec<&str> = text.split('/').collect();
        let name = |text: &str| text.parse::<Name>().map_err(|error| error.to_string());
        let place = |one: &str, place: fn(Name) -> PlaceName| Some(name(one).map(|name| Self::Place(place(name))));
        match parts.as_slice() {
            ["vpc", vpc, "group", group] => Some(name(vpc).and_then(|vpc| Ok(Self::GroupOf(vpc, name(group)?)))),
            ["vpc", one] => place(one, PlaceName::Vpc),
            ["tier", one] => place(one, PlaceName::Tier),
            ["pool", one] => place(one, PlaceName::Pool),
            ["site", one] => place(one, PlaceName::Site),
            ["segment", one] => place(one, PlaceName::Segment),
            _ => None,
        }
    }
}

impl TryFrom<String> for Peer {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "internet" {
            Ok(Self::Internet)
        } else if text.starts_with("pl-") && text.chars().any(|c| c.is_ascii_digit()) {
            text.parse().map(Self::PrefixList).map_err(|error| error.to_string())
        } else if let Ok(id) = text.parse::<SecurityGroupId>() {
            Ok(Self::SecurityGroup(id))
        } else if let Some(place) = Self::place(&text) {
            place
        } else if text.contains(['/', ':', '.']) {
            text.parse().map(Self::Cidr).map_err(|error| error.to_string())
        } else {
            text.parse().map(Self::Name).map_err(|error| error.to_string())
        }
    }
}
