//! What can be written behind `netgen router`.

use super::{Common, Policy};
use clap::{Args, ValueEnum};
use netgen::router::sections::Section;
use netgen::uplink::platform::Platform;

#[derive(Args, Debug)]
pub struct Router {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub policy: Policy,
    /// The router, as `SITE/ROUTER`
    #[arg(value_name = "SITE/ROUTER")]
    pub name: String,
    /// Print these parts alone; `bgp` brings the filters that its sessions name
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    pub only: Vec<Part>,
    /// In the words of another platform than the document's, such as `cisco-ios-xe`
    #[arg(long, value_name = "PLATFORM", value_parser = platform)]
    pub platform: Option<Platform>,
}

/// A part of a router's configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Sessions, what is announced, and filters
    Bgp,
    /// IKE and IPsec
    Ipsec,
    /// VLANs and tunnels
    Interfaces,
    /// Filters alone
    Policy,
}

impl From<Part> for Section {
    fn from(part: Part) -> Self {
        match part {
            Part::Bgp => Self::Bgp,
            Part::Ipsec => Self::Ipsec,
            Part::Interfaces => Self::Interfaces,
            Part::Policy => Self::Policy,
        }
    }
}

fn platform(name: &str) -> Result<Platform, String> {
    let known = Platform::ALL.iter().map(|platform| platform.name());
    Platform::from_name(name).ok_or_else(|| format!("there are: {}", known.collect::<Vec<_>>().join(", ")))
}
