//! Ways between VPCs: each peering, and each pair of segments that reach each other. VPCs of one segment pair are treated alike, so one
//! choice stands for all of them.

use super::{Choice, Way, alternative};
use crate::network::{End, Hub, HubId, Network, PeerVpc, Peering, Relation, SegmentId};
use crate::plan::Plan;

/// Peerings that AWS grants a VPC at most, on request.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
const MOST_PEERINGS: usize = 125;

pub(super) fn choices(plan: &Plan<'_>) -> Vec<Choice> {
    let network = plan.network;
    let peerings = network.peerings.iter().map(|one| by_peering(network, one));
    let hubs = network.hubs.iter().enumerate().flat_map(|(index, hub)| by_hub(network, HubId(index), hub));
    peerings.chain(hubs).collect()
}

fn by_peering(network: &Network, peering: &Peering) -> Choice {
    let (one, mut needs) = (&network.vpc(peering.requester).name, Vec::new());
    let of = match &peering.accepter {
        PeerVpc::Own(other) => format!("VPCs {one} and {}", network.vpc(*other).name),
        PeerVpc::Theirs(other) => {
            needs.push(format!("`with`: {} belongs to others", other.id.value));
            format!("VPCs {one} and {}", other.id.value)
        }
    };
    let options = Way::OF_VPCS.into_iter().map(|way| {
        let chosen = if way == Way::Peering { vec![peering.name.to_string()] } else { Vec::new() };
        alternative(way, chosen, Vec::new())
    });
    Choice { of, needs, options: options.collect() }
}

fn by_hub(network: &Network, id: HubId, hub: &Hub) -> Vec<Choice> {
    let mut counts = vec![0_usize; hub.segments.len()];
    for vpc in &network.vpcs {
        let own = vpc.attach.filter(|attach| attach.hub == id).and_then(|attach| attach.segment);
        if let Some(count) = own.and_then(|segment: SegmentId| counts.get_mut(segment.0)) {
            *count += 1;
        }
    }
    let mut all = Vec::new();
    for from in hub.segment_ids() {
        for to in hub.segment_ids().filter(|to| from <= *to) {
            let (one, other) = (counts[from.0], counts[to.0]);
            let has_pairs = if from == to { one > 1 } else { one > 0 && other > 0 };
            let relation = relation(hub, from, to);
            if has_pairs && relation != Relation::None {
                all.push(segments(hub, [from, to], [one, other], relation));
            }
        }
    }
    all
}

/// How VPCs of two segments talk. Members of one reach each other where it reaches itself.
fn relation(hub: &Hub, from: SegmentId, to: SegmentId) -> Relation {
    match hub.relation(from, End::Segment(to)) {
        Relation::None => hub.relation(to, End::Segment(from)),
        some => some,
    }
}

fn segments(hub: &Hub, [from, to]: [SegmentId; 2], [one, other]: [usize; 2], relation: Relation) -> Choice {
    let (first, second) = (&hub.segment(from).name, &hub.segment(to).name);
    let of = if from == to {
        format!("the {one} VPCs of segment {first} of {}", hub.name)
    } else {
        format!("VPCs of segments {first} ({one}) and {second} ({other}) of {}", hub.name)
    };
    let mut needs = vec![if from == to {
        format!("`reaches`: members of {first} each other")
    } else {
        format!("`reaches`: {first} and {second} each other")
    }];
    let mut against = Vec::new();
    if relation == Relation::Inspected {
        needs.push("`inspection.between` has the pair".to_owned());
        against.push("`inspection.between`: no firewall is on the way".to_owned());
    }
    let peerings = if from == to { one - 1 } else { one.max(other) };
    if peerings > MOST_PEERINGS {
        against.push(format!("`reaches`: {peerings} peerings for a VPC, and AWS grants {MOST_PEERINGS} at most"));
    }
    let options = Way::OF_VPCS.into_iter().map(|way| match way {
        Way::TransitGateway => alternative(way, vec![hub.name.to_string()], Vec::new()),
        Way::Peering => alternative(way, Vec::new(), against.clone()),
        _ => alternative(way, Vec::new(), Vec::new()),
    });
    Choice { of, needs, options: options.collect() }
}
