//! Public virtual interfaces: what the document asks for, AWS's end and the router's. Nothing of the site or of a VPC passes one, in either
//! direction, and nothing that one brings passes any other session.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::Ipv4Net;
use serde_json::Value;

use super::aws::parsed as fact;
use super::dialects::form::{Form, Key, Leaf, Resource, squashed};
use super::intent::{Site, bfd, blocks, number, parsed, text};
use super::router::{Policy, Router, Session};

/// What a document asks for.
#[derive(Debug)]
pub struct Public {
    pub router: String,
    /// Whether tunnels of a VPN connection pass it.
    carries: bool,
    interface: String,
    vlan: u32,
    bfd: Option<u32>,
    aws: Ipv4Net,
    own: Ipv4Net,
    pub prefixes: BTreeSet<Ipv4Net>,
    /// The community to AWS.
    scope: &'static str,
    /// The communities of AWS's routes.
    accept: BTreeSet<String>,
}

impl Public {
    pub fn of(uplink: &Value, carries: bool) -> Self {
        let direct = &uplink["direct_connect"];
        let public = &direct["public"];
        let accept: &[&str] = match public["accept"].as_str() {
            Some("region") => &["7224:8100"],
            Some("continent") => &["7224:8100", "7224:8200"],
            _ => &[],
        };
        Self {
            carries,
            router: text(&direct["router"]),
            interface: text(&direct["interface"]),
            vlan: number(&direct["vlan"], 0),
            bfd: bfd(&direct["bfd"]).map(|(milliseconds, _)| milliseconds),
            aws: parsed(&public["amazon_address"]),
            own: parsed(&public["customer_address"]),
            prefixes: blocks(&public["prefixes"]).collect(),
            scope: match public["scope"].as_str() {
                Some("region") => "7224:9100",
                Some("continent") => "7224:9200",
                _ => "7224:9300",
            },
            accept: accept.iter().map(|one| (*one).to_owned()).collect(),
        }
    }
}

/// Whether a public virtual interface of a site carries a VPN connection with BGP.
pub fn carries(site: &Value, name: &str) -> bool {
    let mut all = site["uplinks"].as_object().into_iter().flat_map(|all| all.values());
    all.any(|one| one["vpn"]["over"] == name && one["vpn"]["routing"] != "static")
}

/// All uplinks but the public virtual interfaces, each as [`laid`].
pub fn all_laid(site: &Value) -> impl Iterator<Item = (String, Value)> + '_ {
    let all = site["uplinks"].as_object().into_iter().flatten();
    let all = all.filter(|(_, one)| !one["direct_connect"]["public"].is_object());
    all.map(|(name, one)| (name.clone(), laid(one, site)))
}

/// An uplink with the address and the interface that its tunnels begin at written out, where a public virtual interface carries them.
fn laid(one: &Value, site: &Value) -> Value {
    let mut one = one.clone();
    let Some(over) = one["vpn"]["over"].as_str().map(str::to_owned) else { return one };
    let direct = &site["uplinks"][&over]["direct_connect"];
    let own: Ipv4Net = parsed(&direct["public"]["customer_address"]);
    let is_linux = site["routers"][text(&direct["router"])]["platform"] == "linux";
    let interface = if is_linux {
        format!("ng-{over}")
    } else {
        format!("{}.{}", text(&direct["interface"]), number(&direct["vlan"], 0))
    };
    for (key, usual) in [("outside_ip", own.addr().to_string()), ("interface", interface)] {
        if one["vpn"][key].is_null() {
            one["vpn"][key] = usual.into();
        }
    }
    one
}

/// AWS's end of a public virtual interface.
#[derive(Debug)]
pub struct PublicEnd {
    /// Site and interface without what stands between the words.
    pub name: String,
    pub aws: Ipv4Net,
    pub router: Ipv4Net,
    pub customer_asn: u32,
    pub vlan: u32,
    /// What AWS takes.
    pub takes: BTreeSet<Ipv4Net>,
}

/// The public virtual interfaces of a dialect.
pub fn ends(form: &Form) -> Result<Vec<PublicEnd>, String> {
    let end = |key: &Key, one: &Resource| {
        if let Some(odd) = ["DirectConnectGatewayId", "Mtu"].into_iter().find(|fact| one.facts.contains_key(*fact)) {
            return Err(format!("a public virtual interface with {odd}"));
        }
        if matches!(one.facts.get("BgpPeers.0.AuthKey"), Some(Leaf::Text(_))) {
            return Err("a key in the open".to_owned());
        }
        let takes = one.facts.iter().filter(|(name, _)| name.starts_with("RouteFilterPrefixes"));
        let takes = takes.map(|(_, leaf)| leaf.as_text().and_then(|text| text.parse().ok()).ok_or("which prefix?"));
        Ok(PublicEnd {
            name: key.name.clone(),
            aws: fact(one, "BgpPeers.0.AmazonAddress")?,
            router: fact(one, "BgpPeers.0.CustomerAddress")?,
            customer_asn: fact(one, "BgpPeers.0.Asn")?,
            vlan: fact(one, "Vlan")?,
            takes: takes.collect::<Result<_, _>>()?,
        })
    };
    let all = form.of("AWS::DirectConnect::PublicVirtualInterface");
    all.map(|(key, one)| end(key, one).map_err(|error| format!("{key:?}: {error}"))).collect()
}

/// What nobody on the internet has (RFC 6890).
const NOWHERE: [&str; 8] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
];

