//! Values on one line: texts in the least quoting that every reader understands, and intrinsic functions in their short
//! form. Appends to a text and reads nothing back.

use super::LONG_KEY;
use crate::cloudformation::writer::Expression;
use crate::escape;
use std::fmt::Write;

/// A text as a block scalar on one line: plain where no reader can mistake it, else quoted.
pub fn scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        quoted(out, text);
    }
}

/// A text inside of `[…]` or `{…}`. Readers of the 1.1 family disagree on a colon in there, so it is quoted.
pub fn flow_scalar(out: &mut String, text: &str) {
    if is_plain(text) && !text.contains(':') {
        out.push_str(text);
    } else {
        quoted(out, text);
    }
}

fn quoted(out: &mut String, text: &str) {
    if text.contains(escape::is_special) {
        escape::double_quoted(out, text);
        return;
    }
    out.push('\'');
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            out.push_str("''");
        }
        out.push_str(piece);
    }
    out.push('\'');
}

/// Whether a text can stand without quotes. Starts like a word or a path, or is an address with a prefix length: no
/// type of YAML 1.1 (<https://yaml.org/type/>) has a slash.
fn is_plain(text: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'/' | b':' | b'-');
    let address = |b: u8| b.is_ascii_hexdigit() || matches!(b, b'.' | b'/' | b':');
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if *last == b':' {
        return false;
    }
    match first {
        b'0'..=b'9' => bytes.contains(&b'/') && bytes.iter().copied().all(address),
        b'/' => bytes.iter().copied().all(word),
        _ => first.is_ascii_alphabetic() && bytes.iter().copied().all(word) && !is_yaml_1_1_word(text),
    }
}

/// Words that some reader takes for a truth value or for nothing.
fn is_yaml_1_1_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    text.len() <= 5 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

pub(super) fn integer(out: &mut String, number: i64) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{number}");
}

pub(super) fn tagged(out: &mut String, tag: &str, text: &str, print: fn(&mut String, &str)) {
    out.push_str(tag);
    print(out, text);
}

/// `{ Key: Name, Value: shop }`
pub(super) fn flow_map<'a>(out: &mut String, entries: impl Iterator<Item = (&'a str, Expression<'a>)>) {
    let start = out.len();
    for (key, value) in entries {
        out.push_str(if out.len() == start { "{ " } else { ", " });
        if key.len() > LONG_KEY {
            out.push_str("? ");
        }
        flow_scalar(out, key);
        out.push_str(if key.len() > LONG_KEY { " : " } else { ": " });
        expression(out, &value);
    }
    out.push_str(if out.len() == start { "{}" } else { " }" });
}

/// An expression on one line, fit for the inside of brackets. A node can bear one tag only, so every function that takes
/// another one as argument takes it inside a list.
pub(super) fn expression(out: &mut String, value: &Expression<'_>) {
    use Expression::{
        Cidr, Equals, GetAtt, GetAzs, GetStackOutput, If, Join, List, NoValue, Not, Number, Ref, Select, Split, Sub,
        Text,
    };
    match *value {
        Text(text) => flow_scalar(out, text),
        Number(number) => integer(out, number),
        Ref(name) => tagged(out, "!Ref ", name, flow_scalar),
        NoValue => tagged(out, "!Ref ", "AWS::NoValue", flow_scalar),
        Sub(text) => tagged(out, "!Sub ", text, flow_scalar),
        GetAzs => out.push_str("!GetAZs ''"),
        GetAtt(resource, attribute) => {
            out.push_str("!GetAtt ");
            // Attributes have dots of their own; the first dot ends the logical id, which has none.
            let start = out.len();
            out.push_str(resource);
            out.push('.');
            out.push_str(attribute);
            if !is_plain(&out[start..]) {
                let name = out.split_off(start);
                quoted(out, &name);
            }
        }
        GetStackOutput(of) => {
            out.push_str("!GetStackOutput ");
            flow_map(out, of.arguments().map(|(name, value)| (name, Text(value))));
        }
        Select(index, list) => list_of(out, "!Select ", &[Number(index.into()), *list]),
        Cidr(block, count, bits) => list_of(out, "!Cidr ", &[*block, Number(count.into()), Number(bits.into())]),
        Join(delimiter, items) => list_of(out, "!Join ", &[Text(delimiter), *items]),
        Split(delimiter, text) => list_of(out, "!Split ", &[Text(delimiter), *text]),
        If(condition, yes, no) => list_of(out, "!If ", &[Text(condition), *yes, *no]),
        Equals(one, other) => list_of(out, "!Equals ", &[*one, *other]),
        Not(condition) => list_of(out, "!Not ", &[*condition]),
        List(items) => list_of(out, "", items),
    }
}

fn list_of(out: &mut String, tag: &str, items: &[Expression<'_>]) {
    out.push_str(tag);
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        expression(out, item);
    }
    out.push(']');
}
