//! What several test targets share: random documents, and the pipeline in one call.
#![allow(dead_code, reason = "each target uses a part of it")]

pub mod charon;
pub mod connects;
pub mod dialects;
pub mod dice;
pub mod documents;
pub mod dual;
pub mod features;
pub mod organizations;
pub mod pipeline;
pub mod publics;
pub mod scale;
pub mod seeds;
pub mod several;
pub mod site_edits;
pub mod sites;
pub mod suites;
pub mod watching;
