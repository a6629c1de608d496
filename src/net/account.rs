//! Organizations and the profiles of the AWS CLI.
//!
//! In comes `o-abc123defg`, out goes the same with its form checked. Whether it exists is never asked.

use super::form::{Invalid, quote};

/// An organization: `o-` and 10 to 32 lower-case letters and digits.
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationId(String);

/// An organizational unit: `ou-`, the root's 4 to 32 characters, `-` and 8 to 32 more.
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationalUnitId(String);

/// A named profile of the AWS CLI: 1 to 64 letters, digits and `_ . @ + = -`, which every shell leaves alone.
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileName(String);

fn is_label(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn check_organization(text: &str) -> Result<(), Invalid> {
    if text.strip_prefix("o-").is_some_and(|rest| is_label(rest, 10..=32)) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the id of an organization", quote(text)))
        .help("write the id that `aws organizations describe-organization` shows, such as `o-abc123defg`"))
}

fn check_unit(text: &str) -> Result<(), Invalid> {
    let parts = text.strip_prefix("ou-").and_then(|rest| rest.split_once('-'));
    if parts.is_some_and(|(root, own)| is_label(root, 4..=32) && is_label(own, 8..=32)) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the id of an organizational unit", quote(text)))
        .help("write an id such as `ou-ab12-cdefghij`"))
}

fn check_profile(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_.@+=-".contains(&byte);
    if (1..=64).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-') {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of a profile", quote(text)))
        .help("write letters, digits and `_ . @ + = -`, at most 64, such as `shop-deploy`"))
}

checked_text!(
    OrganizationId,
    check_organization,
    34,
    "^o-[a-z0-9]{10,32}$",
    "The id of an organization, such as o-abc123defg."
);
checked_text!(
    OrganizationalUnitId,
    check_unit,
    68,
    "^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$",
    "The id of an organizational unit, such as ou-ab12-cdefghij."
);
checked_text!(
    ProfileName,
    check_profile,
    64,
    "^[A-Za-z0-9_.@+=][A-Za-z0-9_.@+=-]{0,63}$",
    "A named profile of the AWS CLI, such as shop-deploy."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_that_the_api_gives() {
        assert!("o-abc123defg".parse::<OrganizationId>().is_ok());
        for text in ["", "o-", "o-short", "O-abc123defg", "o-abc123defg\n", "ou-ab12-cdefghij"] {
            assert!(text.parse::<OrganizationId>().is_err(), "{text}");
        }
        assert!("ou-ab12-cdefghij".parse::<OrganizationalUnitId>().is_ok());
        for text in ["ou-ab12", "ou-ab1-cdefghij", "ou-ab12-cdefghi", "ou-ab12-cdefghij-x"] {
            assert!(text.parse::<OrganizationalUnitId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_profile_is_no_option_and_no_word_of_a_shell() {
        assert!("shop_deploy.prod@corp+x=1".parse::<ProfileName>().is_ok());
        for text in ["", "-x", "a b", "$(id)", "a;b", "a'b", "a\nb", &"x".repeat(65)] {
            assert!(text.parse::<ProfileName>().is_err(), "{text}");
        }
    }
}
