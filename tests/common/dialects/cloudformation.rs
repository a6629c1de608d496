//! Reads templates in JSON into the normal form. What a function computes is understood, never passed on as text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::documents;
use super::form::{Form, Key, Leaf, Node, Output, Resource, squashed};
use super::stacks::{self, Argument, Stacks};
use super::table::{self, Kind};

/// What functions compute, before it is known what it means.
#[derive(Clone, Debug, PartialEq)]
enum Sum {
    Plain(Node),
    Attribute { kind: &'static Kind, key: Key, name: String },
    Pseudo(String),
    Cidr { block: Box<Sum>, count: u32, host_bits: u32 },
    Select(u32, Box<Sum>),
    Split(String, Box<Sum>),
    Join(String, Box<Sum>),
    List(Vec<Sum>),
    Glued(Vec<Sum>),
}

struct Reader<'a> {
    stacks: &'a Stacks,
    /// The stack that is read.
    name: &'a str,
}

/// The whole tree.
pub fn read(files: &BTreeMap<String, String>) -> Result<Form, String> {
    let stacks = stacks::read(files)?;
    let mut form = Form { region: stacks.region.clone(), before: stacks.before(), ..Form::default() };
    // Outputs that are there for other stacks; those of a network are for people.
    for (name, stack) in &stacks.stacks {
        let reader = Reader { stacks: &stacks, name };
        only(
            &stack.template,
            &[
                "AWSTemplateFormatVersion",
                "Description",
                "Metadata",
                "Parameters",
                "Conditions",
                "Resources",
                "Outputs",
            ],
        )?;
        for (id, value) in stack.template["Resources"].as_object().ok_or("no resources")? {
            reader.resource(id, value, &mut form).map_err(|error| format!("{name}/{id}: {error}"))?;
        }
        for (id, value) in stack.template["Outputs"].as_object().into_iter().flatten() {
            only(value, &["Description", "Value"])?;
            let description = value["Description"].as_str().ok_or("an output without description")?.to_owned();
            let output = Output { description, values: reader.output(&value["Value"])?, sensitive: false };
            form.outputs.insert(squashed(id), output);
        }
        for (id, value) in stack.template["Parameters"].as_object().into_iter().flatten() {
            let (default, allowed) = defaults(stack.arguments.get(id));
            only(value, &["Type", "Default", "AllowedValues", "Description"])?;
            if value["Default"].as_str() != default || value["AllowedValues"] != allowed {
                return Err(format!("{name}/{id}: {value} is not of default {default:?} and allows {allowed}"));
            }
            if stack.arguments.get(id) == Some(&Argument::Choice) {
                let description = value["Description"].as_str().unwrap_or_default().to_owned();
                form.parameters.insert(squashed(id), description);
            }
        }
    }
    Ok(form)
}

/// The default of a parameter, and what else it may be.
fn defaults(argument: Option<&Argument>) -> (Option<&str>, Value) {
    match argument {
        Some(Argument::Lookup(.., false)) => (Some(""), Value::Null),
        Some(Argument::Passes { first, then }) => (Some(then), json!([then, first])),
        Some(Argument::Lookup(.., true) | Argument::Choice | Argument::Output(..)) | None => (None, Value::Null),
    }
}

fn only(value: &Value, known: &[&str]) -> Result<(), String> {
    let map = value.as_object().ok_or_else(|| format!("{value} is no object"))?;
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => Err(format!("unknown {key}")),
    }
}

/// The kind of a resource, and what it is called in both dialects.
fn identity(id: &str, value: &Value) -> Result<(&'static Kind, Key), String> {
    let mut name = value["Type"].as_str().ok_or("a resource without type")?;
    if name == "AWS::EC2::VPCCidrBlock" && value["Properties"]["AmazonProvidedIpv6CidrBlock"].is_boolean() {
        name = "IPv6 block";
    }
    if name == "AWS::EC2::VPCGatewayAttachment" && !value["Properties"]["VpnGatewayId"].is_null() {
        name = "VPN gateway attachment";
    }
    if name == "AWS::IAM::Role" && !value["Properties"]["Policies"].is_null() {
        name = "Peer role";
    }
    let kind = table::by_cloudformation(name)?;
    let words = id.strip_suffix(kind.noun).ok_or_else(|| format!("{id} does not end in {}", kind.noun))?;
    Ok((kind, Key { kind: kind.cloudformation, name: squashed(words) }))
}

