//! The other side of the uplinks: router configurations.
//!
//! In comes a [`RouterConfig`] for each router, which says in no vendor's words what it has to do. Out go files for each: the
//! configuration, the way back, a check list and a sheet for troubleshooting. A value that the platform cannot take is a
//! finding before anything is rendered. It never decides an address, a number or a preference, never prints a key into a file
//! that is not marked as secret, and never touches what it did not add.
//!
//! | part | owns |
//! | --- | --- |
//! | [`configs`] | the way from a plan to these types |
//! | [`config`] | the types that come in |
//! | [`secret`], [`names`] | keys, and names of objects |
//! | `platform` | for each platform its words and its views |
//! | `vpn` | sizes and lifetimes of tunnels |
//! | [`bind`] | what only AWS knows, filled in |
//! | [`mod@handover`] | what the site's people get besides |
//! | [`text`] | which characters may reach a router |

mod bgp;
pub mod bind;
mod build;
mod canonical;
mod check;
mod checks;
mod checks6;
mod commands;
pub mod config;
pub mod fits;
mod gre;
pub mod handover;
mod head;
pub mod ipv6;
mod lag;
mod maps;
pub mod names;
mod numbers;
mod platform;
mod public;
mod render;
pub mod secret;
pub mod sections;
mod switch;
pub mod text;
mod told;
mod troubleshooting;
pub mod update;
mod vpn;

#[cfg(test)]
mod paths_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use build::{configs, speaks};
pub use canonical::canonical;
pub use check::{check, check_all};
pub use config::RouterConfig;
pub use handover::{by_hand, handover};
pub use update::{Refused, Update, update};

use crate::artifact::Artifact;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use render::{Fault, File};

/// The files of routers. No `Debug`: it would show keys.
#[derive(Clone, Default)]
pub struct Rendered {
    /// Files that anybody may read. They go into the output tree.
    pub public: Vec<Artifact>,
    /// Files that hold keys. They go into a directory of their own with mode 0600, and into no manifest.
    pub secret: Vec<Artifact>,
}

/// The files of all routers, below `routers/<site>/`; `None` after an error.
#[must_use]
pub fn render(routers: &[RouterConfig], diagnostics: &mut Diagnostics) -> Option<Rendered> {
    let mut found = Diagnostics::default();
    for router in routers {
        check(router, &mut found);
    }
    let mut rendered = Rendered::default();
    if !found.has_errors() {
        // The rules have said what is a warning, with its place.
        found = Diagnostics::default();
        for router in routers {
            if let Err(Fault(what)) = files(router, &mut rendered) {
                let message = format!("a value of router `{}` must not reach it: {what}", router.router);
                found.push(Diagnostic::new(Code::PlannerFault, message));
            }
        }
    }
    let failed = found.has_errors();
    diagnostics.append(found);
    (!failed).then_some(rendered)
}

fn files(router: &RouterConfig, rendered: &mut Rendered) -> Result<(), Fault> {
    let mut files = platform::of(router.platform).files(router)?;
    files.push(File::plain("checks.md", checks::checks(router)));
    files.push(File::plain("troubleshooting.md", troubleshooting::sheet(router)));
    for File { ending, text, unbound, secret } in files {
        let unbound = if unbound { ".unbound" } else { "" };
        let path = format!("routers/{}/{}{unbound}.{ending}", router.site, router.router);
        let list = if secret { &mut rendered.secret } else { &mut rendered.public };
        list.push(Artifact { path, text });
    }
    Ok(())
}
