//! Network ACLs of the preset `tiered`, over histories of documents: whatever tiers came and went, the first entry that
//! matches a packet says what the routes of the tiers say, and what stays keeps its number.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::Ipv4Addr;

use netgen::blueprint::{self, AclAction};
use netgen::check;
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::net::IcmpType;
use netgen::network::{self, RouteKind};
use netgen::plan::lock::{Lock, State};
use netgen::plan::{self, AclAddress, AclEntryPlan, AclProtocol, TierPlan, VpcPlan};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Tiers at a time; AWS takes 40 rules in a direction at most.
const AT_ONCE: usize = 8;

/// One edit of the document: tiers that leave, by place, and tiers that come.
type Edit = (Vec<usize>, Vec<(u16, &'static str)>);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let tier = (0_u16..200, prop::sample::select(vec!["internet", "nat", "local", "local"]));
    let edit = (prop::collection::vec(any::<usize>(), 1..4), prop::collection::vec(tier, 1..4));
    prop::collection::vec(edit, 100)
}

fn yaml(tiers: &BTreeMap<String, &'static str>, ipv6: bool) -> String {
    let mut text = format!(
        "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [a]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    ipv6: {ipv6}\n    \
         nat: single\n    growth: {{az_slots: 1}}\n    network_acls: tiered\n    tiers:\n      front: {{prefix: 28, route: internet}}\n"
    );
    for (name, route) in tiers {
        let _ = writeln!(text, "      {name}: {{prefix: 28, route: {route}}}");
    }
    text
}

/// A packet as an ACL sees it: the address at the other end, and what it carries.
#[derive(Clone, Copy, Debug)]
enum Far {
    V4(Ipv4Addr),
    /// In the n-th /64 of the VPC.
    Own(u32),
    /// Elsewhere on the internet, over IPv6.
    Elsewhere,
}

#[derive(Clone, Copy, Debug)]
enum Carried {
    Tcp(u16),
    Udp(u16),
}

fn lets_pass(entries: &[AclEntryPlan], far: Far, carried: Carried) -> bool {
    let is_match = |entry: &&AclEntryPlan| {
        let address = match (entry.source, far) {
            (AclAddress::V4(block), Far::V4(address)) => block.contains_address(address),
            (AclAddress::OwnV6(run), Far::Own(index)) => index / run.size == run.index,
            (AclAddress::V6(block), Far::Own(_) | Far::Elsewhere) => block.prefix() == 0,
            _ => false,
        };
        let protocol = match (entry.protocol, carried) {
            (AclProtocol::All, _) => true,
            (AclProtocol::Tcp(ports), Carried::Tcp(port)) | (AclProtocol::Udp(ports), Carried::Udp(port)) => {
                (ports.from()..=ports.to()).contains(&port)
            }
            _ => false,
        };
        address && protocol
    };
    let first = entries.iter().filter(is_match).min_by_key(|entry| entry.number);
    first.is_some_and(|entry| entry.action == AclAction::Allow)
}

/// Addresses of a tier, in each family.
fn addresses(tier: &TierPlan) -> Vec<Far> {
    let v4 = tier
        .subnets
        .iter()
        .flat_map(|subnet| [subnet.cidr.first(), subnet.cidr.last()])
        .map(|one| Far::V4(Ipv4Addr::from(one)));
    v4.chain(tier.subnets.iter().filter_map(|subnet| subnet.ipv6.map(Far::Own))).collect()
}

/// What ARCHITECTURE.md says about tiers that talk: those of `nat` with all, every other one with itself and with those.
fn talk(one: RouteKind, other: RouteKind) -> bool {
    one == RouteKind::Nat || other == RouteKind::Nat
}

fn check_vpc(vpc: &VpcPlan<'_>) -> Result<(), TestCaseError> {
    let carried = [Carried::Tcp(22), Carried::Tcp(443), Carried::Tcp(3389), Carried::Udp(3389), Carried::Udp(40000)];
    for acl in &vpc.acls {
        let own = vpc.vpc.tier(acl.tier);
        for (place, (other, plan)) in vpc.vpc.tiers.iter().zip(&vpc.tiers).enumerate() {
            let meant = place == acl.tier.0 || talk(own.route, other.route);
            for far in addresses(plan) {
                for carried in carried {
                    for (way, entries) in [("from", &acl.ingress), ("to", &acl.egress)] {
                        let passes = lets_pass(entries, far, carried);
                        prop_assert_eq!(passes, meant, "{} {} {}: {:?} {:?}", own.name, way, other.name, far, carried);
                    }
                }
            }
        }
        let outside = [Some(Far::V4(Ipv4Addr::new(198, 51, 100, 7))), vpc.vpc.ipv6.then_some(Far::Elsewhere)];
        for (far, carried) in outside.into_iter().flatten().flat_map(|far| carried.map(|carried| (far, carried))) {
            let reply = matches!(carried, Carried::Udp(40000)) && own.route != RouteKind::Local;
            prop_assert_eq!(lets_pass(&acl.ingress, far, carried), reply, "{}: {:?} {:?}", own.name, far, carried);
            let out = own.route != RouteKind::Local;
            prop_assert_eq!(lets_pass(&acl.egress, far, carried), out, "{}: {:?} {:?}", own.name, far, carried);
        }
    }
    Ok(())
}

/// Plans a document over a lock, looks at its ACLs and gives the new lock.
fn step(text: &str, old: &Lock) -> Result<Lock, TestCaseError> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("document.yaml", text);
    let document = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = document.and_then(|document| network::resolve(&document, &mut diagnostics));
    let planned = network.as_ref().and_then(|network| plan::plan(network, old, &mut diagnostics));
    if let Some((plan, _)) = &planned {
        check::check(plan, &mut diagnostics);
    }
    let said = || report(&diagnostics, &sources, Format::Text { color: false });
    prop_assert!(!diagnostics.has_errors(), "{}", said());
    let (plan, new) = planned.ok_or_else(|| TestCaseError::fail(said()))?;
    check_vpc(&plan.vpcs[0])?;
    for (path, was) in old.iter().filter(|(_, was)| was.state != State::Freed) {
        let now = new.get(path).filter(|now| now.state != State::Freed);
        prop_assert!(now.is_none_or(|now| now.rule == was.rule), "{} has another number", path);
    }
    Ok(new)
}

