//! Growth moves nothing: a zone, a tier or a VPC more changes no line that names an address, an id or a label that was
//! there before.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::pipeline::{Outcome, run};
use netgen::compile::{self, Texts};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::plan::lock::Lock;
use netgen::plan::release;

const THREE_TIER: &str = include_str!("../blueprints/three-tier.yaml");

const HUB_SPOKE: &str = include_str!("../blueprints/hub-spoke.yaml");

fn render(text: &str, lock: &Lock) -> Outcome {
    run(text, lock, true).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The lock that a text has whose digest is of another one.
fn written(text: &str) -> Lock {
    let body: String = text.split_inclusive('\n').filter(|line| !line.starts_with("digest")).collect();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add("old.lock", format!("{body}digest {}\n", netgen::digest::digest(body.as_bytes())));
    let lock = Lock::read(&sources, file, &mut diagnostics);
    lock.unwrap_or_else(|| panic!("{}", report(&diagnostics, &sources, Format::Text { color: false })))
}

/// Lines that name an address, an id, a label, a tag or a /64: everything but the sentences of comments and descriptions,
/// and the lists that grow.
fn lines(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#') && !line.contains("escription"))
        .filter(|line| !line.contains("!Join"))
        // The last item of a list has no comma.
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect()
}

fn added<'a>(before: &'a str, after: &'a str, what: &str) -> usize {
    after.matches(what).count() - before.matches(what).count()
}

#[test]
fn a_fourth_zone_adds_one_subnet_a_tier_and_moves_nothing() {
    let first = render(THREE_TIER, &Lock::default());
    let grown = render(&THREE_TIER.replace("[a, c, d]", "[a, b, c, d]"), &first.lock);
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
    for (path, number) in &first.rules {
        assert_eq!(number, &grown.rules[path], "{path}");
    }
    assert_eq!(grown.rules.len(), first.rules.len(), "tier blocks stand in the rules, so no rule is added");
    assert_eq!(grown.subnets["shop/private/b"].0, "10.0.6.0/23");
    assert_eq!(grown.subnets["shop/database/b"].0, "10.0.11.0/24");
    assert_eq!(grown.subnets["shop/public/b"].0, "10.0.15.0/24");
    for (file, old) in &first.files {
        let new = &grown.files[file];
        let lost: Vec<String> = lines(old).difference(&lines(new)).cloned().collect();
        assert!(lost.is_empty(), "{file} lost {lost:#?}");
    }
    let (old, new) = (&first.files["cloudformation/shop.yaml"], &grown.files["cloudformation/shop.yaml"]);
    for (kind, count) in [("Subnet", 3), ("NatGateway", 1), ("EIP", 1), ("RouteTable", 1), ("NetworkAclEntry", 0)] {
        assert_eq!(added(old, new, &format!("Type: AWS::EC2::{kind}\n")), count, "{kind}");
    }
    let (old, new) = (&first.files["terraform/vpc_shop.tf"], &grown.files["terraform/vpc_shop.tf"]);
    for (kind, count) in [("aws_subnet", 3), ("aws_nat_gateway", 1), ("aws_eip", 1), ("aws_network_acl_rule", 0)] {
        assert_eq!(added(old, new, &format!("resource \"{kind}\" ")), count, "{kind}");
    }
}

#[test]
fn a_single_nat_gateway_stays_in_its_zone() {
    let single = THREE_TIER.replace("nat: per-az", "nat: single");
    let first = render(&single.replace("[a, c, d]", "[c, d]"), &Lock::default());
    assert_eq!(first.nats["shop"], ["c"]);
    let grown = render(&single, &first.lock);
    assert_eq!(grown.nats["shop"], ["c"]);
    let template = &grown.files["cloudformation/shop.yaml"];
    assert!(template.contains("  ShopNatCEip:\n") && template.contains("  ShopCNatGateway:\n"));
    assert!(!template.contains("ShopNatAEip"));
}

