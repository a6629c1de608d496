//! Resources as each dialect says them: type, identity, and properties that can be asked for by either dialect's name.

use std::collections::BTreeMap;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, Body};
use serde_json::Value;

use super::plan::Planned;

/// A resource of one dialect.
pub struct Resource {
    /// Unique in its dialect.
    pub id: String,
    /// CloudFormation's type, in both dialects.
    pub kind: &'static str,
    said: Said,
}

enum Said {
    Cloudformation { properties: Value },
    Terraform(Box<Block>),
    Plan(Planned),
}

/// Stands for the zone of a firewall endpoint that a plan does not show.
pub const UNKNOWN: &str = "?";

/// The types that the reader knows: CloudFormation, Terraform. Others carry no packets.
pub const KINDS: &[(&str, &str)] = &[
    ("AWS::EC2::VPC", "aws_vpc"),
    ("AWS::EC2::VPCCidrBlock", "aws_vpc_ipv4_cidr_block_association"),
    ("AWS::EC2::Subnet", "aws_subnet"),
    ("AWS::EC2::RouteTable", "aws_route_table"),
    ("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
    ("AWS::EC2::Route", "aws_route"),
    ("AWS::EC2::NatGateway", "aws_nat_gateway"),
    ("AWS::EC2::InternetGateway", "aws_internet_gateway"),
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
];

/// Reads all templates in JSON. References lead to `stack/LogicalId`, also by way of parameters.
pub fn cloudformation(files: &BTreeMap<String, String>) -> Vec<Resource> {
    let stacks: BTreeMap<String, Value> = files
        .iter()
        .filter_map(|(path, text)| {
            let stack = path.strip_prefix("cloudformation/")?.strip_suffix(".json")?;
            (stack != "deploy").then(|| (stack.to_owned(), serde_json::from_str(text).expect("JSON")))
        })
        .collect();
    let mut outputs: BTreeMap<String, (String, Value)> = BTreeMap::new();
    for (stack, template) in &stacks {
        for (name, output) in template["Outputs"].as_object().into_iter().flatten() {
            outputs.insert(name.clone(), (stack.clone(), output["Value"].clone()));
        }
    }
    let mut resources = Vec::new();
    for (stack, template) in &stacks {
        for (id, resource) in template["Resources"].as_object().expect("resources") {
            let Some((kind, _)) = KINDS.iter().find(|(kind, _)| resource["Type"] == *kind) else { continue };
            let mut properties = resource["Properties"].clone();
            qualify(&mut properties, stack, template, &outputs);
            let said = Said::Cloudformation { properties };
            resources.push(Resource { id: format!("{stack}/{id}"), kind, said });
        }
    }
    resources
}

/// Puts the stack in front of every logical id, and the exported value in the place of a parameter.
fn qualify(value: &mut Value, stack: &str, template: &Value, outputs: &BTreeMap<String, (String, Value)>) {
    if let Some(name) = value["Ref"].as_str().map(str::to_owned) {
        if template["Parameters"][&name].is_object() {
            if let Some((from, exported)) = outputs.get(&name) {
                let mut exported = exported.clone();
                // What is exported is never a parameter itself.
                qualify(&mut exported, from, &Value::Null, outputs);
                *value = exported;
            }
        } else if !name.starts_with("AWS::") {
            value["Ref"] = format!("{stack}/{name}").into();
        }
        return;
    }
    if let Some(name) = value["Fn::GetAtt"][0].as_str().map(str::to_owned) {
        value["Fn::GetAtt"][0] = format!("{stack}/{name}").into();
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| qualify(item, stack, template, outputs)),
        Value::Object(map) => map.values_mut().for_each(|item| qualify(item, stack, template, outputs)),
        _ => {}
    }
}

/// Reads the whole module. References lead to `type.label`.
pub fn terraform(files: &BTreeMap<String, String>) -> Vec<Resource> {
    let mut resources = Vec::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("terraform/")) {
        let body: Body = text.parse().expect("HCL");
        for block in body.blocks().filter(|block| block.ident.as_str() == "resource") {
            let Some((kind, own)) = KINDS.iter().find(|(_, own)| block.labels[0].as_str() == *own) else { continue };
            let id = format!("{own}.{}", block.labels[1].as_str());
            resources.push(Resource { id, kind, said: Said::Terraform(Box::new(block.clone())) });
        }
    }
    resources
}

