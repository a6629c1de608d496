//! The matrix of `netgen reach`, which walks the plan, against the walk over what is rendered: every two members of every pair of
//! classes, from every zone to every zone, in both families, for every port at which a network ACL may change its mind.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use netgen::plan::fabric::packet::Family;
use netgen::plan::fabric::walk::Walker;
use netgen::reach::{Matrix, Node, Passing, Reached, matrix, name};

use crate::proof::exchange::{Party, Place, exchange};
use crate::proof::net::Net;
use crate::proof::walk::Carried;

const OUTSIDE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(8, 8, 8, 8)), IpAddr::V6(Ipv6Addr::new(0x2001, 0x4860, 0x4860, 0, 0, 0, 0, 0x8888))];

/// The port of remote desktops: the preset `tiered` keeps it from being a client's, and no question asks for that.
const ADMINISTRATION: u16 = 3389;

/// What the plan says of a network, by class.
pub struct Said {
    matrix: Matrix,
    /// The names of nodes: `shop/app`, `site/tokyo`, `internet`.
    names: BTreeMap<Node, String>,
}

impl Said {
    pub fn of(walker: &Walker<'_>) -> Self {
        let matrix = matrix(walker, netgen::reach::classes(walker, false));
        let nodes = matrix.classes.iter().flat_map(|class| &class.members);
        let names = nodes.map(|node| (*node, name(walker, *node))).collect();
        Self { matrix, names }
    }

    /// The first of everything about which the two walks disagree, and how many exchanges were walked.
    pub fn difference(&self, net: &Net) -> Result<usize, String> {
        let around = Around::of(net);
        let mut walked = 0;
        for (from, row) in self.matrix.classes.iter().zip(&self.matrix.cells) {
            for (to, cell) in self.matrix.classes.iter().zip(row) {
                for (one, other) in from.members.iter().flat_map(|one| to.members.iter().map(move |other| (one, other)))
                {
                    let together = one.vpc().is_some() && one.vpc() == other.vpc();
                    if one == other && !together {
                        continue;
                    }
                    let said = if together { &cell.together } else { &cell.apart };
                    let words = format!("{} to {}", self.names[one], self.names[other]);
                    let ends = [self.names[one].as_str(), self.names[other].as_str()];
                    walked += around.pair(ends, said).map_err(|fault| format!("{words}: {fault}"))?;
                }
            }
        }
        Ok(walked)
    }
}

/// A network with what every pair asks for.
struct Around<'n> {
    net: &'n Net,
    /// Subnets of a tier, by `vpc-tier`.
    tiers: BTreeMap<String, Vec<&'n str>>,
    zones: BTreeSet<&'n str>,
    /// Ports at which an ACL of a VPC may change its mind.
    ports: BTreeMap<&'n str, BTreeSet<u16>>,
}

impl<'n> Around<'n> {
    fn of(net: &'n Net) -> Self {
        let mut tiers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut ports: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
        for (id, subnet) in &net.subnets {
            let zone = subnet.name.rsplit('-').next().unwrap_or_default();
            tiers.entry(subnet.name[..subnet.name.len() - zone.len() - 1].to_owned()).or_default().push(id);
            if let Some(acl) = net.edges.guards.get(id) {
                let entries = net.edges.acls[acl].iter();
                let edges = entries.flat_map(|one| [Some(one.ports.0), one.ports.1.checked_add(1)]).flatten();
                ports.entry(&subnet.vpc).or_default().extend(edges);
            }
        }
        // Where nothing hashes flows to zones, and nobody comes from outside of them, one zone stands for all.
        let hashed = net.attachments.values().any(|one| one.appliance_mode) || !net.edges.sites.is_empty();
        let zones = net.subnets.values().map(|subnet| subnet.zone.as_str());
        let zones = if hashed { zones.collect() } else { zones.take(1).collect() };
        Self { net, tiers, zones, ports }
    }

    fn parties<'a>(&'a self, name: &'a str, family: Family) -> Vec<Party<'a>> {
        if name == "internet" {
            let address = OUTSIDE[usize::from(family == Family::Ipv6)];
            return vec![Party { place: Place::Internet, address }];
        }
        if let Some(site) = name.strip_prefix("site/") {
            let site_of = &self.net.edges.sites[site];
            let four = site_of.prefixes.first();
            let four = four.map(|prefix| IpAddr::from(Ipv4Addr::from(u32::from(prefix.network()) + 10)));
            let six = site_of.prefixes6.first();
            let six = six.map(|prefix| IpAddr::from(Ipv6Addr::from(u128::from(prefix.network()) + 10)));
            let address = if family == Family::Ipv4 { four } else { six };
            return address.map(|address| Party { place: Place::Site(site), address }).into_iter().collect();
        }
        let subnets = self.tiers[&name.replace('/', "-")].iter();
        let address = |subnet: &str| match family {
            Family::Ipv4 => Some(IpAddr::from(self.net.host(subnet))),
            Family::Ipv6 => self.net.host6(subnet).map(IpAddr::from),
        };
        subnets.filter_map(|id| Some(Party { place: Place::Subnet(id), address: address(id)? })).collect()
    }

