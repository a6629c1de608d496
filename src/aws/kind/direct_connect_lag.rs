//! A link aggregation group (LAG) of Direct Connect connections: several ports of one device of AWS that are one, by LACP.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::Attr;
use crate::dialect::Feature;

/// A LAG, without its connections, which are resources of their own.
#[derive(Debug)]
pub struct DirectConnectLag {
    /// Its name.
    pub name: String,
    /// The speed of each connection: `10Gbps`.
    pub bandwidth: String,
    /// The code of the location.
    pub location: String,
    /// With fewer connections all of it is down; 0 is AWS's default. Terraform's provider has no argument for it.
    pub minimum: u8,
    /// Who brings the lines.
    pub provider: Option<String>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for DirectConnectLag {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::Lag");
    const TERRAFORM: Option<&str> = Some("aws_dx_lag");
    const NOUN: &str = "DirectConnectLag";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("LagId", "id");
    const CHANGE: Change = Change {
        create_only: &["ConnectionsBandwidth", "Location", "ProviderName", "RequestMACSec"],
        force_new: &["connection_id", "connections_bandwidth", "location", "provider_name"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["ConnectionsBandwidth", "Location", "ProviderName"],
            meanwhile: "the LAG is given up, and all of its virtual interfaces are down",
            lasts: "until connections of the new one are ordered, delivered and connected: days or weeks",
        }),
        goes_after: "move its virtual interfaces and its connections away first: AWS deletes no LAG that has either",
        remade: "days or weeks: connections are ordered for the new one",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, bandwidth, location, minimum, provider, tags } = self;
        body.set("LagName", "name", name);
        body.set("ConnectionsBandwidth", "connections_bandwidth", bandwidth);
        body.set("Location", "location", location);
        if let Some(provider) = provider {
            body.set("ProviderName", "provider_name", provider);
        }
        if *minimum > 0 {
            body.uses(Feature::MinimumLinks);
            body.only(
                crate::dialect::Dialect::CloudFormation,
                "MinimumLinks",
                i64::from(*minimum),
                "Terraform's provider has no argument for it: `aws directconnect update-lag --lag-id ID --minimum-links N`",
            );
        }
        body.tags(tags);
    }
}
