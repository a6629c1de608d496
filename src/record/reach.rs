//! Who reaches whom, by classes of ends, and on which way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::groups::{GroupRecord, groups};
use crate::network::{Network, PeerVpc};
use crate::plan::Plan;
use crate::plan::fabric::walk::{Flow, Walker};
use crate::reach::{Node, classes, reached_by, representatives};

/// Who reaches whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// Classes of ends that are treated alike, each with its members: `shop/app`, `site/tokyo`, `internet`.
    pub classes: Vec<Vec<String>>,
    /// What every pair of classes has, in their order.
    pub rows: Vec<ReachRow>,
    /// The prefixes of each site: `site/tokyo`. None in a record of a netgen that did not keep them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefixes: Option<BTreeMap<String, Vec<String>>>,
    /// What security groups allow, by name: `vpc/shop/group/db`. None in a record of a netgen that did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<BTreeMap<String, GroupRecord>>,
}

/// How one class reaches another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReachRow {
    /// The class that opens connections, by its place in the list.
    pub from: usize,
    /// The class that accepts them.
    pub to: usize,
    /// Whether this is between two ends of one VPC.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// For `ipv4` and, where both ends have it, `ipv6`.
    pub ends: Vec<End>,
}

/// What a family of addresses has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// `ipv4`
    pub family: String,
    /// Whether anything passes there and back.
    pub passes: bool,
    /// What passes, or the first obstacle: `yes`, `tcp 443`, `no-route`, `no-route back`.
    pub what: String,
    /// The way there and back: `hub, firewall inspection`. Empty where nothing passes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub way: String,
}

impl Reach {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let walker = Walker::new(plan);
        let classes = classes(&walker, false);
        let pairs = representatives(&classes);
        let rows = pairs.iter().map(|pair| {
            let [one, other] = pair.ends;
            let ends = reached_by(&walker, one, other).into_iter().map(|(family, reached, flow)| {
                let passes = reached.passes();
                let way = if passes { way(plan, &flow) } else { String::new() };
                End { family: family.to_string(), passes, what: reached.to_string(), way }
            });
            let own = one.vpc().is_some() && one.vpc() == other.vpc();
            ReachRow { from: pair.classes[0], to: pair.classes[1], own, ends: ends.collect() }
        });
        let rows = rows.collect();
        let members = |node: &Node| name(plan.network, *node);
        let prefixes = plan.network.sites.iter().map(|site| {
            let blocks = site.prefixes.iter().map(|prefix| prefix.value.to_string());
            (format!("site/{}", site.name.as_str()), blocks.collect())
        });
        Self {
            classes: classes.iter().map(|class| class.members.iter().map(members).collect()).collect(),
            rows,
            prefixes: Some(prefixes.collect()),
            groups: Some(groups(plan)),
        }
    }
}

/// What a flow passes, by what a reviewer knows: gateways, connections and firewalls, without zones.
/// The identity of an end, which stays when it is renamed: `shop/app`, `site/tokyo`, `internet`.
fn name(network: &Network, node: Node) -> String {
    match node {
        Node::Tier(vpc, tier) => {
            let vpc = network.vpc(vpc);
            format!("{}/{}", vpc.name.as_str(), vpc.tier(tier).name.as_str())
        }
        Node::RemoteAccess(_, id) => format!("remote_access/{}", network.access(id).name.as_str()),
        Node::Site(site) => format!("site/{}", network.site(site).name.as_str()),
        Node::Internet => "internet".to_owned(),
    }
}

fn way(plan: &Plan<'_>, flow: &Flow) -> String {
    let network = plan.network;
    let mut words = Vec::new();
    let traces = [&flow.there, &flow.back];
    let mut push = |word: String| {
        if !words.contains(&word) {
            words.push(word);
        }
    };
    for trace in traces {
        trace.hubs.iter().for_each(|hub| push(format!("transit gateway {}", network.hubs[hub.0].name.as_str())));
        for (vpc, _) in &trace.firewalls {
            push(format!("firewall {}", network.vpc(*vpc).name.as_str()));
        }
        for peering in &trace.peerings {
            let one = &network.peerings[peering.0];
            let other = match &one.accepter {
                PeerVpc::Own(id) => network.vpc(*id).name.as_str(),
                PeerVpc::Theirs(vpc) => vpc.id.value.as_str(),
            };
            push(format!("peering {}-{other}", network.vpc(one.requester).name.as_str()));
        }
        trace.sites.iter().for_each(|site| push(format!("uplinks of site {}", network.site(*site).name.as_str())));
        for one in &trace.translations {
            push(format!("NAT of {}", network.vpc(one.nat.vpc).name.as_str()));
        }
        trace.egress_only.iter().for_each(|_| push("egress-only gateway".to_owned()));
        trace
            .internet
            .iter()
            .filter(|vpc| !trace.egress_only.contains(vpc))
            .for_each(|_| push("internet gateway".to_owned()));
    }
    words.join(", ")
}
