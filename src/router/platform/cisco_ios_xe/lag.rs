//! LAGs of IOS-XE: port channels. In comes a router, out go views.

use serde::Serialize;

use crate::router::config::RouterConfig;
use crate::router::lag::{Lag, number_of};
use crate::uplink::platform::Platform;

/// What a port channel is called, before its number.
pub(super) const WORD: &str = "Port-channel";

#[derive(Serialize)]
pub(super) struct PortChannel {
    interface: String,
    number: u16,
    members: Vec<String>,
    minimum: Vec<u8>,
    mtu: Vec<u16>,
}

/// The port channels, by name.
pub(super) fn port_channels(router: &RouterConfig) -> Vec<PortChannel> {
    router.lags.iter().filter_map(|lag| port_channel(router, lag)).collect()
}

fn port_channel(router: &RouterConfig, lag: &Lag) -> Option<PortChannel> {
    let jumbo = router.lag_mtu(lag) > 1500;
    Some(PortChannel {
        interface: lag.interface.clone(),
        number: number_of(&lag.interface, WORD)?,
        members: lag.members.clone(),
        minimum: lag.minimum.into_iter().collect(),
        mtu: Platform::CiscoIosXe.capabilities().port_mtu.filter(|_| jumbo).into_iter().collect(),
    })
}

/// What it changes that has no name of netgen's.
pub(super) fn touches(router: &RouterConfig) -> impl Iterator<Item = String> + '_ {
    router.lags.iter().map(|lag| format!("interface {} of {}", lag.interface, lag.members.join(" and ")))
}
