//! IPv6 of sites: what the document asks for, both ends of the second session of each virtual interface, and what each end lets pass. AWS
//! assigns the addresses, so the router's end is read from files that are bound to an answer which is made up here.

use std::collections::BTreeMap;
use std::net::Ipv6Addr;

use ipnet::Ipv6Net;
use serde_json::{Value, json};

use super::common::pipeline;
use super::dialects::form::{Form, Key, Leaf, squashed};
use super::dialects::{cloudformation, terraform};
use super::intent::{number, parsed, text};
use super::said::Said;

/// A site with IPv6, as the document says it.
struct Site6 {
    name: String,
    asn: u32,
    vpc: String,
    prefixes: Vec<Ipv6Net>,
    /// By name: the platform, and the address on the site's network.
    routers: BTreeMap<String, (String, Option<Ipv6Addr>)>,
    /// By name: the router, and AWS's number.
    uplinks: BTreeMap<String, (String, u32)>,
}

fn sites(document: &str) -> Vec<Site6> {
    let document: Value = serde_saphyr::from_str(document).expect("a document");
    let all = document["sites"].as_object().into_iter().flatten();
    let with = all.filter(|(_, site)| site["ipv6_prefixes"].as_array().is_some_and(|all| !all.is_empty()));
    let site = |(name, site): (&String, &Value)| Site6 {
        name: name.clone(),
        asn: number(&site["asn"], 0),
        vpc: text(&site["attach"]["to"]).strip_prefix("vpc/").expect("a VPC").to_owned(),
        prefixes: site["ipv6_prefixes"].as_array().into_iter().flatten().map(parsed).collect(),
        routers: site["routers"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, one)| {
                let address = &one["lan"]["ipv6_address"];
                (name.clone(), (text(&one["platform"]), (!address.is_null()).then(|| parsed(address))))
            })
            .collect(),
        uplinks: site["uplinks"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, one)| !one["direct_connect"]["public"].is_object())
            .map(|(name, one)| {
                let direct = &one["direct_connect"];
                let gateway = &document["direct_connect_gateways"][text(&direct["gateway"])];
                (name.clone(), (text(&direct["router"]), number(&gateway["asn"], 0)))
            })
            .collect(),
    };
    with.map(site).collect()
}

/// What does not fit, and how many sessions over IPv6 there are. `change` may put a fault into the bound files.
pub fn wrong(
    document: &str,
    files: &BTreeMap<String, String>,
    change: impl FnOnce(&mut BTreeMap<String, String>),
) -> (Vec<String>, usize) {
    let sites = sites(document);
    if sites.is_empty() {
        return (Vec::new(), 0);
    }
    let mut found = Vec::new();
    for (dialect, form) in [("CloudFormation", cloudformation::read(files)), ("Terraform", terraform::read(files))] {
        match form {
            Ok(form) => {
                found.extend(sites.iter().flat_map(|site| at_aws(site, &form)).map(|line| format!("{dialect}: {line}")))
            }
            Err(error) => found.push(format!("{dialect}: {error}")),
        }
    }
    let form = cloudformation::read(files).expect("templates");
    let (answer, ends) = answer(&sites, &form);
    let mut bound = match pipeline::bound(document, &answer.to_string()) {
        Ok(bound) => bound,
        Err(error) => return (vec![error], 0),
    };
    change(&mut bound);
    for site in &sites {
        for router in site.routers.keys() {
            found.extend(
                at_router(site, router, &bound, &ends)
                    .into_iter()
                    .map(|line| format!("{}/{router}: {line}", site.name)),
            );
        }
    }
    (found, ends.len())
}

