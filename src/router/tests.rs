//! The sample site on every platform.

use std::collections::BTreeMap;
use std::path::Path;

use super::platform::Platform;
use super::{Rendered, RouterConfig, handover, render, sample};
use crate::diagnostic::{Diagnostics, Format, Sources, report};

fn rendered(router: RouterConfig) -> Rendered {
    let mut diagnostics = Diagnostics::default();
    let rendered = render(&[router], &mut diagnostics);
    rendered.unwrap_or_else(|| panic!("{}", report(&diagnostics, &Sources::default(), Format::Text { color: false })))
}

fn errors(router: RouterConfig) -> String {
    let mut diagnostics = Diagnostics::default();
    assert!(render(&[router], &mut diagnostics).is_none());
    report(&diagnostics, &Sources::default(), Format::Text { color: false })
}

fn routers() -> Vec<RouterConfig> {
    let mut all: Vec<_> = Platform::ALL.iter().map(|one| sample::direct_connect(*one)).collect();
    all.extend(Platform::ALL.iter().filter(|one| one.capabilities().vpn).map(|one| sample::vpn(*one)));
    all
}

/// The files by name, unbound and bound.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for router in routers() {
        let platform = router.platform;
        for (state, one) in [("unbound", router.clone()), ("bound", sample::bound(router))] {
            let Rendered { public, secret } = rendered(one);
            for file in public.into_iter().chain(secret) {
                let name = file.path.rsplit('/').next().unwrap_or_default();
                files.insert(format!("{platform}/{state}/{name}"), file.text);
            }
        }
    }
    let site = [sample::direct_connect(Platform::CiscoIosXe), sample::vpn(Platform::JuniperSrx)];
    for file in handover(&site) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        files.insert(format!("handover/{name}"), file.text);
    }
    files
}

#[test]
fn the_sample_site_is_rendered_as_accepted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/router/snapshots");
    let files = files();
    if accepts() {
        let _ = std::fs::remove_dir_all(&root);
        for (name, text) in &files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
    let mut folders = vec![root.clone()];
    let mut known = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            known.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    assert_eq!(known.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    for (name, text) in &files {
        assert_eq!(&known[name], text, "{name}");
    }
}

#[expect(clippy::disallowed_methods, reason = "whether goldens are to be accepted is the caller's affair")]
fn accepts() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite")
}

#[test]
fn files_are_tidy() {
    for (name, text) in files() {
        assert!(!text.contains("[object]") && !text.contains("\n\n\n") && text.ends_with('\n'), "{name}");
        assert!(text.lines().all(|line| !line.ends_with(' ')), "{name}");
    }
}

#[test]
fn keys_stand_only_in_secret_files_and_markers_only_in_unbound_ones() {
    let is_key = |text: &str| text.contains("pre_shared_key_") || text.contains("bgp_key_of_dx");
    let is_marked = |text: &str| text.lines().any(|line| is_marker(line.trim_start()));
    for router in routers() {
        let Rendered { public, secret } = rendered(router.clone());
        assert!(secret.is_empty());
        let marked: Vec<_> = public.iter().filter(|file| is_marked(&file.text)).collect();
        assert!(!marked.is_empty() && marked.iter().all(|file| file.path.contains(".unbound.")), "{marked:?}");
        assert!(public.iter().filter(|file| file.path.contains(".unbound.")).all(|file| is_marked(&file.text)));
        let Rendered { public, secret } = rendered(sample::bound(router));
        assert!(!secret.is_empty() && secret.iter().all(|file| is_key(&file.text)));
        assert!(public.iter().all(|file| !is_key(&file.text)));
        assert!(public.iter().chain(&secret).all(|file| !is_marked(&file.text) && !file.path.contains("unbound")));
    }
}

fn is_marker(line: &str) -> bool {
    let word = line.split(' ').next_back().map_or("", |_| line.trim_start_matches("set "));
    !line.starts_with(['#', '!']) && (word.contains("netgen-unbound-") || word.contains("netgen_unbound_"))
}

