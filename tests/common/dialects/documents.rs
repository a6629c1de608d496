//! Reads a document of JSON that stands in a template as one text, with values of other resources in it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::form::{Leaf, Node};

/// A text, or `Fn::Sub` of a text. `reference` says what a name and an attribute stand for.
pub fn read(value: &Value, reference: impl Fn(&str, &str) -> Result<Leaf, String>) -> Result<Node, String> {
    let (text, is_completed) = match (value.as_str(), value["Fn::Sub"].as_str()) {
        (Some(text), _) => (text, false),
        (None, Some(text)) if value.as_object().is_some_and(|map| map.len() == 1) => (text, true),
        _ => return Err(format!("{value} is no text")),
    };
    let (mut json, mut rest, mut leaves) = (String::new(), text, BTreeMap::new());
    while let Some((before, behind)) = rest.split_once("${").filter(|_| is_completed) {
        json.push_str(before);
        let (name, after) = behind.split_once('}').ok_or("a brace stays open")?;
        if let Some(literal) = name.strip_prefix('!') {
            json.extend(["${", literal, "}"]);
        } else {
            let (id, attribute) = name.split_once('.').unwrap_or((name, "Ref"));
            let mark = format!("\u{e000}{}\u{e000}", leaves.len());
            json.push_str(&mark);
            leaves.insert(mark, reference(id, attribute)?);
        }
        rest = after;
    }
    json.push_str(rest);
    let document: Value = serde_json::from_str(&json).map_err(|error| format!("no JSON: {error}"))?;
    node(&document, &leaves)
}

fn node(value: &Value, leaves: &BTreeMap<String, Leaf>) -> Result<Node, String> {
    Ok(match value {
        Value::String(text) => match leaves.get(text) {
            Some(leaf) => Node::Leaf(leaf.clone()),
            None if text.contains('\u{e000}') => return Err(format!("a value inside of {text}")),
            None => Node::text(text),
        },
        Value::Number(number) => Node::text(number.to_string()),
        Value::Bool(flag) => Node::text(flag.to_string()),
        Value::Null => return Err("null".to_owned()),
        Value::Array(items) => Node::List(items.iter().map(|item| node(item, leaves)).collect::<Result<_, _>>()?),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| Ok::<_, String>((key.clone(), node(value, leaves)?)));
            Node::Map(entries.collect::<Result<_, _>>()?)
        }
    })
}
