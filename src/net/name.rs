//! Names that users give to VPCs, tiers, sites and the rest.
//!
//! In comes text, out goes a name from which every downstream identity (logical id, label, file name, lock path) can be
//! made without escaping. It never looks a name up.
//!
//! What was renamed while it is live has two texts: the word that its identities go on being made of, and what the document
//! calls it by now. All that compares, orders and looks up takes the word; only what is shown to people takes the other one.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::form::{Invalid, quote};

/// `[a-z][a-z0-9-]*`, 1 to 32 characters, no two hyphens in a row and none at the end.
///
/// Identities (logical ids, labels, stacks, lock paths, objects of routers) are made of [`Name::as_str`] and never of its
/// `Display`, which is what the document calls the thing.
#[derive(Clone, Debug)]
pub struct Name {
    word: String,
    /// What the document calls it, where that is something else.
    shown: Option<Box<str>>,
    /// What its labels in Terraform were made of instead, in order; the last one is that of now.
    labels: Option<Box<[String]>>,
}

impl Name {
    /// The most characters of a name: several of them still fit into the 255 characters of an AWS resource name.
    pub const MAX: usize = 32;

    /// The word that identities are made of.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.word
    }

    /// What the document calls it.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.word)
    }

    /// The same name for something whose identities are made of another word.
    #[must_use]
    pub fn of_word(&self, word: &Self) -> Self {
        let shown = self.shown();
        Self { word: word.word.clone(), shown: (shown != word.word).then(|| shown.into()), labels: None }
    }

    /// The word alone, for what is no text for people.
    #[must_use]
    pub fn word(&self) -> Self {
        Self { word: self.word.clone(), shown: None, labels: None }
    }

    /// The name of a part: `dx-1` with `vif` is `dx-1-vif`.
    #[must_use]
    pub fn part(&self, word: &str) -> Self {
        Self {
            word: format!("{}-{word}", self.word),
            shown: self.shown.as_ref().map(|shown| format!("{shown}-{word}").into()),
            labels: None,
        }
    }

    /// The same name for something whose labels in Terraform were made of other words, in order.
    #[must_use]
    pub fn of_labels(self, labels: &[Self]) -> Self {
        let labels: Box<[String]> = labels.iter().map(|label| label.word.clone()).collect();
        Self { labels: (!labels.is_empty()).then_some(labels), ..self }
    }

    /// The words that labels in Terraform were made of after the first one, in order.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        self.labels.as_deref().unwrap_or_default()
    }

    /// The parts between hyphens, at least one, none of them empty.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.word.split('-')
    }
}

impl FromStr for Name {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        check(text)?;
        Ok(Self { word: text.to_owned(), shown: None, labels: None })
    }
}

/// What the document calls it.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.shown())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.word
    }
}

// Equality and order are those of the word, so a map keyed by names can be asked with a `&str`.
impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.word
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word.cmp(&other.word)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word.hash(state);
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

string_form!(
    Name,
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

    #[test]
    fn what_was_renamed_is_equal_by_its_word_and_shown_by_its_name() {
        let [order, orders]: [Name; 2] = ["order", "orders"].map(|text| text.parse().unwrap());
        let renamed = order.of_word(&orders);
        assert_eq!((renamed.as_str(), renamed.shown(), renamed.to_string()), ("orders", "order", "order".to_owned()));
        assert_eq!((&renamed, renamed.word().to_string()), (&orders, "orders".to_owned()));
        assert_ne!(renamed, order);
        let again = renamed.of_word(&order);
        assert_eq!((again.as_str(), again.shown()), ("order", "order"));
        assert_eq!(serde_json::to_string(&renamed).unwrap(), r#""order""#);
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
