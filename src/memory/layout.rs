//! Whether all scopes have one root of Terraform: in come a network and the lock, out goes a finding where the lock has other roots. Each
//! resource is in the state of the root that made it, and netgen moves no state.

use crate::aws::ONE;
use crate::blueprint::RootLayout;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;
use crate::plan::lock::{Entry, Folder, Labels, Lock, SCOPES};
use crate::plan::release_path;

/// How the roots of the lock are laid out; `None` where both layouts would be the same: it has no scope, or only one, in the dialect's own
/// folder.
fn known(lock: &Lock) -> Option<RootLayout> {
    let has = |entry: &Entry, words: &[&str]| entry.roots.iter().flat_map(Labels::iter).any(|one| words.contains(&one));
    let is_alone = |entry: &Entry| entry.folder.as_ref().is_some_and(Folder::is_home) && !has(entry, &["use", "join"]);
    let entries: Vec<&Entry> = lock.under(SCOPES).map(|(_, entry)| entry).collect();
    match entries.as_slice() {
        [] => None,
        [entry] if is_alone(entry) => None,
        all if all.iter().any(|entry| has(entry, &[ONE])) => Some(RootLayout::One),
        _ => Some(RootLayout::Scope),
    }
}

/// Refuses other roots than those that exist.
pub(super) fn check(network: &Network, lock: &Lock, diagnostics: &mut Diagnostics) {
    let is = network.terraform.layout();
    let Some(was) = known(lock).filter(|was| *was != is) else { return };
    let span = network.terraform.roots.as_ref().map_or(network.name_span, |roots| roots.span);
    let releases: Vec<String> =
        lock.under(SCOPES).map(|(path, _)| format!("--release {}", release_path(path))).collect();
    let (was, is) = (was.word(), is.word());
    let message = format!("`terraform.roots` is `{is}`, and the lock has roots of `{was}`");
    let finding = Diagnostic::new(Code::OtherRoots, message).at(span, "").why(
        "each resource is in the state of the root that made it: the new roots would make all of it once more, and the states of the old ones \
         would be forgotten",
    );
    diagnostics.push(
        finding
            .help(format!("go on with `terraform: {{roots: {was}}}`; it makes the same network"))
            .help(format!(
                "or move the states by hand: `terraform state pull` each old one, `terraform state mv -state=… -state-out=…` every address \
                 into that of its new root, `terraform state push`; then give the old roots up: `{}`. Plans of the new roots have to change \
                 nothing before one is applied",
                releases.join(" ")
            ))
            .help("if it never was deployed by Terraform, give the old roots up in the same way"),
    );
}
