//! An HCL text writer: calls in document order go in, text comes out that `terraform fmt` leaves as it is. It knows no
//! AWS, keeps no tree and rewrites nothing but the run of lines or the list it is in.
//! <https://developer.hashicorp.com/terraform/language/style>

mod layout;
mod literal;

pub use literal::{quoted, template_text};

use crate::escape;
use layout::width;
use literal::is_identifier;
use std::fmt::{Display, Write};

/// Prints HCL.
///
/// `attribute` (in a block) or `object_key` (in an object) is followed by one value: a scalar, or a list, object or
/// function call from its `open_…` to its `close_…`. Inside of a list, values follow each other. `comment`, `rule` and
/// `blank` stand between attributes, blocks and object entries. Calls in another order are a mistake of the caller:
/// debug builds panic, release builds print something unreadable.
#[derive(Debug, Default)]
pub struct Hcl {
    out: String,
    frames: Vec<Frame>,
    indent: usize,
    /// The one-line attributes since the last line of another kind; their `=` stand below each other.
    run: Vec<Line>,
    /// The attribute whose value is being printed on its own line.
    line: Option<Line>,
    /// Memory that runs and lists are rewritten with.
    spare: String,
}

/// Where on a line the key ends, and how wide it is.
#[derive(Clone, Copy, Debug)]
struct Line {
    at: usize,
    width: usize,
}

#[derive(Debug)]
enum Frame {
    Block { empty: bool },
    Object { empty: bool },
    List(List),
    Call,
}

/// An open list. Its text stays on one line until an item breaks the line or the line gets too long.
#[derive(Debug)]
struct List {
    /// Just behind the `[`; of no use once wrapped.
    start: usize,
    /// Where each item starts; of no use once wrapped.
    items: Vec<usize>,
    wrapped: bool,
}

