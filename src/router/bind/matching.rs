//! Which fact belongs to which tunnel or virtual interface. In come routers and facts, out come routers that lack nothing, or
//! findings. Nothing is guessed: what differs between two answers, or between an answer and the network, is an error.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::Ipv4Addr;

use super::fact::{Fact, Kind};
use super::ipv6::Keyed;
use super::stated::{self, Property};
use super::{ANSWERS, Bound, File};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use crate::net::Cidr4;
use crate::router::config::{DirectConnect, RouterConfig, Vpn};
use crate::router::secret::Secret;

/// Facts by what they are about, and what was found so far.
pub(super) struct Matching<'a> {
    files: &'a [File<'a>],
    facts: BTreeMap<(Kind, Cidr4), Vec<&'a Fact>>,
    used: Vec<bool>,
    diagnostics: &'a mut Diagnostics,
}

/// What the files say of a thing.
enum Answer<T> {
    /// Nothing.
    Nothing,
    /// Too little, or something else than the network; there is a finding.
    Refused,
    /// All of it.
    Whole(T),
}

impl<'a> Matching<'a> {
    pub fn new(files: &'a [File<'a>], facts: &'a [Fact], diagnostics: &'a mut Diagnostics) -> Self {
        let mut by_link: BTreeMap<_, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            by_link.entry((fact.kind, fact.link)).or_default().push(fact);
        }
        Self { files, facts: by_link, used: vec![false; files.len()], diagnostics }
    }

    pub fn bind(mut self, routers: &[RouterConfig]) -> Option<Bound> {
        let mut bound = Bound { routers: Vec::new(), left: Vec::new() };
        for router in routers {
            match self.router(router) {
                Answer::Whole(router) => bound.routers.push(router),
                Answer::Nothing => bound.left.push(router.clone()),
                Answer::Refused => {}
            }
        }
        self.unused(routers);
        (!self.diagnostics.has_errors()).then_some(bound)
    }

    /// One router alone, if the files say all that it lacks; they may say more.
    pub fn alone(mut self, router: &RouterConfig) -> Option<RouterConfig> {
        if let Answer::Whole(router) = self.router(router) { Some(router) } else { None }
    }

    /// A router with all that it lacks, or as it was if no file says anything of it.
    fn router(&mut self, router: &RouterConfig) -> Answer<RouterConfig> {
        let (mut filled, mut absent, mut whole, mut refused) = (router.clone(), Vec::new(), 0, false);
        for (vpn, filled) in router.vpns.iter().zip(&mut filled.vpns) {
            for (n, tunnel) in filled.tunnels.iter_mut().enumerate() {
                let what = format!("tunnel {} of `{}` ({})", n + 1, vpn.name, tunnel.inside);
                match self.tunnel(router, vpn, n, &what) {
                    Answer::Whole((outside, key)) => {
                        (tunnel.outside, tunnel.key) = (Some(outside), Some(key));
                        whole += 1;
                    }
                    Answer::Nothing => absent.push(what),
                    Answer::Refused => refused = true,
                }
            }
            refused |= self.same_end(router, filled);
        }
        for (one, filled) in router.direct_connects.iter().zip(&mut filled.direct_connects) {
            let what = format!("virtual interface `{}` ({})", one.name, one.link);
            match self.interface(router, one, &what) {
                Answer::Whole((key, session)) => {
                    (filled.key, filled.ipv6) = (Some(key), session);
                    whole += 1;
                }
                Answer::Nothing => absent.push(what),
                Answer::Refused => refused = true,
            }
        }
        if whole == 0 && !refused {
            return Answer::Nothing;
        }
        for what in &absent {
            self.error(router, &format!("{what} is in none of the files"), &["name its file as well", ANSWERS]);
        }
        if refused || !absent.is_empty() { Answer::Refused } else { Answer::Whole(filled) }
    }

    /// The outside address and the key of a tunnel.
    fn tunnel(&mut self, router: &RouterConfig, vpn: &Vpn, n: usize, what: &str) -> Answer<(Ipv4Addr, Secret)> {
        let Some(tunnel) = vpn.tunnels.get(n) else { return Answer::Nothing };
        let facts = self.about(Kind::Tunnel, tunnel.inside);
        if facts.is_empty() {
            return Answer::Nothing;
        }
        // Two customer gateways may have the same inside addresses; a fact without one may be of either.
        let own: Vec<&Fact> =
            facts.iter().copied().filter(|fact| fact.customer.is_none_or(|one| one == vpn.outside)).collect();
        if own.is_empty() {
            let other = differing(facts.iter().map(|fact| fact.customer)).first().map(ToString::to_string);
            let other = other.unwrap_or_default();
            let message = format!("{what} ends at {other}, and the router's outside address is {}", vpn.outside);
            self.error(router, &message, &["give the file of this site's connection, or correct `outside_ip`"]);
            return Answer::Refused;
        }
        let expected = [
            self.expects(router, what, "AWS's inside address", &own, |fact| fact.aws, tunnel.aws()),
            self.expects(router, what, "the router's inside address", &own, |fact| fact.own, tunnel.own()),
            self.expects(router, what, "AWS's number", &own, |fact| fact.aws_asn, vpn.asn),
            self.expects(router, what, "the customer gateway's number", &own, |fact| fact.own_asn, router.asn),
            self.as_stated(router, what, &own, |property| stated::of_vpn(vpn, property)),
        ];
        let outside = self.one(router, what, "outside address", own.iter().map(|fact| fact.outside));
        let outside = outside.filter(|outside| self.reachable(router, vpn, what, *outside));
        let key = self.key(router, what, &own);
        match (outside, key) {
            (Some(outside), Some(key)) if expected.iter().all(|as_expected| *as_expected) => {
                Answer::Whole((outside, key))
            }
            _ => Answer::Refused,
        }
    }

    /// The key of a virtual interface's session, and its session over IPv6.
    fn interface(&mut self, router: &RouterConfig, one: &DirectConnect, what: &str) -> Answer<Keyed> {
        let facts = self.about(Kind::VirtualInterface, one.link);
        if facts.is_empty() {
            return Answer::Nothing;
        }
        // Two virtual interfaces may have the same link addresses, with other tags or on other connections.
        let tagged: Vec<&Fact> =
            facts.iter().copied().filter(|fact| fact.vlan.is_none_or(|tag| tag == one.vlan)).collect();
        // Of one that is ordered with the network nobody knows the id.
        let fits =
            |fact: &Fact| one.connection.id().is_none_or(|own| fact.connection().is_none_or(|id| id == Some(own)));
        let own: Vec<&Fact> = tagged.iter().copied().filter(|fact| fits(fact)).collect();
        if own.is_empty() && !tagged.is_empty() {
            let other =
                tagged.iter().find_map(|fact| fact.connection().flatten()).unwrap_or("a connection of another form");
            let message = format!("{what} is on {other}, and the network says {}", one.connection);
            self.error(router, &message, &["correct `connection`, or give the answer about this site's interface"]);
            return Answer::Refused;
        }
        if own.is_empty() {
            let tag = differing(facts.iter().map(|fact| fact.vlan)).first().map(ToString::to_string);
            let message = format!("{what} has VLAN {}, and the network says {}", tag.unwrap_or_default(), one.vlan);
            self.error(router, &message, &["correct `vlan`, or give the answer about this site's interface"]);
            return Answer::Refused;
        }
        let expected = [
            self.expects(router, what, "AWS's address", &own, |fact| fact.aws, one.aws()),
            self.expects(router, what, "the router's address", &own, |fact| fact.own, one.own()),
            self.expects(router, what, "AWS's number", &own, |fact| fact.aws_asn, one.asn),
            self.expects(router, what, "the site's number", &own, |fact| fact.own_asn, router.asn),
            self.as_stated(router, what, &own, |property| stated::of_interface(one, property)),
        ];
        let (key, second) = (self.key(router, what, &own), self.second(router, one, what, &own));
        match (key, second) {
            (Some(key), Ok(six)) if expected.iter().all(|fits| *fits) => Answer::Whole((key, six)),
            _ => Answer::Refused,
        }
    }

    fn about(&mut self, kind: Kind, link: Cidr4) -> Vec<&'a Fact> {
        let facts = self.facts.get(&(kind, link)).cloned().unwrap_or_default();
        for fact in &facts {
            if let Some(used) = self.used.get_mut(fact.file) {
                *used = true;
            }
        }
        facts
    }

    /// Whether no fact says another value than the network; a finding if one does.
    fn expects<T: Copy + Ord + Display>(
        &mut self,
        router: &RouterConfig,
        what: &str,
        of: &str,
        facts: &[&Fact],
        value: impl Fn(&Fact) -> Option<T>,
        expected: T,
    ) -> bool {
        let Some(other) = facts.iter().filter_map(|fact| value(fact)).find(|one| *one != expected) else { return true };
        let message = format!("{what}: {of} is {other}, and the network says {expected}");
        self.error(router, &message, &["deploy the network as it is now, or give the answer about this network"]);
        false
    }

    /// Whether all properties that the facts state are those of the network; a finding for each that is not.
    fn as_stated(
        &mut self,
        router: &RouterConfig,
        what: &str,
        facts: &[&Fact],
        expected: impl Fn(Property) -> Option<String>,
    ) -> bool {
        let mut known: Vec<Property> = Vec::new();
        for (row, value) in facts.iter().flat_map(|fact| &fact.stated) {
            let Some(expected) = expected(row.property) else { continue };
            if value.as_deref() == Some(expected.as_str()) || known.contains(&row.property) {
                continue;
            }
            known.push(row.property);
            let value = value.as_deref().unwrap_or("a value that netgen does not know");
            let message = format!("{what}: {} is {value}, and the network says {expected}", row.label);
            self.error(router, &message, &["deploy the network as it is now, or give the answer about this network"]);
        }
        known.is_empty()
    }

    /// The one value that the facts have; a finding if there are two, or none.
    fn one<T: Copy + Ord + Display>(
        &mut self,
        router: &RouterConfig,
        what: &str,
        of: &str,
        values: impl Iterator<Item = Option<T>>,
    ) -> Option<T> {
        let values = differing(values);
        match values.as_slice() {
            [one] => return Some(*one),
            [] => self.error(
                router,
                &format!("{what} has no {of} in the files"),
                &["AWS gives it once the connection is available: ask again then"],
            ),
            [first, second, ..] => self.error(
                router,
                &format!("{what} has two {of}es in the files, {first} and {second}"),
                &["give only the answer about this site's connection, such as its customer gateway configuration"],
            ),
        }
        None
    }

    /// The one key that the facts have, if a router takes it.
    fn key(&mut self, router: &RouterConfig, what: &str, facts: &[&Fact]) -> Option<Secret> {
        let mut keys = facts.iter().filter_map(|fact| fact.key.as_ref());
        let Some(first) = keys.next() else {
            let place = "where the key is kept in Secrets Manager, add a file of your own with the /30 and the key as AWS \
                         spells them: `[{\"TunnelInsideCidr\": \"169.254.16.0/30\", \"PreSharedKey\": \"...\"}]`, or \
                         `amazonAddress` and `authKey` for a virtual interface";
            self.error(router, &format!("{what} has no key in the files"), &[place]);
            return None;
        };
        if keys.any(|key| key != first) {
            self.error(
                router,
                &format!("{what} has two different keys in the files"),
                &["give the newer answer alone"],
            );
            return None;
        }
        match first {
            Ok(key) => Some(key.clone()),
            Err(why) => {
                self.error(router, &format!("{what}: its key fits no router: {why}"), &["set another key at AWS"]);
                None
            }
        }
    }

    /// A file that says nothing about this network is another network's.
    fn unused(&mut self, routers: &[RouterConfig]) {
        let unused = self.files.iter().enumerate().filter(|(n, _)| self.used.get(*n).is_some_and(|used| !used));
        for (n, file) in unused {
            let there = self.facts.iter().filter(|(_, facts)| facts.iter().any(|fact| fact.file == n));
            let there: Vec<Cidr4> = there.map(|((_, link), _)| *link).collect();
            let tunnels = routers.iter().flat_map(|router| &router.vpns).flat_map(|vpn| &vpn.tunnels);
            let links = routers.iter().flat_map(|router| &router.direct_connects).map(|one| one.link);
            let here: Vec<Cidr4> = tunnels.map(|tunnel| tunnel.inside).chain(links).collect();
            let message = format!("`{}` is about another network", visible(file.name));
            let why = format!("it has {}; this network has {}", some(&there), some(&here));
            self.diagnostics.push(Diagnostic::new(Code::Binding, message).why(why).help(ANSWERS));
        }
    }

    pub(super) fn error(&mut self, router: &RouterConfig, message: &str, help: &[&str]) {
        let message = format!("router `{}` of site `{}`: {message}", router.router, router.site);
        let finding = Diagnostic::new(Code::Binding, message);
        self.diagnostics.push(help.iter().fold(finding, |finding, line| finding.help(*line)));
    }
}

/// The values, each once.
fn differing<T: Copy + Ord>(values: impl Iterator<Item = Option<T>>) -> Vec<T> {
    let mut values: Vec<T> = values.flatten().collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The first few blocks of a list.
fn some(blocks: &[Cidr4]) -> String {
    const SHOWN: usize = 4;
    let shown: Vec<String> = blocks.iter().take(SHOWN).map(ToString::to_string).collect();
    match blocks.len() {
        0 => "none".to_owned(),
        count if count > SHOWN => format!("{} and {} more", shown.join(", "), count - SHOWN),
        _ => shown.join(", "),
    }
}
