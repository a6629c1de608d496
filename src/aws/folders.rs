//! The folder of each scope below that of a dialect. The first scope of a document keeps the dialect's own folder for ever; each other one
//! has a folder of its account and Region. They follow from words that never change, because a folder holds a state of Terraform.

use super::root::{Level, Root};
use crate::network::{Network, ScopeId};

/// Folders by scope.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// `shop/eu-west-1`, `eu-west-1` in a document without accounts.
    paths: Vec<String>,
    /// The scope that keeps the dialect's own folder.
    top: Option<ScopeId>,
}

impl Folders {
    /// The folders of a network without a lock: the home of the document comes first.
    #[must_use]
    pub fn of(network: &Network) -> Self {
        Self { paths: network.scope_ids().map(|id| path(network, id)).collect(), top: Some(ScopeId::HOME) }
    }

    /// The folders of all scopes in order, and the scope that keeps the dialect's own one; `None` where that is a scope which is no
    /// longer in the document.
    #[must_use]
    pub fn new(paths: Vec<String>, top: Option<ScopeId>) -> Self {
        Self { paths, top }
    }

    /// The scope that keeps the dialect's own folder.
    #[must_use]
    pub fn top(&self) -> Option<ScopeId> {
        self.top
    }

    /// Whether a root in a folder is one of a scope; `None` is the dialect's own folder.
    #[must_use]
    pub fn is_in(&self, scope: ScopeId, folder: Option<&str>) -> bool {
        match folder.and_then(|folder| folder.rsplit_once('/')) {
            Some((path, _)) => self.paths.get(scope.0).is_some_and(|own| own == path),
            None => self.top == Some(scope),
        }
    }

    /// The folder of a scope's stacks below `cloudformation`, with a slash at its end; empty for the first scope.
    #[must_use]
    pub fn stacks(&self, scope: ScopeId) -> String {
        match self.paths.get(scope.0).filter(|_| self.top != Some(scope)) {
            Some(path) => format!("{path}/"),
            None => String::new(),
        }
    }

    /// The folder of a root below `terraform`, with a slash at its end; empty for what the first scope makes by itself.
    #[must_use]
    pub fn root(&self, root: Root) -> String {
        match self.paths.get(root.scope.0).filter(|_| self.top != Some(root.scope) || root.level != Level::Own) {
            Some(path) => format!("{path}/{}/", root.level),
            None => String::new(),
        }
    }
}

/// `shop/eu-west-1`: a scope in a path.
#[must_use]
pub fn path(network: &Network, id: ScopeId) -> String {
    let region = &network.scope(id).region;
    network.account_of(id).map_or_else(|| region.to_string(), |account| format!("{}/{region}", account.name.as_str()))
}
