//! A group of stateful rules of Network Firewall, asked in the order in which they stand.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-basic.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;
use crate::aws::value::Value;
use crate::net::Cidr4;

/// A stateful rule group.
#[derive(Debug)]
pub struct FirewallRuleGroup {
    /// Its name: letters, digits and hyphens, at most 128. A change replaces the group, and so does one of the capacity, which the
    /// name therefore has: AWS knows a name once, and the policy needs the old group until it has the new one.
    pub name: String,
    /// What it is for: 1 to 512 characters.
    pub description: String,
    /// How many rules it may ever hold. A change replaces the group.
    pub capacity: u32,
    /// The rules.
    pub rules: Vec<FirewallRule>,
    /// Its tags.
    pub tags: TagSet,
}

/// A rule about addresses: every protocol, every port. The replies of a flow that it passes need no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirewallRule {
    /// What happens to a flow that matches.
    pub action: FirewallAction,
    /// Who opens it.
    pub source: FirewallPeer,
    /// Who is asked.
    pub destination: FirewallPeer,
    /// The same in the other direction.
    pub both_ways: bool,
    /// Its number, which its alerts bear: from 1, unique in the policy.
    pub sid: u32,
}

/// What happens to a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirewallAction {
    /// It goes on.
    Pass,
    /// It is dropped, and the alert log says so.
    Drop,
}

/// One end of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirewallPeer {
    /// Everybody.
    Any,
    /// A block of addresses.
    Cidr(Cidr4),
}

impl From<FirewallPeer> for Value<'_> {
    fn from(peer: FirewallPeer) -> Self {
        match peer {
            FirewallPeer::Any => Value::Text("ANY"),
            FirewallPeer::Cidr(cidr) => cidr.into(),
        }
    }
}

impl FirewallRuleGroup {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("RuleGroupArn", "arn");
}

impl Kind for FirewallRuleGroup {
    const CLOUDFORMATION: Option<&str> = Some("AWS::NetworkFirewall::RuleGroup");
    const TERRAFORM: Option<&str> = Some("aws_networkfirewall_rule_group");
    const NOUN: &str = "FirewallRuleGroup";
    const ID: Attr<Self> = Self::ARN;
    const CHANGE: Change = Change {
        create_only: &["Capacity", "RuleGroupName", "Type"],
        force_new: &["capacity", "name", "rule_group.stateful_rule_options.rule_order"],
        place: &["RuleGroupName", "Capacity"],
        users: &[("aws_networkfirewall_firewall_policy", "firewall_policy.stateful_rule_group_reference.resource_arn")],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, description, capacity, rules, tags } = self;
        body.set("RuleGroupName", "name", name);
        body.set("Description", "description", description);
        body.set("Type", "type", "STATEFUL");
        body.set("Capacity", "capacity", capacity);
        body.block("RuleGroup", "rule_group", |body| {
            body.block("StatefulRuleOptions", "stateful_rule_options", |body| {
                body.set("RuleOrder", "rule_order", "STRICT_ORDER");
            });
            body.block("RulesSource", "rules_source", |body| {
                body.series("StatefulRules", "stateful_rule", |body| {
                    for rule in rules {
                        body.member(|body| rule.describe(body));
                    }
                });
            });
        });
        body.tags(tags);
    }
}

impl FirewallRule {
    fn describe(&self, body: &mut Body<'_>) {
        let Self { action, source, destination, both_ways, sid } = *self;
        body.set("Action", "action", if action == FirewallAction::Pass { "PASS" } else { "DROP" });
        body.block("Header", "header", |body| {
            body.set("Protocol", "protocol", "IP");
            body.set("Source", "source", source);
            body.set("SourcePort", "source_port", "ANY");
            body.set("Direction", "direction", if both_ways { "ANY" } else { "FORWARD" });
            body.set("Destination", "destination", destination);
            body.set("DestinationPort", "destination_port", "ANY");
        });
        body.series("RuleOptions", "rule_option", |body| {
            body.member(|body| {
                body.set("Keyword", "keyword", "sid");
                body.list("Settings", "settings", [Value::Digits(sid)]);
            });
        });
    }
}
