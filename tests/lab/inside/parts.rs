//! What can break, and what `netgen fail` calls it. In comes an element's name, out come the parts that break with it; in come broken parts, out
//! comes which way packets have to take. It knows nothing of how netgen decides that.

use std::collections::BTreeSet;

use super::world::{End, Inside};
use crate::lab::frr::Frr;
use crate::lab::shell::Namespace;
use crate::lab::world::EDGES;

/// A part of the network that works or does not. Links, tunnels and routers are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The carrier loses frames of the router on a virtual interface, and no link goes down.
    Near(usize),
    /// The same at AWS's port.
    Far(usize),
    /// The router's port has no light.
    NearLight(usize),
    /// AWS's port has no light.
    FarLight(usize),
    /// The packets of a tunnel are lost in both directions, and no link goes down.
    Tunnel(usize),
    /// The router's port on the LAN's switch loses frames.
    Port(usize),
    /// The router's LAN has no light.
    Lan(usize),
    /// The router has no power.
    Power(usize),
}

/// The uplinks, the most preferred first.
pub const UPLINKS: [&str; 3] = ["dx-1", "dx-2", "inet"];
/// Where each Direct Connect connection begins: the document says it, and no template does.
const LOCATIONS: [(&str, &str); 2] = [("EqTY2", "dx-1"), ("EqOS1", "dx-2")];

impl Inside {
    /// The parts that break with an element.
    pub fn parts(&self, element: &str) -> Result<Vec<Part>, String> {
        let unknown = || format!("the lab cannot break {element}");
        let link = |uplink: &str| self.side.links.iter().position(|link| link.uplink == uplink);
        let words: Vec<&str> = element.split('/').collect();
        let router = |name: &str| EDGES.iter().enumerate().map(|(n, _)| n).find(|n| name == format!("edge-{}", n + 1));
        Ok(match words[..] {
            ["router", "tokyo", name] => self.power(router(name).ok_or_else(unknown)?),
            ["lan", "tokyo", name] => vec![Part::Lan(router(name).ok_or_else(unknown)?)],
            ["uplink", "tokyo", name] => match link(name) {
                Some(link) => vec![Part::Far(link)],
                None => self.tunnels_of(name).into_iter().map(Part::Tunnel).collect(),
            },
            ["tunnel", "tokyo", name, number] => {
                let number: usize = number.parse().map_err(|_| unknown())?;
                let end = self.tunnels_of(name).get(number.wrapping_sub(1)).copied();
                vec![Part::Tunnel(end.ok_or_else(unknown)?)]
            }
            ["connection", id] => {
                let link = self.side.links.iter().position(|link| link.connection == id);
                vec![Part::NearLight(link.ok_or_else(unknown)?)]
            }
            ["location", code] => {
                let uplink = LOCATIONS.iter().find(|(own, _)| *own == code).map(|(_, uplink)| *uplink);
                let link = uplink.and_then(link).ok_or_else(unknown)?;
                vec![Part::NearLight(link), Part::FarLight(link)]
            }
            _ => return Err(unknown()),
        })
    }

    /// The tunnels of an uplink.
    fn tunnels_of(&self, uplink: &str) -> Vec<usize> {
        let is_of = |n: &usize| self.side.connections[self.ends[*n].connection].uplink == uplink;
        (0..self.ends.len()).filter(is_of).collect()
    }

    /// What is silent with a router. Its kernel goes on in the lab, so each of its cables has to be cut.
    fn power(&self, router: usize) -> Vec<Part> {
        let mut parts = vec![Part::Port(router), Part::Power(router)];
        for (n, end) in self.ends.iter().enumerate() {
            let connection = &self.side.connections[end.connection];
            if connection.router == router {
                parts.push(self.link_of(n).map_or(Part::Tunnel(n), Part::Near));
            }
        }
        parts
    }

    /// The virtual interface that carries a tunnel.
    pub fn link_of(&self, end: usize) -> Option<usize> {
        let connection = &self.side.connections[self.ends[end].connection];
        self.side.links.iter().position(|link| connection.is_inside && link.uplink == connection.uplink)
    }

    /// Breaks what these elements break, and mends all else.
    pub fn break_only(&mut self, elements: &[&str]) -> Result<(), String> {
        let parts = elements.iter().map(|element| self.parts(element)).collect::<Result<Vec<_>, _>>()?;
        let parts: BTreeSet<Part> = parts.into_iter().flatten().collect();
        let before = std::mem::replace(&mut self.broken, parts.clone());
        parts.difference(&before).try_for_each(|part| self.set(*part, false))?;
        before.difference(&parts).try_for_each(|part| self.set(*part, true))
    }

