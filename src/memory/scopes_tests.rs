//! Folders and refusals over several renders, each with the lock of the one before.

use crate::aws::{self, LeftStack};
use crate::blueprint;
use crate::cloudformation::Links;
use crate::diagnostic::{Diagnostics, Severity, Sources};
use crate::network;
use crate::plan::lock::Lock;
use crate::plan::{self, release};

/// What a render remembers: the lock, the folders of roots without anything in them, the stacks to delete, and what is refused.
struct Rendered {
    lock: Lock,
    empty: Vec<String>,
    retired: Vec<LeftStack>,
    refused: Vec<String>,
    /// What is said to do about it.
    helps: Vec<String>,
}

impl Rendered {
    /// The lines of the lock whose path begins like this.
    fn lines(&self, word: &str) -> Vec<String> {
        self.lock.under(word).map(|(path, entry)| format!("{path}  {entry}")).collect()
    }
}

fn render(text: &str, old: &Lock) -> Rendered {
    render_after(text, old, &[])
}

/// The same with what is given up of the lock.
fn render_after(text: &str, read: &Lock, releases: &[&str]) -> Rendered {
    let old = &releases.iter().fold(read.clone(), |lock, path| without(&lock, path));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("corp.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a document that reads");
    let network = network::resolve(&blueprint, &mut diagnostics).expect("a document that means something");
    let (plan, mut lock) = plan::plan(&network, old, &mut diagnostics).expect("a plan");
    let mut graph = aws::lower(&plan);
    let (links, roots) = (Links::of(&graph, &network), aws::Roots::of(&graph));
    super::super::remember(&mut graph, (&links, &roots), &network, (read, old, &mut lock), &mut diagnostics);
    let empty = graph.left().roots.iter().map(|root| root.folder.clone()).collect();
    let errors: Vec<_> = diagnostics.sorted().into_iter().filter(|one| one.severity() == Severity::Error).collect();
    let refused = errors.iter().map(|one| one.message.clone()).collect();
    let helps = errors.iter().flat_map(|one| one.help.clone()).collect();
    Rendered { lock, empty, retired: graph.left().stacks.clone(), refused, helps }
}

const ONE: &str = "netgen: 1
name: corp
region: eu-west-1
availability_zones: [euw1-az1]
vpcs:
  core: {cidr: 10.0.0.0/16, tiers: {app: {prefix: 24, route: local}}}
";

/// Three scopes, of which `home` is that of the document.
fn several(home: &str, vpcs: &str) -> String {
    format!(
        "netgen: 1\nname: corp\naccounts: {{network: \"111111111111\", shop: \"222222222222\"}}\n\
         regions: {{eu-west-1: {{availability_zones: [euw1-az1]}}, eu-central-1: {{availability_zones: [euc1-az1]}}}}\n\
         defaults: {{account: {home}, region: eu-west-1, vpc: {{tiers: {{app: {{prefix: 24, route: local}}}}}}}}\n\
         vpcs:\n  core: {{account: network, cidr: 10.0.0.0/16}}\n{vpcs}"
    )
}

const ORDERS: &str = "  orders: {account: shop, cidr: 10.1.0.0/16}\n";
const BACKUP: &str = "  backup: {account: shop, region: eu-central-1, cidr: 10.2.0.0/16}\n";

#[test]
fn only_several_scopes_have_lines_and_what_was_first_has_none_of_its_own() {
    let one = render(ONE, &Lock::default());
    assert_eq!(one.lines("scope"), Vec::<String>::new());
    let three = render(&several("network", &[ORDERS, BACKUP].concat()), &one.lock);
    assert_eq!(three.refused, Vec::<String>::new());
    assert_eq!(
        three.lines("scope"),
        [
            "scope/network/eu-west-1  folder home  roots own",
            "scope/shop/eu-central-1  folder shop/eu-central-1  roots own",
            "scope/shop/eu-west-1  folder shop/eu-west-1  roots own",
        ]
    );
    assert_eq!(
        three.lines("stack"),
        [
            "stack/corp-backup  account shop  region eu-central-1",
            "stack/corp-core  region eu-west-1",
            "stack/corp-orders  account shop  region eu-west-1",
        ]
    );
}

