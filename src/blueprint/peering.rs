//! VPC peering connections, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::Tags;
use crate::diagnostic::Spanned;
use crate::net::Name;

/// A peering connection between two VPCs of the document.
/// <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Peering {
    /// The two VPCs. Every tier of both gets a route to the other's blocks, tiers that face the internet aside.
    pub between: Spanned<Vec<Spanned<Name>>>,
    /// Tags over those of the document.
    #[serde(default)]
    pub tags: Tags,
}
