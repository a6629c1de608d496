//! What outlives its removal, and what AWS does not let go.

use std::collections::BTreeSet;

use super::effect::Effect;
use super::resource::{DIALECTS, ResourceDiff};
use crate::plan::lock::RETAINED;
use crate::record::{Record, ResourceRecord};

/// The addresses in Terraform of what earlier renders let go and nobody released.
pub(super) fn left(record: &Record) -> BTreeSet<String> {
    let lines = record.lock.iter().filter(|line| line.starts_with(RETAINED) && line.ends_with("left"));
    let words = lines.flat_map(|line| line.split_whitespace().zip(line.split_whitespace().skip(1)));
    words.filter(|(word, _)| *word == "address").map(|(_, address)| address.to_owned()).collect()
}

/// What was kept and comes back: AWS refuses a second one of its name or place.
pub(super) fn returns(diff: &mut ResourceDiff<'_>, left: &BTreeSet<String>) {
    let comes_back = diff.new.and_then(ResourceRecord::address).is_some_and(|address| left.contains(&address));
    if diff.old.is_some() || !comes_back || diff.kind.change().place.is_empty() {
        return;
    }
    for dialect in DIALECTS {
        if let Some(effect) = diff.effects.get_mut(dialect) {
            *effect = Effect::Refused {
                on: Vec::new(),
                why: "one that an earlier deployment kept may have its place".to_owned(),
                instead: "import that one, or delete it first".to_owned(),
            };
        }
    }
}

/// What is replaced although it outlives its removal: Terraform refuses to plan that as long as its block says `prevent_destroy`.
/// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy>
pub(super) fn prevented(all: &mut [ResourceDiff<'_>]) {
    for one in all.iter_mut().filter(|one| one.new.is_some_and(|new| new.retain)) {
        let Some(Effect::Replaces { on, .. }) = &mut one.effects.terraform else { continue };
        let address = one.new.and_then(ResourceRecord::address).unwrap_or_default();
        one.effects.terraform = Some(Effect::Refused {
            on: std::mem::take(on),
            why: "`retain` has `prevent_destroy` in its block".to_owned(),
            instead: format!(
                "let the old one go by `terraform state rm {address}`, which leaves it in the account, and apply then"
            ),
        });
    }
}

/// Whether AWS refuses to delete it.
/// <https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_UpdateFirewallDeleteProtection.html>
#[must_use]
pub fn is_protected(resource: &ResourceRecord) -> bool {
    let is = |name: Option<&str>| matches!(name, Some("DeleteProtection" | "delete_protection"));
    let mut facts = resource.facts.iter();
    facts.any(|fact| (is(fact.cloudformation.as_deref()) || is(fact.terraform.as_deref())) && fact.lines == ["true"])
}
