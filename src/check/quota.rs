//! NG0501 and NG0502: quotas of AWS. More than AWS grants anyone is an error; more than the account has by default, or by
//! what `quotas` says, is a warning: AWS raises these on request.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>

use super::facts::Facts;
use super::usage::{QuotaUse, usage};
use super::usage_sites::SESSIONS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for one in usage(facts.plan).into_iter().filter(|one| !SESSIONS.contains(&one.key)) {
        if let Some(most) = one.most.filter(|most| one.used > *most) {
            diagnostics.push(refused(&one, most));
        } else if one.used > one.limit {
            diagnostics.push(raise(&one));
        }
    }
}

fn refused(one: &QuotaUse, most: u64) -> Diagnostic {
    let message = format!("{} has {} {}; AWS allows no more than {most}", one.scope, one.used, one.what);
    Diagnostic::new(Code::Quota, message)
        .at(one.span, "")
        .why(format!("{most} is the most to which AWS raises \"{}\" for anyone", one.name))
        .help(remedy(one.key))
}

fn raise(one: &QuotaUse) -> Diagnostic {
    let message = format!("{} has {} {}; the quota is {}", one.scope, one.used, one.what, one.limit);
    Diagnostic::new(Code::QuotaRaise, message)
        .at(one.span, "")
        .why(format!("AWS refuses what is over its quota of {}", one.name))
        .help(remedy(one.key))
        .help(format!(
            "or have AWS raise the quota (Service Quotas), and say so: `quotas: {{{}: {}}}`",
            one.key, one.used
        ))
}

/// How to need less.
fn remedy(key: &str) -> &'static str {
    match key {
        "vpcs" => "put some VPCs into another account or Region, with a document of its own",
        "cidrs_per_vpc" => "use fewer and larger blocks, or a second VPC",
        "subnets_per_vpc" | "route_tables_per_vpc" => "use fewer tiers or fewer zones in this VPC",
        "elastic_ips" | "nat_gateways_per_zone" => {
            "use `nat: single` where a zone may fail, or bring addresses with `eips`"
        }
        "security_groups" => "share groups between the members of a tier",
        "rules_per_security_group" => "name larger blocks or port ranges, or split the group",
        "rules_per_network_acl" => {
            "name larger blocks or port ranges, or use fewer tiers; security groups have more room"
        }
        "client_vpn_endpoints" => "let one remote access serve several groups of people",
        "client_vpn_rules" | "client_vpn_routes" => "reach larger blocks: a pool or a segment in place of its VPCs",
        "transit_gateway_tables" => "use fewer segments: VPCs that are treated alike share one",
        "transit_gateway_routes" => {
            "cut VPCs of a segment from a pool of their own, so that one route stands for all of them, or use fewer segments"
        }
        "transit_gateways" | "transit_gateway_attachments" => {
            "put some VPCs behind another gateway or into another Region"
        }
        "peerings_per_vpc" => "attach the VPCs to a transit gateway instead",
        "firewall_rules" => {
            "cut VPCs of a segment from a pool of their own, so that one rule stands for all of them, or inspect fewer pairs"
        }
        "gateway_endpoints" => "leave gateway endpoints out where nothing uses them",
        _ => hybrid_remedy(key).unwrap_or("leave some of them out, or put them into another VPC"),
    }
}

/// The same for what joins sites.
fn hybrid_remedy(key: &str) -> Option<&'static str> {
    Some(match key {
        "vpn_connections" | "customer_gateways" => "join some sites in another Region or account",
        "vpn_connections_per_vpn_gateway" => {
            "join some sites to a transit gateway, which takes thousands of attachments"
        }
        "vpn_gateways" | "vpn_gateways_per_direct_connect_gateway" => {
            "attach some VPCs to a transit gateway, which stands for all of them"
        }
        "transit_gateways_per_direct_connect_gateway" | "direct_connect_gateways_per_transit_gateway" => {
            "use another Direct Connect gateway for some sites, or one gateway for several of them"
        }
        "virtual_interfaces_per_connection" => "put some of them on another connection",
        "connections_per_location" => "order some of them at another location, which also survives more",
        "lags" => "order some of them in another Region",
        _ => return None,
    })
}
