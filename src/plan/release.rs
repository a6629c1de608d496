//! What is given up. In come a lock and a path; what the lock holds for it goes out of the lock. Addresses are named as the document
//! has them, and others may then get them; stacks and retained resources have a word of their own before, so that giving up an
//! address forgets nothing that exists. Never a part that was not named, and never a path that nothing is held for.

use std::collections::BTreeSet;

use super::lock::{Lock, RENAMED, STACKS};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};

/// Paths of the document that can be given up, each with the lock's path of the same thing. A `*` is a name, the same one in both,
/// in the same order.
const PATHS: &[(&str, &str)] = &[
    ("accounts.*", "account/*"),
    ("address_pools.*", "pool/*"),
    ("remote_access.*", "remote-access/*"),
    ("renamed.accounts.*", "renamed/account/*"),
    ("renamed.address_pools.*", "renamed/pool/*"),
    ("renamed.connections.*", "renamed/connection/*"),
    ("renamed.direct_connect_gateways.*", "renamed/direct-connect/*"),
    ("renamed.lags.*", "renamed/lag/*"),
    ("renamed.peerings.*", "renamed/peering/*"),
    ("renamed.remote_access.*", "renamed/remote-access/*"),
    ("renamed.sites.*", "renamed/site/*"),
    ("renamed.sites.*.routers.*", "renamed/site/*/router/*"),
    ("renamed.sites.*.uplinks.*", "renamed/site/*/uplink/*"),
    ("renamed.transit_gateways.*", "renamed/hub/*"),
    ("renamed.transit_gateways.*.segments.*", "renamed/hub/*/segment/*"),
    ("renamed.vpcs.*", "renamed/vpc/*"),
    ("renamed.vpcs.*.security_groups.*", "renamed/vpc/*/group/*"),
    ("renamed.vpcs.*.tiers.*", "renamed/vpc/*/tier/*"),
    ("retained.connections.*", "retained/connection/*"),
    ("retained.direct_connect_gateways.*", "retained/direct-connect/*"),
    ("retained.lags.*", "retained/lag/*"),
    ("retained.remote_access.*", "retained/remote-access/*"),
    ("retained.sites.*", "retained/site/*"),
    ("retained.sites.*.uplinks.*", "retained/site/*/uplink/*"),
    ("retained.transit_gateways.*", "retained/hub/*"),
    ("retained.transit_gateways.*.flow_logs", "retained/hub/*/flow-logs"),
    ("retained.vpcs.*", "retained/vpc/*"),
    ("retained.vpcs.*.firewall.*", "retained/vpc/*/firewall/*"),
    ("retained.vpcs.*.flow_logs", "retained/vpc/*/flow-logs"),
    ("retained.vpcs.*.nat.*", "retained/vpc/*/nat/*"),
    ("retained.vpcs.*.vpn_gateway", "retained/vpc/*/vpn-gateway"),
    ("scope.*.*", "scope/*/*"),
    ("sites.*", "site/*"),
    ("sites.*.uplinks.*", "site/*/uplink/*"),
    ("stacks.*", "stack/*"),
    ("transit_gateways.*", "hub/*"),
    ("vpcs.*", "vpc/*"),
    ("vpcs.*.endpoints", "vpc/*/endpoints"),
    ("vpcs.*.nat", "vpc/*/nat"),
    ("vpcs.*.network_acls", "vpc/*/acl"),
    ("vpcs.*.resolver", "vpc/*/resolver"),
    ("vpcs.*.tiers.*", "vpc/*/tier/*"),
];

/// Gives up every stack.
const ALL_STACKS: &str = "stacks";

/// Gives up what the lock holds for a part of the document: `vpcs.shop`, `vpcs.shop.tiers.private`, `vpcs.shop.nat`,
/// `vpcs.shop.network_acls`, `vpcs.shop.resolver`, `transit_gateways.hub`, `address_pools.corp`, `remote_access.staff`,
/// `sites.tokyo`, `sites.tokyo.uplinks.inet`; or the id of an account, `accounts.shop`; or what left the document and exists: `stacks.corp-shop`, `stacks` for all,
/// `retained.vpcs.shop.nat.a`. Gives what was given up, one line each.
pub fn release(lock: &mut Lock, path: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
    let prefix = lock_path(&worded(lock, path));
    let gone: Vec<String> =
        prefix.iter().flat_map(|prefix| lock.under(prefix)).map(|(path, entry)| format!("{path}  {entry}")).collect();
    if gone.is_empty() {
        diagnostics.push(unknown(lock, path));
    }
    if let Some(prefix) = prefix {
        lock.remove_under(&prefix);
    }
    gone
}

/// A path in the words of the lock: what was renamed is named as the document has it.
fn worded(lock: &Lock, path: &str) -> String {
    let mut keys: Vec<String> = path.split('.').map(str::to_owned).collect();
    for len in 2..=keys.len() {
        let Some(around) = lock_path(&keys[..len].join(".")) else { continue };
        let word = lock.get(&format!("{RENAMED}/{around}")).and_then(|entry| entry.word.as_ref());
        if let Some(word) = word {
            word.as_str().clone_into(&mut keys[len - 1]);
        }
    }
    keys.join(".")
}

