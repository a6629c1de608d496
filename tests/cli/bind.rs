//! `render --bind`: what AWS says of the tunnels becomes files with keys, in a directory that only its owner can read.

use std::os::unix::fs::PermissionsExt as _;

use super::command::Folder;

const SITE: &str = include_str!("../lab/site.yaml");
/// The second tunnel first, for nobody defines an order.
pub const TUNNELS: &str = r#"{"VpnConnections": [{"VpnConnectionId": "vpn-0a", "State": "available", "Options": {"TunnelOptions": [
    {"OutsideIpAddress": "198.51.100.2", "TunnelInsideCidr": "169.254.16.4/30", "PreSharedKey": "hidden_key_2"},
    {"OutsideIpAddress": "198.51.100.1", "TunnelInsideCidr": "169.254.16.0/30", "PreSharedKey": "hidden_key_1"}]}}]}"#;
pub const INTERFACE: &str =
    r#"{"virtualInterfaces": [{"vlan": 300, "amazonAddress": "169.254.32.1/30", "authKey": "hidden_key_3"}]}"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("hybrid.yaml", SITE);
    folder.write("vpn.json", TUNNELS);
    folder.write("dx.json", INTERFACE);
    folder
}

fn has_key(files: &[(String, String)]) -> bool {
    files.iter().any(|(_, text)| text.contains("hidden_key_"))
}

#[test]
fn keys_go_to_a_directory_of_their_own() {
    let folder = folder();
    let run = folder.run("render hybrid.yaml --bind vpn.json").ends(0).no_result();
    let run = run.says(&["out/hybrid-bound: ", "not bound: router `edge-1` of site `tokyo`"]);
    assert!(!run.err.contains("hidden_key_"), "{}", run.err);
    let run = folder.run("render hybrid.yaml --bind vpn.json --bind dx.json -v").ends(0).no_result();
    assert!(!run.err.contains("hidden_key_") && !run.err.contains("not bound"), "{}", run.err);
    let bound = folder.tree("out/hybrid-bound");
    for n in 1..=3 {
        assert!(bound.iter().any(|(_, text)| text.contains(&format!("hidden_key_{n}"))), "key {n}");
    }
    assert!(
        bound.iter().all(|(name, text)| !name.contains("unbound") && !text.contains("netgen_unbound")),
        "{bound:?}"
    );
    for (name, _) in &bound {
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = folder.path("out/hybrid-bound").join(name);
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700), "{name}");
    }
    assert!(!bound.iter().any(|(name, _)| name.contains("manifest")));
    let tree = folder.tree("out/hybrid");
    assert!(!has_key(&tree) && !folder.read("hybrid.lock").contains("hidden_key_"));
    let manifest = folder.read("out/hybrid/netgen-manifest.json");
    assert!(!manifest.contains("secrets.conf") && manifest.contains("edge-2.unbound.swanctl.conf"), "{manifest}");
    folder.run("render hybrid.yaml --check").ends(0).says(&["up to date"]);
}

#[test]
fn an_answer_that_does_not_belong_writes_nothing() {
    let folder = folder();
    folder.write("other.json", TUNNELS.replace("169.254.16.4", "169.254.99.4"));
    let run = folder.run("render hybrid.yaml --bind other.json").ends(1).no_result();
    let run = run.says(&[
        "error[NG0804]",
        "tunnel 2 of `inet` (169.254.16.4/30) is in none of the files",
        "nothing was written",
    ]);
    assert!(!run.err.contains("hidden_key_"), "{}", run.err);
    folder.write("broken.json", TUNNELS.replace("]}}]}", ""));
    folder.run("render hybrid.yaml --bind broken.json").ends(1).says(&["neither JSON nor XML, at line 3"]);
    folder.write("utf16.json", [0xFF, 0xFE, 0x7B, 0x00]);
    folder.run("render hybrid.yaml --bind utf16.json").ends(2).says(&["is not UTF-8 text"]);
    folder.run("render hybrid.yaml --bind missing.json").ends(3).says(&["there is no such file"]);
    folder.run("render hub-spoke --bind vpn.json").ends(2).says(&["no router of this network lacks anything"]);
    for line in ["--bind vpn.json --check", "--bind vpn.json --stdout"] {
        folder.run(&format!("render hybrid.yaml {line}")).ends(2);
    }
    assert_eq!(folder.tree("out"), Vec::new());
    folder.write("out/hybrid/vpn.json", TUNNELS);
    folder.run("render hybrid.yaml --bind out/hybrid/vpn.json").ends(2).says(&["it holds `out/hybrid/vpn.json`"]);
}
