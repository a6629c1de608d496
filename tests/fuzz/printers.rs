//! Targets that print: a random tree, with texts that nobody would write, reads back as the tree that it was.

use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::Body;
use hcl_edit::template::Element;
use netgen::cloudformation::json::Json;
use netgen::cloudformation::writer::Writer;
use netgen::cloudformation::yaml::Yaml;
use netgen::terraform::hcl::Hcl;
use netgen::yaml;
use serde_json::{Map, Value};

use super::Target;
use super::dice::Dice;
use super::mutate::nasty;

/// Templates in YAML and in JSON say the same, and it is what was meant.
pub const TEMPLATE: Target = Target {
    name: "template-printer",
    cases: 2000,
    seconds: 1,
    make: tree,
    take: |input| {
        let tree: Value = serde_json::from_slice(input).expect("a tree");
        let (mut in_yaml, mut in_json) = (Yaml::new(), Json::new());
        write(&tree, &mut in_yaml);
        write(&tree, &mut in_json);
        let (in_yaml, in_json) = (in_yaml.take(), in_json.take());
        assert_eq!(serde_json::from_str::<Value>(&in_json).ok().as_ref(), Some(&tree), "{in_json}");
        assert_eq!(yaml::template(&in_yaml).as_ref(), Ok(&tree), "{in_yaml}");
    },
};

/// An attribute for each entry of the tree.
pub const MODULE: Target = Target {
    name: "module-printer",
    cases: 2000,
    seconds: 1,
    make: tree,
    take: |input| {
        let tree: Value = serde_json::from_slice(input).expect("a tree");
        let mut hcl = Hcl::new();
        hcl.open_block("resource", &["aws_vpc", "shop"]);
        for (index, value) in tree.as_object().into_iter().flatten().map(|(_, value)| value).enumerate() {
            hcl.attribute(&format!("a{index}"));
            print(value, &mut hcl);
        }
        hcl.close_block();
        let text = hcl.finish();
        let body: Body = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
        let block = body.blocks().next().expect("a block");
        let read: Vec<Value> = block.body.attributes().map(|attribute| read(&attribute.value)).collect();
        let meant: Vec<&Value> = tree.as_object().into_iter().flatten().map(|(_, value)| value).collect();
        assert_eq!(read.iter().collect::<Vec<_>>(), meant, "{text}");
    },
};

/// A map of texts, numbers, flags, lists and maps, as JSON.
fn tree(dice: &mut Dice) -> Vec<u8> {
    let entries = (0..=dice.roll(8)).map(|index| (format!("{index}{}", name(dice)), node(dice, 4)));
    Value::Object(entries.collect()).to_string().into_bytes()
}

fn node(dice: &mut Dice, depth: usize) -> Value {
    match dice.roll(if depth == 0 { 5 } else { 8 }) {
        0 => (i64::try_from(dice.roll(1 << 30)).expect("small") - (1 << 29)).into(),
        1 => dice.one_in(2).into(),
        2..=4 => nasty(dice).into(),
        5 => (0..dice.roll(4)).map(|_| node(dice, depth - 1)).collect(),
        _ => {
            let entries = (0..dice.roll(4)).map(|_| (name(dice), node(dice, depth - 1)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
    }
}

/// A key; one that a reader would take for a function is none.
fn name(dice: &mut Dice) -> String {
    let name = if dice.one_in(2) { "Key".to_owned() } else { nasty(dice) };
    if name.is_empty() { "k".to_owned() } else { name }
}

fn write(value: &Value, out: &mut dyn Writer) {
    match value {
        Value::String(text) => out.text(text),
        Value::Bool(flag) => out.flag(*flag),
        Value::Array(items) => {
            out.open_list();
            for item in items {
                out.item();
                write(item, out);
            }
            out.close_list();
        }
        Value::Object(map) => {
            out.open_map();
            for (key, value) in map {
                out.key(key);
                write(value, out);
            }
            out.close_map();
        }
        other => out.number(other.as_i64().expect("a whole number")),
    }
}

fn print(value: &Value, out: &mut Hcl) {
    match value {
        Value::String(text) => out.text(text),
        Value::Bool(flag) => out.flag(*flag),
        Value::Array(items) => {
            out.open_list();
            for item in items {
                print(item, out);
            }
            out.close_list();
        }
        Value::Object(map) => {
            out.open_object();
            for (key, value) in map {
                out.object_key(key);
                print(value, out);
            }
            out.close_object();
        }
        other => out.number(other.as_i64().expect("a whole number")),
    }
}

fn read(expression: &Expression) -> Value {
    match expression {
        Expression::Bool(flag) => (*flag.value()).into(),
        Expression::Number(number) => number.value().as_i64().expect("a whole number").into(),
        Expression::UnaryOp(minus) => (-read(&minus.expr).as_i64().expect("a whole number")).into(),
        Expression::String(text) => text.as_str().into(),
        Expression::Array(items) => items.iter().map(read).collect(),
        Expression::Object(object) => {
            let entries = object.iter().map(|(key, value)| {
                let key = match key {
                    ObjectKey::Ident(name) => name.as_str().to_owned(),
                    ObjectKey::Expression(key) => read(key).as_str().expect("a text").to_owned(),
                };
                (key, read(value.expr()))
            });
            Value::Object(entries.collect())
        }
        Expression::Variable(name) => name.as_str().into(),
        Expression::StringTemplate(parts) => {
            let parts = parts.iter().map(|part| match part {
                Element::Literal(text) => text.as_str(),
                other => panic!("{other:?} in a text"),
            });
            parts.collect::<String>().into()
        }
        other => panic!("what is {other:?}?"),
    }
}
