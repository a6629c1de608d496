//! What the next deployment does: two [`Record`]s go in, a [`Diff`] comes out. Nothing is asked of AWS and nothing is decided here; what
//! a change does to something that is live is stated by its kind's [`CHANGE`](crate::aws::Kind::CHANGE), for each dialect by itself, since the two are
//! often opposite.

mod acceptances;
mod alarm;
mod change;
mod effect;
mod kept;
mod network;
mod order;
mod parts;
mod reach;
mod renamed;
mod resource;
mod router;
mod spread;
#[cfg(test)]
mod tests;
mod unordered;
mod work;

use crate::record::Record;

pub use alarm::Alarm;
pub use effect::Effect;
pub use kept::is_protected;
pub use network::{AddressChange, Billed, NetworkDiff, Opening, QuotaChange, ReachChange, ReachKind, is_security};
pub use parts::PartChange;
pub use renamed::Renamed;
pub use resource::{Effects, Property, ResourceDiff};
pub use router::{RouterDiff, RouterUpdate};
pub use spread::place;
pub use work::{StackChange, StackDiff, is_stack};

/// All that differs between two networks.
#[derive(Debug)]
pub struct Diff<'r> {
    /// The network that is deployed.
    pub old: &'r Record,
    /// The network that is going to be.
    pub new: &'r Record,
    /// What packets, addresses and routers notice.
    pub network: NetworkDiff<'r>,
    /// What is called otherwise, and stays what it is.
    pub renamed: Vec<Renamed>,
    /// How many resources get another label in Terraform, and move in its states.
    pub relabelled: usize,
    /// What happens to each resource, unit by unit; nothing of those that stay as they are.
    pub resources: Vec<ResourceDiff<'r>>,
    /// What happens to each stack.
    pub stacks: Vec<StackDiff<'r>>,
}

/// Compares two networks.
#[must_use]
pub fn diff<'r>(old: &'r Record, new: &'r Record) -> Diff<'r> {
    let resources = resource::compare(old, new);
    let stacks = work::stacks(old, new, &resources);
    let renamed = renamed::renamed(old, new);
    let network = NetworkDiff::of(old, new, (&resources, &renamed));
    Diff { old, new, network, renamed, relabelled: renamed::relabelled(old, new), resources, stacks }
}

impl Diff<'_> {
    /// Whether nothing differs at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_called_so = self.renamed.is_empty() && self.relabelled == 0;
        self.resources.is_empty() && self.stacks.is_empty() && self.network.is_empty() && is_called_so
    }

    /// How many resources have an effect that `is` holds for, in either dialect.
    pub fn count(&self, is: impl Fn(&Effect) -> bool) -> usize {
        let has = |one: &&ResourceDiff<'_>| one.effects.iter().any(|(_, effect)| is(effect));
        self.resources.iter().filter(has).count()
    }
}
