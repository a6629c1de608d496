//! Versions of Terraform's AWS provider. In comes `>= 6.24`, out goes the oldest version that is asked for. Which argument came with which
//! version is the table's affair ([`dialect`](crate::dialect)).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::form::{Invalid, plain_number, quote};

/// A version of Terraform's AWS provider: major and minor. The default is the oldest that is tried, 5.100.
/// <https://developer.hashicorp.com/terraform/language/expressions/version-constraints>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct ProviderVersion(pub u16, pub u16);

impl ProviderVersion {
    /// The major version that is not tried any more.
    pub const END: u16 = 7;
}

impl Default for ProviderVersion {
    fn default() -> Self {
        Self(5, 100)
    }
}

impl TryFrom<String> for ProviderVersion {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let version = text.strip_prefix(">=").and_then(|rest| rest.trim_start().split_once('.'));
        let number = |text: &str| plain_number(text).and_then(|number| u16::try_from(number).ok());
        let version = version.and_then(|(major, minor)| Some(Self(number(major)?, number(minor)?)));
        let known = version.filter(|version| *version >= Self::default() && version.0 < Self::END);
        known.ok_or_else(|| {
            Invalid::new(format!("{} is not a floor of the AWS provider", quote(&text)))
                .help("write `\">= 6.24\"`: a version from 5.100 on, and below 7")
        })
    }
}

impl fmt::Display for ProviderVersion {
    /// `6.24`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl JsonSchema for ProviderVersion {
    fn schema_name() -> Cow<'static, str> {
        "ProviderFloor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^>= *(5\\.[0-9]{3}|6\\.[0-9]{1,3})$",
            "description": "The oldest version of Terraform's AWS provider, such as `>= 6.24`."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_a_version_that_is_tried() {
        let of = |text: &str| ProviderVersion::try_from(text.to_owned()).ok();
        assert_eq!(of(">= 6.24"), Some(ProviderVersion(6, 24)));
        assert_eq!(of(">=5.100"), Some(ProviderVersion(5, 100)));
        for wrong in ["6.24", "~> 6.24", ">= 5.99", ">= 7.0", ">= 6", ">= 6.24.1", ">= 06.24", "", ">= 6.24, < 7.0"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
