//! What security groups let their members accept and open, as far as groups alone decide: routes and network ACLs come on top.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::check::{GroupPair, group_pairs};
use crate::network::{GroupPeer, Protocol, Rule, VpcId};
use crate::plan::Plan;

/// A security group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRecord {
    /// Whom it accepts, with what: groups (`vpc/shop/group/web`) where both ends allow it, `internet`, blocks, lists and parts of a network.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub from: BTreeMap<String, String>,
    /// What else than groups it opens connections to, with what.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub to: BTreeMap<String, String>,
}

/// Peers and protocols.
type Allowed = BTreeMap<String, BTreeSet<Protocol>>;

/// The groups of a plan by name: `vpc/shop/group/db`.
pub(super) fn groups(plan: &Plan<'_>) -> BTreeMap<String, GroupRecord> {
    let pairs = group_pairs(plan);
    let mut of: BTreeMap<_, Vec<&GroupPair>> = BTreeMap::new();
    for pair in &pairs {
        of.entry(pair.to).or_default().push(pair);
    }
    let name = |(vpc, group): (VpcId, crate::network::GroupId)| {
        let vpc = plan.network.vpc(vpc);
        format!("vpc/{}/group/{}", vpc.name.as_str(), vpc.groups[group.0].name.as_str())
    };
    let mut all = BTreeMap::new();
    for (id, vpc) in (0..).map(VpcId).zip(&plan.network.vpcs) {
        for (index, group) in (0..).map(crate::network::GroupId).zip(&vpc.groups) {
            let mut from = others(&group.ingress);
            for pair in of.get(&(id, index)).into_iter().flatten() {
                from.entry(name(pair.from)).or_default().insert(pair.protocol);
            }
            let to = match &group.egress {
                Some(rules) => others(rules),
                None => [("internet".to_owned(), [Protocol::All].into())].into(),
            };
            all.insert(name((id, index)), GroupRecord { from: words(from), to: words(to) });
        }
    }
    all
}

/// What rules say of peers that are no groups of the document.
fn others(rules: &[Rule]) -> Allowed {
    let mut all = Allowed::new();
    for rule in rules {
        let peer = match &rule.peer {
            GroupPeer::Group(_) | GroupPeer::GroupOf(_) => continue,
            GroupPeer::Internet => "internet".to_owned(),
            GroupPeer::Cidr(block) => block.to_string(),
            GroupPeer::PrefixList(id) => id.to_string(),
            GroupPeer::Existing(id) => id.to_string(),
            GroupPeer::Place(place) => place.to_string(),
        };
        all.entry(peer).or_default().insert(rule.protocol);
    }
    all
}

fn words(allowed: Allowed) -> BTreeMap<String, String> {
    let text = |all: BTreeSet<Protocol>| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    allowed.into_iter().map(|(peer, protocols)| (peer, text(protocols))).collect()
}
