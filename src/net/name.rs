//! Names that users give to VPCs, tiers, sites and the rest.
//!
//! In comes text, out goes a name from which every downstream identity (logical id, label, file name, lock path) can be
//! made without escaping. It never looks a name up.

use super::form::{Invalid, quote};

/// `[a-z][a-z0-9-]*`, 1 to 32 characters, no two hyphens in a row and none at the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The most characters of a name: several of them still fit into the 255 characters of an AWS resource name.
    pub const MAX: usize = 32;

    /// The parts between hyphens, at least one, none of them empty.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split('-')
    }
}

fn check(text: &str) -> Result<(), Invalid> {
    let tail = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let what = if text.is_empty() {
        "a name is empty".to_owned()
    } else if text.chars().count() > Name::MAX {
        format!("the name {} is longer than {} characters", quote(text), Name::MAX)
    } else if !text.starts_with(|first: char| first.is_ascii_lowercase()) {
        format!("the name {} does not begin with a lower-case letter", quote(text))
    } else if !text.bytes().all(tail) {
        format!("the name {} has other characters than `a` to `z`, `0` to `9` and `-`", quote(text))
    } else if text.contains("--") || text.ends_with('-') {
        format!("the name {} has a hyphen without a letter or digit on both sides", quote(text))
    } else {
        return Ok(());
    };
    let proposal = proposal(text);
    let invalid = Invalid::new(what);
    Err(match &proposal {
        None => invalid.help("a name is a lower-case letter, then letters, digits and single hyphens"),
        Some(_) => invalid.did_you_mean(proposal),
    })
}

/// The name that was probably meant: `Orders_Stg` and `OrdersStg` become `orders-stg`.
fn proposal(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut after_lower = false;
    for char in text.chars() {
        let letter = char.is_ascii_alphanumeric();
        let boundary = !letter || (after_lower && char.is_ascii_uppercase());
        if boundary && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        let begins = name.is_empty() && char.is_ascii_digit();
        if letter && !begins && name.len() < Name::MAX {
            name.push(char.to_ascii_lowercase());
        }
        after_lower = char.is_ascii_lowercase();
        if name.len() >= Name::MAX {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    (!name.is_empty() && name != text).then(|| name.to_owned())
}

checked_text!(
    Name,
    check,
    32,
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    "A name: a lower-case letter, then lower-case letters, digits and single hyphens, at most 32 characters."
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn errors_propose_the_name_that_was_meant() {
        let help = |text: &str| text.parse::<Name>().unwrap_err().helps()[0].clone();
        assert_eq!(help("Orders_Stg"), "did you mean `orders-stg`?");
        assert_eq!(help("OrdersStg"), "did you mean `orders-stg`?");
        assert_eq!(help("orders--stg-"), "did you mean `orders-stg`?");
        assert_eq!(help("1st vpc"), "did you mean `st-vpc`?");
        assert_eq!(help(&"ab-".repeat(20)), "did you mean `ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab`?");
        assert!(help("日本").starts_with("a name is"));
        assert!(help("").starts_with("a name is"));
    }

    #[test]
    fn words_are_the_parts_between_hyphens() {
        let name: Name = "on-prem-2".parse().unwrap();
        assert_eq!(name.words().collect::<Vec<_>>(), ["on", "prem", "2"]);
    }

    #[test]
    fn a_map_keyed_by_name_reads_and_writes_as_json_and_answers_to_text() {
        let map: BTreeMap<Name, u8> = serde_json::from_str(r#"{"b": 1, "a-1": 2}"#).unwrap();
        assert_eq!(map.get("a-1"), Some(&2));
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"a-1":2,"b":1}"#);
        assert!(serde_json::from_str::<BTreeMap<Name, u8>>(r#"{"B": 1}"#).is_err());
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_a_name(text in any::<String>()) {
            if let Some(proposal) = proposal(&text) {
                prop_assert!(proposal.parse::<Name>().is_ok(), "{}", proposal);
            }
        }

        #[test]
        fn words_join_to_the_name(text in "[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,6}){0,3}") {
            let name: Name = text.parse().unwrap();
            prop_assert_eq!(name.words().collect::<Vec<_>>().join("-"), text);
        }
    }
}
