//! Values in a template: literals, references, and what CloudFormation computes.

use super::Printer;
use crate::aws::{CfnAttr, FirewallEndpoint, Ipv6Part, Json, Read, ResourceArn, Value};
use crate::cloudformation::writer::{Expression, Writer};
use std::fmt::{Display, Write as _};

impl<W: Writer> Printer<'_, W> {
    pub(super) fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Text(text) => self.out.text(text),
            Value::Number(number) => self.out.number(number),
            Value::Digits(number) | Value::TextInCloudFormation(number) => self.displayed(number),
            Value::Flag(flag) => self.out.flag(flag),
            Value::OnlyInbound(on) => self.out.text(if on { "OnlyInboundResolver" } else { "AllResolvers" }),
            Value::Switch(on) => self.out.text(if on { "enable" } else { "disable" }),
            Value::Cidr(cidr) => self.displayed(cidr),
            Value::Address(address) => self.displayed(address),
            Value::Protocol(protocol) => self.out.number(protocol.number()),
            Value::Attr(read) => self.read(read, |out, value| out.expression(&value)),
            Value::Parameter(id) | Value::Protected(id) => {
                self.out.expression(&Expression::Ref(&self.graph.parameter_of(id).logical_id));
            }
            Value::Secret(key) => {
                self.out.text(&format!("{{{{resolve:secretsmanager:{}:SecretString:{}}}}}", key.secret, key.entry));
            }
            Value::Later(later) => {
                self.out.expression(&Expression::Ref(&self.graph.parameter_of(later.parameter).logical_id));
            }
            Value::Ipv6(part) => self.ipv6(part),
            Value::FirewallEndpoint(endpoint) => self.firewall_endpoint(endpoint),
            Value::ResourceArn(arn) => self.resource_arn(arn),
            Value::Json(json) => self.policy(json),
        }
    }

    fn displayed(&mut self, value: impl Display) {
        self.scratch.clear();
        // Writing to a String cannot fail.
        let _ = write!(self.scratch, "{value}");
        self.out.text(&self.scratch);
    }

    /// A value of another resource: its own attribute, or the parameter that brings it from another stack.
    pub(super) fn read(&mut self, read: Read, with: impl FnOnce(&mut W, Expression<'_>)) {
        let id = &self.graph.node(read.node).logical_id;
        if let Some(taken) = self.stack.taken(read) {
            return with(self.out, taken.expression());
        }
        match (self.stack.parameter(read), read.names.cloudformation) {
            (Some(parameter), _) => with(self.out, Expression::Ref(parameter)),
            (None, CfnAttr::Ref) => with(self.out, Expression::Ref(id)),
            (None, CfnAttr::Att(name)) => with(self.out, Expression::GetAtt(id, name)),
            (None, CfnAttr::FirstOf(name)) => with(self.out, Expression::Select(0, &Expression::GetAtt(id, name))),
            (None, CfnAttr::Joined(name)) => with(self.out, Expression::Join(",", &Expression::GetAtt(id, name))),
        }
    }

    /// What brings a value inside of `Fn::Sub`: the logical id, with an attribute behind a dot, or the parameter that brings it from
    /// another stack.
    fn word(&self, json: &Json) -> String {
        let read = match json {
            Json::Read(read) => *read,
            Json::Arn(arn) => return self.resource_arn_text(*arn),
            Json::Parameter(id) => return format!("${{{}}}", self.graph.parameter_of(*id).logical_id),
            _ => return "${AWS::AccountId}".to_owned(),
        };
        let id = &self.graph.node(read.node).logical_id;
        match (self.stack.parameter(read), read.names.cloudformation) {
            (Some(parameter), _) => format!("${{{parameter}}}"),
            (None, CfnAttr::Ref) => format!("${{{id}}}"),
            (None, CfnAttr::Att(name) | CfnAttr::FirstOf(name) | CfnAttr::Joined(name)) => format!("${{{id}.{name}}}"),
        }
    }

    /// Part of an IPv6 /56: cut into parts that are `bits` longer, the `index`-th of them.
    fn ipv6(&mut self, part: Ipv6Part) {
        let count = 1_u32 << part.bits.min(8);
        let host_bits = 128 - (56 + u32::from(part.bits));
        self.read(part.block(), |out, block| {
            out.expression(&Expression::Select(part.index, &Expression::Cidr(&block, count, host_bits)));
        });
    }

    /// What stands between the zone's name and the next comma, or the end, of the joined list.
    fn firewall_endpoint(&mut self, endpoint: FirewallEndpoint<'_>) {
        let zone = format!("{}:", endpoint.zone);
        self.read(endpoint.all(), |out, all| {
            let parts = Expression::Split(&zone, &all);
            let behind = Expression::Select(1, &parts);
            out.expression(&Expression::Select(0, &Expression::Split(",", &behind)));
        });
    }

    fn resource_arn(&mut self, arn: ResourceArn) {
        let text = self.resource_arn_text(arn);
        self.out.expression(&Expression::Sub(&text));
    }

    fn resource_arn_text(&self, arn: ResourceArn) -> String {
        let own = &self.graph.node(arn.of.node).logical_id;
        let id = self.stack.parameter(arn.of).unwrap_or(own);
        let (service, kind) = (arn.service(), arn.kind);
        let mark = if service == "logs" { ':' } else { '/' };
        format!("arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{kind}{mark}${{{id}}}")
    }

    fn policy(&mut self, json: &Json) {
        match json {
            Json::Text(text) => self.out.text(text),
            Json::Number(number) => self.out.number(*number),
            Json::AsText(inner) => {
                let text = super::document::text(inner, &|read| self.word(read));
                self.out.expression(&Expression::Sub(&text));
            }
            Json::List(items) => {
                self.out.open_list();
                for item in items {
                    self.out.item();
                    self.policy(item);
                }
                self.out.close_list();
            }
            Json::Map(entries) => {
                self.out.open_map();
                for (key, value) in entries {
                    self.out.key(key);
                    self.policy(value);
                }
                self.out.close_map();
            }
            Json::Read(read) => self.read(*read, |out, value| out.expression(&value)),
            Json::Parameter(id) => self.value(Value::Parameter(*id)),
            Json::Arn(arn) => self.resource_arn(*arn),
            Json::Account { .. } => self.out.expression(&Expression::Ref("AWS::AccountId")),
        }
    }

    /// Several values in one text.
    pub(super) fn joined(&mut self, reads: &[(String, Read)]) {
        let plain: Vec<Expression<'_>> = reads
            .iter()
            .map(|(_, read)| {
                let id = &self.graph.node(read.node).logical_id;
                match read.names.cloudformation {
                    CfnAttr::Ref => Expression::Ref(id),
                    CfnAttr::Att(name) | CfnAttr::FirstOf(name) | CfnAttr::Joined(name) => Expression::GetAtt(id, name),
                }
            })
            .collect();
        let items = reads.iter().zip(&plain).map(|((_, read), plain)| match read.names.cloudformation {
            CfnAttr::Ref | CfnAttr::Att(_) => *plain,
            CfnAttr::FirstOf(_) => Expression::Select(0, plain),
            CfnAttr::Joined(_) => Expression::Join(",", plain),
        });
        let items: Vec<Expression<'_>> = items.collect();
        self.out.expression(&Expression::Join(",", &Expression::List(&items)));
    }
}
