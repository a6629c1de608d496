//! The tier that holds a VPC's interface endpoints and Resolver addresses.

use super::ledger::Ledger;
use super::lock::Entry;
use crate::network::{TierId, Vpc};

/// The tier that holds the interface endpoints: the one that is written or remembered, or the network's choice.
pub(super) fn tier(vpc: &Vpc, path: &str, ledger: &mut Ledger<'_>) -> Option<TierId> {
    let resolver = vpc.resolver.inbound || !vpc.resolver.forward.is_empty();
    if vpc.endpoints.interface.is_empty() && !resolver {
        return None;
    }
    let path = format!("{path}/endpoints");
    let locked = ledger.had(&path).and_then(|entry| entry.tier.as_ref()).filter(|_| !vpc.endpoints.tier_is_written);
    let kept = locked.and_then(|name| vpc.tiers.iter().position(|tier| tier.name == *name)).map(TierId);
    let tier = kept.or(vpc.endpoints.tier)?;
    ledger.choose(path, Entry { tier: Some(vpc.tier(tier).name.clone()), ..Entry::default() });
    Some(tier)
}
