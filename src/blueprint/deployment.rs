//! How what a network is made of gets deployed: the cut of CloudFormation stacks, and how the Terraform module is used. As written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;
use crate::net::{Arn, BucketName, KeyPrefix, Name, ProfileName, ProviderVersion, Region, RepositoryFolder, TableName};

/// How the CloudFormation stacks are cut.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Stacks {
    /// One stack after the other in the order of `deploy.json`, or a root template that makes them all.
    pub mode: StackMode,
    /// How values of one stack reach another one; left out, by parameters.
    pub values: Option<Spanned<StackValues>>,
    /// Write a stack deployment file of Git sync (`git-sync/`) for each stack that it can deploy. The value is the folder of the rendered
    /// tree, from the root of its Git repository: `infra/network`, or `.` for the root.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync-concepts-terms.html>
    pub git_sync: Option<Spanned<RepositoryFolder>>,
    /// VPCs of which parts stand in stacks of their own, for VPCs near CloudFormation's limits. Moving a part later
    /// replaces its resources.
    pub split: BTreeMap<Spanned<Name>, Vec<Spanned<StackPart>>>,
}

/// How the Terraform modules are used.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Terraform {
    /// Who configures the AWS provider.
    pub provider: ProviderOwner,
    /// The oldest version of the AWS provider that the modules may be used with, such as `">= 6.24"`; left out, `">= 5.100"`. What came with
    /// a later version is refused (NG0150).
    pub aws: Option<Spanned<ProviderVersion>>,
    /// The root modules of a network in several accounts or Regions; left out, `scope`. A network that is rendered keeps its own (NG0617).
    pub roots: Option<Spanned<RootLayout>>,
    /// Whether each root module is a unit of Terragrunt besides.
    pub terragrunt: Terragrunt,
    /// Where the states of the root modules lie. Left out, that is for a `backend.tf` beside each, which a render carries over, or for
    /// Terragrunt.
    pub backend: Option<Spanned<Backend>>,
}

impl Terraform {
    /// The root modules of a network in several accounts or Regions.
    #[must_use]
    pub fn layout(&self) -> RootLayout {
        self.roots.as_ref().map_or_else(RootLayout::default, |roots| roots.value)
    }
}

/// The root modules of a network in several accounts or Regions. One of a single account and Region has the same module either way.
/// <https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RootLayout {
    /// Some for each account and Region, each with a state of its own: `apply.sh` applies them in their order.
    #[default]
    Scope,
    /// `terraform/` alone, with one state, and a provider for each account and Region: whoever applies it reaches all of them.
    One,
}

impl RootLayout {
    /// As the document writes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::One => "one",
        }
    }
}

/// Whether each root module is a unit of Terragrunt: `terragrunt.hcl` beside it says which roots come before and hands on their values.
/// <https://terragrunt.gruntwork.io/docs/features/units/>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Terragrunt {
    /// No unit.
    #[default]
    None,
    /// Units that include nothing.
    Units,
    /// Units that include `terraform/root.hcl`, a file of yours: backends, hooks, what all have in common. A render carries it over.
    UnitsWithRoot,
}

/// Where the states of the root modules lie: each under a key of its own, which a new account, Region or VPC moves nowhere.
/// <https://developer.hashicorp.com/terraform/language/backend>
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backend {
    /// A bucket.
    pub s3: S3Backend,
}

/// States in a bucket of S3. Terraform locks each by a file beside it, which takes Terraform 1.10, or by a table.
/// <https://developer.hashicorp.com/terraform/language/backend/s3>
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct S3Backend {
    /// The bucket, which exists.
    pub bucket: BucketName,
    /// The bucket's Region; left out, that of what names no Region.
    #[serde(default)]
    pub region: Option<Region>,
    /// What keys begin with; left out, the network's name.
    #[serde(default)]
    pub prefix: Option<KeyPrefix>,
    /// The key of KMS that encrypts the states; left out, the bucket's own encryption.
    #[serde(default)]
    pub kms_key: Option<Arn>,
    /// The table of DynamoDB that locks the states.
    #[serde(default)]
    pub lock_table: Option<TableName>,
    /// The IAM role that reads and writes the states, in whatever account the bucket is. Not together with `profile`.
    #[serde(default)]
    pub role: Option<Arn>,
    /// The profile of the AWS CLI's configuration that reads and writes the states.
    #[serde(default)]
    pub profile: Option<ProfileName>,
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

/// How values of one stack reach another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StackValues {
    /// By parameters, which `deploy.sh` fills from outputs.
    #[default]
    Parameters,
    /// By the function `Fn::GetStackOutput` where CloudFormation takes it: a stack reads outputs of another one, also in another Region, and
    /// in another account by the `role` of that account, when it is created or updated. Parameters are left for the rest.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
    GetStackOutput,
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