/// AWS's end: a session of each family on each virtual interface, and a gateway that lets the VPC's block through.
fn at_aws(site: &Site6, form: &Form) -> Vec<String> {
    let mut found = Vec::new();
    let mut gateways = Vec::new();
    for uplink in site.uplinks.keys() {
        let name = squashed(&format!("{}{uplink}", site.name));
        let interface = form.of("AWS::DirectConnect::PrivateVirtualInterface").find(|(key, _)| key.name == name);
        let Some((key, interface)) = interface else {
            found.push(format!("there is no virtual interface {name}"));
            continue;
        };
        gateways.extend(interface.facts.get("DirectConnectGatewayId").cloned());
        // Terraform has it beside the virtual interface.
        let mut beside = form.of("Second session").filter(|(_, one)| one.read("VirtualInterfaceId") == Some(key));
        let session = beside.next().map_or(interface, |(_, one)| one);
        let fact =
            |name: &str| session.facts.get(&format!("BgpPeers.1.{name}")).and_then(Leaf::as_text).unwrap_or_default();
        if fact("AddressFamily") != "ipv6" || fact("Asn") != site.asn.to_string() || beside.next().is_some() {
            found.push(format!("{name} has no session over IPv6 with {}", site.asn));
        }
        if ["AmazonAddress", "CustomerAddress"].iter().any(|name| !fact(name).is_empty()) {
            found.push(format!("{name} asks for addresses that AWS assigns"));
        }
        if interface.facts.get("BgpPeers.0.AuthKey") != session.facts.get("BgpPeers.1.AuthKey") {
            found.push(format!("{name} has another key over IPv6"));
        }
    }
    let vpc = squashed(&site.vpc);
    let is_block = |leaf: &Leaf| matches!(leaf, Leaf::Read(Key { kind: "AWS::EC2::VPC", name }, "ipv6_cidr_block") if *name == vpc);
    for (key, association) in form.of("AWS::DirectConnect::DirectConnectGatewayAssociation") {
        if !association.facts.get("DirectConnectGatewayId").is_some_and(|own| gateways.contains(own)) {
            continue;
        }
        let mut allowed = association.facts.iter().filter(|(name, _)| name.starts_with("AllowedPrefixes"));
        if !allowed.any(|(_, leaf)| is_block(leaf)) {
            found.push(format!("{} keeps the IPv6 block of {} back", key.name, site.vpc));
        }
    }
    found
}

/// Both ends of a session.
struct Ends {
    aws: Ipv6Addr,
    own: Ipv6Addr,
    key: String,
}

/// What AWS could say of all virtual interfaces, those of other sites included.
fn answer(sites: &[Site6], form: &Form) -> (Value, BTreeMap<(String, String), Ends>) {
    let (mut all, mut ends) = (Vec::new(), BTreeMap::new());
    let interfaces = form.of("AWS::DirectConnect::PrivateVirtualInterface");
    for ((key, one), n) in interfaces.zip(1_u16..) {
        let fact = |name: &str| one.facts.get(name).and_then(Leaf::as_text).unwrap_or_default().to_owned();
        let mut peers = vec![json!({
            "addressFamily": "ipv4", "amazonAddress": fact("BgpPeers.0.AmazonAddress"),
            "customerAddress": fact("BgpPeers.0.CustomerAddress"), "authKey": format!("key_of_four.{n}"),
        })];
        for site in sites {
            let own = |uplink: &&String| squashed(&format!("{}{uplink}", site.name)) == key.name;
            let Some(uplink) = site.uplinks.keys().find(own) else { continue };
            let link = |last| Ipv6Addr::new(0x2600, 0x1f00, n, 0, 0, 0, 0, last);
            let end = Ends { aws: link(1), own: link(2), key: format!("key_of_six.{n}") };
            peers.push(json!({
                "addressFamily": "ipv6", "amazonAddress": format!("{}/125", end.aws),
                "customerAddress": format!("{}/125", end.own), "authKey": end.key, "bgpPeerState": "available",
            }));
            peers.swap(0, usize::from(n % 2 == 0));
            ends.insert((site.name.clone(), uplink.clone()), end);
        }
        let vlan: u32 = fact("Vlan").parse().unwrap_or_default();
        all.push(json!({"vlan": vlan, "connectionId": fact("ConnectionId"), "bgpPeers": peers}));
    }
    for ((_, one), n) in form.of("AWS::DirectConnect::PublicVirtualInterface").zip(1_u16..) {
        let fact = |name: &str| one.facts.get(name).and_then(Leaf::as_text).unwrap_or_default().to_owned();
        let vlan: u32 = fact("Vlan").parse().unwrap_or_default();
        let address = fact("BgpPeers.0.AmazonAddress");
        all.push(json!({"vlan": vlan, "amazonAddress": address, "authKey": format!("key_of_public.{n}")}));
    }
    (json!({"virtualInterfaces": all}), ends)
}

