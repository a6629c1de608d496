//! What a network has beyond its IPv4 routes, as packets notice it: IPv6, gateways to the internet, network ACLs, and the ways to
//! sites. In come the resources of a dialect and the files of routers; nothing is taken from a plan.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::ends::{has_site_link, link_of, needed, second_session, vpn_end};
use super::net::{Attachment, Net, Target, existing, target};
use super::read::{Block6, Resource};

/// Everything by the resource's identity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edges {
    /// The /56 of a VPC. Amazon chooses it, so it is made up here, for each VPC another one.
    pub vpcs6: BTreeMap<String, Ipv6Net>,
    pub subnets6: BTreeMap<String, Ipv6Net>,
    /// Routes of VPC route tables, besides `local`.
    pub tables6: BTreeMap<String, Vec<(Ipv6Net, Target)>>,
    /// The attachments that carry IPv6.
    pub attachments6: BTreeSet<String>,
    /// The VPCs with an internet gateway.
    pub internet: BTreeSet<String>,
    /// Egress-only internet gateway to its VPC.
    pub egress_only: BTreeMap<String, String>,
    /// NAT gateway without a subnet to its VPC.
    pub regional: BTreeMap<String, String>,
    /// Entries of network ACLs, by number.
    pub acls: BTreeMap<String, Vec<Entry>>,
    /// Subnet to its network ACL.
    pub guards: BTreeMap<String, String>,
    /// VPN gateway to its VPC.
    pub vpn_gateways: BTreeMap<String, String>,
    /// Route table to the VPN gateways that propagate into it.
    pub learns: BTreeMap<String, BTreeSet<String>>,
    /// VPN connections and Direct Connect gateways.
    pub links: BTreeMap<String, Link>,
    /// The VPCs whose IPv6 block a Direct Connect gateway lets through.
    pub allowed6: BTreeSet<String>,
    /// Direct Connect gateways with a session over IPv6 to a site, and what that announces.
    pub behind6: BTreeMap<String, BTreeSet<Ipv6Net>>,
    /// Sites by name.
    pub sites: BTreeMap<String, Site>,
}

/// An entry of a network ACL.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub number: u32,
    pub egress: bool,
    pub allow: bool,
    pub block: IpNet,
    /// The number at IANA; -1 is every protocol.
    pub protocol: i32,
    pub ports: (u16, u16),
    /// Type and code; -1 is every one.
    pub icmp: (i32, i32),
}

/// What joins a site to AWS.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The transit gateways or VPN gateways at its end, each with the prefixes that a Direct Connect gateway allows.
    pub ends: BTreeMap<String, Option<BTreeSet<Ipv4Net>>>,
    /// Whether AWS knows the site by static routes, not by BGP.
    pub is_static: bool,
}

/// The side of a site, from its routers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// What it announces, or what a static connection says of it.
    pub prefixes: BTreeSet<Ipv4Net>,
    pub prefixes6: BTreeSet<Ipv6Net>,
    /// What its routers take from AWS, exactly.
    pub accepts: BTreeSet<Ipv4Net>,
    pub links: BTreeSet<String>,
    /// The Direct Connect gateways among them by which it reaches other sites (`SiteLink`).
    pub linked: BTreeSet<String>,
}

impl Net {
    /// The network with all of its edges. `files` has those of its routers.
    pub fn whole(resources: &[Resource], files: &BTreeMap<String, String>) -> Self {
        let (net, alone) = Self::between(resources, files);
        assert!(alone.is_empty(), "these do not lead to AWS: {alone:?}");
        net
    }

    /// The network at a moment of a change, and the files of routers that lead nowhere.
    pub fn between(resources: &[Resource], files: &BTreeMap<String, String>) -> (Self, Vec<String>) {
        let mut net = Self::of(resources);
        let direct = resources.iter().filter(|one| one.kind == "Direct Connect attachment");
        for one in direct {
            net.rename(&one.id, &needed(one, "DirectConnectGatewayId", "dx_gateway_id"));
        }
        net.read_six(resources);
        net.read_acls(resources);
        net.read_links(resources);
        net.read_statics(resources);
        let alone = net.read_routers(resources, files);
        (net, alone)
    }

