//! What has to hold in one root module of several accounts and Regions, read back from its text: one folder and nothing between roots, every
//! name once, every reference and provider there, each resource with the provider of its own account and Region, and an order in which
//! what one account needs of another is there first.

use std::collections::{BTreeMap, BTreeSet};

use super::random::{declared, words};

type Files = BTreeMap<String, String>;

/// Files that there are between roots alone.
const BETWEEN: &[&str] = &["inputs.tf", "exports.tf", "roots.json", "apply.sh", "addresses.txt"];

/// A block at the top of a file: its labels, and its text.
struct Block<'t> {
    labels: Vec<&'t str>,
    text: &'t str,
}

impl Block<'_> {
    /// `aws_vpc.shop`, `data.aws_vpc.shop`
    fn address(&self) -> String {
        let data = if self.text.starts_with("data ") { "data." } else { "" };
        format!("{data}{}", self.labels.join("."))
    }

    /// The value of an argument as it stands.
    fn argument(&self, name: &str) -> Option<&str> {
        let mut lines = self.text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once('='));
        lines.find(|(key, _)| key.trim_end() == name).map(|(_, value)| value.trim())
    }
}

/// The blocks of a kind: `resource`, `provider`.
fn blocks<'t>(text: &'t str, kind: &str) -> Vec<Block<'t>> {
    let starts = text.match_indices(kind).map(|(at, _)| &text[at..]);
    let starts = starts.filter(|rest| text.len() == rest.len() || text[..text.len() - rest.len()].ends_with('\n'));
    let blocks = starts.filter_map(|rest| {
        let (head, _) = rest.split_once(" {\n")?;
        let end = rest.find("\n}\n")?;
        let labels = head.strip_prefix(kind)?.split_whitespace().map(|label| label.trim_matches('"')).collect();
        Some(Block { labels, text: &rest[..end + 2] })
    });
    blocks.collect()
}

/// All of a module's text.
fn text(files: &Files) -> String {
    files.iter().filter(|(path, _)| is_module(path)).map(|(_, text)| text.as_str()).collect()
}

fn is_module(path: &str) -> bool {
    path.strip_prefix("terraform/").and_then(|name| name.strip_suffix(".tf")).is_some()
}

/// The aliases of all resources: none for the usual provider.
pub fn aliases(files: &Files) -> BTreeMap<String, Option<String>> {
    let text = text(files);
    let all = ["resource", "data"].into_iter().flat_map(|kind| blocks(&text, kind));
    let alias = |block: &Block<'_>| block.argument("provider").map(|name| name.trim_start_matches("aws.").to_owned());
    all.map(|block| (block.address(), alias(&block))).collect()
}

/// One root; `apart` has the same network with roots of each scope.
pub fn check(files: &Files, apart: &Files) -> Result<(), String> {
    let module = |path: &&String| path.starts_with("terraform/");
    if let Some(path) = files.keys().filter(module).find(|path| path.matches('/').count() > 1) {
        return Err(format!("{path} is in a root of its own"));
    }
    if let Some(name) = BETWEEN.iter().find(|name| files.contains_key(&format!("terraform/{name}"))) {
        return Err(format!("terraform/{name}, where there is one root"));
    }
    let text = text(files);
    names(&text)?;
    references(&text)?;
    providers(files, &text, apart)?;
    order(&text)
}

/// Every name stands once.
fn names(text: &str) -> Result<(), String> {
    for kind in ["resource", "data", "variable", "output"] {
        let mut known = BTreeSet::new();
        for block in blocks(text, kind) {
            if !known.insert(block.labels.clone()) {
                return Err(format!("{kind} {} stands twice", block.labels.join(".")));
            }
        }
    }
    let locals = blocks(text, "locals").into_iter().flat_map(|block| block.text.lines().skip(1));
    let mut known = BTreeSet::new();
    let mut names = locals.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim());
    match names.find(|name| !known.insert(*name)) {
        Some(name) => Err(format!("local {name} stands twice")),
        None => Ok(()),
    }
}

fn references(text: &str) -> Result<(), String> {
    let (has, variables) = (declared(text), blocks(text, "variable"));
    for (prefix, parts) in [("aws_", 2), ("data.aws_", 3)] {
        for word in words(text, prefix).filter(|word| word.split('.').count() >= parts) {
            let address: Vec<&str> = word.split('.').take(parts).collect();
            if !has.contains(&address.join(".")) {
                return Err(format!("the root refers to {word}"));
            }
        }
    }
    for word in words(text, "var.") {
        if !variables.iter().any(|block| block.labels.first().copied() == word.split('.').nth(1)) {
            return Err(format!("the root reads {word}"));
        }
    }
    let given = blocks(text, "provider");
    let aliases: BTreeSet<&str> = given.iter().filter_map(|block| block.argument("alias")).collect();
    let wanted = blocks(text, "resource").into_iter().chain(blocks(text, "data"));
    for (address, alias) in wanted.filter_map(|block| Some((block.address(), block.argument("provider")?.to_owned()))) {
        if !aliases.contains(format!("\"{}\"", alias.trim_start_matches("aws.")).as_str()) {
            return Err(format!("{address} has provider {alias}, which is not there"));
        }
    }
    Ok(())
}

