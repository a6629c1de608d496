//! `deploy.sh` is run with the AWS CLI on an emulated account: the first deployment, an edit, and what stops it on the way.
//!
//! In: a golden tree, and what its document renders after an edit, with the lock of the first render. Out: how many runs of the script
//! ended as they should, with the account that the templates make. Never: a call to AWS or another machine.
//!
//! What happens in which order is in `tests/judges/deploy/course.py` and `accounts_course.py`, one course for each tree.

use std::fs;
use std::path::Path;
use std::process::Command;

use netgen::artifact::Artifact;
use netgen::cloudformation;
use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};

use super::deployed::region;
use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::setting;
use super::terraform_change::write_below;
use super::tree::{self, Tree};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/runner.py");

/// The trees, and the edit of each document: what becomes what.
const EDITS: [(&str, &[(&str, &str)]); 6] = [
    (
        "counted-zones",
        &[(
            "      public: {prefix: 26, route: internet}\n",
            "      public: {prefix: 26, route: internet}\n      data: {prefix: 26, route: local}\n",
        )],
    ),
    (
        "dx-ipsec",
        &[(
            "      private: {prefix: 22, route: transit}\n",
            "      private: {prefix: 22, route: transit}\n      data: {prefix: 24, route: local}\n",
        )],
    ),
    (
        "dx-vpn",
        &[(
            "      private: {prefix: 22, route: transit}\n",
            "      private: {prefix: 22, route: transit}\n      data: {prefix: 24, route: local}\n",
        )],
    ),
    ("hub-spoke", &[("  sandbox: ", "  billing: ")]),
    (
        "organization",
        &[(
            "\nvpcs:\n",
            "\nvpcs:\n  returns: {account: shop, pool: production, prefix: 20, attach: {to: hub, segment: production}}\n",
        )],
    ),
    (
        "three-tier",
        &[
            ("{from: web, tcp: 8080}", "{from: web, tcp: 8443}"),
            ("{to: app, tcp: 8080}", "{to: app, tcp: 8443}"),
            ("      database:", "      cache: {prefix: 24, route: local}\n      database:"),
        ],
    ),
];

pub const JUDGE: Judge = Judge {
    name: "deploy-script",
    things: "runs",
    concerns: |tree| EDITS.iter().any(|(name, _)| *name == tree.name),
    find,
    faults: &[
        fault(
            "what the stack is not allowed to make",
            "three-tier",
            "  capability 'CAPABILITY_IAM'\n",
            "",
            "Requires capabilities",
        ),
        fault("a change set that stays", "three-tier", "  pending=yes\n", "", "a dry run leaves"),
        fault(
            "a folder that is several words",
            "three-tier",
            "cd -- \"$(dirname -- \"$script\")\"",
            "cd -- $(dirname -- \"$script\")",
            "is not there",
        ),
        fault(
            "nothing to change taken for a failure",
            "counted-zones",
            "*\"didn't contain changes\"*",
            "*'no change'*",
            "the change set is refused",
        ),
        fault(
            "a value that is not kept",
            "counted-zones",
            "    is_there && row \"$stack\" parameter \"$1\" && return 0\n",
            "",
            "give --parameter",
        ),
        fault(
            "a value for all before that of one stack",
            "counted-zones",
            "[ \"$found\" != stack ] || continue",
            "found=",
            "subnet app-public-zone2",
        ),
        fault(
            "an output that is not there",
            "dx-vpn",
            "'app.yaml'\n  from 'HubCloudTransitGatewayTableId' 'hybrid-hub' 'HubCloud",
            "'app.yaml'\n  from 'HubCloudTransitGatewayTableId' 'hybrid-hub' 'HubClouds",
            "nothing says its parameters HubCloud",
        ),
        fault(
            "a firewall that is protected at once",
            "hub-spoke",
            "      put \"$1\" \"$2\"\n",
            "      put \"$1\" \"$3\"\n",
            "ROLLBACK_FAILED",
        ),
        fault(
            "a firewall that stays without protection",
            "hub-spoke",
            "      put \"$1\" \"$2\"\n      late=\"$late $1\"\n    fi\n  fi\n}\n\n# Parameter $1 is output",
            "      put \"$1\" \"$2\"\n    fi\n  fi\n}\n\n# Parameter $1 is output",
            "nothing says 'once more",
        ),
        fault(
            "a carrier of tunnels that is not waited for",
            "dx-ipsec",
            "    [ -n \"$dry\" ] || needed=yes\n",
            "",
            "nothing says its parameters TokyoMainAttachmentId",
        ),
        fault("no second pass", "dx-vpn", "|| second_pass", "|| :", "AWS has not made all"),
    ],
};

const fn fault(
    what: &'static str,
    tree: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree, file: "cloudformation/deploy.sh", text, instead, says }
}

fn find() -> Result<Found, String> {
    let python = setting::python();
    let version = stdout_of(Command::new(&python).args([SCRIPT, "--version"]))?.trim().to_owned();
    stdout_of(Command::new("dash").args(["-c", "exit 0"]))?;
    let judge = move |tree: &Tree| judge(&python, tree);
    Ok(Found { version, judge: Box::new(judge) })
}

fn judge(python: &Path, tree: &Tree) -> Verdict {
    let edited = edited(&tree.name)?;
    let mut command = Command::new(python);
    command.args([SCRIPT, &region(tree)?]).arg(tree.root.join("cloudformation")).arg(edited.path());
    // No variable or file of the user's may change what the AWS CLI does, or send it to a proxy.
    command.env_clear().env("PATH", setting::path()).env("HOME", env!("CARGO_TARGET_TMPDIR"));
    let output = output(&mut command)?;
    if !output.status.success() {
        return Err(said(&output));
    }
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|error| format!("{error}: {}", said(&output)))
}

/// What the document of a tree renders after its edit, with the lock of what it rendered before.
fn edited(name: &str) -> Result<tempfile::TempDir, String> {
    let document = |folder: &str| format!("{}/{folder}/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let before = fs::read_to_string(document("blueprints"))
        .or_else(|_| fs::read_to_string(document("tests/blueprints")))
        .map_err(|error| format!("{name}: {error}"))?;
    let (_, edits) = EDITS.iter().find(|(tree, _)| *tree == name).ok_or_else(|| format!("{name} has no edit"))?;
    let mut after = before.clone();
    for (text, instead) in *edits {
        if after.matches(text).count() != 1 {
            return Err(format!("{name} does not have {text:?} once, so it cannot be edited"));
        }
        after = after.replace(text, instead);
    }
    let (lock, _) = templates(&before, None)?;
    let place = tree::scratch().map_err(|error| error.to_string())?;
    for Artifact { path, text } in templates(&after, Some(&lock))?.1 {
        let file = path.trim_start_matches("cloudformation/");
        write_below(place.path(), file, &text)?;
    }
    Ok(place)
}

/// The lock after a render, and its files for CloudFormation.
fn templates(document: &str, lock: Option<&str>) -> Result<(String, Vec<Artifact>), String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", document);
    let lock = lock.map(|text| sources.add("document.lock", text));
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases: Vec::new() };
    let made = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", cloudformation::Format::Yaml, &mut diagnostics)?;
        Some((compiled.lock.print(), compiled.templates))
    });
    made.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))
}
