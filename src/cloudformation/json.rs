//! A JSON text writer with the same calls as the YAML one: calls in document order go in, pretty JSON comes out. Has no
//! comments, keeps no tree and never goes back.

use super::writer::{Expression, StackOutput, Writer};
use crate::escape::{self, double_quoted};
use std::fmt::Write;

/// Prints JSON, indented by two; a small map of texts and a function of texts stand on one line. See [`Writer`] for the
/// order of calls.
#[derive(Debug, Default)]
pub struct Json {
    out: String,
    frames: Vec<Frame>,
    /// A key or an item waits for its value.
    waits: bool,
}

#[derive(Debug)]
struct Frame {
    close: char,
    empty: bool,
}

impl Json {
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

    /// The text, with a line break at the end.
    #[must_use]
    pub fn finish(self) -> String {
        debug_assert!(self.frames.is_empty() && !self.waits, "something is still open");
        self.out
    }

    fn line(&mut self) {
        self.out.push('\n');
        escape::spaces(&mut self.out, 2 * self.frames.len());
    }

    fn entry(&mut self, close: char) {
        debug_assert!(!self.waits, "the entry before has no value");
        debug_assert!(
            self.frames.last().is_some_and(|frame| frame.close == close),
            "an item in a map or a key in a list"
        );
        if let Some(frame) = self.frames.last_mut()
            && !std::mem::replace(&mut frame.empty, false)
        {
            self.out.push(',');
        }
        self.line();
        self.waits = true;
    }

    fn value(&mut self, print: impl FnOnce(&mut String)) {
        debug_assert!(self.waits, "a value needs a key or an item before it");
        self.waits = false;
        print(&mut self.out);
    }

    fn open(&mut self, open: char, close: char) {
        debug_assert!(self.waits || self.frames.is_empty(), "a map or list needs a key or an item before it");
        self.waits = false;
        self.out.push(open);
        self.frames.push(Frame { close, empty: true });
    }

    fn close(&mut self, close: char) {
        debug_assert!(!self.waits, "the last entry has no value");
        let frame = self.frames.pop();
        debug_assert!(frame.as_ref().is_some_and(|frame| frame.close == close), "closes what is not open");
        if frame.is_some_and(|frame| !frame.empty) {
            self.line();
        }
        self.out.push(close);
        if self.frames.is_empty() {
            self.out.push('\n');
        }
    }

    fn stack_output(&mut self, of: StackOutput<'_>) {
        let of: Vec<_> = of.arguments().collect();
        self.open_map();
        self.key("Fn::GetStackOutput");
        self.pair(&of);
        self.close_map();
    }

    /// `{"Fn::X": [items]}` over several lines.
    fn function(&mut self, name: &str, items: &[Expression<'_>]) {
        self.open_map();
        self.key(name);
        self.expression(&Expression::List(items));
        self.close_map();
    }
}

impl Writer for Json {
    fn key(&mut self, key: &str) {
        self.entry('}');
        double_quoted(&mut self.out, key);
        self.out.push_str(": ");
    }

    fn item(&mut self) {
        self.entry(']');
    }

    fn text(&mut self, text: &str) {
        self.value(|out| double_quoted(out, text));
    }

    fn number(&mut self, number: i64) {
        // Writing to a String cannot fail.
        self.value(|out| _ = write!(out, "{number}"));
    }

    fn flag(&mut self, flag: bool) {
        self.value(|out| out.push_str(if flag { "true" } else { "false" }));
    }

    fn expression(&mut self, value: &Expression<'_>) {
        use Expression::{
            Cidr, Equals, GetAtt, GetAzs, GetStackOutput, If, Join, List, NoValue, Not, Number, Ref, Select, Split,
            Sub, Text,
        };
        match *value {
            Text(text) => self.text(text),
            Number(number) => self.number(number),
            Ref(name) => self.pair(&[("Ref", name)]),
            NoValue => self.pair(&[("Ref", "AWS::NoValue")]),
            Sub(text) => self.pair(&[("Fn::Sub", text)]),
            GetAzs => self.pair(&[("Fn::GetAZs", "")]),
            GetAtt(resource, attribute) => self.value(|out| {
                out.push_str("{\"Fn::GetAtt\": [");
                double_quoted(out, resource);
                out.push_str(", ");
                double_quoted(out, attribute);
                out.push_str("]}");
            }),
            GetStackOutput(of) => self.stack_output(of),
            Select(index, list) => self.function("Fn::Select", &[Number(index.into()), *list]),
            Cidr(block, count, bits) => {
                self.function("Fn::Cidr", &[*block, Number(count.into()), Number(bits.into())]);
            }
            Join(delimiter, items) => self.function("Fn::Join", &[Text(delimiter), *items]),
            Split(delimiter, text) => self.function("Fn::Split", &[Text(delimiter), *text]),
            If(condition, yes, no) => self.function("Fn::If", &[Text(condition), *yes, *no]),
            Equals(one, other) => self.function("Fn::Equals", &[*one, *other]),
            Not(condition) => self.function("Fn::Not", &[*condition]),
            List(items) => {
                self.open_list();
                for item in items {
                    self.item();
                    self.expression(item);
                }
                self.close_list();
            }
        }
    }

