//! Where a state of Terraform lies in S3.
//!
//! In come names that AWS gives a form, out go the same with that form checked. Whether they exist is never asked.

use super::form::{Invalid, quote};

/// A bucket of S3: 3 to 63 lower-case letters, digits, dots and hyphens that begin and end with a letter or a digit.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BucketName(String);

/// A table of DynamoDB: 3 to 255 letters, digits and `_ . -`.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName(String);

/// The beginning of keys in a bucket: up to 16 words of letters, digits and `_ . -`, with slashes between them.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPrefix(String);

fn check_bucket(text: &str) -> Result<(), Invalid> {
    let is_end = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let bytes = text.as_bytes();
    let allowed = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(byte);
    let fits = (3..=63).contains(&bytes.len()) && bytes.iter().all(allowed) && !text.contains("..");
    if fits && is_end(bytes.first()) && is_end(bytes.last()) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of a bucket", quote(text)))
        .help("write 3 to 63 lower-case letters, digits, dots and hyphens, such as `corp-terraform-states`"))
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

fn check_table(text: &str) -> Result<(), Invalid> {
    if (3..=255).contains(&text.len()) && is_word(text) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of a table", quote(text)))
        .help("write 3 to 255 letters, digits and `_ . -`, such as `terraform-locks`"))
}

fn check_prefix(text: &str) -> Result<(), Invalid> {
    let is_part = |part: &str| !part.is_empty() && part != "." && part != ".." && is_word(part);
    if text.len() <= 255 && text.split('/').count() <= 16 && text.split('/').all(is_part) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the beginning of a key", quote(text)))
        .help("write words of letters, digits and `_ . -` with slashes between them, such as `networks/core`"))
}

checked_text!(
    BucketName,
    check_bucket,
    63,
    "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    "The name of a bucket, such as corp-terraform-states."
);
checked_text!(
    TableName,
    check_table,
    255,
    "^[A-Za-z0-9_.-]{3,255}$",
    "The name of a table of DynamoDB, such as terraform-locks."
);
checked_text!(
    KeyPrefix,
    check_prefix,
    255,
    "^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,15}$",
    "The beginning of keys in a bucket, such as networks/core."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_s3_and_dynamodb_take() {
        assert!("corp-states.eu".parse::<BucketName>().is_ok());
        for text in ["", "ab", "-abc", "abc-", "a..b", "Abc", "a_b", "abc\n", "${x}", &"a".repeat(64)] {
            assert!(text.parse::<BucketName>().is_err(), "{text}");
        }
        assert!("Terraform_locks.1".parse::<TableName>().is_ok());
        for text in ["", "ab", "a b c", "abc\"", &"a".repeat(256)] {
            assert!(text.parse::<TableName>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_prefix_leads_nowhere_else() {
        assert!("networks/core".parse::<KeyPrefix>().is_ok());
        for text in ["", "/a", "a/", "a//b", "../a", "a/./b", "a b", "${x}", "a\"", &"a/".repeat(17)] {
            assert!(text.parse::<KeyPrefix>().is_err(), "{text}");
        }
    }
}
