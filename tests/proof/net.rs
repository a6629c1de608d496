//! The network that the resources of one dialect describe, as far as packets notice.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::edges::Edges;
use super::read::Resource;

/// Everything by the resource's identity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Net {
    pub vpcs: BTreeMap<String, Vpc>,
    pub subnets: BTreeMap<String, Subnet>,
    /// Routes of VPC route tables, besides `local`.
    pub tables: BTreeMap<String, Vec<(Ipv4Net, Target)>>,
    /// NAT gateway to its subnet, if it has one.
    pub nats: BTreeMap<String, String>,
    pub attachments: BTreeMap<String, Attachment>,
    pub hub_tables: BTreeMap<String, HubTable>,
    pub firewalls: BTreeMap<String, Firewall>,
    pub peerings: BTreeMap<String, [String; 2]>,
    /// What lies behind attachments that exist already: no output says it, so the test does.
    pub behind: BTreeMap<String, Vec<Ipv4Net>>,
    /// IPv6, network ACLs and sites, where they were read too.
    pub edges: Edges,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Vpc {
    pub name: String,
    pub blocks: Vec<Ipv4Net>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Subnet {
    pub name: String,
    pub vpc: String,
    pub zone: String,
    pub block: Ipv4Net,
    pub table: Option<String>,
}

/// Where a route of a VPC leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Internet,
    Nat(String),
    /// The transit gateway.
    Hub(String),
    /// A firewall's endpoint in a zone.
    Firewall(String, String),
    Peering(String),
    /// An egress-only internet gateway, for IPv6.
    EgressOnly(String),
    /// What was deleted under the route, which stays as a blackhole.
    Gone,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    pub hub: String,
    pub vpc: String,
    pub subnets: BTreeSet<String>,
    pub appliance_mode: bool,
    /// The table that routes its packets.
    pub table: Option<String>,
}

/// A route table of a transit gateway.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HubTable {
    pub name: String,
    /// Attachments whose prefixes it learns: of the network, or by id.
    pub propagations: BTreeSet<String>,
    /// Static routes: an attachment, or none for a blackhole.
    pub statics: BTreeMap<Ipv4Net, Option<String>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Firewall {
    pub subnets: Vec<String>,
    pub rules: Vec<Rule>,
}

/// A rule; `None` is anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub pass: bool,
    pub source: Option<Ipv4Net>,
    pub destination: Option<Ipv4Net>,
    pub both_ways: bool,
}

fn block(resource: &Resource, cloudformation: &str, terraform: &str) -> Ipv4Net {
    let text = resource.text(cloudformation, terraform);
    text.unwrap_or_else(|| panic!("{} has no {terraform}", resource.id)).parse().expect("a block")
}

impl Net {
    pub fn of(resources: &[Resource]) -> Self {
        let mut net = Self::default();
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        let needed =
            |one: &Resource, c: &str, t: &str| one.reference(c, t).unwrap_or_else(|| panic!("{} has no {t}", one.id));
        for one in all("AWS::EC2::VPC") {
            let blocks = vec![block(one, "CidrBlock", "cidr_block")];
            net.vpcs.insert(one.id.clone(), Vpc { name: one.name(), blocks });
        }
        for one in all("AWS::EC2::VPCCidrBlock") {
            // IPv6 blocks have no CIDR of their own.
            if one.text("CidrBlock", "cidr_block").is_some() {
                let vpc = needed(one, "VpcId", "vpc_id");
                net.vpcs.get_mut(&vpc).expect("its VPC").blocks.push(block(one, "CidrBlock", "cidr_block"));
            }
        }
        for one in all("AWS::EC2::Subnet") {
            let subnet = Subnet {
                name: one.name(),
                vpc: needed(one, "VpcId", "vpc_id"),
                zone: one
                    .reference("AvailabilityZone", "availability_zone")
                    .or_else(|| one.reference("AvailabilityZoneId", "availability_zone_id"))
                    .expect("a zone"),
                block: block(one, "CidrBlock", "cidr_block"),
                table: None,
            };
            net.subnets.insert(one.id.clone(), subnet);
        }
        for one in all("AWS::EC2::RouteTable") {
            net.tables.insert(one.id.clone(), Vec::new());
        }
        for one in all("AWS::EC2::SubnetRouteTableAssociation") {
            let subnet = net.subnets.get_mut(&needed(one, "SubnetId", "subnet_id")).expect("its subnet");
            assert!(subnet.table.replace(needed(one, "RouteTableId", "route_table_id")).is_none(), "two tables");
        }
        for one in all("AWS::EC2::NatGateway") {
            if let Some(subnet) = one.reference("SubnetId", "subnet_id") {
                net.nats.insert(one.id.clone(), subnet);
            }
        }
        for one in all("AWS::EC2::Route") {
            if one.text("DestinationCidrBlock", "destination_cidr_block").is_none() {
                continue;
            }
            let route = (block(one, "DestinationCidrBlock", "destination_cidr_block"), target(one));
            net.tables.get_mut(&needed(one, "RouteTableId", "route_table_id")).expect("its table").push(route);
        }
        net.read_hubs(resources);
        net
    }

