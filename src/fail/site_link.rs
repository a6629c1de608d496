//! Sites that SiteLink joins, once one of them has no virtual interface left.
//!
//! The Direct Connect gateway then has no route to that site, and the transit gateway is allowed none to it either (one prefix by both ways is
//! nothing that AWS documents). What is left is the transit gateway for sites that hear of each other by a VPN connection of their own, or that
//! have a wider block, such as a pool, which leads there.

use super::Element;
use super::site::{is_lost, ranked};
use crate::network::{Network, SiteId};
use crate::plan::{Plan, SitePlan};

/// What a failure does to pairs of sites that SiteLink joins.
#[derive(Debug, Default)]
pub(super) struct Parted {
    /// Pairs that do not reach each other any more, although no site is cut off.
    pub lost: Vec<[SiteId; 2]>,
    /// Pairs that reach each other over the transit gateway.
    pub moved: Vec<[SiteId; 2]>,
}

/// What is left of the uplinks of a site.
#[derive(Clone, Copy, Default)]
struct Left {
    /// A virtual interface.
    link: bool,
    /// A VPN connection with BGP.
    vpn: bool,
    any: bool,
}

/// The pairs of sites that part or take another way.
pub(super) fn parted(plan: &Plan<'_>, element: &Element) -> Parted {
    let mut parted = Parted::default();
    if !plan.sites.iter().any(|site| !site.linked.is_empty()) {
        return parted;
    }
    let left: Vec<Left> = plan.sites.iter().map(|site| left(plan, site, element)).collect();
    for site in &plan.sites {
        let one = left[site.site.0];
        for other in site.linked.iter().filter(|other| **other > site.site) {
            let (pair, two) = ([site.site, *other], left[other.0]);
            if one.link && two.link || !one.any || !two.any {
                continue;
            }
            let both = hears(plan, site, one, *other) && hears(plan, &plan.sites[other.0], two, site.site);
            if both { parted.moved.push(pair) } else { parted.lost.push(pair) }
        }
    }
    parted
}

fn left(plan: &Plan<'_>, site: &SitePlan, element: &Element) -> Left {
    let mut left = Left::default();
    for one in ranked(plan.network, site).iter().filter(|one| !is_lost(plan, one, element)) {
        left.any = true;
        let uplink = plan.network.uplink(one.id);
        let is_vpn = uplink.vpn().is_some();
        left.vpn |= is_vpn && one.has_bgp;
        left.link |= !is_vpn && uplink.interface().is_some();
    }
    left
}

/// Whether a site knows a way to another one without SiteLink.
fn hears(plan: &Plan<'_>, site: &SitePlan, left: Left, other: SiteId) -> bool {
    let network = plan.network;
    let (at_hub, prefixes) = (network.site(site.site).segment().is_some(), &network.site(other).prefixes);
    let covered = |prefix| site.announced.iter().any(|block| *block != prefix && block.contains(prefix));
    at_hub && (left.vpn || left.link && prefixes.iter().all(|prefix| covered(prefix.value)))
}

impl Parted {
    /// The pairs that take another way, in words; nothing if there are none.
    pub(super) fn words(&self, network: &Network) -> Option<String> {
        let name = |site: SiteId| &network.site(site).name;
        let pairs: Vec<String> =
            self.moved.iter().map(|[one, other]| format!("{} and {}", name(*one), name(*other))).collect();
        (!pairs.is_empty()).then(|| format!("SiteLink between {} (over the transit gateway then)", pairs.join(", ")))
    }
}
