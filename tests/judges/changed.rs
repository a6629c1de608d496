//! What `tests/change/` knows of a change, whoever makes it: pairs of documents, what stands, walks, and what `netgen diff` says.

#![allow(dead_code, reason = "the executor of CloudFormation's updates uses the rest")]

use crate::{common, proof};

#[path = "../change/account.rs"]
pub mod account;
#[path = "../change/pairs.rs"]
pub mod pairs;
#[path = "../change/told.rs"]
pub mod told;
#[path = "../change/tree.rs"]
pub mod tree;
#[path = "../change/walks.rs"]
pub mod walks;
