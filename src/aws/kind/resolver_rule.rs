//! Queries for a domain are forwarded to other servers.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network.html>

use std::net::Ipv4Addr;

use super::{Kind, ResolverEndpoint};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A forwarding rule of the resolver.
#[derive(Debug)]
pub struct ResolverRule {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone.
    pub name: String,
    /// The domain, with all names below it.
    pub domain: String,
    /// The outbound endpoint that asks.
    pub endpoint: Ref<ResolverEndpoint>,
    /// The servers that know, at port 53.
    pub targets: Vec<Ipv4Addr>,
    /// Its tags.
    pub tags: TagSet,
}

impl ResolverRule {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("Arn", "arn");
}

impl Kind for ResolverRule {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Resolver::ResolverRule");
    const TERRAFORM: Option<&str> = Some("aws_route53_resolver_rule");
    const NOUN: &str = "ResolverRule";
    const ID: Attr<Self> = Attr::att("ResolverRuleId", "id");
    const CHANGE: Change = Change {
        create_only: &["RuleType"],
        may_replace: &["DomainName"],
        force_new: &["domain_name", "rule_type"],
        holds: &["ResolverEndpointId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, domain, endpoint, targets, tags } = self;
        body.set("Name", "name", name);
        body.set("RuleType", "rule_type", "FORWARD");
        body.set("DomainName", "domain_name", domain);
        body.set("ResolverEndpointId", "resolver_endpoint_id", endpoint);
        body.series("TargetIps", "target_ip", |body| {
            for target in targets {
                body.member(|body| body.set("Ip", "ip", *target));
            }
        });
        body.tags(tags);
    }
}
