//! Connect peers: both ends of each tunnel, and the addresses inside. In come uplinks and what the lock remembers, out go AWS's ends from the
//! blocks of transit gateways: what is pinned, what the lock has, then the highest address that is free. AWS takes addresses that nobody
//! names, such as its ends of tunnels inside Direct Connect, from the lowest on.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::super::ledger::Ledger;
use super::super::lock::{Entry, State};
use super::super::types::Origin;
use super::links::Part;
use super::{Planner, site_path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Asn, Cidr4};
use crate::network::{Connect, HubId, Network, SiteId, Uplink, UplinkId, VpcId};
use crate::uplink::mtu::GreMtu;
use crate::uplink::preference::Rank;

/// A Connect peer.
#[derive(Debug)]
pub struct ConnectPlan {
    /// The uplink.
    pub uplink: UplinkId,
    /// The VPC whose attachment carries the tunnel.
    pub over: VpcId,
    /// The appliance's end of the tunnel.
    pub address: Ipv4Addr,
    /// AWS's end, from the transit gateway's own blocks.
    pub gateway_address: Ipv4Addr,
    /// Why this one.
    pub gateway_origin: Origin,
    /// The /29 inside: the appliance has its first host, AWS the second and the third.
    pub inside: Cidr4,
    /// Why this one.
    pub inside_origin: Origin,
    /// The site's autonomous system.
    pub asn: Asn,
    /// The transit gateway's autonomous system: what the router talks to.
    pub amazon_asn: Option<Asn>,
    /// Where it stands.
    pub rank: Rank,
    /// How large a packet fits into the tunnel.
    pub sizes: GreMtu,
}

impl ConnectPlan {
    /// The appliance's address inside.
    #[must_use]
    pub fn router(&self) -> Ipv4Addr {
        self.inside.host(1).unwrap_or(self.inside.address())
    }

    /// AWS's addresses inside, one for each session.
    #[must_use]
    pub fn amazon(&self) -> [Ipv4Addr; 2] {
        [2, 3].map(|host| self.inside.host(host).unwrap_or(self.inside.address()))
    }
}

/// AWS's ends of all tunnels.
pub(super) type Ends = BTreeMap<UplinkId, (Ipv4Addr, Origin)>;

/// A Connect peer that wants an address of its transit gateway.
struct Wish<'n> {
    id: UplinkId,
    hub: HubId,
    uplink: &'n Uplink,
    connect: &'n Connect,
}

/// Chooses AWS's ends and writes them into the new lock. One that could not be chosen is missing, and the error is said.
pub(super) fn ends(network: &Network, ledger: &mut Ledger<'_>, diagnostics: &mut Diagnostics) -> Ends {
    let wishes = wishes(network);
    let mut chooser = Chooser { network, ledger, diagnostics, taken: BTreeSet::new(), ends: Ends::new() };
    for wish in &wishes {
        chooser.pin(wish);
    }
    for wish in &wishes {
        chooser.remember(wish);
    }
    chooser.choose(&wishes);
    let ends = chooser.ends;
    for (id, (address, origin)) in &ends {
        ledger.grant(path(network, *id), *origin, Entry { ipv4: Cidr4::around(*address, 32), ..Entry::default() });
    }
    ends
}

struct Chooser<'a> {
    network: &'a Network,
    ledger: &'a Ledger<'a>,
    diagnostics: &'a mut Diagnostics,
    taken: BTreeSet<(HubId, Ipv4Addr)>,
    ends: Ends,
}

