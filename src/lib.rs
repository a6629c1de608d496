//! A compiler for networks.

#![forbid(unsafe_code)]

pub mod blueprint;
pub mod diagnostic;
pub mod net;
pub mod network;
pub mod yaml;