impl Reader<'_> {
    fn template(&self) -> &Value {
        &self.stacks.stacks[self.name].template
    }

    fn resource(&self, id: &str, value: &Value, form: &mut Form) -> Result<(), String> {
        only(value, &["Type", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Properties"])?;
        let (kind, key) = identity(id, value)?;
        let mut resource = Resource { stack: self.name.to_owned(), logical_id: id.to_owned(), ..Resource::default() };
        let one = value["DependsOn"].as_str();
        let many = value["DependsOn"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for other in one.into_iter().chain(many) {
            let there = &self.template()["Resources"][other];
            resource.after.insert(identity(other, there)?.1);
        }
        match (value["DeletionPolicy"].as_str(), value["UpdateReplacePolicy"].as_str()) {
            (None, None) => {}
            (Some("RetainExceptOnCreate"), Some("Retain")) => {
                resource.facts.insert("kept".to_owned(), Leaf::text("true"));
            }
            (deletion, update) => return Err(format!("{deletion:?} and {update:?}")),
        }
        for (property, value) in value["Properties"].as_object().ok_or("no properties")? {
            let inline = match (kind.cloudformation, property.as_str()) {
                ("AWS::EC2::SecurityGroup", "SecurityGroupIngress") => Some("AWS::EC2::SecurityGroupIngress"),
                ("AWS::EC2::SecurityGroup", "SecurityGroupEgress") => Some("AWS::EC2::SecurityGroupEgress"),
                _ => None,
            };
            if let Some(rules) = inline {
                self.inline_rules(rules, value, &key, form)?;
                continue;
            }
            let node = match property.as_str() {
                "Tags" => tags(value)?,
                "TagSpecifications" => specified(value)?,
                "Dimensions" => self.dimensions(value)?,
                "DashboardBody" => {
                    documents::read(value, |id, attribute| meaning(self.reference(id, attribute)?)?.leaf())?
                }
                _ => self.node(value)?,
            };
            for (path, leaf) in node.flatten() {
                let property = if property == "TagSpecifications" { "Tags" } else { property };
                let path: Vec<String> = std::iter::once(property.to_owned()).chain(path).collect();
                // Terraform says a list of nothing by no block at all.
                if leaf == Leaf::Nothing && kind.lists_objects(&path) {
                    continue;
                }
                let name = kind.canonical(&path, false)?;
                resource.facts.insert(name.clone(), table::meant(&name, leaf));
            }
        }
        self.condition(&value["Condition"], &resource)?;
        if kind.cloudformation.starts_with("AWS::EC2::SecurityGroup")
            && kind.cloudformation != "AWS::EC2::SecurityGroup"
        {
            return form.add_rule(kind.cloudformation, resource);
        }
        form.add(key, resource)
    }

    fn inline_rules(&self, kind: &str, rules: &Value, group: &Key, form: &mut Form) -> Result<(), String> {
        let kind = table::by_cloudformation(kind)?;
        for rule in rules.as_array().ok_or("rules are a list")? {
            let mut resource = Resource { stack: self.name.to_owned(), ..Resource::default() };
            resource.facts.insert("GroupId".to_owned(), Leaf::Read(group.clone(), "id"));
            for (path, leaf) in self.node(rule)?.flatten() {
                let name = kind.canonical(&path, false)?;
                resource.facts.insert(name.clone(), table::meant(&name, leaf));
            }
            form.add_rule(kind.cloudformation, resource)?;
        }
        Ok(())
    }

    /// What reads a parameter that may be empty is made once it is not, and nothing else waits for it.
    fn condition(&self, name: &Value, resource: &Resource) -> Result<(), String> {
        let reads: BTreeSet<&Leaf> =
            resource.facts.values().filter(|leaf| matches!(leaf, Leaf::Attachment { .. })).collect();
        let Some(name) = name.as_str() else {
            // What the tunnels of a VPN connection need is there before the stack is made: its parameter has no value of its own.
            let carrier = resource.facts.get("TransportTransitGatewayAttachmentId");
            let mut arguments = self.stacks.stacks[self.name].arguments.values();
            let is_given = arguments.any(|one| matches!(one, Argument::Lookup(.., true)));
            let may_be_empty = reads.iter().any(|leaf| Some(*leaf) != carrier || !is_given);
            return if may_be_empty { Err(format!("{reads:?} may be empty")) } else { Ok(()) };
        };
        let parameter = &self.template()["Conditions"][name];
        let not = &parameter["Fn::Not"][0]["Fn::Equals"];
        let (parameter, empty) = (not[0]["Ref"].as_str().unwrap_or_default(), not[1].as_str());
        let given = match self.stacks.stacks[self.name].arguments.get(parameter) {
            Some(Argument::Lookup(..)) if empty == Some("") => meaning(self.reference(parameter, "Ref")?)?.leaf()?,
            _ => return Err(format!("condition {name}: {not}")),
        };
        // A route to a transit gateway waits until the gateway's owner has accepted the VPC.
        let waits = matches!(&given, Leaf::Attachment { of, to } if is_of(of, "AWS::EC2::VPC")
            && resource.facts.get("TransitGatewayId") == Some(&**to));
        if reads == BTreeSet::from([&given]) || reads.is_empty() && waits {
            Ok(())
        } else {
            Err(format!("{name} asks for {given:?}, read: {reads:?}"))
        }
    }

    /// The attachment that a command tells: its filters say of what and to what.
    fn attachment(&self, command: &str, with: &BTreeMap<String, (String, String)>) -> Result<Leaf, String> {
        let region = &self.stacks.region;
        let before = format!("aws ec2 describe-transit-gateway-attachments --region {region} --filters ");
        let behind = " --query 'TransitGatewayAttachments[0].TransitGatewayAttachmentId' --output text";
        let odd = || format!("what does `{command}` tell?");
        let filters = command.strip_prefix(&before).and_then(|rest| rest.strip_suffix(behind)).ok_or_else(odd)?;
        let value = |name: &str| {
            let start = format!("Name={name},Values=");
            filters.split(' ').find_map(|filter| filter.strip_prefix(&start)).ok_or_else(odd)
        };
        let id = |name: &str| -> Result<Box<Leaf>, String> {
            let value = value(name)?;
            let Some(word) = value.strip_prefix("${").and_then(|word| word.strip_suffix('}')) else {
                return Ok(Box::new(Leaf::text(value)));
            };
            let (stack, output) = with.get(word).ok_or_else(odd)?;
            let exported = &self.stacks.stacks[stack].template["Outputs"][output]["Value"];
            Ok(Box::new(meaning(Reader { stacks: self.stacks, name: stack }.sum(exported)?)?.leaf()?))
        };
        let (of, to) = (id("resource-id")?, id("transit-gateway-id")?);
        let kind = match () {
            () if is_of(&of, "AWS::EC2::VPNConnection") => "vpn",
            () if is_of(&of, "AWS::EC2::VPC") => "vpc",
            () => "direct-connect-gateway",
        };
        let known =
            filters.split(' ').count() == 4 && value("resource-type")? == kind && value("state")? == "available";
        if known { Ok(Leaf::Attachment { of, to }) } else { Err(odd()) }
    }

    /// A list of names and values becomes a map.
    fn dimensions(&self, value: &Value) -> Result<Node, String> {
        let entries = value.as_array().ok_or("dimensions are a list")?.iter().map(|one| {
            only(one, &["Name", "Value"])?;
            Ok((one["Name"].as_str().ok_or("no name")?.to_owned(), self.node(&one["Value"])?))
        });
        Ok(Node::Map(entries.collect::<Result<_, String>>()?))
    }

    /// The values of an output: one, or a list that is joined by commas.
    fn output(&self, value: &Value) -> Result<Vec<Leaf>, String> {
        match self.sum(value)? {
            Sum::Join(between, list) if between == "," && matches!(*list, Sum::List(_)) => {
                let Sum::List(items) = *list else { return Err("no list".to_owned()) };
                items.into_iter().map(|item| meaning(item)?.leaf()).collect()
            }
            // What other stacks take apart.
            Sum::Join(_, list) if matches!(*list, Sum::Attribute { .. }) => Ok(vec![meaning(*list)?.leaf()?]),
            // A list of one in CloudFormation.
            other => Ok(vec![meaning(other)?.leaf()?]),
        }
    }

    fn node(&self, value: &Value) -> Result<Node, String> {
        meaning(self.sum(value)?)
    }

    fn sum(&self, value: &Value) -> Result<Sum, String> {
        Ok(match value {
            Value::String(text) => Sum::Plain(secret(text)?.map_or_else(|| Node::text(text), Node::Leaf)),
            Value::Bool(flag) => Sum::Plain(Node::text(flag.to_string())),
            Value::Number(number) => Sum::Plain(Node::text(number.to_string())),
            Value::Null => return Err("null".to_owned()),
            Value::Array(items) => Sum::List(items.iter().map(|item| self.sum(item)).collect::<Result<_, _>>()?),
            Value::Object(map) => match map.iter().next() {
                Some((name, argument)) if name == "Ref" || name.starts_with("Fn::") => {
                    if map.len() > 1 {
                        return Err(format!("{name} is not alone"));
                    }
                    self.function(name, argument)?
                }
                _ => {
                    let entries = map.iter().map(|(name, value)| Ok::<_, String>((name.clone(), self.node(value)?)));
                    Sum::Plain(Node::Map(entries.collect::<Result<_, _>>()?))
                }
            },
        })
    }

    fn function(&self, name: &str, argument: &Value) -> Result<Sum, String> {
        let text = |at: usize| argument[at].as_str().ok_or_else(|| format!("{name} of {argument}"));
        let number = |at: usize| {
            let number = argument[at].as_u64().and_then(|number| u32::try_from(number).ok());
            number.ok_or_else(|| format!("{name} of {argument}"))
        };
        Ok(match name {
            "Ref" => self.reference(argument.as_str().ok_or("Ref of no text")?, "Ref")?,
            "Fn::GetAtt" => self.reference(text(0)?, text(1)?)?,
            "Fn::GetStackOutput" => {
                let (stack, output) = self.stacks.taken(self.name, argument)?;
                self.exported(stack, &output)?
            }
            "Fn::Select" => Sum::Select(number(0)?, Box::new(self.sum(&argument[1])?)),
            "Fn::Split" => Sum::Split(text(0)?.to_owned(), Box::new(self.sum(&argument[1])?)),
            "Fn::Join" => Sum::Join(text(0)?.to_owned(), Box::new(self.sum(&argument[1])?)),
            "Fn::Cidr" => {
                Sum::Cidr { block: Box::new(self.sum(&argument[0])?), count: number(1)?, host_bits: number(2)? }
            }
            "Fn::Sub" => self.substituted(argument.as_str().ok_or("Fn::Sub of no text")?)?,
            _ => return Err(format!("unknown function {name}")),
        })
    }

    fn reference(&self, id: &str, attribute: &str) -> Result<Sum, String> {
        let there = &self.template()["Resources"][id];
        if there.is_object() {
            let (kind, key) = identity(id, there)?;
            return Ok(Sum::Attribute { kind, key, name: attribute.to_owned() });
        }
        if id.starts_with("AWS::") {
            return Ok(Sum::Pseudo(id.to_owned()));
        }
        match self.stacks.stacks[self.name].arguments.get(id) {
            Some(Argument::Lookup(command, with, _)) => Ok(Sum::Plain(Node::Leaf(self.attachment(command, with)?))),
            Some(Argument::Passes { then, .. }) => Ok(Sum::Plain(Node::text(then))),
            Some(Argument::Choice) => Ok(Sum::Plain(Node::Leaf(Leaf::Parameter(squashed(id))))),
            Some(Argument::Output(stack, output)) => self.exported(stack, output),
            None => Err(format!("nothing is called {id}")),
        }
    }

    /// What an output of another stack is.
    fn exported(&self, stack: &str, output: &str) -> Result<Sum, String> {
        let exported = &self.stacks.stacks[stack].template["Outputs"][output]["Value"];
        if exported.is_null() {
            return Err(format!("{stack} has no output {output}"));
        }
        Reader { stacks: self.stacks, name: stack }.sum(exported)
    }

    /// `${X}` stands for a value, `${!X}` for itself.
    fn substituted(&self, text: &str) -> Result<Sum, String> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((before, behind)) = rest.split_once("${") {
            let (name, after) = behind.split_once('}').ok_or("a brace stays open")?;
            if let Some(literal) = name.strip_prefix('!') {
                parts.push(Sum::Plain(Node::text(format!("{before}${{{literal}}}"))));
            } else {
                parts.push(Sum::Plain(Node::text(before)));
                let (id, attribute) = name.split_once('.').unwrap_or((name, "Ref"));
                parts.push(self.reference(id, attribute)?);
            }
            rest = after;
        }
        parts.push(Sum::Plain(Node::text(rest)));
        Ok(Sum::Glued(parts))
    }
}

/// `{{resolve:secretsmanager:NAME:SecretString:ENTRY}}`
fn secret(text: &str) -> Result<Option<Leaf>, String> {
    if !text.contains("{{resolve:") {
        return Ok(None);
    }
    let inner = text.strip_prefix("{{resolve:secretsmanager:").and_then(|rest| rest.strip_suffix("}}"));
    let parts: Vec<&str> = inner.unwrap_or_default().split(':').collect();
    let [secret, "SecretString", entry] = parts[..] else { return Err(format!("what is `{text}`?")) };
    Ok(Some(Leaf::Secret { secret: secret.to_owned(), entry: entry.to_owned() }))
}

/// Tags that are given with the type of what has them.
fn specified(value: &Value) -> Result<Node, String> {
    let one = value.as_array().filter(|all| all.len() == 1).and_then(|all| all.first());
    match one {
        Some(one) if one["ResourceType"] == "client-vpn-endpoint" => tags(&one["Tags"]),
        _ => Err(format!("{value} are tags of something else")),
    }
}

/// A list of keys and values becomes a map.
fn tags(value: &Value) -> Result<Node, String> {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for tag in value.as_array().ok_or("tags are a list")? {
        only(tag, &["Key", "Value"])?;
        let (key, value) = (tag["Key"].as_str().ok_or("no key")?, tag["Value"].as_str().ok_or("no text")?);
        if !seen.insert(key) {
            return Err(format!("tag {key} twice"));
        }
        entries.push((key.to_owned(), Node::text(value)));
    }
    Ok(Node::Map(entries))
}

/// What something computed stands for.
fn meaning(sum: Sum) -> Result<Node, String> {
    if let Some(leaf) = ipv6_part(&sum)?.or(endpoint(&sum)) {
        return Ok(Node::Leaf(leaf));
    }
    Ok(match sum {
        Sum::Plain(node) => node,
        Sum::List(items) => Node::List(items.into_iter().map(meaning).collect::<Result<_, _>>()?),
        Sum::Attribute { kind, key, name } => Node::Leaf(Leaf::Read(key, kind.read(&name, false)?)),
        Sum::Pseudo(name) if name == "AWS::AccountId" => Node::Leaf(Leaf::Account),
        // The blocks of a VPC are a list of one.
        Sum::Select(0, of) => match *of {
            Sum::Attribute { kind, key, name } if name == "Ipv6CidrBlocks" => {
                Node::Leaf(Leaf::Read(key, kind.read(&name, false)?))
            }
            other => return Err(format!("what is the first of {other:?}?")),
        },
        Sum::Glued(parts) => glued(parts)?,
        other => return Err(format!("what is {other:?}?")),
    })
}

fn glued(parts: Vec<Sum>) -> Result<Node, String> {
    let text = |sum: &Sum| match sum {
        Sum::Plain(Node::Leaf(Leaf::Text(text))) => text.clone(),
        Sum::Pseudo(name) => format!("<{name}>"),
        _ => String::new(),
    };
    // The ARN of something of which CloudFormation gives the id only, or an ARN with more behind.
    if let [front @ .., Sum::Attribute { kind, key, name }, end] = parts.as_slice()
        && text(end).is_empty()
        && let Some(word) = front.iter().map(text).collect::<String>().strip_prefix("arn:<AWS::Partition>:")
        && matches!(
            (word.replace(":<AWS::Region>:<AWS::AccountId>:", " ").as_str(), kind.cloudformation),
            ("ec2 vpc-endpoint/", "AWS::EC2::VPCEndpoint")
                | ("ec2 vpc/", "AWS::EC2::VPC")
                | ("ec2 subnet/", "AWS::EC2::Subnet")
                | ("logs log-group:", "AWS::Logs::LogGroup")
        )
    {
        return Ok(Node::Leaf(Leaf::Read(key.clone(), kind.read(&format!("arn of {name}"), false)?)));
    }
    let mut leaves = Vec::new();
    for part in parts {
        match meaning(part)?.leaf()? {
            Leaf::Text(text) if text.is_empty() => {}
            leaf => leaves.push(leaf),
        }
    }
    Ok(Node::Leaf(Leaf::Joined(leaves)))
}

/// `Select n of Cidr(the first IPv6 block of a VPC, count, host bits)`: Amazon's blocks are /56.
fn ipv6_part(sum: &Sum) -> Result<Option<Leaf>, String> {
    let Sum::Select(index, of) = sum else { return Ok(None) };
    let Sum::Cidr { block, count, host_bits } = &**of else { return Ok(None) };
    let Sum::Select(0, block) = &**block else { return Err(format!("which block is {block:?}?")) };
    let Sum::Attribute { key, name, .. } = &**block else { return Err(format!("which block is {block:?}?")) };
    let bits = 72_u32.checked_sub(*host_bits).ok_or("a part is larger than the block")?;
    if name != "Ipv6CidrBlocks" || index >= count || *count > 256 || *count > 1 << bits {
        return Err(format!("part {index} of {count} parts of {bits} bits of {name}"));
    }
    Ok(Some(Leaf::Slice { vpc: key.clone(), bits, index: *index }))
}

/// What stands between `zone:` and a comma in the joined list of a firewall's endpoints.
fn endpoint(sum: &Sum) -> Option<Leaf> {
    let Sum::Select(0, of) = sum else { return None };
    let Sum::Split(comma, of) = &**of else { return None };
    let Sum::Select(1, of) = &**of else { return None };
    let Sum::Split(zone, of) = &**of else { return None };
    let Sum::Join(between, of) = &**of else { return None };
    let Sum::Attribute { key, name, .. } = &**of else { return None };
    let zone = zone.strip_suffix(':')?;
    let known = comma == "," && between == "," && name == "EndpointIds";
    known.then(|| Leaf::Endpoint { firewall: key.clone(), zone: zone.to_owned() })
}

/// Whether a value is the id of a resource of a kind.
fn is_of(leaf: &Leaf, kind: &str) -> bool {
    matches!(leaf, Leaf::Read(key, "id") if key.kind == kind)
}
