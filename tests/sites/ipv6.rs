//! IPv6 of sites: what the document asks for, both ends of the second session of each virtual interface, and what each end lets pass. AWS
//! assigns the addresses, so the router's end is read from files that are bound to an answer which is made up here.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv6Addr;

use ipnet::Ipv6Net;
use serde_json::{Value, json};

use super::common::pipeline;
use super::dialects::form::{Form, Key, Leaf, squashed};
use super::dialects::{cloudformation, terraform};
use super::intent::{number, parsed, text};
use super::ipv6_router::at_router;

/// A site with IPv6, as the document says it.
pub struct Site6 {
    pub name: String,
    pub asn: u32,
    pub vpcs: Vec<String>,
    pub prefixes: Vec<Ipv6Net>,
    /// By name: the platform, and the address on the site's network.
    pub routers: BTreeMap<String, (String, Option<Ipv6Addr>)>,
    /// By name: the router, and AWS's number.
    pub uplinks: BTreeMap<String, (String, u32)>,
}

/// The VPCs of an end, which is one or several.
fn vpcs(end: &Value) -> Vec<String> {
    let all = end.as_array().map_or(std::slice::from_ref(end), Vec::as_slice);
    all.iter().map(|one| text(one).strip_prefix("vpc/").expect("a VPC").to_owned()).collect()
}

fn sites(document: &str) -> Vec<Site6> {
    let document: Value = serde_saphyr::from_str(document).expect("a document");
    let all = document["sites"].as_object().into_iter().flatten();
    let with = all.filter(|(_, site)| site["ipv6_prefixes"].as_array().is_some_and(|all| !all.is_empty()));
    let site = |(name, site): (&String, &Value)| Site6 {
        name: name.clone(),
        asn: number(&site["asn"], 0),
        vpcs: vpcs(&site["attach"]["to"]),
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
                found
                    .extend(sites.iter().flat_map(|site| at_aws(site, &form)).map(|line| format!("{dialect}: {line}")));
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
    found.extend(bound.iter().filter_map(|(path, text)| other_facts(path, text, files)));
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
    found.extend(kept_back(site, form, &gateways));
    found
}

/// The VPCs whose block a gateway of the site does not let through, and gateways that let another block through than that of their VPC.
fn kept_back(site: &Site6, form: &Form, gateways: &[Leaf]) -> Vec<String> {
    let mut found = Vec::new();
    let mut passes = BTreeSet::new();
    for (key, association) in form.of("AWS::DirectConnect::DirectConnectGatewayAssociation") {
        if !association.facts.get("DirectConnectGatewayId").is_some_and(|own| gateways.contains(own)) {
            continue;
        }
        let behind = association.facts.get("AssociatedGatewayId");
        let attachment = form
            .of("VPN gateway attachment")
            .find(|(_, one)| behind.is_some() && one.facts.get("VpnGatewayId") == behind);
        let vpc = attachment.and_then(|(_, one)| one.read("VpcId")).map(|vpc| &vpc.name);
        for (_, leaf) in association.facts.iter().filter(|(name, _)| name.starts_with("AllowedPrefixes")) {
            let Leaf::Read(Key { kind: "AWS::EC2::VPC", name }, "ipv6_cidr_block") = leaf else { continue };
            if Some(name) != vpc {
                found.push(format!(
                    "{} lets the IPv6 block of {name} through, which is behind another gateway",
                    key.name
                ));
            }
            passes.insert(name.clone());
        }
    }
    let back = site.vpcs.iter().filter(|vpc| !passes.contains(&squashed(vpc)));
    found.extend(back.map(|vpc| format!("the IPv6 block of {vpc} is kept back")));
    found
}

/// Both ends of a session.
pub struct Ends {
    /// AWS's address over IPv4.
    pub four: String,
    pub aws: Ipv6Addr,
    pub own: Ipv6Addr,
    pub key: String,
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
            let four = fact("BgpPeers.0.AmazonAddress").trim_end_matches("/30").to_owned();
            let end = Ends { four, aws: link(1), own: link(2), key: format!("key_of_six.{n}") };
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

/// A bound file is of the same facts as the one that waits for them, or nobody would know which fits.
fn other_facts(path: &str, text: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let line = text.lines().find(|line| line.contains("Facts of this router: "))?;
    let (router, ending) = path.split_once('.')?;
    let mut before =
        [path.to_owned(), format!("{router}.unbound.{ending}")].into_iter().filter_map(|path| files.get(&path));
    let same = before.any(|before| before.lines().any(|other| other == line));
    (!same).then(|| format!("{path} is of other facts"))
}
