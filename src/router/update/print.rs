//! Statements as text. In come statements, of which each says the blocks around it, out goes a file, or the lines that lead from some
//! statements to others.

use super::rule::Gone;
use super::statement::{Statement, Syntax};

/// A whole file of statements.
pub fn whole(statements: &[Statement], syntax: Syntax) -> String {
    let mut out = String::new();
    match syntax {
        Syntax::Lines => statements.iter().for_each(|one| line(&mut out, 0, &one.words)),
        _ => block(&mut out, statements, &[], 0),
    }
    out
}

fn line(out: &mut String, depth: usize, words: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(words);
    out.push('\n');
}

/// What stands directly in a block, each with what stands in it.
fn block(out: &mut String, statements: &[Statement], around: &[String], depth: usize) {
    for one in statements.iter().filter(|one| one.around() == around) {
        if one.rule.block.is_empty() {
            line(out, depth, &one.words);
        } else {
            line(out, depth, &format!("{} {{", one.words));
            block(out, statements, &one.at, depth + 1);
            line(out, depth, "}");
        }
    }
}

/// A line of an update: what is said, and in which blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words of the blocks around it.
    pub around: Vec<String>,
    /// The words.
    pub words: String,
    /// Whether it opens a block itself.
    pub opens: bool,
}

/// Lines of FRR and IOS: blocks are opened as they are needed, and closed behind.
pub fn indented(said: &[Said]) -> String {
    let (mut out, mut open) = (String::new(), Vec::<String>::new());
    for one in said {
        let common = open.iter().zip(&one.around).take_while(|(is, wanted)| is == wanted).count();
        close(&mut out, &mut open, common);
        for head in one.around.iter().skip(common) {
            enter(&mut out, &mut open, head);
        }
        if one.opens {
            enter(&mut out, &mut open, &one.words);
        } else {
            spaced(&mut out, open.len(), &one.words);
        }
    }
    close(&mut out, &mut open, 0);
    out
}

fn spaced(out: &mut String, depth: usize, words: &str) {
    out.push_str(&" ".repeat(depth));
    out.push_str(words);
    out.push('\n');
}

fn enter(out: &mut String, open: &mut Vec<String>, head: &str) {
    spaced(out, open.len(), head);
    open.push(head.to_owned());
}

fn close(out: &mut String, open: &mut Vec<String>, down_to: usize) {
    while open.len() > down_to {
        let head = open.pop().unwrap_or_default();
        let word = if head.starts_with("address-family") { "exit-address-family" } else { "exit" };
        spaced(out, open.len(), word);
    }
}

/// What takes a statement away; `None` where nothing does.
pub fn taken(statement: &Statement) -> Option<String> {
    let words = &statement.words;
    match statement.rule.gone {
        Gone::Words => Some(words.strip_prefix("no ").map_or_else(|| format!("no {words}"), str::to_owned)),
        Gone::Upto(count) => Some(format!("no {}", words.split(' ').take(count).collect::<Vec<_>>().join(" "))),
        Gone::Container | Gone::Nothing | Gone::Refused(_) => None,
    }
}
