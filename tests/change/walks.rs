//! Who reaches whom while a network changes: the independent walk for every pair of ends that is there before and after. A verdict is
//! kept with what was looked at for it, and holds wherever all of that is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use super::account::{Account, EVERYWHERE};
use super::proof::exchange::{Party, Place, stands};
use super::proof::net::Net;
use super::proof::walk::Carried;

/// One end: a subnet by its identity, a site by name, or the internet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Its identity, and its tier: `shop/app`.
    Subnet(String, String),
    Site(String),
    Internet,
}

impl End {
    /// What `netgen diff` calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Subnet(_, tier) => tier.clone(),
            Self::Site(name) => format!("site/{name}"),
            Self::Internet => "internet".to_owned(),
        }
    }
}

/// What is asked of two ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    pub from: End,
    pub to: End,
    pub six: bool,
    /// The request and its reply; nothing asks for routes and firewalls alone.
    pub carried: Option<Carried>,
}

/// Whether a question was answered by yes, and what was looked at.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub stands: bool,
    pub seen: BTreeSet<String>,
    /// Where the way ends.
    pub end: String,
}

/// A verdict with what was looked at for it: its number, and its digest at the time.
type Known = (Vec<(usize, u64)>, Arc<Verdict>);

/// A question with all verdicts so far.
struct Asked {
    question: Question,
    known: Vec<Known>,
}

/// All questions about two networks.
pub struct Walks<'r> {
    asked: Vec<Asked>,
    routers: &'r BTreeMap<String, String>,
    /// Everything that any walk has looked at, with a number.
    places: BTreeMap<String, usize>,
    pub walked: usize,
}

/// A client's port.
const CLIENT: u16 = 50000;
const OUTSIDE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(8, 8, 8, 8)), IpAddr::V6(Ipv6Addr::new(0x2001, 0x4860, 0x4860, 0, 0, 0, 0, 0x8888))];
const CARRIED: [Option<Carried>; 2] = [None, Some(Carried::Tcp(443))];

impl<'r> Walks<'r> {
    /// The questions whose ends are in both networks.
    pub fn of(old: &Net, new: &Net, routers: &'r BTreeMap<String, String>) -> Self {
        let stays = |id: &&String| new.subnets.get(*id).is_some_and(|subnet| subnet.block == old.subnets[*id].block);
        // Nobody lives in subnets of attachments and of firewalls.
        let lives = |id: &&String| !SERVICES.iter().any(|word| tier(old, id).ends_with(word));
        let subnets: Vec<&String> = old.subnets.keys().filter(stays).filter(lives).collect();
        let subnet = |id: &str| End::Subnet(id.to_owned(), tier(old, id));
        let sites: Vec<&String> = old.edges.sites.keys().filter(|name| new.edges.sites.contains_key(*name)).collect();
        let mut pairs = BTreeSet::new();
        for from in &subnets {
            for to in partners(old, from, &subnets) {
                pairs.insert((subnet(from), subnet(&to)));
            }
            let others = sites.iter().map(|site| End::Site((*site).clone())).chain([End::Internet]);
            for other in others {
                pairs.insert((subnet(from), other.clone()));
                pairs.insert((other, subnet(from)));
            }
        }
        let six = |end: &End| match end {
            End::Subnet(id, _) => old.edges.subnets6.contains_key(id) && new.edges.subnets6.contains_key(id),
            End::Site(_) => false,
            End::Internet => true,
        };
        let mut asked = Vec::new();
        // Only a network ACL asks what a packet carries.
        let carried = if old.edges.acls.is_empty() && new.edges.acls.is_empty() { &CARRIED[..1] } else { &CARRIED[..] };
        for (from, to) in &pairs {
            for six in [false, true].into_iter().filter(|wanted| !wanted || six(from) && six(to)) {
                for carried in carried.iter().copied() {
                    let question = Question { from: from.clone(), to: to.clone(), six, carried };
                    asked.push(Asked { question, known: Vec::new() });
                }
            }
        }
        Self { asked, routers, places: BTreeMap::from([(EVERYWHERE.to_owned(), 0)]), walked: 0 }
    }

