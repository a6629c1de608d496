//! Where things are: accounts and Regions. A scope is one account in one Region, and everything that is deployed is in exactly one.

use super::Zone;
use crate::blueprint::Quotas;
use crate::diagnostic::Span;
use crate::net::{AccountId, Arn, Name, OrganizationId, ProfileName, Region};

/// Index of an account in [`Network::accounts`](super::Network::accounts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnerId(pub usize);

/// An account that the document names.
#[derive(Debug)]
pub struct Account {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// Its id; `None` where the deployer gives it.
    pub id: Option<AccountId>,
    /// Who deploys there.
    pub deployer: Deployer,
    /// Whether it is no member of the organization, so that what is shared with it has to be accepted there.
    pub outside: bool,
    /// What AWS allows it.
    pub quotas: Quotas,
}

/// Who deploys in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deployer {
    /// Whoever runs the deployment, with the credentials of the environment.
    Caller,
    /// An IAM role that is assumed.
    Role(Arn),
    /// A profile of the AWS CLI.
    Profile(ProfileName),
}

/// The organization of the accounts.
#[derive(Debug)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// The management account, which is part of the organization's ARN.
    pub management: Option<AccountId>,
}

/// Index of a scope in [`Network::scopes`](super::Network::scopes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub usize);

impl ScopeId {
    /// The scope of what names neither an account nor a Region.
    pub const HOME: Self = Self(0);
}

/// An account in a Region.
#[derive(Debug)]
pub struct Scope {
    /// The account; `None` in a document without accounts, where everything is in the one that deploys.
    pub account: Option<OwnerId>,
    /// The Region.
    pub region: Region,
    /// Where the Region is written.
    pub region_span: Span,
    /// The zones that every VPC of the Region spans, by name.
    pub zones: Vec<Zone>,
    /// Where the zones are written.
    pub zones_span: Span,
    /// What AWS allows the account there.
    pub quotas: Quotas,
}

impl Scope {
    /// Whether the deployer binds the zones (a count was given), so that no zone has a name here.
    #[must_use]
    pub fn zones_are_slots(&self) -> bool {
        self.zones.iter().any(|zone| matches!(zone, Zone::Slot(_)))
    }
}
