//! What CloudFormation replaces, against the list of what may be there only once: `src/aws/exclusive.rs`.
//!
//! In: a resource of a template, and its type's schema, which says what identifies it and which properties force a replacement. Out: what the
//! list does not know. Never: a property that forces a replacement and of which nobody has thought whether the old one is in the way.

use netgen::aws::{Clash, KindOf, Replaced};
use serde_json::Value;

/// What netgen always says alike, so that it never changes: type, property.
const CONSTANT: &[(&str, &str)] = &[
    ("AWS::EC2::CustomerGateway", "Type"),
    ("AWS::EC2::FlowLog", "ResourceType"),
    ("AWS::EC2::NatGateway", "ConnectivityType"),
    ("AWS::EC2::VPCCidrBlock", "AmazonProvidedIpv6CidrBlock"),
    ("AWS::EC2::VPNConnection", "Type"),
    ("AWS::NetworkFirewall::RuleGroup", "Type"),
    // An endpoint of the other direction has another name, so it is another resource.
    ("AWS::Route53Resolver::ResolverEndpoint", "Direction"),
];

/// A property that is called a name and names nothing: the domain of options and of a rule, of which many may have the same.
const NO_NAME: &str = "DomainName";

/// What is wrong with the list, as far as this resource shows it.
pub fn wrong(id: &str, resource: &Value, schema: &Value) -> Vec<String> {
    let name = resource["Type"].as_str().unwrap_or_default();
    let Some(kind) = kind(id, name) else { return Vec::new() };
    let printed = |property: &&str| resource["Properties"].get(*property).is_some();
    let mut forcing = properties(&schema["createOnlyProperties"]);
    forcing.extend(properties(&schema["conditionalCreateOnlyProperties"]));
    let Some(exclusive) = kind.exclusive() else {
        let names = forcing.into_iter().filter(|one| one.ends_with("Name") && *one != NO_NAME);
        let fixed = names.chain(properties(&schema["primaryIdentifier"])).filter(printed);
        return fixed.map(|one| format!("{name}: {one} is there once, and the list of such kinds lacks it")).collect();
    };
    let on = match exclusive.replaced {
        Replaced::Never => &[],
        Replaced::TakesOver(on) | Replaced::Clashes(Clash { on, .. }) => on,
    };
    let thought = |one: &&str| exclusive.place.contains(one) || on.contains(one) || CONSTANT.contains(&(name, *one));
    let unknown = forcing.iter().copied().filter(printed).filter(|one| !thought(one));
    let unknown = unknown.map(|one| format!("{name}: a change of {one} replaces it, and the list does not say so"));
    let untrue = on.iter().filter(|one| !forcing.contains(one));
    let untrue = untrue.map(|one| format!("{name}: a change of {one} does not replace it, as the list says"));
    let misspelt = exclusive.place.iter().filter(|one| schema["properties"].get(**one).is_none());
    unknown.chain(untrue).chain(misspelt.map(|one| format!("{name} has no {one}, where the list says it is"))).collect()
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
