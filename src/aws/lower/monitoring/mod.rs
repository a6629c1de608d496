//! What watches the network beside the alarms of its sites: a unit for each account and Region that has something to watch, behind all
//! others. In come the plan and what is made; out go alarms, dashboards and saved queries. Nothing reads what is in it, so it can go and
//! come back without any packet noticing.

mod dashboard;
mod queries;

use std::rc::Rc;

use super::dns::Made;
use super::hub::{HubRefs, self_named};
use super::site::Watched;
use crate::aws::graph::{Graph, Place, UnitId};
use crate::aws::kind::{
    Alarm, AlarmSubject, AlarmTopic, Condition, Kind as _, Subscription, Topic as TopicKind, TopicPolicy,
};
use crate::aws::owner::UnitOwner;
use crate::aws::policy::PolicyDocument;
use crate::aws::tags::TagSet;
use crate::network::{Monitoring, Network, Tags, Topic, VpcId, Watch};
use crate::plan::Plan;

/// What is there to be watched.
#[derive(Clone, Copy)]
pub(super) struct Watchable<'a, 'p> {
    pub hubs: &'a [HubRefs<'p>],
    pub made: &'a [Made],
    /// In the order of the network's sites.
    pub sites: &'a [Vec<Watched>],
}

/// Adds the units.
pub(super) fn watch(plan: &Plan<'_>, there: Watchable<'_, '_>, graph: &mut Graph) {
    let network = plan.network;
    let Some(monitoring) = &network.monitoring else { return };
    for watch in network.watches() {
        let description = format!("{} - alarms, dashboards and saved queries; nothing depends on it", network.name);
        let unit = super::unit(graph, network, UnitOwner::Monitoring(watch.scope), description);
        let tags = Rc::new(network.tags.clone());
        Watcher { network, monitoring, watch: &watch, there, graph, unit, tags }.build();
    }
}

struct Watcher<'a, 'p> {
    network: &'a Network,
    monitoring: &'a Monitoring,
    watch: &'a Watch,
    there: Watchable<'a, 'p>,
    graph: &'a mut Graph,
    unit: UnitId,
    tags: Rc<Tags>,
}

impl<'a> Watcher<'a, '_> {
    fn build(mut self) {
        if self.watch.has_alarms() {
            let place = self.graph.group(self.unit, "Alarms");
            let topic = self.topic(place);
            self.drops(place, &topic);
            self.nats(place, &topic);
            self.firewalls(place, &topic);
        }
        self.dashboards();
        self.queries();
    }

    fn named(&self, words: &[&str]) -> TagSet {
        self_named(self.network.name.as_str(), words, &self.tags)
    }

    fn topic(&mut self, place: Place) -> AlarmTopic {
        if let Topic::Existing(arn) = &self.monitoring.topic {
            return AlarmTopic::Existing(arn.clone());
        }
        let path = [self.network.watched_words(self.watch.scope), vec!["monitoring"]].concat();
        let name = format!("{}-monitoring", self.network.name);
        let topic = self.graph.add(place, &path, TopicKind { name, tags: self.named(&["monitoring"]) });
        let policy = PolicyDocument::publish(topic.read(TopicKind::ID));
        self.graph.add(place, &path, TopicPolicy { topic, policy });
        for address in &self.monitoring.emails {
            let address = address.to_string();
            let path = [&path[..], &[&address]].concat();
            self.graph.add(place, &path, Subscription { topic, address: address.clone() });
        }
        AlarmTopic::Own(topic)
    }

    /// An alarm, under a name of the same words as its path.
    fn alarm(
        &mut self,
        (place, topic): (Place, &AlarmTopic),
        words: &[&str],
        description: String,
        (subject, condition): (AlarmSubject, Condition),
    ) {
        let alarm = Alarm {
            name: format!("{}-{}", self.network.name, words.join("-")),
            description,
            subject,
            condition,
            topic: Some(topic.clone()),
            tags: self.named(words),
        };
        self.graph.add(place, words, alarm);
    }

    fn drops(&mut self, place: Place, topic: &AlarmTopic) {
        let Some(most) = self.monitoring.drops else { return };
        for id in &self.watch.drops {
            let name = self.network.hubs[id.0].name.as_str();
            let what = format!(
                "transit gateway {name} drops packets that match no route: more than {most} in five minutes. Blackholes are routes and are not \
                 counted here. First: which attachment of the dashboard drops them, and what was attached, detached or withdrawn by BGP last?"
            );
            let subject = AlarmSubject::NoRoute(self.there.hubs[id.0].gateway.clone());
            let condition = Condition::above("Sum", most.into(), 1);
            self.alarm((place, topic), &["hub", name, "no-route"], what, (subject, condition));
        }
    }

    fn nats(&mut self, place: Place, topic: &AlarmTopic) {
        for id in &self.watch.nats {
            let (network, made) = (self.network, self.made(*id));
            let name = network.vpc(*id).name.as_str();
            for (word, nat) in made.into_iter().flat_map(|made| &made.nats) {
                let what = format!(
                    "the NAT gateway {word} of VPC {name} has no port left for new connections: 55,000 at a time fit to one address, port and protocol. \
                     First: which hosts open so many connections to one destination (saved queries)? Reuse connections, use an endpoint for that \
                     service, or give the gateway more addresses"
                );
                let condition = Condition::above("Sum", 0, 3);
                let subject = AlarmSubject::NatPorts(*nat);
                self.alarm((place, topic), &[name, "nat", word, "ports"], what, (subject, condition));
            }
        }
    }

    fn firewalls(&mut self, place: Place, topic: &AlarmTopic) {
        let Some(most) = self.monitoring.firewall else { return };
        for id in &self.watch.firewalls {
            let name = self.network.vpc(*id).name.as_str();
            let firewall = format!("{}-{name}", self.network.name);
            let query = |metric: &str| {
                AlarmSubject::Query(format!(
                    "SELECT SUM({metric}) FROM SCHEMA(\"AWS/NetworkFirewall\", AvailabilityZone, Engine, FirewallName) WHERE FirewallName = '{firewall}'"
                ))
            };
            let what = format!(
                "the firewall of VPC {name} drops more than {most} packets in five minutes. It is there to drop some: what no rule allows. First: the \
                 log group /network-firewall/{firewall}/alerts names rule, source and destination; a new application, or somebody who scans?"
            );
            let condition = Condition::above("Sum", most.into(), 1);
            self.alarm((place, topic), &[name, "firewall", "drops"], what, (query("DroppedPackets"), condition));
            let what = format!(
                "the firewall of VPC {name} sees packets in the middle of flows whose beginning it did not see: replies take another way than \
                 requests, or a zone failed over. First: was a route or appliance mode of an attachment changed by hand? Render and compare"
            );
            let condition = Condition::above("Sum", 0, 3);
            let subject = query("StreamExceptionPolicyPackets");
            self.alarm((place, topic), &[name, "firewall", "streams"], what, (subject, condition));
        }
    }

    fn made(&self, id: VpcId) -> Option<&'a Made> {
        self.there.made.iter().find(|made| made.id == id)
    }
}
