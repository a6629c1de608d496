//! Reads a Terraform module into the normal form.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::{Block, BlockLabel, Body, Structure};

use super::expressions::{ignored, node};
use super::form::{Form, Key, Leaf, Node, Output, Resource, squashed};
use super::roots::{joined, order};
use super::table::{self, Kind, TERRAFORM_ALONE};
use super::values::{locals, secrets};

/// All files of the module.
pub fn read(files: &BTreeMap<String, String>) -> Result<Form, String> {
    let mut form = Form::default();
    let roots = order(files)?;
    form.before = roots.before;
    let files = &joined(files)?;
    for (path, text) in files {
        let had: BTreeSet<Key> = form.resources.keys().filter(|_| !roots.names.is_empty()).cloned().collect();
        let body: Body = text.parse().map_err(|error| format!("{path}: {error}"))?;
        for structure in &body {
            let Structure::Block(block) = structure else { return Err(format!("{path}: a stray argument")) };
            top(block, &mut form).map_err(|error| format!("{path}: {}: {error}", labels(block).join(".")))?;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (_, resource) in form.resources.iter_mut().filter(|(key, _)| !had.contains(*key)) {
            resource.stack = roots.names.get(folder).cloned().unwrap_or_default();
        }
    }
    locals(files, &mut form)?;
    secrets(files, &mut form)?;
    known(&form)?;
    Ok(form)
}

/// Every reference leads to a resource of the module.
fn known(form: &Form) -> Result<(), String> {
    for (key, resource) in &form.resources {
        let reads = resource.facts.values().flat_map(Leaf::reads).chain(&resource.after);
        if let Some(lost) = reads.into_iter().find(|read| !form.resources.contains_key(*read)) {
            return Err(format!("{key:?} reads {lost:?}, which is not there"));
        }
    }
    Ok(())
}

pub(super) fn labels(block: &Block) -> Vec<&str> {
    block.labels.iter().map(BlockLabel::as_str).collect()
}

pub(super) fn attribute(block: &Block, name: &str) -> Result<Node, String> {
    let attribute = block.body.get_attribute(name).ok_or_else(|| format!("no {name}"))?;
    node(&attribute.value)
}

pub(super) fn text(node: Node) -> Result<String, String> {
    node.leaf()?.as_text().map(str::to_owned).ok_or_else(|| "no text".to_owned())
}

fn top(block: &Block, form: &mut Form) -> Result<(), String> {
    match (block.ident.as_str(), labels(block).as_slice()) {
        ("terraform" | "locals", []) => Ok(()),
        ("provider", ["aws"]) => {
            let region = text(attribute(block, "region")?)?;
            if !block.body.has_attribute("alias") {
                form.region = region;
            }
            // Whose credentials they are is no fact of the network.
            let identity = ["alias", "allowed_account_ids", "profile"];
            let identity = identity.into_iter().filter(|one| block.body.has_attribute(one)).count();
            let role = block.body.get_blocks("assume_role").count();
            if block.body.len() == 1 + identity + role { Ok(()) } else { Err("more than a Region".to_owned()) }
        }
        ("variable", [name]) => {
            form.parameters.insert(squashed(name), text(attribute(block, "description")?)?);
            Ok(())
        }
        ("output", [name]) => {
            let values = match attribute(block, "value")? {
                Node::Map(entries) => entries.into_iter().map(|(_, value)| value.leaf()).collect::<Result<_, _>>()?,
                one => vec![one.leaf()?],
            };
            let sensitive = match attribute(block, "sensitive") {
                Ok(flag) => text(flag)? == "true",
                Err(_) => false,
            };
            let output = Output { description: text(attribute(block, "description")?)?, values, sensitive };
            match form.outputs.insert(squashed(name), output) {
                None => Ok(()),
                Some(_) => Err("twice".to_owned()),
            }
        }
        ("removed", []) => removed(block),
        // What has another label stays what it is.
        ("moved", []) if block.body.has_attribute("from") && block.body.has_attribute("to") => Ok(()),
        ("resource" | "data", [kind, name]) => made_or_read(block, kind, name, form),
        (other, _) => Err(format!("unknown block {other}")),
    }
}

/// What left is no resource of the network, and must not be destroyed.
fn removed(block: &Block) -> Result<(), String> {
    let lifecycle = block.body.get_blocks("lifecycle").next().ok_or("no lifecycle, so it destroys")?;
    let only = block.body.len() == 2 && block.body.has_attribute("from") && lifecycle.body.len() == 1;
    let keeps = text(attribute(lifecycle, "destroy")?)? == "false";
    if only && keeps { Ok(()) } else { Err("it does more than let go".to_owned()) }
}

fn made_or_read(block: &Block, kind: &str, name: &str, form: &mut Form) -> Result<(), String> {
    let kind = table::by_terraform(kind)?;
    let is_data = block.ident.as_str() == "data";
    if is_data != (kind.cloudformation == "Direct Connect attachment") {
        return Err("made or read?".to_owned());
    }
    resource(kind, name, &block.body, form)?;
    let key = Key { kind: kind.cloudformation, name: squashed(name) };
    let direct = form.resources.get(&key).filter(|_| is_data);
    // Any change of the resource, even one in place, would put off the read and replace what hangs on it.
    match direct.into_iter().flat_map(|one| one.facts.values()).flat_map(Leaf::reads).next() {
        Some(read) => Err(format!("a data source reads {read:?} without a local value between")),
        None => Ok(()),
    }
}

fn resource(kind: &'static Kind, name: &str, body: &Body, form: &mut Form) -> Result<(), String> {
    let mut resource = Resource::default();
    for (path, leaf) in contents(kind, body, &mut Vec::new())?.flatten() {
        match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["depends_on", _] => {
                let Leaf::Read(key, "") = leaf else { return Err("depends_on names no resource".to_owned()) };
                resource.after.insert(key);
            }
            ["lifecycle", said @ ..] if lifecycle(kind, said, &leaf, &mut resource)? => {}
            [argument] if alone(kind, argument, &leaf)? => {}
            ["tags", key] if *key != "Name" && kind.cloudformation == "AWS::EC2::ClientVpnEndpoint" => {}
            _ => {
                let name = kind.canonical(&path, true)?;
                let twice = resource.facts.insert(name.clone(), table::meant(&name, leaf)).is_some();
                if twice {
                    return Err(format!("{name} is said twice"));
                }
            }
        }
    }
    if kind.cloudformation == "AWS::EC2::FlowLog" {
        // Terraform knows the type by the argument's name.
        let kind = if body.has_attribute("vpc_id") { "VPC" } else { "TransitGateway" };
        resource.facts.insert("ResourceType".to_owned(), Leaf::text(kind));
    }
    if kind.cloudformation.starts_with("AWS::EC2::SecurityGroup") && kind.cloudformation != "AWS::EC2::SecurityGroup" {
        return form.add_rule(kind.cloudformation, resource);
    }
    form.add(Key { kind: kind.cloudformation, name: squashed(name) }, resource)
}

