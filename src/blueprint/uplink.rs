//! Uplinks of a site: virtual interfaces on Direct Connect, and VPN connections, as written.

use std::net::Ipv4Addr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::SwitchOr;
use super::{ConnectUplink, TunnelLogs, TunnelSettings};
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, ConnectionName, Description, InterfaceName, LinkAddress, Location, Name, SecretName, VrfName};
use crate::uplink::bandwidth::{PortSpeed, TunnelBandwidth};
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::{Crypto, Encryption as Cipher, Group, Hash};
use crate::uplink::public::{Accepted, Scope};

/// A way from a site to AWS: one of the three.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Uplink {
    /// A virtual interface on a Direct Connect connection or LAG.
    pub direct_connect: Option<Spanned<DirectConnectUplink>>,
    /// A VPN connection: two tunnels.
    pub vpn: Option<Spanned<VpnUplink>>,
    /// A Connect peer: a GRE tunnel from an appliance in a VPC.
    pub connect: Option<Spanned<ConnectUplink>>,
}

/// A virtual interface on a Direct Connect connection: a private one towards a VPN gateway, a transit one towards a transit
/// gateway, a public one towards AWS's public addresses.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectConnectUplink {
    /// The router that the cross connect ends on.
    pub router: Spanned<Name>,
    /// Its port, or its LAG (`lags` of the router). A subinterface is added for the VLAN.
    pub interface: Spanned<InterfaceName>,
    /// The connection, dedicated or hosted, or the LAG: its id, or its name if it is one of the document's.
    pub connection: Spanned<ConnectionName>,
    /// A partner hosts the connection: it then holds one virtual interface.
    #[serde(default)]
    pub hosted: bool,
    /// The speed of the port or of the hosted connection, such as `10Gbps`; of one link of a LAG. That of the document's own connection
    /// unless given. Documents hold the tunnels inside against it.
    pub speed: Option<Spanned<PortSpeed>>,
    /// Where the connection begins, such as `EqTY2`; distinguishes two locations from one. That of the document's own connection unless
    /// given.
    pub location: Option<Spanned<Location>>,
    /// The Direct Connect gateway; none for a public virtual interface.
    pub gateway: Option<Spanned<Name>>,
    /// Makes it a public virtual interface, to AWS's public addresses in place of a gateway.
    pub public: Option<Spanned<PublicUplink>>,
    /// The 802.1Q tag of the virtual interface: 1 to 4094.
    #[schemars(range(min = 1, max = 4094))]
    pub vlan: Spanned<u16>,
    /// The MTU of the virtual interface in bytes: 1500, or 8500 for jumbo frames.
    #[serde(default = "ethernet")]
    pub mtu: Spanned<u16>,
    /// Bidirectional forwarding detection: a dead path is noticed in a second instead of thirty. `true` (300 ms x 3), `false`, or its
    /// timing.
    #[serde(default = "on")]
    #[schemars(extend("default" = true))]
    pub bfd: SwitchOr<BfdTiming>,
    /// The /30, when it is pinned: AWS has its first address, the router the second. From `link_pools` unless given.
    pub link: Option<Spanned<Cidr4>>,
    /// The secret that holds the key of the BGP session; AWS makes a key unless given.
    pub key: Option<Spanned<Keys>>,
    /// Encryption on the way.
    #[serde(default)]
    pub encrypt: Spanned<Encrypt>,
    /// The VPN connection inside, with `encrypt: ipsec`.
    pub ipsec: Option<Spanned<IpsecUplink>>,
    /// What people call it, such as the circuit's number. Stands in descriptions on the router.
    pub description: Option<Spanned<Description>>,
}

/// A public virtual interface: packets between public addresses of the site and AWS's public services. It leads into no VPC and has no place
/// in `prefer`. Both addresses of the link are given: your own, or those that AWS gave you on request.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/routing-and-bgp.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicUplink {
    /// The public prefixes that the router announces, exactly. They are yours by registry; AWS verifies that before the interface comes up. A
    /// prefix is announced while the router has a route to exactly it.
    pub prefixes: Spanned<Vec<Spanned<Cidr4>>>,
    /// AWS's address on the link, with the length of the link: a public /30 or /31.
    pub amazon_address: Spanned<LinkAddress>,
    /// The router's address on the same link.
    pub customer_address: Spanned<LinkAddress>,
    /// How far AWS carries the prefixes: to the Region of the location, to those of its continent, or to all.
    #[serde(default)]
    pub scope: Spanned<Scope>,
    /// Which of AWS's public prefixes the router accepts: those of the Region of the location, of its continent, or all.
    #[serde(default)]
    pub accept: Spanned<Accepted>,
}

