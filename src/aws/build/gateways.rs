//! NAT gateways and their addresses.

use super::tiers::Subnets;
use super::{Core, VpcBuilder};
use crate::aws::graph::{OutputValue, Place, Ref};
use crate::aws::kind::{Eip, NatAddress, NatGateway};
use crate::network::Zone;

/// The NAT gateways by zone.
pub(super) type Nats = Vec<(Zone, Ref<NatGateway>)>;

impl VpcBuilder<'_> {
    /// The NAT gateways, each with an elastic IP of its own unless one is brought along.
    pub(super) fn nats(&mut self, place: Option<Place>, core: &Core, subnets: &Subnets) -> Nats {
        let (Some(place), Some((gateway, attachment))) = (place, core.internet) else { return Vec::new() };
        let mut nats = Vec::new();
        let mut addresses = Vec::new();
        for nat in &self.plan.nats {
            let zone = nat.zone.to_string();
            let address = if let Some(id) = &nat.eip {
                NatAddress::Existing(id.clone())
            } else {
                let tags = self.named(&["nat", &zone]);
                let eip = self.graph.add(place, &[self.name, "nat", &zone], Eip { gateway, attachment, tags });
                if self.plan.vpc.retain {
                    self.graph.retain(eip);
                }
                addresses.push((zone.clone(), eip.read(Eip::ADDRESS)));
                NatAddress::Own(eip)
            };
            let tags = self.named(&["nat", &zone]);
            let subnet = subnets[nat.tier.0].iter().find(|(at, _)| *at == nat.zone).map(|(_, subnet)| *subnet);
            // The planner puts gateways only where their tier has a subnet.
            let Some(subnet) = subnet else { continue };
            let one = NatGateway { subnet, address, gateway, attachment, tags };
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
