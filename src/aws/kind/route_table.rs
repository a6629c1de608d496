//! A route table.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A route table.
#[derive(Debug)]
pub struct RouteTable {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for RouteTable {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::RouteTable");
    const TERRAFORM: Option<&str> = Some("aws_route_table");
    const NOUN: &str = "RouteTable";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { create_only: &["VpcId"], force_new: &["vpc_id"], users: &[("aws_route_table_association", "route_table_id"), ("aws_vpc_endpoint", "route_table_ids")],
        holds: &["VpcId"],
        ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.tags(tags);
    }
}
