//! `docs/README.md`: what is in the directory, and how each dialect is deployed.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::hourly::{Hourly, hourly};
use super::super::markdown::{Rows, Shell};
use super::super::words::join;
use super::place::place;
use super::readme_call::{Call, call};
use super::readme_left::{self, LeftView};
use super::readme_roots::{self, ProviderRow, RootRow};
use super::readme_sites::{self, Lookup, Site};
use super::readme_steps::{self, Steps};
use crate::accept::Accepted;
use crate::aws::{Graph, Parameter, ParameterKind, UnitId, guard};
use crate::blueprint::{ProviderOwner, Terragrunt};
use crate::cloudformation::{Links, stack_name};
use crate::network::{Deployer, Hub, Network, OwnerId};
use crate::plan::Plan;
use crate::terraform;

/// Stands in commands where the deployer writes something.
const EXAMPLE: &str = "VALUE";

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each asks for a paragraph of its own")]
pub(super) struct Readme {
    /// Names of transit gateways.
    hubs: Vec<String>,
    /// VPCs with a firewall.
    firewalls: Vec<String>,
    /// Attachments that exist already, and the table that each of them gets.
    adopted: Vec<Adopted>,
    /// Existing gateways whose default route tables may be on.
    existing: Vec<Existing>,
    has_many_stacks: bool,
    /// In the order of deployment.
    stacks: Vec<Stack>,
    /// Whether a stack makes IAM resources.
    has_roles: bool,
    choices: Vec<Choice>,
    /// Whether a stack reads another one.
    has_imports: bool,
    /// How stacks read others by themselves, where they do.
    takes: Option<Takes>,
    /// The folder of the tree in its repository, if Git sync deploys stacks.
    git_sync: Option<String>,
    /// What Terraform's commands need besides.
    variables: String,
    /// Commands that ask for the variables of Terraform that nobody else may see.
    keys: Vec<String>,
    /// The root modules in the order in which they are applied, where there are several.
    roots: Vec<RootRow>,
    /// The providers of the root module of all accounts and Regions, where there is one.
    providers: Vec<ProviderRow>,
    /// Whether providers stop at another account.
    has_accounts: bool,
    /// Whether each of them is a unit of Terragrunt.
    terragrunt: bool,
    /// The bucket of their states, where the document names one.
    states: Option<String>,
    /// How another module calls this one, where that is how it is used.
    call: Option<Call>,
    /// Parameters that are looked up once AWS made something, by stack.
    lookups: Vec<Lookup>,
    /// What is done between stacks.
    steps: Steps,
    sites: Vec<Site>,
    /// Whether there is a page about who dials in.
    remote_access: bool,
    /// Whether there is a page about what watches the network.
    monitoring: bool,
    /// What is billed by the hour; none where nothing is.
    hourly: Vec<Hourly>,
    /// Whether a site has a virtual interface.
    has_connections: bool,
    /// Of ways to sites.
    quotas: Rows,
    /// Warnings that the document accepts.
    accepted: Vec<Warning>,
    left: Option<LeftView>,
    /// The management account of the organization, in words, where accounts of it share with each other.
    management: Option<String>,
}

/// A warning that the document accepts.
/// How stacks read others by themselves.
#[derive(Serialize)]
struct Takes {
    /// Whether one does in another account.
    by_role: bool,
}

#[derive(Serialize)]
struct Warning {
    number: &'static str,
    at: String,
    message: String,
    reason: String,
}

#[derive(Serialize)]
struct Stack {
    number: usize,
    name: String,
    template: String,
    content: String,
    /// Names of stacks that come first, or `-`.
    after: String,
    has_roles: bool,
    /// Its account and Region, where there are several and the stack before is in another one.
    place: Option<String>,
    /// The command that deploys it.
    line: String,
}

/// Something to choose.
#[derive(Serialize)]
struct Choice {
    cloudformation: Option<String>,
    terraform: Option<String>,
    description: String,
}

/// An attachment that exists already.
#[derive(Serialize)]
struct Adopted {
    attachment: String,
    hub: String,
    segment: String,
}

/// The command that shows whether new attachments join default route tables of an existing gateway; `None` where the document says
/// that they do not.
pub(super) fn default_tables(hub: &Hub) -> Option<Shell> {
    let id = hub.existing()?;
    let options = "TransitGateways[].Options.[DefaultRouteTableAssociation,DefaultRouteTablePropagation]";
    let ask = format!("aws ec2 describe-transit-gateways --transit-gateway-ids {id} --query '{options}'");
    (!hub.default_tables_off).then(|| Shell::generated(ask))
}

