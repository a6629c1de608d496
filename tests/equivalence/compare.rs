//! Lays the normal forms of both dialects beside each other.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Form, Key, Leaf, Resource};
use super::order::too_early;
use super::table::{CLOUDFORMATION_ALONE, CLOUDFORMATION_KINDS, TERRAFORM_KINDS};
use super::{cloudformation, terraform};

/// Everything that differs between the dialects of a rendered tree, or is wrong in one of them. Empty: they agree.
pub fn differences(files: &BTreeMap<String, String>) -> Vec<String> {
    let (cloudformation, terraform) = (cloudformation::read(files), terraform::read(files));
    let (mut one, mut other) = match (cloudformation, terraform) {
        (Ok(one), Ok(other)) => (one, other),
        (one, other) => return one.err().into_iter().chain(other.err()).collect(),
    };
    let mut found: Vec<String> = too_early(&one).into_iter().map(|line| format!("CloudFormation: {line}")).collect();
    found.extend(too_early(&other).into_iter().map(|line| format!("Terraform: {line}")));
    order(&one, &other, &mut found);
    if let Err(error) = fold(&mut one).and_then(|()| fold_terraform(&mut other)) {
        found.push(error);
    }
    resources(&one, &other, &mut found);
    default_groups(&other, &mut found);
    // A module that leaves the provider to its caller says no Region.
    if !other.region.is_empty() && one.region != other.region {
        found.push(format!("Regions {} and {}", one.region, other.region));
    }
    if one.parameters != other.parameters {
        found.push(format!("choices {:?} and {:?}", one.parameters, other.parameters));
    }
    // CloudFormation has more: what stacks read of each other.
    for (name, output) in &other.outputs {
        // What CloudFormation cannot read and would show to too many; nobody sees it by accident.
        let is_secret = output.sensitive && output.description.starts_with(crate::reference_outputs::BINDINGS);
        if is_secret != output.sensitive || (is_secret && one.outputs.contains_key(name)) {
            found.push(format!("output {name} is secret, and should not be, or is in CloudFormation too"));
        }
        if !is_secret && one.outputs.get(name) != Some(output) {
            found.push(format!("output {name}: {:?} and {output:?}", one.outputs.get(name)));
        }
    }
    for (name, output) in &one.outputs {
        if !other.outputs.contains_key(name) && output.description != "For the stacks that deploy.json names" {
            found.push(format!("output {name} is in CloudFormation alone"));
        }
    }
    found
}

/// Says about gateways, VPCs and flow logs what CloudFormation says elsewhere or otherwise.
fn fold(form: &mut Form) -> Result<(), String> {
    for mut attachment in taken(form, "AWS::EC2::VPCGatewayAttachment") {
        let gateway = attachment.read("InternetGatewayId").ok_or("an attachment of no gateway")?.clone();
        let vpc = attachment.facts.remove("VpcId").ok_or("an attachment to no VPC")?;
        let gateway = form.resources.get_mut(&gateway).ok_or("an attachment of no gateway")?;
        if gateway.facts.insert("VpcId".to_owned(), vpc).is_some() {
            return Err("a gateway is attached twice".to_owned());
        }
    }
    for mut block in taken(form, "IPv6 block") {
        let vpc = block.read("VpcId").ok_or("a block of no VPC")?.clone();
        let asked = block.facts.remove("AmazonProvidedIpv6CidrBlock").ok_or("a block from nowhere")?;
        let vpc = form.resources.get_mut(&vpc).ok_or("a block of no VPC")?;
        if vpc.facts.insert("Ipv6".to_owned(), asked).is_some() {
            return Err("a VPC has two IPv6 blocks".to_owned());
        }
    }
    for (_, log) in form.resources.iter_mut().filter(|(key, _)| key.kind == "AWS::EC2::FlowLog") {
        // CloudFormation's ARN of a log group ends in `:*`, which flow logs refuse, so it takes the name.
        if let Some(Leaf::Read(group, "name")) = log.facts.remove("LogGroupName") {
            log.facts.insert("LogDestination".to_owned(), Leaf::Read(group, "arn"));
        }
    }
    Ok(())
}

fn taken(form: &mut Form, kind: &str) -> Vec<Resource> {
    let keys: Vec<Key> = form.of(kind).map(|(key, _)| key.clone()).collect();
    keys.into_iter().filter_map(|key| form.resources.remove(&key)).collect()
}

/// Says of a virtual interface the session that Terraform has beside it.
fn second_sessions(form: &mut Form) -> Result<(), String> {
    for session in taken(form, "Second session") {
        let interface = session.read("VirtualInterfaceId").ok_or("a session of no virtual interface")?.clone();
        let interface = form.resources.get_mut(&interface).ok_or("a session of no virtual interface")?;
        for (name, leaf) in session.facts.into_iter().filter(|(name, _)| name != "VirtualInterfaceId") {
            if interface.facts.insert(name, leaf).is_some() {
                return Err("a virtual interface has three sessions".to_owned());
            }
        }
    }
    Ok(())
}

