//! NG0714 for static routes: a segment's own route never leads to addresses of a VPC in that segment.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for vpc in &facts.plan.vpcs {
        let Some((hub, segment)) = network.membership(vpc.id) else { continue };
        let segment = network.hubs[hub.0].segment(segment);
        for route in &segment.static_routes {
            let to = route.to.value;
            let Some(block) = vpc.cidrs().find(|block| block.contains(to)) else { continue };
            let name = &vpc.vpc.name;
            let message = format!("segment `{}` has a route to {to}, inside its own VPC `{name}`", segment.name);
            diagnostics.push(
                Diagnostic::new(Code::SegmentContradiction, message)
                    .at(route.to.span, "")
                    .also(vpc.vpc.span, format!("`{name}` has {block}"))
                    .why("the VPC's own tables would send its own addresses to the transit gateway, and AWS takes no such route")
                    .help("remove the route, or give the VPC other addresses"),
            );
        }
    }
}
