//! The stacks of a rendered tree: which template is deployed when, and what its parameters are, from `deploy.json` and, for
//! nested stacks, from the root template.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What a parameter is.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// An output of another stack.
    Output(String, String),
    /// The deployer chooses.
    Choice,
    /// One value in the deployment that brings it, and another one from then on.
    Passes { first: String, then: String },
    /// A command tells it; the words that stand for outputs, with stack and output.
    Lookup(String, BTreeMap<String, (String, String)>, bool),
}

#[derive(Clone, Debug)]
pub struct Stack {
    pub template: Value,
    pub arguments: BTreeMap<String, Argument>,
    /// Stacks that are told or known to be there first.
    pub after: BTreeSet<String>,
    /// Where it is.
    pub place: Place,
}

/// Where a stack is, and by which name AWS knows it there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub name: String,
    pub region: String,
    /// The account, and the role that is taken there.
    pub account: Option<String>,
    pub role: Option<String>,
}

/// Every stack by the name of its template, and the Region of all but those in the folder of another one.
#[derive(Debug)]
pub struct Stacks {
    pub region: String,
    pub stacks: BTreeMap<String, Stack>,
}

const NESTED: &str = "AWS::CloudFormation::Stack";

/// Reads `cloudformation/`.
pub fn read(files: &BTreeMap<String, String>) -> Result<Stacks, String> {
    let mut templates = BTreeMap::new();
    for (path, text) in files {
        let name = path.strip_prefix("cloudformation/").and_then(|name| name.strip_suffix(".json"));
        if let Some(name) = name.filter(|name| *name != "deploy") {
            let template: Value = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
            templates.insert(name.to_owned(), template);
        }
    }
    let deploy = files.get("cloudformation/deploy.json").ok_or("no deploy.json")?;
    let deploy: Value = serde_json::from_str(deploy).map_err(|error| format!("deploy.json: {error}"))?;
    let list = deploy["stacks"].as_array().ok_or("deploy.json has no stacks")?;
    let (mut names, mut regions) = (BTreeMap::new(), BTreeSet::new());
    let mut stacks = BTreeMap::new();
    for entry in list {
        let name = unit(text(&entry["template"])?)?;
        let template = templates.remove(&name).ok_or_else(|| format!("no template {name}"))?;
        let region = text(&entry["region"])?;
        match text(&entry["template"])?.rsplit_once('/').map(|(folder, _)| folder.rsplit('/').next() == Some(region)) {
            None => _ = regions.insert(region.to_owned()),
            Some(true) => {}
            Some(false) => return Err(format!("{} in {region}", entry["template"])),
        }
        let stack = listed(entry, template, &names)?;
        capabilities(entry, &name, &stack.template, &templates)?;
        names.insert(text(&entry["stack"])?.to_owned(), name.clone());
        let nested = resources(&stack.template)?.any(|(_, one)| one["Type"] == NESTED);
        if nested {
            root(&stack, entry, &mut templates, &mut stacks)?;
        } else {
            stacks.insert(name, stack);
        }
    }
    match (templates.keys().next(), regions.len()) {
        (Some(left), _) => Err(format!("nobody deploys {left}")),
        (None, 1) => Ok(Stacks { region: regions.pop_first().unwrap_or_default(), stacks }),
        (None, count) => Err(format!("{count} Regions")),
    }
}

fn resources(template: &Value) -> Result<impl Iterator<Item = (&String, &Value)>, String> {
    Ok(template["Resources"].as_object().ok_or("a template has no resources")?.iter())
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| format!("{value} is no text"))
}

/// `orders` of `orders.yaml`.
fn unit(template: &str) -> Result<String, String> {
    let name = template.strip_suffix(".yaml").or(template.strip_suffix(".json"));
    name.map(str::to_owned).ok_or_else(|| format!("{template} is no template"))
}

