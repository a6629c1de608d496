//! What looks like a rename that nobody declared: in come the network and both locks, out go warnings about what is gone and what is new
//! with the same sizes in the same place. It renames nothing: two things may well be alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::{Cidr4, Name};
use crate::network::{Network, Purpose};
use crate::plan::lock::{Entry, Lock, State};

/// Relative paths of a thing with the sizes of their blocks.
type Sizes = Vec<(String, Option<u8>)>;

/// Something that is in the document, with the lock's path around it and its place in the document.
struct Thing<'n> {
    scope: String,
    document: String,
    name: &'n Name,
    span: Span,
}

/// Warns of each thing that is gone, if exactly one new one is as it was.
pub fn undeclared(network: &Network, (old, new): (&Lock, &Lock), diagnostics: &mut Diagnostics) {
    if old.is_empty() {
        return;
    }
    let things = things(network);
    let mut scopes: BTreeMap<&str, Vec<&Thing<'_>>> = BTreeMap::new();
    for thing in &things {
        scopes.entry(&thing.scope).or_default().push(thing);
    }
    for (scope, there) in scopes {
        let gone = gone(scope, &there, old);
        if gone.is_empty() {
            continue;
        }
        let is_new = |thing: &&&Thing<'_>| old.under(&format!("{scope}/{}", thing.name.as_str())).next().is_none();
        let come: Vec<&&Thing<'_>> = there.iter().filter(is_new).collect();
        let fits = |was: &String, is: &Thing<'_>| {
            let [was, is] = [format!("{scope}/{was}"), format!("{scope}/{}", is.name.as_str())];
            let (before, after) = (sizes(old, &was), sizes(new, &is));
            !before.is_empty() && before == after && is_one_place(new, block(old, &was), block(new, &is))
        };
        for was in &gone {
            let like: Vec<_> = come.iter().filter(|is| fits(was, is)).collect();
            let [is] = like.as_slice() else { continue };
            // One that could have been either of two is no rename that netgen could name.
            if gone.iter().filter(|other| fits(other, is)).count() == 1 {
                diagnostics.push(warning(was, is));
            }
        }
    }
}

/// Words of a scope that the lock has in use and the document has not.
fn gone(scope: &str, there: &[&Thing<'_>], old: &Lock) -> Vec<String> {
    let depth = scope.split('/').count();
    let live = old.under(scope).filter(|(_, entry)| matches!(entry.state, State::Live | State::Pinned));
    let mut words: Vec<&str> = live.filter_map(|(path, _)| path.split('/').nth(depth)).collect();
    words.dedup();
    let there: BTreeSet<&str> = there.iter().map(|thing| thing.name.as_str()).collect();
    words.into_iter().filter(|word| !there.contains(word)).map(str::to_owned).collect()
}

fn warning(was: &str, is: &Thing<'_>) -> Diagnostic {
    let (before, after) = (format!("{}.{was}", is.document), format!("{}.{}", is.document, is.name));
    if before == after {
        // The thing has its name, and the lock has it made of another word: no line of a document says so.
        let word = is.name.as_str();
        let message = format!(
            "`{after}` is made of `{word}` by the lock, which has `{was}` with the same sizes in the same place"
        );
        return Diagnostic::new(Code::MaybeRenamed, message)
            .at(is.span, "")
            .why("as another thing it has other addresses, and all that was there is destroyed")
            .help(format!(
                "if it is the same thing, take the lock back from version control, or write `--release renamed.{after}`"
            ));
    }
    let message = format!("`{before}` is gone, and `{after}` is new with the same sizes in the same place");
    Diagnostic::new(Code::MaybeRenamed, message)
        .at(is.span, "")
        .why("as another thing it has other addresses, and all that was there is destroyed")
        .help(format!("if it is the same thing, write `renamed: {{{before}: {after}}}`"))
}

/// What has blocks of its own, and a name that people gave it.
fn things(network: &Network) -> Vec<Thing<'_>> {
    let mut all = Vec::new();
    for vpc in &network.vpcs {
        let (scope, document) = ("vpc".to_owned(), "vpcs".to_owned());
        all.push(Thing { scope, document, name: &vpc.name, span: vpc.span });
        for tier in vpc.tiers.iter().filter(|tier| tier.purpose == Purpose::Workload) {
            let scope = format!("vpc/{}/tier", vpc.name.as_str());
            let document = format!("vpcs.{}.tiers", vpc.name);
            all.push(Thing { scope, document, name: &tier.name, span: tier.span });
        }
    }
    for site in &network.sites {
        let (scope, document) = ("site".to_owned(), "sites".to_owned());
        all.push(Thing { scope, document, name: &site.name, span: site.span });
        for uplink in &site.uplinks {
            let scope = format!("site/{}/uplink", site.name.as_str());
            let document = format!("sites.{}.uplinks", site.name);
            all.push(Thing { scope, document, name: &uplink.name, span: uplink.span });
        }
    }
    all
}

fn sizes(lock: &Lock, path: &str) -> Sizes {
    let entries = lock.under(path).filter_map(|(inner, entry)| Some((inner.strip_prefix(path)?, taken(entry)?)));
    entries.map(|(inner, block)| (inner.to_owned(), Some(block.prefix()))).collect()
}

fn block(lock: &Lock, path: &str) -> Option<Cidr4> {
    lock.get(path).and_then(taken)
}

fn taken(entry: &Entry) -> Option<Cidr4> {
    entry.ipv4.or(entry.block)
}

/// Whether both are in one pool, or in none; what is in a VPC or in a site has its place by that.
fn is_one_place(lock: &Lock, was: Option<Cidr4>, is: Option<Cidr4>) -> bool {
    let (Some(was), Some(is)) = (was, is) else { return true };
    let pool = |block: Cidr4| {
        let around = lock.under("pool").filter_map(|(_, entry)| taken(entry)).filter(|pool| pool.contains(block));
        around.max_by_key(|pool| pool.prefix())
    };
    pool(was) == pool(is)
}
