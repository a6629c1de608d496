//! Pools that one document delegates to another: what the second one reads, and what it does not open.

use crate::command::Folder;

const HEAD: &str = "netgen: 1\nregion: eu-west-1\navailability_zones: [a, b]\n";

/// The document of the core, with what else it has.
fn core(pool: &str, vpcs: &str) -> String {
    let pools = format!("address_pools: {{corp: 10.0.0.0/14, team: {{in: corp, {pool}}}}}\n");
    format!(
        "{HEAD}name: core\n{pools}vpcs:\n  core: {{pool: corp, prefix: 16, tiers: {{app: {{prefix: 24, route: local}}}}}}\n{vpcs}"
    )
}

fn team(lock: &str) -> String {
    let vpcs = "vpcs: {shop: {pool: team, prefix: 18, tiers: {app: {prefix: 24, route: local}}}}\n";
    format!("{HEAD}name: team\npools_from: {{lock: {lock}, pools: [team]}}\n{vpcs}")
}

#[test]
fn a_pool_of_another_lock_is_used_and_its_changes_are_said() {
    let folder = Folder::new();
    folder.write("core.yaml", core("cidr: 10.1.0.0/16, delegated_to: team", ""));
    folder.write("teams/team.yaml", team("../core.lock"));
    folder.run("check teams/team.yaml").ends(1).says(&["error[NG0139]", "there is no file `teams/../core.lock`"]);
    folder.run("render core.yaml").ends(0);
    assert!(folder.read("core.lock").contains("block 10.1.0.0/16  to team  pinned\n"), "{}", folder.read("core.lock"));
    folder.run("render teams/team.yaml").ends(0);
    let lock = folder.read("teams/team.lock");
    assert!(lock.contains("ipv4 10.1.0.0/18\n") && lock.contains("  digest sha256:"), "{lock}");
    folder.run("check core.yaml teams/team.yaml --locked").ends(0).says(&["no errors, no warnings"]);
    // The core takes a part back by giving it to a VPC of its own: refused there.
    folder.write(
        "core.yaml",
        core(
            "cidr: 10.1.0.0/16, delegated_to: team",
            "  more: {cidr: 10.1.64.0/18, tiers: {app: {prefix: 24, route: local}}}\n",
        ),
    );
    folder.run("check core.yaml").ends(1).says(&["error[NG0137]", "VPC `more` is in pool `team`"]);
    // Another block of the pool is said, and what is live outside of it is refused.
    folder.write("core.yaml", core("cidr: 10.1.0.0/17, delegated_to: team", ""));
    folder.run("render core.yaml").ends(0);
    folder.run("check teams/team.yaml").ends(0).says(&["warning[NG0140]", "it was 10.1.0.0/16, and is 10.1.0.0/17"]);
    folder.run("check teams/team.yaml --locked").ends(1).says(&["error[NG0612]"]);
    folder.run("render teams/team.yaml").ends(0).says(&["warning[NG0140]"]);
    folder.run("check teams/team.yaml --locked").ends(0).says(&["no errors, no warnings"]);
    folder.write("core.yaml", core("cidr: 10.1.128.0/17, delegated_to: team", ""));
    folder.run("render core.yaml --release address_pools.team").ends(0);
    folder.run("check teams/team.yaml").ends(1).says(&["VPC `shop` is locked at 10.1.0.0/18"]);
    // Delegated to somebody else by now.
    folder.write("core.yaml", core("cidr: 10.1.0.0/17, delegated_to: other", ""));
    folder.run("render core.yaml").ends(0);
    folder.run("check teams/team.yaml").ends(1).says(&["error[NG0138]", "is delegated to `other`, not to `team`"]);
}

#[test]
fn what_is_no_plain_file_beside_the_document_is_not_opened() {
    let folder = Folder::new();
    for lock in ["/dev/zero", "https://example.com/core.lock", "/etc/core.lock", "core.yaml", "~/core.lock"] {
        folder.write("team.yaml", team(lock));
        folder.run("check team.yaml").ends(2).says(&["error[NG0015]"]);
    }
    folder.write("core.lock/x", String::new());
    folder.write("team.yaml", team("core.lock"));
    folder.run("check team.yaml").ends(1).says(&["error[NG0139]", "it is a directory, not a file"]);
    folder.write("team.yaml", team("other.lock"));
    folder.write("other.lock", "# not a lock\n");
    folder.run("check team.yaml").ends(2).says(&["error[NG0600]", "other.lock:1"]);
    let run = folder.run_with("check -", &team("other.lock"));
    run.ends(1).says(&["error[NG0139]", "the document is in no folder"]);
}
