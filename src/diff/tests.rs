use super::*;
use crate::aws::Dialect;
use crate::diagnostic::{Diagnostics, Sources};
use crate::{builtin, cloudformation, compile};

/// A built-in with values set in it; planned with the lock of another version where that is given.
pub(super) fn version(name: &str, settings: &[(&str, &str)], lock: Option<&Record>) -> Record {
    let builtin = builtin::find(name).expect("a built-in");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add(builtin.file_name(), builtin.text);
    let lock = lock.map(|lock| sources.add("lock", lock.lock_text()));
    let settings = settings.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    let texts = compile::Texts { document, overlays: Vec::new(), settings, lock, releases: Vec::new() };
    let input = compile::read(&texts, &mut sources, &mut diagnostics).expect("a good document");
    let format = cloudformation::Format::Yaml;
    compile::compile(&input, name, format, &mut diagnostics).expect("a good document").record()
}

fn effect<'d>(diff: &'d Diff<'_>, key: &str, dialect: Dialect) -> Option<&'d Effect> {
    let one = diff.resources.iter().find(|one| one.key == key)?;
    one.effects.iter().find(|(of, _)| *of == dialect).map(|(_, effect)| effect)
}

#[test]
fn the_same_network_has_no_difference() {
    for builtin in builtin::ALL {
        let record = version(builtin.name, &[], None);
        assert!(diff(&record, &record).is_empty(), "{}", builtin.name);
    }
}

/// A tier that gets NAT after it was made has one table for all zones, and `per-az` gives it one for each: the dialects do opposite
/// things to an association.
#[test]
fn dialects_are_told_apart() {
    let settings = [("vpcs.shop.nat", "single"), ("vpcs.shop.tiers.database.route", "nat")];
    let before = version("three-tier", &[("vpcs.shop.nat", "single")], None);
    let old = version("three-tier", &settings, Some(&before));
    let new = version("three-tier", &settings[1..], Some(&old));
    let found = diff(&old, &new);
    let association = "route_table_association.shop_database_c";
    let cloudformation = effect(&found, association, Dialect::CloudFormation);
    assert!(matches!(cloudformation, Some(Effect::Replaces { meanwhile: Some(_), .. })), "{cloudformation:?}");
    assert_eq!(effect(&found, association, Dialect::Terraform), Some(&Effect::Updates));
}

/// One NAT gateway for all zones: no subnet gets another table, routes change in place, and elastic IPs are kept.
#[test]
fn a_tier_behind_nat_keeps_its_tables_in_every_mode() {
    let old = version("three-tier", &[], None);
    let new = version("three-tier", &[("vpcs.shop.nat", "single")], Some(&old));
    let found = diff(&old, &new);
    assert!(!found.resources.iter().any(|one| one.key.starts_with("route_table")), "{:?}", found.resources);
    for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
        assert_eq!(effect(&found, "eip.shop_nat_c", dialect), Some(&Effect::Keeps));
        assert_eq!(effect(&found, "nat_gateway.shop_c", dialect), Some(&Effect::Removes));
    }
}

/// A move to another segment: the attachment forwards nothing meanwhile, pairs lose and gain reach, and flows leave the firewall.
#[test]
fn a_segment_move_is_told_by_pairs_and_by_ways() {
    let old = version("hub-spoke", &[], None);
    let new = version("hub-spoke", &[("vpcs.orders.attach.segment", "staging")], Some(&old));
    let found = diff(&old, &new);
    let kinds = |kind: ReachKind| found.network.reach.iter().filter(|one| one.kind == kind).count();
    assert_eq!((kinds(ReachKind::Loses), kinds(ReachKind::Gains)), (2, 2));
    let ways: Vec<_> = found.network.reach.iter().filter(|one| one.kind == ReachKind::Way).collect();
    assert!(ways.iter().any(|one| one.before.contains("firewall") && !one.after.contains("firewall")), "{ways:?}");
    assert!(ways.iter().all(|one| one.breaks_flows()) && Alarm::Interrupts.is_in(&found));
    for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
        let association = effect(&found, "transit_gateway_association.orders", dialect);
        assert!(matches!(association, Some(Effect::Replaces { meanwhile: Some(_), .. })), "{association:?}");
    }
}

