//! The ways between networks, and what AWS says of each: one row is one way with the page that has it. No prices: they differ by Region and
//! change; what is billed is said, and by what. Times of orders are not AWS's, so only whether there is one is said.

use crate::fail::Service;

/// A way between a site and AWS, or between two VPCs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A VPN connection over the internet.
    Vpn,
    /// One that enters AWS's network at the nearest edge location.
    AcceleratedVpn,
    /// A virtual interface on Direct Connect, in clear.
    DirectConnect,
    /// A VPN connection with private addresses inside a transit virtual interface.
    VpnInside,
    /// A VPN connection to public addresses, which a public virtual interface leads to.
    VpnOverPublic,
    /// Other sites, through the VPN gateway that both have VPN connections to.
    CloudHub,
    /// A peering connection.
    Peering,
    /// A transit gateway.
    TransitGateway,
    /// An endpoint of a single service.
    PrivateLink,
}

/// What there is to know about a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is called.
    pub name: &'static str,
    /// How much it carries.
    pub bandwidth: &'static str,
    /// What protects packets on the way.
    pub encryption: &'static str,
    /// Published service levels that count for it, the best last; none where AWS publishes none.
    pub levels: &'static [Service],
    /// What has to happen before packets pass.
    pub start: &'static str,
    /// What is billed, and by what.
    pub billed: &'static str,
    /// The page.
    pub page: &'static str,
}

const AT_ONCE: &str = "at once: AWS and the router alone";
const ORDER: &str = "after an order: port, line and cross connect come first";
const MINE: &str = "at once: AWS alone";
const IPSEC: &str = "IPsec";
const TUNNELS: &str =
    "1.25 Gbps for each of two tunnels, 5 Gbps where they are large (transit gateways alone); a flow uses one";

const VPN: Facts = Facts {
    name: "VPN",
    bandwidth: TUNNELS,
    encryption: IPSEC,
    levels: &[Service::Vpn],
    start: AT_ONCE,
    billed: "each connection by the hour, data out of AWS",
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html",
};

const PEERING: Facts = Facts {
    name: "peering",
    bandwidth: "no quota of its own; carries its two VPCs alone",
    encryption: "none of its own in a Region",
    levels: &[],
    start: MINE,
    billed: "nothing by the hour; data between zones and Regions",
    page: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
};

const ACCELERATED: Facts = Facts {
    name: "accelerated VPN",
    billed: "as VPN, and AWS Global Accelerator by the hour and by data",
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/accelerated-vpn.html",
    ..VPN
};

const DIRECT: Facts = Facts {
    name: "Direct Connect",
    bandwidth: "the speed of its port",
    encryption: "none",
    levels: &[Service::DirectConnectSingle, Service::DirectConnectHigh, Service::DirectConnectMaximum],
    start: ORDER,
    billed: "each port by the hour, data out of AWS",
    page: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/Welcome.html",
};

const INSIDE: Facts = Facts {
    name: "VPN inside Direct Connect",
    start: ORDER,
    billed: "as Direct Connect and as VPN, and the transit gateway's attachments",
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html",
    ..VPN
};

const OVER_PUBLIC: Facts = Facts {
    name: "VPN over a public virtual interface",
    start: ORDER,
    billed: "as Direct Connect and as VPN",
    page: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html",
    ..VPN
};

const CLOUD_HUB: Facts = Facts {
    name: "VPN CloudHub",
    bandwidth: "as VPN; leads to other sites",
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html",
    ..VPN
};

const TRANSIT_GATEWAY: Facts = Facts {
    name: "transit gateway",
    bandwidth: "a quota for each attachment and zone; carries all segments that reach each other",
    levels: &[Service::TransitGateway],
    billed: "each attachment by the hour, and data",
    page: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html",
    ..PEERING
};

const PRIVATE_LINK: Facts = Facts {
    name: "PrivateLink",
    bandwidth: "single services, and connections from one side alone",
    levels: &[Service::InterfaceEndpoint],
    billed: "each network interface by the hour, and data",
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html",
    ..PEERING
};

impl Way {
    /// Those of a site, in the order in which they are shown.
    pub const OF_SITES: [Self; 6] =
        [Self::Vpn, Self::AcceleratedVpn, Self::DirectConnect, Self::VpnInside, Self::VpnOverPublic, Self::CloudHub];

    /// Those of two VPCs, in the order in which they are shown.
    pub const OF_VPCS: [Self; 3] = [Self::Peering, Self::TransitGateway, Self::PrivateLink];

    /// What there is to know about it.
    #[must_use]
    pub const fn facts(self) -> Facts {
        match self {
            Self::Vpn => VPN,
            Self::AcceleratedVpn => ACCELERATED,
            Self::DirectConnect => DIRECT,
            Self::VpnInside => INSIDE,
            Self::VpnOverPublic => OVER_PUBLIC,
            Self::CloudHub => CLOUD_HUB,
            Self::Peering => PEERING,
            Self::TransitGateway => TRANSIT_GATEWAY,
            Self::PrivateLink => PRIVATE_LINK,
        }
    }
}