/// Whatever the mode of NAT: a subnet that gets another table is on the VPC's main table for a while.
#[test]
fn a_tier_behind_nat_keeps_its_tables_in_every_mode() {
    let document = |mode: &str| THREE_TIER.replace("nat: per-az", &format!("nat: {mode}"));
    let tables = |outcome: &Outcome| {
        let template = &outcome.files["cloudformation/shop.yaml"];
        let kinds = ["Type: AWS::EC2::RouteTable\n", "Type: AWS::EC2::SubnetRouteTableAssociation\n"];
        let resources = template.split("\n\n").filter(|one| kinds.iter().any(|kind| one.contains(kind)));
        resources.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let mut before = render(&document("single"), &Lock::default());
    assert_eq!(
        tables(&before).iter().filter(|one| one.starts_with("  ShopPrivate")).count(),
        6,
        "{:#?}",
        tables(&before)
    );
    for mode in ["per-az", "regional", "per-az", "single"] {
        let after = render(&document(mode), &before.lock);
        assert_eq!(tables(&before), tables(&after), "{mode}");
        before = after;
    }
}

#[test]
fn a_tier_keeps_the_one_table_that_it_was_made_with() {
    let document = |mode: &str| THREE_TIER.replace("nat: per-az", &format!("nat: {mode}"));
    let first = render(&document("single"), &Lock::default());
    // As a lock before layouts has it, and as one has it that says so.
    for layout in ["", "  tables shared"] {
        let old = written(&first.lock.print().replace("  tables per-zone", layout));
        let next = render(&document("single"), &old);
        assert_eq!(next.files["terraform/vpc_shop.tf"].matches("\"aws_route_table\" \"shop_private\"").count(), 1);
        assert!(next.lock.print().contains("tables shared"));
    }
}

#[test]
fn a_tier_more_moves_no_gateway_and_no_endpoint() {
    let first = render(THREE_TIER, &Lock::default());
    // Both names come before those of the tiers that hold the NAT gateways and the endpoints.
    let more = "      edge: {prefix: 26, route: internet}\n      backend: {prefix: 26, route: nat}\n      public:";
    let grown = render(&THREE_TIER.replacen("      public:", more, 1), &first.lock);
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
    for (file, old) in &first.files {
        let lost: Vec<String> = lines(old).difference(&lines(&grown.files[file])).cloned().collect();
        assert!(lost.is_empty(), "{file} lost {lost:#?}");
    }
    let template = &grown.files["cloudformation/shop.yaml"];
    assert_eq!(template.matches("SubnetId: !Ref ShopPublicASubnet\n").count(), 3, "NAT, route table and ACL");
}

#[test]
fn what_comes_back_comes_back_to_its_place() {
    let first = render(THREE_TIER, &Lock::default());
    let without =
        THREE_TIER.replace("      database: {prefix: 24, route: local}\n", "      aaa: {prefix: 24, route: local}\n");
    let other = render(&without, &first.lock);
    assert_eq!(other.subnets["shop/aaa/a"].0, "10.0.16.0/24", "the freed block is kept for its former owner");
    let back = render(THREE_TIER, &other.lock);
    assert_eq!(first.subnets, back.subnets);
}

#[test]
fn zones_that_outgrow_their_slots_take_the_buddy_block_or_are_refused() {
    let document = |zones: &str, more: &str| {
        format!(
            "netgen: 1\nname: shop\nregion: us-east-1\navailability_zones: [{zones}]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/20\n    \
             growth: {{az_slots: 2}}\n    tiers: {{app: {{prefix: 24, route: local}}{more}}}\n"
        )
    };
    let first = render(&document("a, b", ""), &Lock::default());
    let grown = render(&document("a, b, c", ""), &first.lock);
    assert_eq!(grown.subnets["shop/app/c"].0, "10.0.2.0/24");
    assert_eq!(grown.subnets["shop/app/a"], first.subnets["shop/app/a"]);
    let full = render(&document("a, b", ", data: {prefix: 24, route: local}"), &first.lock);
    let refused = run(&document("a, b, c", ", data: {prefix: 24, route: local}"), &full.lock, false).unwrap_err();
    assert!(refused.contains("error[NG0217]"), "{refused}");
}

/// A pool that is cut later takes nothing that a VPC has, and a pool that is gone keeps its block from others.
#[test]
fn pools_take_nothing_from_those_who_were_there_before() {
    let document = |pools: &str, vpcs: &str| {
        format!(
            "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a]\naddress_pools: {{corp: 10.0.0.0/8{pools}}}\n\
             defaults: {{vpc: {{tiers: {{app: {{prefix: 24, route: local}}}}}}}}\nvpcs: {{{vpcs}}}\n"
        )
    };
    let first = render(&document("", "orders: {pool: corp, prefix: 16}"), &Lock::default());
    assert_eq!(first.vpcs["orders"], "10.0.0.0/16");
    let both = "orders: {pool: corp, prefix: 16}, web: {pool: prod, prefix: 16}";
    let grown = render(&document(", prod: {in: corp, prefix: 12}", both), &first.lock);
    assert_eq!(grown.vpcs["orders"], "10.0.0.0/16");
    assert_eq!(grown.vpcs["web"], "10.16.0.0/16");
    let other = "orders: {pool: corp, prefix: 16}, api: {pool: stage, prefix: 16}";
    let renamed = render(&document(", stage: {in: corp, prefix: 12}", other), &grown.lock);
    assert_eq!(renamed.vpcs["api"], "10.32.0.0/16", "the freed pool keeps 10.16.0.0/12");
}

/// The files that are new, and nothing but the order of deployment is another.
fn new_files(first: &Outcome, grown: &Outcome) -> Vec<String> {
    let changes = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| -> Vec<String> {
        one.iter().filter(|(path, text)| other.get(*path) != Some(*text)).map(|(path, _)| path.clone()).collect()
    };
    let order = ["cloudformation/deploy.json", "cloudformation/deploy.sh"];
    assert_eq!(changes(&first.files, &grown.files), order, "what was there before");
    let others = changes(&grown.files, &first.files);
    others.into_iter().filter(|path| !first.files.contains_key(path)).collect()
}

#[test]
fn another_spoke_of_the_built_in_touches_no_other_file() {
    let first = render(HUB_SPOKE, &Lock::default());
    let spoke = "  billing:    {pool: production,  prefix: 16, attach: {to: hub, segment: production}}\n  orders: ";
    let grown = render(&HUB_SPOKE.replacen("  orders: ", spoke, 1), &first.lock);
    let expected = ["cloudformation/billing.json", "cloudformation/billing.yaml", "terraform/vpc_billing.tf"];
    assert_eq!(new_files(&first, &grown), expected);
    for (vpc, was) in &first.vpcs {
        assert_eq!(was, &grown.vpcs[vpc], "{vpc}");
    }
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
}

/// Two segments with a pool each, shared services behind the firewall, and so many spokes.
fn spokes(count: usize) -> String {
    let mut text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                    address_pools: {one: 10.0.0.0/11, two: 10.32.0.0/11, shared: 10.64.0.0/16}\n\
                    quotas: {vpcs: 1000, gateway_endpoints: 2000}\ntransit_gateways:\n  hub:\n    \
                    segments: {one: {reaches: [shared, internet]}, two: {reaches: [shared, internet]}, shared: {}}\n    \
                    internet: {through: egress}\n    inspection: {through: inspection, between: [[one, shared], [one, internet]]}\n\
                    defaults: {vpc: {tiers: {app: {prefix: 26, route: transit}}}}\nvpcs:\n  \
                    shared: {pool: shared, prefix: 20, attach: {to: hub, segment: shared}, resolver: {inbound: true}}\n  \
                    egress: {pool: shared, prefix: 24, role: egress, attach: {to: hub}, tiers: {}}\n  \
                    inspection: {pool: shared, prefix: 24, role: inspection, attach: {to: hub}, tiers: {}}\n"
        .to_owned();
    for number in 0..count {
        // Later names sort before earlier ones half of the time.
        let (prefix, pool) = if number % 2 == 0 { ("z", "one") } else { ("a", "two") };
        let name = format!("{prefix}{:04}", 9999 - number);
        let _ = writeln!(text, "  {name}: {{pool: {pool}, prefix: 20, attach: {{to: hub, segment: {pool}}}}}");
    }
    text
}

#[test]
fn spokes_number_31_and_501_move_nothing() {
    for count in [30, 500] {
        let first = render(&spokes(count), &Lock::default());
        let grown = render(&spokes(count + 1), &first.lock);
        assert_eq!(new_files(&first, &grown).len(), 3, "two templates and one file of Terraform");
        assert_eq!(grown.vpcs.len(), first.vpcs.len() + 1);
        for (path, was) in &first.subnets {
            assert_eq!(was, &grown.subnets[path], "{path}");
        }
    }
}

#[test]
fn what_the_lock_holds_for_hubs_and_resolvers_can_be_released() {
    let lock = render(&spokes(2), &Lock::default()).lock;
    for (path, holds) in
        [("transit_gateways.hub", "hub/hub/firewall/"), ("vpcs.shared.resolver", "vpc/shared/resolver/")]
    {
        let (mut left, mut diagnostics) = (lock.clone(), Diagnostics::default());
        let gone = release(&mut left, path, &mut diagnostics);
        assert!(!gone.is_empty() && gone.iter().all(|line| line.starts_with(holds)), "{path}: {gone:?}");
        assert!(!diagnostics.has_errors());
        assert_eq!(left.iter().count(), lock.iter().count() - gone.len(), "{path}: nothing else is given up");
    }
    for (wrong, right) in
        [("transit_gateways.hubb", "transit_gateways.hub"), ("vpcs.shared.resolvr", "vpcs.shared.resolver")]
    {
        let mut diagnostics = Diagnostics::default();
        assert!(release(&mut lock.clone(), wrong, &mut diagnostics).is_empty());
        let text = report(&diagnostics, &Sources::default(), Format::Text { color: false });
        assert!(text.contains(&format!("did you mean `{right}`?")), "{text}");
    }
}

/// Pins fill three of the four slots of a VPC of four; the fourth is room for a zone that nobody asked for.
fn pinned(attach: &str) -> String {
    format!(
        "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [a, b, c]\ntransit_gateways: {{hub: {{segments: {{all: {{}}}}}}}}\n\
         vpcs:\n  shop:\n    cidr: 10.0.0.0/22\n{attach}    tiers:\n      \
         app: {{prefix: 24, route: local, cidrs: {{a: 10.0.0.0/24, b: 10.0.1.0/24, c: 10.0.2.0/24}}}}\n"
    )
}

#[test]
fn room_for_further_zones_among_pins_is_given_to_what_needs_it() {
    let attached = pinned("    attach: {to: hub, segment: all}\n");
    let without = render(&pinned(""), &Lock::default());
    assert!(without.lock.print().contains("block 10.0.0.0/22"), "pins keep room while nobody else needs it");
    for lock in [Lock::default(), without.lock] {
        let first = render(&attached, &lock);
        for (zone, pin, attachment) in [
            ("a", "10.0.0.0/24", "10.0.3.0/28"),
            ("b", "10.0.1.0/24", "10.0.3.16/28"),
            ("c", "10.0.2.0/24", "10.0.3.32/28"),
        ] {
            assert_eq!(first.subnets[&format!("shop/app/{zone}")].0, pin);
            assert_eq!(first.subnets[&format!("shop/attachment/{zone}")].0, attachment);
        }
        let again = render(&attached, &first.lock);
        assert_eq!(again.subnets, first.subnets);
        assert_eq!(again.lock.print(), first.lock.print());
    }
}

#[test]
fn a_new_tier_stays_off_pins_that_interleave_and_off_what_stands_between_them() {
    let document = |zones: &str, more: &str| {
        format!(
            "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [{zones}]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/23\n    \
             growth: {{az_slots: 3}}\n    tiers:\n      one: {{prefix: 27, route: local, cidrs: {{a: 10.0.0.0/27, b: 10.0.0.64/27}}}}\n      \
             two: {{prefix: 27, route: local, cidrs: {{a: 10.0.0.32/27, b: 10.0.0.96/27}}}}\n{more}"
        )
    };
    let disjoint = |outcome: &Outcome| {
        let mut all: Vec<netgen::net::Cidr4> =
            outcome.subnets.values().map(|(cidr, _)| cidr.parse().unwrap()).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "{all:?}");
    };
    let grown = render(&document("a, b, c", ""), &render(&document("a, b", ""), &Lock::default()).lock);
    disjoint(&grown);
    let more = render(&document("a, b, c", "      apps: {prefix: 27, route: local}\n"), &grown.lock);
    disjoint(&more);
    assert!(grown.subnets.iter().all(|(path, was)| more.subnets[path] == *was));
}

