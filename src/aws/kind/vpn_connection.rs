//! A Site-to-Site VPN connection: two tunnels between a router and a gateway of AWS. Every option of both tunnels is
//! written out with one value, since AWS takes the weakest of what it may choose from.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>

use super::{Attached, CustomerGateway, Hub, Kind, LogGroup, VpnConcentrator, VpnGateway};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Interrupt, Replaced, SESSIONS_SHUT};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::SecretKey;
use crate::dialect::Feature;
use crate::net::Cidr4;
use crate::uplink::bandwidth::TunnelBandwidth;

/// A VPN connection.
#[derive(Debug)]
pub struct VpnConnection {
    /// The router.
    pub customer_gateway: Ref<CustomerGateway>,
    /// AWS's end.
    pub gateway: VpnTarget,
    /// The attachment of the Direct Connect gateway that carries the tunnels, between private addresses; the internet carries them
    /// without one. A change replaces the connection.
    pub transport: Option<Attached>,
    /// Without BGP. A change replaces the connection.
    pub static_routes: bool,
    /// By AWS's own network from the nearest edge location on. A change replaces the connection.
    pub accelerated: bool,
    /// The bandwidth of each tunnel.
    pub bandwidth: TunnelBandwidth,
    /// The logs of both tunnels.
    pub logs: Option<TunnelLogOptions>,
    /// What both tunnels agree on.
    pub options: TunnelOptions,
    /// What each tunnel has of its own.
    pub tunnels: [VpnTunnel; 2],
    /// Its tags.
    pub tags: TagSet,
}

/// AWS's end of a VPN.
#[derive(Clone, Debug)]
pub enum VpnTarget {
    /// A transit gateway.
    TransitGateway(Hub),
    /// A VPN Concentrator on a transit gateway. A change replaces the connection.
    Concentrator(Ref<VpnConcentrator>),
    /// A virtual private gateway.
    VpnGateway(Ref<VpnGateway>),
}

/// What a tunnel has of its own.
#[derive(Debug)]
pub struct VpnTunnel {
    /// The /30 inside: AWS has the first address, the router the second.
    pub inside: Cidr4,
    /// The pre-shared key; AWS makes one if none is given.
    pub key: Option<SecretKey>,
}

/// The logs of the tunnels of a connection.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-vpnconnection-cloudwatchlogoptionsspecification.html>
#[derive(Clone, Debug)]
pub struct TunnelLogOptions {
    /// Where IKE, IPsec and dead peers are logged.
    pub activity: Option<Ref<LogGroup>>,
    /// Where BGP is logged.
    pub bgp: Option<Ref<LogGroup>>,
    /// `json` or `text`
    pub format: &'static str,
}

/// What both tunnels of a connection agree on with the router.
#[derive(Clone, Debug)]
pub struct TunnelOptions {
    /// The IKE exchange.
    pub phase1: TunnelPhase,
    /// The tunnelled traffic.
    pub phase2: TunnelPhase,
    /// `ikev2`
    pub ike_version: &'static str,
    /// AWS makes a new key so many seconds before the old one ends: 60 to half of phase 2's lifetime.
    pub rekey_margin: u32,
    /// Percent by which that moment moves at random: 0 to 100.
    pub rekey_fuzz: u32,
    /// Packets that may come out of order: 64 to 2048.
    pub replay_window: u32,
    /// The other end is dead after so many seconds without an answer: 30 or more.
    pub dpd_timeout: u32,
    /// What AWS does then: `clear`, `none` or `restart`.
    pub dpd_action: &'static str,
    /// Who begins: `start` is AWS, `add` waits for the router.
    pub startup: &'static str,
    /// Whether AWS waits for its owner before it replaces an end of a tunnel.
    pub lifecycle_control: bool,
}

/// One value of each option.
#[derive(Clone, Debug)]
pub struct TunnelPhase {
    /// `AES256`, `AES256-GCM-16` …
    pub encryption: String,
    /// `SHA2-384` …; an algorithm that checks integrity by itself needs none in phase 2.
    pub integrity: Option<String>,
    /// The Diffie-Hellman group.
    pub dh_group: u16,
    /// Seconds until its keys end.
    pub lifetime: u32,
}

