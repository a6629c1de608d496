//! The providers of a root module: in comes a root, out go the provider of its account and Region, or one for each where it has several, and
//! what the deployer has to say for them. Which alias each has follows from words that never change, since a state names it.
//!
//! <https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations>

use std::collections::BTreeSet;

use super::address::At;
use super::hcl::Hcl;
use crate::aws::{Content, Graph, LeftRoot, Parameter, account_parameter, guard};
use crate::blueprint::ProviderOwner;
use crate::network::{Account, Deployer, Network, ScopeId};

/// The provider of an account and Region.
#[derive(Clone, Debug)]
pub struct Provider<'n> {
    /// What resources call it; `None` for the usual one.
    pub alias: Option<String>,
    /// Its Region.
    pub region: &'n str,
    /// Its account, where the document has accounts.
    pub account: Option<&'n Account>,
}

/// The providers of the root of all scopes; none where the document has other roots.
#[must_use]
pub fn providers<'n>(graph: &'n Graph, network: &'n Network) -> Vec<Provider<'n>> {
    let roots = graph.roots().iter().map(|(root, content)| (At { graph, roots: graph.roots(), root }, content));
    roots.filter(|(at, _)| at.is_of_all()).flat_map(|(at, content)| of(at, content, network)).collect()
}

/// The providers of a root, the usual one first, the others by alias: of all that it makes, and of what it made and destroys.
pub(super) fn of<'n>(at: At<'n>, content: &Content, network: &'n Network) -> Vec<Provider<'n>> {
    let provider = |scope: ScopeId| Provider {
        alias: at.graph.folders().alias(at.root, scope),
        region: network.scope(scope).region.as_str(),
        account: network.account_of(scope),
    };
    if !at.is_of_all() {
        return vec![provider(at.root.scope)];
    }
    let scopes: BTreeSet<ScopeId> = content.units.iter().map(|unit| at.graph.unit_of(*unit).scope).collect();
    let left = at.graph.left().providers.iter().map(|left| Provider {
        alias: left.alias.clone(),
        region: &left.region,
        account: by_word(left.account.as_deref(), network),
    });
    let mut all: Vec<Provider<'n>> = scopes.into_iter().map(provider).chain(left).collect();
    if all.is_empty() {
        all.push(provider(ScopeId::HOME));
    }
    all.sort_by(|one, other| one.alias.cmp(&other.alias));
    all
}

/// The provider of a root that holds nothing any more.
pub(super) fn of_left<'n>(left: &'n LeftRoot, network: &'n Network) -> Provider<'n> {
    Provider { alias: None, region: &left.region, account: by_word(left.account.as_deref(), network) }
}

fn by_word<'n>(word: Option<&str>, network: &'n Network) -> Option<&'n Account> {
    network.accounts.iter().find(|one| word == Some(one.name.as_str()))
}

/// The aliases that the caller of a module gives it; none where it has its own providers.
pub(super) fn given(providers: &[Provider<'_>], owner: ProviderOwner) -> Vec<String> {
    let all = providers.iter().filter(|_| owner == ProviderOwner::Caller);
    all.filter_map(|one| one.alias.clone()).collect()
}

/// The ids of accounts that providers ask for, each once.
#[must_use]
pub fn guards(providers: &[Provider<'_>], network: &Network) -> Vec<Parameter> {
    let mut guards: Vec<Parameter> = Vec::new();
    for guard in providers.iter().filter_map(|one| guard(one.account?, network)) {
        if guards.iter().all(|other| other.label != guard.label) {
            guards.push(guard);
        }
    }
    guards
}

/// What the deployer of a root chooses: the accounts, and for its resources.
pub(super) fn chosen<'a>(
    graph: &'a Graph,
    content: &'a Content,
    guards: impl IntoIterator<Item = &'a Parameter>,
) -> impl Iterator<Item = &'a Parameter> {
    let of_resources =
        || content.parameters.iter().map(|id| graph.parameter_of(*id)).filter(|one| one.terraform().is_some());
    let guards = guards.into_iter().filter(move |guard| of_resources().all(|one| one.label != guard.label));
    guards.chain(of_resources())
}

/// The file of providers.
pub(super) fn print(header: &str, providers: &[Provider<'_>], out: &mut Hcl) {
    out.comment(header);
    for one in providers {
        out.blank();
        provider(one, out);
    }
}

/// The provider of a scope. Where the document has accounts, it stops at credentials of another one.
/// Argument `allowed_account_ids` of the provider `hashicorp/aws`.
fn provider(Provider { alias, region, account }: &Provider<'_>, out: &mut Hcl) {
    out.open_block("provider", &["aws"]);
    if let Some(alias) = alias {
        out.attribute("alias");
        out.text(alias);
    }
    out.attribute("region");
    out.text(region);
    if let Some(account) = account {
        out.attribute("allowed_account_ids");
        out.open_list();
        match &account.id {
            Some(id) => out.text(id.as_str()),
            None => out.raw(format_args!("var.{}", account_parameter(account).label)),
        }
        out.close_list();
        match &account.deployer {
            Deployer::Caller => {}
            Deployer::Profile(name) => {
                out.attribute("profile");
                out.text(name.as_str());
            }
            Deployer::Role(arn) => {
                out.blank();
                out.open_block("assume_role", &[]);
                out.attribute("role_arn");
                out.text(arn.as_str());
                out.attribute("session_name");
                out.text("netgen");
                out.close_block();
            }
        }
    }
    out.close_block();
}
