//! Another account: known by its id, or chosen by whoever deploys. In comes what the document says of it, out goes a value that both
//! dialects print.

use super::graph::ParameterId;
use super::value::Value;
use crate::net::AccountId;

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
