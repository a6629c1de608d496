//! What a document means. In comes a [`Blueprint`](crate::blueprint::Blueprint); out goes a [`Network`]: every default
//! filled in, every name resolved to the object that it names, sets in one fixed order. No addresses are chosen here, and
//! nothing is compared that needs one.

mod acl;
mod carried;
mod connect;
mod connection;
mod dns;
mod endpoint;
mod flow_log;
mod group;
mod hub;
mod ipv6;
mod monitoring;
mod named_by;
mod nat;
mod peering;
mod place;
mod pool;
mod protocol;
mod public;
mod reason;
mod remote_access;
mod resolve;
mod scope;
mod site;
mod site_link;
mod tier;
mod uplink;
mod used;
mod vpc;
mod zone;

pub use acl::{AclRule, AclSource, Acls, ExplicitAcl};
pub use carried::Carried;
pub use connect::Connect;
pub use connection::{Connection, Lag, Links, RouterLag};
pub use dns::{Dhcp, Resolver};
pub use endpoint::{EndpointPolicy, Endpoints, InterfaceEndpoint, Policy, PolicyStatement};
pub use flow_log::{FlowLogs, LogDestination};
pub use group::{GroupId, GroupOf, GroupPeer, Rule, SecurityGroup};
pub use hub::{End, Gateway, GatewayOptions, Holder, Hub, HubId, Relation, Segment, SegmentId, StaticRoute, Via};
pub use monitoring::{Monitoring, Question, SavedQuery, Watch};
pub use named_by::{Between, NamedBy, WhyAddresses};
pub use nat::Nat;
pub use peering::{Apart, PeerVpc, Peering, PeeringId, TheirVpc};
pub use place::{Place, PlaceOf};
pub use pool::{Pool, PoolBlock, PoolId};
pub use protocol::Protocol;
pub use public::{PublicId, PublicInterface};
pub(crate) use reason::reason;
pub use remote_access::{ClientBlock, Destination, Grant, Login, RemoteAccess, RemoteAccessId};
pub use resolve::resolve;
pub use scope::{Account, Deployer, Organization, OwnerId, Scope, ScopeId};
pub use site::{
    Alarms, AwsEnd, DxGateway, DxGatewayId, FirstHop, Lan, LinkPools, RouterId, Site, SiteId, SiteRouter, Topic,
    UplinkId,
};
pub use tier::{Participant, Purpose, RouteKind, SubnetSize, Tier, TierId};
pub use uplink::{
    DirectConnect, PublicTransport, Routing, TransitPath, Transport, TunnelLogs, Uplink, UplinkKind, Vpn,
};
pub use used::check_dialect;
pub use vpc::{Address, Attach, Secondary, Vpc, VpcId};
pub use zone::Zone;

use std::collections::{BTreeMap, BTreeSet};

use crate::blueprint::{Accept, Require, StackMode, StackValues, Terraform};
use crate::diagnostic::{Span, Spanned};
use crate::net::{Cidr4, KeptPath, Name, RepositoryFolder, TagKey, TagValue};

/// Tags of a resource, without `Name`.
pub type Tags = BTreeMap<TagKey, TagValue>;

/// A network as it is meant.
#[derive(Debug)]
pub struct Network {
    /// Names the lock, the stacks and the output directory.
    pub name: Name,
    /// Where the name is written.
    pub name_span: Span,
    /// The document's tags, which everything has that does not say otherwise.
    pub tags: Tags,
    /// The accounts, by name; none where everything is in the one that deploys.
    pub accounts: Vec<Account>,
    /// The organization of the accounts.
    pub organization: Option<Organization>,
    /// Where things are: home first, then by account and Region. There is always one.
    pub scopes: Vec<Scope>,
    /// The pools; a pool stands after the one that it is cut from.
    pub pools: Vec<Pool>,
    /// Prefixes in use elsewhere, by name.
    pub on_premises: Vec<(Name, Spanned<Cidr4>)>,
    /// The transit gateways, by name.
    pub hubs: Vec<Hub>,
    /// Where the links of sites get their addresses from.
    pub link_pools: LinkPools,
    /// The Direct Connect gateways, by name.
    pub direct_connect_gateways: Vec<DxGateway>,
    /// The Direct Connect connections that are ordered with it, by name.
    pub direct_connections: Vec<Connection>,
    /// The LAGs that are ordered with it, by name.
    pub lags: Vec<Lag>,
    /// The sites, by name.
    pub sites: Vec<Site>,
    /// The VPCs, by name.
    pub vpcs: Vec<Vpc>,
    /// The peering connections, by name.
    pub peerings: Vec<Peering>,
    /// The Client VPN endpoints, by name.
    pub remote_access: Vec<RemoteAccess>,
    /// What watches it.
    pub monitoring: Option<Monitoring>,
    /// How stacks are deployed.
    pub stacks: StackMode,
    /// How values of one stack reach another one, if the document says so.
    pub stack_values: Option<Spanned<StackValues>>,
    /// The folder of the rendered tree in its Git repository, if stacks are to be deployed by Git sync.
    pub git_sync: Option<Spanned<RepositoryFolder>>,
    /// How the Terraform modules are used.
    pub terraform: Terraform,
    /// What every part of it must have.
    pub require: Require,
    /// What people keep in the rendered tree.
    pub keep: Vec<Spanned<KeptPath>>,
    /// Warnings that are accepted, in the order of the document.
    pub accept: Vec<Accept>,
}

