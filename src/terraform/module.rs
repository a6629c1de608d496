//! Prints the file of one unit.

use super::address::{At, Attribute};
use super::hcl::{Hcl, quoted};
use crate::aws::{
    Body, Fact, FirewallEndpoint, Graph, Ipv6Part, Json, Names, NodeId, OutputValue, ProviderVersion, Read, Shape,
    UnitId, Value, nested,
};
use crate::network::Network;
use std::fmt::{Display, Write as _};

/// Prints the file of a unit into the writer, as far as it is in a root. Out goes the oldest version of the provider that knows all
/// of it.
pub(super) fn print(at: At<'_>, unit: UnitId, network: &Network, document: &str, out: &mut Hcl) -> ProviderVersion {
    let mut printer = Printer { graph: at.graph, at, out, scratch: String::new(), locals: Vec::new() };
    let unit = at.graph.unit_of(unit);
    printer.out.comment(&format!(
        "{}: {}, {}. Made by netgen from {document}; change that file and render again.",
        network.name,
        unit.title,
        network.scope(unit.scope).region
    ));
    let (mut body, mut provider) = (Body::default(), ProviderVersion::default());
    for group in &unit.groups {
        let mut here = group.nodes.iter().filter(|id| at.has(**id)).peekable();
        if here.peek().is_none() && !group.nodes.is_empty() {
            continue;
        }
        printer.out.blank();
        printer.out.rule(&group.heading);
        for id in here {
            printer.resource(*id, &mut body);
            provider = provider.max(body.provider());
        }
    }
    printer.outputs(unit);
    provider
}

pub(super) struct Printer<'a, 'o> {
    pub(super) graph: &'a Graph,
    pub(super) at: At<'a>,
    pub(super) out: &'o mut Hcl,
    /// For the text of one value, so that not each one asks for memory.
    scratch: String,
    /// What the data source that is printed reads of resources, and the local value that has it.
    pub(super) locals: Vec<(Read, String)>,
}

