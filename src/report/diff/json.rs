//! A diff for programs: a public format with a schema.

use schemars::JsonSchema;
use serde::Serialize;

use super::reach_view::{PartView, ReachView, part, reach};
use super::renamed::RenamedView;
use super::routers::RouterView;
use crate::diff::{AddressChange, Billed, Diff, Effect, QuotaChange, ResourceDiff, StackChange, StackDiff};

/// The field `netgen` of a diff in JSON. It goes up when a field changes its meaning or goes away, not when one is added.
const VERSION: u32 = 1;

/// What the next deployment does.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "netgen diff")]
struct View<'a> {
    /// The version of this format.
    netgen: u32,
    /// The network's name.
    name: &'a str,
    /// Whether anything differs.
    differs: bool,
    /// What the document calls otherwise, and nothing else of which changes for that.
    renamed: Vec<RenamedView<'a>>,
    /// How many resources get another label in Terraform, and move in its states.
    relabelled: usize,
    /// Pairs of ends whose reach differs, by the words that resources are made of.
    reach: Vec<ReachView<'a>>,
    /// Addresses of a site whose reach differs, and what security groups allow otherwise.
    reach_of_parts: Vec<PartView<'a>>,
    /// The stacks that change the way of a pair, where it takes several: from the first to the last of them it may be cut.
    between_stacks: &'a [&'a str],
    /// Rules that admit everybody and did not before.
    openings: Vec<OpeningView<'a>>,
    /// Addresses that came, went or moved.
    addresses: Vec<AddressView<'a>>,
    /// Routers of sites whose configuration differs.
    routers: Vec<RouterView<'a>>,
    /// What AWS bills by the hour.
    billed_by_the_hour: Vec<BilledView>,
    /// Elastic IPs that come or go.
    egress: Vec<EgressView<'a>>,
    /// Quotas whose use differs and of which half is used or more.
    quotas: Vec<QuotaView<'a>>,
    /// Resources that change.
    resources: Vec<ResourceView<'a>>,
    /// Stacks that change, in the order of work.
    stacks: Vec<StackView<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct OpeningView<'a> {
    /// The rule.
    resource: &'a str,
    /// What it admits.
    admits: &'a [&'a str],
}

#[derive(Serialize, JsonSchema)]
struct AddressView<'a> {
    /// The lock path.
    path: &'a str,
    /// What it had.
    before: Option<&'a str>,
    /// What it has.
    after: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct BilledView {
    /// `NAT gateways`
    what: &'static str,
    /// How many there were.
    before: usize,
    /// How many there are.
    after: usize,
}

#[derive(Serialize, JsonSchema)]
struct EgressView<'a> {
    /// `eip.shop_nat_a`
    resource: &'a str,
    /// `added` or `removed`
    change: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct QuotaView<'a> {
    /// What is counted, and where.
    name: &'a str,
    /// How many were used; none where that was less than half.
    before: Option<u64>,
    /// How many are used.
    after: u64,
    /// How many there may be.
    limit: u64,
}

#[derive(Serialize, JsonSchema)]
struct ResourceView<'a> {
    /// `nat_gateway.shop_a`
    resource: &'a str,
    /// Its stack.
    stack: &'a str,
    /// The folder of its account and Region below `cloudformation/`: `shop/eu-west-1`. None for the first one.
    #[serde(skip_serializing_if = "str::is_empty")]
    folder: &'a str,
    /// The folder of its root module below `terraform/`: `shop/eu-west-1/use`. None for that itself.
    #[serde(skip_serializing_if = "str::is_empty")]
    root: &'a str,
    /// The folder of the account and Region that had it before, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    from_folder: Option<&'a str>,
    /// Whether it is there `before`, `after` or in `both`
    there: &'static str,
    /// The stack that had it before, where that is another one, or one in another account or Region.
    from_stack: Option<&'a str>,
    /// Its logical id in CloudFormation.
    logical_id: &'a str,
    /// Its type and name in Terraform.
    address: Option<String>,
    /// What CloudFormation does to it.
    cloudformation: Option<EffectView<'a>>,
    /// What Terraform does to it.
    terraform: Option<EffectView<'a>>,
    /// The properties that differ.
    properties: Vec<PropertyView<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct EffectView<'a> {
    /// `adds`, `updates`, `interrupts`, `may-replace`, `replaces`, `refused`, `removes` or `keeps`
    effect: &'static str,
    /// The properties that force it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    on: &'a [String],
    /// What traffic feels, or why it is refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<&'a str>,
    /// How long traffic feels it, as is usual in practice: AWS promises no times.
    #[serde(skip_serializing_if = "str::is_empty")]
    lasts: &'a str,
    /// What has to be done at the other end before, and what is cut otherwise.
    #[serde(skip_serializing_if = "str::is_empty")]
    first: &'a str,
    /// What to do instead.
    #[serde(skip_serializing_if = "str::is_empty")]
    instead: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct PropertyView<'a> {
    /// In CloudFormation.
    cloudformation: Option<&'a str>,
    /// In Terraform.
    terraform: Option<&'a str>,
    /// Lines that only the old resource has.
    before: &'a [&'a str],
    /// Lines that only the new one has.
    after: &'a [&'a str],
}