/// Says about rules and attachments what Terraform says elsewhere.
fn fold_terraform(form: &mut Form) -> Result<(), String> {
    for target in taken(form, "Target of a rule") {
        let rule = target.read("Rule").ok_or("a target of no rule")?.clone();
        let rule = form.resources.get_mut(&rule).ok_or("a target of no rule")?;
        for (name, leaf) in target.facts.into_iter().filter(|(name, _)| name != "Rule") {
            if rule.facts.insert(name, leaf).is_some() {
                return Err("a rule has two targets".to_owned());
            }
        }
    }
    second_sessions(form)?;
    for resource in taken(form, "Shared resource") {
        let share = resource.read("ResourceShareArn").ok_or("a resource of no share")?.clone();
        let of = resource.facts.get("ResourceArn").ok_or("a share of nothing")?.clone();
        let share = form.resources.get_mut(&share).ok_or("a resource of no share")?;
        // The subnets of a tier are one thing.
        let before = share.facts.keys().filter(|name| name.starts_with("ResourceArns.")).count();
        if before > 0 && !matches!(&of, Leaf::Read(key, _) if key.kind == "AWS::EC2::Subnet") {
            return Err("one share for two things".to_owned());
        }
        share.facts.insert(format!("ResourceArns.{before}"), of);
    }
    let mut attachments = BTreeMap::new();
    for (key, resource) in &form.resources {
        let (read, of) = match key.kind {
            "AWS::EC2::VPNConnection" => ("transit_gateway_attachment_id", Some(Leaf::Read(key.clone(), "id"))),
            "Direct Connect attachment" => ("id", resource.facts.get("DirectConnectGatewayId").cloned()),
            _ => continue,
        };
        if let (Some(of), Some(to)) = (of, resource.facts.get("TransitGatewayId")) {
            let attachment = Leaf::Attachment { of: Box::new(of), to: Box::new(to.clone()) };
            attachments.insert(Leaf::Read(key.clone(), read), attachment);
        }
    }
    for leaf in form.resources.values_mut().flat_map(|resource| resource.facts.values_mut()) {
        if let Some(attachment) = attachments.get(leaf) {
            *leaf = attachment.clone();
        }
    }
    Ok(())
}

fn resources(one: &Form, other: &Form, found: &mut Vec<String>) {
    let alone = |key: &Key| TERRAFORM_KINDS.iter().any(|(kind, _)| *kind == key.kind);
    let known = |key: &&Key| CLOUDFORMATION_KINDS.iter().all(|(kind, _)| *kind != key.kind);
    let keys: BTreeSet<&Key> =
        one.resources.keys().filter(known).chain(other.resources.keys().filter(|key| !alone(key))).collect();
    for key in keys {
        match (one.resources.get(key), other.resources.get(key)) {
            (Some(own), Some(twin)) => {
                let names: BTreeSet<&String> = own.facts.keys().chain(twin.facts.keys()).collect();
                let alone = |name: &str| {
                    let mut known = CLOUDFORMATION_ALONE.iter().filter(|(kind, ..)| *kind == key.kind);
                    known.any(|(_, own, _)| name.split('.').next() == Some(own)) && !twin.facts.contains_key(name)
                };
                let differs = |name: &&String| own.facts.get(*name) != twin.facts.get(*name) && !alone(name);
                for name in names.into_iter().filter(differs) {
                    let (here, there) = (own.facts.get(name), twin.facts.get(name));
                    found.push(format!("{key:?} {name}: {here:?} in CloudFormation, {there:?} in Terraform"));
                }
            }
            (here, _) => {
                let dialect = if here.is_some() { "CloudFormation" } else { "Terraform" };
                found.push(format!("{key:?} is in {dialect} alone"));
            }
        }
    }
}

/// What is told to wait in one dialect waits in the other, whatever makes it wait there.
fn order(one: &Form, other: &Form, found: &mut Vec<String>) {
    for (key, resource) in &other.resources {
        let alone = |after: &&Key| TERRAFORM_KINDS.iter().any(|(kind, _)| *kind == after.kind);
        let both = resource.after.iter().filter(|after| !alone(after));
        for after in both.filter(|after| one.resources.contains_key(key) && !one.waits(key, after)) {
            found.push(format!("{key:?} waits for {after:?} in Terraform alone"));
        }
    }
    for (key, resource) in &one.resources {
        for after in &resource.after {
            // What Terraform says on another resource.
            let there = match after.kind {
                "AWS::EC2::VPCGatewayAttachment" => one.resources[after].read("InternetGatewayId"),
                "IPv6 block" => one.resources[after].read("VpcId"),
                _ => Some(after),
            };
            if there.is_none_or(|there| other.resources.contains_key(key) && !other.waits(key, there)) {
                found.push(format!("{key:?} waits for {after:?} in CloudFormation alone"));
            }
        }
    }
}

/// Terraform empties the default group of every VPC, once.
fn default_groups(form: &Form, found: &mut Vec<String>) {
    for (vpc, _) in form.of("AWS::EC2::VPC") {
        let groups = form.of("Default security group").filter(|(_, group)| group.read("VpcId") == Some(vpc));
        if groups.count() != 1 {
            found.push(format!("{vpc:?} does not have its default security group emptied once"));
        }
    }
}
