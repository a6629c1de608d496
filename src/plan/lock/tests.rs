use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Sources};

fn read(text: &str) -> Result<Lock, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let id = sources.add("shop.lock", text);
    let mut diagnostics = Diagnostics::default();
    let lock = Lock::read(&sources, id, &mut diagnostics);
    let findings: Vec<_> = diagnostics.sorted().into_iter().cloned().collect();
    assert_eq!(lock.is_none(), !findings.is_empty(), "a lock or findings, never both");
    for finding in &findings {
        let label = finding.primary.as_ref().expect("a place");
        assert!(finding.message.starts_with("line ") && !finding.help.is_empty(), "{finding:?}");
        assert!(text.get(label.span.start as usize..label.span.end as usize).is_some(), "{finding:?}");
    }
    lock.ok_or(findings)
}

/// The lines with a header before and a digest that fits behind.
fn sealed(lines: &str) -> String {
    sealed_below(HEADER, lines)
}

fn sealed_below(header: &str, lines: &str) -> String {
    let text = format!("{header}\n{lines}");
    format!("{text}{}\n", digest(&text))
}

fn error(text: &str) -> (Code, String) {
    let finding = read(text).unwrap_err().remove(0);
    (finding.code, finding.message)
}

fn block(text: &str) -> Cidr4 {
    text.parse().unwrap()
}

const SHOP: &str = "\
retained/vpc/shop/nat/c       stack corp-shop  id ShopNatCEip  address aws_eip.shop_nat_c  left
stack/corp-shop               region us-east-1  after corp-hub,corp-logs
vpc/shop                      ipv4 10.0.0.0/16  pinned
vpc/shop/acl/private/ingress/from-public  rule 110
vpc/shop/nat                  zone c
vpc/shop/tier/cache           block 10.0.16.0/22  freed
vpc/shop/tier/database        block 10.0.8.0/22  tables per-zone  word db
vpc/shop/tier/database/a      slot 0  ipv4 10.0.8.0/24  ipv6 4
";

#[test]
fn the_sample_reads_and_prints_back() {
    let lock = read(&sealed(SHOP)).unwrap();
    assert_eq!(lock.print(), sealed(SHOP));
    let subnet = lock.get("vpc/shop/tier/database/a").unwrap();
    let expected = Entry { ipv4: Some(block("10.0.8.0/24")), slot: Some(0), ipv6: Some(4), ..Entry::default() };
    assert_eq!(*subnet, expected);
    assert_eq!(lock.get("vpc/shop/tier/cache").unwrap().state, State::Freed);
    assert_eq!(lock.get("vpc/shop").unwrap().state, State::Pinned);
    assert_eq!(read(&Lock::default().print()), Ok(Lock::default()));
}

#[test]
fn a_checkout_with_crlf_is_the_same_lock() {
    let text = sealed(SHOP);
    assert_eq!(read(&text.replace('\n', "\r\n")), read(&text));
}

#[test]
fn an_added_entry_changes_its_own_line_and_the_digest() {
    let mut lock = read(&sealed(SHOP)).unwrap();
    let before = lock.print();
    lock.insert("vpc/a-name-that-is-long/tier/and-another-one/a".into(), Entry { slot: Some(1), ..Entry::default() });
    let after = lock.print();
    let new: Vec<_> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    assert_eq!(new.len(), 2);
    assert_eq!(new[0], "vpc/a-name-that-is-long/tier/and-another-one/a  slot 1");
}

#[test]
fn damage_is_named_with_its_line() {
    let good = sealed(SHOP);
    let check = |text: &str, code: Code, message: &str| {
        let (found, what) = error(text);
        assert_eq!(found, code, "{what}");
        assert!(what.starts_with(message), "{what}");
    };
    check("", Code::LockDigest, "line 1: the lock is empty");
    check("hello\n", Code::LockSyntax, "line 1: an address lock does not begin");
    check(&good.replacen("lock 2", "lock 12", 1), Code::LockVersion, "line 1: the lock has version 12");
    check(&good.replace("Commit", "commit"), Code::LockSyntax, "line 1:");
    check(good.trim_end(), Code::LockDigest, "line 10: the lock ends here");
    check(&format!("{HEADER}\n{SHOP}"), Code::LockDigest, "line 9: the lock ends here");
    check(HEADER, Code::LockDigest, "line 1: the lock ends here");
    check(&good.replace("10.0.0.0/16", "10.1.0.0/16"), Code::LockDigest, "line 10: the digest does not fit");
    check(&sealed("# mine\n"), Code::LockSyntax, "line 2: a lock has no comments");
    check(&sealed("\n"), Code::LockSyntax, "line 2: a lock has no empty lines");
    check(&sealed("vpc/a\nvpc/a\n"), Code::LockSyntax, "line 3: `vpc/a` stands twice");
    let twice = sealed(&format!("{SHOP}{SHOP}"));
    check(&twice, Code::LockSyntax, "line 10: `retained/vpc/shop/nat/c` is not in its sorted place");
    check(&format!("{good}{good}"), Code::LockSyntax, "line 10: the digest stands on the last line");
}

