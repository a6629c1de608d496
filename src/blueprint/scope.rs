//! Accounts and Regions, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::AvailabilityZones;
use super::quotas::Quotas;
use super::vpc::Vpc;
use crate::diagnostic::Spanned;
use crate::net::{AccountId, Arn, Name, OrganizationId, ProfileName};

/// An AWS account: its id; or more about it; or nothing, where the deployer names it (`--account`, a parameter, a variable).
/// <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "super::forms::ShortOr<AccountId, LongAccount>")]
#[schemars(with = "super::forms::ShortOr<AccountId, LongAccount>")]
pub struct Account(pub LongAccount);

impl From<super::forms::ShortOr<AccountId, LongAccount>> for Account {
    fn from(written: super::forms::ShortOr<AccountId, LongAccount>) -> Self {
        match written {
            super::forms::ShortOr::Short(id) => Self(LongAccount { id: Some(id), ..LongAccount::default() }),
            super::forms::ShortOr::Long(account) => Self(account),
        }
    }
}

/// An account in its long form.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LongAccount {
    /// Twelve digits, quoted. Left out, it is that of `role`; without a role, the deployer names the account.
    pub id: Option<AccountId>,
    /// The IAM role of that account that deploys there; `deploy.sh` and Terraform's provider assume it. Not together with `profile`.
    pub role: Option<Spanned<Arn>>,
    /// The profile of the AWS CLI's configuration that deploys there.
    pub profile: Option<Spanned<ProfileName>>,
    /// Whether it is no member of the organization: what is shared with it, or by it, has to be accepted.
    pub outside: bool,
    /// What things in this account do not say themselves; goes before the Region's and the document's defaults.
    pub defaults: PlacedDefaults,
    /// The account's quotas where they differ from those of the document.
    pub quotas: Option<Quotas>,
}

/// Defaults of an account or of a Region, by kind of object.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlacedDefaults {
    /// What a VPC does not say itself, key by key.
    pub vpc: Option<Vpc>,
}

/// The organization that the accounts are members of.
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_introduction.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// `o-` and 10 to 32 letters and digits.
    pub id: Spanned<OrganizationId>,
    /// The id of the management account, which is part of the ARNs of the organization and its units.
    pub management: Option<Spanned<AccountId>>,
}

/// A Region of a network that spans several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionEntry {
    /// The availability zones that every VPC of the Region spans, as at the top level.
    pub availability_zones: Spanned<AvailabilityZones>,
    /// What things in this Region do not say themselves; goes before the document's defaults.
    #[serde(default)]
    pub defaults: PlacedDefaults,
}

/// The accounts of a document, by name.
pub type Accounts = BTreeMap<Spanned<Name>, Spanned<Account>>;