/// Timing of BFD. The router proposes it and AWS follows.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BfdTiming {
    /// Milliseconds between two packets: 300 to 9999; AWS takes no less than 300. Branch models of SRX need 1000.
    #[schemars(range(min = 300, max = 9999))]
    pub interval: Spanned<u16>,
    /// Packets in a row that may be lost: 3 to 50; AWS takes no less than 3.
    #[schemars(range(min = 3, max = 50))]
    pub multiplier: Spanned<u8>,
}

impl Default for BfdTiming {
    fn default() -> Self {
        let Bfd { interval, multiplier } = Bfd::SHORTEST;
        Self { interval: Spanned::unplaced(interval), multiplier: Spanned::unplaced(multiplier) }
    }
}

fn on() -> SwitchOr<BfdTiming> {
    SwitchOr::Switch(true)
}

/// Encryption on a Direct Connect uplink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encrypt {
    /// None.
    #[default]
    None,
    /// A VPN connection with private addresses (private-IP VPN) inside the virtual interface, which carries nothing but its tunnels. The
    /// transit gateway needs `cidrs`, from which AWS takes its ends of the tunnels.
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html>
    Ipsec,
    /// `MACsec` on the connection, to the Direct Connect location. Not there yet.
    Macsec,
}

/// That everything has to be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encryption {
    /// Every way is a VPN connection, over the internet or inside Direct Connect, or the document is refused.
    Required,
}

/// The VPN connection inside of a virtual interface: two tunnels.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IpsecUplink {
    /// The router's interface that the tunnels begin at: a loopback, so that they live as long as any virtual interface of the router. It
    /// exists already and is not touched.
    pub interface: Spanned<InterfaceName>,
    /// Its address, which the router announces on the virtual interface and nothing else: of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or
    /// 100.64.0.0/10.
    pub address: Spanned<Ipv4Addr>,
    /// How the two tunnels share the traffic: `balanced` unless given, on platforms that keep state for each interface
    /// `primary-backup`.
    #[schemars(extend("default" = "balanced"))]
    pub tunnels: Option<Spanned<TunnelMode>>,
    /// The /30s inside the two tunnels, when they are pinned. From `link_pools` unless given.
    pub inside: Option<Spanned<Vec<Spanned<Cidr4>>>>,
    /// What protects the tunnels; one value for each option, the same on both ends.
    #[serde(default)]
    pub crypto: CryptoUplink,
    /// The bandwidth of each tunnel: `standard` (1.25 Gbps), or `large` (5 Gbps) on a transit gateway. Version 6.22 of Terraform's provider
    /// has it.
    #[serde(default)]
    pub bandwidth: Spanned<TunnelBandwidth>,
    /// The tunnels' lifetimes, window against replays and dead peers, the same on both ends, and who begins.
    #[serde(default)]
    pub options: TunnelSettings,
    /// Logs of the tunnels.
    pub logs: Option<Spanned<TunnelLogs>>,
    /// The secret that holds both pre-shared keys, under `tunnel1` and `tunnel2`; AWS makes and keeps them unless given.
    pub keys: Option<Spanned<Keys>>,
}

