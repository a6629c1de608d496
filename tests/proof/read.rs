//! Resources that carry packets, from the reader of either dialect or from a real plan, with properties that can be asked for by either
//! dialect's name.

use std::collections::BTreeMap;

use ipnet::Ipv6Net;

use super::plan::Planned;
use crate::common::dialects::form::{Form, Key, Leaf, Resource as Facts, squashed};
use crate::common::dialects::{cloudformation as templates, table, terraform as module};

/// A resource of one dialect.
pub struct Resource {
    /// Unique in its dialect, and the same in both.
    pub id: String,
    /// CloudFormation's type, in both dialects.
    pub kind: &'static str,
    said: Said,
}

/// An IPv6 block, as far as a text knows it: Amazon chooses the /56 of a VPC.
pub enum Block6 {
    Written(Ipv6Net),
    Part { vpc: String, bits: u32, index: u32 },
}

enum Said {
    Facts(Facts),
    Plan(Planned),
}

/// Stands for the zone of a firewall endpoint that a plan does not show.
pub const UNKNOWN: &str = "?";

/// The types that carry packets: CloudFormation, Terraform.
pub const KINDS: &[(&str, &str)] = &[
    ("AWS::EC2::VPC", "aws_vpc"),
    ("AWS::EC2::VPCCidrBlock", "aws_vpc_ipv4_cidr_block_association"),
    ("AWS::EC2::Subnet", "aws_subnet"),
    ("AWS::EC2::RouteTable", "aws_route_table"),
    ("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
    ("AWS::EC2::Route", "aws_route"),
    ("AWS::EC2::NatGateway", "aws_nat_gateway"),
    ("AWS::EC2::InternetGateway", "aws_internet_gateway"),
    ("AWS::EC2::VPCGatewayAttachment", "none: Terraform says it on the gateway"),
    ("AWS::EC2::EgressOnlyInternetGateway", "aws_egress_only_internet_gateway"),
    ("AWS::EC2::NetworkAcl", "aws_network_acl"),
    ("AWS::EC2::SubnetNetworkAclAssociation", "aws_network_acl_association"),
    ("AWS::EC2::NetworkAclEntry", "aws_network_acl_rule"),
    ("AWS::EC2::VPCPeeringConnection", "aws_vpc_peering_connection"),
    ("AWS::EC2::TransitGateway", "aws_ec2_transit_gateway"),
    ("AWS::EC2::TransitGatewayRouteTable", "aws_ec2_transit_gateway_route_table"),
    ("AWS::EC2::TransitGatewayAttachment", "aws_ec2_transit_gateway_vpc_attachment"),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", "aws_ec2_transit_gateway_route_table_association"),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", "aws_ec2_transit_gateway_route_table_propagation"),
    ("AWS::EC2::TransitGatewayRoute", "aws_ec2_transit_gateway_route"),
    ("AWS::NetworkFirewall::Firewall", "aws_networkfirewall_firewall"),
    ("AWS::NetworkFirewall::FirewallPolicy", "aws_networkfirewall_firewall_policy"),
    ("AWS::NetworkFirewall::RuleGroup", "aws_networkfirewall_rule_group"),
    ("AWS::EC2::VPNGateway", "aws_vpn_gateway"),
    ("VPN gateway attachment", "aws_vpn_gateway_attachment"),
    ("AWS::EC2::VPNGatewayRoutePropagation", "aws_vpn_gateway_route_propagation"),
    ("AWS::EC2::VPNConcentrator", "aws_vpn_concentrator"),
    ("AWS::EC2::VPNConnection", "aws_vpn_connection"),
    ("AWS::EC2::VPNConnectionRoute", "aws_vpn_connection_route"),
    ("AWS::EC2::TransitGatewayConnect", "aws_ec2_transit_gateway_connect"),
    ("AWS::EC2::TransitGatewayConnectPeer", "aws_ec2_transit_gateway_connect_peer"),
    ("AWS::DirectConnect::DirectConnectGateway", "aws_dx_gateway"),
    ("AWS::DirectConnect::DirectConnectGatewayAssociation", "aws_dx_gateway_association"),
    ("AWS::DirectConnect::PrivateVirtualInterface", "aws_dx_private_virtual_interface"),
    ("AWS::DirectConnect::TransitVirtualInterface", "aws_dx_transit_virtual_interface"),
    ("AWS::EC2::SecurityGroupIngress", "aws_vpc_security_group_ingress_rule"),
    ("AWS::EC2::VPCEndpoint", "aws_vpc_endpoint"),
    ("AWS::Route53Resolver::ResolverEndpoint", "aws_route53_resolver_endpoint"),
    ("Second session", "aws_dx_bgp_peer"),
    ("Direct Connect attachment", "aws_ec2_transit_gateway_dx_gateway_attachment"),
];

