//! Faults that the comparison has to see: effects that are left out or told wrongly, and templates that say more than the record knows.

use serde_json::{Value, json};

use super::compare::{differences, told, wrong};
use super::pairs::{Pair, pair};

/// Effects, and what they are taken for.
const TAKEN: [(&str, &str); 7] = [
    ("adds", "updates"),
    ("removes", "keeps"),
    ("keeps", "removes"),
    ("updates", "replaces"),
    ("interrupts", "replaces"),
    ("replaces", "updates"),
    ("adds", "removes"),
];

/// The first pair, from a seed on, in which a dialect has an effect, and where.
fn with(dialect: &str, effect: &str, from: u64) -> (Pair, Value, usize) {
    for seed in from..from + 400 {
        let Some(pair) = pair(seed) else { continue };
        let told = told(&pair);
        let list = told["resources"].as_array().expect("a list");
        let moved = |one: &Value| !one["from_stack"].is_null();
        let place = list.iter().position(|one| one[dialect]["effect"] == effect && !moved(one));
        if let Some(place) = place {
            return (pair, told, place);
        }
    }
    panic!("no pair has {dialect} {effect}");
}

#[test]
fn an_effect_that_is_left_out_or_told_wrongly_is_seen() {
    let mut seen = 0;
    for dialect in ["cloudformation", "terraform"] {
        for (number, (effect, other)) in (0..).zip(TAKEN) {
            if (dialect, effect) == ("terraform", "keeps") || (dialect, other) == ("terraform", "keeps") {
                continue;
            }
            let (pair, told, place) = with(dialect, effect, 100 * number);
            assert_eq!(wrong(&pair), [""; 0]);
            let mut silent = told.clone();
            silent["resources"][place][dialect] = Value::Null;
            assert!(!differences(&pair, &silent).is_empty(), "{dialect} {effect} left out");
            let mut wrongly = told;
            wrongly["resources"][place][dialect] = json!({"effect": other});
            assert!(!differences(&pair, &wrongly).is_empty(), "{dialect} {effect} as {other}");
            seen += 2;
        }
    }
    assert!(seen >= 24, "{seen}");
}

/// A text in the new version's files, and another one: what netgen compares does not know of the change.
const REWRITTEN: [(&str, &str); 8] = [
    ("\"CidrBlock\": \"10.", "\"CidrBlock\": \"11."),
    ("\"ToPort\": ", "\"ToPort\": 1"),
    ("\"RuleNumber\": ", "\"RuleNumber\": 1"),
    ("\"ConnectivityType\": \"public\"", "\"ConnectivityType\": \"private\""),
    ("cidr_block                      = \"10.", "cidr_block                      = \"11."),
    ("  rule_number     = ", "  rule_number     = 1"),
    ("to_port           = ", "to_port           = 1"),
    ("connectivity_type = \"public\"", "connectivity_type = \"private\""),
];

#[test]
fn a_value_that_only_the_files_have_is_seen() {
    for (text, other) in REWRITTEN {
        let found = (0..600).filter_map(pair).find_map(|mut pair| {
            let path = pair.new.files.iter().find(|(_, file)| file.contains(text)).map(|(path, _)| path.clone())?;
            // A resource that is new anyway says nothing.
            if !pair.old.files.get(&path)?.contains(text) {
                return None;
            }
            let changed = pair.new.files[&path].replace(text, other);
            pair.new.files.insert(path, changed);
            Some(pair)
        });
        let pair = found.unwrap_or_else(|| panic!("no file has {text}"));
        assert!(!wrong(&pair).is_empty(), "{text}");
    }
}
