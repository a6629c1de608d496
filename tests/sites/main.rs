//! Both ends of every session between a site and AWS, read without any code of the printers: AWS's end from the templates and,
//! separately, from the HCL, the router's end from the files of each platform, and what is meant from the document. What one end
//! says, the other one has to expect. Seeded faults must be noticed.

#[path = "../common/mod.rs"]
mod common;
#[path = "../proof/mod.rs"]
mod proof;

mod apply;
mod apply_junos;
mod attached;
mod aws;
mod beyond;
mod bound;
mod connect;
mod connect_faults;
mod ends;

mod faults;
mod felt;
mod first_hop;
mod intent;
mod ios;
mod ipv6;
mod ipv6_faults;
mod ipv6_router;
mod junos;
mod lag_faults;
mod lags;
mod lines;
mod linux;
mod order;
mod other;
mod packets;
mod prove;
mod public;
mod public_faults;
mod rollback;
mod router;
mod said;
mod session;
mod sheets;
mod site_link_faults;
mod tunnels;
mod update;
mod values;

use std::collections::BTreeMap;

use common::dialects;
use common::pipeline::tree;
use prove::{Count, wrong};

/// The built-ins, the documents that only test, and public designs, as far as they have sites.
fn documents() -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    for folder in ["blueprints", "tests/blueprints", DESIGNS] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                // What was renamed is called one thing by its document and another by its resources: `tests/renames` is about that.
                let is_renamed = text.lines().any(|line| line.starts_with("renamed:"));
                if text.lines().any(|line| line == "sites:") && !is_renamed {
                    documents.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), text);
                }
            }
        }
    }
    documents
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn both_ends_of_every_document_fit() {
    let (documents, mut count) = (documents(), Count::default());
    for (name, text) in &documents {
        let found = wrong(text, &tree(text).unwrap(), &mut count);
        assert!(found.is_empty(), "{name}: {} faults\n{}", found.len(), found.join("\n"));
    }
    assert!(documents.len() >= 7, "{:?}", documents.keys());
    println!("{} documents, {} sessions, {} files of routers", documents.len(), count.sessions, count.files);
}

/// Networks that others have published, as netgen says them. Comments at their heads tell whose they are (`# of ADDRESS`), and what the
/// original has of a kind (`# has 2 AWS::EC2::VPNConnection`).
const DESIGNS: &str = "tests/designs";

/// A document of a public network has what the original has. That its ends fit and its packets arrive is tried with all documents.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn public_designs_have_what_the_originals_have() {
    let (mut designs, mut things) = (0, 0);
    for entry in std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(DESIGNS)).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let files = tree(&text).unwrap();
        let stacks = dialects::stacks::read(&files).unwrap().stacks;
        let of_kind = |kind: &str| {
            let all = stacks.values().filter_map(|stack| stack.template["Resources"].as_object());
            all.flat_map(|all| all.values()).filter(|one| one["Type"] == kind).count()
        };
        assert!(text.contains("\n# of "), "{} is of nobody", path.display());
        let told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# has ")).collect();
        assert!(!told.is_empty(), "{} says nothing of the original", path.display());
        for line in &told {
            let (count, kind) = line.split_once(' ').unwrap();
            assert_eq!(of_kind(kind).to_string(), count, "{kind} in {}", path.display());
        }
        designs += 1;
        things += told.len();
    }
    println!("{designs} public designs have {things} things of their originals");
    assert!(designs >= 20, "{designs} designs");
}

/// How many random documents are tried, and how many of them netgen has to accept.
const TRIES: u64 = 320;
const ACCEPTED: usize = 200;

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn both_ends_of_random_documents_fit() {
    let (mut accepted, mut several, mut count) = (0, 0, Count::default());
    let mut platforms: BTreeMap<&str, usize> = BTreeMap::new();
    for text in (0..TRIES).map(common::sites::document) {
        let Ok(files) = tree(&text) else { continue };
        let found = wrong(&text, &files, &mut count);
        assert!(found.is_empty(), "{text}\n{} faults\n{}", found.len(), found.join("\n"));
        accepted += 1;
        several += usize::from(text.contains("to: [vpc/"));
        for platform in ["linux", "cisco-ios-xe", "juniper-srx", "juniper-mx", "other"] {
            *platforms.entry(platform).or_default() += text.matches(&format!("platform: {platform},")).count();
        }
    }
    println!("{accepted} documents, {} sessions, {} files of routers, {platforms:?}", count.sessions, count.files);
    assert!(accepted >= ACCEPTED, "too many documents are refused: {accepted} are left");
    assert!(platforms.values().all(|count| *count >= 30), "{platforms:?}");
    assert!(several >= 20, "{several} documents have sites of several VPCs");
}

