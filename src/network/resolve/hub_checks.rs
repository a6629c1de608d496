//! What has to hold for a transit gateway as a whole: a way to the internet, members of every segment, and attachments that
//! belong to one segment and declare the networks behind them.

use std::collections::BTreeMap;

use super::hub::HubResolver;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::net::{Name, TransitGatewayAttachmentId};
use crate::network::{End, Hub, Segment, SegmentId};

impl HubResolver<'_> {
    /// Whoever reaches the internet needs a way there.
    pub(super) fn check_internet(&mut self, hub: &Hub) {
        let reaching: Vec<&Segment> =
            hub.segments.iter().filter(|segment| segment.reaches.contains(&End::Internet)).collect();
        let first = reaching.first();
        if let (Some(first), None) = (first, &self.hub.internet) {
            let message = format!("segment `{}` reaches the internet, but no way leads there", first.name);
            let help = "write `internet: {through: egress}`, and a VPC `egress: {role: egress, …}`";
            self.relation(Code::RolePath, message, first.span, help);
        }
        if !hub.is_combined() {
            return;
        }
        for id in hub.segment_ids() {
            let segment = hub.segment(id);
            let pair = (End::Segment(id), End::Internet);
            if segment.reaches.contains(&End::Internet) && !hub.inspected.contains(&pair) {
                let message = format!("`{}` reaches the internet past the firewall", segment.name);
                let finding = Diagnostic::new(Code::InspectionPair, message)
                    .at(segment.span, "")
                    .why("the VPC that goes out is the one that inspects: it has one attachment, and everything from there meets the firewall")
                    .help(format!("add `[{}, internet]` to `between`, or give `egress` a VPC of its own", segment.name))
                    .relation();
                self.diagnostics.push(finding);
            }
        }
    }

    /// An attachment has one table, and the networks behind it have to be known where others send packets there.
    pub(super) fn check_attachments(&mut self, hub: &Hub) {
        let mut seen: BTreeMap<&TransitGatewayAttachmentId, (&Segment, Span)> = BTreeMap::new();
        for segment in &hub.segments {
            for attachment in &segment.attachments {
                let Some((first, span)) = seen.insert(&attachment.value, (segment, attachment.span)) else { continue };
                if first.name == segment.name {
                    continue;
                }
                let message =
                    format!("attachment `{}` is in segments `{}` and `{}`", attachment.value, first.name, segment.name);
                let finding = Diagnostic::new(Code::ExistingAttachment, message).at(attachment.span, "");
                let finding = finding.also(span, format!("in `{}` here", first.name));
                let finding = finding.why("AWS associates an attachment with one route table");
                self.diagnostics.push(finding.help("keep it in one of them, and let that segment reach the others"));
            }
            if let Some(first) = segment.attachments.first()
                && segment.prefixes.is_empty()
                && !segment.reaches.is_empty()
            {
                let message = format!("segment `{}` has attachments without `prefixes`", segment.name);
                let finding = Diagnostic::new(Code::SegmentContradiction, message).at(first.span, "");
                let finding = finding.why(
                    "netgen cannot see what an existing attachment announces: VPCs would have no route there, and the \
                     firewall no rule",
                );
                self.diagnostics.push(finding.help("write `prefixes: [192.168.0.0/16]` beside `attachments`"));
            }
        }
    }

    /// A peering takes static routes to the segment's prefixes, so nothing else that has prefixes is beside it.
    pub(super) fn check_peerings(&mut self, hub: &Hub) {
        for (segment, (_, written)) in hub.segments.iter().zip(&self.hub.segments) {
            let Some(peering) = &segment.peering else { continue };
            let span = |one: &TransitGatewayAttachmentId| {
                let found = segment.attachments.iter().find(|known| known.value == *one);
                found.map_or(segment.span, |known| known.span)
            };
            let other = segment.attachments.iter().find(|one| one.value != *peering);
            let site = self.blueprint.sites.iter().find(|(_, site)| {
                let attach = &site.value.attach.value;
                attach.to.value.has_hub(&self.name.value)
                    && attach.segment.as_ref().is_some_and(|one| one.value == segment.name)
            });
            let beside = match (other, site) {
                (Some(other), _) => Some((format!("attachment `{}`", other.value), other.span)),
                (None, Some((name, _))) => Some((format!("site `{}`", name.value), name.span)),
                (None, None) => None,
            };
            if let Some((what, place)) = beside {
                let message = format!("peering `{peering}` and {what} are in one segment");
                let finding = Diagnostic::new(Code::PeeringAttachment, message).at(span(peering), "");
                let finding = finding.also(place, "here");
                let finding =
                    finding.why("the prefixes of the segment become static routes to the peering, all of them");
                self.diagnostics
                    .push(finding.help("give the peering a segment of its own, with the `prefixes` behind it"));
            } else if written.value.prefixes.is_empty() {
                let message = format!("peering `{peering}` has no `prefixes`");
                let finding = Diagnostic::new(Code::PeeringAttachment, message).at(span(peering), "");
                let finding = finding.why("a peering propagates no routes, so without prefixes nothing leads there");
                self.diagnostics.push(finding.help("write `prefixes: [10.64.0.0/12]` beside `attachments`"));
            }
        }
    }

    /// A default route table that new attachments join is a path past the segments.
    pub(super) fn check_isolated(&mut self) {
        let Some(id) = self.hub.id.as_ref().filter(|_| self.hub.default_tables.is_none()) else { return };
        for (name, segment) in self.hub.segments.iter().filter(|(_, segment)| segment.value.isolated) {
            let message = format!("nothing says that segment `{}` of `{}` is isolated", name.value, self.name.value);
            let finding = Diagnostic::new(Code::DefaultTables, message).at(segment.span, "").also(id.span, "it exists");
            let finding = finding.why(
                "where AWS's default association and propagation are on, each new attachment joins the default route table and \
                 reaches all others there",
            );
            let finding = finding.help(format!(
                "ask: `aws ec2 describe-transit-gateways --transit-gateway-ids {} --query \
                 'TransitGateways[].Options.[DefaultRouteTableAssociation,DefaultRouteTablePropagation]'`",
                id.value
            ));
            let finding = finding.help(format!(
                "turn them off: `aws ec2 modify-transit-gateway --transit-gateway-id {} --options \
                 DefaultRouteTableAssociation=disable,DefaultRouteTablePropagation=disable`",
                id.value
            ));
            self.diagnostics.push(finding.help("then write `default_tables: disabled` beside `id`"));
        }
    }

    /// A segment that no VPC, no site and no attachment is in.
    pub(super) fn check_unused(&mut self, hub: &Hub) {
        let mut used: BTreeMap<&Name, bool> = BTreeMap::new();
        for vpc in self.blueprint.vpcs.values() {
            if let Some(Spanned { value: attach, .. }) = &vpc.value.attach
                && attach.to.value == self.name.value
                && let Some(segment) = &attach.segment
            {
                used.insert(&segment.value, true);
            }
        }
        let mut joined: BTreeMap<&Name, bool> = BTreeMap::new();
        for site in self.blueprint.sites.values() {
            let attach = &site.value.attach.value;
            if attach.to.value.has_hub(&self.name.value)
                && let Some(segment) = &attach.segment
            {
                joined.insert(&segment.value, true);
            }
        }
        for (index, segment) in hub.segments.iter().enumerate() {
            let sites = joined.contains_key(&segment.name);
            let members = used.contains_key(&segment.name);
            if !members && !sites && segment.attachments.is_empty() {
                let message = format!("segment `{}` has no members", segment.name);
                let finding = Diagnostic::new(Code::UnusedSegment, message).at(segment.span, "");
                let help = format!("attach a VPC: `attach: {{to: {}, segment: {}}}`", hub.name, segment.name);
                self.diagnostics.push(finding.help(help).relation());
            }
            let apart = !segment.reaches.contains(&End::Segment(SegmentId(index)));
            let outside = sites || !segment.attachments.is_empty();
            if members && outside && !segment.transit && !apart {
                let word = if sites { "sites" } else { "existing attachments" };
                let message = format!("segment `{}` has VPCs and {word}", segment.name);
                let finding = Diagnostic::new(Code::ExistingAttachment, message).at(segment.span, "");
                self.diagnostics.push(finding.help(format!(
                    "give the {} a segment of their own, or write `reaches: [{}]` to let them reach each other as well",
                    if sites { "sites" } else { "attachments" },
                    segment.name
                )));
            }
        }
    }
}
