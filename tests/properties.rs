//! What holds for every document: addresses are disjoint, aligned and inside; planning is stable and knows no order.

mod common;
#[path = "properties/peers.rs"]
mod peers;
#[path = "properties/tiered.rs"]
mod tiered;

use std::collections::BTreeMap;

use common::documents::{Edit, SpokeEdit, Spokes, document, edit, hub_yaml, spoke_edit};
use common::pipeline::{Outcome, run};
use netgen::net::Cidr4;
use netgen::plan::lock::Lock;
use proptest::prelude::*;

fn cidr(text: &str) -> Cidr4 {
    text.parse().unwrap()
}

/// Subnets of one VPC are disjoint and inside it, VPCs are disjoint; IPv6 indexes of one VPC differ.
fn check_addresses(outcome: &Outcome) -> Result<(), TestCaseError> {
    let mut vpcs: Vec<Cidr4> = outcome.vpcs.values().map(|text| cidr(text)).collect();
    vpcs.sort_unstable();
    for pair in vpcs.windows(2) {
        prop_assert!(!pair[0].overlaps(pair[1]), "{} and {}", pair[0], pair[1]);
    }
    let mut by_vpc: BTreeMap<&str, Vec<(Cidr4, Option<u32>)>> = BTreeMap::new();
    for (path, (subnet, ipv6)) in &outcome.subnets {
        let vpc = path.split('/').next().unwrap();
        prop_assert!(cidr(&outcome.vpcs[vpc]).contains(cidr(subnet)), "{path} {subnet}");
        by_vpc.entry(vpc).or_default().push((cidr(subnet), *ipv6));
    }
    for subnets in by_vpc.values_mut() {
        subnets.sort_unstable();
        for pair in subnets.windows(2) {
            prop_assert!(!pair[0].0.overlaps(pair[1].0), "{} and {}", pair[0].0, pair[1].0);
        }
        let mut indexes: Vec<u32> = subnets.iter().filter_map(|(_, ipv6)| *ipv6).collect();
        let count = indexes.len();
        indexes.sort_unstable();
        indexes.dedup();
        prop_assert_eq!(indexes.len(), count);
    }
    Ok(())
}

proptest! {
    #[test]
    fn addresses_are_disjoint_aligned_and_inside(document in document()) {
        // A CIDR cannot be made with host bits, so parsing each one proves that it is aligned.
        let outcome = run(&document.yaml(0), &Lock::default(), false);
        prop_assume!(outcome.is_ok());
        check_addresses(&outcome.unwrap())?;
    }

    #[test]
    fn planning_with_its_own_lock_changes_nothing(document in document()) {
        let text = document.yaml(0);
        let first = run(&text, &Lock::default(), false);
        prop_assume!(first.is_ok());
        let first = first.unwrap();
        let again = run(&text, &first.lock, false).unwrap();
        prop_assert_eq!(first.lock.print(), again.lock.print());
        prop_assert_eq!(&first.subnets, &again.subnets);
        prop_assert_eq!(&first.rules, &again.rules);
    }

    #[test]
    fn the_order_of_keys_changes_no_byte(document in document(), order in 1_u64..) {
        let one = run(&document.yaml(0), &Lock::default(), true);
        prop_assume!(one.is_ok());
        let (one, other) = (one.unwrap(), run(&document.yaml(order), &Lock::default(), true).unwrap());
        prop_assert_eq!(one.lock.print(), other.lock.print());
        prop_assert_eq!(one.files, other.files);
    }

    #[test]
    fn no_surviving_address_ever_moves(start in document(), edits in prop::collection::vec(edit(), 1..12)) {
        let mut document = start;
        let mut sizes = BTreeMap::new();
        document.remember(&mut sizes);
        let first = run(&document.yaml(0), &Lock::default(), false);
        prop_assume!(first.is_ok());
        let mut before = first.unwrap();
        let mut seen: BTreeMap<String, (String, Option<u32>)> = before.subnets.clone();
        for edit in &edits {
            let unchanged = document.clone();
            document.apply(edit, &mut sizes);
            // An edit for which there is no room is refused and leaves everything as it was.
            let Ok(after) = run(&document.yaml(0), &before.lock, false) else {
                document = unchanged;
                continue;
            };
            check_addresses(&after)?;
            check_kept(&before, &after, edit)?;
            for (path, (subnet, ipv6)) in &after.subnets {
                let was = seen.entry(path.clone()).or_insert_with(|| (subnet.clone(), *ipv6));
                prop_assert_eq!(&was.0, subnet, "{} came back elsewhere", path);
            }
            before = after;
        }
    }
}

