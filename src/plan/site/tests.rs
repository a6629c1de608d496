use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use super::super::hub::{Attachment, TableOf};
use super::super::lock::{Entry, Lock, State};
use super::super::types::{Origin, Plan};
use super::super::{plan, release};
use super::*;
use crate::blueprint;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Format, Severity, Sources, report};
use crate::network;

const DX_VPN: &str = include_str!("../../../blueprints/dx-vpn.yaml");
const VPN_GATEWAY: &str = include_str!("../../../tests/blueprints/site-vpn-gateway.yaml");
const TRANSIT_GATEWAY: &str = include_str!("../../../tests/blueprints/site-transit-gateway.yaml");
const TWO_SITES: &str = include_str!("../../../tests/blueprints/site-two-sites.yaml");

/// Plans a document and hands it on with its lock, or gives the codes of its errors.
pub(super) fn planned<T>(text: &str, old: &Lock, then: impl FnOnce(&Plan<'_>, &Lock) -> T) -> Result<T, Vec<Code>> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut diagnostics));
    let Some(network) = network else { panic!("{}", report(&diagnostics, &sources, Format::Text { color: false })) };
    if let Some((plan, lock)) = plan(&network, old, &mut diagnostics) {
        return Ok(then(&plan, &lock));
    }
    let errors = |one: &Diagnostic| one.code.severity() == Severity::Error;
    Err(diagnostics.sorted().into_iter().filter(|one| errors(one)).map(|one| one.code).collect())
}

pub(super) fn cidrs(list: &[&str]) -> Vec<Cidr4> {
    list.iter().map(|text| text.parse().unwrap()).collect()
}

/// Every link by its path in the lock.
fn links(lock: &Lock) -> BTreeMap<String, (Cidr4, State)> {
    let links = lock.under("site").filter_map(|(path, entry)| Some((path.to_owned(), (entry.ipv4?, entry.state))));
    links.collect()
}

#[test]
fn both_uplinks_of_the_built_in_say_the_same() {
    let facts = planned(DX_VPN, &Lock::default(), |plan, _| {
        let (site, gateway) = (&plan.sites[0], &plan.direct_connect_gateways[0]);
        let (interface, vpn) = (&site.interfaces[0], &site.vpns[0]);
        assert_eq!(site.announced, cidrs(&["10.0.0.0/16"]));
        assert_eq!(gateway.associations[0].allowed, site.announced);
        assert_eq!([gateway.associations[0].target], *site.targets);
        assert_eq!((interface.kind, interface.name.as_str()), (InterfaceKind::Transit, "hybrid-tokyo-dx-1"));
        assert_eq!((interface.amazon_asn.get(), vpn.amazon_asn.map(Asn::get)), (64513, Some(64512)));
        assert_eq!((interface.asn.get(), vpn.customer.asn.get()), (65000, 65000));
        assert_eq!((vpn.sizes.mtu, vpn.sizes.mss, site.mss), (1446, 1406, Some(1406)));
        assert_eq!((interface.rank.of_site, vpn.rank.of_site, vpn.rank.of_kind), (0, 1, 0));
        let ends = |link: Link| (link.amazon().to_string(), link.router().to_string());
        assert_eq!(ends(interface.link), ("169.254.32.1".to_owned(), "169.254.32.2".to_owned()));
        assert_eq!(ends(vpn.tunnels[1].inside), ("169.254.16.5".to_owned(), "169.254.16.6".to_owned()));
        assert_eq!(vpn.tunnels[0].key, KeySource::Generated);
    });
    assert_eq!(facts, Ok(()));
}

#[test]
fn tables_of_the_hub_know_both_attachments() {
    let facts = planned(DX_VPN, &Lock::default(), |plan, _| {
        let hybrid = &plan.hybrid_routing[0];
        let hub = &plan.network.hubs[hybrid.hub.0];
        let name = |of: TableOf| match of {
            TableOf::Segment(segment) => hub.segment(segment).name.to_string(),
            other => format!("{other:?}"),
        };
        let mut kinds = Vec::new();
        for one in &hybrid.attachments {
            assert_eq!(name(one.association), "on-prem");
            assert_eq!(one.propagations.iter().copied().map(name).collect::<Vec<_>>(), ["cloud"]);
            assert!(one.routes.is_empty());
            kinds.push(matches!(one.attachment, Attachment::Vpn(_)));
        }
        assert_eq!(kinds, [true, false], "VPN connections come first");
    });
    assert_eq!(facts, Ok(()));
}

#[test]
fn a_static_connection_gets_routes_in_place_of_propagation() {
    let text = TWO_SITES
        .replace("      isp-b: {vpn: {router: edge-2, interface: GigabitEthernet2, outside_ip: 203.0.113.20}}\n", "");
    let text = text.replace("outside_ip: 198.51.100.7", "outside_ip: 198.51.100.7, routing: static");
    let text = text.replace("    prefer: [isp-a, isp-b]\n", "");
    let second = "      edge-2: {platform: cisco-ios-xe, router_id: 172.20.1.3, lan: {interface: GigabitEthernet1, address: 172.20.1.3/24}}\n";
    let facts = planned(&text.replace(second, ""), &Lock::default(), |plan, _| {
        let all: Vec<_> = plan.hybrid_routing[0].attachments.iter().filter(|one| !one.routes.is_empty()).collect();
        assert_eq!(all.len(), 1);
        assert!(all[0].propagations.is_empty(), "AWS has nothing to propagate");
        let to: BTreeSet<Cidr4> = all[0].routes.iter().map(|(_, route)| route.to.cidr).collect();
        assert_eq!(to.into_iter().collect::<Vec<_>>(), cidrs(&["172.20.0.0/16"]));
        assert_eq!(all[0].routes.len(), 2, "in `cloud`, and in `on-prem`, which reaches itself");
    });
    assert_eq!(facts, Ok(()));
}

#[test]
fn sites_that_talk_are_told_of_each_other() {
    let facts = planned(TWO_SITES, &Lock::default(), |plan, _| {
        assert_eq!(plan.sites[0].announced, cidrs(&["10.0.0.0/16", "172.20.0.0/16"]));
        assert_eq!(plan.sites[1].announced, cidrs(&["10.0.0.0/16", "192.168.0.0/16"]));
        let allowed = &plan.direct_connect_gateways[0].associations[0].allowed;
        assert_eq!(*allowed, plan.sites[0].announced, "the gateway has one site");
    });
    assert_eq!(facts, Ok(()));
}

#[test]
fn pools_are_announced_in_place_of_what_lies_inside() {
    let facts = planned(TRANSIT_GATEWAY, &Lock::default(), |plan, _| {
        assert_eq!(plan.sites[0].announced, cidrs(&["10.0.0.0/12", "10.80.0.0/12"]));
    });
    assert_eq!(facts, Ok(()));
    let exact = TRANSIT_GATEWAY.replace("{announce: pools}", "{}");
    let facts = planned(&exact, &Lock::default(), |plan, _| {
        // What passes the firewall is one route by the pool either way.
        assert_eq!(plan.sites[0].announced, cidrs(&["10.0.0.0/12", "10.80.0.0/18", "10.80.64.0/18"]));
    });
    assert_eq!(facts, Ok(()));
}

/// The route that stands for a pool leads to one VPC of it; another one that comes first by name takes nothing over.
#[test]
fn another_vpc_of_a_pool_moves_no_route() {
    let via = |plan: &Plan<'_>| {
        let routes = plan.hubs[0].tables.iter().flat_map(|table| &table.statics);
        let led = routes.filter(|route| route.to.cidr.to_string() == "10.80.0.0/12").map(|route| route.via.clone());
        let names = led.map(|via| match via {
            Attachment::Vpc(vpc) => plan.network.vpc(vpc).name.to_string(),
            other => format!("{other:?}"),
        });
        names.collect::<Vec<_>>()
    };
    let (before, lock) = planned(TRANSIT_GATEWAY, &Lock::default(), |plan, lock| (via(plan), lock.clone())).unwrap();
    assert_eq!(before, ["logs"]);
    let more = "vpcs:\n  builds: {pool: shared, prefix: 18, attach: {to: hub, segment: shared}, tiers: {private: {prefix: 22, route: transit}}}\n";
    let after = planned(&TRANSIT_GATEWAY.replace("vpcs:\n", more), &lock, |plan, _| via(plan));
    assert_eq!(after, Ok(before));
}

