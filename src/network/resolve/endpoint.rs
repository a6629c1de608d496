//! VPC endpoints: services, policies, names, zones and groups.

use std::collections::{BTreeMap, BTreeSet};

use super::{VpcResolver, did_you_mean, duplicates};
use crate::blueprint::{self as written, GatewayService, PrivateDns};
use crate::diagnostic::{Code, Diagnostic, Spanned, closest};
use crate::net::ServiceName;
use crate::network::endpoint::{self, EndpointPolicy, InterfaceEndpoint};
use crate::network::{Endpoints, GroupId, Purpose, RouteKind, Tier, TierId};

/// The key of the policy for all services of AWS.
const DEFAULT: &str = "default";

/// An interface endpoint as it is listed: the service, and what is said about it.
type Item<'a> = (Spanned<ServiceName>, Option<&'a written::InterfaceEndpoint>);

/// Policies by service, as written.
type Policies<'a> = BTreeMap<&'a str, &'a Spanned<written::Policy>>;

impl<'a> VpcResolver<'a> {
    pub(super) fn endpoints(&mut self, tiers: &[Tier]) -> Endpoints {
        let written = &self.vpc.endpoints;
        let used = tiers.iter().any(|tier| tier.gateway_endpoints);
        let gateway = self.gateways(used);
        let items = self.items();
        let tier = self.endpoint_tier(tiers);
        if let (Some((first, _)), None, None) = (items.first(), tier, &written.tier) {
            self.error(
                Code::EndpointWithoutTier,
                "no tier can hold the interface endpoints",
                first.span,
                "add a tier with `route: nat`, `transit` or `local`, or name one with `tier`",
            );
        }
        self.known_policies(&gateway, &items);
        let policies: Policies<'_> = written.policy.iter().map(|(name, one)| (name.value.as_str(), one)).collect();
        let of = |service: &str| policy(&policies, service, true);
        let gateway_policies = gateway.iter().filter_map(|one| Some((*one, of(one.as_str())?))).collect();
        let beside = |service: &ServiceName| used && gateway.iter().any(|one| one.as_str() == service.as_str());
        let mut interface = BTreeMap::new();
        for (name, item) in &items {
            let own = item.and_then(|item| item.policy.as_ref());
            let policy = own
                .map_or_else(|| policy(&policies, name.value.as_str(), !name.value.is_of_others()), endpoint::policy);
            interface.insert(name.value.clone(), self.interface(name, *item, policy, beside(&name.value)));
        }
        self.check_central(interface.is_empty());
        let dual_stack = self.dual_stack(&gateway, &items);
        let (central, tier_is_written) = (written.central, written.tier.is_some());
        Endpoints { gateway, gateway_policies, interface, dual_stack, central, tier, tier_is_written }
    }

    /// Gateway endpoints: those that are written; S3 and `DynamoDB` in a VPC that is attached to a transit gateway. `used`:
    /// some tier has routes to them.
    fn gateways(&mut self, used: bool) -> BTreeSet<GatewayService> {
        let written = &self.vpc.endpoints;
        let list = written.gateway.as_deref().unwrap_or_default();
        let names: Vec<_> = list.iter().map(|one| Spanned { value: one.value.as_str(), span: one.span }).collect();
        duplicates(&names, "gateway endpoint", self.diagnostics);
        let mut gateway: BTreeSet<_> = list.iter().map(|one| one.value).collect();
        if written.gateway.is_none() && self.vpc.attach.is_some() && used {
            gateway.extend([GatewayService::S3, GatewayService::Dynamodb]);
        }
        if let Some(first) = list.first()
            && !used
        {
            self.diagnostics.push(
                Diagnostic::new(Code::UnusedGatewayEndpoint, "no tier has routes to the gateway endpoints")
                    .at(first.span, "")
                    .help("write `gateway_endpoints: true` for the tiers that use them"),
            );
        }
        gateway
    }

