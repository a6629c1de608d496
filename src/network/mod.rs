//! What a document means. In comes a [`Blueprint`](crate::blueprint::Blueprint); out goes a [`Network`]: every default
//! filled in, every name resolved to the object that it names, sets in one fixed order. No addresses are chosen here, and
//! nothing is compared that needs one.

mod acl;
mod endpoint;
mod group;
mod pool;
mod reason;
mod resolve;
mod vpc;
mod zone;

pub use acl::{AclRule, AclSource, Acls, ExplicitAcl};
pub use endpoint::{Endpoints, Policy, PolicyStatement};
pub use group::{GroupId, GroupPeer, Protocol, Rule, SecurityGroup};
pub use pool::{Pool, PoolBlock, PoolId};
pub(crate) use reason::reason;
pub use resolve::resolve;
pub use vpc::{Address, Dhcp, FlowLogs, LogDestination, Nat, Secondary, SubnetSize, Tier, TierId, Vpc};
pub use zone::Zone;

use std::collections::BTreeMap;

use crate::blueprint::Quotas;
use crate::diagnostic::{Span, Spanned};
use crate::net::{Cidr4, Name, Region, TagKey, TagValue};

/// Tags of a resource, without `Name`.
pub type Tags = BTreeMap<TagKey, TagValue>;

/// A network as it is meant.
#[derive(Debug)]
pub struct Network {
    /// Names the lock, the stacks and the output directory.
    pub name: Name,
    /// The Region of everything in it.
    pub region: Region,
    /// Where the Region is written.
    pub region_span: Span,
    /// The zones, by name.
    pub zones: Vec<Zone>,
    /// The pools; a pool stands after the one that it is cut from.
    pub pools: Vec<Pool>,
    /// Prefixes in use elsewhere, by name.
    pub on_premises: Vec<(Name, Spanned<Cidr4>)>,
    /// The VPCs, by name.
    pub vpcs: Vec<Vpc>,
    /// What AWS allows this account.
    pub quotas: Quotas,
}

impl Network {
    /// Whether the deployer binds the zones (a count was given), so that no zone has a name here.
    #[must_use]
    pub fn zones_are_slots(&self) -> bool {
        self.zones.iter().any(|zone| matches!(zone, Zone::Slot(_)))
    }
}
