//! Public virtual interfaces of sites: they lead to AWS's public addresses and into no VPC, so they are no uplinks, have no rank, and no
//! question about reach looks at them.

use super::{RouterId, SiteId};
use crate::diagnostic::{Span, Spanned};
use crate::net::{Cidr4, ConnectionName, Description, InterfaceName, LinkAddress, Location, Name, SecretName};
use crate::uplink::bfd::Bfd;
use crate::uplink::public::{Accepted, Scope};

/// A public virtual interface: its site, and its index in [`Site::publics`](super::Site::publics).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicId {
    /// The site.
    pub site: SiteId,
    /// Which of its public virtual interfaces.
    pub index: usize,
}

/// A public virtual interface on a connection that exists.
#[derive(Debug)]
pub struct PublicInterface {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The router that it ends on.
    pub router: RouterId,
    /// The router's port of the cross connect.
    pub interface: Spanned<InterfaceName>,
    /// What it is, for descriptions on routers and for people: a circuit's number.
    pub description: Option<Description>,
    /// The connection.
    pub connection: Spanned<ConnectionName>,
    /// Whether a partner hosts the connection, which then holds one virtual interface.
    pub hosted: bool,
    /// Where the connection begins, if the document says it.
    pub location: Option<Spanned<Location>>,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: Spanned<u16>,
    /// The timing of BFD, if it is on.
    pub bfd: Option<Bfd>,
    /// The secret that holds the key of its BGP session; AWS makes a key if there is none.
    pub key: Option<Spanned<SecretName>>,
    /// AWS's address on the link.
    pub amazon: Spanned<LinkAddress>,
    /// The router's address on the link.
    pub customer: Spanned<LinkAddress>,
    /// What the router announces, by address.
    pub prefixes: Vec<Spanned<Cidr4>>,
    /// How far AWS carries it.
    pub scope: Scope,
    /// What the router accepts.
    pub accepted: Accepted,
}