    fn pair(&mut self, entries: &[(&str, &str)]) {
        self.value(|out| {
            out.push('{');
            for (index, (key, text)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                double_quoted(out, key);
                out.push_str(": ");
                double_quoted(out, text);
            }
            out.push('}');
        });
    }

    fn open_map(&mut self) {
        self.open('{', '}');
    }

    fn close_map(&mut self) {
        self.close('}');
    }

    fn open_list(&mut self) {
        self.open('[', ']');
    }

    fn close_list(&mut self) {
        self.close(']');
    }

    fn comment(&mut self, _text: &str) {}

    fn rule(&mut self, _text: &str) {}

    fn blank(&mut self) {}

    fn as_str(&self) -> &str {
        &self.out
    }

    fn take(&mut self) -> String {
        self.frames.clear();
        self.waits = false;
        let room = String::with_capacity(self.out.len());
        std::mem::replace(&mut self.out, room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::tests::any_text;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn prints_like_any_pretty_json() {
        let mut json = Json::new();
        json.comment("nobody sees this");
        json.open_map();
        json.rule("nor this");
        json.key("Tags");
        json.open_list();
        json.item();
        json.pair(&[("Key", "Name"), ("Value", "shop")]);
        json.item();
        json.number(-3);
        json.close_list();
        json.blank();
        json.key("Empty");
        json.open_map();
        json.close_map();
        json.key("None");
        json.open_list();
        json.close_list();
        json.key("On");
        json.flag(true);
        json.close_map();
        let want = json!({"Tags": [{"Key": "Name", "Value": "shop"}, -3], "Empty": {}, "None": [], "On": true});
        let text = json.finish();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), want);
        assert!(
            text.starts_with("{\n  \"Tags\": [\n    {\"Key\": \"Name\", \"Value\": \"shop\"},\n    -3\n"),
            "{text}"
        );
        assert!(text.ends_with("\"Empty\": {},\n  \"None\": [],\n  \"On\": true\n}\n"), "{text}");
    }

    #[test]
    fn functions_take_their_long_form() {
        use Expression::{
            Cidr, Equals, GetAtt, GetAzs, If, Join, List, NoValue, Not, Number, Ref, Select, Split, Sub, Text,
        };
        let block = Cidr(&GetAtt("V", "CidrBlock"), 256, 64);
        let cases = [
            (
                Select(1, &block),
                json!({"Fn::Select": [1, {"Fn::Cidr": [{"Fn::GetAtt": ["V", "CidrBlock"]}, 256, 64]}]}),
            ),
            (If("C", &Ref("X"), &NoValue), json!({"Fn::If": ["C", {"Ref": "X"}, {"Ref": "AWS::NoValue"}]})),
            (Join("-", &List(&[Text("a"), Number(1)])), json!({"Fn::Join": ["-", ["a", 1]]})),
            (Split(",", &Sub("${X}")), json!({"Fn::Split": [",", {"Fn::Sub": "${X}"}]})),
            (Not(&Equals(&Ref("X"), &Text(""))), json!({"Fn::Not": [{"Fn::Equals": [{"Ref": "X"}, ""]}]})),
            (GetAzs, json!({"Fn::GetAZs": ""})),
        ];
        for (expression, want) in cases {
            let mut json = Json::new();
            json.open_map();
            json.key("v");
            json.expression(&expression);
            json.close_map();
            assert_eq!(serde_json::from_str::<Value>(json.as_str()).unwrap(), json!({"v": want}));
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back(key in any_text(), text in any_text()) {
            let mut json = Json::new();
            json.open_map();
            json.key(&key);
            json.open_list();
            json.item();
            json.text(&text);
            json.item();
            json.pair(&[(&text, &key)]);
            json.close_list();
            json.close_map();
            let want = json!({&key: [&text, {&text: &key}]});
            prop_assert_eq!(serde_json::from_str::<Value>(json.as_str()).unwrap(), want);
        }
    }
}
