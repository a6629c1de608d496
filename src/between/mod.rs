//! Rules over several documents, once each of them is whole by itself. In come their plans and resources, out go findings with a
//! place in each of the two documents. Chooses nothing: what two documents may share is said in one of them, or nowhere.
//!
//! One rule is one file. No rule compares everything with everything: what is compared is sorted once, or found in a map.

mod asns;
mod blocks;
mod links;
mod names;

use crate::aws::Graph;
use crate::diagnostic::Diagnostics;
use crate::network::{Network, ScopeId};
use crate::plan::Plan;

/// A document that is whole by itself.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What was planned.
    pub plan: &'a Plan<'a>,
    /// What is made of it.
    pub graph: &'a Graph,
}

impl<'a> Document<'a> {
    fn network(self) -> &'a Network {
        self.plan.network
    }
}

/// Applies every rule to all pairs of documents.
pub fn check(documents: &[Document<'_>], diagnostics: &mut Diagnostics) {
    for rule in [blocks::check, names::check, asns::check, links::check] {
        rule(documents, diagnostics);
    }
}

/// Whether something of two documents may be in one account and Region: a document that does not say an account's id may be deployed
/// to any.
fn may_meet(one: (Document<'_>, ScopeId), other: (Document<'_>, ScopeId)) -> bool {
    let region = |(document, scope): (Document<'_>, ScopeId)| document.network().scope(scope).region.clone();
    region(one) == region(other) && may_own(one, other)
}

/// The same, of what is in no Region.
fn may_own(one: (Document<'_>, ScopeId), other: (Document<'_>, ScopeId)) -> bool {
    match (account(one), account(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn account((document, scope): (Document<'_>, ScopeId)) -> Option<String> {
    document.network().account_of(scope)?.id.as_ref().map(ToString::to_string)
}

#[cfg(test)]
mod tests;
