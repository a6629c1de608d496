//! One file of a render, and one router's configuration, on standard output.

use crate::command::Folder;

#[test]
fn a_path_or_a_pattern_prints_one_file() {
    let folder = Folder::new();
    folder.run("render dx-vpn").ends(0);
    let tree = folder.tree("out");
    let of =
        |path: &str| tree.iter().find(|(name, _)| name.ends_with(path)).map(|(_, text)| text.clone()).expect("a file");
    for (pattern, path) in [
        ("routers/tokyo/edge-1.unbound.cfg", "routers/tokyo/edge-1.unbound.cfg"),
        ("routers/*/edge-1*.cfg -t routers --set name=corp-dx-vpn", ""),
        ("**/edge-1.unbound.*", "routers/tokyo/edge-1.unbound.cfg"),
        ("docs/README.md", "docs/README.md"),
        ("cloudformation/deploy.json", "cloudformation/deploy.json"),
    ] {
        let run = folder.run(&format!("render dx-vpn --stdout={pattern}"));
        if path.is_empty() {
            run.ends(2).no_result().says(&["`--stdout` takes one file, and these are 2:", "edge-1.rollback.cfg"]);
        } else {
            assert_eq!(run.ends(0).out, of(path), "{pattern}");
        }
    }
    folder.run("render dx-vpn --stdout=docs/READM.md").ends(2).no_result().says(&["did you mean `docs/README.md`"]);
    folder.run("render dx-vpn --stdout").ends(2).no_result().says(&["`--stdout` takes one file, and these are "]);
}

/// A section is loadable by itself: it has its head, whole blocks, and the filters that BGP names; nothing is written.
#[test]
fn the_bgp_snippet_of_a_router_is_printed_alone() {
    let folder = Folder::new();
    let whole = folder.run("router dx-vpn tokyo/edge-1").ends(0).out;
    assert!(whole.contains("\nrouter bgp ") && whole.contains("\ninterface "), "{whole}");
    let bgp = folder.run("router dx-vpn tokyo/edge-1 --only bgp").ends(0).out;
    assert!(bgp.starts_with("! netgen: site tokyo, router edge-1 (cisco-ios-xe)"), "{bgp}");
    assert!(bgp.contains("\n! Of it only: bgp, policy.\n") && bgp.contains("\nrouter bgp "), "{bgp}");
    for filter in ["\nip prefix-list NG-AWS-IN ", "\nroute-map NG-"] {
        assert!(bgp.contains(filter), "{bgp}");
    }
    assert!(!bgp.contains("\ninterface ") && !bgp.contains("crypto"), "{bgp}");
    for map in bgp.lines().filter_map(|line| line.split(" route-map ").nth(1)) {
        let name = map.split(' ').next().unwrap_or_default();
        assert!(bgp.contains(&format!("\nroute-map {name} permit")), "{name}: {bgp}");
    }
    let policy = folder.run("router dx-vpn tokyo/edge-1 --only policy").ends(0).out;
    assert!(!policy.contains("router bgp 6") || !policy.contains("\nrouter bgp "), "{policy}");
    assert_eq!(folder.tree("").len(), 0, "nothing is written");
}

#[test]
fn a_router_speaks_the_words_of_another_platform() {
    let folder = Folder::new();
    let set = folder.run("router dx-vpn tokyo/edge-2 --only ipsec,interfaces").ends(0).out;
    assert!(
        set.contains("\nset security ike ") && set.contains("\nset interfaces st0 ") && !set.contains("set protocols"),
        "{set}"
    );
    // Names of interfaces are printed as they are, so they have to be names of that platform.
    let linux = "router dx-vpn tokyo/edge-2 --only bgp --platform linux";
    folder
        .run(linux)
        .ends(1)
        .no_result()
        .says(&["error[NG0802]", "`ge-0/0/0` is not the name of an interface of `linux`"]);
    let named = "--set sites.tokyo.routers.edge-2.lan.interface=eth0 --set sites.tokyo.uplinks.inet.vpn.interface=eth1";
    let frr = folder.run(&format!("{linux} {named}")).ends(0).out;
    assert!(frr.contains("router edge-2 (linux)") && frr.contains("\nrouter bgp "), "{frr}");
    folder.run("router dx-vpn tokyo/edge-2 --platform cisco").ends(2).says(&["cisco-ios-xe"]);
    folder
        .run("router dx-vpn tokyo/edge-9")
        .ends(2)
        .no_result()
        .says(&["no router `tokyo/edge-9`", "did you mean `tokyo/edge-"]);
    folder.run("router three-tier tokyo/edge-1").ends(2).no_result().says(&["no site with routers"]);
    folder.run("router dx-vpn tokyo/edge-1 --only vpn").ends(2).no_result().says(&["interfaces"]);
}

/// A document of one's own keeps its lock, which `--locked` never writes.
#[test]
fn a_router_is_printed_with_the_addresses_of_the_lock() {
    let folder = Folder::new();
    folder.run("init dx-vpn corp.yaml").ends(0);
    folder.run("router corp.yaml tokyo/edge-1 --locked").ends(3).no_result().says(&["there is no lock `corp.lock`"]);
    folder.run("router corp.yaml tokyo/edge-1 --only bgp").ends(0).says(&["corp.lock: new"]);
    let lock = folder.read("corp.lock");
    folder.run("router corp.yaml tokyo/edge-1 --only bgp --locked").ends(0);
    assert_eq!((folder.read("corp.lock"), folder.tree("").len()), (lock, 2));
}
