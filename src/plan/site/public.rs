//! Public virtual interfaces of a site. In come their facts, out goes what AWS and the router are told of each.

use crate::net::{Asn, Cidr4, ConnectionName, LinkAddress};
use crate::network::{Network, PublicId, Site, SiteId};
use crate::uplink::bfd::Bfd;
use crate::uplink::public::{Accepted, NOWHERE, Scope};

use super::types::KeySource;

/// A public virtual interface on a connection that exists.
#[derive(Debug)]
pub struct PublicPlan {
    /// What was planned.
    pub public: PublicId,
    /// Its name in AWS: small letters, digits and hyphens, at most 100.
    pub name: String,
    /// The connection, dedicated or hosted.
    pub connection: ConnectionName,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: u16,
    /// The site's autonomous system: the `Asn` of the BGP peer.
    pub asn: Asn,
    /// AWS's address on the link.
    pub amazon: LinkAddress,
    /// The router's address on the link.
    pub customer: LinkAddress,
    /// Fast detection of a dead path, on the router; AWS's side always waits for it.
    pub bfd: Option<Bfd>,
    /// The key of the BGP session.
    pub key: KeySource,
    /// What the router announces, by address: the route filter prefixes.
    pub prefixes: Vec<Cidr4>,
    /// How far AWS carries it.
    pub scope: Scope,
    /// What the router accepts of AWS's public prefixes.
    pub accepted: Accepted,
    /// What the router never accepts there, nor anything inside, by address: what no network on the internet has, what the site announces on
    /// any of its uplinks, and what AWS announces on the others.
    pub refused: Vec<Cidr4>,
}

/// The public virtual interfaces of a site, by name; `announced` is what AWS announces on its uplinks.
pub(super) fn plan(network: &Network, id: SiteId, site: &Site, announced: &[Cidr4]) -> Vec<PublicPlan> {
    let publics = || site.publics.iter();
    let own = site.prefixes.iter().chain(publics().flat_map(|one| &one.prefixes)).map(|prefix| prefix.value);
    let all = NOWHERE.into_iter().chain(own).chain(announced.iter().copied().filter(|prefix| prefix.prefix() > 0));
    let refused = widest(all.collect());
    let plan = |(index, one): (usize, &crate::network::PublicInterface)| PublicPlan {
        public: PublicId { site: id, index },
        name: format!("{}-{}-{}", network.name, site.name.as_str(), one.name.as_str()),
        connection: one.connection.value.clone(),
        vlan: one.vlan.value,
        asn: site.asn.value,
        amazon: one.amazon.value,
        customer: one.customer.value,
        bfd: one.bfd,
        key: super::key(one.key.as_ref(), "bgp"),
        prefixes: one.prefixes.iter().map(|prefix| prefix.value).collect(),
        scope: one.scope,
        accepted: one.accepted,
        refused: refused.clone(),
    };
    publics().enumerate().map(plan).collect()
}

/// The prefixes that lie in no other one, by address.
fn widest(mut prefixes: Vec<Cidr4>) -> Vec<Cidr4> {
    // The wider of two that begin alike stands first.
    prefixes.sort_unstable();
    let mut kept: Vec<Cidr4> = Vec::new();
    for prefix in prefixes {
        if !kept.last().is_some_and(|last| last.contains(prefix)) {
            kept.push(prefix);
        }
    }
    kept
}
