//! `netgen mv`: the document is edited, nothing else is written, and nothing that would mean other resources.

use crate::command::Folder;

const DOCUMENT: &str = "\
netgen: 1
name: corp
region: eu-west-1
availability_zones: [a, b]
vpcs:
  orders:                       # called so since 2019
    cidr: 10.0.0.0/16
    tiers: {app: {prefix: 24, route: local}}
    security_groups: {web: {ingress: [{from: vpc/orders, tcp: 443}]}}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -o out").ends(0);
    folder
}

#[test]
fn a_rename_changes_the_document_then_one_line_of_the_lock_and_no_resource() {
    let folder = folder();
    let (lock, tree) = (folder.read("corp.lock"), folder.tree("out"));
    folder.run("mv corp.yaml vpcs.orders vpcs.order").ends(0);
    let expected = DOCUMENT.replace("  orders:", "  order:").replace("vpc/orders", "vpc/order");
    assert_eq!(folder.read("corp.yaml"), format!("{expected}renamed:\n  vpcs.orders: vpcs.order\n"));
    assert_eq!((folder.read("corp.lock"), folder.tree("out")), (lock, tree), "the render writes them");
    let ran = folder.run("diff ./out ./corp.yaml --exit-code").ends(1);
    let said = "vpcs.orders -> vpcs.order: nothing is replaced, all goes on being made of `orders`";
    assert!(ran.out.contains(said), "{}", ran.out);
    folder.run("diff ./out ./corp.yaml --fail-on replaces,removes,interrupts,security").ends(0);
    folder.run("render corp.yaml -o out").ends(0);
    assert!(folder.read("corp.lock").contains("renamed/vpc/order             word orders\n"));
    assert!(folder.read("out/terraform/vpc_orders.tf").contains("VPC order (made as orders)"));
    // The lock alone remembers.
    folder.write("corp.yaml", &expected);
    folder.run("render corp.yaml -o out --check --locked").ends(0);
    assert!(folder.run("reach corp.yaml order/app order/app tcp/443").ends(0).out.contains("order/app"));
}

#[test]
fn the_document_is_printed_instead() {
    let folder = folder();
    let ran = folder.run("mv corp.yaml vpcs.orders.tiers.app vpcs.orders.tiers.web --stdout").ends(0);
    assert!(ran.out.contains("tiers: {web: {") && ran.out.ends_with("vpcs.orders.tiers.app: vpcs.orders.tiers.web\n"));
    assert_eq!(folder.read("corp.yaml"), DOCUMENT);
}

#[test]
fn what_would_mean_other_resources_is_not_written() {
    let folder = folder();
    for (arguments, says) in [
        ("vpcs.order vpcs.orders", "there is no `vpcs.order` in the document"),
        ("vpcs.orders sites.orders", "is not in the place of"),
        ("vpcs.orders", "NEW"),
    ] {
        let ran = folder.run(&format!("mv corp.yaml {arguments}")).ends(2);
        assert!(ran.err.contains(says), "{arguments}: {}", ran.err);
    }
    // An overlay goes on speaking of the old name: it would make a VPC of its own.
    folder.write("more.yaml", "vpcs: {orders: {tags: {Owner: web}}}\n");
    let ran = folder.run("mv corp.yaml vpcs.orders vpcs.order -f more.yaml");
    assert!(ran.status != 0 && !ran.err.is_empty(), "{}", ran.err);
    assert_eq!(folder.read("corp.yaml"), DOCUMENT);
}
