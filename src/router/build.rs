//! From the plan of sites to the configuration of each router. Decides nothing: the plan has every value.

use std::net::Ipv4Addr;

use super::config::{
    Carries, DirectConnect, FirstHop, Gre, Lan, Peer, PublicPath, RouterConfig, RouterLag, Tunnel, Vpn,
};
use super::platform;
use crate::net::{Asn, Cidr4, Name};
use crate::network::{Network, PublicTransport, RouterId, Site, Transport, Uplink};
use crate::plan::{ConnectPlan, InterfacePlan, Link, Plan, PublicPlan, RoutingPlan, SitePlan, VpnPlan};
use crate::uplink::first_hop::PRIORITIES;
use crate::uplink::platform::Platform;
use crate::uplink::preference::Rank;
use crate::uplink::public::AMAZON_ASN;

/// The routers of all sites, by site and name. `document` is the blueprint's file name. A router whose only uplink has static
/// routes is not among them: nothing but its owner says what it runs.
#[must_use]
pub fn configs(plan: &Plan<'_>, document: &str) -> Vec<RouterConfig> {
    plan.sites.iter().flat_map(|site| of_site(plan.network, site, document)).collect()
}

/// Whether a router talks BGP to AWS, and so gets files.
#[must_use]
pub fn speaks(plan: &SitePlan, network: &Network, router: RouterId) -> bool {
    let at = |uplink| network.uplink(uplink).router == router;
    let vpn = |vpn: &VpnPlan| at(vpn.uplink) && vpn.routing == RoutingPlan::Bgp;
    let is_public = network.site(plan.site).publics.iter().any(|one| one.router == router);
    plan.interfaces.iter().any(|interface| at(interface.uplink))
        || plan.vpns.iter().any(vpn)
        || is_public
        || plan.connects.iter().any(|peer| at(peer.uplink))
}

fn of_site(network: &Network, plan: &SitePlan, document: &str) -> Vec<RouterConfig> {
    let site = network.site(plan.site);
    let speaking = (0..site.routers.len()).map(RouterId).filter(|router| speaks(plan, network, *router));
    let speaking: Vec<RouterId> = speaking.collect();
    let config = |id: RouterId| {
        let router = site.router(id);
        let others = speaking.iter().filter(|other| **other != id).map(|other| site.router(*other));
        RouterConfig {
            document: document.to_owned(),
            site: site.name.word(),
            router: router.name.word(),
            platform: router.platform,
            asn: site.asn.value,
            router_id: router.router_id,
            lan: Lan {
                interface: router.lan.interface.value.to_string(),
                address: router.lan.address.value.address,
                network: router.lan.address.value.network,
                contributors: sorted(router.lan.contributors.iter().map(|one| one.value)),
                first_hop: first_hop(network, plan, &speaking, id),
            },
            site_prefixes: sorted(site.prefixes.iter().map(|prefix| prefix.value)),
            aws_prefixes: accepted(plan),
            lags: lags(network, site, id),
            direct_connects: direct_connects(network, plan, id),
            vpns: vpns(network, plan, id),
            gres: gres(network, plan, id),
            peers: others
                .map(|other| Peer { router: other.name.word(), address: other.lan.address.value.address })
                .collect(),
            mss: plan.mss,
            greenfield: site.greenfield,
            multipath: router.multipath,
            ipv6: super::ipv6::of_site(
                site,
                plan,
                speaking.iter().filter(|other| **other != id).map(|other| site.router(*other)),
            ),
        }
    };
    speaking.iter().copied().map(config).collect()
}

/// A router's part in the virtual address: among the routers that talk to AWS the one with the best uplink comes first.
fn first_hop(network: &Network, plan: &SitePlan, speaking: &[RouterId], id: RouterId) -> Option<FirstHop> {
    let site = network.site(plan.site);
    let hop = site.router(id).lan.first_hop?;
    let best = |router: RouterId| {
        let interfaces = plan.interfaces.iter().map(|one| (one.uplink, one.rank));
        let peers = plan.connects.iter().map(|one| (one.uplink, one.rank));
        let all = interfaces.chain(plan.vpns.iter().map(|one| (one.uplink, one.rank))).chain(peers);
        all.filter(|(uplink, _)| network.uplink(*uplink).router == router).map(|(_, rank)| rank).min()
    };
    let with = speaking.iter().filter(|router| site.router(**router).lan.first_hop.is_some());
    let mut order: Vec<RouterId> = with.copied().collect();
    order.sort_by_key(|router| (best(*router), *router));
    let is_first = order.first() == Some(&id);
    let until = order.get(1).and_then(|other| best(*other)).filter(|_| is_first);
    let priority = PRIORITIES[usize::from(!is_first)];
    Some(FirstHop { address: hop.address.value, group: hop.group, priority, until })
}

/// What a router accepts from AWS, by address.
fn accepted(plan: &SitePlan) -> Vec<Cidr4> {
    sorted(plan.announced.iter().chain(&plan.of_sites).copied())
}

