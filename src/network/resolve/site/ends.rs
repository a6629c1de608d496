//! What a site is joined to: a segment of a transit gateway, a VPC, or several VPCs behind one Direct Connect gateway. In comes what is
//! written, out go ids; compares no addresses, which nobody has yet.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/virtualgateways.html>

use std::collections::BTreeMap;

use super::SiteResolver;
use super::rules::Rules;
use crate::blueprint::AttachTo;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;
use crate::network::resolve::known::{segment_of, vpc_of};
use crate::network::resolve::{did_you_mean_one_of, duplicates};
use crate::network::{AwsEnd, DxGatewayId, HubId, ScopeId, Site, VpcId};

impl SiteResolver<'_> {
    /// What the site is joined to; `None` where that is refused.
    pub(super) fn end(&mut self) -> Option<AwsEnd> {
        let to = &self.site.attach.value.to;
        let ends: Vec<Spanned<&AttachTo>> = to.value.all(to.span).collect();
        match ends.as_slice() {
            [] => {
                let message = format!("site `{}` is joined to nothing", self.name.value);
                self.error(
                    Code::SeveralVpcs,
                    message,
                    to.span,
                    "name a transit gateway or VPCs: `to: [vpc/app, vpc/data]`",
                );
                None
            }
            [one] => match one.value {
                AttachTo::Hub(name) => self.segment(&Spanned { value: name.clone(), span: one.span }),
                AttachTo::Vpc(name) => {
                    let vpc = self.vpc(&Spanned { value: name.clone(), span: one.span })?;
                    Some(AwsEnd::Vpcs(vec![vpc.0]))
                }
            },
            several => self.several(several),
        }
    }

    fn segment(&mut self, name: &Spanned<Name>) -> Option<AwsEnd> {
        let hubs = &self.blueprint.transit_gateways;
        let Some((index, hub)) = hubs.iter().enumerate().find(|(_, (known, _))| known.value == name.value) else {
            let known = did_you_mean_one_of(&name.value, hubs);
            let message = format!("there is no transit gateway `{}`", name.value);
            self.error(Code::UnknownHub, message, name.span, known);
            return None;
        };
        let Some(segment) = &self.site.attach.value.segment else {
            let message = format!("site `{}` is joined to `{}`, but in no segment", self.name.value, name.value);
            self.error(Code::Site, message, self.site.attach.span, "write `segment: NAME` beside `to`");
            return None;
        };
        let segment = segment_of(self.known, (hub.0, &hub.1.value), segment, self.diagnostics)?;
        Some(AwsEnd::Segment(HubId(index), segment))
    }

    /// A VPC that gets a VPN gateway, and its Region and account.
    fn vpc(&mut self, name: &Spanned<Name>) -> Option<(VpcId, ScopeId)> {
        if let Some(segment) = &self.site.attach.value.segment {
            let message = format!("site `{}` is joined to a VPC, which has no segments", self.name.value);
            self.error(Code::Site, message, segment.span, "remove `segment`, or name a transit gateway in `to`");
        }
        let (id, vpc) = vpc_of(self.blueprint, self.known, name, self.diagnostics)?;
        if let Some(role) = &vpc.role {
            let message = format!("VPC `{}` has a role, and a site cannot be joined to it", name.value);
            let finding = Diagnostic::new(Code::Site, message).at(name.span, "").also(role.span, "the role is here");
            self.diagnostics.push(finding.help("join the site to the transit gateway"));
        }
        Some((id, self.scopes.of(vpc.account.as_ref(), vpc.region.as_ref())))
    }

    /// Several VPCs, each by a VPN gateway of its own behind one Direct Connect gateway.
    fn several(&mut self, ends: &[Spanned<&AttachTo>]) -> Option<AwsEnd> {
        let mut names = Vec::new();
        for end in ends {
            match end.value {
                AttachTo::Vpc(name) => names.push(Spanned { value: name.clone(), span: end.span }),
                AttachTo::Hub(hub) => {
                    let message = format!("site `{}` is joined to `{hub}` and to something else", self.name.value);
                    let finding = Diagnostic::new(Code::SeveralVpcs, message).at(end.span, "");
                    let finding = finding.why(
                        "a Direct Connect gateway leads to VPN gateways or to transit gateways, never to both, and to one segment of them here",
                    );
                    let finding =
                        finding.help(format!("write `to: {hub}` with its `segment`, and attach the VPCs to it"));
                    self.diagnostics.push(finding.help("or name VPCs alone: `to: [vpc/app, vpc/data]`"));
                }
            }
        }
        if names.len() < ends.len() {
            return None;
        }
        duplicates(&names, "VPC", self.diagnostics);
        let found: Vec<_> = names.iter().filter_map(|name| Some((self.vpc(name)?, name))).collect();
        if found.len() < ends.len() {
            return None;
        }
        self.one_place(&found);
        let mut vpcs: Vec<VpcId> = found.iter().map(|((id, _), _)| *id).collect();
        vpcs.sort_unstable();
        vpcs.dedup();
        Some(AwsEnd::Vpcs(vpcs))
    }

    /// VPCs of a site are in one Region and account.
    fn one_place(&mut self, found: &[((VpcId, ScopeId), &Spanned<Name>)]) {
        let Some(((_, home), first)) = found.first().copied() else { return };
        for ((_, scope), name) in found.iter().filter(|((_, scope), _)| *scope != home) {
            let (one, other) = (self.scopes.get(home), self.scopes.get(*scope));
            let what = if one.region == other.region { "accounts" } else { "Regions" };
            let message = format!("VPCs `{}` and `{}` of a site are in two {what}", first.value, name.value);
            let finding =
                Diagnostic::new(Code::SeveralVpcs, message).at(name.span, "").also(first.span, "the first one");
            let finding = finding.why(
                "AWS would take it, but netgen deploys an uplink and the gateways that it leads to in one Region and account",
            );
            self.diagnostics
                .push(finding.help("write a second site with uplinks and a Direct Connect gateway of its own"));
        }
    }
}

