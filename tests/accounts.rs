//! Facts of the test document `accounts`: which account has which stack, who may use what, and that nothing of another account is
//! referred to but by what is shared. Adding a VPC or an account changes the units that the document names, and no other. What is rendered
//! is compared with the files beside the document; `SNAPSHOTS=overwrite cargo test --test accounts` accepts what is rendered now.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::pipeline::run;
use netgen::diagnostic::{Diagnostics, Sources};
use netgen::plan::lock::Lock;
use netgen::{aws, blueprint, network, plan};
use serde_json::Value;

const ACCOUNTS: &str = include_str!("accounts/accounts.yaml");

fn files(text: &str) -> BTreeMap<String, String> {
    run(text, &Lock::default(), true).unwrap().files
}

/// The account and the kinds of resources of every unit.
fn units(text: &str) -> BTreeMap<String, (String, BTreeSet<&'static str>)> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("accounts.yaml", text);
    let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).unwrap();
    let network = network::resolve(&written, &mut diagnostics).unwrap();
    let (plan, _) = plan::plan(&network, &Lock::default(), &mut diagnostics).unwrap();
    let graph = aws::lower(&plan);
    let kinds = |unit: &aws::Unit| unit.nodes().map(|id| graph.node(id).kind.module()).collect();
    let account = |unit: &aws::Unit| network.account_of(unit.scope).unwrap().name.to_string();
    graph.units().iter().map(|unit| (unit.name.clone(), (account(unit), kinds(unit)))).collect()
}

fn resource(files: &BTreeMap<String, String>, stack: &str, id: &str) -> Value {
    let name = format!("/{stack}.json");
    let (_, text) =
        files.iter().find(|(path, _)| path.starts_with("cloudformation/") && path.ends_with(&name)).unwrap();
    let template: Value = serde_json::from_str(text).unwrap();
    let resource = template["Resources"][id].clone();
    assert!(resource.is_object(), "{stack} has no {id}");
    resource
}

/// The block of a resource in Terraform.
fn block<'f>(files: &'f BTreeMap<String, String>, file: &str, address: &str) -> &'f str {
    let (kind, label) = address.split_once('.').unwrap();
    let name = format!("/{file}.tf");
    let start = |text: &&String| text.find(&format!("resource \"{kind}\" \"{label}\" {{"));
    let mut all =
        files.iter().filter(|(path, _)| path.starts_with("terraform/") && path.ends_with(&name)).map(|(_, text)| text);
    let (text, start) = all.find_map(|text| Some((text, start(&text)?))).unwrap_or_else(|| panic!("no {address}"));
    &text[start..start + text[start..].find("\n}\n").unwrap()]
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the variable says whether to compare or to accept")]
fn the_document_renders_what_was_reviewed() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accounts");
    let files = files(ACCOUNTS);
    let reviewed = files.iter().filter(|(path, _)| {
        std::path::Path::new(path).extension().is_some_and(|ending| ending == "yaml" || ending == "tf")
    });
    for (path, text) in reviewed {
        if overwrite {
            std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
            std::fs::write(folder.join(path), text).unwrap();
        }
        let known = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
        let difference = similar::TextDiff::from_lines(&known, text).unified_diff().context_radius(2).to_string();
        assert!(difference.is_empty(), "tests/accounts/{path} is not what was reviewed:\n{difference}");
    }
    let mut open = vec!["cloudformation".to_owned(), "terraform".to_owned()];
    while let Some(inner) = open.pop() {
        for entry in std::fs::read_dir(folder.join(&inner)).unwrap().map(Result::unwrap) {
            let path = format!("{inner}/{}", entry.file_name().display());
            if entry.path().is_dir() {
                open.push(path);
                continue;
            }
            assert!(files.contains_key(&path), "no run makes tests/accounts/{path} any more");
        }
    }
}

#[test]
fn every_unit_is_in_its_account() {
    let expected = [
        ("direct", "network"),
        ("direct--bench", "network"),
        ("egress", "network"),
        ("hub", "network"),
        ("hub--orders", "network"),
        ("hub--tickets", "network"),
        ("hub-routes", "network"),
        ("inspection", "network"),
        ("orders", "shop"),
        ("bench", "shop"),
        ("peering-stock-orders", "partner"),
        ("peering-stock-orders--accepter", "shop"),
        ("routes--bench--direct", "shop"),
        ("routes--orders--hub", "shop"),
        ("routes--tickets--hub", "partner"),
        ("share--direct--shop", "network"),
        ("share--hub--partner", "network"),
        ("share--hub--partner--accepter", "partner"),
        ("share--hub--shop", "network"),
        ("share--shared-profile--shop", "network"),
        ("shared", "network"),
        ("stock", "partner"),
        ("tickets", "partner"),
    ];
    let units = units(ACCOUNTS);
    let found: BTreeMap<&str, &str> =
        units.iter().map(|(name, (account, _))| (name.as_str(), account.as_str())).collect();
    assert_eq!(found, BTreeMap::from(expected));
}

