//! The JSON Schema and netgen's reader agree on every document: as it is, and with a value of another type in any place. A validator that
//! nobody here wrote reads the schema: `tests/judges/schema.py`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use libtest_mimic::{Completion, Failed, Trial};
use netgen::blueprint;
use netgen::diagnostic::{Code, Diagnostics, SourceId, Sources};
use netgen::yaml::{self, Kind, Node};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::judge::{absent, output, said, stdout_of};
use super::setting;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/schema.py");

/// One in so many changed documents is judged: about two thousand.
const STRIDE: usize = 11;

pub fn agrees_with_the_reader() -> Trial {
    Trial::ignorable_test("json-schema::agrees_with_the_reader", || {
        let python = setting::python();
        if let Err(why) = stdout_of(Command::new(&python).args([SCRIPT, "--version"])) {
            return absent(format!("json-schema is missing: {why}"));
        }
        let (schema, cases) = (blueprint::schema().to_value(), cases());
        let all = judge(&python, &schema, &cases)?;
        if !all.status.success() {
            return Err(Failed::from(said(&all)));
        }
        // One that cannot say no has not judged: it sees that a key is missing in the schema, and that a type is.
        for (place, fault) in [
            ("/properties/vpcs/patternProperties", json!({ "": { "$ref": "#/$defs/Vpc" } })),
            ("/properties/defaults", Value::Bool(false)),
        ] {
            let mut wrong = schema.clone();
            *wrong.pointer_mut(place).expect("it is there") = fault;
            if judge(&python, &wrong, &cases[cases.len() - 1..])?.status.success() {
                return Err(Failed::from(format!("it takes a fault at {place}")));
            }
        }
        Ok(Completion::Completed)
    })
}

/// What the validator says of these documents.
fn judge(python: &Path, schema: &Value, cases: &[Value]) -> Result<Output, Failed> {
    let place = TempDir::new().map_err(|error| error.to_string())?;
    let file = place.path().join("cases.json");
    fs::write(&file, json!({ "schema": schema, "cases": cases }).to_string()).map_err(|error| error.to_string())?;
    Ok(output(Command::new(python).arg(SCRIPT).arg(&file))?)
}

/// What stands in place of a value, of every type.
fn values() -> [Value; 12] {
    [
        Value::Null,
        json!(true),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("text"),
        json!([]),
        json!({}),
        json!(["x"]),
        json!([null]),
        json!({ "x": 1 }),
    ]
}

/// Documents and changed ones; last one with a VPC that is nothing but its name.
fn cases() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = ["blueprints", "tests/blueprints"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder of documents"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    let all_defaults = "netgen: 1\nname: x\nregion: eu-west-1\navailability_zones: [a]\naddress_pools: {all: 10.0.0.0/8}\n\
                        defaults: {vpc: {pool: all, prefix: 16, tiers: {a: {prefix: 24, route: local}}}}\nvpcs:\n  orders:\n";
    let texts = files.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).expect("a document")));
    let (mut cases, mut count) = (Vec::new(), 0);
    for (name, text) in texts.chain([("changed".to_owned(), all_defaults.to_owned())]) {
        let document = tree(&text);
        cases.extend(case(&name, &document));
        let mut paths = Vec::new();
        pointers(&document, "", &mut paths);
        for path in paths {
            for value in values() {
                count += 1;
                if count % STRIDE == 0 {
                    let mut changed = document.clone();
                    let what = format!("{name}: {path} is {value}");
                    *changed.pointer_mut(&path).expect("it is there") = value;
                    cases.extend(case(&what, &changed));
                }
            }
        }
    }
    cases.extend(case("a VPC that is all defaults", &tree(all_defaults)));
    cases
}

/// A document and what the reader thinks of its shape; none where only a text in it is no possible value, which a schema need not know.
fn case(what: &str, document: &Value) -> Option<Value> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let id = sources.add("document.json", document.to_string());
    let _ = blueprint::load(&mut sources, id, &[], &[], &mut found);
    let shape = [Code::UnknownKey, Code::WrongType, Code::MissingKey];
    let reader = match found.has_errors() {
        false => "reads",
        true if found.sorted().iter().any(|one| shape.contains(&one.code)) => "refuses",
        true => return None,
    };
    Some(json!({ "what": what, "document": document, "reader": reader }))
}

/// The paths of all values, of long lists of the first two.
fn pointers(value: &Value, path: &str, paths: &mut Vec<String>) {
    paths.push(path.to_owned());
    match value {
        Value::Array(items) => {
            items
                .iter()
                .take(2)
                .enumerate()
                .for_each(|(index, item)| pointers(item, &format!("{path}/{index}"), paths));
        }
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, &format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), paths);
            }
        }
        _ => {}
    }
}

/// A document as JSON has it, read as netgen reads it.
fn tree(text: &str) -> Value {
    let mut sources = Sources::default();
    let id: SourceId = sources.add("document.yaml", text);
    value(&yaml::read(&sources, id, &mut Diagnostics::default()).expect("a good document"))
}

fn value(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Bool(value) => json!(value),
        Kind::Integer(value) => json!(value),
        Kind::Number(raw) => raw.parse::<f64>().map_or_else(|_| json!(raw), |number| json!(number)),
        Kind::Text(text) => json!(text),
        Kind::List(items) => Value::Array(items.iter().map(value).collect()),
        Kind::Map(entries) => Value::Object(
            entries.iter().map(|entry| (entry.key.value.clone(), value(&entry.value))).collect::<Map<_, _>>(),
        ),
    }
}
