//! Resources as texts: a graph goes in, properties with their lines come out. A line depends on names alone, never on a place in
//! an arena, so that lines of two networks can be compared.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{FactRecord, ResourceRecord, UnitRecord, key};
use crate::aws::{Body, CfnAttr, Fact, Graph, Json, Names, NodeId, Read, Shape, TagSet, Value, nested};
use crate::cloudformation::{Links, stack_name};
use crate::network::Network;

/// The root modules of Terraform, where there are several.
pub(super) fn roots(graph: &Graph) -> Vec<String> {
    let roots = graph.roots();
    let all: Vec<String> = roots.iter().map(|(root, _)| folder(&graph.folders().root(root))).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// A folder without the slash at its end.
fn folder(path: &str) -> String {
    path.trim_end_matches('/').to_owned()
}

/// The units of a graph with all that their resources say, in the order in which their stacks are deployed.
pub(super) fn units(graph: &Graph, network: &Network) -> Vec<UnitRecord> {
    let mut body = Body::default();
    let roots = graph.roots();
    let mut one = |id: NodeId| {
        graph.describe(id, &mut body);
        let node = graph.node(id);
        ResourceRecord {
            kind: node.kind,
            label: node.label.clone(),
            terraform: node.labels.last().cloned(),
            id: node.logical_id.clone(),
            retain: node.retain,
            root: match node.kind.terraform() {
                Some(_) => folder(&graph.folders().root(roots.root(graph, id))),
                None => String::new(),
            },
            facts: facts(graph, &body),
        }
    };
    // Stacks that wait for each other are refused before anything is recorded.
    let order = Links::of(graph, network).order().unwrap_or_else(|_| graph.unit_ids().collect());
    let units = order.into_iter().map(|id| {
        let unit = graph.unit_of(id);
        UnitRecord {
            stack: stack_name(network, &unit.name),
            file: unit.file.clone(),
            title: unit.title.clone(),
            folder: folder(&graph.folders().stacks(unit.scope)),
            resources: unit.nodes().map(&mut one).collect(),
        }
    });
    units.collect()
}

fn facts(graph: &Graph, body: &Body<'_>) -> Vec<FactRecord> {
    let mut taken = Taken { graph, body, facts: Vec::with_capacity(body.facts().len()) };
    taken.top(body.facts(), None, "");
    let mut facts = taken.facts;
    if let Some(tags) = body.tag_set() {
        let terraform = body.no_terraform_tags().is_none().then_some(Cow::Borrowed("tags"));
        let lines = TagSet::iter(tags).map(|(key, value)| format!("{key}={value}")).collect();
        let cloudformation = body.no_cloudformation_tags().is_none().then_some(Cow::Borrowed("Tags"));
        facts.push(FactRecord { cloudformation, terraform, lines, reads: Vec::new() });
    }
    facts
}

struct Taken<'g, 'b> {
    graph: &'g Graph,
    body: &'b Body<'b>,
    facts: Vec<FactRecord>,
}

/// The name of a group in CloudFormation around facts that are flat in Terraform, and what begins their names there.
type Outer = Option<(Option<&'static str>, &'static str)>;

impl Taken<'_, '_> {
    /// Facts at the top level, or inside of something that Terraform says flat.
    fn top(&mut self, facts: &[Fact<'_>], outer: Outer, path: &str) {
        for (fact, inner) in nested(facts) {
            let Some(names) = fact.names() else { continue };
            match fact {
                Fact::Open(_, Shape::Group | Shape::FlatSeries) if outer.is_none() => {
                    self.top(inner, Some((names.cloudformation, "")), "");
                }
                Fact::Open(_, Shape::FlatSeries) => self.top(inner, outer, path),
                Fact::Open(_, Shape::FlatMember) => {
                    let (group, _) = outer.unwrap_or_default();
                    let prefix = names.terraform.unwrap_or_default();
                    self.top(inner, Some((group, prefix)), prefix);
                }
                _ => self.push(names, fact, inner, outer, path),
            }
        }
    }

    fn push(&mut self, names: Names, fact: Fact<'_>, inner: &[Fact<'_>], outer: Outer, path: &str) {
        let (mut lines, mut reads) = (Vec::new(), Vec::new());
        self.lines(fact, inner, &mut lines, &mut reads);
        let (cloudformation, terraform) = match outer {
            None => (names.cloudformation.map(Cow::Borrowed), names.terraform.map(Cow::Borrowed)),
            Some((group, prefix)) => {
                let name = names.cloudformation.or(names.terraform).unwrap_or_default();
                let within = if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
                for line in &mut lines {
                    *line = format!("{within}: {line}");
                }
                let terraform = names.terraform.map(|name| match prefix {
                    "" => Cow::Borrowed(name),
                    prefix => Cow::Owned(format!("{prefix}{name}")),
                });
                (names.cloudformation.and(group).map(Cow::Borrowed), terraform)
            }
        };
        self.facts.push(FactRecord { cloudformation, terraform, lines, reads });
    }

    /// The lines of one fact: one, or one for each item of a list.
    fn lines(&self, fact: Fact<'_>, inner: &[Fact<'_>], lines: &mut Vec<String>, reads: &mut Vec<String>) {
        match fact {
            Fact::Set(_, value) | Fact::Single(_, value) => lines.push(self.value(value, reads)),
            Fact::List(_, start, end) | Fact::Keyed(_, _, start, end) => {
                lines.extend(self.body.items(start, end).iter().map(|value| self.value(*value, reads)));
            }
            Fact::Open(_, Shape::Series | Shape::FlatSeries) => {
                lines.extend(nested(inner).map(|(_, member)| self.inline(member, reads)));
            }
            Fact::Open(..) => {
                for (fact, inner) in nested(inner) {
                    let name = fact.names().and_then(|names| names.cloudformation.or(names.terraform));
                    let mut own = Vec::new();
                    self.lines(fact, inner, &mut own, reads);
                    lines.extend(own.into_iter().map(|line| format!("{}: {line}", name.unwrap_or_default())));
                }
            }
            Fact::Close => {}
        }
    }

    /// Several facts on one line.
    fn inline(&self, facts: &[Fact<'_>], reads: &mut Vec<String>) -> String {
        let mut text = String::new();
        for (fact, inner) in nested(facts) {
            let name = fact.names().and_then(|names| names.cloudformation.or(names.terraform)).unwrap_or_default();
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(name);
            text.push_str(": ");
            match fact {
                Fact::Set(_, value) | Fact::Single(_, value) => text.push_str(&self.value(value, reads)),
                Fact::List(_, start, end) | Fact::Keyed(_, _, start, end) => {
                    let items = self.body.items(start, end).iter().map(|value| self.value(*value, reads));
                    let _ = write!(text, "[{}]", items.collect::<Vec<_>>().join(", "));
                }
                Fact::Open(..) => {
                    let _ = write!(text, "{{{}}}", self.inline(inner, reads));
                }
                Fact::Close => {}
            }
        }
        text
    }

    fn value(&self, value: Value<'_>, reads: &mut Vec<String>) -> String {
        match value {
            Value::Text(text) => text.to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Digits(number) | Value::TextInCloudFormation(number) => number.to_string(),
            Value::Flag(flag) | Value::OnlyInbound(flag) => flag.to_string(),
            Value::Switch(on) => if on { "enable" } else { "disable" }.to_owned(),
            Value::Cidr(cidr) => cidr.to_string(),
            Value::Address(address) => address.to_string(),
            Value::Protocol(protocol) => protocol.name().to_owned(),
            Value::Attr(read) => self.read(read, reads),
            Value::Parameter(id) => format!("${}", self.graph.parameter_of(id).logical_id),
            // What it is after the second pass.
            Value::Protected(_) => true.to_string(),
            Value::Secret(key) => format!("{} of secret {}", key.entry, key.secret),
            Value::Later(later) => self.read(later.terraform, reads),
            Value::Ipv6(part) => {
                let block = self.read(part.block(), reads);
                format!("part {} of {block}, {} bits longer", part.index, part.bits)
            }
            Value::FirewallEndpoint(endpoint) => {
                let all = self.read(endpoint.all(), reads);
                format!("{all} in {}", endpoint.zone)
            }
            Value::ResourceArn(arn) => self.read(arn.of, reads),
            Value::Json(json) => self.policy(json, reads),
        }
    }

    /// `subnet.shop_app_a`; with the attribute, where it is not the id.
    fn read(&self, read: Read, reads: &mut Vec<String>) -> String {
        let node = self.graph.node(read.node);
        let key = key(node.kind, &node.label);
        let text = match read.names.cloudformation {
            CfnAttr::Ref => key.clone(),
            CfnAttr::Att(name) | CfnAttr::FirstOf(name) | CfnAttr::Joined(name) => format!("{key}.{name}"),
        };
        reads.push(key);
        text
    }

    fn policy(&self, json: &Json, reads: &mut Vec<String>) -> String {
        match json {
            Json::Text(text) => text.clone().into_owned(),
            Json::Number(number) => number.to_string(),
            Json::AsText(inner) => self.policy(inner, reads),
            Json::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.policy(item, reads)).collect();
                format!("[{}]", items.join(", "))
            }
            Json::Map(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{key}: {}", self.policy(value, reads))).collect();
                format!("{{{}}}", entries.join(", "))
            }
            Json::Read(read) => self.read(*read, reads),
            Json::Parameter(id) => self.value(Value::Parameter(*id), reads),
            Json::Arn(arn) => self.value(Value::ResourceArn(*arn), reads),
            // The account stays, whatever becomes of the resource that tells it.
            Json::Account { .. } => "this account".to_owned(),
        }
    }
}
