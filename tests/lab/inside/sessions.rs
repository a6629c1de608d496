//! What both ends of all sessions have to be like, with what is broken at the moment, and where routes have to lead. In comes a running network,
//! out comes the first thing that is otherwise.

use serde_json::Value;

use super::world::Inside;
use crate::lab::course::{UP, eventually, expect, spi};
use crate::lab::frr::Frr;
use crate::lab::shell::Namespace;
use crate::lab::world::EDGES;

/// The site's prefix.
const SITE: &str = "192.168.0.0/16";

/// The tunnels have associations, and each session has accepted something.
pub fn tunnels_are_up(world: &Inside) -> Result<(), String> {
    for end in &world.ends {
        let connection = &world.side.connections[end.connection];
        let what = format!("{} of {}", end.name, connection.uplink);
        let found = eventually(&what, UP, || spi(&end.router, &end.name).map(drop));
        found.map_err(|why| format!("{why}{}", end.peer_log()))?;
    }
    eventually("all sessions", 2 * UP, || sessions(world))
}

/// All is up, and each end has accepted exactly what the other one is there to announce.
pub fn comes_up(world: &Inside) -> Result<(), String> {
    tunnels_are_up(world)?;
    let side = &world.side;
    for (n, link) in side.links.iter().enumerate() {
        let connection = side.connections.iter().find(|one| one.uplink == link.uplink).ok_or("nothing is inside")?;
        let [aws, router] = &link.ends;
        eventually(&format!("BGP over the virtual interface of {}", link.uplink), UP, || {
            let edge = frr(world, connection.router)?;
            expect("what the router accepts", &edge.accepted(aws)?, &vec![side.block.clone()])?;
            expect("what AWS accepts", &world.direct.accepted(router)?, &vec![format!("{}/32", connection.customer)])?;
            expect("BFD", &edge.show("bfd peers")?[0]["status"].as_str(), &Some("up"))
        })?;
        expect("a session", &world.is_up(n)?, &true)?;
    }
    for (n, end) in world.ends.iter().enumerate() {
        let connection = &side.connections[end.connection];
        let [aws, router] = &connection.tunnels[n % 2].inside;
        eventually(&format!("BGP over {}", end.name), UP, || {
            let accepted = frr(world, connection.router)?.accepted(aws)?;
            expect("what the router accepts", &accepted, &connection.announces)?;
            expect("what AWS accepts", &world.transit.accepted(router)?, &vec![SITE.to_owned()])
        })?;
    }
    Ok(())
}

fn frr(world: &Inside, router: usize) -> Result<&Frr, String> {
    world.edges[router].as_ref().ok_or_else(|| format!("edge-{} is dead", router + 1))
}

/// What a daemon says of all its sessions.
fn summary(frr: &Frr) -> Result<Value, String> {
    Ok(frr.show("bgp ipv4 unicast summary")?["peers"].take())
}

fn established(peers: &Value, neighbor: &str) -> bool {
    peers[neighbor]["state"] == "Established"
}

/// Whether a session is established and has brought prefixes.
fn has_prefixes(peers: &Value, neighbor: &str) -> bool {
    established(peers, neighbor) && peers[neighbor]["pfxRcd"].as_u64().is_some_and(|number| number > 0)
}

/// Each session is established if packets pass, and brings prefixes if it has to.
pub fn sessions(world: &Inside) -> Result<(), String> {
    let [transit, direct] = [summary(&world.transit)?, summary(&world.direct)?];
    let edges = [0, 1].map(|router| world.edges[router].as_ref().map(summary).transpose());
    let [first, second] = edges;
    let edges = [first?, second?];
    for (n, end) in world.ends.iter().enumerate() {
        let connection = &world.side.connections[end.connection];
        let [aws, own] = &connection.tunnels[n % 2].inside;
        let (arrives, serves) = (world.arrives(n), world.serves(connection.router));
        expect(&format!("the site's prefix over {}", end.name), &has_prefixes(&transit, own), &(arrives && serves))?;
        if let Some(peers) = &edges[connection.router] {
            expect(&format!("the VPC's prefix over {}", end.name), &has_prefixes(peers, aws), &arrives)?;
        }
        if let Some(link) = world.link_of(n) {
            let ends = &world.side.links[link].ends;
            let what = format!("the session beside {}", end.name);
            expect(&what, &has_prefixes(&direct, &ends[1]), &world.carries(link))?;
            if let Some(peers) = &edges[connection.router] {
                expect(&what, &has_prefixes(peers, &ends[0]), &world.carries(link))?;
            }
        }
    }
    let both = world.serves(0) && world.serves(1);
    for (peers, other) in edges.iter().zip([EDGES[1], EDGES[0]]) {
        if let Some(peers) = peers {
            expect("the session between the routers", &established(peers, other), &both)?;
        }
    }
    Ok(())
}

/// The devices of a route, in order; none where there is no such route.
fn devices(place: &Namespace, prefix: &str) -> Result<Vec<String>, String> {
    let shown = place.ip(&["-json", "route", "show", "exact", prefix])?;
    let shown: Value = serde_json::from_str(&shown).map_err(|error| format!("{error}: {shown}"))?;
    let mut devices = Vec::new();
    for route in shown.as_array().into_iter().flatten() {
        let hops = route["nexthops"].as_array().cloned().unwrap_or_else(|| vec![route.clone()]);
        devices.extend(hops.iter().filter_map(|hop| hop["dev"].as_str()).map(str::to_owned));
    }
    devices.sort();
    Ok(devices)
}

/// Routes of both directions lead into the tunnels of the best way, and nowhere else.
pub fn routes_are_right(world: &Inside) -> Result<(), String> {
    let best = world.best();
    let names: Vec<String> = best.iter().map(|end| world.ends[*end].name.clone()).collect();
    let own = best.first().map(|end| world.side.connections[world.ends[*end].connection].router);
    for router in (0..2).filter(|router| world.serves(*router)) {
        let expected = match own {
            Some(own) if own == router => names.clone(),
            Some(_) => vec!["eth0".to_owned()],
            None => Vec::new(),
        };
        let found = devices(&world.edge[router], &world.side.vpc)?;
        expect(&format!("the way of edge-{} to AWS", router + 1), &found, &expected)?;
    }
    let expected: Vec<String> = names.iter().map(|name| name.trim_start_matches("ng-").to_owned()).collect();
    expect("the way back", &devices(&world.cloud, SITE)?, &expected)
}

impl Inside {
    /// Whether a route of either direction leads into a tunnel.
    pub fn leads_into(&self, end: usize) -> Result<bool, String> {
        let end = &self.ends[end];
        let router = self.side.connections[end.connection].router;
        let there = devices(&self.edge[router], &self.side.vpc)?;
        let back = devices(&self.cloud, SITE)?;
        Ok(there.contains(&end.name) || back.iter().any(|device| *device == end.name.trim_start_matches("ng-")))
    }

    /// Whether a virtual interface has its session, as AWS sees it.
    pub fn is_up(&self, link: usize) -> Result<bool, String> {
        Ok(established(&summary(&self.direct)?, &self.side.links[link].ends[1]))
    }
}
