use super::*;
use crate::escape::tests::{NASTY, any_text};
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::Body;
use hcl_edit::template::Element;
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

fn plain(expression: &Expression) -> Value {
    match expression {
        Expression::Null(_) => Value::Null,
        Expression::Bool(flag) => json!(**flag),
        Expression::Number(number) => json!(number.value().as_i64()),
        Expression::String(text) => json!(text.as_str()),
        Expression::Array(array) => array.iter().map(plain).collect(),
        Expression::FuncCall(call) => {
            json!({ call.name.name.as_str(): call.args.iter().map(plain).collect::<Value>() })
        }
        Expression::StringTemplate(template) => template
            .iter()
            .map(|element| match element {
                Element::Literal(text) => text.as_str(),
                other => panic!("{other:?} in a literal"),
            })
            .collect::<String>()
            .into(),
        Expression::Object(object) => {
            let key = |key: &ObjectKey| match key {
                ObjectKey::Ident(name) => name.as_str().to_owned(),
                ObjectKey::Expression(text) => plain(text).as_str().unwrap().to_owned(),
            };
            object.iter().map(|(name, value)| (key(name), plain(value.expr()))).collect()
        }
        other => json!(other.to_string().trim()),
    }
}

/// Attributes by name; blocks by kind and labels.
fn tree(body: &Body) -> Value {
    let mut map = serde_json::Map::new();
    for attribute in body.attributes() {
        map.insert(attribute.key.to_string().trim().to_owned(), plain(&attribute.value));
    }
    for block in body.blocks() {
        let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
        let name = [&[block.ident.as_str()], labels.as_slice()].concat().join(" ");
        map.insert(name, tree(&block.body));
    }
    Value::Object(map)
}

fn read(text: &str) -> Value {
    tree(&hcl_edit::parser::parse_body(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

fn nfc(value: &Value) -> Value {
    match value {
        Value::String(text) => text.nfc().collect::<String>().into(),
        Value::Array(items) => items.iter().map(nfc).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.nfc().collect::<String>(), nfc(value))).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_file_looks_as_terraform_fmt_leaves_it() {
    let mut hcl = Hcl::with_capacity(1000);
    hcl.comment("VPC shop");
    hcl.blank();
    hcl.blank();
    hcl.open_block("resource", &["aws_subnet", "shop_private_a"]);
    hcl.attribute("vpc_id");
    hcl.raw("aws_vpc.shop.id");
    hcl.attribute("assign_ipv6_address_on_creation");
    hcl.flag(true);
    hcl.attribute("zones");
    hcl.texts(&["a", "c"]);
    hcl.attribute("none");
    hcl.texts(&[]);
    hcl.attribute("policy");
    hcl.open_call("jsonencode");
    hcl.open_object();
    hcl.object_key("Version");
    hcl.text("2012-10-17");
    hcl.object_key("Statement");
    hcl.open_list();
    hcl.open_object();
    hcl.object_key("Action");
    hcl.texts(&["ec2:*", "s3:*"]);
    hcl.object_key("Resource");
    hcl.text("*");
    hcl.object_key("for");
    hcl.open_object();
    hcl.close_object();
    hcl.close_object();
    hcl.close_list();
    hcl.close_object();
    hcl.close_call();
    hcl.attribute("size");
    hcl.number(-1);
    hcl.attribute("long");
    let names: Vec<String> = (0..3).map(|n| format!("{n}").repeat(30)).collect();
    hcl.texts(&names.iter().map(String::as_str).collect::<Vec<_>>());
    hcl.blank();
    hcl.open_block("ingress", &[]);
    hcl.close_block();
    hcl.close_block();
    let want = r#"# VPC shop

resource "aws_subnet" "shop_private_a" {
  vpc_id                          = aws_vpc.shop.id
  assign_ipv6_address_on_creation = true
  zones                           = ["a", "c"]
  none                            = []
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action   = ["ec2:*", "s3:*"]
        Resource = "*"
        "for"    = {}
      },
    ]
  })
  size = -1
  long = [
    "000000000000000000000000000000",
    "111111111111111111111111111111",
    "222222222222222222222222222222",
  ]

  ingress {}
}
"#;
    assert_eq!(hcl.finish(), want);
}

