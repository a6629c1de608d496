//! NG0865: a default route of AWS's at a site with a VPN connection, whose tunnels it would carry into themselves.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// A tunnel ends at a public address of AWS's. Where the routers learn 0.0.0.0/0 from AWS, that address is behind the tunnel as well,
/// unless a longer route leads there: the tunnel's packets go into the tunnel, it dies, the route goes, and it all begins again.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for plan in &facts.plan.sites {
        if !plan.announced.iter().any(|prefix| prefix.prefix() == 0) {
            continue;
        }
        let site = facts.plan.network.site(plan.site);
        for (uplink, _) in
            site.vpns().filter(|(_, vpn)| vpn.next_hop.is_none() && vpn.vrf.is_none() && vpn.is_on_internet())
        {
            let message = format!(
                "AWS announces 0.0.0.0/0 to site `{}`, and `{}` has neither next hop nor VRF",
                site.name, uplink.name
            );
            let finding = Diagnostic::new(Code::TunnelRecursion, message).at(uplink.span, "");
            let finding = finding.also(site.end_span, "the segment reaches the internet");
            let finding = finding.why("the tunnels' own packets would follow that route into the tunnels");
            diagnostics.push(finding.help(format!(
                "write `next_hop` with the provider's router on `{}`: the router gets host routes to AWS's outside addresses; or `vrf` with \
                 the VRF that it is in",
                uplink.interface.value
            )));
        }
    }
}