/// A VPC with another first block is another VPC, and all that hangs on it is another one as well.
#[test]
fn a_replacement_spreads_to_what_reads_it() {
    let old = version("three-tier", &[], None);
    let moved = [("vpcs.shop.cidr", "10.8.0.0/16"), ("vpcs.shop.reserve", "[]")];
    let new = version("three-tier", &moved, None);
    let found = diff(&old, &new);
    for key in [
        "vpc.shop",
        "subnet.shop_private_a",
        "security_group.shop_web",
        "route_table.shop_private_a",
        "vpc_endpoint.shop_s3",
    ] {
        for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
            let effect = effect(&found, key, dialect);
            assert!(effect.is_some_and(Effect::is_replacement), "{key}: {effect:?}");
        }
    }
    assert!(Alarm::Replaces.is_in(&found) && Alarm::Interrupts.is_in(&found));
}

/// The NAT gateway in another zone: Terraform destroys the old one while the route still leads to it, CloudFormation removes last.
#[test]
fn a_route_that_dangles_is_told_where_it_does() {
    let old = version("three-tier", &[("vpcs.shop.nat", "{mode: single, zone: a}")], None);
    let new = version("three-tier", &[("vpcs.shop.nat", "{mode: single, zone: c}")], Some(&old));
    let found = diff(&old, &new);
    let whats = |dialect| match effect(&found, "route.shop_private_a_default", dialect) {
        Some(Effect::Interrupts { what }) => what.clone(),
        other => panic!("{other:?}"),
    };
    let (cloudformation, terraform) = (whats(Dialect::CloudFormation), whats(Dialect::Terraform));
    assert_eq!(terraform[..cloudformation.len()], cloudformation);
    assert_eq!(terraform[cloudformation.len()..], ["Terraform destroys what this points to before it changes this"]);
}

/// Endpoints that stood in a tier that goes: CloudFormation moves them first, and Terraform destroys the subnets first, which AWS refuses as
/// long as an endpoint is in them.
#[test]
fn what_is_held_until_something_else_changes_is_refused() {
    let old = version("three-tier", &[("vpcs.shop.tiers.extra", "{prefix: 26, route: nat}")], None);
    let new = version("three-tier", &[], Some(&old));
    let found = diff(&old, &new);
    let subnet = effect(&found, "subnet.shop_extra_a", Dialect::Terraform);
    assert!(
        matches!(subnet, Some(Effect::Refused { on, why, .. }) if on.is_empty() && why.starts_with("vpc_endpoint.")),
        "{subnet:?}"
    );
    assert_eq!(effect(&found, "subnet.shop_extra_a", Dialect::CloudFormation), Some(&Effect::Removes));
    let endpoint = effect(&found, "vpc_endpoint.shop_ssm", Dialect::Terraform);
    let points_to_nothing = |what: &Vec<&str>| what.iter().any(|what| what.starts_with("Terraform destroys"));
    assert!(!matches!(endpoint, Some(Effect::Interrupts { what }) if points_to_nothing(what)), "{endpoint:?}");
}

/// A resource under another name and in the place of the old one: CloudFormation is refused, and Terraform may be.
#[test]
fn a_place_that_is_still_taken_is_refused() {
    let old = version("three-tier", &[], None);
    let mut new = old.clone();
    let all = new.units.iter_mut().flat_map(|unit| &mut unit.resources);
    for subnet in all.filter(|one| one.kind == crate::aws::KindOf::Subnet && one.label == "shop_private_a") {
        "shop_renamed_a".clone_into(&mut subnet.label);
    }
    let found = diff(&old, &new);
    for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
        let effect = effect(&found, "subnet.shop_renamed_a", dialect);
        assert!(
            matches!(effect, Some(Effect::Refused { why, .. }) if why.contains("subnet.shop_private_a has its place")),
            "{effect:?}"
        );
    }
}

/// Everybody is admitted where somebody was: an alarm of its own.
#[test]
fn a_rule_that_admits_everybody_is_an_opening() {
    let old = version("three-tier", &[], None);
    let rule = ("vpcs.shop.security_groups.db", "{ingress: [{from: internet, tcp: 5432}], egress: []}");
    let new = version("three-tier", &[rule], Some(&old));
    let found = diff(&old, &new);
    assert!(!found.network.openings.is_empty() && Alarm::Security.is_in(&found));
    assert!(found.network.openings.iter().all(|one| one.what.contains(&"5432")), "{:?}", found.network.openings);
}

