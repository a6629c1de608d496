//! NG0143: accounts that share something where nothing says whether they are of one organization. AWS RAM shares inside of one without
//! asking, and sends an invitation to every other account; which of the two it is decides what is rendered.
//! <https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html>

use std::collections::BTreeSet;

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Gateway, HubId, OwnerId, ScopeId};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    if network.organization.is_some() {
        return;
    }
    let own = network.hubs.iter().enumerate().filter(|(_, hub)| matches!(hub.gateway, Gateway::New(_)));
    let hubs = own.map(|(index, hub)| {
        (format!("transit gateway `{}`", hub.name), hub.scope, hub.span, network.users_of_hub(HubId(index)))
    });
    let profiles = plan.vpcs.iter().filter(|vpc| vpc.sharing.profile).map(|vpc| {
        (format!("the names of VPC `{}`", vpc.vpc.name), vpc.vpc.scope, vpc.vpc.span, plan.users_of_profile(vpc.id))
    });
    let member = |owner: OwnerId| Some(&network.accounts[owner.0]).filter(|account| !account.outside);
    let first = |scope: ScopeId, users: &BTreeSet<OwnerId>| {
        let owner = member(network.scope(scope).account?)?;
        Some((owner, users.iter().find_map(|user| member(*user))?))
    };
    let mut shared = hubs.chain(profiles);
    let found = shared.find_map(|(what, scope, span, users)| Some((what, span, first(scope, &users)?)));
    let Some((what, span, (owner, user))) = found else { return };
    let message = format!(
        "account `{}` uses {what} of account `{}`, and nothing says whether both are of one organization",
        user.name, owner.name
    );
    let finding = Diagnostic::new(Code::NoOrganization, message).at(user.span, "").also(span, "shared");
    diagnostics.push(
        finding
            .why(
                "AWS RAM shares within an organization at once; any other account gets an invitation, and the share has to allow for it",
            )
            .help(
                "if they are, write the id that `aws organizations describe-organization` shows: `organization: {id: o-abc123defg}`",
            )
            .help(format!("if they are not, say so of those that are not: `{}: {{outside: true}}`", user.name)),
    );
}
