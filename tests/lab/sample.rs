//! AWS's side of the sample site, as AWS would know it.

use super::aws::{Aws, Tunnel};

/// The counterpart of the sample's routers.
pub const SITE: Aws = Aws {
    vpc: "10.0.0.0/16",
    host: "10.0.0.10",
    transit_asn: 64512,
    direct_asn: 64513,
    site_asn: 65000,
    link: ["169.254.32.1", "169.254.32.2"],
    link_key: "bgp_key_of_dx",
    customer: "203.0.113.10",
    proposals: ["aes256-sha384-ecp384", "aes256gcm16-ecp384"],
    tunnels: [
        Tunnel { outside: "198.51.100.1", inside: ["169.254.16.1", "169.254.16.2"], key: "pre_shared_key_1" },
        Tunnel { outside: "198.51.100.2", inside: ["169.254.16.5", "169.254.16.6"], key: "pre_shared_key_2" },
    ],
};
