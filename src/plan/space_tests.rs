use proptest::prelude::*;

use super::*;

fn block(text: &str) -> Cidr4 {
    text.parse().unwrap()
}

/// What the space must do, written the slow way: one flag an address of a /24.
struct Model {
    free: [bool; 256],
}

const ROOT: &str = "10.0.7.0/24";

impl Model {
    fn range(block: Cidr4) -> std::ops::Range<usize> {
        let first = (block.first() - super::tests::block(ROOT).first()) as usize;
        first..first + usize::try_from(block.size()).unwrap()
    }

    fn is_free(&self, block: Cidr4) -> bool {
        self.free[Self::range(block)].iter().all(|free| *free)
    }

    fn set(&mut self, block: Cidr4, free: bool) {
        self.free[Self::range(block)].fill(free);
    }

    fn blocks(&self, prefix: u8) -> Vec<Cidr4> {
        let all = (0..=u32::MAX).map_while(|index| block(ROOT).nth(prefix, index));
        all.filter(|block| self.is_free(*block)).collect()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Take(Cidr4),
    TakePart(Cidr4),
    Allocate(u8),
    Release(Cidr4),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let inside = || {
        (24u8..=32, any::<u8>())
            .prop_map(|(prefix, host)| Cidr4::around(Ipv4Addr::new(10, 0, 7, host), prefix).unwrap())
    };
    let step = prop_oneof![
        inside().prop_map(Step::Take),
        inside().prop_map(Step::TakePart),
        (24u8..=32).prop_map(Step::Allocate),
        inside().prop_map(Step::Release),
    ];
    prop::collection::vec(step, 0..40)
}

proptest! {
    #[test]
    fn agrees_with_one_flag_an_address(steps in steps()) {
        let mut space = Space::new(block(ROOT));
        let mut model = Model { free: [true; 256] };
        for step in steps {
            match step {
                Step::Take(one) => {
                    let free = model.is_free(one);
                    prop_assert_eq!(space.take(one), if free { Ok(()) } else { Err(Conflict::Taken) });
                    if free { model.set(one, false); }
                }
                Step::TakePart(one) => { space.take_part(one); model.set(one, false); }
                Step::Allocate(prefix) => {
                    let expected = model.blocks(prefix).first().copied();
                    prop_assert_eq!(space.allocate(prefix), expected);
                    if let Some(one) = expected { model.set(one, false); }
                }
                Step::Release(one) => { space.release(one); model.set(one, true); }
            }
            prop_assert_eq!(space.free_addresses(), model.free.iter().filter(|free| **free).count() as u64);
        }
        for prefix in 24..=32 {
            let blocks = model.blocks(prefix);
            prop_assert_eq!(space.room(prefix), blocks.len() as u64);
            prop_assert!(blocks.iter().all(|one| space.is_free(*one)));
            prop_assert_eq!(space.free_blocks(prefix).collect::<Vec<_>>(), blocks);
        }
    }

    #[test]
    fn allocations_are_disjoint_aligned_inside_and_as_many_as_there_is_room(
        prefixes in prop::collection::vec(17u8..=28, 1..60), last in 17u8..=28,
    ) {
        let root = block("172.16.0.0/16");
        let mut space = Space::new(root);
        let mut taken: Vec<_> = prefixes.into_iter().filter_map(|prefix| space.allocate(prefix)).collect();
        let room = space.room(last);
        taken.extend(iter::from_fn(|| space.allocate(last)).inspect(|one| assert_eq!(one.prefix(), last)));
        prop_assert_eq!(space.room(last), 0);
        let used: u64 = taken.iter().map(|one| one.size()).sum();
        prop_assert_eq!(space.free_addresses() + used, root.size());
        prop_assert!(taken.len() as u64 >= room);
        taken.sort();
        prop_assert!(taken.iter().all(|one| root.contains(*one)));
        prop_assert!(taken.windows(2).all(|pair| !pair[0].overlaps(pair[1])));
    }

    #[test]
    fn what_is_free_does_not_depend_on_the_order_of_taking(hosts in prop::collection::btree_set(any::<u8>(), 0..30)) {
        let take = |hosts: &mut dyn Iterator<Item = &u8>| {
            let mut space = Space::new(block(ROOT));
            hosts.for_each(|host| space.take(block(ROOT).nth(32, u32::from(*host)).unwrap()).unwrap());
            space
        };
        let space = take(&mut hosts.iter());
        prop_assert_eq!(&space, &take(&mut hosts.iter().rev()));
        let mut released = space;
        for host in &hosts {
            released.release(block(ROOT).nth(32, u32::from(*host)).unwrap());
        }
        prop_assert_eq!(released, Space::new(block(ROOT)));
    }
}

#[test]
fn the_lowest_address_wins_over_the_best_fit() {
    let mut space = Space::new(block("10.0.0.0/16"));
    space.take(block("10.0.128.0/24")).unwrap();
    // The smallest free block that fits is 10.0.129.0/24; the lowest address is 10.0.0.0.
    assert_eq!(space.allocate(24), Some(block("10.0.0.0/24")));
    assert_eq!(space.allocate(23), Some(block("10.0.2.0/23")));
    assert_eq!(space.allocate(24), Some(block("10.0.1.0/24")));
    let free: Vec<_> = space.free_blocks(24).take(3).map(|block| block.to_string()).collect();
    assert_eq!(free, ["10.0.4.0/24", "10.0.5.0/24", "10.0.6.0/24"]);
}

#[test]
fn the_whole_address_space_and_a_single_address() {
    let mut all = Space::new(Cidr4::ANY);
    assert_eq!((all.room(0), all.room(32), all.free_addresses()), (1, 1 << 32, 1 << 32));
    assert_eq!(all.free_blocks(0).collect::<Vec<_>>(), [Cidr4::ANY]);
    assert_eq!(all.free_blocks(1).last(), Some(block("128.0.0.0/1")));
    all.take(block("255.255.255.255/32")).unwrap();
    all.release(Cidr4::ANY);
    assert_eq!(all, Space::new(Cidr4::ANY));

    let mut one = Space::new(block("10.0.0.1/32"));
    assert_eq!(one.allocate(32), Some(block("10.0.0.1/32")));
    assert_eq!((one.allocate(32), one.room(32), one.free_addresses()), (None, 0, 0));
}

#[test]
fn blocks_outside_and_lengths_that_do_not_exist() {
    let mut space = Space::new(block("10.0.0.0/24"));
    let whole = space.clone();
    assert_eq!(space.take(block("10.0.1.0/24")), Err(Conflict::Outside));
    assert_eq!(space.take(block("10.0.0.0/23")), Err(Conflict::Outside));
    space.release(block("10.0.1.0/24"));
    space.take_part(block("10.0.1.0/24"));
    for prefix in [0, 23, 33, 64, 255] {
        assert_eq!((space.allocate(prefix), space.room(prefix), space.free_blocks(prefix).count()), (None, 0, 0));
    }
    assert_eq!(space, whole);
    space.take_part(block("10.0.0.0/8"));
    assert_eq!(space.free_addresses(), 0);
    space.release(block("10.0.0.0/8"));
    assert_eq!(space, whole);
}

#[test]
fn twenty_thousand_blocks_are_no_work() {
    let mut space = Space::new(block("10.0.0.0/8"));
    let blocks: Vec<_> = iter::from_fn(|| space.allocate(24)).take(20_000).collect();
    assert_eq!(blocks.len(), 20_000);
    blocks.iter().step_by(2).for_each(|block| space.release(*block));
    let pair = space.allocate(23).unwrap();
    assert_eq!(Some(pair), space.root().nth(23, 10_000));
    assert_eq!(space.allocate(24), Some(blocks[0]));
    for block in blocks {
        space.release(block);
    }
    space.release(pair);
    assert_eq!(space, Space::new(space.root()));
}
