//! From a blueprint to a network: names looked up, defaults filled, contradictions refused.

use std::collections::{BTreeMap, BTreeSet};

use super::endpoint::{self, Endpoints};
use super::vpc::{Address, Dhcp, FlowLogs, LogDestination, Nat, Secondary, SubnetSize, Tier, TierId, Vpc};
use super::{Network, Pool, PoolId, Tags, Zone, acl, group, pool, reason, zone};
use crate::blueprint::{self as written, Blueprint, DnsServer, FlowLogDestination, NatMode, RouteKind, StackPart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned, closest};
use crate::net::{AllocationId, Cidr4, Name, ServiceName};

/// Days for which CloudWatch Logs keeps records.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTION_DAYS: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/// Resolves a document. `None` if it means something wrong; all errors are in `diagnostics`.
#[must_use]
pub fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Network> {
    let mut own = Diagnostics::default();
    let network = network(blueprint, &mut own);
    diagnostics.append(own.explained(reason));
    (!diagnostics.has_errors()).then_some(network)
}

fn network(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Network {
    let zones = zone::resolve(&blueprint.availability_zones, diagnostics);
    let pools = pool::resolve(blueprint, diagnostics);
    let split = split(blueprint, diagnostics);
    let vpcs = blueprint
        .vpcs
        .iter()
        .filter_map(|(name, vpc)| {
            let mut own = Diagnostics::default();
            let mut resolver =
                VpcResolver { blueprint, zones: &zones, pools: &pools, name, vpc: &vpc.value, diagnostics: &mut own };
            let meant = resolver.resolve(split.get(&name.value).cloned().unwrap_or_default(), vpc.span);
            diagnostics.append(own.anchored(name.span, vpc.span, &format!("in VPC `{}`", name.value)));
            meant
        })
        .collect();
    Network {
        name: blueprint.name.value.clone(),
        region: blueprint.region.value.clone(),
        region_span: blueprint.region.span,
        zones,
        pools,
        on_premises: blueprint.on_premises.iter().map(|(name, cidr)| (name.value.clone(), *cidr)).collect(),
        vpcs,
        quotas: blueprint.quotas.clone(),
    }
}

/// "did you mean `database`?", or the names that there are.
pub(super) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    if let Some(best) = closest(name, known.clone()) {
        return format!("did you mean `{best}`?");
    }
    let list = known.map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ");
    if list.is_empty() { "there are none".to_owned() } else { format!("there are: {list}") }
}

/// Refuses values that a list names twice.
pub(super) fn duplicates<T: Ord + std::fmt::Display>(list: &[Spanned<T>], what: &str, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&T, Span> = BTreeMap::new();
    for one in list {
        if let Some(first) = seen.insert(&one.value, one.span) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateItem, format!("{what} `{}` is named twice", one.value))
                    .at(one.span, "")
                    .also(first, "first named here")
                    .help("remove one of them"),
            );
        }
    }
}

fn split(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> BTreeMap<Name, BTreeSet<StackPart>> {
    let mut parts = BTreeMap::new();
    for (name, list) in &blueprint.stacks.split {
        if !blueprint.vpcs.contains_key(name) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownVpc, format!("there is no VPC `{}`", name.value))
                    .at(name.span, "")
                    .help(did_you_mean(name.value.as_str(), blueprint.vpcs.keys().map(|vpc| vpc.value.as_str()))),
            );
        }
        parts.insert(name.value.clone(), list.iter().map(|part| part.value).collect());
    }
    parts
}

/// One VPC on its way from written to meant.
struct VpcResolver<'a> {
    blueprint: &'a Blueprint,
    zones: &'a [Zone],
    pools: &'a [Pool],
    name: &'a Spanned<Name>,
    vpc: &'a written::Vpc,
    diagnostics: &'a mut Diagnostics,
}

