//! `docs/remote-access.md`: how people dial in, what they reach, and what stands behind it. None for a network that nobody dials into.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::markdown::{Rows, Shell};
use super::super::words::join;
use super::place::place;
use crate::aws::{Graph, UnitOwner, logical_id};
use crate::cloudformation::stack_name;
use crate::network::{Login, RemoteAccess};
use crate::plan::{Plan, RemoteAccessPlan};

#[derive(Serialize)]
pub(super) struct Accesses {
    accesses: Vec<Access>,
}

#[derive(Serialize)]
struct Access {
    name: String,
    vpc: String,
    tier: String,
    /// The account and Region of the VPC.
    place: String,
    block: String,
    /// How many addresses the block has, and how many people that serves.
    addresses: u64,
    served: u64,
    /// `udp 443`
    tunnel: String,
    hours: u32,
    logins: Vec<&'static str>,
    /// Whether a certificate of one's own goes into the configuration.
    certificates: bool,
    self_service: bool,
    split: bool,
    /// Name servers in one text, if there are any.
    dns: Vec<String>,
    rules: Rows,
    associations: Rows,
    /// The log group, if there is one.
    logs: Vec<String>,
    id: Shell,
    export: Shell,
    /// `staff.ovpn`
    file: String,
}

/// The page, if anybody dials in.
pub(super) fn view(plan: &Plan<'_>, graph: &Graph) -> Option<Accesses> {
    let accesses: Vec<Access> = plan.remote_access.iter().map(|one| access(plan, graph, one)).collect();
    (!accesses.is_empty()).then_some(Accesses { accesses })
}

fn access(plan: &Plan<'_>, graph: &Graph, one: &RemoteAccessPlan) -> Access {
    let network = plan.network;
    let meant = network.access(one.id);
    let vpc = network.vpc(meant.vpc);
    let region = network.scope(vpc.scope).region.to_string();
    let unit = graph.units().iter().find(|unit| unit.owner == UnitOwner::RemoteAccess(one.id));
    let stack = unit.map(|unit| stack_name(network, &unit.name)).unwrap_or_default();
    let output = logical_id(&["remote-access", meant.name.as_str()]) + "ClientVpnEndpointId";
    let export = format!(
        "aws ec2 export-client-vpn-client-configuration --region {region} --client-vpn-endpoint-id \"$endpoint\" --output text"
    );
    Access {
        name: meant.name.to_string(),
        vpc: vpc.name.to_string(),
        tier: vpc.tier(meant.tier).name.to_string(),
        place: place(network, vpc.scope).unwrap_or_else(|| region.clone()),
        block: one.block.to_string(),
        addresses: one.block.size(),
        served: one.block.size() / 2,
        tunnel: format!("{} {}", meant.protocol.as_str(), meant.port),
        hours: meant.session_hours,
        logins: meant.logins.iter().map(Login::words).collect(),
        certificates: meant.logins.iter().any(|login| matches!(login, Login::Certificates(_))),
        self_service: meant.self_service,
        split: meant.split_tunnel,
        dns: (!one.dns.is_empty()).then(|| join(&one.dns, ", ")).into_iter().collect(),
        rules: rules(one),
        associations: Rows::of(&one.subnets, |row, subnet| _ = row.cell(subnet.zone).cell(subnet.cidr)),
        logs: logs(network.name.as_str(), meant),
        id: Shell::read_output("endpoint", &region, &stack, &output),
        export: Shell::generated(export),
        file: format!("{}.ovpn", meant.name.as_str()),
    }
}

fn rules(one: &RemoteAccessPlan) -> Rows {
    let routed: BTreeSet<_> = one.routes.iter().collect();
    Rows::of(&one.grants, |row, grant| {
        let whom = grant.group.as_ref().map_or_else(|| "everybody".to_owned(), |group| format!("group {group}"));
        let way =
            if routed.contains(&grant.block) { "a route in each association" } else { "AWS's own route of the VPC" };
        row.cell(grant.block).cell(&grant.of).cell(whom).cell(way);
    })
}

fn logs(network: &str, access: &RemoteAccess) -> Vec<String> {
    let name = || format!("/client-vpn/{network}/{}", access.name.as_str());
    access.retention_days.map(|days| format!("{}, for {days} days", name())).into_iter().collect()
}
