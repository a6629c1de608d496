//! Who places things in subnets of another account: names of accounts become accounts, and nobody is outside of the organization.

use super::{VpcResolver, did_you_mean_one_of, duplicates};
use crate::blueprint as written;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::net::Name;
use crate::network::{OwnerId, Participant};

impl VpcResolver<'_> {
    /// The participants of a tier, in order.
    pub(super) fn participants(
        &mut self,
        tier: &Spanned<Name>,
        share: &[Spanned<written::Participant>],
    ) -> Vec<Participant> {
        duplicates(share, "participant", self.diagnostics);
        if let (Some(first), Some(owner)) = (share.first(), self.owner_outside()) {
            let message =
                format!("account `{owner}`, which owns VPC `{}`, is outside of the organization", self.name.value);
            let finding = Diagnostic::new(Code::Participant, message).at(first.span, "").also(tier.span, "this tier");
            let finding = finding.why("AWS shares subnets with accounts of the owner's organization alone");
            self.diagnostics
                .push(finding.help("leave out `share`, or write the VPC for an account of the organization"));
            return Vec::new();
        }
        let mut all: Vec<Participant> = share.iter().filter_map(|one| self.participant(tier, one)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The account of the VPC, if it is outside of the organization.
    fn owner_outside(&self) -> Option<Name> {
        let (name, account) = self.blueprint.accounts.iter().nth(self.scope.account?.0)?;
        account.value.0.outside.then(|| name.value.clone())
    }

    fn participant(
        &mut self,
        tier: &Spanned<Name>,
        Spanned { value, span }: &Spanned<written::Participant>,
    ) -> Option<Participant> {
        let name = match value {
            written::Participant::Account(name) => name,
            written::Participant::Unit(id) => {
                return self.organization(value, *span).then(|| Participant::Unit(id.clone()));
            }
            written::Participant::Organization => {
                return self.organization(value, *span).then_some(Participant::Organization);
            }
        };
        let accounts = &self.blueprint.accounts;
        let Some((index, (_, account))) = accounts.iter().enumerate().find(|(_, (known, _))| known.value == *name)
        else {
            let finding = Diagnostic::new(Code::UnknownAccount, format!("there is no account `{name}`")).at(*span, "");
            self.diagnostics.push(finding.help(did_you_mean_one_of(name, accounts)));
            return None;
        };
        let mut refuse = |message: String, why: &str, help: String| {
            let finding = Diagnostic::new(Code::Participant, message).at(*span, "").also(tier.span, "this tier");
            self.diagnostics.push(finding.why(why).help(help));
        };
        if account.value.0.outside {
            let message = format!("account `{name}` is outside of the organization");
            let why = "AWS shares subnets with accounts of the owner's organization alone";
            refuse(message, why, "give the account a VPC of its own, and attach it to a transit gateway".to_owned());
            return None;
        }
        if self.scope.account == Some(OwnerId(index)) {
            let message = format!("account `{name}` owns VPC `{}`", self.name.value);
            refuse(message, "an owner is no participant", format!("remove `account/{name}`"));
            return None;
        }
        Some(Participant::Account(OwnerId(index)))
    }

    /// Whether the document says what the ARN of the organization and of its units is made of.
    fn organization(&mut self, value: &written::Participant, span: crate::diagnostic::Span) -> bool {
        let is_known = self.blueprint.organization.as_ref().is_some_and(|one| one.management.is_some());
        if !is_known {
            let finding =
                Diagnostic::new(Code::Participant, format!("nothing says in which organization `{value}` is"));
            let finding =
                finding.at(span, "").why("its ARN has the ids of the organization and of its management account");
            let help = "write `organization: {id: o-abc123defg, management: \"999999999999\"}`";
            self.diagnostics.push(finding.help(help));
        }
        is_known
    }
}
