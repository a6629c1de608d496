//! NG0141: letters of zones in several accounts. In the oldest Regions AWS gives the letters to other zones in each account that is older
//! than November 2025, so `a` of two accounts may be two places: packets cross zones that the document believes to be one, and pay for it.
//! <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, listed};
use crate::network::{ScopeId, Zone};
use crate::plan::Origin;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let used: BTreeSet<ScopeId> = network.vpcs.iter().map(|vpc| vpc.scope).collect();
    let mut by_region: BTreeMap<_, Vec<ScopeId>> = BTreeMap::new();
    for id in used {
        by_region.entry(&network.scope(id).region).or_default().push(id);
    }
    for (region, scopes) in by_region {
        let zones = &network.scope(scopes[0]).zones;
        let letters = zones.iter().any(|zone| matches!(zone, Zone::Named(name) if !name.is_id()));
        if scopes.len() < 2 || !letters || !region.has_letters_of_accounts() {
            continue;
        }
        let names: BTreeSet<&str> =
            scopes.iter().filter_map(|id| Some(network.account_of(*id)?.name.shown())).collect();
        let message = format!("zone letters of {region} in {} accounts", scopes.len());
        let finding = Diagnostic::new(Code::ZoneLetters, message)
            .at(network.scope(scopes[0]).zones_span, format!("in {}", listed(names.iter(), names.len())))
            .why("there a letter is another place in each account that is older than November 2025");
        // Subnets that are there would be replaced by others of the same zone, with all that is in them.
        let is_live =
            facts.plan.vpcs.iter().filter(|vpc| scopes.contains(&vpc.vpc.scope)).any(|vpc| {
                vpc.tiers.iter().flat_map(|tier| &tier.subnets).any(|subnet| subnet.origin == Origin::Locked)
            });
        diagnostics.push(finding.help(if is_live {
            "subnets in the lock keep their letters, since AWS replaces a subnet whose zone is written otherwise: compare the ids of all \
             accounts (`aws ec2 describe-availability-zones`), and accept this"
        } else {
            "write AZ ids, such as `apne1-az4`, which are the same place everywhere: `aws ec2 describe-availability-zones` has both"
        }));
    }
}
