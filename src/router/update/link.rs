//! The other end of a link of two. In comes an address with the length of its link, out goes the neighbor's.

use std::net::Ipv4Addr;

use crate::net::Cidr4;

/// The other end of a /30 (its hosts) or a /31, and of a /29 the first of the two others of a Connect peer; `None` for any other length.
pub(in crate::router) fn other_end(own: Ipv4Addr, length: u8) -> Option<Ipv4Addr> {
    let link = Cidr4::around(own, length)?;
    let first = match length {
        // Of a /29, inside a Connect peer: the first of AWS's two addresses.
        29 | 30 => 1,
        31 => 0,
        _ => return None,
    };
    [first, first + 1].into_iter().filter_map(|offset| link.host(offset)).find(|end| *end != own)
}

/// The same of `169.254.32.2/30`.
pub(in crate::router) fn neighbor_of(address: &str) -> Option<String> {
    let (own, length) = address.split_once('/')?;
    other_end(own.parse().ok()?, length.parse().ok()?).map(|end| end.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_is_the_neighbor_of_the_other() {
        for (own, other) in [("203.0.113.1/30", "203.0.113.2"), ("203.0.113.2/30", "203.0.113.1")] {
            assert_eq!(neighbor_of(own).as_deref(), Some(other));
        }
        assert_eq!(neighbor_of("203.0.113.5/31").as_deref(), Some("203.0.113.4"));
        for odd in ["203.0.113.1", "203.0.113.1/28", "a/30"] {
            assert_eq!(neighbor_of(odd), None, "{odd}");
        }
    }
}
