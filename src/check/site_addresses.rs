//! NG0812: what lies at a site lies nowhere else. NG0814: the address that AWS sends a tunnel to lies outside of what the
//! tunnel leads to, at either end: packets of the tunnel would be sent into the tunnel. NG0821: a link lies in no VPC.

use super::facts::Facts;
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;
use crate::network::Site;
use crate::plan::SitePlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let free = Free::new(facts);
    for plan in &facts.plan.sites {
        let site = facts.plan.network.site(plan.site);
        for prefix in &site.prefixes {
            vpcs(facts, &free, site, *prefix, diagnostics);
            pools(facts, site, *prefix, diagnostics);
            sites(facts, plan, site, *prefix, diagnostics);
        }
        outside(site, plan, diagnostics);
        links(facts, site, plan, diagnostics);
    }
}

/// The link of a virtual interface lies in no VPC.
fn links(facts: &Facts<'_>, site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    for interface in &plan.interfaces {
        let (uplink, link) = (&site.uplinks[interface.uplink.index], interface.link.block);
        for block in facts.blocks.iter().filter(|block| block.is_routable() && block.cidr.overlaps(link)) {
            let message = format!("the link {link} of `{}` lies in VPC `{}`", uplink.name, block.vpc.name);
            let finding = Diagnostic::new(Code::Link, message).at(uplink.span, "");
            let finding = finding.also(block.place(), format!("the VPC has {}", block.cidr));
            let finding =
                finding.why("the router looks for these addresses on the link, so the site never reaches them");
            let help = "pin a /30 that lies in no VPC, or write another block: `link_pools: {virtual_interfaces: …}`";
            diagnostics.push(finding.help(help));
        }
    }
}

fn vpcs(facts: &Facts<'_>, free: &Free<'_>, site: &Site, prefix: Spanned<Cidr4>, diagnostics: &mut Diagnostics) {
    for block in facts.blocks.iter().filter(|block| block.is_routable() && block.cidr.overlaps(prefix.value)) {
        let message = format!("site `{}` has {}, which VPC `{}` has as well", site.name, prefix.value, block.vpc.name);
        let finding = Diagnostic::new(Code::SitePrefix, message).at(prefix.span, "");
        let finding = finding.also(block.place(), format!("the VPC has {}", block.cidr));
        let finding = finding.why("the VPC's own route comes first: nobody in it would reach the site");
        diagnostics.push(finding.help(free.instead_of(block.cidr)));
    }
}

/// A pool holds VPCs alone; what it keeps free may lie elsewhere.
fn pools(facts: &Facts<'_>, site: &Site, prefix: Spanned<Cidr4>, diagnostics: &mut Diagnostics) {
    for (plan, pool) in facts.plan.pools.iter().zip(&facts.plan.network.pools) {
        let kept = pool.reserve.iter().any(|range| range.value.contains(prefix.value));
        if kept || !plan.block.overlaps(prefix.value) {
            continue;
        }
        let message = format!("site `{}` has {}, which overlaps pool `{}`", site.name, prefix.value, pool.name);
        let finding = Diagnostic::new(Code::SitePrefix, message).at(prefix.span, "");
        let finding = finding.also(pool.span, format!("the pool is {}", plan.block));
        let finding = finding.why("a VPC of the pool could get the same addresses, and routes by pool lead to VPCs");
        let help =
            format!("keep it free there: `reserve: [{}]` for `{}`, or use another range", prefix.value, pool.name);
        diagnostics.push(finding.help(help));
    }
}

fn sites(facts: &Facts<'_>, plan: &SitePlan, site: &Site, prefix: Spanned<Cidr4>, diagnostics: &mut Diagnostics) {
    for other in facts.plan.network.sites.iter().take(plan.site.0) {
        for twin in other.prefixes.iter().filter(|twin| twin.value.overlaps(prefix.value)) {
            let message = format!("sites `{}` and `{}` both have {}", other.name, site.name, prefix.value);
            let finding = Diagnostic::new(Code::SitePrefix, message).at(prefix.span, "");
            let finding = finding.also(twin.span, format!("`{}` has {}", other.name, twin.value));
            let finding = finding.why("packets go where the longer prefix is, and for equal ones to either of the two");
            diagnostics.push(finding.help("announce at each site only what lies there"));
        }
    }
}

fn outside(site: &Site, plan: &SitePlan, diagnostics: &mut Diagnostics) {
    let own = site.prefixes.iter().map(|prefix| (prefix.value, prefix.span, "the site"));
    // A default route that AWS announces has longer ones of the internet's side before it.
    let far = plan.announced.iter().filter(|prefix| prefix.prefix() > 0);
    let all: Vec<_> = own.chain(far.map(|prefix| (*prefix, Span::NOWHERE, "AWS"))).collect();
    for (uplink, vpn) in site.vpns() {
        let address = vpn.outside.value;
        let Some((around, span, who)) = all.iter().find(|(prefix, ..)| prefix.contains_address(address)) else {
            continue;
        };
        let message = format!("VPN `{}` ends at {address}, which lies in {around}", uplink.name);
        let finding = Diagnostic::new(Code::OutsideAddress, message).at(vpn.outside.span, "");
        let finding = finding.also(*span, "announced here");
        let why = format!("{who} announces it on the tunnel itself, so the tunnel's own packets would go into it");
        let help = "write the public address that the internet leads to, outside of these prefixes";
        diagnostics.push(finding.why(why).help(help));
    }
}