/// The provider of each resource is that of the root that it would have: the same account and Region.
fn providers(files: &Files, text: &str, apart: &Files) -> Result<(), String> {
    let said = |block: &Block<'_>| block.text.lines().filter(is_said).map(squeezed).collect::<Vec<_>>();
    let own: BTreeMap<Option<String>, Vec<String>> = blocks(text, "provider")
        .iter()
        .map(|block| (block.argument("alias").map(|alias| alias.trim_matches('"').to_owned()), said(block)))
        .collect();
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in
        apart.iter().filter(|(path, _)| path.starts_with("terraform/") && path.strip_suffix(".tf").is_some())
    {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let provider = apart.get(&format!("{folder}/providers.tf")).map(|text| said(&blocks(text, "provider")[0]));
        for address in declared(text) {
            wanted.insert(address, provider.clone().unwrap_or_default());
        }
    }
    let made = aliases(files);
    if made.keys().ne(wanted.keys()) {
        return Err("other resources than in several roots".to_owned());
    }
    for (address, alias) in made {
        let (is, wants) = (&own[&alias], &wanted[&address]);
        if is != wants {
            return Err(format!("{address} is made with {is:?} and not with {wants:?}"));
        }
    }
    Ok(())
}

/// Lines of a provider that say what it reaches.
fn is_said(line: &&str) -> bool {
    !line.trim_start().starts_with("alias ") && !line.is_empty()
}

/// A line without the spaces by which its sign stands below others.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What each resource waits for, by address: what it names, by local values too.
fn waits(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let named = |text: &str| -> BTreeSet<String> {
        let parts = |prefix, count: usize| {
            let all = words(text, prefix).map(|word| word.split('.').take(count).collect::<Vec<_>>().join("."));
            all.collect::<BTreeSet<String>>()
        };
        let all = parts("aws_", 2).into_iter().chain(parts("data.aws_", 3));
        all.chain(parts("local.", 2)).filter(|word| word.contains('.')).collect()
    };
    let mut waits = BTreeMap::new();
    for block in blocks(text, "resource").into_iter().chain(blocks(text, "data")) {
        let inner = block.text.split_once('\n').map_or("", |(_, inner)| inner);
        waits.insert(block.address(), named(inner));
    }
    for line in blocks(text, "locals").iter().flat_map(|block| block.text.lines().skip(1)) {
        if let Some((name, value)) = line.split_once(" = ") {
            waits.insert(format!("local.{}", name.trim()), named(value));
        }
    }
    waits
}

/// All that is there before something.
fn before<'w>(address: &'w str, waits: &'w BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'w str> {
    let (mut all, mut open) = (BTreeSet::new(), vec![address]);
    while let Some(one) = open.pop() {
        open.extend(waits.get(one).into_iter().flatten().map(String::as_str).filter(|other| all.insert(*other)));
    }
    all
}

/// Nothing waits for itself, and each use of another account's gateway waits for all that allows it.
fn order(text: &str) -> Result<(), String> {
    let waits = waits(text);
    let kinds = |all: &BTreeSet<&str>, kind: &str| all.iter().any(|one| one.starts_with(&format!("{kind}.")));
    let alias_of: BTreeMap<String, Option<String>> = blocks(text, "resource")
        .iter()
        .map(|one| (one.address(), one.argument("provider").map(str::to_owned)))
        .collect();
    for (address, own) in &waits {
        let all = before(address, &waits);
        if all.contains(address.as_str()) {
            return Err(format!("{address} waits for itself"));
        }
        let (kind, label) = address.split_once('.').unwrap_or_default();
        let gateway = own.iter().find(|one| one.starts_with("aws_ec2_transit_gateway."));
        let is_foreign = gateway.is_some_and(|gateway| alias_of.get(gateway) != alias_of.get(address));
        let accepter = format!("aws_ec2_transit_gateway_vpc_attachment_accepter.{label}");
        let wrong = match kind {
            "aws_ec2_transit_gateway_vpc_attachment" if is_foreign => !kinds(&all, "aws_ram_principal_association"),
            "aws_route" if is_foreign => !kinds(&all, "aws_ec2_transit_gateway_vpc_attachment"),
            "aws_ec2_transit_gateway_route_table_association" => {
                waits.contains_key(&accepter) && !all.contains(accepter.as_str())
            }
            _ => false,
        };
        if wrong {
            return Err(format!("{address} comes too early: it waits for {all:?}"));
        }
    }
    for (address, all) in waits.keys().map(|address| (address, before(address, &waits))) {
        let Some(attachment) = all.iter().find(|one| one.starts_with("aws_ec2_transit_gateway_vpc_attachment.")) else {
            continue;
        };
        let accepter = attachment.replace("vpc_attachment.", "vpc_attachment_accepter.");
        if address.starts_with("aws_route.") && waits.contains_key(&accepter) && !all.contains(accepter.as_str()) {
            return Err(format!("{address} is made before {accepter}"));
        }
    }
    Ok(())
}
