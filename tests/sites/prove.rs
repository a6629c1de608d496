//! Lays both ends of every session beside each other and beside the document. Out go sentences about what does not fit.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use ipnet::Ipv4Net;

use super::aws::{self, End, Kind};
use super::dialects::form::squashed;
use super::dialects::{cloudformation, terraform};
use super::intent::{self, Direct, RouterOf, Site, Uplink, Vpn, Way};
use super::router::{self, Router, Session};
use super::tunnels;

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub sessions: usize,
    pub files: usize,
}

/// An object of a document and everything that a tree says about it.
pub struct Tree<'a> {
    pub sites: &'a [Site],
    pub routers: &'a BTreeMap<(String, String), Router>,
}

/// Everything in a tree that does not fit its document or itself.
pub fn wrong(document: &str, files: &BTreeMap<String, String>, count: &mut Count) -> Vec<String> {
    let sites = intent::sites(document);
    let (mut routers, mut found) = (BTreeMap::new(), Vec::new());
    for (name, router) in router::read(files) {
        match router {
            Ok(router) => drop(routers.insert(name, router)),
            Err(error) => found.push(format!("{}/{}: {error}", name.0, name.1)),
        }
    }
    if !found.is_empty() {
        return found;
    }
    count.files += files.keys().filter(|path| path.starts_with("routers/")).count();
    count.sessions += routers.values().map(|router| router.sessions.len()).sum::<usize>();
    let tree = Tree { sites: &sites, routers: &routers };
    for (dialect, form) in [("CloudFormation", cloudformation::read(files)), ("Terraform", terraform::read(files))] {
        let ends = form.and_then(|form| aws::ends(&form, &sites));
        match ends {
            Ok(ends) => found.extend(tree.ends(&ends).into_iter().map(|line| format!("{dialect}: {line}"))),
            Err(error) => found.push(format!("{dialect}: {error}")),
        }
    }
    for site in &sites {
        found.extend(tree.names(site));
        found.extend(tree.origins(site));
    }
    found
}

/// A session over an uplink: both ends of it, and the document.
pub struct Talk<'a> {
    pub site: &'a Site,
    pub name: &'a str,
    pub uplink: &'a Uplink,
    pub end: &'a End,
    pub of: &'a RouterOf,
    pub router: &'a Router,
    pub session: Option<&'a Session>,
}

/// Blocks inside of tunnels that AWS keeps: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
fn is_reserved(aws: std::net::Ipv4Addr) -> bool {
    matches!(aws.octets(), [169, 254, 0..=5, 0..=3] | [169, 254, 169, 252..=255])
}

