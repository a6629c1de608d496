//! A document of several accounts on the command line: its tree is verified, compared, and led to the next one like any other.

use crate::command::Folder;
use serde_json::Value;

const DOCUMENT: &str = "\
netgen: 1
name: corp
organization: {id: o-abc123defg}
accounts: {network: \"111111111111\", shop: {id: \"222222222222\", profile: shop}, labs: {id: \"333333333333\", outside: true}}
region: eu-west-1
availability_zones: [euw1-az1, euw1-az2]
defaults: {account: network, vpc: {tiers: {app: {prefix: 24, route: transit}}}}
transit_gateways:
  hub: {asn: 64512, segments: {production: {reaches: [production]}}}
vpcs:
  core: {cidr: 10.0.0.0/16, attach: {to: hub, segment: production}}
  orders: {account: shop, cidr: 10.1.0.0/16, attach: {to: hub, segment: production}}
  trial: {account: labs, cidr: 10.2.0.0/16, attach: {to: hub, segment: production}}
";

fn rendered() -> Folder {
    let folder = Folder::new();
    folder.write("corp.yaml", DOCUMENT);
    folder.run("render corp.yaml -o out").ends(0);
    folder
}

#[test]
fn verify_reads_what_is_in_folders_of_accounts() {
    let folder = rendered();
    folder.run("verify out").ends(0).says(&["out: 2 judges agree, 3 skipped"]);
    let template = folder.read("out/cloudformation/shop/eu-west-1/orders.yaml");
    folder.write(
        "out/cloudformation/shop/eu-west-1/orders.yaml",
        template.replace("!Ref OrdersVpc\n", "!Ref OrdersVpv\n"),
    );
    let run = folder.run("verify out").ends(1);
    assert!(run.out.contains("cloudformation/shop/eu-west-1/orders.yaml: nothing is called OrdersVpv"), "{}", run.out);
}

/// What the document calls steps is what both files and the pages for people have.
#[test]
fn steps_of_people_stand_in_the_readme() {
    let folder = rendered();
    let readme = folder.read("out/docs/README.md");
    let row = "| corp-hub--trial | account network, eu-west-1 | accept-attachment | TrialTransitGatewayAttachmentId of corp-trial |";
    assert!(readme.contains(row), "{readme}");
    let deploy: Value = serde_json::from_str(&folder.read("out/cloudformation/deploy.json")).expect("JSON");
    let stack = deploy["stacks"].as_array().expect("stacks").iter().find(|one| one["stack"] == "corp-trial");
    let steps: Vec<&Value> =
        stack.expect("a stack")["before"].as_array().expect("steps").iter().map(|one| &one["step"]).collect();
    assert_eq!(steps, ["accept-share", "see-transit-gateway"]);
}

#[test]
fn a_vpc_is_refused_in_another_account_and_shown_without_its_lock() {
    let folder = rendered();
    let moved = DOCUMENT.replace("orders: {account: shop", "orders: {account: network");
    folder.write("corp.yaml", &moved);
    folder
        .run("render corp.yaml -o out")
        .ends(1)
        .says(&["error[NG0611]", "the lock has stack `corp-orders` in account shop"]);
    folder.write("other.yaml", &moved);
    folder.run("render other.yaml -o other").ends(0);
    let run = folder.run("diff out other --format json").ends(0);
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    let vpc = json["resources"].as_array().expect("resources").iter().find(|one| one["resource"] == "vpc.orders");
    let vpc = vpc.expect("the VPC");
    assert_eq!((&vpc["from_folder"], &vpc["folder"]), (&"shop/eu-west-1".into(), &Value::Null));
    assert_eq!(vpc["cloudformation"]["effect"], "replaces");
    assert_eq!(vpc["terraform"]["effect"], "replaces");
}

#[test]
fn the_same_network_does_not_differ_and_a_change_names_its_root() {
    let folder = rendered();
    for new in ["corp.yaml", "out"] {
        folder.run(&format!("diff out {new} --exit-code")).ends(0);
    }
    folder
        .write("new.yaml", DOCUMENT.replace("10.2.0.0/16, attach", "10.2.0.0/16, flow_logs: {to: cloudwatch}, attach"));
    let run = folder.run("diff out new.yaml").ends(0);
    assert!(run.out.contains("stack corp-trial in labs/eu-west-1, labs/eu-west-1/own/vpc_trial.tf"), "{}", run.out);
}

/// Each step is a tree of its own with the same roots and stacks as a render, and with the steps between them.
#[test]
fn steps_lead_from_one_tree_to_the_next() {
    let folder = rendered();
    folder.write(
        "new.yaml",
        DOCUMENT
            .replace(
                "segments: {production: {reaches: [production]}}",
                "segments: {production: {reaches: [production]}, tests: {reaches: [tests]}}",
            )
            .replace(
                "trial: {account: labs, cidr: 10.2.0.0/16, attach: {to: hub, segment: production}}",
                "trial: {account: labs, cidr: 10.2.0.0/16, attach: {to: hub, segment: tests}}",
            ),
    );
    folder.write("new.lock", folder.read("corp.lock"));
    folder.run("steps corp.yaml new.yaml -o way").ends(0);
    let last = (1..100).take_while(|step| folder.path(format!("way/{step}")).exists()).last().expect("a step");
    for step in 1..=last {
        folder.run(&format!("verify way/{step}")).ends(0);
        let deploy = folder.read(format!("way/{step}/cloudformation/deploy.json"));
        assert!(deploy.contains("accept-transit-gateway-vpc-attachment"), "{step}");
        assert!(folder.path(format!("way/{step}/terraform/labs/eu-west-1/use")).exists(), "{step}");
    }
    folder.run("render new.yaml -o fresh").ends(0);
    let [last, fresh] = [format!("way/{last}"), "fresh".to_owned()].map(|dir| folder.tree(&dir));
    assert_eq!(last, fresh);
}

/// What empties a root says what gives it up, and when; the release says which roots it gave up.
#[test]
fn a_root_that_holds_nothing_any_more_is_given_up_by_name() {
    let folder = rendered();
    let alone = DOCUMENT.replace(
        "orders: {account: shop, cidr: 10.1.0.0/16, attach: {to: hub, segment: production}}",
        "orders: {account: shop, cidr: 10.1.0.0/16, tiers: {app: {prefix: 24, route: local}}}",
    );
    folder.write("corp.yaml", &alone);
    let says = "scope.shop.eu-west-1  root shop/eu-west-1/use holds nothing any more: apply it, and give it up once \
                `terraform -chdir=terraform/shop/eu-west-1/use state list` prints nothing";
    folder.run("render corp.yaml -o out").ends(0).says(&[says]);
    assert_eq!(folder.read("out/terraform/shop/eu-west-1/use/addresses.txt"), "");
    let readme = folder.read("out/docs/README.md");
    assert!(readme.contains("| account shop, eu-west-1: nothing any more | - |"), "{readme}");
    assert!(readme.contains("| `--release scope.shop.eu-west-1` |"), "{readme}");
    let run = folder.run("render corp.yaml -o out --release scope.shop.eu-west-1").ends(0);
    let given_up = "given up of it: route, use; no render speaks of them any more";
    assert!(format!("{}{}", run.out, run.err).contains(given_up), "{}{}", run.out, run.err);
    assert!(!folder.path("out/terraform/shop/eu-west-1/use").exists());
}
