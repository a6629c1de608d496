//! A dedicated Direct Connect connection: a port of AWS at a location. AWS takes days to make one, and people bring the line to it.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/dedicated_connection.html>

use super::{DirectConnectLag, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::dialect::Dialect;

/// A Direct Connect connection.
#[derive(Debug)]
pub struct DirectConnectConnection {
    /// Its name.
    pub name: String,
    /// `10Gbps`.
    pub bandwidth: String,
    /// The code of the location.
    pub location: String,
    /// Who brings the line.
    pub provider: Option<String>,
    /// The LAG that it is a link of.
    pub lag: Option<Ref<DirectConnectLag>>,
    /// Its tags.
    pub tags: TagSet,
}

/// What a virtual interface is on.
#[derive(Clone, Debug)]
pub enum DirectConnection {
    /// A connection of this network.
    Own(Ref<DirectConnectConnection>),
    /// A LAG of this network.
    Lag(Ref<DirectConnectLag>),
    /// A connection or LAG that exists already, by its id.
    Existing(String),
}

impl<'a> From<&'a DirectConnection> for Value<'a> {
    fn from(connection: &'a DirectConnection) -> Self {
        match connection {
            DirectConnection::Own(own) => own.into(),
            DirectConnection::Lag(lag) => lag.into(),
            DirectConnection::Existing(id) => id.as_str().into(),
        }
    }
}

impl Kind for DirectConnectConnection {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::Connection");
    const TERRAFORM: Option<&str> = Some("aws_dx_connection");
    const NOUN: &str = "DirectConnectConnection";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("ConnectionId", "id");
    const CHANGE: Change = Change {
        create_only: &["Bandwidth", "Location", "ProviderName", "RequestMACSec"],
        force_new: &["bandwidth", "location", "name", "provider_name", "request_macsec"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["Bandwidth", "Location", "ProviderName"],
            meanwhile: "the connection is given up, and all of its virtual interfaces are down",
            lasts: "until the new connection is ordered, delivered and connected: days or weeks",
        }),
        goes_after: "move its virtual interfaces to another connection first, and end the order of the cross connect: the colocation goes on \
billing it until then",
        made: "about 3 days until the letter of authorization is there, and as long as the colocation takes for the cross connect",
        remade: "days or weeks: a new connection is ordered, with a letter of authorization and a cross connect of its own",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, bandwidth, location, provider, lag, tags } = self;
        body.set("ConnectionName", "name", name);
        body.set("Bandwidth", "bandwidth", bandwidth);
        body.set("Location", "location", location);
        if let Some(provider) = provider {
            body.set("ProviderName", "provider_name", provider);
        }
        if let Some(lag) = lag {
            body.only(Dialect::CloudFormation, "LagId", lag, "Terraform has a resource of its own for it, aws_dx_connection_association");
        }
        body.only(
            Dialect::Terraform,
            "skip_destroy",
            true,
            "CloudFormation keeps it by its DeletionPolicy; Terraform forgets it and leaves it to people to delete",
        );
        body.tags(tags);
    }
}
