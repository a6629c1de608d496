//! What a user wrote: YAML trees in, overlays laid over them, typed values with their places out. No meaning: nothing
//! here resolves a name, fills a default or knows AWS.

pub mod decode;
pub mod overlay;
