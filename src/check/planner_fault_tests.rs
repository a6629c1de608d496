use super::*;
use crate::check::tests::with_plan;
use crate::plan::Plan;

const DOCUMENT: &str = "
netgen: 1
name: shop
region: ap-northeast-1
availability_zones: [a, c]
vpcs:
  shop:
    cidr: 10.0.0.0/16
    ipv6: true
    reserve: [10.0.240.0/20]
    network_acls: tiered
    tiers:
      public: {prefix: 24, route: internet}
      private: {prefix: 24, route: nat}
      database: {prefix: 24, route: local, gateway_endpoints: true}
    endpoints: {gateway: [s3]}
    security_groups:
      web: {ingress: [{from: internet, tcp: 443, icmp: {type: 8}}, {from: 203.0.113.0/24, tcp: 8443}]}
";

/// What is found after the plan was changed.
fn found(change: impl FnOnce(&mut Plan<'_>)) -> Vec<String> {
    with_plan(DOCUMENT, |mut plan| {
        change(&mut plan);
        faults(&plan.vpcs[0])
    })
}

#[test]
fn a_sound_plan_has_no_faults() {
    assert_eq!(found(|_| ()), Vec::<String>::new());
}

#[test]
fn every_guarantee_is_looked_at() {
    type Change = fn(&mut VpcPlan<'_>);
    let cases: [(&str, Change); 10] = [
        ("is outside 10.0.0.0/16", |vpc| vpc.tiers[0].subnets[0].cidr = "10.1.0.0/24".parse().unwrap()),
        ("is outside the tier's block", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.200.0/24".parse().unwrap()),
        ("is no /24", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.0.0/25".parse().unwrap()),
        ("overlaps the reserved range", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.240.0/24".parse().unwrap()),
        ("overlap", |vpc| vpc.tiers[0].subnets[0].cidr = vpc.tiers[0].subnets[1].cidr),
        ("no IPv6 /64 of its own", |vpc| vpc.tiers[0].subnets[0].ipv6 = vpc.tiers[0].subnets[1].ipv6),
        ("the tiers' blocks", |vpc| vpc.tiers[0].block = vpc.tiers[1].block),
        ("is outside the VPC", |vpc| vpc.tiers[0].block = Some("10.1.0.0/22".parse().unwrap())),
        ("has no number of its own", |vpc| vpc.acls[0].ingress[0].number = vpc.acls[0].ingress[1].number),
        ("leads to a NAT gateway in zone", |vpc| {
            vpc.nats.remove(0);
        }),
    ];
    for (words, change) in cases {
        let faults = found(|plan| change(&mut plan.vpcs[0]));
        assert!(faults.iter().any(|fault| fault.contains(words)), "{words}: {faults:?}");
    }
}

/// The tier whose ACL is seeded, its direction, and what the seed does to two entries: a deny and an allow that overlaps it.
fn seeded(tier: &str, ingress: bool, seed: fn(&mut AclEntryPlan, &mut AclEntryPlan)) -> Vec<String> {
    found(|plan| {
        let vpc = &mut plan.vpcs[0];
        let tier = vpc.vpc.tiers.iter().position(|one| one.name.as_str() == tier).unwrap();
        let acl = vpc.acls.iter_mut().find(|acl| acl.tier.0 == tier).unwrap();
        let entries = if ingress { &mut acl.ingress } else { &mut acl.egress };
        let deny = entries.iter().position(|entry| entry.action == AclAction::Deny).unwrap();
        let later = |allow: &AclEntryPlan| allow.action == AclAction::Allow && overlap(allow, &entries[deny]);
        let allow = entries.iter().rposition(later).unwrap();
        assert!(deny < allow, "planned in order");
        let (head, tail) = entries.split_at_mut(allow);
        seed(&mut head[deny], &mut tail[0]);
    })
}

#[test]
fn a_deny_behind_an_overlapping_allow_is_a_fault_in_every_acl_and_direction() {
    let seeds: [fn(&mut AclEntryPlan, &mut AclEntryPlan); 4] = [
        |deny, allow| std::mem::swap(&mut deny.number, &mut allow.number),
        |deny, allow| deny.number = allow.number + 2,
        |deny, allow| allow.number = deny.number - 2,
        // An allow of a part of what is denied opens that part.
        |deny, allow| {
            (allow.source, allow.protocol) = (deny.source, AclProtocol::Tcp(crate::net::Ports::one(22)));
            allow.number = deny.number - 2;
        },
    ];
    for seed in seeds {
        for (tier, ingress) in [("public", true), ("public", false), ("database", true), ("database", false)] {
            let faults = seeded(tier, ingress, seed);
            assert!(faults.iter().any(|fault| fault.contains("allows before it")), "{tier}: {faults:?}");
        }
    }
}

#[test]
fn an_allow_of_other_packets_may_come_before_a_deny() {
    let faults = seeded("public", true, |deny, allow| {
        (allow.source, allow.number) = (AclAddress::V4("192.168.0.0/16".parse().unwrap()), deny.number - 2);
    });
    assert_eq!(faults, Vec::<String>::new());
}
