//! What Git sync deploys: a stack deployment file for each stack that needs nothing but fixed values, and a finding about the others. In come
//! the stacks of `deploy.json` and their templates, out go files below `git-sync/`, each with the path of its template.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync-concepts-terms.html>

use std::collections::{BTreeMap, BTreeSet};

use super::deploy::{By, Deployment, Parameter, Source, Stack};
use super::writer::Writer;
use super::yaml::Yaml;
use crate::artifact::Artifact;
use crate::aws::{Graph, ParameterKind};
use crate::blueprint::StackValues;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned, counted};
use crate::net::RepositoryFolder;
use crate::network::Network;

/// The folder of the deployment files.
const FOLDER: &str = "git-sync/";

/// Bytes of a template in a request; a larger one has to be in a bucket.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const MOST_BYTES: usize = 51_200;

/// Characters of the name of a stack that a sync configuration takes.
/// <https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_CreateSyncConfiguration.html>
const MOST_CHARACTERS: usize = 100;

/// Why Git sync cannot deploy a stack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Step,
    Value,
    Lookup,
    Zone,
    Account,
    Size,
    Name,
}

impl Reason {
    fn words(self) -> &'static str {
        match self {
            Self::Step => "something is done before it, for which CloudFormation has no type",
            Self::Value => "it takes a value of another stack by a parameter",
            Self::Lookup => "it takes a value that is looked up once AWS made it",
            Self::Zone => "whoever deploys it chooses zones",
            Self::Account => "whoever deploys it says the id of an account",
            Self::Size => "its template has more than 51,200 bytes, and a request takes no larger one",
            Self::Name => "its name has more than 100 characters, and a sync configuration takes no longer one",
        }
    }
}

/// A stack with what is known of it here.
struct Known<'a> {
    stack: &'a Stack<'a>,
    links: &'a super::Stack,
    reasons: BTreeSet<Reason>,
}

/// The deployment files of separate stacks, if the document wants some. `links` are those of the stacks, in their order, and `templates`
/// their texts.
pub(super) fn files<'a>(
    (graph, links): (&Graph, impl Iterator<Item = &'a super::Stack>),
    deployment: &'a Deployment<'a>,
    network: &Network,
    document: &str,
    templates: &[Artifact],
    diagnostics: &mut Diagnostics,
) -> Vec<Artifact> {
    let Some(folder) = &network.git_sync else { return Vec::new() };
    let sizes: BTreeMap<&str, usize> = templates.iter().map(|one| (one.path.as_str(), one.text.len())).collect();
    let stacks = deployment.stacks.iter().zip(links).map(|(stack, links)| {
        let size = sizes.get(path(stack).as_str()).copied().unwrap_or_default();
        Known { stack, links, reasons: reasons((graph, links), stack, size) }
    });
    let stacks: Vec<Known<'_>> = stacks.collect();
    let left: BTreeSet<&str> =
        stacks.iter().filter(|one| !one.reasons.is_empty()).map(|one| one.stack.name.as_str()).collect();
    if !left.is_empty() {
        diagnostics.push(finding(&stacks, left.len(), network, folder));
    }
    let files = stacks.iter().filter(|one| one.reasons.is_empty()).map(|one| Artifact {
        path: format!("{FOLDER}{}.yaml", one.stack.template.rsplit_once('.').map_or("", |(path, _)| path)),
        text: print(one, &left, (network, &folder.value), document),
    });
    files.collect()
}

/// The path of a stack's template in the tree.
fn path(stack: &Stack<'_>) -> String {
    format!("cloudformation/{}", stack.template)
}

fn reasons((graph, links): (&Graph, &super::Stack), stack: &Stack<'_>, bytes: usize) -> BTreeSet<Reason> {
    let chosen = links.choices.iter().filter_map(|id| match graph.parameter_of(*id).kind {
        ParameterKind::Zone => Some(Reason::Zone),
        ParameterKind::Account => Some(Reason::Account),
        ParameterKind::Attachment(_) | ParameterKind::Given => Some(Reason::Lookup),
        // The one value is fixed, and CloudFormation has no parameter for the other.
        ParameterKind::Protection | ParameterKind::Key(_) => None,
    });
    let others = [
        (!links.steps.is_empty(), Reason::Step),
        (!links.imports.is_empty(), Reason::Value),
        (bytes > MOST_BYTES, Reason::Size),
        (stack.name.len() > MOST_CHARACTERS, Reason::Name),
    ];
    others.into_iter().filter_map(|(is_one, reason)| is_one.then_some(reason)).chain(chosen).collect()
}

