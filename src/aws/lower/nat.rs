//! NAT gateways and their addresses, and the VPN gateway.

use super::tier::{Subnets, Tiers};
use super::{Core, VpcBuilder};
use crate::aws::graph::{OutputValue, Place, Ref};
use crate::aws::kind::{
    Eip, Kind as _, NatAddress, NatGateway, NatPlace, VpnGateway, VpnGatewayAttachment, VpnGatewayPropagation,
};
use crate::blueprint::NatType;
use crate::network::Zone;

/// The NAT gateways by zone.
pub(super) type Nats = Vec<(Zone, Ref<NatGateway>)>;

/// The VPN gateway of a VPC, and what attaches it.
#[derive(Clone, Copy)]
pub(super) struct VpnGatewayRefs {
    pub gateway: Ref<VpnGateway>,
    pub attachment: Ref<VpnGatewayAttachment>,
}

impl VpcBuilder<'_> {
    /// The VPN gateway, and the tables that learn what sites announce.
    pub(super) fn vpn_gateway(&mut self, core: &Core, tiers: &Tiers) -> Option<VpnGatewayRefs> {
        let plan = self.plan.vpn_gateway.as_ref()?;
        let place = self.graph.group(self.unit, "VPN gateway");
        let tags = self.named(&[]);
        let gateway = self.graph.add(place, &[self.name], VpnGateway { asn: plan.asn.get(), tags });
        if plan.retain {
            self.graph.retain(gateway, format!("vpc/{}/vpn-gateway", self.name));
        }
        let attachment = self.graph.add(place, &[self.name], VpnGatewayAttachment { vpc: core.vpc, gateway });
        for (of, table) in self.plan.tables.iter().zip(&tiers.tables).filter(|(of, _)| of.propagates) {
            let tier = self.plan.vpc.tier(of.tier).name.as_str();
            let zone = of.zone.map(|zone| zone.to_string()).unwrap_or_default();
            let propagation = VpnGatewayPropagation { table: *table, gateway, attachment };
            self.graph.add(place, &[self.name, tier, &zone], propagation);
        }
        let what = format!("The VPN gateway of VPC {}", self.name);
        let id = OutputValue::One(gateway.read(VpnGateway::ID));
        self.graph.output(self.unit, &[self.name], "VpnGatewayId", what, id);
        Some(VpnGatewayRefs { gateway, attachment })
    }

    /// The NAT gateway of the whole VPC, in no subnet.
    pub(super) fn regional_nat(&mut self, place: Place, core: &Core) -> Ref<NatGateway> {
        let tags = self.named(&["nat"]);
        let one = NatGateway { place: NatPlace::Regional(core.vpc), internet: core.internet, tags };
        self.graph.add(place, &[self.name, "regional"], one)
    }

    /// The NAT gateways: public ones each with an elastic IP of its own unless one is brought along.
    pub(super) fn nats(&mut self, place: Option<Place>, core: &Core, subnets: &Subnets) -> Nats {
        let Some(place) = place else { return Vec::new() };
        let mut nats = Vec::new();
        let mut addresses = Vec::new();
        for nat in &self.plan.nats {
            let zone = nat.zone.to_string();
            let internet = core.internet.filter(|_| self.plan.vpc.nat.kind == NatType::Public);
            let address = if let Some(id) = &nat.eip {
                NatAddress::Existing(id.clone())
            } else if let Some((gateway, attachment)) = internet {
                let tags = self.named(&["nat", &zone]);
                let eip = self.graph.add(place, &[self.name, "nat", &zone], Eip { gateway, attachment, tags });
                if self.plan.vpc.retain {
                    self.graph.retain(eip, format!("vpc/{}/nat/{zone}", self.name));
                }
                addresses.push((zone.clone(), eip.read(Eip::ADDRESS)));
                NatAddress::Own(eip)
            } else {
                NatAddress::Private
            };
            let tags = self.named(&["nat", &zone]);
            let subnet = subnets[nat.tier.0].iter().find(|(at, _)| *at == nat.zone).map(|(_, subnet)| *subnet);
            // The planner puts gateways only where their tier has a subnet.
            let Some(subnet) = subnet else { continue };
            let one = NatGateway { place: NatPlace::Zonal { subnet, address }, internet, tags };
            nats.push((nat.zone, self.graph.add(place, &[self.name, &zone], one)));
        }
        if !addresses.is_empty() {
            let what =
                format!("Public addresses from which VPC {} opens connections, for others' allow lists", self.name);
            self.graph.output(self.unit, &[self.name], "NatAddresses", what, OutputValue::Many(addresses));
        }
        nats
    }
}
