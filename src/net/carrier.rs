//! The name of a provider that brings lines to a Direct Connect location.
//!
//! In comes `AT&T`, out goes the same with its characters checked. It never knows which providers there are.

use super::form::{Invalid, quote};

/// A provider as `aws directconnect describe-locations` spells it: 1 to 100 letters, digits, spaces and `& . , ' ( ) / -`.
/// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_CreateConnection.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CarrierName(String);

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b" &.,'()/-".contains(&byte);
    let trimmed = text.trim() == text && !text.is_empty();
    if trimmed && text.len() <= 100 && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of a provider", quote(text)))
        .help("write it as `aws directconnect describe-locations` shows it under `availableProviders`, such as `AT&T`"))
}

checked_text!(
    CarrierName,
    check,
    100,
    r"^[A-Za-z0-9&.,'()/-]([A-Za-z0-9 &.,'()/-]{0,98}[A-Za-z0-9&.,'()/-])?$",
    "A provider at a Direct Connect location, as describe-locations spells it, such as AT&T."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_a_plain_name() {
        assert!("AT&T".parse::<CarrierName>().is_ok() && "Equinix, Inc.".parse::<CarrierName>().is_ok());
        for text in ["", " x", "x ", "a\"b", "${x}", "{{x}}", "a\nb", &"x".repeat(101)] {
            assert!(text.parse::<CarrierName>().is_err(), "{text}");
        }
    }
}
