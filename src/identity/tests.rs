use crate::compile::{Texts, compile, read};
use crate::diagnostic::{Diagnostics, Sources};
use crate::plan::lock::Lock;

use super::{Back, edit};

const HEAD: &str = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a]\n";

/// VPCs by name and block, and what else stands in the document.
fn document(vpcs: &[(&str, &str)], more: &str) -> String {
    let vpc = |(name, cidr): &(&str, &str)| {
        format!("  {name}: {{cidr: {cidr}, tiers: {{app: {{prefix: 24, route: local}}}}}}\n")
    };
    format!("{HEAD}vpcs:\n{}{more}", vpcs.iter().map(vpc).collect::<String>())
}

/// The lock after a render, and the codes of what was found.
fn render(document: &str, lock: Option<&str>, releases: &[&str]) -> Result<String, Vec<&'static str>> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("corp.yaml", document);
    let lock = lock.map(|lock| sources.add("corp.lock", lock));
    let releases = releases.iter().map(|path| (*path).to_owned()).collect();
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases };
    let made = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let format = crate::cloudformation::Format::Yaml;
        Some(compile(&input, "corp.yaml", format, &mut diagnostics)?.lock.print())
    });
    made.ok_or_else(|| diagnostics.sorted().into_iter().map(|one| one.code.number()).collect())
}

/// Lines of a lock about a VPC: its own, and what it is called.
fn vpcs(lock: &str) -> Vec<&str> {
    let own = |line: &&str| line.matches('/').count() == 2 && line.contains("ipv4") || line.starts_with("renamed/");
    lock.lines().filter(own).collect()
}

#[test]
fn two_things_can_change_their_names() {
    let blocks = ["10.0.0.0/16", "10.1.0.0/16"];
    let first = render(&document(&[("a", blocks[0]), ("b", blocks[1])], ""), None, &[]).unwrap();
    let swapped = document(&[("a", blocks[1]), ("b", blocks[0])], "renamed: {vpcs.a: vpcs.b, vpcs.b: vpcs.a}\n");
    let second = render(&swapped, Some(&first), &[]).unwrap();
    let expected = [
        "renamed/vpc/a                 word b",
        "renamed/vpc/b                 word a",
        "vpc/a                         ipv4 10.0.0.0/16  pinned",
        "vpc/b                         ipv4 10.1.0.0/16  pinned",
    ];
    assert_eq!(vpcs(&second), expected);
    // The entry may stay, and changes nothing back.
    assert_eq!(render(&swapped, Some(&second), &[]).unwrap(), second);
}

#[test]
fn what_was_renamed_twice_before_a_render_is_still_made_of_its_first_word() {
    let block = "10.0.0.0/16";
    let first = render(&document(&[("a", block)], ""), None, &[]).unwrap();
    let chain = document(&[("c", block)], "renamed: {vpcs.a: vpcs.b, vpcs.b: vpcs.c}\n");
    let second = render(&chain, Some(&first), &[]).unwrap();
    let expected = ["renamed/vpc/c                 word a", "vpc/a                         ipv4 10.0.0.0/16  pinned"];
    assert_eq!(vpcs(&second), expected);
    // Without a lock the document alone says so.
    assert_eq!(render(&chain, None, &[]).unwrap(), second);
}

#[test]
fn a_tier_is_renamed_in_a_vpc_that_is_renamed_as_well() {
    let first = render(&document(&[("a", "10.0.0.0/16")], ""), None, &[]).unwrap();
    for around in ["a", "b"] {
        let more = format!("renamed: {{vpcs.a: vpcs.b, vpcs.{around}.tiers.app: vpcs.b.tiers.web}}\n");
        let now = document(&[("b", "10.0.0.0/16")], &more).replace("{app:", "{web:");
        let second = render(&now, Some(&first), &[]).unwrap();
        assert!(second.contains("renamed/vpc/a/tier/web        word app\n"), "{second}");
        assert!(second.contains("\nvpc/a/tier/app/a "), "{second}");
    }
}

#[test]
fn a_word_is_kept_until_it_is_released() {
    let block = "10.0.0.0/16";
    let first = render(&document(&[("a", block)], "renamed: {vpcs.old: vpcs.a}\n"), None, &[]).unwrap();
    let other = document(&[("old", "10.9.0.0/16")], "");
    assert_eq!(render(&other, Some(&first), &[]), Err(vec!["NG0614"]));
    // Gone, and back again: it is what it was.
    let gone = render(&document(&[("z", "10.9.0.0/16")], ""), Some(&first), &[]).unwrap();
    assert!(gone.contains("renamed/vpc/a                 word old  left\n"), "{gone}");
    assert_eq!(render(&other, Some(&gone), &[]), Err(vec!["NG0614"]));
    let back = render(&document(&[("a", block)], ""), Some(&gone), &["vpcs.z", "stacks.corp-z"]).unwrap();
    assert_eq!(back, first);
    let released = render(&other, Some(&gone), &["renamed.vpcs.a"]).unwrap();
    assert!(!released.contains("renamed/"), "{released}");
    // Given up while it is in use, the thing is made of its name: another one.
    let anew = render(&document(&[("a", block)], ""), Some(&first), &["renamed.vpcs.a"]).unwrap();
    assert!(anew.contains("\nvpc/a ") && anew.contains("\nvpc/old ") && anew.contains("freed"), "{anew}");
}

