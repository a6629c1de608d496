//! What others name: VPCs and segments of a document by their names, looked up once. In comes a name, out goes its id, or a finding that says
//! which names there are.

use std::collections::BTreeMap;

use super::did_you_mean_one_of;
use crate::blueprint::{self as written, Blueprint};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::Name;
use crate::network::{SegmentId, VpcId};

/// What others name, found once: thousands of VPCs name thousands of segments.
pub(in crate::network) struct Known<'a> {
    /// The VPCs by name.
    pub vpcs: BTreeMap<&'a Name, (VpcId, &'a written::Vpc)>,
    /// The segments by the names of their transit gateway and their own.
    segments: BTreeMap<(&'a Name, &'a Name), SegmentId>,
}

impl<'a> Known<'a> {
    /// The VPCs and segments of a document with their places among all of them.
    pub(super) fn of(blueprint: &'a Blueprint) -> Self {
        let vpcs = blueprint.vpcs.iter().enumerate();
        let segments = blueprint.transit_gateways.iter().flat_map(|(hub, written)| {
            let names = written.value.segments.keys().enumerate();
            names.map(move |(index, name)| ((&hub.value, &name.value), SegmentId(index)))
        });
        Self {
            vpcs: vpcs.map(|(index, (name, vpc))| (&name.value, (VpcId(index), &vpc.value))).collect(),
            segments: segments.collect(),
        }
    }
}

/// The VPC of a name. It says what is wrong if there is none.
pub(in crate::network) fn vpc_of<'a>(
    blueprint: &Blueprint,
    known: &Known<'a>,
    name: &Spanned<Name>,
    diagnostics: &mut Diagnostics,
) -> Option<(VpcId, &'a written::Vpc)> {
    let found = known.vpcs.get(&name.value).copied();
    if found.is_none() {
        let finding = Diagnostic::new(Code::UnknownVpc, format!("there is no VPC `{}`", name.value));
        diagnostics.push(finding.at(name.span, "").help(did_you_mean_one_of(&name.value, &blueprint.vpcs)));
    }
    found
}

/// A segment of a transit gateway.
pub(in crate::network) fn segment_of(
    known: &Known<'_>,
    (of, hub): (&Spanned<Name>, &written::TransitGateway),
    name: &Spanned<Name>,
    diagnostics: &mut Diagnostics,
) -> Option<SegmentId> {
    let found = known.segments.get(&(&of.value, &name.value)).copied();
    if found.is_none() {
        let known = did_you_mean_one_of(&name.value, &hub.segments);
        let message = format!("there is no segment `{}`", name.value);
        diagnostics.push(Diagnostic::new(Code::UnknownSegment, message).at(name.span, "").help(known));
    }
    found
}
