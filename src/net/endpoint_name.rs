//! Full names of the services that VPC endpoints reach.
//!
//! In comes a Region and a short name such as `ecr.api`, out goes the name that AWS knows. Whether the service is offered
//! in that Region is AWS's affair.

use super::{Region, ServiceName};

/// Services whose interface endpoints in China begin with `cn.com.amazonaws`; those of all others, and every gateway
/// endpoint, begin with `com.amazonaws` there as well. No rule tells them apart: this is what
/// `aws ec2 describe-vpc-endpoint-services` answers in Beijing and Ningxia. In order.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
const CHINESE: &[&str] = &[
    "account",
    "application-autoscaling",
    "appmesh-envoy-management",
    "athena",
    "autoscaling",
    "awsconnector",
    "backup",
    "batch",
    "cassandra",
    "cloudcontrolapi",
    "cloudformation",
    "codedeploy-commands-secure",
    "databrew",
    "dms",
    "ebs",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "elasticache",
    "elasticbeanstalk",
    "elasticfilesystem",
    "elasticfilesystem-fips",
    "emr-containers",
    "execute-api",
    "fsx",
    "imagebuilder",
    "iot.data",
    "iotsitewise.api",
    "iotsitewise.data",
    "kinesis-streams",
    "lambda",
    "license-manager",
    "monitoring",
    "polly",
    "rds",
    "redshift",
    "redshift-data",
    "s3",
    "sagemaker.api",
    "sagemaker.featurestore-runtime",
    "sagemaker.runtime",
    "securityhub",
    "servicecatalog",
    "sms",
    "sqs",
    "states",
    "sts",
    "sync-states",
    "synthetics",
    "transfer",
    "workspaces",
    "xray",
];

impl Region {
    /// The full name of a service for a gateway endpoint: `com.amazonaws.cn-north-1.s3`.
    #[must_use]
    pub fn gateway_service(&self, service: &str) -> String {
        format!("com.amazonaws.{self}.{service}")
    }

    /// The full name of a service for an interface endpoint: `cn.com.amazonaws.cn-north-1.ecr.api`.
    #[must_use]
    pub fn interface_service(&self, service: &ServiceName) -> String {
        let chinese = self.partition() == "aws-cn" && CHINESE.binary_search(&service.as_str()).is_ok();
        let prefix = if chinese { "cn.com.amazonaws" } else { "com.amazonaws" };
        format!("{prefix}.{self}.{service}")
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
    fn china_has_two_prefixes() {
        assert_eq!(interface("cn-north-1", "ecr.api"), "cn.com.amazonaws.cn-north-1.ecr.api");
        assert_eq!(interface("cn-northwest-1", "s3"), "cn.com.amazonaws.cn-northwest-1.s3");
        assert_eq!(interface("cn-north-1", "logs"), "com.amazonaws.cn-north-1.logs");
        assert_eq!(interface("eu-west-1", "ecr.api"), "com.amazonaws.eu-west-1.ecr.api");
        let region: Region = "cn-north-1".parse().unwrap();
        assert_eq!(region.gateway_service("s3"), "com.amazonaws.cn-north-1.s3");
    }

    /// They are looked up by halving.
    #[test]
    fn services_are_in_order_and_are_names() {
        assert!(CHINESE.is_sorted());
        for service in CHINESE {
            assert!(service.parse::<ServiceName>().is_ok(), "{service}");
        }
    }
}
