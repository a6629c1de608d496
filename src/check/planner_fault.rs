//! NG0299: what the planner guarantees, looked at once more: subnets lie in their VPC and tier, share no address and stay out
//! of reserved ranges; numbers of ACL entries are unique; a NAT route leads to a gateway that exists, in its own zone. A
//! finding here is a fault of netgen, and nothing is written.

use super::facts::{Facts, overlaps};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::plan::{AclEntryPlan, Target, VpcPlan};
use std::collections::BTreeSet;

/// Numbers of ACL entries; 32767 is the final deny.
const ACL_NUMBERS: std::ops::RangeInclusive<u32> = 1..=32766;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for vpc in &facts.plan.vpcs {
        for fault in faults(vpc) {
            diagnostics.push(
                Diagnostic::new(Code::PlannerFault, format!("VPC `{}`: {fault}", vpc.vpc.name))
                    .at(vpc.vpc.span, "")
                    .why("netgen contradicted itself, so nothing of this plan can be trusted; nothing is written")
                    .help("if nobody made the lock by hand, please report this with the document and its lock"),
            );
        }
    }
}

/// What is wrong with a VPC, in words.
fn faults(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = subnets(vpc);
    faults.extend(blocks(vpc));
    faults.extend(acls(vpc));
    faults.extend(routes(vpc));
    faults
}

fn subnets(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut all: Vec<Cidr4> = Vec::new();
    let mut ipv6 = BTreeSet::new();
    for (tier, plan) in vpc.vpc.tiers.iter().zip(&vpc.tiers) {
        let root = tier.from.and_then(|index| vpc.vpc.secondary.get(index)).map_or(vpc.cidr, |one| one.cidr.value);
        for subnet in &plan.subnets {
            let (cidr, name) = (subnet.cidr, format!("subnet {} of tier `{}`", subnet.cidr, tier.name));
            if !root.contains(cidr) {
                faults.push(format!("{name} lies outside {root}"));
            }
            if let Some(block) = plan.block.filter(|block| !block.contains(cidr)) {
                faults.push(format!("{name} lies outside the tier's block {block}"));
            }
            if cidr.prefix() != tier.size.prefix {
                faults.push(format!("{name} is no /{}", tier.size.prefix));
            }
            if let Some(range) = vpc.vpc.reserve.iter().find(|range| range.value.overlaps(cidr)) {
                faults.push(format!("{name} lies in the reserved range {}", range.value));
            }
            if subnet.ipv6.is_some() != vpc.vpc.ipv6
                || subnet.ipv6.is_some_and(|index| index > 255 || !ipv6.insert(index))
            {
                faults.push(format!("{name} has no IPv6 /64 of its own"));
            }
            all.push(cidr);
        }
    }
    all.sort_unstable();
    let pairs = overlaps(&all, |cidr| *cidr, |_, _| false);
    faults.extend(pairs.into_iter().map(|(one, other)| format!("subnets {one} and {other} overlap")));
    faults
}

/// Blocks of tiers lie in the VPC and share no address.
fn blocks(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut all: Vec<Cidr4> = vpc.tiers.iter().filter_map(|tier| tier.block).collect();
    all.sort_unstable();
    let outside = all.iter().filter(|block| !vpc.cidrs().any(|cidr| cidr.contains(**block)));
    let mut faults: Vec<String> =
        outside.map(|block| format!("the tier's block {block} lies outside the VPC")).collect();
    let pairs = overlaps(&all, |cidr| *cidr, |_, _| false);
    faults.extend(pairs.into_iter().map(|(one, other)| format!("the tiers' blocks {one} and {other} overlap")));
    faults
}

fn acls(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for acl in &vpc.acls {
        let name = &vpc.vpc.tier(acl.tier).name;
        for entries in [&acl.ingress, &acl.egress] {
            let mut seen = BTreeSet::new();
            let is_wrong = |entry: &&AclEntryPlan| !ACL_NUMBERS.contains(&entry.number) || !seen.insert(entry.number);
            faults.extend(entries.iter().filter(is_wrong).map(|entry| {
                format!("entry {} of the network ACL of tier `{name}` has no number of its own", entry.number)
            }));
        }
    }
    faults
}

/// A table of a zone leads to the gateway of that zone, a table of all zones to one that exists.
fn routes(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for table in &vpc.tables {
        for route in &table.routes {
            let Target::Nat(zone) = route.target else { continue };
            let exists = vpc.nats.iter().any(|nat| nat.zone == zone);
            if !exists || table.zone.is_some_and(|own| own != zone) {
                let tier = &vpc.vpc.tier(table.tier).name;
                faults.push(format!(
                    "a route of tier `{tier}` leads to a NAT gateway in zone {zone}, which is not its own"
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
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
            ("lies outside 10.0.0.0/16", |vpc| vpc.tiers[0].subnets[0].cidr = "10.1.0.0/24".parse().unwrap()),
            ("lies outside the tier's block", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.200.0/24".parse().unwrap()),
            ("is no /24", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.0.0/25".parse().unwrap()),
            ("lies in the reserved range", |vpc| vpc.tiers[0].subnets[0].cidr = "10.0.240.0/24".parse().unwrap()),
            ("overlap", |vpc| vpc.tiers[0].subnets[0].cidr = vpc.tiers[0].subnets[1].cidr),
            ("no IPv6 /64 of its own", |vpc| vpc.tiers[0].subnets[0].ipv6 = vpc.tiers[0].subnets[1].ipv6),
            ("the tiers' blocks", |vpc| vpc.tiers[0].block = vpc.tiers[1].block),
            ("lies outside the VPC", |vpc| vpc.tiers[0].block = Some("10.1.0.0/22".parse().unwrap())),
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
}
