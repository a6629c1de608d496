//! VPC endpoints and their policies, as written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use super::forms::ShortOr;
use crate::diagnostic::Spanned;
use crate::net::{ActionPattern, ArnPattern, ConditionKey, ConditionValue, Name, ServiceName, Sid, ZoneName};

/// Private paths to AWS services.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Endpoints {
    /// Services reached by a route, at no charge. None unless given; `s3` and `dynamodb` in a VPC that is attached to a
    /// transit gateway, whose traffic to them would be paid for by the gigabyte.
    pub gateway: Option<Vec<Spanned<GatewayService>>>,
    /// Services reached by a network interface in every zone: those of AWS by their short names (`ssm`, `ecr.api`), those of
    /// others by their full ones (`com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0`). `ssm: {…}` in place of `ssm`
    /// says more about one.
    pub interface: Vec<Spanned<InterfaceItem>>,
    /// Services of `gateway` and `interface` whose endpoints have IPv6 as well, in a VPC with IPv6; each has to accept it. Names of
    /// an interface endpoint get AAAA records beside A records, those of a gateway endpoint as the service defines them.
    pub dual_stack: Vec<Spanned<ServiceName>>,
    /// VPCs that reach this one use its interface endpoints, by the services' own names.
    pub central: bool,
    /// The tier that holds the interfaces. The first `nat` tier by name unless given, else the first `transit` one, else
    /// the first `local` one.
    pub tier: Option<Spanned<Name>>,
    /// Policies by service; `default` is for all services of AWS that have none of their own, and an empty one is none. A
    /// service without a policy allows everything that its callers' own policies allow.
    pub policy: BTreeMap<Spanned<ServiceName>, Spanned<Policy>>,
}

/// A service, or a mapping of one service to what is said about its endpoint.
pub type InterfaceItem = ShortOr<ServiceName, BTreeMap<Spanned<ServiceName>, InterfaceEndpoint>>;

/// An interface endpoint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InterfaceEndpoint {
    /// The policy, over those under `policy`. An empty one is none.
    pub policy: Option<Spanned<Policy>>,
    /// The names that lead to the endpoint; see `PrivateDns`.
    pub private_dns: Option<Spanned<PrivateDns>>,
    /// The zones that get a network interface; all unless given. An interface is paid for by the hour.
    pub zones: Vec<Spanned<ZoneName>>,
    /// Security groups of the VPC for its network interfaces, in place of the one that admits 443 from the VPC.
    pub groups: Vec<Spanned<Name>>,
}

/// Whether the service's own names lead to an interface endpoint: for everybody in the VPC (`true`), for nobody (`false`), or
/// for questions that reach an inbound endpoint of the Resolver alone (`inbound`), which takes a gateway endpoint of the same
/// service beside it. Unless given: `inbound` for S3 beside its gateway endpoint; `false` for services that have no private
/// names, and for services of others, whose names AWS has to verify first; else `true`.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateDns {
    /// `true`
    All,
    /// `inbound`
    Inbound,
    /// `false`
    None,
}

impl<'de> Deserialize<'de> for PrivateDns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = PrivateDns;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`true`, `false` or `inbound`")
            }
            fn visit_bool<E: Error>(self, on: bool) -> Result<PrivateDns, E> {
                Ok(if on { PrivateDns::All } else { PrivateDns::None })
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<PrivateDns, E> {
                if text == "inbound" {
                    return Ok(PrivateDns::Inbound);
                }
                Err(E::custom(format!("{} is not `true`, `false` or `inbound`", crate::net::quote(text))))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for PrivateDns {
    fn schema_name() -> Cow<'static, str> {
        "PrivateDns".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "boolean" }, { "const": "inbound" }],
            "description": "Whether the service's own names lead to the endpoint: for everybody in the VPC (true), for nobody (false), or for an inbound endpoint of the Resolver alone (inbound), beside a gateway endpoint of the same service."
        })
    }
}

/// A service that has a gateway endpoint.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GatewayService {
    /// Amazon S3.
    S3,
    /// Amazon DynamoDB.
    Dynamodb,
}

impl GatewayService {
    /// The short name by which users and AWS call it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Dynamodb => "dynamodb",
        }
    }
}

/// An endpoint policy: statements by their `Sid`.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
pub type Policy = BTreeMap<Spanned<Sid>, Spanned<Statement>>;

/// A statement of a policy. It speaks to every principal; narrow it with conditions such as `aws:PrincipalOrgID`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Allow or deny.
    #[serde(default)]
    pub effect: Effect,
    /// Actions such as `s3:GetObject` or `s3:*`.
    pub actions: Vec<Spanned<ActionPattern>>,
    /// ARNs with `*` and `?`, or `*`.
    #[serde(default = "everything")]
    pub resources: Vec<Spanned<ArnPattern>>,
    /// Conditions: operator, key, values. The value `$vpc` is the id of the endpoint's own VPC.
    #[serde(default)]
    pub conditions: BTreeMap<ConditionOperator, BTreeMap<Spanned<ConditionKey>, Vec<Spanned<ConditionValue>>>>,
}

fn everything() -> Vec<Spanned<ArnPattern>> {
    vec![Spanned::unplaced(ArnPattern::any())]
}

/// What a statement does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Allows.
    #[default]
    Allow,
    /// Denies, whatever else allows.
    Deny,
}

macro_rules! operators {
    ($($name:ident)*) => {
        /// How a condition compares, by IAM's names.
        /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
        pub enum ConditionOperator { $(#[doc = concat!("`", stringify!($name), "`")] $name,)* }

        impl ConditionOperator {
            /// The operator's name in a policy.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }
    };
}

operators! {
    StringEquals StringNotEquals StringEqualsIgnoreCase StringLike StringNotLike
    ArnEquals ArnLike ArnNotEquals ArnNotLike Bool IpAddress NotIpAddress
    StringEqualsIfExists StringLikeIfExists StringNotEqualsIfExists BoolIfExists ArnEqualsIfExists ArnLikeIfExists
}
