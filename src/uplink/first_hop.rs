//! Who has the virtual address of a site's network (VRRP version 2, RFC 3768): the router with the best uplink while one of its uplinks
//! is up, then the other one. A number of interfaces goes in, priorities and what is taken from them come out.

/// The priority of the router with the best uplink, and of the other one.
pub const PRIORITIES: [u8; 2] = [230, 100];

/// What the first has before the other.
const AHEAD: u8 = PRIORITIES[0] - PRIORITIES[1];

/// What takes the first behind the other at once.
pub const DECREMENT: u8 = AHEAD + 1;

/// Seconds after the last advertisement until another router has the address: three intervals of a second, and less than one more.
pub const MASTER_DOWN: u32 = 4;

/// The part of the priority that each of some interfaces takes away, where a platform knows no `or` of them: all of them together take the
/// first router behind the other, all but one do not. Junos wants the sum not above the priority. Holds for up to twelve
/// interfaces, which is more than the uplinks of a site have.
#[must_use]
pub fn share(interfaces: usize) -> u8 {
    u8::try_from(usize::from(AHEAD) / interfaces.max(1) + 1).unwrap_or(DECREMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_interfaces_together_take_the_first_behind_the_other_and_no_fewer() {
        for count in 1..=12 {
            let cost = usize::from(share(count));
            let (all, all_but_one) = (cost * count, cost * (count - 1));
            assert!(all > usize::from(AHEAD) && all <= usize::from(PRIORITIES[0]), "{count}: {all}");
            assert!(all_but_one < usize::from(AHEAD), "{count}: {all_but_one}");
        }
        assert_eq!([share(1), share(2), share(3)], [131, 66, 44]);
        assert!(PRIORITIES[0] - DECREMENT < PRIORITIES[1]);
    }
}
