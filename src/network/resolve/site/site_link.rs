//! SiteLink of a Direct Connect gateway: it joins every two virtual interfaces that have it, so the sites that take part have to reach each
//! other, in clear, and under numbers of their own. In come sites and gateways, out go findings.

use super::meeting::equal_asns;
use super::rules::Rules;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{DxGateway, DxGatewayId, Site};

impl Rules<'_> {
    /// Every gateway whose document asks for it. Its sites are all joined to one segment or one VPC (NG0817).
    pub(super) fn site_links(&self, found: &mut Diagnostics) {
        for (index, gateway) in self.gateways.iter().enumerate() {
            let Some(asked) = gateway.site_link.filter(|asked| asked.value) else { continue };
            let id = DxGatewayId(index);
            let link = Link { gateway, span: asked.span };
            let sites: Vec<&Site> = self.sites.iter().filter(|site| site.clear_gateway() == Some(id)).collect();
            if self.tunnels(id, link, found) {
                continue;
            }
            let [first, _, ..] = sites.as_slice() else {
                link.unused(found);
                continue;
            };
            let Some((hub, segment)) = first.segment() else {
                equal_asns(&sites, found);
                link.beside_vpns(&sites, found);
                continue;
            };
            // A segment is never inspected against itself (NG0703), so no firewall is passed by.
            if !self.hubs[hub.0].sites_meet(segment, segment) {
                link.unused(found);
            }
        }
    }

    /// What carries tunnels is there for nothing in clear.
    fn tunnels(&self, id: DxGatewayId, link: Link<'_>, found: &mut Diagnostics) -> bool {
        let mut all = self.sites.iter().flat_map(Site::interfaces);
        let Some((uplink, _)) = all.find(|(uplink, direct)| direct.gateway == id && uplink.vpn().is_some()) else {
            return false;
        };
        let message =
            format!("SiteLink of Direct Connect gateway `{}` would carry packets in clear beside tunnels", link.name());
        let finding = Diagnostic::new(Code::SiteLink, message).at(link.span, "");
        let finding = finding.also(uplink.span, "this virtual interface carries tunnels alone");
        let finding = finding.why(
            "SiteLink encrypts nothing, and would let routers reach each other's ends of tunnels, which nobody asks for",
        );
        found.push(
            finding.help(
                "remove `site_link`: the sites reach each other through the transit gateway, inside their tunnels",
            ),
        );
        true
    }
}

/// A gateway with SiteLink, and where that is written.
#[derive(Clone, Copy)]
struct Link<'a> {
    gateway: &'a DxGateway,
    span: Span,
}

impl Link<'_> {
    fn name(&self) -> &crate::net::Name {
        &self.gateway.name
    }

    /// A VPN gateway hands nothing of SiteLink on, and the files of the routers have one list of what AWS announces on every uplink.
    fn beside_vpns(&self, sites: &[&Site], found: &mut Diagnostics) {
        for site in sites {
            let Some((uplink, _)) = site.vpns().next() else { continue };
            let message =
                format!("VPN `{}` of site `{}` would not know the sites that SiteLink joins", uplink.name, site.name);
            let finding =
                Diagnostic::new(Code::SiteLink, message).at(uplink.span, "").also(self.span, "SiteLink is here");
            let finding = finding.why(
                "a VPN gateway announces no site of Direct Connect on its tunnels, so the site's uplinks would differ in what they lead to",
            );
            found.push(finding.help(
                "join the sites to a transit gateway, which leads between their VPN connections and Direct Connect",
            ));
        }
    }

    fn unused(&self, found: &mut Diagnostics) {
        let message = format!("no two sites use SiteLink of Direct Connect gateway `{}`", self.name());
        let finding = Diagnostic::new(Code::UnusedSiteLink, message).at(self.span, "");
        let finding =
            finding.why("it is there for sites with virtual interfaces in clear on this gateway that reach each other");
        found.push(finding.help(
            "let their segments reach each other, such as `on-prem: {reaches: [on-prem]}`, or remove `site_link`",
        ));
    }
}
