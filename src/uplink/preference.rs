//! The preference of uplinks as BGP attributes. In comes an uplink's rank, out go what the router prefers and what it announces
//! AWS. Local preference decides the way out; communities (Direct Connect) or prepends and MED (VPN) the way back.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/routing-and-bgp.html>

use std::fmt;

/// How many ranks have a local preference above the usual 100 of routes that nobody ranked.
pub const RANKS: u8 = 6;

/// Where an uplink stands, 0 is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Among all uplinks of the site.
    pub of_site: u8,
    /// Among those of its kind: Direct Connect or VPN.
    pub of_kind: u8,
}

/// The local preference of what is learned on an uplink: 400, and 50 less for each rank.
#[must_use]
pub fn local_preference(rank: Rank) -> u32 {
    400_u32.saturating_sub(50 * u32::from(rank.of_site))
}

/// What AWS prefers between Direct Connect uplinks. There are three levels, and VPN sessions ignore them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 7224:7300
    High,
    /// 7224:7200
    Medium,
    /// 7224:7100
    Low,
}

impl Level {
    /// The level of a Direct Connect uplink; `None` below the third.
    #[must_use]
    pub fn of(rank: Rank) -> Option<Self> {
        [Self::High, Self::Medium, Self::Low].get(usize::from(rank.of_kind)).copied()
    }

    /// `high`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::High => "7224:7300",
            Self::Medium => "7224:7200",
            Self::Low => "7224:7100",
        })
    }
}

/// How the two tunnels of a connection share the traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tunnels {
    /// Equal attributes, so that AWS can steer by MED while it updates an endpoint.
    Balanced,
    /// The second one is worse in both directions; for platforms that keep state for each interface.
    PrimaryBackup,
}

/// The attributes of one BGP session over a VPN tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelPreference {
    /// Of what is learned.
    pub local_preference: u32,
    /// How often the own number is put in front of what is announced.
    pub prepends: u8,
    /// The multi-exit discriminator of what is announced; 0 is not written.
    pub med: u32,
}

impl TunnelPreference {
    /// The attributes of tunnel 1 or 2 of a connection.
    #[must_use]
    pub fn of(rank: Rank, tunnels: Tunnels, tunnel: u8) -> Self {
        let backup = u8::from(tunnels == Tunnels::PrimaryBackup && tunnel == 2);
        Self {
            local_preference: local_preference(rank).saturating_sub(10 * u32::from(backup)),
            prepends: rank.of_kind.saturating_add(backup),
            med: 100 * u32::from(rank.of_kind),
        }
    }
}

/// The most prefixes that a session may bring before it is cut: twice the planned ones, and at least twenty more, so that
/// growth cannot cut the only path while a leaked table does.
#[must_use]
pub fn maximum_prefix(planned: usize) -> usize {
    (2 * planned).max(planned + 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worse_rank_is_worse_in_both_directions() {
        let rank = |of_site, of_kind| Rank { of_site, of_kind };
        assert_eq!([rank(0, 0), rank(1, 0), rank(5, 1)].map(local_preference), [400, 350, 150]);
        assert!((0..RANKS).all(|site| local_preference(rank(site, 0)) > 100));
        let levels = [0, 1, 2, 3].map(|kind| Level::of(rank(kind, kind)).map(|level| level.to_string()));
        assert_eq!(levels.map(Option::unwrap_or_default), ["7224:7300", "7224:7200", "7224:7100", ""]);
        let second = TunnelPreference::of(rank(2, 1), Tunnels::Balanced, 2);
        assert_eq!(second, TunnelPreference { local_preference: 300, prepends: 1, med: 100 });
    }

    #[test]
    fn tunnels_differ_only_if_asked() {
        let rank = Rank { of_site: 1, of_kind: 0 };
        let of = |tunnels| [1, 2].map(|tunnel| TunnelPreference::of(rank, tunnels, tunnel));
        let [first, second] = of(Tunnels::Balanced);
        assert_eq!(first, second);
        let [first, second] = of(Tunnels::PrimaryBackup);
        assert_eq!(
            (first.local_preference, first.prepends, second.local_preference, second.prepends),
            (350, 0, 340, 1)
        );
        assert_eq!(first.med, second.med);
    }

    #[test]
    fn a_planned_table_never_reaches_the_limit() {
        assert_eq!([0, 1, 20, 100].map(maximum_prefix), [20, 21, 40, 200]);
    }
}