impl Rules<'_> {
    /// AWS associates a VPN gateway with one Direct Connect gateway, whichever sites come by it.
    /// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_CreateDirectConnectGatewayAssociation.html>
    pub(super) fn one_gateway_before(&self, found: &mut Diagnostics) {
        let mut first: BTreeMap<VpcId, (DxGatewayId, Span)> = BTreeMap::new();
        for site in self.sites {
            let Some((_, direct)) = site.direct_connects().next() else { continue };
            for id in site.vpcs() {
                let (gateway, place) = *first.entry(*id).or_insert((direct.gateway, direct.gateway_span));
                let Some(vpc) = self.vpcs.get(id.0).filter(|_| gateway != direct.gateway) else { continue };
                let (one, other) = (&self.gateways[gateway.0].name, &self.gateways[direct.gateway.0].name);
                let message =
                    format!("VPC `{}` would be behind Direct Connect gateways `{one}` and `{other}`", vpc.name);
                let finding = Diagnostic::new(Code::GatewayKinds, message).at(direct.gateway_span, "");
                let finding = finding.also(place, "the first one is here");
                let finding = finding.why("AWS associates a VPN gateway with one Direct Connect gateway");
                found.push(finding.help(format!(
                    "write `gateway: {one}` for both sites, and join them to the same VPCs; or attach the VPCs to a transit gateway"
                )));
            }
        }
    }

    /// A VPN connection ends on one VPN gateway, so a site of several VPCs has none.
    pub(super) fn several_vpcs(site: &Site, found: &mut Diagnostics) {
        let count = site.vpcs().len();
        if count < 2 {
            return;
        }
        for (uplink, _) in site.vpns().filter(|(_, vpn)| vpn.transit().is_none()) {
            let message = format!("VPN `{}` would have to lead site `{}` to {count} VPCs", uplink.name, site.name);
            let finding = Diagnostic::new(Code::SeveralVpcs, message).at(uplink.span, "");
            let finding = finding.also(site.end_span, "the site is joined here");
            let finding = finding.why(
                "a VPN connection ends on one VPN gateway: were Direct Connect down, the other VPCs would not be reached, and nobody would \
                 have said so",
            );
            let finding = finding.help(
                "attach the VPCs to a transit gateway, and join the site to a segment of it: VPN connections lead to all of them there",
            );
            found.push(finding.help("or remove the VPN connection, or join the site to one VPC"));
        }
    }
}
