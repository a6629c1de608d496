//! Availability zones as a blueprint names them.
//!
//! In comes `a` or `apne1-az4`, out goes a zone's name. It never knows which zones a Region has, nor how an account's
//! letters map to ids.

use super::form::{Invalid, plain_number, quote};

/// The letter of a zone in its Region (`a` is `ap-northeast-1a`), or an AZ id, which is the same place in every account.
/// <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>
/// Kept in place, because zones are passed around by the thousand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneName {
    /// ASCII, filled up with zero bytes.
    text: [u8; LONGEST],
}

/// `usgov1-az99`: the longest AZ id that the pattern takes.
const LONGEST: usize = 11;

impl ZoneName {
    /// Whether it is an AZ id (`apne1-az4`), not a letter.
    #[must_use]
    pub fn is_id(&self) -> bool {
        self.as_str().len() > 1
    }

    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.text.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        // Only checked ASCII gets in.
        std::str::from_utf8(&self.text[..end]).unwrap_or_default()
    }
}

impl std::str::FromStr for ZoneName {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        check(text)?;
        let mut bytes = [0; LONGEST];
        bytes.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        Ok(Self { text: bytes })
    }
}

impl std::fmt::Display for ZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::fmt::Debug for ZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ZoneName({self})")
    }
}

fn check(text: &str) -> Result<(), Invalid> {
    if is_letter(text) || is_zone_id(text) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is not an availability zone", quote(text)));
    let lower = text.to_ascii_lowercase();
    // The full name of a zone: a Region and the letter that is wanted here.
    if let Some((at, letter)) = lower.char_indices().next_back()
        && letter.is_ascii_lowercase()
        && lower[..at].parse::<super::Region>().is_ok()
    {
        return Err(invalid.help(format!("write `{letter}`: the document already says the Region")));
    }
    Err(if is_letter(&lower) || is_zone_id(&lower) {
        invalid.did_you_mean(Some(lower))
    } else {
        invalid.help("write the zone's letter, such as `a`, or an AZ id, such as `apne1-az4`")
    })
}

fn is_letter(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// `[a-z]{2,5}\d-az\d+`
fn is_zone_id(text: &str) -> bool {
    let Some((area, zone)) = text.split_once("-az") else { return false };
    let letters = area.trim_end_matches(|last: char| last.is_ascii_digit());
    (2..=5).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_lowercase())
        && area.len() == letters.len() + 1
        && plain_number(zone).is_some_and(|zone| (1..100).contains(&zone))
}

string_form!(
    ZoneName,
    11,
    r"^([a-z]|[a-z]{2,5}\d-az[1-9]\d?)$",
    "An availability zone: its letter in the Region, such as a, or an AZ id, such as apne1-az4."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_ids() {
        for (text, id) in [("a", false), ("z", false), ("apne1-az4", true), ("use1-az1", true), ("usgw1-az12", true)] {
            assert_eq!(text.parse::<ZoneName>().unwrap().is_id(), id, "{text}");
        }
        for text in ["", "1", "ab", "é", "use1-az", "use1-az0", "use1-az01", "use-az1", "u1-az1", "use12-az1", "-az1"]
        {
            assert!(text.parse::<ZoneName>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_full_zone_name_gets_its_letter() {
        let help = |text: &str| text.parse::<ZoneName>().unwrap_err().helps()[0].clone();
        assert_eq!(help("ap-northeast-1a"), "write `a`: the document already says the Region");
        assert_eq!(help("A"), "did you mean `a`?");
        assert_eq!(help("APNE1-AZ4"), "did you mean `apne1-az4`?");
        assert!(help("東京").starts_with("write the zone's letter"));
    }
}
