//! Peerings with VPCs that the document does not make: what a render needs for each dialect, and what is asked of the owner.

use crate::command::Folder;

const DOCUMENT: &str = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n\
    vpcs: {orders: {cidr: 10.0.0.0/16, tiers: {app: {prefix: 24, route: local}}}}\n\
    peerings:\n  billing:\n    between: [orders]\n    with: {id: vpc-0123456789abcdef0, account: \"444444444444\", cidr: [10.90.0.0/16]}\n";

/// CloudFormation needs a role of the other account; without templates the owner accepts.
#[test]
fn a_template_needs_a_role_that_accepts_and_terraform_does_not() {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("check corp.yaml").ends(0);
    for command in ["render corp.yaml", "render corp.yaml -t cloudformation"] {
        folder.run(command).ends(1).says(&[
            "NG0743",
            "corp.yaml:7:3",
            "accepts: arn:aws:iam::444444444444:role/accept-peering",
        ]);
    }
    assert!(!folder.path("out").exists());
    folder.run("render corp.yaml -t terraform -t docs").ends(0);
    let sheet = folder.read("out/corp/docs/requests/peerings/billing.md");
    assert!(
        sheet.contains("Terraform asks for the peering, and somebody of this account has to accept it."),
        "{sheet}"
    );
    let module = folder.read("out/corp/terraform/peering_with_billing.tf");
    assert!(module.contains("\"444444444444\"") && !module.contains("auto_accept"), "{module}");

    folder.write("corp.yaml", format!("{DOCUMENT}    accepts: arn:aws:iam::444444444444:role/accept-peering\n"));
    folder.run("render corp.yaml").ends(0);
    let template = folder.read("out/corp/cloudformation/peering--billing.yaml");
    assert!(template.contains("PeerRoleArn: arn:aws:iam::444444444444:role/accept-peering"), "{template}");
}

/// A peering that is called otherwise is made of its first word: its stack, its file and its sheet stay.
#[test]
fn a_renamed_peering_keeps_its_stack_and_its_sheet() {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -t terraform -t docs").ends(0);
    let before = folder.read("out/corp/terraform/peering_with_billing.tf");
    folder.run("mv corp.yaml peerings.billing peerings.invoices").ends(0);
    folder.run("render corp.yaml -t terraform -t docs").ends(0);
    assert_eq!(
        folder.read("out/corp/terraform/peering_with_billing.tf"),
        before.replace("peering billing", "peering invoices (made as billing)")
    );
    assert!(folder.read("out/corp/docs/requests/peerings/billing.md").contains("Peering invoices joins it"));
}

/// An address of the VPC of others: the walk ends there, and says what its owner has to have.
#[test]
fn a_walk_to_a_vpc_of_others_says_what_its_owner_has_to_have() {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    let run = folder.run("reach corp.yaml orders/app 10.90.1.1").ends(0);
    for part in [
        "peering:billing",
        "vpc-0123456789abcdef0 of account 444444444444",
        "routes to 10.0.0.0/16",
        "docs/requests/peerings/billing.md",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}