#[test]
fn free_text_changes_no_structure() {
    let shape = |files: Rendered| -> Vec<(String, Vec<usize>)> {
        let shape = |text: &str| text.lines().map(|line| line.len() - line.trim_start().len()).collect();
        files.public.iter().map(|file| (file.path.clone(), shape(&file.text))).collect()
    };
    let hostile = crate::escape::tests::NASTY.iter().copied().chain(crate::hostile_tests::HOSTILE.iter().copied());
    let hostile: Vec<&str> = hostile.collect();
    assert!(hostile.len() >= 100);
    for router in routers() {
        let plain = shape(rendered(router.clone()));
        for text in &hostile {
            let mut one = router.clone();
            (*text).clone_into(&mut one.document);
            one.direct_connects.iter_mut().for_each(|uplink| (*text).clone_into(&mut uplink.description));
            one.vpns.iter_mut().for_each(|uplink| (*text).clone_into(&mut uplink.description));
            let files = rendered(one.clone());
            for file in &files.public {
                let commands = ["$9$", "\u{202e}", "\u{2028}", "`id`"];
                assert!(commands.iter().all(|bad| !file.text.contains(bad)), "{text:?}");
            }
            assert_eq!(shape(files), plain, "{text:?}");
            for interface in [text, &*format!("eth0{text}")] {
                if !interface.chars().all(|c| c.is_ascii_alphanumeric() || "/.:_-".contains(c)) {
                    let mut bad = one.clone();
                    interface.clone_into(&mut bad.lan.interface);
                    assert!(errors(bad).contains("NG0802"), "{interface:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_platform_cannot_do_is_said_before() {
    let mut router = sample::vpn(Platform::CiscoIosXe);
    router.vpns[0].crypto.phase2.group = super::crypto::Group::G17;
    assert!(
        errors(router).contains("error[NG0801]: router `edge-2`: `cisco-ios-xe` has no DH group 17 (`inet`, phase 2)")
    );
    let mut router = sample::vpn(Platform::Linux);
    router.lan.network = "10.9.0.0/24".parse().unwrap();
    assert!(errors(router.clone()).contains("error[NG0803]: router `edge-2`: nothing keeps 192.168.0.0/16 announced"));
    router.lan.contributors = vec!["192.168.7.0/24".parse().unwrap()];
    let text = rendered(router).public.remove(0).text;
    assert!(text.contains("  network 192.168.7.0/24\n  aggregate-address 192.168.0.0/16 summary-only\n"), "{text}");
}

#[test]
fn a_lan_that_is_the_prefix_needs_no_aggregate() {
    let mut router = sample::direct_connect(Platform::CiscoIosXe);
    router.site_prefixes = vec![router.lan.network];
    let text = rendered(router).public.remove(0).text;
    assert!(
        text.contains("  network 192.168.1.0 mask 255.255.255.0\n") && !text.contains("aggregate-address"),
        "{text}"
    );
}

/// A reader of braces that knows nothing of the printer: every leaf from the root, as `set` has it.
fn leaves(curly: &str) -> Vec<String> {
    let (mut path, mut leaves) = (Vec::new(), Vec::new());
    for line in curly.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(words) = line.strip_suffix(" {") {
            path.push(words);
        } else if line == "}" {
            path.pop().expect("an open brace");
        } else {
            let words = line.strip_suffix(';').expect("a statement ends");
            let start = path.join(" ");
            match words.split_once(" [ ") {
                None => leaves.push(format!("set {start} {words}")),
                Some((keyword, list)) => {
                    let items = list.trim_end_matches(" ]").split(' ');
                    leaves.extend(items.map(|item| format!("set {start} {keyword} {item}")));
                }
            }
        }
    }
    assert!(path.is_empty(), "{path:?}");
    leaves
}

#[test]
fn both_forms_of_junos_say_the_same() {
    let mut compared = 0;
    for (name, text) in files() {
        let other = name.strip_suffix(".conf").filter(|_| name.starts_with("juniper"));
        let Some(other) = other.map(|start| format!("{start}.set")) else { continue };
        let set = files().remove(&other).expect("both forms");
        let lines: Vec<&str> = set.lines().filter(|line| line.starts_with("set ")).collect();
        assert_eq!(leaves(&text), lines, "{name}");
        assert!(lines.len() > 20, "{name}");
        compared += 1;
    }
    assert_eq!(compared, 6);
}

#[test]
fn an_mx_has_no_tunnels() {
    let router = RouterConfig { platform: Platform::JuniperMx, ..sample::vpn(Platform::JuniperSrx) };
    assert!(errors(router).contains("error[NG0801]: router `edge-2`: `juniper-mx` has no VPN"));
}
