//! The words of each platform: how its files are printed, how the router is asked and what it calls its interfaces. Each is one
//! file of words and views; the line-based ones have a folder of templates as well. What a platform cannot do is found in its
//! [`Capabilities`](crate::uplink::platform::Capabilities) before anything is rendered, so no template asks.

mod cisco_ios_xe;
mod juniper;
mod linux;
mod other;

pub(super) use cisco_ios_xe::FOLLOWED;

use std::net::Ipv4Addr;

use super::commands::Commands;
use super::config::{DirectConnect, RouterConfig};
use super::render::{Fault, File};
use super::update::Updates;
use crate::uplink::platform::Platform;

/// What differs between the platforms of routers. Nothing outside of this folder asks which platform a router runs.
pub(super) trait RouterPlatform: Sync {
    /// The router's files: configuration and rollback.
    fn files(&self, router: &RouterConfig) -> Result<Vec<File>, Fault>;

    /// How the router is changed, from an earlier version of its files.
    fn updates(&self) -> &'static dyn Updates;

    /// How the router is asked, for the check list.
    fn commands(&self) -> &'static Commands;

    /// Whether the platform could call an interface so.
    fn is_interface(&self, name: &str) -> bool;

    /// Whether the platform could call a LAG so.
    fn is_lag(&self, name: &str) -> bool;

    /// Whether a LAG's name is one that no port could have.
    fn tells_lags(&self) -> bool {
        true
    }

    /// A LAG's name, as an example.
    fn lag(&self) -> &'static str;

    /// Whether a VLAN's interface may be added to an interface that is a part of a port itself, such as another VLAN.
    fn stacks_vlans(&self) -> bool;

    /// What the platform calls the interface that is added to a port for a virtual interface.
    fn added(&self, one: &DirectConnect) -> String {
        format!("{}.{}", one.interface, one.vlan)
    }

    /// What takes the static routes of a tunnel away while AWS's address in it does not answer, as one Markdown item.
    fn watch(&self, aws: [Ipv4Addr; 2]) -> String;
}

/// The words of a platform.
pub(super) const fn of(platform: Platform) -> &'static dyn RouterPlatform {
    match platform {
        Platform::Linux => &linux::Linux,
        Platform::CiscoIosXe => &cisco_ios_xe::IosXe,
        Platform::JuniperSrx => &juniper::Srx,
        Platform::JuniperMx => &juniper::Mx,
        Platform::Other => &other::Other,
    }
}

/// Whether a name begins with a letter and has letters, digits and the characters of `more` alone.
fn named(name: &str, more: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
}
