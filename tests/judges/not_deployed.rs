//! The kinds of resources that no judge deploys to an emulator: a list that gets shorter and never longer.
//!
//! In: the goldens; the trees and the document that judges deploy. Out: one test, which prints the kinds. Never: a program, a kind that is
//! passed over in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write as _, stdout};
use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};
use netgen::plan::lock::Lock;
use serde_json::Value;

use super::tree::Tree;
use super::{accounts, deployed, runner};

/// The kinds of the goldens that nothing deploys, by the names that CloudFormation and Terraform have for them, each with the reason. One
/// that is deployed by now leaves the list.
const NOT_DEPLOYED: &[(&str, &str)] = &[
    ("AWS::CloudFormation::Stack", "the CloudFormation of the judges has no stacks inside stacks"),
    ("AWS::DirectConnect::Connection", "the emulator knows no LAG that a connection could join"),
    ("AWS::DirectConnect::Lag", "the emulator knows none"),
    ("AWS::EC2::ClientVpnAuthorizationRule", "the emulator has no Client VPN"),
    ("AWS::EC2::ClientVpnEndpoint", "the emulator has no Client VPN"),
    ("AWS::EC2::ClientVpnRoute", "the emulator has no Client VPN"),
    ("AWS::EC2::ClientVpnTargetNetworkAssociation", "the emulator has no Client VPN"),
    ("AWS::EC2::TransitGatewayConnect", "the emulator has no Connect attachments"),
    ("AWS::EC2::TransitGatewayConnectPeer", "the emulator has no Connect peers"),
    ("AWS::EC2::VPNConcentrator", "the emulator has none"),
    ("aws_dx_bgp_peer", "the emulator keeps one session of a virtual interface"),
    ("aws_dx_connection", "the emulator knows no LAG that a connection could join"),
    ("aws_dx_connection_association", "the emulator knows no LAG"),
    ("aws_dx_lag", "the emulator knows none"),
    ("aws_ec2_client_vpn_authorization_rule", "the emulator has no Client VPN"),
    ("aws_ec2_client_vpn_endpoint", "the emulator has no Client VPN"),
    ("aws_ec2_client_vpn_network_association", "the emulator has no Client VPN"),
    ("aws_ec2_client_vpn_route", "the emulator has no Client VPN"),
    ("aws_ec2_transit_gateway_connect", "the emulator has no Connect attachments"),
    ("aws_ec2_transit_gateway_connect_peer", "the emulator has no Connect peers"),
    ("aws_vpn_concentrator", "the emulator has none, and neither has the provider that the judges have"),
];

/// How long the list may be. This number is lowered with it, and never raised.
const LONGEST: usize = 21;

pub fn trial(goldens: &[Arc<Tree>]) -> Trial {
    let goldens = goldens.to_vec();
    Trial::test("deployed::kinds_that_are_not_deployed_are_listed", move || {
        let mut all = BTreeSet::new();
        for tree in goldens.iter().filter(|tree| !tree.name.starts_with("random-")) {
            all.extend(kinds(tree)?);
        }
        let deployed = deployed(&goldens)?;
        let found: BTreeSet<&str> = all.difference(&deployed).map(String::as_str).collect();
        let listed: BTreeSet<&str> = NOT_DEPLOYED.iter().map(|(kind, _)| *kind).collect();
        // A closed pipe is no reason to call a list wrong.
        let _ = writeln!(stdout(), "{} of {} kinds are not deployed: {found:?}", found.len(), all.len());
        let new: Vec<&&str> = found.difference(&listed).collect();
        let gone: Vec<&&str> = listed.difference(&found).collect();
        if !new.is_empty() {
            return Err(Failed::from(format!("nothing deploys {new:?}: deploy them, or say why not")));
        }
        if !gone.is_empty() {
            return Err(Failed::from(format!("{gone:?} are deployed, or in no golden, and have to leave the list")));
        }
        if NOT_DEPLOYED.len() == LONGEST {
            Ok(())
        } else {
            Err(Failed::from(format!("the list has {} kinds, not {LONGEST}", NOT_DEPLOYED.len())))
        }
    })
}

/// The kinds that are deployed: those of `deployed` in both dialects, those of `deploy-script` in CloudFormation's, and those of the
/// document of several accounts.
fn deployed(goldens: &[Arc<Tree>]) -> Result<BTreeSet<String>, String> {
    let mut all = BTreeSet::new();
    for tree in goldens.iter().filter(|tree| deployed::TREES.contains(&tree.name.as_str())) {
        all.extend(kinds(tree)?);
    }
    for tree in goldens.iter().filter(|tree| (runner::JUDGE.concerns)(tree)) {
        all.extend(kinds(tree)?.into_iter().filter(|kind| kind.starts_with("AWS::")));
    }
    let (render, _) = accounts::render(accounts::DOCUMENT, &Lock::default())?;
    for (path, text) in &render.files {
        all.extend(kinds_of(path, text)?);
    }
    Ok(all)
}

/// The kinds of the templates and modules of a tree.
fn kinds(tree: &Tree) -> Result<BTreeSet<String>, String> {
    let mut files = BTreeMap::new();
    for path in tree.templates().into_iter().chain(tree.terraform_files()) {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        files.insert(path.display().to_string(), text);
    }
    let all: Result<Vec<_>, String> = files.iter().map(|(path, text)| kinds_of(path, text)).collect();
    Ok(all?.into_iter().flatten().collect())
}

fn kinds_of(path: &str, text: &str) -> Result<BTreeSet<String>, String> {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let kinds: Vec<String> = match ending {
        "tf" => {
            let lines = text.lines().filter_map(|line| line.strip_prefix("resource \""));
            lines.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        }
        "json" => {
            let template: Value = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
            let resources = template["Resources"].as_object().into_iter().flatten();
            resources.filter_map(|(_, body)| body["Type"].as_str().map(str::to_owned)).collect()
        }
        "yaml" => {
            // Parameters have types, too, before the resources.
            let resources = text.split_once("\nResources:\n").map_or("", |(_, resources)| resources);
            resources.lines().filter_map(|line| line.strip_prefix("    Type: ")).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    Ok(kinds.into_iter().collect())
}
