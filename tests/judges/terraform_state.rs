//! A state of a module as an apply would have left it, made up without one.
//!
//! In: the files of a module, and a plan of it. Out: for each resource that the plan has, its arguments as the plan evaluates them,
//! made-up ids and whatever else others read of it, and what it was made after. Never: an opinion on what an argument forces.
//!
//! A plan over nothing does not know what reads an id. Where an argument is such an id alone it is filled in here; what a longer
//! expression makes of it is known once Terraform has planned over the first state, so a second one is made of that plan.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv6Addr;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use serde_json::{Map, Value, json};

/// The account that everything is in, as far as anything says.
const ACCOUNT: &str = "123456789012";

/// A module as its text says it.
pub struct Module {
    /// Blocks by address: resources, data sources and, as `local.name`, nothing but what they read.
    blocks: BTreeMap<String, Block>,
    /// What each address names, by what is named of it.
    reads: BTreeMap<String, BTreeSet<(String, String)>>,
    /// Attributes that anything reads, by address.
    wanted: BTreeSet<(String, String)>,
    /// Zones of subnets.
    zones: BTreeSet<String>,
    /// Resources that are made before what they replace goes, of themselves or because one is that depends on them.
    first: BTreeSet<String>,
}

impl Module {
    /// Reads its bodies.
    pub fn read(bodies: &[Body]) -> Self {
        let (mut blocks, mut reads) = (BTreeMap::new(), BTreeMap::new());
        for body in bodies {
            for block in body.blocks().filter(|block| matches!(block.ident.as_str(), "resource" | "data")) {
                let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
                let data = if block.ident.as_str() == "data" { "data." } else { "" };
                let address = format!("{data}{}", labels.join("."));
                reads.insert(address.clone(), names(&block.body.to_string()));
                blocks.insert(address, block.clone());
            }
            for attribute in body.get_blocks("locals").flat_map(|locals| locals.body.attributes()) {
                reads.insert(format!("local.{}", attribute.key.as_str()), names(&attribute.value.to_string()));
            }
        }
        let wanted = reads.values().flatten().cloned().collect();
        let zone = |block: &Block| Some(block.body.get_attribute("availability_zone")?.value.as_str()?.to_owned());
        let zones = blocks.values().filter_map(zone).collect();
        let is_first = |block: &Block| {
            let mut lifecycle = block.body.get_blocks("lifecycle");
            let flag =
                |one: &Block| one.body.get_attribute("create_before_destroy").and_then(|flag| flag.value.as_bool());
            lifecycle.any(|one| flag(one) == Some(true))
        };
        let first: BTreeSet<String> =
            blocks.iter().filter(|(_, block)| is_first(block)).map(|(address, _)| address.clone()).collect();
        let mut module = Self { blocks, reads, wanted, zones, first: BTreeSet::new() };
        module.first = first.iter().flat_map(|one| module.needs(one)).chain(first.clone()).collect();
        module
    }

