//! What stands in the emulator's account, as the walk of the tests reads it: ids become the keys of the resources that made them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::changed::account::{Account, Object};
use super::changed::tree::Tree;
use crate::common::dialects::form::{Key, Leaf, squashed};
use crate::common::dialects::table;
use crate::proof::read;

/// Objects by id, as `standing.py` says them.
pub type Objects = BTreeMap<String, Value>;

/// What has no name of its own, with the properties that no two of a kind share.
const PARTS: &[(&str, &[&str])] = &[
    ("AWS::EC2::Route", &["RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock"]),
    ("AWS::EC2::SubnetRouteTableAssociation", &["SubnetId"]),
    ("AWS::EC2::SubnetNetworkAclAssociation", &["SubnetId"]),
    ("AWS::EC2::NetworkAclEntry", &["NetworkAclId", "Egress", "RuleNumber"]),
    ("AWS::EC2::VPCGatewayAttachment", &["VpcId"]),
    ("AWS::EC2::VPCCidrBlock", &["VpcId", "CidrBlock"]),
    ("IPv6 block", &["VpcId"]),
    ("AWS::EC2::VPCDHCPOptionsAssociation", &["VpcId"]),
    ("VPN gateway attachment", &["VpnGatewayId"]),
    ("AWS::EC2::VPNGatewayRoutePropagation", &["RouteTableIds.0", "VpnGatewayId"]),
    ("AWS::EC2::VPNConnectionRoute", &["VpnConnectionId", "DestinationCidrBlock"]),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", &["TransitGatewayAttachmentId"]),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", &["TransitGatewayRouteTableId", "TransitGatewayAttachmentId"]),
    ("AWS::EC2::TransitGatewayRoute", &["TransitGatewayRouteTableId", "DestinationCidrBlock"]),
    ("AWS::NetworkFirewall::LoggingConfiguration", &["FirewallArn"]),
];

/// What things are called by, if they have no tag `Name` in the API.
const NAMES: &[&str] = &["Tags.Name", "FirewallName", "FirewallPolicyName", "RuleGroupName", "LogGroupName"];

/// Which resource each id is of. An id keeps its key after it is gone, and a second one of a name gets a prime.
pub struct Ids {
    keys: BTreeMap<String, Key>,
    taken: BTreeSet<Key>,
    /// Kind and name, or place, to the resource that a tree has of it.
    index: BTreeMap<(&'static str, String), Key>,
}

impl Ids {
    /// The names of both versions.
    pub fn of(trees: [&Tree; 2]) -> Self {
        let mut index = BTreeMap::new();
        for said in trees.into_iter().flat_map(|tree| tree.resources.values()) {
            for word in words(said.key.kind, &said.facts) {
                index.entry((said.key.kind, word)).or_insert_with(|| said.key.clone());
            }
        }
        Self { keys: BTreeMap::new(), taken: BTreeSet::new(), index }
    }

    /// The account of a moment.
    pub fn account(&mut self, objects: &Objects) -> Result<Account, String> {
        let mut account = Account::default();
        let is_part = |object: &Value| PARTS.iter().any(|(kind, _)| object["kind"] == **kind);
        let (parts, whole): (Vec<_>, Vec<_>) = objects.iter().partition(|(_, object)| is_part(object));
        // What is named is known before its parts are told apart by it.
        for (id, object) in &whole {
            self.key(id, object)?;
        }
        for (id, object) in whole.into_iter().chain(parts) {
            let (key, facts) = (self.key(id, object)?, self.facts(object)?);
            account.put(Object { key, facts, kept: false });
        }
        Ok(account)
    }

    /// The key of what has an id, or had it.
    pub fn known(&self, id: &str) -> Option<&Key> {
        self.keys.get(id)
    }

    fn key(&mut self, id: &str, object: &Value) -> Result<Key, String> {
        let said = object["kind"].as_str().unwrap_or_default();
        let kind = table::by_cloudformation(said)?.cloudformation;
        let words = words(kind, &self.facts(object)?);
        let made_up = || Key { kind, name: squashed(words.first().map_or(id, String::as_str)) };
        let found = words.iter().find_map(|word| self.index.get(&(kind, word.clone())));
        let key = found.cloned().unwrap_or_else(made_up);
        // A part has no id that others know: what stands in its place is it.
        let is_part = PARTS.iter().any(|(part, _)| *part == kind);
        if let Some(key) = self.keys.get(id).filter(|_| !is_part) {
            return Ok(key.clone());
        }
        let mut key = key;
        while !is_part && self.taken.contains(&key) {
            key.name.push('\'');
        }
        self.taken.insert(key.clone());
        self.keys.insert(id.to_owned(), key.clone());
        Ok(key)
    }

    fn facts(&self, object: &Value) -> Result<BTreeMap<String, Leaf>, String> {
        let facts = object["facts"].as_object().ok_or("an object without facts")?;
        facts.iter().map(|(name, value)| Ok((name.clone(), self.leaf(value)?))).collect()
    }

    fn leaf(&self, value: &Value) -> Result<Leaf, String> {
        let key = |id: &Value, kind: &'static str| {
            let id = id.as_str().unwrap_or_default();
            // Of what was never seen nothing stands.
            self.keys.get(id).cloned().unwrap_or_else(|| Key { kind, name: squashed(id) })
        };
        if let Some(text) = value.as_str() {
            return Ok(self.keys.get(text).map_or_else(|| Leaf::text(text), |key| Leaf::Read(key.clone(), "id")));
        }
        if value["firewall"].is_string() {
            let firewall = key(&value["firewall"], "AWS::NetworkFirewall::Firewall");
            let zone = value["zone"].as_str().unwrap_or_default().to_owned();
            return Ok(Leaf::Endpoint { firewall, zone });
        }
        let number = |name: &str| value[name].as_u64().and_then(|number| u32::try_from(number).ok());
        let (bits, index) = number("bits").zip(number("index")).ok_or_else(|| format!("what is {value}?"))?;
        let vpc = key(&value["vpc"], "AWS::EC2::VPC");
        Ok(if bits == 0 { Leaf::Read(vpc, "ipv6_cidr_block") } else { Leaf::Slice { vpc, bits, index } })
    }
}

/// The words by which a resource is found: its place, or its names.
fn words(kind: &str, facts: &BTreeMap<String, Leaf>) -> Vec<String> {
    match PARTS.iter().find(|(part, _)| *part == kind) {
        Some((_, place)) => {
            let words = place.iter().filter_map(|name| facts.get(*name)).map(word);
            vec![words.collect::<Vec<_>>().join(", ")]
        }
        None => NAMES.iter().filter_map(|name| Some(format!("{name} {}", facts.get(*name)?.as_text()?))).collect(),
    }
}

fn word(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Text(text) => text.clone(),
        Leaf::Attachment { of, .. } => word(of),
        Leaf::Slice { vpc, bits, index } => format!("{} {bits} {index}", read::id(vpc)),
        other => other.reads().first().map_or_else(|| format!("{other:?}"), |key| read::id(key)),
    }
}

/// Objects after a call.
pub fn go_on(objects: &mut Objects, call: &Value) {
    for id in call["gone"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        objects.remove(id);
    }
    for (id, object) in call["made"].as_object().into_iter().flatten() {
        objects.insert(id.clone(), object.clone());
    }
}
