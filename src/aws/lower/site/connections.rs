//! Direct Connect connections and LAGs that are ordered with the network: a unit of their own, deployed long before what is on them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::hub::self_named;
use crate::aws::graph::{Graph, OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    DirectConnectConnection, DirectConnectLag, DirectConnectLagMember, DirectConnection, Kind as _,
};
use crate::aws::owner::UnitOwner;
use crate::net::ConnectionName;
use crate::network::{Connection, Lag, Network};

/// The document's own connections, by name.
#[derive(Default)]
pub(super) struct Connections {
    /// What virtual interfaces are on: a connection or a LAG.
    made: BTreeMap<String, DirectConnection>,
    /// The connections of each: one, or the links of a LAG.
    links: BTreeMap<String, Vec<(String, Ref<DirectConnectConnection>)>>,
}

impl Connections {
    /// What a virtual interface is on. `None` never happens in a network that was resolved.
    pub fn of(&self, name: &ConnectionName) -> Option<DirectConnection> {
        match (name.id(), name.own()) {
            (Some(id), _) => Some(DirectConnection::Existing(id.to_owned())),
            (None, own) => self.made.get(own?.as_str()).cloned(),
        }
    }

    /// The connections of one of the document's own, each with its word: one, or the links of a LAG.
    pub fn links(&self, name: &ConnectionName) -> &[(String, Ref<DirectConnectConnection>)] {
        name.own().and_then(|own| self.links.get(own.as_str())).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Makes them.
pub(super) fn connections(network: &Network, graph: &mut Graph) -> Connections {
    let mut made = Connections::default();
    if network.direct_connections.is_empty() && network.lags.is_empty() {
        return made;
    }
    let lags = super::super::count(network.lags.len(), "LAG");
    let connections = super::super::count(network.direct_connections.len(), "Direct Connect connection");
    let description = format!("{} - {connections}, {lags}, ordered long before what is on them", network.name);
    let unit = super::super::unit(graph, network, UnitOwner::Connections, description);
    let mut builder = Builder { network, unit, graph };
    if !network.direct_connections.is_empty() {
        let place = builder.graph.group(unit, "Direct Connect connections");
        for meant in &network.direct_connections {
            let name = meant.name.as_str();
            let own = builder.connection(place, (meant, &[name]), None);
            builder.ids(&[name], own);
            made.made.insert(name.to_owned(), DirectConnection::Own(own));
            made.links.insert(name.to_owned(), vec![(name.to_owned(), own)]);
        }
    }
    for lag in &network.lags {
        let place = builder.graph.group(unit, format!("LAG {}", lag.connection.name.as_str()));
        let (own, links) = builder.lag(place, lag);
        let name = lag.connection.name.as_str();
        made.made.insert(name.to_owned(), DirectConnection::Lag(own));
        made.links.insert(name.to_owned(), links);
    }
    made
}

struct Builder<'a> {
    network: &'a Network,
    unit: UnitId,
    graph: &'a mut Graph,
}

impl Builder<'_> {
    fn connection(
        &mut self,
        place: Place,
        (meant, path): (&Connection, &[&str]),
        lag: Option<Ref<DirectConnectLag>>,
    ) -> Ref<DirectConnectConnection> {
        let (name, rest) = path.split_first().map_or(("", path), |(first, rest)| (*first, rest));
        let connection = DirectConnectConnection {
            name: format!("{}-{}", self.network.name, path.join("-")),
            bandwidth: meant.speed.value.to_string(),
            location: meant.location.value.to_string(),
            provider: meant.provider.as_ref().map(ToString::to_string),
            lag,
            tags: self_named(name, rest, &Rc::new(meant.tags.clone())),
        };
        let own = self.graph.add(place, path, connection);
        if meant.retain {
            self.graph.retain(own, format!("connection/{}", path.join("/")));
        }
        own
    }

    fn ids(&mut self, path: &[&str], own: Ref<DirectConnectConnection>) {
        let what =
            format!("The Direct Connect connection {}, for its letter of authorization and its state", path.join("-"));
        let id = OutputValue::One(own.read(DirectConnectConnection::ID));
        self.graph.output(self.unit, path, "ConnectionId", what, id);
    }

    fn lag(&mut self, place: Place, lag: &Lag) -> (Ref<DirectConnectLag>, Vec<(String, Ref<DirectConnectConnection>)>) {
        let meant = &lag.connection;
        let name = meant.name.as_str();
        let group = DirectConnectLag {
            name: format!("{}-{name}", self.network.name),
            bandwidth: meant.speed.value.to_string(),
            location: meant.location.value.to_string(),
            minimum: lag.minimum,
            provider: meant.provider.as_ref().map(ToString::to_string),
            tags: self_named(name, &[], &Rc::new(meant.tags.clone())),
        };
        let group = self.graph.add(place, &[name], group);
        if meant.retain {
            self.graph.retain(group, format!("lag/{name}"));
        }
        let what = format!("The LAG {name}, for virtual interfaces that are not in this network");
        let id = OutputValue::One(group.read(DirectConnectLag::ID));
        self.graph.output(self.unit, &[name], "LagId", what, id);
        let mut links = Vec::new();
        for number in 1..=lag.links {
            let number = number.to_string();
            let path = [name, number.as_str()];
            let own = self.connection(place, (meant, &path), Some(group));
            self.ids(&path, own);
            self.graph.add(place, &path, DirectConnectLagMember { connection: own, lag: group });
            links.push((path.join("-"), own));
        }
        (group, links)
    }
}
