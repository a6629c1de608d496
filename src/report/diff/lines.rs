//! The lines of each section.

use std::collections::BTreeSet;

use super::Line;
use crate::aws::Dialect;
use crate::diff::{
    Diff, Effect, NetworkDiff, PartChange, Property, ReachKind, ResourceDiff, StackChange, StackDiff, is_stack,
};
use crate::record::{QuotaRecord, Record};

/// Names of a group that are said; the others are counted.
const NAMED: usize = 4;

/// Characters of a value that are shown.
const VALUE: usize = 160;

pub(super) fn line(sign: &'static str, text: impl Into<String>) -> Line {
    Line { sign, text: text.into() }
}

fn names(list: &[&str]) -> String {
    let mut names: Vec<String> = list.iter().take(NAMED).map(|name| (*name).to_owned()).collect();
    if list.len() > NAMED {
        names.push(format!("{} more", list.len() - NAMED));
    }
    names.join(", ")
}

pub(super) fn reach(network: &NetworkDiff<'_>) -> Vec<Line> {
    let all = network.reach.iter().map(|one| {
        let sign = reach_sign(one.kind);
        let what = match one.kind {
            ReachKind::New => format!("new: {}", one.after),
            ReachKind::Gone => "one of them is gone".to_owned(),
            ReachKind::Way => {
                let breaks = if one.breaks_flows() { "; flows that are open break" } else { "" };
                format!("by {}, before by {}{breaks}", or(one.after), or(one.before))
            }
            _ => format!("{}, before {}", or(one.after), or(one.before)),
        };
        let own = if one.own { ", in one VPC" } else { "" };
        line(sign, format!("{} -> {} ({}{own}): {what}", names(&one.from), names(&one.to), one.family))
    });
    all.chain(network.parts.iter().map(part)).chain(between(network)).collect()
}

const fn reach_sign(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Loses | ReachKind::Gone => "-",
        ReachKind::Gains | ReachKind::New => "+",
        ReachKind::Changes | ReachKind::Way => "~",
    }
}

/// Addresses of a site, or what a security group allows.
fn part(one: &PartChange) -> Line {
    let what = match one.kind {
        ReachKind::New => format!("new: {}", one.after),
        ReachKind::Gone => "one of them is gone".to_owned(),
        _ => format!("{}, before {}", or(&one.after), or(&one.before)),
    };
    line(reach_sign(one.kind), format!("{} -> {}: {what}", one.from, one.to))
}

/// Ways that several stacks change.
fn between(network: &NetworkDiff<'_>) -> Option<Line> {
    let [first, .., last] = network.between.as_slice() else { return None };
    let what = "what takes another way may be dropped, by CloudFormation";
    Some(line("!", format!("{what}, from the deployment of stack {first} until that of {last} is complete")))
}

fn or(text: &str) -> &str {
    if text.is_empty() { "nothing between them" } else { text }
}

pub(super) fn openings(network: &NetworkDiff<'_>) -> Vec<Line> {
    network.openings.iter().map(|one| line("!", format!("{}: {}", one.key, one.what.join(" ")))).collect()
}

pub(super) fn addresses(network: &NetworkDiff<'_>) -> Vec<Line> {
    let all = network.addresses.iter().map(|one| match (one.before, one.after) {
        (Some(before), Some(after)) => line("~", format!("{}: {after}, before {before}", one.path)),
        (before, None) => line("-", format!("{}: {}", one.path, before.unwrap_or_default())),
        (None, Some(after)) => line("+", format!("{}: {after}", one.path)),
    });
    all.collect()
}

pub(super) fn billed(network: &NetworkDiff<'_>) -> Vec<Line> {
    let all = network.billed.iter().map(|one| {
        let sign = if one.after > one.before { "+" } else { "-" };
        line(sign, format!("{}: {}, before {}", one.what, one.after, one.before))
    });
    all.collect()
}

pub(super) fn egress(network: &NetworkDiff<'_>) -> Vec<Line> {
    let all = network.egress.iter().map(|(comes, key)| match comes {
        true => line("+", format!("{key}: others may have to admit it before the deployment")),
        false => line("-", format!("{key}: nothing is sent from it any more")),
    });
    all.collect()
}