#[test]
fn a_lock_of_version_1_knows_no_word_and_takes_one() {
    let block = "10.0.0.0/16";
    let first = render(&document(&[("a", block)], ""), None, &[]).unwrap();
    let mut lines: Vec<&str> =
        first.lines().filter(|line| !line.starts_with("stack/") && !line.starts_with('#')).collect();
    lines.pop();
    let head =
        "# netgen lock 1 - addresses that must not move. Commit this file. Change it by rendering, or with --release.";
    let text = format!("{head}\n{}\n", lines.join("\n").replace("  tables shared", ""));
    let old = format!("{text}digest {}\n", crate::digest::digest(text.as_bytes()));
    let now = document(&[("b", block)], "renamed: {vpcs.a: vpcs.b}\n");
    let second = render(&now, Some(&old), &[]).unwrap();
    assert!(second.contains("renamed/vpc/b                 word a\n"), "{second}");
}

#[test]
fn a_document_is_edited_where_it_names_the_thing_and_nowhere_else() {
    let text = "netgen: 1 # shop\nname: shop\nregion: eu-west-1\navailability_zones: [a]\nvpcs:\n  \"shop\": {cidr: 10.0.0.0/16, \
                tiers: {shop: {prefix: 24, route: local}}}\n  data:\n    cidr: 10.1.0.0/16\n    tiers: {app: {prefix: 24, route: \
                local}}\n    security_groups: {shop: {ingress: [{from: vpc/shop, tcp: 1}, {from: shop, tcp: 2}]}}\n\
                accept: [{code: NG0224, at: vpcs.shop.tiers.shop, reason: shop}]\npeerings: {shop: {between: [data, shop]}}";
    let expected = text
        .replace("\"shop\":", "\"store\":")
        .replace("vpc/shop,", "vpc/store,")
        .replace("vpcs.shop.tiers", "vpcs.store.tiers")
        .replace("[data, shop]", "[data, store]");
    let edited = edit(text, "vpcs.shop", "vpcs.store", Back::Gone).unwrap();
    assert_eq!(edited, format!("{expected}\nrenamed:\n  vpcs.shop: vpcs.store\n"));
    let again = edit(&edited, "vpcs.store.tiers.shop", "vpcs.store.tiers.app", Back::Gone).unwrap();
    assert!(
        again.ends_with("renamed:\n  vpcs.store.tiers.shop: vpcs.store.tiers.app\n  vpcs.shop: vpcs.store\n"),
        "{again}"
    );
    assert!(again.contains("at: vpcs.store.tiers.app,") && again.contains("tiers: {app: {"), "{again}");
    let flow = edit(&document(&[("a", "10.0.0.0/16")], "renamed: {}\n"), "vpcs.a", "vpcs.b", Back::Gone).unwrap();
    assert!(flow.ends_with("renamed: {vpcs.a: vpcs.b}\n"), "{flow}");
}

#[test]
fn what_cannot_be_edited_is_refused() {
    let text = document(&[("a", "10.0.0.0/16"), ("b", "10.1.0.0/16")], "");
    for (old, new, says) in [
        ("vpcs.a", "vpcs.b", "there is a `vpcs.b` already"),
        ("vpcs.c", "vpcs.d", "there is no `vpcs.c` in the document"),
        ("vpcs.a.tiers.app", "vpcs.b.tiers.web", "is not in the place of"),
        ("vpcs.a", "sites.a", "is not in the place of"),
        ("vpcs.a", "vpcs.a", "is called so already"),
        ("vpcs.a", "vpcs.A", "does not begin with a lower-case letter"),
        ("vpcs.a.nat", "vpcs.a.gateway", "has no name of its own"),
        ("vpcs", "vpc", "has no name of its own"),
        ("", "", "not a place in the document"),
    ] {
        let error = edit(&text, old, new, Back::Gone).unwrap_err();
        assert!(error.contains(says) && error.lines().count() == 1, "{old} {new}: {error}");
    }
    let broken = edit("netgen: 1\n", "vpcs.a", "vpcs.b", Back::Gone).unwrap_err();
    assert!(broken.contains("netgen check"), "{broken}");
    let alias = text.replace("vpcs:\n", "peerings: {p: {between: [&one a, b]}, q: {between: [*one, b]}}\nvpcs:\n");
    assert!(edit(&alias, "vpcs.a", "vpcs.c", Back::Gone).is_err(), "an alias has no name to edit");
}

/// What the lock has is printed back as it was read, words and all.
#[test]
fn words_are_read_back() {
    let lock = render(&document(&[("a", "10.0.0.0/16")], "renamed: {vpcs.old: vpcs.a}\n"), None, &[]).unwrap();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("corp.lock", lock.as_str());
    assert_eq!(Lock::read(&sources, id, &mut diagnostics).unwrap().print(), lock);
}
