//! The router's end of sessions over IPv6, as IOS and FRR say it: what it is told, and what passes it.

use std::collections::BTreeMap;
use std::net::Ipv6Addr;

use ipnet::Ipv6Net;

use super::ipv6::{Ends, Site6};
use super::said::Said;

/// The router's end, as IOS and FRR say it.
pub fn at_router(
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
    let mut found = reader.uplinks(name, ends, &addresses(&said, frr, &base, files));
    found.extend(reader.networks());
    for (other, (_, address)) in site.routers.iter().filter(|(other, _)| *other != name) {
        found.extend(reader.peer(*address).into_iter().map(|line| format!("{other}: {line}")));
    }
    let forwards = |text: &String| text.contains("\nnet.ipv6.conf.all.forwarding = 1\n");
    if frr && !files.get(&format!("{base}.sysctl.conf")).is_some_and(forwards) {
        found.push("it forwards no IPv6".to_owned());
    }
    found
}

/// The addresses of IPv6 that interfaces have.
fn addresses(said: &Said, frr: bool, base: &str, files: &BTreeMap<String, String>) -> Vec<String> {
    if !frr {
        let all = said.behind("interface ").into_iter().filter_map(|words| words.split_once(" | ipv6 address "));
        return all.map(|(_, address)| address.to_owned()).collect();
    }
    let networks = files.iter().filter(|(path, _)| path.starts_with(base) && path.ends_with(".network"));
    let own = |text: &String| -> Vec<String> {
        Said::unit(text).behind("Network Address=").into_iter().map(str::to_owned).collect()
    };
    networks.flat_map(|(_, text)| own(text)).collect()
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
    /// Each virtual interface of the router.
    fn uplinks(&self, name: &str, ends: &BTreeMap<(String, String), Ends>, addresses: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for (uplink, (_, asn)) in self.site.uplinks.iter().filter(|(_, (router, _))| router == name) {
            let Some(end) = ends.get(&(self.site.name.clone(), uplink.clone())) else {
                found.push(format!("nobody answers about {uplink}"));
                continue;
            };
            let lines = self.session(*asn, end).into_iter().chain(self.ways(end));
            found.extend(lines.map(|line| format!("{uplink}: {line}")));
            if addresses.iter().filter(|one| **one == format!("{}/125", end.own)).count() != 1 {
                found.push(format!("{uplink}: no interface has {}", end.own));
            }
        }
        found
    }

    /// What is announced: the site's prefixes.
    fn networks(&self) -> Vec<String> {
        let said = self.said.behind(&format!("{}network ", self.six));
        let own: Vec<String> = self.site.prefixes.iter().map(ToString::to_string).collect();
        let missing = own.iter().filter(|one| !said.contains(&one.as_str()));
        let missing = missing.map(|one| format!("{one} is not announced over IPv6"));
        let strange = said.iter().filter(|one| !own.iter().any(|own| own == *one));
        missing.chain(strange.map(|one| format!("{one} is not the site's"))).collect()
    }

    fn session(&self, asn: u32, end: &Ends) -> Vec<String> {
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
        found
    }

    /// What passes the session in both directions, and with which preference.
    fn ways(&self, end: &Ends) -> Vec<String> {
        let mut found = Vec::new();
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
        let beside = format!("{}neighbor {} ", self.four, end.four);
        let four = ["in", "out"].map(|way| self.map(&beside, way).map(|map| preference(&map)).unwrap_or_default());
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
