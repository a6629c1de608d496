//! What people say about warnings: on the command line, and in the document.

use crate::command::{DOCUMENT, Folder};

/// A document with two warnings, NG0301 of VPC `later` and NG0405 of a security group.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("corp.yaml", document(""));
    folder
}

fn document(accept: &str) -> String {
    let groups =
        "    flow_logs: {to: cloudwatch}\n    security_groups: {web: {ingress: [{from: internet, tcp: 22}]}}\n";
    format!("{DOCUMENT}{groups}  later: {{cidr: 10.9.0.0/16}}\n{accept}")
}

#[test]
fn denied_warnings_are_errors_and_stop_a_render() {
    let folder = folder();
    folder.run("check corp.yaml").ends(0).says(&["warning[NG0301]", "warning[NG0405]", "0 errors, 2 warnings"]);
    for command in ["render", "plan", "check"] {
        let told = ["error[NG0301]", "warning[NG0405]", "a warning that `--deny` makes an error", "1 error, 1 warning"];
        folder.run(&format!("{command} corp.yaml --deny NG0301")).ends(1).no_result().says(&told);
        folder.run(&format!("{command} corp.yaml --deny warnings")).ends(1).no_result().says(&["2 errors, 0 warnings"]);
    }
    assert_eq!(folder.tree("").len(), 1, "nothing was written");
    let json = folder.run("check corp.yaml --format json --deny ng0405").ends(1).out;
    assert_eq!(json.matches("\"severity\": \"error\"").count(), 1, "{json}");
}

#[test]
fn allowed_warnings_are_left_out_and_denied_ones_are_not() {
    let folder = folder();
    for command in ["check", "plan", "render"] {
        let run = folder.run(&format!("{command} corp.yaml --allow NG0301")).ends(0).says(&["warning[NG0405]"]);
        assert!(!run.err.contains("NG0301"), "{}", run.err);
    }
    folder.run("check corp.yaml --allow NG0301 --allow NG0405").ends(0).says(&["no errors, no warnings"]);
    folder.run("check corp.yaml --allow NG0301 --deny NG0301").ends(1).says(&["error[NG0301]"]);
    folder.run("check corp.yaml --allow NG0301 --deny warnings").ends(1).says(&["error[NG0301]", "error[NG0405]"]);
    folder.run("check corp.yaml --allow NG0203").ends(2).says(&["NG0203 is an error, and no option allows it"]);
    folder.run("check corp.yaml --deny NG0960x").ends(2).says(&["did you mean NG0960"]);
    folder.run("check corp.yaml --allow x").ends(2).says(&["`netgen explain` lists them"]);
}

#[test]
fn accepted_warnings_are_repeated_in_documents_with_their_reason() {
    let folder = folder();
    let accept = "accept:\n  - {code: NG0301, at: vpcs.later, reason: \"moves | in *May*\"}\n  \
                  - {code: NG0405, at: vpcs.shop.security_groups, reason: jump hosts}\n";
    folder.write("corp.yaml", document(accept));
    folder.run("check corp.yaml --deny warnings").ends(0).says(&["no errors, no warnings"]);
    folder.run("render corp.yaml").ends(0);
    let readme = folder.read("out/corp/docs/README.md");
    assert!(readme.contains("## Accepted warnings\n"), "{readme}");
    for row in [
        "| NG0301 | vpcs.later | VPC \\`later\\` has no tiers | moves \\| in \\*May\\* |",
        "| NG0405 | vpcs.shop.security\\_groups | SSH (tcp 22) is open to the whole internet | jump hosts |",
    ] {
        assert!(readme.contains(row), "{readme}");
    }
    // Elsewhere the same warning stays.
    folder.write("corp.yaml", document(&accept.replace("vpcs.later", "vpcs.shop")));
    folder
        .run("check corp.yaml")
        .ends(0)
        .says(&["warning[NG0301]", "warning[NG0960]: there is no NG0301 at `vpcs.shop`"]);
    // An overlay's text belongs to the place where it is laid over the document.
    folder.write("corp.yaml", document("").replace("  later: {cidr: 10.9.0.0/16}\n", accept));
    folder.write("later.yaml", "vpcs: {later: {cidr: 10.9.0.0/16}}\n");
    folder.run("check corp.yaml -f later.yaml --deny warnings").ends(0);
}

/// What a document requires is never allowed away.
#[test]
fn what_is_required_stays_an_error() {
    let folder = folder();
    folder.write("corp.yaml", document("require: {zones: 3, tags: [Owner]}\n"));
    folder.run("check corp.yaml --allow NG0301").ends(1).says(&[
        "error[NG0962]: the network spans 2 of 3 required availability zones",
        "error[NG0961]: nothing has the tag `Owner`",
    ]);
    folder.run("check corp.yaml --allow NG0961").ends(2);
    folder.write("corp.yaml", document("require: {zones: 2, tags: [Owner]}\ntags: {Owner: web}\n"));
    folder.run("check corp.yaml").ends(0);
}
