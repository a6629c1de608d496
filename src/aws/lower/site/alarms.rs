//! Who hears of a site's uplinks: alarms on each of them, and what AWS announces about the services that they use.

use super::super::dns::limited;
use super::SiteBuilder;
use crate::aws::graph::Place;
use crate::aws::kind::{
    Alarm, AlarmSubject, AlarmTopic, EventRule, EventTarget, Kind as _, Subscription, Topic, TopicPolicy,
};
use crate::aws::policy::{Json, PolicyDocument};
use crate::plan::AlarmsPlan;

impl SiteBuilder<'_, '_> {
    pub(super) fn alarms(&mut self) {
        let Some(plan) = &self.plan.alarms else { return };
        let place = self.graph.group(self.unit, "Alarms");
        let topic = self.topic(place, plan);
        for connection in &plan.connections {
            let what = format!("the Direct Connect connection {connection} under site {} is down", self.name);
            self.watched.push((connection.to_string(), what, AlarmSubject::Connection(connection.clone())));
        }
        for (word, description, subject) in std::mem::take(&mut self.watched) {
            let alarm = Alarm {
                name: format!("{}-{}-{word}", self.network.name, self.name),
                description,
                subject,
                topic: topic.clone(),
                tags: self.named(&[&word]),
            };
            self.graph.add(place, &[self.name, &word], alarm);
        }
        self.events(place, topic, plan.topic.is_some());
    }

    /// The topic, its policy and its readers; one that exists keeps its own.
    fn topic(&mut self, place: Place, plan: &AlarmsPlan) -> AlarmTopic {
        if let Some(arn) = &plan.topic {
            return AlarmTopic::Existing(arn.clone());
        }
        let topic = Topic { name: format!("{}-{}-uplinks", self.network.name, self.name), tags: self.named(&[]) };
        let topic = self.graph.add(place, &[self.name], topic);
        let policy = PolicyDocument::publish(topic.read(Topic::ID));
        self.graph.add(place, &[self.name], TopicPolicy { topic, policy });
        for address in &plan.emails {
            let address = address.to_string();
            self.graph.add(place, &[self.name, &address], Subscription { topic, address: address.clone() });
        }
        AlarmTopic::Own(topic)
    }

    /// Maintenance that AWS announces, and trouble that it sees itself.
    fn events(&mut self, place: Place, topic: AlarmTopic, topic_exists: bool) {
        let vpn = (!self.plan.vpns.is_empty()).then_some("VPN");
        let direct_connect = (!self.plan.interfaces.is_empty()).then_some("DIRECTCONNECT");
        let services: Vec<&str> = vpn.into_iter().chain(direct_connect).collect();
        let name = format!("{}-{}-uplinks", self.network.name, self.name);
        let rule = EventRule {
            name: limited(&name),
            description: format!("What AWS announces about the services that the uplinks of site {} use", self.name),
            pattern: Json::health_events(&services),
            topic: topic.clone(),
            tags: self.named(&[]),
        };
        let rule = self.graph.add(place, &[self.name], rule);
        if topic_exists {
            self.graph.remark(rule, "The topic's own policy must let events.amazonaws.com publish.");
        }
        self.graph.add(place, &[self.name], EventTarget { rule, topic });
    }
}
