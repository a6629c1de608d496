//! Where lines break and what stands below what: the rules of `terraform fmt`. Takes the text of the run of one-line
//! attributes, or of the list, that is just ending, and puts it back with padding or line breaks; nothing before it moves.

use super::{Frame, Hcl, List};
use crate::escape;
use unicode_segmentation::UnicodeSegmentation;

/// A list that would end behind this column gets a line for each item.
const LIST_COLUMNS: usize = 100;

impl Hcl {
    /// Whether the list about to close is the outermost one on its line, and the line is too long.
    pub(super) fn ends_long_line(&self) -> bool {
        let mut lists = self.frames.iter().rev().filter_map(|frame| match frame {
            Frame::List(list) if !list.wrapped => Some(list),
            _ => None,
        });
        let outermost = lists.next().is_some_and(|list| !list.items.is_empty()) && lists.next().is_none();
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        outermost && width(&self.out[start..]) >= LIST_COLUMNS
    }

    /// The current value takes several lines: its key aligns with nobody, and each list around it gets a line per item.
    pub(super) fn wrap(&mut self) {
        self.line = None;
        for index in 0..self.frames.len() {
            if let Frame::List(list) = &mut self.frames[index]
                && !std::mem::replace(&mut list.wrapped, true)
            {
                self.indent += 1;
                let moved = wrap_list(&mut self.out, &mut self.spare, list, self.indent);
                for frame in &mut self.frames[index + 1..] {
                    if let Frame::List(inner) = frame {
                        inner.start += moved;
                        inner.items.iter_mut().for_each(|item| *item += moved);
                    }
                }
            }
        }
        // Last, because it moves everything behind the run, and the lists above know where they are.
        self.align();
    }

    /// Ends the run: puts its `=` below each other. Touches no text before it.
    pub(super) fn align(&mut self) {
        let widest = self.run.iter().map(|line| line.width).max().unwrap_or(0);
        if self.run.iter().any(|line| line.width < widest) {
            let first = self.run[0].at;
            self.spare.clear();
            self.spare.push_str(&self.out[first..]);
            self.out.truncate(first);
            for (index, line) in self.run.iter().enumerate() {
                let end = self.run.get(index + 1).map_or(self.spare.len(), |next| next.at - first);
                escape::spaces(&mut self.out, widest - line.width);
                self.out.push_str(&self.spare[line.at - first..end]);
            }
        }
        self.run.clear();
    }
}

/// Gives each item of a one-line list its own line; the last one stays open. Says how far that one moved.
fn wrap_list(out: &mut String, spare: &mut String, list: &List, indent: usize) -> usize {
    spare.clear();
    spare.push_str(&out[list.start..]);
    out.truncate(list.start);
    let mut moved = 0;
    for (index, item) in list.items.iter().enumerate() {
        // What separates two items is ", ".
        let end = list.items.get(index + 1).map_or(spare.len(), |next| next - list.start - 2);
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        escape::spaces(out, 2 * indent);
        moved = out.len() - item;
        out.push_str(&spare[item - list.start..end]);
    }
    moved
}

/// Columns as `terraform fmt` counts them: grapheme clusters, each quote on its own, but of Unicode 15.0, which did not
/// yet join Indic consonants across a virama (<https://www.unicode.org/reports/tr29/#GB9c>). Newer characters, and a
/// mark right behind `$` or `%`, may still count otherwise, which costs an alignment and nothing else.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let inner = text.trim_matches('"');
    let linker = |c| matches!(c, '\u{94d}' | '\u{9cd}' | '\u{acd}' | '\u{b4d}' | '\u{c4d}' | '\u{d4d}');
    let mut joined = String::with_capacity(4 + inner.len());
    let quotes = text.len() - inner.len();
    let mut columns = quotes;
    for piece in inner.split_inclusive(linker) {
        // Behind another character, a mark at the start of a piece has no column of its own.
        joined.clear();
        joined.push_str(if columns > quotes { "a" } else { "" });
        joined.push_str(piece);
        columns += joined.graphemes(true).count() - usize::from(joined.len() > piece.len());
    }
    columns
}
