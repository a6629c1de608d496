//! Bidirectional forwarding detection (RFC 5880) of a BGP session on a Direct Connect virtual interface. AWS takes intervals of 300 ms
//! and more, and multipliers of 3 and more; VPN connections have none.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use std::fmt;

/// BFD timing of one session, the same in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bfd {
    /// Milliseconds between two packets: 300 (AWS's minimum) to 9999 (IOS-XE's maximum).
    pub interval: u16,
    /// Packets in a row that may be lost: 3 (AWS's minimum) to 50 (IOS-XE's maximum).
    pub multiplier: u8,
}

impl Bfd {
    /// AWS's minimum: 300 ms x 3.
    pub const SHORTEST: Self = Self { interval: 300, multiplier: 3 };

    /// The timing; `None` outside of what AWS and every router platform take.
    #[must_use]
    pub fn new(interval: u16, multiplier: u8) -> Option<Self> {
        ((300..=9999).contains(&interval) && (3..=50).contains(&multiplier)).then_some(Self { interval, multiplier })
    }

    /// Milliseconds from the last packet to the loss of the session, at either end. The multiplier is the sender's: AWS sends 3, so
    /// with a larger one the router notices sooner than AWS does, and the longer of the two counts.
    #[must_use]
    pub const fn detection(self) -> u32 {
        self.interval as u32 * self.multiplier as u32
    }
}

impl fmt::Display for Bfd {
    /// `300 ms x 3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms x {}", self.interval, self.multiplier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detection_is_interval_times_multiplier() {
        let of = |interval, multiplier| Bfd::new(interval, multiplier).map(Bfd::detection);
        assert_eq!([of(300, 3), of(1000, 3), of(300, 5)], [Some(900), Some(3000), Some(1500)]);
        assert_eq!([of(299, 3), of(300, 2), of(10_000, 3), of(300, 51)], [None; 4]);
    }
}
