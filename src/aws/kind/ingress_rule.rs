//! A rule that lets members of one group open connections to members of another.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html>

use super::security_group::protocol_facts;
use super::{Kind, SecurityGroup};
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};
use crate::network::Protocol;

/// An ingress rule from a group.
#[derive(Debug)]
pub struct IngressRule {
    /// The group that accepts.
    pub group: Ref<SecurityGroup>,
    /// The group whose members open connections.
    pub from: Ref<SecurityGroup>,
    /// What it matches.
    pub protocol: Protocol,
    /// Why it is there.
    pub description: String,
}

impl Kind for IngressRule {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SecurityGroupIngress");
    const TERRAFORM: Option<&str> = Some("aws_vpc_security_group_ingress_rule");
    const NOUN: &str = "Ingress";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { group, from, protocol, description } = self;
        body.set("GroupId", "security_group_id", group);
        body.set("SourceSecurityGroupId", "referenced_security_group_id", from);
        protocol_facts(*protocol, false, body);
        body.set("Description", "description", description);
    }
}
