//! Identifiers of things that exist already in AWS.
//!
//! In comes `tgw-0123456789abcdef0`, out goes an id of the kind that the place takes. It never asks AWS whether the
//! thing is there.

use super::form::{Invalid, no_dynamic_reference, quote};

/// The shape behind an id's prefix.
#[derive(Clone, Copy)]
enum Tail {
    /// 8 to 17 hexadecimal digits, EC2's ids.
    Hex,
    /// 8 lower-case letters and digits, Direct Connect's ids.
    Short,
    /// 10 hexadecimal digits, Directory Service's ids.
    Ten,
}

/// The prefixes that netgen knows and what they stand for, to name what somebody wrote in the wrong place.
const KINDS: &[(&str, &str)] = &[
    ("eipalloc-", "an elastic IP address"),
    ("pl-", "a prefix list"),
    ("sg-", "a security group"),
    ("tgw-", "a transit gateway"),
    ("tgw-attach-", "a transit gateway attachment"),
    ("tgw-rtb-", "a transit gateway route table"),
    ("dxcon-", "a Direct Connect connection"),
    ("dxlag-", "a Direct Connect link aggregation group"),
    ("vpc-", "a VPC"),
    ("vgw-", "a virtual private gateway"),
    ("eni-", "a network interface"),
    ("d-", "a directory"),
];

fn check_id(text: &str, prefix: &str, tail: Tail, example: &str) -> Result<(), Invalid> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let short = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
    let fits = text.strip_prefix(prefix).is_some_and(|rest| match tail {
        Tail::Hex => (8..=17).contains(&rest.len()) && rest.bytes().all(hex),
        Tail::Short => rest.len() == 8 && rest.bytes().all(short),
        Tail::Ten => rest.len() == 10 && rest.bytes().all(hex),
    });
    if fits {
        return Ok(());
    }
    let kind = |prefix: &str| KINDS.iter().find(|kind| kind.0 == prefix).map_or("this", |kind| kind.1);
    let invalid = Invalid::new(format!("{} is not the id of {}", quote(text), kind(prefix)));
    // The longest prefix decides: `tgw-attach-` also begins with `tgw-`.
    let other = KINDS.iter().filter(|kind| text.starts_with(kind.0)).max_by_key(|kind| kind.0.len());
    Err(match other {
        Some(other) if other.0 != prefix => invalid.help(format!("this is the id of {}", other.1)),
        _ => invalid,
    }
    .help(format!("write an id such as `{example}`")))
}

macro_rules! aws_id {
    ($(#[$doc:meta])* $type:ident, $prefix:literal, $tail:ident, $example:literal, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(String);

        checked_text!(
            $type,
            |text: &str| check_id(text, $prefix, Tail::$tail, $example),
            28,
            $pattern,
            concat!("An id such as ", $example, ".")
        );
    };
}

aws_id!(
    /// An elastic IP address: `eipalloc-0123456789abcdef0`.
    AllocationId, "eipalloc-", Hex, "eipalloc-0123456789abcdef0", "^eipalloc-[0-9a-f]{8,17}$"
);
aws_id!(
    /// A VPC that exists already: `vpc-0123456789abcdef0`.
    ExistingVpcId, "vpc-", Hex, "vpc-0123456789abcdef0", "^vpc-[0-9a-f]{8,17}$"
);
aws_id!(
    /// A prefix list: `pl-0123456789abcdef0`.
    PrefixListId, "pl-", Hex, "pl-0123456789abcdef0", "^pl-[0-9a-f]{8,17}$"
);
aws_id!(
    /// A security group: `sg-0123456789abcdef0`.
    SecurityGroupId, "sg-", Hex, "sg-0123456789abcdef0", "^sg-[0-9a-f]{8,17}$"
);
aws_id!(
    /// A transit gateway: `tgw-0123456789abcdef0`.
    TransitGatewayId, "tgw-", Hex, "tgw-0123456789abcdef0", "^tgw-[0-9a-f]{8,17}$"
);
aws_id!(
    /// An attachment to a transit gateway: `tgw-attach-0123456789abcdef0`.
    TransitGatewayAttachmentId, "tgw-attach-", Hex, "tgw-attach-0123456789abcdef0", "^tgw-attach-[0-9a-f]{8,17}$"
);
aws_id!(
    /// A Direct Connect connection: `dxcon-ffabc123`.
    DirectConnectConnectionId, "dxcon-", Short, "dxcon-ffabc123", "^dxcon-[0-9a-z]{8}$"
);
aws_id!(
    /// A Direct Connect link aggregation group: `dxlag-ffabc123`.
    DirectConnectLagId, "dxlag-", Short, "dxlag-ffabc123", "^dxlag-[0-9a-z]{8}$"
);

aws_id!(
    /// A directory of AWS Directory Service: `d-0123456789`.
    DirectoryId, "d-", Ten, "d-0123456789", "^d-[0-9a-f]{10}$"
);

/// A Direct Connect gateway, whose id is a UUID in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectConnectGatewayId(String);

fn check_uuid(text: &str) -> Result<(), Invalid> {
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hex) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the id of a Direct Connect gateway", quote(text)))
        .help("write a UUID in lower case, such as `5f294f92-bafb-4011-916d-9b0b12345678`"))
}

