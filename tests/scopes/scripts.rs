//! The scripts of both dialects, run with a program in the place of the AWS CLI and of Terraform that writes down what it is asked.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Answers as the AWS CLI: `shop` is a profile, the role of `network` gives keys of its own, and whoever runs it is in account 9….
const AWS: &str = r#"#!/bin/sh
printf '%s|%s\n' "${AWS_ACCESS_KEY_ID:-caller}" "$*" >>"$FAKE_LOG"
case $* in
*assume-role*arn:aws:iam::111111111111:*) printf 'KEY111\tSECRET\tTOKEN\n' ;;
*get-caller-identity*'[Account'*) printf '999999999999\tarn:aws:iam::999999999999:user/me\n' ;;
*'--profile shop'*get-caller-identity*) printf '%s\n' "${FAKE_SHOP:-222222222222}" ;;
*get-caller-identity*) case ${AWS_ACCESS_KEY_ID:-} in KEY111) echo 111111111111 ;; *) echo 999999999999 ;; esac ;;
*describe-stacks*) echo 'An error (ValidationError): Stack does not exist' >&2 && exit 254 ;;
*describe-change-set*) printf 'status\tCREATE_COMPLETE\tNone\n' ;;
esac
"#;

/// Answers as Terraform: every plan has changes, and every root has each output, but the one that is named. What a root has stands in a file
/// `state` beside it. In the root that is named, the first two applies come before AWS shows what is shared.
const TERRAFORM: &str = r#"#!/bin/sh
printf '%s\n' "$*" >>"$FAKE_LOG"
case $* in
*"output -json ${FAKE_MISSING:-none}") exit 1 ;;
*'output -json '*) printf '"value of %s"\n' "${*##* }" ;;
*' plan '*) exit 2 ;;
*' state list')
  [ -f "${1#-chdir=}/state" ] || { echo 'No state file was found!' >&2 && exit 1; }
  cat "${1#-chdir=}/state"
  ;;
"-chdir=${FAKE_LATE:-none} apply "*)
  printf x >>"$FAKE_LOG.late"
  [ "$(wc -c <"$FAKE_LOG.late")" -gt 2 ] || { echo 'api error InvalidTransitGatewayID.NotFound: none' >&2 && exit 1; }
  ;;
esac
"#;

/// A rendered tree with a program beside it.
fn tree(name: &str, text: &str) -> TempDir {
    tree_of(&super::files(), name, text)
}

/// The files of a tree with a program beside them.
pub fn tree_of(files: &BTreeMap<String, String>, name: &str, text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    program(folder.path(), name, text);
    folder
}

/// A program that a script finds before all others.
pub fn program(tree: &Path, name: &str, text: &str) {
    let bin = tree.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    fs::write(bin.join(name), text).expect("a program");
    fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).expect("a program that runs");
}

fn run(tree: &Path, script: &str, arguments: &[&str], more: &[(&str, &str)]) -> Output {
    let path = format!("{}:/usr/bin:/bin", tree.join("bin").display());
    let mut command = Command::new("sh");
    command.arg(tree.join(script)).args(arguments).env_clear().env("PATH", path);
    command.env("FAKE_LOG", tree.join("log")).envs(more.iter().copied());
    command.stdin(std::process::Stdio::null()).output().expect("a shell")
}

