//! Accounts, one by one and beside each other. In comes a document; out go its accounts by name, and findings about ids, roles and the
//! organization that cannot be true together.

use std::collections::BTreeMap;

use crate::blueprint::{Blueprint, LongAccount};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{AccountId, Arn, Name};
use crate::network::{Account, Deployer};

/// The accounts of a document.
pub(super) fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Vec<Account> {
    let mut first: BTreeMap<AccountId, (&Name, Span)> = BTreeMap::new();
    let accounts = blueprint.accounts.iter().map(|(name, written)| {
        let account = account(name, &written.value.0, blueprint, diagnostics);
        if let Some(id) = &account.id {
            match first.get(id) {
                Some((other, place)) => {
                    let message = format!("accounts `{other}` and `{}` have the same id", name.value);
                    let finding = Diagnostic::new(Code::AccountShape, message).at(written.span, "");
                    let finding = finding.also(*place, "the first");
                    diagnostics.push(finding.help("remove one of them, and name the other one everywhere"));
                }
                None => _ = first.insert(id.clone(), (&name.value, name.span)),
            }
            management(&account, (id, written.span), blueprint, diagnostics);
        }
        account
    });
    accounts.collect()
}

fn account(
    name: &Spanned<Name>,
    written: &LongAccount,
    blueprint: &Blueprint,
    diagnostics: &mut Diagnostics,
) -> Account {
    let of_role = written.role.as_ref().and_then(|role| self::role(name, role, written, diagnostics));
    if let (Some(_), Some(profile)) = (&written.role, &written.profile) {
        let message = format!("account `{}` has a `role` and a `profile`", name.value);
        let finding = Diagnostic::new(Code::AccountShape, message).at(profile.span, "");
        diagnostics.push(finding.help("keep one of them: a profile of the AWS CLI may assume a role by itself"));
    }
    let deployer = match (&written.role, &written.profile) {
        (Some(role), _) => Deployer::Role(role.value.clone()),
        (None, Some(profile)) => Deployer::Profile(profile.value.clone()),
        (None, None) => Deployer::Caller,
    };
    Account {
        name: name.value.clone(),
        span: name.span,
        // A role is of the account that it deploys in, so it tells the id.
        id: written.id.clone().or(of_role),
        deployer,
        outside: written.outside,
        quotas: written.quotas.clone().unwrap_or_else(|| blueprint.quotas.clone()),
    }
}

/// The account of a role, which is an IAM role of that very account: whoever deploys there is refused with credentials of another one,
/// so a role that is only a step on the way is the matter of a profile of the AWS CLI.
fn role(
    name: &Spanned<Name>,
    role: &Spanned<Arn>,
    written: &LongAccount,
    diagnostics: &mut Diagnostics,
) -> Option<AccountId> {
    let mut refuse = |message: String, help: String| {
        diagnostics.push(Diagnostic::new(Code::AccountShape, message).at(role.span, "").help(help));
    };
    let own = role.value.account().parse::<AccountId>().ok().filter(|_| is_role(&role.value));
    let Some(own) = own else {
        let help = "write an ARN such as `arn:aws:iam::222222222222:role/deploy`".to_owned();
        refuse(format!("`{}` is not an IAM role", role.value), help);
        return None;
    };
    if let Some(id) = written.id.as_ref().filter(|id| **id != own) {
        let message = format!("the role of account `{}` is in account {own}, not in {id}", name.value);
        let help = format!(
            "name a role of account {id}; where one role leads to the next, name a `profile` of the AWS CLI that does"
        );
        refuse(message, help);
    }
    Some(own)
}

/// `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`: a name of 1 to 64 letters, digits and `+=,.@_-`, behind a path of printable characters.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub(super) fn is_role(arn: &Arn) -> bool {
    let Some(path) = arn.resource().strip_prefix("role/").filter(|_| arn.service() == "iam" && arn.region().is_empty())
    else {
        return false;
    };
    let (path, name) = path.rsplit_once('/').unwrap_or(("", path));
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
    let is_path = path.len() <= 510 && path.bytes().all(|byte| byte.is_ascii_graphic());
    is_path && (1..=64).contains(&name.len()) && name.bytes().all(of_name)
}

/// The management account is a member of its organization.
fn management(account: &Account, (id, span): (&AccountId, Span), blueprint: &Blueprint, diagnostics: &mut Diagnostics) {
    let management = blueprint.organization.as_ref().and_then(|one| one.management.as_ref());
    if let Some(management) = management.filter(|one| account.outside && one.value == *id) {
        let message =
            format!("account `{}` is the management account of the organization, and `outside` of it", account.name);
        let finding = Diagnostic::new(Code::AccountShape, message).at(span, "").also(management.span, "here");
        let finding = finding
            .why("the management account is a member of its organization: what is shared with it needs no acceptance");
        diagnostics.push(finding.help("remove `outside: true`, or correct `organization.management`"));
    }
}
