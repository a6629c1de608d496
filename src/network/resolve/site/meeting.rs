//! Sites that reach each other over a transit gateway: their segments are one that lets its members talk to each other, or two of
//! which one reaches the other. Sites are gone through once: each is compared with the first one before it in every segment that
//! it reaches, never with all of them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::rules::{Rules, equal, speaker};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Asn;
use crate::network::{HubId, SegmentId, Site, Vpc, VpcId};

impl Rules<'_> {
    /// Each site with the first site before it that it reaches and that has the same key.
    pub(super) fn first_meetings<K: Ord>(&self, key: impl Fn(&Site) -> Option<K>) -> Vec<(&Site, &Site)> {
        let mut known: BTreeMap<(HubId, K), BTreeMap<SegmentId, &Site>> = BTreeMap::new();
        let mut meetings = Vec::new();
        for site in self.sites {
            let (Some((hub, segment)), Some(key)) = (site.segment(), key(site)) else { continue };
            let before = known.entry((hub, key)).or_default();
            let first =
                before.iter().find(|(other, _)| self.hubs[hub.0].sites_meet(segment, **other)).map(|(_, site)| *site);
            meetings.extend(first.map(|first| (first, site)));
            before.entry(segment).or_insert(site);
        }
        meetings
    }

    /// Two sites whose packets would go from one virtual interface of a Direct Connect gateway to another one. AWS takes Direct
    /// Connect first for both, so a VPN connection beside it changes nothing.
    pub(super) fn between_interfaces(&self, found: &mut Diagnostics) {
        let gateway = |site: &Site| site.clear_gateway().filter(|gateway| !self.gateways[gateway.0].has_site_link());
        for (first, site) in self.first_meetings(gateway) {
            let (Some((_, one)), Some((_, other))) = (first.direct_connects().next(), site.direct_connects().next())
            else {
                continue;
            };
            let name = &self.gateways[one.gateway.0].name;
            let message = format!(
                "sites `{}` and `{}` reach each other, and both come by Direct Connect gateway `{name}`",
                first.name, site.name
            );
            let finding = Diagnostic::new(Code::BetweenInterfaces, message).at(other.gateway_span, "");
            let finding = finding.also(one.gateway_span, format!("`{}` comes this way", first.name));
            let finding = finding.why(
                "AWS documents this gateway between virtual interfaces and transit gateways, and SiteLink from one virtual \
                 interface to another: without it nothing says that packets between the sites arrive",
            );
            let finding = finding.help(format!(
                "write `site_link: true` for Direct Connect gateway `{name}`, if packets between the sites may pass in clear; AWS bills \
                 SiteLink by hour and GB"
            ));
            found.push(finding.help("or join one of the sites by VPN alone, or keep the segments of the sites apart"));
        }
    }

    /// Sites with VPN connections to one VPN gateway, which announces each of them to the others.
    pub(super) fn at_vpn_gateways(&self, found: &mut Diagnostics) {
        let mut sites: BTreeMap<VpcId, Vec<&Site>> = BTreeMap::new();
        for site in self.sites.iter().filter(|site| site.speaks_by_vpn()) {
            if let Some(vpc) = site.only_vpc() {
                sites.entry(vpc).or_default().push(site);
            }
        }
        for (vpc, sites) in sites {
            let (Some(vpc), [first, second, ..]) = (self.vpcs.get(vpc.0), sites.as_slice()) else { continue };
            match vpc.between_sites {
                None => found.push(unsaid(vpc, first, second)),
                Some(between) if between.value => {
                    let met = sites.into_iter().filter(|site| site.meets_at_vpn_gateway());
                    equal_asns(&met.collect::<Vec<_>>(), found);
                }
                Some(_) => {}
            }
        }
    }
}

fn unsaid(vpc: &Vpc, first: &Site, second: &Site) -> Diagnostic {
    let message = format!("the VPN gateway of VPC `{}` announces sites to each other", vpc.name);
    let finding = Diagnostic::new(Code::CloudHub, message).at(second.end_span, "");
    let finding = finding.also(first.end_span, format!("`{}` is joined here", first.name));
    let finding = finding.why(
        "a VPN gateway tells each router what the others announce (VPN CloudHub): the filters of the routers refuse it, and \
         nothing at AWS does",
    );
    let asn = vpc.vpn_gateway.map_or_else(String::new, |asn| format!("asn: {}, ", asn.value));
    let finding = finding.help(format!("to keep the sites apart, write `vpn_gateway: {{{asn}between_sites: false}}`"));
    finding.help(format!("to let them reach each other, write `vpn_gateway: {{{asn}between_sites: true}}`"))
}

/// Routers drop what comes back with their own ASN in its path.
pub(super) fn equal_asns(sites: &[&Site], found: &mut Diagnostics) {
    let mut first: BTreeMap<Asn, &Site> = BTreeMap::new();
    for site in sites.iter().copied() {
        match first.entry(site.asn.value) {
            Entry::Occupied(known) => equal(&speaker(site), &speaker(known.get()), found),
            Entry::Vacant(place) => {
                place.insert(site);
            }
        }
    }
}
