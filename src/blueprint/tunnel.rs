//! Options of the tunnels of a VPN connection beside their ciphers, and their logs, as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;

/// Options of both tunnels of a connection. Both ends follow them: lifetimes, the window and dead peers stand in the routers' files too.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TunnelSettings {
    /// The version of IKE: `ikev2`.
    pub ike_version: Option<Spanned<IkeVersion>>,
    /// Seconds until the keys of phase 1 end: 900 to 28800, which is what is taken unless given.
    #[schemars(extend("default" = 28800))]
    pub phase1_lifetime: Option<Spanned<u32>>,
    /// Seconds until the keys of phase 2 end: 900 to 3600, which is what is taken unless given; less than those of phase 1.
    #[schemars(extend("default" = 3600))]
    pub phase2_lifetime: Option<Spanned<u32>>,
    /// How many seconds before the end AWS makes new keys: 60 to half of phase 2's lifetime.
    #[schemars(extend("default" = 270))]
    pub rekey_margin: Option<Spanned<u32>>,
    /// Percent of the margin by which AWS makes them earlier at random: 0 to 100.
    #[schemars(extend("default" = 100))]
    pub rekey_fuzz: Option<Spanned<u32>>,
    /// Packets that may come out of order: 64 to 2048.
    #[schemars(extend("default" = 1024))]
    pub replay_window: Option<Spanned<u32>>,
    /// Seconds without an answer after which the other end is dead: 30 to 180.
    #[schemars(extend("default" = 30))]
    pub dpd_timeout: Option<Spanned<u32>>,
    /// What AWS does with a dead peer: `restart` unless given, `clear` on an accelerated connection.
    pub dpd_action: Option<Spanned<DpdAction>>,
    /// Who begins: `start` unless given, `add` on an accelerated connection.
    pub startup_action: Option<Spanned<StartupAction>>,
    /// Whether AWS waits until its owner lets it replace an end of a tunnel, as long as the replacement is not urgent.
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/tunnel-endpoint-lifecycle.html>
    #[schemars(extend("default" = false))]
    pub lifecycle_control: Option<Spanned<bool>>,
}

/// A version of IKE that AWS knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IkeVersion {
    /// Version 2 (RFC 7296).
    Ikev2,
    /// Version 1, which the IETF has declared historic (RFC 9395). Refused.
    Ikev1,
}

/// What AWS does with a dead peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DpdAction {
    /// Forgets the tunnel, and waits for the router.
    Clear,
    /// Nothing.
    None,
    /// Begins anew.
    Restart,
}

impl DpdAction {
    /// AWS's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::None => "none",
            Self::Restart => "restart",
        }
    }
}

/// Who begins a tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StartupAction {
    /// The router.
    Add,
    /// AWS does, or the router.
    Start,
}

impl StartupAction {
    /// AWS's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Start => "start",
        }
    }
}

/// Logs of both tunnels, in log groups of CloudWatch that are made with the connection.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html>
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TunnelLogs {
    /// The log of IKE, IPsec and dead peers.
    #[serde(default)]
    pub activity: bool,
    /// The log of BGP: states of sessions, routes that come and go. Version 6.24 of Terraform's provider has it.
    pub bgp: Option<Spanned<bool>>,
    /// How a record looks.
    #[serde(default)]
    pub format: LogFormat,
    /// How many days records are kept.
    #[schemars(extend("default" = 90))]
    pub retention_days: Option<Spanned<u32>>,
}

/// How a record of a tunnel's log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// An object of JSON.
    #[default]
    Json,
    /// Plain text.
    Text,
}

impl LogFormat {
    /// AWS's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
        }
    }
}
