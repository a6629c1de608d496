//! The name of a secret in AWS Secrets Manager.
//!
//! In comes `corp/vpn/inet`, out goes the same with its characters checked. It never sees what the secret holds.

use super::form::{Invalid, quote};

/// A secret's name: 1 to 512 letters, digits and `/ _ + = . @ -`.
/// <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName(String);

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte);
    if (1..=512).contains(&text.len()) && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of a secret", quote(text))).help(
        "write the name that the secret has in AWS Secrets Manager, such as `corp/vpn/inet`; never the key itself",
    ))
}

checked_text!(
    SecretName,
    check,
    512,
    "^[A-Za-z0-9/_+=.@-]{1,512}$",
    "The name of a secret in AWS Secrets Manager, such as corp/vpn/inet. Never a key itself."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_reference_that_it_stands_in() {
        assert!("corp/vpn/inet_1+a=b.c@d-e".parse::<SecretName>().is_ok());
        for text in ["", "a:b", "a}}", "a b", "${a}", "a\n", &"x".repeat(513)] {
            assert!(text.parse::<SecretName>().is_err(), "{text}");
        }
    }
}