#[test]
fn a_vpn_gateway_filters_by_the_blocks_of_its_vpc() {
    let facts = planned(VPN_GATEWAY, &Lock::default(), |plan, _| {
        let (vpc, office, tokyo) = (&plan.vpcs[0], &plan.sites[0], &plan.sites[1]);
        assert_eq!(tokyo.announced, cidrs(&["10.0.0.0/16"]));
        assert_eq!(plan.direct_connect_gateways[0].associations[0].allowed, tokyo.announced);
        assert_eq!(tokyo.interfaces[0].kind, InterfaceKind::Private);
        assert_eq!(office.vpns[0].routing, RoutingPlan::Static(cidrs(&["192.168.64.0/20"])));
        let gateway = vpc.vpn_gateway.as_ref().expect("a site is joined to the VPC");
        assert_eq!(gateway.asn.get(), 64512);
        let learns: Vec<&str> = vpc
            .tables
            .iter()
            .filter(|table| table.propagates)
            .map(|table| vpc.vpc.tier(table.tier).name.as_str())
            .collect();
        assert_eq!(learns, ["database", "private", "private"]);
        let KeySource::Secret { secret, field } = &tokyo.vpns[0].tunnels[1].key else { panic!("a secret is written") };
        assert_eq!((secret.as_str(), *field), ("corp/vpn/inet", "tunnel2"));
        assert_eq!(plan.hybrid_routing.len(), 0);
    });
    assert_eq!(facts, Ok(()));
}

