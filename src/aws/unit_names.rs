//! The names of a unit. In come words of the document, out go the names of a stack and a file; what the unit is about it never asks.

/// The names of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitNames {
    /// The stack's and the template's: `shop-security`.
    pub stack: String,
    /// The file's, without `.tf`: `vpc_shop_security`.
    pub file: String,
    /// In a sentence: `VPC shop: security groups and network ACLs`.
    pub title: String,
}

impl UnitNames {
    /// One with the words of each.
    pub(super) fn new(stack: &str, file: &[&str], title: String) -> Self {
        Self { stack: stack.to_owned(), file: file.join("_").replace('-', "_"), title }
    }

    /// One whose last words stand apart in the stack's name, so that no name with a hyphen is read as two.
    pub(super) fn apart(words: &[&str], last: &[&str], title: String) -> Self {
        let stack = std::iter::once(words.join("-")).chain(last.iter().map(|word| (*word).to_owned()));
        let stack: Vec<String> = stack.collect();
        Self::new(&stack.join("--"), &[words, last].concat(), title)
    }

    /// One whose stack and file have the same words.
    pub(super) fn worded(words: &[&str], title: String) -> Self {
        Self::new(&words.join("-"), words, title)
    }
}
