//! Gives a subnet its network ACL, in place of the VPC's default one.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetnetworkaclassociation.html>

use super::{Kind, NetworkAcl, NetworkAclEntry, Subnet};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An association of a subnet and a network ACL.
#[derive(Debug)]
pub struct NetworkAclAssociation {
    /// The subnet.
    pub subnet: Ref<Subnet>,
    /// Its ACL.
    pub acl: Ref<NetworkAcl>,
    /// The entries of the ACL: without them it denies everything. Empty where `first` waits for them.
    pub entries: Vec<Ref<NetworkAclEntry>>,
    /// The first subnet that gets the ACL, which waits for its entries: a list for each subnet would double a template.
    pub first: Option<Ref<NetworkAclAssociation>>,
}

impl Kind for NetworkAclAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SubnetNetworkAclAssociation");
    const TERRAFORM: Option<&str> = Some("aws_network_acl_association");
    const NOUN: &str = "NetworkAclAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["NetworkAclId", "SubnetId"],
        force_new: &["network_acl_id", "subnet_id"],
        place: &["SubnetId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["NetworkAclId"],
            meanwhile: "the subnet has the VPC's default network ACL, which allows everything: count it as a \
                        leak",
        }),
        holds: &["NetworkAclId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subnet, acl, entries, first } = self;
        body.set("SubnetId", "subnet_id", subnet);
        body.set("NetworkAclId", "network_acl_id", acl);
        for entry in entries {
            body.after(*entry);
        }
        if let Some(first) = first {
            body.after(*first);
        }
    }
}
