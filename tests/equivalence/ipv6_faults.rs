//! Faults in IPv6 to a site, in the text of one dialect: the second session of a virtual interface, and what Direct Connect lets through.

use serde_json::{Value, json};

use super::fault::Edit::{Block, Template, Without};
use super::fault::{Fault, faults, properties, take};

faults! {
    "site-ipv6" "cloudformation/site-tokyo.json" {
        "no session over IPv6": Template(|t| drop(peers(t).pop())),
        "another ASN over IPv6": Template(|t| peers(t)[1]["Asn"] = json!("65002")),
        "two sessions over IPv4": Template(|t| peers(t)[1]["AddressFamily"] = json!("ipv4")),
        "a session over IPv6 without key": Template(|t| drop(take(&mut peers(t)[1], "AuthKey"))),
        "addresses over IPv6": Template(|t| peers(t)[1]["AmazonAddress"] = json!("2001:db8::1/125")),
    }
    "site-ipv6" "terraform/site_tokyo.tf" {
        "Terraform: no session over IPv6": Without("aws_dx_bgp_peer.tokyo_dx_1"),
        "Terraform: a session of the other virtual interface": Block("aws_dx_bgp_peer.tokyo_dx_1", "tokyo_dx_1.id", "tokyo_dx_2.id"),
        "Terraform: another family of the second session": Block("aws_dx_bgp_peer.tokyo_dx_2", "\"ipv6\"", "\"ipv4\""),
    }
    "site-ipv6" "cloudformation/direct-connect-main.json" {
        "the IPv6 block is kept back": Template(|t| {
            let prefixes = &mut properties(t, "MainAppDirectConnectAssociation")["AllowedPrefixesToDirectConnectGateway"];
            drop(prefixes.as_array_mut().unwrap().pop());
        }),
    }
}

/// The BGP sessions of a virtual interface with IPv6.
#[track_caller]
fn peers(template: &mut Value) -> &mut Vec<Value> {
    properties(template, "TokyoDx1PrivateVirtualInterface")["BgpPeers"].as_array_mut().unwrap()
}
