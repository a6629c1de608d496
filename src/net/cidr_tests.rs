use proptest::prelude::*;

use super::*;

fn block(text: &str) -> Cidr4 {
    text.parse().unwrap()
}

fn error(text: &str) -> String {
    text.parse::<Cidr4>().unwrap_err().to_string()
}

#[test]
fn strict_where_ipnet_is_lenient() {
    assert_eq!(
        error("10.0.0.5/16"),
        "`10.0.0.5/16` has bits set behind its prefix length\ndid you mean `10.0.0.0/16`?"
    );
    assert!(error("010.0.0.0/8").ends_with("did you mean `10.0.0.0/8`?"));
    assert_eq!(error("10.0.0.0/08"), "`10.0.0.0/08` has no prefix length from 0 to 32\ndid you mean `10.0.0.0/8`?");
    assert_eq!(error("10.0.0.7"), "`10.0.0.7` has no prefix length\nwrite `10.0.0.7/32` for this one address");
    for text in ["", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/256", "10.0.0.0/+8", "10.0.0.0/8 ", " 10.0.0.0/8"] {
        assert!(text.parse::<Cidr4>().is_err(), "{text}");
    }
    assert!(error("fd00::/8").ends_with("takes IPv4 only"));
    assert!(error("10.0.0.0/16\n/17").starts_with("`10.0.0.0/16\\n/17` "));
}

#[test]
fn arithmetic_at_both_ends_of_the_address_space() {
    assert_eq!((Cidr4::ANY.first(), Cidr4::ANY.last(), Cidr4::ANY.size()), (0, u32::MAX, 1 << 32));
    assert_eq!((Cidr4::ANY.parent(), Cidr4::ANY.buddy()), (None, None));
    assert_eq!(Cidr4::ANY.nth(32, u32::MAX), Some(block("255.255.255.255/32")));
    assert_eq!(Cidr4::ANY.nth(0, 0), Some(Cidr4::ANY));
    assert_eq!(Cidr4::ANY.nth(0, 1), None);
    assert_eq!(block("128.0.0.0/1").buddy(), Some(block("0.0.0.0/1")));
    assert_eq!(block("255.255.255.254/31").host(1), Some(Ipv4Addr::BROADCAST));
    assert_eq!(block("255.255.255.254/31").host(2), None);
    assert_eq!(block("10.0.0.0/28").usable(), 11);
    assert_eq!(block("10.0.0.0/31").usable(), 0);
    assert_eq!(block("10.0.0.0/20").netmask(), Ipv4Addr::new(255, 255, 240, 0));
}

#[test]
fn sub_blocks_stay_inside() {
    let vpc = block("10.0.0.0/16");
    assert_eq!(vpc.nth(24, 255), Some(block("10.0.255.0/24")));
    assert_eq!(vpc.nth(24, 256), None);
    assert_eq!(vpc.nth(15, 0), None);
    assert_eq!(vpc.nth(33, 0), None);
    assert!(vpc.contains(vpc) && vpc.contains(block("10.0.255.0/24")) && !vpc.contains(block("10.0.0.0/15")));
    assert!(vpc.overlaps(block("10.0.0.0/15")) && !vpc.overlaps(block("10.1.0.0/16")));
}

#[test]
fn a_wider_block_sorts_before_a_narrower_one() {
    assert!(block("10.0.0.0/8") < block("10.0.0.0/16"));
    assert!(block("9.0.0.0/16") < block("10.0.0.0/8"));
}

#[test]
fn json_is_the_text_both_ways() {
    let json = serde_json::to_string(&block("10.0.0.0/16")).unwrap();
    assert_eq!(json, "\"10.0.0.0/16\"");
    assert_eq!(serde_json::from_str::<Cidr4>(&json).unwrap(), block("10.0.0.0/16"));
    assert!(serde_json::from_str::<Cidr4>("\"10.0.0.1/16\"").is_err());
}

#[test]
fn the_more_special_well_known_block_comes_first() {
    for (index, (block, _)) in WELL_KNOWN.iter().enumerate() {
        assert!(WELL_KNOWN[..index].iter().all(|(earlier, _)| !earlier.contains(*block)), "{block}");
    }
}

proptest! {
    #[test]
    fn blocks_read_back_as_printed(address: u32, prefix in 0u8..=32) {
        let block = Cidr4::around(Ipv4Addr::from_bits(address), prefix).unwrap();
        prop_assert_eq!(block.to_string().parse::<Cidr4>().unwrap(), block);
        prop_assert!(block.contains_address(Ipv4Addr::from_bits(address)));
        prop_assert_eq!(u64::from(block.last()) - u64::from(block.first()) + 1, block.size());
    }

    #[test]
    fn buddies_halve_their_parent(address: u32, prefix in 1u8..=32) {
        let block = Cidr4::around(Ipv4Addr::from_bits(address), prefix).unwrap();
        let (buddy, parent) = (block.buddy().unwrap(), block.parent().unwrap());
        prop_assert_eq!(buddy.buddy(), Some(block));
        prop_assert!(!block.overlaps(buddy) && parent.contains(block) && parent.contains(buddy));
        prop_assert_eq!(parent.nth(prefix, 0), Some(block.min(buddy)));
        prop_assert_eq!(parent.nth(prefix, 1), Some(block.max(buddy)));
    }

    #[test]
    fn overlap_means_a_common_address(a: u8, b: u8, p in 24u8..=32, q in 24u8..=32) {
        let (a, b) = (Ipv4Addr::new(10, 0, 0, a), Ipv4Addr::new(10, 0, 0, b));
        let (a, b) = (Cidr4::around(a, p).unwrap(), Cidr4::around(b, q).unwrap());
        prop_assert_eq!(a.overlaps(b), a.first().max(b.first()) <= a.last().min(b.last()));
        prop_assert_eq!(a.contains(b), a.first() <= b.first() && b.last() <= a.last());
    }

    #[test]
    fn no_text_panics_and_errors_keep_the_text_on_one_line(text in any::<String>()) {
        if let Err(invalid) = text.parse::<Cidr4>() {
            prop_assert!(!invalid.what().contains('\n'));
            prop_assert!(invalid.helps().iter().all(|help| !help.contains('\n')));
        }
    }
}