/// NG0148: the stacks without a file, by reason.
fn finding(stacks: &[Known<'_>], left: usize, network: &Network, folder: &Spanned<RepositoryFolder>) -> Diagnostic {
    let mut by_reason: BTreeMap<Reason, Vec<String>> = BTreeMap::new();
    for one in stacks {
        for reason in &one.reasons {
            by_reason.entry(*reason).or_default().push(format!("`{}`", one.stack.name));
        }
    }
    let message = format!("Git sync cannot deploy {left} of {}", counted(stacks.len(), "stack"));
    let mut why = String::from("it gives a stack fixed values, and does nothing before it");
    for (reason, names) in &by_reason {
        why.extend(["\n", reason.words(), ": ", &names.join(", ")]);
    }
    let mut finding = Diagnostic::new(Code::GitSync, message).at(folder.span, "").why(why);
    for reason in by_reason.keys() {
        if let Some(help) = help(*reason, stacks, network) {
            finding = finding.help(help);
        }
    }
    finding.help("`cloudformation/deploy.sh` deploys all stacks, with a file and without one; then accept this warning")
}

/// What takes a reason away.
fn help(reason: Reason, stacks: &[Known<'_>], network: &Network) -> Option<String> {
    match reason {
        Reason::Value if network.stack_values.as_ref().is_none_or(|values| values.value == StackValues::Parameters) => {
            Some(
                "write `values: get-stack-output`, and stacks read each other by themselves where CloudFormation can"
                    .to_owned(),
            )
        }
        Reason::Value => {
            let words = without_role(stacks);
            let accounts = network.accounts.iter().filter(|account| words.contains(account.name.as_str()));
            let names: Vec<String> = accounts.map(|account| format!("`{}`", account.name)).collect();
            let help =
                format!("write a `role` for {}, by which stacks of other accounts read theirs", names.join(", "));
            (!names.is_empty()).then_some(help)
        }
        Reason::Zone => Some("name the zones: `availability_zones: [a, b]`".to_owned()),
        Reason::Account => Some("write the `id` of each account".to_owned()),
        Reason::Size => Some("`stacks.split` takes parts of a VPC into stacks of their own".to_owned()),
        Reason::Step | Reason::Lookup | Reason::Name => None,
    }
}

/// The words of accounts without a role from whose stacks others take values by parameters.
fn without_role<'a>(stacks: &'a [Known<'_>]) -> BTreeSet<&'a str> {
    let places: BTreeMap<&str, &By<'_>> =
        stacks.iter().filter_map(|one| Some((one.stack.name.as_str(), one.stack.by.as_ref()?))).collect();
    let mut names = BTreeSet::new();
    for one in stacks {
        for Parameter { source, .. } in &one.stack.parameters {
            let Source::From { stack, .. } = source else { continue };
            let Some(from) = places.get(stack.as_str()).filter(|from| from.role.is_none()) else { continue };
            if one.stack.by.as_ref().is_some_and(|own| own.name != from.name) {
                names.insert(from.name);
            }
        }
    }
    names
}

/// The text of a deployment file. `left` are the stacks that have none.
fn print(
    one: &Known<'_>,
    left: &BTreeSet<&str>,
    (network, folder): (&Network, &RepositoryFolder),
    document: &str,
) -> String {
    let mut out = Yaml::new();
    head(&mut out, one, left, document);
    out.open_map();
    out.key("template-file-path");
    out.text(&folder.join(&path(one.stack)));
    out.key("parameters");
    out.open_map();
    for Parameter { name, source } in &one.stack.parameters {
        if let Source::Passes { then, .. } = source {
            out.key(name);
            out.text(then);
        }
    }
    out.close_map();
    if !network.tags.is_empty() {
        out.key("tags");
        out.open_map();
        for (key, value) in &network.tags {
            out.key(key.as_str());
            out.text(value.as_str());
        }
        out.close_map();
    }
    out.close_map();
    out.finish()
}

/// What Git sync is not told: where the stack is, what comes first, and what it may do.
fn head(out: &mut Yaml, Known { stack, links, .. }: &Known<'_>, left: &BTreeSet<&str>, document: &str) {
    let name = &stack.name;
    out.comment(&format!(
        "{name}: its stack deployment file for Git sync. Made by netgen from {document}; change that file and render again."
    ));
    let account = match &stack.by {
        Some(by) if by.name == by.account => format!(", account {}", by.name),
        Some(by) => format!(", account {} ({})", by.name, by.account),
        None => String::new(),
    };
    out.comment(&format!("For the stack {name} in {}{account}.", stack.region));
    for capability in stack.capabilities {
        out.comment(&format!("It needs {capability}, which is allowed where the stack is linked to this file."));
    }
    for role in links.roles() {
        out.comment(&format!(
            "It reads another account by {role}, which the role of this stack has to be let to assume."
        ));
    }
    if !stack.after.is_empty() {
        out.comment("Git sync knows no order. Before this stack is deployed, these have to be:");
    }
    for other in &stack.after {
        let by = if left.contains(other.as_str()) { ", by deploy.sh" } else { "" };
        out.comment(&format!("  {other}{by}"));
    }
    for Parameter { name, source } in &stack.parameters {
        if let Source::Passes { first, then } = source {
            let passes = format!(
                "{name} is {then} from the start here; deploy.sh begins with {first}, so that what fails can be taken back."
            );
            out.comment(&passes);
            out.comment("Make the stack by deploy.sh and link it then, or take the protection away by hand where a first deployment fails.");
        }
    }
}