impl Tree<'_> {
    fn ends(&self, ends: &[End]) -> Vec<String> {
        let mut found = Vec::new();
        let mut met = BTreeSet::new();
        for site in self.sites {
            let mut talks = Vec::new();
            for (name, uplink) in &site.uplinks {
                let key = squashed(&format!("{}{name}", site.name));
                let own: Vec<&End> = ends.iter().filter(|end| end.uplink == key).collect();
                let tunnels: Vec<u8> = own.iter().map(|end| end.tunnel).collect();
                let expected: &[u8] = if matches!(uplink.way, Way::Vpn(_)) { &[1, 2] } else { &[0] };
                if tunnels != expected {
                    found.push(format!("{key} has the tunnels {tunnels:?}"));
                }
                for end in own {
                    met.insert(end.aws);
                    match self.talk(site, name, uplink, end) {
                        Ok(Some(talk)) => talks.push(talk),
                        Ok(None) => {}
                        Err(error) => found.push(format!("{key}: {error}")),
                    }
                }
            }
            for talk in &talks {
                let lines = talk.wrong(site.mss());
                found.extend(
                    lines
                        .into_iter()
                        .map(|line| format!("{}/{} tunnel {}: {line}", site.name, talk.name, talk.end.tunnel)),
                );
            }
            found.extend(order(&talks));
            found.extend(self.inside(site, &talks));
        }
        for ((site, name), router) in self.routers {
            let own: BTreeSet<_> =
                self.sites.iter().flat_map(|site| site.routers.values().map(|one| one.address)).collect();
            let strangers =
                router.sessions.iter().filter(|one| !met.contains(&one.neighbor) && !own.contains(&one.neighbor));
            found.extend(strangers.map(|one| format!("{site}/{name} talks to {}, who is nobody", one.neighbor)));
        }
        if met.len() != ends.len() {
            found.push("two ends of AWS have the same address, or belong to nobody".to_owned());
        }
        found
    }

    /// `None` where the router has no files.
    fn talk<'a>(
        &'a self,
        site: &'a Site,
        name: &'a str,
        uplink: &'a Uplink,
        end: &'a End,
    ) -> Result<Option<Talk<'a>>, String> {
        let of = site.routers.get(&uplink.router).ok_or("no router")?;
        let router = self.routers.get(&(site.name.clone(), uplink.router.clone()));
        let Some(router) = router else {
            return if site.speaks(&uplink.router) { Err(format!("{} has no files", uplink.router)) } else { Ok(None) };
        };
        let talks: Vec<&Session> = router.sessions.iter().filter(|one| one.neighbor == end.aws).collect();
        let is_static = matches!(&uplink.way, Way::Vpn(vpn) if !vpn.bgp);
        let session = match (talks.as_slice(), is_static) {
            ([], true) => None,
            ([session], false) => Some(*session),
            (talks, _) => return Err(format!("{} sessions with {}", talks.len(), end.aws)),
        };
        // What has static routes is its owner's affair.
        Ok(session.map(|session| Talk { site, name, uplink, end, of, router, session: Some(session) }))
    }

    /// Routers of a site tell each other what AWS announces, each with itself as the next hop.
    fn inside(&self, site: &Site, talks: &[Talk<'_>]) -> Vec<String> {
        let mut found = Vec::new();
        let speaking: Vec<(&String, &RouterOf)> = site.routers.iter().filter(|(name, _)| site.speaks(name)).collect();
        let accepted = talks.first().and_then(|talk| talk.session).map(|session| &session.inward.prefixes);
        for (name, _) in &speaking {
            let Some(router) = self.routers.get(&(site.name.clone(), (*name).clone())) else { continue };
            for (other, peer) in speaking.iter().filter(|(other, _)| other != name) {
                let sessions: Vec<&Session> =
                    router.sessions.iter().filter(|one| one.neighbor == peer.address).collect();
                let [session] = sessions[..] else {
                    found.push(format!("{}/{name} does not talk to {other} once", site.name));
                    continue;
                };
                let both = [&session.inward, &session.outward];
                let same = both.iter().all(|policy| Some(&policy.prefixes) == accepted);
                let unchanged = both.iter().all(|policy| {
                    policy.preference.is_none() && policy.prepends.is_empty() && policy.communities.is_empty()
                });
                if session.remote != site.asn || !session.next_hop_self || !same || !unchanged || session.hold > 30 {
                    found.push(format!("{}/{name} tells {other} something else: {session:?}", site.name));
                }
            }
        }
        found
    }

    /// Names fit, and each object has a name that says whose it is. Every key is a marker.
    fn names(&self, site: &Site) -> Vec<String> {
        let mut found = Vec::new();
        for name in site.routers.keys() {
            let Some(router) = self.routers.get(&(site.name.clone(), name.clone())) else { continue };
            for (object, most) in &router.names {
                let good = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let begins = object.starts_with("ng-") || object.starts_with("NG-");
                if object.len() > *most || !begins || !object.chars().all(good) {
                    found.push(format!("{}/{name}: `{object}` is no name of at most {most}", site.name));
                }
            }
            let mut expected = BTreeSet::new();
            for (uplink, one) in site.uplinks.iter().filter(|(_, one)| one.router == *name) {
                match &one.way {
                    Way::Direct(_) => drop(expected.insert(uplink.clone())),
                    Way::Vpn(vpn) if vpn.bgp => expected.extend([1, 2].map(|tunnel| format!("{uplink}.t{tunnel}"))),
                    Way::Vpn(_) => {}
                }
            }
            let keys: BTreeSet<String> = router.keys.iter().cloned().collect();
            if keys != expected || keys.len() != router.keys.len() {
                found.push(format!("{}/{name}: keys of {:?}", site.name, router.keys));
            }
        }
        found
    }

    /// Each prefix of the site is announced as long as a part of it is there.
    fn origins(&self, site: &Site) -> Vec<String> {
        let mut found = Vec::new();
        for (name, of) in &site.routers {
            let Some(router) = self.routers.get(&(site.name.clone(), name.clone())) else { continue };
            for prefix in &site.prefixes {
                let itself = of.parts.contains(prefix) && (router.connected || router.networks.contains(prefix));
                let part = |part: &&Ipv4Net| prefix != *part && prefix.contains(*part);
                let known = |part: &Ipv4Net| router.connected || router.networks.contains(part);
                let parts = of.parts.iter().filter(part).any(known) && router.aggregates.contains(prefix);
                if !itself && !parts {
                    found.push(format!("{}/{name}: nothing keeps {prefix} announced", site.name));
                }
            }
            let strange = router.aggregates.iter().filter(|one| !site.prefixes.contains(*one));
            found.extend(strange.map(|one| format!("{}/{name}: {one} is not the site's", site.name)));
            let strange = router.networks.iter().filter(|one| !of.parts.contains(*one));
            found.extend(strange.map(|one| format!("{}/{name}: {one} does not die with the site", site.name)));
        }
        found
    }
}