fn unknown(lock: &Lock, path: &str) -> Diagnostic {
    let known: BTreeSet<String> = lock.iter().filter_map(|(path, _)| document_path(path)).collect();
    let diagnostic = Diagnostic::new(Code::UnknownRelease, format!("the lock holds nothing for `{path}`"))
        .why("`--release` gives up addresses, which others may then get, and what left the document, which nobody then speaks of; so a name that is not there is refused");
    match closest(path, known.iter().map(String::as_str)) {
        Some(best) => diagnostic.help(format!("did you mean `{best}`?")),
        None => diagnostic.help("write a path of the document, such as `vpcs.shop.tiers.private` or `vpcs.shop`"),
    }
}

/// What gives a path of the lock up, or the smallest part around it: `vpcs.shop.tiers.app` for `vpc/shop/tier/app/a`.
#[must_use]
pub fn release_path(path: &str) -> String {
    document_path(path).unwrap_or_default()
}

/// The lock path of a document path that can be given up.
fn lock_path(path: &str) -> Option<String> {
    if path == ALL_STACKS {
        return Some(STACKS.to_owned());
    }
    PATHS.iter().find_map(|(document, lock)| {
        let names = names(path, document, '.').filter(|(_, rest)| *rest == 0)?.0;
        Some(filled(lock, &names))
    })
}

/// The document path of what a lock path is about, or of the smallest part around it that can be given up.
fn document_path(path: &str) -> Option<String> {
    let around = PATHS.iter().filter_map(|(document, lock)| Some((names(path, lock, '/')?, document)));
    let ((names, _), document) = around.min_by_key(|((_, rest), _)| *rest)?;
    Some(filled(document, &names))
}

/// The names of a path that begins like a pattern, and how many parts follow; `None` if it begins otherwise.
fn names<'a>(path: &'a str, pattern: &str, separator: char) -> Option<(Vec<&'a str>, usize)> {
    let mut parts = path.split(separator);
    let mut names = Vec::new();
    for word in pattern.split(separator) {
        match (word, parts.next()?) {
            ("*", name) => names.push(name),
            (word, part) if word == part => {}
            _ => return None,
        }
    }
    Some((names, parts.count()))
}

/// A pattern with its names.
fn filled(pattern: &str, names: &[&str]) -> String {
    names.iter().fold(pattern.to_owned(), |path, name| path.replacen('*', name, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;
    use crate::plan::lock::Entry;
    use crate::{blueprint, builtin, network, plan};

    #[test]
    fn document_and_lock_paths_are_inverses() {
        for (document, lock) in PATHS {
            let (document, lock) = (filled(document, &["one", "two"]), filled(lock, &["one", "two"]));
            assert_eq!(lock_path(&document), Some(lock.clone()));
            assert_eq!(document_path(&lock), Some(document.clone()));
            assert_eq!(document_path(&format!("{lock}/x/y")), Some(document.clone()), "the smallest part around it");
            assert_eq!(lock_path(&format!("{document}.x")), None, "no more than what can be given up");
        }
    }

    /// What was renamed is given up by the name that the document has, and by its word.
    #[test]
    fn what_was_renamed_is_named_as_the_document_has_it() {
        let word = |word: &str| Entry { word: word.parse().ok(), ..Entry::default() };
        let mut lock = Lock::default();
        lock.insert("renamed/vpc/order".to_owned(), word("orders"));
        lock.insert("renamed/vpc/orders/tier/web".to_owned(), word("app"));
        lock.insert("vpc/orders/tier/app".to_owned(), Entry::default());
        for path in ["vpcs.order.tiers.web", "vpcs.orders.tiers.app", "vpcs.order", "renamed.vpcs.order"] {
            let (mut left, mut diagnostics) = (lock.clone(), Diagnostics::default());
            assert_eq!(release(&mut left, path, &mut diagnostics).len(), 1, "{path}");
        }
        let mut diagnostics = Diagnostics::default();
        assert!(release(&mut lock.clone(), "vpcs.shop", &mut diagnostics).is_empty() && diagnostics.has_errors());
    }

    /// Everything that a lock holds can be given up by a path of the document.
    #[test]
    fn every_entry_of_a_lock_has_a_path_in_the_document() {
        for builtin in builtin::ALL {
            let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
            let document = sources.add("corp.yaml", builtin.text);
            let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a good document");
            let meant = network::resolve(&written, &mut diagnostics).expect("a good network");
            let (_, lock) = plan::plan(&meant, &Lock::default(), &mut diagnostics).expect("a plan");
            assert!(lock.iter().count() > 5);
            for (path, _) in lock.iter() {
                let document = document_path(path).unwrap_or_else(|| panic!("{path} cannot be given up"));
                let mut left = lock.clone();
                assert!(!release(&mut left, &document, &mut diagnostics).is_empty());
                assert!(left.get(path).is_none(), "{document} leaves {path}");
            }
        }
    }
}
