//! What people keep in a rendered directory, and whose directory it is.

use crate::command::{DOCUMENT, Folder};
use std::fs;
use std::os::unix::fs::symlink;

/// The document with something to keep.
fn keeping(patterns: &str) -> String {
    DOCUMENT.replacen("netgen: 1\n", &format!("netgen: 1\nkeep: [{patterns}]\n"), 1)
}

#[test]
fn what_people_keep_is_carried_over() {
    let folder = Folder::with_document();
    folder.write("corp.yaml", keeping("terraform/monitoring*.tf, terraform/modules"));
    folder.run("render corp.yaml").ends(0);
    let own = ["imports.tf", "moved.tf", ".tflint.hcl", ".terraform.lock.hcl", "monitoring-1.tf", "modules/a/b.tf"];
    for name in own {
        folder.write(format!("out/corp/terraform/{name}"), name);
    }
    symlink("/nowhere", folder.path("out/corp/terraform/modules/link")).unwrap();
    folder.run("render corp.yaml --check").ends(0).says(&["out/corp: up to date"]);
    folder.run("verify out/corp").ends(0);
    // Another tree takes the place of this one.
    folder.write("corp.yaml", keeping("terraform/monitoring*.tf, terraform/modules").replace("private", "app"));
    folder.run("render corp.yaml").ends(0);
    for name in own {
        assert_eq!(folder.read(format!("out/corp/terraform/{name}")), name);
    }
    let link = fs::symlink_metadata(folder.path("out/corp/terraform/modules/link")).unwrap();
    assert!(link.is_symlink(), "carried as it is, and not followed");
    // What the document keeps no more is somebody's work again.
    folder.write("corp.yaml", DOCUMENT);
    fs::remove_file(folder.path("out/corp/terraform/modules/link")).unwrap();
    let run = folder.run("render corp.yaml").ends(3);
    assert!(run.err.contains("not written by netgen: `terraform/modules/a/b.tf`"), "{}", run.err);
    assert!(run.err.contains("not written by netgen: `terraform/monitoring-1.tf`"), "{}", run.err);
    assert!(!run.err.contains("imports.tf") && !run.err.contains(".tflint.hcl"), "{}", run.err);
}

/// Elsewhere a document keeps nothing, and never a name of netgen's.
#[test]
fn a_document_keeps_only_what_is_not_netgens() {
    let folder = Folder::with_document();
    for pattern in ["docs/mine.md", "terraform/../x", "terraform"] {
        folder.write("corp.yaml", keeping(pattern));
        folder.run("check corp.yaml").ends(2).says(&["is no path below `terraform/`"]);
    }
    for pattern in ["terraform/*.tf", "terraform/vpc_shop.tf", "terraform/removed.tf"] {
        folder.write("corp.yaml", keeping(&format!("\"{pattern}\"")));
        folder.run("check corp.yaml").ends(1).says(&["error[NG0128]", "and netgen writes `terraform/"]);
    }
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml").ends(0);
    // A file that netgen wrote stays netgen's, whatever fits it by now.
    let file = "      private:";
    let twice = DOCUMENT.to_owned() + "  extra:\n    cidr: 10.9.0.0/24\n    tiers: {a: {prefix: 26, route: local}}\n";
    assert!(twice.contains(file));
    folder.write("corp.yaml", &twice);
    folder.run("render corp.yaml").ends(0);
    assert!(folder.path("out/corp/terraform/vpc_extra.tf").exists());
    folder.write("corp.yaml", keeping("terraform/vpc_extra.tf"));
    folder.run("render corp.yaml").ends(0);
    assert!(!folder.path("out/corp/terraform/vpc_extra.tf").exists());
}

#[test]
fn a_variant_has_a_directory_of_its_own() {
    let folder = Folder::with_document();
    folder.write("over.yaml", "tags: {a: b}\n");
    folder.run("render corp.yaml").ends(0);
    let run = folder.run("render corp.yaml -f over.yaml --lock over.lock").ends(2).no_result();
    run.says(&["a render with `--values` or `--set` needs `--out DIR`"]);
    assert!(!folder.path("over.lock").exists());
    let run = folder.run("render corp.yaml -f over.yaml --lock over.lock -o out/corp").ends(3).no_result();
    run.says(&["was rendered with the lock `corp.lock`, and this render has `over.lock`", "--force"]);
    folder.run("render corp.yaml -f over.yaml --lock over.lock -o out/over").ends(0).says(&[
        "warning: `corp.lock` beside `over.lock` has the stack `corp-shop` as well",
        "give the variant another `name`",
    ]);
    folder.write("over.yaml", "name: corp-over\ntags: {a: b}\n");
    let run = folder.run("render corp.yaml -f over.yaml --lock third.lock -o out/third").ends(0);
    assert!(!run.err.contains("warning: `corp.lock`"), "{}", run.err);
    // With the same lock, other overlays are told.
    let run = folder.run("render corp.yaml --set tags.c=d --lock corp.lock -o out/corp").ends(0);
    run.says(&["rendered with other overlays and settings: none, now `tags.c=d`"]);
    let run = folder.run("render corp.yaml").ends(0);
    run.says(&["rendered with other overlays and settings: `tags.c=d`, now none"]);
    assert!(!folder.run("render corp.yaml").ends(0).err.contains("overlays"));
}

#[test]
fn locks_of_one_pool_are_told() {
    let folder = Folder::new();
    let document = |name: &str, pool: &str| {
        format!(
            "netgen: 1\nname: {name}\nregion: eu-west-1\navailability_zones: [a]\naddress_pools: {{corp: {pool}}}\n\
             vpcs: {{shop: {{pool: corp, prefix: 20, tiers: {{a: {{prefix: 24, route: local}}}}}}}}\n"
        )
    };
    folder.write("one.yaml", document("one", "10.0.0.0/12"));
    folder.write("two.yaml", document("two", "10.0.0.0/16"));
    folder.write("three.yaml", document("three", "10.64.0.0/12"));
    folder.write("Cargo.lock", "no lock of netgen's\n");
    folder.run("render one.yaml").ends(0);
    let run = folder.run("render three.yaml").ends(0);
    assert!(!run.err.contains("warning: `one.lock`"), "{}", run.err);
    folder
        .run("render two.yaml")
        .ends(0)
        .says(&["`one.lock` beside `two.lock` gives out addresses of 10.0.0.0/16, pool `corp`, as well"]);
}

/// What was let go and comes back would be made twice, and AWS refuses some of it: the render and the diff say so.
#[test]
fn what_was_let_go_and_comes_back_is_said() {
    let folder = Folder::new();
    let with = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/16\n    \
                flow_logs: {to: cloudwatch}\n    tiers: {app: {prefix: 24, route: local}}\n";
    folder.write("corp.yaml", with);
    folder.run("render corp.yaml").ends(0);
    folder.write("corp.yaml", with.replace("    flow_logs: {to: cloudwatch}\n", ""));
    folder.run("render corp.yaml").ends(0);
    let removed = folder.read("out/corp/terraform/removed.tf");
    assert!(removed.contains("# --release retained.vpcs.shop.flow_logs\n"), "{removed}");
    folder.write("corp.yaml", with);
    folder
        .run("diff out/corp corp.yaml")
        .ends(0)
        .prints(&["log_group.shop_flow_logs", "import that one, or delete it first"]);
    folder
        .run("render corp.yaml")
        .ends(0)
        .says(&["vpc/shop/flow-logs comes back", "aws_cloudwatch_log_group.shop_flow_logs"]);
}
