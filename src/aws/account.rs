//! Another account: known by its id, or chosen by whoever deploys. In comes what the document says of it, out goes a value that both
//! dialects print.

use super::graph::ParameterId;
use super::names::{label, logical_id};
use super::parameter::{Parameter, ParameterKind};
use super::value::Value;
use crate::blueprint::ProviderOwner;
use crate::net::AccountId;
use crate::network::{Account, Network};

/// An account that is not the one in which a resource is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountValue {
    /// Twelve digits of the document.
    Known(AccountId),
    /// The document names the account; its id is given when it is deployed.
    Chosen(ParameterId),
}

/// Who may use what is shared.
/// <https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// One account.
    Account(AccountValue),
    /// All accounts of an organization or of a unit of it: the ARN.
    Organization(String),
}

impl<'a> From<&'a AccountValue> for Value<'a> {
    fn from(account: &'a AccountValue) -> Self {
        match account {
            AccountValue::Known(id) => id.as_str().into(),
            AccountValue::Chosen(parameter) => Value::Parameter(*parameter),
        }
    }
}

impl<'a> From<&'a Principal> for Value<'a> {
    fn from(principal: &'a Principal) -> Self {
        match principal {
            Principal::Account(account) => account.into(),
            Principal::Organization(arn) => arn.into(),
        }
    }
}

/// What the deployer gives where the document names an account without its id.
#[must_use]
pub fn account_parameter(account: &Account) -> Parameter {
    let words = ["account", account.name.as_str()];
    Parameter {
        logical_id: logical_id(&words) + "Id",
        label: format!("{}_id", label(&words)),
        description: format!(
            "The id of the AWS account {}: twelve digits, such as 222222222222",
            account.name.as_str()
        ),
        kind: ParameterKind::Account,
    }
}

/// The variable of a root module for the id of its account, where the document has none: without it, nobody would notice credentials of
/// another account. Where the caller configures the provider, that is the caller's affair.
#[must_use]
pub fn guard(account: &Account, network: &Network) -> Option<Parameter> {
    let is_wanted = account.id.is_none() && network.terraform.provider == ProviderOwner::Own;
    is_wanted.then(|| account_parameter(account))
}
