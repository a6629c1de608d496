//! A CloudFormation template: text in, its values out, with functions in their long form. Unlike a blueprint, a template has tags and
//! no places to blame; and what readers of YAML 1.1 and 1.2 do not read alike is an error, for CloudFormation's is of the one
//! family and most people's tools are of the other.

use super::{Kind, MAX_DEPTH, scalar};
use serde_json::{Map, Value};
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, options};

/// The short forms of functions, without the `!`.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>
const FUNCTIONS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
];

/// A list or map whose end has not come yet, with the function that takes it.
struct Frame {
    function: Option<String>,
    content: Content,
}

enum Content {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

#[derive(Default)]
struct Builder {
    frames: Vec<Frame>,
    root: Option<Value>,
    documents: usize,
}

/// Reads a template. The error says the line and what is wrong there.
pub fn template(text: &str) -> Result<Value, String> {
    let options = options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH, emit_comments: false };
    let line = |offset: Option<usize>| {
        let offset = scalar::floor(text, offset.unwrap_or(0).min(text.len()));
        text[..offset].matches('\n').count() + 1
    };
    let mut builder = Builder::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) =
            event.map_err(|error| format!("line {}: {}", line(error.marker().byte_offset()), error.info()))?;
        let start = place.byte_range().map(|range| range.start);
        builder.take(event).map_err(|why| format!("line {}: {why}", line(start)))?;
    }
    builder.root.ok_or_else(|| "it is empty".to_owned())
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        let function = event.tag().map(|tag| function(&tag.original())).transpose()?;
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 { Err("a second document starts".to_owned()) } else { Ok(()) }
            }
            Event::Scalar(text, style, 0, _) => self.complete(value(&text, style)?, function),
            Event::SequenceStart(_, 0, _) => self.open(function, Content::List(Vec::new())),
            Event::MappingStart(_, 0, _) => self.open(function, Content::Map(Map::new(), None)),
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) => {
                Err("no template that netgen writes has anchors".to_owned())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.frames.pop() {
                Some(Frame { function, content: Content::List(items) }) => self.complete(items.into(), function),
                Some(Frame { function, content: Content::Map(map, _) }) => self.complete(map.into(), function),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, function: Option<String>, content: Content) -> Result<(), String> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(format!("nested more than {MAX_DEPTH} levels deep"));
        }
        self.frames.push(Frame { function, content });
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn complete(&mut self, value: Value, function: Option<String>) -> Result<(), String> {
        let value = match function {
            None => value,
            Some(name) => called(name, value),
        };
        match self.frames.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(value),
            Some(Content::List(items)) => items.push(value),
            Some(Content::Map(map, key)) => match (key.take(), value) {
                (None, Value::String(name)) if map.contains_key(&name) => {
                    return Err(format!("the key `{name}` comes twice"));
                }
                (None, Value::String(name)) => *key = Some(name),
                (None, other) => return Err(format!("the key {other} is no text")),
                (Some(name), value) => drop(map.insert(name, value)),
            },
        }
        Ok(())
    }
}

/// `Fn::Sub` of `!Sub`.
fn function(tag: &str) -> Result<String, String> {
    match tag.strip_prefix('!') {
        Some(name @ ("Ref" | "Condition")) => Ok(name.to_owned()),
        Some(name) if FUNCTIONS.contains(&name) => Ok(format!("Fn::{name}")),
        _ => Err(format!("{tag} is no function of CloudFormation")),
    }
}

/// A function in its long form. `!GetAtt A.B` has its argument in one text.
fn called(name: String, argument: Value) -> Value {
    let argument = match argument.as_str().and_then(|text| text.split_once('.')) {
        Some((id, attribute)) if name == "Fn::GetAtt" => vec![id, attribute].into(),
        _ => argument,
    };
    Value::Object(Map::from_iter([(name, argument)]))
}

fn value(text: &str, style: ScalarStyle) -> Result<Value, String> {
    if style != ScalarStyle::Plain {
        return Ok(text.into());
    }
    match scalar::resolve(text) {
        Kind::Bool(flag) => Ok(flag.into()),
        Kind::Integer(number) => Ok(number.into()),
        Kind::Text(text) if !is_ambiguous(&text) => Ok(text.into()),
        Kind::Null => Err("nothing is no value of a template".to_owned()),
        _ => Err(format!("YAML 1.1 and 1.2 do not both read `{text}` as a text; put it in quotes")),
    }
}

/// Whether some reader takes an unquoted text for a truth value, a number, a time or a date.
/// <https://yaml.org/type/>
fn is_ambiguous(text: &str) -> bool {
    const WORDS: &[&str] =
        &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<", ".inf", "+.inf", "-.inf", ".nan"];
    let number = |byte: u8| byte.is_ascii_hexdigit() || b"_:.+-xXoOtTzZ ".contains(&byte);
    let starts = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || (starts && text.bytes().all(number))
}

#[cfg(test)]
mod tests {
    use super::template;
    use serde_json::json;

    #[test]
    fn functions_become_long() {
        let text = "A: !Ref Vpc\nB: !GetAtt Eip.AllocationId.X\nC: !Select [0, !Cidr [!GetAtt [Vpc, Blocks], 256, 64]]\n\
                    D: {d: '017', e: 10.0.0.0/16, f: \"true\"}\nE: [true, 5, a b]\n";
        let read = json!({
            "A": { "Ref": "Vpc" }, "B": { "Fn::GetAtt": ["Eip", "AllocationId.X"] },
            "C": { "Fn::Select": [0, { "Fn::Cidr": [{ "Fn::GetAtt": ["Vpc", "Blocks"] }, 256, 64] }] },
            "D": { "d": "017", "e": "10.0.0.0/16", "f": "true" }, "E": [true, 5, "a b"],
        });
        assert_eq!(template(text), Ok(read));
    }

    #[test]
    fn what_readers_do_not_read_alike_is_refused() {
        for text in
            ["on", "No", "True", "0644", "65000:10", "1e3", "2010-09-09", "0x1F", "1_000", "1.5", ".inf", "10.0.0.1"]
        {
            let found = template(&format!("A:\n  B: {text}\n"));
            assert!(found.as_ref().is_err_and(|error| error.starts_with("line 2: YAML 1.1")), "{text}: {found:?}");
        }
        for (text, says) in [
            ("A: 1\nA: 2\n", "line 2: the key `A` comes twice"),
            ("A:\nB: 1\n", "line 1: nothing"),
            ("A: !Reff B\n", "line 1: !Reff is no function"),
            ("A: &x 1\nB: *x\n", "line 1: no template"),
            ("A: 1\n---\nB: 1\n", "a second document"),
            ("1: A\n", "line 1: the key 1 is no text"),
            ("A: [1\n", "line "),
            ("", "it is empty"),
        ] {
            let error = template(text).unwrap_err();
            assert!(error.contains(says), "{text:?}: {error}");
        }
        assert!(template(&"[".repeat(500)).is_err());
    }
}
