//! A YAML text writer: calls in document order go in, text comes out that YAML 1.1 and 1.2 readers understand alike.
//! It knows no AWS beyond the short tags of the intrinsic functions, keeps no tree and never goes back.

mod scalar;

pub use scalar::{flow_scalar, scalar};

use super::writer::{Expression, Writer};
use crate::escape;
use scalar::{expression, flow_map, integer, tagged};

/// Readers give up on a key longer than this many characters (YAML 1.2.2, 7.4) unless `?` announces it. Counted in
/// bytes of the text with room for quotes and escapes, hence far below 1024.
const LONG_KEY: usize = 160;

/// Prints YAML. See [`Writer`] for the order of calls.
#[derive(Debug, Default)]
pub struct Yaml {
    out: String,
    frames: Vec<Frame>,
    /// What is on the line and waits for a value.
    waits: Option<Lead>,
}

/// An open map or list.
#[derive(Debug)]
struct Frame {
    indent: usize,
    list: bool,
    /// What stands on the line before the first entry. [`Lead::Line`] afterwards.
    lead: Lead,
    empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Lead {
    /// Nothing: a new line.
    Line,
    /// `key:`
    Key,
    /// `-`
    Dash,
}

impl Yaml {
    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty document with room for so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), ..Self::default() }
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        debug_assert!(self.frames.is_empty() && self.waits.is_none(), "something is still open");
        self.out
    }

    /// Bytes printed so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether nothing is printed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// A value that is valid YAML text on one line already.
    pub fn raw(&mut self, yaml: &str) {
        debug_assert!(!yaml.contains('\n'), "a raw value is one line");
        self.value(|out| out.push_str(yaml));
    }

    fn indent(&mut self) {
        let columns = self.frames.last().map_or(0, |frame| frame.indent);
        escape::spaces(&mut self.out, columns);
    }

    /// Brings the line to where the next entry of the innermost map or list starts.
    fn entry(&mut self, list: bool) {
        debug_assert!(self.waits.is_none(), "the entry before has no value");
        debug_assert!(self.frames.last().is_none_or(|frame| frame.list == list), "an item in a map or a key in a list");
        let lead = self.frames.last_mut().map_or(Lead::Line, |frame| {
            frame.empty = false;
            std::mem::replace(&mut frame.lead, Lead::Line)
        });
        match lead {
            Lead::Line => self.indent(),
            Lead::Key => {
                self.out.push('\n');
                self.indent();
            }
            Lead::Dash => self.out.push(' '),
        }
    }

    /// Brings the line to where a comment may stand. Says whether one may.
    fn between(&mut self) -> bool {
        debug_assert!(self.waits.is_none(), "a comment between a key and its value");
        if self.waits.is_some() {
            return false;
        }
        if let Some(frame) = self.frames.last_mut()
            && std::mem::replace(&mut frame.lead, Lead::Line) != Lead::Line
        {
            self.out.push('\n');
        }
        true
    }

    fn value(&mut self, print: impl FnOnce(&mut String)) {
        debug_assert!(self.waits.is_some(), "a value needs a key or an item before it");
        if self.waits.take().is_some() {
            self.out.push(' ');
        }
        print(&mut self.out);
        self.out.push('\n');
    }

    fn open(&mut self, list: bool) {
        debug_assert!(self.waits.is_some() || self.frames.is_empty(), "a map or list needs a key or an item before it");
        let indent = self.frames.last().map_or(0, |frame| frame.indent + 2);
        let lead = self.waits.take().unwrap_or(Lead::Line);
        self.frames.push(Frame { indent, list, lead, empty: true });
    }

    fn close(&mut self, list: bool) {
        debug_assert!(self.waits.is_none(), "the last entry has no value");
        debug_assert!(self.frames.last().is_some_and(|frame| frame.list == list), "closes what is not open");
        if let Some(Frame { empty: true, lead, .. }) = self.frames.last() {
            if *lead == Lead::Line {
                self.indent();
            } else {
                self.out.push(' ');
            }
            self.out.push_str(if list { "[]\n" } else { "{}\n" });
        }
        self.frames.pop();
    }
}

impl Writer for Yaml {
    fn key(&mut self, key: &str) {
        self.entry(false);
        if key.len() > LONG_KEY {
            self.out.push_str("? ");
            scalar(&mut self.out, key);
            self.out.push('\n');
            self.indent();
        } else {
            scalar(&mut self.out, key);
        }
        self.out.push(':');
        self.waits = Some(Lead::Key);
    }

    fn item(&mut self) {
        self.entry(true);
        self.out.push('-');
        self.waits = Some(Lead::Dash);
    }

    fn text(&mut self, text: &str) {
        self.value(|out| scalar(out, text));
    }

    fn number(&mut self, number: i64) {
        self.value(|out| integer(out, number));
    }

    fn flag(&mut self, flag: bool) {
        self.value(|out| out.push_str(if flag { "true" } else { "false" }));
    }

    fn expression(&mut self, value: &Expression<'_>) {
        self.value(|out| match value {
            // The two that print as one scalar, outside of any brackets.
            Expression::Text(text) => scalar(out, text),
            Expression::Ref(name) => tagged(out, "!Ref ", name, scalar),
            other => expression(out, other),
        });
    }

    fn open_map(&mut self) {
        self.open(false);
    }

    fn close_map(&mut self) {
        self.close(false);
    }

    fn open_list(&mut self) {
        self.open(true);
    }

    fn close_list(&mut self) {
        self.close(true);
    }

    fn pair(&mut self, entries: &[(&str, &str)]) {
        self.value(|out| flow_map(out, entries.iter().map(|(key, text)| (*key, Expression::Text(text)))));
    }

    fn flow_map(&mut self, entries: &[(&str, Expression<'_>)]) {
        self.value(|out| flow_map(out, entries.iter().copied()));
    }

    fn comment(&mut self, text: &str) {
        if self.between() {
            self.indent();
            escape::comment(&mut self.out, text);
        }
    }

    fn rule(&mut self, text: &str) {
        if self.between() {
            self.indent();
            let columns = self.frames.last().map_or(0, |frame| frame.indent);
            escape::rule(&mut self.out, columns, text);
        }
    }

    fn blank(&mut self) {
        if self.between() && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn as_str(&self) -> &str {
        &self.out
    }

    fn take(&mut self) -> String {
        self.frames.clear();
        self.waits = None;
        let room = String::with_capacity(self.out.len());
        std::mem::replace(&mut self.out, room)
    }
}

#[cfg(test)]
mod tests;
