//! What people write. In comes text; out goes a [`Blueprint`]: the YAML shapes with their spans, presets and
//! `defaults.vpc` filled in. No meaning: names are not looked up and sizes are not compared here.

pub mod decode;
mod defaults;
mod document;
mod endpoint;
mod forms;
mod hub;
pub mod overlay;
mod security;
mod site;
mod uplink;
mod vpc;

pub use document::{
    AddressPool, Addressing, AvailabilityZones, Blueprint, Defaults, LongPool, Presets, Quotas, StackMode, StackPart,
    Stacks, Tags, Version,
};
pub use endpoint::{ConditionOperator, Effect, Endpoints, GatewayService, Policy, Statement};
pub use forms::OneOrMany;
pub use hub::{
    Announce, Attach, Forwarding, Inspection, InternetPath, Peering, Resolver, Role, Segment, StaticRoute,
    TransitGateway, Via,
};
pub use security::{
    AclAction, AclEgressRule, AclIngressRule, AclRules, EgressRule, IngressRule, NetworkAcls, Peer, RuleNumber,
    SecurityGroup,
};
pub use site::{Alarms, AttachTo, DirectConnectGateway, Lan, LinkPools, Router, Site, SiteAttach, Topic, VpnGateway};
pub use uplink::{
    CryptoUplink, DirectConnectUplink, Encrypt, Keys, Phase1, Phase2, RoutingMode, TunnelMode, Uplink, VpnUplink,
};
pub use vpc::{
    Dhcp, DnsServer, FlowLogDestination, FlowLogFields, FlowLogs, Growth, LongNat, Nat, NatMode, PortList, RouteKind,
    SecondaryCidr, Tier, Traffic, Vpc,
};

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
    defaults::fill(&mut root, sources, diagnostics);
    if diagnostics.has_errors() {
        // What the overlays broke is said; the document itself is still worth reading.
        let _: Option<Blueprint> = decode::decode(&root, diagnostics);
        return None;
    }
    decode::decode(&root, diagnostics)
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
