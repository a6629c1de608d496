//! IPv6 networks of sites: what AWS takes of them, what carries them, and which routers can. In come a document's sites, out go their
//! prefixes or findings. Nothing is decided about sessions: AWS assigns their addresses.
//!
//! A virtual interface has a session for each family, with addresses that AWS assigns to that of IPv6; a VPN connection has one family
//! inside, so it never stands in for a virtual interface that carries both.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/create-vif.html>

use std::collections::BTreeMap;
use std::net::Ipv6Addr;

use super::rules::Rules;
use super::{SiteResolver, duplicates, sorted};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::dialect::LARGEST_BGP_ASN;
use crate::net::Cidr6;
use crate::network::{AwsEnd, Site};

/// The longest prefix that AWS takes of a site.
const LONGEST: u8 = 64;
/// The most prefixes that a session of one family takes.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>
const MOST: usize = 100;

/// Where a site's networks can lie: global unicast (RFC 4291) and unique local addresses (RFC 4193).
fn homes() -> [Option<Cidr6>; 2] {
    [
        Cidr6::new(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3),
        Cidr6::new(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),
    ]
}

impl SiteResolver<'_> {
    /// The IPv6 networks of the site, by address.
    pub(super) fn ipv6_prefixes(&mut self) -> Vec<Spanned<Cidr6>> {
        let written = &self.site.ipv6_prefixes;
        duplicates(written, "prefix", self.diagnostics);
        for Spanned { value: prefix, span } in written {
            if prefix.prefix() > LONGEST {
                let message = format!("{prefix} is longer than /{LONGEST}");
                let wider = Cidr6::around(prefix.address(), LONGEST).map(|block| block.to_string());
                let help = format!("write the network that it is in, such as `{}`", wider.unwrap_or_default());
                self.refused_prefix(message, *span, "AWS takes IPv6 prefixes of /64 or shorter of a site", &help);
            } else if prefix.prefix() < 16 || !homes().iter().flatten().any(|home| home.contains(*prefix)) {
                let message = format!("{prefix} is no network of a site");
                let why = "a site announces networks that lie there, of global (2000::/3) or unique local (fc00::/7) addresses";
                self.refused_prefix(message, *span, why, "write its networks, such as `2001:db8:100::/48`");
            }
        }
        if let Some(more) = written.get(MOST) {
            let message = format!("site `{}` has {} IPv6 prefixes", self.name.value, written.len());
            let why = "above 100 prefixes of a family AWS takes the session down";
            self.refused_prefix(message, more.span, why, "write prefixes that hold several of these");
        }
        let prefixes = sorted(written);
        for pair in prefixes.windows(2) {
            if pair[0].value != pair[1].value && pair[0].value.contains(pair[1].value) {
                let message = format!("{} is inside {}", pair[1].value, pair[0].value);
                let why =
                    "every uplink announces every prefix of the site, so the longer one would only be a second route";
                self.refused_prefix(message, pair[1].span, why, "remove it");
            }
        }
        prefixes
    }

    fn refused_prefix(&mut self, message: String, span: Span, why: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::SiteIpv6Prefix, message).at(span, "").why(why).help(help));
    }
}