/// The first reference of a computed value.
fn referred(value: &Value) -> Option<String> {
    if let Some(id) = value["Ref"].as_str().or(value["Fn::GetAtt"][0].as_str()) {
        return Some(id.to_owned());
    }
    match value {
        Value::Array(items) => items.iter().find_map(referred),
        Value::Object(map) => map.values().find_map(referred),
        _ => None,
    }
}

/// `aws_vpc.shop` of `aws_vpc.shop.id`, wherever it stands in the expression.
fn named(expression: &str) -> Option<String> {
    let start = expression.find("aws_")?;
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let text: String = expression[start..].chars().take_while(|c| word(*c)).collect();
    let mut parts = text.split('.');
    Some(format!("{}.{}", parts.next()?, parts.next()?))
}

fn attribute<'a>(body: &'a Body, name: &str) -> Option<&'a Attribute> {
    body.attributes().find(|attribute| attribute.key.as_str() == name)
}

fn plain(expression: &Expression) -> String {
    match expression {
        Expression::String(text) => text.as_str().to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}

impl Resource {
    /// A resource of a real plan.
    pub fn planned(id: String, kind: &'static str, planned: Planned) -> Self {
        Self { id, kind, said: Said::Plan(planned) }
    }

    /// A plain value by its name in each dialect.
    pub fn text(&self, cloudformation: &str, terraform: &str) -> Option<String> {
        match &self.said {
            Said::Plan(planned) => planned.text(terraform),
            Said::Cloudformation { properties } => match &properties[cloudformation] {
                Value::String(text) => Some(text.clone()),
                Value::Bool(flag) => Some(flag.to_string()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            },
            Said::Terraform(block) => attribute(&block.body, terraform).map(|one| plain(&one.value)),
        }
    }

    /// What a property leads to: a resource, or an id that is written.
    pub fn reference(&self, cloudformation: &str, terraform: &str) -> Option<String> {
        match &self.said {
            Said::Plan(planned) => planned.reference(terraform),
            Said::Cloudformation { properties } => {
                let value = &properties[cloudformation];
                referred(value).or(value.as_str().map(str::to_owned))
            }
            Said::Terraform(block) => {
                let text = plain(&attribute(&block.body, terraform)?.value);
                named(&text).or(Some(text))
            }
        }
    }

    /// What a list leads to.
    pub fn references(&self, cloudformation: &str, terraform: &str) -> Vec<String> {
        match &self.said {
            Said::Plan(planned) => planned.references(terraform),
            Said::Cloudformation { properties } => {
                properties[cloudformation].as_array().into_iter().flatten().filter_map(referred).collect()
            }
            Said::Terraform(block) => {
                let Some(list) = attribute(&block.body, terraform) else { return Vec::new() };
                list.value.to_string().split(',').filter_map(named).collect()
            }
        }
    }

    /// The subnets of a firewall.
    pub fn subnet_mappings(&self) -> Vec<String> {
        match &self.said {
            Said::Plan(planned) => planned.subnet_mappings(),
            Said::Cloudformation { properties } => {
                properties["SubnetMappings"].as_array().into_iter().flatten().filter_map(referred).collect()
            }
            Said::Terraform(block) => {
                let mappings = block.body.blocks().filter(|one| one.ident.as_str() == "subnet_mapping");
                mappings.filter_map(|one| named(&plain(&attribute(&one.body, "subnet_id")?.value))).collect()
            }
        }
    }

    /// Whether the options of an attachment say `appliance mode`.
    pub fn appliance_mode(&self) -> bool {
        match &self.said {
            Said::Plan(planned) => planned.text("appliance_mode_support").as_deref() == Some("enable"),
            Said::Cloudformation { properties } => properties["Options"]["ApplianceModeSupport"] == "enable",
            Said::Terraform(_) => self.text("", "appliance_mode_support").as_deref() == Some("enable"),
        }
    }

    /// The zone that the firewall endpoint of a route is looked up by.
    pub fn endpoint_zone(&self) -> Option<String> {
        match &self.said {
            // A plan shows the references of an expression, and no literals.
            Said::Plan(_) => Some(UNKNOWN.to_owned()),
            Said::Cloudformation { properties } => {
                let text = properties["VpcEndpointId"].to_string();
                // `Fn::Split` at the zone's name and a colon.
                let colon = text.find(":\",").or_else(|| text.find(":\"]"))?;
                text[..colon].rsplit('"').next().map(str::to_owned)
            }
            Said::Terraform(block) => {
                let text = attribute(&block.body, "vpc_endpoint_id")?.value.to_string();
                text.split("availability_zone == \"").nth(1)?.split('"').next().map(str::to_owned)
            }
        }
    }

    /// The rule groups of a policy by priority.
    pub fn rule_groups(&self) -> Vec<(u32, String)> {
        let mut groups: Vec<(u32, String)> = match &self.said {
            Said::Plan(planned) => planned.rule_groups(),
            Said::Cloudformation { properties } => {
                let list = properties["FirewallPolicy"]["StatefulRuleGroupReferences"].as_array();
                let groups = list.into_iter().flatten().filter_map(|one| {
                    Some((u32::try_from(one["Priority"].as_u64()?).ok()?, referred(&one["ResourceArn"])?))
                });
                groups.collect()
            }
            Said::Terraform(block) => {
                let policy = block.body.blocks().find(|one| one.ident.as_str() == "firewall_policy").expect("a policy");
                let groups = policy.body.blocks().filter(|one| one.ident.as_str() == "stateful_rule_group_reference");
                let group = |one: &Block| {
                    let priority = plain(&attribute(&one.body, "priority")?.value).parse().ok()?;
                    Some((priority, named(&plain(&attribute(&one.body, "resource_arn")?.value))?))
                };
                groups.filter_map(group).collect()
            }
        };
        groups.sort();
        groups
    }

    /// The rules of a group: action, source, destination, direction.
    pub fn rules(&self) -> Vec<[String; 4]> {
        match &self.said {
            Said::Plan(planned) => planned.rules(),
            Said::Cloudformation { properties } => {
                let rules = properties["RuleGroup"]["RulesSource"]["StatefulRules"].as_array();
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                let rule = |one: &Value| {
                    let header = &one["Header"];
                    [&one["Action"], &header["Source"], &header["Destination"], &header["Direction"]].map(text)
                };
                rules.into_iter().flatten().map(rule).collect()
            }
            Said::Terraform(block) => {
                let inner = |body: &Body, name: &str| -> Vec<Block> {
                    body.blocks().filter(|one| one.ident.as_str() == name).cloned().collect()
                };
                let text = |body: &Body, name: &str| plain(&attribute(body, name).expect(name).value);
                let group = inner(&block.body, "rule_group").remove(0);
                let source = inner(&group.body, "rules_source").remove(0);
                let rule = |one: Block| {
                    let header = inner(&one.body, "header").remove(0);
                    let header = |name: &str| text(&header.body, name);
                    [text(&one.body, "action"), header("source"), header("destination"), header("direction")]
                };
                inner(&source.body, "stateful_rule").into_iter().map(rule).collect()
            }
        }
    }

    /// The tag `Name`.
    pub fn name(&self) -> String {
        match &self.said {
            Said::Plan(planned) => planned.name(),
            Said::Cloudformation { properties } => {
                let tags = properties["Tags"].as_array().into_iter().flatten();
                let name = tags.filter(|tag| tag["Key"] == "Name").find_map(|tag| tag["Value"].as_str());
                name.unwrap_or_default().to_owned()
            }
            Said::Terraform(block) => {
                let tags = attribute(&block.body, "tags").map(|tags| tags.value.to_string()).unwrap_or_default();
                let line = tags.lines().find(|line| line.trim_start().starts_with("Name ")).unwrap_or_default();
                line.split('"').nth(1).unwrap_or_default().to_owned()
            }
        }
    }
}
