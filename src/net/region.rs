//! AWS Regions.
//!
//! In comes `ap-northeast-1`, out goes a Region with its partition and DNS suffix. The shape is checked, not a list:
//! a Region that AWS opens tomorrow works today. Whether it and its zones are known is another question.

use super::ZoneName;
use super::form::{Invalid, plain_number, quote};
use super::region_zones::REGIONS;

/// A Region such as `us-east-1`, `us-gov-west-1` or `cn-north-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

/// First words of a Region, the partition they belong to and its DNS suffix; the longer before the shorter.
/// <https://docs.aws.amazon.com/general/latest/gr/rande.html>
const PARTITIONS: &[(&str, &str, &str)] = &[
    ("cn-", "aws-cn", "amazonaws.com.cn"),
    ("us-gov-", "aws-us-gov", "amazonaws.com"),
    ("us-iso-", "aws-iso", "c2s.ic.gov"),
    ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
    ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
    ("eusc-", "aws-eusc", "amazonaws.eu"),
];

const DIRECTIONS: &[&str] =
    &["central", "east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west"];

/// The Regions in which each account has letters of its own.
const LETTERS_OF_ACCOUNTS: &[&str] = &[
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "eu-west-1",
    "sa-east-1",
    "us-gov-west-1",
];

impl Region {
    /// The partition as it stands in ARNs: `aws`, `aws-cn`, `aws-us-gov` and so on.
    #[must_use]
    pub fn partition(&self) -> &'static str {
        self.row().map_or("aws", |row| row.1)
    }

    /// The domain under which the Region's services have their names, such as `amazonaws.com`.
    #[must_use]
    pub fn dns_suffix(&self) -> &'static str {
        self.row().map_or("amazonaws.com", |row| row.2)
    }

    /// Whether the table of Regions has it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known_zones().is_some()
    }

    /// Whether the letters of its zones are another place in each account that is older than November 2025: the Regions that AWS opened
    /// before November 2012. <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>
    #[must_use]
    pub fn has_letters_of_accounts(&self) -> bool {
        LETTERS_OF_ACCOUNTS.contains(&self.0.as_str())
    }

    /// The names of all Regions of the table.
    pub fn known() -> impl Iterator<Item = &'static str> {
        REGIONS.iter().map(|row| row.0)
    }

    /// The zones that the table has for a zone's form, letters or AZ ids, where the Region does not have that zone. `None`
    /// if it has it, or if it is not known.
    #[must_use]
    pub fn zones_without(&self, zone: &ZoneName) -> Option<Vec<String>> {
        let (_, letters, area, ids) = self.known_zones()?;
        let zones: Vec<String> = if zone.is_id() {
            (1..=*ids).map(|number| format!("{area}-az{number}")).collect()
        } else {
            letters.chars().map(String::from).collect()
        };
        (!zones.is_empty() && !zones.iter().any(|known| known == zone.as_str())).then_some(zones)
    }

    fn known_zones(&self) -> Option<&'static (&'static str, &'static str, &'static str, u8)> {
        REGIONS.iter().find(|row| row.0 == self.0)
    }

    fn row(&self) -> Option<&'static (&'static str, &'static str, &'static str)> {
        PARTITIONS.iter().find(|row| self.0.starts_with(row.0))
    }
}

fn check(text: &str) -> Result<(), Invalid> {
    if has_shape(text) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is not an AWS Region", quote(text)));
    let region = text.trim_end_matches(|last: char| last.is_ascii_lowercase());
    if region != text && has_shape(region) {
        return Err(invalid.help(format!("this is a zone; its Region is `{region}`")));
    }
    Err(match proposal(text) {
        None => invalid.help("write a Region such as `ap-northeast-1`"),
        proposal => invalid.did_you_mean(proposal),
    })
}

impl Region {
    /// Whether a text is a Region, for those who do not want to hear what is wrong with it.
    pub(super) fn is_shape_of(text: &str) -> bool {
        has_shape(text)
    }
}

fn has_shape(text: &str) -> bool {
    let Some((rest, number)) = text.rsplit_once('-') else { return false };
    let Some((area, direction)) = rest.rsplit_once('-') else { return false };
    let area_ok = match area.split_once('-') {
        None => area.len() == 2 && area.bytes().all(|byte| byte.is_ascii_lowercase()),
        Some(("eusc", land)) => land.len() == 2 && land.bytes().all(|byte| byte.is_ascii_lowercase()),
        Some(_) => PARTITIONS.iter().any(|row| row.0.strip_suffix('-') == Some(area)),
    };
    area_ok && DIRECTIONS.contains(&direction) && plain_number(number).is_some_and(|number| (1..=9).contains(&number))
}