/// Reads all templates.
pub fn cloudformation(files: &BTreeMap<String, String>) -> Result<Vec<Resource>, String> {
    templates::read(files).map(resources)
}

/// Reads the whole module.
pub fn terraform(files: &BTreeMap<String, String>) -> Result<Vec<Resource>, String> {
    module::read(files).map(resources)
}

fn resources(form: Form) -> Vec<Resource> {
    let carries = |(key, facts): (Key, Facts)| {
        KINDS.iter().any(|(kind, _)| *kind == key.kind).then(|| Resource {
            id: id(&key),
            kind: key.kind,
            said: Said::Facts(facts),
        })
    };
    form.resources.into_iter().filter_map(carries).collect()
}

/// The identity of what has this key.
pub fn id(key: &Key) -> String {
    format!("{} {}", key.kind, key.name)
}

/// The id of what Terraform calls `aws_vpc.shop`; the text itself where no kind is called so.
pub fn id_of_address(address: &str) -> String {
    let parts = address.split_once('.');
    let key = parts.and_then(|(kind, name)| {
        let kind = table::by_terraform(kind).ok()?.cloudformation;
        Some(Key { kind, name: squashed(name) })
    });
    key.map_or_else(|| address.to_owned(), |key| id(&key))
}

/// What a value leads to: a resource, what the deployer chooses, or an id that is written.
fn led(leaf: &Leaf) -> Option<String> {
    match leaf {
        Leaf::Text(text) => Some(text.clone()),
        Leaf::Parameter(name) => Some(format!("var.{name}")),
        Leaf::Attachment { of, .. } => led(of),
        other => other.reads().first().map(|key| id(key)),
    }
}

/// The values of a list, or of one property of all its items, in their order.
fn items<'f>(facts: &'f Facts, list: &str, property: &str) -> impl Iterator<Item = (usize, &'f Leaf)> {
    let value = move |place: usize| facts.facts.get(&format!("{list}.{place}{property}"));
    (0..).map_while(move |place| Some((place, value(place)?)))
}

impl Resource {
    /// A resource of a real plan.
    pub fn planned(id: String, kind: &'static str, planned: Planned) -> Self {
        Self { id, kind, said: Said::Plan(planned) }
    }

    /// A resource that stands, with the facts that it has at the moment.
    pub fn standing(key: &Key, facts: Facts) -> Option<Self> {
        let carries = KINDS.iter().any(|(kind, _)| *kind == key.kind);
        carries.then(|| Self { id: id(key), kind: key.kind, said: Said::Facts(facts) })
    }

    /// A plain value by its name in each dialect.
    pub fn text(&self, cloudformation: &str, terraform: &str) -> Option<String> {
        match &self.said {
            Said::Plan(planned) => planned.text(terraform),
            Said::Facts(facts) => facts.facts.get(cloudformation)?.as_text().map(str::to_owned),
        }
    }

    /// What a property leads to: a resource, or an id that is written.
    pub fn reference(&self, cloudformation: &str, terraform: &str) -> Option<String> {
        match &self.said {
            Said::Plan(planned) => planned.reference(terraform),
            Said::Facts(facts) => led(facts.facts.get(cloudformation)?),
        }
    }

    /// What a list leads to.
    pub fn references(&self, cloudformation: &str, terraform: &str) -> Vec<String> {
        match &self.said {
            Said::Plan(planned) => planned.references(terraform),
            Said::Facts(facts) => items(facts, cloudformation, "").filter_map(|(_, leaf)| led(leaf)).collect(),
        }
    }

