//! Network ACLs of a VPC, as written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::forms::PortList;
use super::group::Peer;
use super::icmp::Icmp;
use crate::diagnostic::Spanned;
use crate::net::Name;

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

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AclPreset {
    /// AWS's default ACL, which allows everything.
    Open,
    /// Rules that follow from the tiers' routes.
    Tiered,
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
    /// A tier of this VPC, `vpc`, `vpc/<name>`, `tier/<name>`, `pool/<name>`, `site/<name>`, `segment/<name>`, `internet`, or a
    /// CIDR.
    pub from: Spanned<Peer>,
    /// TCP destination ports.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP destination ports.
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
    /// What happens to a packet that matches.
    #[serde(default)]
    pub action: AclAction,
}

/// A rule for packets that go out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AclEgressRule {
    /// A tier of this VPC, `vpc`, `vpc/<name>`, `tier/<name>`, `pool/<name>`, `site/<name>`, `segment/<name>`, `internet`, or a
    /// CIDR.
    pub to: Spanned<Peer>,
    /// TCP destination ports.
    pub tcp: Option<Spanned<PortList>>,
    /// UDP destination ports.
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
