//! An independent walk of packets through what netgen renders. In come the files of a render, by way of the reader of each dialect
//! (`tests/common/dialects`), out go the network that they describe and what happens to packets there.

#![allow(dead_code, reason = "each target uses a part of it")]

pub mod edges;
pub mod exchange;
mod hub;
mod internet;
mod links;
pub mod net;
pub mod plan;
pub mod random;
pub mod read;
pub mod walk;
