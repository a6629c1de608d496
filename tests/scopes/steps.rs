//! Steps before stacks, for which CloudFormation has no type: what `deploy.json` says of them, and `deploy.sh` run with a program in the place of
//! the AWS CLI that keeps an account of what is made, shared, attached and accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, Output, Stdio};

use netgen::plan::lock::Lock;
use serde_json::Value;
use tempfile::TempDir;

use super::common::pipeline;
use super::scripts::{said, tree_of};

const ACCOUNTS: &str = include_str!("../accounts/accounts.yaml");

/// What is there stands in files below `$FAKE`: stacks that are made, shares and attachments that are accepted. What is shared is seen when it is
/// asked for the third time; an accepted attachment is available when it is asked for the second time.
const AWS: &str = r#"#!/bin/sh
who=${AWS_ACCESS_KEY_ID:-111111111111}
case $* in *'--profile partner'*) who=333333333333 ;; esac
printf '%s|%s\n' "$who" "$*" >>"$FAKE/log"
of() {
  option=$1
  shift
  while [ $# -gt 1 ]; do
    [ "$1" != "$option" ] || { printf '%s' "$2" && return; }
    shift
  done
}
fails() { echo "An error occurred ($1)" >&2 && exit 254; }
asked() {
  printf x >>"$FAKE/asked-$1"
  [ "$(wc -c <"$FAKE/asked-$1")" -ge "$2" ]
}
stack=$(of --stack-name "$@")
case $* in
*assume-role*) printf '222222222222\tSECRET\tTOKEN\n' ;;
*get-caller-identity*'[Account'*) printf '%s\tarn:aws:iam::%s:user/me\n' "$who" "$who" ;;
*get-caller-identity*) echo "$who" ;;
*describe-stacks*)
  [ -f "$FAKE/made-$stack" ] || fails 'ValidationError): Stack does not exist'
  printf 'state\tis\tCREATE_COMPLETE\n'
  cat "$FAKE/outputs-$stack" "$FAKE/parameters-$stack" 2>/dev/null
  exit 0
  ;;
*create-change-set*)
  parameters=$(of --parameters "$@")
  [ -z "$parameters" ] || tr '{' '\n' <"${parameters#file://}" |
    sed -n "s/^\"ParameterKey\": \"\([^\"]*\)\".*/parameter$(printf '\t')\1$(printf '\t')given/p" >"$FAKE/parameters-$stack"
  ;;
*describe-change-set*)
  if [ -f "$FAKE/made-$stack" ]; then
    printf "status\tFAILED\tThe submitted information didn't contain changes.\n"
  else
    printf 'status\tCREATE_COMPLETE\tNone\n'
  fi
  ;;
*execute-change-set*) : >"$FAKE/made-$stack" ;;
*get-resource-shares*)
  share=$(of --resource-share-arns "$@")
  [ -f "$FAKE/accepted-$share" ] || fails UnknownResourceException
  echo ACTIVE
  ;;
*get-resource-share-invitations*)
  asked invitation 2 && printf 'invitation-%s\n' "$(of --resource-share-arns "$@")"
  exit 0
  ;;
*accept-resource-share-invitation*)
  invitation=$(of --resource-share-invitation-arn "$@")
  : >"$FAKE/accepted-${invitation#invitation-}"
  ;;
*describe-transit-gateways*)
  asked "$(of --transit-gateway-ids "$@")" 3 || fails InvalidTransitGatewayID.NotFound
  echo available
  ;;
*list-profiles*) if asked profile 3; then printf '\nSHARED_WITH_ME\n'; fi ;;
*describe-transit-gateway-attachments*--filters*)
  vpc=$(printf '%s' "$*" | sed 's/.*Name=resource-id,Values=\([^ ]*\).*/\1/')
  attachment=$(printf '%s' "$vpc" | sed 's/VpcId-of/TransitGatewayAttachmentId-of/')
  if [ -f "$FAKE/accepted-$attachment" ]; then echo "$attachment"; else echo None; fi
  ;;
