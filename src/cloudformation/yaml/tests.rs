use super::*;
use crate::escape::tests::{NASTY, any_text};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(text: &str) -> Value {
    let options = serde_saphyr::options! { strict_booleans: true, leading_zero_numbers_as_strings: true };
    serde_saphyr::from_str_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_template_looks_as_people_write_it() {
    let mut yaml = Yaml::with_capacity(1000);
    yaml.comment("shop: made by netgen");
    yaml.open_map();
    yaml.key("AWSTemplateFormatVersion");
    yaml.text("2010-09-09");
    yaml.blank();
    yaml.key("Resources");
    yaml.open_map();
    yaml.blank();
    yaml.rule("VPC");
    yaml.blank();
    yaml.key("ShopVpc");
    yaml.open_map();
    yaml.key("Type");
    yaml.text("AWS::EC2::VPC");
    yaml.key("Properties");
    yaml.open_map();
    yaml.key("CidrBlock");
    yaml.text("10.0.0.0/16");
    yaml.key("EnableDnsSupport");
    yaml.flag(true);
    yaml.key("Tags");
    yaml.open_list();
    yaml.item();
    yaml.pair(&[("Key", "Name"), ("Value", "4711")]);
    yaml.item();
    yaml.open_map();
    yaml.key("Key");
    yaml.text("on");
    yaml.key("Value");
    yaml.number(1);
    yaml.close_map();
    yaml.close_list();
    yaml.key("Metadata");
    yaml.open_map();
    yaml.close_map();
    yaml.key("Vpc");
    yaml.raw("!Ref X");
    yaml.close_map();
    yaml.close_map();
    yaml.close_map();
    yaml.close_map();
    let rule = "-".repeat(88);
    let want = format!(
        "# shop: made by netgen
AWSTemplateFormatVersion: '2010-09-09'

Resources:

  # --- VPC {rule}

  ShopVpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsSupport: true
      Tags:
        - {{ Key: Name, Value: '4711' }}
        - Key: 'on'
          Value: 1
      Metadata: {{}}
      Vpc: !Ref X
"
    );
    assert_eq!(yaml.finish(), want);
}

#[test]
fn functions_take_their_short_form_on_one_line() {
    use Expression::{
        Cidr, Equals, GetAtt, GetAzs, If, Join, List, NoValue, Not, Number, Ref, Select, Split, Sub, Text,
    };
    let block = Cidr(&Select(0, &GetAtt("ShopVpc", "Ipv6CidrBlocks")), 256, 64);
    let cases = [
        (Select(0, &block), "!Select [0, !Cidr [!Select [0, !GetAtt ShopVpc.Ipv6CidrBlocks], 256, 64]]"),
        (Ref("AWS::Region"), "!Ref AWS::Region"),
        (
            Join("", &List(&[Ref("AWS::Region"), Text("a: b"), Number(1)])),
            "!Join ['', [!Ref 'AWS::Region', 'a: b', 1]]",
        ),
        (If("C", &Ref("X"), &NoValue), "!If [C, !Ref X, !Ref 'AWS::NoValue']"),
        (Select(1, &GetAzs), "!Select [1, !GetAZs '']"),
        (Not(&Equals(&Ref("X"), &Text(""))), "!Not [!Equals [!Ref X, '']]"),
        (Split(",", &Sub("${A}'s")), "!Split [',', !Sub '${A}''s']"),
        (GetAtt("X", "Arn"), "!GetAtt X.Arn"),
        (List(&[]), "[]"),
    ];
    for (expression, want) in cases {
        let mut yaml = Yaml::new();
        yaml.open_map();
        yaml.key("v");
        yaml.expression(&expression);
        yaml.key("m");
        yaml.flow_map(&[("a", expression)]);
        yaml.close_map();
        let text = yaml.finish();
        assert!(text.starts_with(&format!("v: {want}\n")), "{text}");
        serde_saphyr::from_str::<serde::de::IgnoredAny>(&text).unwrap();
    }
}

#[test]
fn what_a_1_1_reader_would_misread_is_quoted() {
    let plain = |text: &str| {
        let mut out = String::new();
        scalar(&mut out, text);
        out == text
    };
    for text in ["shop", "AWS::EC2::VPC", "a.b-c_d", "/aws/logs", "10.0.0.0/16", "2001:db8::/32", "nope", "Yes1"] {
        assert!(plain(text), "{text}");
    }
    for text in ["no", "ON", "Y", "12:30", "65000:10", "2010-09-09", "1_000", "=", "<<", "10.0.0.1", "a:", "::/0", "~"]
    {
        assert!(!plain(text), "{text}");
    }
}

/// Every place where a text can stand, with a comment before each.
fn everywhere(key: &str, text: &str) -> (String, Value) {
    let mut yaml = Yaml::new();
    yaml.comment(text);
    yaml.open_map();
    yaml.rule(key);
    yaml.key("list");
    yaml.open_list();
    yaml.comment(text);
    yaml.item();
    yaml.text(text);
    yaml.item();
    yaml.open_map();
    yaml.key(key);
    yaml.open_map();
    yaml.comment(key);
    yaml.key(key);
    yaml.text(text);
    yaml.close_map();
    yaml.close_map();
    yaml.item();
    yaml.open_map();
    yaml.comment(text);
    yaml.key(key);
    yaml.open_list();
    yaml.item();
    yaml.open_list();
    yaml.item();
    yaml.text(text);
    yaml.close_list();
    yaml.close_list();
    yaml.close_map();
    yaml.close_list();
    yaml.key("flow");
    yaml.open_list();
    yaml.item();
    yaml.pair(&[(key, text)]);
    yaml.item();
    yaml.expression(&Expression::List(&[Expression::Text(text), Expression::Text(key)]));
    yaml.item();
    yaml.open_map();
    yaml.comment(text);
    yaml.close_map();
    yaml.close_list();
    yaml.key("end");
    yaml.number(i64::MIN);
    yaml.comment(text);
    yaml.close_map();
    let want = json!({
        "list": [text, {key: {key: text}}, {key: [[text]]}],
        "flow": [{key: text}, [text, key], {}],
        "end": i64::MIN,
    });
    (yaml.finish(), want)
}

#[test]
fn known_troublemakers_read_back() {
    for text in NASTY {
        let (yaml, want) = everywhere(text, text);
        assert_eq!(read(&yaml), want, "{yaml}");
    }
    let long = "key ".repeat(600);
    let (yaml, want) = everywhere(&long, &long);
    assert_eq!(read(&yaml), want);
}

proptest! {
    #[test]
    fn any_text_reads_back(key in any_text(), text in any_text()) {
        let (yaml, want) = everywhere(&key, &text);
        prop_assert_eq!(read(&yaml), want);
    }
}
