//! AWS resources, each said once for both dialects. In comes a [`Plan`](crate::plan::Plan), out goes a [`Graph`] of typed
//! resources that point to each other by typed references. Nothing here prints: the dialects read what each resource says
//! of itself through [`Body`].

mod body;
mod build;
mod canonical;
mod exclusive;
mod graph;
pub mod kind;
mod names;
mod parameter;
mod policy;
mod reference;
mod tags;
mod value;

pub use body::{Body, Dialect, Fact, Names, ProviderVersion, Shape, nested};
pub use build::build;
pub use canonical::canonical;
pub use exclusive::{Clash, Exclusive, Replaced};
pub use graph::{Attr, Graph, Group, Node, NodeId, Output, OutputValue, ParameterId, Place, Ref, Unit, UnitId};
pub use kind::{Kind, KindOf};
pub(crate) use names::logical_id;
pub use parameter::{Found, KeyForm, Lookup, Parameter, ParameterKind, Variable};
pub use policy::{Json, PolicyDocument};
pub use tags::TagSet;
pub use value::{
    AttrNames, CfnAttr, Ec2Arn, FirewallEndpoint, IpProtocol, Ipv6Part, Later, OnlyIn, Read, SecretKey, Value,
};
