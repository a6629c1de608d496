//! Variables and local values of a Terraform module, in the place of what they stand for.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::Body;

use super::expressions::node;
use super::form::{Form, Leaf, squashed};
use super::terraform::{attribute, labels, text};

/// What a local value stands for until all of them are read.
pub fn local(name: &str) -> Leaf {
    Leaf::Parameter(format!("local {name}"))
}

/// Local values have what data sources read.
pub fn locals(files: &BTreeMap<String, String>, form: &mut Form) -> Result<(), String> {
    let mut all = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("terraform/")) {
        let body: Body = text.parse().map_err(|error| format!("{path}: {error}"))?;
        for one in body.get_blocks("locals").flat_map(|block| block.body.attributes()) {
            let name = one.key.as_str();
            if all.insert(name.to_owned(), node(&one.value)?.leaf()?).is_some() {
                return Err(format!("two local values {name}"));
            }
        }
    }
    let mut unread: BTreeSet<&String> = all.keys().collect();
    for leaf in form.resources.values_mut().flat_map(|resource| resource.facts.values_mut()) {
        let Leaf::Parameter(name) = &*leaf else { continue };
        if let Some((name, value)) = name.strip_prefix("local ").and_then(|name| all.get_key_value(name)) {
            unread.remove(name);
            *leaf = value.clone();
        }
    }
    if unread.is_empty() { Ok(()) } else { Err(format!("nobody reads the local values {unread:?}")) }
}

/// Sensitive variables stand for entries of secrets, which their descriptions name last.
pub fn secrets(files: &BTreeMap<String, String>, form: &mut Form) -> Result<(), String> {
    let mut secrets = BTreeMap::new();
    let body: Body = files.get("terraform/variables.tf").map_or("", String::as_str).parse().map_err(|_| "variables")?;
    for block in body.get_blocks("variable").filter(|block| block.body.has_attribute("sensitive")) {
        let description = text(attribute(block, "description")?)?;
        let (before, secret) = description.rsplit_once(" of the secret ").ok_or("a key of no secret")?;
        let (_, entry) = before.rsplit_once(" entry ").ok_or("a key of no entry")?;
        if text(attribute(block, "sensitive")?)? != "true" {
            return Err("a key is no secret".to_owned());
        }
        let leaf = Leaf::Secret { secret: secret.to_owned(), entry: entry.to_owned() };
        secrets.insert(squashed(labels(block)[0]), leaf);
    }
    for leaf in form.resources.values_mut().flat_map(|resource| resource.facts.values_mut()) {
        if let Leaf::Parameter(name) = leaf
            && let Some(secret) = secrets.get(name)
        {
            *leaf = secret.clone();
        }
    }
    form.parameters.retain(|name, _| !secrets.contains_key(name));
    Ok(())
}
