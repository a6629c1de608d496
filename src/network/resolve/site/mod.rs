//! Sites and Direct Connect gateways: names looked up, uplinks ranked, contradictions refused.

mod alarms;
mod carried;
mod concentrator;
mod connect;
mod connection;
mod ends;
mod first_hop;
mod gateway;
mod ipv6;
mod meeting;
mod order;
mod public;
mod rules;
mod site_link;
mod transport;
mod tunnel;
mod uplink;

use std::collections::BTreeMap;

use super::known::Known;
use super::scope::Scopes;
use super::tags::merged;
use super::{duplicates, plain_tags, sorted};
use crate::blueprint::{self as written, Blueprint};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;
use crate::network::{DxGateway, Hub, Lan, PublicInterface, RouterId, Site, SiteId, SiteRouter, Uplink, Vpc};

pub(super) use connection::{check_ports, connections};
pub(super) use gateway::{gateways, link_pools};

/// The sites of a document, by name, and what they are to segments. `None` for a site with an error in it.
pub(super) fn sites(
    blueprint: &Blueprint,
    (known, scopes): (&Known<'_>, &Scopes),
    gateways: &[DxGateway],
    (vpcs, hubs): (&[Vpc], &mut [Hub]),
    diagnostics: &mut Diagnostics,
) -> Vec<Site> {
    let mut sites = Vec::new();
    for (name, site) in &blueprint.sites {
        let mut own = Diagnostics::default();
        let mut resolver =
            SiteResolver { blueprint, known, scopes, name, site: &site.value, gateways, diagnostics: &mut own };
        let meant = resolver.resolve(site.span);
        diagnostics.append(own.anchored(name.span, site.span, &format!("in site `{}`", name.value)));
        sites.extend(meant);
    }
    if sites.len() == blueprint.sites.len() {
        rules::check(&sites, gateways, (vpcs, hubs), diagnostics);
        join(&sites, hubs);
    }
    sites
}

/// Tells the segments which sites are in them, and the networks of these.
fn join(sites: &[Site], hubs: &mut [Hub]) {
    for (index, site) in sites.iter().enumerate() {
        let Some((hub, segment)) = site.segment() else { continue };
        let segment = &mut hubs[hub.0].segments[segment.0];
        segment.sites.push(SiteId(index));
        segment.prefixes.extend(site.prefixes.iter().copied());
    }
    for segment in hubs.iter_mut().flat_map(|hub| &mut hub.segments) {
        segment.prefixes.sort_by_key(|prefix| prefix.value);
        segment.prefixes.dedup_by_key(|prefix| prefix.value);
    }
}

/// One site on its way from written to meant.
struct SiteResolver<'a> {
    blueprint: &'a Blueprint,
    known: &'a Known<'a>,
    scopes: &'a Scopes,
    name: &'a Spanned<Name>,
    site: &'a written::Site,
    gateways: &'a [DxGateway],
    diagnostics: &'a mut Diagnostics,
}