#[test]
fn another_home_moves_no_folder() {
    let first = render(&several("network", ORDERS), &Lock::default());
    let other = render(&several("shop", ORDERS), &first.lock);
    assert_eq!((other.refused.as_slice(), other.lines("scope")), (&[][..], first.lines("scope")));
    assert_eq!(other.lines("stack"), first.lines("stack"));
}

#[test]
fn what_is_live_in_another_account_or_region_is_refused() {
    let first = render(&several("network", ORDERS), &Lock::default());
    let elsewhere = ORDERS.replace("shop", "network");
    let moved = render(&several("network", &elsewhere), &first.lock);
    let says = "VPC orders is in account network, Region eu-west-1, and the lock has stack `corp-orders` in account shop, Region eu-west-1";
    assert_eq!(moved.refused, [says]);
    let away = ORDERS.replace("shop", "shop, region: eu-central-1");
    let says = "VPC orders is in account shop, Region eu-central-1, and the lock has stack `corp-orders` in account shop, Region eu-west-1";
    assert_eq!(render(&several("network", &away), &first.lock).refused, [says]);
}

/// What moves leaves the document first: it is deleted where it is, and given up there, before it is made elsewhere.
#[test]
fn what_moves_is_deleted_where_it_is_first() {
    let retained = ORDERS.replace("cidr", "retain: true, flow_logs: {to: cloudwatch}, cidr");
    let first = render(&several("network", &retained), &Lock::default());
    let elsewhere = several("network", &retained.replace("shop", "network"));
    let says = |rendered: &Rendered, parts: &[&str]| {
        assert_eq!(rendered.refused.len(), parts.len(), "{:?}", rendered.refused);
        for part in parts {
            assert!(rendered.refused.iter().any(|one| one.contains(part)), "{part}: {:?}", rendered.refused);
        }
    };
    // Giving up what the document has forgets nothing that stands elsewhere.
    let stack = "the lock has stack `corp-orders` in account shop";
    for releases in
        [&[][..], &["stacks.corp-orders"], &["stacks"], &["stacks", "retained.vpcs.orders", "scope.shop.eu-west-1"]]
    {
        says(&render_after(&elsewhere, &first.lock, releases), &[stack]);
    }
    let out = render(&several("network", ""), &first.lock);
    says(&out, &[]);
    let retired: Vec<_> = out.retired.iter().map(|one| (one.name.as_str(), one.account.as_deref())).collect();
    assert_eq!(
        (retired, out.empty.as_slice()),
        (vec![("corp-orders", Some("shop"))], &["shop/eu-west-1/own/".to_owned()][..])
    );
    let kept = "the lock has `retained/vpc/orders/flow-logs` in terraform/shop/eu-west-1/own/";
    says(&render(&elsewhere, &out.lock), &[stack, kept]);
    says(&render_after(&elsewhere, &out.lock, &["stacks.corp-orders"]), &[kept]);
    says(&render_after(&elsewhere, &out.lock, &["retained.vpcs.orders"]), &[stack]);
    let moved = render_after(&elsewhere, &out.lock, &["stacks.corp-orders", "retained.vpcs.orders"]);
    says(&moved, &[]);
    assert!(
        moved.retired.is_empty() && moved.lines("stack").contains(&"stack/corp-orders  region eu-west-1".to_owned())
    );
    // What comes back where it was needs nothing.
    says(&render(&several("network", &retained), &out.lock), &[]);
}

#[test]
fn an_emptied_scope_keeps_its_roots_until_it_is_given_up() {
    let first = render(&several("network", &[ORDERS, BACKUP].concat()), &Lock::default());
    let second = render(&several("network", ORDERS), &first.lock);
    assert_eq!(second.refused, Vec::<String>::new());
    assert_eq!(second.empty, ["shop/eu-central-1/own/"]);
    let mut given_up = second.lock.clone();
    release(&mut given_up, "scope.shop.eu-central-1", &mut Diagnostics::default());
    assert_eq!(render(&several("network", ORDERS), &given_up).empty, Vec::<String>::new());
    // The account cannot go while something is there.
    let third = render(ONE, &second.lock);
    assert!(third.refused[0].contains("in account `network`, which the document does not know"), "{:?}", third.refused);
}

