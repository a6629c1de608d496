//! `netgen check` of several documents.

use crate::command::Folder;

fn document(name: &str, block: &str) -> String {
    let vpcs = format!("vpcs: {{{name}: {{cidr: {block}, tiers: {{app: {{prefix: 24, route: local}}}}}}}}\n");
    format!("netgen: 1\nname: {name}\nregion: eu-west-1\navailability_zones: [a, b]\n{vpcs}")
}

fn folder(block: &str) -> Folder {
    let folder = Folder::new();
    folder.write("core.yaml", document("core", "10.0.0.0/16"));
    folder.write("team.yaml", document("team", block));
    folder
}

#[test]
fn documents_are_held_against_each_other() {
    let fine = folder("10.1.0.0/16");
    fine.run("check core.yaml team.yaml").ends(0).says(&["core.yaml, team.yaml: no errors, no warnings"]);
    let both = folder("10.0.0.0/20");
    both.run("check core.yaml").ends(0);
    both.run("check team.yaml").ends(0);
    let told = ["error[NG0980]", "team.yaml:5", "core.yaml:5", "1 error, 0 warnings"];
    both.run("check core.yaml team.yaml").ends(1).says(&told);
    let json = both.run("check core.yaml team.yaml --format json").ends(1).out;
    assert!(json.contains("\"file\": \"team.yaml\"") && json.contains("\"file\": \"core.yaml\""), "{json}");
    assert_eq!(both.tree("").len(), 2, "nothing was written");
}

/// A block that only a lock knows is one as well: each document is planned with the lock beside it.
#[test]
fn each_document_has_its_own_lock() {
    let folder = Folder::new();
    let cut = |name: &str, pool: &str| {
        let vpcs = format!("vpcs: {{{name}: {{pool: p, prefix: 16, tiers: {{app: {{prefix: 24, route: local}}}}}}}}\n");
        let head = format!("netgen: 1\nname: {name}\nregion: eu-west-1\navailability_zones: [a, b]\n");
        format!("{head}address_pools: {{p: {pool}}}\n{vpcs}")
    };
    folder.write("core.yaml", cut("core", "10.0.0.0/12"));
    folder.write("team.yaml", cut("team", "10.0.0.0/15"));
    folder.run("check core.yaml team.yaml").ends(1).says(&["VPC `team` overlaps VPC `core`"]);
    folder.run("check core.yaml team.yaml --locked").ends(3).says(&["there is no lock"]);
}

#[test]
fn what_is_wrong_with_one_document_comes_first() {
    let folder = folder("10.0.0.0/15");
    let run = folder.run("check core.yaml team.yaml").ends(1).says(&["error[NG0202]"]);
    assert!(!run.err.contains("NG0980"), "{}", run.err);
    for option in ["-f more.yaml", "--set name=x", "--lock x.lock", "--release vpcs.core"] {
        folder.run(&format!("check core.yaml team.yaml {option}")).ends(2).says(&["cannot be used with"]);
    }
}

/// A warning about two documents is accepted by either, at its own place; alone, a document has nothing to accept.
#[test]
fn either_document_accepts_a_warning_about_both() {
    let document = |name: &str, block: &str| {
        let attach = "attach: {to: hub, segment: all}, tiers: {app: {prefix: 24, route: transit}}";
        format!(
            "netgen: 1\nname: {name}\nregion: eu-west-1\navailability_zones: [a, b]\n\
             transit_gateways: {{hub: {{asn: 64520, segments: {{all: {{reaches: [all]}}}}}}}}\n\
             vpcs: {{{name}: {{cidr: {block}, {attach}}}}}\n"
        )
    };
    let accept = "accept: [{code: NG0982, at: transit_gateways.hub, reason: they are never joined}]\n";
    let folder = Folder::new();
    let (core, team) = (document("core", "10.0.0.0/16"), document("team", "10.1.0.0/16"));
    folder.write("core.yaml", &core);
    folder.write("team.yaml", &team);
    folder.run("check core.yaml team.yaml").ends(0).says(&["warning[NG0982]"]);
    for (file, text) in [("core.yaml", &core), ("team.yaml", &team)] {
        folder.write(file, [text, accept].concat());
        for order in ["core.yaml team.yaml", "team.yaml core.yaml"] {
            let run = folder.run(&format!("check {order}")).ends(0);
            assert!(!run.err.contains("NG0982"), "{}", run.err);
        }
        let alone = folder.run(&format!("check {file}")).ends(0);
        assert!(!alone.err.contains("NG0960"), "{}", alone.err);
        folder.write(file, text);
    }
    folder.write("core.yaml", [&core, "accept: [{code: NG0982, at: transit_gateways.hubs, reason: none}]\n"].concat());
    folder.run("check core.yaml team.yaml").ends(0).says(&["warning[NG0982]", "warning[NG0960]"]);
}
