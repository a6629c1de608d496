//! The part of the JSON format about Connect peers.

use std::net::Ipv4Addr;

use serde::Serialize;

use super::site::UplinkView;
use crate::net::{Asn, Cidr4, Name};
use crate::network::Network;
use crate::plan::{ConnectPlan, Origin};

/// A Connect peer.
#[derive(Serialize)]
pub(super) struct PeerView<'a> {
    #[serde(flatten)]
    uplink: UplinkView<'a>,
    /// The VPC whose attachment carries the tunnel.
    over: &'a Name,
    amazon_asn: Option<Asn>,
    /// The appliance's end of the tunnel.
    address: Ipv4Addr,
    /// AWS's end, and why this one.
    gateway_address: Ipv4Addr,
    gateway_reason: Origin,
    mtu: u16,
    mss: u16,
    inside: InsideView,
}

/// The block inside, and both ends of both sessions.
#[derive(Serialize)]
struct InsideView {
    block: Cidr4,
    amazon: [Ipv4Addr; 2],
    router: Ipv4Addr,
    reason: Origin,
}

impl<'a> PeerView<'a> {
    pub fn of(network: &'a Network, plan: &'a ConnectPlan) -> Self {
        Self {
            uplink: UplinkView::of(network, plan.uplink, plan.rank),
            over: &network.vpc(plan.over).name,
            amazon_asn: plan.amazon_asn,
            address: plan.address,
            gateway_address: plan.gateway_address,
            gateway_reason: plan.gateway_origin,
            mtu: plan.sizes.mtu,
            mss: plan.sizes.mss,
            inside: InsideView {
                block: plan.inside,
                amazon: plan.amazon(),
                router: plan.router(),
                reason: plan.inside_origin,
            },
        }
    }
}