/// The router's end, as IOS and FRR say it.
fn at_router(
    site: &Site6,
    name: &str,
    files: &BTreeMap<String, String>,
    ends: &BTreeMap<(String, String), Ends>,
) -> Vec<String> {
    let (platform, _) = &site.routers[name];
    let frr = platform == "linux";
    let base = format!("routers/{}/{name}", site.name);
    let Some(file) = files.get(&format!("{base}.{}", if frr { "frr.conf" } else { "cfg" })) else {
        return vec!["no file is bound".to_owned()];
    };
    let said = Said::indented(file);
    let process = format!("router bgp {} | ", site.asn);
    let (four, six) = if frr {
        ("address-family ipv4 unicast", "address-family ipv6 unicast")
    } else {
        ("address-family ipv4", "address-family ipv6")
    };
    let (four, six) = (format!("{process}{four} | "), format!("{process}{six} | "));
    let reader = Reader { site, said: &said, frr, process: &process, four: &four, six: &six };
    let mut found = Vec::new();
    let own = site.uplinks.iter().filter(|(_, (router, _))| router == name);
    for (uplink, (_, asn)) in own {
        let Some(end) = ends.get(&(site.name.clone(), uplink.clone())) else {
            found.push(format!("nobody answers about {uplink}"));
            continue;
        };
        found.extend(reader.session(uplink, *asn, end).into_iter().map(|line| format!("{uplink}: {line}")));
        let addresses: Vec<String> = if frr {
            let networks = files.iter().filter(|(path, _)| path.starts_with(&base) && path.ends_with(".network"));
            networks
                .flat_map(|(_, text)| {
                    Said::unit(text).behind("Network Address=").iter().map(|one| (*one).to_owned()).collect::<Vec<_>>()
                })
                .collect()
        } else {
            let all = said.behind("interface ").into_iter().filter_map(|words| words.split_once(" | ipv6 address "));
            all.map(|(_, address)| address.to_owned()).collect()
        };
        if addresses.iter().filter(|one| **one == format!("{}/125", end.own)).count() != 1 {
            found.push(format!("{uplink}: no interface has {}", end.own));
        }
    }
    for prefix in &site.prefixes {
        if !said.has(&format!("{six}network {prefix}")) {
            found.push(format!("{prefix} is not announced over IPv6"));
        }
    }
    let strangers = said.behind(&format!("{six}network "));
    found.extend(
        strangers
            .iter()
            .filter(|one| !site.prefixes.iter().any(|own| own.to_string() == **one))
            .map(|one| format!("{one} is not the site's")),
    );
    for (other, (_, address)) in site.routers.iter().filter(|(other, _)| *other != name) {
        found.extend(reader.peer(*address).into_iter().map(|line| format!("{other}: {line}")));
    }
    if frr
        && !files
            .get(&format!("{base}.sysctl.conf"))
            .is_some_and(|text| text.contains("\nnet.ipv6.conf.all.forwarding = 1\n"))
    {
        found.push("it forwards no IPv6".to_owned());
    }
    found
}

struct Reader<'a> {
    site: &'a Site6,
    said: &'a Said,
    frr: bool,
    process: &'a str,
    four: &'a str,
    six: &'a str,
}