/// What AWS answers about tunnels reaches the router's end of the same tunnel, in whatever order it comes.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn answers_reach_the_tunnel_that_they_are_about() {
    let (mut accepted, mut ends) = (0, 0);
    for (seed, text) in (0..TRIES).map(|seed| (seed, common::sites::document(seed))) {
        let Ok(files) = tree(&text) else { continue };
        let (found, count) = bound::wrong(&text, &files, seed, |_| {});
        assert!(found.is_empty(), "{text}\n{} faults\n{}", found.len(), found.join("\n"));
        accepted += usize::from(count > 0);
        ends += count;
    }
    println!("{ends} ends of {accepted} documents are bound");
    assert!(accepted >= ACCEPTED - 20, "{accepted} documents have something to bind");
}

/// What AWS answered about something else.
#[test]
fn answers_about_something_else_are_noticed() {
    let documents = documents();
    for (name, file) in [
        ("dx-vpn", "routers/tokyo/edge-2.set"),
        ("dx-vpn", "routers/tokyo/edge-2.conf"),
        ("site-two-connections", "routers/ashburn/edge-2.swanctl.conf"),
        ("site-two-connections", "routers/ashburn/edge-2.secrets.conf"),
        ("site-two-sites", "routers/seattle/edge-1.cfg"),
        ("site-two-connections", "routers/ashburn/edge-1.frr.conf"),
    ] {
        let text = &documents[name];
        let files = tree(text).unwrap();
        assert_eq!(bound::wrong(text, &files, 1, |_| {}).0, Vec::<String>::new(), "{name}");
        let swap = |files: &mut BTreeMap<String, String>| {
            let text = files.get_mut(file).expect(file);
            let before = text.clone();
            for n in 1..=9 {
                *text = text.replace(&format!("key_number.{n}x"), "key_number.77x");
                *text = text.replace(&format!("198.51.100.{n}"), "198.51.100.77");
            }
            assert_ne!(*text, before, "nothing is bound in {file}");
        };
        assert!(!bound::wrong(text, &files, 1, swap).0.is_empty(), "nobody noticed in {file}");
    }
}

/// VPCs and sites reach each other as the document says, over every uplink.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn packets_go_where_the_document_says() {
    let random = (0..TRIES).map(common::sites::document).filter(|text| text.contains("transit_gateways:"));
    let (mut walked, mut accepted) = (0, 0);
    for text in documents().into_values().chain(random) {
        let Ok(files) = tree(&text) else { continue };
        let (found, ways) = packets::wrong(&text, &files);
        assert!(found.is_empty(), "{text}\n{} faults\n{}", found.len(), found.join("\n"));
        walked += ways;
        accepted += usize::from(ways > 0);
    }
    println!("{walked} ways through {accepted} trees");
    assert!(accepted >= 100, "{accepted} trees have ways");
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn seeded_faults_are_noticed() {
    let documents = documents();
    let trees: BTreeMap<&String, _> = documents.iter().map(|(name, text)| (name, tree(text).unwrap())).collect();
    let mut missed = Vec::new();
    let of_parts = [public_faults::FAULTS, site_link_faults::FAULTS, lag_faults::FAULTS, connect_faults::FAULTS];
    let all: Vec<_> = faults::FAULTS.iter().chain(of_parts.into_iter().flatten()).collect();
    for fault in &all {
        let name = fault.document.to_owned();
        let broken = fault.seeded(&trees[&name]);
        let noticed = |found: &[String]| found.iter().any(|line| line.contains(fault.said));
        let mut found = wrong(&documents[&name], &broken, &mut Count::default());
        if !noticed(&found) {
            found.extend(packets::wrong(&documents[&name], &broken).0);
        }
        if !noticed(&found) {
            missed.push(format!("{}: {found:?}", fault.what));
        }
    }
    assert!(missed.is_empty(), "nobody noticed:\n{}", missed.join("\n"));
    println!("{} seeded faults noticed", all.len());
}

