//! Worst-case detection of a failed uplink or router, in whole seconds: BFD, or the hold time of BGP (RFC 4271, 4.2). Router files set
//! these timers, the failover drill and `netgen fail` state them, and the lab measures them.
//!
//! They count from the last packet that arrived until the routes over the failure are gone. BGP, the routing table and the forwarding
//! table then need a moment of their own ([`CONVERGENCE`]), which depends on the device and is not part of the worst case.

use std::fmt;

use super::bfd::Bfd;
use super::platform::Platform;

/// Seconds without a keepalive after which a BGP session with AWS is down. AWS offers 30 on VPN connections, and takes it on virtual
/// interfaces, where its own default is 90.
pub const HOLD_TIME: u32 = 30;
/// Seconds that BGP and the forwarding tables usually need after a failure is detected.
pub const CONVERGENCE: u32 = 2;
/// Seconds that a router which was powered on leaves hosts to the others (preempt delay of VRRP and HSRP): tunnels and BGP sessions with AWS
/// are up after 10 to 60 s, and before that it has no way to AWS.
pub const PREEMPT_DELAY: u32 = 120;
/// Seconds without an answer while traffic returns to an uplink that works again: no route is withdrawn before a better one is there.
pub const RETURN: u32 = 1;

/// The mechanism that detects a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detection {
    /// BFD on a virtual interface.
    Bfd(Bfd),
    /// The hold time of BGP with AWS.
    HoldTime,
    /// The hold time of BGP between the routers of a site, in seconds.
    PeerHoldTime(u32),
}

impl Detection {
    /// Of a virtual interface.
    #[must_use]
    pub fn of(bfd: Option<Bfd>) -> Self {
        bfd.map_or(Self::HoldTime, Self::Bfd)
    }

    /// The worst case in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Bfd(bfd) => bfd.detection().div_ceil(1000),
            Self::HoldTime => HOLD_TIME,
            Self::PeerHoldTime(seconds) => seconds,
        }
    }

    /// The detection of a router that dies with this uplink: by AWS as the uplink has it, by the other routers of the site through
    /// the sessions among them ([`peer_hold_time`]). Both have to happen before traffic moves in both directions, so the slower one
    /// counts.
    #[must_use]
    pub const fn of_router(self, peer_hold_time: u32) -> Self {
        if self.seconds() < peer_hold_time { Self::PeerHoldTime(peer_hold_time) } else { self }
    }
}

impl fmt::Display for Detection {
    /// `BFD, 300 ms x 3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bfd(bfd) => write!(f, "BFD, {bfd}"),
            Self::HoldTime => write!(f, "BGP hold time {HOLD_TIME} s"),
            Self::PeerHoldTime(seconds) => write!(f, "BGP hold time {seconds} s between the routers"),
        }
    }
}

/// The longest hold time of a router's sessions with the other routers of its site, in seconds: the shorter of what two ends propose.
/// 0 without others.
#[must_use]
pub fn peer_hold_time(own: Platform, others: impl Iterator<Item = Platform>) -> u32 {
    let proposed = |platform: Platform| platform.capabilities().peer_hold_time;
    others.map(|other| proposed(other).min(proposed(own))).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_case_follows_from_the_timers() {
        let of = |interval, multiplier| Detection::of(Bfd::new(interval, multiplier)).seconds();
        assert_eq!([of(300, 3), of(300, 5), of(1000, 3), of(0, 0)], [1, 2, 3, 30]);
        assert_eq!(Detection::of(Some(Bfd::SHORTEST)).to_string(), "BFD, 300 ms x 3");
    }

    #[test]
    fn a_dead_router_is_noticed_by_aws_and_by_the_other_router() {
        let bfd = Detection::Bfd(Bfd::SHORTEST);
        let of = |own, others: &[Platform]| bfd.of_router(peer_hold_time(own, others.iter().copied())).seconds();
        assert_eq!(of(Platform::Linux, &[Platform::CiscoIosXe]), 10);
        assert_eq!(of(Platform::JuniperSrx, &[Platform::JuniperMx]), 20);
        assert_eq!(of(Platform::JuniperSrx, &[Platform::JuniperMx, Platform::Linux]), 20);
        assert_eq!(of(Platform::Linux, &[Platform::JuniperMx, Platform::JuniperSrx]), 10);
        assert_eq!(of(Platform::Linux, &[]), 1);
        assert_eq!(Detection::HoldTime.of_router(10).seconds(), 30);
    }
}
