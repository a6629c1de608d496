//! `netgen diff`: what is compared, what is printed, and with which status.

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

/// A folder with a document, its lock and its tree.
fn change() -> Folder {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -o out").ends(0);
    folder
}

#[test]
fn the_same_network_does_not_differ_however_it_is_named() {
    let folder = change();
    for new in ["corp.yaml", "out"] {
        for old in ["corp.yaml", "out"] {
            let ran = folder.run(&format!("diff ./{old} ./{new} --exit-code"));
            assert_eq!(ran.ends(0).out, "corp: nothing changes\n");
        }
    }
}

#[test]
fn a_change_is_told_and_only_asked_for_a_status() {
    let folder = change();
    folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local").ends(0).prints(&["loses reach"]);
    folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local --exit-code").ends(1);
    folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local --fail-on security").ends(0);
    folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local --fail-on removes,security").ends(1);
    folder.run("diff corp.yaml out --set vpcs.shop.tiers.web.route=local").ends(2);
    folder.run("diff out missing.yaml").ends(3);
    folder.run("diff cloudformation corp.yaml").ends(2);
}

#[test]
fn every_format_says_the_same_and_json_fits_its_schema() {
    let folder = change();
    let ran = folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local --format json");
    let view: serde_json::Value = serde_json::from_str(&ran.ends(0).out).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&folder.run("schema diff").ends(0).out).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for (key, value) in view.as_object().unwrap() {
        assert!(known.contains_key(key), "{key}");
        let Some(first) = value.as_array().and_then(|list| list.first()?.as_object()) else { continue };
        let name = known[key]["items"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let inner = schema["$defs"][name]["properties"].as_object().unwrap();
        assert!(first.keys().all(|key| inner.contains_key(key)), "{name}: {first:?}");
    }
    let text = folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local").ends(0).out.clone();
    let markdown =
        folder.run("diff out corp.yaml --set vpcs.shop.tiers.web.route=local --format markdown").ends(0).out.clone();
    for resource in view["resources"].as_array().unwrap() {
        let name = resource["resource"].as_str().unwrap();
        assert!(text.contains(name) && markdown.contains(name), "{name}");
    }
    assert!(markdown.len() < 65_536 && markdown.matches("```").count().is_multiple_of(2));
}

#[test]
fn a_revision_is_read_from_the_repository_alone() {
    let folder = change();
    folder.git(&["init", "-q"]);
    folder.commit();
    let document = folder.read("corp.yaml").replace("10.0.0.0/16", "10.9.0.0/16");
    folder.write("corp.yaml", &document);
    std::fs::remove_file(folder.path("corp.lock")).unwrap();
    folder.run("diff HEAD:corp.yaml HEAD:out --exit-code").ends(0);
    folder.run("diff HEAD:./out/ HEAD:corp.yaml --exit-code").ends(0);
    folder.run("diff HEAD:nothing.yaml corp.yaml").ends(2).says(&["HEAD:nothing.yaml"]);
    folder.run("diff --exit-code -- --batch:x corp.yaml").ends(2);
}

#[test]
fn what_a_tree_says_never_acts_on_a_terminal() {
    let folder = change();
    let record = folder.read("out/netgen-plan.json");
    let hostile = record.replacen("shop_web_a", "shop\\u001b[31m```\\u202e", 40);
    assert_ne!(record, hostile);
    folder.write("out/netgen-plan.json", &hostile);
    for format in ["text", "markdown"] {
        let ran = folder.run(&format!("diff out corp.yaml --format {format}"));
        assert!(!ran.ends(0).out.contains(['\u{1b}', '\u{202e}']));
    }
    folder.write("out/netgen-plan.json", "{\"netgen\": 7}");
    folder.run("diff out corp.yaml").ends(2).says(&["version 7"]);
}

#[test]
fn a_render_ends_with_what_nobody_should_miss() {
    let folder = change();
    folder
        .run("render corp.yaml -o out --lock corp.lock --set vpcs.shop.tiers.web.route=local")
        .ends(0)
        .says(&["the next deployment: "]);
    let again = folder.run("render corp.yaml -o out --lock corp.lock --set vpcs.shop.tiers.web.route=local").ends(0);
    assert!(!again.err.contains("the next deployment"), "{}", again.err);
}

#[test]
fn networks_of_two_names_are_not_compared() {
    let folder = change();
    let run = folder.run("diff out corp.yaml --set name=other --lock other.lock").ends(2);
    run.no_result().says(&["one is `corp` and the other `other`"]);
}

#[test]
fn a_record_that_no_render_wrote_is_refused() {
    let folder = change();
    let record = folder.read("out/netgen-plan.json");
    let twice = record.replacen(
        "\"units\": [\n{",
        "\"units\": [\n{\"stack\": \"corp-shop\", \"file\": \"f\", \"title\": \"t\", \"resources\": []},\n{",
        1,
    );
    assert_ne!(record, twice);
    folder.write("out/netgen-plan.json", twice);
    folder.run("diff out corp.yaml").ends(2).says(&["stack corp-shop stands in it twice"]);
    std::fs::remove_file(folder.path("out/netgen-plan.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path("out/netgen-plan.json")).unwrap();
    folder.run("diff out corp.yaml").ends(3).says(&["a device or a socket, not a file"]);
    let folder = change();
    folder
        .run("diff out corp.yaml --set region=us-east-1")
        .ends(2)
        .says(&["error[NG0611]: the region is us-east-1, and the lock has stack `corp-shop` in eu-west-1"]);
    folder.run("render corp.yaml --set region=us-east-1 --lock other.lock --out other").ends(0);
    folder.run("diff out other").ends(2).says(&["one is in eu-west-1 and the other in us-east-1"]);
}
