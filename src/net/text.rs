//! Free text that AWS shows.
//!
//! In comes text, out goes text that the EC2 API takes as a description.

use super::form::{Invalid, no_dynamic_reference, quote};

/// The description of a security group or of one of its rules: 1 to 255 characters of the set that EC2 takes.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Description(String);

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |char: char| char.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(char);
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(Invalid::new("a description is empty").help("leave the key away to have netgen write one"));
    }
    if length > 255 {
        return Err(Invalid::new(format!("the description {} has {length} characters", quote(text)))
            .help("AWS takes at most 255"));
    }
    match text.chars().find(|char| !allowed(*char)) {
        None => no_dynamic_reference(text),
        Some(bad) => {
            let bad = quote(&bad.to_string());
            Err(Invalid::new(format!("the description {} has the character {bad}", quote(text)))
                .help("AWS takes ASCII letters, digits, spaces and `. _ - : / ( ) # , @ [ ] + = & ; { } ! $ *`"))
        }
    }
}

checked_text!(
    Description,
    check,
    255,
    r"^[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{1,255}$",
    "A description: 1 to 255 ASCII letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ec2_refuses_is_refused() {
        assert!("Web (TLS) from 0.0.0.0/0; see #12 [x] {y} a=b & $5!*+@,_-:".parse::<Description>().is_ok());
        for text in ["", "  ", "it's", "a<b", "naïve", "a\nb", &"x".repeat(256)] {
            assert!(text.parse::<Description>().is_err(), "{text}");
        }
        assert!("x".repeat(255).parse::<Description>().is_ok());
    }
}
