//! Direct Connect gateways, and the blocks that links are cut from.

use std::collections::BTreeMap;

use crate::blueprint::Blueprint;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{Cidr4, DirectConnectGatewayId, Name};
use crate::network::resolve::plain_tags;
use crate::network::resolve::tags::merged;
use crate::network::{DxGateway, LinkPools};

/// The Direct Connect gateways of a document, by name.
pub(in crate::network::resolve) fn gateways(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Vec<DxGateway> {
    let mut gateways = Vec::new();
    let mut ids: BTreeMap<&DirectConnectGatewayId, &Spanned<Name>> = BTreeMap::new();
    for (name, gateway) in &blueprint.direct_connect_gateways {
        let written = &gateway.value;
        if written.id.is_none() && !written.asn.value.is_private() {
            let message = format!("a Direct Connect gateway cannot have the ASN {}", written.asn.value);
            let finding = Diagnostic::new(Code::GatewayKinds, message).at(written.asn.span, "");
            diagnostics.push(finding.help("AWS takes 64512 to 65534 and 4200000000 to 4294967294"));
        }
        if let Some(id) = &written.id
            && let Some(first) = ids.insert(&id.value, name)
        {
            let message = format!("`{}` and `{}` are one Direct Connect gateway", first.value, name.value);
            let finding =
                Diagnostic::new(Code::GatewayKinds, message).at(id.span, "").also(first.span, "the first name");
            let finding = finding.why("what is behind a gateway, and how much, is counted by its name");
            diagnostics.push(finding.help(format!("write `gateway: {}` for the uplinks of both", first.value)));
        }
        let tags = merged(&plain_tags(&blueprint.tags), &written.tags, diagnostics);
        gateways.push(DxGateway {
            name: name.value.clone(),
            span: name.span,
            existing: written.id.as_ref().map(|id| id.value.clone()),
            asn: written.asn,
            site_link: written.site_link,
            tags,
            retain: written.retain.unwrap_or(blueprint.retain),
        });
    }
    gateways
}

/// Where links come from.
pub(in crate::network::resolve) fn link_pools(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> LinkPools {
    let pools = LinkPools {
        tunnels: blueprint.link_pools.tunnels,
        virtual_interfaces: blueprint.link_pools.virtual_interfaces,
    };
    if !Cidr4::LINK_LOCAL.contains(pools.tunnels.value) {
        let message = format!("tunnels cannot get addresses of {}", pools.tunnels.value);
        let finding = Diagnostic::new(Code::Link, message).at(pools.tunnels.span, "");
        diagnostics.push(finding.help("write a part of 169.254.0.0/16, such as 169.254.16.0/20"));
    }
    for pool in [pools.tunnels, pools.virtual_interfaces] {
        if pool.value.prefix() > 30 {
            let message = format!("no link fits into {}", pool.value);
            let finding = Diagnostic::new(Code::Link, message).at(pool.span, "");
            diagnostics.push(finding.help("write a block with room for /30s, such as a /24"));
        }
    }
    if pools.tunnels.value.overlaps(pools.virtual_interfaces.value) {
        let message = format!("{} and {} overlap", pools.tunnels.value, pools.virtual_interfaces.value);
        let finding = Diagnostic::new(Code::Link, message)
            .at(pools.virtual_interfaces.span, "")
            .also(pools.tunnels.span, "the block of the tunnels");
        diagnostics.push(finding.help("write two blocks that do not overlap"));
    }
    pools
}
