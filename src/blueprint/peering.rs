//! VPC peering connections, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::Tags;
use super::hub::Holder;
use crate::diagnostic::Spanned;
use crate::net::{Arn, Cidr4, ExistingVpcId, Name, Region};

/// A peering connection between two VPCs of the document, or between one of them and a VPC that exists and that somebody else has.
/// <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Peering {
    /// The two VPCs; beside `with` the one of the document, which asks. Every tier of both gets a route to the other's blocks, tiers that
    /// face the internet aside.
    pub between: Spanned<Vec<Spanned<Name>>>,
    /// A VPC that exists and that this document does not make. What its owner has to do stands in `docs/requests/peerings/`.
    #[serde(default)]
    pub with: Option<Spanned<PeerVpc>>,
    /// The ARN of an IAM role of the accepter's account, where that is another one than the requester's: CloudFormation accepts by it. It
    /// has to be there before. Between two VPCs of the document netgen makes such a role unless given; Terraform uses none.
    #[serde(default)]
    pub accepts: Option<Spanned<Arn>>,
    /// Tags over those of the document.
    #[serde(default)]
    pub tags: Tags,
}

/// A VPC that exists and that this document does not make.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeerVpc {
    /// Its id.
    pub id: Spanned<ExistingVpcId>,
    /// The account that owns it, by its name in `accounts` or by its id, twelve digits in quotes. That of the document's VPC unless given.
    #[serde(default)]
    pub account: Option<Spanned<Holder>>,
    /// Its Region, which the document need not list. That of the document's VPC unless given.
    #[serde(default)]
    pub region: Option<Spanned<Region>>,
    /// Its IPv4 blocks: one or more, from /16 to /28. Routes lead to these alone.
    pub cidr: Spanned<Vec<Spanned<Cidr4>>>,
}