/// A list that grows takes nothing away: a zone more is no interruption of an endpoint, a zone less is one.
#[test]
fn what_only_grows_interrupts_nobody() {
    let old = version("three-tier", &[], None);
    let new = version("three-tier", &[("availability_zones", "[a, b, c, d]")], Some(&old));
    let endpoint = "vpc_endpoint.shop_ssm";
    for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
        assert_eq!(effect(&diff(&old, &new), endpoint, dialect), Some(&Effect::Updates));
        let less = diff(&new, &old);
        assert!(matches!(effect(&less, endpoint, dialect), Some(Effect::Interrupts { .. })), "{dialect:?}");
    }
}

/// Both tunnels go down where the customer gateway below them is another one, though the connection stays.
#[test]
fn an_interruption_spreads_with_the_change_that_makes_it() {
    let old = version("dx-vpn", &[], None);
    let new = version("dx-vpn", &[("sites.tokyo.asn", "64999")], Some(&old));
    let found = diff(&old, &new);
    let connection = effect(&found, "vpn_connection.tokyo_inet", Dialect::Terraform);
    assert!(
        matches!(connection, Some(Effect::Interrupts { what }) if what.iter().any(|what| what.contains("tunnel"))),
        "{connection:?}"
    );
}

/// AWS refuses to delete a firewall whose delete protection is on.
#[test]
fn what_is_protected_is_not_removed() {
    let old = version("hub-spoke", &[], None);
    let mut new = old.clone();
    for unit in &mut new.units {
        unit.resources.retain(|one| one.kind != crate::aws::KindOf::Firewall);
    }
    let found = diff(&old, &new);
    for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
        let effect = effect(&found, "firewall.inspection", dialect);
        assert!(matches!(effect, Some(Effect::Refused { .. })), "{effect:?}");
    }
}

/// Two halves of the address space are everybody as well.
#[test]
fn halves_of_the_internet_are_everybody() {
    let old = version("three-tier", &[], None);
    let rule = "{ingress: [{from: 0.0.0.0/1, tcp: 5432}, {from: 128.0.0.0/1, tcp: 5432}], egress: []}";
    let new = version("three-tier", &[("vpcs.shop.security_groups.db", rule)], Some(&old));
    assert_eq!(diff(&old, &new).network.openings.len(), 2);
}

fn parts(found: &Diff<'_>) -> Vec<String> {
    let words = |one: &PartChange| {
        format!("{:?} {} -> {}: {} | {}", one.kind, one.from, one.to, one.before, one.after).replace(" |  ", " | ")
    };
    found.network.parts.iter().map(words).collect()
}

/// The site is the same end as before, and addresses of it are nobody's any more.
#[test]
fn a_narrower_prefix_of_a_site_is_lost_reach_of_the_rest() {
    let old = version("dx-vpn", &[], None);
    let new = version("dx-vpn", &[("sites.tokyo.prefixes", "[192.168.0.0/18, 172.20.0.0/16]")], Some(&old));
    let found = diff(&old, &new);
    let lost = |block: &str| {
        [
            format!("Loses app/private -> site/tokyo {block}: yes | "),
            format!("Loses site/tokyo {block} -> app/private: yes | "),
        ]
    };
    let gained = [
        "Gains app/private -> site/tokyo 172.20.0.0/16:  | yes",
        "Gains site/tokyo 172.20.0.0/16 -> app/private:  | yes",
    ];
    let [to_high, from_high] = lost("192.168.128.0/17");
    let [to_low, from_low] = lost("192.168.64.0/18");
    let mut meant = vec![to_high, to_low, from_high, from_low];
    meant.extend(gained.map(str::to_owned));
    assert_eq!(parts(&found), meant);
    assert!(Alarm::Interrupts.is_in(&found) && Alarm::Security.is_in(&found));
    assert!(found.network.reach.is_empty(), "{:?}", found.network.reach);
}