    /// Terraform's way to say the attachment of a Direct Connect gateway becomes the gateway.
    fn rename(&mut self, from: &str, to: &str) {
        if let Some(attachment) = self.attachments.remove(from) {
            self.attachments.insert(to.to_owned(), Attachment { table: attachment.table, ..existing(to) });
        }
        for table in self.hub_tables.values_mut() {
            if table.propagations.remove(from) {
                table.propagations.insert(to.to_owned());
            }
            for via in table.statics.values_mut().flatten().filter(|via| *via == from) {
                to.clone_into(via);
            }
        }
    }

    fn block6(&self, block: Block6) -> Ipv6Net {
        match block {
            Block6::Written(block) => block,
            Block6::Part { vpc, bits, index } => {
                let own = self.edges.vpcs6[&vpc];
                let length = own.prefix_len() + u8::try_from(bits).expect("few bits");
                let address = u128::from(own.network()) + (u128::from(index) << (128 - u32::from(length)));
                Ipv6Net::new(Ipv6Addr::from(address), length).expect("a prefix")
            }
        }
    }

    fn read_six(&mut self, resources: &[Resource]) {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        for (number, vpc) in (0_u128..).zip(self.vpcs.keys()) {
            let address = (0x2600_1f00_u128 << 96) + (number << 80);
            self.edges.vpcs6.insert(vpc.clone(), Ipv6Net::new(Ipv6Addr::from(address), 56).expect("a prefix"));
        }
        for one in all("AWS::EC2::Subnet") {
            if let Some(block) = one.block6("Ipv6CidrBlock", "ipv6_cidr_block") {
                let block = self.block6(block);
                assert_eq!(block.prefix_len(), 64, "{}", one.id);
                self.edges.subnets6.insert(one.id.clone(), block);
            }
        }
        for one in all("AWS::EC2::Route") {
            if let Some(block) = one.block6("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block") {
                let (table, route) = (needed(one, "RouteTableId", "route_table_id"), (self.block6(block), target(one)));
                self.edges.tables6.entry(table).or_default().push(route);
            }
        }
        let six = all("AWS::EC2::TransitGatewayAttachment").filter(|one| one.ipv6_support());
        self.edges.attachments6 = six.map(|one| one.id.clone()).collect();
        let owned = |one: &Resource| one.reference("VpcId", "vpc_id");
        let internet = all("AWS::EC2::InternetGateway").filter_map(owned);
        let attached = all("AWS::EC2::VPCGatewayAttachment").filter_map(owned);
        self.edges.internet = internet.chain(attached).collect();
        for one in all("AWS::EC2::EgressOnlyInternetGateway") {
            self.edges.egress_only.insert(one.id.clone(), needed(one, "VpcId", "vpc_id"));
        }
        for one in all("AWS::EC2::NatGateway").filter(|one| !self.nats.contains_key(&one.id)) {
            assert_eq!(one.text("AvailabilityMode", "availability_mode").as_deref(), Some("regional"), "{}", one.id);
            self.edges.regional.insert(one.id.clone(), needed(one, "VpcId", "vpc_id"));
        }
    }

