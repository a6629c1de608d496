//! Numbers of objects on a router. In come prefixes, out go numbers that are made of them and of nothing else: not of their places in a
//! list, so that another prefix, or another order, moves no line of what runs.

use std::collections::BTreeMap;

use crate::net::{Cidr4, Cidr6};

/// The last number of an entry: IOS takes 1 to 4294967294.
pub(super) const LAST: u32 = u32::MAX - 1;
/// The first number of a host's entry: behind the /31 that holds the last address before multicast.
const HOSTS: u32 = (1 << 31) + (224 << 23);

/// The number of each prefix in a prefix list, in the order of numbers. A prefix has the number of its node in the binary tree of all
/// prefixes: 2 to the power of its length, and its leading bits. A /32 has no room there: a few share each number behind it, and the
/// second of two takes the next.
pub(super) fn entries(prefixes: &[Cidr4]) -> Vec<(u32, Cidr4)> {
    numbered(prefixes, BTreeMap::new())
}

/// The same, before an entry of the last number.
pub(super) fn entries_before_last(prefixes: &[Cidr4]) -> Vec<(u32, Cidr4)> {
    let mut all = numbered(prefixes, BTreeMap::from([(LAST, Cidr4::ANY)]));
    all.retain(|(number, _)| *number != LAST);
    all
}

fn numbered(prefixes: &[Cidr4], mut taken: BTreeMap<u32, Cidr4>) -> Vec<(u32, Cidr4)> {
    let mut sorted = prefixes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for prefix in sorted {
        let mut number = entry(prefix);
        while taken.contains_key(&number) {
            number = if number == LAST { HOSTS } else { number + 1 };
        }
        taken.insert(number, prefix);
    }
    taken.into_iter().collect()
}

fn entry(prefix: Cidr4) -> u32 {
    match prefix.prefix() {
        0 => 1,
        length @ 1..=31 => (1 << length) | (prefix.first() >> (32 - length)),
        _ => HOSTS + prefix.first() % (LAST - HOSTS + 1),
    }
}

/// The number of each IPv6 prefix in a prefix list, in the order of numbers: its bits and its length folded into what there is room for. A
/// second one of the same number takes the next.
pub(super) fn entries_v6(prefixes: &[Cidr6]) -> Vec<(u32, Cidr6)> {
    let mut sorted = prefixes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut taken = BTreeMap::new();
    for prefix in sorted {
        let bits = prefix.address().to_bits() ^ u128::from(prefix.prefix());
        let folded = u32::try_from(bits % u128::from(LAST - 2)).unwrap_or_default();
        let mut number = folded.max(1);
        while taken.contains_key(&number) {
            number = if number == LAST - 2 { 1 } else { number + 1 };
        }
        taken.insert(number, prefix);
    }
    taken.into_iter().collect()
}

/// What a tracked object of IOS follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tracked {
    /// The interface of the LAN.
    Lan,
    /// A route to this.
    Route(Cidr4),
}

/// The number of the LAN's tracked object: IOS takes 1 to 1000, and people count from 1.
const TRACK: u16 = 900;
/// How many numbers behind it are for routes.
const ROUTES: u16 = 99;

/// The number of each tracked object.
pub(super) fn tracks(objects: impl IntoIterator<Item = Tracked>) -> BTreeMap<Tracked, u16> {
    let mut sorted: Vec<Tracked> = objects.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let (mut found, mut taken) = (BTreeMap::new(), Vec::new());
    for object in sorted {
        let mut offset = match object {
            Tracked::Lan => None,
            Tracked::Route(prefix) => u16::try_from(entry(prefix) % u32::from(ROUTES)).ok(),
        };
        while let Some(used) = offset.filter(|offset| taken.contains(offset) && taken.len() < usize::from(ROUTES)) {
            offset = Some((used + 1) % ROUTES);
        }
        taken.extend(offset);
        found.insert(object, offset.map_or(TRACK, |offset| TRACK + 1 + offset));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn cidr(address: u32, length: u8) -> Cidr4 {
        Cidr4::around(address.into(), length).unwrap()
    }

    proptest! {
        /// Numbers are apart, in the range that every platform takes, and no other prefix moves one that is no host's.
        #[test]
        fn a_number_belongs_to_its_prefix(
            list in prop::collection::btree_map((1_u32 << 24..224 << 24, 0_u8..=32), any::<()>(), 1..60),
        ) {
            let prefixes: Vec<Cidr4> = list.into_keys().map(|(address, length)| cidr(address, length)).collect();
            let all = entries(&prefixes);
            let numbers: BTreeSet<u32> = all.iter().map(|(number, _)| *number).collect();
            let distinct: BTreeSet<Cidr4> = prefixes.iter().copied().collect();
            prop_assert_eq!((numbers.len(), all.len()), (distinct.len(), distinct.len()));
            prop_assert!(numbers.iter().all(|number| (1..=LAST).contains(number)));
            for (number, prefix) in all.iter().filter(|(_, prefix)| prefix.prefix() < 32) {
                prop_assert_eq!(&entries(&[*prefix]), &[(*number, *prefix)]);
            }
            let mut turned = prefixes;
            turned.reverse();
            prop_assert_eq!(entries(&turned), all);
        }
    }

    #[test]
    fn hosts_that_meet_stay_apart() {
        let span = LAST - HOSTS + 1;
        let pair = [cidr(0x0a00_0001, 32), cidr(0x0a00_0001 + span, 32)];
        let all = entries(&pair);
        assert_eq!(all[0].0 + 1, all[1].0, "{all:?}");
        assert_eq!(entries(&[cidr(0x0a00_0000, 16)]), [(65536 + 2560, cidr(0x0a00_0000, 16))]);
    }

    #[test]
    fn what_is_tracked_has_a_number_of_its_own() {
        let routes = (0..98).map(|n| Tracked::Route(cidr(0x0a00_0000 + (n << 16), 16)));
        let all = tracks(routes.chain([Tracked::Lan]));
        let numbers: BTreeSet<u16> = all.values().copied().collect();
        assert_eq!((numbers.len(), all[&Tracked::Lan]), (99, 900));
        assert!(numbers.iter().all(|number| (900..=999).contains(number)));
    }
}
