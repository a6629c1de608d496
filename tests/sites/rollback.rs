//! The way back of a router: it removes exactly what its files add, by name, and leaves what was there before.

use std::collections::{BTreeMap, BTreeSet};

use super::said::Said;

/// Says what a rollback forgets, and what it takes away that nobody added.
pub fn wrong(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, back) in files.iter().filter(|(path, _)| path.contains(".rollback.")) {
        let (router, ending) = path.split_once(".rollback.").unwrap_or_default();
        let text = |ending: &str| {
            let names = ["", "unbound."].map(|word| format!("{router}.{word}{ending}"));
            names.iter().find_map(|name| files.get(name)).map_or("", String::as_str)
        };
        let (added, mut removed) = match ending {
            "cfg" => (lines(text("cfg"), false), lines(back, true)),
            "set" => {
                found.extend(junos(text("set"), back).into_iter().map(|line| format!("{path}: {line}")));
                continue;
            }
            _ => {
                let commands = back.split("<<'END'\n").nth(1).and_then(|rest| rest.split("\nEND\n").next());
                let mut removed = lines(commands.unwrap_or_default(), true);
                removed.extend(shell(back));
                let mut added = lines(text("frr.conf"), false);
                added.extend(linux(files, router, text("swanctl.conf")));
                (added, removed)
            }
        };
        // What may have been there before is named and left, unless nothing else ran on the router.
        let configuration = ["cfg", "frr.conf"].map(text).concat();
        if !configuration.contains("\n bgp router-id ") {
            let taken =
                removed.iter().filter(|one| one.starts_with("network ") || one.starts_with("aggregate-address "));
            found.extend(taken.map(|one| format!("{path} takes {one} away, which may have been there before")));
            let named = back.lines().filter_map(|line| line.trim().strip_prefix("! no "));
            // Of IPv6 with the family in which it stands.
            let plain = |words: &str| words.split(" in ").next().unwrap_or_default().to_owned();
            removed.extend(named.filter(|words| words.starts_with("network ")).map(plain));
        }
        found.extend(added.difference(&removed).map(|one| format!("{path} forgets {one}")));
        found.extend(removed.difference(&added).map(|one| format!("{path} removes {one}, which is not netgen's")));
    }
    found
}

/// Objects of IOS and FRR by name: what a configuration adds, or a rollback removes.
fn lines(text: &str, back: bool) -> BTreeSet<String> {
    let mut objects = BTreeSet::new();
    let said = Said::indented(text);
    for statement in said.all() {
        let words = statement.rsplit(" | ").next().unwrap_or_default();
        let words = if back {
            let Some(words) = words.strip_prefix("no ") else { continue };
            words
        } else {
            words
        };
        let parts: Vec<&str> = words.split(' ').collect();
        let depth = statement.matches(" | ").count();
        let object = match parts[..] {
            ["neighbor", name] if back => format!("neighbor {name}"),
            ["neighbor", name, "remote-as", _] => format!("neighbor {name}"),
            ["network" | "aggregate-address", ..] if depth == 2 => words.to_owned(),
            ["profile", name] if depth == 1 => format!("profile {name}"),
            ["route-map", name, ..] if depth == 0 => format!("route-map {name}"),
            ["ip", "route", ..] if depth == 0 => words.to_owned(),
            ["track", number, ..] if depth == 0 => format!("track {number}"),
            ["vrrp", ..] if depth == 1 => words.to_owned(),
            [word @ ("ip" | "bgp"), "community-list", kind, name, ..] => format!("{word} community-list {kind} {name}"),
            [word @ ("ip" | "ipv6"), "prefix-list", name, ..] => format!("{word} prefix-list {name}"),
            ["crypto", one, two, name, ..] => format!("crypto {one} {two} {name}"),
            // A port that joins a LAG leaves it, whatever its number.
            ["channel-group", ..] => statement.split(" | ").next().unwrap_or_default().to_owned() + " in a LAG",
            ["interface", name] if name.starts_with("Port-channel") => format!("interface {name}"),
            // A port that is raised was there before.
            ["interface", name] if back || !said.behind(&format!("interface {name} | ip address ")).is_empty() => {
                format!("interface {name}")
            }
            _ => continue,
        };
        objects.insert(object);
    }
    objects
}