    fn read_acls(&mut self, resources: &[Resource]) {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        for one in all("AWS::EC2::NetworkAcl") {
            self.edges.acls.insert(one.id.clone(), Vec::new());
        }
        for one in all("AWS::EC2::SubnetNetworkAclAssociation") {
            let acl = needed(one, "NetworkAclId", "network_acl_id");
            let twin = self.edges.guards.insert(needed(one, "SubnetId", "subnet_id"), acl);
            assert!(twin.is_none(), "two network ACLs");
        }
        for one in all("AWS::EC2::NetworkAclEntry") {
            let number = |c: &str, t: &str| one.text(c, t).map(|text| text.parse::<i32>().expect("a number"));
            let block4 = one.text("CidrBlock", "cidr_block").map(|text| IpNet::V4(text.parse().expect("a block")));
            let block6 = one.block6("Ipv6CidrBlock", "ipv6_cidr_block").map(|block| IpNet::V6(self.block6(block)));
            assert!(block4.is_some() != block6.is_some(), "{} has one block", one.id);
            let port = |c: &str, t: &str| number(c, t).map(|port| u16::try_from(port).expect("a port"));
            let entry = Entry {
                number: one.text("RuleNumber", "rule_number").expect("a number").parse().expect("a number"),
                egress: one.text("Egress", "egress").as_deref() == Some("true"),
                allow: one.text("RuleAction", "rule_action").as_deref() == Some("allow"),
                block: block4.or(block6).expect("a block"),
                protocol: number("Protocol", "protocol").expect("a protocol"),
                ports: (
                    port("PortRange.From", "from_port").unwrap_or(0),
                    port("PortRange.To", "to_port").unwrap_or(u16::MAX),
                ),
                icmp: (number("Icmp.Type", "icmp_type").unwrap_or(-1), number("Icmp.Code", "icmp_code").unwrap_or(-1)),
            };
            let acl = needed(one, "NetworkAclId", "network_acl_id");
            self.edges.acls.get_mut(&acl).expect("its ACL").push(entry);
        }
        for entries in self.edges.acls.values_mut() {
            entries.sort_by_key(|entry| (entry.egress, entry.number));
            let twin = entries.windows(2).any(|two| (two[0].egress, two[0].number) == (two[1].egress, two[1].number));
            assert!(!twin, "two entries have one number");
        }
    }

    fn read_links(&mut self, resources: &[Resource]) {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        for one in all("VPN gateway attachment") {
            let gateway = needed(one, "VpnGatewayId", "vpn_gateway_id");
            self.edges.vpn_gateways.insert(gateway, needed(one, "VpcId", "vpc_id"));
        }
        for one in all("AWS::EC2::VPNGatewayRoutePropagation") {
            let table = needed(one, "RouteTableIds.0", "route_table_id");
            self.edges.learns.entry(table).or_default().insert(needed(one, "VpnGatewayId", "vpn_gateway_id"));
        }
        for one in all("AWS::EC2::VPNConnection") {
            let (id, end) = vpn_end(one, resources);
            let is_static = one.text("StaticRoutesOnly", "static_routes_only").as_deref() == Some("true");
            self.edges.links.insert(id, Link { ends: BTreeMap::from([(end, None)]), is_static });
        }
        for one in all("AWS::EC2::TransitGatewayConnect") {
            let carrier = needed(one, "TransportTransitGatewayAttachmentId", "transport_attachment_id");
            let carrier = resources.iter().find(|other| other.id == carrier).expect("what carries it");
            let hub = needed(carrier, "TransitGatewayId", "transit_gateway_id");
            self.edges.links.insert(one.id.clone(), Link { ends: BTreeMap::from([(hub, None)]), is_static: false });
        }
        for one in all("AWS::DirectConnect::DirectConnectGatewayAssociation") {
            let allowed = one.references("AllowedPrefixesToDirectConnectGateway", "allowed_prefixes");
            let (v4, v6): (Vec<_>, Vec<_>) = allowed.into_iter().partition(|text| text.contains('/'));
            let allowed = v4.iter().map(|text| text.parse().expect("a prefix")).collect();
            self.edges.allowed6.extend(v6);
            let link = self.edges.links.entry(needed(one, "DirectConnectGatewayId", "dx_gateway_id")).or_default();
            link.ends.insert(needed(one, "AssociatedGatewayId", "associated_gateway_id"), Some(allowed));
        }
    }

    /// Static routes of VPN connections: their sites have no router that says it.
    fn read_statics(&mut self, resources: &[Resource]) {
        for one in resources.iter().filter(|one| one.kind == "AWS::EC2::VPNConnectionRoute") {
            let connection = needed(one, "VpnConnectionId", "vpn_connection_id");
            let name = resources.iter().find(|other| other.id == connection).expect("its connection").name();
            // `tokyo-inet`: names of sites in these documents have no hyphens.
            let site = name.split('-').next().unwrap_or_default().to_owned();
            let block: Ipv4Net = one
                .text("DestinationCidrBlock", "destination_cidr_block")
                .and_then(|text| text.parse().ok())
                .expect("a block");
            let site = self.edges.sites.entry(site).or_default();
            site.prefixes.insert(block);
            site.links.insert(connection.clone());
            self.behind.entry(connection).or_default().push(block);
        }
    }

