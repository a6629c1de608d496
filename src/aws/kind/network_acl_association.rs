//! Gives a subnet its network ACL, in place of the VPC's default one.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetnetworkaclassociation.html>

use super::{Kind, NetworkAcl, Subnet};
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};

/// An association of a subnet and a network ACL.
#[derive(Debug)]
pub struct NetworkAclAssociation {
    /// The subnet.
    pub subnet: Ref<Subnet>,
    /// Its ACL.
    pub acl: Ref<NetworkAcl>,
}

impl Kind for NetworkAclAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SubnetNetworkAclAssociation");
    const TERRAFORM: Option<&str> = Some("aws_network_acl_association");
    const NOUN: &str = "NetworkAclAssociation";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subnet, acl } = self;
        body.set("SubnetId", "subnet_id", subnet);
        body.set("NetworkAclId", "network_acl_id", acl);
    }
}
