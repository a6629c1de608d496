//! NG0812: the networks of a site are nowhere else. NG0814: the address that AWS sends a tunnel to is outside of what the
//! tunnel leads to, at either end: packets of the tunnel would be sent into the tunnel. NG0821: a link is in no VPC.

use super::facts::{Block, Facts, overlapping, overlaps};
use super::free::Free;
use super::several_vpcs;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;
use crate::network::Site;
use crate::plan::SitePlan;

/// Overlaps of one prefix that have findings of their own. More of them say nothing new.
const SHOWN: usize = 3;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let free = Free::new(facts);
    let routable: Vec<Block<'_>> = facts.blocks.iter().copied().filter(Block::is_routable).collect();
    let mut pools: Vec<(Cidr4, usize)> =
        facts.plan.pools.iter().enumerate().map(|(index, pool)| (pool.block, index)).collect();
    pools.sort_unstable();
    for plan in &facts.plan.sites {
        let site = facts.plan.network.site(plan.site);
        for prefix in &site.prefixes {
            vpcs(facts, &routable, &free, site, *prefix, diagnostics);
            in_pools(facts, &pools, site, *prefix, diagnostics);
        }
        outside(site, plan, diagnostics);
        links(&routable, site, plan, diagnostics);
    }
    sites(facts, diagnostics);
}

/// The link of a virtual interface is in no VPC.
fn links(routable: &[Block<'_>], site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    for interface in &plan.interfaces {
        let (uplink, link) = (&site.uplinks[interface.uplink.index], interface.link.block);
        for block in overlapping(routable, |block| block.cidr, link).take(SHOWN) {
            let message = format!("the link {link} of `{}` is in VPC `{}`", uplink.name, block.vpc.name);
            let finding = Diagnostic::new(Code::Link, message).at(uplink.span, "");
            let finding = finding.also(block.place(), format!("the VPC has {}", block.cidr));
            let finding =
                finding.why("the router looks for these addresses on the link, so the site never reaches them");
            let help = "pin a /30 that is in no VPC, or write another block: `link_pools: {virtual_interfaces: …}`";
            diagnostics.push(finding.help(help));
        }
    }
}

fn vpcs(
    facts: &Facts<'_>,
    routable: &[Block<'_>],
    free: &Free<'_>,
    site: &Site,
    prefix: Spanned<Cidr4>,
    diagnostics: &mut Diagnostics,
) {
    // A prefix that joins VPCs has a finding of its own.
    if several_vpcs::joined(facts, site, prefix.value).is_some() {
        return;
    }
    for block in overlapping(routable, |block| block.cidr, prefix.value).take(SHOWN) {
        let message = format!("site `{}` has {}, which VPC `{}` has as well", site.name, prefix.value, block.vpc.name);
        let finding = Diagnostic::new(Code::SitePrefix, message).at(prefix.span, "");
        let finding = finding.also(block.place(), format!("the VPC has {}", block.cidr));
        let finding = finding.why("the VPC's own route comes first: nobody in it would reach the site");
        diagnostics.push(finding.help(free.instead_of(block.cidr)));
    }
}

/// A pool holds VPCs alone; what it keeps free may be elsewhere.
fn in_pools(
    facts: &Facts<'_>,
    pools: &[(Cidr4, usize)],
    site: &Site,
    prefix: Spanned<Cidr4>,
    diagnostics: &mut Diagnostics,
) {
    let network = facts.plan.network;
    let kept = |index: usize| network.pools[index].reserve.iter().any(|range| range.value.contains(prefix.value));
    let around = overlapping(pools, |(block, _)| *block, prefix.value).filter(|(_, index)| !kept(*index));
    for (block, index) in around.take(SHOWN) {
        let pool = &network.pools[*index];
        let message = format!("site `{}` has {}, which overlaps pool `{}`", site.name, prefix.value, pool.name);
        let finding = Diagnostic::new(Code::SitePrefix, message).at(prefix.span, "");
        let finding = finding.also(pool.span, format!("the pool is {block}"));
        let finding = finding.why("a VPC of the pool could get the same addresses, and routes by pool lead to VPCs");
        let help =
            format!("keep it free there: `reserve: [{}]` for `{}`, or use another range", prefix.value, pool.name);
        diagnostics.push(finding.help(help));
    }
}

/// Each prefix is at one site: all prefixes are sorted and swept once, and each is compared with the widest one around it.
fn sites(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let sites = &facts.plan.network.sites;
    let prefixes =
        sites.iter().enumerate().flat_map(|(index, site)| site.prefixes.iter().map(move |one| (index, *one)));
    let mut prefixes: Vec<(usize, Spanned<Cidr4>)> = prefixes.collect();
    prefixes.sort_by_key(|(index, prefix)| (prefix.value, *index));
    for (outer, inner) in overlaps(&prefixes, |(_, prefix)| prefix.value, |one, other| one.0 == other.0) {
        let (first, second) = if outer.0 < inner.0 { (outer, inner) } else { (inner, outer) };
        let (other, site) = (&sites[first.0], &sites[second.0]);
        let message = format!("sites `{}` and `{}` both have {}", other.name, site.name, second.1.value);
        let finding = Diagnostic::new(Code::SitePrefix, message).at(second.1.span, "");
        let finding = finding.also(first.1.span, format!("`{}` has {}", other.name, first.1.value));
        let finding = finding.why("packets go where the longer prefix is, and for equal ones to either of the two");
        diagnostics.push(finding.help("announce at each site only its own networks"));
    }
}

fn outside(site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    let own = site.prefixes.iter().map(|prefix| (prefix.value, prefix.span, "the site"));
    // A default route that AWS announces has longer ones of the internet's side before it.
    let far = plan.announced.iter().filter(|prefix| prefix.prefix() > 0);
    let all: Vec<_> = own.chain(far.map(|prefix| (*prefix, Span::NOWHERE, "AWS"))).collect();
    for (uplink, vpn) in site.vpns() {
        let address = vpn.outside.value;
        // Inside Direct Connect, AWS reaches the router by the attachment that carries the tunnels and by nothing else.
        let looked_at = if vpn.transit().is_some() { &all[site.prefixes.len()..] } else { &all[..] };
        let Some((around, span, who)) = looked_at.iter().find(|(prefix, ..)| prefix.contains_address(address)) else {
            continue;
        };
        let message = format!("VPN `{}` ends at {address}, which is in {around}", uplink.name);
        let finding = Diagnostic::new(Code::OutsideAddress, message).at(vpn.outside.span, "");
        let finding = finding.also(*span, "announced here");
        let why = format!("{who} announces it on the tunnel itself, so the tunnel's own packets would go into it");
        let help = "write the public address that the internet leads to, outside of these prefixes";
        diagnostics.push(finding.why(why).help(help));
    }
}
