//! The other side, as AWS behaves and not as the routers would like it: Direct Connect is preferred by the kind of the session
//! whatever the path says, 7224 communities count there and nowhere else, VPN connections are compared by path and then by
//! MED, and a session that brings too much is closed.
//!
//! The transit gateway and the Direct Connect gateway are one instance of FRR with two numbers.

use super::frr::Frr;
use super::shell::Namespace;
use crate::charon::Charon;

/// What AWS was told of the network, written down by hand. The routers' files have to fit it.
pub struct Aws {
    /// What is announced.
    pub vpc: &'static str,
    /// A host in there.
    pub host: &'static str,
    /// The transit gateway's number.
    pub transit_asn: u32,
    /// The Direct Connect gateway's number.
    pub direct_asn: u32,
    /// The site's number.
    pub site_asn: u32,
    /// AWS's address and the router's on the virtual interface.
    pub link: [&'static str; 2],
    /// The key of its session.
    pub link_key: &'static str,
    /// The customer gateway's address.
    pub customer: &'static str,
    /// Phase 1 and phase 2, in strongSwan's words.
    pub proposals: [&'static str; 2],
    /// The tunnels.
    pub tunnels: [Tunnel; 2],
}

/// A tunnel's end at AWS.
pub struct Tunnel {
    pub outside: &'static str,
    /// AWS's address and the router's.
    pub inside: [&'static str; 2],
    pub key: &'static str,
}

/// How routes compare: by the kind of the session first. Communities count on Direct Connect alone.
const POLICY: &str = "bgp community-list standard HIGH permit 7224:7300
bgp community-list standard LOW permit 7224:7100
route-map DIRECT-IN permit 10
 match community HIGH
 set local-preference 330
exit
route-map DIRECT-IN permit 20
 match community LOW
 set local-preference 310
exit
route-map DIRECT-IN permit 30
 set local-preference 320
exit
route-map VPN-IN permit 10
 set local-preference 100
 set community none
exit
route-map OUT permit 10
 match ip address prefix-list VPC
exit";

/// The shortest times that AWS allows on Direct Connect.
const BFD: &str = "bfd
 profile direct
  detect-multiplier 3
  receive-interval 300
  transmit-interval 300
 exit
exit
";

impl Aws {
    /// Starts BGP. The devices have their addresses already.
    pub fn bgp(&self, into: &Namespace) -> Result<Frr, String> {
        let Self { vpc, host, transit_asn, direct_asn, site_asn, link: [_, link], link_key, .. } = self;
        let mut lines = vec![
            format!("ip prefix-list VPC seq 10 permit {vpc}"),
            POLICY.to_owned(),
            format!("router bgp {transit_asn}\n bgp router-id {host}\n bgp graceful-restart-disable"),
            format!(" neighbor {link} remote-as {site_asn}"),
            format!(" neighbor {link} local-as {direct_asn} no-prepend replace-as"),
            format!(" neighbor {link} password {link_key}"),
            format!(" neighbor {link} bfd profile direct"),
        ];
        let mut family = vec![format!(" address-family ipv4 unicast\n  network {vpc}")];
        let routers = self.tunnels.iter().map(|tunnel| (tunnel.inside[1], "VPN", 1000));
        for (router, kind, most) in std::iter::once((*link, "DIRECT", 100)).chain(routers) {
            if kind == "VPN" {
                lines.push(format!(" neighbor {router} remote-as {site_asn}"));
            }
            lines.push(format!(" neighbor {router} timers 10 30"));
            family.push(format!("  neighbor {router} route-map {kind}-IN in"));
            family.push(format!("  neighbor {router} route-map OUT out"));
            family.push(format!("  neighbor {router} maximum-prefix {most}"));
            family.push(format!("  neighbor {router} soft-reconfiguration inbound"));
        }
        lines.extend(family);
        lines.push(format!(" exit-address-family\nexit\n{BFD}"));
        let text = lines.join("\n");
        Frr::start(into, &text)
    }

    /// Starts the end of a tunnel, which waits for the router.
    pub fn tunnel(&self, tunnel: &Tunnel, into: &Namespace) -> Result<Charon, String> {
        let charon = Charon::start(&into.into(), "kernel-libipsec kernel-netlink", None)?;
        let Self { customer, proposals: [ike, esp], .. } = self;
        let Tunnel { outside, key, .. } = tunnel;
        let text = format!(
            "connections {{\n  aws {{\n    version = 2\n    local_addrs = {outside}\n    remote_addrs = {customer}\n    proposals = {ike}\n    \
             mobike = no\n    unique = never\n    local {{\n      auth = psk\n      id = {outside}\n    }}\n    remote {{\n      auth = psk\n      \
             id = {customer}\n    }}\n    children {{\n      aws {{\n        local_ts = 0.0.0.0/0\n        remote_ts = 0.0.0.0/0\n        \
             esp_proposals = {esp}\n      }}\n    }}\n  }}\n}}\nsecrets {{\n  ike-aws {{\n    id-1 = {outside}\n    id-2 = {customer}\n    \
             secret = \"{key}\"\n  }}\n}}\n"
        );
        std::fs::write(charon.path("swanctl.conf"), text).map_err(|error| error.to_string())?;
        let loaded = charon.swanctl(&["--load-all", "--noprompt"])?;
        if loaded.status.success() { Ok(charon) } else { Err(super::shell::text(&loaded)) }
    }
}
