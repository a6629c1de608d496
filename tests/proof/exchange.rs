//! A request and its reply between two ends of a network: subnets, sites, the internet. What one direction leaves behind in NAT
//! gateways, firewalls and egress-only gateways, the other one finds; network ACLs keep nothing.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::Ipv4Net;

use super::hub::announced;
use super::net::Net;
use super::walk::{Carried, End, Flow, Walker, Way};

/// One end.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    pub place: Place<'a>,
    pub address: IpAddr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    Subnet(&'a str),
    Site(&'a str),
    /// Behind an attachment that exists.
    Attachment(&'a str),
    Internet,
}

/// Whether a request arrives and all of these replies do, in a zone that appliance mode picks; over every link of a site. What
/// carries nothing meets no network ACL. The error is the first way that ends elsewhere, and whether it is a reply's.
pub fn exchange(
    net: &Net,
    zone: &str,
    from: Party<'_>,
    to: Party<'_>,
    (request, replies): (Option<Carried>, &[Option<Carried>]),
) -> Result<(), Box<(Way, bool)>> {
    for link in links(net, from.place) {
        let there = walk(net, Flow { zone, seen: None }, (from, link), to.address, request, None);
        if !arrives(net, &there.end, to) {
            return Err(Box::new((there, false)));
        }
        let client = there.nats.last().map_or(from.address, |last| last.outside);
        for (link, reply) in
            links(net, to.place).into_iter().flat_map(|link| replies.iter().map(move |one| (link, one)))
        {
            let flow = Flow { zone, seen: Some(&there.firewalls) };
            let back = walk(net, flow, (to, link), client, *reply, Some(&there));
            // What a NAT gateway sends comes from nobody who was asked.
            if !arrives(net, &back.end, from) || !back.nats.is_empty() {
                return Err(Box::new((back, true)));
            }
        }
    }
    Ok(())
}

/// Like [`exchange`], while a network changes: a site sends by those of its links by which AWS announces the destination. Comes
/// with all that was looked at; the error also has the way that ends elsewhere.
pub fn stands(
    net: &Net,
    zone: &str,
    from: Party<'_>,
    to: Party<'_>,
    (request, reply): (Option<Carried>, Option<Carried>),
) -> (BTreeSet<String>, Result<(), Box<Way>>) {
    let mut seen = BTreeSet::new();
    let mut verdict = Err(None);
    for link in links(net, from.place) {
        let there = walk(net, Flow { zone, seen: None }, (from, link), to.address, request, None);
        seen.extend(there.seen.iter().cloned());
        if link.is_some() && there.end == End::NoRoute("the site".to_owned()) {
            continue;
        }
        if !arrives(net, &there.end, to) {
            return (seen, Err(Box::new(there)));
        }
        let back = returns(net, zone, (from, to), &there, reply, &mut seen);
        if let Err(back) = back {
            return (seen, Err(back));
        }
        verdict = Ok(());
    }
    let nowhere = || Box::new(Walker::new(net, Flow { zone, seen: None }, from.address, to.address).way);
    (seen, verdict.map_err(|way: Option<Box<Way>>| way.unwrap_or_else(nowhere)))
}

/// The replies to a request, by the links that announce the client; one at least arrives.
fn returns(
    net: &Net,
    zone: &str,
    (from, to): (Party<'_>, Party<'_>),
    there: &Way,
    reply: Option<Carried>,
    seen: &mut BTreeSet<String>,
) -> Result<(), Box<Way>> {
    let client = there.nats.last().map_or(from.address, |last| last.outside);
    let flow = Flow { zone, seen: Some(&there.firewalls) };
    let mut last = None;
    for link in links(net, to.place) {
        let back = walk(net, flow, (to, link), client, reply, Some(there));
        seen.extend(back.seen.iter().cloned());
        let silent = link.is_some() && back.end == End::NoRoute("the site".to_owned());
        let good = arrives(net, &back.end, from) && back.nats.is_empty();
        if !good && !silent {
            return Err(Box::new(back));
        }
        last = if good { Some(None) } else { last.or(Some(Some(back))) };
    }
    match last {
        Some(None) => Ok(()),
        Some(Some(back)) => Err(Box::new(back)),
        None => Err(Box::new(there.clone())),
    }
}

/// The links of a site; other places have one way out.
fn links<'n>(net: &'n Net, place: Place<'_>) -> Vec<Option<&'n str>> {
    match place {
        Place::Site(site) => net.edges.sites[site].links.iter().map(|link| Some(link.as_str())).collect(),
        Place::Subnet(_) | Place::Attachment(_) | Place::Internet => vec![None],
    }
}

fn walk(
    net: &Net,
    flow: Flow<'_>,
    (from, link): (Party<'_>, Option<&str>),
    destination: IpAddr,
    carried: Option<Carried>,
    request: Option<&Way>,
) -> Way {
    let mut walker = Walker::new(net, flow, from.address, destination);
    walker.carried = carried;
    walker.request = request;
    walker.translated = request.map(|request| request.nats.clone()).unwrap_or_default();
    let end = match (from.place, link) {
        (Place::Subnet(subnet), _) => walker.subnet(subnet),
        (Place::Attachment(id), _) => walker.hub(id, flow.zone),
        (Place::Site(site), Some(link)) => walker.leaves_site(site, link),
        (Place::Site(_), None) | (Place::Internet, _) => walker.enter(),
    };
    walker.way.end = end;
    walker.way
}

fn arrives(net: &Net, end: &End, at: Party<'_>) -> bool {
    match (end, at.place) {
        (End::Delivered(to), Place::Subnet(subnet)) => *to == net.vpcs[&net.subnets[subnet].vpc].name,
        (End::Delivered(to), Place::Site(site)) => net.edges.sites[site].links.contains(to),
        (End::Delivered(to), Place::Attachment(id)) => to == id,
        (End::Internet(_), Place::Internet) => true,
        _ => false,
    }
}

impl Walker<'_, '_> {
    /// By a link, if AWS announces a route there that the site's routers take.
    fn leaves_site(&mut self, name: &str, link: &str) -> End {
        let net = self.net;
        let Some(joined) = net.edges.links.get(link) else { return End::NoRoute("the site".to_owned()) };
        let site = &net.edges.sites[name];
        self.sees(link);
        let destination = match self.destination {
            IpAddr::V4(destination) => destination,
            IpAddr::V6(destination) => return self.leaves_site6(link, destination),
        };
        if let Some(end) = net.beyond(name, link, destination) {
            self.way.hops.push(format!("link {link}"));
            return end;
        }
        for (end, allowed) in &joined.ends {
            let gateway = net.edges.vpn_gateways.get(end);
            let own: Option<BTreeSet<Ipv4Net>> = gateway.map(|vpc| net.vpcs[vpc].blocks.iter().copied().collect());
            let said = match (own, allowed) {
                (Some(own), None) => own,
                (Some(own), Some(allowed)) => {
                    let is_allowed = |block: &Ipv4Net| allowed.iter().any(|one| one.contains(block));
                    own.into_iter().filter(is_allowed).collect()
                }
                (None, Some(allowed)) => allowed.clone(),
                (None, None) => {
                    let table = net.attachments.get(link).and_then(|one| one.table.as_ref());
                    if let Some(table) = table {
                        self.sees(table);
                    }
                    table.map(|table| announced(net, &net.hub_tables[table], link)).unwrap_or_default()
                }
            };
            let takes = |block: &Ipv4Net| joined.is_static || site.accepts.contains(block);
            if said.iter().any(|block| block.contains(&destination) && takes(block)) {
                self.way.hops.push(format!("link {link}"));
                return match gateway {
                    Some(vpc) => self.deliver(&vpc.clone(), None),
                    None => self.hub(link, self.flow.zone),
                };
            }
        }
        End::NoRoute("the site".to_owned())
    }

    /// Over IPv6, if the gateway lets the block of the VPC behind it through, and has a session that says so.
    fn leaves_site6(&mut self, link: &str, destination: Ipv6Addr) -> End {
        let net = self.net;
        let ends = net.edges.links.get(link).filter(|_| net.edges.behind6.contains_key(link));
        let ends = ends.into_iter().flat_map(|joined| joined.ends.keys());
        for vpc in ends.filter_map(|end| net.edges.vpn_gateways.get(end)) {
            let holds = net.edges.vpcs6.get(vpc).is_some_and(|block| block.contains(&destination));
            if holds && net.edges.allowed6.contains(vpc) {
                self.way.hops.push(format!("link {link}"));
                return self.deliver(&vpc.clone(), None);
            }
        }
        End::NoRoute("the site".to_owned())
    }
}

impl Net {
    /// The way from a site to another one past every VPC, if its routers take what AWS announces of that one on a link: by `SiteLink`, or by
    /// a VPN gateway, which tells its VPN connections of each other.
    fn beyond(&self, name: &str, link: &str, destination: Ipv4Addr) -> Option<End> {
        let (site, joined) = (&self.edges.sites[name], &self.edges.links[link]);
        let takes = |block: &&Ipv4Net| block.contains(&destination) && site.accepts.contains(block);
        if site.linked.contains(link) {
            let others = self.edges.sites.iter().filter(|(other, one)| *other != name && one.linked.contains(link));
            let block = others.flat_map(|(_, one)| &one.prefixes).find(takes)?;
            // For one prefix by both ways AWS does not say which it takes.
            let twice = joined.ends.values().flatten().any(|allowed| allowed.contains(block));
            let end = if twice { End::Lost(format!("{block} by two ways")) } else { End::Delivered(link.to_owned()) };
            return Some(end);
        }
        let gateway = joined.ends.keys().find(|end| self.edges.vpn_gateways.contains_key(*end))?;
        let is_vpn = |link: &super::edges::Link| !link.is_static && link.ends.get(gateway) == Some(&None);
        let mut others = self.edges.links.iter().filter(|(other, one)| *other != link && is_vpn(one) && is_vpn(joined));
        let found = others.find(|(other, _)| {
            !site.links.contains(*other)
                && self.behind.get(*other).is_some_and(|blocks| blocks.iter().any(|block| takes(&block)))
        });
        found.map(|(other, _)| End::Delivered(other.clone()))
    }
}
