//! Sites as several reports show them: every session with both ends, and where it stands in both directions. In come the plan's
//! decisions, out go words. Nothing is decided here.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::words::join;
use crate::net::{Asn, Cidr4, Name};
use crate::network::{Site, SiteRouter, Uplink};
use crate::plan::{ConnectPlan, InterfacePlan, Link, Plan, PublicPlan, RoutingPlan, SitePlan, VpnPlan};
use crate::uplink::preference::{Level, TunnelPreference, Tunnels, local_preference};

/// A site and what was planned for it.
#[derive(Clone, Copy)]
pub(super) struct SiteFacts<'a> {
    pub plan: &'a Plan<'a>,
    pub site: &'a Site,
    pub decided: &'a SitePlan,
}

/// A link of an uplink: a virtual interface, or one tunnel of a VPN connection.
pub(super) struct Session<'a> {
    /// From 1; equal uplinks share a number.
    pub order: u8,
    pub uplink: &'a Uplink,
    pub router: &'a SiteRouter,
    pub link: Link,
    pub over: Over<'a>,
}

/// What a session runs over.
pub(super) enum Over<'a> {
    Interface(&'a InterfacePlan),
    /// Tunnel 1 or 2.
    Tunnel(&'a VpnPlan, u8),
    /// Session 1 or 2.
    Peer(&'a ConnectPlan, u8),
}

/// All sites of a plan.
pub(super) fn all<'a>(plan: &'a Plan<'a>) -> impl Iterator<Item = SiteFacts<'a>> {
    plan.sites.iter().map(move |decided| SiteFacts { plan, site: plan.network.site(decided.site), decided })
}

impl<'a> SiteFacts<'a> {
    /// Every session, in the order of preference.
    pub fn sessions(&self) -> Vec<Session<'a>> {
        let site = self.site;
        let session = |index: usize, order: u8, link: Link, over: Over<'a>| {
            let uplink = &site.uplinks[index];
            Session { order: order.saturating_add(1), uplink, router: site.router(uplink.router), link, over }
        };
        let interfaces = self.decided.interfaces.iter();
        let direct = interfaces.map(|one| session(one.uplink.index, one.rank.of_site, one.link, Over::Interface(one)));
        let vpns = self.decided.vpns.iter().flat_map(|vpn| (1..).zip(&vpn.tunnels).map(move |tunnel| (vpn, tunnel)));
        let tunnels = vpns.map(|(vpn, (number, tunnel))| {
            session(vpn.uplink.index, vpn.rank.of_site, tunnel.inside, Over::Tunnel(vpn, number))
        });
        let peers = self.decided.connects.iter().flat_map(|peer| [1, 2].map(|number| (peer, number)));
        let peers = peers.map(|(peer, number)| {
            let link = Link { block: peer.inside, origin: peer.inside_origin };
            session(peer.uplink.index, peer.rank.of_site, link, Over::Peer(peer, number))
        });
        let mut all: Vec<Session<'a>> = direct.chain(tunnels).chain(peers).collect();
        all.sort_by(|one, other| (one.order, &one.uplink.name).cmp(&(other.order, &other.uplink.name)));
        all
    }

    /// Its public virtual interfaces, by name.
    pub fn publics(&self) -> impl Iterator<Item = Public<'a>> + use<'a> {
        let (site, decided) = (self.site, self.decided);
        decided.publics.iter().map(move |one| {
            let meant = &site.publics[one.public.index];
            Public { name: &meant.name, router: site.router(meant.router), decided: one }
        })
    }

    /// `dx-1 and dx-2, then inet`
    pub fn order(&self) -> String {
        let mut ranked: Vec<(u8, &str)> =
            self.site.uplinks.iter().map(|one| (one.rank.of_site, one.name.as_str())).collect();
        ranked.sort_unstable();
        let groups = ranked.chunk_by(|(one, _), (other, _)| one == other);
        join(groups.map(|group| join(group.iter().map(|(_, name)| name), " and ")), ", then ")
    }

    /// Whether no uplink has BGP.
    pub fn is_static(&self) -> bool {
        self.sessions().iter().all(|session| session.amazon_asn().is_none())
    }

    /// Routers with a session table, where uplinks end on several routers; empty if there are none.
    pub fn keeps_state(&self) -> String {
        let used: BTreeSet<usize> = self.site.uplinks.iter().map(|uplink| uplink.router.0).collect();
        let routers = used.iter().filter(|_| used.len() > 1).filter_map(|index| self.site.routers.get(*index));
        join(routers.filter(|router| router.platform.capabilities().stateful).map(|router| &router.name), " and ")
    }

    /// What becomes of the prefixes that a VPN gateway announces from one site to another; empty where there is no other one.
    pub fn cloud_hub(&self) -> String {
        let Some(vpc) = self.site.only_vpc() else { return String::new() };
        let speaks = |site: &&Site| site.end == self.site.end && site.speaks_by_vpn();
        if !speaks(&self.site) || self.plan.network.sites.iter().filter(speaks).count() < 2 {
            return String::new();
        }
        let said =
            "The VPN gateway announces to each VPN connection what the other sites announce as well (VPN CloudHub)";
        if self.plan.network.vpc(vpc).between_sites.is_some_and(|between| between.value) {
            format!("{said}: the routers accept it, and the sites reach each other.")
        } else {
            format!("{said}: the filters of the routers refuse it, and nothing at AWS does.")
        }
    }

    /// What SiteLink leads to and what it changes; empty where the site takes no part.
    pub fn site_link(&self) -> String {
        let gateway = self.site.clear_gateway().map(|gateway| &self.plan.network.dx_gateway(gateway).name);
        let Some(gateway) = gateway.filter(|_| !self.decided.linked.is_empty()) else { return String::new() };
        format!(
            "SiteLink of Direct Connect gateway {gateway} leads to {} past the transit gateway, in clear; AWS bills it by hour and GB. AWS goes \
             by the shorter AS path to the site, whatever the Region of a virtual interface.",
            self.linked()
        )
    }

    /// The sites that SiteLink joins it to.
    pub fn linked(&self) -> String {
        join(self.decided.linked.iter().map(|other| &self.plan.network.site(*other).name), ", ")
    }

    /// What the site announces on every uplink.
    pub fn own(&self) -> String {
        let v6 = self.site.ipv6_prefixes.iter().map(|prefix| prefix.value.to_string());
        join(self.site.prefixes.iter().map(|prefix| prefix.value.to_string()).chain(v6), ", ")
    }

    /// What AWS announces on every uplink.
    pub fn announced(&self) -> String {
        let network = self.plan.network;
        let v6 = self.decided.announced_ipv6.iter().map(|vpc| format!("the IPv6 /56 of {}", network.vpc(*vpc).name));
        let v4 = self.decided.announced.iter().chain(&self.decided.of_sites).map(ToString::to_string);
        let all = join(v4.chain(v6), ", ");
        if all.is_empty() { "nothing".to_owned() } else { all }
    }

    /// What AWS announces on a virtual interface.
    pub fn told(&self, interface: &InterfacePlan) -> String {
        match interface.tunnels {
            Some(_) => join(self.decided.told(interface), ", "),
            None => self.announced(),
        }
    }

    /// What the gateway at the end of a virtual interface allows: what AWS announces there, but for what SiteLink brings.
    pub fn allowed(&self, interface: &InterfacePlan) -> String {
        let linked = self.decided.linked.iter().flat_map(|other| &self.plan.network.site(*other).prefixes);
        let linked: BTreeSet<Cidr4> = linked.map(|prefix| prefix.value).collect();
        if interface.tunnels.is_some() || linked.is_empty() {
            return self.told(interface);
        }
        join(self.decided.announced.iter().filter(|prefix| !linked.contains(prefix)), ", ")
    }

    /// What AWS goes by on the way back, where several uplinks lead to the site.
    pub fn back(&self, session: &Session<'_>) -> String {
        match session.over {
            Over::Interface(one) => {
                let first = match one.tunnels {
                    Some(_) => "for the tunnels alone; ",
                    None if self.decided.vpns.is_empty() => "",
                    None => "before every VPN connection; ",
                };
                match Level::of(one.rank) {
                    Some(level) => format!("{first}community {level} ({})", level.word()),
                    None => format!("{first}no community"),
                }
            }
            Over::Tunnel(VpnPlan { routing: RoutingPlan::Static(_), .. }, _) => "a static route at AWS".to_owned(),
            Over::Tunnel(vpn, number) => {
                let own = TunnelPreference::of(vpn.rank, vpn.mode, number);
                format!("AS path of {}, MED {}", own.prepends.saturating_add(1), own.med)
            }
            Over::Peer(peer, _) => {
                let own = TunnelPreference::of(peer.rank, Tunnels::Balanced, 1);
                format!("AS path of {}, MED {}", own.prepends.saturating_add(1), own.med)
            }
        }
    }
}

