//! What CloudFormation replaces and in which order, against what each kind says of it: `CHANGE` in `src/aws/kind/`.
//!
//! In: a resource of a template, and its type's schema, which says what identifies it and which properties force a replacement. Out: what the
//! list does not know. Never: a property that forces a replacement and of which nobody has thought whether the old one is in the way.

use netgen::aws::{Change, Clash, Gap, KindOf, Replaced};
use serde_json::Value;

/// What netgen always says alike, so that it never changes: type, property.
const CONSTANT: &[(&str, &str)] = &[
    ("AWS::EC2::CustomerGateway", "Type"),
    ("AWS::EC2::FlowLog", "ResourceType"),
    ("AWS::EC2::NatGateway", "ConnectivityType"),
    // A gateway of the other mode has another name, so it is another resource; a regional one holds nothing that a second one lacks.
    ("AWS::EC2::NatGateway", "AvailabilityMode"),
    ("AWS::EC2::NatGateway", "VpcId"),
    ("AWS::EC2::VPCCidrBlock", "AmazonProvidedIpv6CidrBlock"),
    ("AWS::EC2::VPNConnection", "Type"),
    ("AWS::NetworkFirewall::RuleGroup", "Type"),
    // An endpoint of the other direction has another name, so it is another resource.
    ("AWS::Route53Resolver::ResolverEndpoint", "Direction"),
    // The account and the Region are those of the VPC that `PeerVpcId` names.
    ("AWS::EC2::VPCPeeringConnection", "PeerOwnerId"),
    ("AWS::EC2::VPCPeeringConnection", "PeerRegion"),
];

/// Properties that are called names and name nothing: the domain of options and of a rule, and who brings a line, of which many may have the same.
const NO_NAMES: [&str; 2] = ["DomainName", "ProviderName"];

/// What is wrong with the list, as far as this resource shows it.
pub fn wrong(id: &str, resource: &Value, schema: &Value) -> Vec<String> {
    let name = resource["Type"].as_str().unwrap_or_default();
    let Some(kind) = kind(id, name) else { return Vec::new() };
    let change = kind.change();
    let printed = |property: &&str| is_printed(property, &resource["Properties"], schema);
    let create_only = properties(&schema["createOnlyProperties"]);
    let conditional = properties(&schema["conditionalCreateOnlyProperties"]);
    let forcing: Vec<&str> = create_only.iter().chain(&conditional).copied().collect();
    let mut wrong = listed(name, change, &create_only, &conditional, schema);
    if change.place.is_empty() {
        let names = forcing.into_iter().filter(|one| one.ends_with("Name") && !NO_NAMES.contains(one));
        let fixed = names.chain(properties(&schema["primaryIdentifier"])).filter(printed);
        wrong.extend(fixed.map(|one| format!("{name}: {one} is there once, and the list of such kinds lacks it")));
        return wrong;
    }
    let (on, gap): (&[&str], bool) = match change.replaced {
        Replaced::CreatedFirst | Replaced::Elsewhere => (&[], false),
        Replaced::Clashes(Clash { on, .. }) => (on, false),
        Replaced::DeletedFirst(Gap { on, .. }) => (on, true),
    };
    // Where the old one is deleted first, none is in the way of another.
    let thought =
        |one: &&str| gap || change.place.contains(one) || on.contains(one) || CONSTANT.contains(&(name, *one));
    let mut forced = printed_of(&schema["createOnlyProperties"], resource);
    forced.extend(printed_of(&schema["conditionalCreateOnlyProperties"], resource));
    let unknown = forced.into_iter().filter(|one| !thought(one));
    wrong.extend(unknown.map(|one| format!("{name}: a change of {one} replaces it, and the list does not say so")));
    let untrue = on.iter().filter(|one| !forcing.contains(one));
    wrong.extend(untrue.map(|one| format!("{name}: a change of {one} does not replace it, as the list says")));
    wrong
}

/// What the list says of a type's properties and of its order of replacement, against the schema.
fn listed(name: &str, change: &Change, create_only: &[&str], conditional: &[&str], schema: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let missing = create_only.iter().filter(|one| !change.create_only.iter().any(|own| first(own) == **one));
    wrong.extend(missing.map(|one| format!("{name}: a change of {one} replaces it, and CHANGE does not say so")));
    let extra = change.create_only.iter().filter(|own| !create_only.contains(&first(own)));
    wrong.extend(extra.map(|own| format!("{name}: a change of {own} does not replace it, as CHANGE says")));
    let missing = conditional.iter().filter(|one| !change.may_replace.contains(one));
    wrong.extend(missing.map(|one| format!("{name}: a change of {one} may replace it, and CHANGE does not say so")));
    let deleted_first = schema["replacementStrategy"] == "delete_then_create";
    if deleted_first != change.is_deleted_first() {
        wrong.push(format!("{name}: it is {}deleted first", if deleted_first { "" } else { "not " }));
    }
    let interrupts = change.interrupts.iter().filter_map(|one| one.cloudformation);
    let named = change.place.iter().chain(change.may_replace).chain(change.holds).copied().chain(interrupts);
    let misspelt = named.filter(|one| schema["properties"].get(first(one)).is_none());
    wrong.extend(misspelt.map(|one| format!("{name} has no {one}, where CHANGE says it is")));
    wrong
}

/// Whether a template says one of the properties below this outermost one that a replacement depends on.
fn is_printed(property: &str, properties: &Value, schema: &Value) -> bool {
    let lists = ["createOnlyProperties", "conditionalCreateOnlyProperties", "primaryIdentifier"];
    let pointers = lists.iter().flat_map(|list| schema[*list].as_array().into_iter().flatten());
    let paths = pointers.filter_map(|pointer| pointer.as_str()?.strip_prefix("/properties/"));
    let mut own = paths.filter(|path| path.split('/').next() == Some(property));
    own.any(|path| {
        path.split('/').take_while(|word| *word != "*").try_fold(properties, |at, word| at.get(word)).is_some()
    })
}

/// The outermost of a path of properties.
fn first(property: &str) -> &str {
    property.split('.').next().unwrap_or_default()
}

/// netgen's kind of a resource. Two kinds of one type are told apart by what ends their names.
fn kind(id: &str, name: &str) -> Option<KindOf> {
    let kinds = KindOf::ALL.iter().copied().filter(|kind| kind.cloudformation() == Some(name));
    let kinds: Vec<KindOf> = kinds.collect();
    match kinds.as_slice() {
        [] => None,
        [one] => Some(*one),
        many => many.iter().copied().filter(|kind| id.ends_with(kind.noun())).max_by_key(|kind| kind.noun().len()),
    }
}

/// The names of properties in a list of pointers into a schema; of a nested one, that of the outermost.
fn properties(pointers: &Value) -> Vec<&str> {
    let pointers = pointers.as_array().into_iter().flatten().filter_map(Value::as_str);
    pointers.filter_map(|pointer| pointer.strip_prefix("/properties/")?.split('/').next()).collect()
}

/// The outermost names of those properties in a list of pointers that a resource has: of a nested one, only where it is there itself.
fn printed_of<'s>(pointers: &'s Value, resource: &Value) -> Vec<&'s str> {
    let pointers = pointers.as_array().into_iter().flatten().filter_map(Value::as_str);
    let paths = pointers.filter_map(|pointer| pointer.strip_prefix("/properties"));
    let there = paths.filter(|path| resource["Properties"].pointer(path).is_some());
    there.filter_map(|path| path.get(1..)?.split('/').next()).collect()
}
