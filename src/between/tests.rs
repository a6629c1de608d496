//! Documents side by side, and what the order of them changes: nothing.

use super::{Document, check};
use crate::aws;
use crate::blueprint;
use crate::diagnostic::{Diagnostics, Sources};
use crate::network::{self, Network};
use crate::plan::{self, lock::Lock};

const HEAD: &str = "netgen: 1\nregion: eu-west-1\navailability_zones: [a, b]\n";

/// A document with a hub, a VPC and a site, each with what it is given.
fn document(name: &str, account: &str, block: &str, asns: [u32; 2], links: &str) -> String {
    let [hub, site] = asns;
    format!(
        "{HEAD}name: {name}\naccounts: {{{name}: {account}}}\nlink_pools: {{tunnels: {links}}}\n\
         transit_gateways: {{hub: {{asn: {hub}, segments: {{cloud: {{reaches: [on-prem]}}, on-prem: {{}}}}}}}}\n\
         vpcs: {{{name}-a: {{cidr: {block}, attach: {{to: hub, segment: cloud}}, tiers: {{app: {{prefix: 24, route: transit}}}}}}}}\n\
         sites:\n  {name}-site:\n    asn: {site}\n    prefixes: [192.168.{}.0/24]\n    attach: {{to: hub, segment: on-prem}}\n    \
         routers: {{edge: {{platform: linux, router_id: 192.168.{0}.2, lan: {{interface: eth1, address: 192.168.{0}.2/24}}}}}}\n    \
         uplinks: {{inet: {{vpn: {{router: edge, interface: eth0, outside_ip: 203.0.113.{0}}}}}}}\n",
        site % 200,
    )
}

fn network(text: &str) -> Network {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("corp.yaml", text);
    let written = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = written.and_then(|written| network::resolve(&written, &mut diagnostics));
    network.unwrap_or_else(|| panic!("{:?}", diagnostics.sorted()))
}

/// The codes of what two documents have in common, in both orders.
fn codes(one: &str, other: &str) -> Vec<&'static str> {
    let of = |texts: [&str; 2]| {
        let networks = texts.map(network);
        let plans = networks
            .each_ref()
            .map(|network| plan::plan(network, &Lock::default(), &mut Diagnostics::default()).expect("a plan").0);
        let graphs = plans.each_ref().map(aws::lower);
        let documents: Vec<Document<'_>> =
            plans.iter().zip(&graphs).map(|(plan, graph)| Document { plan, graph }).collect();
        let mut diagnostics = Diagnostics::default();
        check(&documents, &mut diagnostics);
        let mut codes: Vec<_> = diagnostics.sorted().iter().map(|one| one.code.number()).collect();
        codes.sort_unstable();
        codes
    };
    let (codes, turned) = (of([one, other]), of([other, one]));
    assert_eq!(codes, turned, "the order of documents");
    codes
}

const ONE: &str = "\"111111111111\"";
const TWO: &str = "\"222222222222\"";

#[test]
fn each_thing_in_common_is_one_finding() {
    let core = document("core", ONE, "10.0.0.0/16", [64512, 65001], "169.254.16.0/20");
    let team = |name: &str, account: &str, block: &str, asns: [u32; 2], links: &str| {
        codes(&core, &document(name, account, block, asns, links))
    };
    let links = "169.254.64.0/20";
    assert_eq!(team("team", TWO, "10.1.0.0/16", [64513, 65002], links), Vec::<&str>::new());
    assert_eq!(team("team", TWO, "10.0.16.0/20", [64513, 65002], links), ["NG0980"]);
    assert_eq!(team("core", TWO, "10.1.0.0/16", [64513, 65002], links), Vec::<&str>::new(), "another account");
    assert_eq!(team("core", "", "10.1.0.0/16", [64513, 65002], links), ["NG0981"], "whatever account is chosen");
    assert_eq!(team("core", ONE, "10.1.0.0/16", [64513, 65002], links), ["NG0981"]);
    assert_eq!(team("team", TWO, "10.1.0.0/16", [64512, 65002], links), ["NG0982"], "two gateways");
    assert_eq!(team("team", TWO, "10.1.0.0/16", [65001, 65002], links), ["NG0982"], "a gateway and a site");
    assert_eq!(team("team", TWO, "10.1.0.0/16", [64513, 65002], "169.254.16.0/20"), ["NG0983"]);
}

/// A network on the plane of an office stands in every document that is joined to it.
#[test]
fn a_site_of_one_name_is_the_same_in_both() {
    let core = document("core", ONE, "10.0.0.0/16", [64512, 65001], "169.254.16.0/20");
    let team = document("team", TWO, "10.1.0.0/16", [64513, 65001], "169.254.64.0/20");
    assert_eq!(codes(&core, &team), ["NG0980", "NG0982"]);
    assert_eq!(codes(&core, &team.replace("team-site", "core-site")), Vec::<&str>::new());
}

/// What a peering says of a VPC that exists may be about a VPC of the other document, or of neither.
#[test]
fn vpcs_of_others_are_not_compared() {
    let core = document("core", ONE, "10.0.0.0/16", [64512, 65001], "169.254.16.0/20");
    let team = document("team", TWO, "10.1.0.0/16", [64513, 65002], "169.254.64.0/20");
    for block in ["10.0.0.0/16", "10.0.128.0/20"] {
        let with = format!("with: {{id: vpc-0123456789abcdef0, account: \"333333333333\", cidr: [{block}]}}");
        assert_eq!(
            codes(&core, &format!("{team}peerings: {{p: {{between: [team-a], {with}}}}}\n")),
            Vec::<&str>::new()
        );
    }
}

/// What nobody else reaches may repeat, as within one document.
#[test]
fn blocks_that_are_not_routable_may_repeat() {
    let text = |name: &str, account: &str, block: &str, routable: bool| {
        let secondary = format!("secondary_cidrs: [{{cidr: 100.64.0.0/16, routable: {routable}}}]");
        let tiers = "tiers: {app: {prefix: 24, route: local}}";
        format!(
            "{HEAD}name: {name}\naccounts: {{{name}: {account}}}\nvpcs: {{{name}: {{cidr: {block}, {secondary}, {tiers}}}}}\n"
        )
    };
    let core = text("core", ONE, "10.0.0.0/16", false);
    assert_eq!(codes(&core, &text("team", TWO, "10.1.0.0/16", false)), Vec::<&str>::new());
    assert_eq!(codes(&core, &text("team", TWO, "10.1.0.0/16", true)), Vec::<&str>::new());
    let core = text("core", ONE, "10.0.0.0/16", true);
    assert_eq!(codes(&core, &text("team", TWO, "10.1.0.0/16", true)), ["NG0980"]);
}
