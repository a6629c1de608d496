//! A peering of two VPCs. Those of one account and Region consent by themselves. It has no setting for names: CloudFormation cannot change it, so that
//! neither dialect does.
//! <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>

use super::{Kind, PeerRole, Vpc};
use crate::aws::TagSet;
use crate::aws::account::AccountValue;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::{Arn, ExistingVpcId, Region};

/// A peering of two VPCs.
#[derive(Debug)]
pub struct VpcPeering {
    /// The VPC that asks.
    pub requester: Ref<Vpc>,
    /// The VPC that consents.
    pub accepter: PeeredVpc,
    /// Where the accepter is, if that is not where the requester is.
    pub peer: Option<PeerSide>,
    /// Its tags.
    pub tags: TagSet,
}

/// The VPC that consents to a peering.
#[derive(Clone, Debug)]
pub enum PeeredVpc {
    /// One of this network.
    Own(Ref<Vpc>),
    /// One that exists already, and that its owner answers for.
    Existing(ExistingVpcId),
}

impl<'a> From<&'a PeeredVpc> for Value<'a> {
    fn from(vpc: &'a PeeredVpc) -> Self {
        match vpc {
            PeeredVpc::Own(vpc) => vpc.into(),
            PeeredVpc::Existing(id) => id.as_str().into(),
        }
    }
}

/// The accepter's account and Region. At least one of them is another one than the requester's.
#[derive(Clone, Debug)]
pub struct PeerSide {
    /// Its account, if that is another one, and what lets CloudFormation accept there; without it only Terraform can ask.
    pub account: Option<(AccountValue, Option<PeerConsent>)>,
    /// Its Region, if that is another one.
    pub region: Option<Region>,
}

/// The role of the accepter's account by which CloudFormation accepts.
#[derive(Clone, Debug)]
pub enum PeerConsent {
    /// One of this network.
    Own(Ref<PeerRole>),
    /// One that exists already.
    Existing(Arn),
}

impl<'a> From<&'a PeerConsent> for Value<'a> {
    fn from(consent: &'a PeerConsent) -> Self {
        match consent {
            PeerConsent::Own(role) => role.get(PeerRole::ARN),
            PeerConsent::Existing(arn) => arn.as_str().into(),
        }
    }
}

impl Kind for VpcPeering {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCPeeringConnection");
    const TERRAFORM: Option<&str> = Some("aws_vpc_peering_connection");
    const NOUN: &str = "VpcPeering";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["PeerOwnerId", "PeerRegion", "PeerVpcId", "VpcId"],
        may_replace: &["AssumeRoleRegion", "PeerRoleArn"],
        force_new: &["peer_owner_id", "peer_region", "peer_vpc_id", "vpc_id"],
        place: &["VpcId", "PeerVpcId"],
        remade: "seconds to minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { requester, accepter, peer, tags } = self;
        body.set("VpcId", "vpc_id", requester);
        body.set("PeerVpcId", "peer_vpc_id", accepter);
        let Some(PeerSide { account, region }) = peer else {
            body.only(
                Dialect::Terraform,
                "auto_accept",
                true,
                "CloudFormation consents itself in one account and Region",
            );
            return body.tags(tags);
        };
        if let Some((account, _)) = account {
            body.set("PeerOwnerId", "peer_owner_id", account);
        }
        if let Some(region) = region {
            body.set("PeerRegion", "peer_region", region.as_str());
        }
        if let Some((_, Some(consent))) = account {
            let why = match accepter {
                PeeredVpc::Own(_) => "Terraform accepts by a resource of the accepter's account",
                PeeredVpc::Existing(_) => "Terraform asks, and the owner of the other VPC accepts",
            };
            body.only(Dialect::CloudFormation, "PeerRoleArn", consent, why);
        }
        body.tags(tags);
    }
}
