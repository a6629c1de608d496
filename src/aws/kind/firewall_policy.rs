//! What a firewall of Network Firewall does: its rule groups by priority, and nothing but what they pass.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policies.html>

use super::{FirewallRuleGroup, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A firewall policy that drops what no rule passes.
#[derive(Debug)]
pub struct FirewallPolicy {
    /// Its name: letters, digits and hyphens, at most 128. A change replaces the policy.
    pub name: String,
    /// The rule groups by priority, 1 to 65535; the lowest is asked first.
    pub groups: Vec<(u16, Ref<FirewallRuleGroup>)>,
    /// Its tags.
    pub tags: TagSet,
}

/// Every packet goes to the stateful rules.
const FORWARD: [&str; 1] = ["aws:forward_to_sfe"];

/// What no rule matched is dropped from the first packet on, and the alert log says so. `aws:drop_established` is no
/// default deny: it lets a TCP handshake through, and ICMP and UDP as long as nobody answers. It is for rules that must see
/// the data of a connection first, and these rules know addresses only.
/// <https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html>
const DEFAULT: [&str; 2] = ["aws:drop_strict", "aws:alert_strict"];

impl FirewallPolicy {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("FirewallPolicyArn", "arn");
}

impl Kind for FirewallPolicy {
    const CLOUDFORMATION: Option<&str> = Some("AWS::NetworkFirewall::FirewallPolicy");
    const TERRAFORM: Option<&str> = Some("aws_networkfirewall_firewall_policy");
    const NOUN: &str = "FirewallPolicy";
    const ID: Attr<Self> = Self::ARN;
    const CHANGE: Change = Change {
        create_only: &["FirewallPolicyName"],
        force_new: &["firewall_policy.stateful_engine_options.rule_order", "name"],
        place: &["FirewallPolicyName"],
        users: &[("aws_networkfirewall_firewall", "firewall_policy_arn")],
        holds: &["FirewallPolicy"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, groups, tags } = self;
        body.set("FirewallPolicyName", "name", name);
        body.block("FirewallPolicy", "firewall_policy", |body| {
            body.list("StatelessDefaultActions", "stateless_default_actions", FORWARD);
            body.list("StatelessFragmentDefaultActions", "stateless_fragment_default_actions", FORWARD);
            body.list("StatefulDefaultActions", "stateful_default_actions", DEFAULT);
            body.block("StatefulEngineOptions", "stateful_engine_options", |body| {
                body.set("RuleOrder", "rule_order", "STRICT_ORDER");
            });
            body.series("StatefulRuleGroupReferences", "stateful_rule_group_reference", |body| {
                for (priority, group) in groups {
                    body.member(|body| {
                        body.set("Priority", "priority", *priority);
                        body.set("ResourceArn", "resource_arn", group);
                    });
                }
            });
        });
        body.tags(tags);
    }
}
