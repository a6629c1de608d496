//! The facts of a unit as bytes, for a digest: what its resources are, whatever the format or the wording of a template.
//! A unit goes in, bytes are added to a buffer. Comments, headings and descriptions say nothing new and are left out.
//!
//! Every value begins with a byte that says what it is, every text with its length, so two different graphs never give
//! the same bytes. A resource tells its names once, in its own unit; who reads it, tells its number. Numbers follow the
//! order in which a network is built, which is one for one network: they say as much as names do, in a tenth of the bytes.

use super::body::{Body, Fact, Names, Shape};
use super::graph::{Graph, NodeId, OutputValue, UnitId};
use super::policy::Json;
use super::tags::TagSet;
use super::value::{CfnAttr, OnlyIn, Read, Value};
use crate::digest::Facts;
use crate::net::Cidr;

/// Adds the facts of a unit to `facts`.
pub fn canonical(graph: &Graph, unit: UnitId, facts: &mut Facts) {
    let mut writer = Canonical { graph, facts };
    let mut body = Body::default();
    for id in graph.unit_of(unit).nodes() {
        graph.describe(id, &mut body);
        writer.resource(id, &body);
    }
    for output in &graph.unit_of(unit).outputs {
        writer.byte(b'o');
        writer.text(&output.logical_id);
        writer.text(&output.label);
        match &output.value {
            OutputValue::One(read) => writer.read(*read),
            OutputValue::Many(reads) => {
                for (key, read) in reads {
                    writer.text(key);
                    writer.read(*read);
                }
            }
            OutputValue::Secret(reads) => {
                writer.byte(b's');
                for (key, read) in reads {
                    writer.text(key);
                    writer.read(*read);
                }
            }
        }
    }
}

struct Canonical<'a> {
    graph: &'a Graph,
    facts: &'a mut Facts,
}