impl VpnConnection {
    /// The attachment to its transit gateway. CloudFormation has no attribute for it.
    pub(in crate::aws) const ATTACHMENT: Attr<Self> = Attr::reference("transit_gateway_attachment_id");
    /// What AWS gives the owner of the router, in XML: outside addresses, and keys unless they are in Secrets Manager.
    /// CloudFormation has no attribute for it.
    pub(in crate::aws) const CONFIGURATION: Attr<Self> = Attr::reference("customer_gateway_configuration");
}

impl Kind for VpnConnection {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPNConnection");
    const TERRAFORM: Option<&str> = Some("aws_vpn_connection");
    const NOUN: &str = "VpnConnection";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "EnableAcceleration",
            "LocalIpv4NetworkCidr",
            "LocalIpv6NetworkCidr",
            "OutsideIpAddressType",
            "PreSharedKeyStorage",
            "RemoteIpv4NetworkCidr",
            "RemoteIpv6NetworkCidr",
            "StaticRoutesOnly",
            "TransportTransitGatewayAttachmentId",
            "TunnelInsideIpVersion",
            "Type",
            "VpnConcentratorId",
        ],
        may_replace: &["CustomerGatewayId", "TransitGatewayId", "VpnGatewayId", "VpnTunnelOptionsSpecifications"],
        force_new: &[
            "enable_acceleration",
            "static_routes_only",
            "tunnel1_inside_cidr",
            "tunnel2_inside_cidr",
            "tunnel_inside_ip_version",
            "vpn_concentrator_id",
        ],
        place: &["VpnTunnelOptionsSpecifications"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["PreSharedKeyStorage", "StaticRoutesOnly"],
            meanwhile: "both tunnels are down; the new connection has other outside addresses, so the \
                        router's files have to be bound anew",
            lasts: "3 to 6 minutes, and until the routers are bound anew",
        }),
        interrupts: &[
            Interrupt::both("CustomerGatewayId", "customer_gateway_id", "both tunnels go down").lasts("2 to 6 minutes for each tunnel"),
            Interrupt::both("TransitGatewayId", "transit_gateway_id", "both tunnels go down").lasts("2 to 6 minutes for each tunnel"),
            Interrupt::both("VpnGatewayId", "vpn_gateway_id", "both tunnels go down").lasts("2 to 6 minutes for each tunnel"),
            Interrupt::both("TunnelBandwidth", "tunnel_bandwidth", "both tunnels go down, and in some Regions the change is refused: \
                        the connection is then made anew by hand").lasts("2 to 6 minutes"),
            Interrupt {
                cloudformation: Some("VpnTunnelOptionsSpecifications"),
                terraform: None,
                what: "the tunnels are replaced one after the other, and AWS may replace the connection", lasts: "2 to 6 minutes for each tunnel",
            },
        ],
        holds: &["CustomerGatewayId", "TransitGatewayId", "VpnConcentratorId", "VpnGatewayId"],
        goes_after: SESSIONS_SHUT,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self {
            customer_gateway,
            gateway,
            transport,
            static_routes,
            accelerated,
            bandwidth,
            logs,
            options,
            tunnels,
            tags,
        } = self;
        body.set("Type", "type", "ipsec.1");
        body.set("CustomerGatewayId", "customer_gateway_id", customer_gateway);
        gateway.describe(body);
        if let Some(transport) = transport {
            body.set("OutsideIpAddressType", "outside_ip_address_type", "PrivateIpv4");
            body.set("TransportTransitGatewayAttachmentId", "transport_transit_gateway_attachment_id", transport);
        }
        if *accelerated {
            body.set("EnableAcceleration", "enable_acceleration", true);
        }
        if *bandwidth == TunnelBandwidth::Large {
            body.uses(Feature::LargeTunnels);
            body.set("TunnelBandwidth", "tunnel_bandwidth", bandwidth.word());
        }
        body.set("StaticRoutesOnly", "static_routes_only", static_routes);
        // Keys that AWS makes are in Secrets Manager, where no description of the connection shows them.
        let own = tunnels.iter().all(|tunnel| tunnel.key.is_none());
        body.set("PreSharedKeyStorage", "preshared_key_storage", if own { "SecretsManager" } else { "Standard" });
        body.flat_series("VpnTunnelOptionsSpecifications", |body| {
            for (prefix, tunnel) in ["tunnel1_", "tunnel2_"].into_iter().zip(tunnels) {
                body.flat_member(prefix, |body| tunnel.describe((options, logs.as_ref()), body));
            }
        });
        body.tags(tags);
    }
}