    fn set(&mut self, part: Part, works: bool) -> Result<(), String> {
        let attach = |port: String, bridge: String| {
            let state = if works { vec!["master", bridge.as_str()] } else { vec!["nomaster"] };
            self.carrier.ip(&[&["link", "set", &port], &state[..]].concat()).map(drop)
        };
        let light = if works { "up" } else { "down" };
        match part {
            Part::Near(link) => attach(format!("edge{}", link + 1), format!("switch{}", link + 1)),
            Part::Far(link) => attach(format!("aws{}", link + 1), format!("switch{}", link + 1)),
            Part::NearLight(link) => self.carrier.ip(&["link", "set", &format!("edge{}", link + 1), light]).map(drop),
            Part::FarLight(link) => self.carrier.ip(&["link", "set", &format!("aws{}", link + 1), light]).map(drop),
            Part::Tunnel(end) => self.silence(end, works),
            Part::Port(router) => {
                let cable = format!("edge-{}", router + 1);
                let state: &[&str] = if works { &["master", "switch"] } else { &["nomaster"] };
                self.lan.ip(&[&["link", "set", &cable], state].concat()).map(drop)
            }
            Part::Lan(router) => self.edge[router].ip(&["link", "set", "eth0", light]).map(drop),
            Part::Power(router) => self.switch(router, works),
        }
    }

    /// A tunnel's packets are lost at the gateway, or on the internet.
    fn silence(&self, end: usize, works: bool) -> Result<(), String> {
        let End { near, far, connection, .. } = &self.ends[end];
        let connection = &self.side.connections[*connection];
        let outside = &connection.tunnels[end % 2].outside;
        let verb = if works { "del" } else { "add" };
        let lost = |place: &Namespace, side: &str, address: &str| {
            place.ip(&["rule", verb, "pref", "5", side, address, "blackhole"]).map(drop)
        };
        if connection.is_inside {
            lost(&self.gateway, "to", outside)?;
            return lost(&self.gateway, "from", outside);
        }
        lost(near, "to", outside)?;
        lost(far, "to", &connection.customer)
    }

    fn switch(&mut self, router: usize, works: bool) -> Result<(), String> {
        self.edges[router] = None;
        if works {
            // What the daemon left in the kernel is not there after a start.
            self.edge[router].ip(&["nexthop", "flush"])?;
            let file = format!("edge-{}.frr.conf", router + 1);
            self.edges[router] = Some(Frr::start(&self.edge[router], self.files.get(&file)?)?);
        }
        Ok(())
    }

    /// Whether a router forwards between its LAN and its uplinks.
    pub fn serves(&self, router: usize) -> bool {
        !self.broken.contains(&Part::Lan(router)) && !self.broken.contains(&Part::Power(router))
    }

    /// Whether a virtual interface carries frames.
    pub fn carries(&self, link: usize) -> bool {
        let parts = [Part::Near(link), Part::Far(link), Part::NearLight(link), Part::FarLight(link)];
        parts.iter().all(|part| !self.broken.contains(part))
    }

    /// Whether the packets of a tunnel arrive.
    pub fn arrives(&self, end: usize) -> bool {
        let router = self.side.connections[self.ends[end].connection].router;
        !self.broken.contains(&Part::Tunnel(end))
            && !self.broken.contains(&Part::Power(router))
            && self.link_of(end).is_none_or(|link| self.carries(link))
    }

    /// The tunnels that packets have to take now, in both directions: those of the most preferred uplink that has any. None, if the site is
    /// cut off.
    pub fn best(&self) -> Vec<usize> {
        let works =
            |end: &usize| self.arrives(*end) && self.serves(self.side.connections[self.ends[*end].connection].router);
        let mut ways =
            UPLINKS.iter().map(|uplink| self.tunnels_of(uplink).into_iter().filter(works).collect::<Vec<_>>());
        ways.find(|way| !way.is_empty()).unwrap_or_default()
    }

    /// What a way is called in what `netgen fail` states.
    pub fn called(&self, way: &[usize]) -> String {
        let Some(first) = way.first() else { return "nothing".to_owned() };
        let uplink = &self.side.connections[self.ends[*first].connection].uplink;
        if way.len() == 1 { format!("tunnel {} of {uplink}", first % 2 + 1) } else { uplink.clone() }
    }
}
