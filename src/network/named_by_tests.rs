//! How rules name groups of other VPCs, over everything that may or may not join two of them.

use super::{NamedBy, WhyAddresses};
use crate::blueprint;
use crate::diagnostic::{Diagnostics, Sources};
use crate::network::{Between, GroupPeer, HubId, Network, PeeringId, Protocol, resolve};

/// Two VPCs whose groups name each other, with `hub` for the transit gateway and `more` at the end.
fn document(zones: &str, hub: &str, vpc: &str, more: &str) -> String {
    let group = |other: &str| {
        format!(
            "{{ingress: [{{from: vpc/{other}/group/g, tcp: 443}}, {{from: vpc/{other}/group/g, icmp: true}}], \
             egress: [{{to: vpc/{other}/group/g, tcp: 443}}]}}"
        )
    };
    let one = |name: &str, number: u8, segment: &str, other: &str| {
        let block = format!("cidr: 10.{number}.0.0/16, {vpc}attach: {{to: hub, segment: {segment}}}");
        format!(
            "  {name}: {{{block}, tiers: {{t: {{prefix: 24, route: transit}}}}, security_groups: {{g: {}}}}}\n",
            group(other)
        )
    };
    format!(
        "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: {zones}\n\
         transit_gateways: {{hub: {{{hub}}}}}\nvpcs:\n{}{}{more}",
        one("a", 1, "left", "b"),
        one("b", 2, "right", "a")
    )
}

fn resolved<T>(text: &str, look: impl FnOnce(&Network) -> T) -> Result<T, Vec<String>> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| resolve(&blueprint, &mut diagnostics));
    network.map(|network| look(&network)).ok_or_else(|| {
        diagnostics.sorted().iter().map(|one| format!("{}: {}", one.code.number(), one.message)).collect()
    })
}

/// What VPC `a` has for TCP, in and out.
fn of(text: &str) -> [NamedBy; 2] {
    let by = |network: &Network| {
        let group = &network.vpcs[0].groups[0];
        [&group.ingress, group.egress.as_ref().unwrap()].map(|rules| {
            let rule = rules.iter().find(|rule| matches!(rule.protocol, Protocol::Tcp(_))).unwrap();
            let GroupPeer::GroupOf(of) = &rule.peer else { panic!("{:?}", rule.peer) };
            of.by
        })
    };
    resolved(text, by).unwrap()
}

const JOINED: &str = "segments: {left: {reaches: [right]}, right: {}}";

fn addresses(why: WhyAddresses) -> NamedBy {
    NamedBy::Addresses(why)
}

#[test]
fn a_transit_gateway_carries_references_of_ingress_alone() {
    let over = NamedBy::Group(Between::Hub(HubId(0)));
    assert_eq!(of(&document("[a, b]", JOINED, "", "")), [over, addresses(WhyAddresses::Outbound)]);
}

#[test]
fn a_peering_carries_references_in_both_directions_also_beside_a_transit_gateway() {
    let over = NamedBy::Group(Between::Peering(PeeringId(0)));
    let peering = "peerings: {p: {between: [b, a]}}\n";
    assert_eq!(of(&document("[a, b]", JOINED, "", peering)), [over; 2]);
    let apart = "segments: {left: {}, right: {}}";
    assert_eq!(of(&document("[a, b]", apart, "", peering)), [over; 2]);
}

#[test]
fn what_carries_no_reference_has_addresses_and_says_why() {
    let inspected = format!("{JOINED}, inspection: {{through: fw, between: [[left, right]]}}");
    let firewall = "  fw: {cidr: 10.9.0.0/24, role: inspection, attach: {to: hub}}\n";
    let off = format!("{JOINED}, security_group_referencing: false");
    let adopted = format!("id: tgw-0123456789abcdef0, {JOINED}");
    for (zones, hub, more, why) in [
        ("[a, b]", "segments: {left: {}, right: {}}", "", WhyAddresses::Apart),
        ("[a, b]", inspected.as_str(), firewall, WhyAddresses::Inspected),
        ("[a, b]", off.as_str(), "", WhyAddresses::Off),
        ("[a, b]", adopted.as_str(), "", WhyAddresses::Unknown),
        ("[use1-az1, use1-az3]", JOINED, "", WhyAddresses::Zone),
    ] {
        assert_eq!(of(&document(zones, hub, "", more)), [addresses(why); 2], "{why:?}");
    }
    let said = format!("{adopted}, security_group_referencing: true");
    assert_eq!(of(&document("[a, b]", &said, "", ""))[0], NamedBy::Group(Between::Hub(HubId(0))));
}

