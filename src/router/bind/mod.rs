//! What only AWS knows, filled in: outside addresses of tunnels, and keys.
//!
//! In come routers and the texts of files; out come routers that lack nothing, or findings. A file is what AWS or Terraform
//! prints, as it is: `aws ec2 describe-vpn-connections`, `aws directconnect describe-virtual-interfaces`, the customer gateway's
//! configuration (XML) of a connection, or `terraform output -json`. Several are laid together, so that addresses may come from
//! one and keys from another. A tunnel is found by its inside address, never by its position, because nobody defines an order.
//!
//! Never: a guess where two answers differ, a router that is filled in half, a key or any other text of a file in a message.
//! A file may be hostile: nothing in it makes netgen panic, and one that is larger than [`MAX_BYTES`] is not read.

mod fact;
mod form;
mod ipv6;
mod json;
mod matching;
mod outside;
mod stated;
#[cfg(test)]
mod stated_tests;
#[cfg(test)]
mod tests;
mod xml;

use super::RouterConfig;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use fact::{Broken, Fact};
use json::Seen;
use matching::Matching;

/// Most bytes that a file may have: 4 MiB. AWS's whole answer about a hundred connections is a quarter of that.
pub const MAX_BYTES: usize = 4 << 20;

/// A file that was read. No `Debug`: its text has keys.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// What is in it.
    pub text: &'a str,
}

/// What became of the routers. No `Debug`, for there are keys in it.
pub struct Bound {
    /// Those that lack nothing any more.
    pub routers: Vec<RouterConfig>,
    /// Those about which the files say nothing: they stay as they are.
    pub left: Vec<RouterConfig>,
}

/// The routers of an earlier version of the network, of which the files say all that each lacks. They may say more, for they are about
/// the present version, and what they lack is no fault.
#[must_use]
pub fn earlier(routers: &[RouterConfig], files: &[File<'_>]) -> Vec<RouterConfig> {
    let mut facts = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if read(*file, index, &mut facts).is_err() {
            return Vec::new();
        }
    }
    let one = |router| Matching::new(files, &facts, &mut Diagnostics::default()).alone(router);
    routers.iter().filter_map(one).collect()
}

/// Fills the routers from the files; `None` after an error. A router is filled wholly or not at all.
#[must_use]
pub fn bind(routers: &[RouterConfig], files: &[File<'_>], diagnostics: &mut Diagnostics) -> Option<Bound> {
    let mut found = Diagnostics::default();
    let mut facts = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if let Err(Broken { what, help }) = read(*file, index, &mut facts) {
            let message = format!("`{}`: {what}", visible(file.name));
            let finding = Diagnostic::new(Code::Binding, message);
            found.push(help.iter().fold(finding, |finding, help| finding.help(*help)).help(ANSWERS));
        }
    }
    let bound = if found.has_errors() { None } else { Matching::new(files, &facts, &mut found).bind(routers) };
    let bound = bound.filter(|_| !found.has_errors());
    diagnostics.append(found);
    bound
}

/// Which files are read, for whoever named another one.
const ANSWERS: &str = "netgen reads the whole answer of `aws ec2 describe-vpn-connections` or `aws directconnect \
                       describe-virtual-interfaces` as JSON, the XML of a connection's customer gateway configuration, and \
                       `terraform output -json`";

fn read(file: File<'_>, index: usize, facts: &mut Vec<Fact>) -> Result<(), Broken> {
    if file.text.len() > MAX_BYTES {
        return Err(Broken::new(format!("more than {MAX_BYTES} bytes")));
    }
    let before = facts.len();
    let text = file.text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        let help = "a command that failed prints nothing here: run it again and read its error";
        return Err(Broken::new("the file is empty").help(help));
    }
    let seen = if text.starts_with('<') {
        xml::read(text, index, facts)?;
        Seen::default()
    } else {
        json::read(text, index, facts).map_err(|broken| form::other_than_json(text).unwrap_or(broken))?
    };
    if facts.len() > before { Ok(()) } else { Err(nothing(seen)) }
}

/// An answer without a tunnel or a virtual interface.
fn nothing(seen: Seen) -> Broken {
    if seen.deleted {
        let help = "deploy the network, then ask again: AWS lists what it deleted for a while";
        return Broken::new("all connections and virtual interfaces in it are deleted or being deleted").help(help);
    }
    if seen.list {
        let help = "ask with the account and the Region of the network (`--profile`, `--region`), after its deployment";
        return Broken::new("an empty answer: no VPN connection and no virtual interface").help(help);
    }
    Broken::new("no tunnel and no virtual interface in it")
}
