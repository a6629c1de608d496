//! What stands beside the tiers: NAT gateways, endpoints, flow logs and DHCP options.

use std::collections::{BTreeMap, BTreeSet};

use super::{VpcResolver, did_you_mean, duplicates};
use crate::blueprint::{self as written, DnsServer, FlowLogDestination, NatMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{AllocationId, ServiceName};
use crate::network::endpoint;
use crate::network::{Dhcp, Endpoints, FlowLogs, LogDestination, Nat, Purpose, RouteKind, Tier, TierId, Zone};

/// Days for which CloudWatch Logs keeps records.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTION_DAYS: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

impl VpcResolver<'_> {
    pub(super) fn nat(&mut self, tiers: &[Tier]) -> Nat {
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

    pub(super) fn endpoints(&mut self, tiers: &[Tier]) -> Endpoints {
        let written = &self.vpc.endpoints;
        let gateway_list = written.gateway.as_deref().unwrap_or_default();
        let names: Vec<Spanned<ServiceName>> = written.interface.clone();
        duplicates(&names, "interface endpoint", self.diagnostics);
        let gateways: Vec<_> =
            gateway_list.iter().map(|one| Spanned { value: one.value.as_str(), span: one.span }).collect();
        duplicates(&gateways, "gateway endpoint", self.diagnostics);
        let mut gateway: BTreeSet<_> = gateway_list.iter().map(|one| one.value).collect();
        let used = tiers.iter().any(|tier| tier.gateway_endpoints);
        if written.gateway.is_none() && self.vpc.attach.is_some() && used {
            gateway.extend([written::GatewayService::S3, written::GatewayService::Dynamodb]);
        }
        if let Some(first) = gateway_list.first()
            && !used
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
                "add a tier with `route: nat`, `transit` or `local`, or name one with `tier`",
            );
        }
        let mut policies = BTreeMap::new();
        for (service, policy) in &written.policy {
            let known =
                interface.contains(&service.value) || gateway.iter().any(|one| one.as_str() == service.value.as_str());
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
        if let (true, true, Some(attach)) = (written.central, interface.is_empty(), &self.vpc.attach) {
            let message = "central endpoints without any interface endpoint";
            self.error(Code::Central, message, attach.span, "name services under `endpoints.interface`");
        }
        if written.central && self.vpc.attach.is_none() {
            let message = format!("VPC `{}` shares its endpoints, but nobody reaches it", self.name.value);
            self.error(Code::Central, message, self.name.span, "write `attach: {to: HUB, segment: NAME}`");
        }
        Endpoints {
            gateway,
            interface,
            central: written.central,
            tier,
            tier_is_written: written.tier.is_some(),
            policies,
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

    pub(super) fn dhcp(&mut self) -> Option<Dhcp> {
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

/// Flow logs of a VPC or of a transit gateway.
pub(super) fn flow_logs(logs: &Spanned<written::FlowLogs>, diagnostics: &mut Diagnostics) -> Option<FlowLogs> {
    let Spanned { value: written, span } = logs;
    let mut refuse = |code, message: &str, span, help: &str| {
        diagnostics.push(Diagnostic::new(code, message).at(span, "").help(help));
    };
    let destination = match written.to.value {
        FlowLogDestination::Cloudwatch => {
            if let Some(bucket) = &written.bucket_arn {
                let message = "a bucket is given, but the flow logs go to CloudWatch";
                refuse(Code::FlowLogDestination, message, bucket.span, "write `to: s3`, or remove `bucket_arn`");
            }
            let days = written.retention_days.unwrap_or(Spanned::unplaced(90));
            if !RETENTION_DAYS.contains(&days.value) {
                let allowed = RETENTION_DAYS.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                let message = format!("CloudWatch Logs cannot keep records for {} days", days.value);
                refuse(Code::FlowLogRetention, &message, days.span, &format!("it keeps them for {allowed} days"));
            }
            LogDestination::CloudWatch { retention_days: days.value }
        }
        FlowLogDestination::S3 => {
            if let Some(days) = &written.retention_days {
                let message = "retention is given, but the flow logs go to S3";
                refuse(Code::FlowLogDestination, message, days.span, "remove it: the bucket's lifecycle rules decide");
            }
            let Some(bucket) = &written.bucket_arn else {
                let message = "the flow logs go to S3, but no bucket is given";
                refuse(Code::FlowLogDestination, message, *span, "write `bucket_arn: \"arn:aws:s3:::BUCKET/FOLDER/\"`");
                return None;
            };
            if bucket.value.service() != "s3" {
                let message = format!("`{}` is no bucket", bucket.value);
                refuse(
                    Code::FlowLogDestination,
                    &message,
                    bucket.span,
                    "write `arn:aws:s3:::BUCKET`, with an optional `/FOLDER/`",
                );
            }
            LogDestination::S3 { bucket: bucket.value.clone() }
        }
    };
    if ![60, 600].contains(&written.interval.value) {
        let message = format!("{} seconds is no aggregation interval", written.interval.value);
        refuse(Code::FlowLogInterval, &message, written.interval.span, "AWS has 60 and 600");
    }
    Some(FlowLogs { destination, traffic: written.traffic, interval: written.interval.value, fields: written.fields })
}
