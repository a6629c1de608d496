//! Groups of IPv6 /64s: each tier takes aligned runs of the VPC's /56, so that one prefix stands for it in a rule.

use std::collections::BTreeSet;

use super::{Allocator, tier_path};
use crate::diagnostic::{Code, Diagnostic};
use crate::net::Cidr4;
use crate::plan::types::{Ipv6Group, TierPlan};

/// /64s in the /56 that Amazon gives a VPC.
const IPV6_SUBNETS: u32 = 256;

impl Allocator<'_> {
    /// An aligned group of /64s for every tier, so that one prefix stands for the tier.
    pub(super) fn ipv6(&mut self, mut tiers: Vec<TierPlan>) -> Vec<TierPlan> {
        if !self.vpc.ipv6 {
            return tiers;
        }
        let size = self.ledger.had(self.path).and_then(|entry| entry.slots).unwrap_or(self.vpc.az_slots).max(1);
        let mut taken: BTreeSet<u32> = self
            .ledger
            .had_under(&format!("{}/tier", self.path))
            .filter_map(|(_, entry)| entry.ipv6)
            .map(|index| index / size)
            .collect();
        // In the order of the blocks, so that both families read alike.
        let mut order: Vec<usize> = (0..tiers.len()).collect();
        order.sort_by_key(|index| (tiers[*index].block.map(Cidr4::prefix), *index));
        for index in order {
            let (tier, plan) = (&self.vpc.tiers[index], &mut tiers[index]);
            let path = tier_path(self.path, tier);
            let mut own: Vec<u32> =
                self.ledger.had_under(&path).filter_map(|(_, entry)| entry.ipv6).map(|index| index / size).collect();
            own.sort_unstable();
            own.dedup();
            let mut used: BTreeSet<u32> = self.ledger.had_under(&path).filter_map(|(_, entry)| entry.ipv6).collect();
            for subnet in &mut plan.subnets {
                subnet.ipv6 = self.ledger.had(&format!("{path}/{}", subnet.zone)).and_then(|entry| entry.ipv6);
            }
            for subnet in plan.subnets.iter_mut().filter(|subnet| subnet.ipv6.is_none()) {
                let free =
                    own.iter().flat_map(|group| group * size..(group + 1) * size).find(|index| !used.contains(index));
                let index = free.or_else(|| {
                    let group = (0..IPV6_SUBNETS / size).find(|group| !taken.contains(group))?;
                    taken.insert(group);
                    own.push(group);
                    Some(group * size)
                });
                let Some(index) = index else { continue };
                used.insert(index);
                subnet.ipv6 = Some(index);
            }
            if plan.subnets.iter().any(|subnet| subnet.ipv6.is_none()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::Ipv6Full, format!("no /64 is left for tier `{}`", tier.name))
                        .at(tier.span, "")
                        .why("Amazon gives a VPC a /56, that is 256 subnets; each tier takes an aligned group of them")
                        .help("use fewer tiers in this VPC, or release those that are gone"),
                );
            }
            let groups: BTreeSet<u32> =
                plan.subnets.iter().filter_map(|subnet| subnet.ipv6).map(|index| index / size).collect();
            plan.ipv6 = groups.into_iter().map(|index| Ipv6Group { index, size }).collect();
        }
        self.ipv6_left = Some(u64::from(IPV6_SUBNETS / size).saturating_sub(taken.len() as u64));
        tiers
    }
}