    fn pair(&self, [from, to]: [&str; 2], said: &[(Family, Reached)]) -> Result<usize, String> {
        let mut walked = 0;
        for family in [Family::Ipv4, Family::Ipv6] {
            let (ones, others) = (self.parties(from, family), self.parties(to, family));
            let said = said.iter().find(|(of, _)| *of == family).map(|(_, reached)| reached);
            if ones.is_empty() || others.is_empty() {
                match said {
                    None => continue,
                    Some(reached) => return Err(format!("{family} has no addresses there, the plan says {reached}")),
                }
            }
            let said = said.ok_or_else(|| format!("the plan says nothing of {family}"))?;
            // The matrix asks for two zones, and no network ACL stands inside a subnet.
            let apart = |one: &Party<'_>, other: &Party<'_>| one.place != other.place || ones.len() == 1;
            let flows = ones.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            // Zones have tables of their own, and no ACLs: one flow asks for every port, the others for a port in turn.
            let mut turn = None;
            for (one, other) in flows.filter(|(one, other)| apart(one, other)) {
                for zone in &self.zones {
                    let asked = self.flow(zone, one, other, (said, turn));
                    walked += asked.map_err(|fault| format!("{family} {zone}: {fault}"))?;
                    turn = Some(turn.map_or(0, |turn| turn + 1));
                }
            }
        }
        Ok(walked)
    }

    /// A pair of hosts: what passes is what the plan says, port by port, or at the port whose turn it is.
    fn flow(
        &self,
        zone: &str,
        one: Party<'_>,
        other: Party<'_>,
        (said, turn): (&Reached, Option<usize>),
    ) -> Result<usize, String> {
        let nothing = Passing::default();
        let passing = if let Reached::Passes(passing) = said { passing } else { &nothing };
        let way = exchange(self.net, zone, one, other, (None, &[None]));
        if let Err(stopped) = way {
            // What no route carries, no port does.
            return if passing.is_empty() { Ok(1) } else { Err(format!("the plan says {said}, and {:?}", stopped.0)) };
        }
        let ports = self.ports_near(one, other);
        let mut walked = 1;
        let all = questions(&ports, one.address.is_ipv4(), passing);
        let (skipped, taken) = turn.map_or((0, all.len()), |turn| (turn % all.len(), 1));
        for (asked, meant) in all.into_iter().skip(skipped).take(taken) {
            let found = exchange(self.net, zone, one, other, (Some(asked), &replies(&ports, asked)));
            walked += 1;
            if found.is_ok() != meant {
                return Err(format!("{asked:?}: the plan says {meant} of {said}; {:?}", found.err()));
            }
        }
        Ok(walked)
    }

    fn ports_near(&self, one: Party<'_>, other: Party<'_>) -> BTreeSet<u16> {
        let mut ports = BTreeSet::from([0, 22, 1024, ADMINISTRATION, 65535]);
        for party in [one, other] {
            if let Place::Subnet(subnet) = party.place {
                ports.extend(self.ports.get(self.net.subnets[subnet].vpc.as_str()).into_iter().flatten());
            }
        }
        ports
    }
}

/// What to ask for, and whether the plan says that it passes.
fn questions(ports: &BTreeSet<u16>, is_v4: bool, passing: &Passing) -> Vec<(Carried, bool)> {
    let has = |list: &[netgen::net::Ports], port: u16| list.iter().any(|one| one.from() <= port && port <= one.to());
    let echo = if is_v4 { Carried::Icmp(8, 0) } else { Carried::Icmp(128, 0) };
    let mut all = vec![(echo, passing.icmp), (Carried::Other, passing.other)];
    for port in ports {
        all.push((Carried::Tcp(*port), has(&passing.tcp, *port)));
        all.push((Carried::Udp(*port), has(&passing.udp, *port)));
    }
    all
}

/// The replies: to every port that a client may have, as far as ACLs tell them apart.
fn replies(ports: &BTreeSet<u16>, asked: Carried) -> Vec<Option<Carried>> {
    let clients = ports.range(1024..).copied().filter(|port| *port != ADMINISTRATION);
    match asked {
        Carried::Tcp(_) => clients.map(|port| Some(Carried::Tcp(port))).collect(),
        Carried::Udp(_) => clients.map(|port| Some(Carried::Udp(port))).collect(),
        Carried::Icmp(8, _) => vec![Some(Carried::Icmp(0, 0))],
        Carried::Icmp(..) => vec![Some(Carried::Icmp(129, 0))],
        Carried::Other => vec![Some(Carried::Other)],
    }
}