    fn read_hubs(&mut self, resources: &[Resource]) {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        let needed = |one: &Resource, c: &str, t: &str| one.reference(c, t).expect("a reference");
        for one in all("AWS::EC2::TransitGatewayRouteTable") {
            self.hub_tables.insert(one.id.clone(), HubTable { name: one.name(), ..HubTable::default() });
        }
        for one in all("AWS::EC2::TransitGatewayAttachment") {
            let attachment = Attachment {
                hub: needed(one, "TransitGatewayId", "transit_gateway_id"),
                vpc: needed(one, "VpcId", "vpc_id"),
                subnets: one.references("SubnetIds", "subnet_ids").into_iter().collect(),
                appliance_mode: one.appliance_mode(),
                table: None,
            };
            self.attachments.insert(one.id.clone(), attachment);
        }
        let ends = |one: &Resource| {
            let table = needed(one, "TransitGatewayRouteTableId", "transit_gateway_route_table_id");
            (table, one.reference("TransitGatewayAttachmentId", "transit_gateway_attachment_id"))
        };
        for one in all("AWS::EC2::TransitGatewayRouteTableAssociation") {
            let (table, attachment) = ends(one);
            let id = attachment.expect("an attachment");
            let attachment = self.attachments.entry(id.clone()).or_insert_with(|| existing(&id));
            assert!(attachment.table.replace(table).is_none(), "two tables");
        }
        for one in all("AWS::EC2::TransitGatewayRouteTablePropagation") {
            let (table, attachment) = ends(one);
            let table = self.hub_tables.get_mut(&table).expect("its table");
            table.propagations.insert(attachment.expect("an attachment"));
        }
        for one in all("AWS::EC2::TransitGatewayRoute") {
            let (table, attachment) = ends(one);
            let hole = one.text("Blackhole", "blackhole").as_deref() == Some("true");
            assert_eq!(hole, attachment.is_none(), "{} leads somewhere or nowhere", one.id);
            let to = block(one, "DestinationCidrBlock", "destination_cidr_block");
            let twin = self.hub_tables.get_mut(&table).expect("its table").statics.insert(to, attachment);
            assert!(twin.is_none(), "{}: two static routes to {to}", one.id);
        }
        for one in all("AWS::EC2::VPCPeeringConnection") {
            // A VPC of others is named by its id, and is not in here.
            let far = one.reference("PeerVpcId", "peer_vpc_id").or_else(|| one.text("PeerVpcId", "peer_vpc_id"));
            let ends = [needed(one, "VpcId", "vpc_id"), far.expect("the other end")];
            self.peerings.insert(one.id.clone(), ends);
        }
        for one in all("AWS::NetworkFirewall::Firewall") {
            let policy = needed(one, "FirewallPolicyArn", "firewall_policy_arn");
            let policy = resources.iter().find(|other| other.id == policy).expect("its policy");
            let groups = policy.rule_groups().into_iter();
            let groups = groups.map(|(_, id)| resources.iter().find(|other| other.id == id).expect("a rule group"));
            let rules = groups.flat_map(Resource::rules).map(|[action, source, destination, direction]| Rule {
                pass: action == "PASS",
                source: source.parse().ok(),
                destination: destination.parse().ok(),
                both_ways: direction == "ANY",
            });
            let firewall = Firewall { subnets: one.subnet_mappings(), rules: rules.collect() };
            self.firewalls.insert(one.id.clone(), firewall);
        }
    }

    /// The VPC of a name.
    pub fn vpc(&self, name: &str) -> &str {
        self.vpcs.iter().find(|(_, vpc)| vpc.name == name).unwrap_or_else(|| panic!("no VPC {name}")).0
    }

    /// The subnets of a VPC whose name begins with the VPC's and the tier's.
    pub fn subnets_of(&self, vpc: &str, tier: &str) -> Vec<&str> {
        let prefix = format!("{vpc}-{tier}-");
        let own = self.subnets.iter().filter(|(_, subnet)| subnet.name.starts_with(&prefix));
        own.map(|(id, _)| id.as_str()).collect()
    }

    /// The hub's route table of a name such as `hub-production`.
    pub fn hub_table(&self, name: &str) -> &HubTable {
        self.hub_tables.values().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"))
    }

    /// The VPC's name of an attachment, or the id of one that exists.
    pub fn attached(&self, id: &str) -> String {
        self.attachments
            .get(id)
            .and_then(|one| self.vpcs.get(&one.vpc))
            .map_or_else(|| id.to_owned(), |vpc| vpc.name.clone())
    }

    /// An address in a subnet that AWS does not keep.
    pub fn host(&self, subnet: &str) -> Ipv4Addr {
        let block = self.subnets[subnet].block;
        Ipv4Addr::from(u32::from(block.network()) + 10)
    }

    /// The private address of a NAT gateway in a subnet.
    pub fn nat_address(&self, subnet: &str) -> Ipv4Addr {
        Ipv4Addr::from(u32::from(self.subnets[subnet].block.network()) + 5)
    }
}

pub(super) fn existing(id: &str) -> Attachment {
    let (hub, vpc) = (String::new(), format!("behind {id}"));
    Attachment { hub, vpc, subnets: BTreeSet::new(), appliance_mode: false, table: None }
}

/// The one target of a route.
pub(super) fn target(route: &Resource) -> Target {
    let mut targets = Vec::new();
    if let Some(gateway) = route.reference("GatewayId", "gateway_id") {
        assert!(gateway.starts_with("AWS::EC2::InternetGateway "), "{gateway}");
        targets.push(Target::Internet);
    }
    targets.extend(route.reference("NatGatewayId", "nat_gateway_id").map(Target::Nat));
    let egress_only = route.reference("EgressOnlyInternetGatewayId", "egress_only_gateway_id");
    targets.extend(egress_only.map(Target::EgressOnly));
    targets.extend(route.reference("TransitGatewayId", "transit_gateway_id").map(Target::Hub));
    targets.extend(route.reference("VpcPeeringConnectionId", "vpc_peering_connection_id").map(Target::Peering));
    if let Some(firewall) = route.reference("VpcEndpointId", "vpc_endpoint_id") {
        targets.push(Target::Firewall(firewall, route.endpoint_zone().expect("a zone")));
    }
    assert_eq!(targets.len(), 1, "{} has one target", route.id);
    targets.remove(0)
}