/// What is in both plans has the same addresses, indexes and rule numbers; a single NAT gateway stays in its zone.
fn check_kept(before: &Outcome, after: &Outcome, edit: &Edit) -> Result<(), TestCaseError> {
    for (name, cidr) in &before.vpcs {
        if let Some(now) = after.vpcs.get(name) {
            prop_assert_eq!(cidr, now, "VPC {} after {:?}", name, edit);
        }
    }
    for (path, was) in &before.subnets {
        if let Some(now) = after.subnets.get(path) {
            prop_assert_eq!(&was.0, &now.0, "{} after {:?}", path, edit);
            if let (Some(was), Some(now)) = (was.1, now.1) {
                prop_assert_eq!(was, now, "IPv6 of {} after {:?}", path, edit);
            }
        }
    }
    for (path, was) in &before.rules {
        if let Some(now) = after.rules.get(path) {
            prop_assert_eq!(was, now, "rule {} after {:?}", path, edit);
        }
    }
    for (vpc, zones) in &before.nats {
        if let (Some(now), [zone]) = (after.nats.get(vpc), zones.as_slice())
            && now.len() == 1
            && !matches!(edit, Edit::RemoveZone(_))
        {
            prop_assert_eq!(zone, &now[0], "NAT of {} after {:?}", vpc, edit);
        }
    }
    Ok(())
}

/// Whatever spokes come and go, what stays keeps its addresses, and firewall rules and resolvers what the lock says.
fn check_spokes(edits: &[SpokeEdit], mixed: bool) -> Result<(), TestCaseError> {
    let (mut spokes, mut seen) = (Spokes::new(), Spokes::new());
    let mut before = run(&hub_yaml(&spokes, mixed), &Lock::default(), false).map_err(TestCaseError::fail)?;
    for edit in edits {
        match edit {
            SpokeEdit::Add(name, segment, prefix) => {
                // What comes back comes back as it was: another size or pool is another wish, which the lock refuses.
                let wish = *seen.entry(name).or_insert((segment, *prefix));
                spokes.insert(name, wish);
            }
            SpokeEdit::Remove(index) => {
                let name = spokes.keys().nth(index % spokes.len().max(1)).copied();
                name.and_then(|name| spokes.remove(name));
            }
        }
        let after = run(&hub_yaml(&spokes, mixed), &before.lock, false).map_err(TestCaseError::fail)?;
        check_addresses(&after)?;
        for (path, was) in before.vpcs.iter().chain(before.subnets.iter().map(|(path, (cidr, _))| (path, cidr))) {
            let now = after.vpcs.get(path).or(after.subnets.get(path).map(|(cidr, _)| cidr));
            prop_assert!(now.is_none_or(|now| now == was), "{} moved from {} after {:?}", path, was, edit);
        }
        for (path, was) in before.lock.iter() {
            let now = after.lock.get(path).expect("the lock forgets nothing");
            prop_assert_eq!((was.ipv4, was.rule), (now.ipv4, now.rule), "{} after {:?}", path, edit);
        }
        before = after;
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_address_or_rule_of_a_hub_ever_moves(edits in prop::collection::vec(spoke_edit(), 1..12), mixed: bool) {
        check_spokes(&edits, mixed)?;
    }
}