fn log(tree: &Path) -> Vec<String> {
    fs::read_to_string(tree.join("log")).unwrap_or_default().lines().map(str::to_owned).collect()
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const DEPLOY: &str = "cloudformation/deploy.sh";

#[test]
fn each_stack_is_asked_for_in_its_account_and_region() {
    let tree = tree("aws", AWS);
    let output = run(tree.path(), DEPLOY, &["--dry-run", "--account", "labs=999999999999"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = log(tree.path());
    let asked = |stack: &str| -> Vec<&str> {
        let of = log.iter().filter(|line| line.contains(&format!("describe-stacks --stack-name {stack} ")));
        of.filter_map(|line| line.split_once(" --output")).map(|(start, _)| start).collect()
    };
    assert_eq!(asked("corp-hub"), ["KEY111|--region eu-west-1"]);
    assert_eq!(asked("corp-orders"), ["caller|--profile shop --region eu-west-1"]);
    assert_eq!(asked("corp-backup"), ["caller|--profile shop --region eu-central-1"]);
    assert_eq!(asked("corp-trial"), ["caller|--region eu-west-1"]);
    let assumed = log.iter().filter(|line| line.contains("assume-role"));
    assert!(assumed.clone().all(|line| line.starts_with("caller|")), "keys of a role assumed another one");
    assert!(assumed.count() > 0);
}

#[test]
fn credentials_of_another_account_stop_it_before_anything_is_asked_there() {
    let tree = tree("aws", AWS);
    let output =
        run(tree.path(), DEPLOY, &["--yes", "--account", "labs=999999999999"], &[("FAKE_SHOP", "333333333333")]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("account shop is 222222222222, and its credentials are of 333333333333"));
    assert!(!log(tree.path()).iter().any(|line| line.contains("change-set")), "{:#?}", log(tree.path()));
    let output = run(tree.path(), DEPLOY, &["--yes"], &[]);
    assert!(said(&output).contains("give --account labs=ID"), "{}", said(&output));
}

const APPLY: &str = "terraform/apply.sh";
const LABS: (&str, &str) = ("TF_VAR_account_labs_id", "999999999999");
const TAKEN: &str = "terraform/shop/eu-west-1/use/netgen.auto.tfvars.json";

#[test]
fn roots_are_applied_in_their_order_with_what_others_made() {
    let tree = tree("terraform", TERRAFORM);
    let output = run(tree.path(), APPLY, &["--yes"], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("labs/eu-west-1/own: set TF_VAR_account_labs_id"), "{}", said(&output));
    let output = run(tree.path(), APPLY, &["--yes"], &[LABS]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = log(tree.path());
    let at = |folder: &str| {
        let apply = |line: &String| line.starts_with(&format!("-chdir={folder} apply"));
        log.iter().position(apply).unwrap_or_else(|| panic!("{folder} is not applied: {log:#?}"))
    };
    assert!(at(".") < at("shop/eu-west-1/use") && at("shop/eu-west-1/own") < at("shop/eu-west-1/use"));
    let values: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(tree.path().join(TAKEN)).expect("values")).expect("JSON");
    assert_eq!(values["hub_transit_gateway_id"], "value of hub_transit_gateway_id");
    let mode = fs::metadata(tree.path().join(TAKEN)).expect("values").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(!tree.path().join("terraform/netgen.auto.tfvars.json").exists(), "nothing is told there");
}

#[test]
fn what_is_not_made_yet_stops_the_root_that_takes_it() {
    let tree = tree("terraform", TERRAFORM);
    let missing = [("FAKE_MISSING", "hub_transit_gateway_id")];
    let output = run(tree.path(), APPLY, &["--yes", "--only", "shop/eu-west-1/use"], &missing);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("hub_transit_gateway_id of network/eu-west-1/own"), "{}", said(&output));
    assert!(!log(tree.path()).iter().any(|line| line.contains(" plan ")));
    let output = run(tree.path(), APPLY, &["--dry-run"], &[missing[0], LABS]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!log(tree.path()).iter().any(|line| line.contains(" apply ")));
    let output = run(tree.path(), APPLY, &["--yes", "--only", "shop/eu-west-2/use"], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

/// What roots have no longer, and what people keep beside them.
fn has_more(tree: &Path) {
    let state =
        |folder: &str, text: &str| fs::write(tree.join("terraform").join(folder).join("state"), text).expect("a state");
    let attachment = "aws_ec2_transit_gateway_vpc_attachment.orders\n";
    let kept = "aws_eip.mine\naws_eip.renamed\nmodule.mine.aws_eip.one\ndata.aws_region.here\naws_eip.many[0]\n";
    state("shop/eu-west-1/use", &format!("{attachment}{kept}aws_ec2_transit_gateway_vpc_attachment.gone\n"));
    state(
        "network/eu-west-1/join",
        "aws_ec2_transit_gateway_route_table_association.gone\naws_ec2_transit_gateway_route_table_propagation.gone\n",
    );
    state("shop/eu-west-1/own", "aws_vpc.gone\n");
    let mine = "resource \"aws_eip\" \"mine\" {\n}\n\nmoved {\n  from = aws_eip.renamed\n  to   = aws_eip.mine\n}\n";
    fs::write(tree.join("terraform/shop/eu-west-1/use/mine.tf"), mine).expect("a file");
}

/// What a root has no longer is deleted before any root is applied, the last level first. What its files have is not, whoever wrote them.
#[test]
fn what_a_root_has_no_longer_goes_first() {
    let tree = tree("terraform", TERRAFORM);
    has_more(tree.path());
    let output = run(tree.path(), APPLY, &["--yes", "--dry-run"], &[LABS]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!log(tree.path()).iter().any(|line| line.contains(" apply ")));
    fs::remove_file(tree.path().join("log")).expect("a log");

    let output = run(tree.path(), APPLY, &["--yes"], &[LABS]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = log(tree.path());
    let planned = |line: &&String| line.contains("-target=");
    let targets: Vec<Vec<&str>> = log
        .iter()
        .filter(planned)
        .map(|line| {
            line.split(' ').filter(|word| word.starts_with("-target=") || word.starts_with("-chdir=")).collect()
        })
        .collect();
    let expected = [
        vec![
            "-chdir=network/eu-west-1/join",
            "-target=aws_ec2_transit_gateway_route_table_association.gone",
            "-target=aws_ec2_transit_gateway_route_table_propagation.gone",
        ],
        vec!["-chdir=shop/eu-west-1/use", "-target=aws_ec2_transit_gateway_vpc_attachment.gone"],
    ];
    assert_eq!(targets, expected);
    let first = log.iter().position(|line| line.starts_with("-chdir=. plan")).expect("a plan of the first root");
    assert!(log.iter().rposition(|line| line.contains("-target=")).expect("a target") < first, "{log:#?}");
    assert_eq!(said(&output).matches("no longer has").count(), 2, "{}", said(&output));
    // Each root is initialised once, also one that is only asked for outputs.
    for folder in [".", "shop/eu-west-1/use", "network/eu-west-1/join"] {
        assert_eq!(
            log.iter().filter(|line| **line == format!("-chdir={folder} init -input=false")).count(),
            1,
            "{folder}"
        );
    }
}

#[test]
fn roots_that_are_only_asked_are_initialised() {
    let tree = tree("terraform", TERRAFORM);
    let output = run(tree.path(), APPLY, &["--yes", "--only", "shop/eu-west-1/use"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = log(tree.path());
    let at = |line: &str| log.iter().position(|one| one == line).unwrap_or_else(|| panic!("no {line}: {log:#?}"));
    assert!(at("-chdir=. init -input=false") < at("-chdir=. output -json hub_transit_gateway_id"));
    assert!(!said(&output).contains("no longer has"), "{}", said(&output));
}

/// AWS takes a while to show an account what is shared with it.
#[test]
fn what_is_shared_is_waited_for() {
    let tree = tree("terraform", TERRAFORM);
    program(tree.path(), "sleep", "#!/bin/sh\nprintf 'sleep %s\\n' \"$*\" >>\"$FAKE_LOG\"\n");
    let late = [("FAKE_LATE", "shop/eu-west-1/use"), LABS];
    let output = run(tree.path(), APPLY, &["--yes"], &late);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = log(tree.path());
    assert_eq!(log.iter().filter(|line| line.starts_with("-chdir=shop/eu-west-1/use apply")).count(), 3);
    assert_eq!(log.iter().filter(|line| **line == "sleep 15").count(), 2);
    assert!(said(&output).contains("AWS does not show yet what is shared"), "{}", said(&output));
}