impl Network {
    /// A VPC.
    #[must_use]
    pub fn vpc(&self, id: VpcId) -> &Vpc {
        &self.vpcs[id.0]
    }

    /// Blocks that others have, so that no pool gives them out: prefixes in use elsewhere, and VPCs of others that are peered with.
    pub fn elsewhere(&self) -> impl Iterator<Item = Cidr4> + '_ {
        let peers = self.peerings_with_others().flat_map(|(_, _, vpc)| &vpc.blocks);
        let gateways = self.hubs.iter().flat_map(|hub| &hub.cidrs);
        let others = peers.chain(gateways).map(|block| block.value);
        self.on_premises.iter().map(|(_, prefix)| prefix.value).chain(others)
    }

    /// The transit gateway and segment of a VPC that has both.
    #[must_use]
    pub fn membership(&self, vpc: VpcId) -> Option<(HubId, SegmentId)> {
        let attach = self.vpc(vpc).attach?;
        Some((attach.hub, attach.segment?))
    }

    /// Whether a transit gateway is in another account than a VPC, so that its owner accepts the VPC's attachment.
    #[must_use]
    pub fn is_foreign(&self, hub: HubId, vpc: VpcId) -> bool {
        let (hub, own) = (&self.hubs[hub.0], self.scope_of(vpc).account);
        match &hub.gateway {
            Gateway::Theirs(_, Holder::Id(_)) => true,
            Gateway::Theirs(_, Holder::Account(owner)) => *owner != own,
            Gateway::New(_) | Gateway::Existing(_) => self.scope(hub.scope).account != own,
        }
    }

    /// How two VPCs talk by a transit gateway.
    #[must_use]
    pub fn relation(&self, one: VpcId, other: VpcId) -> Relation {
        match (self.membership(one), self.membership(other)) {
            (Some((hub, segment)), Some((same, to))) if hub == same => {
                self.hubs[hub.0].relation(segment, End::Segment(to))
            }
            _ => Relation::None,
        }
    }

    /// The scope of what names neither an account nor a Region.
    ///
    /// # Panics
    /// For a network that was not resolved: that always has a scope.
    #[must_use]
    pub fn home(&self) -> &Scope {
        &self.scopes[0]
    }

    /// A scope.
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }

    /// The scope of a VPC.
    #[must_use]
    pub fn scope_of(&self, vpc: VpcId) -> &Scope {
        self.scope(self.vpc(vpc).scope)
    }

    /// The scope of a site: that of the transit gateway or of the VPCs that it is joined to.
    #[must_use]
    pub fn scope_of_site(&self, site: SiteId) -> ScopeId {
        match &self.site(site).end {
            AwsEnd::Segment(hub, _) => self.hubs[hub.0].scope,
            AwsEnd::Vpcs(vpcs) => vpcs.first().map_or(ScopeId::HOME, |vpc| self.vpc(*vpc).scope),
        }
    }

    /// All scopes, home first.
    pub fn scope_ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len()).map(ScopeId)
    }

    /// The zones that a VPC spans, by name.
    #[must_use]
    pub fn zones_of(&self, vpc: &Vpc) -> &[Zone] {
        &self.scope(vpc.scope).zones
    }

    /// The account of a scope, where the document has accounts.
    #[must_use]
    pub fn account_of(&self, scope: ScopeId) -> Option<&Account> {
        self.scope(scope).account.map(|owner| &self.accounts[owner.0])
    }

    /// The other accounts whose VPCs are attached to a gateway.
    #[must_use]
    pub fn users_of_hub(&self, hub: HubId) -> BTreeSet<OwnerId> {
        let attached =
            (0..self.vpcs.len()).map(VpcId).filter(|id| self.vpc(*id).attach.is_some_and(|one| one.hub == hub));
        self.others(self.hubs[hub.0].scope, attached)
    }

    /// The accounts of VPCs, but for that of a scope.
    #[must_use]
    pub fn others(&self, own: ScopeId, vpcs: impl Iterator<Item = VpcId>) -> BTreeSet<OwnerId> {
        let own = self.scope(own).account;
        vpcs.filter_map(|id| self.scope_of(id).account).filter(|one| Some(*one) != own).collect()
    }

    /// The zones of all Regions, by name, each once.
    #[must_use]
    pub fn all_zones(&self) -> Vec<Zone> {
        let mut zones: Vec<Zone> = self.scopes.iter().flat_map(|scope| scope.zones.iter().copied()).collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    }
}
