//! What was chosen between networks, and what else there is. In comes a plan, out go the ways of each site and of VPCs that reach each other:
//! which ones the document has, which ones what it states rules out, and which ones it could have as well. Chooses nothing and prints
//! nothing; what AWS says of the ways is a table ([`Way::facts`]).

mod pairs;
mod site;
mod ways;

pub use ways::{Facts, Way};

use crate::check::Demands;
use crate::plan::Plan;

/// The ways between two ends, or between a site and AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// `site tokyo`, `VPCs app and data`
    pub of: String,
    /// What the document states that decides about ways.
    pub needs: Vec<String>,
    /// Every way, in a fixed order.
    pub options: Vec<Alternative>,
}

/// A way as one choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Which.
    pub way: Way,
    /// By what the document has it: names of uplinks, peerings or transit gateways; nothing where it does not.
    pub chosen: Vec<String>,
    /// What rules it out, in words that begin with the key of the document; nothing where it was chosen.
    pub against: Vec<String>,
}

/// Everything that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// By site; one with Connect peers is joined from a VPC, and has no choice.
    pub sites: Vec<Choice>,
    /// By peering, then by pair of segments; other pairs of VPCs have no way.
    pub pairs: Vec<Choice>,
}

/// The choices of a plan.
#[must_use]
pub fn choices(plan: &Plan<'_>) -> Choices {
    let demands = Demands::of(plan.network);
    let sites = plan.sites.iter().filter(|site| site.connects.is_empty());
    let sites = sites.map(|site| site::choice(plan, &demands, site)).collect();
    Choices { sites, pairs: pairs::choices(plan) }
}

/// A way with what has it, or with what rules it out.
fn alternative(way: Way, chosen: Vec<String>, against: Vec<String>) -> Alternative {
    let against = if chosen.is_empty() { against } else { Vec::new() };
    Alternative { way, chosen, against }
}
