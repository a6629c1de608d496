//! A public virtual interface: a VLAN on a Direct Connect connection, with a BGP session over it, that leads to AWS's public addresses. It has
//! no gateway and no MTU, and is there once AWS has verified its prefixes.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use super::{DirectConnection, Kind, VirtualInterface};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Interrupt, Replaced, SESSIONS_SHUT};
use crate::aws::graph::Attr;
use crate::aws::value::{SecretKey, Value};
use crate::net::Cidr4;

/// A public virtual interface.
#[derive(Debug)]
pub struct PublicVirtualInterface {
    /// Its name: small letters, digits and hyphens, at most 100.
    pub name: String,
    /// The connection, dedicated or hosted, or the LAG.
    pub connection: DirectConnection,
    /// 1 to 4094.
    pub vlan: u16,
    /// The router's ASN, 2147483646 at most: Terraform has no wide form of it here.
    pub asn: u32,
    /// AWS's address with its prefix length: `203.0.113.1/30`.
    pub amazon: String,
    /// The router's: `203.0.113.2/30`.
    pub customer: String,
    /// What the router may announce.
    pub prefixes: Vec<Cidr4>,
    /// The key of the session; AWS makes one if none is given.
    pub key: Option<SecretKey>,
    /// Its tags.
    pub tags: TagSet,
}

impl PublicVirtualInterface {
    /// The key of the session; [`VirtualInterface::SESSION`] has what it belongs to. CloudFormation has no attribute for them.
    pub(in crate::aws) fn session() -> [(&'static str, Attr<Self>); 3] {
        VirtualInterface::SESSION.map(|name| (name, Attr::reference(name)))
    }
}

impl Kind for PublicVirtualInterface {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::PublicVirtualInterface");
    const TERRAFORM: Option<&str> = Some("aws_dx_public_virtual_interface");
    const NOUN: &str = "PublicVirtualInterface";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("VirtualInterfaceId", "id");
    const CHANGE: Change = Change {
        create_only: &["AllocatePublicVirtualInterfaceRoleArn", "RouteFilterPrefixes", "Vlan"],
        force_new: &[
            "address_family",
            "amazon_address",
            "bgp_asn",
            "bgp_auth_key",
            "connection_id",
            "customer_address",
            "name",
            "route_filter_prefixes",
            "vlan",
        ],
        place: &["ConnectionId", "Vlan"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["RouteFilterPrefixes", "Vlan"],
            meanwhile: "AWS's public services are reached over the internet, and the BGP session comes up with the new interface",
            lasts: "until AWS has verified the prefixes again, up to 72 hours, and the BGP session is up",
        }),
        interrupts: &[
            Interrupt { cloudformation: Some("BgpPeers"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
            Interrupt { cloudformation: Some("ConnectionId"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
        ],
        goes_after: SESSIONS_SHUT,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, connection, vlan, asn, amazon, customer, prefixes, key, tags } = self;
        body.set("VirtualInterfaceName", "name", name);
        body.set("ConnectionId", "connection_id", connection);
        body.set("Vlan", "vlan", vlan);
        body.flat_series("BgpPeers", |body| {
            body.flat_member("", |body| {
                body.set("AddressFamily", "address_family", "ipv4");
                body.set("Asn", "bgp_asn", Value::TextInCloudFormation(*asn));
                body.set("AmazonAddress", "amazon_address", amazon);
                body.set("CustomerAddress", "customer_address", customer);
                if let Some(key) = key {
                    body.set("AuthKey", "bgp_auth_key", key);
                }
            });
        });
        body.list("RouteFilterPrefixes", "route_filter_prefixes", prefixes);
        body.tags(tags);
    }
}