/// What the owner of a gateway says of an attachment goes before it, the attachment before the right to make it, and that before the gateway.
#[test]
fn stacks_of_several_accounts_are_deleted_hub_side_first() {
    let attached = "  orders: {account: shop, cidr: 10.1.0.0/16, attach: {to: hub, segment: production}, tiers: {app: {prefix: 24, route: transit}}}\n\
                    transit_gateways: {hub: {segments: {production: {}}}}\n";
    let first = render(&several("network", attached), &Lock::default());
    let last = render(&several("network", ""), &first.lock);
    assert_eq!(last.refused, Vec::<String>::new());
    let names: Vec<&str> = last.retired.iter().map(|stack| stack.name.as_str()).collect();
    let at = |name: &str| names.iter().position(|one| *one == name).unwrap_or_else(|| panic!("no {name}: {names:?}"));
    let order = ["corp-hub--orders", "corp-orders", "corp-share--hub--shop", "corp-hub"].map(at);
    assert!(order.is_sorted(), "{names:?}");
    for stack in &last.retired {
        let account = if stack.name == "corp-orders" { "shop" } else { "network" };
        assert_eq!(stack.account.as_deref(), Some(account), "{}", stack.name);
        assert!(stack.after.iter().all(|reader| at(reader) < at(&stack.name)), "{}", stack.name);
    }
    assert_eq!(last.retired[order[1]].after, ["corp-hub--orders"]);
}

/// The stacks of the first scope name no account in the lock: that a document's home is another account now is seen all the same.
#[test]
fn a_home_in_another_account_is_refused() {
    let at_home =
        |home: &str| several(home, ORDERS).replace("account: network, cidr: 10.0.0.0/16", "cidr: 10.0.0.0/16");
    let first = render(&at_home("network"), &Lock::default());
    assert_eq!(first.refused, Vec::<String>::new());
    let moved = render(&at_home("shop"), &first.lock);
    assert_eq!(
        moved.refused,
        [
            "VPC core is in account shop, Region eu-west-1, and the lock has stack `corp-core` in account network, Region eu-west-1"
        ]
    );
}

/// What a lock is after something of it was given up.
fn without(lock: &Lock, path: &str) -> Lock {
    let mut left = lock.clone();
    assert!(!release(&mut left, path, &mut Diagnostics::default()).is_empty(), "{path}");
    left
}

#[test]
fn an_account_keeps_its_id_until_it_is_given_up() {
    let text = several("network", ORDERS);
    let first = render(&text, &Lock::default());
    let known = ["account/network  number 111111111111", "account/shop  number 222222222222"];
    assert_eq!(first.lines("account"), known);
    // A name without an id goes on meaning the account that it meant.
    let unnamed = render(&text.replace("shop: \"222222222222\"", "shop:"), &first.lock);
    assert_eq!((unnamed.refused.as_slice(), unnamed.lines("account")), (&[][..], first.lines("account")));
    let other = text.replace("222222222222", "333333333333");
    let refused = render(&other, &unnamed.lock);
    let says = "account `shop` has the id 333333333333, and the lock has `account/shop` with 222222222222";
    assert_eq!(refused.refused, [says]);
    assert!(refused.helps[0].starts_with("take 222222222222 back"), "{:?}", refused.helps);
    assert!(refused.helps[1].ends_with("`--release accounts.shop`"), "{:?}", refused.helps);
    let given_up = render(&other, &without(&unnamed.lock, "accounts.shop"));
    assert_eq!(given_up.refused, Vec::<String>::new());
    assert_eq!(given_up.lines("account")[1], "account/shop  number 333333333333");
}

#[test]
fn a_name_gets_its_id_at_any_time() {
    let text = several("network", ORDERS);
    let first = render(&text.replace("\"222222222222\"", ""), &Lock::default());
    assert_eq!(first.lines("account"), ["account/network  number 111111111111", "account/shop  "]);
    let bound = render(&text, &first.lock);
    assert_eq!(bound.refused, Vec::<String>::new());
    assert_eq!(bound.lines("account")[1], "account/shop  number 222222222222");
}

