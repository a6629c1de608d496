//! The names of a fact in both dialects, or in one of them and the reason for that.

use crate::dialect::Dialect;

/// The names of a fact. `None`: this dialect does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// The CloudFormation property.
    pub cloudformation: Option<&'static str>,
    /// The Terraform argument or block.
    pub terraform: Option<&'static str>,
    /// Why one of them is missing.
    pub why: Option<&'static str>,
}

impl Names {
    pub(super) fn both(cloudformation: &'static str, terraform: &'static str) -> Self {
        Self { cloudformation: Some(cloudformation), terraform: Some(terraform), why: None }
    }

    pub(super) fn only(dialect: Dialect, name: &'static str, why: &'static str) -> Self {
        match dialect {
            Dialect::CloudFormation => Self { cloudformation: Some(name), terraform: None, why: Some(why) },
            Dialect::Terraform => Self { cloudformation: None, terraform: Some(name), why: Some(why) },
        }
    }
}