/// A hundred edits, one after the other, each over the lock of the one before.
fn live(edits: &[Edit], ipv6: bool) -> Result<(), TestCaseError> {
    let (mut tiers, mut lock) = (BTreeMap::new(), Lock::default());
    for (gone, come) in edits {
        for place in gone {
            let name = tiers.keys().nth(place % tiers.len().max(1)).cloned();
            name.and_then(|name: String| tiers.remove(&name));
        }
        for (number, route) in come.iter().take(AT_ONCE.saturating_sub(tiers.len())) {
            tiers.insert(format!("t{number:03}"), *route);
        }
        lock = step(&yaml(&tiers, ipv6), &lock)?;
    }
    Ok(())
}

/// Each case is a hundred plans, so there are a hundredth of the cases. `proptest!` would let `PROPTEST_CASES` overrule that number;
/// a runner of one's own takes it as it is.
#[test]
fn denies_of_tiers_precede_what_would_let_them_in_through_a_hundred_edits() {
    let default = ProptestConfig::default();
    let config = ProptestConfig { cases: (default.cases / 100).max(2), source_file: Some(file!()), ..default };
    let outcome = TestRunner::new(config).run(&(edits(), any::<bool>()), |(edits, ipv6)| live(&edits, ipv6));
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// The deny of tier 101 used to come behind the rules that allow anywhere.
#[test]
fn a_hundred_and_fifty_tiers_over_time_leave_every_deny_in_its_class() {
    let mut lock = Lock::default();
    for number in 0..150 {
        let tiers = BTreeMap::from([(format!("t{number:03}"), "local")]);
        lock = step(&yaml(&tiers, true), &lock).unwrap();
    }
    let denies = lock.iter().filter(|(path, _)| path.contains("/acl/front/ingress/not-"));
    let numbers: Vec<u32> = denies.filter_map(|(_, entry)| entry.rule).collect();
    assert_eq!(numbers.len(), 100, "one entry for each number of the class");
    assert!(numbers.iter().all(|number| (1000..2000).contains(number)), "{numbers:?}");
}

/// The entries of a tier that packets from `far` meet, in the order in which they decide.
fn ingress(more: &str, tier: &str) -> Vec<AclEntryPlan> {
    let text = format!(
        "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    ipv6: true\n    \
         network_acls: tiered\n    endpoints: {{gateway: [s3]}}\n    tiers:\n      public: {{prefix: 24, route: internet}}\n      \
         app: {{prefix: 24, route: nat}}\n      data: {{prefix: 24, route: local, gateway_endpoints: true}}\n{more}"
    );
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("document.yaml", text);
    let document = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = document.and_then(|document| network::resolve(&document, &mut diagnostics));
    let planned = network.as_ref().and_then(|network| plan::plan(network, &Lock::default(), &mut diagnostics));
    let (plan, _) =
        planned.unwrap_or_else(|| panic!("{}", report(&diagnostics, &sources, Format::Text { color: false })));
    let vpc = &plan.vpcs[0];
    let acl = vpc.acls.iter().find(|acl| vpc.vpc.tier(acl.tier).name.as_str() == tier);
    acl.expect("an ACL for each tier").ingress.clone()
}

#[test]
fn remote_administration_from_anywhere_is_closed_unless_a_group_opens_it() {
    let world = [Far::V4(Ipv4Addr::new(203, 0, 113, 9)), Far::Elsewhere];
    let open = "    security_groups: {bastion: {ingress: [{from: internet, tcp: [22, 3389]}]}}\n";
    for (far, tier) in world.into_iter().flat_map(|far| ["public", "app", "data"].map(|tier| (far, tier))) {
        let (closed, opened) = (ingress("", tier), ingress(open, tier));
        for port in [22, 3389] {
            assert!(!lets_pass(&closed, far, Carried::Tcp(port)), "{tier} {far:?} {port}");
            assert_eq!(lets_pass(&opened, far, Carried::Tcp(port)), tier == "public", "{tier} {far:?} {port}");
        }
        for port in [1024, 3388, 3390, 65535] {
            assert!(lets_pass(&closed, far, Carried::Tcp(port)), "{tier} {far:?} {port}: a reply");
        }
    }
}

#[test]
fn icmp_that_groups_open_passes_with_its_type_and_no_other_protocol_does() {
    let groups = "    security_groups:\n      web: {ingress: [{from: internet, icmp: {type: 8, code: 0}, icmpv6: {type: 128}}, \
                  {from: 198.51.100.0/24, icmp: true}]}\n";
    let entries = ingress(groups, "public");
    let found = |wanted: AclProtocol| entries.iter().filter(|entry| entry.protocol == wanted).count();
    assert_eq!(found(AclProtocol::Icmp(Some(IcmpType { kind: 8, code: Some(0) }))), 1);
    assert_eq!(found(AclProtocol::IcmpV6(Some(IcmpType { kind: 128, code: None }))), 1);
    assert_eq!(found(AclProtocol::Icmp(None)), 1, "from 198.51.100.0/24");
    assert!(
        !lets_pass(&entries, Far::V4(Ipv4Addr::new(198, 51, 100, 7)), Carried::Tcp(22)),
        "only ICMP is open to the block"
    );
}

#[test]
fn ports_that_groups_open_to_a_prefix_list_pass_on_tiers_with_a_way_to_other_networks() {
    let groups = "    security_groups: {web: {ingress: [{from: pl-0123456789abcdef0, tcp: 443}]}}\n";
    let far = Far::V4(Ipv4Addr::new(203, 0, 113, 9));
    assert!(lets_pass(&ingress(groups, "public"), far, Carried::Tcp(443)));
    assert!(!lets_pass(&ingress(groups, "app"), far, Carried::Tcp(443)), "nothing but replies comes to this tier");
    let hub = "    attach: {to: hub, segment: all}\ntransit_gateways: {hub: {segments: {all: {}}}}\n";
    assert!(lets_pass(&ingress(&format!("{groups}{hub}"), "app"), far, Carried::Tcp(443)));
}
