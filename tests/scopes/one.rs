//! One root module for all scopes over several renders: what the lock keeps, what is refused, and what leaves.

use std::collections::BTreeMap;

use super::common::pipeline;
use super::moves::{Tree, render};
use super::{DOCUMENT, one_root};
use netgen::diff::{Effect, diff};

const ONE: &str = "name: corp\nterraform: {roots: one}\n";

/// The document of these tests with one root.
fn document() -> String {
    DOCUMENT.replace("name: corp\n", "name: corp\norganization: {id: o-abc123defg}\n")
}

fn one(text: &str) -> String {
    text.replacen("name: corp\n", ONE, 1)
}

fn rendered(text: &str, lock: Option<&str>) -> Tree {
    render(text, lock, &[]).unwrap_or_else(|report| panic!("{report}"))
}

/// The lines of a lock that begin like this.
fn lines<'l>(lock: &'l str, word: &str) -> Vec<&'l str> {
    lock.lines().filter(|line| line.starts_with(word)).collect()
}

fn module(files: &BTreeMap<String, String>) -> BTreeMap<&str, &str> {
    let all = files.iter().filter(|(path, _)| path.starts_with("terraform/"));
    all.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// Without the lines that have a word.
fn without(text: &str, word: &str) -> String {
    text.lines().filter(|line| !line.contains(word)).flat_map(|line| [line, "\n"]).collect()
}

/// Without what lies in other accounts and Regions.
fn home(text: &str) -> String {
    let others = ["orders: ", "backup: ", "trial: "];
    others.iter().fold(text.to_owned(), |text, word| without(&text, word))
}

#[test]
fn everything_is_in_one_root_with_the_provider_of_its_scope() {
    let (files, lock) = rendered(&one(&document()), None);
    let (apart, _) = rendered(&document(), None);
    one_root::check(&files, &apart).unwrap_or_else(|what| panic!("{what}"));
    let providers = &files["terraform/providers.tf"];
    for block in [
        "provider \"aws\" {\n  region              = \"eu-west-1\"\n  allowed_account_ids = [\"111111111111\"]\n",
        "provider \"aws\" {\n  alias               = \"labs_eu_west_1\"\n  region              = \"eu-west-1\"\n  allowed_account_ids = [var.account_labs_id]\n",
        "provider \"aws\" {\n  alias               = \"shop_eu_central_1\"\n  region              = \"eu-central-1\"\n",
    ] {
        assert!(providers.contains(block), "{providers}");
    }
    assert_eq!(files["terraform/variables.tf"].matches("variable \"account_labs_id\"").count(), 1);
    let route = &files["terraform/routes_orders_hub.tf"];
    assert!(route.contains("  provider = aws.shop_eu_west_1\n\n  route_table_id"), "{route}");
    assert!(route.contains("transit_gateway_id     = aws_ec2_transit_gateway.hub.id"), "{route}");
    assert!(
        route.contains("depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]"),
        "the order of roots is no more: {route}"
    );
    assert!(!files["terraform/vpc_core.tf"].contains("provider"), "the home keeps the usual provider");
    assert_eq!(
        lines(&lock, "scope/"),
        [
            "scope/labs/eu-west-1          folder labs/eu-west-1  roots one",
            "scope/network/eu-west-1       folder home  roots one",
            "scope/shop/eu-central-1       folder shop/eu-central-1  roots one",
            "scope/shop/eu-west-1          folder shop/eu-west-1  roots one",
        ]
    );
}

/// One account in several Regions, without a name.
#[test]
fn regions_of_one_account_have_a_provider_each() {
    let text = include_str!("../blueprints/one-root-regions.yaml");
    let (files, _) = rendered(text, None);
    let (apart, _) = rendered(&text.replace("terraform: {roots: one}\n", ""), None);
    one_root::check(&files, &apart).unwrap_or_else(|what| panic!("{what}"));
    let providers = &files["terraform/providers.tf"];
    assert!(providers.contains("  alias  = \"eu_north_1\"\n  region = \"eu-north-1\"\n"), "{providers}");
    let accepter = &files["terraform/peering_shop_backup_accepter.tf"];
    assert!(accepter.contains("  provider = aws.eu_north_1\n"), "{accepter}");
}

/// What one scope has stays as it is when there are others, whatever it said of roots before.
#[test]
fn a_second_scope_moves_nothing_of_the_first() {
    for first in [home(&document()), one(&home(&document()))] {
        let (before, lock) = rendered(&first, None);
        assert_eq!(lines(&lock, "scope/"), Vec::<&str>::new());
        assert_eq!(module(&before), module(&rendered(&home(&document()), None).0));
        // What is not attached changes no route of the first.
        let more = without(&document(), "orders: ");
        let (after, lock) = rendered(&one(&more), Some(&lock));
        for path in ["terraform/vpc_core.tf", "terraform/versions.tf"] {
            assert_eq!(before[path], after[path], "{path}");
        }
        let resources = one_root::aliases(&before);
        assert!(resources.values().all(Option::is_none));
        let now = one_root::aliases(&after);
        assert!(resources.keys().all(|address| now.get(address) == Some(&None)), "{now:#?}");
        assert_eq!(lines(&lock, "scope/").len(), 3);
    }
}

#[test]
fn other_roots_than_those_that_exist_are_refused() {
    let (text, scopes) = (document(), "--release scope.labs.eu-west-1 --release scope.network.eu-west-1");
    for (first, other, words) in [
        (text.clone(), one(&text), "`terraform.roots` is `one`, and the lock has roots of `scope`"),
        (one(&text), text.clone(), "`terraform.roots` is `scope`, and the lock has roots of `one`"),
    ] {
        let (_, lock) = rendered(&first, None);
        let refused = render(&other, Some(&lock), &[]).expect_err("states do not move");
        assert!(refused.contains("NG0617") && refused.contains(words) && refused.contains(scopes), "{refused}");
        let all =
            ["scope.labs.eu-west-1", "scope.network.eu-west-1", "scope.shop.eu-central-1", "scope.shop.eu-west-1"];
        let (files, _) = render(&other, Some(&lock), &all).expect("nothing is known of other roots");
        let wanted = rendered(&other, None).0;
        assert_eq!(module(&files), module(&wanted), "as if there had been no others");
        let refused = render(&other, Some(&lock), &all[1..]).expect_err("one is known still");
        assert!(refused.contains("NG0617"), "{refused}");
    }
}

/// A provider stays with what its account and Region had, and what is retained there is let go.
#[test]
fn an_emptied_scope_keeps_its_provider_until_it_is_given_up() {
    let retained = document()
        .replace("backup: {account: shop, ", "backup: {account: shop, retain: true, flow_logs: {to: cloudwatch}, ");
    let (_, lock) = rendered(&one(&retained), None);
    assert!(lock.contains("folder shop/eu-central-1/one\n"), "{lock}");
    let second = one(&without(&retained, "  backup: "));
    let (files, lock) = rendered(&second, Some(&lock));
    let alias = "alias               = \"shop_eu_central_1\"";
    assert!(files["terraform/providers.tf"].contains(alias));
    assert!(files["terraform/removed.tf"].contains("from = aws_cloudwatch_log_group.backup_flow_logs\n"));
    let given_up = ["scope.shop.eu-central-1", "retained.vpcs.backup", "stacks"];
    let (files, _) = render(&second, Some(&lock), &given_up).expect("it is gone");
    assert!(!files["terraform/providers.tf"].contains(alias) && !files.contains_key("terraform/removed.tf"));
    // What comes elsewhere under its name would be taken for it.
    let moved = one(&retained.replace("region: eu-central-1, ", ""));
    let refused = render(&moved, Some(&lock), &["stacks"]).expect_err("it is kept elsewhere");
    assert!(refused.contains("the lock has `retained/vpc/backup/flow-logs` in shop/eu-central-1"), "{refused}");
    // An account without an id is asked for as long as something may be there.
    let (files, lock) = rendered(&one(&without(&retained, "  trial: ")), Some(&rendered(&one(&retained), None).1));
    assert!(files["terraform/variables.tf"].contains("account_labs_id"));
    let (files, _) =
        render(&one(&without(&retained, "  trial: ")), Some(&lock), &["scope.labs.eu-west-1", "stacks"]).expect("gone");
    assert!(!files.contains_key("terraform/variables.tf"));
}

/// The scope that was there first keeps the usual provider, also when nothing is in it any more; others keep their aliases.
#[test]
fn no_provider_changes_its_alias() {
    let text = |accounts: &str, home: &str, vpcs: &str| {
        format!(
            "netgen: 1\n{ONE}accounts: {{network: \"111111111111\", {accounts}: \"222222222222\"}}\nregion: eu-west-1\n\
             availability_zones: [euw1-az1]\ndefaults: {{account: {home}, vpc: {{tiers: {{app: {{prefix: 24, route: local}}}}}}}}\nvpcs:\n{vpcs}"
        )
    };
    let orders = "  orders: {account: shop, cidr: 10.1.0.0/16}\n";
    let both = ["  core: {cidr: 10.0.0.0/16}\n", orders].concat();
    let (first, lock) = rendered(&text("shop", "network", &both), None);
    let alias = |files: &BTreeMap<String, String>| one_root::aliases(files)["aws_vpc.orders"].clone();
    let wanted = Some("shop_eu_west_1".to_owned());
    assert_eq!((&alias(&first), &one_root::aliases(&first)["aws_vpc.core"]), (&wanted, &None));
    let (second, lock) = rendered(&text("shop", "network", orders), Some(&lock));
    let usual =
        "\n\nprovider \"aws\" {\n  region              = \"eu-west-1\"\n  allowed_account_ids = [\"111111111111\"]\n";
    assert!(second["terraform/providers.tf"].contains(usual), "{}", second["terraform/providers.tf"]);
    let released = ["scope.network.eu-west-1", "stacks.corp-core"];
    let (third, lock) = render(&text("shop", "network", orders), Some(&lock), &released).expect("it is gone");
    assert!(!third["terraform/providers.tf"].contains("111111111111"), "{}", third["terraform/providers.tf"]);
    let (fourth, lock) = rendered(&text("shop", "shop", orders), Some(&lock));
    let store = orders.replace("shop", "store");
    let renamed =
        text("store", "store", &store).replace(ONE, &format!("{ONE}renamed: {{accounts.shop: accounts.store}}\n"));
    let (fifth, _) = rendered(&renamed, Some(&lock));
    for files in [second, third, fourth, fifth] {
        assert_eq!(alias(&files), wanted);
    }
}

/// A module of somebody else's gets a provider for each scope, and makes none.
#[test]
fn a_caller_gives_a_provider_for_each_scope() {
    let text = one(&document()).replace("{roots: one}", "{roots: one, provider: caller}");
    let (files, _) = rendered(&text, None);
    assert!(!files.contains_key("terraform/providers.tf") && !files.contains_key("terraform/variables.tf"));
    let versions = &files["terraform/versions.tf"];
    let aliases = "configuration_aliases = [aws.labs_eu_west_1, aws.shop_eu_central_1, aws.shop_eu_west_1]";
    assert!(versions.contains(aliases), "{versions}");
    assert_eq!(one_root::aliases(&files), one_root::aliases(&rendered(&one(&document()), None).0));
}

/// Nothing of Terraform's can wait for another team, so what does has a root besides, as in a network of one scope.
#[test]
fn what_waits_for_another_team_has_a_root_besides() {
    let text = include_str!("../blueprints/their-hub.yaml");
    let (files, lock) = rendered(&text.replace("name: shops\n", "name: shops\nterraform: {roots: one}\n"), None);
    let folders: Vec<&str> =
        files.keys().filter_map(|path| path.strip_prefix("terraform/")?.strip_suffix("/versions.tf")).collect();
    assert_eq!(folders, ["labs/eu-west-1/route", "shop/eu-west-1/route"]);
    let route = &files["terraform/shop/eu-west-1/route/routes_orders_hub.tf"];
    assert!(!route.contains("provider ") && route.contains("var."), "{route}");
    assert!(files["terraform/roots.json"].contains("\"root\": \"one\",\n      \"folder\": \".\""));
    assert!(lock.contains("roots one,route"), "{lock}");
}

/// One backend, one unit of Terragrunt.
#[test]
fn there_is_one_state() {
    let more = "{roots: one, terragrunt: units, backend: {s3: {bucket: states}}}";
    let (files, _) = rendered(&one(&document()).replace("{roots: one}", more), None);
    assert_eq!(
        files.keys().filter(|path| path.ends_with("terragrunt.hcl")).collect::<Vec<_>>(),
        ["terraform/terragrunt.hcl"]
    );
    assert!(files["terraform/versions.tf"].contains("key          = \"corp/terraform.tfstate\""));
}

/// What is wrong, the file, the text there, what stands in its place, and a part of what is said.
type Fault = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FAULTS: &[Fault] = &[
    (
        "the provider of another account",
        "routes_orders_hub.tf",
        "provider = aws.shop_eu_west_1",
        "provider = aws.labs_eu_west_1",
        "is made with",
    ),
    ("the usual provider", "vpc_backup.tf", "  provider = aws.shop_eu_central_1\n", "", "is made with"),
    ("a provider that is not there", "providers.tf", "\"labs_eu_west_1\"", "\"labs\"", "which is not there"),
    ("another account", "providers.tf", "[\"222222222222\"]", "[\"222222222223\"]", "is made with"),
    (
        "a resource that is not there",
        "routes_orders_hub.tf",
        "aws_ec2_transit_gateway.hub.id",
        "aws_ec2_transit_gateway.hubs.id",
        "refers to",
    ),
    ("a variable that is not there", "providers.tf", "var.account_labs_id", "var.account_lab_id", "reads"),
    (
        "a route before the acceptance",
        "routes_orders_hub.tf",
        "[aws_ec2_transit_gateway_vpc_attachment_accepter.orders]",
        "[aws_ec2_transit_gateway_vpc_attachment.orders]",
        "is made before",
    ),
    (
        "an attachment before the share",
        "vpc_orders.tf",
        "aws_ram_principal_association.hub_shop",
        "aws_ec2_transit_gateway.hub",
        "comes too early",
    ),
    ("a label twice", "vpc_trial.tf", "\"aws_vpc\" \"trial\"", "\"aws_vpc\" \"core\"", "stands twice"),
    (
        "a circle",
        "vpc_core.tf",
        "resource \"aws_vpc\" \"core\" {\n",
        "resource \"aws_vpc\" \"core\" {\n  depends_on = [aws_subnet.core_app_euw1_az1]\n",
        "waits for itself",
    ),
];

/// The checks themselves: each fault in the files of a network is seen.
#[test]
fn seeded_faults_are_noticed() {
    let (files, apart) = (rendered(&one(&document()), None).0, rendered(&document(), None).0);
    for (what, name, text, instead, says) in FAULTS {
        let path = format!("terraform/{name}");
        assert!(files[&path].contains(text), "{what}: {path} has no {text}\n{}", files[&path]);
        let mut broken = files.clone();
        broken.insert(path.clone(), files[&path].replace(text, instead));
        let said = one_root::check(&broken, &apart).expect_err(what);
        assert!(said.contains(says), "{what}: {said}");
    }
}

const STEPPED: &str = "netgen: 1
name: corp
accounts: {labs: \"333333333333\", network: \"111111111111\", shop: \"222222222222\"}
region: eu-west-1
availability_zones: [euw1-az1, euw1-az2]
defaults: {account: network, vpc: {tiers: {app: {prefix: 24, route: local}}}}
vpcs:
  core: {cidr: 10.0.0.0/16, nat: per-az, tiers: {public: {prefix: 26, route: internet}, app: {prefix: 24, route: nat}}}
  orders: {account: shop, cidr: 10.1.0.0/16}
  spare: {account: shop, cidr: 10.2.0.0/16}
  trial: {account: labs, cidr: 10.3.0.0/16}
";

/// What goes later than the first step stays in its account meanwhile, however the new document counts its scopes; with nothing else there, no
/// step could say where it is.
#[test]
fn a_step_keeps_what_goes_where_it_is() {
    let set = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    };
    let single = ("vpcs.core.nat", "single");
    let (from, to) = (set(&[("vpcs.trial", "null")]), set(&[("vpcs.spare", "null"), single]));
    for (text, path) in [(STEPPED.to_owned(), "terraform/shop/eu-west-1/own/"), (one(STEPPED), "terraform/")] {
        let found = pipeline::stepped(&text, &from, &to).unwrap_or_else(|what| panic!("{what}"));
        assert!(found.trees.len() > 1, "{}", found.trees.len());
        let spare = &found.trees[0][&format!("{path}vpc_spare.tf")];
        assert_eq!(spare.contains("provider = aws.shop_eu_west_1\n"), path == "terraform/", "{spare}");
        let refused = pipeline::stepped(&text, &[], &set(&[("vpcs.trial", "null"), single])).err().unwrap_or_default();
        assert!(refused.contains("VPC trial goes, and the new document has nothing else"), "{refused}");
    }
}

/// In one state, what goes to another account has its address there, and Terraform finds nothing under it.
#[test]
fn what_gets_another_provider_is_made_anew() {
    let version = |account: &str| {
        let settings = [("vpcs.orders.account".to_owned(), account.to_owned())];
        pipeline::version(&one(STEPPED), &settings, None).unwrap_or_else(|report| panic!("{report}")).record
    };
    let (old, new) = (version("shop"), version("labs"));
    let found = diff(&old, &new);
    let vpc = found.resources.iter().find(|one| one.key == "vpc.orders").expect("it moves");
    let on = vec!["terraform/ makes it in labs/eu-west-1, and forgets the old one, which stays".to_owned()];
    assert_eq!(vpc.effects.terraform, Some(Effect::Replaces { on, meanwhile: None }));
    assert!(old.roots.is_empty(), "there is one: {:?}", old.roots);
}
