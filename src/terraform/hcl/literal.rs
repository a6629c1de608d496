//! Texts and keys: any text goes in, a literal comes out that HCL reads back as that text.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions>

use crate::escape;

/// A text in double quotes, with everything escaped that HCL would read as something else.
pub fn quoted(out: &mut String, text: &str) {
    out.push('"');
    escaped(out, text);
    out.push('"');
}

/// The literal part of a template between quotes, for callers that print a `${…}` of their own behind it.
pub fn template_text(out: &mut String, text: &str) {
    // A `$` right before the caller's `${` would escape it.
    let (text, last) = match text.strip_suffix(['$', '%']) {
        Some(rest) => (rest, if text.ends_with('$') { "\\u0024" } else { "\\u0025" }),
        None => (text, ""),
    };
    escaped(out, text);
    out.push_str(last);
}

fn escaped(out: &mut String, text: &str) {
    if escape::is_printable_ascii(text) && !text.contains(['"', '\\', '$', '%']) {
        out.push_str(text);
        return;
    }
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // `$${` stands for `${`, and a longer run of `$` stands for itself.
        if matches!(character, '$' | '%') && characters.peek() == Some(&'{') {
            out.push(character);
        }
        escape::escaped(out, character);
    }
}

/// Whether a text can be a key without quotes. `for` begins a comprehension; the literals are quoted for the reader.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        && !matches!(text, "for" | "true" | "false" | "null")
}
