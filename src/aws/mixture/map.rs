//! What the numbers of one graph are in another one: resources and parameters go in, and come out as those of the mixture, or not at all.

use crate::aws::graph::{NodeId, Output, OutputValue, ParameterId};
use crate::aws::policy::Json;
use crate::aws::value::{FirewallEndpoint, Ipv6Part, Later, Read, ResourceArn, Value};

/// What the numbers of a source are in the mixture.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub nodes: Vec<Option<NodeId>>,
    pub parameters: Vec<Option<ParameterId>>,
}

impl Map {
    pub fn node(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id.0 as usize).copied().flatten()
    }

    pub fn parameter(&self, id: ParameterId) -> Option<ParameterId> {
        self.parameters.get(id.0 as usize).copied().flatten()
    }

    pub fn read(&self, read: Read) -> Option<Read> {
        Some(Read { node: self.node(read.node)?, names: read.names })
    }

    pub fn json(&self, json: &Json) -> Option<Json> {
        Some(match json {
            Json::Text(text) => Json::Text(text.clone()),
            Json::Number(number) => Json::Number(*number),
            Json::AsText(inner) => Json::AsText(Box::new(self.json(inner)?)),
            Json::List(items) => Json::List(items.iter().map(|item| self.json(item)).collect::<Option<_>>()?),
            Json::Map(entries) => {
                let entry =
                    |(key, value): &(std::borrow::Cow<'static, str>, Json)| Some((key.clone(), self.json(value)?));
                Json::Map(entries.iter().map(entry).collect::<Option<_>>()?)
            }
            Json::Read(read) => Json::Read(self.read(*read)?),
            Json::Parameter(id) => Json::Parameter(self.parameter(*id)?),
            Json::Arn(arn) => Json::Arn(ResourceArn { of: self.read(arn.of)?, ..*arn }),
            Json::Account { from } => Json::Account { from: self.read(*from)? },
        })
    }

    /// The same value in the mixture; none where it reads what is not there.
    pub fn value<'a>(&self, value: Value<'a>) -> Option<Value<'a>> {
        Some(match value {
            Value::Attr(read) => Value::Attr(self.read(read)?),
            Value::Parameter(id) => Value::Parameter(self.parameter(id)?),
            Value::Protected(id) => Value::Protected(self.parameter(id)?),
            Value::Later(later) => Value::Later(Later {
                parameter: self.parameter(later.parameter)?,
                terraform: self.read(later.terraform)?,
            }),
            Value::Ipv6(part) => Value::Ipv6(Ipv6Part { vpc: self.node(part.vpc)?, ..part }),
            Value::FirewallEndpoint(one) => {
                Value::FirewallEndpoint(FirewallEndpoint { firewall: self.node(one.firewall)?, ..one })
            }
            Value::ResourceArn(arn) => Value::ResourceArn(ResourceArn { of: self.read(arn.of)?, ..arn }),
            Value::Text(_)
            | Value::Number(_)
            | Value::Digits(_)
            | Value::TextInCloudFormation(_)
            | Value::Flag(_)
            | Value::Switch(_)
            | Value::OnlyInbound(_)
            | Value::Cidr(_)
            | Value::Address(_)
            | Value::Protocol(_)
            | Value::Secret(_)
            | Value::Json(_) => value,
        })
    }

    /// What of an output is there.
    pub fn output(&self, one: &Output) -> Option<Output> {
        let value = match &one.value {
            OutputValue::One(read) => OutputValue::One(self.read(*read)?),
            OutputValue::Many(reads) => OutputValue::Many(
                reads.iter().filter_map(|(key, read)| Some((key.clone(), self.read(*read)?))).collect(),
            ),
            OutputValue::Secret(reads) => {
                OutputValue::Secret(reads.iter().filter_map(|(key, read)| Some((*key, self.read(*read)?))).collect())
            }
        };
        let is_empty = match &value {
            OutputValue::One(_) => false,
            OutputValue::Many(reads) => reads.is_empty(),
            OutputValue::Secret(reads) => reads.is_empty(),
        };
        let (logical_id, label, description) = (one.logical_id.clone(), one.label.clone(), one.description.clone());
        (!is_empty).then_some(Output { logical_id, label, description, value })
    }
}
