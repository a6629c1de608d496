//! Keys and values of AWS tags.
//!
//! In comes text, out goes text that AWS takes as a tag in every service.
//! <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>

use super::form::{Invalid, quote};

/// The key of a tag: 1 to 128 characters, not beginning with `aws:` in any case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagKey(String);

/// The value of a tag: up to 256 characters; may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagValue(String);

fn check_key(text: &str) -> Result<(), Invalid> {
    if text.is_empty() {
        return Err(Invalid::new("a tag's key is empty"));
    }
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
        return Err(Invalid::new(format!("the tag key {} begins with `aws:`", quote(text)))
            .help("AWS keeps keys that begin with `aws:` for itself; choose another one"));
    }
    check("key", text, 128)
}

fn check_value(text: &str) -> Result<(), Invalid> {
    check("value", text, 256)
}

fn check(what: &str, text: &str, most: usize) -> Result<(), Invalid> {
    let length = text.chars().count();
    if length > most {
        return Err(Invalid::new(format!("the tag {what} {} has {length} characters", quote(text)))
            .help(format!("AWS takes at most {most}")));
    }
    // Letters and digits of any script; of the blanks only the space, which every service takes.
    let allowed = |char: char| char.is_alphanumeric() || " _.:/=+-@".contains(char);
    match text.chars().find(|char| !allowed(*char)) {
        None => Ok(()),
        Some(bad) => {
            Err(Invalid::new(format!("the tag {what} {} has the character {}", quote(text), quote(&bad.to_string())))
                .help("AWS takes letters, digits, spaces and `_ . : / = + - @`"))
        }
    }
}

checked_text!(
    TagKey,
    check_key,
    128,
    r"^[\p{L}\p{M}\p{N} _.:/=+@-]{1,128}$",
    "The key of a tag: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:."
);

checked_text!(
    TagValue,
    check_value,
    256,
    r"^[\p{L}\p{M}\p{N} _.:/=+@-]{0,256}$",
    "The value of a tag: at most 256 letters, digits, spaces and _ . : / = + - @."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!("é".repeat(128).parse::<TagKey>().is_ok());
        assert!("é".repeat(129).parse::<TagKey>().is_err());
        assert!("東".repeat(256).parse::<TagValue>().is_ok());
        assert!("x".repeat(257).parse::<TagValue>().is_err());
        assert!("".parse::<TagValue>().is_ok() && "".parse::<TagKey>().is_err());
    }

    #[test]
    fn the_prefix_of_aws_is_refused_in_any_case() {
        for text in ["aws:x", "AWS:x", "aWs:"] {
            assert!(text.parse::<TagKey>().is_err(), "{text}");
        }
        for text in ["aws", "awsx:y", "my-aws:x", "日本語"] {
            assert!(text.parse::<TagKey>().is_ok(), "{text}");
        }
    }

    #[test]
    fn characters_that_aws_refuses_are_named() {
        let error = |text: &str| text.parse::<TagValue>().unwrap_err().to_string();
        assert!(error("a{b").starts_with("the tag value `a{b` has the character `{`\n"));
        assert!(error("a\tb").starts_with("the tag value `a\\tb` has the character `\\t`\n"));
        assert!("a b_c.d:e/f=g+h-i@j 東京".parse::<TagValue>().is_ok());
    }
}
