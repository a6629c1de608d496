//! Names of files and stacks. In come the paths of a render and the graph, out go findings about names that a file system,
//! Terraform or AWS keeps for something else. Every name is judged by what it becomes, before anything is written.

use std::collections::BTreeMap;

use crate::aws::{Body, Fact, Graph, Roots, UnitOwner, Value};
use crate::cloudformation::stack_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::Network;
use crate::terraform;

/// Names of devices: Windows opens the device whatever the ending of the file (`con.yaml`), so such a file cannot be
/// checked out there. <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A name of the document: the noun, the name and where it is written.
struct Named<'n> {
    noun: &'static str,
    name: &'n str,
    span: Span,
}

/// Checks the files of a render. `files` are templates and router files; those of Terraform follow from the graph.
pub(crate) fn check<'f>(
    network: &Network,
    (graph, roots): (&Graph, &Roots),
    files: impl Iterator<Item = &'f str>,
    diagnostics: &mut Diagnostics,
) {
    let names = names(network);
    let files: Vec<String> = files.map(str::to_owned).chain(terraform::files(graph, roots)).collect();
    // A file system that does not tell capitals from small letters (macOS, Windows) has one file for both.
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in &files {
        if let Some(other) = seen.insert(file.to_ascii_lowercase(), file) {
            let message = format!("two files would be `{other}`");
            let why = "one would be written over the other, at least where capitals equal small letters";
            diagnostics.push(blame(&names, stem(file), Diagnostic::new(Code::ReservedName, message).why(why)));
        }
        if let Some(part) = file.split('/').map(stem).find(|part| is_device(part)) {
            let message = format!("`{file}` cannot be checked out on Windows: `{part}` is a device there");
            let why = "the names con, aux, nul, prn, com0 to com9 and lpt0 to lpt9 are no files, whatever their ending";
            diagnostics.push(blame(&names, part, Diagnostic::new(Code::ReservedName, message).why(why)));
        }
        if file.ends_with("_override.tf") {
            let message = format!("Terraform would read `{file}` as an override file");
            let why = "what stands in `override.tf` and `*_override.tf` is merged into other files, never added";
            diagnostics.push(blame(&names, "override", Diagnostic::new(Code::ReservedName, message).why(why)));
        }
    }
    kept(network, &files, diagnostics);
    if is_device(network.name.as_str()) {
        let message = format!("the directory `out/{}` cannot be made on Windows", network.name);
        let finding = Diagnostic::new(Code::ReservedName, message).at(network.name_span, "");
        diagnostics.push(finding.help("give the network another name"));
    }
    group_names(network, graph, &names, diagnostics);
}

/// What people keep has no name that a render writes.
fn kept(network: &Network, files: &[String], diagnostics: &mut Diagnostics) {
    let fixed = terraform::FILES.iter().map(|name| format!("terraform/{name}.tf"));
    let all: Vec<String> = fixed.chain(files.iter().cloned()).collect();
    for pattern in &network.keep {
        let Some(file) = all.iter().find(|file| pattern.value.fits(file)) else { continue };
        let message = format!("`keep` has `{}`, and netgen writes `{file}`", pattern.value);
        let finding = Diagnostic::new(Code::ReservedName, message).at(pattern.span, "");
        diagnostics.push(
            finding
                .why("a file is a person's or netgen's: a render writes its own anew")
                .help("name the files of your own"),
        );
    }
}

/// Security groups: EC2 takes no name that begins with `sg-`. Terraform's begin with the VPC's name, those that
/// CloudFormation makes with the stack's.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html>
fn group_names(network: &Network, graph: &Graph, names: &[Named<'_>], diagnostics: &mut Diagnostics) {
    let why = "AWS takes no security group whose name begins with `sg-`, as ids do";
    let mut body = Body::default();
    for unit in graph.units() {
        let stack = stack_name(network, &unit.name);
        for node in unit.nodes().filter(|node| graph.node(*node).kind.noun() == "SecurityGroup") {
            graph.describe(node, &mut body);
            let prefix = body.facts().iter().find_map(|fact| match fact {
                Fact::Set(names, Value::Text(text)) if names.terraform == Some("name_prefix") => Some(*text),
                _ => None,
            });
            if prefix.is_some_and(|prefix| prefix.starts_with("sg-")) {
                let message = "security groups would have names that begin with `sg-`";
                let owner = match unit.owner {
                    UnitOwner::Vpc(vpc) | UnitOwner::VpcPart(vpc, _) => network.vpc(vpc).name.as_str(),
                    _ => "",
                };
                diagnostics.push(blame(names, owner, Diagnostic::new(Code::ReservedName, message).why(why)));
            } else if stack.starts_with("sg-") {
                let message = format!("security groups of stack `{stack}` would have names that begin with `sg-`");
                let finding = Diagnostic::new(Code::ReservedName, message).at(network.name_span, "").why(why);
                diagnostics.push(finding.help("give the network another name"));
            }
        }
    }
}

/// A part of a path up to its first dot.
fn stem(part: &str) -> &str {
    let part = part.rsplit('/').next().unwrap_or_default();
    part.split('.').next().unwrap_or_default()
}

fn is_device(name: &str) -> bool {
    let numbered = |word: &str| {
        name.strip_prefix(word).is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}

/// Everything of the document whose name stands in a path.
fn names(network: &Network) -> Vec<Named<'_>> {
    let vpcs = network.vpcs.iter().map(|one| Named { noun: "VPC", name: one.name.as_str(), span: one.span });
    let hubs =
        network.hubs.iter().map(|one| Named { noun: "transit gateway", name: one.name.as_str(), span: one.span });
    let gateways = network.direct_connect_gateways.iter();
    let gateways =
        gateways.map(|one| Named { noun: "Direct Connect gateway", name: one.name.as_str(), span: one.span });
    let peerings = network.peerings.iter();
    let peerings = peerings.map(|one| Named { noun: "peering", name: one.name.as_str(), span: one.span });
    let sites = network.sites.iter().map(|one| Named { noun: "site", name: one.name.as_str(), span: one.span });
    let routers = network.sites.iter().flat_map(|site| &site.routers);
    let routers = routers.map(|one| Named { noun: "router", name: one.name.as_str(), span: one.span });
    vpcs.chain(hubs).chain(gateways).chain(peerings).chain(sites).chain(routers).collect()
}

/// A finding at the name that a path ends with: the longest one, if several do.
fn blame(names: &[Named<'_>], word: &str, finding: Diagnostic) -> Diagnostic {
    let ends = |name: &str| name == word || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('-'));
    let exact = names.iter().find(|one| one.name == word);
    let owner = exact.or_else(|| names.iter().filter(|one| ends(one.name)).max_by_key(|one| one.name.len()));
    match owner {
        Some(owner) => finding.at(owner.span, "").help(format!("give the {} another name", owner.noun)),
        None => finding.help("rename one of them"),
    }
}
