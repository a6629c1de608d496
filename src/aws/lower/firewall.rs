//! The firewall of an inspection VPC: endpoints in every zone, what passes, and the logs of both.

use super::VpcBuilder;
use crate::aws::graph::{ParameterId, Place, Ref};
use crate::aws::kind::{
    Firewall, FirewallAction, FirewallLogging, FirewallPeer, FirewallPolicy, FirewallRule, FirewallRuleGroup, LogGroup,
    Subnet, Vpc,
};
use crate::aws::names::{label, logical_id};
use crate::aws::parameter::{Parameter, ParameterKind};
use crate::network::Zone;
use crate::plan::{Block, FIREWALL_CAPACITY, FirewallGroup, FirewallRulePlan, Owner};

/// Days for which the firewall's logs are kept, as for flow logs.
const RETENTION_DAYS: u32 = 90;

/// The capacity of a rule group whose name does not say it, as all names once did: a name that changes replaces the group.
const PLAIN_CAPACITY: u32 = 1000;

/// The name of a rule group. It has the capacity, whose change replaces the group, beside the policy that has the old one.
fn group_name(of: &str, word: &str, capacity: u32) -> String {
    match capacity {
        PLAIN_CAPACITY => format!("{of}-{word}"),
        other => format!("{of}-{word}-{other}"),
    }
}

impl VpcBuilder<'_> {
    /// The firewall with its policy and logs.
    pub(super) fn firewall(
        &mut self,
        place: Option<Place>,
        vpc: Ref<Vpc>,
        subnets: &[(Zone, Ref<Subnet>)],
    ) -> Option<Ref<Firewall>> {
        let (place, attach) = (place?, self.plan.vpc.attach?);
        let rules = &self.hubs[attach.hub.0].plan.firewall;
        let full = format!("{}-{}", self.network.name, self.name);
        let groups = [
            (FirewallGroup::Pairs, 100, "pairs", "Pairs of segments that may talk"),
            (FirewallGroup::Internet, 200, "internet", "Segments that may open connections to the internet"),
        ];
        let mut references = Vec::new();
        for (group, priority, word, description) in groups {
            let own: Vec<&FirewallRulePlan> = rules.iter().filter(|rule| rule.group == group).collect();
            if own.is_empty() {
                continue;
            }
            let resource = FirewallRuleGroup {
                name: group_name(&full, word, FIREWALL_CAPACITY),
                description: description.to_owned(),
                capacity: FIREWALL_CAPACITY,
                rules: own.iter().map(|rule| firewall_rule(rule)).collect(),
                tags: self.named(&[word]),
            };
            references.push((priority, self.graph.add(place, &[self.name, word], resource)));
        }
        let tags = self.named(&[]);
        let policy = FirewallPolicy { name: full.clone(), groups: references, tags };
        let policy = self.graph.add(place, &[self.name], policy);
        let firewall = Firewall {
            name: full,
            policy,
            vpc,
            subnets: subnets.iter().map(|(_, subnet)| *subnet).collect(),
            delete_protection: self.protection(),
            tags: self.named(&[]),
        };
        let firewall = self.graph.add(place, &[self.name], firewall);
        let flows = self.firewall_log(place, "flows");
        let alerts = self.firewall_log(place, "alerts");
        self.graph.add(place, &[self.name], FirewallLogging { firewall, flows, alerts });
        Some(firewall)
    }

    /// What CloudFormation's second pass sets: a firewall that cannot be deleted would keep a first deployment that fails from being taken
    /// back.
    fn protection(&mut self) -> Option<ParameterId> {
        self.plan.vpc.retain.then(|| {
            self.graph.parameter(Parameter {
                logical_id: logical_id(&[self.name]) + "FirewallDeleteProtection",
                label: label(&[self.name, "firewall_delete_protection"]),
                description: format!(
                    "Whether AWS refuses to delete the firewall of VPC {}: false at first, so that a deployment that fails can be taken back; then true",
                    self.name
                ),
                kind: ParameterKind::Protection,
            })
        })
    }

    fn firewall_log(&mut self, place: Place, word: &str) -> Ref<LogGroup> {
        let group = LogGroup {
            name: format!("/network-firewall/{}/{}/{word}", self.network.name, self.name),
            retention_days: RETENTION_DAYS,
            tags: self.named(&["firewall", word]),
        };
        let group = self.graph.add(place, &[self.name, "firewall", word], group);
        if self.plan.vpc.retain {
            self.graph.retain(group, format!("vpc/{}/firewall/{word}", self.name));
        }
        group
    }
}

fn firewall_rule(rule: &FirewallRulePlan) -> FirewallRule {
    FirewallRule {
        action: if rule.pass { FirewallAction::Pass } else { FirewallAction::Drop },
        source: peer(rule.source),
        destination: peer(rule.destination),
        both_ways: rule.both_ways,
        sid: rule.sid,
    }
}

fn peer(block: Block) -> FirewallPeer {
    match block.owner {
        Owner::Everything => FirewallPeer::Any,
        _ => FirewallPeer::Cidr(block.cidr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_another_capacity_has_another_name() {
        let [one, other] =
            [PLAIN_CAPACITY, 2 * PLAIN_CAPACITY].map(|capacity| group_name("net-egress", "pairs", capacity));
        assert_eq!(one, "net-egress-pairs");
        assert_ne!(one, other);
    }
}
