//! Tiers: their sizes, pins and blocks.

use std::collections::BTreeMap;

use super::VpcResolver;
use super::tags::merged;
use crate::blueprint as written;
use crate::diagnostic::{Code, Diagnostic, Spanned, listed};
use crate::net::{Cidr4, Name};
use crate::network::{Purpose, RouteKind, Secondary, SubnetSize, Tags, Tier, Zone};

impl VpcResolver<'_> {
    pub(super) fn tiers(&mut self, secondary: &[Secondary], tags: &Tags) -> Vec<Tier> {
        if self.vpc.tiers.is_empty() && self.vpc.role.is_none() {
            self.diagnostics.push(
                Diagnostic::new(Code::NoTiers, format!("VPC `{}` has no tiers", self.name.value))
                    .at(self.name.span, "")
                    .help("write `tiers: {private: {prefix: 24, route: local}}`"),
            );
        }
        let vpc = self.vpc;
        vpc.tiers
            .iter()
            .map(|(name, tier)| {
                let from = tier.value.from.and_then(|from| self.tier_block(from, secondary));
                let pins = tier
                    .value
                    .cidrs
                    .iter()
                    .filter_map(|(zone, cidr)| self.zone(zone).map(|zone| (zone, *cidr)))
                    .collect();
                let route = RouteKind::from(tier.value.route.value);
                let goes_out = matches!(route, RouteKind::Nat | RouteKind::Transit);
                if tier.value.public_addresses && route != RouteKind::Internet {
                    self.error(
                        Code::PublicAddresses,
                        format!("tier `{}` has public addresses but no route to the internet gateway", name.value),
                        name.span,
                        "write `route: internet`, or remove `public_addresses`",
                    );
                }
                Tier {
                    name: name.value.clone(),
                    span: name.span,
                    purpose: Purpose::Workload,
                    size: self.subnet_size(name, &tier.value, &pins),
                    route,
                    from,
                    pins,
                    public_addresses: tier.value.public_addresses,
                    hub: tier.value.hub.unwrap_or(goes_out),
                    gateway_endpoints: tier.value.gateway_endpoints.unwrap_or(goes_out),
                    share: self.participants(name, &tier.value.share),
                    tags: merged(tags, &tier.value.tags, self.diagnostics),
                }
            })
            .collect()
    }

    pub(super) fn tier_block(&mut self, from: Spanned<Cidr4>, secondary: &[Secondary]) -> Option<usize> {
        let found = secondary.iter().position(|one| one.cidr == from);
        if found.is_none() && self.vpc.cidr != Some(from) {
            let known = listed(secondary.iter().map(|one| one.cidr.value), secondary.len());
            let help = if known.is_empty() {
                "add it to `secondary_cidrs`".to_owned()
            } else {
                format!("the secondary CIDRs are {known}")
            };
            self.error(Code::TierBlock, format!("the VPC has no block {}", from.value), from.span, help);
        }
        found
    }

    /// The prefix length of a tier's subnets: as written, from the number of hosts, or that of its pins.
    pub(super) fn subnet_size(
        &mut self,
        name: &Spanned<Name>,
        tier: &written::Tier,
        pins: &BTreeMap<Zone, Spanned<Cidr4>>,
    ) -> SubnetSize {
        let size = match (&tier.prefix, &tier.hosts) {
            (Some(prefix), None) => Some(SubnetSize { prefix: prefix.value, span: prefix.span }),
            (None, Some(hosts)) => {
                let needed = u64::from(hosts.value) + Cidr4::AWS_RESERVED;
                let bits = needed.max(16).next_power_of_two().trailing_zeros();
                u8::try_from(32_u32.saturating_sub(bits)).ok().map(|prefix| SubnetSize { prefix, span: hosts.span })
            }
            (None, None) => pins.values().next().map(|pin| SubnetSize { prefix: pin.value.prefix(), span: pin.span }),
            (Some(prefix), Some(_)) => {
                let message = format!("tier `{}` gives its size as `prefix` and as `hosts`", name.value);
                self.error(Code::TierSize, message, prefix.span, "keep one of them");
                return SubnetSize { prefix: 28, span: prefix.span };
            }
        };
        let Some(size) = size else {
            self.error(
                Code::TierSize,
                format!("tier `{}` has no size", name.value),
                name.span,
                "write `prefix: 24`, or `hosts: 200` (AWS's five reserved addresses are added)",
            );
            return SubnetSize { prefix: 28, span: name.span };
        };
        if !(16..=28).contains(&size.prefix) {
            let message = match tier.hosts {
                Some(hosts) => format!("subnets for {} hosts would be a /{} each", hosts.value, size.prefix),
                None => format!("a subnet cannot be a /{}", size.prefix),
            };
            self.error(Code::SubnetSize, message, size.span, "AWS allows /16 to /28, that is 11 to 65,531 hosts");
        }
        for (zone, pin) in pins.iter().filter(|(_, pin)| pin.value.prefix() != size.prefix) {
            let (name, is) = (&name.value, pin.value.prefix());
            let message =
                format!("the subnet of tier `{name}` in zone {zone} is a /{is}, the tier's are /{}", size.prefix);
            self.error(
                Code::PinSize,
                message,
                pin.span,
                "pin a block of the tier's size; subnets of one tier are equal",
            );
        }
        size
    }
}
