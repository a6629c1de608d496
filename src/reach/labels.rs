//! Names of classes that stay when members come and go, for documents that are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{Class, Node, name};
use crate::network::AwsEnd;
use crate::plan::fabric::walk::Walker;

/// The most tiers of a class that its name has.
const TIERS: usize = 3;

/// A name for each class: segment (or VPC) and tiers, `production/app`; `site/tokyo`, `internet`. Where two classes would share a name,
/// the first member distinguishes them.
#[must_use]
pub fn labels(walker: &Walker<'_>, classes: &[Class]) -> Vec<String> {
    let plain: Vec<String> = classes.iter().map(|class| label(walker, class)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &plain {
        *counts.entry(text).or_default() += 1;
    }
    let own = |(class, text): (&Class, &String)| match (counts[text.as_str()], class.members.first()) {
        (2.., Some(first)) => format!("{text} ({})", name(walker, *first)),
        _ => text.clone(),
    };
    classes.iter().zip(&plain).map(own).collect()
}

fn label(walker: &Walker<'_>, class: &Class) -> String {
    let network = walker.plan().network;
    let Some(first) = class.members.first() else { return String::new() };
    match *first {
        Node::Internet => "internet".to_owned(),
        Node::RemoteAccess(..) => name(walker, *first),
        Node::Site(_) if class.members.len() == 1 => name(walker, *first),
        Node::Site(id) => match &network.site(id).end {
            AwsEnd::Segment(hub, segment) => format!("sites/{}", network.hubs[hub.0].segment(*segment).name),
            AwsEnd::Vpcs(vpcs) => {
                let vpcs: Vec<&str> = vpcs.iter().map(|vpc| network.vpc(*vpc).name.as_str()).collect();
                format!("sites/{}", vpcs.join("+"))
            }
        },
        Node::Tier(vpc, _) => {
            let tiers = class.members.iter().filter_map(|member| match member {
                Node::Tier(vpc, tier) => Some(network.vpc(*vpc).tier(*tier).name.as_str()),
                Node::RemoteAccess(..) | Node::Site(_) | Node::Internet => None,
            });
            let tiers: BTreeSet<&str> = tiers.collect();
            let more = if tiers.len() > TIERS { "+..." } else { "" };
            let tiers: Vec<&str> = tiers.into_iter().take(TIERS).collect();
            let is_one = class.members.iter().all(|member| member.vpc() == Some(vpc));
            let place = match network.membership(vpc) {
                Some((hub, segment)) => network.hubs[hub.0].segment(segment).name.as_str(),
                None if is_one => network.vpc(vpc).name.as_str(),
                None => "any VPC",
            };
            format!("{place}/{}{more}", tiers.join("+"))
        }
    }
}
