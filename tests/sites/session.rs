//! One session: both of its ends, and what the document says of it.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;

use super::aws::{End, Kind};
use super::connect;
use super::intent::{Carries, Direct, RouterOf, Site, Uplink, Vpn, Way};
use super::router::{Link, Router, Session};
use super::tunnels;

/// A session over an uplink: both ends of it, and the document.
pub struct Talk<'a> {
    pub site: &'a Site,
    pub name: &'a str,
    pub uplink: &'a Uplink,
    pub end: &'a End,
    pub of: &'a RouterOf,
    pub router: &'a Router,
    pub session: &'a Session,
}

/// Blocks inside of tunnels that AWS keeps: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
fn is_reserved(aws: std::net::Ipv4Addr) -> bool {
    matches!(aws.octets(), [169, 254, 0..=5, 0..=3] | [169, 254, 169, 252..=255])
}

impl Talk<'_> {
    pub fn direct(&self) -> Option<&Direct> {
        if let Way::Direct(direct) = &self.uplink.way { Some(direct) } else { None }
    }

    /// What it carries, if that is tunnels alone.
    pub fn carries(&self) -> Option<&Carries> {
        self.direct()?.carries.as_ref()
    }

    pub fn vpn(&self) -> Option<&Vpn> {
        if let Way::Vpn(vpn) = &self.uplink.way { Some(vpn) } else { None }
    }

    /// The place in the document's order; the second tunnel of a pair of which one waits is a place of its own.
    pub fn rank(&self) -> (usize, bool) {
        (self.uplink.rank, self.vpn().is_some_and(|vpn| vpn.backup) && self.end.tunnel == 2)
    }

    /// What does not fit; `mss` is the lowest of the site.
    pub fn wrong(&self, mss: Option<u32>) -> Vec<String> {
        let mut found = Vec::new();
        let mut must = |fits: bool, what: String| {
            if !fits {
                found.push(what);
            }
        };
        let session = self.session;
        let (end, site) = (self.end, self.site);
        let own = self.direct().map_or(site.vpn_asn, |direct| direct.asn);
        must(end.own_asn.is_none_or(|asn| asn == own), format!("AWS is {:?}, not {own}", end.own_asn));
        must(session.remote == own, format!("the router calls AWS {}, not {own}", session.remote));
        must(end.customer_asn == site.asn, format!("AWS calls the site {}", end.customer_asn));
        must(self.router.asn == site.asn, format!("the router is {}", self.router.asn));
        must(!is_reserved(end.aws), format!("{} is AWS's own", end.aws));
        must(
            !end.announces.iter().any(|far| far.prefix_len() > 0 && far.contains(&end.aws)),
            format!("{} lies at AWS", end.aws),
        );
        self.links(mss, &mut must);
        let hops = if matches!(end.kind, Kind::Peer(_)) { 2 } else { 1 };
        must(session.hops == hops, format!("{} hops, not {hops}", session.hops));
        self.filters(session, &mut must);
        must((25..=35).contains(&session.hold), format!("a dead path is noticed after {} s", session.hold));
        let timing = self.direct().and_then(|direct| direct.bfd.as_ref()).map(|(milliseconds, _)| *milliseconds);
        must(session.bfd == timing, format!("BFD is {:?}", session.bfd));
        must(timing.is_none() || session.restart_off, "graceful restart beside BFD".to_owned());
        let shared = self.router.multipath && self.site.equal_paths(&self.uplink.router) > 1;
        let wanted = self.of.multipath && self.site.equal_paths(&self.uplink.router) > 1;
        must(shared == wanted, format!("equal paths are used at once: {shared}"));
        if let Some(vpn) = self.vpn() {
            let marker = format!("{}.t{}", self.name, self.end.tunnel);
            let has = self.router.hosts.contains(&marker);
            must(has == vpn.next_hop, format!("a host route to the outside address of {marker}: {has}"));
        }
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
        let address = self.end.link();
        must(link.address == address, format!("the router is {}, AWS expects {address}", link.address));
        let clamped = !self.of.platform.starts_with("juniper") || self.vpn().is_some();
        // Packets of tunnels have no TCP segments.
        let mss = mss.filter(|_| self.carries().is_none());
        must(!clamped || link.mss == mss, format!("clamped to {:?}, not {mss:?}", link.mss));
        // What IOS takes.
        let takes = self.of.platform != "cisco-ios-xe" || link.mss.is_none_or(|mss| (500..=1460).contains(&mss));
        must(takes, format!("a clamp to {:?}", link.mss));
        let mut wanted = vec!["bgp"];
        wanted.extend(self.direct().and_then(|direct| direct.bfd.as_ref()).map(|_| "bfd"));
        wanted.extend(self.carries().map(|_| "ike"));
        let open = link.lets_in.as_ref().is_none_or(|open| wanted.iter().all(|word| open.contains(*word)));
        must(open, format!("its zone lets in {:?}", link.lets_in));
        match (&self.end.kind, self.direct(), self.vpn()) {
            (Kind::Interface { vlan, mtu, transit, .. }, Some(direct), _) => {
                self.interface((*vlan, *mtu, *transit), direct, link, must);
            }
            (Kind::Tunnel { bgp, device, .. }, None, Some(vpn)) => {
                must(link.mtu == Some(vpn.sizes.0), format!("MTU {:?}, not {}", link.mtu, vpn.sizes.0));
                must(*bgp, "static routes alone".to_owned());
                must(*device == self.uplink.router, format!("AWS calls the router {device}"));
                let at = usize::from(self.end.tunnel) - 1;
                let pinned = vpn.inside.as_ref().is_none_or(|inside| inside[at].contains(&self.end.aws));
                must(pinned, format!("pinned are {:?}", vpn.inside));
            }
            (Kind::Peer(end), None, None) => {
                connect::wrong(self, end, link).into_iter().for_each(|line| must(false, line));
            }
            (kind, ..) => must(false, format!("at AWS it is {kind:?}")),
        }
    }

    /// A virtual interface, by its tag, its MTU and its kind.
    fn interface(
        &self,
        (vlan, mtu, transit): (u32, u32, bool),
        direct: &Direct,
        link: &Link,
        must: &mut impl FnMut(bool, String),
    ) {
        let tag = link.vlan.as_ref().is_some_and(|(port, tag)| {
            *tag == direct.vlan && port.as_ref().is_none_or(|port| *port == self.uplink.interface)
        });
        must(vlan == direct.vlan && tag, format!("VLAN {vlan} and {:?}", link.vlan));
        let is_part = self.of.platform != "linux" && self.uplink.interface.contains('.');
        must(!is_part, format!("{} is a part of a port", self.uplink.interface));
        must(mtu == direct.mtu && link.mtu.unwrap_or(1500) == mtu, format!("MTU {mtu} and {:?}", link.mtu));
        must(transit == self.site.segment.is_some(), "the other kind of virtual interface".to_owned());
        let pinned = direct.link.is_none_or(|pinned| pinned.contains(&self.end.aws));
        must(pinned, format!("pinned is {:?}", direct.link));
    }

    /// Each end takes exactly what the other one says.
    fn filters(&self, session: &Session, must: &mut impl FnMut(bool, String)) {
        let (end, site) = (self.end, self.site);
        if let Some(Carries { source, blocks }) = self.carries() {
            // Nothing of the site and of the VPCs is said where it could pass in clear, and no table leads there.
            let source = BTreeSet::from([Ipv4Net::from(*source)]);
            must(end.announces == *blocks, format!("AWS says {:?} where tunnels alone are meant", end.announces));
            must(session.inward.prefixes == *blocks, format!("the router takes {:?}", session.inward.prefixes));
            must(session.outward.prefixes == source, format!("the router says {:?}", session.outward.prefixes));
            must(end.tables.iter().all(BTreeSet::is_empty), format!("in clear by the tables {:?}", end.tables));
            return;
        }
        let mut announced: BTreeSet<Ipv4Net> = end.announces.difference(&site.prefixes).copied().collect();
        announced.extend(&site.branches);
        if self.direct().is_some() {
            must(end.linked == site.linked, format!("SiteLink brings {:?}, meant {:?}", end.linked, site.linked));
        }
        if site.pools {
            announced.retain(|one| {
                site.linked.contains(one) || !end.summaries.iter().any(|all| all != one && all.contains(one))
            });
        }
        if let Kind::Interface { behind, .. } = &end.kind {
            must(*behind == site.vpcs, format!("behind its gateway are {behind:?}, meant {:?}", site.vpcs));
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