impl Rules<'_> {
    /// What carries a site's IPv6, and which of its routers can.
    pub(super) fn ipv6(&self, site: &Site, found: &mut Diagnostics) {
        let Some(first) = site.ipv6_prefixes.first() else { return };
        let carries = |message: String, span: Span, why: &str, help: String| {
            let finding = Diagnostic::new(Code::SiteIpv6End, message).at(span, "");
            finding.also(first.span, "the site's first IPv6 prefix").why(why).help(help)
        };
        match &site.end {
            AwsEnd::Segment(hub, _) => {
                let hub = &self.hubs[hub.0].name;
                let message =
                    format!("site `{}` has IPv6 prefixes, and is joined to transit gateway `{hub}`", site.name);
                let why = "netgen carries IPv6 of sites to the VPN gateway of a VPC, and not yet to transit gateways";
                let help = "join the site to a VPC with `ipv6: true`, or remove `ipv6_prefixes`".to_owned();
                found.push(carries(message, site.end_span, why, help));
            }
            AwsEnd::Vpcs(vpcs) => {
                let Some(vpc) = vpcs.iter().filter_map(|vpc| self.vpcs.get(vpc.0)).find(|vpc| !vpc.ipv6) else {
                    return self.ipv6_uplinks(site, found);
                };
                let message = format!("site `{}` has IPv6 prefixes, and VPC `{}` has no IPv6", site.name, vpc.name);
                let why = "nothing in the VPC has an address that the site's IPv6 packets could go to";
                let help = format!("write `ipv6: true` below `vpcs.{}`, or remove `ipv6_prefixes`", vpc.name);
                found.push(carries(message, site.end_span, why, help));
            }
        }
    }

    /// Every uplink carries every prefix, so that one stands in for another in both families.
    fn ipv6_uplinks(&self, site: &Site, found: &mut Diagnostics) {
        if let (Some((uplink, _)), Some(first)) = (site.vpns().next(), site.ipv6_prefixes.first()) {
            let message = format!("VPN connection `{}` carries no IPv6 of site `{}`", uplink.name, site.name);
            let finding = Diagnostic::new(Code::SiteIpv6End, message).at(uplink.span, "");
            let finding = finding.also(first.span, "the site's first IPv6 prefix").why(
                "a VPN gateway has no IPv6 inside of tunnels; a failover to this uplink would leave IPv6 packets without a way",
            );
            found.push(finding.help("give the site virtual interfaces alone, or remove `ipv6_prefixes`"));
        }
        self.ipv6_by_site_link(site, found);
        self.ipv6_twins(site, found);
        if site.asn.value.get() > LARGEST_BGP_ASN {
            let message = format!("site `{}` has IPv6 prefixes and the ASN {}", site.name, site.asn.value);
            let finding = Diagnostic::new(Code::SiteIpv6End, message).at(site.asn.span, "");
            let why = "Terraform has no wide form of the number in a session over IPv6 (`aws_dx_bgp_peer`)";
            found.push(finding.why(why).help(format!("use an ASN up to {LARGEST_BGP_ASN}, or remove `ipv6_prefixes`")));
        }
        ipv6_routers(site, found);
    }

    /// SiteLink would tell sites of each other's IPv6 prefixes, which their routers refuse.
    fn ipv6_by_site_link(&self, site: &Site, found: &mut Diagnostics) {
        let gateway = site.clear_gateway().map(|gateway| &self.gateways[gateway.0]);
        let asked = gateway.and_then(|gateway| Some((gateway, gateway.site_link.filter(|asked| asked.value)?)));
        let (Some((gateway, asked)), Some(first)) = (asked, site.ipv6_prefixes.first()) else { return };
        let name = &gateway.name;
        let message = format!("SiteLink of Direct Connect gateway `{name}` carries no IPv6 of site `{}`", site.name);
        let finding = Diagnostic::new(Code::SiteIpv6End, message).at(first.span, "");
        let finding = finding.also(asked.span, "SiteLink is here");
        let finding = finding.why("netgen lets sites reach each other over IPv4 alone, and not yet over IPv6");
        found.push(finding.help(format!("remove `site_link` of `{name}`, or `ipv6_prefixes`")));
    }

    /// Two sites of one network have different networks: AWS would send packets to either.
    fn ipv6_twins(&self, site: &Site, found: &mut Diagnostics) {
        let others = self.sites.iter().take_while(|other| other.name != site.name);
        for other in others {
            for one in &site.ipv6_prefixes {
                let Some(twin) = other.ipv6_prefixes.iter().find(|twin| twin.value.overlaps(one.value)) else {
                    continue;
                };
                let message = format!("sites `{}` and `{}` share {}", other.name, site.name, one.value);
                let finding = Diagnostic::new(Code::SiteIpv6Prefix, message).at(one.span, "");
                let finding = finding.also(twin.span, format!("{} of `{}`", twin.value, other.name));
                found.push(finding.help("give each site networks of its own"));
            }
        }
    }
}

/// The routers of a site with IPv6: what they run, and their addresses.
fn ipv6_routers(site: &Site, found: &mut Diagnostics) {
    let mut addresses = BTreeMap::new();
    for router in &site.routers {
        let refused = |message: String, span: Span| Diagnostic::new(Code::SiteIpv6Router, message).at(span, "");
        if !router.platform.capabilities().ipv6 {
            let message = format!("router `{}`: netgen writes no IPv6 for `{}` yet", router.name, router.platform);
            let help = "use a router that runs `linux` or `cisco-ios-xe`, or remove `ipv6_prefixes`";
            found.push(refused(message, router.span).help(help));
        }
        match router.lan.ipv6_address {
            None if site.routers.len() > 1 => {
                let message = format!("router `{}` has no IPv6 address on the site's network", router.name);
                let why = "without a session over IPv6 between the routers nobody compares how much their uplinks are preferred";
                let help = "write it: `lan: {ipv6_address: 2001:db8:100::2, ...}`";
                found.push(refused(message, router.span).why(why).help(help));
            }
            None => {}
            Some(address) => {
                if let Some(span) = addresses.insert(address.value, address.span) {
                    let message = format!("two routers have the address {}", address.value);
                    let finding = refused(message, address.span).also(span, "the first is here");
                    found.push(finding.help("give each router its own address in the site's network"));
                }
                if !site.ipv6_prefixes.iter().any(|prefix| prefix.value.contains_address(address.value)) {
                    let message = format!("{} is in none of the site's IPv6 prefixes", address.value);
                    found.push(refused(message, address.span).help("write the router's address in one of them"));
                }
            }
        }
    }
}
