//! The sample site on every platform.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Rendered, RouterConfig, handover, render, sample};
use crate::diagnostic::{Diagnostics, Format, Sources, report};
use crate::net::Cidr4;
use crate::uplink::platform::Platform;

pub(super) fn rendered(router: RouterConfig) -> Rendered {
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
    router.vpns[0].crypto.phase2.group = crate::uplink::crypto::Group::G17;
    assert!(
        errors(router).contains("error[NG0801]: router `edge-2`: `cisco-ios-xe` has no DH group 17 (`inet`, phase 2)")
    );
    let mut router = sample::vpn(Platform::Linux);
    router.lan.network = "10.9.0.0/24".parse().unwrap();
    router.lan.contributors = vec!["192.168.7.0/24".parse().unwrap()];
    let said = errors(router.clone());
    assert!(
        said.contains("error[NG0840]: router `edge-2`: on `linux` other routes could keep 192.168.0.0/16"),
        "{said}"
    );
    router.greenfield = true;
    let text = rendered(router).public.remove(0).text;
    assert!(text.contains("  network 192.168.7.0/24\n  aggregate-address 192.168.0.0/16\n"), "{text}");
}

/// The configuration of a router and its way back, in the form that lines have.
pub(super) fn configuration(router: RouterConfig) -> [String; 2] {
    let files = rendered(router).public;
    let of = |endings: &[&str]| {
        let file = files.iter().find(|file| endings.iter().any(|ending| file.path.ends_with(ending)));
        file.map(|file| file.text.clone()).expect("one of the files")
    };
    let back: &[&str] = if files.iter().any(|file| file.path.ends_with("values.md")) {
        // Nothing is loaded, so nothing takes it back but people with the check list.
        &["checks.md"]
    } else {
        &["rollback.cfg", "rollback.sh", "rollback.set"]
    };
    [of(&["unbound.cfg", "frr.conf", "unbound.set", "unbound.values.md"]), of(back)]
}

/// What keeps the sample site's prefix announced, and what takes that back.
fn anchored(platform: Platform) -> (&'static [&'static str], &'static [&'static str]) {
    match platform {
        Platform::Linux => (
            &["\nip route 192.168.0.0/16 eth0 250\n", "\n  network 192.168.0.0/16\n"],
            &["\nno ip route 192.168.0.0/16 eth0 250\n", "\n ! no network 192.168.0.0/16\n"],
        ),
        Platform::CiscoIosXe => (
            &[
                "\ntrack 900 interface GigabitEthernet1 line-protocol\n",
                "\nip route 192.168.0.0 255.255.0.0 Null0 250 track 900\n",
                "\n  network 192.168.0.0 mask 255.255.0.0\n",
            ],
            &[
                "\nno ip route 192.168.0.0 255.255.0.0 Null0 250 track 900\nno track 900\n",
                "\n ! no network 192.168.0.0 mask 255.255.0.0\n",
            ],
        ),
        Platform::JuniperSrx | Platform::JuniperMx => (
            &[
                "\nset routing-options aggregate route 192.168.0.0/16 policy ng-anchor\n",
                "policy-statement ng-anchor term lan from protocol direct\n",
                "policy-statement ng-anchor term lan from route-filter 192.168.1.0/24 exact\n",
            ],
            &["\ndelete routing-options aggregate route 192.168.0.0/16\n"],
        ),
        Platform::Other => (
            &[
                "\n### anchor of 192.168.0.0/16\n\n| what | value |\n| --- | --- |\n| to | `192.168.0.0/16` |\n",
                "\n| lives by the interface | `lan` |\n",
                "\n### 192.168.0.0/16\n\n| what | value |\n| --- | --- |\n| announced while there is | `the route of its anchor` |\n",
            ],
            &["no route to exactly 192.168.0.0/16 is there: this change adds one\n"],
        ),
    }
}

/// No platform withdraws longer routes for a site's prefix, or lets a route of others keep it announced.
#[test]
fn a_prefix_wider_than_the_lan_lives_by_the_lan_alone() {
    for platform in Platform::ALL {
        let [text, back] = configuration(sample::direct_connect(*platform));
        for word in ["summary-only", "advertise-map", "exist-map", "aggregate-address", "blackhole"] {
            assert!(!text.contains(word) && !back.contains(word), "{platform}: {word}");
        }
        let (lines, way_back) = anchored(*platform);
        assert!(lines.iter().all(|line| text.contains(line)), "{platform}: {text}");
        assert!(way_back.iter().all(|line| back.contains(line)), "{platform}: {back}");
    }
}

#[test]
fn a_prefix_that_the_router_has_a_route_to_needs_no_other() {
    let block = |text: &str| text.parse::<Cidr4>().unwrap();
    for platform in Platform::ALL {
        let router = sample::direct_connect(*platform);
        let lan = RouterConfig { site_prefixes: vec![router.lan.network], ..router.clone() };
        let mut named = RouterConfig { site_prefixes: vec![block("172.16.0.0/16")], ..router.clone() };
        named.lan.contributors = named.site_prefixes.clone();
        let unnamed = RouterConfig { site_prefixes: vec![block("172.16.0.0/16")], ..router };
        for one in [lan, named, unnamed] {
            let [text, _] = configuration(one);
            for word in ["ip route ", "Null0", "track ", "aggregate"] {
                assert!(!text.contains(&format!("\n{word}")) && !text.contains(" routing-options aggregate"), "{text}");
            }
        }
    }
}

/// Sixty prefixes are one finding of each router, and the help has the key to write.
#[test]
fn prefixes_that_nothing_named_keeps_are_one_warning() {
    for platform in Platform::ALL {
        let mut router = sample::direct_connect(*platform);
        router.site_prefixes = (0..60).map(|n| format!("172.16.{n}.0/24").parse().unwrap()).collect();
        let mut found = Diagnostics::default();
        super::check(&router, &mut found);
        let said = report(&found, &Sources::default(), Format::Text { color: false });
        assert_eq!(said.matches("warning[NG0803]").count(), 1, "{said}");
        assert!(said.contains("172.16.9.0/24 and 50 more") && said.contains("`lan.contributors`"), "{said}");
    }
}

/// 9192 bytes are the most of a port on Junos, 9216 of one on IOS-XE; a VLAN of Linux asks nothing of its port's file.
#[test]
fn a_port_of_jumbo_frames_has_an_mtu_that_the_platform_takes() {
    for platform in Platform::ALL {
        let mut router = sample::direct_connect(*platform);
        router.direct_connects[0].mtu = 8500;
        let [text, _] = configuration(router);
        let expected = match platform {
            Platform::Linux | Platform::Other => None,
            Platform::CiscoIosXe => Some("\n mtu 9216\n"),
            Platform::JuniperSrx | Platform::JuniperMx => Some("\nset interfaces xe-0/0/0 mtu 9192\n"),
        };
        assert!(expected.is_none_or(|line| text.contains(line)), "{platform}: {text}");
        assert_eq!(text.contains("9216") || text.contains("9192"), expected.is_some(), "{platform}: {text}");
    }
}

/// Each interface of the samples is one of its platform.
#[test]
fn samples_have_interfaces_of_their_platform() {
    for platform in Platform::ALL {
        let [lan, port, outside] = platform.capabilities().interfaces;
        let words = super::platform::of(*platform);
        assert!([lan, port, outside].into_iter().all(|name| words.is_interface(name)), "{platform}");
    }
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
