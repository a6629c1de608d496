//! The parts of an endpoint policy, and the services that endpoints reach.
//!
//! In comes text, out goes a part whose characters are those of IAM's own grammar. Whether an action or a key exists is
//! AWS's affair. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use super::form::{Invalid, no_dynamic_reference, quote};

/// The name of an endpoint service: the short one of a service of AWS (`ssm`, `ecr.api`), the full one of a service of others
/// (`com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceName(String);

impl ServiceName {
    /// The part that names of resources are made of: `ecr.api`, `vpce-svc-0123456789abcdef0`.
    #[must_use]
    pub fn label(&self) -> &str {
        of_others(&self.0).map_or(self.0.as_str(), |(_, id)| id)
    }

    /// Whether it is a service of others, behind a load balancer of theirs.
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
    #[must_use]
    pub fn is_of_others(&self) -> bool {
        of_others(&self.0).is_some()
    }

    /// The Region of a service of others.
    #[must_use]
    pub fn region_of_others(&self) -> Option<&str> {
        of_others(&self.0).map(|(region, _)| region)
    }
}

/// The Region and the id in the full name of a service of others.
fn of_others(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("cn.").unwrap_or(text).strip_prefix("com.amazonaws.vpce.")?;
    let (region, id) = rest.split_once('.')?;
    let number = id.strip_prefix("vpce-svc-")?;
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let good = [8, 17].contains(&number.len()) && number.bytes().all(hex) && region.parse::<super::Region>().is_ok();
    good.then_some((region, id))
}

/// The short name in the full one of a service of AWS: what stands behind the Region, or behind `com.amazonaws.`.
fn short(text: &str) -> Option<&str> {
    let mut start = 0;
    for part in text.split('.') {
        start += part.len() + 1;
        if super::Region::is_shape_of(part) {
            return text.get(start..).filter(|rest| !rest.is_empty());
        }
    }
    text.strip_prefix("com.amazonaws.").filter(|rest| !rest.is_empty())
}

fn service(text: &str) -> Result<(), Invalid> {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if of_others(text).is_some() {
        return Ok(());
    }
    if text.contains("vpce-svc-") || text.starts_with("com.amazonaws.vpce.") {
        let invalid = Invalid::new(format!("{} is not the full name of an endpoint service", quote(text)));
        return Err(
            invalid.help("write it as its owner gives it: `com.amazonaws.vpce.REGION.vpce-svc-0123456789abcdef0`")
        );
    }
    let short = short(text);
    if short.is_none() && (1..=64).contains(&text.len()) && text.split(['.', '-']).all(word) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is not the short name of a service", quote(text)));
    // The full endpoint name holds a Region, which the document says already.
    match short {
        Some(short) => Err(invalid.help(format!("write {}", quote(short)))),
        None => Err(invalid.help("write the part behind the Region of its endpoint name, such as `ssm` or `ecr.api`")),
    }
}

checked_text!(
    ServiceName,
    service,
    72,
    "^[a-z0-9]+([.-][a-z0-9]+)*$",
    "The short name of an AWS service, such as ssm or ecr.api, or the full one of an endpoint service of others."
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

/// The value of a condition; `$vpc` is the id of the endpoint's own VPC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionValue(String);

impl ConditionValue {
    /// What stands for the id of the endpoint's own VPC.
    const VPC: &str = "$vpc";

    /// Whether it is the id of the endpoint's own VPC.
    #[must_use]
    pub fn is_vpc(&self) -> bool {
        self.0 == Self::VPC
    }
}

fn condition_value(text: &str) -> Result<(), Invalid> {
    // A variable of IAM stands in braces: `${aws:PrincipalTag/team}`.
    if text.starts_with('$') && text != ConditionValue::VPC && !text.starts_with("${") {
        return Err(Invalid::new(format!("{} is not a condition's value", quote(text))).help(
            "`$vpc` is the id of the VPC; a variable of IAM stands in braces, such as `${aws:PrincipalAccount}`",
        ));
    }
    if (1..=512).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return no_dynamic_reference(text);
    }
    Err(Invalid::new(format!("{} is not a condition's value", quote(text)))
        .help("use 1 to 512 printable ASCII characters"))
}

checked_text!(
    ConditionValue,
    condition_value,
    512,
    r"^[ -~]+$",
    "The value of an IAM condition; $vpc is the id of the endpoint's own VPC."
);

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
        let help = |text: &str| text.parse::<ServiceName>().unwrap_err().helps()[0].clone();
        assert_eq!(help("aws.sagemaker.eu-west-1.notebook"), "write `notebook`");
        assert_eq!(help("cn.com.amazonaws.cn-north-1.s3"), "write `s3`");
        assert_eq!(help("com.amazonaws.iam"), "write `iam`");
        for bad in ["", "SSM", "ecr..api", ".ssm", "ssm/x", "${x}"] {
            assert!(bad.parse::<ServiceName>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_service_of_others_has_its_full_name() {
        let service: ServiceName = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0".parse().unwrap();
        assert!(service.is_of_others());
        assert_eq!((service.label(), service.region_of_others()), ("vpce-svc-0123456789abcdef0", Some("eu-west-1")));
        assert!("cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123abcd".parse::<ServiceName>().unwrap().is_of_others());
        for bad in ["vpce-svc-0123456789abcdef0", "com.amazonaws.vpce.eu-west-1.vpce-svc-x", "com.amazonaws.vpce.x.y"] {
            let invalid = bad.parse::<ServiceName>().unwrap_err();
            assert!(invalid.helps()[0].ends_with("`com.amazonaws.vpce.REGION.vpce-svc-0123456789abcdef0`"), "{bad}");
        }
    }

    #[test]
    fn the_vpc_stands_in_conditions_alone_and_in_one_word() {
        assert!("$vpc".parse::<ConditionValue>().unwrap().is_vpc());
        assert!(!"${aws:PrincipalAccount}".parse::<ConditionValue>().unwrap().is_vpc());
        for bad in ["$vpx", "$VPC", "$vpc/*"] {
            assert!(bad.parse::<ConditionValue>().is_err(), "{bad}");
        }
    }
}
