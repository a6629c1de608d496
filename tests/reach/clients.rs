//! Clients of shared services: the security groups of Resolver endpoints and of central interface endpoints admit every network that
//! reaches the endpoint, and nobody else. Who reaches it is found by walking through what is rendered; whom a group admits stands there
//! as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::Ipv4Net;

use crate::common::dice::Dice;
use crate::proof::exchange::{Party, Place, exchange};
use crate::proof::net::Net;
use crate::proof::random::Choices;
use crate::proof::read::Resource;

/// An attachment that exists, and what its segment says of it.
const PARTNER: (&str, &str) = ("tgw-attach-0123456789abcdef0", "172.31.0.0/20");

/// A random document with one VPC that has both kinds of endpoints for others, and how those may reach it.
pub struct Document {
    pub text: String,
    pub vpc: String,
    pub has: BTreeSet<&'static str>,
    /// Whether one pool holds VPCs of several segments: its block then stands for all of them.
    pub is_mixed: bool,
}

pub fn document(seed: u64) -> Document {
    let (choices, mut dice) = (Choices::of(seed), Dice::new(seed ^ 0xc11e));
    let vpc = choices.spokes[dice.roll(choices.spokes.len())].0.clone();
    let mut text = choices.document();
    let mut has = BTreeSet::new();
    let target = choices.segments[dice.roll(choices.segments.len())];
    let mut segments = String::new();
    let mut gateway = "";
    match dice.roll(4) {
        0 => {
            has.insert("site at the transit gateway");
            let _ = writeln!(segments, "      on-prem: {{reaches: [{target}]}}");
            text += &site("hub, segment: on-prem");
        }
        1 => {
            has.insert("site at the VPN gateway");
            gateway = "vpn_gateway: {asn: 64600}, ";
            text += &site(&format!("vpc/{vpc}"));
        }
        _ => {}
    }
    if dice.one_in(3) {
        has.insert("existing attachment");
        let (id, block) = PARTNER;
        let _ = writeln!(segments, "      partner: {{attachments: [{id}], prefixes: [{block}], reaches: [{target}]}}");
    }
    if dice.one_in(3) {
        has.insert("peering");
        text += "peerings: {legacy: {between: [old, VPC]}}\n";
        text = text.replace("VPC]", &format!("{vpc}]"));
        let old = "  old: {cidr: 172.30.0.0/20, tiers: {app: {prefix: 24, route: local}}}\n";
        text = text.replacen("vpcs:\n", &format!("vpcs:\n{old}"), 1);
    }
    let text = completed(text, &segments, &has);
    let shares = format!("{gateway}resolver: {{inbound: true}}, endpoints: {{interface: [ssm], central: true}}, ");
    let line = text.lines().find(|line| line.starts_with(&format!("  {vpc}: {{"))).expect("its line").to_owned();
    let text = text.replacen(&line, &line.replacen("tiers: {app", &format!("{shares}tiers: {{app"), 1), 1);
    Document { text, vpc, has, is_mixed: choices.shared_pool }
}

/// The document with further segments, and with what its gateway and its zones need for them.
fn completed(mut text: String, segments: &str, has: &BTreeSet<&str>) -> String {
    text = text.replacen("    segments:\n", &format!("    segments:\n{segments}"), 1);
    let id = if has.contains("existing attachment") {
        "    id: tgw-0123456789abcdef0\n    default_tables: disabled\n"
    } else {
        ""
    };
    // A gateway that exists has its number, which only sites ask for.
    let asn = if id.is_empty() || has.contains("site at the transit gateway") { "    asn: 64512\n" } else { "" };
    text = text.replacen("  hub:\n", &format!("  hub:\n{id}{asn}"), 1);
    // A resolver endpoint has addresses in two zones at least.
    text = text.replacen("availability_zones: [a]\n", "availability_zones: [a, b]\n", 1);
    text
}

fn site(to: &str) -> String {
    format!(
        "sites: {{tokyo: {{asn: 65001, prefixes: [192.168.0.0/18], attach: {{to: {to}}}, routers: {{gw: {{platform: linux, \
         router_id: 192.168.1.1, lan: {{interface: eth0, address: 192.168.1.1/24}}}}}}, \
         uplinks: {{inet: {{vpn: {{router: gw, interface: eth1, outside_ip: 203.0.113.10}}}}}}}}}}\n"
    )
}