/// Whether it is known what such a line of `lifecycle` is for; what the network has of it becomes a fact.
fn lifecycle(kind: &Kind, said: &[&str], leaf: &Leaf, resource: &mut Resource) -> Result<bool, String> {
    match said {
        // What it is for depends on Terraform's order alone.
        ["create_before_destroy"] if *leaf == Leaf::text("true") => {}
        // What the argument reads, or what the data source that it reads is found by.
        ["replace_triggered_by", _]
            if kind.cloudformation == "AWS::EC2::TransitGatewayRouteTableAssociation" && !leaf.reads().is_empty() => {}
        // The provider takes 9001 there, and AWS 8500: people set it, and nothing sets it back.
        ["ignore_changes", "0"]
            if kind.cloudformation == "AWS::DirectConnect::PrivateVirtualInterface" && *leaf == Leaf::text("mtu") =>
        {
            if resource.facts.insert("Mtu".to_owned(), Leaf::text("8500")).is_some() {
                return Err("mtu is said and ignored".to_owned());
            }
        }
        ["prevent_destroy"] if *leaf == Leaf::text("true") => {
            resource.facts.insert("kept".to_owned(), leaf.clone());
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Whether Terraform says this alone; it may say one thing only.
fn alone(kind: &Kind, argument: &str, leaf: &Leaf) -> Result<bool, String> {
    let found = TERRAFORM_ALONE.iter().find(|(own, name, ..)| *own == kind.cloudformation && *name == argument);
    match found {
        None => Ok(false),
        Some((_, _, None, _)) => Ok(true),
        Some((_, _, Some(value), _)) if leaf.as_text() == Some(value) => Ok(true),
        Some((_, _, Some(value), why)) => Err(format!("{argument} is {leaf:?} and must be {value}: {why}")),
    }
}

/// Arguments and nested blocks.
fn contents(kind: &Kind, body: &Body, path: &mut Vec<String>) -> Result<Node, String> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    for structure in body {
        match structure {
            // Where it is made is where its stack is.
            Structure::Attribute(attribute) if path.is_empty() && attribute.key.as_str() == "provider" => {}
            Structure::Attribute(attribute) if attribute.key.as_str() == "ignore_changes" => {
                entries.push(("ignore_changes".to_owned(), ignored(&attribute.value)?));
            }
            Structure::Attribute(attribute) => {
                let name = attribute.key.as_str();
                let value = node(&attribute.value).map_err(|error| format!("{name}: {error}"))?;
                entries.push((name.to_owned(), value));
            }
            Structure::Block(block) => {
                let name = block.ident.as_str();
                path.push(name.to_owned());
                let repeats = kind.repeats(path);
                if repeats {
                    path.push("0".to_owned());
                }
                let inner = contents(kind, &block.body, path)?;
                path.truncate(path.len() - 1 - usize::from(repeats));
                match (repeats, entries.iter_mut().find(|(own, _)| own == name)) {
                    (false, None) => entries.push((name.to_owned(), inner)),
                    (false, Some(_)) => return Err(format!("two blocks {name}")),
                    (true, None) => entries.push((name.to_owned(), Node::List(vec![inner]))),
                    (true, Some((_, Node::List(items)))) => items.push(inner),
                    (true, Some(_)) => return Err(format!("{name} is a block and an argument")),
                }
            }
        }
    }
    Ok(Node::Map(entries))
}
