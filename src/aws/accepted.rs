//! Acceptances that a gateway makes unnecessary: attachments of other accounts' VPCs at a gateway that accepts by itself. An earlier render may
//! have accepted each, and Terraform deletes an attachment with its acceptance.

use super::graph::{Graph, UnitId};
use super::kind::KindOf;
use super::owner::UnitOwner;

/// The addresses in Terraform of acceptances that the units do not need. They are to be let go, never destroyed.
#[must_use]
pub fn accepted_alone(graph: &Graph, units: &[UnitId]) -> Vec<String> {
    let kind = KindOf::TransitGatewayAttachmentAccepter;
    let members =
        units.iter().map(|id| graph.unit_of(*id)).filter(|unit| matches!(unit.owner, UnitOwner::HubMember(..)));
    let associations = members.filter_map(|unit| {
        let of = |wanted: KindOf| unit.nodes().map(|id| graph.node(id)).find(|node| node.kind == wanted);
        // The association has the name of the acceptance: that of the VPC.
        of(kind).is_none().then(|| of(KindOf::TransitGatewayAssociation)).flatten()
    });
    associations.filter_map(|node| Some(format!("{}.{}", kind.terraform()?, node.terraform_label()))).collect()
}