*describe-transit-gateway-attachments*)
  attachment=$(of --transit-gateway-attachment-ids "$@")
  if [ ! -f "$FAKE/accepted-$attachment" ]; then
    echo "${FAKE_PENDING:-pendingAcceptance}"
  elif [ -z "${FAKE_NEVER:-}" ] && asked "$attachment" 2; then
    echo available
  else
    echo pending
  fi
  ;;
*accept-transit-gateway-vpc-attachment*)
  : >"$FAKE/accepted-$(of --transit-gateway-attachment-id "$@")"
  [ -z "${FAKE_KILL:-}" ] || kill -KILL 0
  ;;
esac
"#;

fn document() -> String {
    ACCOUNTS.replace("partner: {outside: true}", "partner: {outside: true, id: \"333333333333\", profile: partner}")
}

/// A rendered tree beside an empty account.
struct Account(TempDir);

impl Account {
    fn new() -> Self {
        let files = pipeline::run(&document(), &Lock::default(), true).expect("a document that compiles").files;
        let folder = tree_of(&files, "aws", AWS);
        let mut outputs: BTreeMap<&str, String> = BTreeMap::new();
        let deploy = deploy(&files);
        for (stack, output) in read(&deploy) {
            let row = format!("output\t{output}\t{}\n", id(stack, output));
            outputs.entry(stack).or_default().push_str(&row);
        }
        for (stack, rows) in outputs {
            fs::write(folder.path().join(format!("outputs-{stack}")), rows).expect("a file");
        }
        super::scripts::program(folder.path(), "sleep", "#!/bin/sh\n");
        Self(folder)
    }

    /// Runs the script in a process group of its own, which can be killed as one.
    fn run(&self, arguments: &[&str], more: &[(&str, &str)]) -> Output {
        let folder = self.0.path();
        let mut command = Command::new("sh");
        command.arg(folder.join("cloudformation/deploy.sh")).args(arguments).env_clear();
        command.env("PATH", format!("{}:/usr/bin:/bin", folder.join("bin").display()));
        command.env("FAKE", folder).envs(more.iter().copied()).stdin(Stdio::null()).process_group(0);
        command.output().expect("a shell")
    }

    /// What was asked, and the same forgotten.
    fn log(&self) -> Vec<String> {
        let path = self.0.path().join("log");
        let log = fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
        let _ = fs::remove_file(path);
        log
    }
}

fn deploy(files: &BTreeMap<String, String>) -> Value {
    serde_json::from_str(&files["cloudformation/deploy.json"]).expect("JSON")
}

