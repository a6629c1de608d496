//! Faults in Connect peers, in the text of one dialect: what an appliance and its GRE tunnel would disagree about.

use serde_json::{Value, json};

use super::fault::Edit::Template;
use super::fault::{Fault, faults, properties, take};

faults! {
    "site-connect" "cloudformation/site-branches.json" {
        "another end of a GRE tunnel at AWS": Template(|t| peer(t)["TransitGatewayAddress"] = json!("10.255.0.253")),
        "another appliance": Template(|t| peer(t)["PeerAddress"] = json!("10.9.0.11")),
        "another block inside a Connect peer": Template(|t| peer(t)["InsideCidrBlocks"][0] = json!("169.254.16.8/29")),
        "another ASN of an appliance": Template(|t| peer(t)["BgpConfigurations"][0]["PeerAsn"] = json!(65011)),
        "a Connect peer without ASN": Template(|t| drop(take(peer(t), "BgpConfigurations"))),
    }
}

/// What the first Connect peer of the branches is told.
#[track_caller]
fn peer(template: &mut Value) -> &mut Value {
    &mut properties(template, "BranchesGre1TransitGatewayConnectPeer")["ConnectPeerConfiguration"]
}
