//! netgen reads the templates back: they are YAML that every reader reads alike, or JSON; what they refer to is there; and
//! `deploy.json` deploys each of them once, with the parameters that it has.

use super::tree::Tree;
use super::{Judgement, Verdict};
use crate::yaml::template;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const NAME: &str = "templates";

/// `deploy.json`, as far as it can be read.
pub(super) struct Deployment(Value);

impl Deployment {
    pub fn of(tree: &Tree) -> Self {
        Self(tree.deploy.as_ref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default())
    }

    fn stacks(&self) -> &[Value] {
        self.0["stacks"].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    /// The Region of the stack that is made of a template, or uploads it.
    pub fn region(&self, template: &str) -> Option<&str> {
        self.stacks().iter().find(|stack| uses(stack).any(|one| one == template))?["region"].as_str()
    }
}

/// The templates that a stack is made of.
fn uses(stack: &Value) -> impl Iterator<Item = &str> {
    let uploads = stack["uploads"].as_array().into_iter().flatten();
    std::iter::once(&stack["template"]).chain(uploads).filter_map(Value::as_str)
}

pub(super) fn judge(tree: &Tree) -> Judgement {
    if tree.is_empty() {
        return Judgement::skipped(NAME, "", NAME, "there are no templates");
    }
    let mut wrong = tree.odd.clone();
    let mut read = BTreeMap::new();
    for file in &tree.templates {
        let is_json = Path::new(&file.name).extension().is_some_and(|ending| ending == "json");
        let value = if is_json {
            serde_json::from_str(&file.text).map_err(|error| error.to_string())
        } else {
            template(&file.text)
        };
        match value {
            Ok(value) => drop(read.insert(file.name.as_str(), value)),
            Err(why) => wrong.push(format!("cloudformation/{}: {why}", file.name)),
        }
    }
    for (name, template) in &read {
        let silent = silenced(template).map(|place| format!("cloudformation/{name}: {place} sets up cfn-lint"));
        wrong.extend(silent);
        let mut lost = Vec::new();
        references(template, template, &mut lost);
        wrong.extend(lost.into_iter().map(|id| format!("cloudformation/{name}: nothing is called {id}")));
    }
    match &tree.deploy {
        None if read.is_empty() => {}
        None => wrong.push("cloudformation/deploy.json: missing".to_owned()),
        Some(text) => match serde_json::from_str(text) {
            Err(error) => wrong.push(format!("cloudformation/deploy.json: {error}")),
            Ok(deploy) => {
                let found = deployed(&Deployment(deploy), &read);
                wrong.extend(found.into_iter().map(|why| format!("cloudformation/deploy.json: {why}")));
            }
        },
    }
    let verdict = if wrong.is_empty() { Verdict::Agrees } else { Verdict::Objects(wrong) };
    Judgement::own(NAME, tree.templates.len(), NAME, verdict)
}

/// The names below `value` that nothing in the template has.
fn references(value: &Value, template: &Value, lost: &mut Vec<String>) {
    let known = |id: &str| {
        let (resources, parameters) = (&template["Resources"], &template["Parameters"]);
        id.starts_with("AWS::") || !resources[id].is_null() || !parameters[id].is_null()
    };
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, template, lost)),
        Value::Object(map) => {
            for (name, argument) in map {
                let found = match name.as_str() {
                    "Ref" => argument.as_str().into_iter().collect(),
                    "Fn::GetAtt" => argument[0].as_str().into_iter().collect(),
                    "DependsOn" => argument.as_str().into_iter().chain(texts(argument)).collect(),
                    "Fn::Sub" => substituted(argument.as_str().or(argument[0].as_str()).unwrap_or_default(), argument),
                    _ => Vec::new(),
                };
                lost.extend(found.into_iter().filter(|id| !known(id)).map(str::to_owned));
                references(argument, template, lost);
            }
        }
        _ => {}
    }
}

/// Where a template has settings for cfn-lint, which could tell it to see nothing: netgen writes none.
/// <https://github.com/aws-cloudformation/cfn-lint#metadata>
fn silenced(template: &Value) -> impl Iterator<Item = String> + use<'_> {
    let sets = |owner: &Value| !owner["Metadata"]["cfn-lint"].is_null();
    let whole = sets(template).then(|| "Metadata".to_owned());
    let resources = template["Resources"].as_object().into_iter().flatten();
    let own = resources.filter(move |(_, resource)| sets(resource)).map(|(id, _)| format!("Metadata of {id}"));
    whole.into_iter().chain(own)
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The ids in `${Id}` and `${Id.Attribute}`, but for `${!Literal}` and names that the function brings itself.
fn substituted<'a>(text: &'a str, argument: &Value) -> Vec<&'a str> {
    let names = text.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.trim());
    let ids = names.filter(|name| !name.starts_with('!') && argument[1][*name].is_null());
    ids.map(|name| name.split('.').next().unwrap_or(name)).collect()
}

/// What is wrong with the order of deployment.
fn deployed(deployment: &Deployment, templates: &BTreeMap<&str, Value>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut earlier: BTreeMap<&str, &Value> = BTreeMap::new();
    for stack in deployment.stacks() {
        let name = stack["stack"].as_str().unwrap_or("a stack without a name");
        for template in uses(stack).filter(|template| !templates.contains_key(template)) {
            wrong.push(format!("{name} uses {template}, which is not there or cannot be read"));
        }
        let Some(template) = stack["template"].as_str().and_then(|template| templates.get(template)) else { continue };
        let given = stack["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = given.iter().filter_map(|parameter| parameter["name"].as_str()).collect();
        let wanted = template["Parameters"].as_object().into_iter().flatten();
        let unset = wanted.filter(|(wanted, one)| one["Default"].is_null() && !names.contains(&wanted.as_str()));
        wrong.extend(unset.map(|(parameter, _)| format!("nobody says {name}'s parameter {parameter}")));
        let from_others = given.iter().map(|parameter| &parameter["from"]);
        let steps = stack["before"].as_array().into_iter().flatten();
        let of_steps = steps.flat_map(|step| step["with"].as_object().into_iter().flatten()).map(|(_, word)| word);
        for read in from_others.chain(of_steps).filter(|read| !read["stack"].is_null()) {
            let (from, output) = (&read["stack"], read["output"].as_str().unwrap_or_default());
            let made = from.as_str().and_then(|from| earlier.get(from)).map(|other| &other["Outputs"][output]);
            if made.is_none_or(Value::is_null) {
                wrong.push(format!("{name} reads output {output} of {from}, which is not there before it"));
            }
        }
        earlier.insert(name, template);
    }
    let used: Vec<&str> = deployment.stacks().iter().flat_map(uses).collect();
    let left = templates.keys().filter(|template| !used.contains(template));
    wrong.extend(left.map(|template| format!("nothing deploys {template}")));
    wrong
}
