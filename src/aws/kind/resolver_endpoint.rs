//! Addresses of a VPC at which the resolver is asked from outside, or from which it asks outside.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSP-VPC-forward.html>

use std::net::Ipv4Addr;

use super::{Kind, SecurityGroup, Subnet};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An endpoint of the resolver.
#[derive(Debug)]
pub struct ResolverEndpoint {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone.
    pub name: String,
    /// Asked from outside; otherwise it asks outside. A change replaces the endpoint.
    pub inbound: bool,
    /// Who may ask, or whom it may ask: port 53 over TCP and UDP. A change replaces the endpoint.
    pub group: Ref<SecurityGroup>,
    /// Its addresses, at least two: each an address of the subnet.
    pub addresses: Vec<(Ref<Subnet>, Ipv4Addr)>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for ResolverEndpoint {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Resolver::ResolverEndpoint");
    const TERRAFORM: Option<&str> = Some("aws_route53_resolver_endpoint");
    const NOUN: &str = "ResolverEndpoint";
    const ID: Attr<Self> = Attr::att("ResolverEndpointId", "id");
    const CHANGE: Change = Change {
        create_only: &["Direction", "OutpostArn", "PreferredInstanceType", "SecurityGroupIds"],
        force_new: &["direction", "security_group_ids"],
        place: &["IpAddresses"],
        replaced: Replaced::Clashes(Clash {
            on: &["SecurityGroupIds"],
            why: "its addresses are in use once",
            what: "`resolver` of the VPC",
        }),
        holds: &["IpAddresses", "SecurityGroupIds"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, inbound, group, addresses, tags } = self;
        body.set("Name", "name", name);
        body.set("Direction", "direction", if *inbound { "INBOUND" } else { "OUTBOUND" });
        body.list("SecurityGroupIds", "security_group_ids", [group]);
        body.series("IpAddresses", "ip_address", |body| {
            for (subnet, address) in addresses {
                body.member(|body| {
                    body.set("SubnetId", "subnet_id", subnet);
                    body.set("Ip", "ip", *address);
                });
            }
        });
        body.tags(tags);
    }
}
