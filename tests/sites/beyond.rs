//! Sites that reach each other past every VPC, by a VPN gateway and by `SiteLink`: as a document says it, and as AWS has it.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;
use serde_json::Value;

use super::aws::{self, Reader};
use super::dialects::form::{Key, Resource};
use super::intent::{blocks, text, uplinks};

/// Sites at one VPN gateway that lets them reach each other: those with VPN connections alone.
pub fn branches(name: &str, site: &Value, document: &Value) -> BTreeSet<Ipv4Net> {
    let by_vpn = |site: &Value| {
        let mut uplinks = site["uplinks"].as_object().into_iter().flat_map(|all| all.values());
        uplinks.all(|one| one["vpn"].is_object() && one["vpn"]["routing"] != "static")
    };
    let vpc = site["attach"]["to"].as_str().and_then(|end| end.strip_prefix("vpc/"));
    let joined = vpc.is_some_and(|vpc| document["vpcs"][vpc]["vpn_gateway"]["between_sites"] == true);
    if !joined || !by_vpn(site) {
        return BTreeSet::new();
    }
    let all = document["sites"].as_object().into_iter().flatten();
    let others = all.filter(|(other, one)| *other != name && one["attach"] == site["attach"] && by_vpn(one));
    others.flat_map(|(_, one)| blocks(&one["prefixes"])).collect()
}

/// Sites with virtual interfaces in clear on one Direct Connect gateway with `SiteLink`: at a VPC all of them, in a segment if it reaches
/// itself.
pub fn linked(name: &str, site: &Value, document: &Value) -> BTreeSet<Ipv4Net> {
    let gateway = |site: &Value| {
        let mut direct = uplinks(site).map(|(_, one)| &one["direct_connect"]);
        let clear = direct.find(|one| one["gateway"].is_string() && one["encrypt"] != "ipsec");
        clear.map(|one| text(&one["gateway"]))
    };
    let Some(own) = gateway(site).filter(|own| document["direct_connect_gateways"][own]["site_link"] == true) else {
        return BTreeSet::new();
    };
    let meets = match site["attach"]["segment"].as_str() {
        Some(segment) => {
            let hub = text(&site["attach"]["to"]);
            let reached = document["transit_gateways"][&hub]["segments"][segment]["reaches"].as_array();
            reached.is_some_and(|all| all.iter().any(|one| one == segment))
        }
        None => true,
    };
    let all = document["sites"].as_object().into_iter().flatten().filter(|_| meets);
    let others = all.filter(|(other, one)| *other != name && gateway(one).as_ref() == Some(&own));
    others.flat_map(|(_, one)| blocks(&one["prefixes"])).collect()
}

impl Reader<'_> {
    /// Prefixes of the other sites that `SiteLink` brings to a virtual interface: whose interfaces of the same gateway have it as well.
    pub fn linked(&self, key: &Key, interface: &Resource) -> Result<BTreeSet<Ipv4Net>, String> {
        let has = |one: &Resource| aws::text(one, "EnableSiteLink").ok() == Some("true");
        let (mut linked, own) = (BTreeSet::new(), self.site(key)?);
        let kinds = ["Transit", "Private"].map(|kind| format!("AWS::DirectConnect::{kind}VirtualInterface"));
        for (other, one) in
            kinds.iter().flat_map(|kind| self.form.of(kind)).filter(|(_, one)| has(one) && has(interface))
        {
            let site = self.site(other)?;
            let is_same = one.facts.get("DirectConnectGatewayId") == interface.facts.get("DirectConnectGatewayId");
            if is_same && site.name != own.name {
                linked.extend(&site.prefixes);
            }
        }
        Ok(linked)
    }
}
