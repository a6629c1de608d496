//! What two renders differ in, less what no resource notices: comments, and descriptions of stacks and outputs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use netgen::report::DiffOptions;
use serde_json::Value;

use crate::version::Version;

/// A line for everything that a deployment, or a router, would notice.
pub fn differences(before: &Version, after: &Version) -> Vec<String> {
    let mut wrong = Vec::new();
    let [old, new] = [before, after].map(|version| version.files.keys().collect::<BTreeSet<_>>());
    wrong.extend(old.symmetric_difference(&new).map(|path| format!("only once: {path}")));
    for (path, old) in &before.files {
        let Some(new) = after.files.get(path) else { continue };
        if is_json(path) {
            let [old, new] = [old, new].map(|text| serde_json::from_str::<Value>(text).expect("JSON"));
            json(path, &old, &new, &mut wrong);
        } else {
            lines(path, old, new, &mut wrong);
        }
    }
    let diff = netgen::diff::diff(&before.record, &after.record);
    if !(diff.resources.is_empty() && diff.stacks.is_empty() && diff.network.is_empty()) {
        wrong.push(format!("netgen diff: {}", netgen::report::diff_text(&diff, DiffOptions::default())));
    }
    wrong
}

fn is_json(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "json")
}

/// Properties that differ.
fn json(path: &str, old: &Value, new: &Value, wrong: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let part = format!("{path}/{key}");
                let of_output = part.split('/').rev().nth(2) == Some("Outputs");
                if key == "Description" && (of_output || is_json(path)) {
                    continue;
                }
                match (one.get(key), other.get(key)) {
                    (Some(old), Some(new)) => json(&part, old, new, wrong),
                    _ => wrong.push(format!("only once: {part}")),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter()
                .zip(other)
                .enumerate()
                .for_each(|(at, (old, new))| json(&format!("{path}/{at}"), old, new, wrong));
        }
        _ if old == new => {}
        _ => wrong.push(format!("{path}: {old} -> {new}")),
    }
}

/// Lines that only one of two texts has, comments aside.
fn lines(path: &str, old: &str, new: &str, wrong: &mut Vec<String>) {
    let count = |text: &str| {
        let (mut lines, mut block) = (BTreeMap::<String, i64>::new(), "");
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            block = if line.starts_with(|first: char| first.is_ascii_lowercase()) { line } else { block };
            let describes = line.trim_start().starts_with("description ") && block.starts_with("output ");
            if !describes {
                *lines.entry(line.trim().to_owned()).or_default() += 1;
            }
        }
        lines
    };
    let [old, new] = [count(old), count(new)];
    for line in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (before, after) = (old.get(line).copied().unwrap_or_default(), new.get(line).copied().unwrap_or_default());
        if before != after {
            wrong.push(format!("{path}: {} {line}", if before > after { '-' } else { '+' }));
        }
    }
}