/// Routes and tiers stay as they are, and groups let others talk.
#[test]
fn what_security_groups_allow_is_compared() {
    let old = version("three-tier", &[], None);
    let settings = [
        ("vpcs.shop.security_groups.db", "{ingress: [{from: web, tcp: 5432}, {from: app, tcp: 5432}], egress: []}"),
        ("vpcs.shop.security_groups.jobs", "{egress: [{to: cache, tcp: 6379}]}"),
        ("vpcs.shop.security_groups.alb.ingress", "[{from: 203.0.113.0/24, tcp: 443}]"),
    ];
    let found_of = |settings: &[(&str, &str)]| {
        let new = version("three-tier", settings, Some(&old));
        parts(&diff(&old, &new))
    };
    assert_eq!(
        found_of(&settings[..1]),
        // Nothing from `web`: it does not open the port.
        ["Changes vpc/shop/group/app -> vpc/shop/group/db: tcp 3306, tcp 5432 | tcp 5432"]
    );
    // `cache` accepts nothing of `jobs`.
    assert_eq!(found_of(&settings[1..2]), Vec::<String>::new());
    assert_eq!(
        found_of(&settings[2..]),
        ["Loses internet -> vpc/shop/group/alb: tcp 443 | ", "Gains 203.0.113.0/24 -> vpc/shop/group/alb:  | tcp 443"]
    );
    // A record of a netgen that did not keep groups has nothing to compare.
    let (mut before, after) = (old.clone(), version("three-tier", &settings, Some(&old)));
    before.reach.groups = None;
    assert_eq!(parts(&diff(&before, &after)), Vec::<String>::new());
}

/// A router with another address: CloudFormation leaves the old customer gateway behind, Terraform plans no destruction of what is kept.
#[test]
fn what_is_retained_and_replaced_is_left_behind_or_refused() {
    let old = version("dx-vpn", &[], None);
    let new = version("dx-vpn", &[("sites.tokyo.uplinks.inet.vpn.outside_ip", "203.0.113.77")], Some(&old));
    let found = diff(&old, &new);
    let key = "customer_gateway.tokyo_inet";
    let cloudformation = effect(&found, key, Dialect::CloudFormation);
    assert!(matches!(cloudformation, Some(Effect::Replaces { meanwhile: None, .. })), "{cloudformation:?}");
    let Some(Effect::Refused { on, instead, .. }) = effect(&found, key, Dialect::Terraform) else {
        panic!("{:?}", effect(&found, key, Dialect::Terraform));
    };
    assert_eq!(on, &["ip_address"]);
    assert!(instead.contains("terraform state rm aws_customer_gateway.tokyo_inet"), "{instead}");
    let other = [("retain", "false"), ("sites.tokyo.uplinks.inet.vpn.outside_ip", "203.0.113.77")];
    let old = version("dx-vpn", &other[..1], None);
    let new = version("dx-vpn", &other, Some(&old));
    let found = diff(&old, &new);
    assert!(matches!(effect(&found, key, Dialect::Terraform), Some(Effect::Replaces { meanwhile: None, .. })));
}

/// An uplink that goes while another one stays: the finding says what to do at the router before.
#[test]
fn an_uplink_goes_after_its_sessions() {
    let cases: [(&[(&str, &str)], &str); 2] = [
        (
            &[
                ("sites.tokyo.uplinks.inet", "null"),
                ("sites.tokyo.routers.edge-2", "null"),
                ("sites.tokyo.prefer", "[dx-1]"),
            ],
            "vpn_connection.tokyo_inet",
        ),
        (
            &[
                ("sites.tokyo.uplinks.dx-1", "null"),
                ("sites.tokyo.routers.edge-1", "null"),
                ("sites.tokyo.prefer", "[inet]"),
            ],
            "transit_virtual_interface.tokyo_dx_1",
        ),
    ];
    let old = version("dx-vpn", &[], None);
    for (settings, key) in cases {
        let new = version("dx-vpn", settings, Some(&old));
        let found = diff(&old, &new);
        let told =
            found.resources.iter().filter(|one| one.effects.iter().any(|(_, is)| !one.goes_after(is).is_empty()));
        assert_eq!(told.map(|one| one.key.as_str()).collect::<Vec<_>>(), [key]);
        assert!(
            crate::report::diff_text(&found, crate::report::DiffOptions::default())
                .contains("shut its sessions on the router first")
        );
        assert!(crate::report::diff_json(&found).contains("\"first\": \"shut its sessions"));
    }
    // One that comes needs nothing of the kind.
    let without = version("dx-vpn", cases[0].0, None);
    let found = diff(&without, &old);
    assert!(found.resources.iter().all(|one| one.effects.iter().all(|(_, is)| one.goes_after(is).is_empty())));
}
