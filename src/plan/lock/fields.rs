//! Values of a lock that no other part of netgen reads from a text: names in both dialects, and layouts. In comes a word of a
//! line, out goes a value that may be printed in either dialect as it stands. Looks nothing up.

use std::fmt;
use std::str::FromStr;

use crate::net::{Invalid, Name, quote};

/// A digest as netgen prints it: `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest(String);

impl Digest {
    /// As it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Digest {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = text.strip_prefix("sha256:").unwrap_or_default();
        let fits = digits.len() == 64 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let wrong = || Invalid::new(format!("{} is no digest such as `sha256:` and 64 digits", quote(text)));
        fits.then(|| Self(text.to_owned())).ok_or_else(wrong)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text of letters, digits and hyphens that begins with a letter: the name of a stack, or a logical id.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

impl Label {
    /// The label, if it has no other characters.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let harmless = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (harmless && text.starts_with(|first: char| first.is_ascii_alphabetic())).then(|| Self(text.to_owned()))
    }

    /// As it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Label {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let what = || format!("{} is neither the name of a stack nor a logical id", quote(text));
        Self::new(text).ok_or_else(|| Invalid::new(what()))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One or more labels in order, with commas between and none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels(Vec<Label>);

impl Labels {
    /// The labels in order; `None` if there is none.
    #[must_use]
    pub fn new(mut labels: Vec<Label>) -> Option<Self> {
        labels.sort();
        labels.dedup();
        (!labels.is_empty()).then_some(Self(labels))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Label::as_str)
    }
}

impl FromStr for Labels {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let labels = text.split(',').map(Label::from_str).collect::<Result<Vec<_>, _>>()?;
        // Another order is refused when the line is printed back.
        Self::new(labels).ok_or_else(|| Invalid::new("a list of stacks is empty"))
    }
}

impl fmt::Display for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<&str> = self.iter().collect();
        f.write_str(&texts.join(","))
    }
}

/// One or more words that labels were made of, in their order, with commas between and none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelWords(Vec<Name>);

impl LabelWords {
    /// The words in order; `None` if there is none.
    #[must_use]
    pub fn new(words: Vec<Name>) -> Option<Self> {
        (!words.is_empty()).then_some(Self(words))
    }

    /// All of them.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.0
    }
}

impl FromStr for LabelWords {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let words = text.split(',').map(Name::from_str).collect::<Result<Vec<_>, _>>()?;
        let twice = |(place, word): (usize, &Name)| words[..place].contains(word);
        if words.iter().enumerate().any(twice) {
            return Err(Invalid::new(format!("{} has a word twice", quote(text))));
        }
        Self::new(words).ok_or_else(|| Invalid::new("a list of words is empty"))
    }
}

impl fmt::Display for LabelWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<&str> = self.0.iter().map(Name::as_str).collect();
        f.write_str(&texts.join(","))
    }
}

/// The address of a resource in a Terraform module: `aws_eip.shop_nat_a`. Without an instance key, which `removed` does not take.
/// <https://developer.hashicorp.com/terraform/language/block/removed>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TerraformAddress(String);

impl TerraformAddress {
    /// The address, if it is one of a managed resource.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let (kind, label) = text.split_once('.')?;
        let word = |word: &str, first: fn(char) -> bool| {
            word.starts_with(first) && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let fits = word(kind, |first| first.is_ascii_lowercase()) && word(label, |first| first.is_ascii_alphabetic());
        fits.then(|| Self(text.to_owned()))
    }

    /// As it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TerraformAddress {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let what = || format!("{} is no address of a resource such as `aws_eip.shop_nat_a`", quote(text));
        Self::new(text).ok_or_else(|| Invalid::new(what()))
    }
}

impl fmt::Display for TerraformAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folder below that of a dialect: `home` for that one itself, or names with slashes between: `shop/eu-west-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder(String);

impl Folder {
    /// The dialect's own folder.
    pub const HOME: &str = "home";

    /// The folder, if it is harmless in a path and in a text of HCL.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let word = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_alphanumeric())
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        text.split('/').all(word).then(|| Self(text.to_owned()))
    }

    /// As it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the dialect's own one.
    #[must_use]
    pub fn is_home(&self) -> bool {
        self.0 == Self::HOME
    }
}

impl FromStr for Folder {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::new(text).ok_or_else(|| Invalid::new(format!("{} is no folder such as `shop/eu-west-1`", quote(text))))
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the route tables of a tier were laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableLayout {
    /// One table for the subnets of every zone.
    Shared,
    /// One table for each zone.
    PerZone,
}

impl FromStr for TableLayout {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        [Self::Shared, Self::PerZone]
            .into_iter()
            .find(|layout| layout.to_string() == text)
            .ok_or_else(|| Invalid::new(format!("{} is neither `shared` nor `per-zone`", quote(text))))
    }
}

impl fmt::Display for TableLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shared => "shared",
            Self::PerZone => "per-zone",
        })
    }
}

/// Whether an entry is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Given out by the planner.
    #[default]
    Live,
    /// Written in the blueprint.
    Pinned,
    /// No longer in use, and kept for its former owner.
    Freed,
    /// It exists, but is no longer in the document.
    Left,
}

impl State {
    /// The word at the end of the line; none for the usual state.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Live => None,
            Self::Pinned => Some("pinned"),
            Self::Freed => Some("freed"),
            Self::Left => Some("left"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What could end a string, a block or a comment in either dialect is no value.
    #[test]
    fn only_harmless_words_are_values() {
        for text in ["", "1a", "a b", "a\"", "a}", "${a}", "a.b", "a\n", "a_b", "-a"] {
            assert!(text.parse::<Label>().is_err(), "{text:?}");
        }
        for text in [
            "",
            "aws_eip",
            "aws_eip.",
            ".a",
            "aws_eip.a.b",
            "aws_eip.a[0]",
            "aws_eip.1a",
            "data aws.a",
            "Aws.a",
            "a.\"b",
        ] {
            assert!(text.parse::<TerraformAddress>().is_err(), "{text:?}");
        }
        assert_eq!("aws_eip.shop_nat_a".parse::<TerraformAddress>().unwrap().as_str(), "aws_eip.shop_nat_a");
        assert_eq!("b-2,a".parse::<Labels>().unwrap().to_string(), "a,b-2");
        assert!("a,,b".parse::<Labels>().is_err() && "".parse::<Labels>().is_err());
        for text in ["", "a,", "a,b,a", "A", "a b"] {
            assert!(text.parse::<LabelWords>().is_err(), "{text:?}");
        }
        assert_eq!("b,a".parse::<LabelWords>().unwrap().to_string(), "b,a");
        for layout in ["shared", "per-zone"] {
            assert_eq!(layout.parse::<TableLayout>().unwrap().to_string(), layout);
        }
        assert!("Shared".parse::<TableLayout>().is_err());
    }
}
