//! What CloudFormation does to each resource, from the templates of two versions alone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::table;

/// A stack and a logical id.
pub type Place = (String, String);

/// The templates by stack, and `deploy.json`.
struct Templates {
    stacks: BTreeMap<String, Value>,
    /// What a parameter of a stack comes from: another stack's output, or those that a look-up asks with.
    sources: BTreeMap<Place, Vec<Place>>,
}

impl Templates {
    fn read(files: &BTreeMap<String, String>) -> Self {
        let parse = |text: &str| serde_json::from_str::<Value>(text).expect("a template in JSON");
        let deploy = parse(&files["cloudformation/deploy.json"]);
        let mut sources = BTreeMap::new();
        let files_of = |(path, text): (&String, &String)| {
            let file = path.strip_prefix("cloudformation/")?;
            (!file.starts_with("deploy.")).then(|| (file.to_owned(), parse(text)))
        };
        let mut templates: BTreeMap<String, Value> = files.iter().filter_map(files_of).collect();
        let mut stacks = BTreeMap::new();
        for stack in deploy["stacks"].as_array().into_iter().flatten() {
            let name = stack["stack"].as_str().expect("a name");
            let template = stack["template"].as_str().expect("a template");
            stacks.insert(name.to_owned(), templates.remove(template).expect("the template"));
            for parameter in stack["parameters"].as_array().into_iter().flatten() {
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                let asked = parameter["lookup"]["with"].as_object().into_iter().flat_map(|words| words.values());
                let from = parameter.get("from").into_iter().chain(asked);
                let from = from.map(|one| (text(&one["stack"]), text(&one["output"])));
                sources.insert((name.to_owned(), text(&parameter["name"])), from.collect());
            }
        }
        Self { stacks, sources }
    }

    fn resources(&self) -> BTreeMap<Place, &Value> {
        let all = self.stacks.iter().flat_map(|(stack, template)| {
            template["Resources"]
                .as_object()
                .into_iter()
                .flatten()
                .map(move |(id, one)| ((stack.clone(), id.clone()), one))
        });
        all.collect()
    }

    /// The resources that a value of a stack reads, through parameters and outputs of other stacks.
    fn reads(&self, stack: &str, value: &Value, found: &mut BTreeSet<Place>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.reads(stack, item, found)),
            Value::String(text) => {
                for name in text.split("${").skip(1).filter_map(|rest| rest.split(['}', '.']).next()) {
                    self.follow(stack, name, found);
                }
            }
            Value::Object(map) => {
                for (key, inner) in map {
                    match (key.as_str(), inner) {
                        ("Ref", Value::String(name)) => self.follow(stack, name, found),
                        ("Fn::GetAtt", Value::Array(path)) => {
                            self.follow(stack, path[0].as_str().unwrap_or_default(), found);
                        }
                        ("Fn::GetAtt", Value::String(path)) => {
                            self.follow(stack, path.split('.').next().unwrap_or_default(), found);
                        }
                        // The account in a trust policy stays whatever becomes of what its ARN is read of.
                        ("aws:SourceAccount", _) => {}
                        _ => self.reads(stack, inner, found),
                    }
                }
            }
            _ => {}
        }
    }

    fn follow(&self, stack: &str, name: &str, found: &mut BTreeSet<Place>) {
        let here = (stack.to_owned(), name.to_owned());
        if self.stacks[stack]["Resources"].get(name).is_some() {
            found.insert(here);
            return;
        }
        for (other, output) in self.sources.get(&here).into_iter().flatten() {
            let value = &self.stacks[other]["Outputs"][output]["Value"];
            assert!(!value.is_null(), "{other} has no output {output}");
            self.reads(other, value, found);
        }
    }
}

/// What happens to each resource that anything happens to: `adds`, `removes`, `keeps`, `updates`, `may-replace` or `replaces`.
pub fn effects(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> BTreeMap<Place, &'static str> {
    let (old, new) = (Templates::read(old), Templates::read(new));
    let (before, after) = (old.resources(), new.resources());
    let mut effects = BTreeMap::new();
    for (place, was) in &before {
        let Some(is) = after.get(place) else {
            let kept = was["DeletionPolicy"].as_str().is_some_and(|policy| policy.starts_with("Retain"));
            effects.insert(place.clone(), if kept { "keeps" } else { "removes" });
            continue;
        };
        if let Some(effect) = changed(was, is) {
            effects.insert(place.clone(), effect);
        }
    }
    effects.extend(after.keys().filter(|place| !before.contains_key(*place)).map(|place| (place.clone(), "adds")));
    spread(&new, &before, &after, &mut effects);
    effects
}

/// What a change of the properties that two templates write does by itself.
fn changed(was: &Value, is: &Value) -> Option<&'static str> {
    let kind = is["Type"].as_str().expect("a type");
    let (old, new) = (&was["Properties"], &is["Properties"]);
    if old == new {
        return None;
    }
    let differs = |path: &str| {
        let at = |value: &Value| path.split('.').fold(value.clone(), |value, word| value[word].clone());
        at(old) != at(new)
    };
    if table::create_only(kind).into_iter().any(differs) || !table::updates(kind) {
        return Some("replaces");
    }
    Some(if table::may_replace(kind).into_iter().any(differs) { "may-replace" } else { "updates" })
}

/// What reads a resource that is another one afterwards is changed as well, and replaced where the property forces it.
fn spread(
    templates: &Templates,
    before: &BTreeMap<Place, &Value>,
    after: &BTreeMap<Place, &Value>,
    effects: &mut BTreeMap<Place, &'static str>,
) {
    let rank = |effect: Option<&&str>| match effect {
        Some(&"replaces") => 3,
        Some(&"may-replace") => 2,
        Some(_) => 1,
        None => 0,
    };
    loop {
        let of = |wanted: u8| -> BTreeSet<Place> {
            effects.iter().filter(|(_, effect)| rank(Some(effect)) == wanted).map(|(place, _)| place.clone()).collect()
        };
        // What is new to its stack has another id than what had its name in another stack.
        let (mut other, perhaps) = (of(3), of(2));
        other.extend(after.keys().filter(|place| !before.contains_key(*place)).cloned());
        let mut changes = Vec::new();
        for (place, is) in after.iter().filter(|(place, _)| before.contains_key(*place)) {
            for (property, value) in is["Properties"].as_object().into_iter().flatten() {
                let mut reads = BTreeSet::new();
                templates.reads(&place.0, value, &mut reads);
                let surely = !reads.is_disjoint(&other);
                if surely || !reads.is_disjoint(&perhaps) {
                    let effect = of_read(is["Type"].as_str().expect("a type"), property, surely);
                    if rank(Some(&effect)) > rank(effects.get(place)) {
                        changes.push((place.clone(), effect));
                    }
                }
            }
        }
        if changes.is_empty() {
            return;
        }
        for (place, effect) in changes {
            if rank(Some(&effect)) > rank(effects.get(&place)) {
                effects.insert(place, effect);
            }
        }
    }
}

/// What a property does that reads another id, surely or perhaps.
fn of_read(kind: &str, property: &str, surely: bool) -> &'static str {
    let forces = table::create_only(kind).contains(property) || !table::updates(kind);
    match forces {
        true if surely => "replaces",
        false if !table::may_replace(kind).contains(property) => "updates",
        _ => "may-replace",
    }
}