impl VpcResolver<'_> {
    fn resolve(&mut self, split: BTreeSet<StackPart>, text: Span) -> Option<Vpc> {
        let address = self.address();
        let secondary = self.secondary();
        let mut tags: Tags = plain_tags(&self.blueprint.tags);
        tags.extend(plain_tags(&self.vpc.tags));
        let tiers = self.tiers(&secondary, &tags);
        let nat = self.nat(&tiers);
        let endpoints = self.endpoints(&tiers);
        let flow_logs = self.flow_logs();
        let groups = group::resolve(&self.vpc.security_groups, self.diagnostics);
        let acls = acl::resolve(&self.vpc.network_acls.value, &tiers, self.diagnostics);
        let mut reserve = self.vpc.reserve.clone();
        duplicates(&reserve, "reserved range", self.diagnostics);
        reserve.sort_by_key(|range| range.value);
        Some(Vpc {
            name: self.name.value.clone(),
            span: self.name.span,
            text,
            address: address?,
            secondary,
            ipv6: self.vpc.ipv6,
            nat,
            az_slots: self.az_slots(),
            reserve,
            tiers,
            endpoints,
            flow_logs,
            groups,
            acls,
            dhcp: self.dhcp(),
            tags,
            retain: self.vpc.retain.unwrap_or(self.blueprint.retain),
            split,
        })
    }

    fn error(&mut self, code: Code, message: impl Into<String>, span: Span, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help));
    }

    fn address(&mut self) -> Option<Address> {
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
                let found = self.pools.iter().position(|known| known.name == pool.value);
                if found.is_none() && !self.blueprint.address_pools.contains_key(pool) {
                    let known = did_you_mean(
                        pool.value.as_str(),
                        self.blueprint.address_pools.keys().map(|one| one.value.as_str()),
                    );
                    self.error(
                        Code::UnknownPool,
                        format!("there is no address pool `{}`", pool.value),
                        pool.span,
                        known,
                    );
                }
                found.map(|index| Address::Cut { pool: PoolId(index), prefix: *prefix })
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

    fn secondary(&mut self) -> Vec<Secondary> {
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

    fn az_slots(&mut self) -> u32 {
        let slots = self.vpc.growth.az_slots;
        if !slots.value.is_power_of_two() || slots.value > 16 {
            self.error(
                Code::AzSlots,
                format!("{} is no number of zone slots", slots.value),
                slots.span,
                "write 1, 2, 4, 8 or 16: a power of two keeps a tier in one block",
            );
            return 1;
        }
        slots.value
    }

    fn zone(&mut self, name: &Spanned<crate::net::ZoneName>) -> Option<Zone> {
        let zone = Zone::Named(name.value);
        let found = self.zones.contains(&zone);
        if !found {
            let known = self.zones.iter().map(|zone| format!("`{zone}`")).collect::<Vec<_>>().join(", ");
            self.error(
                Code::UnknownZone,
                format!("zone `{}` is not among the network's zones", name.value),
                name.span,
                format!("the zones are {known} (`availability_zones`)"),
            );
        }
        found.then_some(zone)
    }

    fn tiers(&mut self, secondary: &[Secondary], tags: &Tags) -> Vec<Tier> {
        if self.vpc.tiers.is_empty() {
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
                if tier.value.public_addresses && tier.value.route.value != RouteKind::Internet {
                    self.error(
                        Code::PublicAddresses,
                        format!("tier `{}` has public addresses but no route to the internet gateway", name.value),
                        name.span,
                        "write `route: internet`, or remove `public_addresses`",
                    );
                }
                let mut own = tags.clone();
                own.extend(plain_tags(&tier.value.tags));
                Tier {
                    name: name.value.clone(),
                    span: name.span,
                    size: self.subnet_size(name, &tier.value, &pins),
                    route: tier.value.route.value,
                    from,
                    pins,
                    public_addresses: tier.value.public_addresses,
                    gateway_endpoints: tier.value.gateway_endpoints.unwrap_or(tier.value.route.value == RouteKind::Nat),
                    tags: own,
                }
            })
            .collect()
    }

    fn tier_block(&mut self, from: Spanned<Cidr4>, secondary: &[Secondary]) -> Option<usize> {
        let found = secondary.iter().position(|one| one.cidr == from);
        if found.is_none() && self.vpc.cidr != Some(from) {
            let known = secondary.iter().map(|one| format!("`{}`", one.cidr.value)).collect::<Vec<_>>().join(", ");
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
    fn subnet_size(
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

    fn nat(&mut self, tiers: &[Tier]) -> Nat {
        let Spanned { value: written::Nat(nat), span } = &self.vpc.nat;
        let span = if span.is_placed() { *span } else { self.name.span };
        let private = tiers.iter().find(|tier| tier.route == RouteKind::Nat);
        let public = tiers.iter().any(|tier| tier.route == RouteKind::Internet);
        if let Some(private) = private
            && nat.mode != NatMode::None
            && !public
        {
            self.error(
                Code::NatWithoutPublicTier,
                format!("tier `{}` goes out by NAT, but no tier can hold the NAT gateways", private.name),
                private.span,
                "add a tier with `route: internet`, or write `nat: none`",
            );
        }
        if let Some(private) = private
            && nat.mode == NatMode::None
            && !self.vpc.ipv6
        {
            self.diagnostics.push(
                Diagnostic::new(Code::NatNone, format!("tier `{}` goes out by NAT, but there is none", private.name))
                    .at(span, "")
                    .why("without NAT and without IPv6 the tier reaches nothing outside the VPC")
                    .help("write `route: local` for the tier, or `nat: per-az`"),
            );
        }
        let eips: BTreeMap<Zone, Spanned<AllocationId>> =
            nat.eips.iter().filter_map(|(zone, id)| self.zone(zone).map(|zone| (zone, id.clone()))).collect();
        let listed: Vec<_> = eips.values().cloned().collect();
        duplicates(&listed, "elastic IP", self.diagnostics);
        if let Some(eip) = eips.values().next()
            && (nat.mode == NatMode::None || private.is_none())
        {
            let message = "elastic IPs are given, but the VPC has no NAT gateway";
            self.error(Code::UnusedEips, message, eip.span, "remove `eips`, or add a tier with `route: nat`");
        }
        let mode = if private.is_none() { NatMode::None } else { nat.mode };
        Nat { mode, eips, span }
    }

    fn endpoints(&mut self, tiers: &[Tier]) -> Endpoints {
        let written = &self.vpc.endpoints;
        let names: Vec<Spanned<ServiceName>> = written.interface.clone();
        duplicates(&names, "interface endpoint", self.diagnostics);
        let gateways: Vec<_> =
            written.gateway.iter().map(|one| Spanned { value: gateway_name(one.value), span: one.span }).collect();
        duplicates(&gateways, "gateway endpoint", self.diagnostics);
        let gateway: BTreeSet<_> = written.gateway.iter().map(|one| one.value).collect();
        if let Some(first) = written.gateway.first()
            && !tiers.iter().any(|tier| tier.gateway_endpoints)
        {
            self.diagnostics.push(
                Diagnostic::new(Code::UnusedGatewayEndpoint, "no tier has routes to the gateway endpoints")
                    .at(first.span, "")
                    .help("write `gateway_endpoints: true` for the tiers that use them"),
            );
        }
        let interface: BTreeSet<ServiceName> = names.iter().map(|one| one.value.clone()).collect();
        let tier = self.endpoint_tier(tiers);
        if let (Some(first), None, None) = (names.first(), tier, &written.tier) {
            let message = "no tier can hold the interface endpoints";
            self.error(
                Code::EndpointWithoutTier,
                message,
                first.span,
                "add a tier with `route: nat` or `route: local`, or name one with `tier`",
            );
        }
        let mut policies = BTreeMap::new();
        for (service, policy) in &written.policy {
            let known = interface.contains(&service.value)
                || written.gateway.iter().any(|one| gateway_name(one.value) == service.value.as_str());
            if !known {
                let message = format!("there is no endpoint `{}` for this policy", service.value);
                self.error(
                    Code::UnknownEndpoint,
                    message,
                    service.span,
                    "name it under `gateway` or `interface`, or remove the policy",
                );
            }
            let statements =
                policy.value.iter().map(|(sid, one)| (sid.value.clone(), endpoint::statement(&one.value))).collect();
            policies.insert(service.value.clone(), statements);
        }
        Endpoints { gateway, interface, tier, tier_is_written: written.tier.is_some(), policies }
    }

    fn endpoint_tier(&mut self, tiers: &[Tier]) -> Option<TierId> {
        if let Some(name) = &self.vpc.endpoints.tier {
            let found = tiers.iter().position(|tier| tier.name == name.value);
            if found.is_none() {
                let known = did_you_mean(name.value.as_str(), tiers.iter().map(|tier| tier.name.as_str()));
                self.error(
                    Code::UnknownTier,
                    format!("there is no tier `{}` in this VPC", name.value),
                    name.span,
                    known,
                );
            }
            return found.map(TierId);
        }
        [RouteKind::Nat, RouteKind::Local]
            .into_iter()
            .find_map(|route| tiers.iter().position(|tier| tier.route == route))
            .map(TierId)
    }

    fn flow_logs(&mut self) -> Option<FlowLogs> {
        let Spanned { value: written, span } = self.vpc.flow_logs.as_ref()?;
        let destination = match written.to.value {
            FlowLogDestination::Cloudwatch => {
                if let Some(bucket) = &written.bucket_arn {
                    let message = "a bucket is given, but the flow logs go to CloudWatch";
                    self.error(
                        Code::FlowLogDestination,
                        message,
                        bucket.span,
                        "write `to: s3`, or remove `bucket_arn`",
                    );
                }
                let days = written.retention_days.unwrap_or(Spanned::unplaced(90));
                if !RETENTION_DAYS.contains(&days.value) {
                    let allowed = RETENTION_DAYS.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                    let message = format!("CloudWatch Logs cannot keep records for {} days", days.value);
                    self.error(Code::FlowLogRetention, message, days.span, format!("it keeps them for {allowed} days"));
                }
                LogDestination::CloudWatch { retention_days: days.value }
            }
            FlowLogDestination::S3 => {
                if let Some(days) = &written.retention_days {
                    let message = "retention is given, but the flow logs go to S3";
                    self.error(
                        Code::FlowLogDestination,
                        message,
                        days.span,
                        "remove it: the bucket's lifecycle rules decide",
                    );
                }
                let Some(bucket) = &written.bucket_arn else {
                    let message = "the flow logs go to S3, but no bucket is given";
                    self.error(
                        Code::FlowLogDestination,
                        message,
                        *span,
                        "write `bucket_arn: \"arn:aws:s3:::BUCKET/FOLDER/\"`",
                    );
                    return None;
                };
                if bucket.value.service() != "s3" {
                    let message = format!("`{}` is no bucket", bucket.value);
                    self.error(
                        Code::FlowLogDestination,
                        message,
                        bucket.span,
                        "write `arn:aws:s3:::BUCKET`, with an optional `/FOLDER/`",
                    );
                }
                LogDestination::S3 { bucket: bucket.value.clone() }
            }
        };
        if ![60, 600].contains(&written.interval.value) {
            let message = format!("{} seconds is no aggregation interval", written.interval.value);
            self.error(Code::FlowLogInterval, message, written.interval.span, "AWS has 60 and 600");
        }
        Some(FlowLogs {
            destination,
            traffic: written.traffic,
            interval: written.interval.value,
            fields: written.fields,
        })
    }

    fn dhcp(&mut self) -> Option<Dhcp> {
        let Spanned { value: written, span } = self.vpc.dhcp.as_ref()?;
        let amazon = written.dns.iter().any(|server| server.value == DnsServer::Amazon);
        let problem = match (written.dns.len(), written.ntp.len()) {
            (2.., _) if amazon => Some("`AmazonProvidedDNS` stands beside other name servers".to_owned()),
            (many @ 5.., _) => Some(format!("{many} name servers; DHCP options hold 4")),
            (_, many @ 5..) => Some(format!("{many} NTP servers; DHCP options hold 4")),
            _ => None,
        };
        if let Some(problem) = problem {
            let place = if written.dns.len() > 1 {
                written.dns.last().map(|one| one.span)
            } else {
                written.ntp.last().map(|one| one.span)
            };
            let help = "give up to four name servers, or `AmazonProvidedDNS` alone, and up to four NTP servers";
            self.error(Code::DhcpServers, problem, place.unwrap_or(*span), help);
        }
        let mut dns: Vec<DnsServer> = written.dns.iter().map(|server| server.value).collect();
        if dns.is_empty() {
            // Options without name servers would leave instances without any.
            dns.push(DnsServer::Amazon);
        }
        Some(Dhcp {
            domain: written.domain.as_ref().map(|domain| domain.value.clone()),
            dns,
            ntp: written.ntp.iter().map(|server| server.value).collect(),
        })
    }
}

/// The name by which users and AWS call a gateway endpoint's service.
fn gateway_name(service: written::GatewayService) -> &'static str {
    match service {
        written::GatewayService::S3 => "s3",
        written::GatewayService::Dynamodb => "dynamodb",
    }
}

fn plain_tags(tags: &written::Tags) -> Tags {
    tags.iter().map(|(key, value)| (key.value.clone(), value.value.clone())).collect()
}
