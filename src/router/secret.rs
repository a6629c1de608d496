//! Keys. In comes a text, out goes a key that a router takes as it is and that no log, error or snapshot shows.

use std::fmt;

/// The key of a tunnel or of a BGP session. `Debug` hides it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A pre-shared key as AWS takes it: 8 to 64 letters, digits, dots and underscores, not beginning with 0. The error says
    /// what is wrong and never quotes the key.
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
    pub fn pre_shared(text: &str) -> Result<Self, &'static str> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
        match text.len() {
            _ if !text.bytes().all(allowed) => Err("a pre-shared key has only letters, digits, dots and underscores"),
            8..=64 if text.starts_with('0') => Err("a pre-shared key does not begin with 0"),
            8..=64 => Ok(Self(text.to_owned())),
            _ => Err("a pre-shared key has 8 to 64 characters"),
        }
    }

    /// The key of a BGP session (RFC 2385): 6 to 80 letters, digits, dots, underscores and hyphens, beginning with a letter.
    /// AWS takes more, but a question mark is eaten when pasted, and a digit in front is read as a kind of encryption.
    pub fn bgp(text: &str) -> Result<Self, &'static str> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        match text.len() {
            _ if !text.bytes().all(allowed) => Err("a BGP key has only letters, digits, dots, underscores and hyphens"),
            6..=80 if !text.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                Err("a BGP key begins with a letter: routers read a digit as a kind of encryption")
            }
            6..=80 => Ok(Self(text.to_owned())),
            _ => Err("a BGP key has 6 to 80 characters"),
        }
    }

    /// The key, for the file that needs it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_what_aws_and_the_routers_take() {
        for good in ["abcdefgh", "a.b_c.d_1", &"x".repeat(64), "9abcdefg"] {
            assert!(Secret::pre_shared(good).is_ok(), "{good}");
        }
        for bad in ["", "short", "0abcdefg", "abc defgh", "abcdefg-", "abcdefg\n", "abcdefg?", &"x".repeat(65)] {
            assert!(Secret::pre_shared(bad).is_err(), "{bad}");
        }
        assert!(Secret::bgp("a-b.c_1").is_ok());
        for bad in ["abcde", "7abcdef", "abc?def", "abc def", &"x".repeat(81)] {
            assert!(Secret::bgp(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_shows_a_key() {
        let key = Secret::pre_shared("very_hidden_1").unwrap();
        assert_eq!(format!("{key:?} {:?}", Some(&key)), "Secret(hidden) Some(Secret(hidden))");
    }
}