checked_text!(
    DirectConnectGatewayId,
    check_uuid,
    36,
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "The id of a Direct Connect gateway: a UUID in lower case."
);

/// An AWS account: 12 digits, of which the first may be 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(String);

fn check_account(text: &str) -> Result<(), Invalid> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let digits: String = text.chars().filter(|char| *char != '-').collect();
    let meant = (text != digits && check_account(&digits).is_ok()).then_some(digits);
    Err(Invalid::new(format!("{} is not an AWS account id", quote(text)))
        .did_you_mean(meant)
        .help("write twelve digits in quotes, such as `\"012345678901\"`"))
}

checked_text!(AccountId, check_account, 12, r"^\d{12}$", "An AWS account id: twelve digits. Quote it in YAML.");

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arn(String);

impl Arn {
    /// The partition, such as `aws`.
    #[must_use]
    pub fn partition(&self) -> &str {
        self.part(1)
    }

    /// The service, such as `s3`.
    #[must_use]
    pub fn service(&self) -> &str {
        self.part(2)
    }

    /// The Region; empty for a service without Regions.
    #[must_use]
    pub fn region(&self) -> &str {
        self.part(3)
    }

    /// The account; empty for a bucket, for instance.
    #[must_use]
    pub fn account(&self) -> &str {
        self.part(4)
    }

    /// The rest, which may hold colons of its own.
    #[must_use]
    pub fn resource(&self) -> &str {
        self.part(5)
    }

    fn part(&self, index: usize) -> &str {
        self.0.splitn(6, ':').nth(index).unwrap_or_default()
    }
}

fn check_arn(text: &str) -> Result<(), Invalid> {
    let label =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let fits = match parts[..] {
        ["arn", partition, service, region, account, resource] => {
            (partition == "aws" || partition.starts_with("aws-"))
                && [partition, service, region].into_iter().all(label)
                && !service.is_empty()
                && (account.is_empty() || account == "aws" || check_account(account).is_ok())
                && !resource.is_empty()
        }
        _ => false,
    };
    // One rule for the whole: an ARN ends up inside policies and shell commands.
    if fits && !text.chars().any(|char| char.is_control() || char.is_whitespace()) {
        return no_dynamic_reference(text);
    }
    Err(Invalid::new(format!("{} is not an ARN", quote(text)))
        .help("write `arn:partition:service:region:account:resource`, such as `arn:aws:s3:::logs`"))
}

checked_text!(
    Arn,
    check_arn,
    2048,
    r"^arn:aws(-[a-z0-9-]+)?:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:\S+$",
    "An Amazon Resource Name, such as arn:aws:s3:::logs."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_takes_its_own_ids_only() {
        assert!("tgw-0123456789abcdef0".parse::<TransitGatewayId>().is_ok());
        assert!("tgw-attach-01234567".parse::<TransitGatewayAttachmentId>().is_ok());
        assert!("dxcon-fg5678gh".parse::<DirectConnectConnectionId>().is_ok());
        let error = "tgw-attach-01234567".parse::<TransitGatewayId>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`tgw-attach-01234567` is not the id of a transit gateway\n\
             this is the id of a transit gateway attachment\nwrite an id such as `tgw-0123456789abcdef0`"
        );
        for text in ["", "eipalloc-", "eipalloc-0a", "eipalloc-0123456G", "EIPALLOC-01234567", "eipalloc-01234567\n"] {
            assert!(text.parse::<AllocationId>().is_err(), "{text}");
        }
    }

    #[test]
    fn accounts_and_gateway_ids() {
        assert!("012345678901".parse::<AccountId>().is_ok());
        let error = "0123-4567-8901".parse::<AccountId>().unwrap_err();
        assert_eq!(error.helps()[0], "did you mean `012345678901`?");
        assert!("5f294f92-bafb-4011-916d-9b0b12345678".parse::<DirectConnectGatewayId>().is_ok());
        assert!("5f294f92-bafb-4011-916d-9b0bexample1".parse::<DirectConnectGatewayId>().is_err());
    }

    #[test]
    fn arns_have_six_parts() {
        let arn: Arn = "arn:aws-cn:sns:cn-north-1:123456789012:topic:sub".parse().unwrap();
        let parts = [arn.partition(), arn.service(), arn.region(), arn.account(), arn.resource()];
        assert_eq!(parts, ["aws-cn", "sns", "cn-north-1", "123456789012", "topic:sub"]);
        assert!("arn:aws:iam::aws:policy/ReadOnlyAccess".parse::<Arn>().is_ok());
        for text in
            ["", "arn", "arn:aws:s3:::", "arn:aws:s3:::a b", "arn:aws:s3::1:x", "arn:azure:s3:::x", "arn:aws::::x"]
        {
            assert!(text.parse::<Arn>().is_err(), "{text}");
        }
    }
}
