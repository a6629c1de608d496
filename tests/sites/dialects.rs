//! The readers of both dialects that the comparison of the dialects has: one normal form for CloudFormation and Terraform.

#![allow(dead_code, reason = "the comparison uses more of them")]

#[path = "../equivalence/cloudformation.rs"]
pub mod cloudformation;
#[path = "../equivalence/form.rs"]
pub mod form;
#[path = "../equivalence/stacks.rs"]
pub mod stacks;
#[path = "../equivalence/table.rs"]
pub mod table;
#[path = "../equivalence/terraform.rs"]
pub mod terraform;
