//! A compiler for networks.

#![forbid(unsafe_code)]

pub mod cloudformation;
pub mod diagnostic;
pub mod escape;
pub mod net;
pub mod terraform;
pub mod write;
