//! A document of JSON in one text, for properties that CloudFormation takes as texts: the body of a dashboard. In comes a document whose
//! values may read other resources, out goes the text that `Fn::Sub` completes. What a text of the document holds never becomes a
//! reference: its `${` is written as `${!`.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>

use crate::aws::Json;

/// The text of a document, without blanks. `read` is what stands for a value that is read: `${Hub}`.
pub(super) fn text(json: &Json, read: &dyn Fn(&Json) -> String) -> String {
    let mut out = String::new();
    print(json, read, &mut out);
    out
}

fn print(json: &Json, read: &dyn Fn(&Json) -> String, out: &mut String) {
    let between =
        |out: &mut String, items: &mut dyn Iterator<Item = (Option<&str>, &Json)>, [open, close]: [char; 2]| {
            out.push(open);
            for (place, (key, value)) in items.enumerate() {
                if place > 0 {
                    out.push(',');
                }
                if let Some(key) = key {
                    quoted(key, out);
                    out.push(':');
                }
                print(value, read, out);
            }
            out.push(close);
        };
    match json {
        Json::Text(text) => quoted(text, out),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::List(items) => between(out, &mut items.iter().map(|item| (None, item)), ['[', ']']),
        Json::Map(entries) => {
            between(out, &mut entries.iter().map(|(key, value)| (Some(key.as_ref()), value)), ['{', '}']);
        }
        Json::AsText(inner) => print(inner, read, out),
        Json::Read(_) | Json::Account { .. } | Json::Arn(_) | Json::Parameter(_) => {
            out.push('"');
            out.push_str(&read(json));
            out.push('"');
        }
    }
}

/// A text of JSON in which `Fn::Sub` replaces nothing.
fn quoted(text: &str, out: &mut String) {
    let json = serde_json::Value::from(text).to_string();
    out.push_str(&json.replace("${", "${!"));
}
