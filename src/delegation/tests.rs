//! What a document gets of another one's lock, whatever the other one has made of its pools.

use super::borrow;
use crate::blueprint::{self, Blueprint};
use crate::diagnostic::{Diagnostics, Sources};
use crate::net::Cidr4;
use crate::network;
use crate::plan;
use crate::plan::lock::{Entry, Lock, State};

const TEAM: &str = "netgen: 1\nname: team\nregion: eu-west-1\navailability_zones: [a, b]\npools_from: {lock: ../core.lock, pools: [team]}\n";

fn block(text: &str) -> Cidr4 {
    text.parse().expect("a block")
}

/// A lock of the other document that delegates 10.64.0.0/14, and has some of it given.
fn core(to: Option<&str>, state: State, given: &[(&str, &str, State)]) -> Lock {
    let mut lock = Lock::default();
    let to = to.map(|to| to.parse().expect("a name"));
    lock.insert("pool/corp".to_owned(), Entry { block: Some(block("10.0.0.0/8")), ..Entry::default() });
    lock.insert("pool/team".to_owned(), Entry { block: Some(block("10.64.0.0/14")), to, state, ..Entry::default() });
    for (path, range, state) in given {
        lock.insert((*path).to_owned(), Entry { ipv4: Some(block(range)), state: *state, ..Entry::default() });
    }
    lock
}

/// The document with what the other lock delegates, and the codes of what is wrong.
fn borrowed(text: &str, own: &Lock, other: &Lock) -> (Blueprint, Vec<&'static str>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("team.yaml", text);
    let mut blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a good document");
    let mut read = |path: &crate::net::LockPath| Ok((path.to_string(), other.print()));
    borrow(&mut blueprint, own, &mut read, &mut sources, &mut diagnostics);
    let codes = diagnostics.sorted().iter().map(|one| one.code.number()).collect();
    (blueprint, codes)
}

/// The lock of the document, planned with that of its last run.
fn planned(text: &str, own: &Lock, other: &Lock) -> Lock {
    let (blueprint, codes) = borrowed(text, own, other);
    assert!(codes.is_empty() || codes == ["NG0140"], "{codes:?}");
    let mut diagnostics = Diagnostics::default();
    let network = network::resolve(&blueprint, &mut diagnostics).expect("a good network");
    plan::plan(&network, own, &mut diagnostics).expect("a plan").1
}

fn vpcs(names: &[&str]) -> String {
    let vpcs = names
        .iter()
        .map(|name| format!("  {name}: {{pool: team, prefix: 16, tiers: {{app: {{prefix: 24, route: local}}}}}}\n"));
    format!("{TEAM}vpcs:\n{}", vpcs.collect::<String>())
}

#[test]
fn what_the_other_lock_holds_is_taken_whether_it_is_live_or_freed() {
    for state in [State::Live, State::Pinned, State::Freed] {
        let core =
            core(Some("team"), State::Pinned, &[("vpc/old", "10.64.0.0/16", state), ("vpc/far", "10.9.0.0/16", state)]);
        let lock = planned(&vpcs(&["one", "two", "three"]), &Lock::default(), &core);
        let of = |path: &str| lock.get(path).and_then(|entry| entry.ipv4);
        let given =
            ["vpc/one", "vpc/three", "vpc/two"].map(|path| of(path).map(|one| one.to_string()).unwrap_or_default());
        assert_eq!(given, ["10.65.0.0/16", "10.66.0.0/16", "10.67.0.0/16"], "{state:?}");
    }
}

#[test]
fn only_what_is_delegated_to_the_document_is_given() {
    let text = vpcs(&["one"]);
    let codes = |to: Option<&str>, state: State| borrowed(&text, &Lock::default(), &core(to, state, &[])).1;
    assert_eq!(codes(Some("team"), State::Live), Vec::<&str>::new());
    assert_eq!(codes(Some("other"), State::Live), ["NG0138"]);
    assert_eq!(codes(None, State::Live), ["NG0138"]);
    assert_eq!(codes(Some("team"), State::Freed), ["NG0138"], "no longer a pool there");
    let twice = format!("{text}address_pools: {{team: 10.64.0.0/14}}\n");
    assert_eq!(borrowed(&twice, &Lock::default(), &core(Some("team"), State::Live, &[])).1, ["NG0138"]);
}

/// What does not concern the pool changes nothing; what does is said once, and moves nothing that is live.
#[test]
fn a_change_in_the_other_lock_is_said_once() {
    let text = vpcs(&["one"]);
    let before = core(Some("team"), State::Pinned, &[]);
    let own = planned(&text, &Lock::default(), &before);
    let elsewhere = core(Some("team"), State::Pinned, &[("vpc/far", "10.9.0.0/16", State::Live)]);
    assert_eq!(borrowed(&text, &own, &elsewhere).1, Vec::<&str>::new());
    let inside = core(Some("team"), State::Pinned, &[("vpc/old", "10.66.0.0/16", State::Live)]);
    assert_eq!(borrowed(&text, &own, &inside).1, ["NG0140"]);
    let after = planned(&text, &own, &inside);
    assert_eq!(after.get("vpc/one"), own.get("vpc/one"));
    assert_ne!(after.get("pool/team"), own.get("pool/team"), "the lock has what was read");
    assert_eq!(borrowed(&text, &after, &inside).1, Vec::<&str>::new());
}
