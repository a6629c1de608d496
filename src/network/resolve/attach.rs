//! What a VPC is to a network of VPCs: its attachment, its role and the tiers that follow from them, its resolver.

use std::collections::{BTreeMap, BTreeSet};

use super::known::segment_of;
use super::{VpcResolver, did_you_mean_one_of};
use crate::blueprint::{self as written, NatMode, NetworkAcls, Role};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::Asn;
use crate::network::{Attach, Hub, HubId, Purpose, Resolver, RouteKind, SubnetSize, Tags, Tier, Zone};

/// AWS advises a /28 for each attachment and firewall endpoint: nothing else lives there.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html>
const SERVICE_PREFIX: u8 = 28;

impl VpcResolver<'_> {
    pub(super) fn roles(&mut self) -> BTreeSet<Role> {
        let Some(Spanned { value: roles, span }) = &self.vpc.role else { return BTreeSet::new() };
        if self.vpc.attach.is_none() {
            let message = format!("VPC `{}` has a role, but no transit gateway that it has it for", self.name.value);
            self.error(Code::Attach, message, *span, "write `attach: {to: HUB}` beside it");
        }
        if let Some((first, _)) = self.vpc.tiers.first_key_value() {
            let message = format!("VPC `{}` has a role and tiers of its own", self.name.value);
            let help = "remove `tiers`: a role brings the subnets that it needs; put workloads into a VPC of their own";
            self.error(Code::Attach, message, first.span, help);
        }
        if roles.0.contains(&Role::Inspection)
            && let Some(zone) = self.scope.zones.iter().find(|zone| !matches!(zone, Zone::Named(name) if !name.is_id()))
        {
            let message = format!("VPC `{}` inspects, but zone `{zone}` has no letter", self.name.value);
            let finding = Diagnostic::new(Code::InspectionZones, message)
                .at(*span, "")
                .why("AWS lists firewall endpoints by the names of their zones, and each zone's routes need its own")
                .help("name the zones by letter: `availability_zones: [a, b]`");
            self.diagnostics.push(finding);
        }
        let both = roles.0.contains(&Role::Egress) && roles.0.contains(&Role::Inspection);
        if both && self.vpc.nat.value.0.mode == NatMode::Single && self.scope.zones.len() > 1 {
            let message =
                format!("VPC `{}` goes out by a single NAT gateway and inspects in every zone", self.name.value);
            let finding = Diagnostic::new(Code::Attach, message)
                .at(self.vpc.nat.span, "")
                .why("replies would pass the firewall endpoint of the gateway's zone, which may not have seen the request")
                .help("write `nat: per-az`, or give `egress` a VPC of its own");
            self.diagnostics.push(finding);
        }
        roles.0.iter().copied().collect()
    }

    pub(super) fn attach(&mut self, roles: &BTreeSet<Role>) -> Option<Attach> {
        let Spanned { value: written, span } = self.vpc.attach.as_ref()?;
        let hubs = &self.blueprint.transit_gateways;
        let Some(index) = hubs.keys().position(|hub| hub.value == written.to.value) else {
            let known = did_you_mean_one_of(&written.to.value, hubs);
            let message = format!("there is no transit gateway `{}`", written.to.value);
            let help = if hubs.is_empty() {
                let name = &written.to.value;
                format!("write `transit_gateways: {{{name}: {{segments: {{production: {{}}}}}}}}` beside `vpcs`")
            } else {
                known
            };
            self.error(Code::UnknownHub, message, written.to.span, help);
            return None;
        };
        let segment = match (&written.segment, roles.is_empty()) {
            (Some(segment), false) => {
                let message = format!("VPC `{}` has a role, and so no segment", self.name.value);
                let help = "remove `segment`: a role's VPC has a route table of its own";
                self.error(Code::Attach, message, segment.span, help);
                None
            }
            (None, true) => {
                let message = format!("VPC `{}` is attached, but in no segment", self.name.value);
                self.error(Code::Attach, message, *span, "write `segment: NAME`, or give the VPC a `role`");
                None
            }
            (Some(segment), true) => {
                let of = hubs.iter().nth(index);
                of.and_then(|(name, hub)| segment_of(self.known, (name, &hub.value), segment, self.diagnostics))
            }
            (None, false) => None,
        };
        Some(Attach { hub: HubId(index), segment, span: *span })
    }

    /// The tiers that an attachment and a role bring. They stand among the others by name.
    pub(super) fn service_tiers(&mut self, roles: &BTreeSet<Role>, tags: &Tags, tiers: &mut Vec<Tier>) {
        if self.vpc.attach.is_none() {
            return;
        }
        let egress = roles.contains(&Role::Egress);
        let inspection = roles.contains(&Role::Inspection);
        let way_in = match (egress, inspection) {
            (_, true) => RouteKind::Firewall,
            (true, false) => RouteKind::Nat,
            (false, false) => RouteKind::Local,
        };
        self.service_tier(Purpose::Attachment, way_in, tags, tiers);
        if egress {
            self.service_tier(Purpose::Public, RouteKind::Internet, tags, tiers);
        }
        if inspection {
            let way_out = if egress { RouteKind::Nat } else { RouteKind::Transit };
            self.service_tier(Purpose::Firewall, way_out, tags, tiers);
        }
        tiers.sort_by(|one, other| one.name.cmp(&other.name));
    }

    fn service_tier(&mut self, purpose: Purpose, route: RouteKind, tags: &Tags, tiers: &mut Vec<Tier>) {
        let Ok(name) = purpose.tier_name().parse() else { return };
        if let Some(own) = tiers.iter().find(|tier| tier.name == name) {
            let (message, span) = (format!("tier `{name}` has the name of a tier that netgen adds"), own.span);
            self.error(Code::Attach, message, span, "choose another name: the attachment's subnets have this one");
            return;
        }
        tiers.push(Tier {
            name,
            span: self.name.span,
            purpose,
            size: SubnetSize { prefix: SERVICE_PREFIX, span: self.name.span },
            route,
            from: None,
            pins: BTreeMap::new(),
            hub: purpose != Purpose::Attachment,
            public_addresses: false,
            gateway_endpoints: false,
            share: Vec::new(),
            tags: tags.clone(),
        });
    }

    /// The preset `tiered` is about the tiers of the document, and a VPC with a role has none.
    pub(super) fn refuse_acls_of_role(&mut self, roles: &BTreeSet<Role>) {
        let written = &self.vpc.network_acls;
        if roles.is_empty() || !matches!(written.value, NetworkAcls::Tiered) {
            return;
        }
        let message =
            format!("VPC `{}` has a role, and no tiers from which `tiered` could take rules", self.name.value);
        let finding = Diagnostic::new(Code::AclsOfRole, message)
            .at(written.span, "")
            .why("its subnets carry packets of other VPCs, whose addresses and ports no route of this VPC says")
            .help("remove `network_acls`, or write rules for the tiers that the role brings: `attachment`, `public`, `firewall`");
        self.diagnostics.push(finding);
    }

    /// A tier with a default route to the hub needs a hub, or a site that is joined to the VPC.
    pub(super) fn check_transit(&mut self) {
        if self.vpc.attach.is_some() || self.has_site() {
            return;
        }
        for (tier, written) in &self.vpc.tiers {
            if written.value.route.value == written::RouteKind::Transit {
                let (tier, name) = (&tier.value, &self.name.value);
                let message = format!("tier `{tier}` goes out by a transit gateway, but VPC `{name}` has none");
                let help = "write `attach: {to: HUB, segment: NAME}` for the VPC, or another `route`";
                self.relation(Code::Attach, message, written.value.route.span, help);
            }
        }
    }

    /// Whether a site is joined to the VPC.
    fn has_site(&self) -> bool {
        let name = &self.name.value;
        self.blueprint.sites.values().any(|site| site.value.attach.value.to.value.has_vpc(name))
    }

    /// The ASN of the VPC's VPN gateway, if it has one.
    pub(super) fn vpn_gateway(&mut self) -> Option<Spanned<Asn>> {
        let written = self.vpc.vpn_gateway.as_ref();
        let asn = match written {
            Some(gateway) => gateway.value.asn,
            None => written::VpnGateway::default().asn,
        };
        if !asn.value.is_private() {
            let message = format!("a VPN gateway cannot have the ASN {}", asn.value);
            self.error(Code::Site, message, asn.span, "AWS takes 64512 to 65534 and 4200000000 to 4294967294");
        }
        if self.has_site() {
            return Some(Spanned {
                value: asn.value,
                span: if asn.span.is_placed() { asn.span } else { self.name.span },
            });
        }
        if let Some(Spanned { span, .. }) = written {
            let message = format!("no site is joined to VPC `{}`", self.name.value);
            let help = format!("write `attach: {{to: vpc/{}}}` for a site, or remove `vpn_gateway`", self.name.value);
            self.relation(Code::Site, message, *span, help);
        }
        None
    }

    pub(super) fn resolver(&mut self, has_tier: bool) -> Resolver {
        let Some(Spanned { value: written, span }) = &self.vpc.resolver else { return Resolver::default() };
        if !has_tier {
            let message = "no tier can hold the resolver's addresses";
            self.error(Code::Resolver, message, *span, "add a tier with `route: nat`, `transit` or `local`");
        }
        if self.scope.zones.len() < 2 {
            let message = "a resolver endpoint has addresses in two zones at least";
            self.error(Code::Resolver, message, *span, "name a second zone in `availability_zones`");
        }
        let asks = written.outbound.as_ref().filter(|outbound| outbound.value.forward.is_empty());
        if let Some(span) =
            asks.map(|outbound| outbound.span).or((!written.inbound && written.outbound.is_none()).then_some(*span))
        {
            let message = "the resolver neither answers nor asks anybody";
            let help = "write `inbound: true`, or `outbound: {forward: {corp.example: [192.168.1.53]}}`";
            self.error(Code::Resolver, message, span, help);
        }
        let mut forward = Vec::new();
        for (domain, servers) in written.outbound.iter().flat_map(|outbound| &outbound.value.forward) {
            if servers.is_empty() || servers.len() > 6 {
                let message = format!("`{}` is forwarded to {} name servers", domain.value, servers.len());
                self.error(Code::Resolver, message, domain.span, "a rule holds one to six");
            }
            super::duplicates(servers, "name server", self.diagnostics);
            let mut addresses: Vec<_> = servers.iter().map(|server| server.value).collect();
            addresses.sort_unstable();
            forward.push((domain.value.clone(), addresses));
        }
        Resolver { inbound: written.inbound, forward, span: Some(*span) }
    }
}

/// A VPC has a role for a transit gateway that uses it.
pub(super) fn check_roles(hubs: &[Hub], vpcs: &[crate::network::Vpc], diagnostics: &mut Diagnostics) {
    for (index, vpc) in vpcs.iter().enumerate() {
        let (Some(attach), false) = (vpc.attach, vpc.roles.is_empty()) else { continue };
        let Some(hub) = hubs.get(attach.hub.0) else { continue };
        for role in &vpc.roles {
            let (used, word, key) = match role {
                Role::Egress => (hub.egress, "egress", "internet"),
                Role::Inspection => (hub.inspection, "inspection", "inspection"),
            };
            if used.is_none_or(|used| used.0 != index) {
                let message = format!("VPC `{}` has the role `{word}`, but `{}` does not use it", vpc.name, hub.name);
                let finding = Diagnostic::new(Code::RolePath, message).at(vpc.span, "");
                let help =
                    format!("write `{key}: {{through: {}}}` for the transit gateway, or remove the role", vpc.name);
                diagnostics.push(finding.help(help).relation());
            }
        }
    }
}