#[test]
fn lists_inside_of_lists_break_together() {
    let mut hcl = Hcl::new();
    hcl.attribute("a");
    hcl.number(1);
    hcl.attribute("bcd");
    hcl.open_list();
    hcl.number(1);
    hcl.open_list();
    hcl.number(2);
    hcl.open_list();
    hcl.close_list();
    hcl.open_object();
    hcl.object_key("x");
    hcl.texts(&["y"]);
    hcl.close_object();
    hcl.texts(&["z", "z"]);
    hcl.close_list();
    hcl.close_list();
    hcl.attribute("ef");
    hcl.number(1);
    hcl.attribute("g");
    hcl.number(1);
    let want = "a = 1\nbcd = [\n  1,\n  [\n    2,\n    [],\n    {\n      x = [\"y\"]\n    },\n    [\"z\", \"z\"],\n  ],\n]\n\
                ef = 1\ng  = 1\n";
    assert_eq!(hcl.as_str(), want);
    hcl.clear();
    assert_eq!(hcl.as_str(), "");
}

#[test]
fn a_template_keeps_its_references() {
    for text in ["arn:", "$", "a$$", "%", "${", "$${"] {
        let mut inside = String::new();
        template_text(&mut inside, text);
        let body: Body = hcl_edit::parser::parse_body(&format!("a = \"{inside}${{x}}\"\n")).unwrap();
        let Expression::StringTemplate(template) = &body.attributes().next().unwrap().value else { panic!("{inside}") };
        let literal: String =
            template.iter().filter_map(|e| if let Element::Literal(l) = e { Some(l.as_str()) } else { None }).collect();
        assert_eq!(literal, text);
        assert!(template.iter().any(|element| matches!(element, Element::Interpolation(_))));
    }
}

#[test]
fn columns_are_grapheme_clusters() {
    for (text, want) in
        [("a", 1), ("e\u{301}", 1), ("\u{915}\u{94d}\u{937}", 2), ("\u{1f468}\u{200d}\u{1f467}", 1), ("\"\u{301}\"", 3)]
    {
        assert_eq!(width(text), want, "{text}");
    }
}

/// Every place where a text can stand, with a comment before each.
fn everywhere(key: &str, text: &str) -> (String, Value) {
    let mut hcl = Hcl::new();
    hcl.comment(text);
    hcl.open_block("resource", &["aws_vpc", "shop"]);
    hcl.rule(key);
    hcl.attribute("tags");
    hcl.open_object();
    hcl.comment(text);
    hcl.object_key(key);
    hcl.text(text);
    hcl.object_key("abcdefghij-fixed");
    hcl.texts(&[text, key, text]);
    hcl.close_object();
    hcl.attribute("text");
    hcl.text(text);
    hcl.attribute("encoded");
    hcl.open_call("jsonencode");
    hcl.open_list();
    hcl.text(key);
    hcl.open_object();
    hcl.object_key(key);
    hcl.open_object();
    hcl.object_key(key);
    hcl.number(7);
    hcl.close_object();
    hcl.close_object();
    hcl.close_list();
    hcl.close_call();
    hcl.attribute("x");
    hcl.flag(false);
    hcl.comment(key);
    hcl.close_block();
    let want = json!({ "resource aws_vpc shop": {
        "tags": {key: text, "abcdefghij-fixed": [text, key, text]},
        "text": text,
        "encoded": {"jsonencode": [[key, {key: {key: 7}}]]},
        "x": false,
    }});
    (hcl.finish(), want)
}

#[test]
fn known_troublemakers_read_back() {
    for text in NASTY {
        let (hcl, want) = everywhere(text, text);
        assert_eq!(nfc(&read(&hcl)), nfc(&want), "{hcl}");
    }
}

proptest! {
    #[test]
    fn any_text_reads_back(key in any_text(), text in any_text()) {
        let (hcl, want) = everywhere(&key, &text);
        prop_assert_eq!(nfc(&read(&hcl)), nfc(&want));
    }
}