impl Hcl {
    /// An empty file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty file with room for so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), ..Self::default() }
    }

    /// What is printed so far; the whole file once everything is closed.
    pub fn as_str(&mut self) -> &str {
        self.align();
        &self.out
    }

    /// The text.
    #[must_use]
    pub fn finish(mut self) -> String {
        debug_assert!(self.frames.is_empty() && self.line.is_none(), "something is still open");
        self.align();
        self.out
    }

    /// Forgets the file and keeps the memory, for the next one.
    pub fn clear(&mut self) {
        self.out.clear();
        self.frames.clear();
        self.run.clear();
        self.line = None;
        self.indent = 0;
    }

    /// A remark for the reader.
    pub fn comment(&mut self, text: &str) {
        if self.between() {
            self.pad();
            escape::comment(&mut self.out, text);
        }
    }

    /// A section header.
    pub fn rule(&mut self, text: &str) {
        if self.between() {
            self.pad();
            escape::rule(&mut self.out, 2 * self.indent, text);
        }
    }

    /// An empty line. Two in a row are one.
    pub fn blank(&mut self) {
        if self.between() && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// `kind "label" "label" {`. Kind and labels are identifiers.
    pub fn open_block(&mut self, kind: &str, labels: &[&str]) {
        debug_assert!(!matches!(self.frames.last(), Some(Frame::Object { .. })), "a block in an object");
        debug_assert!(is_identifier(kind) && labels.iter().all(|label| is_identifier(label)), "{kind} {labels:?}");
        self.between();
        self.pad();
        self.out.push_str(kind);
        for label in labels {
            self.out.push(' ');
            quoted(&mut self.out, label);
        }
        self.out.push_str(" {");
        self.frames.push(Frame::Block { empty: true });
    }

    /// Ends the innermost block.
    pub fn close_block(&mut self) {
        debug_assert!(matches!(self.frames.last(), Some(Frame::Block { .. })), "no block to close");
        self.close_braces();
        self.out.push('\n');
    }

    /// `name =`. Its value follows. The name is an identifier.
    pub fn attribute(&mut self, name: &str) {
        debug_assert!(
            matches!(self.frames.last(), None | Some(Frame::Block { .. })),
            "an attribute outside of a block"
        );
        debug_assert!(is_identifier(name), "`{name}` is no attribute name");
        self.key(|out| out.push_str(name));
    }

    /// `key =` in an object. Its value follows.
    pub fn object_key(&mut self, key: &str) {
        debug_assert!(matches!(self.frames.last(), Some(Frame::Object { .. })), "an object key outside of an object");
        self.key(|out| if is_identifier(key) { out.push_str(key) } else { quoted(out, key) });
    }

    /// A text that reads back as this text (in Unicode's normal form C, as HCL has it).
    pub fn text(&mut self, text: &str) {
        self.value(|out| quoted(out, text));
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) {
        // Writing to a String cannot fail.
        self.value(|out| _ = write!(out, "{number}"));
    }

    /// True or false.
    pub fn flag(&mut self, flag: bool) {
        self.value(|out| out.push_str(if flag { "true" } else { "false" }));
    }

    /// An expression on one line, as `terraform fmt` would write it: `aws_vpc.shop.id`.
    pub fn raw(&mut self, expression: impl Display) {
        self.value(|out| {
            let start = out.len();
            // Writing to a String cannot fail.
            let _ = write!(out, "{expression}");
            debug_assert!(!out[start..].contains('\n'), "a raw expression is one line");
        });
    }

    /// Begins a list of values: `[a, b]`, or a line for each item when that is long or an item has lines of its own.
    pub fn open_list(&mut self) {
        self.begin_value();
        self.out.push('[');
        self.frames.push(Frame::List(List { start: self.out.len(), items: Vec::new(), wrapped: false }));
    }

    /// Ends the innermost list.
    pub fn close_list(&mut self) {
        debug_assert!(matches!(self.frames.last(), Some(Frame::List(_))), "no list to close");
        if self.ends_long_line() {
            self.wrap();
            self.out.push_str(",\n");
        }
        if let Some(Frame::List(List { wrapped: true, .. })) = self.frames.pop() {
            self.indent = self.indent.saturating_sub(1);
            self.pad();
        }
        self.out.push(']');
        self.end_value();
    }

    /// A list of texts.
    pub fn texts(&mut self, texts: &[&str]) {
        self.open_list();
        for text in texts {
            self.text(text);
        }
        self.close_list();
    }

    /// Begins an object, such as `tags = {`. Without entries it prints as `{}`.
    pub fn open_object(&mut self) {
        self.begin_value();
        self.out.push('{');
        self.frames.push(Frame::Object { empty: true });
    }

    /// Ends the innermost object.
    pub fn close_object(&mut self) {
        debug_assert!(matches!(self.frames.last(), Some(Frame::Object { .. })), "no object to close");
        self.close_braces();
        self.end_value();
    }

    /// Begins a function call with one argument: `jsonencode(`.
    pub fn open_call(&mut self, function: &str) {
        self.begin_value();
        self.out.push_str(function);
        self.out.push('(');
        self.frames.push(Frame::Call);
    }

    /// Ends the innermost function call.
    pub fn close_call(&mut self) {
        debug_assert!(matches!(self.frames.last(), Some(Frame::Call)), "no call to close");
        self.frames.pop();
        self.out.push(')');
        self.end_value();
    }

    fn pad(&mut self) {
        escape::spaces(&mut self.out, 2 * self.indent);
    }

    fn key(&mut self, print: impl FnOnce(&mut String)) {
        debug_assert!(!self.out.ends_with(" = "), "the attribute before has no value");
        self.open_body();
        self.pad();
        let start = self.out.len();
        print(&mut self.out);
        self.line = Some(Line { at: self.out.len(), width: width(&self.out[start..]) });
        self.out.push_str(" = ");
    }

    /// Moves to the first line inside of the braces, once there is something to put there.
    fn open_body(&mut self) {
        if let Some(Frame::Block { empty } | Frame::Object { empty }) = self.frames.last_mut()
            && std::mem::replace(empty, false)
        {
            self.wrap();
            self.out.push('\n');
            self.indent += 1;
        }
    }

    fn close_braces(&mut self) {
        debug_assert!(!self.out.ends_with(" = "), "the last attribute has no value");
        if let Some(Frame::Block { empty: false } | Frame::Object { empty: false }) = self.frames.pop() {
            self.align();
            self.indent = self.indent.saturating_sub(1);
            self.pad();
        }
        self.out.push('}');
    }

    /// Ends the run, and says whether something other than an attribute may stand here.
    fn between(&mut self) -> bool {
        // Whatever is complete ends in a line break, so this is an attribute without its value.
        let value = matches!(self.frames.last(), Some(Frame::List(_) | Frame::Call)) || self.out.ends_with(" = ");
        debug_assert!(!value, "not between attributes");
        if !value {
            self.open_body();
            self.align();
        }
        !value
    }

    fn value(&mut self, print: impl FnOnce(&mut String)) {
        self.begin_value();
        print(&mut self.out);
        self.end_value();
    }

    fn begin_value(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::List(List { wrapped: true, .. })) => self.pad(),
            Some(Frame::List(List { items, .. })) => {
                if !items.is_empty() {
                    self.out.push_str(", ");
                }
                items.push(self.out.len());
            }
            Some(Frame::Call) => {}
            _ => debug_assert!(self.out.ends_with(" = "), "a value needs an attribute before it"),
        }
    }

    fn end_value(&mut self) {
        match self.frames.last() {
            Some(Frame::List(List { wrapped: true, .. })) => self.out.push_str(",\n"),
            Some(Frame::List(_) | Frame::Call) => {}
            _ => {
                self.out.push('\n');
                self.run.extend(self.line.take());
            }
        }
    }
}

#[cfg(test)]
mod tests;