/// A shared endpoint, as a dialect says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    pub id: String,
    subnets: Vec<String>,
    /// What a client asks for.
    asks: Vec<(&'static str, u16)>,
    /// Block, protocol by its number, first and last port.
    pub rules: Vec<(Ipv4Net, String, u16, u16)>,
}

/// The shared endpoints of a dialect.
pub fn endpoints(resources: &[Resource]) -> Vec<Endpoint> {
    let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
    let rules = |one: &Resource| {
        let groups = one.references("SecurityGroupIds", "security_group_ids");
        let of_mine = |rule: &&Resource| {
            rule.reference("GroupId", "security_group_id").is_some_and(|group| groups.contains(&group))
        };
        let rule = |rule: &Resource| {
            let port = |c: &str, t: &str| rule.text(c, t)?.parse::<u16>().ok();
            Some((
                rule.text("CidrIp", "cidr_ipv4")?.parse().ok()?,
                rule.text("IpProtocol", "ip_protocol")?,
                port("FromPort", "from_port").unwrap_or(0),
                port("ToPort", "to_port").unwrap_or(u16::MAX),
            ))
        };
        all("AWS::EC2::SecurityGroupIngress").filter(of_mine).filter_map(rule).collect()
    };
    let inbound = all("AWS::Route53Resolver::ResolverEndpoint")
        .filter(|one| one.text("Direction", "direction").as_deref() == Some("INBOUND"));
    let inbound = inbound.map(|one| Endpoint {
        id: one.id.clone(),
        subnets: one.nested("IpAddresses", ".SubnetId"),
        asks: vec![("6", 53), ("17", 53)],
        rules: rules(one),
    });
    let interfaces = all("AWS::EC2::VPCEndpoint")
        .filter(|one| one.text("VpcEndpointType", "vpc_endpoint_type").as_deref() == Some("Interface"));
    let interfaces = interfaces.map(|one| Endpoint {
        id: one.id.clone(),
        subnets: one.references("SubnetIds", "subnet_ids"),
        asks: vec![("6", 443)],
        rules: rules(one),
    });
    let mut all: Vec<Endpoint> = inbound.chain(interfaces).collect();
    for one in &mut all {
        one.rules.sort();
    }
    all
}

impl Endpoint {
    /// Whether the group admits everything that a client asks for, and whether it admits any of it.
    fn admits(&self, client: Ipv4Addr) -> [bool; 2] {
        let ask = |(protocol, port): &(&str, u16)| {
            let mut rules = self.rules.iter().filter(|(block, ..)| block.contains(&client));
            rules.any(|(_, own, from, to)| (own == protocol || own == "-1") && (from..=to).contains(&port))
        };
        [self.asks.iter().all(ask), self.asks.iter().any(ask)]
    }
}

/// Networks outside of the VPC, by name: VPCs with the subnets of their workloads, sites, what exists already.
fn clients<'n>(net: &'n Net, vpc: &str) -> BTreeMap<String, Vec<Party<'n>>> {
    let mut clients: BTreeMap<String, Vec<Party<'_>>> = BTreeMap::new();
    for (id, subnet) in net.subnets.iter().filter(|(_, subnet)| subnet.vpc != vpc && subnet.name.contains("-app-")) {
        let party = Party { place: Place::Subnet(id), address: net.host(id).into() };
        clients.entry(subnet.vpc.clone()).or_default().push(party);
    }
    let host = |block: &Ipv4Net| IpAddr::from(Ipv4Addr::from(u32::from(block.network()) + 10));
    for (name, site) in &net.edges.sites {
        let parties = site.prefixes.iter().map(|block| Party { place: Place::Site(name), address: host(block) });
        clients.insert(format!("site {name}"), parties.collect());
    }
    if let Some((id, _)) = net.attachments.get_key_value(PARTNER.0) {
        let address = host(&PARTNER.1.parse().expect("a block"));
        clients.insert("partner".to_owned(), vec![Party { place: Place::Attachment(id), address }]);
    }
    clients
}

/// Which networks reach an endpoint.
pub struct Reach {
    /// Addresses of each, and whether it does.
    clients: BTreeMap<String, (Vec<Ipv4Addr>, bool)>,
    own: Vec<Ipv4Addr>,
}

