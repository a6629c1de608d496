//! Dashboards: one for each transit gateway, one for each site. In comes what is made, out go bodies of JSON whose texts are netgen's own
//! and names of the document, in the order of the network. No text of a document becomes markup but a name, whose letters mean nothing.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html>

use std::borrow::Cow;

use super::Watcher;
use crate::aws::kind::{
    AlarmSubject, Dashboard, DirectConnectConnection, DirectConnectLag, DirectConnection, Direction, Hub, Kind as _,
    PERIOD, PrivateVirtualInterface, PublicVirtualInterface, TransitGateway, TransitGatewayAttachment,
    TransitVirtualInterface, VpnConnection,
};
use crate::aws::policy::Json;
use crate::aws::value::Read;
use crate::network::{HubId, SiteId};
use crate::uplink::bandwidth::{Bandwidth, TunnelBandwidth};

/// A line of a graph: namespace, metric, dimensions, label and statistic.
struct Line {
    namespace: &'static str,
    metric: &'static str,
    dimensions: Vec<(&'static str, Json)>,
    label: String,
    statistic: &'static str,
}

/// A graph: its title and its lines.
type Graph = (&'static str, Vec<Line>);

impl Watcher<'_, '_> {
    pub(super) fn dashboards(&mut self) {
        if self.watch.hubs.is_empty() && self.watch.sites.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Dashboards");
        for id in &self.watch.hubs {
            let name = self.network.hubs[id.0].name.as_str();
            let text = format!(
                "# Transit gateway {name}\nPackets that match **no route** are a fault. Packets that **blackholes** drop are expected: netgen wrote these \
                 routes, so that what must not talk does not."
            );
            let body = self.body(text, self.hub(*id));
            let words = ["hub", name];
            let board = Dashboard { name: self.board(&words), body, tags: self.named(&words) };
            self.graph.add(place, &words, board);
        }
        for id in &self.watch.sites {
            let name = self.network.site(*id).name.as_str();
            let text = format!(
                "# Site {name}\nTunnels carry {} each. AWS replaces ends of tunnels now and then, one after the other: one tunnel that is down for some \
                 minutes is expected. Bytes of a tunnel that is down are no sign of life.",
                self.tunnels(*id)
            );
            let body = self.body(text, self.site(*id));
            let words = ["site", name];
            let board = Dashboard { name: self.board(&words), body, tags: self.named(&words) };
            self.graph.add(place, &words, board);
        }
    }

    /// What the tunnels of a site carry: `1.25 Gbps`, or `1.25 Gbps or 5 Gbps`.
    fn tunnels(&self, id: SiteId) -> String {
        let own = self.network.site(id).uplinks.iter().filter_map(|uplink| Some(uplink.vpn()?.bandwidth.value.rate()));
        let mut rates: Vec<Bandwidth> = own.collect();
        if rates.is_empty() {
            rates.push(TunnelBandwidth::default().rate());
        }
        rates.sort_unstable();
        rates.dedup();
        rates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
    }

    fn board(&self, words: &[&str; 2]) -> String {
        format!("{}-{}", self.network.name, words.join("-"))
    }

    /// Two graphs a row, below a text.
    fn body(&self, markdown: String, graphs: Vec<Graph>) -> Json {
        let region = self.network.scope(self.watch.scope).region.to_string();
        let place = |x: i64, y: i64, width: i64, height: i64| {
            [("x", x), ("y", y), ("width", width), ("height", height)].map(|(key, value)| (key, Json::Number(value)))
        };
        let widget = |kind: &'static str, place: [(&'static str, Json); 4], properties: Json| {
            let ends = [("type", text(kind)), ("properties", properties)];
            map(place.into_iter().chain(ends))
        };
        let mut widgets = vec![widget("text", place(0, 0, 24, 3), map([("markdown", Json::Text(markdown.into()))]))];
        let graphs = graphs.into_iter().filter(|(_, lines)| !lines.is_empty());
        for ((title, lines), at) in graphs.zip(0_i64..) {
            let properties = map([
                ("title", text(title)),
                ("region", Json::Text(region.clone().into())),
                ("view", text("timeSeries")),
                ("period", Json::Number(PERIOD.into())),
                ("metrics", Json::List(lines.into_iter().map(Line::json).collect())),
            ]);
            widgets.push(widget("metric", place(at % 2 * 12, 3 + at / 2 * 6, 12, 6), properties));
        }
        Json::AsText(Box::new(map([("widgets", Json::List(widgets))])))
    }