fn id(stack: &str, output: &str) -> String {
    format!("{output}-of-{stack}")
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// Every output that a stack or a step reads.
fn read(deploy: &Value) -> BTreeSet<(&str, &str)> {
    let mut all = BTreeSet::new();
    for stack in list(deploy, "stacks") {
        let from = list(stack, "parameters").map(|parameter| &parameter["from"]);
        let with = list(stack, "before").flat_map(|step| step["with"].as_object().expect("words").values());
        let lookups = list(stack, "parameters").filter_map(|parameter| parameter["lookup"]["with"].as_object());
        let lookups = lookups.flat_map(serde_json::Map::values);
        for output in from.chain(with).chain(lookups).filter(|one| one["stack"].is_string()) {
            all.insert((text(output, "stack"), text(output, "output")));
        }
    }
    all
}

/// The commands of a step as they are run, with the account before each.
fn commands(step: &Value) -> Vec<String> {
    let mut done = vec![text(step, "done").to_owned()];
    let with = step["with"].as_object().expect("words");
    done.extend(with.values().filter_map(|word| word["command"].as_str()).map(str::to_owned));
    done.extend(step["run"].as_str().map(str::to_owned));
    let fill = |command: String| {
        let mut command = command;
        for (word, of) in with {
            let value = match of["stack"].as_str() {
                Some(stack) => id(stack, text(of, "output")),
                None => format!("invitation-{}", id("union-hub", "HubResourceShareArn")),
            };
            command = command.replace(&format!("${{{word}}}"), &value);
        }
        let options = format!(" --region {} --output text", text(step, "region"));
        let rest = command.strip_suffix(&options).expect("the Region and the format").strip_prefix("aws ");
        let (call, query) =
            rest.expect("a command of the AWS CLI").split_once(" --query ").unwrap_or((rest.unwrap(), ""));
        let query = query.trim_matches('"').trim_matches('\'');
        format!("{}|{call}|{query}", text(step, "account"))
    };
    done.into_iter().map(fill).collect()
}

/// A call of the log in the form of [`commands`].
fn call(line: &str) -> String {
    let (who, rest) = line.split_once('|').expect("an account");
    let (_, rest) = rest.split_once("--output text ").expect("the format");
    let (call, query) = rest.split_once(" --query ").unwrap_or((rest, ""));
    format!("{who}|{call}|{query}")
}

fn at(log: &[String], word: &str) -> usize {
    log.iter().position(|line| line.contains(word)).unwrap_or_else(|| panic!("no {word}: {log:#?}"))
}

#[test]
fn what_cloudformation_cannot_accept_stands_before_the_stack_that_needs_it() {
    let files = pipeline::run(&document(), &Lock::default(), true).expect("a document that compiles").files;
    let deploy = deploy(&files);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut earlier = BTreeSet::new();
    for stack in list(&deploy, "stacks") {
        for step in list(stack, "before") {
            assert_eq!((&step["account"], &step["region"]), (&stack["account"], &stack["region"]));
            for from in step["with"].as_object().expect("words").values().filter_map(|word| word["stack"].as_str()) {
                assert!(earlier.contains(from), "{from} is not deployed before {}", stack["stack"]);
            }
            let of = format!("{} in {}", text(step, "step"), text(step, "account"));
            found.entry(text(stack, "stack").trim_start_matches("union-").to_owned()).or_default().push(of);
        }
        earlier.insert(text(stack, "stack"));
    }
    let expected = [
        ("bench", vec!["see-transit-gateway in 222222222222"]),
        ("hub--orders", vec!["accept-attachment in 111111111111"]),
        ("hub--tickets", vec!["accept-attachment in 111111111111"]),
        ("orders", vec!["see-transit-gateway in 222222222222", "see-profile in 222222222222"]),
        ("tickets", vec!["accept-share in 333333333333", "see-transit-gateway in 333333333333"]),
    ];
    let expected = expected.map(|(stack, steps)| (stack.to_owned(), steps.into_iter().map(str::to_owned).collect()));
    assert_eq!(found, BTreeMap::from(expected));
}

#[test]
fn steps_are_taken_in_their_accounts_between_the_stacks() {
    let account = Account::new();
    let output = account.run(&["--yes"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = account.log();
    let calls: Vec<String> = log.iter().map(|line| call(line)).collect();
    let files = pipeline::run(&document(), &Lock::default(), true).expect("a document that compiles").files;
    for step in list(&deploy(&files), "stacks").flat_map(|stack| list(stack, "before")) {
        for command in commands(step) {
            assert!(calls.contains(&command), "{command} was not run: {calls:#?}");
        }
    }
    let made = |stack: &str| at(&log, &format!("execute-change-set --stack-name union-{stack} "));
    let accepted = at(&log, "accept-resource-share-invitation");
    assert!(made("share--hub--partner") < accepted && accepted < made("tickets"));
    let between = &log[accepted..made("tickets")];
    let seen = |line: &&String| line.starts_with("333333333333|") && line.contains("describe-transit-gateways");
    assert_eq!(between.iter().filter(seen).count(), 3, "{between:#?}");
    let attached = at(&log, "--transit-gateway-attachment-id TicketsTransitGatewayAttachmentId-of-union-tickets");
    assert!(made("tickets") < attached && attached < made("hub--tickets"));
    // Routes to the gateway come after the acceptance.
    assert!(made("hub--tickets") < made("routes--tickets--hub"));

    let output = account.run(&["--yes"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let again = account.log();
    assert!(!again.iter().any(|line| line.contains(" accept-") || line.contains("execute-change-set")), "{again:#?}");
    assert!(!said(&output).contains("before it"), "{}", said(&output));
}

#[test]
fn a_killed_deployment_goes_on_with_what_is_accepted() {
    let account = Account::new();
    let output = account.run(&["--yes"], &[("FAKE_KILL", "yes")]);
    assert_eq!(output.status.code(), None, "it was not killed: {}", said(&output));
    let killed = account.log();
    assert_eq!(killed.iter().filter(|line| line.contains("accept-transit-gateway-vpc-attachment")).count(), 1);
    let output = account.run(&["--yes"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let log = account.log();
    let last =
        |log: &[String]| log.iter().rfind(|line| line.contains("accept-transit-gateway-vpc-attachment")).cloned();
    assert_ne!(last(&killed), last(&log), "what was accepted is accepted again");
    assert_eq!(log.iter().filter(|line| line.contains("accept-transit-gateway-vpc-attachment")).count(), 1);
}

#[test]
fn what_never_comes_true_stops_it_before_the_stack() {
    let account = Account::new();
    let output = account.run(&["--yes"], &[("FAKE_NEVER", "yes")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let command =
        "aws --region ap-northeast-1 ec2 describe-transit-gateway-attachments --transit-gateway-attachment-ids";
    assert!(said(&output).contains("is pending in account 111111111111 and never was available"), "{}", said(&output));
    assert!(said(&output).contains(command) && said(&output).contains("start again to go on"), "{}", said(&output));
    let log = account.log();
    assert_eq!(log.iter().filter(|line| line.contains("accept-transit-gateway-vpc-attachment")).count(), 1);
    assert!(!log.iter().any(|line| line.contains("create-change-set --stack-name union-hub--orders ")));
    let output = account.run(&["--yes"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_rejected_attachment_is_not_waited_for() {
    let account = Account::new();
    let output = account.run(&["--yes"], &[("FAKE_PENDING", "rejected")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("is rejected, so nobody can accept it"), "{}", said(&output));
    assert!(!account.log().iter().any(|line| line.contains(" accept-transit-gateway")));
}

#[test]
fn a_dry_run_shows_the_steps_and_takes_none() {
    let account = Account::new();
    let output = account.run(&["--dry-run"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let shown =
        "union-hub--orders: before it, accept attachment (output OrdersTransitGatewayAttachmentId of union-orders)";
    assert!(said(&output).contains(shown), "{}", said(&output));
    for stack in ["union-hub", "union-orders"] {
        fs::write(account.0.path().join(format!("made-{stack}")), "").expect("a file");
    }
    let output = account.run(&["--dry-run"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let shown = "union-hub--orders: before it, accept attachment OrdersTransitGatewayAttachmentId-of-union-orders, which is \
                 pendingAcceptance now";
    assert!(said(&output).contains(shown), "{}", said(&output));
    assert!(!account.log().iter().any(|line| line.contains(" accept-")));
}

#[test]
fn nothing_of_one_account_has_steps() {
    let text = pipeline::run(
        "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a]\nvpcs: {one: {cidr: 10.0.0.0/16}}\n",
        &Lock::default(),
        true,
    );
    let files = text.expect("a document that compiles").files;
    assert!(list(&deploy(&files), "stacks").all(|stack| stack["before"].is_null()));
    assert!(!files["cloudformation/deploy.sh"].contains("ask_step"));
}
