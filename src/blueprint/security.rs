//! Security groups and network ACLs, as written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::vpc::PortList;
use crate::diagnostic::Spanned;
use crate::net::{Cidr, Description, Name, PrefixListId};

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
    /// A security group of this VPC, `internet`, a CIDR, or a prefix list (`pl-…`).
    pub from: Spanned<Peer>,
    /// TCP ports: `443`, `[3306, 5432]`, `"8000-8100"`.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP ports.
    pub udp: Option<Spanned<PortList>>,
    /// All of ICMP (ICMPv6 for an IPv6 peer).
    #[serde(default)]
    pub icmp: bool,
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
    /// A security group of this VPC, `internet`, a CIDR, or a prefix list (`pl-…`).
    pub to: Spanned<Peer>,
    /// TCP ports: `443`, `[3306, 5432]`, `"8000-8100"`.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP ports.
    pub udp: Option<Spanned<PortList>>,
    /// All of ICMP (ICMPv6 for an IPv6 peer).
    #[serde(default)]
    pub icmp: bool,
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
}

impl TryFrom<String> for Peer {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "internet" {
            Ok(Self::Internet)
        } else if text.starts_with("pl-") && text.chars().any(|c| c.is_ascii_digit()) {
            text.parse().map(Self::PrefixList).map_err(|error| error.to_string())
        } else if text.contains(['/', ':', '.']) {
            text.parse().map(Self::Cidr).map_err(|error| error.to_string())
        } else {
            text.parse().map(Self::Name).map_err(|error| error.to_string())
        }
    }
}

/// Network ACLs of a VPC.
#[derive(Debug, Default)]
pub enum NetworkAcls {
    /// AWS's default ACL, which allows everything.
    #[default]
    Open,
    /// Rules that follow from the tiers' routes.
    Tiered,
    /// Rules by tier; a tier that is not named keeps AWS's default ACL.
    Rules(BTreeMap<Spanned<Name>, AclRules>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AclPreset {
    /// AWS's default ACL, which allows everything.
    Open,
    /// Rules that follow from the tiers' routes.
    Tiered,
}

impl<'de> Deserialize<'de> for NetworkAcls {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = NetworkAcls;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`tiered`, `open`, or rules by tier")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                match text {
                    "open" => Ok(NetworkAcls::Open),
                    "tiered" => Ok(NetworkAcls::Tiered),
                    other => Err(E::unknown_variant(other, &["open", "tiered"])),
                }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(NetworkAcls::Rules)
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for NetworkAcls {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NetworkAcls".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let preset = generator.subschema_for::<AclPreset>();
        let rules = generator.subschema_for::<BTreeMap<Name, AclRules>>();
        schemars::json_schema!({ "anyOf": [preset, rules] })
    }
}

/// The rules of one tier's ACL. What no rule allows is denied.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AclRules {
    /// By rule number, 1 to 32766; the lowest that matches decides.
    pub ingress: BTreeMap<Spanned<RuleNumber>, Spanned<AclIngressRule>>,
    /// By rule number, 1 to 32766; the lowest that matches decides.
    pub egress: BTreeMap<Spanned<RuleNumber>, Spanned<AclEgressRule>>,
}

/// The number of a network ACL rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct RuleNumber(pub u32);

impl TryFrom<String> for RuleNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.parse() {
            Ok(number @ 1..=32766) if !text.starts_with(['0', '+']) => Ok(Self(number)),
            _ => Err(format!("`{text}` is no rule number\nwrite a number from 1 to 32766")),
        }
    }
}

/// A rule for packets that come in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AclIngressRule {
    /// A tier of this VPC, `internet`, or a CIDR.
    pub from: Spanned<Peer>,
    /// TCP destination ports.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP destination ports.
    pub udp: Option<Spanned<PortList>>,
    /// Every protocol and port.
    #[serde(default)]
    pub all: bool,
    /// What happens to a packet that matches.
    #[serde(default)]
    pub action: AclAction,
}

/// A rule for packets that go out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AclEgressRule {
    /// A tier of this VPC, `internet`, or a CIDR.
    pub to: Spanned<Peer>,
    /// TCP destination ports.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP destination ports.
    pub udp: Option<Spanned<PortList>>,
    /// Every protocol and port.
    #[serde(default)]
    pub all: bool,
    /// What happens to a packet that matches.
    #[serde(default)]
    pub action: AclAction,
}

/// What a network ACL does with a packet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AclAction {
    /// Lets it pass.
    #[default]
    Allow,
    /// Drops it.
    Deny,
}