    fn hub(&self, id: HubId) -> Vec<Graph> {
        let gateway = || match &self.there.hubs[id.0].gateway {
            Hub::Own(gateway) => Json::Read(gateway.read(TransitGateway::ID)),
            Hub::Existing(id) => Json::Text(id.to_string().into()),
        };
        let own = |metric, label: &str| Line {
            namespace: "AWS/TransitGateway",
            metric,
            dimensions: vec![("TransitGateway", gateway())],
            label: label.to_owned(),
            statistic: "Sum",
        };
        let attached = |metric| {
            let vpcs = self.there.made.iter().filter(|made| {
                let vpc = self.network.vpc(made.id);
                vpc.scope == self.watch.scope && vpc.attach.is_some_and(|attach| attach.hub == id)
            });
            let lines = vpcs.filter_map(|made| {
                let attachment = made.attachment?.read(TransitGatewayAttachment::ID);
                let dimensions =
                    vec![("TransitGateway", gateway()), ("TransitGatewayAttachment", Json::Read(attachment))];
                let label = self.network.vpc(made.id).name.as_str().to_owned();
                Some(Line { namespace: "AWS/TransitGateway", metric, dimensions, label, statistic: "Sum" })
            });
            lines.collect::<Vec<_>>()
        };
        vec![
            ("Bytes, all attachments", vec![own("BytesIn", "in"), own("BytesOut", "out")]),
            (
                "Dropped packets, all attachments",
                vec![
                    own("PacketDropCountNoRoute", "no route"),
                    own("PacketDropCountBlackhole", "blackholes (expected)"),
                ],
            ),
            ("Bytes from VPCs", attached("BytesIn")),
            ("Packets from VPCs without a route", attached("PacketDropCountNoRoute")),
        ]
    }

    fn site(&self, id: SiteId) -> Vec<Graph> {
        let mut graphs = SiteGraphs::default();
        for watched in self.there.sites.get(id.0).into_iter().flatten() {
            let word = &watched.word;
            match &watched.subject {
                AlarmSubject::Tunnels(vpn) => graphs.tunnels(word, vpn.read(VpnConnection::ID)),
                AlarmSubject::Connection(connection) => graphs.connection(word, connection),
                AlarmSubject::PrivateInterface(own, connection) => {
                    graphs.interface(word, own.read(PrivateVirtualInterface::ID), connection);
                }
                AlarmSubject::TransitInterface(own, connection) => {
                    graphs.interface(word, own.read(TransitVirtualInterface::ID), connection);
                }
                AlarmSubject::PublicInterface(own, connection) => {
                    graphs.interface(word, own.read(PublicVirtualInterface::ID), connection);
                }
                _ => {}
            }
        }
        vec![
            ("Tunnels (1: both are up)", graphs.tunnels),
            ("Bytes of tunnels in five minutes", graphs.bytes),
            ("Direct Connect connections (1: up)", graphs.connections),
            ("BGP sessions of virtual interfaces (1: up)", graphs.sessions),
            ("Bits per second of virtual interfaces", graphs.rates),
            ("Prefixes that AWS accepts", graphs.prefixes),
        ]
    }
}

/// The lines of a site's graphs.
#[derive(Default)]
struct SiteGraphs {
    tunnels: Vec<Line>,
    bytes: Vec<Line>,
    connections: Vec<Line>,
    sessions: Vec<Line>,
    rates: Vec<Line>,
    prefixes: Vec<Line>,
}

impl SiteGraphs {
    fn tunnels(&mut self, word: &str, vpn: Read) {
        let line = |metric, label: String, statistic| Line {
            namespace: "AWS/VPN",
            metric,
            dimensions: vec![("VpnId", Json::Read(vpn))],
            label,
            statistic,
        };
        self.tunnels.push(line("TunnelState", word.to_owned(), "Minimum"));
        let bytes = Direction::ALL.map(|way| line(way.of_tunnels(), format!("{word} {}", way.word()), "Sum"));
        self.bytes.extend(bytes);
    }

    fn connection(&mut self, word: &str, connection: &DirectConnection) {
        let dimensions = vec![("ConnectionId", id(connection))];
        let label = word.to_owned();
        self.connections.push(Line {
            namespace: "AWS/DX",
            metric: "ConnectionState",
            dimensions,
            label,
            statistic: "Minimum",
        });
    }

    fn interface(&mut self, word: &str, own: Read, connection: &DirectConnection) {
        let traffic = || {
            let connection = id(connection);
            vec![("ConnectionId", connection), ("VirtualInterfaceId", Json::Read(own))]
        };
        let session = || traffic().into_iter().chain([("IpAddressFamily", text("ipv4"))]).collect();
        let line = |metric, dimensions, label: String, statistic| Line {
            namespace: "AWS/DX",
            metric,
            dimensions,
            label,
            statistic,
        };
        let minimum = |metric| line(metric, session(), word.to_owned(), "Minimum");
        self.sessions.push(minimum("VirtualInterfaceBgpStatus"));
        self.prefixes.push(minimum("VirtualInterfaceBgpPrefixesAccepted"));
        self.rates.extend(
            Direction::ALL.map(|way| line(way.of_interface(), traffic(), format!("{word} {}", way.word()), "Average")),
        );
    }
}

impl Line {
    /// `["AWS/VPN", "TunnelState", "VpnId", "vpn-1", {"label": "inet", "stat": "Minimum"}]`
    fn json(self) -> Json {
        let mut items = vec![text(self.namespace), text(self.metric)];
        for (name, value) in self.dimensions {
            items.extend([text(name), value]);
        }
        items.push(map([("label", Json::Text(self.label.into())), ("stat", text(self.statistic))]));
        Json::List(items)
    }
}

/// The id of a connection.
fn id(connection: &DirectConnection) -> Json {
    match connection {
        DirectConnection::Own(own) => Json::Read(own.read(DirectConnectConnection::ID)),
        DirectConnection::Lag(lag) => Json::Read(lag.read(DirectConnectLag::ID)),
        DirectConnection::Existing(id) => Json::Text(id.clone().into()),
    }
}

fn text(text: &'static str) -> Json {
    Json::Text(Cow::Borrowed(text))
}

fn map(entries: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Map(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}
