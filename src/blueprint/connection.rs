//! Direct Connect connections and link aggregation groups (LAGs) that are ordered by the document, as written, and the LAGs of routers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::Tags;
use crate::diagnostic::Spanned;
use crate::net::{CarrierName, InterfaceName, Location};
use crate::uplink::bandwidth::PortSpeed;

/// A dedicated Direct Connect connection that is ordered with the network: a stack of its own, deployed long before virtual interfaces.
/// What people do in between, from the letter of authorization to the cross connect, stands in its handover.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/dedicated_connection.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// The location, as `aws directconnect describe-locations` shows it. A change orders another connection.
    pub location: Spanned<Location>,
    /// `1Gbps`, `10Gbps`, `100Gbps` or `400Gbps`. A change orders another connection.
    pub speed: Spanned<PortSpeed>,
    /// Who brings the line to the location, as `describe-locations` spells it under `availableProviders`. Nobody unless given.
    pub provider: Option<Spanned<CarrierName>>,
    /// Tags for the connection, over those of the document.
    #[serde(default)]
    pub tags: Tags,
    /// Overrides the document's `retain` for this connection.
    pub retain: Option<bool>,
}

/// A link aggregation group (LAG, IEEE 802.1AX) that is ordered with the network, and its connections: all dedicated, of one speed, at one
/// location and on one device of AWS.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lag {
    /// The location, as `aws directconnect describe-locations` shows it. A change orders another LAG.
    pub location: Spanned<Location>,
    /// The speed of each connection: `1Gbps`, `10Gbps`, `100Gbps` or `400Gbps`. A change orders another LAG.
    pub speed: Spanned<PortSpeed>,
    /// How many connections it has: 1 to 4, of 100 Gbps and more 1 or 2.
    #[schemars(range(min = 1, max = 4))]
    pub links: Spanned<u8>,
    /// With fewer of them AWS and the routers take the whole LAG down: 0 to `links`. AWS's own default is 0: a LAG without a link is never
    /// reported down.
    #[serde(default = "one")]
    #[schemars(range(min = 0, max = 4))]
    pub minimum: Spanned<u8>,
    /// Who brings the lines to the location, as `describe-locations` spells it under `availableProviders`. Nobody unless given.
    pub provider: Option<Spanned<CarrierName>>,
    /// Tags for the LAG and its connections, over those of the document.
    #[serde(default)]
    pub tags: Tags,
    /// Overrides the document's `retain` for this LAG and its connections.
    pub retain: Option<bool>,
}

fn one() -> Spanned<u8> {
    Spanned::unplaced(1)
}

/// A LAG on a router: ports that are one interface, by LACP (IEEE 802.1AX). Uplinks on it name it as their `interface`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouterLag {
    /// Its ports, one for each connection of AWS's LAG. Nothing else may run on them.
    pub members: Spanned<Vec<Spanned<InterfaceName>>>,
    /// With fewer of them up the router takes all of it down; the LAG's own `minimum` where it is one of the document's. The router's own
    /// default unless given.
    #[schemars(range(min = 1, max = 4))]
    pub minimum: Option<Spanned<u8>>,
}