/// A gateway that has to be asked for its default route tables.
#[derive(Serialize)]
struct Existing {
    name: String,
    ask: Shell,
    change: Shell,
}

fn existing(hub: &Hub) -> Option<Existing> {
    let id = hub.existing().filter(|_| !hub.is_theirs())?;
    let change = format!(
        "aws ec2 modify-transit-gateway --transit-gateway-id {id} --options \
         DefaultRouteTableAssociation=disable,DefaultRouteTablePropagation=disable"
    );
    Some(Existing { name: hub.name.to_string(), ask: default_tables(hub)?, change: Shell::generated(change) })
}

fn adopted(plan: &Plan<'_>) -> Vec<Adopted> {
    let hubs = plan.network.hubs.iter().filter(|hub| !hub.is_theirs());
    let segments = hubs.flat_map(|hub| hub.segments.iter().map(move |segment| (hub, segment)));
    let all = segments.flat_map(|(hub, segment)| {
        segment.attachments.iter().map(move |one| Adopted {
            attachment: one.value.to_string(),
            hub: hub.name.to_string(),
            segment: segment.name.to_string(),
        })
    });
    all.collect()
}

fn warning(one: &Accepted) -> Warning {
    let Accepted { code, at, message, reason } = one.clone();
    Warning { number: code.number(), at, message, reason }
}

/// VPCs with a firewall.
fn firewalls(plan: &Plan<'_>) -> Vec<String> {
    let ids = plan.network.hubs.iter().filter_map(|hub| hub.inspection);
    ids.map(|vpc| plan.network.vpc(vpc).name.to_string()).collect()
}

fn choice(one: &Parameter) -> Choice {
    Choice {
        cloudformation: one.cloudformation().map(|_| one.logical_id.clone()),
        terraform: one.terraform().map(|_| one.label.clone()),
        description: one.description.clone(),
    }
}

/// The stacks, with the account and Region where that is another one than before.
fn stacks(plan: &Plan<'_>, graph: &Graph, links: &Links, order: &[UnitId]) -> Vec<Stack> {
    let all = order.iter().enumerate().map(|(index, unit)| stack(plan, graph, links, index, *unit));
    let mut stacks: Vec<Stack> = all.collect();
    for index in (1..stacks.len()).rev() {
        if stacks[index].place == stacks[index - 1].place {
            stacks[index].place = None;
        }
    }
    stacks
}

/// What a deployer chooses; what only providers ask for is of Terraform alone.
fn choices(graph: &Graph, guards: &[Parameter]) -> Vec<Choice> {
    let guards = guards.iter().map(|one| Choice { cloudformation: None, ..choice(one) });
    graph.parameters().iter().map(choice).chain(guards).collect()
}

/// The ids of accounts that only providers ask for.
fn guards(network: &Network, graph: &Graph) -> Vec<Parameter> {
    let used: BTreeSet<OwnerId> = network.scopes.iter().filter_map(|scope| scope.account).collect();
    let guards = if graph.folders().is_one() {
        terraform::guards(&terraform::providers(graph, network), network)
    } else {
        used.into_iter().filter_map(|owner| guard(&network.accounts[owner.0], network)).collect()
    };
    guards.into_iter().filter(|one| graph.parameters().iter().all(|other| other.label != one.label)).collect()
}

/// Commands that ask for a variable that nobody else may see.
fn asked(label: &str) -> [String; 2] {
    [format!("read -rs TF_VAR_{label}"), format!("export TF_VAR_{label}")]
}

fn takes(links: &Links, order: &[UnitId]) -> Option<Takes> {
    let takers = || order.iter().map(|unit| links.stack(*unit)).filter(|stack| stack.takes());
    takers().next()?;
    Some(Takes { by_role: takers().any(|stack| !stack.roles().is_empty()) })
}

