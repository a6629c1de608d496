use super::{Judgement, Tools, Verdict, VerifyError, json, text, verify};
use crate::artifact::Artifact;
use crate::write::{self, Options};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TEMPLATE: &str = "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: 10.0.0.0/16}\n  Table:\n    \
                        Type: AWS::EC2::RouteTable\n    Properties:\n      VpcId: !Ref Vpc\nOutputs:\n  VpcId:\n    Value: !Ref Vpc\n";
const DEPLOY: &str = r#"{"netgen": 1, "stacks": [{"stack": "shop", "template": "shop.yaml", "region": "eu-west-1"}]}"#;

/// A rendered directory with these files, which the manifest lists.
fn rendered(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let parent = TempDir::new().unwrap();
    let out = parent.path().join("shop");
    let mut artifacts: Vec<Artifact> =
        files.iter().map(|(path, text)| Artifact { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
    artifacts.push(write::manifest(
        "0.0.0",
        write::About { name: "shop".to_owned(), ..write::About::default() },
        &artifacts,
    ));
    write::tree(&out, &artifacts, Options::default()).unwrap();
    (parent, out)
}

fn whole() -> (TempDir, PathBuf) {
    rendered(&[
        ("cloudformation/shop.yaml", TEMPLATE),
        ("cloudformation/deploy.json", DEPLOY),
        ("terraform/main.tf", ""),
    ])
}

fn script(bin: &Path, name: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(bin.join(name), format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// What the judges say who find these programs in their `PATH`, each a script of a shell.
fn judged(dir: &Path, programs: &[(&str, &str)]) -> Result<Vec<Judgement>, VerifyError> {
    let place = TempDir::new().unwrap();
    let (bin, scratch) = (place.path().join("bin"), place.path().join("scratch"));
    fs::create_dir(&bin).unwrap();
    fs::create_dir(&scratch).unwrap();
    for (name, text) in programs {
        script(&bin, name, text);
    }
    let mut path = OsString::from(&bin);
    path.push(if programs.is_empty() { "" } else { ":/usr/bin:/bin" });
    verify(dir, &Tools { path, mirrors: vec![place.path().join("mirror")], scratch })
}

#[track_caller]
fn verdict<'a>(judgements: &'a [Judgement], judge: &str) -> &'a Verdict {
    &judgements.iter().find(|one| one.judge == judge).unwrap().verdict
}

#[track_caller]
fn objects(judgements: &[Judgement], judge: &str, says: &str) {
    let found = verdict(judgements, judge);
    let Verdict::Objects(lines) = found else { panic!("{judge}: {found:?}") };
    assert!(lines.iter().any(|line| line.contains(says)), "{lines:?}");
}

#[test]
fn what_netgen_wrote_is_right_and_missing_programs_are_skipped() {
    let (_parent, out) = whole();
    let judgements = judged(&out, &[]).unwrap();
    let shown = text(&judgements);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[1].starts_with("manifest ") && lines[1].ends_with("  3 files      ok"), "{shown}");
    assert!(lines[2].starts_with("templates ") && lines[2].ends_with("  1 templates  ok"), "{shown}");
    for (line, judge) in lines[3..].iter().zip(["cfn-lint", "terraform fmt", "terraform validate"]) {
        assert!(line.starts_with(judge) && line.ends_with("nothing      skipped: not installed"), "{shown}");
    }
    assert_eq!(lines.len(), 6, "{shown}");
}

#[test]
fn changes_since_the_render_are_objected_to() {
    let (_parent, out) = whole();
    fs::write(out.join("cloudformation/shop.yaml"), format!("# mine\n{TEMPLATE}")).unwrap();
    fs::write(out.join("terraform/mine.tf"), "").unwrap();
    fs::write(out.join("terraform/backend.tf"), "").unwrap();
    fs::remove_file(out.join("terraform/main.tf")).unwrap();
    let judgements = judged(&out, &[]).unwrap();
    let Verdict::Objects(lines) = verdict(&judgements, "manifest") else { panic!("{judgements:?}") };
    assert_eq!(
        lines[..],
        [
            "cloudformation/shop.yaml: changed since netgen wrote it",
            "terraform/main.tf: missing",
            "terraform/mine.tf: not written by netgen"
        ]
    );
    fs::write(out.join(write::MANIFEST), "{").unwrap();
    objects(&judged(&out, &[]).unwrap(), "manifest", "is no netgen manifest");
    fs::remove_file(out.join(write::MANIFEST)).unwrap();
    assert!(matches!(verdict(&judged(&out, &[]).unwrap(), "manifest"), Verdict::Skipped(_)));
}

#[test]
fn faults_in_templates_are_objected_to() {
    let with = |template: &str, deploy: &str| {
        let (_parent, out) =
            rendered(&[("cloudformation/shop.yaml", template), ("cloudformation/deploy.json", deploy)]);
        judged(&out, &[]).unwrap()
    };
    for (from, to, says) in [
        ("!Ref Vpc\n", "!Ref Vpv\n", "nothing is called Vpv"),
        ("!Ref Vpc\n", "!GetAtt Vpv.Id\n", "nothing is called Vpv"),
        ("!Ref Vpc\n", "!Sub '${Vpc}${Vpv.Id}${!Vpw}'\n", "nothing is called Vpv"),
        ("    Properties:\n", "    DependsOn: [Vpc, Vpv]\n    Properties:\n", "nothing is called Vpv"),
        ("10.0.0.0/16", "on", "line 4: YAML 1.1"),
        ("  Table:", "  Vpc:", "comes twice"),
        ("Outputs:\n", "Parameters:\n  Zone: {Type: String}\nOutputs:\n", "nobody says shop's parameter Zone"),
    ] {
        assert!(TEMPLATE.contains(from), "{from}");
        objects(&with(&TEMPLATE.replacen(from, to, 1), DEPLOY), "templates", says);
    }
    for (from, to, says) in [
        ("shop.yaml", "shap.yaml", "uses shap.yaml, which is not there"),
        ("shop.yaml", "shap.yaml", "nothing deploys shop.yaml"),
        ("}]}", r#", "parameters": [{"name": "A", "from": {"stack": "hub", "output": "B"}}]}]}"#, "reads output B"),
        ("{", "", "deploy.json: "),
    ] {
        objects(&with(TEMPLATE, &DEPLOY.replacen(from, to, 1)), "templates", says);
    }
}

/// Names from outside are neither options nor patterns, and links lead nowhere.
#[test]
fn odd_names_are_shown_to_no_program() {
    let (parent, out) = whole();
    fs::write(parent.path().join("secret"), "secret").unwrap();
    fs::write(out.join("cloudformation/--help.yaml"), TEMPLATE).unwrap();
    fs::write(out.join("cloudformation/[s].yaml"), TEMPLATE).unwrap();
    std::os::unix::fs::symlink(parent.path().join("secret"), out.join("terraform/link.tf")).unwrap();
    let script = r#"[ "$1" = --version ] && echo cfn-lint 1.2 && exit 0; echo "$*" >&2; ls -R >&2; exit 1"#;
    let judgements = judged(&out, &[("cfn-lint", script)]).unwrap();
    objects(&judgements, "templates", "cloudformation/--help.yaml: netgen gives no such name");
    objects(&judgements, "templates", "cloudformation/[s].yaml: netgen gives no such name");
    objects(&judgements, "templates", "terraform/link.tf: it is no file");
    let Verdict::Failed(said) = verdict(&judgements, "cfn-lint") else { panic!("{judgements:?}") };
    assert!(said.starts_with("--format json -r eu-west-1 -- cloudformation/shop.yaml\n"), "{said}");
    assert!(!said.contains("help") && !said.contains("[s]") && !said.contains("link.tf"), "{said}");
}

#[test]
fn programs_are_believed() {
    let lint = r#"[ "$1" = --version ] && echo cfn-lint 1.2 && exit 0
        echo '[{"Level": "Error", "Filename": "cloudformation/shop.yaml", "Rule": {"Id": "E1"}, "Message": "bad\u001b[31m",
            "Location": {"Start": {"LineNumber": 7}}}, {"Level": "Warning", "Rule": {"Id": "W3010"}}]'; exit 6"#;
    let terraform = r#"case "$1" in version) echo '{"terraform_version": "1.9"}';; fmt) echo main.tf; exit 3;; esac"#;
    let (_parent, out) = whole();
    let judgements = judged(&out, &[("cfn-lint", lint), ("terraform", terraform)]).unwrap();
    let Verdict::Objects(lines) = verdict(&judgements, "cfn-lint") else { panic!("{judgements:?}") };
    assert_eq!(lines[..], ["cloudformation/shop.yaml:7: E1 bad\u{1b}[31m"]);
    objects(&judgements, "terraform fmt", "terraform/main.tf: terraform fmt would change it");
    let Verdict::Skipped(why) = verdict(&judgements, "terraform validate") else { panic!("{judgements:?}") };
    assert!(why.contains("NETGEN_TERRAFORM_MIRROR"), "{why}");
    let shown = text(&judgements);
    assert!(shown.contains("\ncfn-lint\n  cloudformation/shop.yaml:7: E1 bad") && !shown.contains('\u{1b}'), "{shown}");
    let read: serde_json::Value = serde_json::from_str(&json(&judgements)).unwrap();
    assert_eq!(
        (&read[2]["verdict"], &read[2]["version"], &read[2]["count"]),
        (&"objects".into(), &"1.2".into(), &1.into())
    );
    assert_eq!(read[4]["verdict"], "skipped");
    let broken = judged(&out, &[("cfn-lint", "exit 1")]).unwrap();
    assert!(matches!(verdict(&broken, "cfn-lint"), Verdict::Skipped(_)), "{broken:?}");
}