    /// Leaves out the questions that need not be asked again: those whose answer changes, at some time.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut keep = keep.iter();
        self.asked.retain(|_| keep.next().copied().unwrap_or_default());
    }

    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.asked.iter().map(|asked| &asked.question)
    }

    /// Whether any walk has looked at a resource.
    pub fn has_seen(&self, place: &str) -> bool {
        self.places.contains_key(place)
    }

    /// What a packet may notice, at everything that any walk has looked at.
    pub fn digest(&self, account: &Account) -> Vec<u64> {
        let mut all = vec![0; self.places.len()];
        self.places.iter().for_each(|(place, at)| all[*at] = account.met(place));
        all
    }

    /// The answers of a moment, in the order of the questions.
    pub fn answers(&mut self, account: &Account) -> Vec<Arc<Verdict>> {
        let (mut net, mut answers) = (None, Vec::new());
        let mut now = self.digest(account);
        let Self { asked, places, routers, walked } = self;
        for asked in asked {
            let same = |(known, _): &&Known| known.iter().all(|(at, digest)| now[*at] == *digest);
            if let Some((_, verdict)) = asked.known.iter().rev().find(same) {
                answers.push(Arc::clone(verdict));
                continue;
            }
            let net = net.get_or_insert_with(|| account.net(routers));
            let verdict = Arc::new(ask(net, &asked.question));
            *walked += 1;
            let mut known = Vec::new();
            for place in &verdict.seen {
                let fresh = places.len();
                let at = *places.entry(place.clone()).or_insert(fresh);
                if at == fresh {
                    now.push(account.met(place));
                }
                known.push((at, now[at]));
            }
            asked.known.push((known, Arc::clone(&verdict)));
            answers.push(verdict);
        }
        answers
    }
}

/// The ends of the tiers that netgen makes.
const SERVICES: [&str; 2] = ["/attachment", "/firewall"];

/// `shop/app` of a subnet.
fn tier(net: &Net, id: &str) -> String {
    let subnet = &net.subnets[id];
    let vpc = &net.vpcs[&subnet.vpc].name;
    let rest = subnet.name.strip_prefix(&format!("{vpc}-")).unwrap_or(&subnet.name);
    format!("{vpc}/{}", rest.rsplit_once('-').map_or(rest, |(tier, _)| tier))
}

/// For each tier one subnet in the same zone, and one in another.
fn partners(net: &Net, from: &str, subnets: &[&String]) -> Vec<String> {
    let mut tiers: BTreeMap<(&str, &str), Vec<&String>> = BTreeMap::new();
    for id in subnets.iter().filter(|id| id.as_str() != from) {
        let subnet = &net.subnets[*id];
        let tier = subnet.name.rsplit_once('-').map_or(subnet.name.as_str(), |(tier, _)| tier);
        tiers.entry((&subnet.vpc, tier)).or_default().push(id);
    }
    let zone = &net.subnets[from].zone;
    let pick = |tier: &Vec<&String>| {
        let same = tier.iter().find(|id| net.subnets[**id].zone == *zone);
        let other = tier.iter().find(|id| net.subnets[**id].zone != *zone);
        same.into_iter().chain(other).map(|id| (*id).clone()).collect::<Vec<_>>()
    };
    tiers.values().flat_map(pick).collect()
}

fn party<'a>(net: &Net, end: &'a End, six: bool) -> Option<Party<'a>> {
    Some(match end {
        End::Subnet(id, _) => {
            net.subnets.get(id)?;
            let address = if six { IpAddr::from(net.host6(id)?) } else { IpAddr::from(net.host(id)) };
            Party { place: Place::Subnet(id), address }
        }
        End::Site(name) => {
            let prefix = net.edges.sites.get(name)?.prefixes.first()?;
            let address = IpAddr::from(Ipv4Addr::from(u32::from(prefix.network()) + 10));
            Party { place: Place::Site(name), address }
        }
        End::Internet => Party { place: Place::Internet, address: OUTSIDE[usize::from(six)] },
    })
}

fn ask(net: &Net, question: &Question) -> Verdict {
    let all = |end: &str| Verdict {
        stands: false,
        seen: net.subnets.keys().cloned().chain([EVERYWHERE.to_owned()]).collect(),
        end: end.to_owned(),
    };
    let ends = party(net, &question.from, question.six).zip(party(net, &question.to, question.six));
    let Some((from, to)) = ends else { return all("an end has no address") };
    let zone = |end: &End| if let End::Subnet(id, _) = end { Some(net.subnets[id].zone.as_str()) } else { None };
    let zone = zone(&question.from).or(zone(&question.to)).unwrap_or_default();
    let carried = (question.carried, question.carried.map(|_| Carried::Tcp(CLIENT)));
    let (mut seen, result) = stands(net, zone, from, to, carried);
    seen.insert(EVERYWHERE.to_owned());
    let end =
        result.as_ref().map_or_else(|way| format!("{:?} after {}", way.end, way.hops.join(", ")), |()| String::new());
    Verdict { stands: result.is_ok(), seen, end }
}