#[test]
fn a_bad_word_is_named_with_its_line() {
    let good = sealed(SHOP);
    let check = |text: &str, message: &str| {
        let (found, what) = error(text);
        assert_eq!(found, Code::LockSyntax, "{what}");
        assert!(what.starts_with(message), "{what}");
    };
    check(&good.replace("zone c", "zone C"), "line 6: `zone`: `C` is not an availability zone");
    check(&good.replace("rule 110", "rule x"), "line 5: `rule`: `x` is not a number");
    check(&good.replace("rule 110", "rule 0110"), "line 5: the line is not spaced");
    check(&good.replace("rule 110", "rule"), "line 5: `rule` has no value");
    check(&good.replace("rule 110", "rules 110"), "line 5: `rules` is no field");
    check(&good.replace("rule 110", "rule 110  rule 111"), "line 5: the line is not spaced");
    check(&good.replace("freed", "freed "), "line 7: the line is not spaced");
    check(&good.replace("\nvpc/shop/nat", "\nvpc//shop/nat"), "line 6: the line does not begin");
    check(&good.replace("us-east-1", "us-east"), "line 3: `region`: `us-east` is");
    check(&good.replace("corp-hub,", "corp-logs,"), "line 3: the line is not spaced");
    check(&good.replace("corp-hub,", "zulu,"), "line 3: the line is not spaced");
    check(&good.replace("aws_eip.", "aws_eip"), "line 2: `address`: `aws_eipshop_nat_c` is no address");
    check(&good.replace("per-zone", "per"), "line 8: `tables`: `per` is neither");
    check(&good.replace("left", "lef"), "line 2: `lef` is no field of a lock");
}

/// Version 1 is read as it is, says so, and prints as version 2 with the same entries.
#[test]
fn a_lock_of_version_1_keeps_every_entry() {
    let lines: String = SHOP.split_inclusive('\n').filter(|line| line.starts_with("vpc/")).collect();
    let lines = lines.replace("  tables per-zone  word db", "");
    let old = read(&sealed_below(HEADER_1, &lines)).unwrap();
    assert!(old.is_old());
    assert_eq!(old.print(), sealed(&lines));
    let new = read(&sealed(SHOP)).unwrap();
    assert!(!new.is_old());
    assert_eq!(old.changes(&new), Vec::new(), "what version 1 could not say is no difference");
    let mut moved = new.clone();
    moved.insert("vpc/shop/nat".into(), Entry { zone: Some("d".parse().unwrap()), ..Entry::default() });
    assert_eq!(old.changes(&moved).len(), 1);
    assert_eq!(
        error(&sealed_below(HEADER_1, SHOP)).1,
        "line 2: a lock of version 1 has no such line; version 2 brought it"
    );
    assert_eq!(read(&sealed_below(HEADER_1, SHOP)).unwrap_err().len(), 3);
}

#[test]
fn a_merge_conflict_is_one_finding_with_all_its_markers() {
    let text = sealed("<<<<<<< HEAD\nvpc/a\n||||||| base\n=======\nvpc/b\n>>>>>>> topic\n");
    let findings = read(&text).unwrap_err();
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, findings[0].related.len()), (Code::LockConflictMarker, 3));
    assert!(findings[0].message.starts_with("line 2: `<<<<<<<` is left from a merge"));
}

#[test]
fn every_bad_line_is_reported_up_to_a_limit() {
    assert_eq!(read(&sealed("vpc/a  x\nvpc/b\nvpc/c  y\n")).unwrap_err().len(), 2);
    assert_eq!(read(&sealed(&"x\n".repeat(1000))).unwrap_err().len(), 20);
}