#[test]
fn a_folder_of_something_else_is_refused() {
    let place = TempDir::new().unwrap();
    assert!(matches!(judged(place.path(), &[]), Err(VerifyError::NotRendered(_))));
    assert!(matches!(judged(&place.path().join("x"), &[]), Err(VerifyError::Io { .. })));
}

/// What the judges say where there is a provider, and a script in the place of Terraform.
fn with_mirror(parent: &Path, out: &Path, terraform: &str) -> Vec<Judgement> {
    let mirror = parent.join("mirror/registry.terraform.io/hashicorp/aws/6.1.0");
    let (bin, scratch) = (parent.join("bin"), parent.join("scratch"));
    for folder in [&mirror, &bin, &scratch] {
        fs::create_dir_all(folder).unwrap();
    }
    script(&bin, "terraform", terraform);
    let path = OsString::from(format!("{}:/usr/bin:/bin", bin.display()));
    verify(out, &Tools { path, mirrors: vec![parent.join("mirror")], scratch }).unwrap()
}

/// What is in folders of accounts and Regions is judged like all the rest, and each root by itself.
#[test]
fn every_root_is_validated_and_every_template_is_read() {
    let deploy = DEPLOY.replace("shop.yaml", "labs/eu-west-1/shop.yaml");
    let (parent, out) = rendered(&[
        ("cloudformation/labs/eu-west-1/shop.yaml", TEMPLATE),
        ("cloudformation/deploy.json", &deploy),
        ("terraform/main.tf", ""),
        ("terraform/labs/eu-west-1/use/main.tf", ""),
    ]);
    fs::create_dir_all(out.join("terraform/labs/eu-west-1/use/.terraform/modules")).unwrap();
    fs::write(out.join("terraform/labs/eu-west-1/use/.terraform/modules/main.tf"), "file(\"/x\")").unwrap();
    let found = r#"{"diagnostics": [{"summary": "Unknown", "detail": "x", "range": {"filename": "main.tf", "start": {"line": 2}}}]}"#;
    let terraform = format!(
        r#"case "$1" in version) echo '{{"terraform_version": "1.9"}}';; fmt) [ "$3" = -recursive ];; validate)
        case $PWD in */labs/eu-west-1/use) echo '{found}';; *) echo '{{"diagnostics": []}}';; esac;; esac"#
    );
    let judgements = with_mirror(parent.path(), &out, &terraform);
    assert_eq!(*verdict(&judgements, "templates"), Verdict::Agrees);
    assert_eq!(*verdict(&judgements, "terraform fmt"), Verdict::Agrees);
    let unknown = "terraform/labs/eu-west-1/use/main.tf:2: Unknown: x".to_owned();
    assert_eq!(*verdict(&judgements, "terraform validate"), Verdict::Objects(vec![unknown]));
    fs::write(out.join("cloudformation/labs/eu-west-1/more.yaml"), TEMPLATE).unwrap();
    let judgements = with_mirror(TempDir::new().unwrap().path(), &out, &terraform);
    objects(&judgements, "templates", "nothing deploys labs/eu-west-1/more.yaml");
}

