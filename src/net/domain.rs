//! Domain names (RFC 1035, section 2.3.1; RFC 1123, section 2.1 for a leading digit).
//!
//! In comes `corp.example`, out goes the same text with its labels checked. It never resolves a name.

use super::form::{Invalid, quote};

/// A domain name without the final dot, in the case in which it was written; at most 253 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(String);

fn check(text: &str) -> Result<(), Invalid> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A last label of digits alone would be read as an IPv4 address.
    let last_is_number = text.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if text.len() <= 253 && text.split('.').all(label) && !last_is_number {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is not a domain name", quote(text)));
    let short = text.strip_suffix('.').filter(|short| check(short).is_ok());
    Err(match short {
        Some(_) => invalid.did_you_mean(short),
        None => {
            invalid.help("write labels of letters, digits and inner hyphens with dots between, such as `corp.example`")
        }
    })
}

checked_text!(
    DomainName,
    check,
    253,
    r"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
    "A domain name without the final dot, such as corp.example."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_checked_and_the_case_is_kept() {
        assert_eq!("Corp.Example".parse::<DomainName>().unwrap().as_str(), "Corp.Example");
        for text in ["a", "3com.example", "xn--bcher-kva.example", "10.in-addr.arpa", &"a".repeat(63)] {
            assert!(text.parse::<DomainName>().is_ok(), "{text}");
        }
        let long = vec!["a".repeat(60); 5].join(".");
        for text in ["", ".", "a..b", "-a.b", "a-.b", "a_b.c", "192.168.1.1", "bücher.example", "a b", &long] {
            assert!(text.parse::<DomainName>().is_err(), "{text}");
        }
        assert_eq!("a.b.".parse::<DomainName>().unwrap_err().helps(), ["did you mean `a.b`?"]);
    }
}
