//! Packets between VPCs and sites, walked through the tables of a transit gateway: whoever reaches each other does so in both
//! directions, over every uplink of the site, through the firewall where the document says so and past it nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use serde_json::Value;

use super::dialects::form::squashed;
use super::intent::{self, Site, Way};
use super::proof::net::Net;
use super::proof::read;
use super::proof::walk::{End, Flow, from_attachment, from_subnet};

/// Walks everything that a document with a transit gateway has; what went wrong, and how many ways were walked.
pub fn wrong(document: &str, files: &BTreeMap<String, String>) -> (Vec<String>, usize) {
    let sites = intent::sites(document);
    let document: Value = serde_saphyr::from_str(document).expect("a document");
    let (mut found, mut walked) = (Vec::new(), 0);
    for (dialect, resources) in [("CloudFormation", read::cloudformation(files)), ("Terraform", read::terraform(files))]
    {
        let mut net = Net::of(&resources.expect("resources"));
        let uplinks = uplinks(&mut net, &sites);
        let (lines, ways) = Walker { document: &document, sites: &sites, net: &net, uplinks: &uplinks }.all();
        found.extend(lines.into_iter().map(|line| format!("{dialect}: {line}")));
        walked += ways;
    }
    (found, walked)
}

/// The attachments of each site by its name, and what lies behind them.
fn uplinks(net: &mut Net, sites: &[Site]) -> BTreeMap<String, BTreeSet<String>> {
    let mut uplinks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let all: Vec<String> =
        net.attachments.iter().filter(|(_, one)| one.subnets.is_empty()).map(|(id, _)| id.clone()).collect();
    for id in all {
        let connection = id.strip_prefix("AWS::EC2::VPNConnection ");
        let is = |name: String| connection == Some(&squashed(&name));
        // The one Direct Connect gateway: made here, there already, or by Terraform's way to say its attachment.
        let connect = id.strip_prefix("AWS::EC2::TransitGatewayConnect ");
        let concentrator = id.strip_prefix("AWS::EC2::VPNConcentrator ");
        let is_vpn = connection.is_some() || concentrator.is_some();
        let gateway = !is_vpn && connect.is_none() && !id.starts_with("tgw-attach-");
        for site in sites {
            let mine = site.uplinks.iter().any(|(name, uplink)| match &uplink.way {
                Way::Vpn(vpn) if vpn.concentrator => site
                    .segment
                    .as_ref()
                    .is_some_and(|(hub, segment)| concentrator == Some(&squashed(&format!("{hub}{segment}")))),
                Way::Vpn(_) => is(format!("{}{name}", site.name)),
                Way::Peer(peer) => connect == Some(&squashed(&format!("{}{}", site.name, peer.over))),
                Way::Direct(direct) => gateway && direct.carries.is_none(),
            });
            if mine {
                net.behind.entry(id.clone()).or_default().extend(&site.prefixes);
                uplinks.entry(site.name.clone()).or_default().insert(id.clone());
            }
        }
    }
    uplinks
}

struct Walker<'a> {
    document: &'a Value,
    sites: &'a [Site],
    net: &'a Net,
    uplinks: &'a BTreeMap<String, BTreeSet<String>>,
}

fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

impl Walker<'_> {
    fn all(&self) -> (Vec<String>, usize) {
        let (mut found, mut walked) = (Vec::new(), 0);
        for site in self.sites {
            let Some((hub, segment)) = &site.segment else { continue };
            let addresses: Vec<Ipv4Addr> = site.prefixes.iter().filter_map(|prefix| prefix.hosts().nth(4)).collect();
            for (name, vpc) in self.document["vpcs"].as_object().into_iter().flatten() {
                if vpc["attach"]["to"] != **hub {
                    continue;
                }
                let Some(own) = vpc["attach"]["segment"].as_str() else { continue };
                let tiers =
                    vpc["tiers"].as_object().into_iter().flatten().filter(|(_, tier)| tier["route"] == "transit");
                for subnet in tiers.flat_map(|(tier, _)| self.net.subnets_of(name, tier)) {
                    for address in &addresses {
                        walked += 1;
                        found.extend(self.there_and_back((name, own), subnet, site, *address));
                    }
                }
            }
            for other in self.sites.iter().filter(|other| other.name != site.name) {
                let Some((twin, to)) = &other.segment else { continue };
                let reach = hub == twin && self.reach(hub, segment, to, false);
                for (from, address) in
                    self.uplinks[&other.name].iter().flat_map(|from| addresses.iter().map(move |one| (from, one)))
                {
                    walked += 1;
                    let source = other.prefixes.iter().find_map(|prefix| prefix.hosts().nth(4)).expect("a host");
                    let way =
                        from_attachment(self.net, Flow { zone: "eu-west-1a", seen: None }, from, source, *address);
                    if self.ends_at(&way.end, site) != reach {
                        found.push(format!("{} to {} over {from}, meant {reach}: {way:?}", other.name, site.name));
                    }
                }
            }
        }
        (found, walked)
    }

    /// Whether two segments reach each other; members of one do, where sites are asked for only if it says so.
    fn reach(&self, hub: &str, one: &str, other: &str, same: bool) -> bool {
        let segments = &self.document["transit_gateways"][hub]["segments"];
        let says = |one: &str, other: &str| names(&segments[one]["reaches"]).any(|name| name == other);
        one == other && same || says(one, other) || says(other, one)
    }

    fn inspected(&self, hub: &str, one: &str, other: &str) -> bool {
        let pairs = self.document["transit_gateways"][hub]["inspection"]["between"].as_array();
        pairs.into_iter().flatten().any(|pair| {
            let pair: BTreeSet<&str> = names(pair).collect();
            pair == BTreeSet::from([one, other])
        })
    }

    fn ends_at(&self, end: &End, site: &Site) -> bool {
        matches!(end, End::Delivered(to) if self.uplinks[&site.name].contains(to))
    }

    fn there_and_back(&self, (vpc, own): (&str, &str), subnet: &str, site: &Site, address: Ipv4Addr) -> Vec<String> {
        let (hub, segment) = site.segment.as_ref().expect("a segment");
        let (host, zone) = (self.net.host(subnet), self.net.subnets[subnet].zone.as_str());
        let there = from_subnet(self.net, Flow { zone, seen: None }, subnet, host, address);
        let reach = self.reach(hub, own, segment, true);
        let name = format!("{vpc} and {}", site.name);
        if self.ends_at(&there.end, site) != reach {
            return vec![format!("{name}, meant {reach}: {there:?}")];
        }
        let mut found = Vec::new();
        if !reach {
            return found;
        }
        if there.firewalls.len() != usize::from(self.inspected(hub, own, segment)) {
            found.push(format!("{name} pass {} firewalls", there.firewalls.len()));
        }
        for from in &self.uplinks[&site.name] {
            let flow = Flow { zone, seen: Some(&there.firewalls) };
            let back = from_attachment(self.net, flow, from, address, host);
            if back.end != End::Delivered(vpc.to_owned()) || back.firewalls != there.firewalls {
                found.push(format!("{name}, back over {from}: {back:?}"));
            }
        }
        found
    }
}
