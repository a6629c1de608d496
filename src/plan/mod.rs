//! From a blueprint to addresses: in comes what the user asks for and the lock of what must not move, out go blocks and
//! a new lock. Nothing here writes a file, and nothing here knows an output format.

pub mod lock;
pub mod space;
