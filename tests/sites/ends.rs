//! What a site is joined to, as the document says it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::dialects::form::squashed;
use super::intent::{number, text};

/// The number that VPN connections end on, the transit gateway and segment, and the VPCs by what their names say.
pub fn joined(site: &Value, document: &Value) -> (u32, Option<(String, String)>, BTreeSet<String>) {
    let to = &site["attach"]["to"];
    let ends: Vec<String> = to.as_array().map_or_else(|| vec![text(to)], |list| list.iter().map(text).collect());
    let vpcs: Vec<&str> = ends.iter().filter_map(|end| end.strip_prefix("vpc/")).collect();
    if let Some(vpc) = vpcs.first() {
        let asn = number(&document["vpcs"][vpc]["vpn_gateway"]["asn"], 64512);
        return (asn, None, vpcs.into_iter().map(squashed).collect());
    }
    let asn = number(&document["transit_gateways"][&ends[0]]["asn"], 64512);
    (asn, Some((ends[0].clone(), text(&site["attach"]["segment"]))), BTreeSet::new())
}
