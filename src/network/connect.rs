//! Connect peers of transit gateways: GRE tunnels to appliances in VPCs, whose attachment to the gateway carries them.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use std::net::Ipv4Addr;

use super::uplink::{Uplink, UplinkKind};
use super::{Network, Site, VpcId};
use crate::diagnostic::{Span, Spanned};
use crate::net::Cidr4;
use crate::uplink::mtu::GreMtu;

/// A Connect peer.
#[derive(Debug)]
pub struct Connect {
    /// The VPC that the appliance is in, and whose attachment carries the tunnel.
    pub over: VpcId,
    /// Where that is written.
    pub over_span: Span,
    /// The appliance's end of the tunnel.
    pub address: Spanned<Ipv4Addr>,
    /// AWS's end, when it is pinned.
    pub gateway_address: Option<Spanned<Ipv4Addr>>,
    /// The /29 inside, when it is pinned.
    pub inside: Option<Spanned<Cidr4>>,
    /// The MTU of the path: 1500 or 8500 bytes.
    pub path_mtu: Spanned<u16>,
}

impl Connect {
    /// How large a packet fits into its tunnel.
    #[must_use]
    pub fn sizes(&self) -> GreMtu {
        GreMtu::new(self.path_mtu.value)
    }
}

impl Uplink {
    /// Its Connect peer, if it is one.
    #[must_use]
    pub fn connect(&self) -> Option<&Connect> {
        if let UplinkKind::Connect(connect) = &self.kind { Some(connect) } else { None }
    }
}

impl Site {
    /// Its Connect peers, by name.
    pub fn connects(&self) -> impl Iterator<Item = (&Uplink, &Connect)> {
        self.uplinks.iter().filter_map(|uplink| Some((uplink, uplink.connect()?)))
    }
}

impl Network {
    /// The blocks of the transit gateway that appliances in a VPC send their tunnels to, by address.
    #[must_use]
    pub fn connect_blocks(&self, vpc: VpcId) -> Vec<Cidr4> {
        let sites = self.sites.iter().filter(|site| site.connects().any(|(_, connect)| connect.over == vpc));
        let hubs = sites.filter_map(|site| Some(site.segment()?.0));
        let mut blocks: Vec<Cidr4> = hubs.flat_map(|hub| &self.hubs[hub.0].cidrs).map(|block| block.value).collect();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }
}