/// What Terraform refuses before it validates is an objection; only a provider that is not there is a reason to judge nothing.
#[test]
fn what_terraform_init_refuses_is_objected_to() {
    let terraform = |said: &str| {
        format!(
            r#"case "$1" in version) echo '{{"terraform_version": "1.9"}}';; init) printf '{said}' >&2; exit 1;; esac"#
        )
    };
    let judged = |said: &str| {
        let (parent, out) = whole();
        verdict(&with_mirror(parent.path(), &out, &terraform(said)), "terraform validate").clone()
    };
    let twice = r#"\n\342\225\267\n\342\224\202 Error: Duplicate resource "aws_vpc"\n\342\224\202 \n\342\224\202   on main.tf line 3:\n\342\224\202    3: resource\n"#;
    let missing = r"\nError: Failed to query available provider packages\n\nCould not retrieve\n";
    let duplicate = r#"terraform/main.tf:3: Duplicate resource "aws_vpc""#;
    assert_eq!(judged(twice), Verdict::Objects(vec![duplicate.to_owned()]));
    assert_eq!(judged(&format!("{missing}{twice}")), Verdict::Objects(vec![duplicate.to_owned()]));
    assert!(matches!(judged(missing), Verdict::Skipped(why) if why.contains("provider packages")));
    assert_eq!(judged("killed"), Verdict::Objects(vec!["terraform init: killed".to_owned()]));
}

