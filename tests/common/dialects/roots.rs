//! Several roots of Terraform as one module: in the place of a value that one root takes of another stands what the other one says.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::Body;
use serde_json::Value;

use super::terraform::labels;

/// Files that only several roots have: what they take and give.
const BETWEEN: &[&str] = &["inputs.tf", "exports.tf"];

/// Files that every root has; those of the first one stand for all.
const EACH: &[&str] = &["providers.tf", "versions.tf"];

/// The files of all roots, without what is between them. Those of a single root as they are.
pub fn joined(files: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
    let all = files.iter().filter(|(path, _)| path.starts_with("terraform/") && path.strip_suffix(".tf").is_some());
    let Some(text) = files.get("terraform/roots.json") else {
        return Ok(all.map(|(path, text)| (path.clone(), text.clone())).collect());
    };
    let roots = Roots::read(text, files)?;
    let (mut joined, mut declared) = (BTreeMap::new(), BTreeSet::new());
    for (path, text) in all {
        let (folder, name) = path.rsplit_once('/').ok_or("no folder")?;
        let is_first = folder == "terraform";
        if BETWEEN.contains(&name) || EACH.contains(&name) && !is_first {
            continue;
        }
        let text = roots.without_variables(folder, text)?;
        joined.insert(path.clone(), if name == "variables.tf" { declared_once(&text, &mut declared) } else { text });
    }
    Ok(joined)
}

/// Without the variables that an earlier root has as well: what a person chooses for an account is the same in each of its roots.
fn declared_once(text: &str, declared: &mut BTreeSet<String>) -> String {
    let mut blocks = text.split("\nvariable \"");
    let first = blocks.next().unwrap_or_default().to_owned();
    let own = blocks.filter(|block| block.split('"').next().is_some_and(|name| declared.insert(name.to_owned())));
    own.fold(first, |text, block| text + "\nvariable \"" + block)
}

/// Names of roots by their folders, and the roots that come before each one, however far; nothing where there is one alone.
#[derive(Default)]
pub struct Order {
    pub names: BTreeMap<String, String>,
    pub before: BTreeMap<String, BTreeSet<String>>,
}

/// What `roots.json` says of the order of the roots.
pub fn order(files: &BTreeMap<String, String>) -> Result<Order, String> {
    let mut order = Order::default();
    let Some(text) = files.get("terraform/roots.json") else { return Ok(order) };
    let facts: Value = serde_json::from_str(text).map_err(|error| format!("roots.json: {error}"))?;
    for root in facts["roots"].as_array().ok_or("roots.json has no roots")? {
        let said = |key: &str| root[key].as_str().map(str::to_owned).ok_or("roots.json lacks a text");
        let (name, folder) = (said("root")?, said("folder")?);
        let mut before = BTreeSet::new();
        for other in root["after"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            before
                .extend(order.before.get(other).ok_or_else(|| format!("{name} comes before {other}"))?.iter().cloned());
            before.insert(other.to_owned());
        }
        order.before.insert(name.clone(), before);
        order.names.insert(if folder == "." { "terraform".to_owned() } else { format!("terraform/{folder}") }, name);
    }
    Ok(order)
}

/// What each root takes and gives.
struct Roots {
    /// Names of roots by their folders.
    names: BTreeMap<String, String>,
    /// By root and variable: the other root and its output.
    takes: BTreeMap<(String, String), (String, String)>,
    /// By root and output: the expression.
    gives: BTreeMap<(String, String), String>,
}

impl Roots {
    fn read(text: &str, files: &BTreeMap<String, String>) -> Result<Self, String> {
        let facts: Value = serde_json::from_str(text).map_err(|error| format!("roots.json: {error}"))?;
        let mut roots = Self { names: BTreeMap::new(), takes: BTreeMap::new(), gives: BTreeMap::new() };
        let said = |value: &Value| value.as_str().map(str::to_owned).ok_or("roots.json lacks a text");
        for root in facts["roots"].as_array().ok_or("roots.json has no roots")? {
            let (name, folder) = (said(&root["root"])?, said(&root["folder"])?);
            let folder = if folder == "." { "terraform".to_owned() } else { format!("terraform/{folder}") };
            for variable in root["variables"].as_array().into_iter().flatten() {
                if let Some(from) = variable.get("from") {
                    let key = (name.clone(), said(&variable["name"])?);
                    roots.takes.insert(key, (said(&from["root"])?, said(&from["output"])?));
                }
            }
            roots.names.insert(folder, name);
        }
        for (path, text) in files.iter().filter(|(path, _)| path.strip_suffix(".tf").is_some()) {
            let Some((folder, _)) = path.rsplit_once('/') else { continue };
            let Some(name) = roots.names.get(folder) else { continue };
            let body: Body = text.parse().map_err(|error| format!("{path}: {error}"))?;
            for block in body.get_blocks("output") {
                let value = block.body.get_attribute("value").ok_or_else(|| format!("{path}: an output of nothing"))?;
                let output = labels(block).first().map_or(String::new(), |label| (*label).to_owned());
                roots.gives.insert((name.clone(), output), value.value.to_string().trim().to_owned());
            }
        }
        Ok(roots)
    }

    /// A text of a folder in which variables that other roots fill are what those say.
    fn without_variables(&self, folder: &str, text: &str) -> Result<String, String> {
        let Some(root) = self.names.get(folder) else { return Err(format!("{folder} is no root of roots.json")) };
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("var.") {
            let (before, after) = (&rest[..at], &rest[at + 4..]);
            let end =
                after.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(after.len());
            out.push_str(before);
            match self.takes.get(&(root.clone(), after[..end].to_owned())) {
                None => out.push_str(&rest[at..at + 4 + end]),
                Some(from) => out.push_str(&self.value(from, 0)?),
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        Ok(out)
    }

    /// What an output is, through as many roots as there are levels.
    fn value(&self, from: &(String, String), depth: u32) -> Result<String, String> {
        let given = self.gives.get(from).ok_or_else(|| format!("root {} has no output {}", from.0, from.1))?;
        match given.strip_prefix("var.").and_then(|name| self.takes.get(&(from.0.clone(), name.to_owned()))) {
            Some(next) if depth < 3 => self.value(next, depth + 1),
            Some(_) => Err(format!("output {} of root {} comes from nowhere", from.1, from.0)),
            None => Ok(given.clone()),
        }
    }
}
