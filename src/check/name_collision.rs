//! NG0107: names of resources are made from the words of a path, so VPC `shop` with tier `eu-app` and VPC `shop-eu` with tier
//! `app` would give theirs the same names. Said here with the places in the document; whatever else may collide is found
//! once the resources stand.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use std::collections::BTreeMap;

/// Something with a name: what it is in words, and where it is written.
#[derive(Clone)]
struct Named {
    what: String,
    span: Span,
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    // By kind of resource and name.
    let mut names: BTreeMap<(&str, String), Named> = BTreeMap::new();
    let mut meet = |kind: &'static str, name: String, own: &Named| {
        if let Some(other) = names.insert((kind, name.clone()), own.clone()) {
            diagnostics.push(collision(kind, &name, own, &other));
        }
    };
    for plan in &facts.plan.vpcs {
        let vpc = plan.vpc;
        let own = Named { what: format!("VPC `{}`", vpc.name), span: vpc.span };
        meet("stack", vpc.name.to_string(), &own);
        for part in &vpc.split {
            let part = part.word();
            let own = Named { what: format!("`{part}` of VPC `{}`, split out,", vpc.name), span: vpc.span };
            meet("stack", format!("{}-{part}", vpc.name), &own);
        }
        for group in &vpc.groups {
            let own =
                Named { what: format!("security group `{}` of VPC `{}`", group.name, vpc.name), span: group.span };
            meet("security group", format!("{}-{}", vpc.name, group.name), &own);
        }
        for table in &plan.tables {
            let tier = vpc.tier(table.tier);
            let own = Named { what: format!("tier `{}` of VPC `{}`", tier.name, vpc.name), span: tier.span };
            let zone = table.zone.map_or_else(String::new, |zone| format!("-{zone}"));
            meet("route table", format!("{}-{}{zone}", vpc.name, tier.name), &own);
        }
    }
}

fn collision(kind: &str, name: &str, own: &Named, other: &Named) -> Diagnostic {
    Diagnostic::new(Code::NameCollision, format!("{} and {} would both have the {kind} `{name}`", other.what, own.what))
        .at(own.span, "")
        .also(other.span, "")
        .why("names are made of the words of a path; a number behind one of them would move when something is added")
        .help("rename one of the two")
}
