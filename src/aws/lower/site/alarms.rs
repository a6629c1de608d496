//! Alarms on the uplinks of a site, and what AWS announces about the services that they use.

use super::super::dns::limited;
use super::{SiteBuilder, Watched};
use crate::aws::graph::{Place, Ref};
use crate::aws::kind::{
    Alarm, AlarmSubject, AlarmTopic, CompositeAlarm, Condition, DirectConnection, EventRule, EventTarget, Kind as _,
    Subscription, Topic, TopicPolicy,
};
use crate::aws::policy::{Json, PolicyDocument};
use crate::plan::AlarmsPlan;

impl SiteBuilder<'_, '_> {
    pub(super) fn alarms(&mut self) {
        let Some(plan) = &self.plan.alarms else { return };
        let place = self.graph.group(self.unit, "Alarms");
        let topic = self.topic(place, plan);
        for connection in &plan.connections {
            let links = self.ends.connections.links(connection);
            if connection.own().is_none() {
                let noun = if self.network.is_lag(connection) { "LAG" } else { "connection" };
                let what = format!("the Direct Connect {noun} {connection} under site {} is down", self.name);
                let subject = AlarmSubject::Connection(self.connection(connection));
                self.watched.push(Watched { word: connection.to_string(), what, subject });
            }
            for (word, link) in links {
                let what = format!("the Direct Connect connection {word} under site {} is down", self.name);
                let subject = AlarmSubject::Connection(DirectConnection::Own(*link));
                // No name of an uplink has two hyphens.
                self.watched.push(Watched { word: format!("connection--{word}"), what, subject });
            }
        }
        let mut down = Vec::new();
        for Watched { word, what, subject } in self.watched.clone() {
            let alarm = Alarm {
                name: self.alarm_name(&word),
                description: what,
                subject,
                condition: Condition::DOWN,
                topic: Some(topic.clone()),
                tags: self.named(&[&word]),
            };
            down.push(self.graph.add(place, &[self.name, &word], alarm));
        }
        self.more_alarms(place, plan, &topic);
        if plan.more.cut_off {
            self.cut_off(place, &topic, &down);
        }
        self.events(place, topic, plan.topic.is_some());
    }

    /// The name of an alarm, and of its resource, in the same words.
    pub(super) fn alarm_name(&self, word: &str) -> String {
        format!("{}-{}-{word}", self.network.name, self.name)
    }

    /// All uplinks are down at once.
    fn cut_off(&mut self, place: Place, topic: &AlarmTopic, down: &[Ref<Alarm>]) {
        let (mut parts, mut names) = (Vec::new(), Vec::new());
        for (watched, alarm) in self.watched.clone().into_iter().zip(down) {
            if let AlarmSubject::Tunnels(_) = watched.subject {
                let (part, name) = self.both_tunnels(place, watched);
                parts.push(part);
                names.push(name);
            } else if self.is_uplink(&watched) {
                parts.push(*alarm);
                names.push(self.alarm_name(&watched.word));
            }
        }
        let composite = CompositeAlarm {
            name: self.cut_off_name(),
            description: format!(
                "site {} is cut off: every uplink is down. First: is there power at the site, and do its routers answer by another way? Then \
                 docs/monitoring.md and the sheets for troubleshooting of its routers",
                self.name
            ),
            rule: CompositeAlarm::all_of(names.iter().map(String::as_str)),
            parts,
            topic: topic.clone(),
            tags: self.named(&["cut-off"]),
        };
        self.graph.add(place, &[self.name, "cut-off"], composite);
    }

    /// A tunnel of a VPN connection that is down cuts nobody off while the other one is up: both together have an alarm that notifies
    /// nobody by itself.
    fn both_tunnels(&mut self, place: Place, watched: Watched) -> (Ref<Alarm>, String) {
        let Watched { word, subject, .. } = watched;
        let words = [word.as_str(), "tunnels"];
        let name = self.alarm_name(&words.join("-"));
        let description = format!(
            "both tunnels of the VPN connection {word} of site {} are down; a part of the alarm {}",
            self.name,
            self.cut_off_name()
        );
        let tags = self.named(&words);
        let alarm =
            Alarm { name: name.clone(), description, subject, condition: Condition::ALL_DOWN, topic: None, tags };
        (self.graph.add(place, &[self.name, words[0], words[1]], alarm), name)
    }

    /// Whether it is a virtual interface that carries the site's prefixes: one that carries tunnels alone is no uplink by itself.
    fn is_uplink(&self, watched: &Watched) -> bool {
        let mut clear = self.plan.interfaces.iter().filter(|one| one.tunnels.is_none());
        clear.any(|one| self.network.uplink(one.uplink).name.as_str() == watched.word)
    }

    /// No name of an uplink has two hyphens, so no other alarm is called so.
    fn cut_off_name(&self) -> String {
        format!("{}-{}--cut-off", self.network.name, self.name)
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
        let any = !self.plan.interfaces.is_empty() || !self.plan.publics.is_empty();
        let direct_connect = any.then_some("DIRECTCONNECT");
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
