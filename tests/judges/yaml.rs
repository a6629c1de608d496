//! Two YAML readers, of YAML 1.1 and of YAML 1.2, read every template and every stack deployment file of Git sync to the same values:
//! `tests/judges/yaml_same.py`.
//! CloudFormation's own readers are of the 1.1 family, most people's tools of the 1.2 one.

use std::process::Command;

use super::judge::{Fault, Found, Judge, output, said, stdout_of};
use super::setting;
use super::tree::{self, Tree};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/yaml_same.py");

pub const JUDGE: Judge = Judge {
    name: "yaml",
    things: "templates and deployment files",
    concerns: |tree| !files(tree).is_empty(),
    find,
    faults: &[
        value("a word that is a switch in one", "Value: on", "Tags[0].Value"),
        value("a community that is a number in one", "Value: 65000:10", "3900010"),
        value("a float in one", "Value: 1e3", "1000.0"),
        value("a number that is octal in one", "Value: 0644", "420"),
        value("a date", "Value: 2010-09-09", "no template value"),
        fault("a key twice", "EnableDnsSupport: true", "CidrBlock: 10.1.0.0/16", "CidrBlock"),
        fault("a key that is a number", "Description: The VPC", "4711: The VPC", "no text"),
        fault("a tag that no function has", "Value: !Ref SampleVpc", "Value: !Reff SampleVpc", "!Reff"),
        fault("a tab as indentation", "    Description: The VPC", "\tDescription: The VPC", "sample.yaml"),
        deployment(
            "a path that is a date",
            "template-file-path: cloudformation/main.yaml",
            "template-file-path: 2010-09-09",
        ),
        deployment("a parameter that is a switch", "parameters: {}", "parameters: { Zone: on }"),
    ],
};

/// The first tag of the sample's VPC with another value.
const fn value(what: &'static str, instead: &'static str, says: &'static str) -> Fault {
    fault(what, "Value: sample", instead, says)
}

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "cloudformation/sample.yaml", text, instead, says }
}

/// A fault in a deployment file, which names it.
const fn deployment(what: &'static str, text: &'static str, instead: &'static str) -> Fault {
    Fault { what, tree: "everything", file: "git-sync/main.yaml", text, instead, says: "git-sync/main.yaml: " }
}

fn files(tree: &Tree) -> Vec<std::path::PathBuf> {
    let all = tree.templates().into_iter().chain(tree.deployment_files());
    all.filter(|file| file.extension().is_some_and(|ending| ending != "json")).collect()
}

fn find() -> Result<Found, String> {
    let python = setting::python();
    let version = stdout_of(Command::new(&python).args([SCRIPT, "--version"]))?.trim().to_owned();
    let judge = move |tree: &Tree| {
        let files = files(tree);
        let output = output(Command::new(&python).arg(SCRIPT).args(&files))?;
        if output.status.success() { Ok(files.len()) } else { Err(said(&output)) }
    };
    Ok(Found { version, judge: Box::new(judge) })
}