#[test]
fn what_aws_keeps_is_never_given_out() {
    let text = format!("{DX_VPN}link_pools: {{tunnels: 169.254.5.0/28}}\n");
    let facts = planned(&text, &Lock::default(), |_, lock| links(lock).values().map(|(link, _)| *link).collect());
    assert_eq!(facts, Ok(cidrs(&["169.254.32.0/30", "169.254.5.4/30", "169.254.5.8/30"])));
    let text = format!("{DX_VPN}link_pools: {{tunnels: 169.254.169.0/24}}\n");
    assert_eq!(planned(&text, &Lock::default(), |_, _| ()), Err(vec![Code::LinkPoolFull]));
}

#[test]
fn a_pin_wins_and_a_locked_link_does_not_move_for_it() {
    let lock = planned(DX_VPN, &Lock::default(), |_, lock| lock.clone()).unwrap();
    let pin = |blocks: &str| DX_VPN.replace("tunnels: balanced", &format!("inside: [{blocks}]"));
    let own = planned(&pin("169.254.99.0/30, 169.254.99.4/30"), &lock, |plan, lock| {
        let origins = plan.sites[0].vpns[0].tunnels.each_ref().map(|tunnel| tunnel.inside.origin);
        (origins, links(lock)["site/tokyo/uplink/inet/tunnel2"])
    });
    let pinned = ("169.254.99.4/30".parse().unwrap(), State::Pinned);
    assert_eq!(own, Ok(([Origin::Pinned; 2], pinned)));
    // The link of the virtual interface is locked; nobody takes it.
    let taken = pin("169.254.32.0/30, 169.254.99.4/30");
    assert_eq!(planned(&taken, &lock, |_, _| ()), Err(vec![Code::LockDisagrees]));
    let mut given = lock.clone();
    let gone = release(&mut given, "sites.tokyo.uplinks.dx-1", &mut Diagnostics::default());
    assert_eq!(gone, ["site/tokyo/uplink/dx-1/link  ipv4 169.254.32.0/30"]);
    let moved = planned(&taken, &given, |_, lock| links(lock)["site/tokyo/uplink/dx-1/link"].0);
    assert_eq!(moved, Ok("169.254.32.4/30".parse().unwrap()));
}

