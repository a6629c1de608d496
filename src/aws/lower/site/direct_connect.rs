//! A Direct Connect gateway's own unit: the gateway, unless it is there already, and what it is joined with.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{ConnectRefs, Ends};
use crate::aws::graph::{Graph, OutputValue};
use crate::aws::kind::{AssociatedGateway, ConnectGateway, DirectConnectAssociation, DirectConnectGateway, Kind as _};
use crate::aws::owner::UnitOwner;
use crate::network::Network;
use crate::plan::{AwsGateway, DxGatewayPlan};

pub(super) fn gateway(network: &Network, plan: &DxGatewayPlan, ends: &Ends<'_, '_>, graph: &mut Graph) -> ConnectRefs {
    let meant = network.dx_gateway(plan.gateway);
    let name = meant.name.as_str();
    if let (Some(id), []) = (&meant.existing, plan.associations.as_slice()) {
        // Nothing to make.
        return ConnectRefs { gateway: ConnectGateway::Existing(id.clone()), associations: BTreeMap::new() };
    }
    let associations = super::super::count(plan.associations.len(), "association");
    let description = format!("{} - Direct Connect gateway {name}, {associations}", network.name);
    let unit = super::super::unit(graph, network, UnitOwner::DirectConnectGateway(plan.gateway), description);
    let gateway = if let Some(id) = &meant.existing {
        ConnectGateway::Existing(id.clone())
    } else {
        let place = graph.group(unit, "Direct Connect gateway");
        let tags = super::super::hub::self_named(name, &[], &Rc::new(meant.tags.clone()));
        let own = DirectConnectGateway { name: format!("{}-{name}", network.name), asn: meant.asn.value.get(), tags };
        let own = graph.add(place, &[name], own);
        if meant.retain {
            graph.retain(own, format!("direct-connect/{name}"));
        }
        let what = format!("The Direct Connect gateway {name}, for virtual interfaces that are not in this network");
        let id = OutputValue::One(own.read(DirectConnectGateway::ID));
        graph.output(unit, &[name], "DirectConnectGatewayId", what, id);
        ConnectGateway::Own(own)
    };
    let mut refs = ConnectRefs { gateway, associations: BTreeMap::new() };
    let place = graph.group(unit, "Allowed prefixes");
    let is_linked = network.sites_of(plan.gateway).any(|(site, _)| !network.site_linked(site).is_empty());
    for association in &plan.associations {
        let (word, with) = match association.target {
            AwsGateway::TransitGateway(hub) => {
                let gateway = ends.hubs[hub.0].gateway.clone();
                (network.hubs[hub.0].name.as_str(), AssociatedGateway::Transit(gateway))
            }
            AwsGateway::VpnGateway(vpc) => {
                let Some(own) = ends.vpn_gateway(vpc) else { continue };
                (network.vpc(vpc).name.as_str(), AssociatedGateway::Vpn(own.gateway, own.attachment))
            }
        };
        let (gateway, allowed) = (refs.gateway.clone(), association.allowed.clone());
        let ipv6 = association.allowed_ipv6.iter().filter_map(|vpc| ends.ipv6(*vpc)).collect();
        let made = graph.add(place, &[name, word], DirectConnectAssociation { gateway, with, allowed, ipv6 });
        let why = match association.target {
            AwsGateway::TransitGateway(_) if association.carries_tunnels => {
                "Where AWS's ends of the tunnels are, and nothing else: what passes between site and VPCs is inside them."
            }
            AwsGateway::TransitGateway(_) if is_linked => {
                "Routers get these prefixes, and by SiteLink those of the other sites; their VPN connections announce the same."
            }
            AwsGateway::TransitGateway(_) => {
                "Routers get exactly these prefixes, and the VPN connections of their sites announce the same."
            }
            AwsGateway::VpnGateway(_) => "A filter: routers get the blocks of the VPC inside these prefixes.",
        };
        graph.remark(made, why);
        refs.associations.insert(association.target, made);
    }
    refs
}
