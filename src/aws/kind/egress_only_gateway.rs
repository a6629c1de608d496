//! The way out over IPv6 for connections that start inside.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// An egress-only internet gateway.
#[derive(Debug)]
pub struct EgressOnlyGateway {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for EgressOnlyGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::EgressOnlyInternetGateway");
    const TERRAFORM: Option<&str> = Some("aws_egress_only_internet_gateway");
    const NOUN: &str = "EgressOnlyInternetGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { create_only: &["VpcId"], force_new: &["vpc_id"], holds: &["VpcId"],
        ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.tags(tags);
    }
}