/// A stack as `deploy.json` lists it. `names` are those that stand before it.
fn listed(entry: &Value, template: Value, names: &BTreeMap<String, String>) -> Result<Stack, String> {
    let earlier = |stack: &Value| {
        let stack = text(stack)?;
        names.get(stack).cloned().ok_or_else(|| format!("stack {stack} is read before it is there"))
    };
    let (mut arguments, mut after) = (BTreeMap::new(), BTreeSet::new());
    for stack in entry["after"].as_array().into_iter().flatten() {
        after.insert(earlier(stack)?);
    }
    for parameter in entry["parameters"].as_array().into_iter().flatten() {
        let argument = if parameter["choose"].is_string() {
            Argument::Choice
        } else if parameter["passes"].is_object() {
            let value = |pass: &str| text(&parameter["passes"][pass]).map(str::to_owned);
            Argument::Passes { first: value("first")?, then: value("then")? }
        } else {
            let output = |from: &Value| {
                let stack = earlier(&from["stack"])?;
                if !after.contains(&stack) {
                    return Err(format!("{entry} reads {stack} and is not after it"));
                }
                Ok((stack, text(&from["output"])?.to_owned()))
            };
            let lookup = &parameter["lookup"];
            if lookup.is_object() {
                let with = lookup["with"].as_object().into_iter().flatten();
                let with = with.map(|(word, from)| Ok((word.clone(), output(from)?))).collect::<Result<_, String>>()?;
                Argument::Lookup(text(&lookup["command"])?.to_owned(), with, lookup["needed"] == true)
            } else {
                let (stack, output) = output(&parameter["from"])?;
                Argument::Output(stack, output)
            }
        };
        arguments.insert(text(&parameter["name"])?.to_owned(), argument);
    }
    let stack = Stack { template, arguments, after, place: place(entry)? };
    complete(&stack)?;
    Ok(stack)
}

fn place(entry: &Value) -> Result<Place, String> {
    let given = |key: &str| entry[key].as_str().map(str::to_owned);
    let (name, region) = (text(&entry["stack"])?.to_owned(), text(&entry["region"])?.to_owned());
    Ok(Place { name, region, account: given("account"), role: given("role") })
}