impl Reader<'_> {
    fn session(&self, uplink: &str, asn: u32, end: &Ends) -> Vec<String> {
        let mut found = Vec::new();
        let own = format!("{}neighbor {} ", self.process, end.aws);
        for words in [format!("remote-as {asn}"), format!("password {}", end.key), "timers 10 30".to_owned()] {
            if !self.said.has(&format!("{own}{words}")) {
                found.push(format!("{} is not told `{words}`", end.aws));
            }
        }
        let restart = if self.frr { "graceful-restart-disable" } else { "ha-mode graceful-restart disable" };
        if !self.said.has(&format!("{own}{restart}")) {
            found.push("graceful restart is on".to_owned());
        }
        found.extend(self.only_six(end.aws));
        let inside = format!("{}neighbor {} ", self.six, end.aws);
        let [inward, outward] = ["in", "out"].map(|way| self.map(&inside, way));
        let maximum = self
            .said
            .behind(&format!("{inside}maximum-prefix "))
            .first()
            .and_then(|words| words.split(' ').next()?.parse::<u32>().ok());
        if maximum.is_none_or(|most| most < 2) {
            found.push(format!("cut at {maximum:?} prefixes"));
        }
        if !self.frr && !self.said.has(&format!("{inside}send-community")) {
            found.push("IOS sends no community".to_owned());
        }
        // The same preference in both families, or one stands on another uplink than the other.
        let preference = |map: &str| self.said.behind(&format!("route-map {map} permit 10 | set ")).join(", ");
        let four = ["IN", "OUT"].map(|way| preference(&format!("NG-{}-{way}", uplink.to_uppercase())));
        for ((map, four), way) in [(&inward, &four[0]), (&outward, &four[1])].into_iter().zip(["in", "out"]) {
            let Some(map) = map else {
                found.push(format!("everything goes {way}"));
                continue;
            };
            if preference(map) != *four {
                found.push(format!("{way} is {:?} over IPv6 and {four:?} over IPv4", preference(map)));
            }
        }
        if let Some(map) = &inward {
            found.extend(self.takes(map));
        }
        if let Some(map) = &outward {
            let said: Vec<Ipv6Net> = self.samples().into_iter().filter(|one| self.passes(map, *one)).collect();
            if said != self.site.prefixes {
                found.push(format!("the router says {said:?}"));
            }
        }
        found
    }

    /// A session over IPv6 is active in that family and in no other one.
    fn only_six(&self, neighbor: Ipv6Addr) -> Vec<String> {
        let active = format!("neighbor {neighbor} activate");
        let silent =
            self.said.has(&format!("{}no {active}", self.four)) && !self.said.has(&format!("{}{active}", self.four));
        let mut found = Vec::new();
        if !self.said.has(&format!("{}{active}", self.six)) {
            found.push(format!("{neighbor} is not active over IPv6"));
        }
        if !silent {
            found.push(format!("{neighbor} is asked about IPv4"));
        }
        found
    }

    fn map(&self, inside: &str, way: &str) -> Option<String> {
        let maps = self.said.behind(&format!("{inside}route-map "));
        maps.into_iter().find_map(|words| words.strip_suffix(&format!(" {way}"))).map(str::to_owned)
    }

    /// Blocks of VPCs pass, and nothing else: nothing of the site, no wider or longer prefix, no default route.
    fn takes(&self, map: &str) -> Vec<String> {
        let block = |text: &str| text.parse::<Ipv6Net>().expect("a block");
        let mut found = Vec::new();
        for good in ["2600:1f18:1:2a00::/56", "2406:da14:11:ff00::/56", "3fff:ffff:1:100::/56"] {
            if !self.passes(map, block(good)) {
                found.push(format!("{good} of a VPC is refused"));
            }
        }
        let bad =
            ["::/0", "2600:1f18::/32", "2600:1f18:1:2a01::/64", "2600:1f18:1:2a00::/55", "fe80::/56", "fd00:1::/56"];
        let own = self.site.prefixes.iter().filter_map(|prefix| Ipv6Net::new(prefix.network(), 56).ok());
        for bad in bad.into_iter().map(block).chain(own) {
            if self.passes(map, bad) {
                found.push(format!("the router takes {bad}"));
            }
        }
        found
    }

    /// Prefixes that an outward map is asked about.
    fn samples(&self) -> Vec<Ipv6Net> {
        let inside = self.site.prefixes.iter().filter_map(|prefix| Ipv6Net::new(prefix.network(), 64).ok());
        let others = ["::/0", "2600:1f18:1:2a00::/56"].into_iter().map(|text| text.parse().expect("a block"));
        self.site
            .prefixes
            .iter()
            .copied()
            .chain(inside.filter(|one| !self.site.prefixes.contains(one)))
            .chain(others)
            .collect()
    }

    /// Whether a map lets a prefix pass: its list, the lowest number first; what no entry matches is refused.
    fn passes(&self, map: &str, prefix: Ipv6Net) -> bool {
        let lists = self.said.behind(&format!("route-map {map} permit 10 | match ipv6 address prefix-list "));
        let [list] = lists[..] else { return true };
        let mut entries: Vec<(u64, Vec<&str>)> = Vec::new();
        for words in self.said.behind(&format!("ipv6 prefix-list {list} seq ")) {
            let words: Vec<&str> = words.split(' ').collect();
            entries.push((words[0].parse().expect("a number"), words[1..].to_vec()));
        }
        entries.sort();
        for (_, words) in entries {
            let block: Ipv6Net = words[1].parse().expect("a block");
            let lengths = match words[2..] {
                [] => block.prefix_len()..=block.prefix_len(),
                ["le", most] => block.prefix_len()..=most.parse().expect("a length"),
                ["ge", least, "le", most] => least.parse().expect("a length")..=most.parse().expect("a length"),
                _ => return true,
            };
            if lengths.contains(&prefix.prefix_len())
                && block.contains(&prefix.network())
                && block.prefix_len() <= prefix.prefix_len()
            {
                return words[0] == "permit";
            }
        }
        false
    }

    /// The session with another router of the site: what AWS announces and nothing else, unchanged.
    fn peer(&self, address: Option<Ipv6Addr>) -> Vec<String> {
        let Some(address) = address else { return vec!["it has no address over IPv6".to_owned()] };
        let mut found = self.only_six(address);
        if !self.said.has(&format!("{}neighbor {address} remote-as {}", self.process, self.site.asn)) {
            found.push(format!("no session with {address}"));
        }
        let inside = format!("{}neighbor {address} ", self.six);
        if !self.said.has(&format!("{inside}next-hop-self")) {
            found.push("it is told of addresses that it does not reach".to_owned());
        }
        for way in ["in", "out"] {
            match self.map(&inside, way) {
                Some(map) => {
                    found.extend(self.takes(&map));
                    if !self.said.behind(&format!("route-map {map} permit 10 | set ")).is_empty() {
                        found.push(format!("{map} changes what passes between routers"));
                    }
                }
                None => found.push(format!("everything goes {way}")),
            }
        }
        found
    }
}