pub(super) fn view(plan: &Plan<'_>, graph: &Graph) -> Readme {
    let links = Links::of(graph, plan.network);
    // Stacks that wait for each other are an error elsewhere; here they stand in the order of the document.
    let mut order = links.order().unwrap_or_else(|_| graph.unit_ids().collect());
    order.retain(|unit| links.is_stack(*unit));
    let stacks = stacks(plan, graph, &links, &order);
    let guards = guards(plan.network, graph);
    let variables = |sensitive: bool| {
        let all = graph.parameters().iter().chain(&guards);
        let own = all.filter(move |one| one.terraform().is_some_and(|variable| variable.sensitive == sensitive));
        own.map(|one| one.label.as_str())
    };
    Readme {
        hubs: plan.network.hubs.iter().map(|hub| hub.name.to_string()).collect(),
        firewalls: firewalls(plan),
        adopted: adopted(plan),
        existing: plan.network.hubs.iter().filter_map(existing).collect(),
        has_many_stacks: stacks.len() > 1,
        has_roles: stacks.iter().any(|stack| stack.has_roles),
        has_imports: order.iter().any(|unit| !links.stack(*unit).imports.is_empty()),
        takes: takes(&links, &order),
        git_sync: plan.network.git_sync.as_ref().map(|folder| folder.value.to_string()),
        choices: choices(graph, &guards),
        variables: join(variables(false).map(|label| format!(" -var {label}={EXAMPLE}")), ""),
        keys: variables(true).flat_map(asked).collect(),
        call: (plan.network.terraform.provider == ProviderOwner::Caller).then(|| call(plan, graph)),
        roots: readme_roots::rows(graph, plan.network),
        providers: readme_roots::providers(graph, plan.network),
        has_accounts: !plan.network.accounts.is_empty(),
        terragrunt: plan.network.terraform.terragrunt != Terragrunt::None,
        states: plan.network.terraform.backend.as_ref().map(|backend| backend.value.s3.bucket.to_string()),
        lookups: readme_sites::lookups(graph, &links, &order, plan.network),
        steps: readme_steps::view(graph, &links, &order, plan.network),
        sites: readme_sites::sites(plan),
        remote_access: !plan.remote_access.is_empty(),
        monitoring: super::monitoring::is_there(plan),
        hourly: hourly(plan),
        has_connections: plan.network.connections().next().is_some(),
        quotas: readme_sites::quotas(plan),
        accepted: plan.accepted.iter().map(warning).collect(),
        management: management(plan.network),
        left: readme_left::view(graph.left()),
        stacks,
    }
}

fn management(network: &Network) -> Option<String> {
    let organization = network.organization.as_ref().filter(|_| network.scopes.len() > 1)?;
    let id = organization.management.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
    Some(format!("its management account{id}"))
}

/// What a parameter has in a stack's first deployment.
fn first_value(parameter: &Parameter) -> String {
    let value = if matches!(parameter.kind, ParameterKind::Protection) { "false" } else { EXAMPLE };
    format!("{}={value}", parameter.logical_id)
}

fn stack(plan: &Plan<'_>, graph: &Graph, links: &Links, index: usize, id: UnitId) -> Stack {
    let (unit, stack) = (graph.unit_of(id), links.stack(id));
    let name = |unit: UnitId| stack_name(plan.network, &graph.unit_of(unit).name);
    let choices = stack.choices.iter().map(|choice| first_value(graph.parameter_of(*choice)));
    let imports = stack.imports.keys().map(|parameter| format!("{parameter}={EXAMPLE}"));
    let parameters: Vec<String> = choices.chain(imports).collect();
    let (stack_name, template) =
        (name(id), format!("cloudformation/{}{}.yaml", graph.folders().stacks(unit.scope), unit.name));
    let region = &plan.network.scope(unit.scope).region;
    let mut line =
        format!("aws cloudformation deploy --region {region} --stack-name {stack_name} --template-file {template}");
    if let Some(Deployer::Profile(profile)) = plan.network.account_of(unit.scope).map(|account| &account.deployer) {
        line.extend([" --profile ", profile.as_str()]);
    }
    if stack.makes_roles {
        line += " --capabilities CAPABILITY_IAM";
    }
    if !parameters.is_empty() {
        line += " --parameter-overrides ";
        line += &parameters.join(" ");
    }
    Stack {
        number: index + 1,
        name: stack_name,
        template,
        content: match place(plan.network, unit.scope) {
            Some(place) => format!("{}; {place}", unit.title),
            None => unit.title.clone(),
        },
        after: if stack.after.is_empty() {
            "-".to_owned()
        } else {
            join(stack.after.iter().map(|other| name(*other)), ", ")
        },
        has_roles: stack.makes_roles,
        place: place(plan.network, unit.scope)
            .filter(|_| plan.network.scopes.len() > 1)
            .map(|place| place.replace(", ", " in ")),
        line,
    }
}
