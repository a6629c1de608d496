//! Gives a VPC its DHCP options.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcdhcpoptionsassociation.html>

use super::{DhcpOptions, Kind, Vpc};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An association of DHCP options.
#[derive(Debug)]
pub struct DhcpOptionsAssociation {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The options.
    pub options: Ref<DhcpOptions>,
}

impl Kind for DhcpOptionsAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCDHCPOptionsAssociation");
    const TERRAFORM: Option<&str> = Some("aws_vpc_dhcp_options_association");
    const NOUN: &str = "DhcpOptionsAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["DhcpOptionsId", "VpcId"],
        force_new: &["vpc_id"],
        place: &["VpcId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["DhcpOptionsId"],
            meanwhile: "a host that renews its lease gets AWS's own options instead of the VPC's",
        }),
        holds: &["DhcpOptionsId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, options } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.set("DhcpOptionsId", "dhcp_options_id", options);
    }
}
