//! What is watched of a site's uplinks besides whether they are up: load, traffic, prefixes, light. In come the plan's thresholds, out go
//! alarms, each with a description that says what to do first. Chooses no threshold.

use super::{SiteBuilder, Watched};
use crate::aws::graph::Place;
use crate::aws::kind::{
    Alarm, AlarmSubject, AlarmTopic, Condition, DirectConnection, Direction, Kind as _, PERIOD,
    PrivateVirtualInterface, PublicVirtualInterface, TransitVirtualInterface,
};
use crate::aws::value::Read;
use crate::net::DirectConnectConnectionId;
use crate::plan::AlarmsPlan;
use crate::uplink::bandwidth::TunnelBandwidth;

impl SiteBuilder<'_, '_> {
    pub(super) fn more_alarms(&mut self, place: Place, plan: &AlarmsPlan, topic: &AlarmTopic) {
        let mut found: Vec<Found> = self.watched.iter().flat_map(|watched| self.more_of(watched, plan)).collect();
        for (connection, threshold) in plan.lit.iter().filter_map(|one| Some((one, plan.more.light?))) {
            found.extend(Direction::ALL.map(|way| self.light(connection, threshold, way)));
        }
        for (words, condition, Watched { word, what, subject }) in found {
            let tags = self.named(&[&word]);
            let alarm = Alarm {
                name: self.alarm_name(&word),
                description: what,
                subject,
                condition,
                topic: Some(topic.clone()),
                tags,
            };
            let path = [self.name, &words[0], &words[1], &words[2]];
            self.graph.add(place, path.split_at(if words[2].is_empty() { 3 } else { 4 }).0, alarm);
        }
    }

    /// What else is watched of an uplink.
    fn more_of(&self, watched: &Watched, plan: &AlarmsPlan) -> Vec<Found> {
        let word = &watched.word;
        match &watched.subject {
            AlarmSubject::Tunnels(vpn) => {
                let load = |percent| {
                    Direction::ALL.map(|way| self.load(word, percent, way, AlarmSubject::TunnelBytes(*vpn, way)))
                };
                plan.more.load.into_iter().flat_map(load).collect()
            }
            AlarmSubject::PrivateInterface(own, connection) => {
                self.of_interface(word, own.read(PrivateVirtualInterface::ID), connection, plan)
            }
            AlarmSubject::PublicInterface(own, connection) => {
                self.of_interface(word, own.read(PublicVirtualInterface::ID), connection, plan)
            }
            AlarmSubject::TransitInterface(own, connection) => {
                self.of_interface(word, own.read(TransitVirtualInterface::ID), connection, plan)
            }
            _ => Vec::new(),
        }
    }

    /// The bytes of both tunnels of a connection, against what one of them carries.
    fn load(&self, uplink: &str, percent: u32, way: Direction, subject: AlarmSubject) -> Found {
        let planned = self.plan.vpns.iter().find(|vpn| self.uplink(vpn.uplink) == uplink);
        let rate = planned.map_or(TunnelBandwidth::default(), |vpn| vpn.bandwidth).rate();
        let most = rate.bytes(percent, PERIOD);
        let what = format!(
            "the VPN connection {uplink} of site {} carries more than {percent} % of what one tunnel does ({}), {} AWS. First: which hosts send so \
             much (saved queries, or flow records of the router)? Should a tunnel fail now, the other one drops packets",
            self.name,
            rate,
            towards(way)
        );
        let condition = Condition::above("Sum", i64::try_from(most).unwrap_or(i64::MAX), 3);
        found([uplink, "load", way.word()], what, subject, condition)
    }

    fn of_interface(&self, word: &str, own: Read, connection: &DirectConnection, plan: &AlarmsPlan) -> Vec<Found> {
        let mut all = Vec::new();
        if let Some(most) = plan.more.traffic {
            all.extend(Direction::ALL.map(|way| {
                let what = format!(
                    "the virtual interface {word} of site {} carries more than {most}, {} AWS. First: which hosts send so much? A connection that is \
                     full drops packets of everybody",
                    self.name,
                    towards(way)
                );
                let condition = Condition::above("Average", i64::try_from(most.bits()).unwrap_or(i64::MAX), 3);
                found([word, "traffic", way.word()], what, AlarmSubject::Traffic(own, connection.clone(), way), condition)
            }));
        }
        if let Some(count) = self.announced(word).filter(|_| plan.more.prefixes) {
            let what = format!(
                "AWS accepts fewer than {count} prefixes on the virtual interface {word} of site {}: the session may be up and carry nothing. First: \
                 what does the router announce there (its check list has the command), and did its network at the site go?",
                self.name
            );
            let condition = Condition::below("Minimum", i64::try_from(count).unwrap_or(i64::MAX), 1).or_unknown();
            all.push(found(
                [word, "prefixes", ""],
                what,
                AlarmSubject::AcceptedPrefixes(own, connection.clone()),
                condition,
            ));
        }
        all
    }

    /// How many prefixes the router announces on a virtual interface: where its tunnels begin, those of the site, or public ones.
    fn announced(&self, word: &str) -> Option<usize> {
        let is_it = |name: &crate::net::Name| name.as_str() == word;
        let public = self.plan.publics.iter().find(|one| is_it(&self.network.public(one.public).name));
        let interfaces = &self.plan.interfaces;
        let own = interfaces.iter().find(|one| is_it(&self.network.uplink(one.uplink).interface_name()));
        let own = own.map(|one| if one.tunnels.is_some() { 1 } else { self.site.prefixes.len() });
        own.or_else(|| Some(public?.prefixes.len()))
    }

    /// The weakest light of all lanes.
    fn light(&self, connection: &DirectConnectConnectionId, threshold: i64, way: Direction) -> Found {
        let (metric, side) = match way {
            Direction::In => (way.of_light(), "AWS receives"),
            Direction::Out => (way.of_light(), "AWS sends"),
        };
        let query = format!(
            "SELECT MIN({metric}) FROM SCHEMA(\"AWS/DX\", ConnectionId, OpticalLaneNumber) WHERE ConnectionId = '{connection}'"
        );
        let what = format!(
            "{side} less than {threshold} dBm of light on the Direct Connect connection {connection} under site {}. First: compare with the light \
             that the router sends and receives; then ask the colocation to clean and reseat the cross connect",
            self.name
        );
        let id = connection.to_string();
        found([&id, "light", way.word()], what, AlarmSubject::Query(query), Condition::below("Minimum", threshold, 3))
    }
}

/// An alarm: the words of its path, when it goes off, and the rest.
type Found = ([String; 3], Condition, Watched);

fn found(words: [&str; 3], what: String, subject: AlarmSubject, condition: Condition) -> Found {
    let word = words.join("-").trim_end_matches('-').to_owned();
    (words.map(str::to_owned), condition, Watched { word, what, subject })
}

/// Which way traffic goes, as AWS sees it.
fn towards(way: Direction) -> &'static str {
    match way {
        Direction::In => "towards",
        Direction::Out => "from",
    }
}
