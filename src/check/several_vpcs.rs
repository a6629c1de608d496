//! NG0885 and NG0886: VPCs behind one Direct Connect gateway. No prefix of a site covers two of them, for AWS would send packets from one
//! to the other; and no two of them have addresses in common, for AWS associates the second one with no such gateway.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html>

use std::collections::BTreeSet;

use super::facts::{Block, Facts, overlaps};
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{Cidr4, Name};
use crate::network::{Site, VpcId};
use crate::plan::{AwsGateway, DxGatewayPlan};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for plan in &facts.plan.sites {
        let site = facts.plan.network.site(plan.site);
        for prefix in &site.prefixes {
            if let Some(pair) = joined(facts, site, prefix.value) {
                diagnostics.push(joins(site, *prefix, pair));
            }
        }
    }
    let free = Free::new(facts);
    for gateway in &facts.plan.direct_connect_gateways {
        overlap(facts, &free, gateway, diagnostics);
    }
}

/// The first two of a site's VPCs that one of its prefixes covers addresses of, which everybody reaches.
pub(super) fn joined<'p>(facts: &Facts<'p>, site: &Site, prefix: Cidr4) -> Option<[Block<'p>; 2]> {
    if site.vpcs().len() < 2 {
        return None;
    }
    let names = names(facts, site.vpcs().iter().copied());
    let inside = facts.inside(prefix).iter().filter(|block| prefix.contains(block.cidr) && block.is_routable());
    let mut inside = inside.filter(|block| names.contains(&block.vpc.name));
    let first = inside.next()?;
    let second = inside.find(|block| block.vpc.name != first.vpc.name)?;
    Some([*first, *second])
}

fn names<'p>(facts: &Facts<'p>, vpcs: impl Iterator<Item = VpcId>) -> BTreeSet<&'p Name> {
    vpcs.map(|vpc| &facts.plan.network.vpc(vpc).name).collect()
}

fn joins(site: &Site, prefix: Spanned<Cidr4>, [first, second]: [Block<'_>; 2]) -> Diagnostic {
    let (one, other) = (&first.vpc.name, &second.vpc.name);
    let message = format!("{} of site `{}` joins VPCs `{one}` and `{other}`", prefix.value, site.name);
    let finding = Diagnostic::new(Code::JoinedVpcs, message).at(prefix.span, "");
    let finding = finding.also(first.place(), format!("`{one}` has {}", first.cidr));
    let finding = finding.also(second.place(), format!("`{other}` has {}", second.cidr));
    let finding = finding.why(
        "VPCs behind one Direct Connect gateway reach each other by the location where a site announces a prefix that covers both",
    );
    let finding = finding.help("write the networks of the site alone, and none around those of the VPCs");
    finding.help(format!(
        "should the VPCs reach each other, write `peerings: {{{one}-{other}: {{between: [{one}, {other}]}}}}`"
    ))
}

/// Blocks that nobody else reaches; the others are compared in every document (NG0203).
fn overlap(facts: &Facts<'_>, free: &Free<'_>, gateway: &DxGatewayPlan, diagnostics: &mut Diagnostics) {
    let vpcs = gateway.associations.iter().filter_map(|association| match association.target {
        AwsGateway::VpnGateway(vpc) => Some(vpc),
        AwsGateway::TransitGateway(_) => None,
    });
    let names = names(facts, vpcs);
    if names.len() < 2 {
        return;
    }
    let blocks: Vec<Block<'_>> = facts.blocks.iter().filter(|block| names.contains(&block.vpc.name)).copied().collect();
    let is_elsewhere =
        |one: &Block<'_>, other: &Block<'_>| one.vpc.name == other.vpc.name || one.is_routable() && other.is_routable();
    let meant = facts.plan.network.dx_gateway(gateway.gateway);
    for (outer, inner) in overlaps(&blocks, |block| block.cidr, is_elsewhere) {
        let message = format!(
            "VPCs `{}` and `{}` behind Direct Connect gateway `{}` both have {}",
            outer.vpc.name, inner.vpc.name, meant.name, inner.cidr
        );
        let finding = Diagnostic::new(Code::GatewayOverlap, message).at(inner.place(), "");
        let finding = finding.also(outer.place(), format!("`{}` has {}", outer.vpc.name, outer.cidr));
        let finding = finding.why(
            "AWS associates no VPC with a Direct Connect gateway that overlaps one behind it, and looks at blocks that nobody reaches as well",
        );
        let finding = finding.help(free.instead_of(inner.cidr));
        diagnostics.push(finding.help("or give one of the VPCs a Direct Connect gateway and a site of its own"));
    }
}
