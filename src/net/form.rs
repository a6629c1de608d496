//! What all value types share: the shape of their errors and the way in and out of a document.
//!
//! In comes a type with `FromStr` and `Display`, out go its serde and JSON Schema forms. It never looks at the values.

use std::fmt;

/// Why a text is not a value of a type.
///
/// Its `Display` follows one convention, from which diagnostics are built: the first line says what is wrong and quotes
/// the text in backquotes, every further line is a help (`did you mean ...?`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    what: String,
    helps: Vec<String>,
}

impl Invalid {
    /// What is wrong, in one line.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), helps: Vec::new() }
    }

    /// What to write instead; may be given more than once.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// A help that proposes one text, if there is one.
    #[must_use]
    pub fn did_you_mean(self, proposal: Option<impl fmt::Display>) -> Self {
        match proposal {
            Some(proposal) => self.help(format!("did you mean `{proposal}`?")),
            None => self,
        }
    }

    /// What is wrong, without the helps.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The helps, one line each.
    #[must_use]
    pub fn helps(&self) -> &[String] {
        &self.helps
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        self.helps.iter().try_for_each(|help| write!(f, "\n{help}"))
    }
}

impl std::error::Error for Invalid {}

/// A user's text as an error message shows it: in backquotes, on one line, and not longer than the message bears.
pub(crate) fn quote(text: &str) -> String {
    const MOST: usize = 72;
    let mut quoted = String::from("`");
    for (count, char) in text.chars().enumerate() {
        if count == MOST {
            quoted.push('…');
            break;
        }
        // Line and paragraph separators are no control characters, and yet end the line for some readers.
        if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}') {
            quoted.extend(char.escape_debug());
        } else {
            quoted.push(char);
        }
    }
    quoted.push('`');
    quoted
}

/// Refuses what CloudFormation would resolve at deployment wherever it stands in a text, without any way to escape it.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
pub(crate) fn no_dynamic_reference(text: &str) -> Result<(), Invalid> {
    if text.contains("{{") {
        return Err(Invalid::new(format!("{} holds `{{{{`", quote(text)))
            .help("CloudFormation would take it for a dynamic reference; write it without"));
    }
    Ok(())
}

/// A number as text: decimal digits, no sign, no leading zero. What `u32::from_str` takes is wider.
pub(crate) fn plain_number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain && (text == "0" || !text.starts_with('0')) { text.parse().ok() } else { None }
}

/// `TryFrom<String>`, `Serialize`, `Deserialize` and `JsonSchema` of a type that is a string in documents.
/// The pattern uses no look-around, which not every schema reader has; so it may take a little more than `FromStr`.
macro_rules! string_form {
    ($type:ident, $max:literal, $pattern:literal, $description:expr) => {
        impl TryFrom<String> for $type {
            type Error = $crate::net::Invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "maxLength": $max,
                    "pattern": $pattern,
                    "description": $description,
                })
            }
        }
    };
}

/// The same for a newtype of `String` that has a function `check(&str) -> Result<(), Invalid>`; adds the text's way out.
macro_rules! checked_text {
    ($type:ident, $check:expr, $max:literal, $pattern:literal, $description:expr) => {
        impl $type {
            /// The text as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::net::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $check(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        // Equality and order are those of the text, so a map keyed by the type can be asked with a `&str`.
        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        string_form!($type, $max, $pattern, $description);
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_and_its_helps_whatever_the_text_holds() {
        let invalid = Invalid::new(format!("{} is no name", quote("a\nb\u{2028}c\u{7}"))).did_you_mean(Some("a"));
        assert_eq!(invalid.to_string(), "`a\\nb\\u{2028}c\\u{7}` is no name\ndid you mean `a`?");
        assert_eq!(quote(&"x".repeat(100)).chars().count(), 75);
    }

    #[test]
    fn a_plain_number_has_no_sign_and_no_leading_zero() {
        assert_eq!(plain_number("0"), Some(0));
        assert_eq!(plain_number("4294967295"), Some(u32::MAX));
        for text in ["", "+1", "-1", "01", "00", "1 ", "4294967296", "１"] {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }
}
