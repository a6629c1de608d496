//! The parts of an endpoint policy, and the services that endpoints reach.
//!
//! In comes text, out goes a part whose characters are those of IAM's own grammar. Whether an action or a key exists is
//! AWS's affair. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use super::form::{Invalid, no_dynamic_reference, quote};

/// The short name of a service in an endpoint's name: `ssm`, `ecr.api`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceName(String);

impl ServiceName {
    /// The parts that a resource name is made of: `ecr`, `api`.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(['.', '-'])
    }
}

fn service(text: &str) -> Result<(), Invalid> {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let full = text.split_once("com.amazonaws.").and_then(|(_, rest)| rest.split_once('.'));
    if full.is_none() && (1..=64).contains(&text.len()) && text.split(['.', '-']).all(word) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is not the short name of a service", quote(text)));
    // The full endpoint name holds a Region, which the document says already.
    match full {
        Some((_, short)) => Err(invalid.help(format!("write {}", quote(short)))),
        None => Err(invalid.help("write the part behind the Region of its endpoint name, such as `ssm` or `ecr.api`")),
    }
}

checked_text!(
    ServiceName,
    service,
    64,
    "^[a-z0-9]+([.-][a-z0-9]+)*$",
    "The short name of an AWS service, such as ssm or ecr.api."
);

/// The `Sid` of a policy statement: letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sid(String);

fn sid(text: &str) -> Result<(), Invalid> {
    if (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not a statement's name", quote(text)))
        .help("use up to 100 letters and digits, such as `OwnOrganisation`"))
}

checked_text!(Sid, sid, 100, "^[A-Za-z0-9]+$", "The name of a policy statement: letters and digits.");

/// Actions of a service: `s3:GetObject`, `s3:Get*`, `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionPattern(String);

fn action(text: &str) -> Result<(), Invalid> {
    let service = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let name = |b: u8| b.is_ascii_alphanumeric() || b == b'*' || b == b'?';
    let good = text == "*"
        || text.split_once(':').is_some_and(|(one, two)| {
            !one.is_empty() && !two.is_empty() && text.len() <= 128 && one.bytes().all(service) && two.bytes().all(name)
        });
    if good {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not an action", quote(text)))
        .help("write `service:Action`, such as `s3:GetObject` or `s3:*`"))
}

checked_text!(
    ActionPattern,
    action,
    128,
    r"^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$",
    "An IAM action, such as s3:GetObject or s3:*."
);

/// ARNs with `*` and `?`, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArnPattern(String);

impl ArnPattern {
    /// Every resource.
    #[must_use]
    pub fn any() -> Self {
        Self("*".to_owned())
    }
}

fn arn_pattern(text: &str) -> Result<(), Invalid> {
    let printable = text.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\');
    let good =
        text == "*" || (text.starts_with("arn:") && text.split(':').count() >= 6 && text.len() <= 1011 && printable);
    if good {
        return no_dynamic_reference(text);
    }
    Err(Invalid::new(format!("{} is not a resource", quote(text)))
        .help("write an ARN, with `*` where it may vary, or `*` alone"))
}

checked_text!(ArnPattern, arn_pattern, 1011, r"^(\*|arn:.*)$", "An ARN with * and ?, or * alone.");

/// The key of a condition: `aws:PrincipalOrgID`, `s3:prefix`, `aws:ResourceTag/team`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionKey(String);

fn condition_key(text: &str) -> Result<(), Invalid> {
    let good = text.split_once(':').is_some_and(|(service, key)| {
        !service.is_empty()
            && !key.is_empty()
            && text.len() <= 256
            && service.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./:+=@".contains(&b))
    });
    if good {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not a condition key", quote(text)))
        .help("write `service:Key`, such as `aws:PrincipalOrgID`"))
}

checked_text!(
    ConditionKey,
    condition_key,
    256,
    "^[A-Za-z0-9-]+:.+$",
    "An IAM condition key, such as aws:PrincipalOrgID."
);

/// The value of a condition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionValue(String);

fn condition_value(text: &str) -> Result<(), Invalid> {
    if (1..=512).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return no_dynamic_reference(text);
    }
    Err(Invalid::new(format!("{} is not a condition's value", quote(text)))
        .help("use 1 to 512 printable ASCII characters"))
}

checked_text!(ConditionValue, condition_value, 512, r"^[ -~]+$", "The value of an IAM condition.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_policies_follow_iam_s_grammar() {
        for good in ["s3:*", "*", "s3:GetObject", "ecr-public:Get?"] {
            assert!(good.parse::<ActionPattern>().is_ok(), "{good}");
        }
        for bad in ["", "GetObject", "s3:", ":x", "s3:Get Object", "s3:${x}", "S3:x\n"] {
            assert!(bad.parse::<ActionPattern>().is_err(), "{bad}");
        }
        assert!("arn:aws:s3:::logs/${aws:PrincipalTag/team}/*".parse::<ArnPattern>().is_ok());
        for bad in ["", "logs", "arn:aws", "arn:aws:s3:::a\"b", "arn:aws:s3:::a b"] {
            assert!(bad.parse::<ArnPattern>().is_err(), "{bad}");
        }
        for bad in ["", "PrincipalOrgID", "aws:", "aws:a b"] {
            assert!(bad.parse::<ConditionKey>().is_err(), "{bad}");
        }
    }

    /// CloudFormation resolves them in any text of a template.
    #[test]
    fn dynamic_references_are_refused() {
        let secret = "{{resolve:secretsmanager:db:SecretString:password}}";
        assert!(secret.parse::<ConditionValue>().is_err());
        assert!(format!("arn:aws:s3:::{secret}").parse::<ArnPattern>().is_err());
        assert!(secret.parse::<crate::net::Description>().is_err());
        assert!(secret.parse::<crate::net::TagValue>().is_err());
        assert!(format!("arn:aws:s3:::{secret}").parse::<crate::net::Arn>().is_err());
        assert!(secret.parse::<crate::net::DomainName>().is_err());
    }

    #[test]
    fn a_full_endpoint_name_gets_its_short_one() {
        let invalid = "com.amazonaws.ap-northeast-1.ecr.api".parse::<ServiceName>().unwrap_err();
        assert_eq!(invalid.helps(), ["write `ecr.api`"]);
        assert_eq!("ecr.api".parse::<ServiceName>().unwrap().words().collect::<Vec<_>>(), ["ecr", "api"]);
        for bad in ["", "SSM", "ecr..api", ".ssm", "ssm/x", "${x}"] {
            assert!(bad.parse::<ServiceName>().is_err(), "{bad}");
        }
    }
}
