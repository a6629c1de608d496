//! Addresses of mail.
//!
//! In comes `noc@example.com`, out goes the same with its characters checked. It never writes to anybody.

use super::DomainName;
use super::form::{Invalid, quote};

/// A mail address: a local part of letters, digits and `. _ + -`, and a domain with a dot. RFC 5321 allows more than a
/// network's alarms need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

fn check(text: &str) -> Result<(), Invalid> {
    let local = |part: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
        (1..=64).contains(&part.len()) && part.bytes().all(allowed)
    };
    let domain = |part: &str| part.contains('.') && part.parse::<DomainName>().is_ok();
    match text.split_once('@') {
        Some((before, behind)) if local(before) && domain(behind) => Ok(()),
        _ => Err(Invalid::new(format!("{} is not a mail address", quote(text)))
            .help("write an address such as `noc@example.com`")),
    }
}

checked_text!(
    Email,
    check,
    320,
    r"^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$",
    "A mail address, such as noc@example.com."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_local_part_and_a_domain() {
        assert!("noc+aws@corp.example".parse::<Email>().is_ok());
        for text in ["", "noc", "@corp.example", "noc@", "noc@corp", "no c@corp.example", "a@b@c.d", "a@b.c\n"] {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
