//! NG0135: what is in another account or Region than the rest.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, ScopeId};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let hubs = network.hubs.iter().map(|hub| (format!("transit gateway `{}`", hub.name), hub.scope, hub.span));
    let vpcs = network.vpcs.iter().map(|vpc| (format!("VPC `{}`", vpc.name), vpc.scope, vpc.span));
    for (what, scope, span) in hubs.chain(vpcs).filter(|(_, scope, _)| *scope != ScopeId::HOME) {
        let message = format!("{what} is in {}", place(network, scope));
        let finding = Diagnostic::new(Code::SeveralScopes, message).at(span, "");
        let home = place(network, ScopeId::HOME);
        let why = format!("what names neither is in {home}, and a document is rendered for one account and Region");
        let help = "write a document for each account and Region; if all of it is there, name that in `defaults`";
        diagnostics.push(finding.why(why).help(help));
    }
}

fn place(network: &Network, id: ScopeId) -> String {
    let region = format!("Region {}", network.scope(id).region);
    network.account_of(id).map_or_else(|| region.clone(), |account| format!("account {}, {region}", account.name))
}
