//! Options of a tunnel that are no cipher: lifetimes, the window against replays, dead peers, and who begins. In come seconds and words, out
//! go what the router makes of them. What a value may be is AWS's affair and stands in [`limits`].
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>

/// Options of both tunnels of a connection. Written out, since AWS's defaults have changed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelOptions {
    /// The version of IKE.
    pub ike_version: &'static str,
    /// Hard lifetime of phase 1, in seconds.
    pub phase1_lifetime: u32,
    /// Hard lifetime of phase 2, in seconds.
    pub phase2_lifetime: u32,
    /// How long before the end AWS begins to rekey, in seconds.
    pub rekey_margin: u32,
    /// By how many percent of the margin that moment varies.
    pub rekey_fuzz: u32,
    /// Packets in the window against replays.
    pub replay_window: u32,
    /// Seconds after which a peer that does not answer is dead.
    pub dpd_timeout: u32,
    /// What then happens.
    pub dpd_action: &'static str,
    /// Who begins.
    pub startup_action: &'static str,
}

/// What AWS takes for each option.
pub mod limits {
    use std::ops::RangeInclusive;

    /// Seconds.
    pub const PHASE1_LIFETIME: RangeInclusive<u32> = 900..=28_800;
    /// Seconds, less than the lifetime of phase 1.
    pub const PHASE2_LIFETIME: RangeInclusive<u32> = 900..=3600;
    /// Seconds, at most half of the lifetime of phase 2.
    pub const REKEY_MARGIN: RangeInclusive<u32> = 60..=1800;
    /// Percent.
    pub const REKEY_FUZZ: RangeInclusive<u32> = 0..=100;
    /// Packets.
    pub const REPLAY_WINDOW: RangeInclusive<u32> = 64..=2048;
    /// Seconds. AWS names no upper end; a router asks three times in them, and Junos waits 60 s between two questions at most.
    pub const DPD_TIMEOUT: RangeInclusive<u32> = 30..=180;
}

impl TunnelOptions {
    /// How many questions to a peer may go without an answer.
    pub const DPD_TRIES: u32 = 3;
    /// Seconds that repeats of a question take on IOS-XE and with strongSwan.
    const REPEATS: u32 = 20;
    /// The least seconds after which AWS may begin to rekey: a router has to be able to come before it.
    pub const EARLIEST: u32 = 300;
    /// How many seconds a router rekeys before AWS would at the earliest.
    const AHEAD: u32 = 60;

    /// Seconds between two questions of a router to its peer, so that it gives up when AWS does.
    #[must_use]
    pub const fn dpd_interval(&self) -> u32 {
        self.dpd_timeout / Self::DPD_TRIES
    }

    /// Seconds of silence after which a router asks for the first time, where repeats of its own take what is left until it gives up.
    #[must_use]
    pub const fn dpd_silence(&self) -> u32 {
        self.dpd_timeout.saturating_sub(Self::REPEATS)
    }

    /// The hard lifetimes of both phases in words: `8 h`, `50 min`.
    #[must_use]
    pub fn hours(&self) -> [String; 2] {
        [self.phase1_lifetime, self.phase2_lifetime].map(|seconds| match seconds {
            _ if seconds % 3600 == 0 => format!("{} h", seconds / 3600),
            _ if seconds % 60 == 0 => format!("{} min", seconds / 60),
            _ => format!("{seconds} s"),
        })
    }

    /// The seconds after which AWS rekeys at the earliest, of a lifetime.
    #[must_use]
    pub const fn rekeys_from(&self, lifetime: u32) -> u32 {
        let margin = self.rekey_margin.saturating_add(self.rekey_margin.saturating_mul(self.rekey_fuzz) / 100);
        lifetime.saturating_sub(margin)
    }

    /// The last second at which a router that is to rekey before AWS may do so, of a lifetime.
    #[must_use]
    pub const fn before_aws(&self, lifetime: u32) -> u32 {
        self.rekeys_from(lifetime).saturating_sub(Self::AHEAD)
    }
}

impl Default for TunnelOptions {
    fn default() -> Self {
        Self {
            ike_version: "ikev2",
            phase1_lifetime: 28800,
            phase2_lifetime: 3600,
            rekey_margin: 270,
            rekey_fuzz: 100,
            replay_window: 1024,
            dpd_timeout: 30,
            dpd_action: "restart",
            startup_action: "start",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_router_comes_before_aws() {
        let usual = TunnelOptions::default();
        assert_eq!((usual.rekeys_from(3600), usual.before_aws(3600)), (3060, 3000));
        let short = TunnelOptions { rekey_margin: 1800, rekey_fuzz: 100, ..usual };
        assert_eq!((short.rekeys_from(3600), short.before_aws(3600)), (0, 0));
        assert_eq!(usual.hours(), ["8 h", "1 h"]);
        assert_eq!(TunnelOptions { phase1_lifetime: 3000, phase2_lifetime: 901, ..usual }.hours(), ["50 min", "901 s"]);
    }
}
