//! A Direct Connect gateway: where virtual interfaces and gateways of AWS meet. It belongs to no Region.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::DirectConnectGatewayId;

/// A Direct Connect gateway.
#[derive(Debug)]
pub struct DirectConnectGateway {
    /// Its name: letters, digits, `-`, `_`, `,`, `/` and spaces, at most 100.
    pub name: String,
    /// Its side's ASN in BGP: 64512-65534 or 4200000000-4294967294. A change replaces it.
    pub asn: u32,
    /// Its tags.
    pub tags: TagSet,
}

/// The Direct Connect gateway that something belongs to.
#[derive(Clone, Debug)]
pub enum ConnectGateway {
    /// One of this network.
    Own(Ref<DirectConnectGateway>),
    /// One that exists already.
    Existing(DirectConnectGatewayId),
}

impl<'a> From<&'a ConnectGateway> for Value<'a> {
    fn from(gateway: &'a ConnectGateway) -> Self {
        match gateway {
            ConnectGateway::Own(gateway) => gateway.into(),
            ConnectGateway::Existing(id) => id.as_str().into(),
        }
    }
}

impl Kind for DirectConnectGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::DirectConnectGateway");
    const TERRAFORM: Option<&str> = Some("aws_dx_gateway");
    const NOUN: &str = "DirectConnectGateway";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("DirectConnectGatewayId", "id");
    const CHANGE: Change =
        Change { create_only: &["AmazonSideAsn"], force_new: &["amazon_side_asn"], remade: "minutes",
        ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, asn, tags } = self;
        body.set("DirectConnectGatewayName", "name", name);
        body.set("AmazonSideAsn", "amazon_side_asn", Value::Digits(*asn));
        body.tags_in_cloudformation(
            tags,
            "Terraform's provider knows tags of a Direct Connect gateway since version 6 only",
        );
    }
}