/// What does not fit, for all public virtual interfaces of a document.
pub fn wrong(sites: &[Site], routers: &BTreeMap<(String, String), Router>, ends: &[PublicEnd]) -> Vec<String> {
    let mut found = Vec::new();
    let mut met = BTreeSet::new();
    for site in sites {
        for (name, public) in &site.publics {
            let key = squashed(&format!("{}{name}", site.name));
            let own: Vec<&PublicEnd> = ends.iter().filter(|end| end.name == key).collect();
            let router = routers.get(&(site.name.clone(), public.router.clone()));
            let ([end], Some(router)) = (own.as_slice(), router) else {
                found.push(format!("{key}: {} ends at AWS, and the router is {}", own.len(), router.is_some()));
                continue;
            };
            met.insert(end.name.clone());
            let lines = one(site, public, end, router);
            found.extend(lines.into_iter().map(|line| format!("{}/{name}: {line}", site.name)));
        }
    }
    let strangers = ends.iter().filter(|end| !met.contains(&end.name));
    found.extend(strangers.map(|end| format!("whose is {}?", end.name)));
    for ((site, name), router) in routers {
        let is_public = |session: &&Session| sites.iter().any(|one| one.has_public(session));
        for session in router.sessions.iter().filter(|session| !is_public(session)) {
            let open = [&session.inward, &session.outward].into_iter().any(|policy| policy.wide);
            if open {
                found.push(format!("{site}/{name} gives or takes everything with {}", session.neighbor));
            }
        }
    }
    found
}

impl Site {
    fn has_public(&self, session: &Session) -> bool {
        self.publics.values().any(|one| one.aws.addr() == session.neighbor)
    }
}

fn one(site: &Site, public: &Public, end: &PublicEnd, router: &Router) -> Vec<String> {
    let mut found = Vec::new();
    let mut must = |fits: bool, what: String| {
        if !fits {
            found.push(what);
        }
    };
    must(end.aws == public.aws && end.router == public.own, format!("AWS's link is {} and {}", end.aws, end.router));
    must(end.vlan == public.vlan, format!("VLAN {} at AWS", end.vlan));
    must(end.customer_asn == site.asn, format!("AWS calls the site {}", end.customer_asn));
    must(end.takes == public.prefixes, format!("AWS takes {:?}", end.takes));
    let talks: Vec<&Session> = router.sessions.iter().filter(|one| one.neighbor == public.aws.addr()).collect();
    let [session] = talks[..] else {
        must(false, format!("{} sessions with {}", talks.len(), public.aws));
        return found;
    };
    must(session.remote == 7224, format!("the router calls AWS {}, not 7224", session.remote));
    must((25..=35).contains(&session.hold), format!("a dead path is noticed after {} s", session.hold));
    must(session.bfd == public.bfd, format!("BFD is {:?}", session.bfd));
    must(public.bfd.is_none() || session.restart_off, "graceful restart beside BFD".to_owned());
    must(session.most.is_none_or(|most| most >= 10_000), format!("cut at {:?} prefixes", session.most));
    let on_link: Vec<_> = router.links.iter().filter(|link| link.address == public.own).collect();
    let [link] = on_link[..] else {
        must(false, format!("{} interfaces have {}", on_link.len(), public.own));
        return found;
    };
    let (port, tag) = link.vlan.clone().unwrap_or_default();
    must(tag == public.vlan && port.is_none_or(|port| port == public.interface), format!("VLAN {:?}", link.vlan));
    must(link.mtu.unwrap_or(1500) == 1500, format!("MTU {:?}", link.mtu));
    must(link.mss.is_none(), format!("clamped to {:?}", link.mss));
    // No policy of the owner's for VPCs, or for another such interface, is about it.
    let shared = router.links.iter().filter(|other| other.zone.is_some() && other.zone == link.zone).count() > 1;
    must(!shared, format!("it shares zone {:?}", link.zone));
    let wanted = ["bgp"].into_iter().chain(public.bfd.map(|_| "bfd")).chain(public.carries.then_some("ike"));
    let wanted = wanted.map(str::to_owned).collect::<BTreeSet<_>>();
    must(link.lets_in.as_ref().is_none_or(|open| *open == wanted), format!("its zone lets in {:?}", link.lets_in));
    filters(site, public, session, &mut must);
    for prefix in &public.prefixes {
        let announced = router.connected || router.networks.contains(prefix);
        must(announced, format!("nothing announces {prefix}"));
    }
    found
}

fn filters(site: &Site, public: &Public, session: &Session, must: &mut impl FnMut(bool, String)) {
    let (inward, outward) = (&session.inward, &session.outward);
    let exact =
        Policy { prefixes: public.prefixes.clone(), communities: vec![public.scope.to_owned()], ..Policy::default() };
    must(*outward == exact, format!("AWS is told {outward:?}, not {exact:?}"));
    must(inward.wide && inward.prefixes.is_empty(), format!("the router takes {:?}", inward.prefixes));
    must(inward.tagged == public.accept, format!("the router takes what is tagged {:?}", inward.tagged));
    must(inward.communities == ["no-export"], format!("what it takes is tagged {:?}", inward.communities));
    let plain = inward.preference.is_none() && inward.prepends.is_empty() && inward.med == 0;
    must(plain, format!("what it takes is preferred: {inward:?}"));
    let nowhere = NOWHERE.iter().map(|range| range.parse::<Ipv4Net>().expect("a range"));
    let own = site.publics.values().flat_map(|one| &one.prefixes).chain(&site.prefixes).copied();
    for range in nowhere.chain(own) {
        let parts: Vec<Ipv4Net> =
            if range.prefix_len() == 3 { range.subnets(4).expect("halves").collect() } else { vec![range] };
        let refused = parts.iter().all(|part| inward.refused.iter().any(|one| one.contains(part)));
        must(refused, format!("the router takes {range} from AWS"));
    }
}
