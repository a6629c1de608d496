//! The parts of the JSON format about access and quotas.

use serde::Serialize;

use super::super::words;
use crate::blueprint::AclAction;
use crate::check::QuotaUse;
use crate::net::{Description, Name};
use crate::network::{Network, Protocol, Rule, SecurityGroup};
use crate::plan::{AclEntryPlan, AclPlan, VpcPlan};

#[derive(Serialize)]
pub(super) struct GroupView<'a> {
    name: &'a Name,
    description: Option<&'a Description>,
    ingress: Vec<RuleView<'a>>,
    /// All connections are one rule to `internet` with protocol `all`.
    egress: Vec<RuleView<'a>>,
}

/// One peer, one protocol, one range of ports.
#[derive(Serialize)]
struct RuleView<'a> {
    /// The name of a group, `internet`, a block, or the id of a prefix list.
    peer: String,
    /// Of a group of another VPC: whether the rule refers to it or has addresses, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    named_by: Option<String>,
    /// `all`, `icmp`, `tcp 443`, `udp 8000-8100`.
    protocol: String,
    description: Option<&'a Description>,
}

impl<'a> GroupView<'a> {
    pub fn of(network: &Network, vpc: &'a VpcPlan<'_>, group: &'a SecurityGroup) -> Self {
        let rule = |rule: &'a Rule| RuleView {
            peer: words::peer(vpc, &rule.peer),
            named_by: words::named_by(network, &rule.peer),
            protocol: rule.protocol.to_string(),
            description: rule.description.as_ref(),
        };
        let all = || {
            let (peer, protocol) = ("internet".to_owned(), Protocol::All.to_string());
            vec![RuleView { peer, named_by: None, protocol, description: None }]
        };
        Self {
            name: &group.name,
            description: group.description.as_ref(),
            ingress: group.ingress.iter().map(rule).collect(),
            egress: group.egress.as_ref().map_or_else(all, |rules| rules.iter().map(rule).collect()),
        }
    }
}

#[derive(Serialize)]
pub(super) struct AclView<'a> {
    tier: &'a Name,
    ingress: Vec<EntryView<'a>>,
    egress: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    number: u32,
    action: AclAction,
    /// The other end: a block, or a run of the VPC's own /64s.
    address: String,
    protocol: String,
    reason: &'a str,
}

impl<'a> AclView<'a> {
    pub fn of(vpc: &'a VpcPlan<'_>, acl: &'a AclPlan) -> Self {
        let entry = |entry: &'a AclEntryPlan| EntryView {
            number: entry.number,
            action: entry.action,
            address: words::acl_address(entry.source),
            protocol: words::acl_protocol(entry.protocol),
            reason: &entry.why,
        };
        Self {
            tier: &vpc.vpc.tier(acl.tier).name,
            ingress: acl.ingress.iter().map(entry).collect(),
            egress: acl.egress.iter().map(entry).collect(),
        }
    }
}

/// The use of one quota in one place.
#[derive(Serialize)]
pub(super) struct QuotaView {
    /// The key under `quotas` in a blueprint.
    key: &'static str,
    name: &'static str,
    scope: String,
    what: String,
    used: u64,
    limit: u64,
    /// Whether AWS raises it on request.
    adjustable: bool,
}

impl QuotaView {
    pub fn of(quota: QuotaUse) -> Self {
        let adjustable = quota.adjustable();
        let QuotaUse { key, name, scope, what, used, limit, .. } = quota;
        Self { key, name, scope, what, used, limit, adjustable }
    }
}
