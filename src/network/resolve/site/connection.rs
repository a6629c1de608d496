//! Direct Connect connections and LAGs that are ordered with the network, LAGs of routers, and what uplinks say of either.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html>

use std::collections::BTreeMap;

use super::SiteResolver;
use crate::blueprint::{self as written, Blueprint, DirectConnectUplink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{ConnectionName, InterfaceName, Location, Name};
use crate::network::resolve::tags::merged;
use crate::network::resolve::{did_you_mean_one_of, duplicates, plain_tags};
use crate::network::{Connection, Lag, Network, RouterLag, ScopeId, Site, SiteId, SiteRouter};
use crate::uplink::bandwidth::PortSpeed;

/// The connections and LAGs of a document, by name.
pub(in crate::network::resolve) fn connections(
    blueprint: &Blueprint,
    diagnostics: &mut Diagnostics,
) -> (Vec<Connection>, Vec<Lag>) {
    let mut make = Maker { blueprint, diagnostics };
    let connections = blueprint.connections.iter().map(|(name, one)| {
        let written::Connection { location, speed, provider, tags, retain } = &one.value;
        make.connection(name, location, *speed, provider.as_ref(), tags, *retain)
    });
    let connections = connections.collect();
    let lags = blueprint.lags.iter().map(|(name, one)| make.lag(name, &one.value)).collect();
    (connections, lags)
}

struct Maker<'a> {
    blueprint: &'a Blueprint,
    diagnostics: &'a mut Diagnostics,
}

impl Maker<'_> {
    fn error(&mut self, message: String, span: Span, why: &str, help: &str) {
        let finding = Diagnostic::new(Code::Connection, message).at(span, "");
        self.diagnostics.push(finding.why(why).help(help));
    }

    fn connection(
        &mut self,
        name: &Spanned<Name>,
        location: &Spanned<Location>,
        speed: Spanned<PortSpeed>,
        provider: Option<&Spanned<crate::net::CarrierName>>,
        tags: &written::Tags,
        retain: Option<bool>,
    ) -> Connection {
        if ConnectionName::is_like_an_id(name.value.shown()) {
            let message = format!("`{}` would be taken for the id of a connection that exists", name.value);
            let why = "what begins with `dxcon-` or `dxlag-` is an id wherever a connection is named";
            self.error(message, name.span, why, "choose another name, such as `tokyo-1`");
        }
        if !speed.value.is_dedicated() {
            let message = format!("`{}` cannot be ordered with {}", name.value, speed.value);
            let why = "AWS makes dedicated connections of 1, 10, 100 and 400 Gbps; slower ones are hosted by a partner, who makes them";
            let help =
                "write `1Gbps`, `10Gbps`, `100Gbps` or `400Gbps`, or name a hosted connection by its id in the uplink";
            self.error(message, speed.span, why, help);
        }
        Connection {
            name: name.value.clone(),
            span: name.span,
            location: location.clone(),
            speed,
            provider: provider.map(|one| one.value.clone()),
            tags: merged(&plain_tags(&self.blueprint.tags), tags, self.diagnostics),
            retain: retain.unwrap_or(self.blueprint.retain),
        }
    }

    fn lag(&mut self, name: &Spanned<Name>, lag: &written::Lag) -> Lag {
        let written::Lag { location, speed, links, minimum, provider, tags, retain } = lag;
        if let Some((other, _)) = self.blueprint.connections.get_key_value(name) {
            let finding = Diagnostic::new(Code::Connection, format!("`{}` is a connection and a LAG", name.value));
            let finding = finding.at(name.span, "").also(other.span, "the connection is here");
            self.diagnostics.push(finding.why("uplinks name both in one place").help("rename one of them"));
        }
        let most = speed.value.most_links();
        if !(1..=most).contains(&links.value) {
            let message = format!("LAG `{}` cannot have {} links of {}", name.value, links.value, speed.value);
            let why = "AWS takes 4 connections in a LAG, of 100 Gbps and more 2";
            self.error(message, links.span, why, &format!("write 1 to {most}"));
        }
        if minimum.value > links.value {
            let message = format!("LAG `{}` has {} links and would need {}", name.value, links.value, minimum.value);
            let why = "with fewer links than the minimum the whole LAG is down, so it would never come up";
            self.error(message, minimum.span, why, "write at most as many as `links` has");
        }
        let connection = self.connection(name, location, *speed, provider.as_ref(), tags, *retain);
        Lag { connection, links: links.value, minimum: minimum.value }
    }
}

