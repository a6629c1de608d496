//! NG0219: AWS refuses some blocks beside others in one VPC, whatever is free.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions>

use super::facts::{Block, Facts, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use std::collections::BTreeMap;

/// The start of 10.0.0.0/8 that AWS uses itself.
const FIRST_16: &str = "10.0.0.0/16";
const FIRST_15: &str = "10.0.0.0/15";

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let mut vpcs: BTreeMap<&str, Vec<Block<'_>>> = BTreeMap::new();
    for block in &facts.blocks {
        vpcs.entry(block.vpc.name.as_str()).or_default().push(*block);
    }
    for blocks in vpcs.values().filter(|blocks| blocks.len() > 1) {
        for (index, block) in blocks.iter().enumerate() {
            if !matches!(block.kind, Kind::Secondary { .. }) {
                continue;
            }
            let others = blocks.iter().enumerate().filter(|(other, _)| *other != index);
            // Of two secondary blocks that exclude each other, one finding is enough.
            let refused = others
                .filter(|(other, one)| *other < index || !matches!(one.kind, Kind::Secondary { .. }))
                .find_map(|(_, other)| Some((other, refusal(block.cidr, other.cidr)?)));
            if let Some((other, (reason, help))) = refused {
                let message = format!("VPC `{}` cannot have {} beside {}", block.vpc.name, block.cidr, other.cidr);
                let finding = block.blame(Diagnostic::new(Code::RestrictedSecondary, message), "");
                let finding = finding.also(other.place(), format!("{} is here", other.cidr));
                diagnostics.push(finding.why(reason).help(help));
            }
        }
    }
}

/// Why AWS refuses a block beside another one that a VPC has, and what to do.
fn refusal(added: Cidr4, present: Cidr4) -> Option<(&'static str, &'static str)> {
    const ELSEWHERE: &str = "use the same private range, 100.64.0.0/10, or a second VPC";
    let private = |block: Cidr4| Cidr4::PRIVATE.into_iter().find(|range| range.contains(block));
    let internal = |block: Cidr4| Cidr4::AWS_INTERNAL.contains(block);
    let within = |text: &str, block: Cidr4| text.parse::<Cidr4>().is_ok_and(|range| range.contains(block));
    if added.overlaps(present) {
        return Some(("the blocks of one VPC cannot overlap", "write another block, or remove one of them"));
    }
    match (private(present), private(added)) {
        (Some(_), _) if internal(added) => Some((
            "AWS does not put 198.19.0.0/16 beside a private range",
            "use 100.64.0.0/10 for addresses that stay inside",
        )),
        (_, Some(_)) if internal(present) => Some(("AWS does not put a private range beside 198.19.0.0/16", ELSEWHERE)),
        (Some(one), Some(other)) if one != other => {
            Some(("AWS does not put blocks of different private ranges (RFC 1918) into one VPC", ELSEWHERE))
        }
        (None, Some(_)) => {
            Some(("AWS does not add a private range (RFC 1918) to a VPC that began outside them", ELSEWHERE))
        }
        (None, None) if internal(added) && !internal(present) => {
            Some(("AWS does not add 198.19.0.0/16 to a VPC that began elsewhere", "use 100.64.0.0/10"))
        }
        (Some(_), Some(_)) if Cidr4::DEFAULT_VPC.contains(added) => Some((
            "AWS does not add blocks of 172.31.0.0/16 to a VPC: default VPCs have them",
            "use another part of 172.16.0.0/12",
        )),
        (Some(_), Some(_)) if within(FIRST_15, present) && within(FIRST_16, added) => Some((
            "AWS does not add blocks of 10.0.0.0/16 to a VPC that has one of 10.0.0.0/15",
            "use another part of 10.0.0.0/8, from 10.1.0.0 on",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn the_table_of_aws() {
        for (present, added, refused) in [
            ("10.0.0.0/16", "10.0.0.0/20", true),
            ("10.1.0.0/20", "10.0.16.0/20", true),
            ("10.0.0.0/20", "10.1.0.0/20", false),
            ("10.2.0.0/16", "10.0.0.0/16", false),
            ("10.0.0.0/16", "172.16.0.0/16", true),
            ("10.0.0.0/16", "192.168.0.0/24", true),
            ("10.0.0.0/16", "198.19.0.0/16", true),
            ("10.0.0.0/16", "100.64.0.0/16", false),
            ("10.0.0.0/16", "203.0.113.0/24", false),
            ("172.16.0.0/16", "172.20.0.0/16", false),
            ("172.16.0.0/16", "172.31.0.0/20", true),
            ("172.16.0.0/16", "10.0.0.0/16", true),
            ("192.168.0.0/20", "192.168.64.0/20", false),
            ("198.19.0.0/16", "10.0.0.0/16", true),
            ("198.19.0.0/20", "198.19.16.0/20", false),
            ("198.19.0.0/16", "100.64.0.0/16", false),
            ("100.64.0.0/16", "10.0.0.0/16", true),
            ("100.64.0.0/16", "198.19.0.0/16", true),
            ("203.0.113.0/24", "192.168.0.0/16", true),
            ("203.0.113.0/24", "100.64.0.0/16", false),
        ] {
            let found = refusal(added.parse().unwrap(), present.parse().unwrap());
            assert_eq!(found.is_some(), refused, "{added} beside {present}: {found:?}");
        }
    }
}