/// A reference has the addresses of both families, and one rule names one protocol; blocks are those of IPv4.
#[test]
fn icmp_of_a_reference_is_a_rule_for_each_family_that_both_ends_have() {
    let protocols = |text: &str| {
        let look = |network: &Network| -> Vec<String> {
            network.vpcs[0].groups[0].ingress.iter().map(|rule| rule.protocol.to_string()).collect()
        };
        resolved(text, look).unwrap()
    };
    let peering = "peerings: {p: {between: [a, b]}}\n";
    assert_eq!(protocols(&document("[a, b]", JOINED, "ipv6: true, ", peering)), ["icmp", "icmpv6", "tcp 443"]);
    assert_eq!(protocols(&document("[a, b]", JOINED, "", peering)), ["icmp", "tcp 443"]);
    let apart = "segments: {left: {}, right: {}}";
    assert_eq!(protocols(&document("[a, b]", apart, "ipv6: true, ", "")), ["icmp", "tcp 443"]);
}

#[test]
fn icmpv6_of_a_group_that_has_ipv4_addresses_is_refused() {
    let apart = "segments: {left: {}, right: {}}";
    let text = document("[a, b]", apart, "ipv6: true, ", "").replace("icmp: true", "icmpv6: {type: 128}");
    let found = resolved(&text, |_| ()).unwrap_err();
    assert_eq!(found, ["NG0402: the rule names ICMPv6, but has no IPv6 addresses"; 2]);
    let peering = document("[a, b]", apart, "ipv6: true, ", "peerings: {p: {between: [a, b]}}\n");
    assert_eq!(resolved(&peering.replace("icmp: true", "icmpv6: {type: 128}"), |_| ()), Ok(()));
}

/// In CloudFormation a rule towards a group, wherever it is, removes the one that allows everything.
#[test]
fn a_reference_beside_everything_is_redundant_and_addresses_are_not() {
    let beside = |text: String| text.replace("egress: [{", "egress: [{to: internet, all: true}, {");
    let peering = "peerings: {p: {between: [a, b]}}\n";
    let found = resolved(&beside(document("[a, b]", JOINED, "", peering)), |_| ()).unwrap_err();
    assert_eq!(found, ["NG0404: the rule is covered by the one that allows everything"; 2]);
    assert_eq!(resolved(&beside(document("[a, b]", JOINED, "", "")), |_| ()), Ok(()));
}

const ACCOUNTS: &str = "accounts: {one: \"111111111111\", two: \"222222222222\"}\ndefaults: {account: one}\n";

#[test]
fn a_group_of_another_account_has_addresses_over_whatever_joins_the_two() {
    let peering = format!("{ACCOUNTS}peerings: {{p: {{between: [a, b]}}}}\n");
    for more in [ACCOUNTS, &peering] {
        let text = document("[a, b]", JOINED, "", more);
        assert!(of(&text).iter().any(|by| matches!(by, NamedBy::Group(_))), "in one account");
        let apart = text.replacen("  b: {", "  b: {account: two, ", 1);
        assert_eq!(of(&apart), [addresses(WhyAddresses::Account); 2]);
    }
}

#[test]
fn a_group_of_another_region_has_addresses() {
    let group =
        "security_groups: {g: {ingress: [{from: vpc/b/group/g, tcp: 443}], egress: [{to: vpc/b/group/g, tcp: 443}]}}";
    let tiers = "tiers: {t: {prefix: 24, route: local}}";
    let text = format!(
        "netgen: 1\nname: corp\nregions:\n  us-east-1: {{availability_zones: [a]}}\n  eu-west-1: {{availability_zones: [a]}}\n\
         defaults: {{region: us-east-1}}\nvpcs:\n  a: {{cidr: 10.1.0.0/16, {tiers}, {group}}}\n  \
         b: {{region: eu-west-1, cidr: 10.2.0.0/16, {tiers}, security_groups: {{g: {{}}}}}}\n\
         peerings: {{p: {{between: [a, b]}}}}\n"
    );
    assert_eq!(of(&text), [addresses(WhyAddresses::Region); 2]);
}

/// The order of names decides within a scope alone.
#[test]
fn the_vpc_whose_scope_sorts_first_asks_for_a_peering() {
    let requester = |text: &str| {
        let name = |network: &Network| network.vpc(network.peerings[0].requester).name.to_string();
        resolved(text, name).unwrap()
    };
    let text = document("[a, b]", JOINED, "", &format!("{ACCOUNTS}peerings: {{p: {{between: [b, a]}}}}\n"));
    assert_eq!(requester(&text), "a");
    assert_eq!(requester(&text.replacen("  a: {", "  a: {account: two, ", 1)), "b");
}