impl SiteResolver<'_> {
    fn resolve(&mut self, text: Span) -> Option<Site> {
        let end = self.end();
        let routers = self.routers();
        let prefixes = self.prefixes();
        let ipv6_prefixes = self.ipv6_prefixes();
        let mut uplinks: Vec<Uplink> = self.uplinks()?;
        self.connects_alone(&uplinks)?;
        let publics = self.publics()?;
        self.unused_routers(&routers, &uplinks, &publics);
        self.rank(&mut uplinks)?;
        let alarms = self.alarms(&uplinks);
        let tags = merged(&plain_tags(&self.blueprint.tags), &self.site.tags, self.diagnostics);
        Some(Site {
            name: self.name.value.clone(),
            span: self.name.span,
            text,
            asn: self.site.asn,
            prefixes,
            ipv6_prefixes,
            end: end?,
            end_span: self.site.attach.span,
            routers,
            uplinks,
            publics,
            prefer_span: self.site.prefer.as_ref().map_or(self.name.span, |prefer| prefer.span),
            encrypted: self.site.encrypt.map(|one| one.span),
            alarms,
            greenfield: self.site.greenfield,
            tags,
            retain: self.site.retain.unwrap_or(self.blueprint.retain),
        })
    }

    fn error(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help));
    }

    fn prefixes(&mut self) -> Vec<Spanned<crate::net::Cidr4>> {
        let Spanned { value: prefixes, span } = &self.site.prefixes;
        if prefixes.is_empty() {
            let message = format!("site `{}` has no prefixes", self.name.value);
            self.error(Code::Site, message, *span, "write the site's networks: `prefixes: [192.168.0.0/16]`");
        }
        duplicates(prefixes, "prefix", self.diagnostics);
        let prefixes = sorted(prefixes);
        for pair in prefixes.windows(2) {
            if pair[0].value != pair[1].value && pair[0].value.contains(pair[1].value) {
                let message = format!("{} is inside {}", pair[1].value, pair[0].value);
                let finding =
                    Diagnostic::new(Code::SitePrefix, message).at(pair[1].span, "").also(pair[0].span, "the wider one");
                let finding = finding.why(
                    "every uplink announces every prefix of the site, so the longer one would only be a second route",
                );
                self.diagnostics.push(finding.help("remove it"));
            }
        }
        prefixes
    }

    fn routers(&mut self) -> Vec<SiteRouter> {
        let mut ids = BTreeMap::new();
        let mut addresses = BTreeMap::new();
        let mut routers = Vec::new();
        for (name, Spanned { value: router, .. }) in &self.site.routers {
            let lan = &router.lan.value;
            if let Some(first) = ids.insert(router.router_id.value, router.router_id.span) {
                let message = format!("two routers have the identifier {}", router.router_id.value);
                self.twin(message, router.router_id.span, first, "give each router an address of its own");
            }
            if let Some(first) = addresses.insert(lan.address.value.address, lan.address.span) {
                let message = format!("two routers have the address {}", lan.address.value.address);
                self.twin(message, lan.address.span, first, "give each router its own address in the site's network");
            }
            let id = router.router_id.value;
            if id.is_unspecified() || id.is_multicast() || id.is_broadcast() {
                let message = format!("no router has the identifier {id}");
                self.error(Code::Site, message, router.router_id.span, "write an address of the router's own");
            }
            duplicates(&lan.contributors, "contributor", self.diagnostics);
            routers.push(SiteRouter {
                name: name.value.clone(),
                span: name.span,
                platform: router.platform.value,
                router_id: router.router_id.value,
                lan: Lan {
                    interface: lan.interface.clone(),
                    address: lan.address,
                    ipv6_address: lan.ipv6_address,
                    contributors: sorted(&lan.contributors),
                    first_hop: self.first_hop(lan),
                },
                lags: self.router_lags(router),
                multipath: self.multipath(router),
            });
        }
        self.check_first_hops(&routers);
        routers
    }

    /// Whether a router uses all equal paths. FRR does by default, and taking that away would concern its other neighbors.
    fn multipath(&mut self, router: &written::Router) -> bool {
        let platform = router.platform.value;
        let is_default = platform.capabilities().multipath;
        match router.multipath {
            Some(written) if !written.value && is_default => {
                let message = format!("a router that runs {platform} uses all equal paths");
                let help = "remove `multipath`, or write `tunnels: primary-backup` for the connection and a strict order in `prefer`";
                self.error(Code::UplinkValue, message, written.span, help);
                true
            }
            Some(written) => written.value,
            None => is_default || self.site.greenfield,
        }
    }

    fn twin(&mut self, message: String, span: Span, first: Span, help: &str) {
        let finding = Diagnostic::new(Code::Site, message).at(span, "").also(first, "the first is here");
        self.diagnostics.push(finding.help(help));
    }

    fn unused_routers(&mut self, routers: &[SiteRouter], uplinks: &[Uplink], publics: &[PublicInterface]) {
        let ends = || uplinks.iter().map(|one| one.router).chain(publics.iter().map(|one| one.router));
        for (index, router) in routers.iter().enumerate() {
            if !ends().any(|end| end == RouterId(index)) {
                let message = format!("no uplink ends on router `{}`", router.name);
                let help = "name it as the `router` of an uplink, or remove it";
                self.error(Code::Site, message, router.span, help);
            }
        }
    }
}