impl Canonical<'_> {
    fn resource(&mut self, id: NodeId, body: &Body<'_>) {
        let node = self.graph.node(id);
        self.byte(b'r');
        self.name(node.kind.cloudformation());
        self.name(node.kind.terraform());
        self.node(id);
        self.text(&node.logical_id);
        self.text(&node.label);
        self.byte(u8::from(node.retain));
        for fact in body.facts() {
            self.fact(fact, body);
        }
        for (key, value) in body.tag_set().into_iter().flat_map(TagSet::iter) {
            self.byte(b't');
            self.text(key);
            self.text(value);
        }
        for (other, only) in body.afters() {
            self.byte(match only {
                OnlyIn::Both => b'a',
                OnlyIn::CloudFormation => b'b',
                OnlyIn::Terraform => b'c',
            });
            self.node(*other);
        }
    }

    fn fact(&mut self, fact: &Fact<'_>, body: &Body<'_>) {
        match fact {
            Fact::Set(names, value) => {
                self.byte(b'=');
                self.names(*names);
                self.value(*value);
            }
            Fact::Single(names, value) => {
                self.byte(b'1');
                self.names(*names);
                self.value(*value);
            }
            Fact::List(names, start, end) | Fact::Keyed(names, _, start, end) => {
                self.byte(b'[');
                self.names(*names);
                if let Fact::Keyed(_, key, ..) = fact {
                    self.text(key);
                }
                for value in body.items(*start, *end) {
                    self.value(*value);
                }
                self.byte(b']');
            }
            Fact::Open(names, shape) => {
                self.byte(match shape {
                    Shape::Group => b'g',
                    Shape::Block => b'k',
                    Shape::Series => b's',
                    Shape::Member => b'm',
                    Shape::Object => b'o',
                    Shape::FlatSeries => b'f',
                    Shape::FlatMember => b'p',
                    Shape::Pairs => b'i',
                });
                self.names(*names);
            }
            Fact::Close => self.byte(b'}'),
        }
    }

    fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Text(text) => self.text(text),
            Value::Number(number) => {
                self.byte(b'#');
                self.facts.bytes(&number.to_le_bytes());
            }
            Value::Digits(number) | Value::TextInCloudFormation(number) => {
                self.byte(b'd');
                self.facts.bytes(&number.to_le_bytes());
            }
            Value::Flag(flag) => self.facts.bytes(&[b'?', u8::from(flag)]),
            // Protected in the end, whatever the first deployment says.
            Value::Protected(_) => self.facts.bytes(&[b'?', 1]),
            Value::OnlyInbound(on) => self.facts.bytes(&[b'i', u8::from(on)]),
            Value::Switch(on) => self.facts.bytes(&[b'!', u8::from(on)]),
            Value::Address(address) => {
                self.byte(b'4');
                self.facts.bytes(&address.octets());
            }
            Value::Cidr(Cidr::V4(cidr)) => {
                self.facts.bytes(&[b'/', cidr.prefix()]);
                self.facts.bytes(&cidr.first().to_le_bytes());
            }
            Value::Cidr(Cidr::V6(cidr)) => self.text(&cidr.to_string()),
            Value::Protocol(protocol) => {
                self.byte(b'p');
                self.facts.bytes(&protocol.number().to_le_bytes());
            }
            Value::Attr(read) => self.read(read),
            Value::Parameter(id) => {
                self.byte(b'$');
                self.text(&self.graph.parameter_of(id).logical_id);
            }
            Value::Ipv6(part) => {
                self.facts.bytes(&[b'6', part.bits]);
                self.facts.bytes(&part.index.to_le_bytes());
                self.node(part.vpc);
            }
            Value::FirewallEndpoint(endpoint) => {
                self.byte(b'w');
                self.text(endpoint.zone);
                self.node(endpoint.firewall);
            }
            Value::ResourceArn(arn) => {
                self.byte(b'n');
                self.text(arn.kind);
                self.read(arn.of);
            }
            Value::Json(json) => self.policy(json),
            Value::Secret(key) => {
                self.byte(b'k');
                self.text(&key.secret);
                self.text(key.entry);
            }
            Value::Later(later) => {
                self.byte(b'l');
                self.read(later.terraform);
            }
        }
    }

    fn policy(&mut self, json: &Json) {
        match json {
            Json::Text(text) => self.text(text),
            Json::Number(number) => self.value(Value::Number(*number)),
            Json::AsText(inner) => self.policy(inner),
            Json::List(items) => {
                self.byte(b'[');
                for item in items {
                    self.policy(item);
                }
                self.byte(b']');
            }
            Json::Map(entries) => {
                self.byte(b'{');
                for (key, value) in entries {
                    self.text(key);
                    self.policy(value);
                }
                self.byte(b'}');
            }
            Json::Read(read) => self.read(*read),
            Json::Parameter(id) => self.value(Value::Parameter(*id)),
            Json::Arn(arn) => self.value(Value::ResourceArn(*arn)),
            Json::Account { from } => {
                self.byte(b'@');
                self.read(*from);
            }
        }
    }

    fn read(&mut self, read: Read) {
        self.byte(b'.');
        self.node(read.node);
        match read.names.cloudformation {
            CfnAttr::Ref => self.byte(b'R'),
            CfnAttr::Att(name) => {
                self.byte(b'A');
                self.text(name);
            }
            CfnAttr::FirstOf(name) => {
                self.byte(b'F');
                self.text(name);
            }
            CfnAttr::Joined(name) => {
                self.byte(b'J');
                self.text(name);
            }
        }
        self.text(read.names.terraform);
        self.text(read.names.terraform_suffix);
    }

    fn node(&mut self, id: NodeId) {
        self.facts.bytes(&id.index().to_le_bytes());
    }

    /// A fact by one of its names: the kind says the other one.
    fn names(&mut self, names: Names) {
        self.name(names.cloudformation.or(names.terraform));
    }

    fn name(&mut self, name: Option<&str>) {
        match name {
            Some(name) => self.text(name),
            None => self.byte(b'-'),
        }
    }

    fn text(&mut self, text: &str) {
        self.facts.text(text);
    }

    fn byte(&mut self, byte: u8) {
        self.facts.byte(byte);
    }
}
