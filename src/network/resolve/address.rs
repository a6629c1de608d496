//! Where a VPC's addresses come from: its first block, further blocks, and zones by name.

use super::{VpcResolver, did_you_mean_one_of};
use crate::diagnostic::{Code, Spanned, listed};
use crate::network::{Address, Secondary, Zone};

impl VpcResolver<'_> {
    pub(super) fn address(&mut self) -> Option<Address> {
        let name = &self.name.value;
        match (&self.vpc.cidr, &self.vpc.pool, &self.vpc.prefix) {
            (Some(cidr), None, None) => {
                if !(16..=28).contains(&cidr.value.prefix()) {
                    let message = format!("VPC `{name}` cannot be a /{}", cidr.value.prefix());
                    self.error(
                        Code::VpcSize,
                        message,
                        cidr.span,
                        "AWS allows /16 to /28; a larger network is a pool with several VPCs",
                    );
                }
                Some(Address::Pinned(*cidr))
            }
            (None, Some(pool), Some(prefix)) => {
                if !(16..=28).contains(&prefix.value) {
                    let message = format!("VPC `{name}` cannot be a /{}", prefix.value);
                    self.error(
                        Code::VpcSize,
                        message,
                        prefix.span,
                        "AWS allows /16 to /28; a larger network is a pool with several VPCs",
                    );
                }
                let found = self.pools.get(&pool.value);
                if found.is_none() && !self.blueprint.address_pools.contains_key(pool) {
                    let known = did_you_mean_one_of(&pool.value, &self.blueprint.address_pools);
                    self.error(
                        Code::UnknownPool,
                        format!("there is no address pool `{}`", pool.value),
                        pool.span,
                        known,
                    );
                }
                found.map(|pool| Address::Cut { pool: *pool, prefix: *prefix })
            }
            (Some(cidr), _, _) => {
                let message = format!("VPC `{name}` has a `cidr` and a `pool` or `prefix` as well");
                self.error(
                    Code::VpcAddress,
                    message,
                    cidr.span,
                    "keep `cidr` to pin the block, or `pool` and `prefix` to have one cut",
                );
                None
            }
            (None, Some(pool), None) => {
                let message = format!("VPC `{name}` names a pool, but not its own size");
                self.error(
                    Code::VpcAddress,
                    message,
                    pool.span,
                    "write `prefix: 20` beside it, or `cidr` instead of both",
                );
                None
            }
            (None, None, Some(prefix)) => {
                let message = format!("VPC `{name}` has a size, but no pool that it is cut from");
                self.error(
                    Code::VpcAddress,
                    message,
                    prefix.span,
                    "write `pool: NAME` beside it, or `cidr` instead of both",
                );
                None
            }
            (None, None, None) => {
                let message = format!("VPC `{name}` has no address block");
                self.error(
                    Code::VpcAddress,
                    message,
                    self.name.span,
                    "write `cidr: 10.0.0.0/16`, or `pool: NAME` and `prefix: 16`",
                );
                None
            }
        }
    }

    pub(super) fn secondary(&mut self) -> Vec<Secondary> {
        let mut list: Vec<Secondary> = self
            .vpc
            .secondary_cidrs
            .iter()
            .map(|one| Secondary { cidr: one.value.cidr, routable: one.value.routable })
            .collect();
        for one in &list {
            if !(16..=28).contains(&one.cidr.value.prefix()) {
                let message = format!("a secondary CIDR cannot be a /{}", one.cidr.value.prefix());
                self.error(Code::VpcSize, message, one.cidr.span, "AWS allows /16 to /28; add several");
            }
        }
        list.sort_by_key(|one| one.cidr.value);
        list
    }

    pub(super) fn az_slots(&mut self) -> u32 {
        let slots = self.vpc.growth.az_slots;
        if !(1..=16).contains(&slots.value) {
            self.error(
                Code::AzSlots,
                format!("{} is no number of zone slots", slots.value),
                slots.span,
                "write a number from 1 to 16",
            );
            return 1;
        }
        // A tier is in one aligned block, and those have a power of two of slots.
        slots.value.next_power_of_two()
    }

    pub(super) fn zone(&mut self, name: &Spanned<crate::net::ZoneName>) -> Option<Zone> {
        let zone = Zone::Named(name.value);
        let found = self.scope.zones.contains(&zone);
        if !found {
            let known = listed(&self.scope.zones, self.scope.zones.len());
            self.error(
                Code::UnknownZone,
                format!("zone `{}` is not among the network's zones", name.value),
                name.span,
                format!("the zones are {known} (`availability_zones`)"),
            );
        }
        found.then_some(zone)
    }
}
