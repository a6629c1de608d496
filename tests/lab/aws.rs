//! The other side, as AWS behaves and not as the routers would like it: Direct Connect is preferred by the kind of the session
//! whatever the path says, 7224 communities count there and nowhere else, VPN connections are compared by path and then by
//! MED, and a session that brings too much is closed.
//!
//! The transit gateway and the Direct Connect gateway are one instance of FRR with two numbers.

use std::fs;

use serde_json::Value;
use tempfile::NamedTempFile;

use super::files::Files;
use super::frr::Frr;
use super::shell::Namespace;
use super::told::{Protection, Told, address, asn, number, text, within};
use crate::charon::Charon;

/// What AWS was told of the network, and what it made up. The routers' files have to fit it.
pub struct Aws {
    /// What is announced over Direct Connect.
    pub allowed: Vec<String>,
    /// What is announced over the VPN.
    pub routes: Vec<String>,
    /// A host in the VPC, with the length of the VPC's prefix beside it.
    pub host: String,
    pub length: String,
    /// The transit gateway's number.
    transit_asn: u32,
    /// The Direct Connect gateway's number.
    pub direct_asn: u32,
    /// The site's number, as the virtual interface has it.
    pub link_asn: u32,
    /// The site's number, as the customer gateway has it.
    customer_asn: u32,
    /// AWS's address and the router's on the virtual interface.
    pub link: [String; 2],
    /// Its VLAN and its MTU.
    pub vlan: u64,
    pub mtu: u64,
    /// The customer gateway's address.
    pub customer: String,
    /// The tunnels.
    pub tunnels: [Tunnel; 2],
}

/// A tunnel's end at AWS.
pub struct Tunnel {
    pub outside: String,
    pub prefix: String,
    /// AWS's address and the router's.
    pub inside: [String; 2],
    pub key: &'static str,
    protection: Protection,
}

/// What AWS makes up for itself: the outside addresses of tunnels and their keys, and the key of the virtual interface.
const OUTSIDE: [(&str, &str); 2] = [("198.51.100.1", "pre_shared_key_1"), ("198.51.100.2", "pre_shared_key_2")];
pub const LINK_KEY: &str = "bgp_key_of_dx";

/// How routes compare: by the kind of the session first. Communities count on Direct Connect alone.
pub const POLICY: &str = "bgp community-list standard HIGH permit 7224:7300
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
exit";

/// The shortest times that AWS allows on Direct Connect.
pub const BFD: &str = "bfd
 profile direct
  detect-multiplier 3
  receive-interval 300
  transmit-interval 300
 exit
exit
";

impl Aws {
    /// AWS after the templates of a render were deployed.
    pub fn read(files: &Files) -> Result<Self, String> {
        let told = Told::read(files)?;
        let gateway = told.only("AWS::EC2::CustomerGateway")?;
        let connection = told.only("AWS::EC2::VPNConnection")?;
        let interface = told.only("AWS::DirectConnect::TransitVirtualInterface")?;
        let peer = &interface["BgpPeers"][0];
        let association = told.only("AWS::DirectConnect::DirectConnectGatewayAssociation")?;
        let allowed = association["AllowedPrefixesToDirectConnectGateway"].as_array().ok_or("no allowed prefixes")?;
        let vpc = text(&told.only("AWS::EC2::VPC")?["CidrBlock"])?;
        let tunnel = |n: usize| Tunnel::read(&connection["VpnTunnelOptionsSpecifications"][n], OUTSIDE[n]);
        Ok(Self {
            allowed: allowed.iter().map(text).collect::<Result<_, _>>()?,
            routes: told.routes()?,
            host: within(&vpc, 10)?,
            length: vpc.split('/').nth(1).unwrap_or_default().to_owned(),
            transit_asn: asn(told.only("AWS::EC2::TransitGateway")?, &["AmazonSideAsn"])?,
            direct_asn: asn(told.only("AWS::DirectConnect::DirectConnectGateway")?, &["AmazonSideAsn"])?,
            link_asn: asn(peer, &["Asn"])?,
            customer_asn: asn(gateway, &["BgpAsn", "BgpAsnExtended"])?,
            link: [address(&peer["AmazonAddress"])?, address(&peer["CustomerAddress"])?],
            vlan: number(&interface["Vlan"])?,
            mtu: number(&interface["Mtu"])?,
            customer: text(&gateway["IpAddress"])?,
            tunnels: [tunnel(0)?, tunnel(1)?],
        })
    }

    /// The tunnels alone, of a network that may have more of all else.
    pub fn tunnels(files: &Files) -> Result<[Tunnel; 2], String> {
        let told = Told::read(files)?;
        let connection = told.only("AWS::EC2::VPNConnection")?;
        let tunnel = |n: usize| Tunnel::read(&connection["VpnTunnelOptionsSpecifications"][n], OUTSIDE[n]);
        Ok([tunnel(0)?, tunnel(1)?])
    }

