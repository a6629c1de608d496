//! The command as people run it: the exit status and both streams of every command, files that appear and files that do
//! not, and what happens to input that means harm.

mod accounts;
mod bind;
mod choices;
#[path = "../common/command.rs"]
#[allow(dead_code, reason = "other targets use it as well")]
mod command;
mod diff;
mod earlier;
mod fail;
mod info;
mod inputs;
mod keep;
mod lock;
mod memory;
mod mv;
mod peers;
mod policy;
mod pools_from;
mod reach;
mod render;
mod router;
mod several;
mod since;
mod steps;
mod streams;
mod verify;