/// The same with a direction that exists, for slips such as `ap-northeat-1` or `US-East-1`.
fn proposal(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    if has_shape(&text) {
        return Some(text);
    }
    let (rest, number) = text.rsplit_once('-')?;
    let (area, direction) = rest.rsplit_once('-')?;
    let nearest = DIRECTIONS.iter().min_by_key(|known| strsim::damerau_levenshtein(known, direction))?;
    let region = format!("{area}-{nearest}-{number}");
    (strsim::damerau_levenshtein(nearest, direction) <= 2 && has_shape(&region)).then_some(region)
}

checked_text!(
    Region,
    check,
    20,
    r"^([a-z]{2}|us-gov|us-iso[bf]?|eu-isoe|eusc-[a-z]{2})-(central|(north|south)(east|west)?|east|west)-[1-9]$",
    "An AWS Region, such as ap-northeast-1."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_and_dns_suffixes() {
        let facts =
            |text: &str| text.parse::<Region>().map(|region| (region.partition(), region.dns_suffix())).unwrap();
        assert_eq!(facts("ap-northeast-1"), ("aws", "amazonaws.com"));
        assert_eq!(facts("mx-central-1"), ("aws", "amazonaws.com"));
        assert_eq!(facts("cn-northwest-1"), ("aws-cn", "amazonaws.com.cn"));
        assert_eq!(facts("us-gov-west-1"), ("aws-us-gov", "amazonaws.com"));
        assert_eq!(facts("us-iso-east-1"), ("aws-iso", "c2s.ic.gov"));
        assert_eq!(facts("us-isob-east-1"), ("aws-iso-b", "sc2s.sgov.gov"));
        assert_eq!(facts("us-isof-south-1").0, "aws-iso-f");
        assert_eq!(facts("eu-isoe-west-1").0, "aws-iso-e");
        assert_eq!(facts("eusc-de-east-1"), ("aws-eusc", "amazonaws.eu"));
    }

    #[test]
    fn regions_are_in_order_and_know_their_zones() {
        assert!(REGIONS.is_sorted_by_key(|row| row.0));
        for (region, letters, area, ids) in REGIONS {
            assert!(region.parse::<Region>().is_ok() && letters.chars().is_sorted(), "{region}");
            let id = format!("{area}-az{ids}");
            assert!(area.is_empty() == (*ids == 0) && (*ids == 0 || id.parse::<ZoneName>().is_ok()), "{region}");
        }
        let without = |region: &str, zone: &str| {
            region.parse::<Region>().unwrap().zones_without(&zone.parse().unwrap()).map(|zones| zones.join(" "))
        };
        assert_eq!(without("eu-central-1", "d").as_deref(), Some("a b c"));
        assert_eq!(without("eu-central-1", "c"), None);
        assert_eq!(without("eu-central-1", "euc1-az4").as_deref(), Some("euc1-az1 euc1-az2 euc1-az3"));
        assert_eq!(without("eu-central-1", "euc1-az3"), None);
        assert_eq!(without("eu-isoe-west-1", "xyz1-az9"), None);
        assert_eq!(without("eu-central-9", "z"), None);
        assert!(!"eu-central-9".parse::<Region>().unwrap().is_known());
    }

    #[test]
    fn slips_get_the_region_that_was_meant() {
        let help = |text: &str| text.parse::<Region>().unwrap_err().helps()[0].clone();
        assert_eq!(help("ap-northeast-1a"), "this is a zone; its Region is `ap-northeast-1`");
        assert_eq!(help("ap-northeat-1"), "did you mean `ap-northeast-1`?");
        assert_eq!(help("US_East_1"), "did you mean `us-east-1`?");
        assert_eq!(help("tokyo"), "write a Region such as `ap-northeast-1`");
        for text in ["", "-", "--1", "us-east-01", "us-east-0", "usa-east-1", "us-foo-east-1", "us-east-10"] {
            assert!(text.parse::<Region>().is_err(), "{text}");
        }
    }
}