/// One scope has no line of its own: its account is known all the same.
#[test]
fn the_account_of_the_only_scope_is_known() {
    let one = |accounts: &str, home: &str| {
        let head = format!("netgen: 1\naccounts: {{{accounts}}}\ndefaults: {{account: {home}}}");
        ONE.replace("netgen: 1", &head)
    };
    let both = "network: \"111111111111\", shop: \"222222222222\"";
    let first = render(&one(both, "network"), &Lock::default());
    assert_eq!((first.lines("account").len(), first.lines("scope").len()), (1, 0));
    let refused = |text: &str, says: &str| {
        let second = render(text, &first.lock);
        assert!(second.refused.len() == 1 && second.refused[0].contains(says), "{:?}", second.refused);
    };
    refused(&one("network: \"333333333333\"", "network"), "with 111111111111");
    refused(&one("core: \"111111111111\"", "core"), "the lock has account `network`, which the document does not know");
    refused(&one("core: \"333333333333\"", "core"), "the lock has account `network`, which the document does not know");
    refused(&one(both, "shop"), "VPC core is in account shop, Region eu-west-1");
    refused(&several("shop", "").replace("account: network, ", ""), "VPC core is in account shop, Region eu-west-1");
    assert_eq!(render(&one(both, "network"), &render(ONE, &Lock::default()).lock).refused, Vec::<String>::new());
}

#[test]
fn an_account_that_is_called_otherwise_is_one_finding() {
    let first = render(&several("network", ORDERS), &Lock::default());
    let renamed = render(&several("network", ORDERS).replace("shop", "store"), &first.lock);
    assert_eq!(
        renamed.refused,
        ["the lock has `scope/shop/eu-west-1` in account `shop`, which the document does not know"]
    );
    assert!(renamed.helps[0].contains("`renamed: {accounts.shop: accounts.store}`"), "{:?}", renamed.helps);
    let exchanged = several("network", ORDERS).replace(
        "network: \"111111111111\", shop: \"222222222222\"",
        "network: \"222222222222\", shop: \"111111111111\"",
    );
    let exchanged = render(&exchanged, &first.lock);
    assert!(exchanged.helps[0].contains("`renamed: {accounts.network: accounts.shop}`"), "{:?}", exchanged.helps);
    assert_eq!(exchanged.refused.len(), 2);
}

/// Scopes of a document without accounts are of the account that is its home when it gets accounts.
#[test]
fn scopes_that_had_no_account_are_bound_to_one() {
    let vpcs = |rest: &str| {
        format!("vpcs:\n  core: {{cidr: 10.0.0.0/16}}\n  backup: {{region: eu-central-1, cidr: 10.2.0.0/16}}\n{rest}")
    };
    let body = |text: String, rest: &str| {
        text.split_once("vpcs:\n").map(|(head, _)| [head, &vpcs(rest)].concat()).unwrap_or_default()
    };
    let named = |home: &str, rest: &str| body(several(home, ""), rest);
    let bare = named("network", "")
        .replace("accounts: {network: \"111111111111\", shop: \"222222222222\"}\n", "")
        .replace("account: network, ", "");
    let first = render(&bare, &Lock::default());
    assert_eq!(
        first.lines("scope"),
        ["scope/-/eu-central-1  folder eu-central-1  roots own", "scope/-/eu-west-1  folder home  roots own"]
    );
    let bound = render(&named("network", ORDERS), &first.lock);
    assert_eq!(bound.refused, Vec::<String>::new());
    assert_eq!(
        bound.lines("scope"),
        [
            "scope/-/eu-central-1  account network  folder eu-central-1  roots own",
            "scope/-/eu-west-1  account network  folder home  roots own",
            "scope/shop/eu-west-1  folder shop/eu-west-1  roots own",
        ]
    );
    let moved = render(&named("shop", ORDERS), &bound.lock);
    assert_eq!(moved.refused.len(), 2, "{:?}", moved.refused);
    assert!(moved.refused.iter().all(|one| one.contains("in account network")), "{:?}", moved.refused);
    // What is left there is deleted there, whatever is home by then.
    let emptied = render(&several("shop", ORDERS).replace("core: {account: network, ", "other: {"), &bound.lock);
    assert_eq!(emptied.refused, Vec::<String>::new());
    let accounts: Vec<_> =
        emptied.retired.iter().map(|stack| (stack.name.as_str(), stack.account.as_deref())).collect();
    assert_eq!(accounts, [("corp-backup", Some("network")), ("corp-core", Some("network"))]);
}