impl Chooser<'_> {
    fn pin(&mut self, wish: &Wish<'_>) {
        let Some(pin) = wish.connect.gateway_address else { return };
        if self.taken.insert((wish.hub, pin.value)) {
            self.ends.insert(wish.id, (pin.value, Origin::Pinned));
            return;
        }
        let finding = Diagnostic::new(Code::ConnectBlock, format!("{} is pinned twice", pin.value)).at(pin.span, "");
        let finding = finding.also(wish.uplink.span, "for this one");
        self.diagnostics.push(finding.help("pin another address, or remove the pin"));
    }

    fn remember(&mut self, wish: &Wish<'_>) {
        let had = self.ledger.had(&path(self.network, wish.id)).filter(|_| wish.connect.gateway_address.is_none());
        let Some((had, address)) = had.and_then(|had| Some((had, had.ipv4?.address()))) else { return };
        let mut blocks = self.network.hubs[wish.hub.0].cidrs.iter();
        if blocks.any(|block| block.value.contains_address(address)) && self.taken.insert((wish.hub, address)) {
            self.ends.insert(wish.id, (address, Origin::Locked));
        } else if had.state != State::Freed {
            let (site, name) = (&self.network.site(wish.id.site).name, &wish.uplink.name);
            let message = format!("uplink `{name}` is locked at {address}, which it cannot have");
            let finding = Diagnostic::new(Code::LockDisagrees, message).at(wish.uplink.span, "");
            let why = "AWS's end is in the gateway's blocks, and of one peer; a new one replaces the peer";
            let release = format!("sites.{site}.uplinks.{name}");
            let help = format!("restore the lock or the block, or give it up: `--release {release}`");
            self.diagnostics.push(finding.why(why).help(help));
        }
    }

    fn choose(&mut self, wishes: &[Wish<'_>]) {
        let had = self.ledger.had_under("site").filter_map(|(_, entry)| Some(entry.ipv4?.address()));
        let reserved: BTreeSet<Ipv4Addr> = had.collect();
        for Wish { id, hub, uplink, connect } in wishes {
            let blocks = self.network.hubs[hub.0].cidrs.iter().map(|block| block.value);
            if self.ends.contains_key(id) || connect.gateway_address.is_some() || blocks.len() == 0 {
                continue;
            }
            let mut free = blocks.flat_map(hosts).filter(|address| !reserved.contains(address));
            if let Some(address) = free.find(|address| self.taken.insert((*hub, *address))) {
                self.ends.insert(*id, (address, Origin::FirstFit));
            } else {
                let message = format!("no address is left for AWS's end of `{}`", uplink.name);
                let finding = Diagnostic::new(Code::ConnectBlock, message).at(uplink.span, "");
                self.diagnostics.push(finding.help("write one more block in `cidrs` of the transit gateway"));
            }
        }
    }
}

/// The addresses of a block without its first and its last, from the highest on.
fn hosts(block: Cidr4) -> impl Iterator<Item = Ipv4Addr> {
    (block.first().saturating_add(1)..block.last()).rev().map(Ipv4Addr::from_bits)
}

fn path(network: &Network, id: UplinkId) -> String {
    format!("{}/uplink/{}/gateway", site_path(network.site(id.site).name.as_str()), network.uplink(id).name.as_str())
}

/// Every Connect peer, by site and name.
fn wishes(network: &Network) -> Vec<Wish<'_>> {
    let sites = network.sites.iter().enumerate().filter_map(|(index, site)| Some((index, site, site.segment()?.0)));
    let wishes = sites.flat_map(|(site, meant, hub)| {
        let uplinks = meant.uplinks.iter().enumerate();
        uplinks.filter_map(move |(index, uplink)| {
            let (id, connect) = (UplinkId { site: SiteId(site), index }, uplink.connect()?);
            Some(Wish { id, hub, uplink, connect })
        })
    });
    wishes.collect()
}

impl Planner<'_> {
    pub(super) fn connect(&self, id: UplinkId, uplink: &Uplink, connect: &Connect) -> Option<ConnectPlan> {
        let (gateway_address, gateway_origin) = *self.ends.get(&id)?;
        let inside = self.links.get(&(id, Part::Inside))?;
        Some(ConnectPlan {
            uplink: id,
            over: connect.over,
            address: connect.address.value,
            gateway_address,
            gateway_origin,
            inside: inside.block,
            inside_origin: inside.origin,
            asn: self.site.asn.value,
            amazon_asn: self.amazon_asn(),
            rank: uplink.rank,
            sizes: connect.sizes(),
        })
    }
}