#[test]
fn a_lock_with_a_link_that_cannot_be_is_refused() {
    let lock = planned(DX_VPN, &Lock::default(), |_, lock| lock.clone()).unwrap();
    for (path, block) in [
        ("site/tokyo/uplink/inet/tunnel1", "10.9.0.0/30"),
        ("site/tokyo/uplink/inet/tunnel2", "169.254.99.0/29"),
        ("site/tokyo/uplink/dx-1/link", "10.9.0.0/24"),
    ] {
        let mut odd = lock.clone();
        odd.insert(path.to_owned(), Entry { ipv4: Some(block.parse().unwrap()), ..Entry::default() });
        assert_eq!(planned(DX_VPN, &odd, |_, _| ()), Err(vec![Code::LockDisagrees]), "{path} {block}");
    }
}

/// Uplinks of three sites by name, each there or not.
type Uplinks = BTreeMap<(u8, u8), bool>;

/// A document with these uplinks: even ones are virtual interfaces, odd ones VPN connections.
fn document(uplinks: &Uplinks) -> String {
    let mut text = String::from(
        "netgen: 1\nname: many\nregion: eu-west-1\navailability_zones: [a]\n\
         vpcs: {app: {cidr: 10.0.0.0/16, tiers: {private: {prefix: 24, route: transit}}, attach: {to: hub, segment: cloud}}}\n\
         transit_gateways: {hub: {segments: {cloud: {reaches: [on-prem]}, on-prem: {}}}}\n\
         direct_connect_gateways: {main: {asn: 64513}}\nsites:\n",
    );
    for site in 0..3_u8 {
        let own: Vec<u8> = (0..4).filter(|index| uplinks.get(&(site, *index)) == Some(&true)).collect();
        if own.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "  s{site}:\n    asn: {}\n    prefixes: [192.168.{site}.0/24]\n    attach: {{to: hub, segment: on-prem}}\n    \
             routers: {{edge: {{platform: linux, router_id: 192.168.{site}.1, lan: {{interface: eth0, address: 192.168.{site}.1/24}}}}}}\n    uplinks:\n",
            65000 + u32::from(site)
        );
        for index in &own {
            let id = site * 4 + index;
            let _ = if index % 2 == 0 {
                writeln!(
                    text,
                    "      u{index}: {{direct_connect: {{router: edge, interface: eth{index}, connection: dxcon-ffabc1{id:02}, gateway: main, vlan: 300}}}}"
                )
            } else {
                writeln!(
                    text,
                    "      u{index}: {{vpn: {{router: edge, interface: eth{index}, outside_ip: 203.0.113.{id}}}}}"
                )
            };
        }
        let (direct, vpn): (Vec<u8>, Vec<u8>) = own.iter().copied().partition(|index| index % 2 == 0);
        let order: Vec<String> = direct.iter().chain(&vpn).map(|index| format!("u{index}")).collect();
        let _ = writeln!(text, "    prefer: [{}]", order.join(", "));
    }
    if uplinks.values().all(|there| !there) { text.replace("sites:\n", "") } else { text }
}

proptest! {
    /// Whatever comes and goes: a link that was given out stays, and nobody else ever has it.
    #[test]
    fn no_link_ever_moves(edits in prop::collection::vec((0..3_u8, 0..4_u8), 1..10)) {
        let mut uplinks = Uplinks::new();
        let mut lock = Lock::default();
        let mut known: BTreeMap<String, Cidr4> = BTreeMap::new();
        for edit in edits {
            let there = uplinks.entry(edit).or_default();
            *there = !*there;
            let text = document(&uplinks);
            lock = planned(&text, &lock, |_, lock| lock.clone()).expect("there is room");
            let now = links(&lock);
            for (path, link) in &known {
                prop_assert_eq!(now.get(path).map(|(link, _)| link), Some(link), "{}", path);
            }
            known = now.iter().map(|(path, (link, _))| (path.clone(), *link)).collect();
            let different: BTreeSet<&Cidr4> = known.values().collect();
            prop_assert_eq!(different.len(), known.len());
            let live = now.values().filter(|(_, state)| *state == State::Live).count();
            let wanted: usize = uplinks.iter().filter(|(_, there)| **there).map(|((_, index), _)| 1 + usize::from(index % 2)).sum();
            prop_assert_eq!(live, wanted);
            let again = planned(&text, &lock, |_, lock| lock.print()).expect("there is room");
            prop_assert_eq!(again, lock.print());
        }
    }
}
