//! VPC endpoints and their policies, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;
use crate::net::{ActionPattern, ArnPattern, ConditionKey, ConditionValue, Name, ServiceName, Sid};

/// Private paths to AWS services.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Endpoints {
    /// Services reached by a route, at no charge. None unless given; `s3` and `dynamodb` in a VPC that is attached to a
    /// transit gateway, whose traffic to them would be paid for by the gigabyte.
    pub gateway: Option<Vec<Spanned<GatewayService>>>,
    /// Services reached by a network interface in every zone, by their short name: `ssm`, `ecr.api`.
    pub interface: Vec<Spanned<ServiceName>>,
    /// VPCs that reach this one use its interface endpoints, by the services' own names.
    pub central: bool,
    /// The tier that holds the interfaces. The first `nat` tier by name unless given, else the first `transit` one, else
    /// the first `local` one.
    pub tier: Option<Spanned<Name>>,
    /// Policies by service. A service without one allows everything that its callers' own policies allow.
    pub policy: BTreeMap<Spanned<ServiceName>, Spanned<Policy>>,
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
    /// Conditions: operator, key, values.
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