#[derive(Serialize, JsonSchema)]
struct StackView<'a> {
    /// `corp-shop-security`
    stack: &'a str,
    /// The folder of its account and Region below `cloudformation/`. None for the first one.
    #[serde(skip_serializing_if = "str::is_empty")]
    folder: &'a str,
    /// `added`, `changed` or `retired`
    change: &'static str,
    /// Resources that change, or that stay when it is deleted.
    resources: usize,
}

/// A diff for programs.
#[must_use]
pub fn diff_json(diff: &Diff<'_>) -> String {
    let network = &diff.network;
    let view = View {
        netgen: VERSION,
        name: &diff.new.name,
        differs: !diff.is_empty(),
        renamed: diff.renamed.iter().map(RenamedView::from).collect(),
        relabelled: diff.relabelled,
        reach: network.reach.iter().map(reach).collect(),
        reach_of_parts: network.parts.iter().map(part).collect(),
        between_stacks: &network.between,
        openings: network.openings.iter().map(|one| OpeningView { resource: &one.key, admits: &one.what }).collect(),
        addresses: network.addresses.iter().map(address).collect(),
        routers: network.routers.iter().map(RouterView::from).collect(),
        billed_by_the_hour: network.billed.iter().map(billed).collect(),
        egress: network.egress.iter().map(egress).collect(),
        quotas: network.quotas.iter().map(quota).collect(),
        resources: diff.resources.iter().map(resource).collect(),
        stacks: diff.stacks.iter().map(stack).collect(),
    };
    // Structs, lists and texts always serialise.
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

/// The JSON Schema of [`diff_json`].
#[must_use]
pub fn diff_schema() -> String {
    let schema = schemars::schema_for!(View<'_>);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn billed(one: &Billed) -> BilledView {
    BilledView { what: one.what, before: one.before, after: one.after }
}

fn egress((comes, key): &(bool, String)) -> EgressView<'_> {
    EgressView { resource: key, change: if *comes { "added" } else { "removed" } }
}

fn quota<'a>(one: &QuotaChange<'a>) -> QuotaView<'a> {
    let QuotaChange { before, after } = *one;
    QuotaView { name: &after.name, before: before.map(|before| before.used), after: after.used, limit: after.limit }
}

fn stack<'a>(one: &'a StackDiff<'_>) -> StackView<'a> {
    let (change, resources) = match one.change {
        StackChange::Added => ("added", 0),
        StackChange::Changed(count) => ("changed", count),
        StackChange::Retired(kept) => ("retired", kept),
    };
    StackView { stack: one.stack, folder: one.folder, change, resources }
}

fn address<'a>(one: &'a AddressChange<'_>) -> AddressView<'a> {
    AddressView { path: one.path, before: one.before, after: one.after }
}

fn resource<'a>(one: &'a ResourceDiff<'_>) -> ResourceView<'a> {
    let (logical_id, label) = one.new.or(one.old).map(|one| (one.id.as_str(), one.label.as_str())).unwrap_or_default();
    ResourceView {
        resource: &one.key,
        stack: &one.unit.stack,
        folder: &one.unit.folder,
        root: one.new.or(one.old).map_or("", |one| one.root.as_str()),
        from_folder: one.from.map(|unit| unit.folder.as_str()).filter(|folder| *folder != one.unit.folder),
        there: match (one.old, one.new) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "before",
            _ => "after",
        },
        from_stack: one.from.map(|unit| unit.stack.as_str()),
        logical_id,
        address: one.kind.terraform().map(|kind| format!("{kind}.{label}")),
        cloudformation: one.effects.cloudformation.as_ref().map(|is| effect(one, is)),
        terraform: one.effects.terraform.as_ref().map(|is| effect(one, is)),
        properties: one
            .properties
            .iter()
            .map(|one| PropertyView {
                cloudformation: one.cloudformation,
                terraform: one.terraform,
                before: &one.before,
                after: &one.after,
            })
            .collect(),
    }
}

fn effect<'a>(one: &ResourceDiff<'_>, effect: &'a Effect) -> EffectView<'a> {
    let (lasts, first) = (one.lasts(effect), one.goes_after(effect));
    let view = |word| EffectView { effect: word, on: &[], why: Vec::new(), lasts, first, instead: "" };
    let replaced = |word, on, why| EffectView { on, why: Vec::from_iter(why), ..view(word) };
    match effect {
        Effect::Adds => view("adds"),
        Effect::Updates => view("updates"),
        Effect::Keeps => view("keeps"),
        Effect::Removes => view("removes"),
        Effect::RemovesEarly { meanwhile } => replaced("removes", &[], Some(meanwhile.as_str())),
        Effect::Interrupts { what } => EffectView { why: what.clone(), ..view("interrupts") },
        Effect::MayReplace { on, meanwhile } => replaced("may-replace", on, *meanwhile),
        Effect::Replaces { on, meanwhile } => replaced("replaces", on, *meanwhile),
        Effect::Refused { on, why, instead } => EffectView { on, why: vec![why], instead, ..view("refused") },
    }
}
