//! Statements of Junos, before they have a form. A word is either a keyword or a value that is known to be harmless, or a text
//! in quotes.

use std::fmt::Display;

/// A statement.
#[derive(Clone)]
pub(super) enum Statement {
    /// Words with statements inside.
    Block(String, Vec<Statement>),
    /// Words alone.
    Leaf(String),
    /// Words and a text in quotes.
    Quoted(String, String),
    /// Words and a list in brackets; in the set form one line for each.
    List(String, Vec<String>),
    /// A comment.
    Remark(String),
}

impl Statement {
    /// Whether it is a block without anything inside.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Block(_, inside) if inside.is_empty())
    }
}

pub(super) fn block(words: impl Into<String>, inside: Vec<Statement>) -> Statement {
    Statement::Block(words.into(), inside)
}

/// A keyword and its value.
pub(super) fn leaf(keyword: &str, value: impl Display) -> Statement {
    Statement::Leaf(format!("{keyword} {value}"))
}

/// A keyword or a value alone.
pub(super) fn word(word: impl Display) -> Statement {
    Statement::Leaf(word.to_string())
}

pub(super) fn quoted(keyword: &str, text: impl Into<String>) -> Statement {
    Statement::Quoted(keyword.to_owned(), text.into())
}

pub(super) fn list(keyword: &str, items: &[&str]) -> Statement {
    Statement::List(keyword.to_owned(), items.iter().map(|item| (*item).to_owned()).collect())
}

pub(super) fn remark(text: impl Into<String>) -> Statement {
    Statement::Remark(text.into())
}