/// Two tiers face the internet; the first by name is not the one that is meant for NAT gateways.
fn two_public(nat: &str) -> String {
    format!(
        "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    nat: {nat}\n    \
         tiers: {{app: {{prefix: 24, route: nat}}, database: {{prefix: 24, route: internet}}, public: {{prefix: 24, route: internet}}}}\n"
    )
}

/// The subnets of NAT gateways, by logical id of the gateway.
fn nat_subnets(outcome: &Outcome) -> Vec<String> {
    let template = &outcome.files["cloudformation/shop.yaml"];
    let gateways = template.split("Type: AWS::EC2::NatGateway\n").skip(1);
    gateways.map(|text| text.split("SubnetId: !Ref ").nth(1).unwrap().lines().next().unwrap().to_owned()).collect()
}

#[test]
fn nat_gateways_are_in_public_before_other_tiers_and_stay_where_the_lock_has_them() {
    let first = render(&two_public("per-az"), &Lock::default());
    assert_eq!(nat_subnets(&first), ["ShopPublicASubnet", "ShopPublicBSubnet"]);
    let other = render(&two_public("{mode: per-az, tier: database}"), &Lock::default());
    assert_eq!(nat_subnets(&other), ["ShopDatabaseASubnet", "ShopDatabaseBSubnet"]);
    let kept = render(&two_public("per-az"), &other.lock);
    assert_eq!(nat_subnets(&kept), nat_subnets(&other));
    let refused = run(&two_public("{mode: per-az, tier: public}"), &other.lock, false).unwrap_err();
    assert!(refused.contains("error[NG0611]: the NAT gateways are locked in tier `database`"), "{refused}");
    let single = render(&two_public("{mode: single, zone: b}"), &first.lock);
    assert_eq!(nat_subnets(&single), ["ShopPublicBSubnet"]);
}

