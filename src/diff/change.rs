//! The properties of two resources in one dialect, and which of them differ.

use std::collections::BTreeMap;

use crate::aws::{Dialect, KindOf};
use crate::record::{FactRecord, ResourceRecord};

/// What forces a change of one property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// The resource stays.
    InPlace,
    /// AWS or the provider decides by the value.
    MayReplace,
    /// The resource is replaced.
    Replaces,
}

/// Whether a dialect has resources of a kind; what Terraform only reads is none.
pub(super) fn has(dialect: Dialect, kind: KindOf) -> bool {
    match dialect {
        Dialect::CloudFormation => kind.cloudformation().is_some(),
        Dialect::Terraform => kind.terraform().is_some() && !kind.is_data(),
    }
}

/// The name of a fact in a dialect.
pub(super) fn name(fact: &FactRecord, dialect: Dialect) -> Option<&str> {
    match dialect {
        Dialect::CloudFormation => fact.cloudformation.as_deref(),
        Dialect::Terraform => fact.terraform.as_deref(),
    }
}

/// The lines of each property, by its name.
pub(super) fn properties(resource: &ResourceRecord, dialect: Dialect) -> BTreeMap<&str, Vec<&str>> {
    let mut properties: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fact in &resource.facts {
        if let Some(name) = name(fact, dialect) {
            properties.entry(name).or_default().extend(fact.lines.iter().map(String::as_str));
        }
    }
    properties
}

/// What a change of a property forces. `after` are its new lines; none where it goes.
pub(super) fn force(kind: KindOf, dialect: Dialect, property: &str, before: &[&str], after: &[&str]) -> Force {
    let change = kind.change();
    // AWS's schemas have every tag in place; only the CDK's table says otherwise of some.
    if property == "Tags" {
        return Force::InPlace;
    }
    match dialect {
        Dialect::CloudFormation if change.create_only.contains(&property) => Force::Replaces,
        Dialect::CloudFormation if change.may_replace.contains(&property) => Force::MayReplace,
        Dialect::CloudFormation => {
            // Of a nested property only that part counts: its lines begin with its name.
            let lines = |lines: &[&str], leaf: &str| {
                let begins = |line: &&&str| line.strip_prefix(leaf).is_some_and(|rest| rest.starts_with(": "));
                lines.iter().filter(begins).map(|line| (*line).to_owned()).collect::<Vec<String>>()
            };
            let nested = change.create_only.iter().filter_map(|path| path.split_once('.'));
            let mut own = nested.filter(|(first, _)| *first == property).map(|(_, leaf)| leaf);
            if own.any(|leaf| lines(before, leaf) != lines(after, leaf)) { Force::Replaces } else { Force::InPlace }
        }
        Dialect::Terraform if change.force_new.contains(&property) => Force::Replaces,
        Dialect::Terraform => {
            let turned_on = || matches!(after, ["enable" | "true"]);
            let replaces = change.may_force_new.contains(&property) && turned_on();
            if replaces { Force::Replaces } else { Force::InPlace }
        }
    }
}

/// What of a change in place traffic feels. A list that only grows takes nothing away.
pub(super) fn felt(
    kind: KindOf,
    dialect: Dialect,
    property: &str,
    before: &[&str],
    after: &[&str],
) -> Vec<&'static str> {
    let grows = !before.is_empty() && before.iter().all(|line| after.contains(line));
    if grows { Vec::new() } else { interrupts(kind, dialect, property).collect() }
}

/// What traffic feels of any change of a property.
pub(super) fn interrupts(kind: KindOf, dialect: Dialect, property: &str) -> impl Iterator<Item = &'static str> {
    kind.change().interrupts.iter().filter_map(move |one| {
        let name = match dialect {
            Dialect::CloudFormation => one.cloudformation,
            Dialect::Terraform => one.terraform,
        };
        (name == Some(property)).then_some(one.what)
    })
}