/// How AWS ranks what it learns: the best first. Direct Connect comes before VPN whatever BGP says, and is ranked by its
/// community; VPN by the length of the path, then by MED.
fn way_back(session: &Session, direct: bool) -> (u8, usize, u32) {
    if direct {
        let level = match session.outward.communities.first().map(String::as_str) {
            Some("7224:7300") => 0,
            Some("7224:7100") => 2,
            _ => 1,
        };
        (0, level, 0)
    } else {
        (1, session.outward.prepends.len(), session.outward.med)
    }
}

/// What the document prefers is what the site prefers and what AWS prefers.
fn order(talks: &[Talk<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, one) in talks.iter().enumerate() {
        for other in &talks[at + 1..] {
            let (Some(own), Some(twin)) = (one.session, other.session) else { continue };
            let wish = one.rank().cmp(&other.rank());
            let out = twin.inward.preference.cmp(&own.inward.preference);
            let back = way_back(own, one.direct().is_some()).cmp(&way_back(twin, other.direct().is_some()));
            let names = [one, other].map(|talk| format!("{}/{} tunnel {}", talk.site.name, talk.name, talk.end.tunnel));
            if wish != out || wish != back {
                found.push(format!("{} and {}: meant {wish:?}, out {out:?}, back {back:?}", names[0], names[1]));
            }
            if wish == Ordering::Equal && (own.outward != twin.outward || own.inward != twin.inward) {
                found.push(format!("{} and {} differ", names[0], names[1]));
            }
        }
    }
    found
}

