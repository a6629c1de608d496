//! Lays both ends of every session beside each other and beside the document. Out go sentences about what does not fit.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::Ipv4Net;

use super::aws::{self, End};
use super::dialects::form::squashed;
use super::dialects::{cloudformation, terraform};
use super::intent::{self, RouterOf, Site, Uplink, Way};
use super::order::order;
use super::router::{self, Lives, Router, Session};
use super::session::Talk;
use super::{first_hop, lags, public, rollback, sheets};

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub sessions: usize,
    pub files: usize,
}

/// The sites of a document and the routers of a tree.
struct Tree<'a> {
    sites: &'a [Site],
    routers: &'a BTreeMap<(String, String), Router>,
    files: &'a BTreeMap<String, String>,
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
    let tree = Tree { sites: &sites, routers: &routers, files };
    for (dialect, form) in [("CloudFormation", cloudformation::read(files)), ("Terraform", terraform::read(files))] {
        let ends = form.and_then(|form| Ok((aws::ends(&form, &sites)?, public::ends(&form)?)));
        match ends {
            Ok((ends, publics)) => {
                let mut lines = tree.ends(&ends, &publics);
                lines.extend(public::wrong(&sites, &routers, &publics));
                found.extend(lines.into_iter().map(|line| format!("{dialect}: {line}")));
            }
            Err(error) => found.push(format!("{dialect}: {error}")),
        }
    }
    found.extend(rollback::wrong(files));
    for site in &sites {
        found.extend(tree.names(site));
        found.extend(tree.origins(site));
        found.extend(first_hop::wrong(site, tree.routers));
        found.extend(lags::wrong(site, tree.routers));
    }
    found
}

impl Tree<'_> {
    fn ends(&self, ends: &[End], publics: &[public::PublicEnd]) -> Vec<String> {
        let mut found = Vec::new();
        let mut met = BTreeSet::new();
        for site in self.sites {
            let mut talks = Vec::new();
            for (name, uplink) in &site.uplinks {
                let key = squashed(&format!("{}{name}", site.name));
                let own: Vec<&End> = ends.iter().filter(|end| end.uplink == key).collect();
                let tunnels: Vec<u8> = own.iter().map(|end| end.tunnel).collect();
                let expected: &[u8] = if matches!(uplink.way, Way::Direct(_)) { &[0] } else { &[1, 2] };
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
            found.extend(tables(&talks));
            found.extend(sheets::wrong(site, &talks, self.files));
            found.extend(self.inside(site, &talks));
        }
        for ((site, name), router) in self.routers {
            let own: BTreeSet<_> =
                self.sites.iter().flat_map(|site| site.routers.values().map(|one| one.address)).collect();
            let known = |one: &Session| {
                let public = publics.iter().any(|end| end.aws.addr() == one.neighbor);
                public || met.contains(&one.neighbor) || own.contains(&one.neighbor)
            };
            let strangers = router.sessions.iter().filter(|one| !known(one));
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
        Ok(session.map(|session| Talk { site, name, uplink, end, of, router, session }))
    }

    /// Routers of a site tell each other what AWS announces, each with itself as the next hop.
    fn inside(&self, site: &Site, talks: &[Talk<'_>]) -> Vec<String> {
        let mut found = Vec::new();
        let speaking: Vec<(&String, &RouterOf)> = site.routers.iter().filter(|(name, _)| site.speaks(name)).collect();
        let accepted = talks.iter().find(|talk| talk.carries().is_none()).map(|talk| &talk.session.inward.prefixes);
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
                    // Without keys.
                    Way::Vpn(_) | Way::Peer(_) => {}
                }
            }
            expected.extend(site.publics.iter().filter(|(_, one)| one.router == *name).map(|(name, _)| name.clone()));
            let keys: BTreeSet<String> = router.keys.iter().cloned().collect();
            if keys != expected || keys.len() != router.keys.len() {
                found.push(format!("{}/{name}: keys of {:?}", site.name, router.keys));
            }
        }
        found
    }

    /// Each prefix of the site is announced as long as a part of it is there, and no route of others keeps it announced.
    fn origins(&self, site: &Site) -> Vec<String> {
        let mut found = Vec::new();
        for (name, of) in &site.routers {
            let Some(router) = self.routers.get(&(site.name.clone(), name.clone())) else { continue };
            for prefix in &site.prefixes {
                if !lives(router, of, *prefix) {
                    found.push(format!("{}/{name}: nothing keeps {prefix} announced", site.name));
                }
            }
            let added = router.aggregates.iter().chain(router.statics.keys());
            let strange = added.filter(|one| !site.prefixes.contains(*one) || of.parts.contains(*one));
            found.extend(strange.map(|one| format!("{}/{name}: {one} is not the site's", site.name)));
            let sources: BTreeSet<Ipv4Net> = site.carriers(name).map(|one| Ipv4Net::from(one.source)).collect();
            let publics: BTreeSet<Ipv4Net> =
                site.publics.values().filter(|one| one.router == *name).flat_map(|one| one.prefixes.clone()).collect();
            let known = |one: &Ipv4Net| {
                publics.contains(one) || of.parts.contains(one) || site.prefixes.contains(one) || sources.contains(one)
            };
            let strange = router.networks.iter().filter(|one| !known(one));
            found.extend(strange.map(|one| format!("{}/{name}: {one} does not die with the site", site.name)));
        }
        found
    }
}

/// Whether a prefix is announced by a route to exactly it that goes with the site: the LAN's, a learned one, or a static one that lives
/// by one of those; or as an aggregate that lives by them.
fn lives(router: &Router, of: &RouterOf, prefix: Ipv4Net) -> bool {
    let announced = router.connected || router.networks.contains(&prefix);
    let mut inside = of.parts.iter().filter(|part| prefix != **part && prefix.contains(*part)).peekable();
    if of.parts.contains(&prefix) || inside.peek().is_none() {
        return announced && !router.statics.contains_key(&prefix) && !router.aggregates.contains(&prefix);
    }
    match router.statics.get(&prefix) {
        Some(Lives::Interface(name)) => announced && *name == of.interface && prefix.contains(&of.address),
        Some(Lives::Route(part)) => announced && inside.any(|one| one == part),
        None => router.aggregates.contains(&prefix) && inside.any(|part| router.networks.contains(part)),
    }
}

/// All uplinks of a site are in the same tables of the transit gateway, or a failure would change who is reached.
fn tables(talks: &[Talk<'_>]) -> Option<String> {
    let own = talks.iter().filter(|talk| talk.carries().is_none());
    let all: BTreeSet<_> = own.map(|talk| &talk.end.tables).collect();
    (all.len() > 1).then(|| format!("uplinks of a site are in different tables: {all:?}"))
}
