//! What happens to each stack, in the order in which stacks are deployed.

use super::change;
use super::effect::Effect;
use super::resource::ResourceDiff;
use crate::aws::Dialect;
use crate::record::{Record, UnitRecord};

/// Whether CloudFormation has something of a unit. Only Terraform accepts what is shared.
#[must_use]
pub fn is_stack(unit: &UnitRecord) -> bool {
    unit.resources.iter().any(|one| change::has(Dialect::CloudFormation, one.kind))
}

/// A stack that changes.
#[derive(Debug)]
pub struct StackDiff<'r> {
    /// `corp-shop-security`
    pub stack: &'r str,
    /// The folder of its account and Region below `cloudformation/`; empty for the first one.
    pub folder: &'r str,
    /// `VPC shop: security groups and network ACLs`
    pub title: &'r str,
    /// What happens to it.
    pub change: StackChange,
}

/// What happens to a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackChange {
    /// It is made.
    Added,
    /// Resources in it change: so many.
    Changed(usize),
    /// It is deleted, once the others are deployed; so many of its resources are kept.
    Retired(usize),
}

/// The stacks that change: new and changed ones in the order of the new network, then those that nobody has any more, in the reverse order of
/// the old one, so that what reads goes before what is read.
pub(super) fn stacks<'r>(old: &'r Record, new: &'r Record, resources: &[ResourceDiff<'r>]) -> Vec<StackDiff<'r>> {
    let same = |one: &UnitRecord, other: &UnitRecord| one.stack == other.stack && one.folder == other.folder;
    let is = |stack: &UnitRecord| new.units.iter().any(|unit| same(unit, stack));
    let was = |stack: &UnitRecord| old.units.iter().any(|unit| same(unit, stack));
    let touched = |stack: &UnitRecord| {
        let from = |one: &&ResourceDiff<'_>| one.from.is_some_and(|unit| same(unit, stack));
        let all = resources.iter().filter(|one| same(one.unit, stack) || from(one));
        all.filter(|one| one.effects.cloudformation.is_some()).count()
    };
    let mut list = Vec::new();
    for unit in new.units.iter().filter(|unit| is_stack(unit)) {
        let change = match (was(unit), touched(unit)) {
            (false, _) => StackChange::Added,
            (true, 0) => continue,
            (true, count) => StackChange::Changed(count),
        };
        list.push(StackDiff { stack: &unit.stack, folder: &unit.folder, title: &unit.title, change });
    }
    for unit in old.units.iter().rev().filter(|unit| !is(unit) && is_stack(unit)) {
        let kept = resources
            .iter()
            .filter(|one| same(one.unit, unit) && one.effects.cloudformation == Some(Effect::Keeps))
            .count();
        let change = StackChange::Retired(kept);
        list.push(StackDiff { stack: &unit.stack, folder: &unit.folder, title: &unit.title, change });
    }
    list
}
