//! Where a Direct Connect connection begins.
//!
//! In comes `EqTY2`, out goes the same with its characters checked. It never knows which locations there are.

use super::form::{Invalid, quote};

/// A Direct Connect location by its code: 1 to 20 letters, digits and hyphens.
/// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_Location.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location(String);

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if (1..=20).contains(&text.len()) && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the code of a Direct Connect location", quote(text)))
        .help("write the code that `aws directconnect describe-locations` shows, such as `EqTY2`"))
}

checked_text!(Location, check, 20, "^[A-Za-z0-9-]{1,20}$", "The code of a Direct Connect location, such as EqTY2.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_short_word() {
        assert!("EqTY2".parse::<Location>().is_ok() && "CS32A-24FL".parse::<Location>().is_ok());
        for text in ["", "Eq TY2", "Eq_TY2", &"x".repeat(21)] {
            assert!(text.parse::<Location>().is_err(), "{text}");
        }
    }
}
