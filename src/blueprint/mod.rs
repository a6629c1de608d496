//! What people write. In comes text; out goes a [`Blueprint`]: the YAML shapes with their spans, presets and
//! `defaults.vpc` filled in. No meaning: names are not looked up and sizes are not compared here.

mod acl;
mod connect;
mod connection;
pub mod decode;
mod defaults;
mod deployment;
mod dns;
mod document;
mod endpoint;
mod flow_log;
mod forms;
mod group;
mod hub;
mod icmp;
mod monitoring;
pub mod naming;
mod nat;
pub mod overlay;
mod peering;
mod policy;
mod pools_from;
mod quotas;
mod remote_access;
mod scope;
mod site;
mod site_ends;
mod tier;
mod tunnel;
mod uplink;
mod vpc;

pub use acl::{AclAction, AclEgressRule, AclIngressRule, AclRules, NetworkAcls, RuleNumber};
pub use connect::ConnectUplink;
pub use connection::{Connection, Lag, RouterLag};
pub use deployment::{
    Backend, ProviderOwner, RootLayout, S3Backend, StackMode, StackPart, StackValues, Stacks, Terraform, Terragrunt,
};
pub use dns::{Dhcp, DnsServer, Forwarding, Resolver};
pub use document::{AddressPool, Addressing, AvailabilityZones, Blueprint, Defaults, LongPool, Presets, Tags, Version};
pub use endpoint::{
    ConditionOperator, Effect, Endpoints, GatewayService, InterfaceEndpoint, InterfaceItem, Policy, PrivateDns,
    Statement,
};
pub use flow_log::{FlowLogDestination, FlowLogFields, FlowLogs, Traffic};
pub use forms::{OneOrMany, PortList, SwitchOr};
pub use group::{EgressRule, IngressRule, Peer, PlaceName, SecurityGroup};
pub use hub::{
    Announce, Attach, AttachmentKind, DefaultTables, ExistingAttachment, Holder, Inspection, InternetPath,
    LongAttachment, Role, Segment, StaticRoute, TransitGateway, Via,
};
pub use icmp::Icmp;
pub use monitoring::{Monitoring, SwitchOrNumber};
pub use nat::{LongNat, Nat, NatMode, NatType};
pub use peering::{PeerVpc, Peering};
pub use policy::{Accept, AcceptedCode, DocumentPath, Reason, Require, RequiredEgress, RequiredNat};
pub use pools_from::{Borrowed, PoolsFrom};
pub use quotas::Quotas;
pub use remote_access::{
    ClientBlock, ConnectionLogs, Login, LongClientBlock, LongReachable, Reachable, RemoteAccess, TunnelProtocol,
};
pub use scope::{Account, Accounts, LongAccount, Organization, PlacedDefaults, RegionEntry};
pub use site::{
    Alarms, AttachTo, DirectConnectGateway, FirstHopProtocol, Lan, LinkPools, Router, Site, SiteAttach, Topic,
    VpnGateway,
};
pub use tier::{Participant, RouteKind, Tier};
pub use tunnel::{DpdAction, IkeVersion, LogFormat, StartupAction, TunnelLogs, TunnelSettings};
pub use uplink::{
    BfdTiming, CryptoUplink, DirectConnectUplink, Encrypt, Encryption, IpsecUplink, Keys, Phase1, Phase2, PublicUplink,
    RoutingMode, TunnelMode, Uplink, VpnUplink,
};
pub use vpc::{Growth, SecondaryCidr, Vpc};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources};
use crate::yaml::{self, Kind, Node};

/// Reads a document with its overlays and `--set` arguments.
///
/// `overlays` are merged over the document in their order, then `settings` (`path`, `value`) in theirs.
pub fn load(
    sources: &mut Sources,
    document: SourceId,
    overlays: &[SourceId],
    settings: &[(String, String)],
    diagnostics: &mut Diagnostics,
) -> Option<Blueprint> {
    let mut root = yaml::read(sources, document, diagnostics)?;
    for overlay in overlays {
        let over = yaml::read(sources, *overlay, diagnostics)?;
        overlay::merge(&mut root, over);
    }
    for (path, value) in settings {
        overlay::set(&mut root, path, value, sources, diagnostics);
    }
    if is_other_version(&root, diagnostics) {
        return None;
    }
    let places = policy::places(&root);
    defaults::fill(&mut root, sources, diagnostics);
    if diagnostics.has_errors() {
        // What the overlays broke is said; the document itself is still worth reading.
        let _: Option<Blueprint> = decode::decode(&root, diagnostics);
        return None;
    }
    let mut blueprint: Blueprint = decode::decode(&root, diagnostics)?;
    for accept in &mut blueprint.accept {
        accept.places = places.get(&accept.at.value.to_string()).cloned().unwrap_or_default();
    }
    Some(blueprint)
}

/// Whether the document says another version of the language. Then everything else about it would be a guess.
fn is_other_version(root: &Node, diagnostics: &mut Diagnostics) -> bool {
    let Kind::Map(entries) = &root.kind else { return false };
    let version = entries.iter().find(|entry| entry.key.value == "netgen").map(|entry| &entry.value);
    match version {
        Some(Node { kind: Kind::Integer(number), span }) if *number != 1 => {
            let message = format!("this netgen reads version 1 of the language, not {number}");
            let finding = Diagnostic::new(Code::UnknownVersion, message).at(*span, "");
            diagnostics.push(finding.help("write `netgen: 1`, or use a newer netgen"));
            true
        }
        _ => false,
    }
}

/// The JSON Schema of a blueprint, for editors and `netgen schema`.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Blueprint)
}