/// A thing is in a share of its own, with nobody from outside but where somebody outside uses it.
#[test]
fn each_thing_has_its_share() {
    let files = files(ACCOUNTS);
    for (stack, id, external) in [
        ("hub", "HubResourceShare", true),
        ("direct", "DirectResourceShare", false),
        ("shared", "SharedProfileResourceShare", false),
    ] {
        let share = &resource(&files, stack, id)["Properties"];
        assert_eq!(share["AllowExternalPrincipals"], external, "{id}");
        assert_eq!(share["ResourceArns"].as_array().unwrap().len(), 1, "{id}");
        assert!(share["Principals"].is_null(), "{id}");
    }
    let principal = |stack: &str, id: &str| resource(&files, stack, id)["Properties"]["Principal"].clone();
    assert_eq!(principal("share--hub--shop", "HubShopPrincipalAssociation"), "222222222222");
    let partner = principal("share--hub--partner", "HubPartnerPrincipalAssociation");
    assert_eq!(partner, serde_json::json!({ "Ref": "AccountPartnerId" }));
    assert!(files["terraform/variables.tf"].contains("variable \"account_partner_id\""));
}

/// Where the owner is no member, nobody is in its organization: all that use its things accept them.
#[test]
fn what_an_outside_account_owns_is_accepted_by_all() {
    let text = ACCOUNTS.replace("network: \"111111111111\"", "network: {id: \"111111111111\", outside: true}");
    let files = files(&text);
    assert_eq!(resource(&files, "direct", "DirectResourceShare")["Properties"]["AllowExternalPrincipals"], true);
    let units = units(&text);
    let accepts = |(_, kinds): &&(String, BTreeSet<&str>)| kinds.contains("resource_share_accepter");
    let shares = units.keys().filter(|name| name.starts_with("share--") && !name.ends_with("--accepter")).count();
    assert_eq!(units.values().filter(accepts).count(), shares);
}

/// Only who is outside accepts a share, and only a gateway that does not accept by itself has its attachments accepted.
#[test]
fn what_has_to_be_accepted_is() {
    let units = units(ACCOUNTS);
    let having = |kind: &str| -> Vec<&str> {
        units.iter().filter(|(_, (_, kinds))| kinds.contains(kind)).map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(having("resource_share_accepter"), ["share--hub--partner--accepter"]);
    assert_eq!(having("transit_gateway_attachment_accepter"), ["hub--orders", "hub--tickets"]);
    assert_eq!(having("vpc_peering_accepter"), ["peering-stock-orders--accepter"]);
    assert_eq!(having("peer_role"), ["orders"]);
}

/// Participants may not say what the gateway's default tables do, nor associate.
#[test]
fn the_attachment_is_with_the_vpc_and_its_tables_with_the_gateway() {
    let files = files(ACCOUNTS);
    let flag = "transit_gateway_default_route_table_association";
    let attachment = |name: &str| {
        block(&files, &format!("vpc_{name}"), &format!("aws_ec2_transit_gateway_vpc_attachment.{name}")).to_owned()
    };
    for name in ["orders", "tickets", "bench"] {
        assert!(!attachment(name).contains(flag), "{name}");
        assert!(!attachment(name).contains("aws_ram_principal_association."), "{name}: the order of roots has it");
    }
    for name in ["shared", "egress", "inspection"] {
        assert!(attachment(name).contains(&format!("{flag} = false")), "{name}");
        assert!(!attachment(name).contains("depends_on"), "{name}");
    }
    assert!(attachment("tickets").contains("aws_ram_resource_share_accepter.hub_partner"));
    for (name, (account, kinds)) in units(ACCOUNTS) {
        let owner_alone = ["transit_gateway_association", "transit_gateway_propagation", "transit_gateway_route"];
        assert!(account == "network" || owner_alone.iter().all(|kind| !kinds.contains(kind)), "{name}");
    }
}

/// A stack waits until its account may use what it reads, and what the gateway's owner says waits for the attachment.
#[test]
fn stacks_wait_until_they_may() {
    let deploy: Value = serde_json::from_str(&files(ACCOUNTS)["cloudformation/deploy.json"]).unwrap();
    let after = |stack: &str| -> BTreeSet<String> {
        let stacks = deploy["stacks"].as_array().unwrap();
        let one = stacks.iter().find(|one| one["stack"] == format!("union-{stack}")).unwrap();
        let names = one["after"].as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| name.trim_start_matches("union-").to_owned()).collect()
    };
    assert_eq!(after("orders"), words(&["hub", "share--hub--shop", "share--shared-profile--shop", "shared"]));
    assert_eq!(after("tickets"), words(&["hub", "share--hub--partner"]));
    assert_eq!(after("share--hub--partner"), words(&["hub"]));
    assert_eq!(after("hub--orders"), words(&["hub", "orders"]));
    // AWS knows no gateway of another account in a route before its owner accepted the attachment.
    assert_eq!(after("routes--orders--hub"), words(&["hub", "hub--orders", "orders"]));
    assert_eq!(after("peering-stock-orders"), words(&["orders", "stock"]));
    assert_eq!(after("peering-stock-orders--accepter"), words(&["orders", "peering-stock-orders"]));
}

