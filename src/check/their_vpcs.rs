//! NG0709 and NG0717 for peerings with VPCs of others: their blocks are nowhere else that the VPC of the document reaches, and routes that
//! lead there go past no firewall and no segment that the document has for these addresses.
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>

use super::facts::{Facts, overlapping};
use super::peerings::ends;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::Cidr4;
use crate::network::{Network, Peering, Relation, TheirVpc, VpcId};
use crate::plan::Plan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let plan = facts.plan;
    for (_, peering, vpc) in plan.network.peerings_with_others() {
        let Some(own) = plan.vpcs.get(peering.requester.0) else { continue };
        ends(peering, &[own], diagnostics);
        for block in &vpc.blocks {
            own_blocks(facts, peering, vpc, *block, diagnostics);
            sites(plan.network, peering, *block, diagnostics);
            bypass(plan.network, peering, *block, diagnostics);
        }
    }
    each_other(plan.network, diagnostics);
}

/// AWS refuses a peering of VPCs that overlap. Another VPC may have the addresses, as long as the one that peers does not reach it.
fn own_blocks(
    facts: &Facts<'_>,
    peering: &Peering,
    vpc: &TheirVpc,
    block: Spanned<Cidr4>,
    diagnostics: &mut Diagnostics,
) {
    let network = facts.plan.network;
    for found in overlapping(&facts.blocks, |one| one.cidr, block.value) {
        let is_itself = found.vpc.name == network.vpc(peering.requester).name;
        let is_reached = || found.is_routable() && reaches(facts.plan, peering.requester, found.vpc.name.as_str());
        if !is_itself && !is_reached() {
            continue;
        }
        let (name, id) = (&found.vpc.name, &vpc.id.value);
        let (message, why) = if is_itself {
            let why = "AWS compares all blocks of the two VPCs, also those with `routable: false`";
            (format!("VPCs `{name}` and `{id}` overlap, so AWS refuses the peering"), why)
        } else {
            let own = &network.vpc(peering.requester).name;
            let why = "a route table holds one way to an address: one of the two would never be reached";
            (format!("VPC `{own}` reaches `{name}` and by peering `{}` `{id}`, which overlap", peering.name), why)
        };
        let finding = Diagnostic::new(Code::Peering, message).at(block.span, block.value.to_string());
        let finding = finding.also(found.place(), format!("`{name}` has {}", found.cidr)).why(why);
        diagnostics
            .push(finding.help("give the VPC of this document another block, or connect the two by a private link"));
    }
}

/// Whether a VPC has a way to another one of the document, by a transit gateway or a peering.
fn reaches(plan: &Plan<'_>, own: VpcId, other: &str) -> bool {
    let network = plan.network;
    let Some(other) = network.vpcs.iter().position(|vpc| vpc.name.as_str() == other).map(VpcId) else { return false };
    let pair = |ends: (VpcId, VpcId)| ends == (own, other) || ends == (other, own);
    network.relation(own, other) != Relation::None || network.peerings.iter().filter_map(Peering::ends).any(pair)
}

/// Sites on the VPN gateway of the VPC: what they announce is a longer route, or is never used.
fn sites(network: &Network, peering: &Peering, block: Spanned<Cidr4>, diagnostics: &mut Diagnostics) {
    for site in network.sites.iter().filter(|site| site.vpcs().contains(&peering.requester)) {
        for prefix in site.prefixes.iter().filter(|prefix| prefix.value.overlaps(block.value)) {
            let message = format!("peering `{}` and site `{}` both have {}", peering.name, site.name, prefix.value);
            let finding = Diagnostic::new(Code::Peering, message).at(block.span, block.value.to_string());
            let finding = finding.also(prefix.span, format!("`{}` announces it", site.name));
            let finding = finding.why("the longer of the two routes is taken, and of equal ones that of the peering");
            diagnostics.push(finding.help("write for each only the addresses that are there"));
        }
    }
}

/// Prefixes that segments declare behind the VPC's transit gateway: the peering's route is the longer one, or replaces an equal one.
fn bypass(network: &Network, peering: &Peering, block: Spanned<Cidr4>, diagnostics: &mut Diagnostics) {
    let own = peering.requester;
    let Some((hub, _)) = network.membership(own) else { return };
    let hub = &network.hubs[hub.0];
    for (segment, prefix, relation) in network.behind_hub(own, block.value) {
        let (name, of) = (&peering.name, &hub.segment(segment).name);
        let is_part = block.value.contains(prefix.value) && block.value != prefix.value;
        let (message, why) = match relation {
            Relation::None if is_part => continue,
            _ if is_part => (
                format!("peering `{name}` leads to {}, and `{}` to {} of it", block.value, hub.name, prefix.value),
                "the longer route is taken, so packets leave by the transit gateway there and replies come back by the peering",
            ),
            Relation::Direct => continue,
            Relation::Inspected => (
                format!("peering `{name}` leads past the firewall of `{}`", hub.name),
                "its routes are no shorter than those to the transit gateway, so the firewall sees nothing of what goes there",
            ),
            Relation::None => (
                format!(
                    "peering `{name}` leads to what VPC `{}` does not reach by `{}`",
                    network.vpc(own).name,
                    hub.name
                ),
                "a peering asks no segment: everything between the two VPCs passes it",
            ),
        };
        let finding = Diagnostic::new(Code::PeeringBypass, message).at(block.span, block.value.to_string());
        let finding = finding.also(prefix.span, format!("segment `{of}` has {}", prefix.value)).why(why);
        diagnostics.push(finding.help("remove the peering; if it is meant, limit it by security groups"));
    }
}

/// Blocks behind the peerings of one VPC, by address: no two of them share any.
fn each_other(network: &Network, diagnostics: &mut Diagnostics) {
    let all = network.peerings_with_others();
    let mut blocks: Vec<(VpcId, Spanned<Cidr4>, &Peering)> =
        all.flat_map(|(_, one, vpc)| vpc.blocks.iter().map(move |block| (one.requester, *block, one))).collect();
    // Aligned blocks nest: what overlaps the one before it is inside it, or inside one around that.
    blocks.sort_by_key(|(vpc, block, one)| (*vpc, block.value, one.span));
    let mut around: Option<(VpcId, Spanned<Cidr4>, &Peering)> = None;
    for (vpc, block, peering) in blocks {
        let Some((_, outer, first)) = around.filter(|(of, outer, _)| *of == vpc && outer.value.contains(block.value))
        else {
            around = Some((vpc, block, peering));
            continue;
        };
        let (message, why) = if std::ptr::eq(first, peering) {
            (format!("{} is inside {}", block.value, outer.value), "blocks of one VPC never overlap")
        } else {
            let own = &network.vpc(vpc).name;
            let message = format!("peerings `{}` and `{}` lead VPC `{own}` to one address", first.name, peering.name);
            (message, "a route table holds one way to an address: one of the two VPCs would never be reached")
        };
        let finding = Diagnostic::new(Code::Peering, message).at(block.span, block.value.to_string());
        let finding = finding.also(outer.span, outer.value.to_string()).why(why);
        diagnostics.push(finding.help("write the blocks that each VPC has, and peer each address once"));
    }
}