/// What the shell of a Linux router removes.
fn shell(text: &str) -> BTreeSet<String> {
    let mut objects = BTreeSet::new();
    for line in text.lines() {
        let line = line.trim_start().trim_start_matches("attempt ");
        if let Some(files) = line.strip_prefix("rm -f ") {
            objects.extend(files.split(' ').filter_map(|file| file.rsplit('/').next()).map(str::to_owned));
        } else if let Some(device) = line.strip_prefix("ip link delete ") {
            objects.insert(format!("device {device}"));
        } else if let Some(name) = line.strip_prefix("swanctl --terminate --ike ") {
            objects.insert(format!("connection {}", name.trim_end_matches(" || true")));
        } else if let Some(table) = line.strip_prefix("nft delete ") {
            objects.insert(table.to_owned());
        }
    }
    objects
}

/// What the files of a Linux router add beside FRR.
fn linux(files: &BTreeMap<String, String>, router: &str, swanctl: &str) -> BTreeSet<String> {
    let name = router.rsplit('/').next().unwrap_or_default();
    let mut objects = BTreeSet::new();
    for ending in files.keys().filter_map(|path| path.strip_prefix(router)?.strip_prefix('.')) {
        match ending.strip_prefix("unbound.").unwrap_or(ending) {
            "swanctl.conf" => objects.extend(["swanctl.conf", "secrets.conf"].map(|file| format!("{name}.{file}"))),
            own @ ("strongswan.conf" | "sysctl.conf") => drop(objects.insert(format!("{name}.{own}"))),
            own @ "mss.nft" => objects.extend([format!("{name}.{own}"), "table inet netgen_mss".to_owned()]),
            own => {
                let member = own.strip_suffix(".network").filter(|name| {
                    !["", "unbound."].iter().any(|word| files.contains_key(&format!("{router}.{word}{name}.netdev")))
                });
                objects.extend(member.map(|name| format!("90-{name}.network")));
                let Some(device) = own.strip_suffix(".netdev") else { continue };
                objects.extend(["netdev", "network"].map(|kind| format!("90-{device}.{kind}")));
                objects.insert(format!("device {device}"));
            }
        }
    }
    let named = swanctl.lines().filter_map(|line| line.strip_prefix("  ng-")?.strip_suffix(" {"));
    objects.extend(named.map(|name| format!("connection ng-{name}")));
    objects
}

/// Every statement lies below something that is deleted, and something lies below everything that is.
fn junos(set: &str, back: &str) -> Vec<String> {
    let paths: Vec<&str> = back.lines().filter_map(|line| line.strip_prefix("delete ")).collect();
    let statements: Vec<&str> = set.lines().filter_map(|line| line.strip_prefix("set ")).collect();
    let below = |statement: &str, path: &str| {
        statement.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let stays = |statement: &str| {
        let words: Vec<&str> = statement.split(' ').collect();
        matches!(words[..], ["interfaces", _, "vlan-tagging"] | ["interfaces", _, "mtu", _])
            // Other LAGs of the device may need it.
            || matches!(words[..], ["chassis", "aggregated-devices", "ethernet", "device-count", _])
            // Nothing can be deleted that is not known yet; the bound rollback deletes the route.
            || matches!(words[..], ["routing-options", "static", "netgen-unbound-host-route", _])
            // Other groups may need it.
            || matches!(words[..], ["protocols", "vrrp", "asymmetric-hold-time"])
            || matches!(words[..], ["routing-options", "router-id" | "autonomous-system", _])
    };
    let forgotten = statements.iter().filter(|one| !stays(one) && !paths.iter().any(|path| below(one, path)));
    let mut found: Vec<String> = forgotten.map(|one| format!("forgets {one}")).collect();
    let strange = paths.iter().filter(|path| !statements.iter().any(|one| below(one, path)));
    found.extend(strange.map(|path| format!("removes {path}, which is not netgen's")));
    found
}
