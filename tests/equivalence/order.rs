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

/// What a resource has to wait for, each with the reason.
type Needs = Vec<(Option<Key>, &'static str)>;

/// What a resource has to wait for, or nothing if that is not there at all, and why.
fn needs(form: &Form, key: &Key, one: &Resource) -> Needs {
    let mut needs = Needs::new();
    match key.kind {
        "AWS::EC2::Route" => of_route(form, one, &mut needs),
        "AWS::EC2::SubnetRouteTableAssociation" => of_association(form, one, &mut needs),
        "AWS::EC2::SubnetNetworkAclAssociation" => {
            let entries = form.of("AWS::EC2::NetworkAclEntry");
            let own = entries.filter(|(_, entry)| entry.read("NetworkAclId") == one.read("NetworkAclId"));
            needs.extend(own.map(|(key, _)| (Some(key.clone()), "a network ACL without entries denies everything")));
        }
        "AWS::EC2::TransitGatewayRoute" => of_hub_route(form, key, one, &mut needs),
        "AWS::EC2::NatGateway" => {
            let subnet = one.read("SubnetId").and_then(|subnet| form.resources.get(subnet));
            // A regional one names the VPC itself.
            let vpc = subnet.and_then(|subnet| subnet.read("VpcId")).or_else(|| one.read("VpcId"));
            let gateway = form.of("AWS::EC2::InternetGateway").map(|(key, _)| key);
            let own = gateway.filter(|gateway| vpc_of(form, gateway) == vpc).last();
            // A private one translates towards other networks and needs no internet gateway.
            if one.facts.get("ConnectivityType") != Some(&Leaf::text("private")) {
                needs.push((own.and_then(|own| attached(form, own)), "a NAT gateway needs a way out"));
            }
        }
        "AWS::EC2::EIP" => {
            let user = form.of("AWS::EC2::NatGateway").find(|(_, nat)| nat.read("AllocationId") == Some(key));
            let subnet = user.and_then(|(_, nat)| nat.read("SubnetId")).and_then(|id| form.resources.get(id));
            let vpc = subnet.and_then(|subnet| subnet.read("VpcId"));
            let gateway = form.of("AWS::EC2::InternetGateway").map(|(key, _)| key);
            let own = gateway.filter(|gateway| vpc_of(form, gateway) == vpc).last();
            needs.push((own.and_then(|own| attached(form, own)), "AWS maps elastic IPs once there is a way out"));
        }
        "AWS::EC2::VPCEndpoint" => {
            let inbound = one.facts.get("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint");
            if inbound.is_some_and(|leaf| leaf.as_text() == Some("true")) {
                let (vpc, service) = (one.facts.get("VpcId"), one.facts.get("ServiceName"));
                let gateway = form.of("AWS::EC2::VPCEndpoint").find(|(_, other)| {
                    let kind = other.facts.get("VpcEndpointType").and_then(Leaf::as_text);
                    kind == Some("Gateway")
                        && other.facts.get("VpcId") == vpc
                        && other.facts.get("ServiceName") == service
                });
                needs.push((gateway.map(|(key, _)| key.clone()), "AWS refuses it without a gateway endpoint"));
            }
        }
        "AWS::EC2::SecurityGroupIngress" | "AWS::EC2::SecurityGroupEgress" => {
            needs.extend(joined_groups(form, one));
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
        "AWS::EC2::ClientVpnRoute" | "AWS::EC2::ClientVpnAuthorizationRule" => of_dialed(form, one, &mut needs),
        "AWS::CloudWatch::CompositeAlarm" => {
            let rule = one.facts.get("AlarmRule").and_then(Leaf::as_text).unwrap_or_default();
            let named = form.of("AWS::CloudWatch::Alarm").filter(|(_, alarm)| {
                let name = alarm.facts.get("AlarmName").and_then(Leaf::as_text);
                name.is_some_and(|name| rule.contains(&format!("ALARM(\"{name}\")")))
            });
            let parts: Vec<_> = named.map(|(key, _)| Some(key.clone())).collect();
            let why = "AWS refuses a rule that names an alarm which is not there";
            let missing = rule.matches("ALARM(").count() - parts.len();
            needs.extend(parts.into_iter().chain((0..missing).map(|_| None)).map(|part| (part, why)));
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

/// A subnet gets its table once the routes are there.
fn of_association(form: &Form, one: &Resource, needs: &mut Needs) {
    // A route over a peering comes later: it waits for both VPCs.
    let of_table = |route: &&(&Key, &Resource)| {
        route.1.read("RouteTableId") == one.read("RouteTableId")
            && !route.1.facts.contains_key("VpcPeeringConnectionId")
    };
    let routes = form.of("AWS::EC2::Route").collect::<Vec<_>>();
    let why = "a subnet that has packets to send never asks an empty table";
    needs.extend(routes.iter().filter(of_table).map(|(key, _)| (Some((*key).clone()), why)));
    if let Some(subnet) = one.read("SubnetId") {
        let why = "what comes from the transit gateway goes on to the firewall";
        needs.extend(firewalled(form, subnet).into_iter().map(|other| (Some(other), why)));
    }
}

/// A static route of a transit gateway leads to what is ready, and a default route comes last.
fn of_hub_route(form: &Form, key: &Key, one: &Resource, needs: &mut Needs) {
    let attachment = one.read("TransitGatewayAttachmentId").and_then(|key| form.resources.get(key));
    let subnets = attachment.into_iter().flat_map(|one| subnets(one, "SubnetIds"));
    let tables = subnets.flat_map(|subnet| associations(form, subnet));
    needs.extend(tables.map(|key| (Some(key), "a VPC has its ways on before anything is led there")));
    if one.facts.get("DestinationCidrBlock") == Some(&Leaf::text("0.0.0.0/0")) {
        let table = one.read("TransitGatewayRouteTableId");
        let routes = form.of("AWS::EC2::TransitGatewayRoute");
        let holes = routes.filter(|(_, other)| other.facts.contains_key("Blackhole"));
        let holes = holes.filter(|(other, hole)| *other != key && hole.read("TransitGatewayRouteTableId") == table);
        needs.extend(holes.map(|(key, _)| (Some(key.clone()), "what a table drops must not follow its default")));
    }
}

/// A route leads to what is attached.
fn of_route(form: &Form, one: &Resource, needs: &mut Needs) {
    let table = one.read("RouteTableId");
    let vpc = table.and_then(|table| form.resources.get(table)).and_then(|table| table.read("VpcId"));
    if let Some(gateway) = one.read("GatewayId") {
        needs.push((attached(form, gateway), "an internet gateway takes routes once it is attached"));
    }
    if let Some(hub) = one.facts.get("TransitGatewayId") {
        let own = form.of("AWS::EC2::TransitGatewayAttachment").find(|(_, attachment)| {
            attachment.facts.get("TransitGatewayId") == Some(hub) && attachment.read("VpcId") == vpc
        });
        needs.push((own.map(|(key, _)| key.clone()), "a transit gateway takes routes of VPCs that are attached"));
    }
    if let (Some(vpc), true) = (vpc, one.facts.contains_key("DestinationIpv6CidrBlock")) {
        needs.push((ipv6(form, vpc), "a VPC takes IPv6 routes once it has IPv6"));
    }
}

/// The subnets that a list of a resource names.
fn subnets<'a>(one: &'a Resource, list: &'a str) -> impl Iterator<Item = &'a Key> {
    let own = one.facts.iter().filter(move |(name, _)| name.starts_with(list));
    own.flat_map(|(_, leaf)| leaf.reads()).filter(|key| key.kind == "AWS::EC2::Subnet")
}

/// What gives a subnet its table.
fn associations(form: &Form, subnet: &Key) -> Vec<Key> {
    let all = form.of("AWS::EC2::SubnetRouteTableAssociation");
    all.filter(|(_, one)| one.read("SubnetId") == Some(subnet)).map(|(key, _)| key.clone()).collect()
}

/// For a subnet of an attachment to a transit gateway: what gives the subnets of the VPC's firewall their tables.
fn firewalled(form: &Form, subnet: &Key) -> Vec<Key> {
    let attachment = form
        .of("AWS::EC2::TransitGatewayAttachment")
        .find(|(_, one)| subnets(one, "SubnetIds").any(|key| key == subnet));
    let vpc = attachment.and_then(|(_, one)| one.read("VpcId"));
    let firewalls =
        form.of("AWS::NetworkFirewall::Firewall").filter(|(_, one)| vpc.is_some() && one.read("VpcId") == vpc);
    let of_firewall = firewalls.flat_map(|(_, one)| subnets(one, "SubnetMappings"));
    of_firewall.flat_map(|subnet| associations(form, subnet)).collect()
}

/// For a rule about a group of another VPC: what joins the two VPCs.
fn joined_groups(form: &Form, rule: &Resource) -> Vec<(Option<Key>, &'static str)> {
    let peer = rule.read("SourceSecurityGroupId").or_else(|| rule.read("DestinationSecurityGroupId"));
    let vpc = |group: &Key| form.resources.get(group).and_then(|group| group.read("VpcId"));
    match (rule.read("GroupId").and_then(vpc), peer.and_then(vpc)) {
        (Some(own), Some(other)) if own != other => joined(form, own, other),
        _ => Vec::new(),
    }
}

/// What joins two VPCs: a peering, or an attachment of each.
fn joined(form: &Form, one: &Key, other: &Key) -> Vec<(Option<Key>, &'static str)> {
    let why = "AWS refers to groups of VPCs that are joined";
    let peering = form.of("AWS::EC2::VPCPeeringConnection").find(|(_, peering)| {
        let ends = [peering.read("VpcId"), peering.read("PeerVpcId")];
        ends.contains(&Some(one)) && ends.contains(&Some(other))
    });
    if let Some((key, _)) = peering {
        return vec![(Some(key.clone()), why)];
    }
    let attachment = |vpc: &Key| {
        let mut all = form.of("AWS::EC2::TransitGatewayAttachment");
        all.find(|(_, attachment)| attachment.read("VpcId") == Some(vpc)).map(|(key, _)| key.clone())
    };
    vec![(attachment(one), why), (attachment(other), why)]
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

/// Routes of a Client VPN endpoint lead to a subnet that is associated, and rules are taken once one is.
fn of_dialed(form: &Form, one: &Resource, needs: &mut Needs) {
    let own = form.of("AWS::EC2::ClientVpnTargetNetworkAssociation").filter(|(_, other)| {
        let is_own = other.read("ClientVpnEndpointId") == one.read("ClientVpnEndpointId");
        is_own && one.read("TargetVpcSubnetId").is_none_or(|subnet| other.read("SubnetId") == Some(subnet))
    });
    let own: Vec<_> = own.map(|(key, _)| key.clone()).collect();
    // A rule waits for any of them.
    let first = own.iter().find(|key| one.after.contains(*key)).or(own.first());
    needs.push((first.cloned(), "the endpoint takes it once the association is there"));
}
