//! What AWS wants to be there first although no property reads it. Neither a linter nor a comparison of graphs sees it, so
//! each dialect is held to these rules by itself.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::form::{Form, Key, Leaf, Resource};

/// Everything that may be made too early. How an internet gateway is attached, and where an IPv6 block comes from, differs:
/// in Terraform the gateway attaches itself, and the VPC brings its block.
pub fn too_early(form: &Form) -> Vec<String> {
    let mut early = Vec::new();
    for (key, one) in &form.resources {
        for (other, why) in needs(form, key, one) {
            match other {
                Some(other) if form.waits(key, &other) => {}
                Some(other) => early.push(format!("{key:?} may be made before {other:?}: {why}")),
                None => early.push(format!("{key:?}: {why}")),
            }
        }
    }
    early
}

/// What a resource has to wait for, or nothing if that is not there at all, and why.
fn needs(form: &Form, key: &Key, one: &Resource) -> Vec<(Option<Key>, &'static str)> {
    let mut needs = Vec::new();
    match key.kind {
        "AWS::EC2::Route" => {
            let table = one.read("RouteTableId");
            let vpc = table.and_then(|table| form.resources.get(table)).and_then(|table| table.read("VpcId"));
            if let Some(gateway) = one.read("GatewayId") {
                needs.push((attached(form, gateway), "an internet gateway takes routes once it is attached"));
            }
            if let Some(hub) = one.facts.get("TransitGatewayId") {
                let own = form.of("AWS::EC2::TransitGatewayAttachment").find(|(_, attachment)| {
                    attachment.facts.get("TransitGatewayId") == Some(hub) && attachment.read("VpcId") == vpc
                });
                needs.push((
                    own.map(|(key, _)| key.clone()),
                    "a transit gateway takes routes of VPCs that are attached",
                ));
            }
            if let (Some(vpc), true) = (vpc, one.facts.contains_key("DestinationIpv6CidrBlock")) {
                needs.push((ipv6(form, vpc), "a VPC takes IPv6 routes once it has IPv6"));
            }
        }
        "AWS::EC2::NatGateway" => {
            let subnet = one.read("SubnetId").and_then(|subnet| form.resources.get(subnet));
            let vpc = subnet.and_then(|subnet| subnet.read("VpcId"));
            let gateway = form.of("AWS::EC2::InternetGateway").map(|(key, _)| key);
            let own = gateway.filter(|gateway| vpc_of(form, gateway) == vpc).last();
            needs.push((own.and_then(|own| attached(form, own)), "a NAT gateway needs a way out"));
        }
        "AWS::EC2::EIP" => {
            let user = form.of("AWS::EC2::NatGateway").find(|(_, nat)| nat.read("AllocationId") == Some(key));
            let subnet = user.and_then(|(_, nat)| nat.read("SubnetId")).and_then(|id| form.resources.get(id));
            let vpc = subnet.and_then(|subnet| subnet.read("VpcId"));
            let gateway = form.of("AWS::EC2::InternetGateway").map(|(key, _)| key);
            let own = gateway.filter(|gateway| vpc_of(form, gateway) == vpc).last();
            needs.push((own.and_then(|own| attached(form, own)), "AWS maps elastic IPs once there is a way out"));
        }
        "AWS::EC2::Subnet" => {
            if let Some(block) = secondary(form, one) {
                needs.push((Some(block), "the subnet lies in it"));
            }
        }
        "AWS::EC2::FlowLog" => {
            if let Some(role) = one.read("DeliverLogsPermissionArn") {
                let policy = form.of("AWS::IAM::RolePolicy").find(|(_, policy)| policy.read("RoleName") == Some(role));
                needs.push((policy.map(|(key, _)| key.clone()), "the first records would be lost"));
            }
        }
        "AWS::EC2::VPNGatewayRoutePropagation" => {
            let gateway = one.read("VpnGatewayId");
            needs.push((gateway.and_then(|gateway| vpn_attached(form, gateway)), "a VPN gateway has to be attached"));
        }
        "AWS::DirectConnect::DirectConnectGatewayAssociation" => {
            if let Some(gateway) = one.read("AssociatedGatewayId").filter(|key| key.kind == "AWS::EC2::VPNGateway") {
                needs.push((vpn_attached(form, gateway), "a VPN gateway has to be attached"));
            }
        }
        "Direct Connect attachment" => {
            let gateways = (one.facts.get("DirectConnectGatewayId"), one.facts.get("TransitGatewayId"));
            needs.push((association(form, gateways), "AWS makes the attachment with the association"));
        }
        _ => {}
    }
    for leaf in one.facts.values() {
        if let Leaf::Slice { vpc, .. } = leaf {
            needs.push((ipv6(form, vpc), "the block is not there yet"));
        }
        if let Leaf::Attachment { of, to } = leaf
            && of.reads().iter().all(|key| key.kind != "AWS::EC2::VPNConnection")
        {
            needs.push((association(form, (Some(of), Some(to))), "AWS makes the attachment with the association"));
        }
    }
    needs
}

fn vpn_attached(form: &Form, gateway: &Key) -> Option<Key> {
    let mut all = form.of("VPN gateway attachment");
    all.find(|(_, one)| one.read("VpnGatewayId") == Some(gateway)).map(|(key, _)| key.clone())
}

/// What joins a Direct Connect gateway and a transit gateway.
fn association(form: &Form, gateways: (Option<&Leaf>, Option<&Leaf>)) -> Option<Key> {
    let mut all = form.of("AWS::DirectConnect::DirectConnectGatewayAssociation");
    let (one, other) = gateways;
    let joined = all.find(|(_, association)| {
        association.facts.get("DirectConnectGatewayId") == one && association.facts.get("AssociatedGatewayId") == other
    });
    joined.map(|(key, _)| key.clone())
}

/// What attaches an internet gateway: a resource of its own, or the gateway itself.
fn attached(form: &Form, gateway: &Key) -> Option<Key> {
    let by = form.of("AWS::EC2::VPCGatewayAttachment").find(|(_, one)| one.read("InternetGatewayId") == Some(gateway));
    match by {
        Some((key, _)) => Some(key.clone()),
        None => form.resources.get(gateway).filter(|own| own.facts.contains_key("VpcId")).map(|_| gateway.clone()),
    }
}

fn vpc_of<'a>(form: &'a Form, gateway: &Key) -> Option<&'a Key> {
    form.resources.get(&attached(form, gateway)?).and_then(|one| one.read("VpcId"))
}

/// What gives a VPC its IPv6 block: a resource of its own, or the VPC itself.
fn ipv6(form: &Form, vpc: &Key) -> Option<Key> {
    match form.of("IPv6 block").find(|(_, one)| one.read("VpcId") == Some(vpc)) {
        Some((key, _)) => Some(key.clone()),
        None => form.resources.get(vpc).filter(|own| own.facts.contains_key("Ipv6")).map(|_| vpc.clone()),
    }
}

fn block(resource: &Resource) -> Option<Ipv4Net> {
    resource.facts.get("CidrBlock")?.as_text()?.parse().ok()
}

/// The further block of the VPC that a subnet lies in.
fn secondary(form: &Form, subnet: &Resource) -> Option<Key> {
    let first: Ipv4Addr = block(subnet)?.network();
    let vpc = subnet.read("VpcId")?;
    let mut blocks = form.of("AWS::EC2::VPCCidrBlock").filter(|(_, one)| one.read("VpcId") == Some(vpc));
    blocks.find(|(_, one)| block(one).is_some_and(|block| block.contains(&first))).map(|(key, _)| key.clone())
}
