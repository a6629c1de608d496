//! Mistakes that let packets out in clear, each of which the counter has to notice, and mistakes that leave tunnels without a way. Most take two:
//! a router's filter and AWS's side keep each other.

/// A mistake, or several that belong together.
pub struct Seed {
    pub what: &'static str,
    /// The file, what stands there, and what then stands there.
    pub mistakes: &'static [(&'static str, &'static str, &'static str)],
    /// What the lab says then.
    pub says: &'static str,
}

const EDGE_1: &str = "edge-1.frr.conf";

/// The mistakes.
pub const SEEDS: &[Seed] = &[
    Seed {
        what: "a static route behind the tunnels",
        mistakes: &[(EDGE_1, "router bgp 65000\n", "ip route 10.0.0.0/16 169.254.32.1 240\nrouter bgp 65000\n")],
        says: "packets of the site in clear on dx-1",
    },
    Seed {
        what: "a VPC announced in clear and let in",
        mistakes: &[
            ("direct-connect-main.json", "\"10.255.0.0/24\"", "\"10.255.0.0/24\", \"10.0.0.0/16\""),
            (
                EDGE_1,
                "route-map NG-DX-1-VIF-IN permit 10\n",
                "ip prefix-list NG-DX-1-VIF-IN permit 10.0.0.0/16\nroute-map NG-DX-1-VIF-IN permit 10\n",
            ),
        ],
        says: "packets of the site in clear on dx-1",
    },
    Seed {
        what: "the site announced in clear and learned",
        mistakes: &[
            (
                EDGE_1,
                "route-map NG-DX-1-VIF-OUT permit 10\n",
                "ip prefix-list NG-DX-1-VIF-OUT permit 192.168.0.0/16\nroute-map NG-DX-1-VIF-OUT permit 10\n",
            ),
            (
                "hybrid-routing-hub.json",
                "\"Resources\": {",
                "\"Resources\": {\"Leak\": {\"Type\": \"AWS::EC2::TransitGatewayRouteTablePropagation\", \"Properties\": \
                 {\"TransitGatewayRouteTableId\": {\"Ref\": \"HubCloudTransitGatewayTableId\"}, \"TransitGatewayAttachmentId\": \
                 {\"Ref\": \"TokyoMainAttachmentId\"}}},",
            ),
        ],
        says: "packets of AWS in clear on dx-1",
    },
    Seed {
        what: "the second uplink before the first",
        mistakes: &[(EDGE_1, "set local-preference 400", "set local-preference 325")],
        says: "dx-1 is preferred",
    },
    Seed {
        what: "the beginning of tunnels not announced",
        mistakes: &[(EDGE_1, "  network 10.255.255.1/32\n", "")],
        says: "ng-dx-1-t1 of dx-1: no association",
    },
    Seed {
        what: "the ends of tunnels not announced",
        mistakes: &[("direct-connect-main.json", "\"10.255.0.0/24\"", "\"10.254.0.0/24\"")],
        says: "ng-dx-1-t1 of dx-1: no association",
    },
];
