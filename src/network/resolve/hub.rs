//! Transit gateways: segments by name, who reaches whom in both directions, and the VPCs that stand in the way.

use std::collections::BTreeSet;

use super::known::{Known, segment_of, vpc_of};
use super::scope::Scopes;
use super::service::flow_logs;
use super::tags::merged;
use super::{duplicates, plain_tags};
use crate::blueprint::{self as written, AttachmentKind, Blueprint, Role};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Name, TransitGatewayAttachmentId};
use crate::network::{End, Hub, ScopeId, Segment, SegmentId, StaticRoute, Via, VpcId};

/// Names that stand for something else than a segment.
const RESERVED: &[&str] = &["internet", "egress", "inspection"];

/// What the internet is called among segments.
const INTERNET: &str = "internet";

/// The attachment of a segment that is a peering with another gateway.
fn peering(segment: &written::Segment) -> Option<TransitGatewayAttachmentId> {
    let mut peerings = segment.attachments.iter().filter(|one| one.value.0.kind == AttachmentKind::Peering);
    peerings.next().map(|one| one.value.0.id.clone())
}

/// The transit gateways of a document, by name.
pub(super) fn hubs(
    blueprint: &Blueprint,
    known: &Known<'_>,
    scopes: &Scopes,
    diagnostics: &mut Diagnostics,
) -> Vec<Hub> {
    let hubs = blueprint.transit_gateways.iter().map(|(name, hub)| {
        let scope = scopes.of_hub(&hub.value);
        HubResolver { blueprint, known, scopes, scope, name, hub: &hub.value, diagnostics }.resolve()
    });
    hubs.collect()
}

