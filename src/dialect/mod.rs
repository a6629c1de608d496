//! What each dialect can say, one row for each feature that one of them cannot say, says only from a version of its provider on, or leaves
//! to people. In comes nothing; out go names, versions and commands. It makes no resource and reads no document.
//!
//! Everything that has to know goes by this table: which features a document uses
//! ([`Network::features`](crate::network::Network::features)), what is refused while a target is rendered
//! ([`check_dialect`](crate::network::check_dialect)), which provider `versions.tf` asks for, and what `docs/dialects.md` leaves to people.
//! A resource says in its facts which feature it uses ([`Body::uses`](crate::aws::Body::uses)).

use crate::net::ProviderVersion;

/// A language that a network is rendered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// CloudFormation.
    CloudFormation,
    /// Terraform.
    Terraform,
}

impl Dialect {
    /// As people call it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CloudFormation => "CloudFormation",
            Self::Terraform => "Terraform",
        }
    }
}

/// A resource and what of it says a feature: `AWS::EC2::VPNConnection` and `TunnelBandwidth`.
pub type Place = (&'static str, &'static str);

/// What the dialects have for a feature.
#[derive(Debug)]
pub struct Said {
    /// The feature in a sentence, in the plural: `large tunnels`.
    pub words: &'static str,
    /// The type and property of CloudFormation; `None` where it has none.
    pub cloudformation: Option<Place>,
    /// The resource and argument of Terraform; `None` where it has none.
    pub terraform: Option<Place>,
    /// The oldest version of Terraform's provider that has the argument.
    pub provider: ProviderVersion,
    /// Whether the document has to ask for that version (`terraform.aws`). Two older features raise it by themselves.
    pub is_asked: bool,
    /// What is left to people in both dialects, with its command, as Markdown; empty where nothing is.
    pub by_hand: &'static str,
}

/// A version that every provider has that netgen writes for.
const ANY: ProviderVersion = ProviderVersion(5, 100);

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident $said:expr;)*) => {
        /// A feature of the language that a dialect cannot say, says from a version on, or leaves to people.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            /// Every feature.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its row.
            #[must_use]
            pub const fn said(self) -> &'static Said {
                match self { $(Self::$name => { const SAID: &Said = &$said; SAID })* }
            }
        }
    };
}

features! {
    /// NAT gateways of a whole VPC. <https://github.com/hashicorp/terraform-provider-aws/pull/45240>
    RegionalNat Said {
        words: "regional NAT gateways",
        cloudformation: Some(("AWS::EC2::NatGateway", "AvailabilityMode")),
        terraform: Some(("aws_nat_gateway", "availability_mode")),
        provider: ProviderVersion(6, 24),
        is_asked: false,
        by_hand: "",
    };
    /// An ASN of virtual interfaces that needs more than 31 bits. <https://github.com/hashicorp/terraform-provider-aws/pull/49588>
    LongAsn Said {
        words: "virtual interfaces with an ASN above 2147483646",
        cloudformation: Some(("AWS::DirectConnect::TransitVirtualInterface", "Asn")),
        terraform: Some(("aws_dx_transit_virtual_interface", "bgp_asn_long")),
        provider: ProviderVersion(6, 62),
        is_asked: false,
        by_hand: "",
    };
    /// Tunnels of 5 Gbps. <https://github.com/hashicorp/terraform-provider-aws/issues/45070>
    LargeTunnels Said {
        words: "large tunnels",
        cloudformation: Some(("AWS::EC2::VPNConnection", "TunnelBandwidth")),
        terraform: Some(("aws_vpn_connection", "tunnel_bandwidth")),
        provider: ProviderVersion(6, 22),
        is_asked: true,
        by_hand: "",
    };
    /// One attachment for many VPN connections. <https://github.com/hashicorp/terraform-provider-aws/pull/45175>
    VpnConcentrator Said {
        words: "VPN Concentrators",
        cloudformation: Some(("AWS::EC2::VPNConnection", "VpnConcentratorId")),
        terraform: Some(("aws_vpn_connection", "vpn_concentrator_id")),
        provider: ProviderVersion(6, 23),
        is_asked: true,
        by_hand: "",
    };
    /// Logs of BGP in tunnels. <https://github.com/hashicorp/terraform-provider-aws/issues/45271>
    BgpLogs Said {
        words: "logs of BGP in tunnels",
        cloudformation: Some(("AWS::EC2::VPNConnection", "BgpLogEnabled")),
        terraform: Some(("aws_vpn_connection", "bgp_log_enabled")),
        provider: ProviderVersion(6, 24),
        is_asked: true,
        by_hand: "",
    };
    /// Jumbo frames on private virtual interfaces. <https://github.com/hashicorp/terraform-provider-aws/issues/8841>
    PrivateJumbo Said {
        words: "jumbo frames on private virtual interfaces",
        cloudformation: Some(("AWS::DirectConnect::PrivateVirtualInterface", "Mtu")),
        terraform: None,
        provider: ANY,
        is_asked: false,
        by_hand: "with Terraform, once the interface is there: `aws directconnect update-virtual-interface-attributes --virtual-interface-id ID --mtu 8500`; \
                  Terraform leaves the MTU as it is then. All interfaces of the connection may be down for 30 seconds",
    };
    /// How many links a LAG needs.
    MinimumLinks Said {
        words: "links that a LAG needs",
        cloudformation: Some(("AWS::DirectConnect::Lag", "MinimumLinks")),
        terraform: None,
        provider: ANY,
        is_asked: false,
        by_hand: "",
    };
    /// Ends of tunnels that AWS replaces when their owner lets it.
    LifecycleControl Said {
        words: "tunnel endpoint lifecycle control",
        cloudformation: Some(("AWS::EC2::VPNConnection", "EnableTunnelLifecycleControl")),
        terraform: Some(("aws_vpn_connection", "tunnel1_enable_tunnel_lifecycle_control")),
        provider: ANY,
        is_asked: false,
        by_hand: "what waits shows `aws ec2 get-vpn-tunnel-replacement-status --vpn-connection-id ID --vpn-tunnel-outside-ip-address ADDRESS`; \
                  accept it with `aws ec2 replace-vpn-tunnel` and the same arguments, one tunnel at a time",
    };
}

/// The largest ASN that the argument `bgp_asn` of Terraform's virtual interfaces takes.
pub const LARGEST_BGP_ASN: u32 = 2_147_483_646;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_everything_says_has_no_row() {
        for feature in Feature::ALL {
            let said = feature.said();
            let is_plain = said.cloudformation.is_some() && said.terraform.is_some() && said.by_hand.is_empty();
            assert!(!is_plain || said.provider > ANY, "{feature:?}");
            assert!(
                said.cloudformation.is_some() || said.terraform.is_some() || !said.by_hand.is_empty(),
                "{feature:?}"
            );
            assert!(said.provider >= ANY && said.provider.0 < ProviderVersion::END, "{feature:?}");
        }
    }
}
