//! IPv6 between VPCs over a transit gateway, read from the rendered texts alone and held against what the plan says of segments: it
//! passes where they reach each other directly on a gateway that carries it, between tiers whose `::/0` leads there, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::proof::read::Resource;

/// A tier's table with what an IPv6 packet needs to know of it.
struct Table {
    name: String,
    vpc: String,
    /// `::/0` leads to the transit gateway.
    by_hub: bool,
}

/// What a dialect says of IPv6.
pub struct Ipv6 {
    tables: Vec<Table>,
    /// By VPC: its attachment and the table that routes its packets, where IPv6 is supported.
    attachments: BTreeMap<String, (String, String)>,
    /// Attachments by the table that learns them.
    learned: BTreeSet<(String, String)>,
}

impl Ipv6 {
    pub fn of(resources: &[Resource]) -> Self {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        let needed = |one: &Resource, c: &str, t: &str| one.reference(c, t).expect("a reference");
        let hub_table = |one: &Resource| {
            let table = needed(one, "TransitGatewayRouteTableId", "transit_gateway_route_table_id");
            (table, needed(one, "TransitGatewayAttachmentId", "transit_gateway_attachment_id"))
        };
        let by_hub: BTreeSet<String> = all("AWS::EC2::Route")
            .filter(|one| one.text("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block").is_some())
            .filter(|one| one.reference("TransitGatewayId", "transit_gateway_id").is_some())
            .map(|one| needed(one, "RouteTableId", "route_table_id"))
            .collect();
        let tables = all("AWS::EC2::RouteTable").map(|one| Table {
            name: one.name(),
            vpc: needed(one, "VpcId", "vpc_id"),
            by_hub: by_hub.contains(&one.id),
        });
        let associations: BTreeMap<String, String> = all("AWS::EC2::TransitGatewayRouteTableAssociation")
            .map(|one| {
                let (table, attachment) = hub_table(one);
                (attachment, table)
            })
            .collect();
        let attachments = all("AWS::EC2::TransitGatewayAttachment").filter(|one| one.ipv6_support());
        let attachments = attachments.map(|one| {
            let vpc = needed(one, "VpcId", "vpc_id");
            (vpc, (one.id.clone(), associations[&one.id].clone()))
        });
        Self {
            tables: tables.collect(),
            attachments: attachments.collect(),
            learned: all("AWS::EC2::TransitGatewayRouteTablePropagation").map(hub_table).collect(),
        }
    }

    /// Whether a packet from a table's subnets gets to another VPC.
    fn leads(&self, from: &Table, to: &Table) -> bool {
        let (Some((_, table)), Some((attachment, _))) =
            (self.attachments.get(&from.vpc), self.attachments.get(&to.vpc))
        else {
            return false;
        };
        from.by_hub && self.learned.contains(&(table.clone(), attachment.clone()))
    }

    /// Names of tables of different VPCs between whose subnets packets and their replies get through.
    pub fn passing(&self) -> BTreeSet<(String, String)> {
        let pairs = self.tables.iter().flat_map(|one| self.tables.iter().map(move |other| (one, other)));
        let pairs =
            pairs.filter(|(one, other)| one.vpc != other.vpc && self.leads(one, other) && self.leads(other, one));
        pairs.map(|(one, other)| (one.name.clone(), other.name.clone())).collect()
    }
}

/// The same pairs, by the plan's word about IPv4 between segments, and by what the document says of VPCs, each on a line, and tiers.
pub fn meant(plan: &Value, document: &str) -> BTreeSet<(String, String)> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (mut direct, mut segments) = (BTreeSet::new(), BTreeMap::new());
    for hub in list(plan, "transit_gateways") {
        let relations = list(&hub, "relations").into_iter().filter(|one| one["relation"] == "direct");
        direct.extend(relations.map(|one| (text(&one["from"]), text(&one["to"]))));
        for table in list(&hub, "route_tables") {
            let members = list(&table, "associations").into_iter().map(|one| text(&one));
            segments.extend(members.map(|member| (member.replace("VPC ", ""), text(&table["name"]))));
        }
    }
    let mut tiers: Vec<(String, String)> = Vec::new();
    for line in document.lines().filter(|line| line.starts_with("  v") && line.contains("ipv6: true")) {
        let vpc = line.trim_start().split(':').next().expect("a name");
        // Every pair with the internet is inspected, so no `transit` tier has an exit of its own.
        for (tier, sends) in [("app", "app: {prefix: 24, route: transit}"), ("data", "route: local, hub: true}")] {
            if line.contains(sends) {
                tiers.push((format!("{vpc}-{tier}"), vpc.to_owned()));
            }
        }
    }
    let carries = document.contains("ipv6: true, segments");
    let pairs = tiers.iter().flat_map(|one| tiers.iter().map(move |other| (one, other)));
    let pairs = pairs.filter(|(one, other)| {
        let ends = (segments.get(&one.1).cloned(), segments.get(&other.1).cloned());
        carries
            && one.1 != other.1
            && matches!(ends, (Some(one), Some(other)) if direct.contains(&(one.clone(), other.clone())))
    });
    pairs.map(|(one, other)| (one.0.clone(), other.0.clone())).collect()
}
