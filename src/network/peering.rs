//! VPC peering connections.

use super::{End, Holder, Network, OwnerId, Relation, ScopeId, SegmentId, Tags, VpcId};
use crate::diagnostic::{Span, Spanned};
use crate::net::{Arn, Cidr4, ExistingVpcId, Name, Region};

/// Index of a peering connection in [`Network::peerings`](super::Network::peerings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeeringId(pub usize);

/// A peering connection between two VPCs.
#[derive(Debug)]
pub struct Peering {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The VPC that asks: the one whose scope sorts first, and within a scope the first of the two by name. Beside a VPC of others it is the
    /// document's.
    pub requester: VpcId,
    /// The VPC that accepts.
    pub accepter: PeerVpc,
    /// The role of the accepter's account by which CloudFormation accepts, where the document names one.
    pub accepts: Option<Spanned<Arn>>,
    /// Its tags.
    pub tags: Tags,
}

/// A VPC at an end of a peering connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerVpc<T = TheirVpc> {
    /// One of the document.
    Own(VpcId),
    /// One that exists and that the document does not make.
    Theirs(T),
}

/// A VPC that exists and that the document does not make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheirVpc {
    /// Its id.
    pub id: Spanned<ExistingVpcId>,
    /// The account that owns it.
    pub holder: Holder,
    /// Its Region.
    pub region: Region,
    /// Its IPv4 blocks, by address.
    pub blocks: Vec<Spanned<Cidr4>>,
}

impl PeerVpc {
    /// The same without what is said of a VPC of others.
    #[must_use]
    pub fn as_ref(&self) -> PeerVpc<&TheirVpc> {
        match self {
            Self::Own(id) => PeerVpc::Own(*id),
            Self::Theirs(vpc) => PeerVpc::Theirs(vpc),
        }
    }
}

impl<T> PeerVpc<T> {
    /// The VPC of the document, if it is one.
    #[must_use]
    pub fn own(self) -> Option<VpcId> {
        match self {
            Self::Own(id) => Some(id),
            Self::Theirs(_) => None,
        }
    }
}

impl Peering {
    /// The other end, as a VPC of the document at one end sees it.
    #[must_use]
    pub fn other(&self, own: VpcId) -> PeerVpc<&TheirVpc> {
        if self.requester == own { self.accepter.as_ref() } else { PeerVpc::Own(self.requester) }
    }

    /// Both ends, where both are of the document: the requester, the accepter.
    #[must_use]
    pub fn ends(&self) -> Option<(VpcId, VpcId)> {
        Some((self.requester, self.accepter.as_ref().own()?))
    }

    /// The VPC that accepts, if the document does not make it.
    #[must_use]
    pub fn theirs(&self) -> Option<&TheirVpc> {
        match &self.accepter {
            PeerVpc::Own(_) => None,
            PeerVpc::Theirs(vpc) => Some(vpc),
        }
    }
}

/// Where a VPC that accepts a peering is, as far as that is not where the requester is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart<'n> {
    /// Its account.
    pub account: Option<Holder>,
    /// Its Region.
    pub region: Option<&'n Region>,
}

impl Network {
    /// The account and Region of the VPC that accepts, as far as they are others than the requester's.
    #[must_use]
    pub fn apart<'n>(&'n self, peering: &'n Peering) -> Apart<'n> {
        let from = self.scope_of(peering.requester);
        let (holder, region) = match &peering.accepter {
            PeerVpc::Own(id) => {
                let to = self.scope_of(*id);
                (Holder::Account(to.account), &to.region)
            }
            PeerVpc::Theirs(vpc) => (vpc.holder.clone(), &vpc.region),
        };
        Apart {
            account: (holder != Holder::Account(from.account)).then_some(holder),
            region: (*region != from.region).then_some(region),
        }
    }

    /// Where Terraform accepts a peering with a VPC of others that is in the requester's account and another Region: there, if the document has
    /// something in it. CloudFormation accepts with the request inside one account.
    #[must_use]
    pub fn accepting_scope(&self, peering: &Peering) -> Option<ScopeId> {
        let Apart { account: None, region: Some(region) } = self.apart(peering) else { return None };
        let own = self.scope_of(peering.requester).account;
        let is_there = |id: &ScopeId| self.scope(*id).account == own && self.scope(*id).region == *region;
        peering.theirs().and_then(|_| self.scope_ids().find(is_there))
    }

    /// The peerings with VPCs that the document does not make, by name.
    pub fn peerings_with_others(&self) -> impl Iterator<Item = (PeeringId, &Peering, &TheirVpc)> {
        let all = (0..).map(PeeringId).zip(&self.peerings);
        all.filter_map(|(id, peering)| Some((id, peering, peering.theirs()?)))
    }

    /// A VPC at an end of a peering in words: its name, or its id and whose it is.
    #[must_use]
    pub fn called(&self, vpc: PeerVpc<&TheirVpc>) -> String {
        match vpc {
            PeerVpc::Own(id) => self.vpc(id).name.to_string(),
            PeerVpc::Theirs(TheirVpc { id, holder, .. }) => match holder {
                Holder::Id(account) => format!("{} of account {account}", id.value),
                Holder::Account(Some(OwnerId(account))) => {
                    format!("{} of account {}", id.value, self.accounts[*account].name)
                }
                Holder::Account(None) => id.value.to_string(),
            },
        }
    }

    /// What of a block is declared behind the transit gateway of a VPC: each prefix that shares addresses with it, its segment, and how
    /// the VPC and that segment talk.
    pub fn behind_hub(
        &self,
        own: VpcId,
        block: Cidr4,
    ) -> impl Iterator<Item = (SegmentId, Spanned<Cidr4>, Relation)> + '_ {
        self.membership(own).into_iter().flat_map(move |(hub, from)| {
            let hub = &self.hubs[hub.0];
            hub.segment_ids().flat_map(move |id| {
                let relation = hub.relation(from, End::Segment(id));
                let prefixes = hub.segment(id).prefixes.iter().filter(move |prefix| prefix.value.overlaps(block));
                prefixes.map(move |prefix| (id, *prefix, relation))
            })
        })
    }
}
