//! Documents of several accounts: each change is shown with its stack's account and Region and with its root module, and nothing moves from one
//! to another.

use netgen::diagnostic::{Diagnostics, Sources};
use netgen::diff::{Diff, Effect, StackChange, diff};
use netgen::plan::lock::Lock;
use netgen::record::Record;
use netgen::report::{DiffOptions, diff_json, diff_text};
use netgen::{aws, blueprint, network, plan};

const ACCOUNTS: &str = include_str!("../accounts/accounts.yaml");

/// What is recorded of a document, without the rules.
fn record(text: &str, lock: &Lock) -> (Record, Lock) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("accounts.yaml", text);
    let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a document");
    let network = network::resolve(&written, &mut diagnostics).expect("a network");
    let (plan, lock) = plan::plan(&network, lock, &mut diagnostics).expect("a plan");
    let graph = aws::lower(&plan);
    let record = Record::of(&plan, &lock, &graph, (&[], &[])).artifact().text;
    (Record::read(&record).expect("a record that reads what it wrote"), lock)
}

/// Both versions, the second one planned with the lock of the first.
fn versions(text: &str) -> [Record; 2] {
    let (old, lock) = record(ACCOUNTS, &Lock::default());
    let (new, _) = record(text, &lock);
    [old, new]
}

fn effects<'d>(diff: &'d Diff<'_>, key: &str) -> &'d netgen::diff::ResourceDiff<'d> {
    diff.resources.iter().find(|one| one.key == key).unwrap_or_else(|| panic!("nothing happens to {key}"))
}

#[test]
fn the_same_document_changes_nothing_and_roots_stand_in_their_order() {
    let [old, new] = versions(ACCOUNTS);
    assert!(diff(&old, &new).is_empty());
    assert_eq!(
        old.roots,
        [
            "",
            "partner/ap-northeast-1/own",
            "shop/ap-northeast-1/own",
            "partner/ap-northeast-1/use",
            "shop/ap-northeast-1/use",
            "network/ap-northeast-1/join",
            "shop/ap-northeast-1/join",
            "partner/ap-northeast-1/route",
            "shop/ap-northeast-1/route",
        ]
    );
}

#[test]
fn every_change_has_its_account_and_its_root() {
    let vpc = "  returns: {account: shop, pool: production, prefix: 20, attach: {to: hub, segment: production}}\n";
    let [old, new] = versions(&ACCOUNTS.replacen("\nvpcs:\n", &format!("\nvpcs:\n{vpc}"), 1));
    let diff = diff(&old, &new);
    let text = diff_text(&diff, DiffOptions { verbose: true, ..DiffOptions::default() });
    for title in [
        "stack union-returns in shop/ap-northeast-1, shop/ap-northeast-1/own/vpc_returns.tf, \
         shop/ap-northeast-1/use/vpc_returns.tf",
        "stack union-hub--returns, network/ap-northeast-1/join/hub_hub_member_returns.tf",
        "+   union-returns in shop/ap-northeast-1\n",
    ] {
        assert!(text.contains(title), "{title}: {text}");
    }
    let json: serde_json::Value = serde_json::from_str(&diff_json(&diff)).expect("JSON");
    let attachment = json["resources"].as_array().expect("resources").iter();
    let mut attachment = attachment.filter(|one| one["resource"] == "transit_gateway_attachment.returns");
    let attachment = attachment.next().expect("an attachment");
    assert_eq!(
        (&attachment["folder"], &attachment["root"]),
        (&"shop/ap-northeast-1".into(), &"shop/ap-northeast-1/use".into())
    );
}

/// Terraform would delete an attachment with its acceptance, so that is let go. What the gateway accepted by itself cannot be accepted again.
#[test]
fn acceptances_follow_a_gateway_that_begins_or_ends_to_accept_by_itself() {
    let hub = "  hub:\n    segments:";
    let auto = ACCOUNTS.replacen(hub, "  hub:\n    auto_accept: true\n    segments:", 1);
    let [old, new] = versions(&auto);
    let back = diff(&new, &old);
    let Some(Effect::Refused { instead, .. }) =
        &effects(&back, "transit_gateway_attachment_accepter.orders").effects.terraform
    else {
        panic!("{:?}", back.resources)
    };
    let import = "`import { to = aws_ec2_transit_gateway_vpc_attachment_accepter.orders, id = \"ATTACHMENT_ID\" }` in terraform/network/ap-northeast-1/join/imports.tf";
    assert!(instead.contains(import), "{instead}");
    let diff = diff(&old, &new);
    let text = diff_text(&diff, DiffOptions::default());
    let acceptance = effects(&diff, "transit_gateway_attachment_accepter.orders");
    assert_eq!(acceptance.effects.terraform, Some(Effect::Keeps), "{text}");
    let route = diff.resources.iter().find(|one| one.key == "route.orders_app_default");
    assert!(route.is_none_or(|route| route.effects.terraform.is_none()), "{text}");
}

