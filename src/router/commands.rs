//! How a platform is asked and changed: the words of its commands, and for whom each line of its check list is. Platforms fill it in, the
//! check list and the handover read it; nothing is run.

use super::config::{Anchor, RouterConfig};
use super::switch::Turn;
use crate::net::Name;

/// Which routers a line of the check list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// All.
    Each,
    /// Those with a VPN connection.
    Vpn,
    /// Those with a Direct Connect virtual interface.
    DirectConnect,
    /// Those with a session that BFD watches.
    Bfd,
    /// Those on which something else runs.
    Shared,
    /// Those that are configured to use all of several equal paths.
    Multipath,
    /// Those to which AWS announces a default route.
    Default,
    /// Those with host routes to AWS's outside addresses.
    HostRoutes,
    /// Those that reach AWS's outside addresses through a VRF.
    FrontDoor,
    /// Those with a part in a virtual address.
    FirstHop,
    /// Those with a LAG.
    Lag,
    /// Those that announce a prefix wider than what they have a route to.
    Wide,
}

/// How a platform is asked. `NEIGHBOR`, `PREFIX`, `SIZE` and the like stand for values.
#[derive(Clone, Copy, Debug)]
pub struct Commands {
    /// IKE's associations.
    pub ike: &'static str,
    /// IPsec's associations.
    pub esp: &'static str,
    /// Makes new keys at once. `CHILD` stands for the tunnel's name, `OUTSIDE` for AWS's outside address.
    pub rekey: &'static str,
    /// What stands before `OUTSIDE` where that is reached through a VRF; `VRF` stands for its name.
    pub in_vrf: &'static str,
    /// What is seen then.
    pub rekeyed: &'static str,
    /// Sessions of BFD.
    pub bfd: &'static str,
    /// Virtual addresses; empty where the files make none.
    pub first_hop: &'static str,
    /// Sessions of BGP.
    pub bgp: &'static str,
    /// The routes announced to a neighbor.
    pub advertised: &'static str,
    /// Both over IPv6; empty where the files carry none.
    pub ipv6: [&'static str; 2],
    /// The paths of a prefix.
    pub best: &'static str,
    /// A packet of a size that may not be cut.
    pub ping: &'static str,
    /// How many bytes of headers the command does not count.
    pub ping_headers: u16,
    /// How the configuration and the lines that close its sessions are loaded, as Markdown: so that they undo themselves if
    /// nobody keeps them, where the platform can do that.
    pub apply: fn(&RouterConfig) -> String,
    /// The lines that close or open the sessions of uplinks.
    pub switch: fn(&RouterConfig, &[&Name], Turn) -> Vec<String>,
    /// How the lines that open sessions are loaded, in the same way.
    pub open: &'static str,
    /// How what was just loaded is kept, before the time runs out; empty where no time runs.
    pub confirm: &'static str,
    /// How the whole change outlives a restart.
    pub keep: &'static str,
    /// How it is taken back; `ROUTER` stands for the router's name.
    pub undo: &'static str,
    /// What becomes of packets to a part of a site's prefix that is wider than the LAN, where only the prefix's own route leads.
    pub strays: &'static str,
    /// What to look at before the change, as Markdown.
    pub before: &'static [(For, &'static str)],
}

impl Commands {
    /// What becomes of packets to a part of a wide prefix without a longer route.
    pub fn strays(&self, router: &RouterConfig, anchor: Anchor) -> String {
        let strays = if anchor == Anchor::Lan { self.strays } else { "are dropped" };
        strays.replace("LAN", &format!("`{}`", router.lan.interface))
    }
}