    /// The routers' side, from FRR's files: which neighbor is at which end of AWS's is told by the addresses of the link.
    fn read_routers(&mut self, resources: &[Resource], files: &BTreeMap<String, String>) -> Vec<String> {
        let mut alone = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with("frr.conf")) {
            let name = path.split('/').nth(1).expect("routers/SITE/FILE").to_owned();
            let lines = || text.lines().map(str::trim);
            let blocks = |start: &'static str| {
                let own = lines().filter_map(move |line| line.strip_prefix(start)).filter(|rest| !rest.contains(':'));
                own.map(|rest| {
                    let word = rest.rsplit(' ').next().expect("a word");
                    word.parse::<Ipv4Net>().unwrap_or_else(|_| panic!("{path}: {rest}"))
                })
            };
            let six: BTreeSet<Ipv6Net> =
                lines().filter_map(|line| line.strip_prefix("network ")?.parse().ok()).collect();
            let prefixes: BTreeSet<Ipv4Net> = blocks("network ").collect();
            let accepts: BTreeSet<Ipv4Net> = blocks("ip prefix-list NG-AWS-IN ").collect();
            let neighbors = lines().filter_map(|line| line.strip_prefix("neighbor ")?.split_once(" remote-as "));
            let neighbors: Vec<Ipv4Addr> = neighbors.filter_map(|(address, _)| address.parse().ok()).collect();
            let joined: BTreeSet<String> = resources.iter().filter_map(|one| link_of(one, &neighbors)).collect();
            if joined.is_empty() {
                alone.push(path.clone());
            }
            let dual: BTreeSet<String> = resources.iter().filter_map(|one| second_session(one, resources)).collect();
            for link in joined.iter().filter(|link| dual.contains(*link)) {
                self.edges.behind6.entry(link.clone()).or_default().extend(&six);
            }
            for link in &joined {
                let behind = self.behind.entry(link.clone()).or_default();
                behind.extend(prefixes.iter().copied());
                behind.sort();
                behind.dedup();
            }
            let site = self.edges.sites.entry(name).or_default();
            site.prefixes.extend(prefixes);
            site.prefixes6.extend(six);
            site.accepts.extend(accepts);
            site.links.extend(joined);
            site.linked
                .extend(resources.iter().filter(|one| has_site_link(one)).filter_map(|one| link_of(one, &neighbors)));
        }
        alone
    }
}

impl Edges {
    /// The subnet that holds an IPv6 address.
    pub fn subnet6(&self, address: Ipv6Addr) -> Option<&str> {
        self.subnets6.iter().find(|(_, block)| block.contains(&address)).map(|(id, _)| id.as_str())
    }

    /// The first entry that matches decides; what none matches is denied. Without a network ACL everything passes.
    pub fn admits(&self, subnet: &str, egress: bool, far: IpAddr, carried: super::walk::Carried) -> bool {
        let Some(acl) = self.guards.get(subnet) else { return true };
        let entry = self.acls[acl].iter().find(|one| one.egress == egress && one.matches(far, carried));
        entry.is_some_and(|entry| entry.allow)
    }
}

impl Entry {
    fn matches(&self, far: IpAddr, carried: super::walk::Carried) -> bool {
        use super::walk::Carried;
        let within = |port: u16| (self.ports.0..=self.ports.1).contains(&port);
        let is = |wanted: i32, value: u8| wanted == -1 || wanted == i32::from(value);
        let icmp = if far.is_ipv4() { 1 } else { 58 };
        let is_meant = match carried {
            _ if self.protocol == -1 => true,
            Carried::Tcp(port) => self.protocol == 6 && within(port),
            Carried::Udp(port) => self.protocol == 17 && within(port),
            Carried::Icmp(kind, code) => self.protocol == icmp && is(self.icmp.0, kind) && is(self.icmp.1, code),
            Carried::Other => false,
        };
        is_meant && self.block.contains(&far)
    }
}
