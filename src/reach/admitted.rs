//! How network ACLs treat an end: those of its own VPC, which may name its tier, and those of others, which may name its addresses. In
//! comes a tier, out go words; tiers with equal words are treated alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::net::Cidr4;
use crate::network::{TierId, VpcId};
use crate::plan::fabric::walk::Walker;
use crate::plan::{AclAddress, AclEntryPlan, AclPlan, TierPlan};

/// The network ACLs of a plan, as far as they tell ends apart.
pub(super) struct Admitted<'p> {
    /// What ACLs say of addresses outside of their own VPC; equal lists once. A list that says one thing of all addresses is none.
    foreign: Vec<Vec<&'p AclEntryPlan>>,
    /// The entries of each ACL of one VPC in words, without its addresses: the same for all of its tiers.
    own: Option<(VpcId, Vec<(TierId, String)>)>,
}

impl<'p> Admitted<'p> {
    pub(super) fn new(walker: &Walker<'p>) -> Self {
        let mut lists = BTreeMap::new();
        for plan in &walker.plan().vpcs {
            let is_own = |source: AclAddress| match source {
                AclAddress::V4(block) => plan.cidrs().any(|own| own.contains(block)),
                AclAddress::OwnV6(_) => true,
                AclAddress::V6(_) => false,
            };
            for entries in plan.acls.iter().flat_map(|acl| [&acl.ingress, &acl.egress]) {
                let list: Vec<_> = entries.iter().filter(|entry| !is_own(entry.source)).collect();
                if list.iter().any(|entry| tells_apart(entry.source)) {
                    let words: Vec<String> = list.iter().map(|one| format!("{:?} {}", one.source, what(one))).collect();
                    lists.insert(words.join("\n"), list);
                }
            }
        }
        Self { foreign: lists.into_values().collect(), own: None }
    }

    /// How a tier is treated. `words` tells an ACL's entries by the names of tiers.
    pub(super) fn of(
        &mut self,
        walker: &Walker<'p>,
        vpc: VpcId,
        tier: TierId,
        words: impl Fn(&AclPlan) -> String,
    ) -> Vec<String> {
        let plan = &walker.plan().vpcs[vpc.0];
        if self.own.as_ref().is_none_or(|(of, _)| *of != vpc) {
            self.own = Some((vpc, plan.acls.iter().map(|acl| (acl.tier, words(acl))).collect()));
        }
        let own = self.own.as_ref().map(|(_, own)| own.as_slice()).unwrap_or_default();
        let at = &plan.tiers[tier.0];
        let seen = |acl: &AclPlan| format!("{} / {}", matching(&acl.ingress, at), matching(&acl.egress, at));
        let mut all: Vec<String> = Vec::new();
        let mut itself = None;
        for (acl, (owner, words)) in plan.acls.iter().zip(own) {
            let seen = seen(acl);
            if *owner == tier {
                itself = Some((words, seen));
            } else {
                all.push(format!("{words}\n  sees {seen}"));
            }
        }
        all.sort();
        // An ACL that treats its own tier in another way than it treats one with the same entries is about that tier.
        if let Some((words, seen)) = itself {
            let twin = format!("{words}\n  sees ");
            if all.iter().any(|one| one.strip_prefix(&twin).is_some_and(|other| other != seen)) {
                all.push(format!("tier {}", plan.vpc.tier(tier).name));
            }
            all.push(format!("itself {seen}"));
        }
        all.extend(
            self.foreign
                .iter()
                .enumerate()
                .map(|(index, list)| format!("list {index} sees {}", matching(list.iter().copied(), at))),
        );
        all
    }
}

/// Whether an entry is about some addresses only.
fn tells_apart(source: AclAddress) -> bool {
    matches!(source, AclAddress::V4(block) if block != Cidr4::ANY)
}

fn what(entry: &AclEntryPlan) -> String {
    format!("{:?} {:?}", entry.protocol, entry.action)
}

/// The entries that match packets of a tier, in order.
fn matching<'e>(entries: impl IntoIterator<Item = &'e AclEntryPlan>, tier: &TierPlan) -> String {
    let blocks: BTreeSet<Cidr4> = tier.sources().into_iter().collect();
    let words = entries.into_iter().filter_map(|entry| match entry.source {
        AclAddress::V4(block) if blocks.iter().all(|own| block.contains(*own)) => Some(what(entry)),
        AclAddress::V4(block) => {
            blocks.iter().any(|own| own.overlaps(block)).then(|| format!("{block} {}", what(entry)))
        }
        AclAddress::OwnV6(group) => tier.ipv6.contains(&group).then(|| format!("IPv6 {}", what(entry))),
        AclAddress::V6(block) => Some(format!("{block} {}", what(entry))),
    });
    words.collect::<Vec<_>>().join(", ")
}