/// Each prefix once, by address: the order of a document moves no line of a router.
fn sorted(prefixes: impl Iterator<Item = Cidr4>) -> Vec<Cidr4> {
    let mut all: Vec<Cidr4> = prefixes.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The LAGs of a router; one on a LAG of the document's own needs as many links as that does.
fn lags(network: &Network, site: &Site, id: RouterId) -> Vec<RouterLag> {
    let lag = |lag: &crate::network::RouterLag| {
        let mut ports =
            site.ports().filter(|(router, interface, _)| *router == id && interface.value == lag.interface.value);
        let own = ports.find_map(|(_, _, connection)| network.own_lag(connection.value.own()?));
        RouterLag {
            interface: lag.interface.value.to_string(),
            members: lag.members.iter().map(|member| member.value.to_string()).collect(),
            minimum: lag.minimum.or(own.map(|own| own.minimum)).filter(|minimum| *minimum > 0),
        }
    };
    site.router(id).lags.iter().map(lag).collect()
}

fn direct_connects(network: &Network, plan: &SitePlan, router: RouterId) -> Vec<DirectConnect> {
    let own = plan.interfaces.iter().filter(|one| network.uplink(one.uplink).router == router);
    let publics = plan.publics.iter().filter(|one| network.public(one.public).router == router);
    let mut all: Vec<DirectConnect> = own.map(|one| direct_connect(network.site(plan.site), one)).collect();
    all.extend(publics.filter_map(|one| public(network, one)));
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    all
}

fn direct_connect(site: &Site, plan: &InterfacePlan) -> DirectConnect {
    let uplink = &site.uplinks[plan.uplink.index];
    DirectConnect {
        name: uplink.interface_name().word(),
        description: uplink.description.as_ref().map(ToString::to_string).unwrap_or_default(),
        rank: plan.rank,
        connection: plan.connection.clone(),
        interface: uplink.interface.value.to_string(),
        vlan: plan.vlan,
        link: plan.link.block,
        asn: plan.amazon_asn,
        key: None,
        mtu: plan.mtu,
        bfd: plan.bfd,
        carries: plan.tunnels.clone().map_or(Carries::Site, Carries::Tunnels),
        ipv6: None,
    }
}

/// Behind all uplinks, for it has no place among them.
const UNRANKED: Rank = Rank { of_site: u8::MAX, of_kind: u8::MAX };

fn public(network: &Network, plan: &PublicPlan) -> Option<DirectConnect> {
    let meant = network.public(plan.public);
    Some(DirectConnect {
        name: meant.name.word(),
        description: meant.description.as_ref().map(ToString::to_string).unwrap_or_default(),
        rank: UNRANKED,
        connection: plan.connection.clone(),
        interface: meant.interface.value.to_string(),
        vlan: plan.vlan,
        link: plan.amazon.block,
        asn: Asn::new(AMAZON_ASN)?,
        key: None,
        mtu: 1500,
        bfd: plan.bfd,
        carries: Carries::Public(PublicPath {
            aws: plan.amazon.address,
            own: plan.customer.address,
            announced: plan.prefixes.clone(),
            scope: plan.scope,
            accepted: plan.accepted,
            refused: plan.refused.clone(),
        }),
        ipv6: None,
    })
}

fn vpns(network: &Network, plan: &SitePlan, router: RouterId) -> Vec<Vpn> {
    let own = plan.vpns.iter().filter(|one| network.uplink(one.uplink).router == router);
    let links = direct_connects(network, plan, router);
    let mut all: Vec<Vpn> = own.filter_map(|one| vpn(network.site(plan.site), &links, one)).collect();
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    all
}

/// `None` without BGP. `links` are the virtual interfaces of the same router.
fn vpn(site: &Site, links: &[DirectConnect], plan: &VpnPlan) -> Option<Vpn> {
    let uplink = &site.uplinks[plan.uplink.index];
    let (_, meant) = site.vpns().find(|(one, _)| one.name == uplink.name)?;
    let asn = plan.amazon_asn.filter(|_| plan.routing == RoutingPlan::Bgp)?;
    let tunnel = |link: Link| Tunnel { number: number(link.block), inside: link.block, outside: None, key: None };
    Some(Vpn {
        name: uplink.name.word(),
        description: uplink.description.as_ref().map(ToString::to_string).unwrap_or_default(),
        rank: plan.rank,
        interface: source(site.router(uplink.router).platform, uplink, links)?,
        carrier: carrier(uplink),
        outside: plan.customer.address,
        local_address: meant.local_address.map(|address| address.value),
        next_hop: meant.next_hop.map(|hop| hop.value),
        vrf: meant.vrf.as_ref().map(|vrf| vrf.value.clone()),
        path_mtu: meant.path_mtu.value,
        asn,
        crypto: plan.crypto,
        options: plan.options,
        accelerated: plan.accelerated,
        mode: plan.mode,
        tunnels: [tunnel(plan.tunnels[0].inside), tunnel(plan.tunnels[1].inside)],
    })
}

fn gres(network: &Network, plan: &SitePlan, router: RouterId) -> Vec<Gre> {
    let own = plan.connects.iter().filter(|one| network.uplink(one.uplink).router == router);
    let mut all: Vec<Gre> = own.filter_map(|one| gre(network.site(plan.site), one)).collect();
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    all
}

fn gre(site: &Site, plan: &ConnectPlan) -> Option<Gre> {
    let uplink = &site.uplinks[plan.uplink.index];
    Some(Gre {
        name: uplink.name.word(),
        description: uplink.description.as_ref().map(ToString::to_string).unwrap_or_default(),
        rank: plan.rank,
        interface: uplink.interface.value.to_string(),
        source: plan.address,
        remote: plan.gateway_address,
        inside: plan.inside,
        asn: plan.amazon_asn?,
        path_mtu: uplink.connect()?.path_mtu.value,
        number: number(plan.inside),
    })
}

/// The virtual interface that carries a connection.
fn carrier(uplink: &Uplink) -> Option<Name> {
    match &uplink.vpn()?.transport {
        Transport::Internet => None,
        Transport::Transit(_) => Some(uplink.interface_name().word()),
        Transport::Public(path) => Some(path.name.value.word()),
    }
}

/// The interface that the tunnels of a connection begin at: one that is there, or that of the virtual interface which carries them.
fn source(on: Platform, uplink: &Uplink, links: &[DirectConnect]) -> Option<String> {
    match &uplink.vpn()?.transport {
        Transport::Internet => Some(uplink.interface.value.to_string()),
        Transport::Transit(path) => Some(path.source.value.to_string()),
        Transport::Public(PublicTransport { source: Some(source), .. }) => Some(source.value.to_string()),
        Transport::Public(path) => {
            let link = links.iter().find(|one| one.name == path.name.value.word())?;
            Some(platform::of(on).added(link))
        }
    }
}

/// The number of a tunnel's interface: which /30 of 169.254.0.0/16 it has inside, from 0 to 16383. So it is unique on every
/// router, moves as little as the address does, and fits the units of every platform.
fn number(inside: Cidr4) -> u16 {
    let offset = inside.first().saturating_sub(Ipv4Addr::new(169, 254, 0, 0).to_bits()) / 4;
    u16::try_from(offset).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint;
    use crate::diagnostic::{Diagnostics, Sources};
    use crate::network;
    use crate::plan::lock::Lock;
    use crate::plan::plan;

    fn configs_of(text: &str) -> Vec<RouterConfig> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add("dx-vpn.yaml", text);
        let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a good document");
        let network = network::resolve(&blueprint, &mut diagnostics).expect("a good document");
        let (plan, _) = plan(&network, &Lock::default(), &mut diagnostics).expect("a good document");
        configs(&plan, "dx-vpn.yaml")
    }

    #[test]
    fn each_router_is_told_of_its_own_uplinks_and_of_the_others() {
        let configs = configs_of(include_str!("../../blueprints/dx-vpn.yaml"));
        let [one, two] = configs.as_slice() else { panic!("{configs:?}") };
        assert_eq!((one.router.as_str(), two.router.as_str()), ("edge-1", "edge-2"));
        assert_eq!((one.direct_connects.len(), one.vpns.len()), (1, 0));
        assert_eq!((two.direct_connects.len(), two.vpns.len()), (0, 1));
        assert_eq!(one.peers[0].address, two.lan.address);
        assert_eq!(two.peers[0].address, one.lan.address);
        assert_eq!((one.mss, two.mss), (Some(1406), Some(1406)), "every uplink is clamped to the lowest");
        assert_eq!((one.direct_connects[0].asn.get(), two.vpns[0].asn.get()), (64513, 64512));
        assert_eq!(two.vpns[0].tunnels.each_ref().map(|tunnel| tunnel.number), [1024, 1025]);
        assert!(one.is_unbound() && two.is_unbound());
        assert_eq!(one.aws_prefixes, two.aws_prefixes);
    }

    #[test]
    fn the_classic_scenario_has_its_values_on_the_router() {
        let configs = configs_of(include_str!("../../tests/blueprints/site-vpn-gateway.yaml"));
        let mut diagnostics = Diagnostics::default();
        let files = crate::router::render(&configs, &mut diagnostics).expect("no finding").public;
        let file =
            files.iter().find(|file| file.path.ends_with("tokyo/edge-2.unbound.cfg")).expect("the router's file");
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for line in [
            "crypto ikev2 proposal NG-INET-IKE",
            "encryption aes-cbc-256",
            "integrity sha256",
            "group 19",
            "lifetime 28800",
            "crypto ipsec transform-set NG-INET-ESP esp-aes 256 esp-sha256-hmac",
            "set pfs group19",
            "set security-association lifetime seconds 3600",
            "router bgp 65001",
            "neighbor 169.254.16.9 remote-as 64512",
        ] {
            assert!(lines.contains(&line), "{line}\n{}", file.text);
        }
    }

    #[test]
    fn a_router_with_static_routes_alone_is_left_to_its_owner() {
        let configs = configs_of(include_str!("../../tests/blueprints/site-vpn-gateway.yaml"));
        let names: Vec<_> = configs.iter().map(|one| format!("{}/{}", one.site, one.router)).collect();
        assert_eq!(names, ["tokyo/edge-1", "tokyo/edge-2"]);
    }
}
