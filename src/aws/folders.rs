//! The folder of each scope below that of a dialect. The first scope of a document keeps the dialect's own folder for ever; each other one
//! has a folder of its account and Region. They follow from words that never change, because a folder holds a state of Terraform.

use super::names::label;
use super::root::{Level, Root};
use crate::blueprint::RootLayout;
use crate::network::{Network, ScopeId};

/// What a root of all scopes is called, and what the lock calls it.
pub const ONE: &str = "one";

/// Folders by scope.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// `shop/eu-west-1`, `eu-west-1` in a document without accounts.
    paths: Vec<String>,
    /// The scope that keeps the dialect's own folder.
    top: Option<ScopeId>,
    /// Whether the dialect's own folder has all scopes in Terraform, each with a provider of its own.
    is_one: bool,
}

impl Folders {
    /// The folders of a network without a lock: the home of the document comes first.
    #[must_use]
    pub fn of(network: &Network) -> Self {
        let paths = network.scope_ids().map(|id| path(network, id)).collect();
        Self { paths, top: Some(ScopeId::HOME), is_one: network.terraform.layout() == RootLayout::One }
    }

    /// The folders of all scopes in order, and the scope that keeps the dialect's own one; `None` where that is a scope which is no
    /// longer in the document.
    #[must_use]
    pub fn new(paths: Vec<String>, top: Option<ScopeId>, is_one: bool) -> Self {
        Self { paths, top, is_one }
    }

    /// Whether one root has all scopes, less what waits for another team.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.is_one
    }

    /// The scope that keeps the dialect's own folder.
    #[must_use]
    pub fn top(&self) -> Option<ScopeId> {
        self.top
    }

    /// The scope here that is one of other folders: another document may count its scopes otherwise.
    #[must_use]
    pub fn same(&self, other: &Self, scope: ScopeId) -> Option<ScopeId> {
        if other.top == Some(scope) && self.top.is_some() {
            return self.top;
        }
        let path = other.paths.get(scope.0)?;
        self.paths.iter().position(|own| own == path).map(ScopeId)
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

    /// The folder of a root below `terraform`, with a slash at its end; empty for what the first scope makes by itself, and for the root of
    /// all scopes.
    #[must_use]
    pub fn root(&self, root: Root) -> String {
        let is_top = root.level == Level::Own && (self.is_one || self.top == Some(root.scope));
        match self.paths.get(root.scope.0).filter(|_| !is_top) {
            Some(path) => format!("{path}/{}/", root.level),
            None => String::new(),
        }
    }

    /// What a root is called: `shop/eu-west-1/use`, `one`.
    #[must_use]
    pub fn name(&self, network: &Network, root: Root) -> String {
        if self.is_one && root.level == Level::Own {
            return ONE.to_owned();
        }
        format!("{}/{}", path(network, root.scope), root.level)
    }

    /// The alias of a scope's provider in a root: `shop_eu_west_1`. `None` where the provider has none: where it is the only one, and for the
    /// scope that keeps the dialect's own folder.
    #[must_use]
    pub fn alias(&self, root: Root, scope: ScopeId) -> Option<String> {
        let has_none = !self.is_one || root.level != Level::Own || self.top == Some(scope);
        self.paths.get(scope.0).filter(|_| !has_none).map(|path| alias(path))
    }

    /// What the lock has as the folder of a resource of a scope, without a slash at its end: that of its root, and in the root of all scopes
    /// `shop/eu-west-1/one`, which says the scope as well.
    #[must_use]
    pub fn noted(&self, root: Root, scope: ScopeId) -> String {
        match self.paths.get(scope.0).filter(|_| self.alias(root, scope).is_some()) {
            Some(path) => format!("{path}/{ONE}"),
            None => self.root(root).trim_end_matches('/').to_owned(),
        }
    }
}

/// `shop_eu_west_1`: the alias of a scope's provider, by the scope's folder. No two folders of a document have the same: its Regions are of one
/// partition, and none of these is the end of another one.
#[must_use]
pub fn alias(path: &str) -> String {
    label(&[path])
}

/// `shop/eu-west-1`: a scope in a path.
#[must_use]
pub fn path(network: &Network, id: ScopeId) -> String {
    let region = &network.scope(id).region;
    network.account_of(id).map_or_else(|| region.to_string(), |account| format!("{}/{region}", account.name.as_str()))
}
