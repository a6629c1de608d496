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

/// There and back leaves nothing behind, with or without a render between, and however `renamed` is written.
#[test]
fn a_rename_that_is_taken_back_takes_its_entry_back() {
    for more in ["", "renamed:\n  vpcs.gone: vpcs.orders\n", "renamed: {vpcs.gone: vpcs.orders} # said\n"] {
        for render in [false, true] {
            let folder = Folder::new();
            folder.write("corp.yaml", DOCUMENT.replace("orders", "gone"));
            folder.run("render corp.yaml -o out").ends(0);
            let text = if more.is_empty() { DOCUMENT.replace("orders", "gone") } else { DOCUMENT.to_owned() + more };
            folder.write("corp.yaml", &text);
            folder.run("render corp.yaml -o out").ends(0);
            let lock = folder.read("corp.lock");
            let tier = ["vpcs.X.tiers.app", "vpcs.X.tiers.web"]
                .map(|path| path.replace('X', if more.is_empty() { "gone" } else { "orders" }));
            folder.run(&format!("mv corp.yaml {} {}", tier[0], tier[1])).ends(0);
            assert_ne!(folder.read("corp.yaml"), text);
            if render {
                folder.run("render corp.yaml -o out").ends(0);
                assert_ne!(folder.read("corp.lock"), lock);
            }
            folder.run(&format!("mv corp.yaml {} {}", tier[1], tier[0])).ends(0);
            if render {
                // The lock remembers the other name: what is said of it is turned round.
                let now = folder.read("corp.yaml");
                assert_eq!(now.matches(&tier[0]).count(), 1, "{now}");
                assert!(now.contains(&format!("{}: {}", tier[1], tier[0])), "{now}");
            } else {
                assert_eq!(folder.read("corp.yaml"), text);
            }
            folder.run("render corp.yaml -o out").ends(0);
            // As long as the entry stands, the lock says of what the thing is made.
            let planned = |lock: &str| {
                lock.lines()
                    .filter(|line| !line.starts_with("renamed/") && !line.starts_with("digest"))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(planned(&folder.read("corp.lock")), planned(&lock));
            folder.run("render corp.yaml -o out --check --locked").ends(0);
        }
    }
}

/// A word of the lock that nobody's document says is told as what it is: no line of `renamed` mends it.
#[test]
fn another_word_in_the_lock_is_released() {
    let folder = folder();
    let lock = folder.read("corp.lock");
    let mut lines: Vec<&str> = lock.lines().skip(1).filter(|line| !line.starts_with(['#', 'd'])).collect();
    lines.push("renamed/vpc/orders            word other");
    lines.sort_unstable();
    let body = format!("{}\n{}\n", lock.lines().next().unwrap(), lines.join("\n"));
    let tampered = format!("{body}digest {}\n", netgen::digest::digest(body.as_bytes()));
    folder.write("corp.lock", &tampered);
    let run = folder.run("check corp.yaml").ends(0);
    assert!(run.err.contains("NG0616") && run.err.contains("--release renamed.vpcs.orders"), "{}", run.err);
    assert!(!run.err.contains("write `renamed:"), "{}", run.err);
    folder.run("render corp.yaml -o out --release renamed.vpcs.orders").ends(0);
    assert_eq!(folder.read("corp.lock"), lock);
}

/// Labels in Terraform follow the name where that is asked for, and nothing else does; the lock alone remembers that as well.
#[test]
fn labels_in_terraform_follow_where_they_are_asked_to() {
    let folder = folder();
    let stack = folder.read("out/cloudformation/orders.yaml");
    folder.run("mv corp.yaml vpcs.orders vpcs.order").ends(0);
    folder.run("render corp.yaml -o out").ends(0);
    folder.run("mv corp.yaml vpcs.order --relabel").ends(0);
    assert!(folder.read("corp.yaml").ends_with("renamed:\n  vpcs.orders: vpcs.order\nrelabel: [vpcs.order]\n"));
    let ran = folder.run("diff ./out ./corp.yaml").ends(0);
    assert!(ran.out.contains("10 resources in Terraform: other labels"), "{}", ran.out);
    folder.run("render corp.yaml -o out").ends(0);
    assert!(folder.read("corp.lock").contains("renamed/vpc/order             word orders  labels order\n"));
    let moved = folder.read("out/terraform/relabelled.tf");
    assert!(moved.contains("moved {\n  from = aws_vpc.orders\n  to   = aws_vpc.order\n}\n"), "{moved}");
    let body =
        |text: &str| text.split_once('\n').map(|(_, rest)| rest.replace("VPC orders", "VPC order (made as orders)"));
    assert_eq!(body(&folder.read("out/cloudformation/orders.yaml")), body(&stack));
    folder.run("mv corp.yaml vpcs.order vpcs.sales --relabel").ends(0);
    let text = folder.read("corp.yaml");
    assert!(text.ends_with("relabel: [vpcs.sales]\n") && text.contains("  vpcs.order: vpcs.sales\n"), "{text}");
    folder.run("render corp.yaml -o out").ends(0);
    let tree = folder.tree("out");
    folder.write("corp.yaml", text.split("renamed:").next().unwrap());
    folder.run("render corp.yaml -o out --check --locked").ends(0);
    assert_eq!(folder.tree("out"), tree);
    // A label that was once is nobody else's: Terraform would take the one for the other.
    folder.write("corp.yaml", text.split("renamed:").next().unwrap().to_owned() + "  order: {cidr: 10.1.0.0/16}\n");
    let ran = folder.run("check corp.yaml").ends(1);
    assert!(ran.err.contains("NG0614") && ran.err.contains("`order` was the label of `vpcs.sales`"), "{}", ran.err);
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

/// A VPC in a list of a site's ends, also one that is called as the word before the slash.
#[test]
fn a_vpc_among_several_of_a_site_is_renamed_in_its_place() {
    let text = include_str!("../blueprints/site-several-vpcs.yaml");
    let folder = Folder::new();
    folder.write("corp.yaml", text);
    folder.run("mv corp.yaml vpcs.data vpcs.vpc").ends(0);
    let new = folder.read("corp.yaml");
    assert!(
        new.contains("to: [vpc/tools, vpc/app, vpc/vpc]") && new.contains("to: [vpc/app, vpc/vpc, vpc/tools]"),
        "{new}"
    );
    folder.run("mv corp.yaml vpcs.vpc vpcs.data").ends(0);
    assert_eq!(folder.read("corp.yaml"), text);
}
