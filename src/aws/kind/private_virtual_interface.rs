//! A private virtual interface: a VLAN on a Direct Connect connection, with a BGP session over it, that leads to VPCs with a
//! virtual private gateway.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use super::{ConnectGateway, DirectConnection, Kind};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Gap, Interrupt, Replaced, SESSIONS_SHUT};
use crate::aws::graph::Attr;
use crate::aws::value::{SecretKey, Value};
use crate::dialect::{Feature, LARGEST_BGP_ASN};
use crate::uplink::mtu::ETHERNET;

/// What turning SiteLink on or off does to what passes.
pub(super) const SITE_LINK: Interrupt = Interrupt::both(
    "EnableSiteLink",
    "sitelink_enabled",
    "routes between the sites of the Direct Connect gateway come or go, and AWS chooses anew among virtual interfaces to a site",
)
.lasts("some minutes");

/// A private virtual interface.
#[derive(Debug)]
pub struct PrivateVirtualInterface(pub VirtualInterface);

/// What every virtual interface has.
#[derive(Debug)]
pub struct VirtualInterface {
    /// Its name: small letters, digits and hyphens, at most 100.
    pub name: String,
    /// The connection, dedicated or hosted, or the LAG.
    pub connection: DirectConnection,
    /// The Direct Connect gateway.
    pub gateway: ConnectGateway,
    /// 1 to 4094.
    pub vlan: u16,
    /// 1500 or 8500 bytes. A change interrupts every interface of the connection.
    pub mtu: u16,
    /// The router's ASN.
    pub asn: u32,
    /// AWS's address with its prefix length: `169.254.32.1/30`.
    pub amazon: String,
    /// The router's: `169.254.32.2/30`.
    pub customer: String,
    /// The key of the session; AWS makes one if none is given.
    pub key: Option<SecretKey>,
    /// Whether there is a session over IPv6 too, with addresses that AWS assigns: in Terraform a [`BgpPeer`](super::BgpPeer).
    pub ipv6: bool,
    /// Whether packets go to other virtual interfaces of the gateway (SiteLink); nothing is said of it if it is none.
    pub site_link: Option<bool>,
    /// Its tags.
    pub tags: TagSet,
}

impl VirtualInterface {
    /// Terraform's names of what tells a BGP session from others, and of its key.
    pub(super) const SESSION: [&str; 3] = ["amazon_address", "bgp_auth_key", "vlan"];

    /// Its facts. Whether Terraform's provider takes jumbo frames depends on the kind.
    pub(super) fn describe<'a>(&'a self, body: &mut Body<'a>, has_jumbo: bool) {
        let Self { name, connection, gateway, vlan, mtu, asn, amazon, customer, key, ipv6, site_link, tags } = self;
        body.set("VirtualInterfaceName", "name", name);
        body.set("ConnectionId", "connection_id", connection);
        body.set("DirectConnectGatewayId", "dx_gateway_id", gateway);
        body.set("Vlan", "vlan", vlan);
        if *mtu > ETHERNET && !has_jumbo {
            body.uses(Feature::PrivateJumbo);
            body.only(Dialect::CloudFormation, "Mtu", mtu, "Terraform's provider takes 9001 there, and AWS 8500");
            body.ignores("mtu");
        } else {
            body.set("Mtu", "mtu", mtu);
        }
        if let Some(site_link) = site_link {
            body.set("EnableSiteLink", "sitelink_enabled", *site_link);
        }
        body.flat_series("BgpPeers", |body| {
            body.flat_member("", |body| {
                body.set("AddressFamily", "address_family", "ipv4");
                if *asn > LARGEST_BGP_ASN {
                    body.uses(Feature::LongAsn);
                    body.set("Asn", "bgp_asn_long", Value::Digits(*asn));
                } else {
                    body.set("Asn", "bgp_asn", Value::TextInCloudFormation(*asn));
                }
                body.set("AmazonAddress", "amazon_address", amazon);
                body.set("CustomerAddress", "customer_address", customer);
                if let Some(key) = key {
                    body.set("AuthKey", "bgp_auth_key", key);
                }
            });
            if *ipv6 {
                self.second_session(body);
            }
        });
        body.tags(tags);
    }

    /// The session over IPv6, which CloudFormation has in the virtual interface.
    fn second_session<'a>(&'a self, body: &mut Body<'a>) {
        let why = "Terraform has the second session as a resource of its own";
        body.flat_member_only(why, |body| {
            body.only(Dialect::CloudFormation, "AddressFamily", "ipv6", why);
            body.only(Dialect::CloudFormation, "Asn", Value::TextInCloudFormation(self.asn), why);
            if let Some(key) = &self.key {
                body.only(Dialect::CloudFormation, "AuthKey", key, why);
            }
        });
    }
}

impl PrivateVirtualInterface {
    /// The key of the session; [`VirtualInterface::SESSION`] has what it belongs to. CloudFormation has no attribute for them.
    pub(in crate::aws) fn session() -> [(&'static str, Attr<Self>); 3] {
        VirtualInterface::SESSION.map(|name| (name, Attr::reference(name)))
    }
}

impl Kind for PrivateVirtualInterface {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::PrivateVirtualInterface");
    const TERRAFORM: Option<&str> = Some("aws_dx_private_virtual_interface");
    const NOUN: &str = "PrivateVirtualInterface";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("VirtualInterfaceId", "id");
    const CHANGE: Change = Change {
        create_only: &["AllocatePrivateVirtualInterfaceRoleArn", "DirectConnectGatewayId", "VirtualGatewayId", "Vlan"],
        force_new: &[
            "address_family",
            "amazon_address",
            "bgp_asn",
            "bgp_asn_long",
            "bgp_auth_key",
            "connection_id",
            "customer_address",
            "dx_gateway_id",
            "name",
            "vlan",
        ],
        place: &["ConnectionId", "Vlan"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["DirectConnectGatewayId", "Vlan"],
            meanwhile: "the uplink is down, and its BGP session comes up with the new interface",
            lasts: "1 to 3 minutes, and until the BGP session is up",
        }),
        interrupts: &[
            Interrupt::both("Mtu", "mtu", "all interfaces of the connection go down").lasts("up to 30 seconds"),
            SITE_LINK,
            Interrupt { cloudformation: Some("BgpPeers"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
            Interrupt { cloudformation: Some("ConnectionId"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
        ],
        holds: &["DirectConnectGatewayId"],
        goes_after: SESSIONS_SHUT,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self(interface) = self;
        interface.describe(body, false);
    }
}
