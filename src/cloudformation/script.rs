//! A script that deploys the stacks: `cloudformation/deploy.sh`. In come the facts of `deploy.json`, out goes a POSIX shell script: a fixed part,
//! which is a file of its own, and a table of the stacks in its words. Every text of the table is quoted by one function, so that
//! nothing in a document becomes a word of the shell.

use super::deploy::{By, Deployment, Lookup, Parameter, Retired, Source, Stack};
use crate::escape::{comment, shell_call, single_quoted};
use crate::network::{Deployer, Network};

/// All but the table.
const PROGRAM: &str = include_str!("../../templates/cloudformation/deploy.sh");

/// The text of the script. `document` is the blueprint's file name.
pub(super) fn print(deployment: &Deployment<'_>, network: &Network, document: &str) -> String {
    let mut out = String::from("#!/bin/sh\n");
    let (name, region) = (network.name.as_str(), network.home().region.as_str());
    let head = format!(
        "{name}: deploys its stacks, {region}. Made by netgen from {document}; change that file and render again."
    );
    comment(&mut out, &head);
    let is_wide = is_wide(network) || deployment.stacks.iter().any(|stack| !stack.before.is_empty());
    let needs = |source: &Source<'_>| matches!(source, Source::Lookup(lookup) if lookup.is_needed);
    let has_carriers = deployment.stacks.iter().any(|stack| stack.parameters.iter().any(|one| needs(&one.source)));
    program(&mut out, is_wide, has_carriers);
    out.push_str("\n# --- The stacks, in their order ");
    out.push_str(&"-".repeat(70));
    out.push_str("\n\n");
    assign(&mut out, "network", name);
    assign(&mut out, "region", region);
    if is_wide {
        accounts(&mut out, network);
    }
    out.push_str("\nstacks() {\n");
    for (number, one) in deployment.stacks.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        stack(&mut out, one);
    }
    out.push_str("}\n\nretired_stacks() {\n");
    if deployment.retired.is_empty() {
        out.push_str("  :\n");
    }
    for Retired { stack, by, region, kept, release, .. } in &deployment.retired {
        of(&mut out, by.as_ref());
        let mut texts = vec![*stack, *region, *release];
        texts.extend(kept.iter().map(|one| one.id));
        shell_call(&mut out, "retired", &texts);
    }
    out.push_str("}\n\nmain \"$@\"\n");
    out
}

/// Whether stacks are in several accounts or Regions, or in an account that the document names. Only then, or where a stack waits for a
/// step, is there the part of the program that knows accounts and steps.
fn is_wide(network: &Network) -> bool {
    network.scopes.len() > 1 || !network.accounts.is_empty()
}

/// The program: lines between `#{wide}` and `#{end}` are for documents with accounts or several Regions, those between `#{one}` and
/// `#{end}` for all others, those between `#{carrier}` and
/// `#{end}` for documents with VPN connections inside Direct Connect, and those between `#{waits}` and `#{end}` for all others.
fn program(out: &mut String, is_wide: bool, has_carriers: bool) {
    let mut is_said = true;
    for line in PROGRAM.split_inclusive('\n') {
        match line.trim_end() {
            "#{wide}" => is_said = is_wide,
            "#{one}" => is_said = !is_wide,
            "#{carrier}" => is_said = has_carriers,
            "#{waits}" => is_said = !has_carriers,
            "#{end}" => is_said = true,
            _ if is_said => out.push_str(line),
            _ => {}
        }
    }
}

/// What is known of each account.
fn accounts(out: &mut String, network: &Network) {
    out.push_str("\naccounts() {\n");
    if network.accounts.is_empty() {
        out.push_str("  :\n");
    }
    for account in &network.accounts {
        let id = account.id.as_ref().map_or("", |id| id.as_str());
        let mut texts = vec![account.name.as_str(), id];
        match &account.deployer {
            Deployer::Caller => {}
            Deployer::Role(arn) => texts.extend(["role", arn.as_str()]),
            Deployer::Profile(profile) => texts.extend(["profile", profile.as_str()]),
        }
        shell_call(out, "account", &texts);
    }
    out.push_str("}\n");
}

/// The account of what follows.
fn of(out: &mut String, by: Option<&By<'_>>) {
    if let Some(by) = by {
        shell_call(out, "of", &[by.name]);
    }
}

fn stack(out: &mut String, stack: &Stack<'_>) {
    of(out, stack.by.as_ref());
    shell_call(out, "stack", &[&stack.name, stack.region, &stack.template]);
    for capability in stack.capabilities {
        shell_call(out, "capability", &[capability]);
    }
    for before in &stack.before {
        let of = format!("{}:{}", before.of.0, before.of.1);
        shell_call(out, "before", &[before.step, &of, before.until, before.what]);
    }
    for upload in &stack.uploads {
        shell_call(out, "upload", &[upload]);
    }
    for Parameter { name, source } in &stack.parameters {
        match source {
            Source::From { stack, output } => shell_call(out, "from", &[name, stack, output]),
            Source::Choose(what) => shell_call(out, "choose", &[name, what]),
            Source::MayChoose(_) => shell_call(out, "may_choose", &[name]),
            Source::Passes { first, then } => shell_call(out, "passes", &[name, first, then]),
            Source::Base(_) => shell_call(out, "base", &[name]),
            Source::Lookup(lookup) => {
                let [resource, gateway] = ends(lookup);
                let word = if lookup.is_needed { "carrier" } else { "attachment" };
                shell_call(out, word, &[name, lookup.resource_type, &resource, &gateway]);
            }
        }
    }
    out.push_str("  end\n");
}

/// What is attached and the transit gateway: `STACK:OUTPUT`, or an id. None holds a colon.
fn ends(lookup: &Lookup<'_>) -> [String; 2] {
    lookup.ends.map(|(word, id)| match (id, lookup.with.get(word)) {
        (Some(id), _) => id.to_owned(),
        (None, Some(output)) => format!("{}:{}", output.stack, output.output),
        (None, None) => String::new(),
    })
}

fn assign(out: &mut String, variable: &str, text: &str) {
    out.push_str(variable);
    out.push('=');
    single_quoted(out, text);
    out.push('\n');
}
