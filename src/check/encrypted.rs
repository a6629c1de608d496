//! NG0866: an uplink in clear where the document wants every way in encrypted, be it of a site, of a segment, or of all that reaches a segment.
//! NG0867: nested stacks with a VPN connection inside Direct Connect, whose transport is there only after its stack would be made.

use std::collections::BTreeMap;

use super::facts::Facts;
use crate::blueprint::StackMode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, closest};
use crate::net::Name;
use crate::network::{Hub, Network, SegmentId, Site};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    unknown(network, diagnostics);
    nested(network, diagnostics);
    let demands = Demands::of(network);
    for site in &network.sites {
        if let Some((span, whose)) = demands.on(network, site) {
            clear(site, span, &whose, diagnostics);
            peers(site, span, &whose, diagnostics);
        }
    }
    for (hub, demands) in network.hubs.iter().zip(&demands.0) {
        attachments(hub, demands, diagnostics);
    }
}

/// Where encryption is demanded, by hub and segment.
pub(crate) struct Demands(Vec<BTreeMap<SegmentId, Span>>);

impl Demands {
    pub(crate) fn of(network: &Network) -> Self {
        Self(network.hubs.iter().map(|hub| demands(network, hub)).collect())
    }

    /// Where every uplink of a site is demanded to be encrypted, and whose demand it is: the site's, or that of a segment that it meets.
    pub(crate) fn on(&self, network: &Network, site: &Site) -> Option<(Span, String)> {
        if let Some(span) = site.encrypted {
            return Some((span, format!("site `{}`", site.name)));
        }
        let (hub, segment) = site.segment()?;
        let (hub, demands) = (&network.hubs[hub.0], &self.0[hub.0]);
        let mut met = std::iter::once(segment).chain(hub.reached(segment));
        let (segment, span) = met.find_map(|met| Some((hub.segment(met), *demands.get(&met)?)))?;
        Some((span, format!("segment `{}`", segment.name)))
    }
}

/// Where encryption is demanded, by segment.
fn demands(network: &Network, hub: &Hub) -> BTreeMap<SegmentId, Span> {
    let required = |name: &Name| network.require.encrypt.iter().find(|one| one.value == *name).map(|one| one.span);
    let segments = hub.segment_ids().map(|id| (id, hub.segment(id)));
    segments.filter_map(|(id, one)| Some((id, one.encrypted.or_else(|| required(&one.name))?))).collect()
}

/// A segment that no transit gateway has.
fn unknown(network: &Network, diagnostics: &mut Diagnostics) {
    let names = || network.hubs.iter().flat_map(|hub| &hub.segments).map(|segment| segment.name.as_str());
    for Spanned { value, span } in &network.require.encrypt {
        if names().any(|name| name == value.as_str()) {
            continue;
        }
        let finding = Diagnostic::new(Code::UnknownSegment, format!("there is no segment `{value}`")).at(*span, "");
        diagnostics.push(match closest(value.as_str(), names()) {
            Some(best) => finding.help(format!("did you mean `{best}`?")),
            None => finding.help("name a segment of a transit gateway, or remove it"),
        });
    }
}

/// Uplinks of a site that carry its prefixes in clear.
fn clear(site: &Site, demanded: Span, whose: &str, diagnostics: &mut Diagnostics) {
    for (uplink, _) in site.direct_connects() {
        let message = format!("`{}` of site `{}` carries packets in clear", uplink.name, site.name);
        let finding = Diagnostic::new(Code::ClearUplink, message).at(uplink.span, "");
        let finding = finding.also(demanded, "encryption is required here");
        let finding = finding.why(format!("packets of {whose} pass it, and Direct Connect encrypts nothing by itself"));
        let help =
            "write `encrypt: ipsec` with `ipsec: {interface: Loopback0, address: …}` for it, or use a VPN connection";
        diagnostics.push(finding.help(help));
    }
}

/// Connect peers of a site: GRE encrypts nothing.
fn peers(site: &Site, demanded: Span, whose: &str, diagnostics: &mut Diagnostics) {
    for (uplink, _) in site.connects() {
        let message = format!("`{}` of site `{}` carries packets in clear", uplink.name, site.name);
        let finding = Diagnostic::new(Code::ClearUplink, message).at(uplink.span, "");
        let finding = finding.also(demanded, "encryption is required here");
        let finding = finding.why(format!("packets of {whose} pass it, and GRE encrypts nothing"));
        diagnostics.push(finding.help("use a VPN connection, or demand no encryption there"));
    }
}

/// Attachments that exist already: nobody says whether they are encrypted.
fn attachments(hub: &Hub, demands: &BTreeMap<SegmentId, Span>, diagnostics: &mut Diagnostics) {
    for id in hub.segment_ids() {
        let segment = hub.segment(id);
        let mut met = std::iter::once(id).chain(hub.reached(id));
        let Some(demanded) = met.find_map(|met| demands.get(&met)) else { continue };
        for attachment in &segment.attachments {
            let message = format!("nothing says whether what comes by {} is encrypted", attachment.value);
            let finding = Diagnostic::new(Code::ClearUplink, message).at(attachment.span, "");
            let finding = finding.also(*demanded, "encryption is required here");
            let finding = finding.why(format!("it is in segment `{}`, and made elsewhere", segment.name));
            diagnostics.push(finding.help("put it into a segment that does not reach what is to be encrypted"));
        }
    }
}

/// One root template makes all stacks at once, and AWS makes the attachment that carries the tunnels in the middle of it.
fn nested(network: &Network, diagnostics: &mut Diagnostics) {
    if network.stacks != StackMode::Nested {
        return;
    }
    let inside = network.sites.iter().flat_map(Site::vpns).find(|(_, vpn)| vpn.transit().is_some());
    if let Some((uplink, _)) = inside {
        let message = format!("nested stacks cannot make the VPN connection of `{}`", uplink.name);
        let finding = Diagnostic::new(Code::Transport, message).at(uplink.span, "");
        let finding = finding.why(
            "it names the Direct Connect gateway's attachment, which AWS makes on the way and CloudFormation cannot read",
        );
        diagnostics.push(
            finding.help("remove `stacks: {mode: nested}`: `deploy.sh` looks the attachment up between the stacks"),
        );
    }
}
