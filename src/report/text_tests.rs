use super::super::columns::WIDTH;
use super::super::testing;
use super::*;
use crate::plan::lock::Lock;

fn well_shaped(text: &str) {
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
    assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > WIDTH).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

#[test]
fn the_built_in_document() {
    testing::three_tier(|plan, graph| {
        let text = print(plan, graph, &LockState::New);
        well_shaped(&text);
        let (table, totals) = text.split_once("\nresources: ").unwrap();
        insta::assert_snapshot!(table, @r"
        shop  ap-northeast-1  3 zones (a c d)                                                      lock: new

        vpc shop  10.0.0.0/16  + IPv6 /56 from Amazon      4.7 % used, 1.6 % kept for growth, 1.6 % reserved
          tier      block          route     a             c             d             free slot
          private   10.0.0.0/21    nat       10.0.0.0/23   10.0.2.0/23   10.0.4.0/23   10.0.6.0/23
          database  10.0.8.0/22    local     10.0.8.0/24   10.0.9.0/24   10.0.10.0/24  10.0.11.0/24
          public    10.0.12.0/22   internet  10.0.12.0/24  10.0.13.0/24  10.0.14.0/24  10.0.15.0/24
          reserved  10.0.100.0/22
          NAT gateways in tier public, zones a, c, d
          room for 29 more tiers like private, or 59 like public

        routes
          every table  10.0.0.0/16 local           IPv6 /56 local
          public       0.0.0.0/0 internet gateway  ::/0 internet gateway
          private a    0.0.0.0/0 NAT a             ::/0 egress-only gateway  s3, dynamodb endpoints
          private c    0.0.0.0/0 NAT c             ::/0 egress-only gateway  s3, dynamodb endpoints
          private d    0.0.0.0/0 NAT d             ::/0 egress-only gateway  s3, dynamodb endpoints
          database     only local
        ");
        assert!(totals.contains(" Terraform\nquotas: fullest is elastic IPs per Region, 60 % (3 of 5)\n"), "{totals}");
        let billed = "billed by the hour: 3 NAT gateways, 3 public IPv4 addresses of NAT gateways,\n  \
                      12 network interfaces of interface endpoints\n";
        assert!(totals.ends_with(billed), "{totals}");
    });
}

#[test]
fn the_smallest_document_says_nothing_that_is_not_there() {
    testing::fresh(testing::MINIMAL, |plan, graph| {
        let text = print(plan, graph, &LockState::New);
        well_shaped(&text);
        let (table, _) = text.split_once("\nresources: ").unwrap();
        insta::assert_snapshot!(table, @r"
        tiny  eu-west-1  1 zone (a)                                                                lock: new

        vpc tiny  10.9.0.0/24                                             6.3 % used, 18.8 % kept for growth
          tier  block        route  a            free slot
          only  10.9.0.0/26  local  10.9.0.0/28  10.9.0.16/28 + 2
          room for 3 more tiers like only

        routes
          every table  10.9.0.0/24 local
          only         only local
        ");
        assert!(!text.contains("IPv6") && !text.contains("pools"));
    });
}

#[test]
fn pins_and_what_is_new_are_marked_once_there_is_a_lock() {
    let mut lock = Lock::default();
    testing::with_lock(testing::THREE_TIER, &lock.clone(), |_, _, _, new| lock = new.clone());
    testing::with_lock(testing::THREE_TIER, &lock.clone(), |plan, graph, state, _| {
        let text = print(plan, graph, state);
        assert!(text.lines().next().unwrap().ends_with(" lock: unchanged"), "{text}");
        assert!(!text.contains('*') && !text.contains("/24+"), "{text}");
    });
    let grown = testing::THREE_TIER.replace("[a, c, d]", "[a, b, c, d]").replace(
        "database: {prefix: 24, route: local}",
        "database: {prefix: 24, route: local}\n      cache: {prefix: 26, route: local, cidrs: {a: 10.0.200.0/26}}",
    );
    testing::with_lock(&grown, &lock, |plan, graph, state, _| {
        let text = print(plan, graph, state);
        well_shaped(&text);
        assert!(matches!(state, LockState::Changes(_)));
        assert!(text.contains("10.0.200.0/26*"), "{text}");
        assert!(text.contains("10.0.11.0/24+") && text.contains(" 10.0.8.0/24  "), "{text}");
        assert!(text.contains("\n  * pinned in the document   + new, not in the lock yet\n"), "{text}");
        assert!(text.contains("\nlock\n  added "), "{text}");
    });
}

#[test]
fn two_hundred_vpcs_begin_with_one_table_of_them() {
    testing::fresh(&testing::many(200, "[a, b, c]"), |plan, graph| {
        let text = print(plan, graph, &LockState::New);
        well_shaped(&text);
        assert!(text.contains("\npools\n  corp  10.0.0.0/8  4.9 % used\n\nvpc      block"), "{}", &text[..2000]);
        assert!(text.contains("\napp-001  10.0.0.0/20     corp  18.8 %  75.0 %  3      9\n"), "{}", &text[..2000]);
        assert!(text.contains("\nvpc app-200  10.12.112.0/20 from corp "));
        assert!(text.contains("\nroutes of app-200: as those of app-001\n"));
    });
}

#[test]
fn sixteen_zones_go_over_several_lines() {
    testing::fresh(&testing::many(1, "16").replace("prefix: 20", "prefix: 16"), |plan, graph| {
        let text = print(plan, graph, &LockState::New);
        well_shaped(&text);
        assert!(text.starts_with("corp  eu-west-1  16 zones (zone1 to zone16, bound at deployment)"), "{text}");
        let table = &text[text.find("  tier ").unwrap()..text.find("\n  NAT gateways").unwrap()];
        assert_eq!(table.matches("tier").count(), 3, "{table}");
        assert_eq!(table.matches("10.0.").count(), 3 * 16 + 3, "{table}");
    });
}

#[test]
fn room_is_said_for_the_largest_and_the_smallest_size() {
    let room_of = |text: &str| {
        let mut said = None;
        testing::fresh(text, |plan, _| said = room(&plan.vpcs[0]));
        said.unwrap()
    };
    assert_eq!(room_of(testing::THREE_TIER), "room for 29 more tiers like private, or 59 like public");
    assert_eq!(room_of(testing::MINIMAL), "room for 3 more tiers like only");
    let full = testing::MINIMAL.replace("prefix: 28", "prefix: 26");
    assert_eq!(room_of(&full), "no room for another tier like only");
    let two = full.replace("tiers: {", "growth: {az_slots: 1}, tiers: {tiny: {prefix: 28, route: local}, ");
    assert_eq!(room_of(&two), "room for 2 more tiers like only, or 11 like tiny");
}

#[test]
fn a_transit_gateway_has_its_matrix_tables_and_rules() {
    testing::fresh(testing::HUB_SPOKE, |plan, graph| {
        let text = print(plan, graph, &LockState::New);
        well_shaped(&text);
        for line in [
            "  production   -            direct      inspected  -        inspected, NAT",
            "table production of hub, for VPC orders, VPC payments",
            "  0.0.0.0/0     static                       via inspection, to the internet through the firewall",
            "  pass  10.0.0.0/12  <->  10.80.0.0/12  production and shared",
            "routes of payments: as those of orders",
            "                10.80.0.0/12 transit gateway",
        ] {
            let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert!(text.lines().any(|one| words(one) == words(line)), "{line}\n{text}");
        }
        assert!(!text.contains("like attachment") && text.matches("free slot").count() == 5, "{text}");
    });
}
