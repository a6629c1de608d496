//! The one reader of each dialect: CloudFormation's templates and Terraform's module in one normal form, without any code of the
//! printers. What the table does not know cannot be read: nothing is skipped.

pub mod cloudformation;
mod documents;
mod expressions;
pub mod form;
pub mod roots;
pub mod stacks;
pub mod table;
pub mod terraform;
mod values;