    /// Starts BGP. The devices have their addresses already.
    pub fn bgp(&self, into: &Namespace) -> Result<Frr, String> {
        let Self { host, transit_asn, direct_asn, link_asn, customer_asn, link: [_, link], .. } = self;
        let mut lines = Vec::new();
        let mut announced: Vec<&String> = self.allowed.iter().chain(&self.routes).collect();
        announced.sort();
        announced.dedup();
        for (list, prefixes) in [("DIRECT", &self.allowed), ("VPN", &self.routes)] {
            lines.extend(prefixes.iter().map(|prefix| format!("ip prefix-list {list} permit {prefix}")));
        }
        lines.push(POLICY.to_owned());
        lines.push(format!("router bgp {transit_asn}\n bgp router-id {host}\n bgp graceful-restart-disable"));
        // It announces what it is told to, whether or not the lab has built what lies there.
        lines.push(" no bgp network import-check".to_owned());
        lines.push(format!(" neighbor {link} remote-as {link_asn}"));
        lines.push(format!(" neighbor {link} local-as {direct_asn} no-prepend replace-as"));
        lines.push(format!(" neighbor {link} password {LINK_KEY}"));
        lines.push(format!(" neighbor {link} bfd profile direct"));
        let mut family = vec![" address-family ipv4 unicast".to_owned()];
        family.extend(announced.iter().map(|prefix| format!("  network {prefix}")));
        let routers = self.tunnels.iter().map(|tunnel| (&tunnel.inside[1], "VPN", 1000));
        for (router, kind, most) in std::iter::once((link, "DIRECT", 100)).chain(routers) {
            if kind == "VPN" {
                lines.push(format!(" neighbor {router} remote-as {customer_asn}"));
            }
            lines.push(format!(" neighbor {router} timers 10 30"));
            family.push(format!("  neighbor {router} route-map {kind}-IN in"));
            family.push(format!("  neighbor {router} prefix-list {kind} out"));
            family.push(format!("  neighbor {router} maximum-prefix {most}"));
            family.push(format!("  neighbor {router} soft-reconfiguration inbound"));
        }
        lines.extend(family);
        lines.push(format!(" exit-address-family\nexit\n{BFD}"));
        Frr::start(into, &lines.join("\n"))
    }
}

impl Tunnel {
    /// From the options of a tunnel, with what AWS makes up for it.
    pub fn read(options: &Value, (outside, key): (&str, &'static str)) -> Result<Self, String> {
        let prefix = text(&options["TunnelInsideCidr"])?;
        let inside = [within(&prefix, 1)?, within(&prefix, 2)?];
        Ok(Self { outside: outside.to_owned(), inside, prefix, key, protection: Protection::of(options)? })
    }

    /// Starts this end, which waits for the router: that both begin at once is not what the lab is about.
    pub fn start(&self, customer: &str, into: &Namespace) -> Result<Charon, String> {
        let settings = NamedTempFile::new().map_err(|error| error.to_string())?;
        fs::write(settings.path(), self.settings()).map_err(|error| error.to_string())?;
        let charon = Charon::start(&into.into(), "kernel-libipsec kernel-netlink", Some(settings.path()))?;
        fs::write(charon.path("swanctl.conf"), self.connection(customer)).map_err(|error| error.to_string())?;
        let loaded = charon.swanctl(&["--load-all", "--noprompt"])?;
        if loaded.status.success() { Ok(charon) } else { Err(super::shell::text(&loaded)) }
    }

    /// The daemon's settings: five tries make up the silence that a peer may keep.
    fn settings(&self) -> String {
        let each = self.protection.silence.div_ceil(5);
        format!(
            "charon-systemd {{\n  retransmit_base = 1.0\n  retransmit_timeout = {each}.0\n  retransmit_tries = 4\n}}\n"
        )
    }

    /// The connection and its key.
    pub fn connection(&self, customer: &str) -> String {
        let Self { outside, key, protection, .. } = self;
        let Protection { ike, esp, lifetimes: [ike_life, esp_life], margins: [latest, earliest], replay, then, .. } =
            protection;
        let [ike_rekey, esp_rekey] = protection.lifetimes.map(|life| life.saturating_sub(*latest));
        let random = earliest - latest;
        format!(
            "connections {{\n  aws {{\n    version = 2\n    local_addrs = {outside}\n    remote_addrs = {customer}\n    proposals = {ike}\n    \
             mobike = no\n    unique = never\n    dpd_delay = 10s\n    rekey_time = {ike_rekey}s\n    over_time = {}s\n    \
             rand_time = {random}s\n    local {{\n      auth = psk\n      id = {outside}\n    }}\n    remote {{\n      auth = psk\n      \
             id = {customer}\n    }}\n    children {{\n      aws {{\n        local_ts = 0.0.0.0/0\n        remote_ts = 0.0.0.0/0\n        \
             esp_proposals = {esp}\n        rekey_time = {esp_rekey}s\n        life_time = {esp_life}s\n        rand_time = {random}s\n        \
             replay_window = {replay}\n        dpd_action = {then}\n      }}\n    }}\n  }}\n}}\nsecrets {{\n  ike-aws {{\n    id-1 = {outside}\n    \
             id-2 = {customer}\n    secret = \"{key}\"\n  }}\n}}\n",
            ike_life - ike_rekey,
        )
    }
}
