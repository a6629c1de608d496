//! Gives a subnet its route table.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html>

use super::{Kind, Route, RouteTable, Subnet};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An association of a subnet and a route table.
#[derive(Debug)]
pub struct RouteTableAssociation {
    /// The subnet.
    pub subnet: Ref<Subnet>,
    /// Its route table.
    pub table: Ref<RouteTable>,
    /// The routes of the table: a subnet that has packets to send never asks an empty one. Empty where `first` waits for them.
    pub routes: Vec<Ref<Route>>,
    /// Associations of subnets that the routes lead to. Empty where `first` waits for them.
    pub behind: Vec<Ref<RouteTableAssociation>>,
    /// The first subnet that gets the table, which waits for all of that.
    pub first: Option<Ref<RouteTableAssociation>>,
}

impl Kind for RouteTableAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::SubnetRouteTableAssociation");
    const TERRAFORM: Option<&str> = Some("aws_route_table_association");
    const NOUN: &str = "RouteTableAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["RouteTableId", "SubnetId"],
        force_new: &["subnet_id"],
        place: &["SubnetId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["RouteTableId"],
            meanwhile: "the subnet has the VPC's main route table, with the local route alone",
        }),
        holds: &["RouteTableId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subnet, table, routes, behind, first } = self;
        body.set("SubnetId", "subnet_id", subnet);
        body.set("RouteTableId", "route_table_id", table);
        for route in routes {
            body.after(*route);
        }
        for other in behind.iter().chain(first) {
            body.after(*other);
        }
    }
}
