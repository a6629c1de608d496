//! Which scope a thing is in, and what it takes from its account and Region.

use crate::blueprint;
use crate::diagnostic::{Diagnostics, Sources};
use crate::network::{Network, ScopeId, resolve};

fn network(text: &str) -> Network {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("corp.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a document that reads");
    let network = resolve(&blueprint, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    network.expect("a document that means something")
}

fn places(network: &Network) -> Vec<String> {
    let scopes = network.scope_ids().map(|id| {
        let account = network.account_of(id).map_or("-", |account| account.name.as_str());
        format!("{account} {}", network.scope(id).region)
    });
    scopes.collect()
}

#[test]
fn a_document_without_accounts_has_one_scope() {
    let vpc = "vpcs: {shop: {cidr: 10.0.0.0/16, tiers: {app: {prefix: 24, route: local}}}}";
    let network = network(&format!("netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n{vpc}\n"));
    assert_eq!(places(&network), ["- eu-west-1"]);
    assert_eq!(network.vpcs[0].scope, ScopeId::HOME);
}

#[test]
fn home_comes_first_and_the_others_by_account_and_region() {
    let text = "netgen: 1\nname: corp\n\
        accounts: {network: \"111111111111\", shop: \"222222222222\", audit:}\n\
        regions: {eu-west-1: {availability_zones: [a, b]}, eu-central-1: {availability_zones: [c]}}\n\
        defaults: {account: network, region: eu-west-1, vpc: {tiers: {app: {prefix: 24, route: local}}}}\n\
        vpcs:\n  \
        orders: {account: shop, cidr: 10.0.0.0/16}\n  \
        backup: {account: shop, region: eu-central-1, cidr: 10.1.0.0/16}\n  \
        core: {cidr: 10.2.0.0/16}\n  \
        logs: {account: audit, cidr: 10.3.0.0/16}\n";
    let network = network(text);
    assert_eq!(places(&network), ["network eu-west-1", "audit eu-west-1", "shop eu-central-1", "shop eu-west-1"]);
    let of: Vec<(&str, usize, usize)> =
        network.vpcs.iter().map(|vpc| (vpc.name.as_str(), vpc.scope.0, network.zones_of(vpc).len())).collect();
    assert_eq!(of, [("backup", 2, 1), ("core", 0, 2), ("logs", 1, 2), ("orders", 3, 2)]);
    assert!(network.accounts[0].id.is_none(), "the deployer names `audit`");
}

/// VPC, account, Region, document, preset: the first that says a key decides it.
#[test]
fn defaults_go_from_the_vpc_to_the_account_the_region_and_the_document() {
    let text = "netgen: 1\nname: corp\n\
        accounts:\n  network: \"111111111111\"\n  \
        shop: {id: \"222222222222\", defaults: {vpc: {tags: {From: account}, ipv6: true}}, quotas: {vpcs: 20}}\n\
        regions:\n  eu-west-1: {availability_zones: [a, b], defaults: {vpc: {tags: {From: region}, retain: false}}}\n\
        quotas: {elastic_ips: 9}\n\
        defaults: {account: network, vpc: {tags: {From: document}, retain: true, tiers: {app: {prefix: 24, route: local}}}}\n\
        vpcs:\n  \
        core: {cidr: 10.0.0.0/16}\n  \
        orders: {account: shop, cidr: 10.1.0.0/16}\n  \
        own: {account: shop, cidr: 10.2.0.0/16, tags: {From: vpc}, ipv6: false}\n";
    let network = network(text);
    let facts: Vec<_> = network
        .vpcs
        .iter()
        .map(|vpc| {
            let from = vpc.tags.values().next().map(ToString::to_string).unwrap_or_default();
            (vpc.name.as_str(), from, vpc.ipv6, vpc.retain)
        })
        .collect();
    let expected = [
        ("core", "region".to_owned(), false, false),
        ("orders", "account".to_owned(), true, false),
        ("own", "vpc".to_owned(), false, false),
    ];
    assert_eq!(facts, expected);
    let quotas = |vpc: usize| {
        let quotas = &network.scope(network.vpcs[vpc].scope).quotas;
        (quotas.vpcs, quotas.elastic_ips)
    };
    assert_eq!((quotas(0), quotas(1)), ((5, 9), (20, 9)));
}

/// A role is of the account that it deploys in. What is no name of a role, whatever its path, is none.
#[test]
fn a_role_tells_the_id_of_its_account() {
    let text = |role: &str| {
        format!(
            "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\naccounts: {{shop: {{role: \"{role}\"}}}}\n\
             vpcs: {{shop: {{cidr: 10.0.0.0/16, tiers: {{app: {{prefix: 24, route: local}}}}}}}}\n"
        )
    };
    for path in ["deploy", "teams/network/deploy+ci@corp"] {
        let network = network(&text(&format!("arn:aws:iam::222222222222:role/{path}")));
        assert_eq!(network.accounts[0].id.as_ref().map(ToString::to_string).as_deref(), Some("222222222222"), "{path}");
    }
    let long = "x".repeat(65);
    for role in [
        "iam::222222222222:role/",
        "iam::222222222222:role/a/",
        "iam::222222222222:role/a:b",
        "iam:eu-west-1:222222222222:role/a",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(
        ["iam::222222222222:user/a", "iam:::role/a", "iam::aws:role/a", "sts::222222222222:role/a"].map(str::to_owned),
    )
    .chain([format!("iam::222222222222:role/{long}")])
    {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add("corp.yaml", text(&format!("arn:aws:{role}")));
        let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a document that reads");
        let _ = resolve(&blueprint, &mut diagnostics);
        let codes: Vec<&str> = diagnostics.sorted().iter().map(|one| one.code.number()).collect();
        assert_eq!(codes, ["NG0134"], "{role}");
    }
}
