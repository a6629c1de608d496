//! LAGs of a router: ports that are one interface towards a LAG of AWS, by LACP (IEEE 802.1AX), in no vendor's words. Decides nothing.

use super::check::Check;
use super::config::RouterConfig;
use super::platform;
use crate::net::quote;

/// A LAG. The router's files make it, and nothing else may run on its ports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lag {
    /// The interface: `Port-channel1`, `ae0`, `bond0`.
    pub interface: String,
    /// Its ports, by name.
    pub members: Vec<String>,
    /// With fewer of them up all of it is down; the platform's default if none.
    pub minimum: Option<u8>,
}

impl RouterConfig {
    /// The LAG of an interface, if it is one.
    #[must_use]
    pub fn lag(&self, interface: &str) -> Option<&Lag> {
        self.lags.iter().find(|lag| lag.interface == interface)
    }

    /// The largest MTU of the virtual interfaces on a LAG, in bytes.
    pub(super) fn lag_mtu(&self, lag: &Lag) -> u16 {
        let own = self.direct_connects.iter().filter(|one| one.interface == lag.interface);
        own.map(|one| one.mtu).max().unwrap_or(1500)
    }
}

/// The number that ends a name: `Port-channel1` has 1.
pub(super) fn number_of(interface: &str, word: &str) -> Option<u16> {
    let digits = interface.strip_prefix(word)?;
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain && (digits == "0" || !digits.starts_with('0')))
}

impl Check<'_> {
    /// Names that the platform gives LAGs and ports.
    pub(super) fn lags(&mut self) {
        let router = self.router;
        let able = platform::of(router.platform);
        let [_, port, _] = router.platform.capabilities().interfaces;
        for lag in &router.lags {
            if !able.is_lag(&lag.interface) {
                let what = format!("{} is not the name of a LAG of `{}`", quote(&lag.interface), router.platform);
                self.value(
                    &what,
                    "the platform knows a LAG by its name",
                    &format!("write a name such as `{}`", able.lag()),
                );
            }
            for member in &lag.members {
                if !able.is_interface(member) || member.contains('.') || able.is_lag(member) && able.tells_lags() {
                    let what = format!("{} is no port of `{}`", quote(member), router.platform);
                    self.value(
                        &what,
                        "links of a LAG are ports",
                        &format!("write it as the router shows it, such as `{port}`"),
                    );
                }
            }
        }
    }
}
