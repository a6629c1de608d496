//! Full names of the services that VPC endpoints reach.
//!
//! In comes a Region and a short name such as `ecr.api`, out goes the name that AWS knows. Whether the service is offered
//! in that Region is AWS's affair.

use std::cmp::Ordering;

use super::endpoint_services::{AT_HOME, HOMES, OTHER_FORMS, PREFIXES, REGIONAL, WITHOUT_PRIVATE_DNS};
use super::{Region, ServiceName};

/// Whether a table, words in one text, has a word.
fn has(table: &str, word: &str) -> bool {
    table.split(' ').any(|one| one == word)
}

/// Whether a table whose words are in order has a word: halves of the text are looked at, for the table is long and asked for every
/// endpoint of every VPC.
fn has_in_order(table: &str, word: &str) -> bool {
    let (mut from, mut to) = (0, table.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = table[from..middle].rfind(' ').map_or(from, |space| from + space + 1);
        let end = table[middle..to].find(' ').map_or(to, |space| middle + space);
        match table[start..end].cmp(word) {
            Ordering::Equal => return true,
            Ordering::Less => from = (end + 1).min(to),
            Ordering::Greater => to = start.saturating_sub(1).max(from),
        }
    }
    false
}

impl Region {
    /// The full name of a service for a gateway endpoint: `com.amazonaws.cn-north-1.s3`.
    #[must_use]
    pub fn gateway_service(&self, service: &str) -> String {
        format!("com.amazonaws.{self}.{service}")
    }

    /// The full name of a service for an interface endpoint: `cn.com.amazonaws.cn-north-1.ecr.api`,
    /// `aws.sagemaker.eu-west-1.notebook`. A service that the tables lack gets the usual form.
    #[must_use]
    pub fn interface_service(&self, service: &ServiceName) -> String {
        let name = service.as_str();
        if service.is_of_others() {
            return name.to_owned();
        }
        if let Some((_, form)) = OTHER_FORMS.iter().find(|(short, _)| *short == name) {
            return form.replace("{}", self.as_str());
        }
        let row = PREFIXES.iter().find(|(region, _, services)| *region == self.as_str() && has(services, name));
        let prefix = row.map_or("com.amazonaws", |row| row.1);
        // The one name with an ending.
        let ending = if self.partition() == "aws-cn" && name == "transcribe" { ".cn" } else { "" };
        format!("{prefix}.{self}.{name}{ending}")
    }

    /// The Region of a service, where it is another one than that of its endpoint.
    #[must_use]
    pub fn service_region(&self, service: &ServiceName) -> Option<Self> {
        let region = match service.region_of_others() {
            Some(region) => region,
            None if AT_HOME.contains(&service.as_str()) => {
                HOMES.iter().find(|(partition, _)| *partition == self.partition())?.1
            }
            None => return None,
        };
        region.parse().ok().filter(|region| region != self)
    }
}

impl ServiceName {
    /// Whether the service has names of its own in a VPC, so that private DNS can be asked for. A service of others has one
    /// only after its owner proved the domain.
    #[must_use]
    pub fn has_private_dns(&self) -> bool {
        !self.is_of_others() && !has(WITHOUT_PRIVATE_DNS, self.as_str())
    }

    /// Whether the tables have it; a service of others is known by its full name.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let name = self.as_str();
        self.is_of_others() || has_in_order(REGIONAL, name) || OTHER_FORMS.iter().any(|row| row.0 == name)
    }

    /// The short names of all services of AWS that the tables have.
    pub fn known() -> impl Iterator<Item = &'static str> + Clone {
        REGIONAL.split(' ').chain(OTHER_FORMS.iter().map(|row| row.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interface(region: &str, service: &str) -> String {
        let region: Region = region.parse().unwrap();
        region.interface_service(&service.parse().unwrap())
    }

    #[test]
    fn services_have_the_forms_that_aws_knows() {
        for (region, service, full) in [
            ("eu-west-1", "ecr.api", "com.amazonaws.eu-west-1.ecr.api"),
            ("eu-west-1", "notebook", "aws.sagemaker.eu-west-1.notebook"),
            ("us-east-1", "freetier", "aws.api.us-east-1.freetier"),
            ("us-east-1", "cassandra-streams", "api.aws.us-east-1.cassandra-streams"),
            ("us-east-1", "iam", "com.amazonaws.iam"),
            ("eu-west-1", "s3-global.accesspoint", "com.amazonaws.s3-global.accesspoint"),
            ("cn-north-1", "ecr.api", "cn.com.amazonaws.cn-north-1.ecr.api"),
            ("cn-northwest-1", "s3", "cn.com.amazonaws.cn-northwest-1.s3"),
            ("cn-north-1", "logs", "com.amazonaws.cn-north-1.logs"),
            ("cn-north-1", "transcribe", "cn.com.amazonaws.cn-north-1.transcribe.cn"),
            ("us-iso-east-1", "sqs", "gov.ic.c2s.us-iso-east-1.sqs"),
            ("us-iso-east-1", "kms", "com.amazonaws.us-iso-east-1.kms"),
            ("us-isob-east-1", "ec2", "gov.sgov.sc2s.us-isob-east-1.ec2"),
            ("eusc-de-east-1", "ecr.dkr", "eu.amazonaws.eusc-de-east-1.ecr.dkr"),
            ("eu-west-1", "nosuchthing", "com.amazonaws.eu-west-1.nosuchthing"),
        ] {
            assert_eq!(interface(region, service), full);
        }
        let region: Region = "cn-north-1".parse().unwrap();
        assert_eq!(region.gateway_service("s3"), "com.amazonaws.cn-north-1.s3");
        let others = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
        assert_eq!(interface("eu-west-1", others), others);
    }

    #[test]
    fn a_service_in_another_region_is_known_with_its_region() {
        let region = |region: &str, service: &str| {
            let region: Region = region.parse().unwrap();
            region.service_region(&service.parse().unwrap()).map(|region| region.to_string())
        };
        let others = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
        assert_eq!(region("eu-west-1", others), None);
        assert_eq!(region("us-east-1", others).as_deref(), Some("eu-west-1"));
        assert_eq!(region("eu-west-1", "iam").as_deref(), Some("us-east-1"));
        assert_eq!(region("us-east-1", "iam"), None);
        assert_eq!(region("eu-west-1", "ssm"), None);
    }

    #[test]
    fn every_service_of_the_table_is_found_and_nothing_beside_it() {
        let words: Vec<&str> = REGIONAL.split(' ').collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "the table is in order");
        for word in words {
            assert!(has_in_order(REGIONAL, word), "{word}");
            for beside in [format!("{word}z"), word[..word.len() - 1].to_owned(), format!("a{word}"), String::new()] {
                assert_eq!(has_in_order(REGIONAL, &beside), has(REGIONAL, &beside), "{beside}");
            }
        }
        assert!(!has_in_order("", "a") && has_in_order("a", "a") && !has_in_order("a", "b") && !has_in_order("b", "a"));
    }

    #[test]
    fn unknown_services_and_those_without_private_names() {
        let service = |text: &str| text.parse::<ServiceName>().unwrap();
        assert!(service("ssm").is_known() && service("notebook").is_known() && !service("nosuchthing").is_known());
        assert!(service("s3").has_private_dns() && service("nosuchthing").has_private_dns());
        for without in ["dynamodb", "dynamodb-streams", "iot.data"] {
            assert!(!service(without).has_private_dns(), "{without}");
        }
    }
}
