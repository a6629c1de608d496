//! IAM policy documents: one small tree, printed as a YAML mapping or inside of `jsonencode`. Its keys are netgen's own
//! words or values whose grammar was checked, so that no key of a user becomes a function of CloudFormation.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::borrow::Cow;

use super::account::AccountValue;
use super::graph::ParameterId;
use super::value::{OnlyIn, Read, ResourceArn};
use crate::blueprint::Effect;
use crate::net::ConditionValue;
use crate::network::{Policy, PolicyStatement};

/// The version of IAM's policy language.
const VERSION: &str = "2012-10-17";

/// A policy document.
#[derive(Debug)]
pub struct PolicyDocument {
    /// `Version` and `Statement`.
    pub root: Json,
}

/// A part of a policy document.
#[derive(Debug)]
pub enum Json {
    /// A text.
    Text(Cow<'static, str>),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Json>),
    /// A mapping, in order.
    Map(Vec<(Cow<'static, str>, Json)>),
    /// An attribute of another resource.
    Read(Read),
    /// What the deployer gives.
    Parameter(ParameterId),
    /// A document that CloudFormation wants as one text of JSON, and Terraform in `jsonencode`.
    AsText(Box<Json>),
    /// The ARN of something of this account.
    Arn(ResourceArn),
    /// The id of the account that everything is made in. CloudFormation knows it; Terraform takes it from the ARN of a
    /// resource, since nothing may be asked of AWS at plan time.
    Account {
        /// The attribute that holds the ARN.
        from: Read,
    },
}

impl PolicyDocument {
    /// What a user wrote about an endpoint: statements about every principal, by their `Sid`. `vpc` is what
    /// gives the id of its VPC; without one a text of the same length stands there, so that the document can be counted.
    #[must_use]
    pub fn written(policy: &Policy, vpc: Option<Read>) -> Self {
        Self::of(policy.iter().map(|(sid, statement)| written(sid.as_str(), statement, vpc)).collect())
    }

    /// A service may assume a role, on behalf of this account only.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
    #[must_use]
    pub fn trust(service: &'static str, account_of: Read) -> Self {
        let account = map([("aws:SourceAccount", Json::Account { from: account_of })]);
        Self::of(vec![map([
            ("Effect", text("Allow")),
            ("Principal", map([("Service", text(service))])),
            ("Action", text("sts:AssumeRole")),
            ("Condition", map([("StringEquals", account)])),
        ])])
    }

    /// An account may assume a role: whoever it lets.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts>
    #[must_use]
    pub fn trust_account(account: &AccountValue) -> Self {
        let account = match account {
            AccountValue::Known(id) => text(id.to_string()),
            AccountValue::Chosen(parameter) => Json::Parameter(*parameter),
        };
        Self::of(vec![map([
            ("Effect", text("Allow")),
            ("Principal", map([("AWS", account)])),
            ("Action", text("sts:AssumeRole")),
        ])])
    }

    /// Peerings of one VPC may be accepted. The action is about two things, the VPC and the peering: the first by its ARN, the second by
    /// the VPC that accepts.
    /// <https://docs.aws.amazon.com/vpc/latest/peering/security-iam.html>
    #[must_use]
    pub fn accept_peering(vpc: ResourceArn) -> Self {
        let accept = || text("ec2:AcceptVpcPeeringConnection");
        let accepter = map([("ec2:AccepterVpc", Json::Arn(vpc))]);
        Self::of(vec![
            map([("Effect", text("Allow")), ("Action", accept()), ("Resource", Json::Arn(vpc))]),
            map([
                ("Effect", text("Allow")),
                ("Action", accept()),
                ("Resource", text("*")),
                ("Condition", map([("ArnEquals", accepter)])),
            ]),
        ])
    }

    /// Actions on one resource.
    #[must_use]
    pub fn allow(actions: &'static [&'static str], on: Read) -> Self {
        let actions = Json::List(actions.iter().map(|action| text(*action)).collect());
        Self::of(vec![map([("Effect", text("Allow")), ("Action", actions), ("Resource", Json::Read(on))])])
    }

    /// Alarms and events may be written to a topic: alarms of this account. `EventBridge` bears no condition in the policy
    /// of a topic.
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html>
    #[must_use]
    pub fn publish(topic: Read) -> Self {
        let statement = |service: &'static str| {
            let entries = [
                ("Effect", text("Allow")),
                ("Principal", map([("Service", text(service))])),
                ("Action", text("sns:Publish")),
                ("Resource", Json::Read(topic)),
            ];
            Vec::from(entries.map(|(key, value)| (Cow::Borrowed(key), value)))
        };
        let account = map([("aws:SourceAccount", Json::Account { from: topic })]);
        let mut alarms = statement("cloudwatch.amazonaws.com");
        alarms.push((Cow::Borrowed("Condition"), map([("StringEquals", account)])));
        Self::of(vec![Json::Map(alarms), Json::Map(statement("events.amazonaws.com"))])
    }

    fn of(statements: Vec<Json>) -> Self {
        Self { root: map([("Version", text(VERSION)), ("Statement", Json::List(statements))]) }
    }
}

impl Json {
    /// Events of AWS Health about a service: maintenance that AWS announces, and trouble that it sees.
    #[must_use]
    pub fn health_events(services: &[&'static str]) -> Self {
        let list = |words: &[&'static str]| Self::List(words.iter().map(|word| text(*word)).collect());
        map([
            ("source", list(&["aws.health"])),
            ("detail-type", list(&["AWS Health Event"])),
            ("detail", map([("service", list(services))])),
        ])
    }

    /// Characters of the document as Terraform's `jsonencode` writes it: without blanks, `<`, `>` and `&` as six characters.
    /// An id of a VPC has 21.
    #[must_use]
    pub fn length(&self) -> usize {
        let quoted = |text: &str| {
            let length = |char: char| match char {
                '<' | '>' | '&' => 6,
                '"' | '\\' => 2,
                _ => 1,
            };
            2 + text.chars().map(length).sum::<usize>()
        };
        match self {
            Self::Text(text) => quoted(text),
            Self::Number(number) => number.to_string().len(),
            Self::AsText(inner) => inner.length(),
            // Brackets, and commas between.
            Self::List(items) => 1 + items.len().max(1) + items.iter().map(Self::length).sum::<usize>(),
            Self::Map(entries) => {
                let entry = |(key, value): &(Cow<'_, str>, Self)| quoted(key) + 1 + value.length();
                1 + entries.len().max(1) + entries.iter().map(entry).sum::<usize>()
            }
            Self::Read(_) => 23,
            Self::Account { .. } | Self::Parameter(_) => 14,
            // The longest Region and kind that occur here.
            Self::Arn(_) => 80,
        }
    }

    /// Calls `with` for everything that the deployer gives.
    pub fn each_parameter(&self, with: &mut impl FnMut(ParameterId)) {
        match self {
            Self::Parameter(id) => with(*id),
            Self::AsText(inner) => inner.each_parameter(with),
            Self::List(items) => items.iter().for_each(|item| item.each_parameter(with)),
            Self::Map(entries) => entries.iter().for_each(|(_, value)| value.each_parameter(with)),
            Self::Text(_) | Self::Number(_) | Self::Read(_) | Self::Arn(_) | Self::Account { .. } => {}
        }
    }

    /// Calls `with` for everything that the document reads of other resources.
    pub fn each_read(&self, with: &mut impl FnMut(Read, OnlyIn)) {
        match self {
            Self::Text(_) | Self::Number(_) | Self::Parameter(_) => {}
            Self::AsText(inner) => inner.each_read(with),
            Self::List(items) => items.iter().for_each(|item| item.each_read(with)),
            Self::Map(entries) => entries.iter().for_each(|(_, value)| value.each_read(with)),
            Self::Read(read) | Self::Arn(ResourceArn { of: read, .. }) => with(*read, OnlyIn::Both),
            Self::Account { from } => with(*from, OnlyIn::Terraform),
        }
    }
}

fn written(sid: &str, statement: &PolicyStatement, vpc: Option<Read>) -> Json {
    fn list<T: ToString>(values: &[T]) -> Json {
        Json::List(values.iter().map(|value| text(value.to_string())).collect())
    }
    let own = || vpc.map_or_else(|| text("vpc-0123456789abcdef0"), Json::Read);
    let value = |value: &ConditionValue| if value.is_vpc() { own() } else { text(value.to_string()) };
    let values = |values: &[ConditionValue]| Json::List(values.iter().map(value).collect());
    let effect = match statement.effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    let mut entries = vec![
        (Cow::Borrowed("Sid"), text(sid.to_owned())),
        (Cow::Borrowed("Effect"), text(effect)),
        (Cow::Borrowed("Principal"), text("*")),
        (Cow::Borrowed("Action"), list(&statement.actions)),
        (Cow::Borrowed("Resource"), list(&statement.resources)),
    ];
    let conditions: Vec<_> = statement
        .conditions
        .iter()
        .map(|(operator, keys)| {
            let keys = keys.iter().map(|(key, list)| (Cow::Owned(key.to_string()), values(list))).collect();
            (Cow::Borrowed(operator.as_str()), Json::Map(keys))
        })
        .collect();
    if !conditions.is_empty() {
        entries.push((Cow::Borrowed("Condition"), Json::Map(conditions)));
    }
    Json::Map(entries)
}

fn text(text: impl Into<Cow<'static, str>>) -> Json {
    Json::Text(text.into())
}

fn map<const N: usize>(entries: [(&'static str, Json); N]) -> Json {
    Json::Map(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}
