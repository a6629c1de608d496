//! The Terraform dialect: in come the resources of the graph, out go the files of a root module. It reads no blueprint
//! and decides no address.

pub mod hcl;
