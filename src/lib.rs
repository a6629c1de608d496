//! A compiler for networks.

#![forbid(unsafe_code)]

pub mod aws;
pub mod blueprint;
pub mod builtin;
pub mod check;
pub mod cloudformation;
pub mod compile;
pub mod diagnostic;
mod escape;
pub mod net;
pub mod network;
pub mod plan;
pub mod report;
pub mod terraform;
pub mod write;
pub mod yaml;