#[test]
fn contradictions_are_found_though_the_digest_fits() {
    let check = |entries: &[(&str, Entry)], message: &str| {
        let entries = entries.iter().map(|(path, entry)| ((*path).to_owned(), entry.clone())).collect();
        let text = Lock { entries, is_old: false }.print();
        let found = if message.is_empty() { String::new() } else { error(&text).1 };
        assert!(found.contains(message), "{found}");
        assert_eq!(read(&text).is_ok(), message.is_empty(), "{text}");
    };
    let ipv4 = |text| Entry { ipv4: Some(block(text)), ..Entry::default() };
    let around = |text| Entry { block: Some(block(text)), ..Entry::default() };
    let slot = |slot| Entry { slot: Some(slot), ..Entry::default() };
    let state = |entry: Entry, state| Entry { state, ..entry };
    let (a, b) = ("vpc/s/tier/a", "vpc/s/tier/b");
    check(&[(a, around("10.0.0.0/22")), (b, around("10.0.1.0/24"))], "10.0.1.0/24, which overlaps 10.0.0.0/22");
    check(&[(a, around("10.0.0.0/22")), (b, around("10.0.4.0/24"))], "");
    check(&[(a, around("10.0.0.0/22")), (b, state(around("10.0.1.0/24"), State::Freed))], "");
    check(&[(a, around("10.0.0.0/22")), ("vpc/t/tier/a", around("10.0.0.0/22"))], "");
    check(&[("vpc/s/tier/a/c", ipv4("10.0.0.0/24")), ("vpc/s/tier/b/a", ipv4("10.0.0.0/23"))], "overlaps 10.0.0.0/23");
    check(&[("vpc/s", ipv4("10.0.0.0/16")), ("vpc/s/tier/b/a", ipv4("10.0.0.0/23"))], "");
    check(&[(a, around("10.0.0.0/22")), ("vpc/s/tier/a/c", ipv4("10.0.9.0/24"))], "which is not in 10.0.0.0/22");
    let pinned = state(ipv4("10.0.9.0/24"), State::Pinned);
    check(&[(a, around("10.0.0.0/22")), ("vpc/s/tier/a/c", pinned)], "");
    check(&[("vpc/s/tier/a/a", slot(1)), ("vpc/s/tier/a/c", slot(1))], "both have slot 1");
    check(&[("vpc/s/tier/a/a", slot(1)), ("vpc/s/tier/b/a", slot(1))], "");
    let ipv6 = Entry { ipv6: Some(7), ..Entry::default() };
    check(&[("vpc/s/tier/a/a", ipv6.clone()), ("vpc/s/tier/b/a", ipv6)], "both have ipv6 7");
    let eip = |stack: &str| Entry { stack: Label::new(stack), id: Label::new("ShopNatAEip"), ..Entry::default() };
    check(&[("retained/vpc/s/nat/a", eip("corp-s")), ("retained/vpc/t/nat/a", eip("corp-t"))], "");
    let twins = [("retained/vpc/s/nat/a", eip("corp-s")), ("retained/vpc/t/nat/a", state(eip("corp-s"), State::Left))];
    check(&twins, "has the id ShopNatAEip of stack corp-s as well");
    let address = Entry { address: TerraformAddress::new("aws_eip.a"), ..Entry::default() };
    check(&[("retained/hub/a", address.clone()), ("retained/hub/b", address)], "has the address aws_eip.a as well");
}

#[test]
fn under_finds_a_path_and_what_is_below_it() {
    let paths = ["vpc/shop", "vpc/shop-data", "vpc/shop.x", "vpc/shop/tier/a", "vpc/shop/nat", "vpc/shop0", "vpc/sho"];
    let mut lock = Lock::default();
    for path in paths {
        lock.insert(path.into(), Entry::default());
    }
    assert_eq!(
        lock.under("vpc/shop").map(|one| one.0).collect::<Vec<_>>(),
        ["vpc/shop", "vpc/shop/nat", "vpc/shop/tier/a"]
    );
    assert_eq!(lock.under("vpc/shop/tier").count(), 1);
    assert_eq!(lock.remove_under("vpc/shop").len(), 3);
    assert_eq!(
        lock.iter().map(|one| one.0).collect::<Vec<_>>(),
        ["vpc/sho", "vpc/shop-data", "vpc/shop.x", "vpc/shop0"]
    );
}

#[test]
fn changes_are_one_line_each_by_path() {
    let old = read(&sealed(SHOP)).unwrap();
    let mut new = old.clone();
    new.remove("vpc/shop/nat");
    new.insert("vpc/shop/tier/cache".into(), Entry { block: Some(block("10.0.16.0/22")), ..Entry::default() });
    new.insert("vpc/a".into(), Entry { rule: Some(1), ..Entry::default() });
    let changes: Vec<_> = old.changes(&new).iter().map(ToString::to_string).collect();
    assert_eq!(
        changes,
        [
            "added vpc/a: rule 1",
            "removed vpc/shop/nat: zone c",
            "changed vpc/shop/tier/cache: block 10.0.16.0/22  freed -> block 10.0.16.0/22",
        ]
    );
    assert!(old.changes(&old).is_empty());
}

