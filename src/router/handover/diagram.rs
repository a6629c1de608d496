//! The picture of a site: its network, its routers, their uplinks, and AWS. Labels are names, numbers and addresses.

use super::{Routers, blocks, line};
use crate::router::config::RouterConfig;

/// A Mermaid diagram in a fence.
pub(super) fn diagram(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = String::new();
    line(&mut out, "```mermaid\nflowchart LR");
    line(&mut out, &format!("  lan[\"{}\"]", blocks(&first.site_prefixes)));
    for (n, router) in site.iter().enumerate() {
        let asn = router.asn;
        line(&mut out, &format!("  r{n}[\"{}<br>{}<br>AS {asn}\"]", router.router, router.platform));
        line(&mut out, &format!("  lan ---|\"{}\"| r{n}", router.lan.address));
    }
    for (n, router) in site.iter().enumerate() {
        for one in &router.direct_connects {
            let (name, end) = (&one.name, if one.public().is_some() { "public" } else { "dx" });
            line(&mut out, &format!("  r{n} ===|\"{name}, VLAN {}<br>{}\"| {end}{}", one.vlan, one.link, one.asn));
        }
        for vpn in &router.vpns {
            for (tunnel, number) in vpn.tunnels.iter().zip(1..) {
                let to = tunnel.outside.map_or_else(String::new, |address| format!("<br>to {address}"));
                let label = format!("{} tunnel {number}<br>{}{to}", vpn.name, tunnel.inside);
                line(&mut out, &format!("  r{n} -.-|\"{label}\"| vpn{}", vpn.asn));
            }
        }
        for one in &router.gres {
            let label = format!("{}, GRE<br>{}<br>to {}", one.name, one.inside, one.remote);
            line(&mut out, &format!("  r{n} -.-|\"{label}\"| connect{}", one.asn));
        }
    }
    ends(&mut out, site, first);
    line(&mut out, "```");
    out
}

/// The gateways at AWS, each once, and what they lead to.
fn ends(out: &mut String, site: &Routers<'_>, first: &RouterConfig) {
    let all = || site.iter().flat_map(|router| &router.direct_connects);
    let direct = all().filter(|one| one.public().is_none()).map(|one| ("dx", "Direct Connect gateway", one.asn));
    let vpns = site.iter().flat_map(|router| &router.vpns).map(|vpn| ("vpn", "VPN end at AWS", vpn.asn));
    let peers = site.iter().flat_map(|router| &router.gres).map(|one| ("connect", "transit gateway", one.asn));
    let mut ends: Vec<_> = direct.chain(vpns).chain(peers).collect();
    ends.sort_unstable();
    ends.dedup();
    for (id, what, asn) in ends {
        line(out, &format!("  {id}{asn}[\"{what}<br>AS {asn}\"] --- aws"));
    }
    if let Some(one) = all().find(|one| one.public().is_some()) {
        line(out, &format!("  public{0}[\"AWS's public addresses<br>AS {0}\"]", one.asn));
    }
    line(out, &format!("  aws[\"AWS<br>{}\"]", blocks(&first.aws_prefixes)));
}