#[test]
fn a_private_nat_gateway_has_no_elastic_ip_and_stands_where_other_networks_reach_it() {
    let text = include_str!("blueprints/private-nat.yaml");
    let outcome = render(text, &Lock::default());
    let (template, module) = (&outcome.files["cloudformation/shop.yaml"], &outcome.files["terraform/vpc_shop.tf"]);
    assert_eq!(nat_subnets(&outcome), ["ShopAppBSubnet"]);
    assert!(template.contains("ConnectivityType: private\n") && !template.contains("AWS::EC2::EIP"));
    assert!(!template.contains("AllocationId") && !template.contains("AWS::EC2::InternetGateway"));
    assert!(module.contains("connectivity_type = \"private\"\n") && !module.contains("aws_eip"));
    assert!(!module.contains("allocation_id"));
}

/// A name, and a document of so many parts.
type Crowd = (&'static str, fn(usize) -> String);

/// Documents of so many parts, each kind of which once took time by the square of its count.
#[expect(clippy::format_push_string, reason = "documents are written once")]
const CROWDS: &[Crowd] = &[
    ("misspelt segments", |count| {
        let mut text = "netgen: 1\nname: x\nregion: eu-west-1\navailability_zones: [a]\ntransit_gateways:\n  hub:\n    segments:\n"
            .to_owned();
        (0..count).for_each(|one| text += &format!("      s{one}: {{reaches: [nowhere-{one}]}}\n"));
        text
    }),
    ("misspelt pools and blocks", |count| {
        let mut text = "netgen: 1\nname: x\nregion: eu-west-1\navailability_zones: [a]\naddress_pools:\n".to_owned();
        (0..count).for_each(|one| text += &format!("  p{one}: {{in: nowhere-{one}, prefix: 20}}\n"));
        text += "vpcs:\n";
        (0..count).for_each(|one| {
            text +=
                &format!("  v{one}: {{pool: other-{one}, prefix: 29, tiers: {{a: {{prefix: 28, route: local}}}}}}\n");
        });
        text
    }),
    ("misspelt peerings", |count| {
        let mut text = "netgen: 1\nname: x\nregion: eu-west-1\navailability_zones: [a]\npeerings:\n".to_owned();
        (0..count).for_each(|one| text += &format!("  p{one}: {{between: [v{one}, nowhere-{one}]}}\n"));
        text += "vpcs:\n";
        (0..count).for_each(|one| {
            text +=
                &format!("  v{one}: {{cidr: 10.{}.0.0/16, tiers: {{a: {{prefix: 28, route: local}}}}}}\n", one % 256);
        });
        text
    }),
    ("misspelt groups in one line", |count| {
        let mut text =
            "{netgen: 1, name: x, region: eu-west-1, availability_zones: [a], vpcs: {v: {cidr: 10.0.0.0/16, \
                        tiers: {a: {prefix: 24, route: local}}, security_groups: {"
                .to_owned();
        (0..count).for_each(|one| text += &format!("g{one}: {{ingress: [{{from: nowhere-{one}, tcp: 443}}]}}, "));
        text + "}}}}\n"
    }),
    ("pools in pools", |count| {
        let mut text =
            "netgen: 1\nname: x\nregion: eu-west-1\navailability_zones: [a]\naddress_pools:\n  all: 10.0.0.0/8\n"
                .to_owned();
        (0..count).for_each(|one| text += &format!("  p{one}: {{in: all, prefix: 24}}\n"));
        text
    }),
];

/// The time of reading, resolving and reporting, at its best of three.
#[expect(clippy::disallowed_methods, reason = "a ratio of two times is what is tested")]
fn time(text: &str) -> (Duration, String, usize) {
    let once = || {
        let start = Instant::now();
        let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
        let document = sources.add("x.yaml", text);
        let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
        let _ = compile::read(&texts, &mut sources, &mut found);
        let told = report(&found, &sources, Format::Text { color: false });
        let _ = report(&found, &sources, Format::Json);
        (start.elapsed(), told, found.sorted().len())
    };
    (0..3).map(|_| once()).min_by_key(|(time, ..)| *time).expect("three")
}

/// Twice as many parts take twice the time and a little, not four times; and what people read stays short.
#[test]
fn findings_and_names_take_time_by_their_count() {
    for (what, document) in CROWDS {
        let (half, whole) = (document(1000), document(2000));
        let ((short, ..), (long, told, count)) = (time(&half), time(&whole));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        assert!(ratio < 3.2, "{what}: {short:?}, then {long:?}: {ratio:.2}");
        if what.starts_with("misspelt") {
            assert!(count >= 2000, "{what}: {count}");
            assert_eq!(told.matches("\nerror[").count() + 1, 100, "{what}");
            assert!(
                told.contains(&format!("and {},{:03} more; ", (count - 100) / 1000, (count - 100) % 1000)),
                "{what}"
            );
            assert!(told.len() < 300_000, "{what}: {}", told.len());
        }
    }
}
