//! A VPC that goes to another account: it leaves the document, is deleted where it is, and is made elsewhere. Two deployments, in both dialects.

use std::collections::BTreeMap;

use netgen::cloudformation::Format;
use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{self, Diagnostics, Sources, report};
use netgen::terraform;

/// The files of a render, and its lock.
pub type Tree = (BTreeMap<String, String>, String);

/// A render with the lock of the one before, less what is given up; the error has the findings.
pub fn render(text: &str, lock: Option<&str>, releases: &[&str]) -> Result<Tree, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("corp.yaml", text);
    let lock = lock.map(|lock| sources.add("corp.lock", lock));
    let releases = releases.iter().map(|path| (*path).to_owned()).collect();
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases };
    let tree = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "corp.yaml", Format::Yaml, &mut diagnostics)?;
        let lock = compiled.lock.print();
        let modules = terraform::render(&compiled.graph, &input.network, "corp.yaml");
        Some((compiled.templates.into_iter().chain(modules).map(|file| (file.path, file.text)).collect(), lock))
    });
    tree.ok_or_else(|| report(&diagnostics, &sources, diagnostic::Format::Text { color: false }))
}

fn document(orders: &str) -> String {
    let text = super::DOCUMENT.replace("name: corp", "name: corp\norganization: {id: o-abc123defg}");
    let (head, rest) = text.split_once("  orders: {account: shop, ").expect("a VPC");
    let (_, tail) = rest.split_once('\n').expect("its line");
    [head, orders, tail].concat()
}

const LINE: &str = "  orders: {account: shop, retain: true, flow_logs: {to: cloudwatch}, cidr: 10.1.0.0/16, attach: {to: hub, segment: production}}\n";

#[test]
fn it_is_deleted_where_it_is_before_it_is_made_elsewhere() {
    let (_, first) = render(&document(LINE), None, &[]).expect("a good document");
    let moved = document(&LINE.replace("shop", "labs"));
    for releases in [&[][..], &["stacks.corp-orders"], &["stacks", "retained.vpcs.orders"]] {
        let refused = render(&moved, Some(&first), releases).expect_err("it is live elsewhere");
        assert!(refused.contains("the lock has stack `corp-orders` in account shop, Region eu-west-1"), "{refused}");
        assert!(refused.contains("or take it out of the document, render, and deploy that"), "{refused}");
    }
    let (files, out) = render(&document(""), Some(&first), &[]).expect("it may leave");
    let script = &files["cloudformation/deploy.sh"];
    let retired = script.split("retired_stacks() {").nth(1).expect("retired stacks");
    let line = "  of 'shop'\n  retired 'corp-orders' 'eu-west-1' 'stacks.corp-orders' 'OrdersFlowLogsLogGroup'";
    assert!(retired.contains(line), "{retired}");
    // Its states are with the account that it is in: what is retained is let go there, and all else destroyed.
    let own = "terraform/shop/eu-west-1/own/";
    let removed = &files[&format!("{own}removed.tf")];
    assert!(removed.contains("from = aws_cloudwatch_log_group.orders_flow_logs\n"), "{removed}");
    assert!(files[&format!("{own}providers.tf")].contains("[\"222222222222\"]"));
    let refused = render(&moved, Some(&out), &[]).expect_err("it is still there");
    let both = "give its stacks up: `--release stacks.corp-orders --release stacks.corp-routes--orders--hub`";
    assert!(refused.contains("delete the old one first") && refused.contains(both), "{refused}");
    let refused = render(&moved, Some(&out), &["stacks"]).expect_err("it is kept elsewhere");
    assert!(
        refused.contains("the lock has `retained/vpc/orders/flow-logs` in terraform/shop/eu-west-1/own/"),
        "{refused}"
    );
    let releases = ["stacks.corp-orders", "stacks.corp-routes--orders--hub", "retained.vpcs.orders"];
    let (files, last) = render(&moved, Some(&out), &releases).expect("nothing of it is known elsewhere");
    assert!(files["cloudformation/deploy.sh"].contains("  of 'labs'\n  stack 'corp-orders' 'eu-west-1'"));
    assert!(last.contains("stack/corp-orders             account labs  region eu-west-1"), "{last}");
}
