//! How the sessions with AWS are closed and opened by hand, uplink by uplink: nothing carries traffic before it was seen to work. In
//! comes a router, out go the lines that its people load.

use super::config::RouterConfig;
use crate::net::Name;

/// What is done with sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// They go down, or never come up.
    Close,
    /// They may come up.
    Open,
}

/// The lines of IOS and FRR. Those that close stand before the configuration: a neighbor is born shut, so it is not up for the
/// seconds that a paste takes.
pub(super) fn neighbors(router: &RouterConfig, uplinks: &[&Name], turn: Turn) -> Vec<String> {
    let mut lines = vec![format!("router bgp {}", router.asn)];
    let direct = router.direct_connects.iter().map(|one| (&one.name, one.aws(), one.asn));
    let tunnels =
        router.vpns.iter().flat_map(|vpn| vpn.tunnels.iter().map(move |tunnel| (&vpn.name, tunnel.aws(), vpn.asn)));
    let peers = router.gres.iter().flat_map(|one| one.aws().map(|aws| (&one.name, aws, one.asn)));
    for (_, neighbor, asn) in direct.chain(tunnels).chain(peers).filter(|(name, ..)| uplinks.contains(name)) {
        match turn {
            Turn::Close => {
                lines.push(format!(" neighbor {neighbor} remote-as {asn}"));
                lines.push(format!(" neighbor {neighbor} shutdown"));
            }
            Turn::Open => lines.push(format!(" no neighbor {neighbor} shutdown")),
        }
    }
    lines
}
