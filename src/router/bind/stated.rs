//! Properties of VPN connections and virtual interfaces that an answer may state and that the network fixes: how AWS and
//! Terraform name them, which values they can have, and which value the network has. In come words of a file, out come
//! comparisons. A word is only kept in a form that its property can have, so that a message never shows anything else of a file.
//!
//! The XML of a connection is not asked for crypto: it is a sample for the weakest router that AWS supports, whatever the
//! connection's options are. <https://docs.aws.amazon.com/vpn/latest/s2svpn/example-configuration-files.html>

use super::fact::Kind;
use crate::net::{Cidr4, DirectConnectConnectionId};
use crate::router::config::{DirectConnect, Vpn};

/// A property of a connection, of a tunnel or of a virtual interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    StaticRoutes,
    InsideVersion,
    OutsideType,
    LocalNetwork,
    RemoteNetwork,
    IkeVersions,
    Encryption1,
    Encryption2,
    Integrity1,
    Integrity2,
    Group1,
    Group2,
    Lifetime1,
    Lifetime2,
    RekeyMargin,
    RekeyFuzz,
    ReplayWindow,
    DpdTimeout,
    DpdAction,
    StartupAction,
    Mtu,
    Connection,
}

/// The values that a property can have.
#[derive(Clone, Copy)]
enum Form {
    Number,
    OneOf(&'static [&'static str]),
    Block,
    Connection,
}

/// A property and its names. `aws` is the name in AWS's API, `terraform` the argument of the provider, for a tunnel after
/// `tunnel1_` or `tunnel2_`.
pub(super) struct Row {
    pub property: Property,
    pub aws: &'static str,
    pub terraform: &'static str,
    pub label: &'static str,
    form: Form,
}

const fn row(
    property: Property,
    (aws, terraform): (&'static str, &'static str),
    label: &'static str,
    form: Form,
) -> Row {
    Row { property, aws, terraform, label, form }
}

const CIPHERS: Form = Form::OneOf(&["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"]);
const HASHES: Form = Form::OneOf(&["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"]);
const VERSIONS: Form = Form::OneOf(&["ikev1", "ikev2"]);

/// Properties of a tunnel. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TunnelOption.html>
pub(super) const OF_TUNNEL: [Row; 15] = {
    use Property as P;
    [
        row(P::IkeVersions, ("IkeVersions", "ike_versions"), "the IKE version", VERSIONS),
        row(
            P::Encryption1,
            ("Phase1EncryptionAlgorithms", "phase1_encryption_algorithms"),
            "the cipher of phase 1",
            CIPHERS,
        ),
        row(
            P::Encryption2,
            ("Phase2EncryptionAlgorithms", "phase2_encryption_algorithms"),
            "the cipher of phase 2",
            CIPHERS,
        ),
        row(
            P::Integrity1,
            ("Phase1IntegrityAlgorithms", "phase1_integrity_algorithms"),
            "the integrity of phase 1",
            HASHES,
        ),
        row(
            P::Integrity2,
            ("Phase2IntegrityAlgorithms", "phase2_integrity_algorithms"),
            "the integrity of phase 2",
            HASHES,
        ),
        row(P::Group1, ("Phase1DHGroupNumbers", "phase1_dh_group_numbers"), "the DH group of phase 1", Form::Number),
        row(P::Group2, ("Phase2DHGroupNumbers", "phase2_dh_group_numbers"), "the DH group of phase 2", Form::Number),
        row(
            P::Lifetime1,
            ("Phase1LifetimeSeconds", "phase1_lifetime_seconds"),
            "the lifetime of phase 1",
            Form::Number,
        ),
        row(
            P::Lifetime2,
            ("Phase2LifetimeSeconds", "phase2_lifetime_seconds"),
            "the lifetime of phase 2",
            Form::Number,
        ),
        row(P::RekeyMargin, ("RekeyMarginTimeSeconds", "rekey_margin_time_seconds"), "the rekey margin", Form::Number),
        row(P::RekeyFuzz, ("RekeyFuzzPercentage", "rekey_fuzz_percentage"), "the rekey fuzz", Form::Number),
        row(P::ReplayWindow, ("ReplayWindowSize", "replay_window_size"), "the replay window", Form::Number),
        row(P::DpdTimeout, ("DpdTimeoutSeconds", "dpd_timeout_seconds"), "the DPD timeout", Form::Number),
        row(
            P::DpdAction,
            ("DpdTimeoutAction", "dpd_timeout_action"),
            "the DPD action",
            Form::OneOf(&["clear", "none", "restart"]),
        ),
        row(
            P::StartupAction,
            ("StartupAction", "startup_action"),
            "the startup action",
            Form::OneOf(&["add", "start"]),
        ),
    ]
};