impl SiteResolver<'_> {
    /// The connection or LAG that an uplink is on; the document's own must be there.
    pub(super) fn connection(&mut self, named: &Spanned<ConnectionName>) -> Option<Spanned<ConnectionName>> {
        if let ConnectionName::Own(name) = &named.value
            && self.own(name).is_none()
        {
            let blueprint = self.blueprint;
            let known = if blueprint.connections.is_empty() { None } else { Some(&blueprint.connections) };
            let help = match known {
                Some(known) => did_you_mean_one_of(name, known),
                None if !blueprint.lags.is_empty() => did_you_mean_one_of(name, &blueprint.lags),
                None => "write its id, such as `dxcon-ffabc123`, or order it under `connections` or `lags`".to_owned(),
            };
            let message = format!("there is no Direct Connect connection or LAG `{name}`");
            self.error(Code::UnknownConnection, message, named.span, help);
            return None;
        }
        Some(named.clone())
    }

    /// What the document says of a connection or LAG of its own.
    fn own(&self, name: &Name) -> Option<(&Spanned<Location>, Spanned<PortSpeed>)> {
        let name = &Spanned::unplaced(name.clone());
        let connection = self.blueprint.connections.get(name).map(|one| (&one.value.location, one.value.speed));
        connection.or_else(|| self.blueprint.lags.get(name).map(|one| (&one.value.location, one.value.speed)))
    }

    /// Where the uplink's connection begins: as it says itself, or as its own connection does.
    pub(super) fn location(&mut self, written: &DirectConnectUplink) -> Option<Spanned<Location>> {
        let own = written.connection.value.own().and_then(|name| self.own(name)).map(|(location, _)| location.clone());
        if let (Some(said), Some(own)) = (&written.location, &own) {
            self.same("begins at", said, own);
        }
        written.location.clone().or(own)
    }

    /// The speed of its port.
    pub(super) fn speed(&mut self, written: &DirectConnectUplink) -> Option<Spanned<PortSpeed>> {
        let own = written.connection.value.own().and_then(|name| self.own(name)).map(|(_, speed)| speed);
        if let (Some(said), Some(own)) = (&written.speed, &own) {
            self.same("has a port of", said, own);
        }
        written.speed.or(own)
    }

    fn same<T: PartialEq + std::fmt::Display>(&mut self, what: &str, said: &Spanned<T>, own: &Spanned<T>) {
        if said.value != own.value {
            let message = format!("the uplink {what} {}, and its connection {what} {}", said.value, own.value);
            let finding = Diagnostic::new(Code::Connection, message).also(own.span, "the connection says it here");
            self.refuse(finding.help("remove it from the uplink"), said.span);
        }
    }

    /// The LAGs of a router, by interface.
    pub(super) fn router_lags(&mut self, router: &written::Router) -> Vec<RouterLag> {
        let mut used: BTreeMap<&InterfaceName, Span> = BTreeMap::new();
        used.insert(&router.lan.value.interface.value, router.lan.value.interface.span);
        used.extend(router.lags.keys().map(|name| (&name.value, name.span)));
        let mut lags = Vec::new();
        for (interface, Spanned { value: lag, .. }) in &router.lags {
            let members = &lag.members;
            if members.value.is_empty() || members.value.len() > usize::from(PortSpeed::MOST_LINKS) {
                let message = format!("LAG `{}` of the router has {} members", interface.value, members.value.len());
                self.error(Code::RouterLag, message, members.span, "write 1 to 4 ports, one for each connection");
            }
            duplicates(&members.value, "member", self.diagnostics);
            for member in &members.value {
                if let Some(first) = used.insert(&member.value, member.span)
                    && first != member.span
                    && !members.value.iter().any(|other| other.span == first)
                {
                    let message = format!("`{}` is used twice on the router", member.value);
                    let finding = Diagnostic::new(Code::RouterLag, message).also(first, "first used here");
                    let finding = finding.why("a port in a LAG carries nothing by itself");
                    self.refuse(finding.help("name a port that nothing else uses"), member.span);
                }
            }
            if let Some(minimum) = lag.minimum
                && (minimum.value == 0 || usize::from(minimum.value) > members.value.len())
            {
                let message = format!("LAG `{}` cannot need {} links", interface.value, minimum.value);
                let help = format!("write 1 to {}, or remove it", members.value.len());
                self.error(Code::RouterLag, message, minimum.span, help);
            }
            let minimum = lag.minimum.map(|one| one.value);
            let mut members = members.value.clone();
            members.sort();
            lags.push(RouterLag { interface: interface.clone(), members, minimum });
        }
        lags
    }
}

