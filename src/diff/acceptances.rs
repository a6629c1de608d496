//! What one account accepts of another one, by Terraform alone: what becomes of an acceptance while the thing that is accepted stays.

use std::collections::BTreeSet;

use super::effect::Effect;
use super::resource::ResourceDiff;
use crate::aws::KindOf;
use crate::record::ResourceRecord;

/// Says it of all acceptances that come or go.
pub(super) fn apply(all: &mut [ResourceDiff<'_>]) {
    // What is made or goes is accepted anew, or nobody misses its acceptance.
    let is_other = |one: &&ResourceDiff<'_>| {
        one.effects
            .terraform
            .as_ref()
            .is_some_and(|effect| *effect == Effect::Adds || effect.removes() || effect.is_replacement())
    };
    let other: BTreeSet<String> = all.iter().filter(is_other).map(|one| one.key.clone()).collect();
    for one in all.iter_mut() {
        let Some(resource) = one.new.or(one.old) else { continue };
        if accepted(resource).is_none_or(|of| other.contains(&of)) {
            continue;
        }
        let effect = match (one.kind, &one.effects.terraform) {
            (KindOf::TransitGatewayAttachmentAccepter, Some(Effect::Removes)) => Effect::Keeps,
            (KindOf::TransitGatewayAttachmentAccepter, Some(Effect::Adds)) => refused(resource),
            (KindOf::ResourceShareAccepter, Some(Effect::Removes)) => {
                Effect::RemovesEarly { meanwhile: LEAVES.to_owned() }
            }
            (KindOf::ResourceShareAccepter, Some(Effect::Adds)) => uninvited(),
            _ => continue,
        };
        one.effects.terraform = Some(effect);
    }
}

/// What is in AWS while an account joins the organization.
const LEAVES: &str = "the account leaves the share with it, and is in it again once the root of its owner is applied: what it uses goes on";

/// What an acceptance is of: an attachment, or the association that invites to a share, which has the same names.
fn accepted(one: &ResourceRecord) -> Option<String> {
    match one.kind {
        KindOf::TransitGatewayAttachmentAccepter => one.facts.iter().find_map(|fact| fact.reads.first()).cloned(),
        KindOf::ResourceShareAccepter => Some(format!("{}.{}", KindOf::PrincipalAssociation.module(), one.label)),
        _ => None,
    }
}

/// The gateway accepted the attachment by itself before. Whether the attachment is there Terraform could tell, but netgen cannot.
fn refused(one: &ResourceRecord) -> Effect {
    let address = one.address().unwrap_or_default();
    Effect::Refused {
        on: Vec::new(),
        why: "its gateway accepted the attachment by itself, and AWS refuses to accept it once more".to_owned(),
        instead: format!(
            "take it into the state: `import {{ to = {address}, id = \"ATTACHMENT_ID\" }}` in terraform/{}/imports.tf, a line for each of the \
             two, which a render carries over; then apply",
            one.root
        ),
    }
}

/// An account of the organization got no invitation, and a later one comes only with another association.
fn uninvited() -> Effect {
    Effect::Refused {
        on: Vec::new(),
        why: "AWS invited nobody as long as the account was in the organization".to_owned(),
        instead: "apply the root of the share's owner once the account has left it: AWS has taken it out of the share by then, and invites".to_owned(),
    }
}