/// Properties of a VPN connection, which both of its tunnels have.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnectionOptions.html>
pub(super) const OF_CONNECTION: [Row; 5] = {
    use Property as P;
    [
        row(
            P::StaticRoutes,
            ("StaticRoutesOnly", "static_routes_only"),
            "static routes only",
            Form::OneOf(&["true", "false"]),
        ),
        row(
            P::InsideVersion,
            ("TunnelInsideIpVersion", "tunnel_inside_ip_version"),
            "the inside IP version",
            Form::OneOf(&["ipv4", "ipv6"]),
        ),
        row(
            P::OutsideType,
            ("OutsideIpAddressType", "outside_ip_address_type"),
            "the outside address type",
            Form::OneOf(&["PublicIpv4", "PrivateIpv4", "Ipv6"]),
        ),
        row(
            P::LocalNetwork,
            ("LocalIpv4NetworkCidr", "local_ipv4_network_cidr"),
            "the site's traffic selector",
            Form::Block,
        ),
        row(
            P::RemoteNetwork,
            ("RemoteIpv4NetworkCidr", "remote_ipv4_network_cidr"),
            "AWS's traffic selector",
            Form::Block,
        ),
    ]
};

/// Properties of a virtual interface, which all of its sessions have.
/// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_VirtualInterface.html>
pub(super) const OF_INTERFACE: [Row; 2] = {
    use Property as P;
    [
        row(P::Mtu, ("mtu", "mtu"), "the MTU", Form::Number),
        row(P::Connection, ("connectionId", "connection_id"), "the connection", Form::Connection),
    ]
};

/// Whether a name is that of a property, in either spelling.
pub(super) fn is_property(name: &str) -> bool {
    let of_tunnel = ["tunnel1_", "tunnel2_"].iter().find_map(|prefix| name.strip_prefix(prefix));
    OF_TUNNEL.iter().any(|row| row.aws == name || Some(row.terraform) == of_tunnel)
        || OF_CONNECTION.iter().chain(&OF_INTERFACE).any(|row| row.aws == name || row.terraform == name)
}

impl Row {
    /// A value, or a list of values joined by commas, as the network would write it: each once, in order. `None` for a text
    /// that the property cannot have, as far as netgen knows.
    pub fn parse(&self, text: &str) -> Option<String> {
        let values: Option<Vec<String>> = text.split(',').map(|one| self.form.parse(one)).collect();
        let mut values = values?;
        values.sort_unstable();
        values.dedup();
        Some(values.join(", "))
    }

    /// The facts that have the property.
    pub fn kind(&self) -> Kind {
        match self.property {
            Property::Mtu | Property::Connection => Kind::VirtualInterface,
            _ => Kind::Tunnel,
        }
    }
}

impl Form {
    fn parse(self, text: &str) -> Option<String> {
        match self {
            Self::Number => text.parse::<u32>().ok().map(|number| number.to_string()),
            Self::OneOf(words) => words.contains(&text).then(|| text.to_owned()),
            Self::Block => text.parse::<Cidr4>().ok().map(|block| block.to_string()),
            Self::Connection => {
                let id = text.replacen("dxlag-", "dxcon-", 1).parse::<DirectConnectConnectionId>();
                id.is_ok().then(|| text.to_owned())
            }
        }
    }
}

/// The value of a tunnel's property, or of its connection's, in the network; `None` where any value fits.
pub(super) fn of_vpn(vpn: &Vpn, property: Property) -> Option<String> {
    let (one, two, options) = (&vpn.crypto.phase1, &vpn.crypto.phase2, &vpn.options);
    Some(match property {
        // Router files are written for connections with BGP alone.
        Property::StaticRoutes => "false".to_owned(),
        Property::InsideVersion => "ipv4".to_owned(),
        Property::OutsideType => "PublicIpv4".to_owned(),
        Property::LocalNetwork | Property::RemoteNetwork => "0.0.0.0/0".to_owned(),
        Property::IkeVersions => options.ike_version.to_owned(),
        Property::Encryption1 => one.encryption.to_string(),
        Property::Encryption2 => two.encryption.to_string(),
        Property::Integrity1 => one.hash.to_string(),
        // AES-GCM needs none, and the network writes none.
        Property::Integrity2 if two.encryption.is_gcm() => return None,
        Property::Integrity2 => two.hash.to_string(),
        Property::Group1 => one.group.number().to_string(),
        Property::Group2 => two.group.number().to_string(),
        Property::Lifetime1 => options.phase1_lifetime.to_string(),
        Property::Lifetime2 => options.phase2_lifetime.to_string(),
        Property::RekeyMargin => options.rekey_margin.to_string(),
        Property::RekeyFuzz => options.rekey_fuzz.to_string(),
        Property::ReplayWindow => options.replay_window.to_string(),
        Property::DpdTimeout => options.dpd_timeout.to_string(),
        Property::DpdAction => options.dpd_action.to_owned(),
        Property::StartupAction => options.startup_action.to_owned(),
        Property::Mtu | Property::Connection => return None,
    })
}

/// The value of a virtual interface's property in the network.
pub(super) fn of_interface(one: &DirectConnect, property: Property) -> Option<String> {
    match property {
        Property::Mtu => Some(one.mtu.to_string()),
        Property::Connection => one.connection.id().map(str::to_owned),
        _ => None,
    }
}
