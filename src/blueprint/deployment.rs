//! How what a network is made of gets deployed: the cut of CloudFormation stacks, and how the Terraform module is used. As written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;
use crate::net::Name;

/// How the CloudFormation stacks are cut.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Stacks {
    /// One stack after the other in the order of `deploy.json`, or a root template that makes them all.
    pub mode: StackMode,
    /// VPCs of which parts stand in stacks of their own, for VPCs near CloudFormation's limits. Moving a part later
    /// replaces its resources.
    pub split: BTreeMap<Spanned<Name>, Vec<Spanned<StackPart>>>,
}

/// How the Terraform module is used.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Terraform {
    /// Who configures the AWS provider.
    pub provider: ProviderOwner,
}

/// Who configures the AWS provider.
/// <https://developer.hashicorp.com/terraform/language/modules/develop/providers>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderOwner {
    /// The module itself, which is a root module: `terraform/providers.tf` has the Region.
    #[default]
    Own,
    /// The module that calls this one: there is no `providers.tf`, and the caller's provider has to be one of the document's Region.
    Caller,
}

/// How stacks are deployed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StackMode {
    /// Each by itself.
    #[default]
    Separate,
    /// By a root template, in one account and Region, for up to 2,500 resources.
    Nested,
}

/// A part of a VPC that can stand in a stack of its own (`<vpc>-<part>`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StackPart {
    /// Security groups and network ACLs.
    Security,
    /// VPC endpoints and their security group.
    Endpoints,
    /// Flow logs with their log group and role.
    Logs,
}

impl StackPart {
    /// The word behind the VPC's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Endpoints => "endpoints",
            Self::Logs => "logs",
        }
    }

    /// The resources of the part, in words.
    #[must_use]
    pub const fn content(self) -> &'static str {
        match self {
            Self::Security => "security groups and network ACLs",
            Self::Endpoints => "endpoints",
            Self::Logs => "flow logs",
        }
    }
}