/// A public virtual interface as reports show it.
pub(super) struct Public<'a> {
    pub name: &'a Name,
    pub router: &'a SiteRouter,
    pub decided: &'a PublicPlan,
}

impl Public<'_> {
    /// What the router announces.
    pub fn announced(&self) -> String {
        join(&self.decided.prefixes, ", ")
    }

    /// `all Regions (7224:9300)`
    pub fn carried(&self) -> String {
        format!("{} ({})", self.decided.scope, self.decided.scope.community())
    }
}

impl Session<'_> {
    /// `dx-1`, `inet tunnel 2`
    pub fn name(&self) -> String {
        match self.over {
            Over::Interface(_) => self.uplink.interface_name().to_string(),
            Over::Tunnel(_, number) => format!("{} tunnel {number}", self.uplink.name),
            Over::Peer(_, number) => format!("{} session {number}", self.uplink.name),
        }
    }

    /// AWS's address.
    pub fn amazon(&self) -> Ipv4Addr {
        match self.over {
            Over::Peer(peer, number) => peer.amazon()[usize::from(number > 1)],
            Over::Interface(_) | Over::Tunnel(..) => self.link.amazon(),
        }
    }

    /// The router's address.
    pub fn own(&self) -> Ipv4Addr {
        match self.over {
            Over::Peer(peer, _) => peer.router(),
            Over::Interface(_) | Over::Tunnel(..) => self.link.router(),
        }
    }

    /// Where a tunnel begins: `203.0.113.1`, `203.0.113.1 over public-1`; nothing of a virtual interface.
    pub fn from(&self) -> String {
        let Over::Tunnel(vpn, _) = self.over else { return String::new() };
        let over = self.uplink.vpn().and_then(|meant| meant.public());
        let over = over.map(|path| format!(" over {}", path.name.value)).unwrap_or_default();
        format!("{}{over}", vpn.customer.address)
    }

    /// AWS's autonomous system; `None` without BGP.
    pub fn amazon_asn(&self) -> Option<Asn> {
        match self.over {
            Over::Interface(one) => Some(one.amazon_asn),
            Over::Tunnel(VpnPlan { routing: RoutingPlan::Static(_), .. }, _) => None,
            Over::Tunnel(vpn, _) => vpn.amazon_asn,
            Over::Peer(peer, _) => peer.amazon_asn,
        }
    }

    /// What the router goes by on the way out.
    pub fn out(&self) -> String {
        match self.over {
            Over::Interface(InterfacePlan { rank, .. }) | Over::Peer(ConnectPlan { rank, .. }, _) => {
                format!("local preference {}", local_preference(*rank))
            }
            Over::Tunnel(VpnPlan { routing: RoutingPlan::Static(_), .. }, _) => "a static route".to_owned(),
            Over::Tunnel(vpn, number) => {
                let own = TunnelPreference::of(vpn.rank, vpn.mode, number);
                format!("local preference {}", own.local_preference)
            }
        }
    }
}
