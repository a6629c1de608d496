//! Digests, and the bytes that they are of. Bytes go in, a text with the digest comes out; for values that are no bytes yet,
//! [`Facts`] writes each so that two different lists of values never give the same bytes. Never of a `Debug` text, which is for
//! people and changes with the compiler.

use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

/// `sha256:` and the digest in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Canonical facts as bytes: a byte that says what follows, texts with their length, numbers at full width.
#[derive(Debug, Default)]
pub struct Facts(Vec<u8>);

impl Facts {
    /// The bytes so far.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes everything out, and keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// A byte that says what the next ones are.
    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Bytes whose number follows from the byte before them.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
    }

    /// A text, with its length.
    pub fn text(&mut self, text: &str) {
        self.byte(b'"');
        // One byte for nearly every length: what is not written need not be digested.
        match u8::try_from(text.len()) {
            Ok(length) if length < u8::MAX => self.byte(length),
            _ => {
                self.byte(u8::MAX);
                self.bytes(&(text.len() as u64).to_le_bytes());
            }
        }
        self.bytes(text.as_bytes());
    }

    /// A value whose text is its only spelling: an address, a prefix, a name, a number.
    pub fn shown(&mut self, value: impl fmt::Display) {
        self.text(&value.to_string());
    }

    /// A value that may be missing.
    pub fn optional(&mut self, value: Option<impl fmt::Display>) {
        match value {
            Some(value) => self.shown(value),
            None => self.byte(b'-'),
        }
    }

    /// A list: how many, then each of them.
    pub fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.byte(b'[');
        self.bytes(&(items.len() as u64).to_le_bytes());
        for item in items {
            each(self, item);
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.bytes(&[b'?', u8::from(flag)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(write: impl FnOnce(&mut Facts)) -> Vec<u8> {
        let mut facts = Facts::default();
        write(&mut facts);
        facts.as_bytes().to_vec()
    }

    #[test]
    fn different_lists_of_values_give_different_bytes() {
        let texts = |texts: &[&str]| of(|facts| texts.iter().for_each(|text| facts.text(text)));
        assert_ne!(texts(&["ab", "c"]), texts(&["a", "bc"]));
        assert_ne!(texts(&["", "a"]), texts(&["a", ""]));
        let lists = |one: &[u8], two: &[u8]| {
            of(|facts| [one, two].iter().for_each(|list| facts.list(list, |facts, item| facts.shown(item))))
        };
        assert_ne!(lists(&[1, 2], &[]), lists(&[1], &[2]));
        assert_ne!(of(|facts| facts.optional(Some(""))), of(|facts| facts.optional(None::<&str>)));
        let long = "x".repeat(300);
        assert_ne!(texts(&[&long]), texts(&[&long[1..]]));
    }

    #[test]
    fn a_digest_has_its_algorithm_before_it() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(b""), empty);
    }
}
