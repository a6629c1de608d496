//! Gives a subnet its route table.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html>

use super::{Kind, RouteTable, Subnet};
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};

/// An association of a subnet and a route table.
#[derive(Debug)]
pub struct RouteTableAssociation {
    /// The subnet.
    pub subnet: Ref<Subnet>,
    /// Its route table.
    pub table: Ref<RouteTable>,
}

impl Kind for RouteTableAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SubnetRouteTableAssociation");
    const TERRAFORM: Option<&str> = Some("aws_route_table_association");
    const NOUN: &str = "RouteTableAssociation";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subnet, table } = self;
        body.set("SubnetId", "subnet_id", subnet);
        body.set("RouteTableId", "route_table_id", table);
    }
}