impl VpnTarget {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        match self {
            Self::TransitGateway(hub) => body.set("TransitGatewayId", "transit_gateway_id", hub),
            Self::Concentrator(one) => {
                body.uses(Feature::VpnConcentrator);
                body.set("VpnConcentratorId", "vpn_concentrator_id", one);
            }
            Self::VpnGateway(gateway) => body.set("VpnGatewayId", "vpn_gateway_id", gateway),
        }
    }
}

impl VpnTunnel {
    fn describe<'a>(
        &'a self,
        (options, logs): (&'a TunnelOptions, Option<&'a TunnelLogOptions>),
        body: &mut Body<'a>,
    ) {
        let Self { inside, key } = self;
        let TunnelOptions { phase1, phase2, .. } = options;
        body.set("TunnelInsideCidr", "inside_cidr", inside);
        if let Some(key) = key {
            body.set("PreSharedKey", "preshared_key", key);
        }
        body.list_of("Value", "IKEVersions", "ike_versions", [options.ike_version]);
        let encryption = [&phase1.encryption];
        body.list_of("Value", "Phase1EncryptionAlgorithms", "phase1_encryption_algorithms", encryption);
        body.list_of("Value", "Phase1IntegrityAlgorithms", "phase1_integrity_algorithms", &phase1.integrity);
        body.list_of("Value", "Phase1DHGroupNumbers", "phase1_dh_group_numbers", [phase1.dh_group]);
        body.set("Phase1LifetimeSeconds", "phase1_lifetime_seconds", phase1.lifetime);
        let encryption = [&phase2.encryption];
        body.list_of("Value", "Phase2EncryptionAlgorithms", "phase2_encryption_algorithms", encryption);
        if let Some(integrity) = &phase2.integrity {
            body.list_of("Value", "Phase2IntegrityAlgorithms", "phase2_integrity_algorithms", [integrity]);
        }
        body.list_of("Value", "Phase2DHGroupNumbers", "phase2_dh_group_numbers", [phase2.dh_group]);
        body.set("Phase2LifetimeSeconds", "phase2_lifetime_seconds", phase2.lifetime);
        options.describe(body);
        if let Some(logs) = logs {
            body.block("LogOptions", "log_options", |body| {
                body.block("CloudwatchLogOptions", "cloudwatch_log_options", |body| logs.describe(body));
            });
        }
    }
}

impl TunnelLogOptions {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { activity, bgp, format } = self;
        body.set("LogEnabled", "log_enabled", activity.is_some());
        if let Some(group) = activity {
            body.set("LogGroupArn", "log_group_arn", group.arn());
            body.set("LogOutputFormat", "log_output_format", *format);
        }
        if let Some(group) = bgp {
            body.uses(Feature::BgpLogs);
            body.set("BgpLogEnabled", "bgp_log_enabled", true);
            body.set("BgpLogGroupArn", "bgp_log_group_arn", group.arn());
            body.set("BgpLogOutputFormat", "bgp_log_output_format", *format);
        }
    }
}

impl TunnelOptions {
    /// What is no matter of a phase.
    fn describe(&self, body: &mut Body<'_>) {
        let Self {
            phase1: _,
            phase2: _,
            ike_version: _,
            rekey_margin,
            rekey_fuzz,
            replay_window,
            dpd_timeout,
            dpd_action,
            startup,
            lifecycle_control,
        } = self;
        body.set("RekeyMarginTimeSeconds", "rekey_margin_time_seconds", *rekey_margin);
        body.set("RekeyFuzzPercentage", "rekey_fuzz_percentage", *rekey_fuzz);
        body.set("ReplayWindowSize", "replay_window_size", *replay_window);
        body.set("DPDTimeoutSeconds", "dpd_timeout_seconds", *dpd_timeout);
        body.set("DPDTimeoutAction", "dpd_timeout_action", *dpd_action);
        body.set("StartupAction", "startup_action", *startup);
        // AWS replaces tunnel endpoints when it has to; with control the owner has to accept each time.
        if *lifecycle_control {
            body.uses(Feature::LifecycleControl);
        }
        body.set("EnableTunnelLifecycleControl", "enable_tunnel_lifecycle_control", *lifecycle_control);
    }
}
