//! `docs/requests/<hub>.md`: what the owner of another team's transit gateway is asked to do, for people of that team.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use super::super::markdown::{Rows, Shell};
use super::super::words::join;
use super::readme::default_tables;
use crate::aws::{Request, requests};
use crate::cloudformation::stack_name;
use crate::net::AccountId;
use crate::network::{Gateway, Holder, Network, VpcId};
use crate::plan::{Attachment, HubTable, Plan};

#[derive(Serialize)]
pub(super) struct Asked {
    hub: String,
    gateway: String,
    /// `account 444444444444`
    owner: String,
    region: String,
    /// The accounts with which the gateway has to be shared: id or name, and VPCs.
    accounts: Rows,
    has_accounts: bool,
    attachments: Rows,
    /// The command that lists attachments, and the one that accepts one; no acceptance where the gateway accepts by itself.
    find: Shell,
    accept: Shell,
    accepts: bool,
    /// The command that shows whether new attachments join default tables; none where the document says that they do not.
    ask: Vec<Shell>,
    tables: Vec<Table>,
    template: String,
    module: String,
    deploy: String,
    label: String,
    /// Variables of the module.
    variables: Vec<String>,
}

#[derive(Serialize)]
struct Table {
    name: String,
    associations: String,
    routes: Rows,
}

/// A page for each gateway of another team, with its name.
pub(super) fn views<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = (&'a str, Asked)> {
    let name = |request: &Request| plan.network.hubs[request.hub.0].name.as_str();
    requests(plan).into_iter().map(move |request| (name(&request), view(plan, &request)))
}

/// The page of a gateway.
fn view(plan: &Plan<'_>, request: &Request) -> Asked {
    let network = plan.network;
    let hub = &network.hubs[request.hub.0];
    let facts = hubs::all(plan).find(|facts| facts.decided.hub == request.hub);
    let region = network.scope(hub.scope).region.as_str();
    let id = hub.existing().map(ToString::to_string).unwrap_or_default();
    let parameters = || request.attachments.values().map(|one| request.graph.parameter_of(*one));
    let (name, network_name) = (hub.name.as_str(), network.name.as_str());
    let foreign: Vec<VpcId> =
        request.attachments.keys().copied().filter(|vpc| network.is_foreign(request.hub, *vpc)).collect();
    let template = request.path(network, &format!("cloudformation/{name}.yaml"));
    let given: Vec<String> = parameters().map(|one| format!("{}=ATTACHMENT", one.logical_id)).collect();
    Asked {
        hub: hub.name.to_string(),
        owner: owner(network, &hub.gateway),
        region: region.to_owned(),
        accounts: accounts(network, &foreign),
        has_accounts: !foreign.is_empty(),
        attachments: facts.map(|facts| attachments(&facts, request)).unwrap_or_default(),
        find: Shell::generated(format!(
            "aws ec2 describe-transit-gateway-vpc-attachments --region {region} --filters Name=transit-gateway-id,Values={id} --query \
             'TransitGatewayVpcAttachments[].[TransitGatewayAttachmentId,VpcOwnerId,VpcId,State]' --output text"
        )),
        accept: Shell::generated(format!(
            "aws ec2 accept-transit-gateway-vpc-attachment --region {region} --transit-gateway-attachment-id ATTACHMENT"
        )),
        accepts: !foreign.is_empty() && !hub.auto_accept,
        ask: default_tables(hub).into_iter().collect(),
        tables: facts.iter().flat_map(|facts| facts.decided.tables.iter().map(|table| shown(facts, table))).collect(),
        deploy: format!(
            "aws cloudformation deploy --region {region} --stack-name {} --template-file {template} --parameter-overrides {}",
            stack_name(network, name),
            given.join(" ")
        ),
        template,
        module: request.path(network, "terraform/"),
        label: format!("{network_name}-{name}").replace('-', "_"),
        variables: parameters().map(|one| one.label.clone()).collect(),
        gateway: id,
    }
}

/// Whose the gateway is.
fn owner(network: &Network, gateway: &Gateway) -> String {
    match gateway {
        Gateway::Theirs(_, holder) => held_by(network, holder).unwrap_or_else(|| "the account of the VPCs".to_owned()),
        _ => "the account of the VPCs".to_owned(),
    }
}

/// `account shop (222222222222)`; `None` in a document without accounts.
pub(super) fn held_by(network: &Network, holder: &Holder) -> Option<String> {
    match holder {
        Holder::Id(id) => Some(format!("account {id}")),
        Holder::Account(owner) => {
            let account = &network.accounts[(*owner)?.0];
            let id = account.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
            Some(format!("account {}{id}", account.name))
        }
    }
}

/// An account by its id; by its name where the deployer gives the id.
fn account(network: &Network, vpc: VpcId) -> String {
    let Some(account) = network.account_of(network.vpc(vpc).scope) else { return "the account of the VPCs".to_owned() };
    account.id.as_ref().map_or_else(|| account.name.to_string(), AccountId::to_string)
}

/// The accounts of VPCs, each with its VPCs.
fn accounts(network: &Network, vpcs: &[VpcId]) -> Rows {
    let mut by_account: std::collections::BTreeMap<String, Vec<&str>> = std::collections::BTreeMap::new();
    for vpc in vpcs {
        by_account.entry(account(network, *vpc)).or_default().push(network.vpc(*vpc).name.shown());
    }
    Rows::of(by_account, |row, (account, vpcs)| _ = row.cell(account).cell(vpcs.join(", ")))
}

fn attachments(facts: &HubFacts<'_>, request: &Request) -> Rows {
    let (plan, network) = (facts.plan, facts.plan.network);
    Rows::of(&request.attachments, |row, (id, parameter)| {
        let (vpc, parameter) = (network.vpc(*id), request.graph.parameter_of(*parameter));
        let blocks = plan.vpcs.get(id.0).map(|vpc| join(vpc.cidrs(), ", ")).unwrap_or_default();
        let attachment = Attachment::Vpc(*id);
        let of = |has: fn(&HubTable) -> &Vec<Attachment>| {
            let tables = facts.decided.tables.iter().filter(|table| has(table).contains(&attachment));
            let names: Vec<&str> = tables.map(|table| table.name.as_str()).collect();
            if names.is_empty() { "-".to_owned() } else { names.join(", ") }
        };
        let segment = network.membership(*id).map(|(_, segment)| facts.hub.segment(segment).name.to_string());
        row.cell(&vpc.name).cell(account(network, *id)).cell(blocks).cell(segment.as_deref().unwrap_or("-"));
        row.cell(of(|table| &table.associations)).cell(of(|table| &table.propagations));
        row.cell(&parameter.logical_id).cell(&parameter.label);
    })
}

fn shown(facts: &HubFacts<'_>, table: &HubTable) -> Table {
    let routes = Rows::of(facts.routes(table), |row, route| {
        row.cell(route.destination).cell(route.kind).cell(route.via).cell(route.reason);
    });
    Table { name: table.name.clone(), associations: facts.associations(table), routes }
}
