//! Client VPN for people at a terminal: the block, the associations, and who reaches what.

use std::fmt::Write as _;

use super::columns::{Columns, apart};
use super::words::{count, join};
use crate::plan::Plan;

/// A section for each endpoint.
pub(super) fn print(plan: &Plan<'_>, out: &mut String) {
    for one in &plan.remote_access {
        let access = plan.network.access(one.id);
        let vpc = plan.network.vpc(access.vpc);
        out.push('\n');
        let head = format!(
            "remote access {}  {}, into tier {} of VPC {}",
            access.name,
            one.block,
            vpc.tier(access.tier).name,
            vpc.name
        );
        let tunnel = if access.split_tunnel { "split tunnel" } else { "full tunnel" };
        apart(out, &head, &format!("{tunnel}, {} {}", access.protocol.as_str(), access.port));
        let mut columns = Columns::default();
        columns.row(["reaches", "of", "who"]);
        for grant in &one.grants {
            let whom = grant.group.as_ref().map_or_else(|| "everybody".to_owned(), ToString::to_string);
            columns.row([grant.block.to_string(), grant.of.clone(), whom]);
        }
        columns.print(out, 2);
        let zones = join(one.subnets.iter().map(|subnet| subnet.zone), ", ");
        let _ = write!(out, "  {} in zones {zones}", count(one.subnets.len(), "association"));
        if !one.dns.is_empty() {
            let _ = write!(out, "; name servers {}", join(&one.dns, ", "));
        }
        out.push('\n');
    }
}