pub(super) fn quotas(network: &NetworkDiff<'_>) -> Vec<Line> {
    let all = network.quotas.iter().map(|one| {
        let words = |quota: &QuotaRecord| format!("{} % ({} of {})", quota.percent(), quota.used, quota.limit);
        let before = one.before.map_or_else(|| "less than half".to_owned(), words);
        line("~", format!("{}: {}, before {before}", one.after.name, words(one.after)))
    });
    all.collect()
}

pub(super) fn resources<'r>(diff: &Diff<'r>, verbose: bool, shown: impl Fn(&&ResourceDiff<'r>) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let shown: Vec<&ResourceDiff<'_>> = diff.resources.iter().filter(shown).collect();
    let mut rest = shown.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|one| one.unit.stack == first.unit.stack).count();
        let (unit, behind) = rest.split_at(count);
        rest = behind;
        let title = title(unit);
        let all = |wanted: &Effect| unit.iter().all(|one| one.effects.iter().all(|(_, effect)| effect == wanted));
        let whole = [(Effect::Adds, "+", "added"), (Effect::Removes, "-", "removed")];
        let has = |record: &Record| record.units.iter().any(|one| one.stack == first.unit.stack);
        // A stack that stays has every line: a reviewer takes a count for a stack that comes or goes.
        let is_whole = has(diff.old) != has(diff.new);
        let whole =
            whole.iter().find(|(effect, ..)| all(effect)).filter(|_| is_whole && !verbose && unit.len() > NAMED);
        if let Some((_, sign, word)) = whole {
            lines.push(line(sign, format!("{title}: {} {word}", super::super::words::count(unit.len(), "resource"))));
            continue;
        }
        lines.push(line("", title));
        for one in unit {
            resource(one, &mut lines);
        }
    }
    lines
}

/// `stack corp-shop, vpc_shop.tf`; of several accounts or Regions `stack corp-orders in shop/eu-west-1, shop/eu-west-1/use/vpc_orders.tf`. What
/// Terraform alone has is in files alone.
fn title(of_one: &[&ResourceDiff<'_>]) -> String {
    let unit = of_one[0].unit;
    let of_terraform = of_one.iter().filter(|one| one.kind.terraform().is_some());
    let roots: BTreeSet<&str> = of_terraform.filter_map(|one| Some(one.new.or(one.old)?.root.as_str())).collect();
    let place = if unit.folder.is_empty() { String::new() } else { format!(" in {}", unit.folder) };
    let file =
        |root: &&str| if root.is_empty() { format!("{}.tf", unit.file) } else { format!("{root}/{}.tf", unit.file) };
    let files: Vec<String> = if roots.is_empty() { vec![file(&"")] } else { roots.iter().map(file).collect() };
    if !is_stack(unit) {
        return files.join(", ");
    }
    format!("stack {}{place}, {}", unit.stack, files.join(", "))
}

fn resource(one: &ResourceDiff<'_>, lines: &mut Vec<Line>) {
    let effects: Vec<_> = one.effects.iter().collect();
    let Some((_, worst)) = effects.iter().max_by_key(|(_, effect)| *effect) else { return };
    let sign = sign(worst);
    let is_one =
        effects.iter().all(|(_, effect)| sign == self::sign(effect) && words(one, effect) == words(one, worst));
    // A dialect that lacks the kind, or does nothing where the other one does, is named.
    let both = effects.len() == 2 || !(one.kind.cloudformation().is_some() && one.kind.terraform().is_some());
    let what = match words(one, worst) {
        text if is_one && both && text.is_empty() => String::new(),
        text if is_one && both => format!(": {text}"),
        _ => String::new(),
    };
    lines.push(line(sign, format!("  {}{what}", one.key)));
    if !(is_one && both) {
        for (dialect, effect) in &effects {
            lines.push(line("", format!("      {}: {}", name(*dialect), spelled(one, effect))));
        }
    }
    if one.old.is_some() && one.new.is_some() {
        lines.extend(one.properties.iter().flat_map(property));
    }
}

fn name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::CloudFormation => "CloudFormation",
        Dialect::Terraform => "Terraform",
    }
}

fn sign(effect: &Effect) -> &'static str {
    match effect {
        Effect::Adds => "+",
        Effect::Updates => "~",
        Effect::Keeps => "=",
        Effect::Removes | Effect::RemovesEarly { .. } => "-",
        Effect::Interrupts { .. } => "!",
        Effect::MayReplace { .. } => "?",
        Effect::Replaces { meanwhile: None, .. } => "+/-",
        Effect::Replaces { .. } => "-/+",
        Effect::Refused { .. } => "x",
    }
}

