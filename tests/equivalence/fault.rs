//! A fault that is put into the text of one dialect.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A list of faults: for each document and file, what is wrong and the edit that makes it so.
macro_rules! faults {
    ($($document:literal $file:literal { $($what:literal: $edit:expr,)* })*) => {
        pub const FAULTS: &[Fault] = &[$($(Fault { document: $document, file: $file, what: $what, edit: $edit }),*),*];
    };
}
pub(crate) use faults;

/// A fault: of which document, in which file.
#[derive(Debug)]
pub struct Fault {
    pub document: &'static str,
    pub file: &'static str,
    pub what: &'static str,
    pub edit: Edit,
}

#[derive(Debug)]
pub enum Edit {
    /// Changes a template.
    Template(fn(&mut Value)),
    /// Within a block of Terraform, by its type and label: what becomes what.
    Block(&'static str, &'static str, &'static str),
    /// A block of Terraform is gone.
    Without(&'static str),
}

impl Fault {
    /// The tree with the fault in it.
    pub fn seeded(&self, files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut files = files.clone();
        let text = files.get_mut(self.file).unwrap_or_else(|| panic!("{}: no {}", self.what, self.file));
        let before = text.clone();
        match &self.edit {
            Edit::Template(change) => {
                let mut template: Value = serde_json::from_str(text).unwrap();
                change(&mut template);
                *text = serde_json::to_string_pretty(&template).unwrap();
                let unchanged = serde_json::from_str::<Value>(&before).unwrap() == template;
                assert!(!unchanged, "{} changes nothing", self.what);
            }
            Edit::Block(block, old, new) => {
                let (start, end) = place(text, block);
                let at =
                    text[start..end].find(old).unwrap_or_else(|| panic!("{}: no {old} in {block}", self.what)) + start;
                text.replace_range(at..at + old.len(), new);
            }
            Edit::Without(block) => {
                let (start, end) = place(text, block);
                text.replace_range(start..end, "");
            }
        }
        assert_ne!(*text, before, "{}", self.what);
        files
    }
}

/// From a block's first letter to its closing brace.
#[track_caller]
fn place(text: &str, block: &str) -> (usize, usize) {
    let (kind, label) = block.split_once('.').unwrap();
    let keyword = match (kind, label.split_once('.')) {
        ("output", _) => format!("output \"{label}\" {{"),
        ("data", Some((kind, label))) => format!("data \"{kind}\" \"{label}\" {{"),
        _ => format!("resource \"{kind}\" \"{label}\" {{"),
    };
    let start = text.find(&keyword).unwrap_or_else(|| panic!("no {block}"));
    (start, start + text[start..].find("\n}\n").unwrap() + 3)
}

#[track_caller]
pub fn properties<'a>(template: &'a mut Value, id: &str) -> &'a mut Value {
    let properties = &mut template["Resources"][id]["Properties"];
    assert!(properties.is_object(), "no {id}");
    properties
}

#[track_caller]
pub fn set(template: &mut Value, id: &str, name: &str, value: Value) {
    properties(template, id)[name] = value;
}

/// A member of a map, which must be there.
#[track_caller]
pub fn take(map: &mut Value, name: &str) -> Value {
    map.as_object_mut().unwrap().remove(name).unwrap_or_else(|| panic!("no {name}"))
}

#[track_caller]
pub fn without(template: &mut Value, id: &str) {
    take(&mut template["Resources"], id);
}

#[track_caller]
pub fn unordered(template: &mut Value, id: &str) {
    take(&mut template["Resources"][id], "DependsOn");
}

pub fn reference(id: &str) -> Value {
    json!({ "Ref": id })
}

#[track_caller]
pub fn swap(template: &mut Value, one: &str, other: &str, name: &str) {
    let (here, there) = (properties(template, one)[name].clone(), properties(template, other)[name].clone());
    set(template, one, name, there);
    set(template, other, name, here);
}
