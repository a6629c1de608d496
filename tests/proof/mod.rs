//! An independent reading of what netgen renders, and a walk of packets through it. In come the files of a render, out go the
//! network that they describe and what happens to packets there. No code is shared with the printers: names of properties
//! and arguments are written down here again.

#![allow(dead_code, reason = "each target uses a part of it")]

pub mod net;
pub mod plan;
pub mod random;
pub mod read;
pub mod walk;
