//! `netgen steps`: directories that appear, what they hold, and with which status.

use crate::command::Folder;

const DOCUMENT: &str = "\
netgen: 1
name: corp
region: eu-west-1
availability_zones: [a, b]
vpcs:
  shop:
    cidr: 10.0.0.0/16
    nat: per-az
    tiers:
      public: {prefix: 24, route: internet}
      web: {prefix: 24, route: nat}
";

fn change() -> Folder {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -o out").ends(0);
    folder.write("new.yaml", DOCUMENT.replace("per-az", "single"));
    folder.write("new.lock", folder.read("corp.lock"));
    folder
}

#[test]
fn the_last_tree_is_what_render_writes_and_no_lock_is_written() {
    let folder = change();
    let lock = folder.read("new.lock");
    folder.run("steps corp.yaml new.yaml -o way").ends(0).prints(&["2 deployments", "nat_gateway.shop_b"]);
    assert_eq!(folder.read("new.lock"), lock);
    folder.run("render new.yaml -o fresh").ends(0);
    let [last, fresh] = ["way/2", "fresh"].map(|dir| folder.tree(dir));
    assert_eq!(last, fresh);
    let first = folder.tree("way/1");
    let all: String = first.iter().map(|(_, text)| text.as_str()).collect();
    assert!(
        all.contains("aws_nat_gateway\" \"shop_b") && first.iter().any(|(path, _)| path == "cloudformation/deploy.sh")
    );
    assert!(folder.read("way/steps.md").contains("## Step 2: remove"));
}

/// A warning about what Git sync cannot deploy stops no step.
#[test]
fn trees_of_steps_have_deployment_files() {
    let folder = change();
    let tail = "  data: {cidr: 10.1.0.0/16, tiers: {app: {prefix: 24, route: local}}}\npeerings: {both: {between: [shop, data]}}\n";
    for name in ["corp.yaml", "new.yaml"] {
        let text = folder.read(name);
        folder.write(name, format!("{text}{tail}stacks: {{git_sync: infra/net}}\n"));
    }
    folder.run("render corp.yaml -o out").ends(0).says(&["NG0148"]);
    folder.write("new.lock", folder.read("corp.lock"));
    folder.run("steps corp.yaml new.yaml -o way").ends(0).prints(&["2 deployments"]);
    let file = folder.read("way/1/git-sync/shop.yaml");
    assert!(file.contains("template-file-path: infra/net/cloudformation/shop.yaml\n"), "{file}");
    assert!(!folder.path("way/1/git-sync/peering-both.yaml").exists());
}

#[test]
fn one_tree_is_enough_for_what_needs_no_steps_and_the_directory_is_replaced() {
    let folder = change();
    folder.run("steps corp.yaml new.yaml -o way").ends(0);
    folder.run("steps corp.yaml corp.yaml --set tags.Owner=web -o way").ends(0).prints(&["one deployment"]);
    assert!(folder.path("way/1/netgen-manifest.json").exists() && !folder.path("way/2").exists());
    folder.write("way/notes.txt", "mine\n");
    folder.run("steps corp.yaml new.yaml -o way").ends(3).says(&["notes.txt"]);
    assert!(!folder.path("way/2").exists());
    folder.run("steps corp.yaml new.yaml -o way --force").ends(0);
}

#[test]
fn each_step_differs_from_the_next_by_what_it_says() {
    let folder = change();
    folder.run("steps corp.yaml new.yaml -o way").ends(0);
    folder.run("diff out way/1 --fail-on removes").ends(0);
    folder.run("diff way/1 way/2 --fail-on removes").ends(1);
    folder.run("diff way/2 new.yaml --exit-code").ends(0);
}

#[test]
fn other_networks_are_refused() {
    let folder = change();
    folder
        .run("steps corp.yaml new.yaml --set name=other -o way")
        .ends(2)
        .says(&["one is `corp` and the other `other`"]);
    folder.run("steps corp.yaml new.yaml --set region=eu-west-2 -o way").ends(2);
    folder.run("steps corp.yaml missing.yaml -o way").ends(3);
    folder.run("steps corp.yaml new.yaml --set vpcs.shop.nat=7 -o way").ends(2);
    assert!(!folder.path("way").exists());
}

/// A tree is of the document that its lock is named after, as it is or was committed; of any other tree nobody knows what it is made of.
#[test]
fn a_tree_stands_for_the_document_that_makes_it() {
    let folder = change();
    folder.run("steps corp.yaml new.yaml -o way").ends(0);
    let way = folder.tree("way");
    folder.run("steps out new.yaml -o way").ends(0).says(&["`out` was rendered from `corp.yaml`"]);
    assert_eq!(folder.tree("way"), way);
    folder.git(&["init", "-q"]);
    folder.commit();
    folder.write("corp.yaml", folder.read("new.yaml"));
    folder.run("steps out new.yaml -o way").ends(0).says(&["from `HEAD:./corp.yaml`"]);
    assert_eq!(folder.tree("way"), way);
    folder.commit();
    folder.run("steps out corp.yaml -o way").ends(0).says(&[":./corp.yaml`"]).prints(&["2 deployments"]);
    folder.run("steps HEAD:out corp.yaml -o way").ends(0).prints(&["2 deployments"]);
    folder.run("steps out - -o way").ends(2).says(&["nothing says where its document is"]);
    folder
        .run("steps out new.yaml --old-set tags.Owner=web -o way")
        .ends(2)
        .says(&["it has its lock and its values in it"]);
    folder.run("steps new.yaml out -o way").ends(2).says(&["steps lead to a document"]);
    folder.run("render corp.yaml --set tags.Owner=web --lock corp.lock -o other").ends(0);
    folder.run("steps other corp.yaml -o way").ends(2).says(&["it was rendered with `tags.Owner=web`", "--old-set"]);
    folder.write(
        "out/netgen-manifest.json",
        folder.read("out/netgen-manifest.json").replace("\"network\": \"", "\"network\": \"0"),
    );
    folder.run("steps out corp.yaml -o way").ends(2).says(&["makes what is in there"]);
}

/// A tree may have state beside it that is of this tree: it does not become another kind of directory by accident.
#[test]
fn steps_do_not_take_the_place_of_a_render_nor_a_render_that_of_steps() {
    let folder = change();
    let out = folder.tree("out");
    folder.run("steps corp.yaml new.yaml -o out").ends(3).says(&["holds a rendered tree", "--force"]);
    assert_eq!(folder.tree("out"), out);
    folder.run("steps corp.yaml new.yaml -o way").ends(0);
    let way = folder.tree("way");
    folder.run("render corp.yaml -o way").ends(3).says(&["holds the steps of a change", "--force"]);
    assert_eq!(folder.tree("way"), way);
    folder.run("steps corp.yaml new.yaml -o out --force").ends(0);
    folder.run("render corp.yaml -o way --force").ends(0);
    assert_eq!(folder.tree("way"), out);
}
