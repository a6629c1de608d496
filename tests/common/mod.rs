//! What several test targets share: random documents, and the pipeline in one call.
#![allow(dead_code, reason = "each target uses a part of it")]

pub mod charon;
pub mod dice;
pub mod documents;
pub mod pipeline;
pub mod scale;
pub mod sites;
