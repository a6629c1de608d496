//! Identifiers and labels of Mermaid flowcharts. In come names and texts, out go identifiers that are never a keyword and
//! labels that are never markup. <https://mermaid.js.org/syntax/flowchart.html>

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::escape::is_special;

/// Text that may stand in a chart as it is: the only text that the templates print without escaping.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(super) struct Mermaid(String);

impl fmt::Display for Mermaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An identifier: a word for the kind of thing, then the names. Names hold single hyphens and no underscores, so that two
/// underscores between the parts keep different names apart; the word in front keeps it from being `end` or another keyword.
pub(super) fn id(kind: &str, names: &[&str]) -> Mermaid {
    let mut id = kind.to_owned();
    for name in names {
        id.push_str("__");
        id.extend(name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }));
    }
    Mermaid(id)
}

/// The lines of a label, for between double quotes.
pub(super) fn label<S: AsRef<str>>(lines: &[S]) -> Mermaid {
    let lines: Vec<String> = lines.iter().map(|line| escape(line.as_ref())).collect();
    Mermaid(lines.join("<br/>"))
}

/// Mermaid's own entities: `#35;` is `#`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | ';' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '$' | '~' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "#{};", u32::from(character));
            }
            c if is_special(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::tests::any_text;
    use proptest::prelude::*;

    #[test]
    fn identifiers_tell_names_apart() {
        assert_eq!(id("subnet", &["private", "a"]).to_string(), "subnet__private__a");
        assert_ne!(id("subnet", &["a-b", "c"]), id("subnet", &["a", "b-c"]));
        assert_eq!(id("vpc", &["end"]).to_string(), "vpc__end");
    }

    #[test]
    fn labels_are_text() {
        assert_eq!(label(&["private a", "10.0.0.0/23"]).to_string(), "private a<br/>10.0.0.0/23");
        assert_eq!(label(&["\"] --> x[\"#quot;"]).to_string(), "#34;#93; --#62; x#91;#34;#35;quot#59;");
    }

    proptest! {
        #[test]
        fn a_label_stays_in_its_quotes(text in any_text()) {
            let label = label(&[text.as_str()]).to_string();
            prop_assert!(!label.contains(['"', '<', '>', '`', '\\', '|', '[', ']']) && !label.contains(is_special), "{}", label);
        }
    }
}
