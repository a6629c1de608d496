//! A script that deploys the stacks: `cloudformation/deploy.sh`. In come the facts of `deploy.json`, out goes a POSIX shell script: a fixed part,
//! which is a file of its own, and a table of the stacks in its words. Every text of the table is quoted by one function, so that
//! nothing in a document becomes a word of the shell.

use super::deploy::{Deployment, Lookup, Parameter, Retired, Source, Stack};
use crate::escape::{comment, single_quoted};
use crate::network::Network;

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
    out.push_str(PROGRAM);
    out.push_str("\n# --- The stacks, in their order ");
    out.push_str(&"-".repeat(70));
    out.push_str("\n\n");
    assign(&mut out, "network", name);
    assign(&mut out, "region", region);
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
    for Retired { stack, region, kept, release, .. } in &deployment.retired {
        let mut texts = vec![*stack, *region, *release];
        texts.extend(kept.iter().map(|one| one.id));
        line(&mut out, "retired", &texts);
    }
    out.push_str("}\n\nmain \"$@\"\n");
    out
}

fn stack(out: &mut String, stack: &Stack<'_>) {
    line(out, "stack", &[&stack.name, stack.region, &stack.template]);
    for capability in stack.capabilities {
        line(out, "capability", &[capability]);
    }
    for upload in &stack.uploads {
        line(out, "upload", &[upload]);
    }
    for Parameter { name, source } in &stack.parameters {
        match source {
            Source::From { stack, output } => line(out, "from", &[name, stack, output]),
            Source::Choose(what) => line(out, "choose", &[name, what]),
            Source::MayChoose(_) => line(out, "may_choose", &[name]),
            Source::Passes { first, then } => line(out, "passes", &[name, first, then]),
            Source::Base(_) => line(out, "base", &[name]),
            Source::Lookup(lookup) => {
                let [resource, gateway] = ends(lookup);
                line(out, "attachment", &[name, lookup.resource_type, &resource, &gateway]);
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

/// A line of the table: one of its words, and texts.
fn line(out: &mut String, word: &str, texts: &[&str]) {
    out.push_str("  ");
    out.push_str(word);
    for text in texts {
        out.push(' ');
        single_quoted(out, text);
    }
    out.push('\n');
}

fn assign(out: &mut String, variable: &str, text: &str) {
    out.push_str(variable);
    out.push('=');
    single_quoted(out, text);
    out.push('\n');
}
