//! Which accounts things are in: in come the accounts of a network and what the lock has of earlier ones, out go the id of each, and
//! findings where a name would stand for another account, or where nothing says any more what account a name stood for. A name without
//! an id may get one at any time: nothing moves by that.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{AccountId, Name};
use crate::network::{Account, Network};
use crate::plan::lock::{ACCOUNTS, Entry, Lock, SCOPES, STACKS, State};
use crate::plan::release_path;

/// The path of an account in the lock.
fn path(word: &str) -> String {
    format!("{ACCOUNTS}/{word}")
}

/// Writes each account that something is in, with the id that is known of it. One that is no longer in the document is forgotten once
/// nothing can be there.
pub(super) fn remember(network: &Network, lock: &mut Lock) {
    for account in network.scope_ids().filter_map(|id| network.account_of(id)) {
        let path = path(account.name.as_str());
        let known = || lock.get(&path).and_then(|entry| entry.number.clone());
        let number = account.id.clone().or_else(known);
        lock.insert(path, Entry { number, ..Entry::default() });
    }
    let used: BTreeSet<&str> =
        network.scopes.iter().filter_map(|one| Some(network.accounts[one.account?.0].name.as_str())).collect();
    let noted: BTreeSet<String> =
        lock.under(SCOPES).chain(lock.under(STACKS)).filter_map(|(path, entry)| noted(path, entry)).collect();
    // Scopes of a document without accounts may be of any, and where there is one scope alone, no line says whose it is.
    let is_told = lock.under(SCOPES).next().is_some()
        && lock.under(SCOPES).all(|(path, entry)| self::noted(path, entry).is_some());
    let empty = |word: &str| is_told && !used.contains(word) && !noted.contains(word);
    let gone: Vec<String> =
        lock.under(ACCOUNTS).filter(|(path, _)| empty(word(path))).map(|(path, _)| path.to_owned()).collect();
    for path in gone {
        lock.remove(&path);
    }
}

/// The account of the lock that something is in: that one if it is among them, or the first.
pub(super) fn live(lock: &Lock, that: Option<String>) -> Option<String> {
    let live = || lock.under(ACCOUNTS).filter(|(_, entry)| entry.state != State::Left).map(|(path, _)| word(path));
    match that {
        Some(that) if live().any(|word| word == that) => Some(that),
        that => live().next().map(str::to_owned).or(that),
    }
}

/// `shop` of `account/shop`.
fn word(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, word)| word)
}

/// The account that the lock has for a scope, a stack or an account.
pub(super) fn noted(path: &str, entry: &Entry) -> Option<String> {
    if let Some(account) = &entry.account {
        return Some(account.as_str().to_owned());
    }
    let (kind, rest) = path.split_once('/')?;
    let account = match kind {
        ACCOUNTS => rest,
        SCOPES => rest.split_once('/')?.0,
        _ => return None,
    };
    (account != "-").then(|| account.to_owned())
}

/// Refuses a name that stands for another account than before, and the loss of what an account was called.
pub(super) fn check(network: &Network, (old, new): (&Lock, &Lock), diagnostics: &mut Diagnostics) {
    for account in &network.accounts {
        let entry = old.get(&path(account.name.as_str()));
        let was = entry.and_then(|entry| entry.number.as_ref());
        if let (Some(was), Some(is)) = (was, &account.id)
            && was != is
        {
            diagnostics.push(another(account, (was, is), network));
        }
    }
    let known: BTreeSet<&str> = network.accounts.iter().map(|account| account.name.as_str()).collect();
    let lines = new.under(SCOPES).chain(old.under(STACKS)).chain(new.under(ACCOUNTS));
    let mut lines = lines.filter_map(|(path, entry)| Some((path, noted(path, entry)?)));
    if let Some((path, account)) = lines.find(|(_, account)| !known.contains(account.as_str())) {
        diagnostics.push(unknown(path, &account, network, old));
    }
}

/// A name that stood for another account.
fn another(account: &Account, (was, is): (&AccountId, &AccountId), network: &Network) -> Diagnostic {
    let (name, line) = (&account.name, path(account.name.as_str()));
    let message = format!("account `{name}` has the id {is}, and the lock has `{line}` with {was}");
    let finding = Diagnostic::new(Code::LockDisagrees, message).at(account.span, "");
    let finding = finding.why(
        "an account keeps its id: all of it would be made once more in the other account, and nobody would know of what stands in this one",
    );
    let other = network.accounts.iter().find(|other| other.id.as_ref() == Some(was));
    let back = match other {
        Some(other) => format!(
            "`{}` has the id {was} by now: if it is the same account under another name, write {}",
            other.name,
            renaming(name, &other.name)
        ),
        None => {
            format!("take {was} back, and give the other account a name of its own: `accounts: {{NAME: \"{is}\"}}`")
        }
    };
    finding.help(back).help(format!(
        "once all of it is deleted there, or if it never was deployed, give the old id up: `--release {}`",
        release_path(&line)
    ))
}

/// An account of the lock that the document does not name.
fn unknown(path: &str, account: &str, network: &Network, old: &Lock) -> Diagnostic {
    let what = if path.starts_with(ACCOUNTS) { String::new() } else { format!("`{path}` in ") };
    let message = format!("the lock has {what}account `{account}`, which the document does not know");
    let finding = Diagnostic::new(Code::LockDisagrees, message).at(network.name_span, "");
    let finding = finding.why("what stands there could neither be deleted nor kept: nothing says who deploys there");
    let finding = match successor(account, network, old) {
        Some(now) => finding.at(now.span, "has its id").help(format!(
            "if it is the same account under another name, write {}; or take the name back, and let `netgen mv` change it",
            renaming(&account, &now.name)
        )),
        None => finding,
    };
    finding.help(format!(
        "keep `{account}` in `accounts` until all of it is deleted there, then give it up: `--release {}`",
        release_path(path)
    ))
}

fn renaming(before: &dyn std::fmt::Display, after: &Name) -> String {
    format!("`renamed: {{accounts.{before}: accounts.{after}}}`")
}

/// The account of the document that has the id of one that the lock alone knows.
fn successor<'n>(word: &str, network: &'n Network, old: &Lock) -> Option<&'n Account> {
    let was = old.get(&path(word))?.number.as_ref()?;
    let is_gone = network.accounts.iter().all(|account| account.name.as_str() != word);
    network.accounts.iter().find(|account| is_gone && account.id.as_ref() == Some(was))
}
