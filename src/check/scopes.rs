//! NG0135: what is in another account or Region than the root template or the calling module that has to make it.

use super::facts::Facts;
use crate::blueprint::{ProviderOwner, RootLayout, StackMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, ScopeId};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let hubs = network.hubs.iter().map(|hub| (format!("transit gateway `{}`", hub.name), hub.scope, hub.span));
    let vpcs = network.vpcs.iter().map(|vpc| (format!("VPC `{}`", vpc.name), vpc.scope, vpc.span));
    let Some((what, scope, span)) = hubs.chain(vpcs).find(|(_, scope, _)| *scope != ScopeId::HOME) else { return };
    let one_place = [
        (
            network.stacks == StackMode::Nested,
            "the root template of `stacks.mode: nested` makes stacks of its own account and Region alone",
            "leave out `stacks.mode`: `deploy.sh` goes through accounts and Regions",
        ),
        (
            network.terraform.provider == ProviderOwner::Caller && network.terraform.layout() == RootLayout::Scope,
            "with `terraform.provider: caller` there is one module, and its provider is that of one account and Region",
            "leave out `terraform.provider`: each account and Region has root modules of its own, which `apply.sh` applies; or write \
             `terraform: {roots: one}`, and give the module a provider for each of them",
        ),
    ];
    for (_, why, help) in one_place.into_iter().filter(|(is_so, ..)| *is_so) {
        let message = format!("{what} is in {}, and not in {}", place(network, scope), place(network, ScopeId::HOME));
        diagnostics.push(Diagnostic::new(Code::OnePlace, message).at(span, "").why(why).help(help));
    }
}

fn place(network: &Network, id: ScopeId) -> String {
    let region = format!("Region {}", network.scope(id).region);
    network.account_of(id).map_or_else(|| region.clone(), |account| format!("account {}, {region}", account.name))
}