/// A template's parameters are those that it is given.
fn complete(stack: &Stack) -> Result<(), String> {
    let wanted: BTreeSet<&String> =
        stack.template["Parameters"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
    let given: BTreeSet<&String> = stack.arguments.keys().collect();
    if wanted == given { Ok(()) } else { Err(format!("parameters {wanted:?} are given {given:?}")) }
}

/// Whoever makes a role must say so; the root says it for all.
fn capabilities(entry: &Value, name: &str, own: &Value, others: &BTreeMap<String, Value>) -> Result<(), String> {
    let role = |template: &Value| Ok::<_, String>(resources(template)?.any(|(_, one)| one["Type"] == "AWS::IAM::Role"));
    let mut needed = role(own)?;
    for (other, template) in others {
        let uploaded = entry["uploads"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if uploaded.filter_map(|upload| unit(upload).ok()).any(|upload| upload == *other) {
            needed |= role(template)?;
        }
    }
    let said = entry["capabilities"].as_array().is_some_and(|list| list.contains(&"CAPABILITY_IAM".into()));
    if needed == said { Ok(()) } else { Err(format!("stack {name} makes roles: {needed}, allowed: {said}")) }
}

/// The stacks that a root template makes.
fn root(
    root: &Stack,
    entry: &Value,
    templates: &mut BTreeMap<String, Value>,
    stacks: &mut BTreeMap<String, Stack>,
) -> Result<(), String> {
    let mut units = BTreeMap::new();
    for (id, one) in resources(&root.template)? {
        if one["Type"] != NESTED {
            return Err(format!("{id} is in the root template, and no stack"));
        }
        let url = text(&one["Properties"]["TemplateURL"]["Fn::Sub"])?;
        let file = url.strip_prefix("${TemplateBase}/").ok_or_else(|| format!("{url} lies elsewhere"))?;
        units.insert(id.clone(), unit(file)?);
    }
    let uploads: Result<BTreeSet<String>, String> =
        entry["uploads"].as_array().into_iter().flatten().map(|upload| unit(text(upload)?)).collect();
    let made: BTreeSet<String> = units.values().cloned().collect();
    if uploads.as_ref() != Ok(&made) {
        return Err(format!("{made:?} are made, {uploads:?} are uploaded"));
    }
    for (id, one) in resources(&root.template)? {
        let template = templates.remove(&units[id]).ok_or_else(|| format!("no template for {id}"))?;
        let stack = nested(one, template, root, &units)?;
        stacks.insert(units[id].clone(), stack);
    }
    Ok(())
}

fn nested(one: &Value, template: Value, root: &Stack, units: &BTreeMap<String, String>) -> Result<Stack, String> {
    let known = |id: &str| units.get(id).cloned().ok_or_else(|| format!("no stack {id}"));
    let (mut arguments, mut after) = (BTreeMap::new(), BTreeSet::new());
    for (name, value) in one["Properties"]["Parameters"].as_object().into_iter().flatten() {
        let argument = if let Some(parameter) = value["Ref"].as_str() {
            match root.arguments.get(parameter) {
                Some(own @ (Argument::Choice | Argument::Passes { .. })) if parameter == name => own.clone(),
                _ => return Err(format!("{name} is {value}")),
            }
        } else {
            let stack = known(text(&value["Fn::GetAtt"][0])?)?;
            let output = text(&value["Fn::GetAtt"][1])?.strip_prefix("Outputs.").ok_or("no output")?;
            after.insert(stack.clone());
            Argument::Output(stack, output.to_owned())
        };
        arguments.insert(name.clone(), argument);
    }
    for id in one["DependsOn"]
        .as_str()
        .into_iter()
        .chain(one["DependsOn"].as_array().into_iter().flatten().filter_map(Value::as_str))
    {
        after.insert(known(id)?);
    }
    let stack = Stack { template, arguments, after, place: Place::default() };
    complete(&stack)?;
    Ok(stack)
}

impl Stacks {
    /// The stack whose output `Fn::GetStackOutput` takes in another one, and the output. The function says Region and role where these are
    /// others, and only there, and the stack is one of those that are there before.
    pub fn taken(&self, by: &str, of: &Value) -> Result<(&str, String), String> {
        let given = |key: &str| of[key].as_str();
        let odd = |why: &str| format!("{by} takes {of}: {why}");
        let (own, stack) = (&self.stacks[by], given("StackName").ok_or_else(|| odd("no stack"))?);
        let found = own.after.iter().filter_map(|name| self.stacks.get_key_value(name));
        let (name, other) =
            found.into_iter().find(|(_, one)| one.place.name == stack).ok_or_else(|| odd("not there before"))?;
        let (here, there) = (&own.place, &other.place);
        let region = (here.region != there.region).then_some(there.region.as_str());
        let role = (here.account != there.account).then_some(there.role.as_deref());
        if role == Some(None) || (given("Region"), given("RoleArn")) != (region, role.flatten()) {
            return Err(odd(&format!("it is at {there:?}")));
        }
        Ok((name, given("OutputName").ok_or_else(|| odd("no output"))?.to_owned()))
    }

    /// For each stack, all that are there before it.
    pub fn before(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut before = BTreeMap::new();
        for name in self.stacks.keys() {
            let (mut found, mut todo) = (BTreeSet::new(), vec![name]);
            while let Some(next) = todo.pop() {
                for other in self.stacks.get(next).into_iter().flat_map(|stack| &stack.after) {
                    if found.insert(other.clone()) {
                        todo.push(other);
                    }
                }
            }
            before.insert(name.clone(), found);
        }
        before
    }
}
