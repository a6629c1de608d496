//! What watches the network, as written: alarms, dashboards and saved queries of all that is not a site's own.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;

use super::site::Topic;
use crate::diagnostic::Spanned;
use crate::net::Email;

/// What watches the network. Nothing is watched that is not named here, or by `all`; alarms of a site are the site's own `alarms`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Monitoring {
    /// The Amazon SNS topic that alarms write to: `new`, which makes one in each account and Region that has alarms, or the ARN of one that
    /// exists.
    #[schemars(extend("default" = "new"))]
    pub topic: Spanned<Topic>,
    /// Who gets mail from a new topic. AWS asks each of them to confirm.
    pub email: Vec<Spanned<Email>>,
    /// Everything below that the network has something for, with the thresholds given here, unless it is said otherwise.
    pub all: bool,
    /// Packets that find no route at a transit gateway (`PacketDropCountNoRoute`): an alarm above so many in five minutes; `true` means 100.
    /// Packets that netgen's own blackholes drop are expected, and are no alarm.
    pub drops: Option<Spanned<SwitchOrNumber>>,
    /// Connections for which a NAT gateway has no port left (`ErrorPortAllocation`): an alarm for each gateway.
    pub nat: Option<Spanned<bool>>,
    /// Packets that a firewall drops (`DroppedPackets`): an alarm above so many in five minutes; `true` means 10000. With it comes an alarm
    /// about packets of flows of which the firewall saw no beginning, which asymmetric routes make.
    pub firewall: Option<Spanned<SwitchOrNumber>>,
    /// A dashboard of CloudWatch for each transit gateway and each site.
    pub dashboards: Option<Spanned<bool>>,
    /// Saved queries of CloudWatch Logs Insights over the flow logs of VPCs: who talks most, what is refused, who scans, and who sends much to
    /// the internet.
    pub queries: Option<Spanned<bool>>,
}

/// On, off, or on with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwitchOrNumber {
    /// On with what is usual, or off.
    Switch(bool),
    /// On with this number.
    Number(i64),
}

impl SwitchOrNumber {
    /// The number; none if it is off.
    #[must_use]
    pub const fn number(self, usual: i64) -> Option<i64> {
        match self {
            Self::Switch(false) => None,
            Self::Switch(true) => Some(usual),
            Self::Number(number) => Some(number),
        }
    }
}

impl<'de> Deserialize<'de> for SwitchOrNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = SwitchOrNumber;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or a number")
            }
            fn visit_bool<E: Error>(self, on: bool) -> Result<Self::Value, E> {
                Ok(SwitchOrNumber::Switch(on))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(SwitchOrNumber::Number(number))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                i64::try_from(number)
                    .map(SwitchOrNumber::Number)
                    .map_err(|_| E::custom(format!("`{number}` is out of range")))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for SwitchOrNumber {
    fn schema_name() -> Cow<'static, str> {
        "SwitchOrNumber".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "boolean" }, { "type": "integer" }] })
    }
}
