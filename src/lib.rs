//! A compiler for networks.

#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod net;
pub mod plan;