/// The stack keeps its name, and is another one.
#[test]
fn a_vpc_of_another_account_is_made_anew() {
    let [old, new] = versions(&ACCOUNTS.replacen("  bench: {account: shop,", "  bench: {account: partner,", 1));
    let diff = diff(&old, &new);
    let vpc = effects(&diff, "vpc.bench");
    assert_eq!(vpc.from.expect("the stack that had it").folder, "shop/ap-northeast-1");
    for (dialect, effect) in vpc.effects.iter() {
        assert!(matches!(effect, Effect::Replaces { .. }), "{dialect:?}: {effect:?}");
    }
    let text = diff_text(&diff, DiffOptions::default());
    let makes = "cloudformation/partner/ap-northeast-1/ (union-bench) makes it anew, and cloudformation/shop/ap-northeast-1/ \
                 (union-bench) stays until it is deleted";
    assert!(text.contains(makes), "{text}");
    let stacks: Vec<_> = diff.stacks.iter().filter(|one| one.stack == "union-bench").collect();
    let changes: Vec<_> = stacks.iter().map(|one| (one.folder, one.change)).collect();
    let expected = [("partner/ap-northeast-1", StackChange::Added), ("shop/ap-northeast-1", StackChange::Retired(0))];
    assert_eq!(changes, expected);
    // Whatever named the old one by its id has to name the new one.
    assert!(
        effects(&diff, "transit_gateway_attachment.bench").effects.iter().all(|(_, effect)| effect.is_replacement())
    );
}

/// What reads another account from now on is in a later root of its account: the earlier one destroys it.
#[test]
fn what_gets_another_root_is_destroyed_in_the_old_one() {
    let orders = |route: &str| {
        let own = "    attach: {to: hub, segment: production}\n    security_groups:\n";
        ACCOUNTS.replacen(own, &format!("    tiers: {{app: {{prefix: 24, route: {route}}}}}\n{own}"), 1)
    };
    let (old, lock) = record(&orders("internet"), &Lock::default());
    let (new, _) = record(&orders("transit"), &lock);
    let diff = diff(&old, &new);
    let route = effects(&diff, "route.orders_app_default");
    let roots = [route.old, route.new].map(|one| one.expect("both").root.clone());
    assert_eq!(roots, ["shop/ap-northeast-1/own", "shop/ap-northeast-1/route"]);
    let Some(Effect::Replaces { on, meanwhile: Some(_) }) = &route.effects.terraform else {
        panic!("{:?}", route.effects)
    };
    let words = "terraform/shop/ap-northeast-1/own/ destroys it before terraform/shop/ap-northeast-1/route/ makes it";
    assert_eq!(on[..], [words.to_owned()]);
    let Some(Effect::Replaces { on, .. }) = &route.effects.cloudformation else { panic!("{:?}", route.effects) };
    assert!(on.iter().any(|one| one.contains("routes--orders--hub")), "{on:?}");
}

/// What goes in an earlier root while a later one needs it is refused; what goes in both is destroyed in the later one first.
#[test]
fn a_root_destroys_nothing_that_a_later_one_keeps() {
    let tickets = "  tickets: {account: partner, pool: partners, prefix: 20, attach: {to: hub, segment: partners}}\n";
    let [old, new] = versions(&ACCOUNTS.replacen(tickets, "", 1));
    let both = diff(&old, &new);
    for key in ["vpc.tickets", "transit_gateway_attachment.tickets", "transit_gateway_association.tickets"] {
        assert_eq!(effects(&both, key).effects.terraform, Some(Effect::Removes), "{key}");
    }
    let moved = tickets.replace("segment: partners", "segment: production");
    let text = ACCOUNTS
        .replacen(tickets, &moved, 1)
        .replacen("      partners: {reaches: [internet]}\n", "", 1)
        .replacen(", [partners, internet]]", "]", 1);
    let [old, new] = versions(&text);
    let one = diff(&old, &new);
    let Some(Effect::Refused { why, .. }) = &effects(&one, "transit_gateway_table.hub_partners").effects.terraform
    else {
        panic!("{:?}", effects(&one, "transit_gateway_table.hub_partners").effects)
    };
    let says = "transit_gateway_association.tickets needs it until terraform/network/ap-northeast-1/join/ is applied, which comes later";
    assert_eq!(why, says);
}

/// What Terraform alone accepts is no stack.
#[test]
fn an_acceptance_is_no_stack() {
    let tickets = "  tickets: {account: partner, pool: partners, prefix: 20, attach: {to: hub, segment: partners}}\n";
    let [old, new] = versions(&ACCOUNTS.replacen(tickets, "", 1));
    for (old, new) in [(&old, &new), (&new, &old)] {
        let diff = diff(old, new);
        assert!(diff.stacks.iter().all(|one| !one.stack.ends_with("--accepter")), "{:?}", diff.stacks);
        let text = diff_text(&diff, DiffOptions { verbose: true, ..DiffOptions::default() });
        assert!(!text.contains("stack union-share--hub--partner--accepter"), "{text}");
        assert!(text.contains("partner/ap-northeast-1/use/share_hub_partner_accepter.tf"), "{text}");
    }
}

/// Nobody invites an account of the organization, and one that joins it leaves the share with its acceptance.
#[test]
fn an_account_joins_or_leaves_the_organization() {
    let [old, new] = versions(&ACCOUNTS.replacen("partner: {outside: true}", "partner: {outside: false}", 1));
    let key = "resource_share_accepter.hub_partner";
    let joins = diff(&old, &new);
    let joined = &effects(&joins, key).effects.terraform;
    assert!(matches!(joined, Some(Effect::RemovesEarly { .. })), "{joined:?}");
    let leaves = diff(&new, &old);
    let left = &effects(&leaves, key).effects.terraform;
    assert!(matches!(left, Some(Effect::Refused { .. })), "{left:?}");
    // An account that comes is invited.
    let tickets = "  tickets: {account: partner, pool: partners, prefix: 20, attach: {to: hub, segment: partners}}\n";
    let [with, without] = versions(&ACCOUNTS.replacen(tickets, "", 1));
    let comes = diff(&without, &with);
    assert_eq!(effects(&comes, key).effects.terraform, Some(Effect::Adds));
}