/// The side whose scope sorts first asks; the other one lets that account alone accept for that VPC alone.
#[test]
fn a_peering_is_accepted_by_a_role_of_the_other_account() {
    let files = files(ACCOUNTS);
    let peering = &resource(&files, "peering-stock-orders", "OrdersStockVpcPeering")["Properties"];
    assert_eq!(peering["PeerOwnerId"], "222222222222");
    assert!(peering["PeerRoleArn"].is_object() && peering["PeerRegion"].is_null());
    let role = &resource(&files, "orders", "OrdersOrdersStockPeerRole")["Properties"];
    let trusted = &role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"];
    assert_eq!(*trusted, serde_json::json!({ "AWS": { "Ref": "AccountPartnerId" } }));
    let terraform = block(&files, "peering_stock_orders", "aws_vpc_peering_connection.orders_stock");
    assert!(!terraform.contains("auto_accept"));
}

/// A rule about a group of another account has the blocks of its VPC.
#[test]
fn rules_name_other_accounts_by_blocks() {
    let files = files(ACCOUNTS);
    assert!(files.keys().all(|path| !path.contains("group-rules")));
    let stock = run(ACCOUNTS, &Lock::default(), false).unwrap().vpcs["stock"].clone();
    let rule = block(&files, "vpc_orders", "aws_vpc_security_group_ingress_rule.orders_app_from_10_0_16_0_20_tcp_8443");
    assert!(rule.contains(&format!("cidr_ipv4         = \"{stock}\"")));
}

/// The units whose templates differ when a document changes.
fn changed(text: &str) -> BTreeSet<String> {
    let old = run(ACCOUNTS, &Lock::default(), true).unwrap();
    let new = run(text, &old.lock, true).unwrap().files;
    let all: BTreeSet<&String> = old.files.keys().chain(new.keys()).collect();
    let units = all.into_iter().filter_map(|path| {
        let unit = path.strip_prefix("cloudformation/")?.strip_suffix(".json")?;
        let unit = unit.rsplit('/').next()?;
        (unit != "deploy" && old.files.get(path) != new.get(path)).then_some(unit)
    });
    units.map(str::to_owned).collect()
}

fn words(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_vpc_of_an_account_that_is_there_adds_its_units() {
    let vpc = "  returns: {account: shop, pool: production, prefix: 20, attach: {to: hub, segment: production}}\n";
    let text = ACCOUNTS.replacen("\nvpcs:\n", &format!("\nvpcs:\n{vpc}"), 1);
    assert_eq!(changed(&text), words(&["hub--returns", "returns", "routes--returns--hub"]));
}

#[test]
fn a_new_account_adds_its_principals() {
    let vpc = "  zoo: {account: zoo, pool: production, prefix: 20, attach: {to: hub, segment: production}}\n";
    let text = ACCOUNTS
        .replacen("\nvpcs:\n", &format!("\nvpcs:\n{vpc}"), 1)
        .replacen("\norganization:", "  zoo: \"444444444444\"\n\norganization:", 1)
        .replacen("\n\n  zoo", "\n  zoo", 1);
    let expected = ["hub--zoo", "routes--zoo--hub", "share--hub--zoo", "share--shared-profile--zoo", "zoo"];
    assert_eq!(changed(&text), words(&expected));
}

/// From one account outside to none, the share closes in place.
#[test]
fn a_share_is_open_as_long_as_somebody_outside_uses_it() {
    let text = ACCOUNTS.replacen("partner: {outside: true}", "partner: {}", 1);
    let files = files(&text);
    assert_eq!(resource(&files, "hub", "HubResourceShare")["Properties"]["AllowExternalPrincipals"], false);
    assert!(units(&text).keys().all(|name| !name.ends_with("--partner--accepter")));
}
