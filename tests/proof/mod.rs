//! An independent reading of what netgen renders, and a walk of packets through it. In come the files of a render, out go the
//! network that they describe and what happens to packets there. No code is shared with the printers: names of properties
//! and arguments are written down here again.

pub mod net;
pub mod read;
pub mod walk;
