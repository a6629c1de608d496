//! Customer gateways: one for each outside address and ASN, however many connections it has. In come sites and the old lock,
//! out goes the uplink in whose unit each shared gateway is.
//!
//! A gateway that moves to another unit is replaced, and its connections are down for minutes. So the lock has a line for the
//! owner of each shared gateway, and a gateway that was there before it was shared stays where it was: its uplink is the one
//! whose tunnels the lock knows. Stacks must not need each other: if what the lock remembers would make a circle of sites, the
//! first site by name owns each gateway, and later sites only need earlier ones.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::super::ledger::Ledger;
use super::super::lock::{Entry, State};
use super::site_path;
use crate::net::{Asn, Cidr4};
use crate::network::{Network, SiteId, UplinkId};

/// The uplinks of one customer gateway, by site and name.
type Shared = ((Ipv4Addr, Asn), Vec<UplinkId>);

/// The owner of each VPN uplink's customer gateway, where it is shared; its own uplink otherwise.
pub(super) fn owners(network: &Network, ledger: &mut Ledger<'_>) -> BTreeMap<UplinkId, UplinkId> {
    let shared = shared(network);
    let mut chosen: Vec<UplinkId> = shared.iter().filter_map(|one| kept(network, ledger, one)).collect();
    if is_circular(&shared, &chosen) {
        chosen = shared.iter().filter_map(|(_, uplinks)| uplinks.first().copied()).collect();
    }
    let mut owners = BTreeMap::new();
    for (((address, _), uplinks), owner) in shared.iter().zip(chosen) {
        let ipv4 = Cidr4::around(*address, 32);
        ledger.choose(path(network, owner, "customer-gateway"), Entry { ipv4, ..Entry::default() });
        owners.extend(uplinks.iter().map(|uplink| (*uplink, owner)));
    }
    owners
}

/// Gateways with more than one connection.
fn shared(network: &Network) -> Vec<Shared> {
    let mut all: BTreeMap<(Ipv4Addr, Asn), Vec<UplinkId>> = BTreeMap::new();
    for (site, meant) in network.sites.iter().enumerate() {
        for (index, uplink) in meant.uplinks.iter().enumerate() {
            if let Some(vpn) = uplink.vpn() {
                let id = UplinkId { site: SiteId(site), index };
                all.entry((vpn.outside.value, meant.asn.value)).or_default().push(id);
            }
        }
    }
    all.into_iter().filter(|(_, uplinks)| uplinks.len() > 1).collect()
}

/// The owner that the lock remembers, the first uplink whose tunnels it knows, or the first one.
fn kept(network: &Network, ledger: &Ledger<'_>, ((address, _), uplinks): &Shared) -> Option<UplinkId> {
    let ipv4 = Cidr4::around(*address, 32);
    let remembered = |live: bool| {
        uplinks.iter().copied().find(|uplink| {
            let entry = ledger.had(&path(network, *uplink, "customer-gateway"));
            entry.is_some_and(|entry| entry.ipv4 == ipv4 && (entry.state != State::Freed) == live)
        })
    };
    let known = |uplink: &UplinkId| ledger.was_live(&path(network, *uplink, "tunnel1"));
    remembered(true)
        .or_else(|| remembered(false))
        .or_else(|| uplinks.iter().copied().find(known))
        .or_else(|| uplinks.first().copied())
}

fn path(network: &Network, uplink: UplinkId, word: &str) -> String {
    let (site, uplink) = (network.site(uplink.site).name.as_str(), network.uplink(uplink).name.as_str());
    format!("{}/uplink/{uplink}/{word}", site_path(site))
}

/// Whether two sites would need a gateway of each other, directly or by others. Sites without needs are taken away until none is
/// left, or all that are left need one of them.
fn is_circular(shared: &[Shared], owners: &[UplinkId]) -> bool {
    let mut needs: BTreeMap<SiteId, BTreeSet<SiteId>> = BTreeMap::new();
    for ((_, uplinks), owner) in shared.iter().zip(owners) {
        for uplink in uplinks.iter().filter(|uplink| uplink.site != owner.site) {
            needs.entry(uplink.site).or_default().insert(owner.site);
        }
    }
    let mut needed: BTreeMap<SiteId, Vec<SiteId>> = BTreeMap::new();
    for (site, others) in &needs {
        for other in others {
            needed.entry(*other).or_default().push(*site);
        }
    }
    let mut open: BTreeMap<SiteId, usize> = needs.iter().map(|(site, others)| (*site, others.len())).collect();
    let mut ready: Vec<SiteId> = needed.keys().copied().filter(|site| !needs.contains_key(site)).collect();
    while let Some(site) = ready.pop() {
        for user in needed.get(&site).into_iter().flatten() {
            let Some(count) = open.get_mut(user) else { continue };
            *count -= 1;
            if *count == 0 {
                open.remove(user);
                ready.push(*user);
            }
        }
    }
    !open.is_empty()
}