/// A VPN connection of two tunnels.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VpnUplink {
    /// The router that the tunnels end on.
    pub router: Spanned<Name>,
    /// Its interface that faces the internet. It exists already and is not touched. With `over`, the one that has `outside_ip` (a loopback), or
    /// nothing where that is the address of the public virtual interface.
    pub interface: Option<Spanned<InterfaceName>>,
    /// The public address that AWS sees. With `over`, an address of the prefixes that are announced there; that of the virtual interface unless
    /// given.
    pub outside_ip: Option<Spanned<Ipv4Addr>>,
    /// The public virtual interface of the same router that carries the tunnels, in place of the internet. It has to accept AWS's public
    /// prefixes of the Region.
    pub over: Option<Spanned<Name>>,
    /// The address of the interface, where NAT is between it and `outside_ip`.
    pub local_address: Option<Spanned<Ipv4Addr>>,
    /// The provider's router on that interface. Host routes to AWS's outside addresses lead there, so that no default route from AWS
    /// carries the tunnels' own packets. This or `vrf` is needed where AWS announces 0.0.0.0/0 to the site.
    pub next_hop: Option<Spanned<Ipv4Addr>>,
    /// The VRF (on Junos the routing instance) that the interface is in, and by whose routes AWS's outside addresses are reached: a front
    /// door, so that no default route from AWS carries the tunnels' own packets. It exists already, with a route to the provider, and is
    /// not touched; tunnels and BGP sessions stay outside of it. In place of `next_hop`.
    pub vrf: Option<Spanned<VrfName>>,
    /// The MTU of the path to AWS in bytes, such as 1492 behind `PPPoE`; 1500 at most. The tunnels' MTU and MSS follow from it.
    #[serde(default = "ethernet")]
    #[schemars(range(max = 1500))]
    pub path_mtu: Spanned<u16>,
    /// How the two tunnels share the traffic: `balanced` unless given, on platforms that keep state for each interface
    /// `primary-backup`.
    #[schemars(extend("default" = "balanced"))]
    pub tunnels: Option<Spanned<TunnelMode>>,
    /// Whether packets take AWS's own network from the nearest edge location on (Global Accelerator), on a transit gateway. The router begins
    /// each tunnel and makes new keys first.
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/accelerated-vpn.html>
    pub accelerate: Option<Spanned<bool>>,
    /// Whether it ends on the VPN Concentrator of the site's segment, of a transit gateway: one attachment for many small sites, whose connections
    /// share 5 Gbps. Version 6.23 of Terraform's provider has it.
    pub concentrator: Option<Spanned<bool>>,
    /// How the ends learn of each other's prefixes: `bgp`, or `static` for routers without BGP. A static connection is refused
    /// behind Direct Connect on a transit gateway, whose static routes would win.
    #[serde(default)]
    pub routing: Spanned<RoutingMode>,
    /// The /30s inside the two tunnels, when they are pinned. From `link_pools` unless given.
    pub inside: Option<Spanned<Vec<Spanned<Cidr4>>>>,
    /// What protects the tunnels; one value for each option, the same on both ends.
    #[serde(default)]
    pub crypto: CryptoUplink,
    /// The bandwidth of each tunnel: `standard` (1.25 Gbps), or `large` (5 Gbps) on a transit gateway. Version 6.22 of Terraform's provider
    /// has it.
    #[serde(default)]
    pub bandwidth: Spanned<TunnelBandwidth>,
    /// The tunnels' lifetimes, window against replays and dead peers, the same on both ends, and who begins.
    #[serde(default)]
    pub options: TunnelSettings,
    /// Logs of the tunnels.
    pub logs: Option<Spanned<TunnelLogs>>,
    /// The secret that holds both pre-shared keys, under `tunnel1` and `tunnel2`; AWS makes and keeps them unless given.
    pub keys: Option<Spanned<Keys>>,
    /// What people call it. Stands in descriptions on the router.
    pub description: Option<Spanned<Description>>,
}

/// How the two tunnels of a connection share the traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TunnelMode {
    /// Both are used, with equal attributes, so that AWS can move traffic while it updates one of its ends.
    Balanced,
    /// The second is used when the first is down.
    PrimaryBackup,
}

/// How the ends of a VPN connection learn of each other's prefixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoutingMode {
    /// By BGP inside the tunnels.
    #[default]
    Bgp,
    /// AWS has static routes to the site's prefixes.
    Static,
}

/// A secret in AWS Secrets Manager: a JSON object of texts. Keys themselves are never written into a document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// Its name.
    pub secret: Spanned<SecretName>,
}

/// What protects the tunnels of a connection. Always IKEv2.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CryptoUplink {
    /// IKE. Hard lifetime: 8 hours.
    pub phase1: Phase1,
    /// ESP. Hard lifetime: 1 hour.
    pub phase2: Phase2,
}

/// Phase 1: the key exchange.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Phase1 {
    /// The cipher.
    pub encryption: Cipher,
    /// The hash for integrity, and the pseudo-random function.
    pub integrity: Hash,
    /// The Diffie-Hellman group.
    pub dh_group: Group,
}

/// Phase 2: the packets.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Phase2 {
    /// The cipher.
    pub encryption: Cipher,
    /// The hash for integrity. AES-GCM has none; SHA2-384 beside other ciphers unless given.
    pub integrity: Option<Spanned<Hash>>,
    /// The Diffie-Hellman group of each new key.
    pub dh_group: Group,
}

impl Default for Phase1 {
    fn default() -> Self {
        let phase = Crypto::default().phase1;
        Self { encryption: phase.encryption, integrity: phase.hash, dh_group: phase.group }
    }
}

impl Default for Phase2 {
    fn default() -> Self {
        let phase = Crypto::default().phase2;
        Self { encryption: phase.encryption, integrity: None, dh_group: phase.group }
    }
}

fn ethernet() -> Spanned<u16> {
    Spanned::unplaced(1500)
}
