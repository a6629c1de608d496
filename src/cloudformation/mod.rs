//! The CloudFormation dialect: in come the resources of the graph, out go templates in YAML or JSON. It reads no
//! blueprint and decides no address.

pub mod json;
pub mod writer;
pub mod yaml;