/// What an effect adds to its sign.
fn words(one: &ResourceDiff<'_>, effect: &Effect) -> String {
    let bracketed = |lasts: &str| if lasts.is_empty() { String::new() } else { format!(" ({lasts})") };
    let lasts = bracketed(one.lasts(effect));
    match effect {
        Effect::Adds | Effect::Updates => String::new(),
        Effect::Removes => one.goes_after(effect).to_owned(),
        Effect::RemovesEarly { meanwhile } => format!("meanwhile: {meanwhile}{lasts}"),
        Effect::Keeps => match one.goes_after(effect) {
            "" => "stays in the account, and nobody manages it any more".to_owned(),
            first => format!("stays in the account, and nobody manages it any more; {first}"),
        },
        Effect::Interrupts { what } => {
            let felt = what.iter().map(|what| format!("{what}{}", bracketed(one.felt_for(what))));
            felt.collect::<Vec<_>>().join("; ")
        }
        Effect::MayReplace { on, meanwhile: None } => format!("perhaps replaced, for {}", on.join(", ")),
        Effect::MayReplace { on, meanwhile: Some(meanwhile) } => {
            format!("perhaps replaced, for {}; then meanwhile: {meanwhile}{lasts}", on.join(", "))
        }
        Effect::Replaces { on, meanwhile: None } => {
            let stays = if one.new.is_some_and(|new| new.retain) {
                "; the old one stays in the account, for somebody to delete"
            } else {
                ""
            };
            format!("replaced, the new one first, for {}{stays}", on.join(", "))
        }
        Effect::Replaces { on, meanwhile: Some(meanwhile) } => {
            format!("replaced, for {}; meanwhile: {meanwhile}{lasts}", on.join(", "))
        }
        Effect::Refused { on, why, instead } if on.is_empty() => format!("refused: {why}; {instead}"),
        Effect::Refused { on, why, instead } => format!("refused, for {}: {why}; {instead}", on.join(", ")),
    }
}

fn spelled(one: &ResourceDiff<'_>, effect: &Effect) -> String {
    match effect {
        Effect::Adds => "added".to_owned(),
        Effect::Updates => "changed in place".to_owned(),
        Effect::Removes => match words(one, effect).as_str() {
            "" => "removed".to_owned(),
            first => format!("removed; {first}"),
        },
        Effect::RemovesEarly { .. } => format!("removed; {}", words(one, effect)),
        Effect::Interrupts { .. } => format!("changed in place; {}", words(one, effect)),
        other => words(one, other),
    }
}

fn property(property: &Property<'_>) -> Vec<Line> {
    let name = property.cloudformation.or(property.terraform).unwrap_or_default();
    let cut = |text: &str| {
        let mut cut: String = text.chars().take(VALUE).collect();
        if text.chars().nth(VALUE).is_some() {
            cut.push_str("...");
        }
        cut
    };
    match (property.before.as_slice(), property.after.as_slice()) {
        ([before], [after]) => vec![line("", format!("      {name}: {}, before {}", cut(after), cut(before)))],
        ([], []) => vec![line("", format!("      {name}: in another order"))],
        (before, after) => {
            let gone = before.iter().map(|text| line("", format!("      {name}: without {}", cut(text))));
            gone.chain(after.iter().map(|text| line("", format!("      {name}: with {}", cut(text))))).collect()
        }
    }
}

pub(super) fn stacks(diff: &Diff<'_>) -> Vec<Line> {
    let name = |one: &StackDiff<'_>| match one.folder {
        "" => one.stack.to_owned(),
        folder => format!("{} in {folder}", one.stack),
    };
    let all = diff.stacks.iter().map(|one| match one.change {
        StackChange::Added => line("+", name(one)),
        StackChange::Changed(count) => {
            line("~", format!("{}: {}", name(one), super::super::words::count(count, "resource")))
        }
        StackChange::Retired(0) => line("-", format!("{}: delete it", name(one))),
        StackChange::Retired(kept) => {
            let stay = if kept == 1 { "stays" } else { "stay" };
            line("-", format!("{}: delete it; {} {stay}", name(one), super::super::words::count(kept, "resource")))
        }
    });
    all.collect()
}