impl<'a> Printer<'a, '_> {
    fn resource(&mut self, id: NodeId, body: &mut Body<'a>) {
        let node = self.graph.node(id);
        let Some(kind) = node.kind.terraform() else { return };
        self.graph.describe(id, body);
        self.out.blank();
        if !node.remark.is_empty() {
            self.out.comment(&node.remark);
        }
        self.locals(node, body);
        self.out.open_block(if node.kind.is_data() { "data" } else { "resource" }, &[kind, node.terraform_label()]);
        if let Some(alias) = self.at.alias(node) {
            self.out.attribute("provider");
            self.out.raw(format_args!("aws.{alias}"));
            self.out.blank();
        }
        self.contents(body.facts(), body);
        if let Some(tags) = body.tag_set().filter(|_| body.no_terraform_tags().is_none()) {
            self.out.blank();
            self.out.attribute("tags");
            self.out.open_object();
            for (key, value) in tags.iter() {
                self.out.object_key(key);
                self.out.text(value);
            }
            self.out.close_object();
        }
        self.lifecycle(node, body);
        self.depends_on(body);
        self.out.close_block();
    }

    /// What stands in a block: arguments first, then nested blocks, each behind an empty line.
    fn contents(&mut self, facts: &[Fact<'_>], body: &Body<'_>) {
        let mut empty = true;
        self.arguments(facts, "", body, &mut empty);
        self.blocks(facts, "", body, &mut empty);
    }

    /// Arguments, those of groups among them. All names begin with `prefix`.
    fn arguments(&mut self, facts: &[Fact<'_>], prefix: &str, body: &Body<'_>, empty: &mut bool) {
        for (fact, inner) in nested(facts) {
            let Some(name) = fact.names().and_then(|names| names.terraform) else { continue };
            match fact {
                Fact::Open(_, Shape::Group | Shape::FlatSeries) => self.arguments(inner, prefix, body, empty),
                Fact::Open(_, Shape::FlatMember) => {
                    if !name.is_empty() {
                        self.out.blank();
                    }
                    self.arguments(inner, name, body, empty);
                }
                Fact::Open(_, Shape::Object | Shape::Pairs) => {
                    self.out.attribute(name);
                    self.object(inner, body);
                    *empty = false;
                }
                Fact::Set(..) | Fact::Single(..) | Fact::List(..) | Fact::Keyed(..) => {
                    if prefix.is_empty() {
                        self.out.attribute(name);
                    } else {
                        self.out.attribute(&format!("{prefix}{name}"));
                    }
                    self.fact(fact, body);
                    *empty = false;
                }
                Fact::Open(..) | Fact::Close => {}
            }
        }
    }

    /// Nested blocks, those of groups among them. All names begin with `prefix`.
    fn blocks(&mut self, facts: &[Fact<'_>], prefix: &str, body: &Body<'_>, empty: &mut bool) {
        for (fact, inner) in nested(facts) {
            let Fact::Open(Names { terraform: Some(name), .. }, shape) = fact else { continue };
            match shape {
                Shape::Group | Shape::FlatSeries => self.blocks(inner, prefix, body, empty),
                Shape::FlatMember => self.blocks(inner, name, body, empty),
                Shape::Block => self.block(&format!("{prefix}{name}"), inner, body, empty),
                Shape::Series => nested(inner).for_each(|(_, member)| self.block(name, member, body, empty)),
                Shape::Object | Shape::Member | Shape::Pairs => {}
            }
        }
    }

    fn block(&mut self, name: &str, facts: &[Fact<'_>], body: &Body<'_>, empty: &mut bool) {
        if !std::mem::replace(empty, false) {
            self.out.blank();
        }
        self.out.open_block(name, &[]);
        self.contents(facts, body);
        self.out.close_block();
    }

    /// A value that is an object.
    fn object(&mut self, facts: &[Fact<'_>], body: &Body<'_>) {
        self.out.open_object();
        for (fact, inner) in nested(facts) {
            let Some(name) = fact.names().and_then(|names| names.terraform) else { continue };
            self.out.object_key(name);
            if matches!(fact, Fact::Open(..)) { self.object(inner, body) } else { self.fact(fact, body) }
        }
        self.out.close_object();
    }

    /// The value of a fact that has no others inside.
    fn fact(&mut self, fact: Fact<'_>, body: &Body<'_>) {
        match fact {
            Fact::Set(_, value) | Fact::Single(_, value) => self.value(value),
            Fact::List(_, start, end) | Fact::Keyed(_, _, start, end) => {
                self.out.open_list();
                for value in body.items(start, end) {
                    self.value(*value);
                }
                self.out.close_list();
            }
            Fact::Open(..) | Fact::Close => {}
        }
    }

    fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Text(text) => self.out.text(text),
            Value::Number(number) => self.out.number(number),
            Value::Digits(number) => self.displayed(number),
            Value::TextInCloudFormation(number) => self.out.number(i64::from(number)),
            Value::Flag(flag) => self.out.flag(flag),
            Value::OnlyInbound(on) => self.out.flag(on),
            Value::Switch(on) => self.out.text(if on { "enable" } else { "disable" }),
            Value::Cidr(cidr) => self.displayed(cidr),
            Value::Address(address) => self.displayed(address),
            Value::Protocol(protocol) => self.out.text(protocol.name()),
            Value::Attr(read) => match self.locals.iter().find(|(of, _)| *of == read) {
                Some((_, name)) => self.out.raw(format_args!("local.{name}")),
                None => self.out.raw(self.read(read)),
            },
            Value::Parameter(id) => self.out.raw(format_args!("var.{}", self.graph.parameter_of(id).label)),
            Value::Protected(_) => self.out.flag(true),
            Value::Secret(key) => self.out.raw(format_args!("var.{}", self.graph.parameter_of(key.variable).label)),
            Value::Later(later) => self.out.raw(self.read(later.terraform)),
            Value::Ipv6(part) => self.ipv6(part),
            Value::FirewallEndpoint(endpoint) => self.firewall_endpoint(endpoint),
            Value::ResourceArn(arn) => self.out.raw(self.read(arn.of)),
            Value::Json(json) => {
                self.out.open_call("jsonencode");
                self.policy(json);
                self.out.close_call();
            }
        }
    }

    pub(super) fn read(&self, read: Read) -> Attribute<'a> {
        Attribute::of(self.at, read)
    }

    fn displayed(&mut self, value: impl Display) {
        self.scratch.clear();
        // Writing to a String cannot fail.
        let _ = write!(self.scratch, "{value}");
        self.out.text(&self.scratch);
    }

    fn ipv6(&mut self, part: Ipv6Part) {
        let block = self.read(part.block());
        self.out.raw(format_args!("cidrsubnet({block}, {}, {})", part.bits, part.index));
    }

    /// The endpoint of the one state whose zone it is.
    fn firewall_endpoint(&mut self, endpoint: FirewallEndpoint<'_>) {
        let status = self.read(endpoint.all());
        let mut zone = String::new();
        quoted(&mut zone, endpoint.zone);
        self.out.raw(format_args!(
            "one([for state in {status}[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == {zone}])"
        ));
    }

    fn policy(&mut self, json: &Json) {
        match json {
            Json::Text(text) => self.out.text(text),
            Json::Number(number) => self.out.number(*number),
            Json::AsText(inner) => self.policy(inner),
            Json::List(items) => {
                self.out.open_list();
                for item in items {
                    self.policy(item);
                }
                self.out.close_list();
            }
            Json::Map(entries) => {
                self.out.open_object();
                for (key, value) in entries {
                    self.out.object_key(key);
                    self.policy(value);
                }
                self.out.close_object();
            }
            Json::Read(read) => self.out.raw(self.read(*read)),
            Json::Parameter(id) => self.value(Value::Parameter(*id)),
            Json::Arn(arn) => self.value(Value::ResourceArn(*arn)),
            Json::Account { from } => self.out.raw(format_args!("split(\":\", {})[4]", self.read(*from))),
        }
    }

    fn outputs(&mut self, unit: &crate::aws::Unit) {
        let at = self.at;
        let mut outputs = unit.outputs.iter().filter(|output| at.tells(unit, output)).peekable();
        if outputs.peek().is_none() {
            return;
        }
        self.out.blank();
        self.out.rule("Outputs");
        for output in outputs {
            self.out.blank();
            self.out.open_block("output", &[&output.label]);
            self.out.attribute("description");
            self.out.text(&output.description);
            if matches!(output.value, OutputValue::Secret(_)) {
                self.out.attribute("sensitive");
                self.out.flag(true);
            }
            self.out.attribute("value");
            match &output.value {
                OutputValue::One(read) => self.out.raw(self.read(*read)),
                OutputValue::Many(reads) => {
                    self.out.open_object();
                    for (key, read) in reads {
                        self.out.object_key(key);
                        self.out.raw(self.read(*read));
                    }
                    self.out.close_object();
                }
                OutputValue::Secret(reads) => {
                    self.out.open_object();
                    for (key, read) in reads {
                        self.out.object_key(key);
                        self.out.raw(self.read(*read));
                    }
                    self.out.close_object();
                }
            }
            self.out.close_block();
        }
    }
}
