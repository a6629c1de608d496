//! Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request:
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message>.

use super::visible::visible;
use super::{Diagnostic, Sources, json, position};

/// One command, one line.
pub fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let kind = json::severity(diagnostic.severity());
    let number = diagnostic.code.number();
    let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| {
        let source = sources.get(label.span.source);
        let (line, column) = position(source, label.span.start);
        let (end_line, end_column) = position(source, label.span.end);
        let file = property(&source.name);
        // GitHub takes an end column only within one line, and counts it inclusively.
        let end = if line == end_line && end_column > column + 1 {
            format!(",endColumn={}", end_column - 1)
        } else {
            String::new()
        };
        format!("file={file},line={line},col={column}{end},")
    });
    let mut message = visible(&diagnostic.message);
    for (name, text) in
        diagnostic.why.iter().map(|why| ("why", why)).chain(diagnostic.help.iter().map(|help| ("help", help)))
    {
        for (index, line) in text.lines().enumerate() {
            let start = if index == 0 { format!("{name}: ") } else { "  ".to_owned() };
            message = format!("{message}\n{start}{}", visible(line));
        }
    }
    format!("::{kind} {place}title={number}::{}\n", data(&message))
}

/// Text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property before it.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}
