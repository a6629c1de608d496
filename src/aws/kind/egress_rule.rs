//! A rule that lets members of one group open connections to members of another.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html>

use super::security_group::protocol_facts;
use super::{Kind, Over, SecurityGroup};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::network::Protocol;

/// An egress rule towards a group.
#[derive(Debug)]
pub struct EgressRule {
    /// The group whose members open connections.
    pub group: Ref<SecurityGroup>,
    /// The group that they open them to.
    pub to: Ref<SecurityGroup>,
    /// What it matches.
    pub protocol: Protocol,
    /// Why it is there.
    pub description: String,
    /// The connection between the VPCs of the two groups, if they are two.
    pub over: Option<Over>,
}

impl Kind for EgressRule {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SecurityGroupEgress");
    const TERRAFORM: Option<&str> = Some("aws_vpc_security_group_egress_rule");
    const NOUN: &str = "Egress";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "CidrIp",
            "CidrIpv6",
            "DestinationPrefixListId",
            "DestinationSecurityGroupId",
            "FromPort",
            "GroupId",
            "IpProtocol",
            "ToPort",
        ],
        force_new: &["security_group_id"],
        place: &[
            "GroupId",
            "IpProtocol",
            "FromPort",
            "ToPort",
            "CidrIp",
            "CidrIpv6",
            "DestinationSecurityGroupId",
            "DestinationPrefixListId",
        ],
        holds: &["DestinationSecurityGroupId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { group, to, protocol, description, over } = self;
        body.set("GroupId", "security_group_id", group);
        body.set("DestinationSecurityGroupId", "referenced_security_group_id", to);
        protocol_facts(*protocol, false, body);
        body.set("Description", "description", description);
        if let Some(over) = over {
            over.describe(body);
        }
    }
}
