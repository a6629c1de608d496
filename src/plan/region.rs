//! The Region of what exists. In come a network and the lock of earlier renders; out goes an error where live stacks stand in another
//! Region: nothing moves between Regions, so all would be made anew, and what stands there would be forgotten.

use super::lock::{Lock, SCOPES, STACKS, State};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Region;
use crate::network::Network;

/// Refuses a network that is in none of the Regions of the stacks that the lock knows as live.
pub(super) fn check(network: &Network, old: &Lock, diagnostics: &mut Diagnostics) {
    // Where several exist, each stack is compared with its own by whoever knows the stacks.
    if network.scopes.len() > 1 || old.under(SCOPES).next().is_some() {
        return;
    }
    let elsewhere = |region: &Region| network.scopes.iter().all(|scope| scope.region != *region);
    let live = old.under(STACKS).filter(|(_, entry)| entry.state != State::Left);
    let mut stacks = live.filter_map(|(path, entry)| Some((path, entry.region.as_ref().filter(|one| elsewhere(one))?)));
    let Some((path, region)) = stacks.next() else { return };
    let more = match stacks.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let stack = path.split_once('/').map_or(path, |(_, name)| name);
    let home = network.home();
    let message = format!("the region is {}, and the lock has stack `{stack}`{more} in {region}", home.region);
    let finding = Diagnostic::new(Code::LockDisagrees, message).at(home.region_span, "").why(
        "nothing moves from one Region to another: all would be made anew, and nobody would know of what stands in the old one",
    );
    diagnostics.push(finding.help(
        "give the network in the other Region a `name` and a lock of its own; once the old one is deleted, or if it never was deployed, \
         give its stacks up: `--release stacks`",
    ));
}