/// Faults of bound files, with a part of what is said of each. Each is of the document `site-ipv6`.
pub const FAULTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "another number of AWS over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "neighbor 2600:1f00:1::1 remote-as 64513",
        "neighbor 2600:1f00:1::1 remote-as 64512",
        "is not told `remote-as 64513`",
    ),
    (
        "ends over IPv6 exchanged",
        "routers/tokyo/edge-1.ng-dx-1.network",
        "Address=2600:1f00:1::2/125",
        "Address=2600:1f00:1::1/125",
        "no interface has 2600:1f00:1::2",
    ),
    (
        "the key of IPv4 over IPv6",
        "routers/tokyo/edge-2.cfg",
        "password key_of_six.2",
        "password key_of_four.2",
        "is not told `password key_of_six.2`",
    ),
    (
        "blocks of any length",
        "routers/tokyo/edge-1.frr.conf",
        "2000::/3 ge 56 le 56",
        "2000::/3 ge 48 le 64",
        "the router takes 2600:1f18:1:2a01::/64",
    ),
    (
        "the site's own prefix is taken",
        "routers/tokyo/edge-2.cfg",
        "deny 2001:db8:100::/48 le 128",
        "deny 2001:db8:101::/48 le 128",
        "the router takes 2001:db8:100::/56",
    ),
    (
        "a prefix that is not announced",
        "routers/tokyo/edge-2.cfg",
        "  network 2001:db8:100::/48\n",
        "",
        "2001:db8:100::/48 is not announced",
    ),
    (
        "another preference over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "route-map NG-DX-1-OUT6 permit 10\n match ipv6 address prefix-list NG-SITE-OUT6\n set community 7224:7300",
        "route-map NG-DX-1-OUT6 permit 10\n match ipv6 address prefix-list NG-SITE-OUT6\n set community 7224:7100",
        "out is",
    ),
    (
        "IPv4 asked of a session over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "  no neighbor 2600:1f00:1::1 activate\n",
        "",
        "is asked about IPv4",
    ),
    (
        "routers that do not talk over IPv6",
        "routers/tokyo/edge-2.cfg",
        " neighbor 2001:db8:100:1::2 remote-as 65001\n",
        "",
        "no session with 2001:db8:100:1::2",
    ),
    (
        "no forwarding of IPv6",
        "routers/tokyo/edge-1.sysctl.conf",
        "net.ipv6.conf.all.forwarding = 1",
        "net.ipv6.conf.all.forwarding = 0",
        "it forwards no IPv6",
    ),
];