fn cidr() -> impl Strategy<Value = Cidr4> {
    (any::<u32>(), 0u8..=32)
        .prop_map(|(address, prefix)| Cidr4::around(std::net::Ipv4Addr::from_bits(address), prefix).unwrap())
}

/// What only version 2 has. Names of their own, since no two resources have one.
fn memory() -> impl Strategy<Value = Entry> {
    let label = || "[a-zA-Z][a-z0-9-]{0,9}".prop_map(|text| Label::new(&text).unwrap());
    let labels = prop::collection::vec(label(), 0..4).prop_map(Labels::new);
    let tables = prop::option::of(prop::sample::select(vec![TableLayout::Shared, TableLayout::PerZone]));
    let region = prop::option::of(prop::sample::select(vec!["eu-west-1", "us-gov-west-1"]));
    (labels, tables, region, prop::option::of("[a-z]{1,9}"), prop::option::of(label())).prop_map(
        |(after, tables, region, word, stack)| Entry {
            after,
            tables,
            region: region.map(|text| text.parse().unwrap()),
            word: word.map(|text| text.parse().unwrap()),
            stack,
            ..Entry::default()
        },
    )
}

/// Any entries at all; outside `vpc/` and `site/`, where they need not fit each other.
fn locks() -> impl Strategy<Value = Lock> {
    let option = |strategy| prop::option::of(strategy);
    let zone = prop_oneof!["[a-z]", "[a-z]{2,5}[0-9]-az[1-9]"].prop_map(|text| text.parse().unwrap());
    let state = prop::sample::select(vec![State::Live, State::Pinned, State::Freed, State::Left]);
    let numbers = (option(any::<u32>()), option(any::<u32>()), option(any::<u32>()));
    let blocks = (prop::option::of(cidr()), prop::option::of(cidr()));
    let entry = (blocks, numbers, prop::option::of(zone), state, memory()).prop_map(
        |((ipv4, block), (slot, ipv6, rule), zone, state, memory)| Entry {
            block,
            slot,
            ipv4,
            ipv6,
            zone,
            rule,
            state,
            ..memory
        },
    );
    let path = "(hub|pool|link|stack|retained)(/[a-z0-9.:_A-Z-]{1,12}){1,5}";
    prop::collection::btree_map(path, entry, 0..12).prop_map(|entries| Lock { entries, is_old: false })
}

proptest! {
    #[test]
    fn any_lock_reads_back_as_printed(lock in locks()) {
        prop_assert_eq!(read(&lock.print()), Ok(lock));
    }

    #[test]
    fn one_changed_character_is_always_seen(lock in locks(), at: prop::sample::Index, new in "[ -~\n\té]") {
        let text = lock.print();
        let at = at.index(text.len());
        let changed = format!("{}{new}{}", &text[..at], &text[at + 1..]);
        prop_assume!(changed != text);
        prop_assert!(read(&changed).is_err());
    }

    #[test]
    fn a_file_that_is_cut_or_grown_is_always_seen(lock in locks(), at: prop::sample::Index, more in "[ -~\n]{1,9}") {
        let text = lock.print();
        let at = at.index(text.len());
        prop_assert!(read(&text[..at]).is_err());
        let grown = format!("{}{more}{}", &text[..at], &text[at..]);
        prop_assert!(read(&grown).is_err());
    }

    #[test]
    fn changes_lead_from_one_lock_to_the_other(old in locks(), new in locks()) {
        let mut lock = old.clone();
        for change in old.changes(&new) {
            match change {
                Change::Removed { path, from } => prop_assert_eq!(lock.remove(&path), Some(from)),
                Change::Added { path, to } | Change::Changed { path, to, .. } => lock.insert(path, to),
            }
        }
        prop_assert_eq!(lock, new);
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = read(&text);
        let _ = read(&sealed(&text));
    }
}

#[test]
fn links_of_two_sites_share_no_address() {
    let mut lock = Lock::default();
    let link = |state| Entry { ipv4: Some(block("169.254.16.0/30")), state, ..Entry::default() };
    lock.insert("site/osaka/uplink/inet/tunnel1".to_owned(), link(State::Live));
    lock.insert("site/tokyo/uplink/dx-1/link".to_owned(), link(State::Pinned));
    let (code, message) = error(&lock.print());
    assert_eq!(code, Code::LockInconsistent);
    assert!(message.contains("169.254.16.0/30, which overlaps 169.254.16.0/30"), "{message}");
    lock.insert("site/osaka/uplink/inet/tunnel1".to_owned(), link(State::Freed));
    assert_eq!(read(&lock.print()), Ok(lock));
}