/// A template that would switch cfn-lint off, as a whole or for a resource, is objected to by netgen itself.
#[test]
fn settings_for_cfn_lint_in_a_template_are_objected_to() {
    let whole = format!("Metadata: {{cfn-lint: {{config: {{ignore_checks: [E, W]}}}}}}\n{TEMPLATE}");
    let one = TEMPLATE.replacen("    Properties: {C", "    Metadata: {cfn-lint: {config: {}}}\n    Properties: {C", 1);
    for (template, place) in [(whole, "Metadata sets up cfn-lint"), (one, "Metadata of Vpc sets up cfn-lint")] {
        let (_parent, out) =
            rendered(&[("cloudformation/shop.yaml", &template), ("cloudformation/deploy.json", DEPLOY)]);
        objects(&judged(&out, &[]).unwrap(), "templates", &format!("cloudformation/shop.yaml: {place}"));
    }
}

/// Terraform prints what a function gave it, so a module that reads files is objected to before any program runs.
#[test]
fn a_module_that_reads_files_is_never_run() {
    let module = "resource \"aws_vpc\" \"x\" {\n  cidr_block = \"${file(\"/etc/hostname\")}\"\n}\n";
    let (parent, out) = rendered(&[("terraform/main.tf", module)]);
    let ran = parent.path().join("ran");
    let script = format!("touch {}; exit 1", ran.display());
    let judgements = judged(&out, &[("terraform", &script)]).unwrap();
    objects(&judgements, "terraform validate", "terraform/main.tf:2: file() reads files of this machine");
    assert!(matches!(verdict(&judgements, "terraform fmt"), Verdict::Skipped(_)) && !ran.exists());
}

/// A link in place of a folder is not followed, and no file is read without an end.
#[test]
fn links_and_endless_files_are_objected_to() {
    for folder in ["cloudformation", "terraform"] {
        let (parent, out) = whole();
        fs::rename(out.join(folder), parent.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink(parent.path().join("elsewhere"), out.join(folder)).unwrap();
        objects(&judged(&out, &[]).unwrap(), "templates", &format!("{folder}: it is a link"));
    }
    let (_parent, out) = whole();
    for name in ["cloudformation/shop.yaml", "terraform/main.tf", "terraform/more.tf"] {
        fs::File::create(out.join(name)).unwrap().set_len(40 << 30).unwrap();
    }
    let judgements = judged(&out, &[]).unwrap();
    objects(&judgements, "templates", "cloudformation/shop.yaml: it is larger than netgen writes");
    objects(&judgements, "templates", "terraform/more.tf: it is larger than netgen writes");
    objects(&judgements, "manifest", "cloudformation/shop.yaml: larger than netgen writes");
    objects(&judgements, "manifest", "terraform/main.tf: larger than netgen writes");
    fs::File::create(out.join(write::MANIFEST)).unwrap().set_len(40 << 30).unwrap();
    objects(&judged(&out, &[]).unwrap(), "manifest", "it is larger than netgen writes");
}