impl Reach {
    pub fn of(net: &Net, vpc: &str, endpoint: &Endpoint) -> Self {
        let mut net = net.clone();
        net.behind.insert(PARTNER.0.to_owned(), vec![PARTNER.1.parse().expect("a block")]);
        let vpc = net.vpc(vpc);
        let doors = endpoint.subnets.iter().map(|id| {
            assert_eq!(net.subnets[id].vpc, vpc, "{} is in its VPC", endpoint.id);
            Party { place: Place::Subnet(id), address: net.host(id).into() }
        });
        let doors: Vec<Party<'_>> = doors.collect();
        let reaches = |client: &Party<'_>| {
            let zone = net.subnets.values().next().expect("a subnet").zone.as_str();
            let mut doors = doors.iter();
            doors.any(|door| exchange(&net, zone, *client, *door, (None, &[None])).is_ok())
        };
        let v4 = |address: IpAddr| if let IpAddr::V4(address) = address { address } else { panic!("{address}") };
        let clients = clients(&net, vpc).into_iter().map(|(name, parties)| {
            let reaches = parties.iter().any(&reaches);
            (name, (parties.iter().map(|party| v4(party.address)).collect(), reaches))
        });
        let own = net.subnets.iter().filter(|(_, subnet)| subnet.vpc == vpc).map(|(id, _)| net.host(id));
        Self { clients: clients.collect(), own: own.collect() }
    }

    /// How many reach it, and how many do not; the error is the first one that the group treats otherwise. A pool of several segments
    /// stands for all of its VPCs, so there nobody has to be kept out.
    pub fn compare(&self, endpoint: &Endpoint, is_mixed: bool) -> Result<[usize; 2], String> {
        let words = |name: &str, what: &str| Err(format!("{}: {name} {what}: {:?}", endpoint.id, endpoint.rules));
        if !self.own.iter().all(|address| endpoint.admits(*address)[0]) {
            return words("the VPC itself", "is not admitted");
        }
        let mut counts = [0, 0];
        for (name, (addresses, reaches)) in &self.clients {
            counts[usize::from(!reaches)] += 1;
            for address in addresses {
                let [all, any] = endpoint.admits(*address);
                if *reaches && !all {
                    return words(name, "reaches it and is not admitted");
                }
                let covered = is_mixed && name.starts_with("AWS::EC2::VPC ");
                if !reaches && any && !covered {
                    return words(name, "does not reach it and is admitted");
                }
            }
        }
        Ok(counts)
    }

    /// An address of somebody who does not reach it.
    pub fn outsider(&self) -> Option<Ipv4Addr> {
        self.clients.values().find(|(_, reaches)| !reaches).and_then(|(addresses, _)| addresses.first().copied())
    }

    /// The addresses of one who does.
    pub fn client(&self) -> Option<&[Ipv4Addr]> {
        self.clients.values().find(|(_, reaches)| *reaches).map(|(addresses, _)| addresses.as_slice())
    }
}

/// Makes a fault of a group; false where it has nothing like it.
pub type Fault = fn(&mut Endpoint, &Reach) -> bool;

pub const FAULTS: &[(&str, Fault)] = &[
    ("a client is missing", |endpoint, reach| {
        let Some(client) = reach.client().and_then(<[Ipv4Addr]>::first) else { return false };
        endpoint.rules.retain(|(block, ..)| !block.contains(client));
        true
    }),
    ("a client is admitted in part", |endpoint, reach| {
        let Some(client) = reach.client().and_then(<[Ipv4Addr]>::first) else { return false };
        for (block, ..) in endpoint.rules.iter_mut().filter(|(block, ..)| block.contains(client)) {
            *block = Ipv4Net::new(block.network(), 30).expect("a prefix");
        }
        true
    }),
    ("somebody who does not reach it is admitted", |endpoint, reach| {
        let Some(outsider) = reach.outsider() else { return false };
        let (protocol, port) = endpoint.asks[0];
        endpoint.rules.push((Ipv4Net::from(outsider), protocol.to_owned(), port, port));
        true
    }),
    ("everybody is admitted", |endpoint, _| {
        endpoint.rules.iter_mut().for_each(|(block, ..)| *block = "0.0.0.0/0".parse().expect("a block"));
        true
    }),
    ("TCP alone is admitted", |endpoint, _| {
        endpoint.rules.retain(|(_, protocol, ..)| protocol == "6");
        endpoint.asks.len() > 1
    }),
    ("the wrong port is admitted", |endpoint, _| {
        endpoint.rules.iter_mut().for_each(|(.., from, to)| (*from, *to) = (80, 80));
        true
    }),
    ("the group has no rules", |endpoint, _| {
        endpoint.rules.clear();
        true
    }),
];