pub(super) struct HubResolver<'a> {
    pub(super) blueprint: &'a Blueprint,
    pub(super) known: &'a Known<'a>,
    pub(super) scopes: &'a Scopes,
    pub(super) scope: ScopeId,
    pub(super) name: &'a Spanned<Name>,
    pub(super) hub: &'a written::TransitGateway,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl HubResolver<'_> {
    fn resolve(&mut self) -> Hub {
        let reaches = self.reaches();
        let segments: Vec<Segment> = self.segments(reaches);
        let egress = self.hub.internet.as_ref().and_then(|path| self.through(&path.value.through, Role::Egress));
        let inspection =
            self.hub.inspection.as_ref().and_then(|path| self.through(&path.value.through, Role::Inspection));
        let tags = merged(&plain_tags(&self.blueprint.tags), &self.hub.tags, self.diagnostics);
        let mut hub = Hub {
            name: self.name.value.clone(),
            span: self.name.span,
            scope: self.scope,
            gateway: self.gateway(),
            default_tables_off: self.hub.id.is_none() || self.hub.default_tables.is_some(),
            auto_accept: self.hub.auto_accept,
            ipv6: self.hub.ipv6,
            group_referencing: self.hub.security_group_referencing.or(self.hub.id.is_none().then_some(true)),
            asn: self.asn(),
            cidrs: self.cidrs(),
            segments,
            egress,
            inspection,
            inspected: BTreeSet::new(),
            inspected_span: self.hub.inspection.as_ref().map_or(self.name.span, |path| path.span),
            flow_logs: self.hub.flow_logs.as_ref().and_then(|logs| flow_logs(logs, self.diagnostics)),
            tags,
            retain: self.hub.retain.unwrap_or(self.blueprint.retain),
        };
        hub.inspected = self.inspected(&hub);
        self.check_internet(&hub);
        self.check_unused(&hub);
        self.check_attachments(&hub);
        self.check_peerings(&hub);
        self.check_isolated();
        self.check_theirs();
        hub
    }

    pub(super) fn error(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help));
    }

    /// An error about something that nobody refers to, or that refers to nothing.
    pub(super) fn relation(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help).relation());
    }

    /// The segment of a name. It says what is wrong if there is none.
    fn segment(&mut self, name: &Spanned<Name>) -> Option<SegmentId> {
        segment_of(self.known, (self.name, self.hub), name, self.diagnostics)
    }

    fn end(&mut self, name: &Spanned<Name>) -> Option<End> {
        if name.value.as_str() == INTERNET {
            return Some(End::Internet);
        }
        self.segment(name).map(End::Segment)
    }

    /// What each segment reaches, whichever side says it. A segment of VPCs reaches itself unless it is isolated.
    fn reaches(&mut self) -> Vec<BTreeSet<End>> {
        let hub = self.hub;
        let mut reaches = vec![BTreeSet::new(); hub.segments.len()];
        for (index, (name, segment)) in hub.segments.iter().enumerate() {
            if RESERVED.contains(&name.value.as_str()) {
                let message = format!("`{}` cannot be the name of a segment", name.value);
                self.error(Code::ReservedSegment, message, name.span, "choose another name: netgen's own table has it");
            }
            duplicates(&segment.value.reaches, "segment", self.diagnostics);
            let own = End::Segment(SegmentId(index));
            if let Some(itself) = segment.value.reaches.iter().find(|other| other.value == name.value)
                && segment.value.isolated
            {
                let message = format!("segment `{}` is isolated and reaches itself", name.value);
                let help = "remove `isolated`, or the segment's own name from `reaches`";
                self.error(Code::SegmentContradiction, message, itself.span, help);
            }
            if !segment.value.isolated {
                reaches[index].insert(own);
            }
            for other in &segment.value.reaches {
                match self.end(other) {
                    Some(End::Internet) => {
                        reaches[index].insert(End::Internet);
                    }
                    Some(End::Segment(id)) => {
                        reaches[index].insert(End::Segment(id));
                        reaches[id.0].insert(own);
                    }
                    None => {}
                }
            }
        }
        reaches
    }

    fn segments(&mut self, reaches: Vec<BTreeSet<End>>) -> Vec<Segment> {
        let hub = self.hub;
        let mut segments = Vec::new();
        for ((name, segment), reaches) in hub.segments.iter().zip(reaches) {
            let written = &segment.value;
            if let Some(first) = written.attachments.first().filter(|_| hub.id.is_none()) {
                self.error(
                    Code::ExistingAttachment,
                    "a new transit gateway has no attachments that exist already",
                    first.span,
                    "adopt the gateway that they belong to: `id: tgw-0123456789abcdef0`",
                );
            }
            let mut attachments: Vec<Spanned<TransitGatewayAttachmentId>> = written
                .attachments
                .iter()
                .map(|one| Spanned { value: one.value.0.id.clone(), span: one.span })
                .collect();
            duplicates(&attachments, "attachment", self.diagnostics);
            duplicates(&written.prefixes, "prefix", self.diagnostics);
            duplicates(&written.blackhole, "destination", self.diagnostics);
            attachments.sort_by(|one, other| one.value.cmp(&other.value));
            segments.push(Segment {
                name: name.value.clone(),
                span: name.span,
                transit: written.reaches.iter().any(|other| other.value == name.value),
                reaches,
                prefixes: sorted(&written.prefixes),
                encrypted: written.encrypt.map(|one| one.span),
                announce: written.announce,
                sites: Vec::new(),
                attachments,
                peering: peering(written),
                static_routes: self.static_routes(written),
                blackholes: sorted(&written.blackhole),
            });
        }
        segments
    }

    fn static_routes(&mut self, segment: &written::Segment) -> Vec<StaticRoute> {
        let mut routes = Vec::new();
        let destinations: Vec<_> = segment.static_routes.iter().map(|route| route.value.to).collect();
        let all: Vec<_> = destinations.iter().chain(&segment.blackhole).copied().collect();
        duplicates(&all, "destination", self.diagnostics);
        for Spanned { value: route, .. } in &segment.static_routes {
            let via = match &route.via.value {
                written::Via::Attachment(id) => Some(Via::Existing(id.clone())),
                written::Via::Vpc(name) => {
                    let name = Spanned { value: name.clone(), span: route.via.span };
                    self.vpc(&name).map(|(id, _)| Via::Vpc(id))
                }
            };
            routes.extend(via.map(|via| StaticRoute { to: route.to, via }));
        }
        routes.sort_by_key(|route| route.to.value);
        routes
    }

    /// A VPC of the document that is attached to this gateway.
    fn vpc(&mut self, name: &Spanned<Name>) -> Option<(VpcId, &written::Vpc)> {
        let (id, vpc) = vpc_of(self.blueprint, self.known, name, self.diagnostics)?;
        if vpc.attach.as_ref().is_none_or(|attach| attach.value.to.value != self.name.value) {
            let message = format!("VPC `{}` is not attached to `{}`", name.value, self.name.value);
            self.relation(
                Code::Attach,
                message,
                name.span,
                format!("write `attach: {{to: {}}}` there", self.name.value),
            );
            return None;
        }
        Some((id, vpc))
    }

    /// The VPC with a role.
    fn through(&mut self, name: &Spanned<Name>, role: Role) -> Option<VpcId> {
        let (id, vpc) = self.vpc(name)?;
        let has = vpc.role.as_ref().is_some_and(|roles| roles.value.0.contains(&role));
        if !has {
            let word = match role {
                Role::Egress => "egress",
                Role::Inspection => "inspection",
            };
            let message = format!("VPC `{}` does not have the role `{word}`", name.value);
            self.error(Code::RolePath, message, name.span, format!("write `role: {word}` there"));
            return None;
        }
        Some(id)
    }

    fn inspected(&mut self, hub: &Hub) -> BTreeSet<(End, End)> {
        let mut pairs = BTreeSet::new();
        let between = self.hub.inspection.iter().flat_map(|path| &path.value.between);
        for Spanned { value: pair, span } in between {
            let [one, other] = pair.as_slice() else {
                let help = "write two names: `[production, shared]`, or `[production, internet]`";
                self.error(Code::InspectionPair, "a pair of inspection has two ends", *span, help);
                continue;
            };
            let (Some(from), Some(to)) = (self.end(one), self.end(other)) else { continue };
            let (End::Segment(segment), to) = (from.min(to), from.max(to)) else {
                self.error(
                    Code::InspectionPair,
                    "the internet is both ends of the pair",
                    *span,
                    "name a segment beside it",
                );
                continue;
            };
            if to == End::Segment(segment) {
                self.error(
                    Code::InspectionPair,
                    format!("segment `{}` is inspected against itself", one.value),
                    *span,
                    "traffic inside a segment does not pass the firewall: make two segments of it",
                );
                continue;
            }
            if !hub.segment(segment).reaches.contains(&to) {
                self.relation(
                    Code::InspectionPair,
                    format!("`{}` does not reach `{}`", one.value, other.value),
                    *span,
                    format!("write `reaches: [{}]` for `{}`, or remove the pair", other.value, one.value),
                );
            }
            if !pairs.insert((from.min(to), from.max(to)).min((End::Segment(segment), to))) {
                self.error(Code::DuplicateItem, "the pair is named twice", *span, "remove one of them");
            }
        }
        pairs
    }
}

pub(super) fn sorted<T: Ord + Copy>(list: &[Spanned<T>]) -> Vec<Spanned<T>> {
    let mut list = list.to_vec();
    list.sort_by_key(|one| one.value);
    list
}
