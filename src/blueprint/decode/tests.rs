use super::*;
use crate::diagnostic::{SourceId, Sources, Spanned};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, SeqAccess};
use std::fmt::{self, Write as _};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            return Ok(Self(text));
        }
        Err(format!("`{text}` is not a name\nwrite `{}`\nnames have small letters", text.to_lowercase()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Network {
    netgen: u8,
    name: Spanned<Name>,
    #[serde(default)]
    tags: BTreeMap<String, String>,
    #[serde(default)]
    vpcs: BTreeMap<Spanned<Name>, Vpc>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vpc {
    cidr: Spanned<String>,
    ipv6: Option<bool>,
    nat: Option<Spanned<Nat>>,
    #[serde(default)]
    reserve: Vec<Spanned<Name>>,
    #[serde(default)]
    tiers: BTreeMap<Name, Tier>,
    size: Option<Spanned<Size>>,
    rules: Option<BTreeMap<u16, Ports>>,
    pair: Option<[Name; 2]>,
    weight: Option<f64>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Nat {
    PerAz,
    Single,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Size {
    Prefix(u8),
    Range(u8, u8),
    Hosts { count: u32, spare: Option<u32> },
    Auto,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    prefix: Spanned<u8>,
    route: Option<String>,
}

/// `443`, `[443, 80]` or `{from: 1, to: 2}`: a visitor as the value types have it.
#[derive(Debug, PartialEq)]
enum Ports {
    List(Vec<Spanned<u16>>),
    Range(Range),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    from: Spanned<u16>,
    to: u16,
}

impl<'de> Deserialize<'de> for Ports {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;
        impl<'de> Visitor<'de> for Shape {
            type Value = Ports;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a port, a list of ports or a range")
            }
            fn visit_u64<E: serde::de::Error>(self, port: u64) -> Result<Ports, E> {
                let value = u16::try_from(port).map_err(|_| E::custom(format!("port {port} is above 65535")))?;
                let span = Span { source: SourceId(0), start: 0, end: 0 };
                Ok(Ports::List(vec![Spanned { value, span }]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Ports, A::Error> {
                let mut list = Vec::new();
                while let Some(port) = items.next_element()? {
                    list.push(port);
                }
                if list.is_empty() { Err(A::Error::custom("no port at all")) } else { Ok(Ports::List(list)) }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Ports, A::Error> {
                Range::deserialize(MapAccessDeserializer::new(map)).map(Ports::Range)
            }
        }
        deserializer.deserialize_any(Shape)
    }
}

fn run<T: DeserializeOwned>(text: &str) -> (Option<T>, Diagnostics) {
    let mut sources = Sources::default();
    let id = sources.add("test.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let node = crate::yaml::read(&sources, id, &mut diagnostics).expect("good YAML");
    let value = decode(&node, &mut diagnostics);
    assert_eq!(value.is_none(), diagnostics.has_errors());
    (value, diagnostics)
}

/// Code number, text under the carets, message, help lines.
fn bad(text: &str) -> Vec<String> {
    let (_, diagnostics) = run::<Network>(text);
    let line = |one: &&Diagnostic| {
        let span = one.primary.as_ref().expect("a place").span;
        let under = &text[span.start as usize..span.end as usize];
        format!("{} {under:?} {}; {}", one.code.number(), one.message, one.help.join("; "))
    };
    diagnostics.sorted().iter().map(line).collect()
}

/// The findings about a document that is right up to its one VPC.
fn bad_vpc(fields: &str) -> Vec<String> {
    bad(&format!("{{netgen: 1, name: x, vpcs: {{shop: {{cidr: a, {fields}}}}}}}"))
}

#[test]
fn a_whole_document_is_decoded_with_places() {
    let text = "netgen: 1\nname: shop\ntags: {Owner: 'yes'}\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    ipv6: true\n    nat: per-az\n    \
                reserve: [a, b]\n    tiers: {web: {prefix: 24}}\n    size: {hosts: {count: 5}}\n    pair: [a, b]\n    weight: 1.5\n    \
                rules: {100: 443, 200: [1, 2], 300: {from: 3, to: 4}}\n  other: {cidr: x, nat: ~, size: auto}\n";
    let (network, _) = run::<Network>(text);
    let network = network.expect("no error");
    let at = |span: Span| &text[span.start as usize..span.end as usize];
    assert_eq!((network.netgen, at(network.name.span)), (1, "shop"));
    assert_eq!(network.tags["Owner"], "yes");
    let (key, vpc) = network.vpcs.iter().next_back().expect("two VPCs");
    assert_eq!((at(key.span), key.value.0.as_str()), ("shop", "shop"));
    assert_eq!((at(vpc.cidr.span), vpc.ipv6), ("10.0.0.0/16", Some(true)));
    assert_eq!(vpc.nat.as_ref().map(|nat| (&nat.value, at(nat.span))), Some((&Nat::PerAz, "per-az")));
    assert_eq!(vpc.reserve.iter().map(|one| at(one.span)).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(at(vpc.tiers[&Name("web".to_owned())].prefix.span), "24");
    assert_eq!(vpc.tiers[&Name("web".to_owned())].route, None);
    assert_eq!(vpc.size.as_ref().map(|size| at(size.span)), Some("{hosts: {count: 5}}"));
    assert_eq!((vpc.weight, vpc.pair.as_ref().map(|pair| pair[1].0.as_str())), (Some(1.5), Some("b")));
    let rules = vpc.rules.as_ref().expect("rules");
    let Ports::List(list) = &rules[&200] else { panic!("a list") };
    assert_eq!(list.iter().map(|port| at(port.span)).collect::<Vec<_>>(), ["1", "2"]);
    let Ports::Range(range) = &rules[&300] else { panic!("a range") };
    assert_eq!(at(range.from.span), "3", "places survive a visitor that hands its map on");
    let other = &network.vpcs[&Spanned { value: Name("other".to_owned()), span: key.span }];
    assert!(other.nat.is_none());
    assert_eq!(other.size.as_ref().map(|size| &size.value), Some(&Size::Auto));
}

#[test]
fn one_error_of_each_kind_reads_well() {
    for (fields, expected) in [
        ("natt: x", r#"NG0012 "natt" unknown key `natt` in `vpcs.shop`; did you mean `nat`?"#),
        (
            "nat: pre-az",
            r#"NG0015 "pre-az" `pre-az` is not a possible value of `vpcs.shop.nat`; did you mean `per-az`?"#,
        ),
        ("nat: x", r#"NG0015 "x" `x` is not a possible value of `vpcs.shop.nat`; possible: `per-az`, `single`"#),
        ("nat: 5", r#"NG0013 "5" expected one of `per-az`, `single`, found the number `5`; "#),
        ("ipv6: yes", r#"NG0013 "yes" expected `true` or `false`, found the text `yes`; write `true`"#),
        ("tiers: {a: {}}", r#"NG0014 "a" `prefix` is missing in `vpcs.shop.tiers.a`; "#),
        ("tiers: {a: {prefix: abc}}", r#"NG0013 "abc" expected a number from 0 to 255, found the text `abc`; "#),
        (
            "tiers: {a: {prefix: '24'}}",
            r#"NG0013 "'24'" expected a number from 0 to 255, found the text `24`; write 24 without quotes"#,
        ),
        (
            "tiers: {a: {prefix: 024}}",
            r#"NG0013 "024" expected a number from 0 to 255, found the text `024`; write 24 without quotes"#,
        ),
        (
            "tiers: {a: {prefix: /24}}",
            r#"NG0013 "/24" expected a number from 0 to 255, found the text `/24`; write 24"#,
        ),
        ("tiers: {a: {prefix: 256}}", r#"NG0015 "256" expected a number from 0 to 255, found the number `256`; "#),
        ("tiers: {a: {prefix: -1}}", r#"NG0015 "-1" expected a number from 0 to 255, found the number `-1`; "#),
        ("tiers: {a: {prefix: 1.5}}", r#"NG0013 "1.5" expected a number from 0 to 255, found the number `1.5`; "#),
        (
            "tiers: {a: {prefix: 1, route: 4711}}",
            r#"NG0013 "4711" expected text, found the number `4711`; write "4711""#,
        ),
        ("tiers: {a: {prefix: 1, route: true}}", r#"NG0013 "true" expected text, found `true`; write "true""#),
        (
            "tiers: [a]",
            r#"NG0013 "[a]" expected a map, found a list of 1; write names as keys, `name: {…}`, in place of a list"#,
        ),
        ("tiers: {a: }", r#"NG0013 "a" expected a map, found nothing; write `{}` for a map without keys"#),
        ("tiers: {A: {prefix: 1}}", r#"NG0015 "A" `A` is not a name; write `a`; names have small letters"#),
        ("reserve: [a, B]", r#"NG0015 "B" `B` is not a name; write `b`; names have small letters"#),
        ("reserve: a", r#"NG0013 "a" expected a list, found the text `a`; write `[a]`"#),
        ("pair: [a]", r#"NG0013 "[a]" expected a list of 2 values, found a list of 1; "#),
        ("pair: [a, b, c]", r#"NG0013 "[a, b, c]" expected a list of 2 values, found a list of 3; "#),
        ("size: prefix", r#"NG0015 "prefix" `prefix` needs a value; write `prefix: ...`"#),
        ("size: {prefix: x}", r#"NG0013 "x" expected a number from 0 to 255, found the text `x`; "#),
        ("size: {auto: 1}", r#"NG0013 "1" expected nothing beside `auto`, found the number `1`; "#),
        (
            "size: {hosts: {cuont: 1}}",
            r#"NG0012 "cuont" unknown key `cuont` in `vpcs.shop.size.hosts`; did you mean `count`?"#,
        ),
        ("size: {pre: 1}", r#"NG0015 "pre" `pre` is not a possible value of `vpcs.shop.size`; did you mean `prefix`?"#),
        (
            "size: {auto: , prefix: 1}",
            r#"NG0013 "{auto: , prefix: 1}" expected one of `prefix`, `range`, `hosts`, `auto`, found a map; "#,
        ),
        ("rules: {100: abc}", r#"NG0013 "abc" expected a port, a list of ports or a range, found the text `abc`; "#),
        ("rules: {100: 70000}", r#"NG0015 "70000" port 70000 is above 65535; "#),
        ("rules: {100: []}", r#"NG0015 "[]" no port at all; "#),
        ("rules: {100: [1, x]}", r#"NG0013 "x" expected a number from 0 to 65535, found the text `x`; "#),
        ("rules: {100: {from: 1}}", r#"NG0014 "100" `to` is missing in `vpcs.shop.rules.100`; "#),
        ("rules: {0100: 1}", r#"NG0013 "0100" expected a number as the key, found `0100`; "#),
        ("weight: heavy", r#"NG0013 "heavy" expected a number, found the text `heavy`; "#),
    ] {
        assert_eq!(bad_vpc(fields), [expected], "{fields}");
    }
    assert_eq!(bad("netgen: 1\n"), [r#"NG0014 "netgen" `name` is missing; "#]);
    assert_eq!(
        bad("[a]\n")[0],
        r#"NG0013 "[a]" expected a map, found a list of 1; its keys may be `netgen`, `name`, `tags`, `vpcs`"#
    );
}

#[test]
fn all_errors_come_in_one_run_without_echoes() {
    let text = "\
netgen: one
nam: x
tags: {Owner: 5, CostCenter: 4711, Good: ok}
vpcs:
  Shop: {cidr: a}
  orders: {nat: all, reserve: [a, B, c, D], cidr: 5}
  payments:
    ipv6: maybe
    tiers:
      web: {prefix: x, rote: y}
      app: {route: y}
      db: {prefix: 300}
    size: {range: [1, 300]}
    rules: {1: {from: a, to: b}, x: 2, 3: [70000, 1, 70001]}
  last: {}
";
    let codes: Vec<String> = bad(text).iter().map(|line| line.split_once("; ").expect("help").0.to_owned()).collect();
    assert_eq!(
        codes,
        [
            r#"NG0013 "one" expected a number from 0 to 255, found the text `one`"#,
            r#"NG0012 "nam" unknown key `nam`"#,
            r#"NG0013 "5" expected text, found the number `5`"#,
            r#"NG0013 "4711" expected text, found the number `4711`"#,
            r#"NG0015 "Shop" `Shop` is not a name"#,
            r#"NG0015 "all" `all` is not a possible value of `vpcs.orders.nat`"#,
            r#"NG0015 "B" `B` is not a name"#,
            r#"NG0015 "D" `D` is not a name"#,
            r#"NG0013 "5" expected text, found the number `5`"#,
            r#"NG0014 "payments" `cidr` is missing in `vpcs.payments`"#,
            r#"NG0013 "maybe" expected `true` or `false`, found the text `maybe`"#,
            r#"NG0013 "x" expected a number from 0 to 255, found the text `x`"#,
            r#"NG0012 "rote" unknown key `rote` in `vpcs.payments.tiers.web`"#,
            r#"NG0014 "app" `prefix` is missing in `vpcs.payments.tiers.app`"#,
            r#"NG0015 "300" expected a number from 0 to 255, found the number `300`"#,
            r#"NG0015 "300" expected a number from 0 to 255, found the number `300`"#,
            r#"NG0013 "a" expected a number from 0 to 65535, found the text `a`"#,
            r#"NG0013 "b" expected a number from 0 to 65535, found the text `b`"#,
            r#"NG0013 "x" expected a number as the key, found `x`"#,
            r#"NG0015 "70000" expected a number from 0 to 65535, found the number `70000`"#,
            r#"NG0015 "70001" expected a number from 0 to 65535, found the number `70001`"#,
            r#"NG0014 "last" `cidr` is missing in `vpcs.last`"#,
        ]
    );
}

#[test]
fn a_key_that_is_not_there_is_missed_beside_other_errors() {
    let line = r#"NG0014 "netgen" `name` is missing; "#;
    assert_eq!(bad("netgen: 1\nvpcs:\n")[0], line);
    assert_eq!(bad("netgen: 1\nvpcs: {a: {}, b: {natt: 1, cidr: x}}\ntags: {a: 5}\n")[0], line);
    assert_eq!(bad_vpc("tiers: {a: {}, b: {route: 5}}, nat: x").len(), 4);
}

#[test]
fn a_check_of_the_whole_value_is_silent_after_an_error_inside() {
    // `no port at all` would be an echo of the two ports that are left out.
    assert_eq!(bad_vpc("rules: {1: [x, y]}").len(), 2);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn many_errors_end_with_a_note_and_stay_fast() {
    let mut text = "netgen: 1\nname: x\nvpcs:\n".to_owned();
    for index in 0..20_000 {
        let name: String = format!("{index:05}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        let nat = if index < 19_900 { "single" } else { "x" };
        writeln!(text, "  {name}: {{cidr: a, tiers: {{a: {{prefix: 24, route: x}}}}, nat: {nat}}}").expect("a String");
    }
    let started = std::time::Instant::now();
    let (_, diagnostics) = run::<Network>(&text);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let sorted = diagnostics.sorted();
    assert_eq!(sorted.len(), 51);
    assert_eq!(sorted[50].code, Code::TooManyErrors);
}

#[test]
fn long_and_deep_user_text_is_cut() {
    let long = "x".repeat(10_000);
    assert!(bad_vpc(&format!("nat: {long}"))[0].len() < 10_400);
    let (_, diagnostics) = run::<Network>(&format!("'{}': 1\nnetgen: 1\nname: a\n", &long[..1000]));
    assert!(diagnostics.sorted()[0].message.len() < 100);
}

#[test]
fn any_tree_decodes_or_says_why() {
    use proptest::prelude::*;
    let key = prop_oneof![
        "[a-z]{1,3}",
        Just("netgen".to_owned()),
        Just("name".to_owned()),
        Just("vpcs".to_owned()),
        Just("shop".to_owned()),
        Just("cidr".to_owned()),
        Just("tiers".to_owned()),
        Just("prefix".to_owned()),
        Just("size".to_owned()),
        Just("hosts".to_owned()),
        Just("rules".to_owned())
    ];
    let leaf = prop_oneof![
        Just("1".to_owned()),
        Just("~".to_owned()),
        Just("a".to_owned()),
        Just("300".to_owned()),
        Just("true".to_owned()),
        Just("[]".to_owned())
    ];
    let tree = leaf.prop_recursive(5, 40, 5, move |inner| {
        let map = proptest::collection::btree_map(key.clone(), inner.clone(), 0..5).prop_map(|map| {
            format!("{{{}}}", map.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", "))
        });
        prop_oneof![map, proptest::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(", ")))]
    });
    proptest!(|(text in tree)| {
        if text != "~" {
            run::<Network>(&text);
            run::<BTreeMap<Spanned<Name>, Vpc>>(&text);
        }
    });
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
struct Onion {
    #[allow(dead_code)]
    inner: Option<Box<Spanned<Onion>>>,
}

#[test]
fn the_deepest_tree_decodes() {
    let (text, half) = ("{inner: ".repeat(63) + "{}" + &"}".repeat(63), "inner.".repeat(62) + "inner");
    let mut sources = Sources::default();
    let id = sources.add("test.yaml", text.replace("{}", "~"));
    let mut diagnostics = Diagnostics::default();
    let mut node = crate::yaml::read(&sources, id, &mut diagnostics).expect("good YAML");
    // The deepest that a `--set` can make.
    crate::blueprint::overlay::set(&mut node, &half, &text, &mut sources, &mut diagnostics);
    assert!(decode::<Onion>(&node, &mut diagnostics).is_some(), "{diagnostics:?}");
}

#[test]
fn places_are_no_part_of_the_schema_or_of_what_is_written() {
    let schema = schemars::schema_for!(Spanned<u8>);
    assert_eq!(schema.as_value()["type"], "integer");
    assert_eq!(schemars::schema_for!(Onion).as_value()["title"], "Onion");
    let (value, _) = run::<BTreeMap<Spanned<String>, Spanned<u8>>>("{b: 1, a: 2}");
    assert_eq!(serde_json::to_string(&value).ok().as_deref(), Some(r#"{"a":2,"b":1}"#));
}
