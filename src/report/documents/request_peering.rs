//! `docs/requests/peerings/<peering>.md`: what the owner of a VPC that the document does not make is asked to do, for people of that team.

use serde::Serialize;

use super::super::markdown::{Rows, Shell};
use super::super::words::{self, join};
use super::request::held_by;
use crate::aws::{UnitOwner, logical_id};
use crate::cloudformation::stack_name;
use crate::net::{Cidr, Cidr4};
use crate::network::{Apart, GroupPeer, Holder, Peering, PeeringId, Rule, TheirVpc, Tier};
use crate::plan::{Plan, VpcPlan};

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "parts of a page that are there or not")]
pub(super) struct AskedPeer {
    peering: String,
    /// The VPC of others: its id, its account and Region.
    vpc: String,
    owner: String,
    region: String,
    /// The VPC of the document: its name, its account and Region.
    own: String,
    own_place: String,
    /// Whether somebody has to accept; whether that is in another account, and there by a role of the document.
    is_apart: bool,
    is_foreign: bool,
    /// Whether Terraform has a root where it accepts by itself.
    is_accepted: bool,
    role: Vec<String>,
    /// Which stack tells the id of the connection, by which output.
    stack: String,
    output: String,
    commands: Commands,
    tiers: Rows,
    rules: Rows,
    has_rules: bool,
    far: String,
}

/// A page for each peering with a VPC of others, with its name.
pub(super) fn views<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = (&'a str, AskedPeer)> {
    let peerings = plan.network.peerings_with_others();
    peerings.filter_map(|(id, peering, vpc)| Some((peering.name.as_str(), view(plan, (id, peering), vpc)?)))
}

fn view(plan: &Plan<'_>, (id, peering): (PeeringId, &Peering), vpc: &TheirVpc) -> Option<AskedPeer> {
    let network = plan.network;
    let own = plan.vpcs.get(peering.requester.0)?;
    let scope = network.scope(own.vpc.scope);
    let (far, region) = (vpc.id.value.as_str(), vpc.region.as_str());
    let Apart { account, region: other_region } = network.apart(peering);
    let takes = |tier: &&(&Tier, _)| tier.0.takes_peerings();
    let tiers: Vec<_> = own.vpc.tiers.iter().zip(&own.tiers).collect();
    let rules = rules(own, vpc);
    Some(AskedPeer {
        peering: peering.name.to_string(),
        vpc: far.to_owned(),
        owner: held_by(network, &vpc.holder).unwrap_or_else(|| "the same account".to_owned()),
        region: region.to_owned(),
        own: own.vpc.name.to_string(),
        own_place: match held_by(network, &Holder::Account(scope.account)) {
            Some(account) => format!("{account}, {}", scope.region),
            None => scope.region.to_string(),
        },
        is_apart: account.is_some() || other_region.is_some(),
        is_foreign: account.is_some(),
        is_accepted: network.accepting_scope(peering).is_some(),
        role: peering.accepts.iter().map(|role| role.value.to_string()).collect(),
        stack: stack_name(network, &UnitOwner::TheirPeering(id).names(network).stack),
        output: logical_id(&[peering.name.as_str()]) + "VpcPeeringId",
        commands: Commands::of(own, vpc),
        tiers: Rows::of(tiers.iter().filter(takes), |row, (tier, planned)| {
            let subnets = join(planned.subnets.iter().map(|subnet| subnet.cidr), ", ");
            row.cell(&tier.name).cell(planned.block.map_or(subnets, |block| block.to_string()));
        }),
        has_rules: !rules.is_empty(),
        rules: Rows::of(rules, |row, (group, word, rule)| {
            row.cell(group).cell(word).cell(rule.protocol).cell(words::peer(own, &rule.peer));
        }),
        far: join(vpc.blocks.iter().map(|block| block.value), ", "),
    })
}

/// What the owner types. Names and tags of the requester are not seen in another account, so the connection is found by ids.
#[derive(Serialize)]
struct Commands {
    /// One that finds the connection, and one that accepts it.
    accept: [Shell; 2],
    /// One for each block.
    routes: Vec<Shell>,
}

impl Commands {
    fn of(own: &VpcPlan<'_>, vpc: &TheirVpc) -> Self {
        let (far, region) = (vpc.id.value.as_str(), vpc.region.as_str());
        let route = |block: Cidr4| {
            Shell::generated(format!(
                "aws ec2 create-route --region {region} --route-table-id TABLE --destination-cidr-block {block} \
                 --vpc-peering-connection-id PEERING"
            ))
        };
        let find = format!(
            "aws ec2 describe-vpc-peering-connections --region {region} --filters Name=accepter-vpc-info.vpc-id,Values={far} \
             Name=status-code,Values=pending-acceptance --query \
             'VpcPeeringConnections[].[VpcPeeringConnectionId,RequesterVpcInfo.OwnerId,RequesterVpcInfo.VpcId,ExpirationTime]' \
             --output text"
        );
        let accept =
            format!("aws ec2 accept-vpc-peering-connection --region {region} --vpc-peering-connection-id PEERING");
        Self { accept: [Shell::generated(find), Shell::generated(accept)], routes: own.routable().map(route).collect() }
    }
}

/// The rules of the VPC's security groups that name addresses of the other VPC.
fn rules<'a>(own: &VpcPlan<'a>, vpc: &TheirVpc) -> Vec<(&'a str, &'static str, &'a Rule)> {
    let is_there = |rule: &Rule| match rule.peer {
        GroupPeer::Cidr(Cidr::V4(cidr)) => vpc.blocks.iter().any(|block| block.value.overlaps(cidr)),
        _ => false,
    };
    let mut found = Vec::new();
    for group in &own.vpc.groups {
        let ingress = group.ingress.iter().map(|rule| ("accepts from", rule));
        let egress = group.egress.iter().flatten().map(|rule| ("opens to", rule));
        let named = ingress.chain(egress).filter(|(_, rule)| is_there(rule));
        found.extend(named.map(|(word, rule)| (group.name.shown(), word, rule)));
    }
    found
}
