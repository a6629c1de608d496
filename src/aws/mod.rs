//! AWS resources, each said once for both dialects. In comes a [`Plan`](crate::plan::Plan), out goes a [`Graph`] of typed
//! resources that point to each other by typed references. Nothing here prints: the dialects read what each resource says
//! of itself through [`Body`].

mod accepted;
mod account;
mod body;
mod canonical;
mod change;
mod folders;
mod graph;
mod identifier;
pub mod kind;
mod left;
mod lower;
mod mixture;
mod names;
mod node;
mod owner;
mod parameter;
mod policy;
mod policy_size;
mod reads;
mod reference;
mod relabel;
mod resource_arn;
mod root;
mod roots;
mod step;
mod tags;
mod unit_names;
mod value;

pub use accepted::accepted_alone;
pub use account::{AccountValue, Principal, account_parameter, guard};
pub use body::{Body, Dialect, Fact, Names, ProviderVersion, Shape, nested};
pub use canonical::canonical;
pub use change::{Change, Clash, Gap, Interrupt, Replaced};
pub use folders::{Folders, ONE, alias, path as scope_path};
pub use graph::{Attr, Graph, Group, Node, NodeId, Output, OutputValue, ParameterId, Place, Ref, Unit, UnitId};
pub use identifier::{Form, form};
pub use kind::{Kind, KindOf};
pub use left::{Left, LeftProvider, LeftResource, LeftRoot, LeftStack};
pub use lower::{Request, lower, requests};
pub use mixture::{Part, mix};
pub(crate) use names::logical_id;
pub use owner::UnitOwner;
pub use parameter::{Found, KeyForm, Lookup, Parameter, ParameterKind, Variable};
pub use policy::{Json, PolicyDocument};
pub use policy_size::check_policies;
pub use root::{Level, Root};
pub use roots::{Content, Input, Roots};
pub use step::{Step, StepWords};
pub use tags::TagSet;
pub use unit_names::UnitNames;
pub use value::{
    AttrNames, CfnAttr, FirewallEndpoint, IpProtocol, Ipv6Part, Later, OnlyIn, Read, ResourceArn, SecretKey, Value,
};
