//! Resources as `terraform show -json` says them of a real plan: resolved values, and the references of each argument.
//! <https://developer.hashicorp.com/terraform/internals/json-format>

use serde_json::Value;

use super::net::{Net, Target};
use super::read::{KINDS, Resource, UNKNOWN, id_of_address};

/// A resource of a plan.
pub struct Planned {
    values: Value,
    expressions: Value,
}

/// All resources of a plan that carry packets.
pub fn resources(plan: &Value) -> Vec<Resource> {
    let list = |part: &str| plan[part]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
    let configured =
        |part: Value| part["configuration"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
    let configuration = configured(plan.clone());
    let resources = list("planned_values").into_iter().filter_map(|one| {
        let (kind, _) = KINDS.iter().find(|(_, own)| one["type"] == *own)?;
        let expressions = configuration.iter().find(|other| other["address"] == one["address"])?["expressions"].clone();
        let id = id_of_address(one["address"].as_str()?);
        Some(Resource::planned(id, kind, Planned { values: one["values"].clone(), expressions }))
    });
    resources.collect()
}

/// The network without what a plan does not show, the zones in which firewall endpoints are looked up, and what a text does
/// not: the zones that the deployer chooses.
pub fn without_zones(mut net: Net) -> Net {
    // The plan judge takes the example of the variable's description.
    let chosen = |zone: &str| zone.starts_with("var.") || zone == "us-east-1a";
    for subnet in net.subnets.values_mut().filter(|subnet| chosen(&subnet.zone)) {
        UNKNOWN.clone_into(&mut subnet.zone);
    }
    for (_, target) in net.tables.values_mut().flatten() {
        if let Target::Firewall(_, zone) = target {
            UNKNOWN.clone_into(zone);
        }
    }
    // The resources of a module have no order.
    net.tables.values_mut().for_each(|routes| routes.sort());
    net.vpcs.values_mut().for_each(|vpc| vpc.blocks.sort());
    net
}

/// The resource of the references `aws_vpc.shop.id`, `aws_vpc.shop`; what Terraform only reads begins with `data.`.
fn resource_of(references: &Value) -> Option<String> {
    let own = |text: &'_ str| text.strip_prefix("data.").unwrap_or(text).to_owned();
    let mut texts = references.as_array()?.iter().filter_map(Value::as_str).map(own);
    let text = texts.find(|text| text.starts_with("aws_"))?;
    let mut parts = text.split(['.', '[']);
    Some(id_of_address(&format!("{}.{}", parts.next()?, parts.next()?)))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Planned {
    pub fn text(&self, argument: &str) -> Option<String> {
        text(&self.values[argument])
    }

    pub fn reference(&self, argument: &str) -> Option<String> {
        resource_of(&self.expressions[argument]["references"]).or_else(|| self.text(argument))
    }

    pub fn references(&self, argument: &str) -> Vec<String> {
        let all = self.expressions[argument]["references"].as_array().cloned().unwrap_or_default();
        // Each stands twice: with its attribute and without.
        let resources = all.into_iter().filter_map(|one| resource_of(&Value::from(vec![one])));
        let mut resources: Vec<String> = resources.collect();
        resources.dedup();
        resources
    }

    pub fn subnet_mappings(&self) -> Vec<String> {
        let mappings = self.expressions["subnet_mapping"].as_array().cloned().unwrap_or_default();
        mappings.iter().filter_map(|one| resource_of(&one["subnet_id"]["references"])).collect()
    }

    pub fn rule_groups(&self) -> Vec<(u32, String)> {
        let groups = &self.expressions["firewall_policy"][0]["stateful_rule_group_reference"];
        let group = |one: &Value| {
            let priority = one["priority"]["constant_value"].as_u64()?;
            Some((u32::try_from(priority).ok()?, resource_of(&one["resource_arn"]["references"])?))
        };
        groups.as_array().into_iter().flatten().filter_map(group).collect()
    }

    pub fn rules(&self) -> Vec<[String; 4]> {
        let rules = self.values["rule_group"][0]["rules_source"][0]["stateful_rule"].as_array().cloned();
        let rule = |one: Value| {
            let header = &one["header"][0];
            let all = [&one["action"], &header["source"], &header["destination"], &header["direction"]];
            all.map(|value| text(value).expect("a text"))
        };
        rules.unwrap_or_default().into_iter().map(rule).collect()
    }

    pub fn name(&self) -> String {
        text(&self.values["tags"]["Name"]).unwrap_or_default()
    }
}