/// Both ends of every session over IPv6 fit, of documents and of random ones, and mistakes are noticed.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn both_ends_over_ipv6_fit() {
    let documents = documents();
    let random = (0..TRIES)
        .map(common::sites::document)
        .filter(|text| text.contains("ipv6_prefixes:") && !text.contains("{vpn:"));
    let (mut sessions, mut accepted) = (0, 0);
    for text in documents.values().cloned().chain(random) {
        let Ok(files) = tree(&text) else { continue };
        let (found, count) = ipv6::wrong(&text, &files, |_| {});
        assert!(found.is_empty(), "{text}\n{} faults\n{}", found.len(), found.join("\n"));
        sessions += count;
        accepted += usize::from(count > 0);
    }
    println!("{sessions} sessions over IPv6 in {accepted} trees");
    assert!(accepted >= 8, "{accepted} trees have sessions over IPv6");
    let text = &documents["site-ipv6"];
    let files = tree(text).unwrap();
    for (what, file, from, to, said) in ipv6_faults::FAULTS {
        let seed = |files: &mut BTreeMap<String, String>| {
            let text = files.get_mut(*file).unwrap_or_else(|| panic!("{what}: no {file}"));
            assert!(text.contains(from), "{what}: no `{from}` in\n{text}");
            *text = text.replace(from, to);
        };
        let (found, _) = ipv6::wrong(text, &files, seed);
        assert!(found.iter().any(|line| line.contains(said)), "{what}: {found:?}");
    }
}

/// How many random edits are tried, and how many of them netgen has to accept.
const EDITS: u64 = 520;
const UPDATED: usize = 150;

/// What ran before and the update run as a fresh load of the new files, on every platform, and the ways back lead back.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn an_update_leads_to_what_a_fresh_load_makes() {
    let (mut accepted, mut count) = (0, [0, 0]);
    let mut platforms: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..EDITS {
        let (old, new) = common::sites::edit(seed);
        let Some(change) = update::Change::of(&old, &new) else { continue };
        let found = change.wrong(&mut count);
        assert!(found.is_empty(), "seed {seed}\n{old}\n{new}\n{}", found.join("\n"));
        accepted += 1;
        for (name, _) in &change.update.changed {
            let own = |one: &&netgen::router::RouterConfig| format!("{}/{}", one.site, one.router) == *name;
            let config = change.new.configs.iter().find(own).unwrap();
            *platforms.entry(config.platform.to_string()).or_default() += 1;
        }
    }
    println!("{accepted} edits, {} routers change in {} steps, {platforms:?}", count[0], count[1]);
    assert!(accepted >= UPDATED, "too many edits are refused: {accepted} are left");
    assert!(platforms.len() == 4 && platforms.values().all(|count| *count >= 20), "{platforms:?}");
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn mistakes_of_an_update_are_noticed() {
    // Each mistake is tried in three updates that have room for it.
    const EACH: usize = 3;
    let mut tried = vec![0; update::FAULTS.len()];
    let mut missed = Vec::new();
    for seed in 0..EDITS {
        if tried.iter().all(|count| *count >= EACH) {
            break;
        }
        let (old, new) = common::sites::edit(seed);
        let Some(change) = update::Change::of(&old, &new) else { continue };
        for (fault, count) in update::FAULTS.iter().zip(&mut tried).filter(|(_, count)| **count < EACH) {
            let Some(broken) = change.broken(fault) else { continue };
            *count += 1;
            if broken.wrong(&mut [0, 0]).is_empty() {
                missed.push(format!("seed {seed}: {}", fault.what));
            }
        }
    }
    let unseen: Vec<&str> =
        update::FAULTS.iter().zip(&tried).filter(|(_, count)| **count == 0).map(|(fault, _)| fault.what).collect();
    assert!(missed.is_empty() && unseen.is_empty(), "nobody noticed:\n{}\nno room for {unseen:?}", missed.join("\n"));
    println!("{} mistakes of updates noticed, {} times", update::FAULTS.len(), tried.iter().sum::<usize>());
}