    /// The resources that one needs, directly or not.
    fn needs(&self, address: &str) -> BTreeSet<String> {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![address.to_owned()]);
        while let Some(next) = todo.pop() {
            for (other, _) in self.reads.get(&next).into_iter().flatten() {
                if other != address && seen.insert(other.clone()) {
                    todo.push(other.clone());
                }
            }
        }
        seen.retain(|one| self.blocks.contains_key(one) && !one.starts_with("data."));
        seen
    }

    /// Whether a change in place concerns what the module says. What AWS fills in is not known of a made-up state, and Terraform says that
    /// it will be after an update.
    pub fn differs(&self, address: &str, change: &Value) -> bool {
        let said = self.blocks.get(address).map(|block| &block.body);
        let is_said = |name: &str| said.is_some_and(|body| body.has_attribute(name) || body.has_blocks(name));
        let names = change["after"].as_object().into_iter().flatten().map(|(name, _)| name);
        let unknown = change["after_unknown"].as_object().into_iter().flatten().map(|(name, _)| name);
        let mut all = names.chain(unknown);
        all.any(|name| {
            let is_unknown = change["after_unknown"][name] == json!(true);
            if is_unknown { is_said(name) } else { change["before"][name] != change["after"][name] }
        })
    }

    /// The resources of a state, from what a plan of the module says of them. `path` is that of the module.
    pub fn state(&self, path: &str, plan: &Value, versions: &BTreeMap<String, Value>) -> Vec<Value> {
        let changes = plan["resource_changes"].as_array().into_iter().flatten();
        let own = changes.filter(|one| one["module_address"] == path && one["mode"] == "managed");
        let resource = |one: &Value| {
            let (kind, name) = (one["type"].as_str()?, one["name"].as_str()?);
            let (address, change) = (format!("{kind}.{name}"), &one["change"]);
            let body = self.blocks.get(&address).map(|block| &block.body)?;
            let mut attributes = change["after"].clone();
            self.fill(&address, body, &mut attributes, &change["after_unknown"]);
            let needs: Vec<String> = self.needs(&address).iter().map(|one| format!("{path}.{one}")).collect();
            let instance = json!({
                "schema_version": versions.get(&format!("{path}.{address}")).cloned().unwrap_or(json!(0)),
                "attributes": attributes, "dependencies": needs, "create_before_destroy": self.first.contains(&address),
            });
            let provider = "provider[\"registry.terraform.io/hashicorp/aws\"]";
            Some(
                json!({"module": path, "mode": "managed", "type": kind, "name": name, "provider": provider, "instances": [instance]}),
            )
        };
        own.filter_map(resource).collect()
    }

    /// Fills in what a plan does not know of a resource.
    fn fill(&self, address: &str, body: &Body, after: &mut Value, unknown: &Value) {
        let (Some(after), Some(unknown)) = (after.as_object_mut(), unknown.as_object()) else { return };
        self.blocks_in(address, body, after, unknown);
        for (name, _) in unknown.iter().filter(|(_, is)| **is == json!(true)) {
            let value = match body.get_attribute(name) {
                Some(said) => self.known(&said.value, 8).unwrap_or(Value::Null),
                None => self.computed(address, name),
            };
            after.insert(name.clone(), value);
        }
    }

    /// The same of lists and of blocks in a body.
    fn blocks_in(&self, address: &str, body: &Body, after: &mut Map<String, Value>, unknown: &Map<String, Value>) {
        for (name, parts) in unknown.iter().filter_map(|(name, is)| Some((name, is.as_array()?))) {
            let Some(list) = after.get_mut(name).and_then(Value::as_array_mut) else { continue };
            let said = body.get_attribute(name).and_then(|said| said.value.as_array());
            let inner: Vec<&Block> = body.get_blocks(name).collect();
            for (at, part) in parts.iter().enumerate() {
                while list.len() <= at {
                    list.push(Value::Null);
                }
                match (said.and_then(|said| said.get(at)), inner.get(at)) {
                    (Some(said), _) if *part == json!(true) => list[at] = self.known(said, 8).unwrap_or(Value::Null),
                    (_, Some(block)) => self.fill(&format!("{address}.{name}"), &block.body, &mut list[at], part),
                    _ => {}
                }
            }
        }
    }

    /// The value of an expression that names an attribute, or lists such.
    fn known(&self, said: &Expression, depth: usize) -> Option<Value> {
        if let Some(list) = said.as_array() {
            return list.iter().map(|one| self.known(one, depth)).collect();
        }
        if let Some(text) = said.as_str() {
            return Some(json!(text));
        }
        if let Some(call) = said.as_func_call().filter(|call| call.name.name.as_str() == "cidrsubnet") {
            let arguments: Vec<&Expression> = call.args.iter().collect();
            let [block, bits, number] = arguments.as_slice() else { return None };
            let whole = |one: &Expression| u32::try_from(one.as_number()?.as_u64()?).ok();
            return subnet(self.known(block, depth)?.as_str()?, whole(bits)?, whole(number)?);
        }
        let text = said.to_string();
        let read = names(&text).into_iter().next()?;
        let (address, attribute) = (&read.0, &read.1);
        if depth == 0 || text.trim() != format!("{address}.{attribute}") {
            return None;
        }
        match self.blocks.get(address)?.body.get_attribute(attribute) {
            Some(said) => self.known(&said.value, depth - 1),
            None => Some(self.computed(address, attribute)),
        }
    }

    /// What AWS says of a resource and nobody asked for: only what others read.
    fn computed(&self, address: &str, attribute: &str) -> Value {
        let (kind, name) = address.split_once('.').unwrap_or_default();
        let is_wanted = || self.wanted.contains(&(address.to_owned(), attribute.to_owned()));
        match attribute {
            "firewall_status" if kind == "aws_networkfirewall_firewall" => self.endpoints(name),
            "ipv6_cidr_block" if is_wanted() => {
                let sum: u32 = name.bytes().map(u32::from).sum();
                json!(format!("2600:1f18:{sum:x}:ab00::/56"))
            }
            "public_ip" if is_wanted() => json!("203.0.113.1"),
            _ if attribute.ends_with("owner_id") || attribute.ends_with("owner_account_id") => json!(ACCOUNT),
            _ if attribute.ends_with("arn") => json!(format!("arn:aws:made-up:us-east-1:{ACCOUNT}:{kind}/{name}")),
            _ if attribute == "id" || is_wanted() => json!(format!("{attribute}-{kind}-{name}")),
            _ => Value::Null,
        }
    }

    /// The endpoints of a firewall, one for each zone that there is.
    fn endpoints(&self, name: &str) -> Value {
        let state = |zone: &String| {
            let endpoint =
                json!({"endpoint_id": format!("vpce-{name}-{zone}"), "subnet_id": format!("subnet-{name}-{zone}")});
            json!({"availability_zone": zone, "attachment": [endpoint]})
        };
        json!([{"sync_states": self.zones.iter().map(state).collect::<Vec<_>>()}])
    }
}

/// What `cidrsubnet` makes of an IPv6 block.
/// <https://developer.hashicorp.com/terraform/language/functions/cidrsubnet>
fn subnet(block: &str, bits: u32, number: u32) -> Option<Value> {
    let (address, length) = block.split_once('/')?;
    let (address, length): (Ipv6Addr, u32) = (address.parse().ok()?, length.parse().ok()?);
    let shift = 128_u32.checked_sub(length + bits)?;
    let address = u128::from(address) | u128::from(number).checked_shl(shift)?;
    Some(json!(format!("{}/{}", Ipv6Addr::from(address), length + bits)))
}

/// Every `type.name.attribute`, `data.type.name.attribute` and `local.name` in a text, apart after the name. Without an attribute,
/// as in `depends_on`, it is empty.
fn names(text: &str) -> BTreeSet<(String, String)> {
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-');
    let words = text.split(|sign| !is_name(sign)).filter(|word| word.contains('.'));
    let read = |word: &str| {
        let parts: Vec<&str> = word.split('.').collect();
        let length = match *parts.first()? {
            "data" => 3,
            "local" => 2,
            kind if kind.starts_with("aws_") => 2,
            _ => return None,
        };
        (parts.len() >= length).then(|| {
            let attribute = parts.get(length).copied().unwrap_or_default();
            (parts[..length].join("."), attribute.to_owned())
        })
    };
    words.filter_map(read).collect()
}