    /// An IPv6 block that is written, or a part of a VPC's: the VPC, by how many bits the part is longer, and which one it is.
    pub fn block6(&self, cloudformation: &str, terraform: &str) -> Option<Block6> {
        let Said::Facts(facts) = &self.said else {
            return self.text(cloudformation, terraform)?.parse().ok().map(Block6::Written);
        };
        match facts.facts.get(cloudformation)? {
            Leaf::Text(text) => text.parse().ok().map(Block6::Written),
            Leaf::Slice { vpc, bits, index } => Some(Block6::Part { vpc: id(vpc), bits: *bits, index: *index }),
            Leaf::Read(vpc, "ipv6_cidr_block") => Some(Block6::Part { vpc: id(vpc), bits: 0, index: 0 }),
            other => panic!("{}: which block is {other:?}?", self.id),
        }
    }

    /// What one property of each item of a list leads to, by CloudFormation's names.
    pub fn nested(&self, list: &str, property: &str) -> Vec<String> {
        let Said::Facts(facts) = &self.said else { panic!("{}: a plan shows no {list}", self.id) };
        items(facts, list, property).filter_map(|(_, leaf)| led(leaf)).collect()
    }

    /// The subnets of a firewall.
    pub fn subnet_mappings(&self) -> Vec<String> {
        match &self.said {
            Said::Plan(planned) => planned.subnet_mappings(),
            Said::Facts(facts) => {
                items(facts, "SubnetMappings", ".SubnetId").filter_map(|(_, leaf)| led(leaf)).collect()
            }
        }
    }

    /// Whether the options of an attachment say `appliance mode`.
    pub fn appliance_mode(&self) -> bool {
        self.text("Options.ApplianceModeSupport", "appliance_mode_support").as_deref() == Some("enable")
    }

    /// Whether the options of an attachment say `IPv6`.
    pub fn ipv6_support(&self) -> bool {
        self.text("Options.Ipv6Support", "ipv6_support").as_deref() == Some("enable")
    }

    /// The zone that the firewall endpoint of a route is looked up by.
    pub fn endpoint_zone(&self) -> Option<String> {
        match &self.said {
            // A plan shows the references of an expression, and no literals.
            Said::Plan(_) => Some(UNKNOWN.to_owned()),
            Said::Facts(facts) => match facts.facts.get("VpcEndpointId")? {
                Leaf::Endpoint { zone, .. } => Some(zone.clone()),
                _ => None,
            },
        }
    }

    /// The rule groups of a policy by priority.
    pub fn rule_groups(&self) -> Vec<(u32, String)> {
        let list = "FirewallPolicy.StatefulRuleGroupReferences";
        let mut groups: Vec<(u32, String)> = match &self.said {
            Said::Plan(planned) => planned.rule_groups(),
            Said::Facts(facts) => {
                let priority = |place| facts.facts.get(&format!("{list}.{place}.Priority"))?.as_text()?.parse().ok();
                let groups = items(facts, list, ".ResourceArn");
                groups.filter_map(|(place, leaf)| Some((priority(place)?, led(leaf)?))).collect()
            }
        };
        groups.sort();
        groups
    }

    /// The rules of a group: action, source, destination, direction.
    pub fn rules(&self) -> Vec<[String; 4]> {
        let list = "RuleGroup.RulesSource.StatefulRules";
        match &self.said {
            Said::Plan(planned) => planned.rules(),
            Said::Facts(facts) => {
                let text = |place: usize, name: &str| {
                    let leaf = facts.facts.get(&format!("{list}.{place}.{name}"));
                    leaf.and_then(Leaf::as_text).expect("a text").to_owned()
                };
                let rule = |(place, _)| {
                    ["Action", "Header.Source", "Header.Destination", "Header.Direction"].map(|name| text(place, name))
                };
                items(facts, list, ".Action").map(rule).collect()
            }
        }
    }

    /// The tag `Name`.
    pub fn name(&self) -> String {
        match &self.said {
            Said::Plan(planned) => planned.name(),
            Said::Facts(facts) => facts.facts.get("Tags.Name").and_then(Leaf::as_text).unwrap_or_default().to_owned(),
        }
    }
}