/// Uplinks against the connections and LAGs that they are on, at both ends (NG0873 to NG0876).
pub(in crate::network::resolve) fn check_ports(network: &Network, diagnostics: &mut Diagnostics) {
    if network
        .sites
        .iter()
        .all(|site| site.ports().next().is_none() && site.routers.iter().all(|one| one.lags.is_empty()))
    {
        return;
    }
    for (index, site) in network.sites.iter().enumerate() {
        let mut check = PortCheck { network, site, id: SiteId(index), diagnostics };
        check.hosted();
        check.ends();
        check.unused();
    }
    speeds(network, diagnostics);
}

struct PortCheck<'a> {
    network: &'a Network,
    site: &'a Site,
    id: SiteId,
    diagnostics: &'a mut Diagnostics,
}

impl PortCheck<'_> {
    fn error(&mut self, code: Code, message: String, span: Span, why: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").why(why).help(help));
    }

    /// A LAG has dedicated connections alone, and so have the document's own connections.
    fn hosted(&mut self) {
        let own = self.site.interfaces().map(|(_, direct)| (&direct.connection, direct.hosted));
        let all: Vec<_> = own.chain(self.site.publics.iter().map(|one| (&one.connection, one.hosted))).collect();
        for (connection, _) in all.iter().filter(|(_, hosted)| *hosted) {
            if self.network.is_lag(&connection.value) {
                let message = format!("LAG `{}` cannot have hosted connections", connection.value);
                let why = "AWS bundles dedicated connections alone: a hosted one is a part of a partner's own port";
                self.error(Code::HostedLag, message, connection.span, why, "remove `hosted`, or name a connection");
            } else if connection.value.own().is_some() {
                let message = format!("`{}` is ordered with the network, so nobody hosts it", connection.value);
                let why = "a hosted connection is made by a partner, and accepted by its owner";
                let help = "remove `hosted`, or name a hosted connection by its id";
                self.error(Code::HostedLag, message, connection.span, why, help);
            }
        }
        let scope = self.network.scope_of_site(self.id);
        for (connection, _) in all.iter().filter(|(one, _)| one.value.own().is_some() && scope != ScopeId::HOME) {
            let message = format!("`{}` is ordered in another account or Region than its uplink", connection.value);
            let why = "connections of a document are ordered where its first account and Region are";
            let help = "order it in a document of that account and Region, and name it by its id here";
            self.error(Code::Connection, message, connection.span, why, help);
        }
    }

    /// A LAG ends on a LAG with as many links, a connection on a port, and each of them on one router.
    fn ends(&mut self) {
        let (network, site) = (self.network, self.site);
        for (router, interface, connection) in site.ports() {
            let lag = site.router(router).lag(interface);
            let is_lag = network.is_lag(&connection.value);
            if is_lag && lag.is_none() {
                let message = format!("LAG `{}` ends on `{}`, which is no LAG", connection.value, interface.value);
                let router = &site.router(router).name;
                let help =
                    format!("write `lags: {{{}: {{members: [PORT, PORT]}}}}` at router `{router}`", interface.value);
                self.error(
                    Code::RouterLag,
                    message,
                    interface.span,
                    "AWS speaks LACP on it, and so must the router",
                    &help,
                );
            }
            if let Some(lag) = lag.filter(|_| !is_lag) {
                let message = format!("connection `{}` ends on the LAG `{}`", connection.value, interface.value);
                let finding = Diagnostic::new(Code::RouterLag, message).at(connection.span, "");
                let finding = finding.also(lag.interface.span, "the LAG is here");
                let finding = finding.why("AWS speaks LACP on a LAG of its own alone, so the port would stay down");
                self.diagnostics.push(finding.help("name AWS's LAG (`dxlag-…`), or end the uplink on a port"));
            }
            let own = connection.value.own().and_then(|name| network.own_lag(name));
            if let (Some(own), Some(lag)) = (own, lag) {
                self.as_large(own, lag, site.router(router));
            }
        }
    }

    fn as_large(&mut self, own: &Lag, lag: &RouterLag, router: &SiteRouter) {
        let name = &own.connection.name;
        if lag.members.len() != usize::from(own.links) {
            let message = format!(
                "LAG `{name}` has {} links, and `{}` of router `{}` has {} members",
                own.links,
                lag.interface.value,
                router.name,
                lag.members.len()
            );
            let finding = Diagnostic::new(Code::RouterLag, message).at(lag.interface.span, "");
            let finding = finding.also(own.connection.span, "the LAG is here");
            self.diagnostics.push(finding.help("name one port for each connection"));
        }
        if let Some(minimum) = lag.minimum.filter(|minimum| *minimum != own.minimum.max(1)) {
            let message = format!(
                "the router takes `{}` down below {minimum} links, and AWS below {}",
                lag.interface.value, own.minimum
            );
            let finding = Diagnostic::new(Code::RouterLag, message).at(lag.interface.span, "");
            let finding = finding.also(own.connection.span, "the LAG is here");
            let finding =
                finding.why("between the two numbers one end sends into a LAG that the other one has taken down");
            self.diagnostics.push(finding.help("remove `minimum` at the router, which then has that of the LAG"));
        }
    }

    /// A LAG of a router that no uplink is on.
    fn unused(&mut self) {
        let site = self.site;
        for (index, router) in site.routers.iter().enumerate() {
            for lag in &router.lags {
                if !site.ports().any(|(id, interface, _)| id.0 == index && interface.value == lag.interface.value) {
                    let message = format!("no uplink is on LAG `{}` of router `{}`", lag.interface.value, router.name);
                    let help = "name it as the `interface` of an uplink, or remove it";
                    self.error(Code::RouterLag, message, lag.interface.span, "only LAGs towards AWS stand here", help);
                }
                for (id, interface, _) in site.ports() {
                    if id.0 == index && lag.members.iter().any(|member| member.value == interface.value) {
                        let message = format!("`{}` is a member of LAG `{}`", interface.value, lag.interface.value);
                        let why = "a port in a LAG carries nothing by itself";
                        self.error(Code::RouterLag, message, interface.span, why, "end the uplink on the LAG");
                    }
                }
            }
        }
    }
}

/// All virtual interfaces on one connection or LAG say one speed: connections of a LAG have one, and it does not change.
fn speeds(network: &Network, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&ConnectionName, Spanned<PortSpeed>> = BTreeMap::new();
    for (_, direct) in network.sites.iter().flat_map(Site::interfaces) {
        let Some(speed) = direct.speed else { continue };
        let first = *seen.entry(&direct.connection.value).or_insert(speed);
        if network.is_lag(&direct.connection.value) && first.value != speed.value {
            let message =
                format!("LAG `{}` would have links of {} and {}", direct.connection.value, first.value, speed.value);
            let finding =
                Diagnostic::new(Code::Connection, message).at(speed.span, "").also(first.span, "first said here");
            let finding = finding.why("all connections of a LAG have one speed");
            diagnostics.push(finding.help("write one speed, that of each connection"));
        }
    }
}