    /// Interface endpoints as they are listed, each named once and known.
    fn items(&mut self) -> Vec<Item<'a>> {
        let vpc = self.vpc;
        let mut items: Vec<Item<'a>> = Vec::new();
        for item in &vpc.endpoints.interface {
            match &item.value {
                written::InterfaceItem::Short(name) => {
                    items.push((Spanned { value: name.clone(), span: item.span }, None));
                }
                written::InterfaceItem::Long(one) if one.len() == 1 => {
                    items.extend(one.iter().map(|(name, options)| (name.clone(), Some(options))));
                }
                written::InterfaceItem::Long(many) => self.error(
                    Code::EndpointOptions,
                    format!("an item of `interface` names {} services", many.len()),
                    item.span,
                    "write one service in each item: `- ssm: {zones: [a]}`",
                ),
            }
        }
        let names: Vec<Spanned<ServiceName>> = items.iter().map(|(name, _)| name.clone()).collect();
        duplicates(&names, "interface endpoint", self.diagnostics);
        for name in names.iter().filter(|name| !name.value.is_known()) {
            let message = format!("`{}` is not an endpoint service that netgen knows", name.value);
            let mut finding = Diagnostic::new(Code::UnknownService, message).at(name.span, "").why(format!(
                "the table is of November 2026; the name becomes `{}`",
                self.scope.region.interface_service(&name.value)
            ));
            if let Some(best) = closest(name.value.as_str(), ServiceName::known()) {
                finding = finding.help(format!("did you mean `{best}`?"));
            }
            let region = &self.scope.region;
            let help = format!("`aws ec2 describe-vpc-endpoint-services --region {region}` lists what AWS offers");
            self.diagnostics.push(finding.help(help));
        }
        items
    }

    /// What a policy is for is there.
    fn known_policies(&mut self, gateway: &BTreeSet<GatewayService>, items: &[Item<'_>]) {
        let vpc = self.vpc;
        let gateways = gateway.iter().map(|one| one.as_str());
        let known: BTreeSet<&str> = items.iter().map(|(name, _)| name.value.as_str()).chain(gateways).collect();
        for service in vpc.endpoints.policy.keys() {
            if service.value.as_str() != DEFAULT && !known.contains(service.value.as_str()) {
                self.error(
                    Code::UnknownEndpoint,
                    format!("there is no endpoint `{}` for this policy", service.value),
                    service.span,
                    "name it under `gateway` or `interface`, or remove the policy",
                );
            }
        }
    }

    /// Services whose endpoints have IPv6 as well: they are there, and so is IPv6.
    fn dual_stack(&mut self, gateway: &BTreeSet<GatewayService>, items: &[Item<'_>]) -> BTreeSet<ServiceName> {
        let vpc = self.vpc;
        let written = &vpc.endpoints.dual_stack;
        duplicates(written, "service", self.diagnostics);
        for service in written {
            let name = &service.value;
            let there = items.iter().any(|(item, _)| item.value == *name)
                || gateway.iter().any(|one| one.as_str() == name.as_str());
            if !there {
                let message = format!("there is no endpoint `{name}` for IPv6");
                let help = "name it under `gateway` or `interface`, or remove it from `dual_stack`";
                self.error(Code::UnknownEndpoint, message, service.span, help);
            }
        }
        if let Some(first) = written.first().filter(|_| !vpc.ipv6) {
            let message = "endpoints have IPv6 only in a VPC that has it";
            self.error(
                Code::EndpointOptions,
                message,
                first.span,
                "write `ipv6: true` for the VPC, or remove `dual_stack`",
            );
        }
        written.iter().map(|service| service.value.clone()).collect()
    }

    /// An interface endpoint. `beside`: a gateway endpoint of the same service is made.
    fn interface(
        &mut self,
        name: &Spanned<ServiceName>,
        item: Option<&written::InterfaceEndpoint>,
        policy: Option<EndpointPolicy>,
        beside: bool,
    ) -> InterfaceEndpoint {
        let has_names = name.value.has_private_dns();
        let given = item.and_then(|item| item.private_dns);
        if let Some(given) = given
            && given.value == PrivateDns::Inbound
            && !(beside && has_names)
        {
            self.error(
                Code::EndpointOptions,
                format!("`inbound` needs a gateway endpoint of `{}` beside the interface", name.value),
                given.span,
                "write `gateway: [s3]` beside an interface of S3, or `private_dns: true`",
            );
        }
        let private_dns = match given {
            Some(given) => given.value,
            None if !has_names => PrivateDns::None,
            None if beside => PrivateDns::Inbound,
            None => PrivateDns::All,
        };
        let zones = item.map(|item| item.zones.as_slice()).unwrap_or_default();
        duplicates(zones, "zone", self.diagnostics);
        let zones = zones.iter().filter_map(|zone| self.zone(zone)).collect();
        let groups = item.map(|item| item.groups.as_slice()).unwrap_or_default();
        duplicates(groups, "security group", self.diagnostics);
        let groups = groups.iter().filter_map(|group| self.endpoint_group(group)).collect();
        InterfaceEndpoint { span: name.span, policy, private_dns, zones, groups }
    }

    fn endpoint_group(&mut self, name: &Spanned<crate::net::Name>) -> Option<GroupId> {
        let known = || self.vpc.security_groups.keys().map(|group| group.value.as_str());
        let found = known().position(|group| group == name.value.as_str());
        if found.is_none() {
            let message = format!("there is no security group `{}` in this VPC", name.value);
            let help = did_you_mean(name.value.as_str(), known());
            self.error(Code::UnknownSecurityGroup, message, name.span, help);
        }
        found.map(GroupId)
    }

    fn check_central(&mut self, none: bool) {
        let central = self.vpc.endpoints.central;
        if let (true, true, Some(attach)) = (central, none, &self.vpc.attach) {
            let message = "central endpoints without any interface endpoint";
            self.error(Code::Central, message, attach.span, "name services under `endpoints.interface`");
        }
        if central && self.vpc.attach.is_none() {
            let message = format!("VPC `{}` shares its endpoints, but nobody reaches it", self.name.value);
            self.error(Code::Central, message, self.name.span, "write `attach: {to: HUB, segment: NAME}`");
        }
    }

    pub(super) fn endpoint_tier(&mut self, tiers: &[Tier]) -> Option<TierId> {
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
        [RouteKind::Nat, RouteKind::Transit, RouteKind::Local]
            .into_iter()
            .find_map(|route| tiers.iter().position(|tier| tier.route == route && tier.purpose == Purpose::Workload))
            .map(TierId)
    }
}

/// The policy under a service's name, else the one for all services of AWS.
fn policy(policies: &Policies<'_>, service: &str, of_aws: bool) -> Option<EndpointPolicy> {
    let default = || policies.get(DEFAULT).filter(|_| of_aws);
    endpoint::policy(policies.get(service).or_else(default)?)
}