impl Talk<'_> {
    pub fn direct(&self) -> Option<&Direct> {
        if let Way::Direct(direct) = &self.uplink.way { Some(direct) } else { None }
    }

    pub fn vpn(&self) -> Option<&Vpn> {
        if let Way::Vpn(vpn) = &self.uplink.way { Some(vpn) } else { None }
    }

    /// The place in the document's order; the second tunnel of a pair of which one waits is a place of its own.
    fn rank(&self) -> (usize, bool) {
        (self.uplink.rank, self.vpn().is_some_and(|vpn| vpn.backup) && self.end.tunnel == 2)
    }

    fn wrong(&self, mss: Option<u32>) -> Vec<String> {
        let mut found = Vec::new();
        let mut must = |fits: bool, what: String| {
            if !fits {
                found.push(what);
            }
        };
        let Some(session) = self.session else { return found };
        let (end, site) = (self.end, self.site);
        let own = self.direct().map_or(site.vpn_asn, |direct| direct.asn);
        must(end.own_asn.is_none_or(|asn| asn == own), format!("AWS is {:?}, not {own}", end.own_asn));
        must(session.remote == own, format!("the router calls AWS {}, not {own}", session.remote));
        must(end.customer_asn == site.asn, format!("AWS calls the site {}", end.customer_asn));
        must(self.router.asn == site.asn, format!("the router is {}", self.router.asn));
        must(!is_reserved(end.aws), format!("{} is AWS's own", end.aws));
        self.links(mss, &mut must);
        self.filters(session, &mut must);
        let hold = (25..=35).contains(&session.hold);
        must(hold, format!("a dead path is noticed after {} s", session.hold));
        let bfd = self.direct().is_some_and(|direct| direct.bfd);
        let timing = if bfd { Some(900) } else { None };
        must(session.bfd == timing, format!("BFD is {:?}", session.bfd));
        must(!bfd || session.restart_off, "graceful restart beside BFD".to_owned());
        let room = session.most.is_none_or(|most| most as usize > session.inward.prefixes.len());
        must(room, format!("cut at {:?} prefixes", session.most));
        if let Some(vpn) = self.vpn() {
            tunnels::wrong(self, vpn, &mut must);
        }
        found
    }

    fn links(&self, mss: Option<u32>, must: &mut impl FnMut(bool, String)) {
        let on_link = self.router.links.iter().filter(|link| link.address.contains(&self.end.aws));
        let [link] = on_link.collect::<Vec<_>>()[..] else {
            return must(false, format!("no interface has {}", self.end.router));
        };
        let address = Ipv4Net::new(self.end.router, 30).expect("a /30");
        must(link.address == address, format!("the router is {}, AWS expects {address}", link.address));
        let clamped = !self.of.platform.starts_with("juniper") || self.vpn().is_some();
        must(!clamped || link.mss == mss, format!("clamped to {:?}, not {mss:?}", link.mss));
        let wanted: &[&str] = match self.direct() {
            Some(direct) if direct.bfd => &["bgp", "bfd"],
            _ => &["bgp"],
        };
        let open = link.lets_in.as_ref().is_none_or(|open| wanted.iter().all(|word| open.contains(*word)));
        must(open, format!("its zone lets in {:?}", link.lets_in));
        match (&self.end.kind, self.direct(), self.vpn()) {
            (Kind::Interface { vlan, mtu, transit }, Some(direct), _) => {
                let tag = link.vlan.as_ref().is_some_and(|(port, tag)| {
                    *tag == direct.vlan && port.as_ref().is_none_or(|port| *port == self.uplink.interface)
                });
                must(*vlan == direct.vlan && tag, format!("VLAN {vlan} and {:?}", link.vlan));
                must(*mtu == direct.mtu && link.mtu.unwrap_or(1500) == *mtu, format!("MTU {mtu} and {:?}", link.mtu));
                must(*transit == self.site.segment.is_some(), "the other kind of virtual interface".to_owned());
                let pinned = direct.link.is_none_or(|pinned| pinned.contains(&self.end.aws));
                must(pinned, format!("pinned is {:?}", direct.link));
            }
            (Kind::Tunnel { bgp, device, .. }, None, Some(vpn)) => {
                must(link.mtu == Some(vpn.sizes.0), format!("MTU {:?}, not {}", link.mtu, vpn.sizes.0));
                must(*bgp, "static routes alone".to_owned());
                must(*device == self.uplink.router, format!("AWS calls the router {device}"));
                let at = usize::from(self.end.tunnel) - 1;
                let pinned = vpn.inside.as_ref().is_none_or(|inside| inside[at].contains(&self.end.aws));
                must(pinned, format!("pinned are {:?}", vpn.inside));
            }
            (kind, ..) => must(false, format!("at AWS it is {kind:?}")),
        }
    }

    /// Each end takes exactly what the other one says.
    fn filters(&self, session: &Session, must: &mut impl FnMut(bool, String)) {
        let (end, site) = (self.end, self.site);
        let mut announced: BTreeSet<Ipv4Net> = end.announces.difference(&site.prefixes).copied().collect();
        if site.pools {
            announced.retain(|one| !end.summaries.iter().any(|all| all != one && all.contains(one)));
        }
        let (inward, outward) = (&session.inward, &session.outward);
        must(inward.prefixes == announced, format!("the router takes {:?}, AWS says {announced:?}", inward.prefixes));
        must(outward.prefixes == site.prefixes, format!("the router says {:?}", outward.prefixes));
        must(inward.preference.is_some(), "no local preference".to_owned());
        must(inward.med == 0 && inward.prepends.is_empty() && inward.communities.is_empty(), format!("{inward:?}"));
        must(outward.prepends.iter().all(|asn| *asn == site.asn), format!("prepends {:?}", outward.prepends));
        if self.direct().is_some() {
            let levels = ["7224:7300", "7224:7200", "7224:7100"];
            let level = matches!(&outward.communities[..], [one] if levels.contains(&one.as_str()));
            must(level && outward.prepends.is_empty() && outward.med == 0, format!("AWS is told {outward:?}"));
        } else {
            let none = outward.communities.is_empty() && !outward.keeps_communities;
            must(none, format!("communities on VPN: {outward:?}"));
        }
    }
}
