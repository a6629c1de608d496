//! The features of a document that not every dialect can say, or not in every version. In comes a network, out go its features with their
//! places, and what is refused while a dialect is rendered.

use super::{Network, Vpn};
use crate::blueprint::NatMode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::dialect::{Dialect, Feature, LARGEST_BGP_ASN};
use crate::net::ProviderVersion;
use crate::uplink::bandwidth::TunnelBandwidth;

impl Network {
    /// The features that it uses, each as often as it is written, in the order of the table.
    #[must_use]
    pub fn features(&self) -> Vec<Spanned<Feature>> {
        let nat = self.vpcs.iter().filter(|vpc| vpc.nat.mode == NatMode::Regional);
        let mut all: Vec<_> = nat.map(|vpc| at(Feature::RegionalNat, vpc.nat.span)).collect();
        let with_minimum = self.lags.iter().filter(|lag| lag.minimum > 0);
        all.extend(with_minimum.map(|lag| at(Feature::MinimumLinks, lag.connection.span)));
        for site in &self.sites {
            let is_long = site.asn.value.get() > LARGEST_BGP_ASN && site.interfaces().next().is_some();
            all.extend(is_long.then(|| at(Feature::LongAsn, site.asn.span)));
            let jumbo = site.direct_connects().filter(|(_, direct)| site.segment().is_none() && direct.is_jumbo());
            all.extend(jumbo.map(|(_, direct)| at(Feature::PrivateJumbo, direct.mtu.span)));
            all.extend(site.vpns().flat_map(|(_, vpn)| of_tunnels(vpn)));
        }
        all.sort_by_key(|used| used.value);
        all
    }

    /// The version of Terraform's AWS provider from which on features may be used: what the document says, 5.100 unless it does.
    #[must_use]
    pub fn provider_floor(&self) -> ProviderVersion {
        self.terraform.aws.map(|floor| floor.value).unwrap_or_default()
    }
}

/// The features of a VPN connection.
fn of_tunnels(vpn: &Vpn) -> Vec<Spanned<Feature>> {
    let mut all = Vec::new();
    if vpn.bandwidth.value == TunnelBandwidth::Large {
        all.push(at(Feature::LargeTunnels, vpn.bandwidth.span));
    }
    all.extend(vpn.concentrator.map(|span| at(Feature::VpnConcentrator, span)));
    all.extend(vpn.logs.and_then(|logs| logs.bgp).map(|span| at(Feature::BgpLogs, span)));
    if vpn.lifecycle_control {
        all.push(at(Feature::LifecycleControl, vpn.routing.span));
    }
    all
}

fn at(feature: Feature, span: crate::diagnostic::Span) -> Spanned<Feature> {
    Spanned { value: feature, span }
}

/// Refuses what a dialect cannot say, for those who render it.
pub fn check_dialect(network: &Network, dialect: Dialect, diagnostics: &mut Diagnostics) {
    for used in network.features() {
        if dialect == Dialect::Terraform {
            too_old(network, used, diagnostics);
        }
    }
}

/// Refuses a feature that came with a later version of the provider than the document asks for (NG0150).
fn too_old(network: &Network, Spanned { value, span }: Spanned<Feature>, diagnostics: &mut Diagnostics) {
    let said = value.said();
    let Some((resource, argument)) = said.terraform else { return };
    let floor = network.provider_floor();
    // Without a floor of its own, a document asks for what its older features need.
    if said.provider <= floor || network.terraform.aws.is_none() && !said.is_asked {
        return;
    }
    let message = format!("`{argument}` of `{resource}` needs version {} of Terraform's AWS provider", said.provider);
    let mut finding = Diagnostic::new(Code::ProviderFloor, message).at(span, "");
    if let Some(written) = &network.terraform.aws {
        finding = finding.also(written.span, "the document asks for this one");
    }
    let why = format!("versions from {floor} on are to do, and that is how Terraform has {}", said.words);
    let help = format!("write `terraform: {{aws: \">= {}\"}}`, or render without Terraform", said.provider);
    diagnostics.push(finding.why(why).help(help));
}
