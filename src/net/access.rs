//! Texts of Client VPN: whom a directory or an identity provider calls a group, and what people read when they connect.
//!
//! In comes text, out goes text that the EC2 API takes and that neither dialect reads as anything else.

use super::form::{Invalid, no_dynamic_reference, quote};

/// A group of a directory (its SID) or of an identity provider (as its assertion names it): 1 to 255 printable ASCII characters.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeClientVpnIngress.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessGroupId(String);

fn check_group(text: &str) -> Result<(), Invalid> {
    let fits = (1..=255).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if fits && text.trim() == text {
        return no_dynamic_reference(text);
    }
    Err(Invalid::new(format!("{} is no group of a directory or an identity provider", quote(text)))
        .help("write its SID (`S-1-5-21-…`), or its name or id as the identity provider says it"))
}

checked_text!(
    AccessGroupId,
    check_group,
    255,
    r"^[ -~]{1,255}$",
    "A group of a directory (its SID) or of an identity provider: 1 to 255 printable ASCII characters."
);

/// What people read when they connect: 1 to 1400 characters in one line or several.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientLoginBannerOptions.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Banner(String);

fn check_banner(text: &str) -> Result<(), Invalid> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > 1400 {
        return Err(Invalid::new(format!("the banner {} has {length} characters", quote(text)))
            .help("write 1 to 1400 characters, or leave the key away"));
    }
    match text.chars().find(|char| char.is_control() && *char != '\n') {
        None => no_dynamic_reference(text),
        Some(bad) => {
            Err(Invalid::new(format!("the banner {} has the character {}", quote(text), quote(&bad.to_string())))
                .help("write it without control characters"))
        }
    }
}

checked_text!(Banner, check_banner, 1400, r"^[^\x00-\x09\x0b-\x1f]*$", "A banner: 1 to 1400 characters.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_api_refuses_is_refused() {
        assert!("S-1-5-21-1004336348-1177238915-682003330-512".parse::<AccessGroupId>().is_ok());
        for text in ["", " a", "a\n", "{{resolve:ssm:x}}", &"x".repeat(256), "é"] {
            assert!(text.parse::<AccessGroupId>().is_err(), "{text}");
        }
        assert!("Authorized use only.\nSessions are logged.".parse::<Banner>().is_ok());
        for text in ["", "  ", "a\u{7}", "{{resolve:ssm:x}}", &"x".repeat(1401)] {
            assert!(text.parse::<Banner>().is_err(), "{text}");
        }
    }
}
